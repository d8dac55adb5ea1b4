"""The target-aware model: how it reads a sentence, that names do not matter, and what it says of plain cases."""
import numpy as np
import pytest

from analysis.scoring import scorers, targets, tone
from analysis.showing import findings_tone

T = tone.TARGET


def words(text):
    """The model's reading of a text, as words."""
    model = tone.load()
    listed = {number: word for word, number in model["ids"].items()}
    return [listed[number] for number in tone.identify(tone.tokens(text), model["ids"], model["common"])]


@pytest.mark.parametrize("text, read", [
    (f"The {T} isn’t “happy”.", ["<target>", "is", "n't", '"', "happy", '"', "."]),
    (f"Yesterday President {T} met the United Nations in 2021.", ["yesterday", "<target>", "met", "<name>", "in", "0", "."]),
    (f"{T} Smith left.", ["<target>", "left", "."]), (f"{T} {T} left.", ["<target>", "left", "."]),
    ("She left. The boats sank.", ["she", "left", ".", "the", "boats", "sank", "."]),
    ("the U.S. army of Gen. Holm", ["<name>", "army", "of", "<name>"])])
def test_how_a_sentence_is_read(text, read):
    assert words(text) == read


def test_masking_beforehand_changes_nothing():
    for text in (f"The {T} met Ada Holm in Fort Worth, said the Guild.", "Nobody praised the United States.",
                 f"Harbour Fee Makes {T} Angry", "“Holm lied,” she said — ‘we know it’."):
        assert tone.score([text]) == tone.score([scorers.mask(scorers.prepare(text))])


@pytest.mark.parametrize("good, bad", [
    (f"{T} is a reliable partner who saved the harbour.", f"{T} is a corrupt liar who ruined the harbour."),
    (f"She praised {T} for the brave rescue.", f"She condemned {T} for the brutal attack."),
    (f"{T} won the award and was celebrated.", f"{T} was arrested and charged with fraud.")])
def test_plain_praise_and_blame(good, bad):
    high, low = tone.score([good, bad])
    assert high > .3 and low < -.3


def test_the_target_decides_where_the_sides_differ():
    text = "{} was celebrated as a hero, while {} was jailed for fraud."
    first, second = tone.score([text.format(T, "Holm"), text.format("Holm", T)])
    assert first > second


def test_who_is_named_changes_nothing():
    for names in (("Ada Holm", "Brandt"), ("the Kremlin", "NATO"), ("the United States", "Vladimir Putin")):
        text = f"{T} accused {names[0]} of lying, and {names[1]} agreed."
        assert tone.score([text]) == tone.score([f"{T} accused Lee of lying, and the Guild agreed."])


def test_company_and_order_change_nothing():
    texts = [f"{T} lied about the fee.", "We are glad.", f"Nobody trusts {T}, the union said.", "", "?!", "wörld ŁÓDŹ 東京"] * 50
    together = tone.score(texts)
    assert together == tone.score(texts[::-1])[::-1]
    assert together[:6] == pytest.approx([tone.score([text])[0] for text in texts[:6]], abs=1e-5)
    assert tone.score([]) == []


def test_probabilities_add_up():
    odds = tone.probabilities([f"{T} lied.", "Nobody came to the quays " * 60])
    assert odds.shape == (2, 3) and (odds >= 0).all()
    np.testing.assert_allclose(odds.sum(axis=1), 1)


def test_the_model_is_small_and_no_pickle():
    assert tone.MODEL.stat().st_size < 5e6
    with np.load(tone.MODEL, allow_pickle=False) as stored:
        assert all(stored[name].dtype != object for name in stored.files)


def test_the_card_has_the_figures_that_findings_quote():
    table = findings_tone.benchmark().set_index("scorer")["macro_f1"]
    card = tone.MODEL.with_name("TONE.md").read_text(encoding="utf-8")
    assert all(f"| {scorer} | {value:.3f} |" in card for scorer, value in table.items())
    assert table[findings_tone.GUESS] < table["textblob_polarity"] < table["vader"] < table["target_aware"]


CAMPS = {"west": {"label": "West", "actors": {"United States": ["US", "the U.S.", "Washington"], "Ada Holm": ["Holm"]},
                  "terms": ["Western"]},
         "mill": {"label": "Mill", "actors": {"Mill Board": ["the board", "the mill's owners"]}, "terms": ["Millers"]}}


@pytest.mark.parametrize("text, found", [
    ("The U.S. left us.", {"west": ["The U.S."]}), ("Holm's plan pleased the board’s chair", {"west": ["Holm"], "mill": ["the board"]}),
    ("The board met Ada Holm.", {"mill": ["The board"], "west": ["Ada Holm"]}), ("a board of wood", {}),
    ("an anti-Western, Washington-based club", {}), ("Holmes", {}), ("the mill’s owners", {"mill": ["the mill’s owners"]}), ("", {})])
def test_where_camps_are_named(text, found):
    spans = targets.finder(CAMPS)(text)
    assert {camp: [text[s:e] for s, e in some] for camp, some in spans.items()} == found


def test_without_camps_nobody_is_named():
    assert targets.finder({})("The U.S. left.") == targets.finder(None)("Holm left.") == {}
