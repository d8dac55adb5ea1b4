"""Measures of framing: who speaks, with which verbs, in what tone, with which words, under which headline.

Each measure is a tidy table and has a `finding_...` that says in one sentence what the table shows, with
denominators and intervals, and says so where nothing can be shown. Speech only, unless said otherwise; `camps` is
the corpus's camps (their order is the order of the rows, their labels stand in the sentences).
"""
import itertools
import re

import numpy as np
import pandas as pd

from analysis import sentiment as tones
from analysis import stats, tokens

ALL = "all outlets"
STANCES = ["endorsing", "neutral", "distancing"]
QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)[‘'].*?(?:[’'](?!\w)|$)")
STOP = frozenset("""a about above across after again against ago all almost along already also although
always am among an and another any are around as at away back be became because been before began being below
between beyond both but by came can cannot could day days did do does doing done down during each earlier
either else enough even ever every few first for former from further gave get give go goes going got had has
have having he her here hers herself him himself his how however i if in including inside into is it its
itself just last late later least less let like made make making many may me might more most much must my
near nearly never new next no nor not nothing now of off often on once one only onto or other others our ours
out outside over own part per perhaps put quite rather really said same say saying says see seen several
shall she should since so some soon still such take taken than that the their theirs them themselves then
there these they thing things this those though three through thus time times to together told too took
toward towards two under until up upon us use used very was way we week weeks well went were what when where
whether which while who whole whom whose why will with within without would year years yes yesterday yet you
your monday tuesday wednesday thursday friday saturday sunday today""".split())


def _names(frame: pd.DataFrame, camps=None) -> list[str]:
    """The camps in display order, those found in `frame` that are not listed behind them."""
    listed = list(camps or [])
    return listed + sorted(set(frame["camp"]) - set(listed))


def _speech(quotes: pd.DataFrame) -> pd.DataFrame:
    return quotes[quotes["kind"] == "speech"]


def _words(text: str) -> int:
    return len(tones.WORD.findall(tones.prepare(text)))


def quoted_words(content: str, type: str) -> tuple[int, int]:
    """(words inside quotation marks, words outside) of an attribution's content."""
    total = _words(content)
    inside = {"direct": total, "indirect": 0}.get(type, sum(_words(m) for m in QUOTED.findall(content)))
    return min(inside, total), total - min(inside, total)


def share_of_voice(quotes: pd.DataFrame, camps=None, outlets=None, **options) -> pd.DataFrame:
    """Each camp's share of the speech attributions and of their words, per outlet and over ALL of them.

    channel : "all"; "direct": attributions with words inside quotation marks (direct and mixed), and those words
        alone; "indirect": attributions without quotation marks, and all attributed words outside marks.
    unit : "attributions" (Wilson intervals) or "words" (bootstrap, see stats.weighted_share).
    Columns outlet, channel, unit, camp, estimate, low, high, n (the denominator), count, effective (independent
    units it is worth). Every outlet in `outlets` and every camp has its row, be it 0 or NaN.
    """
    speech = _speech(quotes)
    counted = [quoted_words(c, t) for c, t in zip(speech["content"], speech["type"])]
    speech = speech.assign(direct=[a for a, _ in counted], indirect=[b for _, b in counted])
    speech = speech.assign(all=speech["direct"] + speech["indirect"], marked=speech["type"] != "indirect")
    names = _names(speech, camps)
    places = list(dict.fromkeys([*(outlets or []), *sorted(speech["outlet"].unique())]))
    tables = []
    for place in [*places, ALL]:
        part = speech if place == ALL else speech[speech["outlet"] == place]
        for channel, rows in (("all", part), ("direct", part[part["marked"]]), ("indirect", part[~part["marked"]])):
            shares = stats.shares(rows.assign(outlet=place), "camp", ["outlet"], names, [(place,)])
            words, lines = part[channel].to_numpy(float), []
            for name in names:
                hit = (part["camp"] == name).to_numpy(float)
                share, low, high, worth = stats.weighted_share(hit, words, part["article"], **options)
                lines.append((place, name, share, low, high, int(words.sum()), int((words * hit).sum()), worth))
            tables += [shares.assign(channel=channel, unit="attributions"),
                       pd.DataFrame(lines, columns=shares.columns).assign(channel=channel, unit="words")]
    order = ["outlet", "channel", "unit", "camp", "estimate", "low", "high", "n", "count", "effective"]
    table = pd.concat([t for t in tables if len(t)] or tables, ignore_index=True)[order]
    rank = {(o, c, u): i for i, (o, c, u) in enumerate(itertools.product(
        [*places, ALL], ("all", "direct", "indirect"), ("attributions", "words")))}
    return table.iloc[np.argsort([rank[k] for k in zip(table["outlet"], table["channel"], table["unit"])],
                                 kind="stable")].reset_index(drop=True)


def verbs_by_camp(quotes: pd.DataFrame, camps=None, by=("camp",)) -> pd.DataFrame:
    """The cues of each camp's speech: columns *by, cue_lemma, stance, act, n, of (all its cues), share."""
    cued = _speech(quotes)
    cued = cued[cued["cue_lemma"] != ""]
    keys = [*by, "cue_lemma", "stance", "act"]
    table = cued.groupby(keys, sort=True).size().rename("n").reset_index()
    table["of"] = table.groupby(list(by))["n"].transform("sum").astype(int)
    table["share"] = table["n"] / table["of"]
    rank = {name: i for i, name in enumerate(_names(cued, camps))}
    table = table.assign(rank=table["camp"].map(rank).astype(float), down=-table["n"])
    first = [key for key in by if key != "camp"]
    table = table.sort_values([*first, "rank", "down", "cue_lemma", "act"], ignore_index=True)
    return table.drop(columns=["rank", "down"])


def stance_by_camp(quotes: pd.DataFrame, camps=None, outlets=None) -> pd.DataFrame:
    """The writer's stance towards each camp's speech: share of its cues, per outlet and over ALL.

    Columns outlet, camp, stance, estimate, low, high, n (its speech attributions with a cue), count, effective.
    """
    cued = _speech(quotes)
    cued = cued[cued["cue_lemma"] != ""]
    names, places = _names(cued, camps), list(dict.fromkeys([*(outlets or []), *sorted(cued["outlet"].unique())]))
    both = pd.concat([cued, cued.assign(outlet=ALL)])
    return stats.shares(both, "stance", ["outlet", "camp"], STANCES, list(itertools.product([*places, ALL], names)))


def tone(sentiment: pd.DataFrame, **options) -> pd.DataFrame:
    """Mean score per voice, outlet (and ALL), camp ("" for the writer's own) and scorer; see sentiment.by_group."""
    both = pd.concat([sentiment, sentiment.assign(outlet=ALL)])
    table = tones.by_group(both, ["outlet", "camp"], **options)
    table["last"] = table["outlet"] == ALL
    return table.sort_values(["voice", "last", "outlet", "camp"], kind="stable", ignore_index=True).drop(columns="last")


def distinctive_words(passages: pd.DataFrame, quotes: pd.DataFrame, minimum: int = 3, own: bool = True) -> pd.DataFrame:
    """The words that set each outlet's text apart from the rest, by weighted log-odds (see stats.log_odds).

    `own` leaves out what is attributed (contents of every kind), so that the words are the writer's. Words are
    lower-cased, of letters, two and more, without 's and without STOP, and occur `minimum` times in the corpus.
    Columns outlet, word, count, rest, log_odds, low, high, z, p, q, articles (of the outlet, holding the word),
    of (articles of the outlet), example (a sentence of the outlet, whole, "" if it never uses the word).
    """
    kept = passages[passages["section"] != "dropped"].sort_values(["article", "passage"])
    spans = tones.held(quotes, kept) if own else {}
    seen, example = [], {}
    for p in kept.itertuples():
        text = p.text
        for start, end, _ in spans.get((p.article, p.passage), []):
            text = text[:start] + " " * (end - start) + text[end:]
        for start, end in tokens.sentences(p.text):
            for word in re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", tones.prepare(text[start:end]).lower()):
                word = re.sub(r"'s?$|'s$", "", word)
                if len(word) > 1 and word not in STOP and "'" not in word:
                    seen.append((p.outlet, p.article, word))
                    example.setdefault((p.outlet, word), p.text[start:end])
    found = pd.DataFrame(seen, columns=["outlet", "article", "word"])
    counts = found.groupby(["word", "outlet"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=sorted(kept["outlet"].unique()), fill_value=0)
    table = stats.log_odds(counts[counts.sum(axis=1) >= minimum]).rename(columns={"group": "outlet"})
    holding = found.drop_duplicates().groupby(["outlet", "word"]).size().to_dict()
    total = kept.groupby("outlet")["article"].nunique().to_dict()
    pairs = list(zip(table["outlet"], table["word"]))
    return table.assign(articles=[holding.get(pair, 0) for pair in pairs], of=[total[o] for o, _ in pairs],
                        example=[example.get(pair, "") for pair in pairs])


def headlines(passages: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """A row per article: outlet, article, headline, attributed, speaker, camp, cue, cue_lemma, stance, kind, type.

    Of several attributions in a headline the first counts, speech before mental; fields are "" without one.
    """
    fields = ["speaker", "camp", "cue", "cue_lemma", "stance", "kind", "type"]
    inside = quotes[quotes["section"] == "headline"]
    inside = inside.assign(mental=inside["kind"] != "speech").sort_values(["article", "mental", "quote"])
    first = inside.drop_duplicates("article").set_index("article")[fields]
    texts = passages[passages["section"] == "headline"].sort_values(["article", "passage"])
    texts = texts.groupby("article")["text"].agg(" / ".join)
    table = passages[["outlet", "article"]].drop_duplicates().sort_values(["outlet", "article"], ignore_index=True)
    table["headline"] = table["article"].map(texts).astype(object).fillna("")
    table["attributed"] = table["article"].isin(first.index)
    for field in fields:
        table[field] = table["article"].map(first[field]).astype(object).fillna("")
    return table


def measures(quotes: pd.DataFrame, passages: pd.DataFrame, sentiment: pd.DataFrame, camps=None,
             **options) -> pd.DataFrame:
    """The `measures` table: outlet, measure, category, estimate, low, high, n of all that is measured here.

    n is the denominator of a share, the units of a mean, the word's count for a distinctive word.
    """
    places = sorted(passages["outlet"].unique())
    voice, stance = share_of_voice(quotes, camps, places, **options), stance_by_camp(quotes, camps, places)
    moods, words = tone(sentiment, **options), distinctive_words(passages, quotes)
    words = words[words["count"] > 0]
    heads = headlines(passages, quotes).assign(camp=lambda t: t["camp"].where(t["attributed"], "not attributed"))
    heads = stats.shares(heads, "camp", ["outlet"], [*_names(quotes, camps), "not attributed"])
    tables = [voice.assign(measure="share of voice, " + voice["channel"] + ", " + voice["unit"], category=voice["camp"]),
              stance.assign(measure="stance, " + stance["stance"], category=stance["camp"]),
              moods.assign(measure="tone, " + moods["voice"] + ", " + moods["scorer"], category=moods["camp"]),
              words.assign(measure="distinctive word", category=words["word"], estimate=words["log_odds"],
                           n=words["count"]),
              heads.assign(measure="headline attributed to", category=heads["camp"])]
    columns = ["outlet", "measure", "category", "estimate", "low", "high", "n"]
    table = pd.concat([t[columns] for t in tables if len(t)] or [tables[0].reindex(columns=columns)], ignore_index=True)
    return table.astype({"estimate": float, "low": float, "high": float, "n": int})


def _label(camp: str, camps) -> str:
    entry = camps.get(camp) if isinstance(camps, dict) else None
    return (entry or {}).get("label") or camp.replace("_", " ")


def _share(row: dict) -> str:
    return (f"{100 * row['estimate']:.0f} % ({row['count']} of {row['n']}, "
            f"95 % interval {100 * row['low']:.0f} to {100 * row['high']:.0f} %)")


def _list(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""


def _unseen(smallest: float) -> str:
    if smallest >= 0.995:
        return "with so few attributions hardly any gap would be found"
    return f"only gaps of {100 * smallest:.0f} points or more would be found four times in five"


def finding_share(table: pd.DataFrame, camps=None) -> str:
    """One sentence on `share_of_voice`: the two camps heard most, and whether the outlets differ."""
    table = table[(table["channel"] == "all") & (table["unit"] == "attributions")]
    pooled = table[(table["outlet"] == ALL) & (table["count"] > 0)]
    if pooled.empty:
        return "No speech attribution was found, so there is no share of voice to report."
    top = pooled.sort_values("count", ascending=False, kind="stable").head(2).to_dict("records")
    text = f"{_label(top[0]['camp'], camps)} has {_share(top[0])} of the speech attributions"
    if len(top) > 1:
        both = sum(row["count"] for row in top)
        worth = both * min(row["effective"] / row["n"] for row in top)
        pairs = len(pooled) * (len(pooled) - 1) / 2
        low, _ = stats.wilson(top[0]["count"] / both * worth, worth, 1 - (1 - stats.LEVEL) / pairs)
        lead = "a lead beyond chance" if low > 0.5 else "which of the two is heard more cannot be shown"
        text += f", {_label(top[1]['camp'], camps)} {_share(top[1])}: {lead}"
    outlets = table[(table["outlet"] != ALL) & (table["n"] > 0)]
    if outlets["outlet"].nunique() < 2:
        return text + "; there is only one outlet, so nothing to compare it with."
    high, low, smallest = stats.widest_gap(outlets, "camp")
    if high is None:
        return text + f"; no difference between outlets can be shown ({_unseen(smallest)})."
    return text + (f"; between outlets the widest gap that can be shown is {_label(high['camp'], camps)}'s share, "
                   f"{_share(high)} in {high['outlet']} against {_share(low)} in {low['outlet']}.")


def finding_verbs(table: pd.DataFrame, camps=None) -> str:
    """One sentence on `verbs_by_camp`: each camp's commonest cue."""
    parts = []
    for camp, part in table.groupby("camp", sort=False):
        counts = part.groupby("cue_lemma")["n"].sum()
        best = sorted(counts[counts == counts.max()].index)
        what = f"“{best[0]}”" if len(best) == 1 else f"a tie of {len(best)} cues"
        parts.append(f"{what} for {_label(camp, camps)} ({counts.max()} of {counts.sum()}"
                     + (" each)" if len(best) > 1 else ")"))
    return f"The commonest cue is {_list(parts)}." if parts else "No speech attribution has a cue."


def finding_stance(table: pd.DataFrame, camps=None) -> str:
    """One sentence on `stance_by_camp`: which camp's speech comes with distance, and whether camps differ."""
    table = table[(table["outlet"] == ALL) & (table["stance"] == "distancing") & (table["n"] > 0)]
    if table["count"].sum() == 0:
        return f"None of the {table['n'].sum()} cues of speech keeps a distance to what is said."
    rows = table.sort_values("estimate", ascending=False, kind="stable").to_dict("records")
    text = "Cues that keep a distance introduce " + _list([f"{_share(row)} for {_label(row['camp'], camps)}"
                                                           for row in rows])
    if len(rows) < 2:
        return text + "; there is no second camp to compare with."
    high, low, smallest = stats.widest_gap(table, "stance")
    if high is None:
        return text + f"; no difference between camps can be shown ({_unseen(smallest)})."
    return text + f"; the gap between {_label(high['camp'], camps)} and {_label(low['camp'], camps)} is beyond chance."


def finding_tone(table: pd.DataFrame, camps=None) -> str:
    """One sentence on `tone`: camps (over all outlets) whose intervals lie apart by every polarity scorer."""
    table = table[(table["voice"] == "quoted") & (table["outlet"] == ALL) & ~table["scorer"].isin(tones.UNSIGNED)]
    if table.empty:
        return "There are no attributed words whose tone could be measured."
    scorers, apart = list(dict.fromkeys(table["scorer"])), []
    rows = {key: row for key, row in zip(zip(table["camp"], table["scorer"]), table.to_dict("records"))}
    for one, two in itertools.permutations(dict.fromkeys(table["camp"]), 2):
        if all(rows[two, s]["high"] < rows[one, s]["low"] for s in scorers):
            apart.append(f"{_label(one, camps)} sounds more positive than {_label(two, camps)}")
    means = _list([f"{_label(row['camp'], camps)} {row['estimate']:+.2f} (n = {row['n']}, "
                   + ("no interval)" if np.isnan(row["low"]) else f"{row['low']:+.2f} to {row['high']:+.2f})")
                   for row in table[table["scorer"] == scorers[-1]].to_dict("records")])
    claim = (f"By {_list(scorers)} alike, {_list(apart)}" if apart else
             f"No difference in tone between camps can be shown that {_list(scorers)} agree on")
    return f"{claim}; mean {scorers[-1]} score with 95 % interval: {means}."


def finding_words(table: pd.DataFrame, q: float = 0.05) -> str:
    """One sentence on `distinctive_words`: those that stand out at a false discovery rate of `q`."""
    if table.empty:
        return "Distinctive words need two outlets and words they repeat; there is nothing to compare."
    tested, clear = table["word"].nunique(), table[(table["q"] <= q) & (table["z"] > 0)]
    clear = clear.sort_values("q", kind="stable")
    single = ("; with one article per outlet a word marks the article as much as the outlet"
              if (table["of"] == 1).all() else "")
    if clear.empty:
        return f"None of the {tested} words compared marks an outlet once corrected for trying them all{single}."
    named = [f"“{r['word']}” for {r['outlet']} ({r['count']} of {r['count'] + r['rest']} uses)"
             for r in clear.head(3).to_dict("records")]
    return (f"{clear['word'].nunique()} of the {tested} words compared stand out at a false discovery rate of "
            f"{100 * q:.0f} %, first {_list(named)}{single}.")


def finding_headlines(table: pd.DataFrame, camps=None) -> str:
    """One sentence on `headlines`: how many hand the word to somebody, and to whom."""
    have = table[table["headline"] != ""]
    if have.empty:
        return "No headline was found."
    said = have[have["attributed"]]
    low, high = stats.wilson(len(said), len(have))
    row = {"estimate": len(said) / len(have), "count": len(said), "n": len(have), "low": low, "high": high}
    counts = said["camp"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    whom = _list([f"{_label(camp, camps)} ({n})" for camp, n in counts.items()])
    return f"{_share(row)} of the headlines report what somebody says or thinks" + (f": {whom}." if whom else ".")
