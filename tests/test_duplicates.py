"""Articles that repeat one another, and attributions counted once."""
import time

import numpy as np
import pandas as pd
import pytest

from analysis import quotes, tables
from analysis.intake import duplicates

WIRE = ("Ferry service to Elmar island will stop in November, the operator said on Tuesday. Chief executive Dana Voss "
        "said the two ships were \"past mending\" and that new ones would take three years to build. Islanders gathered "
        "at the pier to protest. Their mayor, Piet Aldous, said nobody had asked them. \"We read it on a poster,\" he said. "
        "The regional government declined to say whether it would pay for a replacement before the winter storms begin.")
OWN = ("The last ferry captain packs his bag before dawn. For thirty years he has carried bread, brides and coffins over "
       "the strait. Dana Voss told this newspaper that the ships would be scrapped. He does not believe her, and says so "
       "loudly at the bar, where someone has nailed the timetable to the wall under a wreath of dried seaweed.")
OTHER = ("A library in the old customs house opens on Saturday. Librarian Ruth Amari said the roof was finished and the "
         "shelves were half full. Children from the valley schools painted the reading room in four colours last week.")


def articles(*rows):
    return pd.DataFrame(rows, columns=["article", "outlet", "date", "text"])


def attributed(frame):
    camps = {"operator": {"label": "Operator", "actors": {"Dana Voss": ["Voss"]}, "terms": []},
             "other": {"label": "Other", "actors": {}, "terms": []}}
    return quotes.extract(frame.assign(raw=frame["text"]), camps)


def test_the_same_article_and_shared_wire_copy_are_told_apart():
    changed = WIRE.replace("on Tuesday", "Tuesday")
    found = duplicates.find(articles(
        ("late", "Gazette", "2023-03-09", changed), ("first", "Courier", "2023-03-08", WIRE),
        ("mixed", "Herald", "2023-03-09", OWN + "\n" + WIRE), ("else", "Herald", "2023-03-08", OTHER)))
    pairs = {(r.article, r.other): r for r in found.itertuples()}
    assert set(pairs) == {("first", "late"), ("first", "mixed"), ("late", "mixed")}
    assert pairs["first", "late"].relation == "same" and pairs["first", "late"].outlet == "Courier"
    shared = pairs["first", "mixed"]
    assert (shared.relation, shared.outlet, shared.other_outlet) == ("shared", "Courier", "Herald")
    assert shared.containment == 1 and .4 < shared.jaccard < .7


def test_the_measures_are_what_comparing_all_pairs_gives():
    def sets(text):
        words = duplicates.words(text)
        return {tuple(words[i:i + 5]) for i in range(len(words) - 4)}
    random = np.random.default_rng(4)
    parts = [" ".join(f"w{n}" for n in random.integers(0, 400, 60)) for _ in range(12)]
    texts = [" ".join(parts[i] for i in random.choice(12, 3, replace=False)) for _ in range(15)]
    found = duplicates.find(articles(*((f"a{n:02d}", "O", "", text) for n, text in enumerate(texts))))
    expected = {}
    for i in range(15):
        for j in range(i + 1, 15):
            one, two = sets(texts[i]), sets(texts[j])
            containment, jaccard = len(one & two) / min(len(one), len(two)), len(one & two) / len(one | two)
            if jaccard >= duplicates.SAME or (containment >= duplicates.SHARED and len(one & two) >= duplicates.LEAST):
                expected[f"a{i:02d}", f"a{j:02d}"] = (pytest.approx(containment), pytest.approx(jaccard))
    assert len(expected) > 10
    assert {(r.article, r.other): (r.containment, r.jaccard) for r in found.itertuples()} == expected


def test_one_quotation_in_common_is_no_shared_copy():
    said = "“We read it on a poster and then we heard it again on the radio,” Piet Aldous said.\n"
    assert duplicates.find(articles(("a", "A", "", said + OWN), ("b", "B", "", said + OTHER))).empty


@pytest.mark.parametrize("texts, pairs", [([], 0), ([""], 0), (["", ""], 0), (["Rain today", "Rain today"], 1),
                                          (["Rain today", "Sun today"], 0)])
def test_few_and_short_texts(texts, pairs):
    found = duplicates.find(articles(*((f"a{n}", "O", "", text) for n, text in enumerate(texts))))
    assert len(found) == pairs and list(found) == list(tables.COLUMNS["duplicates"])


def test_a_copy_in_very_many_outlets_is_paired_with_the_earliest():
    found = duplicates.find(articles(*((f"a{n:03d}", f"O{n}", "", WIRE) for n in range(120))))
    assert set(found["article"]) == {"a000"} and len(found) == 119 and set(found["relation"]) == {"same"}


def test_thousands_of_articles_take_seconds():
    random = np.random.default_rng(1)
    words = np.array([f"word{n}" for n in range(5000)])
    frame = articles(*((f"a{n:04d}", "O", "", " ".join(words[random.integers(0, 5000, 300)])) for n in range(2000)))
    frame.loc[1999, "text"] = frame.loc[0, "text"]
    start = time.process_time()
    assert duplicates.find(frame)[["article", "other"]].values.tolist() == [["a0000", "a1999"]]
    assert time.process_time() - start < 20


def test_collapse_keeps_one_copy_of_what_is_shared_and_all_of_what_is_not():
    frame = articles(("first", "Courier", "2023-03-08", WIRE), ("mixed", "Herald", "2023-03-09", OWN + "\n" + WIRE),
                     ("third", "Gazette", "2023-03-10", WIRE))
    before = attributed(frame)
    pairs = duplicates.find(frame)
    after = duplicates.collapse(before, pairs)
    mine = before[before["article"] == "first"]
    assert len(mine) >= 3
    assert list(after[after["article"] == "first"]["quote"]) == list(mine["quote"])
    assert after[after["article"] == "third"].empty
    own = after[after["article"] == "mixed"]
    assert len(own) == len(before[before["article"] == "mixed"]) - len(mine)
    assert own["content"].str.contains("scrapped").any() and not own["content"].str.contains("poster").any()
    repeats = duplicates.copies(before, pairs)
    assert set(repeats[before["article"] == "third"]) == set(mine["quote"])      # never a copy of a copy
    assert before.equals(attributed(frame)) and list(after) == list(before)


def test_another_verb_around_the_same_words_is_no_copy():
    wire = attributed(articles(("a", "A", "", WIRE)))
    other = attributed(articles(("b", "B", "", WIRE.replace("Dana Voss said", "Dana Voss claimed"))))
    both = pd.concat([wire, other], ignore_index=True)
    pairs = pd.DataFrame([("a", "b", "A", "B", .9, .9, "same")], columns=list(tables.COLUMNS["duplicates"]))
    left = duplicates.collapse(both, pairs)
    assert list(left[left["article"] == "b"]["cue_lemma"]) == ["claim"]


def test_nothing_shared_changes_nothing():
    found = attributed(articles(("a", "A", "", OWN), ("b", "B", "", OTHER)))
    none = duplicates.find(articles(("a", "A", "", OWN), ("b", "B", "", OTHER)))
    assert duplicates.collapse(found, none).equals(found)
    empty = found.iloc[:0]
    assert duplicates.collapse(empty, none).empty
