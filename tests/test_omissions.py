"""Blind spots: the matrix, and omission by camp against chance."""
import numpy as np
import pandas as pd
import pytest

from analysis.comparing import omissions
from analysis.showing import findings_statements, shown_statements


def carried(*rows):
    """Statements of (statement, camp, {outlet: form}) as the table `statements`."""
    return pd.DataFrame([dict(statement=name, quote=f"{outlet}#{number}", outlet=outlet, article=outlet, speaker=f"one of {camp}",
                              camp=camp, via="", form=form, relation="exact", label=name)
                         for number, (name, camp, held) in enumerate(rows) for outlet, form in held.items()])


def test_the_matrix_shows_what_stands_where():
    table = omissions.matrix(carried(
        ("S1", "crew", {"Post": "direct", "Sun": "retold"}), ("S2", "owners", {"Post": "direct", "Sun": "direct", "Echo": "direct"}),
        ("S3", "crew", {"Post": "direct"})), ["Echo", "Post", "Sun"], 2, ["owners", "crew"])
    assert table[["statement", "outlet", "form"]].values.tolist() == [
        ["S2", "Echo", "direct"], ["S2", "Post", "direct"], ["S2", "Sun", "direct"],
        ["S1", "Echo", ""], ["S1", "Post", "direct"], ["S1", "Sun", "retold"]]
    assert table.loc[4, "quotes"] == "Post#0" and table["carriers"].tolist() == [3] * 3 + [2] * 3
    assert omissions.matrix(carried(("S3", "crew", {"Post": "direct"})), ["Post"]).empty


def test_what_is_retold_everywhere_is_not_said_to_be_missing():
    table = omissions.matrix(carried(("the pier was unsafe", "crew", {"Post": "retold", "Sun": "retold"}),
                                     ("We warned them,", "crew", {"Post": "direct", "Sun": "retold"})), ["Post", "Sun", "Echo"])
    assert {omissions.worded(row.label) for row in table.itertuples()} == {"“We warned them”"}
    assert omissions.worded("We warned them in March and again in May", 20) == "“We warned them in …”"
    assert shown_statements.left_out(table).values.tolist() == [["Echo", 0, 1, "one of crew: “We warned them”"], ["Post", 1, 1, ""],
                                                                ["Sun", 1, 1, ""]]


def test_where_outlets_name_different_speakers_all_are_told_and_the_camp_is_nobodys():
    table = carried(("S1", "crew", {"Post": "direct", "Sun": "direct", "Echo": "direct"}))
    table.loc[table["outlet"] == "Sun", ["speaker", "camp"]] = "Otis Brand", "owners"
    spots = omissions.matrix(table, ["Echo", "Post", "Sun"])
    assert set(spots["speaker"]) == {"one of crew (Otis Brand in Sun)"} and set(spots["camp"]) == {"other"}
    table.loc[table["outlet"] == "Post", "speaker"] = "of crew"                 # a shorter name is no other speaker
    assert set(omissions.matrix(table, ["Echo", "Post", "Sun"])["speaker"]) == {"one of crew (Otis Brand in Sun)"}
    table["camp"] = "crew"
    assert set(omissions.matrix(table, ["Echo", "Post", "Sun"])["camp"]) == {"crew"}


def spread_of(*sizes):
    """Outlets that have the first 3, 9 ... of 24 statements of which three more outlets have each every second."""
    names = [f"outlet {k}" for k in range(len(sizes))]
    rows = [(f"S{n:02d}", "crew", {name: "direct" for name, size in zip(names, sizes) if n < size} |
             {f"paper {(n + k) % 4}": "direct" for k in (0, 2)}) for n in range(24)]
    return omissions.matrix(carried(*rows), [*names, *(f"paper {k}" for k in range(4))])


def test_most_and_fewest_are_named_only_where_chance_would_not_part_them():
    clear, unclear = spread_of(2, 23), spread_of(11, 15)
    assert omissions.spread(clear) < .01 and omissions.spread(unclear) > .2 and omissions.spread(clear.head(0)) == 1
    told = findings_statements.blind_spots(clear, 2).title
    assert told == "Of 24 quoted statements found in 2 outlets or more, most were found in outlet 1 (23), fewest in outlet 0 (2)."
    told = findings_statements.blind_spots(unclear, 2)
    assert told.title == ("Of 24 quoted statements found in 2 outlets or more, each outlet has 11 to 15; "
                          "that one has more than another cannot be shown.")
    assert f"p = {omissions.spread(unclear):.3f}" in told.detail


def test_where_nothing_is_beyond_chance_it_is_said_how_many_comparisons_could_have_shown_it():
    table = carried(*[(f"S{n}", "crew" if n % 3 else "owners", {f"outlet {k}": "direct" for k in range(4) if (n + k) % 3})
                      for n in range(12)])
    left = omissions.by_camp(omissions.matrix(table, [f"outlet {k}" for k in range(4)]), table, draws=400)
    could = int(left["needed"].notna().sum())
    assert 0 < could < len(left) and (left["q"] > .05).all()
    told = findings_statements.left_out(left)
    assert "cannot be shown" in told.title and told.detail.startswith(f"{could} of {len(left)} comparisons of an outlet and a camp could")
    none = findings_statements.left_out(left.assign(needed=np.nan)).detail
    assert none.startswith(f"None of {len(left)} comparisons") and "in the others" not in none


def test_direct_words_win_over_a_retelling_in_the_same_outlet():
    both = pd.concat([carried(("S1", "crew", {"Post": "retold", "Sun": "direct"})), carried(("S1", "crew", {"Post": "direct"}))])
    assert omissions.matrix(both, ["Post", "Sun"])["form"].tolist() == ["direct", "direct"]


def test_shuffling_keeps_both_margins_and_moves_the_rest():
    rng = np.random.default_rng(4)
    seen = rng.random((5, 30)) < .4
    drawn = omissions.shuffled(seen, 200, 1)
    assert (drawn.sum(axis=2) == seen.sum(axis=1)).all() and (drawn.sum(axis=1) == seen.sum(axis=0)).all()
    assert (drawn != seen).any(axis=(1, 2)).all()
    assert 0.2 < (drawn != seen).mean() < .6


def test_two_outlets_swap_with_equal_chance():
    drawn = omissions.shuffled(np.array([[1, 0], [0, 1]], bool), 4000, 7)
    assert drawn[:, 0, 0].mean() == pytest.approx(.5, abs=.03)


def simulated(rng, planted):
    """Six outlets, two camps of 25 statements each; with `planted` the first leaves out most of the second camp's."""
    rows = []
    for number in range(50):
        camp = "crew" if number % 2 else "owners"
        chance = [.05 if planted and camp == "crew" and outlet == 0 else .5 for outlet in range(6)]
        held = {f"outlet {outlet}": "direct" for outlet in range(6) if rng.random() < chance[outlet]}
        if held:
            rows.append((f"S{number:02d}", camp, held))
    table = carried(*rows)
    found = omissions.by_camp(omissions.matrix(table, [f"outlet {k}" for k in range(6)]), table, draws=199, seed=3)
    return found.set_index(["outlet", "camp"])


def test_a_planted_omission_is_found_and_chance_is_not():
    rng = np.random.default_rng(11)
    planted = [simulated(rng, True).loc[("outlet 0", "crew")] for _ in range(16)]
    assert np.mean([row["p"] <= .05 and row["missing"] >= row["needed"] for row in planted]) >= .7
    none = pd.concat([simulated(rng, False) for _ in range(16)])
    assert (none["p"] <= .05).mean() <= .07
    assert none.groupby(np.arange(len(none)) // 12)["q"].min().le(.05).mean() <= .2


def test_needed_is_the_least_that_would_be_found():
    rng = np.random.default_rng(2)
    table = simulated(rng, True)
    reached = table[table["missing"] >= table["needed"]]
    assert len(reached) and (reached["p"] <= .05 + 1 / 200).all()
    assert ((table["missing"] < table["needed"]) | (table["missing"] >= table["needed"]) | table["needed"].isna()).all()


def test_every_outlet_that_has_the_same_is_as_expected():
    table = carried(*[(f"S{k}", "crew", {"Post": "direct", "Sun": "direct"}) for k in range(5)])
    found = omissions.by_camp(omissions.matrix(table, ["Post", "Sun"]), table, draws=50)
    assert (found["p"] == 1).all() and (found["missing"] == 0).all() and (found["expected"] == 0).all()


def test_nothing_shared_gives_an_empty_table():
    assert omissions.by_camp(omissions.matrix(carried(("S1", "crew", {"Post": "direct"})), ["Post"]), pd.DataFrame()).empty


def test_speakers_in_no_camp_leave_no_row_of_their_own():
    table = carried(("S1", "crew", {"Post": "direct", "Sun": "direct"}), ("S2", "other", {"Post": "direct", "Echo": "direct"}))
    left = omissions.by_camp(omissions.matrix(table, ["Post", "Sun", "Echo"]), table, draws=50)
    assert set(left["camp"]) == {"crew"} and left["missing"].sum() == 1
    alone = table[table["camp"] == "other"]
    assert omissions.by_camp(omissions.matrix(alone, ["Post", "Sun", "Echo"]), alone, draws=50).empty
