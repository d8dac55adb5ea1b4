"""Say against claim: with which verbs a camp's words are introduced, and which camp the writer keeps at a distance."""

import itertools

import numpy as np
import pandas as pd

from analysis import stats
from analysis.framing import ALL, names, places

STANCES = ["endorsing", "neutral", "distancing"]


def _cued(quotes: pd.DataFrame) -> pd.DataFrame:
    return quotes[(quotes["kind"] == "speech") & (quotes["cue_lemma"] != "")]


def verbs_by_camp(quotes: pd.DataFrame, camps=None, by=("camp",)) -> pd.DataFrame:
    """The cues of each camp's speech: columns *by, cue_lemma, stance, act, n, of (all its cues), share."""
    cued = _cued(quotes)
    table = cued.groupby([*by, "cue_lemma", "stance", "act"], sort=True).size().rename("n").reset_index()
    table["of"] = table.groupby(list(by))["n"].transform("sum").astype(int)
    rank = {name: i for i, name in enumerate(names(cued, camps))}
    table["share"] = table["n"] / table["of"]
    table = table.assign(rank=table["camp"].map(rank).astype(float), down=-table["n"])
    order = [*(key for key in by if key != "camp"), "rank", "down", "cue_lemma", "act"]
    return table.sort_values(order, ignore_index=True).drop(columns=["rank", "down"])


def stance_by_camp(quotes: pd.DataFrame, camps=None, outlets=None) -> pd.DataFrame:
    """The writer's stance towards each camp's speech: share of its cues, per outlet and over ALL.

    Columns outlet, camp, stance, estimate, low, high, n (its speech with a cue), count, effective.
    """
    cued = _cued(quotes)
    groups = itertools.product(places(cued, outlets), names(cued, camps))
    both = pd.concat([cued, cued.assign(outlet=ALL)])
    return stats.shares(both, "stance", ["outlet", "camp"], STANCES, groups)


def pairs(quotes: pd.DataFrame, camps=None) -> list[tuple[str, str]]:
    """Every two camps with a speech attribution, "other" aside: in display order, those with most speech first."""
    counts = quotes[(quotes["kind"] == "speech") & (quotes["camp"] != "other")]["camp"].value_counts()
    order = {camp: place for place, camp in enumerate(names(quotes, camps))}
    most = sorted(counts.index, key=lambda camp: (-counts[camp], order[camp]))
    return [tuple(sorted(pair, key=order.get)) for pair in itertools.combinations(most, 2)]


def rivals(quotes: pd.DataFrame, camps=None) -> tuple[str, str]:
    """The two camps with most speech attributions; ("", "") if there are not two."""
    return next(iter(pairs(quotes, camps)), ("", ""))


def units(quotes: pd.DataFrame, markers: pd.DataFrame) -> pd.DataFrame:
    """What can be kept at a distance: each speech attribution, and each marker that belongs to a camp but to none.

    `markers` is `hedges.markers`. Columns outlet, article, passage, camp, quote ("" for a marker of its own),
    distant, why (the cue's lemma, the markers' words; "" if not distant).
    """
    speech = quotes[quotes["kind"] == "speech"][["outlet", "article", "passage", "camp", "quote", "cue_lemma",
                                                 "stance"]]
    beside = markers[markers["quote"] != ""].groupby("quote")["words"].agg("; ".join)
    cue = speech["cue_lemma"].where(speech["stance"] == "distancing", "")
    why = [part.strip("; ") for part in cue + "; " + speech["quote"].map(beside).astype(object).fillna("")]
    alone = markers[(markers["quote"] == "") & (markers["camp"] != "")]
    both = pd.concat([speech.assign(why=why), alone.assign(why=alone["words"])], ignore_index=True)
    both = both.assign(distant=both["why"] != "", quote=both["quote"].fillna(""))
    return both[["outlet", "article", "passage", "camp", "quote", "distant", "why"]]


def asymmetry(units: pd.DataFrame, pair: tuple[str, str], outlets=None, **options) -> pd.DataFrame:
    """A(o): share of the first camp's units kept at a distance less that of the second's, per outlet and over ALL.

    The interval holds both the cluster bootstrap's (articles; paragraphs where an outlet has one article, as
    `cluster` says) and Newcombe's at the effective n, because resampling alone is blind where a camp has no unit at
    a distance. Camps swapped give the same numbers with the sign turned. Columns outlet, estimate, low, high, n,
    first and second (shares), count_first, n_first, count_second, n_second, cluster, clear (the interval leaves 0
    out; for an outlet at the level corrected for all outlets), alone (how many of n are markers of their own). Options as in stats.bootstrap.
    """
    rows, listed = [], places(units, outlets)
    for place in listed:
        part = units[units["camp"].isin(pair) & ((units["outlet"] == place) | (place == ALL))]
        cluster = "article" if part["article"].nunique() > 1 else "passage"
        sides = [part[part["camp"] == camp] for camp in pair]
        counts = [(int(side["distant"].sum()), len(side)) for side in sides]
        gap = _signed(part, pair, cluster, **options)
        strict = 1 - (1 - stats.LEVEL) / max(len(listed) - 1, 1) if place != ALL else stats.LEVEL
        _, least, most = gap if strict == stats.LEVEL else _signed(part, pair, cluster, **{**options, "level": strict})
        share = [count / n if n else float("nan") for count, n in counts]
        rows.append((place, *gap, len(part), *share, *counts[0], *counts[1], cluster, least > 0 or most < 0, (part["quote"] == "").sum()))
    columns = ["outlet", "estimate", "low", "high", "n", "first", "second", "count_first", "n_first", "count_second",
               "n_second", "cluster", "clear", "alone"]
    return pd.DataFrame(rows, columns=columns)


def _signed(part: pd.DataFrame, pair: tuple[str, str], cluster: str, **options) -> tuple[float, float, float]:
    """`_gap` of the two in one order whatever they are called, so that swapped names give the same draws."""
    keys = [_key(part[part["camp"] == camp], cluster) for camp in pair]
    if keys[0] >= keys[1]:
        return _gap(part, pair, cluster, **options)
    estimate, low, high = _gap(part, pair[::-1], cluster, **options)
    return 0.0 - estimate, 0.0 - high, 0.0 - low


def _key(side: pd.DataFrame, cluster: str) -> list:
    distant, labels = side["distant"].to_numpy(int), pd.factorize(side[cluster])[0]
    return [int(distant.sum()), len(side), *sorted(zip(np.bincount(labels, distant).tolist(), np.bincount(labels).tolist()))]


def _gap(part: pd.DataFrame, pair: tuple[str, str], cluster: str, **options) -> tuple[float, float, float]:
    sides = [part[part["camp"] == camp] for camp in pair]
    if not all(map(len, sides)):
        return (float("nan"),) * 3
    level = options.get("level", stats.LEVEL)
    worth = [stats.effective(side["distant"], side[cluster]) for side in sides]
    estimate, low, high = stats.share_difference(sides[0]["distant"].mean(), worth[0], sides[1]["distant"].mean(),
                                                 worth[1], level)
    _, least, most = stats.mean_difference(part["distant"], part["camp"] == pair[0], part[cluster], **options)
    return estimate, float(np.nanmin([low, least])), float(np.nanmax([high, most]))


def bars(quotes: pd.DataFrame, pair: tuple[str, str], outlets=None, markers: pd.DataFrame | None = None) -> pd.DataFrame:
    """The cues of the two camps for drawing, ALL outlets last: outlet, camp, stance, cue_lemma, n, of, share; distancing
    cues first. With `hedges.markers` also, of stance "hedged" and without a share, the words of the other units kept at
    a distance (see `units`)."""
    both = quotes[quotes["camp"].isin(pair)]
    rows = verbs_by_camp(pd.concat([both, both.assign(outlet=ALL)]), pair, ("outlet", "camp"))
    rows = (
        rows.groupby(["outlet", "camp", "stance", "cue_lemma"], sort=False)[["n", "share"]]
        .sum()
        .reset_index()
    )
    rows["of"] = rows.groupby(["outlet", "camp"])["n"].transform("sum")
    if markers is not None:
        other = units(quotes, markers)
        cued = set(quotes["quote"][quotes["stance"] == "distancing"])
        other = other[other["camp"].isin(pair) & other["distant"] & ~other["quote"].isin(cued)].rename(columns={"why": "cue_lemma"})
        other = pd.concat([other, other.assign(outlet=ALL)]).groupby(["outlet", "camp", "cue_lemma"]).size().rename("n").reset_index()
        rows = pd.concat([rows, other.assign(stance="hedged", of=0, share=np.nan)], ignore_index=True) if len(other) else rows
    order = {name: place for place, name in enumerate(places(both, outlets))}
    rows = rows.assign(a=rows["outlet"].map(order), b=rows["camp"].map(list(pair).index),
                       c=rows["stance"].map(["hedged", "distancing", "neutral", "endorsing"].index), d=-rows["n"])
    rows = rows.sort_values(["a", "b", "c", "d", "cue_lemma"], ignore_index=True)
    return rows[["outlet", "camp", "stance", "cue_lemma", "n", "of", "share"]]


def evidence(quotes: pd.DataFrame, markers: pd.DataFrame, camps: dict | None = None) -> pd.DataFrame:
    """Every distancing cue and marker to be judged by eye: outlet, camp, marker, words, speaker, text, article, passage."""
    cue = quotes[(quotes["kind"] == "speech") & (quotes["stance"] == "distancing")]
    cue = cue.assign(marker="cue", words=cue["cue"], text=cue["content"])
    speaker = quotes.set_index("quote")["speaker"]
    other = markers.assign(text=markers["sentence"], speaker=markers["quote"].map(speaker).astype(object).fillna(""))
    columns = ["outlet", "camp", "marker", "words", "speaker", "text", "article", "passage"]
    both = pd.concat([cue[columns], other[columns]])
    both["camp"] = [camps[camp]["label"] if camps and camp in camps else camp for camp in both["camp"]]
    return both.sort_values(["outlet", "article", "passage", "marker"], kind="stable", ignore_index=True)
