"""The tables a notebook shows or draws, cut from the measures: which rows, in which order, under which names."""
from __future__ import annotations

import pandas as pd

from analysis import framing, sentiment, stats
from analysis.showing import findings
from analysis.checking import validity as checks
from analysis.corpus import Corpus
from analysis.showing.findings import SCORER

WILSON = (f"95 % Wilson intervals; that the attributions of an article are alike is allowed for where {stats.CLUSTERS} articles or more "
          "are counted together, else the intervals are too narrow.")


def source(study: Corpus, note: str) -> str:
    """The note under a figure: what the interval is, then n of articles and outlets, and the corpus."""
    articles = study.articles
    size = f"{findings.plural(len(articles), 'article')} from {findings.plural(articles['outlet'].nunique(), 'outlet')}"
    return f"{note} {size}. Source: {study.title}; own counts.".strip()


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


def described(quotes: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """The speakers who are neither listed nor fully named, the most frequent first: speaker, resolved_by, n, sources, quotes."""
    rest = quotes[~checks.named(quotes, camps)]
    table = rest.groupby(["speaker", "resolved_by"]).agg(
        n=("quote", "size"), sources=("source", lambda s: "; ".join(dict.fromkeys(s.replace("", "(no source)")))),
        quotes=("quote", lambda s: " ".join(sorted(s)))).reset_index()
    return table.sort_values(["n", "speaker"], ascending=[False, True], ignore_index=True)


def of(table: pd.DataFrame, most: int, what: str) -> str:
    """The caption of the first `most` rows of a table of speakers, `n` attributions each: how much of it they are."""
    if len(table) <= most:
        return what
    return (f"{what}: {most} of {len(table):,}, with {table['n'].head(most).sum():,} of {table['n'].sum():,} attributions; "
            "the table quotes has the others")


def by_hand(quotes: pd.DataFrame, most: int = 10) -> pd.DataFrame:
    """Up to `most` attributions spread over the corpus, to look up: number, spans, characters, and what was decided."""
    table = quotes.iloc[::max(len(quotes) // most, 1)].head(most)
    return table[["quote", "spans", "content", "type", "cue", "source", "speaker", "camp"]]


def speakers_by_outlet(quotes: pd.DataFrame, camps: dict | None = None, most: int = 3) -> pd.DataFrame:
    """The `most` frequent speakers of each outlet, by speech attributions: outlet, speaker, camp (its label), n, quoted, cues."""
    speech = quotes[quotes["kind"] == "speech"].assign(quoted=lambda t: t["type"] != "indirect")
    table = speech.groupby(["outlet", "speaker", "camp"]).agg(
        n=("quote", "size"), quoted=("quoted", "sum"),
        cues=("cue_lemma", lambda cues: tally(cues[cues != ""]))).reset_index()
    table = table.sort_values(["outlet", "n", "speaker"], ascending=[True, False, True])
    table = table.assign(camp=[findings.label(camp, camps) for camp in table["camp"]])
    return table.groupby("outlet").head(most).reset_index(drop=True)


def tally(cues: pd.Series) -> str:
    """Each cue with how often it stands there, the most frequent first: "say 4, claim 1"."""
    counts = cues.map(findings.cue_name).value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    return ", ".join(f"{cue} {n}" for cue, n in counts.items())


def samples(texts: list[str]) -> pd.DataFrame:
    """VADER's score of each text as it stands, and after `sentiment.prepare`."""
    return pd.DataFrame({"text": texts, "as published": sentiment.SCORERS["vader"](texts),
                         "marks made straight": sentiment.rate(texts, "vader")})


def voices(tone: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """`tone` of all outlets for drawing: voice (label), scorer (label), estimate, low, high, n, solid."""
    rows = tone[(tone["voice"] == "quoted") & (tone["outlet"] == framing.ALL)]
    agreed = {camp for pair in findings.apart(rows, "camp") for camp in pair}
    names = {camp: entry["label"] for camp, entry in camps.items()} | {"": "writer's own sentences"}
    table = tone.assign(solid=tone["camp"].isin(agreed), voice=tone["camp"].map(names))
    table["order"] = table["camp"].map(list(names).index)
    table["label"] = table["voice"] + "\nn = " + table["n"].astype(str)
    table = table.assign(voice=table["label"], scorer=table["scorer"].map(lambda s: SCORER.get(s, s)))
    table = table.sort_values(["scorer", "order"], kind="stable", ignore_index=True)
    return table[["voice", "scorer", "estimate", "low", "high", "n", "articles", "solid"]]


def tone_note(tone: pd.DataFrame) -> str:
    few = int((tone["low"].isna() & (tone["n"] > 0)).sum())
    return ("95 % bootstrap intervals (over articles; inside the article where there is one). Pale and hollow: the "
            "scorers do not all set it apart, so no ranking" + (f"; no interval below {stats.FEWEST} units." if few else "."))


def scores(matched: pd.DataFrame, **options) -> pd.DataFrame:
    """Precision, recall and F by outlet and over all articles, for drawing."""
    table = pd.concat([checks.scores(matched, ["outlet"], **options),
                       checks.scores(matched, **options).assign(outlet=framing.ALL)], ignore_index=True)
    return table[["outlet", "measure", "estimate", "low", "high", "n"]]


def accuracy(matched: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """Share of decisions as coded, by field, for drawing."""
    table = checks.accuracy(matched, camps=camps).assign(panel="")
    table["field"] = table["field"].replace("via", "conduit") + "\nn = " + table["n"].astype(str)
    return table[["field", "panel", "estimate", "low", "high", "n", "count"]]
