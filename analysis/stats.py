"""Uncertainty and comparison: intervals for means and shares, detectable gaps, distinctive words.

Nothing here knows about news. Everything is deterministic given a seed and does not depend on the
order of the rows. References: Wilson 1927; Newcombe 1998 (method 10); Kish 1965 (design effect);
Davison & Hinkley 1997, 3.8 (two-stage bootstrap); Hesterberg 2015 (expanded percentile interval);
Monroe, Colaresi & Quinn 2008, eq. 16 and 22; Benjamini & Hochberg 1995.
"""
import itertools
import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from statistics import NormalDist

import numpy as np
import pandas as pd

LEVEL = 0.95        # of every interval
DRAWS = 2000        # bootstrap resamples
CLUSTERS = 5        # so many articles or more: resample articles alone; fewer: articles, then units in them
FEWEST = 5          # units for an interval: below, even the range of the data covers less than 94 %
_CELLS = 4_000_000  # largest array of resampling weights held at once


def z(level: float = LEVEL) -> float:
    """The standard normal quantile of a two-sided interval: 1.96 for .95."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def t(level: float, df: int) -> float:
    """Two-sided quantile of Student's distribution, within .01 for df >= 4 (Abramowitz & Stegun 26.7.5)."""
    q = z(level)
    terms = (q, (q**3 + q) / 4, (5 * q**5 + 16 * q**3 + 3 * q) / 96,
             (3 * q**7 + 19 * q**5 + 17 * q**3 - 15 * q) / 384)
    return sum(term / df**power for power, term in enumerate(terms))


def _weights(clusters: np.ndarray, rng: np.random.Generator, draws: int) -> np.ndarray:
    """How often each unit is drawn, (draws, units): clusters first, then units within the drawn ones."""
    weights = np.zeros((draws, len(clusters)))
    names = np.unique(clusters)
    times = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), draws)
    for column, name in enumerate(names):
        members = np.flatnonzero(clusters == name)
        share = np.full(len(members), 1 / len(members))
        weights[:, members] = rng.multinomial(times[:, column] * len(members), share)
    return weights


@lru_cache(maxsize=50)
def _draws(labels: bytes | int, seed: int, draws: int) -> np.ndarray:
    """The draws of so many units, or of staged units with these labels: intervals of as many units have the same."""
    return np.concatenate(list(_pieces(labels, seed, draws)))


def _pieces(labels: bytes | int, seed: int, draws: int) -> Iterator[np.ndarray]:
    """How often each unit is drawn, (some draws, units), in pieces of at most _CELLS numbers."""
    rng, n = np.random.default_rng(seed), labels if isinstance(labels, int) else len(labels) // 8
    step = max(1, _CELLS // n)
    for start in range(0, draws, step):
        size = min(step, draws - start)
        yield (rng.multinomial(n, np.full(n, 1 / n), size).astype(float) if isinstance(labels, int) else
               _weights(np.frombuffer(labels, np.int64), rng, size))


def bootstrap(parts, statistic: Callable, clusters=None, seed: int = 0, draws: int = DRAWS,
              level: float = LEVEL) -> tuple[float, float, float]:
    """(estimate, low, high) of a statistic of column sums.

    parts : (units, m) numbers; `statistic` maps (..., m) sums over units to (...) values, so that a
        mean is `lambda s: s[..., 0] / s[..., 1]` of the parts (value, 1).
    clusters : (units,) labels. One cluster or none: units are resampled. Two to four: clusters, then
        the units in them. Five and more: clusters whole. The percentile interval is expanded for small
        samples in the first and last case; drawing in two stages is wide enough already.
    Without spread, or with fewer units than FEWEST, there is no interval: NaN.
    """
    parts, nan = np.asarray(parts, float), float("nan")
    if not len(parts):
        return nan, nan, nan
    clusters = np.zeros(len(parts)) if clusters is None else np.asarray(clusters)
    labels = np.unique(clusters, return_inverse=True)[1]
    order = np.lexsort([*parts.T, labels])
    parts, labels = parts[order], labels[order]
    sums = np.zeros((labels.max() + 1, parts.shape[1]))
    np.add.at(sums, labels, parts)
    rank = np.empty(len(sums), int)                 # clusters by their sums: their names must not matter
    rank[np.lexsort(sums.T)] = np.arange(len(sums))
    labels, sums = rank[labels], sums[np.lexsort(sums.T)]
    staged = 1 < len(sums) < CLUSTERS
    units = sums if len(sums) >= CLUSTERS else parts[np.lexsort([*parts.T, labels])]
    groups = np.sort(labels).astype(np.int64).tobytes() if staged else len(units)
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = float(statistic(sums.sum(axis=0)))
        if len(units) < FEWEST or (units == units[0]).all():
            return estimate, nan, nan
        small = draws * len(units) <= _CELLS // 10
        pieces = [_draws(groups, seed, draws)] if small else _pieces(groups, seed, draws)
        values = [statistic(drawn @ units) for drawn in pieces]
    values = np.concatenate(values)
    values = values[np.isfinite(values)]
    if len(values) < draws / 2 or np.ptp(values) < 1e-12:
        return estimate, nan, nan
    n = len(units)
    tail = (1 - level) / 2 if staged else NormalDist().cdf(-math.sqrt(n / (n - 1)) * t(level, n - 1))
    low, high = np.quantile(values, [tail, 1 - tail])
    return estimate, float(low), float(high)


def ratio(sums: np.ndarray) -> np.ndarray:
    """The first sum over the second: the statistic of a mean or a share."""
    return sums[..., 0] / sums[..., 1]


def mean_interval(values, clusters=None, weights=None, **options) -> tuple[float, float, float]:
    """(mean, low, high) by bootstrap; `weights` makes it a weighted mean. Options as in `bootstrap`."""
    values = np.asarray(values, float)
    weights = np.ones(len(values)) if weights is None else np.asarray(weights, float)
    return bootstrap(np.column_stack([values * weights, weights]), ratio, clusters, **options)


def mean_difference(values, first, clusters=None, **options) -> tuple[float, float, float]:
    """(difference, low, high): mean of `values` where `first` (booleans) less the mean where not."""
    values, first = np.asarray(values, float), np.asarray(first, float)
    parts = np.column_stack([values * first, first, values * (1 - first), 1 - first])
    return bootstrap(parts, lambda s: s[..., 0] / s[..., 1] - s[..., 2] / s[..., 3], clusters, **options)


def means(frame: pd.DataFrame, value: str, by: list[str], cluster: str = "article",
          **options) -> pd.DataFrame:
    """Mean of `value` in each group: columns *by, estimate, low, high, n (rows), articles (clusters)."""
    rows = [(*key, *mean_interval(part[value], part[cluster], **options), len(part), part[cluster].nunique())
            for key, part in frame.groupby(by, sort=True)]
    return pd.DataFrame(rows, columns=[*by, "estimate", "low", "high", "n", "articles"])


def wilson(count: float, n: float, level: float = LEVEL) -> tuple[float, float]:
    """(low, high): Wilson's score interval of a share.

    Chosen over Jeffreys' because it has a closed form, holds its level at the n of a few articles
    (Brown, Cai & DasGupta 2001) and gives a sensible interval at 0 and at n of n. n = 0: NaN.
    """
    if n <= 0:
        return float("nan"), float("nan")
    q, share = z(level), count / n
    centre = (share + q * q / (2 * n)) / (1 + q * q / n)
    half = q / (1 + q * q / n) * math.sqrt(share * (1 - share) / n + q * q / (4 * n * n))
    return 0.0 if share <= 0 else max(0.0, centre - half), 1.0 if share >= 1 else min(1.0, centre + half)


def effective(hits, clusters) -> float:
    """The number of independent units that `hits` (booleans) are worth: n / design effect.

    Attributions of one article resemble each other; with CLUSTERS articles or more the design effect
    is the ratio-estimator variance over the binomial one (Kish 1965), never below 1; else it is 1.
    """
    hits = np.asarray(hits, float)
    n, total = len(hits), math.fsum(hits)
    labels = np.unique(np.asarray(clusters), return_inverse=True)[1] if n else np.zeros(0, int)
    k = int(labels.max()) + 1 if n else 0
    if k < CLUSTERS or total in (0, n):
        return float(n)
    share = total / n
    residual = np.bincount(labels, hits) - share * np.bincount(labels)
    variance = k / (k - 1) * math.fsum(residual ** 2) / n ** 2
    return n / max(1.0, variance / (share * (1 - share) / n))


def weighted_share(hits, weights, clusters=None, **options) -> tuple[float, float, float, float]:
    """(share, low, high, effective) of the weight that falls on `hits`, such as a camp's share of the words.

    Bootstrap; where it has no interval (a share of 0 or 1, few units) Wilson's at the effective number of units:
    Kish's (sum w)^2 / sum w^2, divided by the design effect of the clusters. NaN without any weight.
    """
    weights = np.asarray(weights, float)
    if not weights.sum() > 0:
        return (float("nan"),) * 3 + (0.0,)
    estimate, low, high = mean_interval(hits, clusters, weights, **options)
    worth = float(weights.sum() ** 2 / (weights ** 2).sum())
    if clusters is not None:
        worth *= effective(hits, clusters) / len(weights)
    if not np.isfinite(low):
        low, high = wilson(estimate * worth, worth, options.get("level", LEVEL))
    return estimate, low, high, worth


def shares(frame: pd.DataFrame, category: str, by: list[str], categories=None, groups=None) -> pd.DataFrame:
    """Share of each category in each group, with Wilson intervals at the effective n (articles are the clusters).

    `categories` and `groups` (tuples) name the rows wanted even when empty. Returns columns *by,
    `category`, estimate, low, high, n (of the group), count, effective; estimate is NaN where n = 0.
    """
    found = {key: part for key, part in frame.groupby(by, sort=True)} if len(frame) else {}
    wanted = list(groups) if groups is not None else list(found)
    names = list(categories) if categories is not None else sorted(frame[category].unique())
    rows = []
    for key in wanted:
        part = found.get(tuple(key), frame.iloc[:0])
        values, clusters = part[category].to_numpy(object), pd.factorize(part["article"])[0]
        for name in names:
            hits = values == name
            n, count = len(hits), int(hits.sum())
            worth = effective(hits, clusters)
            estimate = count / n if n else float("nan")
            rows.append((*key, name, estimate, *wilson(estimate * worth, worth), n, count, worth))
    columns = [*by, category, "estimate", "low", "high", "n", "count", "effective"]
    return pd.DataFrame(rows, columns=columns).astype({"n": int, "count": int, "effective": float})


def share_difference(first: float, n1: float, second: float, n2: float,
                     level: float = LEVEL) -> tuple[float, float, float]:
    """(difference, low, high) of two independent shares: Newcombe's hybrid score interval."""
    low1, high1 = wilson(first * n1, n1, level)
    low2, high2 = wilson(second * n2, n2, level)
    gap = first - second
    return gap, gap - math.hypot(first - low1, high2 - second), gap + math.hypot(high1 - first, second - low2)


def detectable(n1: float, n2: float, power: float = 0.8, level: float = LEVEL) -> float:
    """The smallest gap between two shares that n1 and n2 independent units show with `power`.

    Solves d = z(level) sqrt(s/4) + z(power) sqrt((1 - d^2) s/4), s = 1/n1 + 1/n2: the two-sample test of
    shares (Fleiss, Levin & Paik 2003, 4) for shares centred on one half, the worst case. NaN without
    units; at most 1. With 12, 30, 60, 150 in each group: .54, .35, .25, .16.
    """
    if n1 <= 0 or n2 <= 0:
        return float("nan")
    a, b = (q * math.sqrt((1 / n1 + 1 / n2) / 4) for q in (z(level), NormalDist().inv_cdf(power)))
    return min(1.0, (a + b * math.sqrt(1 + b * b - a * a)) / (1 + b * b)) if a < 1 else 1.0


def gaps(table: pd.DataFrame, same: str | list[str]) -> tuple[list[tuple[dict, dict]], float]:
    """(pairs that differ, detectable gap) over all pairs of rows of `shares` that agree in `same`.

    Pairs (higher row, lower row), widest gap first, are those whose interval, corrected for the number of pairs
    (Bonferroni), excludes 0. The detectable gap is the best pair's, at the corrected level.
    """
    counted = table[(table["n"] > 0) & (table.groupby(same)["count"].transform("sum") > 0)]
    pairs = [pair for _, part in counted.groupby(same, sort=False)
             for pair in itertools.combinations(part.to_dict("records"), 2)]
    level, shown, smallest = 1 - (1 - LEVEL) / max(1, len(pairs)), [], 1.0
    for pair in pairs:
        high, low = sorted(pair, key=lambda row: -row["estimate"])
        gap, least, _ = share_difference(high["estimate"], high["effective"], low["estimate"],
                                         low["effective"], level)
        smallest = min(smallest, detectable(high["effective"], low["effective"], level=level))
        if least > 0:
            shown.append((gap, high, low))
    shown.sort(key=lambda item: -item[0])
    return [(high, low) for _, high, low in shown], smallest


def benjamini_hochberg(p) -> np.ndarray:
    """Adjusted p-values (q): rejecting q <= .05 keeps the expected share of false discoveries at 5 %."""
    p = np.asarray(p, float)
    order = np.argsort(p, kind="stable")
    ranked = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1) if len(p) else ranked
    return q


def log_odds(counts: pd.DataFrame, prior: float | None = None) -> pd.DataFrame:
    """Weighted log-odds of each word in each group against all others, informative Dirichlet prior.

    counts : words x groups. `prior` is the prior's weight in words, spread over the words as they
        stand in the whole corpus; by default as many as an average group holds.
    Returns a row per word and group: group, word, count, rest, log_odds, low, high, z, p (two-sided),
    q (Benjamini-Hochberg over all rows), sorted by group, then z downwards, then word. Words are taken
    as independent draws, which they are not: z and q order the words, they do not prove.
    """
    columns = ["group", "word", "count", "rest", "log_odds", "low", "high", "z", "p", "q"]
    counts = counts.loc[counts.sum(axis=1) > 0].sort_index()
    if min(counts.shape) < 2:      # one word or one group has nothing to stand against
        return pd.DataFrame({c: pd.Series(dtype=str if c in ("group", "word") else float) for c in columns})
    y = counts.to_numpy(float)
    both = y.sum(axis=1, keepdims=True)
    alpha = both / both.sum() * (both.sum() / y.shape[1] if prior is None else prior)
    a, b = y + alpha, both - y + alpha
    delta = np.log(a / (a.sum(axis=0) - a)) - np.log(b / (b.sum(axis=0) - b))
    error = np.sqrt(1 / a + 1 / b)
    table = pd.DataFrame({
        "group": np.tile(counts.columns.to_numpy(), len(y)),
        "word": np.repeat(counts.index.to_numpy(), y.shape[1]),
        "count": y.ravel().astype(int), "rest": (both - y).ravel().astype(int), "log_odds": delta.ravel(),
        "low": (delta - z() * error).ravel(), "high": (delta + z() * error).ravel(),
        "z": (delta / error).ravel()})
    table["p"] = [math.erfc(abs(v) / math.sqrt(2)) for v in table["z"]]
    table["q"] = benjamini_hochberg(table["p"])
    table["down"] = -table["z"].round(12)
    return table.sort_values(["group", "down", "word"], ignore_index=True)[columns]
