"""Who relies on whom: shared text, conduits, the effective number of sources; by hand."""
import numpy as np
import pandas as pd
import pytest

from analysis.comparing import dependence
from analysis.showing import charts_statements, findings_statements


def passages(*rows):
    return pd.DataFrame([dict(article=article, outlet=outlet, passage=n, section="body", text=text)
                         for n, (article, outlet, text) in enumerate(rows)])


def attributions(*rows):
    """Of (outlet, speaker, via)."""
    return pd.DataFrame([dict(quote=f"q{n:02d}", outlet=outlet, kind="speech", speaker=speaker, via=via)
                         for n, (outlet, speaker, via) in enumerate(rows)])


def test_shared_text_counts_runs_of_five_words():
    table = dependence.shared(passages(
        ("a", "Post", "one two three four five six seven"),            # 3 runs
        ("b", "Sun", "zero one two three four five six then some more words here"),     # shares 2 of them
        ("c", "Echo", "nothing of all this stands in here at all")))
    assert table[["outlet", "other"]].values.tolist() == [["Post", "Sun"]]
    assert table.loc[0, "estimate"] == pytest.approx(2 / 3) and table.loc[0, "n"] == 3


def test_quoted_words_are_shared_but_not_own_text():
    said = "“We shall keep the old pier open through the whole winter,” said Nora Vell."
    table = dependence.shared(passages(("a", "Post", said + " Rain fell on the roof of the tower."),
                                       ("b", "Sun", said + " Nobody at the town hall would take questions.")))
    assert table.loc[0, "estimate"] > .4 and table.loc[0, "own"] == 0


def test_curly_or_straight_and_dropped_furniture_change_nothing():
    one = passages(("a", "Post", "“We’ll keep the old pier open,” he said on Monday at noon"), ("b", "Sun", "“We’ll keep the old pier open,” she said"))
    straight = one.assign(text=one["text"].str.translate(str.maketrans("“”’", "\"\"'")))
    more = pd.concat([one, passages(("a", "Post", "Sign up for our daily newsletter")).assign(section="dropped")])
    for other in (straight, more, one.sample(frac=1, random_state=1)):
        pd.testing.assert_frame_equal(dependence.shared(other), dependence.shared(one))


@pytest.mark.parametrize("conduit, outlet", [("The Associated Press", "Associated Press"), ("AP", "Associated Press"),
                                             ("the Ledger", "Northgate Ledger"), ("the Sun", "Sun"), ("The Guardian", "Guardian"),
                                             ("Daily", "Daily")])
def test_a_conduit_is_known_by_the_outlets_name(conduit, outlet):
    assert dependence.known(conduit, ["Associated Press", "Northgate Ledger", "Sun", "Daily Post", "Daily Echo"]) == outlet


def test_named_outlets_with_role_and_count():
    table = dependence.named(attributions(("Post", "Vell", "Reuters"), ("Post", "Brand", "Reuters, the Sun"), ("Post", "Vell", ""),
                                          ("Sun", "Vell", "The Sun"), ("Sun", "Reuters", "")))
    assert table[["outlet", "other", "role", "n", "of", "inside"]].values.tolist() == [
        ["Post", "Reuters", "conduit", 2, 3, False], ["Post", "Sun", "conduit", 1, 3, True], ["Sun", "Reuters", "quoted", 1, 2, False]]
    assert table.loc[0, "quotes"] == "q00 q01"


def test_an_outlet_is_no_conduit_of_its_own():
    assert dependence.through(attributions(("The Post", "Vell", "the Post"), ("Gull", "Vell", "the Post, Gull"), ("Gull", "Vell", ""))) == \
        ["", "the Post", ""]


def test_the_names_of_one_agency_are_one_conduit():
    rows = attributions(("Post", "Vell", "LNA"), ("Post", "Brand", "local radio"), ("Sun", "Vell", "the Lissen News Agency"), ("Sun", "Brand", "Local radio"))
    assert dependence.conduits_of(rows) == {"LNA": "Lissen News Agency", "the Lissen News Agency": "Lissen News Agency",
                                            "local radio": "Local radio", "Local radio": "Local radio"}
    assert dependence.origins(rows).tolist() == ["Lissen News Agency", "Local radio"] * 2


def test_the_effective_number_by_hand():
    assert dependence.effective_number(["a"] * 4)[0] == 1
    assert dependence.effective_number(list("abcd"))[0] == 4
    estimate, low, high = dependence.effective_number(list("aaabbc"))          # 36 / (9 + 4 + 1)
    assert estimate == pytest.approx(36 / 14) and low < estimate < high
    assert np.isnan(dependence.effective_number([])[0]) and np.isnan(dependence.effective_number(["a", "b"])[1])


def test_two_speakers_of_one_conduit_are_one_source():
    table = dependence.sources(attributions(("Post", "Vell", "Reuters"), ("Post", "Brand", "Reuters"), ("Post", "Orr", "")))
    row = table.set_index("outlet").loc["Post"]
    assert (row["sources"], row["speakers"], row["half"]) == (2, 3, 1) and row["estimate"] == pytest.approx(9 / 5)
    assert table["outlet"].tolist() == ["Post", dependence.ALL]


def test_the_interval_covers_the_true_number():
    """Six sources, of unequal use; 60 attributions each time."""
    rng = np.random.default_rng(5)
    share = np.array([.4, .2, .15, .1, .1, .05])
    true, hits = 1 / (share ** 2).sum(), 0
    for _ in range(300):
        _, low, high = dependence.effective_number(rng.choice(6, 60, p=share).tolist())
        hits += low <= true <= high
    assert hits / 300 > .88


@pytest.mark.parametrize("through, told", [
    (["Reuters"], "passed words on once, Reuters (1); none"),
    (["Reuters", "Reuters", "AFP"], "passed words on 3 times, most often Reuters (2); none"),
    (["Reuters", "Reuters", "AFP", "AFP"], "passed words on 4 times, AFP and Reuters (2 each); none"),
    (["Reuters", "AFP", "ANSA", "EFE", "Lusa"], "passed words on 5 times, 5 outlets once each; none")])
def test_the_most_named_are_named_only_where_some_are_named_more(through, told):
    rows = attributions(*(("Post", "Vell", via) for via in through))
    found = findings_statements.dependence(pd.DataFrame(columns=["own"]), dependence.named(rows), dependence.sources(rows))
    assert told in found.detail


def test_a_number_stands_where_no_other_line_is_near():
    ends = [(0, 2), (2, 0), (0, 0)]
    at = charts_statements._free(0, ends)
    assert abs(at - .5) > .1 and charts_statements._free(0, [(0, 2)]) == pytest.approx(.85)
