"""Interviews, signatures, block quotations: who speaks where a label, a line below or the marks say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import quotes
from analysis.tagging import link, signed, turns

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


@pytest.mark.parametrize("body, told", [
    ("“They have taken the only warm place my children had.” — Dora Finn, mother of three",
     [("Dora Finn", "“They have taken the only warm place my children had.”")]),
    ("What people on the pier told us:\n\n• “We were never asked about any of it.” – Carl Moss\n\n"
     "• “It leaks money, and it leaks water.” – Councillor Jane Poole",
     [("Carl Moss", "“We were never asked about any of it.”"), ("Jane Poole", "“It leaks money, and it leaks water.”")]),
    ("\"The cranes were louder than the church.\"\n\n- Dell.\n\n\"Good riddance to the smell.\"\n\n— Nell Shaw, neighbour of the pier",
     [("Omar Dell", "\"The cranes were louder than the church.\""), ("Nell Shaw", "\"Good riddance to the smell.\"")]),
    ("“The pier made this town. Take it away and we are a car park with a church.\n\n“My pupils will have nowhere to fish.”\n\n"
     "— Sara Lind, headteacher of the harbour school",
     [("Sara Lind", "“The pier made this town. Take it away and we are a car park with a church."),
      ("Sara Lind", "“My pupils will have nowhere to fish.”")]),
    ("‘The crane was on fire and it did not stop!’ – former driver Jan de Wit",
     [("Jan de Wit", "‘The crane was on fire and it did not stop!’")]),
    ("We lost the old boat, but everybody is safe. Thank you all! — Pier Friends (@pierfriends) August 7, 2021",
     [("Pier Friends", "We lost the old boat, but everybody is safe. Thank you all!")]),
])
def test_a_line_behind_a_quotation_signs_it(body, told):
    assert spoken(f"{body}\n\nThe pier was built in 1961 and has two cranes. It opens again in October.\n") == told


@pytest.mark.parametrize("lines", [
    ["OSTER — “We will fight for the pier,” said Carl Moss."],
    ["“The pier stays” — a phrase the union used on every poster — became a joke in the town."],
    ["“We will appeal against the vote.” — Reuters"],
    ["“Nobody asked us,” said Carl Moss.", "— Nina Cole"],
    ["“Nobody asked us.”", "— Nina Cole contributed to this report."],
    ["“Nobody asked us.”", "- exchange during a hearing of the council."],
    ["“Apple Blossom Time” – The Andrews Sisters"],
    ["Sanders has “a plan,” he said.", "- Nina Cole."],
])
def test_datelines_credits_and_dashes_sign_nothing(lines):
    assert signed.found([(line, "body") for line in lines]) == {}


@pytest.mark.parametrize("body, contents", [
    ("Brook wrote to the fishermen: “The pier has cost a million crowns.\n\nIt has lost half of its boats.\n\nI see no other way.”\n\n"
     "The letter hangs on the door of the harbour office.",
     ["“The pier has cost a million crowns.", "It has lost half of its boats.", "I see no other way.”"]),
    ("“The pier is 140 years old, Brook said.\n\nIt was last mended in 1987.", ["“The pier is 140 years old"]),
    ("They asked me nothing at all,” said Omar Dell.", ["They asked me nothing at all,”"]),
    ("'It was like a wall,' said Omar Dell. 'Nobody could get near.\n\n'My brother tried, and his boots melted.'",
     ["'It was like a wall,' 'Nobody could get near.", "'My brother tried, and his boots melted.'"]),
    ("Brook called the answer “a joke. Its lawyers came on Monday.\n\nThe lawyers left before noon, in a red car.”",
     ["the answer “a joke"]),
])
def test_a_block_of_words_is_whole_and_takes_nothing_of_the_writers(body, contents):
    text = [(part, "body") for part in body.split("\n\n")]
    found = [" ".join(text[one["paragraph"]][0][a:b] for a, b in one["content"]) for one in link.find([text])[0]]
    assert found == contents


def test_what_stands_beyond_a_dash_is_no_cue():
    text = [("The railway’s slogan, “On time, every time” — painted on each engine — drew laughs.", "body"),
            ("• “We were never asked about any of it.”", "body")]
    assert [one["cue"] for one in link.find([text])[0]] == [[]]


@pytest.mark.parametrize("text, contents, source", [
    ("“What we believe is that the mill will go on,” said Lee.", ["“What we believe is that the mill will go on,”"], "Lee"),
    ("“Our fight is to see that what we believe is what the town wants,” she said.",
     ["“Our fight is to see that what we believe is what the town wants,”"], "she"),
    ("“We told them the pier would leak,” said Lee. “I asked for money.”", ["“We told them the pier would leak,”", "“I asked for money.”"], "Lee"),
    ("Lee wrote: “I warned you. We all did.”", ["“I warned you. We all did.”"], "Lee"),
])
def test_who_is_quoted_speaks_and_not_the_we_of_the_quotation(text, contents, source):
    (one,) = link.find([[(text, "body")]])[0]
    assert [text[a:b] for a, b in one["content"]] == contents and [text[a:b] for a, b in one["source"]] == [source]


@given(st.lists(st.tuples(st.text("ABQ: \n?I“(”—'", max_size=12), st.sampled_from(["headline", "body", "caption"]))))
def test_whatever_stands_there_a_turn_lies_inside_its_paragraph(paragraphs):
    for number, one in turns.found(paragraphs).items():
        text = paragraphs[number][0]
        assert all(0 <= a <= b <= len(text) for role in ("content", "source") for a, b in one[role])
    for number, several in signed.found(paragraphs).items():
        text = paragraphs[number][0]
        assert all(0 <= a <= b <= len(text) for one in several for role in ("content", "source") for a, b in one[role])
