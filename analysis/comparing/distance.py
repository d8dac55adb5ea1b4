"""How far outlets stand from each other, aspect by aspect and on the whole, and whether chance would do as much.

The distance is Jensen and Shannon's: the square root of the divergence (base 2) between two outlets' shares of the same
categories, 0 (the same shares) to 1 (nothing in common), a metric (Endres and Schindelin 2003). It needs no smoothing,
takes categories that one side lacks, and is on one scale for aspects of three categories and of a thousand; so the
aspects may be averaged. Its level depends on how much text there is: only the comparison with chance can be read.
"""
from __future__ import annotations

import itertools
import re

import numpy as np
import pandas as pd

from analysis import sentiment, stats

ASPECTS = ("voice", "directness", "stance", "verbs", "statements", "words")
WHOLE = "average"
ENOUGH = 4           # articles of every outlet from which whole articles are dealt, not passages
CELLS = 500_000      # numbers of outlets dealt to at once
MOST = 12            # outlets compared, those with most passages


def features(passages: pd.DataFrame, quotes: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """What is counted: a row an occurrence, with article, outlet, passage, aspect and category.

    voice: the camp of a speech attribution; directness: its type; stance and verbs: of its cue; statements: those
    that two outlets or more carry; words: the writer's own, without attributed contents and function words.
    """
    from analysis.measuring.wording import STOP
    speech = quotes[quotes["kind"] == "speech"]
    cued = speech[speech["cue_lemma"] != ""]
    place = ["article", "outlet", "passage"]
    carried = statements[statements.groupby("statement")["outlet"].transform("nunique") > 1] if len(statements) else statements
    carried = carried[["quote", "statement"]].merge(quotes[["quote", *place]], on="quote")
    found = [frame[[*place, column]].set_axis([*place, "category"], axis=1).assign(aspect=aspect) for aspect, frame, column in (
        ("voice", speech, "camp"), ("directness", speech, "type"), ("stance", cued, "stance"), ("verbs", cued, "cue_lemma"),
        ("statements", carried, "statement"))]
    kept = passages[passages["section"] != "dropped"].sort_values(["article", "passage"])
    spans, rows = sentiment.held(quotes, kept), []
    for p in kept.itertuples():
        text = p.text
        for start, end, _ in spans.get((p.article, p.passage), []):
            text = text[:start] + " " * (end - start) + text[end:]
        plain = re.sub(r"['’]s?\b", "", text.lower())
        rows += [(p.article, p.outlet, p.passage, word) for word in re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*", plain)
                 if word not in STOP]
    found.append(pd.DataFrame(rows, columns=[*place, "category"]).assign(aspect="words"))
    return pd.concat(found, ignore_index=True)


def jensen_shannon(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Distances between rows of counts (..., categories), 0 to 1; NaN where a side has none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        p, q = (side / side.sum(axis=-1, keepdims=True) for side in (one, other))
        middle = (p + q) / 2
        parts = [np.where(side > 0, side * np.log2(side / middle), 0.0).sum(axis=-1) for side in (p, q)]
    none = (one.sum(axis=-1) == 0) | (other.sum(axis=-1) == 0)
    divergence = np.where(none, np.nan, (parts[0] + parts[1]) / 2)
    return np.sqrt(np.where(divergence < 1e-12, 0.0, divergence))


class _Dealt:
    """The occurrences as numbers, so that units can be dealt to outlets again and again."""

    def __init__(self, counted: pd.DataFrame, unit: np.ndarray, units: int, outlets: int):
        self.outlets, self.pairs = outlets, np.array(list(itertools.combinations(range(outlets), 2))).reshape(-1, 2).T
        self.parts = []
        for aspect in ASPECTS:
            rows = (counted["aspect"] == aspect).to_numpy()
            category = pd.factorize(counted["category"].to_numpy()[rows], sort=True)[0]
            self.parts.append((unit[rows], category, int(category.max(initial=-1)) + 1))

    def distances(self, owners: np.ndarray) -> np.ndarray:
        """(draws, aspects + 1, pairs) if in a draw unit u belongs to outlet owners[draw, u]; the last of the aspects is
        the average of the others."""
        found = []
        for unit, category, size in self.parts:
            step = max(1, CELLS // max(size * self.pairs.shape[1], 1))
            found.append(np.concatenate([self._apart(owners[first:first + step], unit, category, size)
                                         for first in range(0, len(owners), step)]))
        held = np.stack(found, axis=1)
        known = ~np.isnan(held)
        with np.errstate(invalid="ignore"):
            mean = np.where(known, held, 0).sum(axis=1, keepdims=True) / known.sum(axis=1, keepdims=True)
        return np.concatenate([held, mean], axis=1)

    def _apart(self, owners: np.ndarray, unit: np.ndarray, category: np.ndarray, size: int) -> np.ndarray:
        cells = (np.arange(len(owners))[:, None] * self.outlets + owners[:, unit]) * size + category
        table = np.bincount(cells.ravel(), minlength=len(owners) * self.outlets * size)
        table = table.reshape(len(owners), self.outlets, size).astype(float)
        return jensen_shannon(table[:, self.pairs[0]], table[:, self.pairs[1]])


def compare(passages: pd.DataFrame, quotes: pd.DataFrame, statements: pd.DataFrame, draws: int = 500,
            seed: int = 1) -> pd.DataFrame:
    """The distance of every two outlets in every aspect, with what chance makes of it.

    Chance: the passages (with their words and attributions) are dealt to the outlets anew, each outlet as many as it has;
    with ENOUGH articles of every outlet, whole articles. Columns outlet, other, aspect (ASPECTS, then WHOLE), estimate,
    expected, low, high (95 % of the dealt), p (as far apart or farther by chance), q (Benjamini and Hochberg over the
    pairs of an aspect), n (units of the two), unit ("passages" or "articles"). The last rows, of outlet "", are the mean
    over all pairs. Of more than MOST outlets those with most passages are compared.
    """
    columns = ["outlet", "other", "aspect", "estimate", "expected", "low", "high", "p", "q", "n", "unit"]
    kept = passages[passages["section"] != "dropped"]
    sizes = kept["outlet"].value_counts()
    names = sorted(sorted(sizes.index, key=lambda name: (-sizes[name], name))[:MOST])
    kept = kept[kept["outlet"].isin(names)].sort_values(["article", "passage"])
    if len(names) < 2:
        return pd.DataFrame(columns=columns)
    whole = kept.groupby("outlet")["article"].nunique().min() >= ENOUGH
    key = ["article"] if whole else ["article", "passage"]
    owned = kept.drop_duplicates(key)
    number = pd.Series(np.arange(len(owned)), index=pd.MultiIndex.from_frame(owned[key]))
    counted = features(passages, quotes, statements)
    unit = number.reindex(pd.MultiIndex.from_frame(counted[key])).to_numpy()
    counted, unit = counted[~np.isnan(unit)], unit[~np.isnan(unit)].astype(int)
    owner = owned["outlet"].map({name: i for i, name in enumerate(names)}).to_numpy()
    dealt = _Dealt(counted, unit, len(owned), len(names))
    rng = np.random.default_rng(seed)
    seen = dealt.distances(owner[None])[0]
    chance = dealt.distances(np.stack([rng.permutation(owner) for _ in range(draws)]))    # draws, aspects, pairs
    if np.isnan(seen).all():
        return pd.DataFrame(columns=columns)
    held, rows = np.bincount(owner, minlength=len(names)), []
    for place, aspect in enumerate((*ASPECTS, WHOLE)):
        rows += [(names[a], names[b], aspect, *_beside(seen[place, pair], chance[:, place, pair]), int(held[a] + held[b]))
                 for pair, (a, b) in enumerate(dealt.pairs.T)]
    for place, aspect in enumerate((*ASPECTS, WHOLE)):
        known = ~np.isnan(seen[place])
        value = seen[place, known].mean() if known.any() else np.nan
        others = np.ma.masked_invalid(chance[:, place, known]).mean(axis=1).filled(np.nan) if known.any() else np.zeros(0)
        rows.append(("", "", aspect, *_beside(value, others), len(owned)))
    table = pd.DataFrame(rows, columns=columns[:-1]).assign(unit="articles" if whole else "passages")
    for _, group in table[(table["outlet"] != "") & table["p"].notna()].groupby("aspect"):
        table.loc[group.index, "q"] = stats.benjamini_hochberg(group["p"])
    return table


def _beside(value: float, others: np.ndarray) -> tuple[float, ...]:
    """(estimate, expected, low, high, p, q) of a distance beside those that chance gave; q is not known yet."""
    others = others[~np.isnan(others)]
    if np.isnan(value) or not len(others):
        return value, *[np.nan] * 5
    low, high = np.quantile(others, [(1 - stats.LEVEL) / 2, (1 + stats.LEVEL) / 2])
    return value, others.mean(), low, high, (1 + (others >= value - 1e-12).sum()) / (1 + len(others)), np.nan


def corrected(table: pd.DataFrame) -> pd.Series:
    """The p of the mean distance by aspect, on `compare`: corrected for the number of aspects (Benjamini and Hochberg),
    the average's as it is."""
    p = table[(table["outlet"] == "") & table["estimate"].notna()].set_index("aspect")["p"]
    alone = p.drop(WHOLE, errors="ignore")
    return pd.Series({**dict(zip(alone.index, stats.benjamini_hochberg(alone))), **p[p.index == WHOLE]}, dtype=float)


def clear(table: pd.DataFrame) -> pd.Series:
    """Which rows of `compare` may be called farther apart than chance: the outlets together differ in the aspect
    (`corrected`), and the pair does after correction (q), both at 5 %."""
    together = table["aspect"].map(corrected(table))
    return (table["outlet"] != "") & (table["q"] <= 1 - stats.LEVEL + 1e-9) & (together <= 1 - stats.LEVEL + 1e-9)
