"""The tables a notebook shows or draws, cut from the measures: which rows, in which order, under which names."""
from __future__ import annotations

import pandas as pd

from analysis import findings, framing, sentiment, stats
from analysis import validity as checks
from analysis.corpus import Corpus
from analysis.findings import SCORER


def source(study: Corpus, note: str) -> str:
    """The note under a figure: what the interval is, then n of articles and outlets, and the corpus."""
    articles = study.articles
    return (f"{note} {findings.plural(len(articles), 'article')} from {findings.plural(articles['outlet'].nunique(), 'outlet')}. "
            f"Source: {study.title}; own counts.")


def dropped(passages: pd.DataFrame) -> pd.DataFrame:
    """Outlet, reason, paragraphs, words and the longest paragraph dropped for that reason."""
    gone = passages[passages["section"] == "dropped"].sort_values("words", ascending=False, kind="stable")
    table = gone.groupby(["outlet", "reason"]).agg(paragraphs=("words", "size"), words=("words", "sum"),
                                                   longest=("text", "first"))
    return table.reset_index()


def resolved(quotes: pd.DataFrame) -> pd.DataFrame:
    """How the speakers were found: rule, attributions, and three different examples of source and speaker."""
    pairs = quotes.assign(example=quotes["source"].where(quotes["source"] != "", "(no source)") + " → " + quotes["speaker"])
    table = pairs.groupby("resolved_by").agg(
        attributions=("quote", "size"), examples=("example", lambda s: "; ".join(list(dict.fromkeys(s))[:3])))
    return table.sort_values(["attributions"], ascending=False, kind="stable").reset_index()


def by_hand(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Attributions to look up: file, start, end of the first span, its characters, and what was decided."""
    table = quotes.assign(file=quotes["article"].map(articles.set_index("article")["file"]),
                          start=[spans[0][0] for spans in quotes["spans"]], end=[spans[0][1] for spans in quotes["spans"]])
    raw = articles.set_index("article")["raw"]
    table["characters"] = [raw[q.article][q.start:q.end] for q in table.itertuples()]
    return table[["file", "start", "end", "characters", "type", "cue", "source", "speaker", "camp"]]


def samples(texts: list[str]) -> pd.DataFrame:
    """The score of each text by each scorer."""
    return pd.DataFrame({"text": texts} | {SCORER.get(s, s): sentiment.rate(texts, s) for s in sentiment.SCORERS})


def voices(tone: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """`tone` of all outlets for drawing: voice (label), scorer (label), estimate, low, high, n, solid."""
    rows = tone[(tone["voice"] == "quoted") & (tone["outlet"] == framing.ALL)]
    agreed = {camp for pair in findings.apart(rows, "camp") for camp in pair}
    names = {camp: entry["label"] for camp, entry in camps.items()} | {"": "writer, nobody quoted"}
    table = tone.assign(solid=tone["camp"].isin(agreed), voice=tone["camp"].map(names))
    table["order"] = table["camp"].map(list(names).index)
    table["label"] = table["voice"] + "\nn = " + table["n"].astype(str)
    table = table.assign(voice=table["label"], scorer=table["scorer"].map(lambda s: SCORER.get(s, s)))
    table = table.sort_values(["scorer", "order"], kind="stable", ignore_index=True)
    return table[["voice", "scorer", "estimate", "low", "high", "n", "articles", "solid"]]


def tone_note(tone: pd.DataFrame) -> str:
    few = int((tone["low"].isna() & (tone["n"] > 0)).sum())
    return ("95 % bootstrap intervals over articles; pale and hollow: the scorers do not all set the camp "
            "apart, so no ranking" + (f"; no interval below {stats.FEWEST} units." if few else "."))


def by_outlet(tone: pd.DataFrame) -> pd.DataFrame:
    """`tone` of each outlet's quoted camps by the two polarity scorers, for drawing; solid if another outlet is set apart."""
    rows = tone[(tone["voice"] == "quoted") & (tone["outlet"] != framing.ALL) & ~tone["scorer"].isin(sentiment.UNSIGNED)]
    apart = {(place, camp) for camp, *places in findings.outlets_apart(tone) for place in places}
    rows = rows.assign(solid=[(r.outlet, r.camp) in apart for r in rows.itertuples()])
    return rows.assign(scorer=rows["scorer"].map(lambda s: SCORER.get(s, s)))[
        ["outlet", "camp", "scorer", "estimate", "low", "high", "n", "solid"]].reset_index(drop=True)


def channels(voice: pd.DataFrame) -> pd.DataFrame:
    """Shares of attributions with direct words and of indirect ones, for drawing.

    solid is True for all outlets together, and for an outlet that differs from another one in this channel and camp
    once all pairs are allowed for (see stats.gaps).
    """
    names = {"direct": "With words in quotation marks", "indirect": "Indirect statements"}
    rows = voice[(voice["unit"] == "attributions") & voice["channel"].isin(names)]
    differ = {(row["channel"], row["outlet"], row["camp"]) for _, part in rows.groupby("channel")
              for pair in stats.gaps(part[part["outlet"] != framing.ALL], "camp")[0] for row in pair}
    solid = [r.outlet == framing.ALL or (r.channel, r.outlet, r.camp) in differ for r in rows.itertuples()]
    return rows.assign(channel=rows["channel"].map(names), solid=solid)[
        ["outlet", "channel", "camp", "estimate", "low", "high", "n", "count", "solid"]].reset_index(drop=True)


def share_note(voice: pd.DataFrame) -> str:
    rows = voice[(voice["unit"] == "attributions") & (voice["channel"] == "all") & (voice["outlet"] != framing.ALL)]
    counts = rows.drop_duplicates("outlet")
    each = ", ".join(f"{r.outlet} {r.n}" for r in counts.itertuples())
    return (f"95 % Wilson intervals at the effective n; n of speech attributions: {each}. Pale and hollow: the outlet cannot be "
            "told from any other, all pairs allowed for.")


def verbs(table: pd.DataFrame) -> pd.DataFrame:
    """`framing.verbs_by_camp` for drawing: one row a camp and cue, `distancing` marked."""
    return table.groupby(["camp", "cue_lemma"], sort=False).agg(
        n=("n", "sum"), stance=("stance", "first")).reset_index().assign(distancing=lambda t: t["stance"] == "distancing")


def top_words(compared: pd.DataFrame, top: int, q: float = .05) -> pd.DataFrame:
    """The `top` words of each outlet by z for drawing: outlet, word, estimate, low, high, n, rest, q, solid, example."""
    rows = compared[(compared["count"] > 0) & (compared["z"] > 0)]
    rows = rows.sort_values(["outlet", "z", "word"], ascending=[True, False, True], kind="stable").groupby("outlet").head(top)
    rows = rows.assign(estimate=rows["log_odds"], n=rows["count"], solid=rows["q"] <= q)
    return rows[["outlet", "word", "estimate", "low", "high", "n", "rest", "q", "solid", "example"]].reset_index(drop=True)


def scores(matched: pd.DataFrame, **options) -> pd.DataFrame:
    """Precision, recall and F by outlet and over all articles, for drawing."""
    table = pd.concat([checks.scores(matched, ["outlet"], **options),
                       checks.scores(matched, **options).assign(outlet=framing.ALL)], ignore_index=True)
    return table[["outlet", "measure", "estimate", "low", "high", "n"]]


def accuracy(matched: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """Share of decisions as coded, by field, for drawing."""
    table = checks.accuracy(matched, camps=camps).assign(panel="as coded")
    table["field"] = table["field"] + "\nn = " + table["n"].astype(str)
    return table[["field", "panel", "estimate", "low", "high", "n", "count"]]


def errors(table: pd.DataFrame) -> pd.DataFrame:
    """Misses or false alarms for reading: outlet, section, type, speaker, cue, content, overlap."""
    return table[["outlet", "section", "type", "speaker", "cue", "content", "overlap"]]


def coding_sizes() -> pd.DataFrame:
    """The 95 % Wilson interval around 90 % and 75 % right, by number of coded attributions."""
    rows = []
    for n in (30, 60, 120, 240, 480):
        row = {"attributions coded": n}
        for share in (.9, .75):
            low, high = stats.wilson(round(share * n), n)
            row[f"if {100 * share:.0f} % are right"] = f"{100 * low:.0f} to {100 * high:.0f} %"
        rows.append(row)
    return pd.DataFrame(rows)
