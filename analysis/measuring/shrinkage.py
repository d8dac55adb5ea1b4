"""Shares pulled towards the pooled share (empirical Bayes), and rates per 1,000 words with their intervals.

References: Casella 1985 (empirical Bayes); Minka 2000 (Dirichlet-multinomial, eq. 53); Daniels 1999 (uniform
shrinkage prior); Breslow & Day 1987, 2.3 (Byar's interval of a count); Przyborowski & Wilenski 1940 (two counts).
"""
import math

import numpy as np
import pandas as pd

from analysis import stats

GRID = 80           # precisions tried
DRAWS = 4000        # of the posterior
_gammaln = np.frompyfunc(math.lgamma, 1, 1)


def _log_gamma(x) -> np.ndarray:
    return np.asarray(_gammaln(np.asarray(x, float)), float)


def precisions(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(precision s, its posterior weight) on a grid, of the Dirichlet from which the rows' shares are drawn.

    counts : (groups, categories), fractions allowed. The mean of the Dirichlet is the pooled share (with half a
    unit in each category). s counts as many units as the pooled share is worth to a group: small where groups
    differ, large where they are alike. The weight is the Dirichlet-multinomial likelihood times the uniform
    shrinkage prior: s / (s + n), n the mean group, is uniform on 0 to 1.
    """
    counts = counts[counts.sum(axis=1) > 0]
    n = counts.sum(axis=1)
    share = (np.arange(GRID) + .5) / GRID
    s = (n.mean() if len(n) else 1.0) * share / (1 - share)
    if len(n) < 2:
        return s, np.full(GRID, 1 / GRID)
    mean = (counts.sum(axis=0) + .5) / (counts.sum() + .5 * counts.shape[1])
    alpha = s[:, None] * mean
    fit = [math.fsum(_log_gamma(one) - _log_gamma(n + one))
           + (_log_gamma(counts + a) - _log_gamma(a)).sum() for one, a in zip(s, alpha)]
    weight = np.exp(np.array(fit) - max(fit))
    return s, weight / weight.sum()


def shrunk(counts: np.ndarray, seed: int = 0, draws: int = DRAWS, level: float = stats.LEVEL):
    """(estimate, low, high, weight): posterior of each group's shares, arrays (groups, categories); weight (groups,).

    Given s, a group's shares are Dirichlet(counts + s * pooled share); s is drawn from `precisions`, the pooled
    share from a posterior of its own, Dirichlet(1/2 + pooled share * N) with N = sum of n (1 + s) / (n + s), what
    the units are worth when groups differ by s; so the credible intervals hold the doubt about both. `weight` is how much of the estimate is the pooled share, the mean of s / (s + n). With fewer than
    two groups nothing is pooled: the prior is Jeffreys' (1/2 in each category). A group without units gets NaN.
    """
    counts = np.asarray(counts, float)
    total, n = counts.sum(axis=0), counts.sum(axis=1)
    estimate, low, high = (np.full(counts.shape, np.nan) for _ in range(3))
    rng, weight, tail = np.random.default_rng(seed), np.full(len(n), np.nan), (1 - level) / 2
    prior = np.full((draws, len(total)), .5)
    if (n > 0).sum() > 1:
        s, chance = precisions(counts)
        s = rng.choice(s, draws, p=chance)
        worth = (n[n > 0, None] * (1 + s) / (n[n > 0, None] + s)).sum(axis=0)      # units that tell of the pooled share
        pooled = rng.gamma(total / total.sum() * worth[:, None] + .5)
        prior = s[:, None] * pooled / pooled.sum(axis=1, keepdims=True)
        weight[n > 0] = (s / (s + n[n > 0, None])).mean(axis=1)
    for group in np.flatnonzero(n > 0):
        drawn = np.random.default_rng([seed, 1]).gamma(counts[group] + prior)       # the same stream for each group
        drawn /= drawn.sum(axis=1, keepdims=True)
        estimate[group] = drawn.mean(axis=0)
        low[group], high[group] = np.quantile(drawn, [tail, 1 - tail], axis=0)
    return estimate, low, high, weight


def shrink(table: pd.DataFrame, by: str, group: str, category: str, pooled: str, **options) -> pd.DataFrame:
    """A table of `stats.shares` with shrunk shares: raw (the share before), estimate, low, high, weight.

    by, group, category : columns; groups are pooled within each value of `by`. A share counts as many units as
    `effective` says (the least of its group's). Rows of the group `pooled` keep their share and interval.
    """
    table = table.assign(raw=table["estimate"], weight=float("nan"))
    for _, part in table[table[group] != pooled].groupby(by, sort=False):
        raw = part.pivot(index=group, columns=category, values="estimate").fillna(0)
        worth = part.groupby(group)["effective"].min().reindex(raw.index)
        estimate, low, high, weight = shrunk(raw.to_numpy() * worth.to_numpy()[:, None], **options)
        row = raw.index.get_indexer(part[group])
        column = raw.columns.get_indexer(part[category])
        table.loc[part.index, "estimate"] = estimate[row, column]
        table.loc[part.index, "low"] = low[row, column]
        table.loc[part.index, "high"] = high[row, column]
        table.loc[part.index, "weight"] = weight[row]
    return table


def rate(count: float, exposure: float, dispersion: float = 1.0) -> tuple[float, float, float]:
    """(rate, low, high) of `count` events in `exposure` words, per 1,000 words: Byar's interval of a Poisson count.

    `dispersion` above 1 (events come in clusters) shrinks count and exposure alike. No exposure: NaN.
    """
    if exposure <= 0:
        return (float("nan"),) * 3
    q, events, scale = stats.z(), count / dispersion, 1000 * dispersion / exposure
    low = events * (1 - 1 / (9 * events) - q / (3 * math.sqrt(events))) ** 3 if events else 0.0
    more = events + 1
    high = more * (1 - 1 / (9 * more) + q / (3 * math.sqrt(more))) ** 3
    return 1000 * count / exposure, max(0.0, low) * scale, high * scale


def dispersion(counts, exposures) -> float:
    """Pearson's chi-square over its degrees of freedom of counts in clusters (articles), never below 1.

    With fewer than stats.CLUSTERS clusters, or no event, it cannot be told: 1.
    """
    counts, exposures = np.asarray(counts, float), np.asarray(exposures, float)
    if len(counts) < stats.CLUSTERS or not counts.sum():
        return 1.0
    expected = exposures * counts.sum() / exposures.sum()
    return max(1.0, math.fsum((counts - expected) ** 2 / np.where(expected > 0, expected, 1)) / (len(counts) - 1))


def rates_differ(first: tuple, second: tuple, level: float = stats.LEVEL) -> bool:
    """Do two rates, each (count, exposure), differ? Given their sum, the first count is binomial with the share of
    the exposure; Wilson's interval of its share must leave that out."""
    total, exposure = first[0] + second[0], first[1] + second[1]
    if not total or not exposure:
        return False
    low, high = stats.wilson(first[0], total, level)
    return not low <= first[1] / exposure <= high
