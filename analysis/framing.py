"""Measures of framing: who speaks, with which verbs, in what tone, with which words, under which headline.

Each measure is a tidy table with estimates, intervals and denominators; `findings` puts them into sentences. Speech
only, unless said otherwise. `camps` are the corpus's: their order is that of the rows.
"""
import itertools
import re

import numpy as np
import pandas as pd

from analysis import sentiment as tones
from analysis import stats, tokens
from analysis.characters import count_words

ALL = "all outlets"
STANCES = ["endorsing", "neutral", "distancing"]
QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)[‘'].*?(?:[’'](?!\w)|$)")
STOP = frozenset("""monday tuesday wednesday thursday friday saturday sunday told according announced asked cited claimed noted reported statement warned a about after all also although am an and any are as at be because been before being but
by can cannot could did do does during each even every for from had has have he her him his how if in
including into is it its just may might more most much must my no not now of off on once only or other our
out over own said same say saying says she should since so some still such than that the their them then
there these they this those though through to too under until up upon us very was we were what when where
whether which while who whom why will with would yet you your""".split())


def _names(frame: pd.DataFrame, camps=None) -> list[str]:
    """The camps in display order; those found in `frame` but not listed stand behind them."""
    return list(camps or []) + sorted(set(frame["camp"]) - set(camps or []))


def _places(frame: pd.DataFrame, outlets=None) -> list[str]:
    return list(dict.fromkeys([*(outlets or []), *sorted(frame["outlet"].unique()), ALL]))


def quoted_words(content: str, type: str) -> tuple[int, int]:
    """(words inside quotation marks, words outside) of an attribution's content."""
    total = count_words(content)
    inside = {"direct": total, "indirect": 0}.get(type, sum(count_words(m) for m in QUOTED.findall(content)))
    return min(inside, total), total - min(inside, total)


def share_of_voice(quotes: pd.DataFrame, camps=None, outlets=None, **options) -> pd.DataFrame:
    """Each camp's share of the speech attributions and of their words, per outlet and over ALL of them.

    channel : "all"; "direct": attributions with words inside quotation marks (direct and mixed), and those
        words alone; "indirect": attributions without quotation marks, and all attributed words outside marks.
    unit : "attributions" (Wilson intervals) or "words" (bootstrap, see stats.weighted_share).
    Columns outlet, channel, unit, camp, estimate, low, high, n (the denominator), count, effective (the
    independent units it is worth). Every outlet in `outlets` and every camp has its row, be it 0 or NaN.
    """
    speech = quotes[quotes["kind"] == "speech"]
    counted = [quoted_words(c, t) for c, t in zip(speech["content"], speech["type"])]
    speech = speech.assign(direct=[a for a, _ in counted], indirect=[b for _, b in counted],
                           all=[a + b for a, b in counted])
    names, tables = _names(speech, camps), []
    for place in _places(speech, outlets):
        part = speech if place == ALL else speech[speech["outlet"] == place]
        marked = part["type"] != "indirect"
        for channel, rows in {"all": part, "direct": part[marked], "indirect": part[~marked]}.items():
            shares = stats.shares(rows.assign(outlet=place), "camp", ["outlet"], names, [(place,)])
            words, lines = part[channel].to_numpy(float), []
            for name in names:
                hit = (part["camp"] == name).to_numpy()
                share, low, high, worth = stats.weighted_share(hit, words, part["article"], **options)
                lines.append((place, name, share, low, high, int(words.sum()), int(words[hit].sum()), worth))
            tables += [shares.assign(channel=channel, unit="attributions"),
                       pd.DataFrame(lines, columns=shares.columns).assign(channel=channel, unit="words")]
    order = ["outlet", "channel", "unit", "camp", "estimate", "low", "high", "n", "count", "effective"]
    return pd.concat([t for t in tables if len(t)] or tables, ignore_index=True)[order]


def _cued(quotes: pd.DataFrame) -> pd.DataFrame:
    return quotes[(quotes["kind"] == "speech") & (quotes["cue_lemma"] != "")]


def quoted_share(quotes: pd.DataFrame, camps=None, outlets=None) -> pd.DataFrame:
    """How much of each camp's speech holds words in quotation marks (direct or mixed), per outlet and over ALL.

    Columns outlet, camp, estimate, low, high, n (its speech attributions), count (those quoted), effective.
    """
    speech = quotes[quotes["kind"] == "speech"]
    speech = speech.assign(quoted=np.where(speech["type"] == "indirect", "no", "yes"))
    both = pd.concat([speech, speech.assign(outlet=ALL)])
    groups = list(itertools.product(_places(speech, outlets), _names(speech, camps)))
    return stats.shares(both, "quoted", ["outlet", "camp"], ["yes"], groups).drop(columns="quoted")


def verbs_by_camp(quotes: pd.DataFrame, camps=None, by=("camp",)) -> pd.DataFrame:
    """The cues of each camp's speech: columns *by, cue_lemma, stance, act, n, of (all its cues), share."""
    cued = _cued(quotes)
    table = cued.groupby([*by, "cue_lemma", "stance", "act"], sort=True).size().rename("n").reset_index()
    table["of"] = table.groupby(list(by))["n"].transform("sum").astype(int)
    rank = {name: i for i, name in enumerate(_names(cued, camps))}
    table["share"] = table["n"] / table["of"]
    table = table.assign(rank=table["camp"].map(rank).astype(float), down=-table["n"])
    order = [*(key for key in by if key != "camp"), "rank", "down", "cue_lemma", "act"]
    return table.sort_values(order, ignore_index=True).drop(columns=["rank", "down"])


def stance_by_camp(quotes: pd.DataFrame, camps=None, outlets=None) -> pd.DataFrame:
    """The writer's stance towards each camp's speech: share of its cues, per outlet and over ALL.

    Columns outlet, camp, stance, estimate, low, high, n (its speech with a cue), count, effective.
    """
    cued = _cued(quotes)
    groups = itertools.product(_places(cued, outlets), _names(cued, camps))
    both = pd.concat([cued, cued.assign(outlet=ALL)])
    return stats.shares(both, "stance", ["outlet", "camp"], STANCES, groups)


def tone(sentiment: pd.DataFrame, **options) -> pd.DataFrame:
    """Mean score per outlet (ALL last), camp ("" is the writer) and scorer, as sentiment.by_group has it."""
    both = (sentiment, sentiment.assign(outlet=ALL))
    return pd.concat([tones.by_group(t, ["outlet", "camp"], **options) for t in both], ignore_index=True)


def distinctive_words(passages: pd.DataFrame, quotes: pd.DataFrame, minimum: int = 3,
                      own: bool = True) -> pd.DataFrame:
    """The words that set each outlet's text apart from the rest, by weighted log-odds (see stats.log_odds).

    `own` leaves out what is attributed (contents of every kind): the words left are the writer's. Words are
    lower-cased, of two letters or more, without 's, not in STOP, and occur `minimum` times in the corpus.
    Columns outlet, word, count, rest, log_odds, low, high, z, p, q, articles (of the outlet, with the word),
    of (articles of the outlet), example (a whole sentence of the outlet, "" if it never uses the word).
    """
    kept = passages[passages["section"] != "dropped"].sort_values(["article", "passage"])
    spans, seen, example = tones.held(quotes, kept) if own else {}, [], {}
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
    """A row per article: outlet, article, headline, attributed, and of the first attribution in the headline
    (speech before mental) speaker, camp, cue, cue_lemma, stance, kind, type, "" where there is none."""
    fields = ["speaker", "camp", "cue", "cue_lemma", "stance", "kind", "type"]
    inside = quotes[quotes["section"] == "headline"]
    inside = inside.assign(mental=inside["kind"] != "speech").sort_values(["article", "mental", "quote"])
    first = inside.drop_duplicates("article").set_index("article")[fields]
    texts = passages[passages["section"] == "headline"].sort_values(["article", "passage"])
    texts = texts.groupby("article")["text"].agg(" / ".join)
    table = passages[["outlet", "article"]].drop_duplicates().sort_values(["outlet", "article"])
    table["headline"] = table["article"].map(texts).astype(object).fillna("")
    table["attributed"] = table["article"].isin(first.index)
    for field in fields:
        table[field] = table["article"].map(first[field]).astype(object).fillna("")
    return table.reset_index(drop=True)


def measures(quotes: pd.DataFrame, passages: pd.DataFrame, sentiment: pd.DataFrame, camps=None,
             **options) -> pd.DataFrame:
    """The `measures` table: outlet, measure, category, estimate, low, high, n (see the docstrings above)."""
    places = sorted(passages["outlet"].unique())
    voice, stance = share_of_voice(quotes, camps, places, **options), stance_by_camp(quotes, camps, places)
    moods, words = tone(sentiment, **options), distinctive_words(passages, quotes)
    words = words[words["count"] > 0]
    own = quoted_share(quotes, camps, places)
    heads = headlines(passages, quotes)
    heads = heads.assign(camp=heads["camp"].where(heads["attributed"], "not attributed"))
    heads = stats.shares(heads, "camp", ["outlet"], [*_names(quotes, camps), "not attributed"])
    tables = [
        voice.assign(measure="voice, " + voice["channel"] + ", " + voice["unit"], category=voice["camp"]),
        own.assign(measure="quoted in own words", category=own["camp"]),
        stance.assign(measure="stance, " + stance["stance"], category=stance["camp"]),
        moods.assign(measure="tone, " + moods["voice"] + ", " + moods["scorer"], category=moods["camp"]),
        words.assign(measure="distinctive word", category=words["word"], estimate=words["log_odds"],
                     n=words["count"]),
        heads.assign(measure="headline attributed to", category=heads["camp"])]
    types = dict.fromkeys(["outlet", "measure", "category"], object)
    types |= {"estimate": float, "low": float, "high": float, "n": int}
    return pd.concat([t[list(types)].astype(types) for t in tables], ignore_index=True)
