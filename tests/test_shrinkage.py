"""Shares pulled towards the pooled share, and rates: by hand, against exact intervals, and on simulated outlets."""
import math

import numpy as np
import pandas as pd
import pytest

from analysis import stats
from analysis.measuring import shrinkage


def test_alike_outlets_are_pulled_together_and_unlike_ones_left():
    alike = shrinkage.shrunk([[8, 2], [6, 4], [7, 3], [7, 3]])
    unlike = shrinkage.shrunk([[30, 0], [0, 30], [29, 1], [1, 29]])
    assert alike[3].min() > .6 and unlike[3].max() < .1
    assert .7 < alike[0][0, 0] < .8 and unlike[0][0, 0] > .95
    assert np.allclose(alike[0].sum(axis=1), 1)
    assert (alike[1] < alike[0]).all() and (alike[0] < alike[2]).all()


def test_likelihood_of_the_precision_by_hand():
    # two outlets (1, 0) and (0, 1), pooled share one half: P = (s/2 / s)^2 whatever s is, so the prior stays flat
    _, weight = shrinkage.precisions(np.array([[1.0, 0], [0, 1]]))
    assert np.allclose(weight, 1 / shrinkage.GRID)


def test_one_outlet_has_jeffreys_interval_and_none_is_nan():
    estimate, low, high, weight = shrinkage.shrunk([[7, 3]], draws=20000)
    assert estimate[0, 0] == pytest.approx(7.5 / 11, abs=.005)
    assert (low[0, 0], high[0, 0]) == pytest.approx((.39, .90), abs=.02)        # Beta(7.5, 3.5), as printed in tables
    assert np.isnan(weight[0])
    assert np.isnan(shrinkage.shrunk([[0, 0], [3, 1], [2, 2]])[0][0]).all()
    assert shrinkage.shrunk(np.zeros((0, 2)))[0].shape == (0, 2)


@pytest.mark.parametrize("concentration", [4, 1000])
def test_credible_intervals_cover_and_beat_the_raw_shares(concentration):
    """Outlets that differ and outlets that do not: the truth is inside about 95 % of the time (92 to 98 in 200 runs)."""
    rng, mean = np.random.default_rng(4), np.array([.5, .35, .15])
    covered = shrunk = raw = total = 0
    for _ in range(25):
        truth = rng.dirichlet(mean * concentration, 6)
        counts = np.array([rng.multinomial(15, share) for share in truth])
        estimate, low, high, _ = shrinkage.shrunk(counts, draws=1000)
        covered += ((low <= truth) & (truth <= high)).sum()
        shrunk, raw, total = shrunk + ((estimate - truth) ** 2).sum(), raw + ((counts / 15 - truth) ** 2).sum(), total + truth.size
    assert .88 < covered / total < .995 and shrunk < raw


def test_order_of_outlets_changes_nothing():
    counts = np.array([[8.0, 2], [2, 8], [5, 5]])
    first, second = shrinkage.shrunk(counts), shrinkage.shrunk(counts[::-1])
    assert np.allclose(first[0], second[0][::-1]) and np.allclose(first[1], second[1][::-1])


def test_shrink_keeps_the_pooled_row_and_shows_the_raw_share():
    frame = pd.DataFrame({"outlet": ["A"] * 10 + ["B"] * 10, "article": ["a"] * 10 + ["b"] * 10,
                          "camp": ["x"] * 9 + ["y"] + ["x"] * 5 + ["y"] * 5})
    both = pd.concat([frame, frame.assign(outlet="all")])
    table = shrinkage.shrink(stats.shares(both, "camp", ["outlet"]).assign(channel="c"), "channel", "outlet", "camp", "all")
    row = table.set_index(["outlet", "camp"])
    assert row.loc[("A", "x"), "raw"] == .9 and .7 < row.loc[("A", "x"), "estimate"] < .9
    assert row.loc[("all", "x"), "estimate"] == row.loc[("all", "x"), "raw"] == .7


def test_rate_is_near_the_exact_interval():
    # exact Poisson limits of 10 are 4.795 and 18.39, of 0 are 0 and 3.689 (Garwood 1936)
    assert shrinkage.rate(10, 1000) == pytest.approx((10, 4.795, 18.39), abs=.02)
    assert shrinkage.rate(0, 1000) == pytest.approx((0, 0, 3.689), abs=.03)
    assert all(math.isnan(value) for value in shrinkage.rate(0, 0))
    assert shrinkage.rate(10, 1000, dispersion=4)[2] > 18.39 + 3


def test_dispersion_by_hand():
    # 10 hits in five texts of 100 words: expected 2 each; (8^2 + 4 * 2^2) / 2 / 4 = 10
    assert shrinkage.dispersion([10, 0, 0, 0, 0], [100] * 5) == pytest.approx(10)
    assert shrinkage.dispersion([2, 2, 2, 2, 2], [100] * 5) == 1
    assert shrinkage.dispersion([9, 0], [100, 100]) == 1                       # too few texts to tell


def test_a_planted_difference_of_rates_is_found_and_none_is_not():
    rng = np.random.default_rng(8)
    none = sum(shrinkage.rates_differ((rng.poisson(12), 4000), (rng.poisson(12), 4000)) for _ in range(400)) / 400
    some = sum(shrinkage.rates_differ((rng.poisson(30), 4000), (rng.poisson(8), 4000)) for _ in range(200)) / 200
    assert none < .06 and some > .9
    assert not shrinkage.rates_differ((0, 10), (0, 10))
