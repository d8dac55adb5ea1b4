"""Verdicts over all specifications: robust only where the choices do not matter."""
import numpy as np
import pandas as pd
import pytest

from analysis import charts, sentiment
from analysis.checking import robustness
from analysis.scoring import multiverse, scorers
from analysis.showing import charts_tone, findings_tone, shown_tone

GOOD = ["The harbour is a wonderful success.", "We are happy and proud of this great work.", "Everybody praised the excellent rescue.",
        "It was a lovely, honest and generous gift.", "Our brave friends won the best award."]
BAD = ["The harbour is a terrible disaster.", "We are angry about this awful crime.", "Everybody condemned the cruel, horrible attack.",
       "It was an ugly, dishonest and evil lie.", "Our worst enemies killed the hostages."]
CAMPS = {"union": {"label": "Union", "colour": "#0072B2"}, "port": {"label": "Port", "colour": "#D55E00"}}
FEW = {"draws": 200, "seed": 1}


def table(texts, outlet=lambda camp, i: "Gull"):
    """A sentiment table of {camp: [text, ...]}, an article for each place in the lists."""
    rows = [(f"a{i}", outlet(camp, i), f"a{i}#{camp}{i}", i, "", camp, scorer, 0.0, 5, 1, text)
            for camp, some in texts.items() for i, text in enumerate(some) for scorer in scorers.SCORERS]
    return pd.DataFrame(rows, columns=sentiment.COLUMNS)


def verdict(texts, **options):
    return multiverse.verdicts(multiverse.specifications(table(texts), **FEW, **options))


def test_a_plain_difference_is_robust():
    specified = multiverse.specifications(table({"union": GOOD, "port": BAD}), order=["union", "port"], **FEW)
    assert len(specified) == 3 * 2 * 3 * 3 and specified["middle"].sum() == 1
    assert specified["rank"].tolist() == list(range(1, 55)) and specified["estimate"].is_monotonic_increasing
    row = multiverse.verdicts(specified).iloc[0]
    assert row["robust"] and row["agree"] == 1 and row["low"] > 0 and (row["first"], row["second"]) == ("union", "port")
    told = findings_tone.ranking(multiverse.verdicts(specified), CAMPS)
    assert told.title.startswith("Union sounds more positive than Port")


def test_no_difference_is_no_ranking():
    mixed = [GOOD[0], BAD[1], GOOD[2], BAD[3], GOOD[4]]
    found = verdict({"union": mixed, "port": [BAD[0], GOOD[1], BAD[2], GOOD[3], BAD[4]]})
    assert not found["robust"].any()
    assert findings_tone.ranking(found, CAMPS).title.startswith("No ranking")


def test_scorers_that_contradict_each_other_make_no_ranking(monkeypatch):
    monkeypatch.setitem(scorers.SCORERS, "vader", lambda texts: [-score for score in scorers.textblob_polarity(texts)])
    found = verdict({"union": GOOD, "port": BAD}).iloc[0]
    assert found["agree"] == pytest.approx(2 / 3) and not found["robust"]


def test_the_interval_allows_for_every_comparison_made():
    alone = multiverse.specifications(table({"union": GOOD, "port": BAD}), order=["union", "port"], **FEW)
    among = multiverse.specifications(table({"union": GOOD, "port": BAD, "town": GOOD}), order=["union", "port"], **FEW)
    one, three = (multiverse.verdicts(rows).set_index(["first", "second"]).loc[("union", "port")] for rows in (alone, among))
    assert one["estimate"] == three["estimate"]
    assert three["low"] < one["low"] and three["high"] > one["high"]


def test_too_few_attributions_are_not_compared():
    found = verdict({"union": GOOD[:4], "port": BAD})
    assert found.empty and findings_tone.ranking(found).title.startswith("No ranking")


def test_swapping_the_camps_turns_the_sign_and_nothing_else():
    one = verdict({"union": GOOD, "port": BAD}, order=["union", "port"]).iloc[0]
    two = verdict({"union": BAD, "port": GOOD}, order=["union", "port"]).iloc[0]
    assert two["estimate"] == pytest.approx(-one["estimate"], abs=.1) and two["agree"] == one["agree"] and two["robust"]


def test_order_of_rows_changes_nothing():
    rows = table({"union": GOOD, "port": BAD})
    first = multiverse.specifications(rows, **FEW)
    again = multiverse.specifications(rows.sample(frac=1, random_state=3), **FEW)
    pd.testing.assert_frame_equal(first, again)


def test_outlets_are_compared_within_a_camp():
    rows = table({"union": GOOD + BAD}, outlet=lambda camp, i: "Gull" if i < 5 else "Tern")
    found = multiverse.verdicts(multiverse.specifications(rows, "outlet", "camp", **FEW))
    assert found[["within", "first", "second"]].values.tolist() == [["union", "Gull", "Tern"]]
    assert findings_tone.outlets(found, CAMPS).title.startswith("1 of 1 comparison of outlets hold")


def test_speakers_in_no_camp_are_compared_with_nobody():
    assert verdict({"union": GOOD, "other": BAD}).empty
    rows = table({"other": GOOD + BAD}, outlet=lambda camp, i: "Gull" if i < 5 else "Tern")
    assert multiverse.specifications(rows, "outlet", "camp", **FEW).empty


def test_two_articles_are_no_test_of_two_outlets():
    rows = table({"union": GOOD + BAD}, outlet=lambda camp, i: "Gull" if i < 5 else "Tern")
    alone = rows.assign(article=rows["outlet"].map({"Gull": "a", "Tern": "b"}))
    for seed in range(4):                   # half of the draws have both articles; which half decides nothing
        found = multiverse.verdicts(multiverse.specifications(alone, "outlet", "camp", **FEW | {"seed": seed}))
        assert found[["low", "high"]].isna().all(axis=None) and not found["robust"].any() and found["agree"].item() == 1
    told = findings_tone.outlets(found, CAMPS)
    assert "no difference could be tested" in told.title and told.detail.startswith("1 comparison of")
    assert robustness._tone(found.assign(group="outlet"), CAMPS, "outlet")[0] is None
    both = pd.concat([found, multiverse.verdicts(multiverse.specifications(rows, "outlet", "camp", **FEW))])
    told = findings_tone.outlets(both, CAMPS)
    assert told.title.startswith("1 of 1 comparison of outlets hold") and "1 more could not be tested" in told.detail


def test_weights():
    rows = pd.DataFrame({"article": ["a", "a", "b"], "words": [2, 4, 6]})
    assert [multiverse.weights(rows, w).tolist() for w in multiverse.WEIGHTINGS] == [[1, 1, 1], [2, 4, 6], [.5, .5, 1]]


def grid_rows(scores):
    """A sentiment table of {(camp, target): [score, ...]}, an article for each place."""
    rows = [(f"a{i}", "Gull", f"a{i}#{camp}{target}", i, target, camp, scorer, value, 5, 1, "x")
            for (camp, target), some in scores.items() for i, value in enumerate(some) for scorer in scorers.SCORERS]
    return pd.DataFrame(rows, columns=sentiment.COLUMNS)


def test_the_grid_compares_along_a_row_only():
    spread = np.linspace(-.1, .1, 6)
    scores = grid_rows({("union", "port"): spread - .6, ("union", "union"): .5 - spread, ("", "port"): spread - .6})
    views = multiverse.verdicts(multiverse.specifications(scores, "target", "camp", ["union", "port"], **FEW))
    grid = shown_tone.grid(scores, views, CAMPS, **FEW).set_index(["camp", "target"])
    assert grid["solid"].to_dict() == {("union", "union"): True, ("union", "port"): True, ("", "port"): False}
    assert findings_tone.about(views, CAMPS).title.startswith("Union speaks better of Union than of Port")


def test_the_grid_has_no_mean_of_a_few_and_says_how_many_name_a_camp():
    scores = grid_rows({("union", ""): [0.0] * 9, ("union", "port"): [-.7], ("union", "union"): [.2] * 6})
    scores["quote"] = [f"{article}#{camp}" for article, camp in zip(scores["article"], scores["camp"])]   # an attribution may name both
    cells = shown_tone.cells(shown_tone.grid(scores, verdict({})[:0], CAMPS, **FEW), CAMPS)
    assert cells["row"].unique().tolist() == ["Union\n6 of 9 name a camp"]
    figure = charts_tone.matrix(cells, charts.Words(findings_tone.about(verdict({})[:0]), "x", "n."), list(dict.fromkeys(cells["row"])), ["Union", "Port"])
    said = [text.get_text() for text in figure.axes[0].texts]
    assert "too few for a mean\nn = 1" in said and "+0.20" in said and not any("-0.70" in text for text in said)


def test_figures_of_full_and_empty_tables():
    words = charts.Words(findings_tone.ranking(verdict({})), "x", "n = 0.")
    specified = multiverse.specifications(table({"union": GOOD, "port": BAD}), **FEW)
    for rows in (specified, specified[:0]):
        found = multiverse.verdicts(rows)
        data = shown_tone.curve(rows, found)
        assert shown_tone.curve_title(found, CAMPS)
        charts_tone.curve(data, words).canvas.draw()
    scores = grid_rows({("union", "port"): [.1] * 6})
    for rows in (scores, scores[:0]):
        views = multiverse.verdicts(multiverse.specifications(rows, "target", "camp", **FEW))
        cells = shown_tone.cells(shown_tone.grid(rows, views, CAMPS, **FEW), CAMPS)
        charts_tone.matrix(cells, words, list(dict.fromkeys(cells["row"])), ["Port"]).canvas.draw()
        assert findings_tone.about(views, CAMPS).title.startswith("No ranking")
