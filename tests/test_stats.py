"""Intervals, detectable gaps and log-odds, against numbers worked out by hand or printed in the sources."""
import math

import numpy as np
import pandas as pd
import pytest

from analysis import stats

SHARE = [1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0]


def test_wilson_by_hand():
    # 5 of 10: centre one half, half width 1.96 / 1.38415 * sqrt(.025 + .0096037)
    assert stats.wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    # 0 of 10: from 0 to z^2 / (n + z^2)
    assert stats.wilson(0, 10) == pytest.approx((0, 3.8415 / 13.8415), abs=1e-4)
    assert stats.wilson(10, 10)[1] == 1
    assert all(math.isnan(bound) for bound in stats.wilson(0, 0))


def test_newcombe_printed_example():
    # Newcombe 1998, table II, (a): 56 of 70 against 48 of 80, method 10
    assert stats.share_difference(56 / 70, 70, 48 / 80, 80) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)


@pytest.mark.parametrize("df, quantile", [(4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042)])
def test_t_quantile_as_in_tables(df, quantile):
    assert stats.t(0.95, df) == pytest.approx(quantile, abs=0.01)


@pytest.mark.parametrize("n, gap", [(12, 0.6), (30, 0.4), (60, 0.3), (150, 0.2)])
def test_detectable_gap_is_the_known_one_when_rounded_up_to_a_tenth(n, gap):
    assert math.ceil(10 * stats.detectable(n, n)) / 10 == gap


def test_detectable_gap_has_the_power_it_promises():
    """Exact power of the interval used to call a difference shown, at the gap it promises to show."""
    n, gap = 30, stats.detectable(30, 30)
    high = [math.comb(n, i) * (0.5 + gap / 2) ** i * (0.5 - gap / 2) ** (n - i) for i in range(n + 1)]
    power = sum(high[i] * high[n - j] for i in range(n + 1) for j in range(n + 1)
                if stats.share_difference(i / n, n, j / n, n)[1] > 0)
    assert 0.78 < power < 0.86


def test_detectable_gap_shrinks_with_n_and_grows_with_power_and_level():
    assert stats.detectable(40, 40) < stats.detectable(20, 20) < stats.detectable(20, 20, power=0.9)
    assert stats.detectable(20, 20) < stats.detectable(20, 20, level=0.99)
    assert stats.detectable(1, 1) == 1
    assert math.isnan(stats.detectable(0, 30))


def test_bootstrap_of_a_mean_is_near_the_textbook_interval():
    values = np.random.default_rng(3).normal(2, 1, 60)
    mean, low, high = stats.mean_interval(values)
    half = stats.t(0.95, 59) * values.std(ddof=1) / math.sqrt(60)
    assert mean == pytest.approx(values.mean())
    assert (low, high) == pytest.approx((mean - half, mean + half), abs=0.04)


def test_bootstrap_depends_on_the_seed_and_on_nothing_else():
    rng = np.random.default_rng(5)
    values, clusters = rng.normal(size=40), np.repeat(list("abcdefgh"), 5)
    first, order = stats.mean_interval(values, clusters, seed=1), rng.permutation(40)
    assert stats.mean_interval(values[order], clusters[order], seed=1) == first
    assert stats.mean_interval(values, np.repeat(list("zyxwvuts"), 5), seed=1) == first
    assert stats.mean_interval(values, clusters, seed=2)[1:] != first[1:]
    few = np.repeat(list("ab"), 20)
    assert stats.mean_interval(values[order], few[order]) == stats.mean_interval(values, few)
    assert stats.mean_interval(values, np.repeat(list("ba"), 20)) == stats.mean_interval(values, few)


def test_alike_articles_widen_the_interval():
    """Ten articles whose sentences all say the same are worth ten sentences, not a hundred."""
    values, clusters = np.repeat(np.arange(10.0), 10), np.repeat(np.arange(10), 10)
    _, low, high = stats.mean_interval(values, clusters)
    _, low_naive, high_naive = stats.mean_interval(values)
    assert high - low > 2.5 * (high_naive - low_naive)
    _, low_two, high_two = stats.mean_interval(values[:40], clusters[:40])     # four articles: in two stages
    _, low_one, high_one = stats.mean_interval(values[:40])
    assert high_two - low_two > 1.3 * (high_one - low_one)


@pytest.mark.parametrize("articles, sentences", [(3, 10), (8, 10)])
def test_intervals_cover_the_truth(articles, sentences):
    rng, covered = np.random.default_rng(11), 0
    clusters = np.repeat(np.arange(articles), sentences)
    for _ in range(150):
        values = rng.normal(0, 0.3, articles)[clusters] + rng.normal(0, 1, len(clusters))
        _, low, high = stats.mean_interval(values, clusters, draws=400)
        covered += low <= 0 <= high
    assert covered / 150 > 0.88


def test_no_interval_without_spread_or_units():
    for values in ([], [0.4], [0.1, 0.2, 0.3, 0.4], [0.0] * 50):
        assert all(math.isnan(bound) for bound in stats.mean_interval(values)[1:])
    assert stats.mean_interval([0.0] * 50)[0] == 0
    assert math.isnan(stats.mean_interval([])[0])


def test_difference_of_means():
    values, first = [1.0, 2, 3, 4, 11, 12, 13, 14], [False] * 4 + [True] * 4
    gap, low, high = stats.mean_difference(values, first)
    assert gap == 10 and 7 < low < 10 < high < 13


def test_weighted_share_by_hand():
    share, low, high, worth = stats.weighted_share([1, 0, 0], [2, 3, 5])
    assert share == pytest.approx(0.2)
    assert worth == pytest.approx(100 / 38)          # Kish: (2 + 3 + 5)^2 / (4 + 9 + 25)
    assert (low, high) == pytest.approx(stats.wilson(0.2 * 100 / 38, 100 / 38))
    none = stats.weighted_share([0] * 20, [1] * 20)
    assert none[0] == 0 and none[2] == pytest.approx(stats.wilson(0, 20)[1])
    assert math.isnan(stats.weighted_share([], [])[0])


def test_effective_n_by_hand():
    # five articles of four, each all or nothing, 12 of 20: design effect 5 (variance .06 over .012)
    hits = [1] * 12 + [0] * 8
    assert stats.effective(hits, np.repeat(np.arange(5), 4)) == pytest.approx(4)
    assert stats.effective(hits, np.tile(np.arange(5), 4)) == 20        # spread evenly: never more than n
    assert stats.effective(hits, np.repeat(np.arange(4), 5)) == 20      # too few articles to tell
    assert stats.effective([], []) == 0


def test_shares_has_a_row_for_everything_asked_for():
    frame = pd.DataFrame({"outlet": ["A"] * 12, "article": ["a"] * 12, "camp": np.where(SHARE, "x", "y")})
    table = stats.shares(frame, "camp", ["outlet"], ["x", "y", "z"], [("A",), ("B",)])
    assert table[["outlet", "camp", "n", "count"]].to_records(index=False).tolist() == [
        ("A", "x", 12, 4), ("A", "y", 12, 8), ("A", "z", 12, 0), ("B", "x", 0, 0), ("B", "y", 0, 0),
        ("B", "z", 0, 0)]
    assert table.loc[:2, "estimate"].sum() == pytest.approx(1)
    assert table.loc[3:, ["estimate", "low", "high"]].isna().all().all()
    assert stats.shares(frame.iloc[:0], "camp", ["outlet"]).empty


def test_benjamini_hochberg_by_hand():
    assert stats.benjamini_hochberg([0.01, 0.04, 0.03, 0.005]).tolist() == pytest.approx([0.02, 0.04, 0.04,
                                                                                          0.02])
    assert stats.benjamini_hochberg([]).tolist() == []


def test_log_odds_of_two_words_by_hand():
    counts = pd.DataFrame({"X": [3, 1], "Y": [1, 3]}, index=["dry", "wet"])
    table = stats.log_odds(counts).set_index(["group", "word"])
    # prior of 4 words, 2 for each: log(5 / 3) - log(3 / 5), variance 1/5 + 1/3
    row = table.loc[("X", "dry")]
    assert row["log_odds"] == pytest.approx(2 * math.log(5 / 3))
    assert row["z"] == pytest.approx(2 * math.log(5 / 3) / math.sqrt(8 / 15))
    assert row["high"] - row["low"] == pytest.approx(2 * 1.959964 * math.sqrt(8 / 15))
    assert (row["count"], row["rest"]) == (3, 1)
    assert table.loc[("Y", "dry"), "z"] == pytest.approx(-row["z"])
    assert row["p"] == pytest.approx(math.erfc(row["z"] / math.sqrt(2)))


def test_log_odds_prior_shrinks_and_order_does_not_matter():
    counts = pd.DataFrame({"X": [9, 1, 40], "Y": [1, 9, 40]}, index=["dry", "wet", "the"])
    weak, strong = (stats.log_odds(counts, prior) for prior in (1, 1000))
    assert strong["z"].abs().max() < weak["z"].abs().max()
    assert stats.log_odds(counts.iloc[::-1, ::-1]).equals(stats.log_odds(counts))


def test_log_odds_finds_nothing_in_one_population():
    rng, found = np.random.default_rng(2), 0
    for _ in range(40):
        counts = pd.DataFrame(rng.poisson(6, (60, 3)), index=[f"w{i}" for i in range(60)],
                              columns=list("XYZ"))
        found += (stats.log_odds(counts)["q"] < 0.05).any()
    assert found <= 4


@pytest.mark.parametrize("counts", [pd.DataFrame(), pd.DataFrame({"X": [3, 1]}, index=["a", "b"]),
                                    pd.DataFrame({"X": [0], "Y": [0]}, index=["a"])])
def test_log_odds_without_a_comparison_is_empty(counts):
    assert stats.log_odds(counts).empty


def test_gaps_are_corrected_for_all_pairs():
    rows = [{"outlet": o, "camp": "x", "estimate": c / 30, "n": 30, "count": c, "effective": 30.0}
            for o, c in zip("ABCDEF", (6, 14, 12, 12, 11, 13))]
    two, six = pd.DataFrame(rows[:2]), pd.DataFrame(rows)
    ((high, low),), gap = stats.gaps(two, "camp")
    assert (high["outlet"], low["outlet"]) == ("B", "A") and gap == stats.detectable(30, 30)
    assert stats.gaps(six, "camp")[0] == [] and stats.gaps(six, "camp")[1] > gap
    assert stats.gaps(two.iloc[:1], "camp") == ([], 1.0)
