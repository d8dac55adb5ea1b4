"""Distances between outlets: known values, and chance that behaves as chance."""
import numpy as np
import pandas as pd
import pytest

from analysis.comparing import distance
from analysis.showing import findings_statements, shown_statements

TYPES, CUES = ["direct", "mixed", "indirect"], ["say", "claim", "warn", "add", "note"]
WORDS = "boat pier rope crane night tide harbour wage vote rain captain lamp door fish market".split()


def corpus(rng, outlets=3, size=16, tilt=0.0, articles=1):
    """Passages and quotes of `outlets`: each passage one attribution and some words. `tilt` moves the first outlet's camps."""
    passages, quotes = [], []
    for outlet in range(outlets):
        for number in range(size):
            article = f"a{outlet}-{number % articles}"
            text = " ".join(rng.choice(WORDS, 9))
            passages.append(dict(article=article, outlet=f"o{outlet}", passage=number, section="body", start=0, end=len(text),
                                 words=9, text=text))
            camp = "crew" if rng.random() < (.5 + tilt if outlet == 0 else .5) else "owners"
            quotes.append(dict(article=article, quote=f"{article}#{number:03d}", outlet=f"o{outlet}", passage=number, kind="speech",
                               type=str(rng.choice(TYPES)), stance="neutral", camp=camp, spans=[], content="",
                               cue_lemma=str(rng.choice(CUES)), section="body"))
    return pd.DataFrame(passages), pd.DataFrame(quotes)


NONE = pd.DataFrame(columns=["statement", "quote", "outlet"])


def whole(table):
    return table[(table["outlet"] == "") & (table["aspect"] == distance.WHOLE)].iloc[0]


def test_jensen_shannon_by_hand():
    one, other = np.array([[1., 0], [2, 2], [3, 1]]), np.array([[0., 1], [1, 1], [0, 0]])
    found = distance.jensen_shannon(one, other)
    assert found[0] == 1 and found[1] == 0 and np.isnan(found[2])
    assert np.isnan(distance.jensen_shannon(np.zeros((2, 0)), np.zeros((2, 0)))).all()       # nothing of the kind anywhere
    half = distance.jensen_shannon(np.array([1., 0]), np.array([1., 1]))
    assert half == pytest.approx(np.sqrt((np.log2(4 / 3) + .5 * np.log2(2 / 3) + .5 * np.log2(2)) / 2))


def test_an_outlet_printed_twice_is_at_distance_0():
    passages, quotes = corpus(np.random.default_rng(1), 2)
    again = [frame[frame["outlet"] == "o0"].assign(outlet="twin", article=lambda f: "t" + f["article"]) for frame in (passages, quotes)]
    again[1]["quote"] = "t" + again[1]["quote"]
    table = distance.compare(pd.concat([passages, again[0]]), pd.concat([quotes, again[1]]), NONE, draws=40)
    pair = table[(table["outlet"] == "o0") & (table["other"] == "twin")]
    assert (pair["estimate"].dropna() == 0).all() and (pair["p"].dropna() == 1).all() and pair["estimate"].notna().sum() >= 5


def test_shuffled_labels_give_uniform_p_values():
    rng, found = np.random.default_rng(8), []
    passages, quotes = corpus(rng, 3, 14, tilt=.45)
    for _ in range(60):
        label = dict(zip(passages["article"] + passages["passage"].astype(str), rng.permutation(passages["outlet"])))
        both = [frame.assign(outlet=[label[a + str(p)] for a, p in zip(frame["article"], frame["passage"])]) for frame in (passages, quotes)]
        found.append(whole(distance.compare(*both, NONE, draws=49, seed=int(rng.integers(1e6))))["p"])
    found = np.sort(found)
    assert np.abs(found - (np.arange(60) + .5) / 60).max() < 1.36 / np.sqrt(60) + .03        # Kolmogorov and Smirnov, 5 %
    assert np.mean(found <= .1) <= .2


def test_a_planted_difference_is_found():
    rng = np.random.default_rng(9)
    planted = [distance.compare(*corpus(rng, 2, 30, tilt=.45), NONE, draws=40) for _ in range(12)]
    voice = [t[(t["outlet"] != "") & (t["aspect"] == "voice")]["p"].iloc[0] for t in planted]
    assert np.mean(np.array(voice) <= .05) >= .8


def test_with_enough_articles_whole_articles_are_dealt():
    rng = np.random.default_rng(3)
    assert set(distance.compare(*corpus(rng, 2, 20, articles=5), NONE, draws=20)["unit"]) == {"articles"}
    assert set(distance.compare(*corpus(rng, 2, 20, articles=3), NONE, draws=20)["unit"]) == {"passages"}


def test_the_order_of_rows_and_dropped_lines_change_nothing():
    passages, quotes = corpus(np.random.default_rng(2))
    table = distance.compare(passages, quotes, NONE, draws=30)
    furniture = passages.head(4).assign(section="dropped", passage=lambda f: f["passage"] + 100, text="Subscribe now to read more")
    other = distance.compare(pd.concat([passages, furniture]).sample(frac=1, random_state=1), quotes.sample(frac=1, random_state=2), NONE, draws=30)
    pd.testing.assert_frame_equal(table, other)


def test_one_outlet_has_nothing_to_be_compared_with():
    assert distance.compare(*corpus(np.random.default_rng(2), 1), NONE).empty


def test_pairs_are_named_so_that_they_can_be_told_apart_and_what_is_drawn_is_said():
    names = [f"o{n}" for n in range(4)]
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1:]]
    rows = [(a, b, distance.WHOLE, .5, .2, .1, .3, .001 * (n + 1), .01, 9, "articles") for n, (a, b) in enumerate(pairs[:3])]
    rows += [(a, b, distance.WHOLE, .2, .2, .1, .3, .5, .5, 9, "articles") for a, b in pairs[3:]]
    rows += [("", "", distance.WHOLE, .4, .2, .1, .3, .001, np.nan, 9, "articles")]
    table = pd.DataFrame(rows, columns=["outlet", "other", "aspect", "estimate", "expected", "low", "high", "p", "q", "n", "unit"])
    assert findings_statements.distances(table).title == (
        "3 of 6 pairs of outlets stand farther apart than chance would put them, among them o0\u00a0– o1; o0\u00a0– o2.")
    assert shown_statements.drawn(table, shown_statements.apart(table, 4)).startswith("4 of 6 pairs drawn, those farthest above chance")
    assert shown_statements.drawn(table, shown_statements.apart(table)).startswith("All 6 pairs drawn")


def test_an_aspect_is_called_apart_only_once_the_number_of_aspects_is_allowed_for():
    def told(least):
        ps = dict(zip(distance.ASPECTS, (.3, .4, least, .8, .9, .5))) | {distance.WHOLE: .2}
        rows = [("", "", aspect, .4, .3, .2, .5, p, np.nan, 9, "articles") for aspect, p in ps.items()]
        rows.append(("o0", "o1", distance.WHOLE, .4, .3, .2, .5, .2, .2, 9, "articles"))
        table = pd.DataFrame(rows, columns=["outlet", "other", "aspect", "estimate", "expected", "low", "high", "p", "q", "n", "unit"])
        rows.append(("o0", "o1", distance.ASPECTS[2], .4, .3, .2, .5, .01, .01, 9, "articles"))
        table = pd.DataFrame(rows, columns=table.columns)
        assert shown_statements.apart(table)["solid"].any() == (least < .01)           # the mark says what the sentence does
        return findings_statements.distances(table).title, shown_statements.aspects(table).set_index("aspect")["p, corrected"]
    title, ps = told(.014)
    assert title.startswith("The outlets cannot be told apart") and ps["stance of cues"] == pytest.approx(.084) and ps["average"] == .2
    assert told(.004)[0] == ("Over 6 aspects together the outlets differ no more than chance would make them; in stance of cues taken alone they do.")
