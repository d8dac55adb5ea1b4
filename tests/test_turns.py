"""Interviews and transcripts: who speaks where a label says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import quotes
from analysis.tagging import turns

HEAD = """Harbour chief defends new fees on radio

Harbour master Lena Brook was asked on Sunday by presenter Omar Dell about the fees that fishermen have to pay from May.

"""


def spoken(body):
    raw = HEAD + body
    found = [one for one in quotes.attributions(raw, {}) if one["passage"] > 1]
    for one in found:
        assert " ".join(raw[a:b] for a, b in one["spans"]) == one["content"]
    return [(one["speaker"], one["content"]) for one in found]


def test_capitals_name_who_speaks():
    assert spoken("""DELL: Why do they have to pay?

BROOK: Because the pier is old, and we have to mend it.

(CROSSTALK)

DELL: Will you lower the fees?

BROOK: I will not. You know what mending costs.

We asked everybody.

DELL: Thank you.
""") == [("Omar Dell", "Why do they have to pay?"), ("Lena Brook", "Because the pier is old, and we have to mend it."),
         ("Omar Dell", "Will you lower the fees?"), ("Lena Brook", "I will not. You know what mending costs."),
         ("Lena Brook", "We asked everybody."), ("Omar Dell", "Thank you.")]


def test_a_later_label_goes_by_the_surname_of_an_earlier_one():
    assert [who for who, _ in spoken("""PIA VAN ORT: Did you see it?

OMAR DELL: I did.

VAN ORT: And what did you do?

DELL: I ran.
""")] == ["Pia Van Ort", "Omar Dell"] * 2


def test_questions_are_the_reporters_and_answers_the_one_who_was_introduced():
    assert [who for who, _ in spoken("""Q: Do you like the sea, Ms Brook?

A: I do. Lena Brook and the sea belong together, my mother says.

Q: What is next?

A: We wait.
""")][::2] == ["Reporters"] * 2


@pytest.mark.parametrize("body", [
    "Brook: 2,312 votes.\n\nDell: 1,201 votes.\n\nBrook: 40 per cent.\n\nDell: 20 per cent.\n",
    "Fees: They rise in May.\n\nPier: It is mended in June.\n",
    "Read more: What you should know about the fees\n\nListen: Our talk with the harbour master\n",
    "Brook: Why we mend the pier.\n",
    "WATCH: Why did she say it?\n\nREAD MORE: What you need to know\n\nWATCH: How we got here\n\nREAD MORE: Who pays?\n",
    "UPDATE: We are told the fees rise.\n\nHARBOUR: You can reach it by bus.\n",
])
def test_lists_are_no_interview(body):
    paragraphs = [(text, "body") for text in (HEAD + body).split("\n\n")]
    assert turns.found(paragraphs) == {}


@given(st.lists(st.tuples(st.text("ABQ: \n?I“(", max_size=12), st.sampled_from(["headline", "body", "caption"]))))
def test_whatever_stands_there_a_turn_lies_inside_its_paragraph(paragraphs):
    for number, one in turns.found(paragraphs).items():
        text = paragraphs[number][0]
        assert all(0 <= a <= b <= len(text) for role in ("content", "source") for a, b in one[role])
