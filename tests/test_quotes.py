"""Attributions of whole articles: hand-checked stories, and what must hold for any text."""
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import quotes
from analysis.intake.schema import OTHER

CAMPS = {"union": {"label": "Union", "colour": "#0072B2", "actors": {"Moira Lane": ["Lane"], "Seafarers' Union": ["the union"]},
                   "terms": []},
         "company": {"label": "Company", "colour": "#D55E00", "actors": {"Isle Ferries": ["the company"]}, "terms": ["ferry line"]},
         "other": OTHER}
STORY = """Ferry crews reject pay offer, union says

PORT ELLEN (AP) — Ferry crews on the western islands have rejected a two per cent pay offer, their union said on Monday.

“We are not going back for that,” said Moira Lane, who chairs the branch committee. “Our members have waited three years.”

Isle Ferries, which carries half a million people a year, claimed that the offer was “fair and final.”

The company has not commented on the strike fund. It did not call for new talks.

According to a spokesman for the company, the timetable will not change before June.

“I have never seen the pier so quiet,” Lane told the Island Courier.

“It will be quieter still in June.”
"""


def found(raw, camps=CAMPS):
    return [(q["type"], q["content"], q["cue_lemma"], q["speaker"], q["camp"]) for q in quotes.attributions(raw, camps)]


def test_a_story_by_hand():
    rows = {content.strip("“”.,’ ")[:24]: rest for *rest, content in
            [(t, cue, speaker, camp, content) for t, content, cue, speaker, camp in found(STORY)]}
    assert rows["We are not going back fo"] == ["direct", "say", "Moira Lane", "union"]
    assert rows["the offer was “fair and "] == ["mixed", "claim", "Isle Ferries", "company"]
    assert rows["the timetable will not c"] == ["indirect", "according to", "Isle Ferries", "company"]
    assert rows["I have never seen the pi"] == ["direct", "tell", "Moira Lane", "union"]
    assert rows["It will be quieter still"] == ["direct", "", "Moira Lane", "union"]
    assert not any("strike fund" in content or "new talks" in content for content in rows)


def test_stance_and_act_are_two_fields():
    rows = {q["content"]: q for q in quotes.attributions(STORY, CAMPS)}
    claim = next(q for content, q in rows.items() if "fair and final" in content)
    assert (claim["stance"], claim["act"]) == ("distancing", "claim")
    said = next(q for content, q in rows.items() if "going back" in content)
    assert said["stance"] == "neutral"


@pytest.mark.parametrize("text, stance", [
    ("Moira Lane admitted that the strike fund was empty.", "endorsing"),
    ("According to her, Moira Lane admitted in the hall that the strike fund was empty.", "neutral"),
    ("Isle Ferries said that Moira Lane had admitted that the strike fund was empty.", "neutral"),
    ("According to the paper, the fund is small. Moira Lane admitted that the strike fund was empty.", "endorsing"),
    ("Isle Ferries said the offer stood, and Moira Lane admitted that the strike fund was empty.", "endorsing"),
    ("Isle Ferries said that the union claimed the strike fund was empty.", "neutral"),
    ("The union claimed the strike fund was empty.", "distancing")])
def test_what_another_is_reported_to_say_is_not_endorsed_by_the_writer(text, stance):
    rows = [q for q in quotes.attributions(text, CAMPS) if q["content"].strip(". ").endswith("fund was empty")]
    assert min(rows, key=lambda q: len(q["content"]))["stance"] == stance


def test_curly_and_straight_quotes_find_the_same():
    straight = STORY.translate({ord("“"): '"', ord("”"): '"'})
    curly, plain = found(STORY), found(straight)
    assert [(t, c.translate({ord("“"): '"', ord("”"): '"'}), *rest) for t, c, *rest in curly] == plain


def test_an_unclosed_quotation_does_not_swallow_what_follows():
    raw = ("Lake level falls again\n\n“The lake is lower than in any year I remember, said Ada Fry, the warden.\n\n"
           "The council said on Tuesday that it would close the slipway.\n\nBoats were moved to the river on Sunday.\n")
    rows = quotes.attributions(raw, {})
    assert not any("Boats were moved" in q["content"] for q in rows)
    assert any(q["content"] == "it would close the slipway" and q["type"] == "indirect" for q in rows)


@pytest.mark.parametrize("raw", ["", "\n\n", "No quotes here at all.", "“", "\"\"\"", "said", "'" * 50, ": " * 40])
def test_odd_texts_give_a_sensible_answer(raw):
    assert isinstance(quotes.attributions(raw, CAMPS), list)


def test_a_megabyte_on_one_line_is_read_in_time():
    raw = "".join(f"Mayor Ann Lee said on Monday that bridge {i} was open to all. " for i in range(17_000))
    start = time.perf_counter()
    rows = quotes.attributions(raw, {})
    assert len(raw) > 1_000_000 and len(rows) > 1_000
    assert time.perf_counter() - start < 120


LETTERS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("abc .,'\"“”‘’«»:;\n—-`")), max_size=160)
PIECES = st.lists(st.one_of(LETTERS, st.sampled_from([
    "“We will,” ", "said ", "Ms Lane ", "the company ", "according to ", "he said. ", "accused the council of lying. ", "\n\n",
    "Reuters reported", "“", "” ", "‘never’ ", "it claimed ", "asked whether "])), max_size=14).map("".join)


@given(PIECES)
@settings(max_examples=300, deadline=None)
def test_spans_are_in_bounds_and_say_what_they_say(raw):
    for q in quotes.attributions(raw, CAMPS):
        assert q["spans"] and q["camp"] in CAMPS and 0 <= q["position"] <= 1
        assert all(0 <= a < b <= len(raw) for a, b in q["spans"])
        assert q["spans"] == sorted(q["spans"])
        assert " ".join(raw[a:b] for a, b in q["spans"]) == q["content"]


@pytest.mark.parametrize("sentence, source", [
    ("The Kestrel Anglers' Association disagrees and has threatened to sue the agency.", "The Kestrel Anglers' Association"),
    ("Ann Lee resigned and has accused the mayor of lying.", "Ann Lee"),
    ("The Harbour Trust disputes the figure and told members to wait.", "The Harbour Trust")])
def test_a_source_ends_before_a_verb_that_shares_it_with_the_cue(sentence, source):
    assert {row["source"] for row in quotes.attributions(f"Row over the lake\n\n{sentence}\n", {})} == {source}
