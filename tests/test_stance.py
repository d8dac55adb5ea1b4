"""Say against claim: markers of distance found by hand, and an asymmetry that turns with the names and promises its power."""
import numpy as np
import pandas as pd
import pytest
from strike import CAMPS, NONE, PASSAGES, QUOTES, passages_of, quotes_of

from analysis import charts, framing
from analysis.measuring import hedges, stance
from analysis.showing import charts_words, findings_framing, shown_framing
from analysis.showing.findings import Finding

ACTORS = {"union": {"label": "The union", "actors": {"Dockers' Union": ["the union"]}, "terms": ["union"]},
          "port": {"label": "The port", "actors": {"Port of Gull": ["the port"]}, "terms": ["port"]}}
SWAP = {"union": "port", "port": "union"}


@pytest.mark.parametrize("row", hedges.lexicon(), ids=lambda row: row["example"])
def test_every_pattern_finds_its_own_example(row):
    found = hedges._pattern().search(row["example"])
    assert found and found.lastgroup == row["kind"] and row["source"]


@pytest.mark.parametrize("text, found", [
    ("The Gazette has not been able to verify the video.", ["has not been able to verify"]),
    ("The paper hasn't been able to independently confirm it.", ["hasn't been able to independently confirm"]),
    ("His account couldn’t be independently verified.", ["couldn’t be independently verified"]),
    ("The so-called relief plan was dropped.", ["so-called"]),
    ("It was supposed to rain, and it was possible to verify that.", []),
    ("She verified the bill and confirmed the order without delay.", [])])
def test_markers_in_the_writers_words(text, found):
    table = hedges.markers(passages_of({("a", "Gull"): ["Head", text]}), NONE, ACTORS)
    assert table["words"].tolist() == found


def test_scare_quotes_are_short_lower_case_and_said_by_nobody():
    lines = ["Head", "The union's “safety” drills went on.", "He called it “madness” again.", "The ferry “Northern Star” left.",
             "The port “never once in ten years of work” answered."]
    table = hedges.markers(passages_of({("a", "Gull"): lines}), NONE, ACTORS)
    assert table[["marker", "words", "camp"]].to_records(index=False).tolist() == [("scare quote", "“safety”", "union")]
    straight = [line.replace("“", '"').replace("”", '"') for line in lines]
    same = hedges.markers(passages_of({("a", "Gull"): straight}), NONE, ACTORS)
    assert same["camp"].tolist() == ["union"] and same["start"].tolist() == table["start"].tolist()


def test_a_disclaimer_belongs_to_the_statement_before_it_and_quoted_ones_do_not_count():
    lines = ["Head", "The port said cranes were cut.", "The Gull has not been able to verify the claim.",
             "“The so-called offer is dead,” the union said."]
    passages = passages_of({("a", "Gull"): lines})
    quotes = quotes_of([("a", "Gull", "port", "indirect", "cranes were cut", "say", "neutral", "speech", "body"),
                        ("a", "Gull", "union", "direct", "“The so-called offer is dead,”", "say", "neutral", "speech", "body")])
    text = "\n".join(lines)
    quotes["spans"] = [[[text.index(c), text.index(c) + len(c)]] for c in quotes["content"]]
    quotes["passage"] = [1, 3]
    table = hedges.markers(passages, quotes, ACTORS)
    assert table[["marker", "camp", "quote"]].to_records(index=False).tolist() == [("disclaimer", "port", "a#0")]
    units = stance.units(quotes, table)
    assert units["distant"].tolist() == [True, False] and units["why"].tolist()[0] == "has not been able to verify"
    after = hedges.markers(passages_of({("a", "Gull"): [*lines, "Subscribe to our newsletter."]}), quotes, ACTORS)
    assert after["quote"].tolist() == ["a#0"]


def units_of(rng, shares, n, articles=1, outlet="Gull"):
    camp = np.repeat(list(shares), n)
    distant = rng.random(len(camp)) < np.repeat(list(shares.values()), n)
    return pd.DataFrame({"outlet": outlet, "article": rng.integers(0, articles, len(camp)).astype(str),
                         "passage": rng.integers(0, 15, len(camp)), "camp": camp, "quote": "q", "distant": distant, "why": ""})


def test_asymmetry_by_hand():
    table = stance.asymmetry(stance.units(QUOTES, hedges.markers(PASSAGES, NONE)), ("union", "port")).set_index("outlet")
    row = table.loc["Gull"]        # union 1 of 2 (claim), port 0 of 2; the hope is no speech
    assert (row["estimate"], row["count_first"], row["n_first"], row["count_second"], row["n_second"]) == (.5, 1, 2, 0, 2)
    assert row["cluster"] == "passage" and not row["clear"] and row["low"] < 0 < row["high"]
    assert np.isnan(table.loc["Tern", "estimate"]) and table.loc[framing.ALL, "n_second"] == 3


@pytest.mark.parametrize("articles", [1, 3, 9])
def test_swapped_camps_turn_the_sign_and_nothing_else(articles):
    rng = np.random.default_rng(articles)
    units = pd.concat([units_of(rng, {"union": .5, "port": .2}, 20, articles), units_of(rng, {"union": .1, "port": .1}, 9, articles, "Tern")])
    first = stance.asymmetry(units, ("union", "port"), draws=200)
    second = stance.asymmetry(units.assign(camp=units["camp"].map(SWAP)), ("union", "port"), draws=200)
    assert (first["estimate"] == -second["estimate"]).all() and first["estimate"].iloc[0] != 0
    assert (first["low"] == -second["high"]).all() and (first["high"] == -second["low"]).all()
    assert (first["clear"] == second["clear"]).all()
    mixed = stance.asymmetry(units.sample(frac=1, random_state=2), ("union", "port"), draws=200)
    pd.testing.assert_frame_equal(first, mixed)


def clear_share(shares, n, articles, times=50):
    rng, found = np.random.default_rng(7), 0
    for _ in range(times):
        table = stance.asymmetry(units_of(rng, shares, n, articles), ("union", "port"), draws=200).set_index("outlet")
        found += table.loc[framing.ALL, "clear"]
    return found / times


def test_the_promised_gap_is_found_and_none_is_not():
    """The report promises that 35 points are found four times in five with 30 statements of each camp."""
    assert clear_share({"union": .4, "port": .05}, 30, 1) >= .8
    assert clear_share({"union": .2, "port": .2}, 30, 1) <= .06
    assert clear_share({"union": .2, "port": .2}, 40, 10) <= .08


def test_findings_on_distance():
    rng = np.random.default_rng(1)
    far = stance.asymmetry(units_of(rng, {"union": .6, "port": .05}, 40), ("union", "port"), draws=200)
    text = findings_framing.stance(far, ("union", "port"), CAMPS)
    assert text.title.startswith("Words like “claim” keep at a distance ") and text.title.endswith("; a gap beyond chance.")
    assert "beyond chance in Gull, corrected for all outlets" in text.detail
    none = stance.asymmetry(units_of(rng, {"union": 0, "port": 0}, 5), ("union", "port"), draws=200)
    assert findings_framing.stance(none, ("union", "port"), CAMPS).title == (
        "None of the 10 statements of The union and The port is kept at a distance.")
    few = stance.asymmetry(units_of(rng, {"union": 0, "port": 0}, 5).assign(distant=[True] + [False] * 9), ("union", "port"), draws=200)
    assert findings_framing.stance(few, ("union", "port"), CAMPS).title == (
        "Words like “claim” keep at a distance 1 of 5 statements of The union and 0 of 5 of The port; too few to compare.")
    alone = stance.asymmetry(units_of(rng, {"union": .5}, 5), ("union", "port"), draws=200)
    assert findings_framing.stance(alone, ("", ""), CAMPS).title.startswith("There are not two camps")


def test_bars_hold_every_cue_once_for_its_outlet_and_once_for_all():
    bars = stance.bars(QUOTES, ("union", "port"), ["Gull", "Tern"])
    assert list(dict.fromkeys(bars["outlet"])) == ["Gull", "Tern", framing.ALL]
    assert bars[bars["outlet"] == "Gull"][["camp", "cue_lemma", "n"]].to_records(index=False).tolist() == [
        ("union", "claim", 1), ("union", "say", 1), ("port", "say", 1)]
    assert bars.groupby(["outlet", "camp"])["share"].sum().round(9).eq(1).all()
    assert stance.rivals(QUOTES, CAMPS) == ("union", "port") and stance.rivals(NONE, CAMPS) == ("", "")


def test_bars_name_what_is_hedged_without_a_verb_of_its_own():
    markers = hedges.markers(passages_of({("b", "Tern"): ["Head", "The union's “safety” drills went on."]}), NONE, ACTORS)
    bars = stance.bars(QUOTES, ("union", "port"), ["Gull", "Tern"], markers)
    assert bars[bars["stance"] == "hedged"][["outlet", "camp", "cue_lemma", "n"]].values.tolist() == [
        ["Tern", "union", "“safety”", 1], [framing.ALL, "union", "“safety”", 1]]
    pd.testing.assert_frame_equal(bars[bars["stance"] != "hedged"].reset_index(drop=True),
                                  stance.bars(QUOTES, ("union", "port"), ["Gull", "Tern"]), check_dtype=False)
    apart = stance.asymmetry(stance.units(QUOTES, markers), ("union", "port"), ["Gull", "Tern"], draws=50)
    marks = {"union": ("The union", "#0072B2", "o"), "port": ("The port", "#D55E00", "^")}
    drawn = charts_words.say_and_claim(bars, charts.Words(Finding("T."), "S.", "N."), marks, apart, ("union", "port"))
    assert "+ “safety”" in [text.get_text() for text in drawn.findobj(lambda artist: hasattr(artist, "get_text"))]


def test_a_cue_on_both_sides_of_the_line_is_told_whose_it_is():
    bars = pd.DataFrame({"cue_lemma": ["claim", "claim", "say"], "stance": ["distancing", "neutral", "neutral"]})
    assert "“claim” right of the line: not the writer, but somebody quoted or cited, chose it." in shown_framing.distance(bars)
    assert "right of the line" not in shown_framing.distance(bars[1:])


@pytest.mark.parametrize("label, room, said", [
    ("say", 1, ("say", 7, 0)), ("express concern", .6, ("express\nconcern", 7, 0)), ("describe", .2, ("describe", 5.6, 90)),
    ("acknowledge", .3, ("acknowledge", 5, 90)), ("describe", .04, None)])
def test_a_label_is_written_as_large_as_its_block_lets(label, room, said):
    assert charts_words._fitted(label, room) == said


def test_evidence_names_every_distancing_cue_and_marker():
    markers = hedges.markers(passages_of({("b", "Tern"): ["Head", "The union's “safety” drills went on."]}), NONE, ACTORS)
    table = stance.evidence(QUOTES, markers)
    assert table[["outlet", "marker", "words"]].to_records(index=False).tolist() == [
        ("Gull", "cue", "claim"), ("Tern", "scare quote", "“safety”")]
