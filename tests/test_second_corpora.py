"""Invented corpora, coded by hand: is the coding right, does cleaning sort lines as a reader would?"""
import csv
import json
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from analysis import corpus as corpora
from analysis import paths, text
from analysis.checking import validity

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import corpora as benchmark  # noqa: E402

HERE = Path(__file__).parent
CORPORA = ["corpus_harbour", "corpus_dam", "corpus_flood"]
# rules were mended on the first seven; of the last four, too, it was known how they fare before others were read; the tagger has met none
READ = ["corpus_windfarm", "corpus_hospital", "corpus_ramming", "corpus_platform", "corpus_pension", "corpus_spies", "corpus_lithium",
        "corpus_truce", "corpus_election", "corpus_railway", "corpus_sanctions"]
HELD_OUT = ["corpus_flood", "corpus_vote", "corpus_protest", "corpus_ceasefire", "corpus_coup", "corpus_abuse", "corpus_drone",
            "corpus_pipeline", "corpus_festival", "corpus_missile", "corpus_partyban", "corpus_water", "corpus_climate"]
EVENTS = HERE.parent / "benchmarks" / "events"        # what rules were mended on and the tagger is trained on
CODED = [*CORPORA, *READ, *HELD_OUT[1:], *sorted(path.parent.name for path in EVENTS.glob("*/corpus.yaml"))]


def folder(corpus):
    return HERE / corpus if corpus.startswith("corpus_") else EVENTS / corpus


WHOLE = [name for name in CODED if (folder(name) / "coding" / "traps.csv").exists()]
KEPT, DROPPED, PLACED = .97, .90, .90    # floors: article lines kept, boilerplate dropped, section right
FIELDS = {"article", "id", "section", "kind", "type", "spans", "content", "cue", "source", "speaker", "camp",
          "via", "note", "status"}


def raw(corpus, article):
    return (folder(corpus) / f"{article}.txt").read_bytes().decode("utf-8")


def table(corpus, name):
    with open(folder(corpus) / "coding" / name, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def reference(corpus):
    lines = (folder(corpus) / "coding" / "reference.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def settings(corpus):
    return yaml.safe_load((folder(corpus) / "corpus.yaml").read_text(encoding="utf-8"))


def found_sections(corpus):
    """(article, line) -> (section coded by hand, section of the passage that covers most of the line)."""
    out, passages = {}, {}
    for row in table(corpus, "sections.csv"):
        article, start, end = row["article"], int(row["start"]), int(row["end"])
        if article not in passages:
            passages[article] = text.passages(raw(corpus, article))
        shared = [(min(end, p.end) - max(start, p.start), p.section) for p in passages[article]]
        most, section = max(shared, default=(0, "none"))
        out[article, int(row["line"])] = (row["section"], section if most > 0 else "none")
    return out


@pytest.mark.parametrize("corpus", CODED)
def test_the_corpus_folder_is_sound(corpus):
    assert corpora.check(folder(corpus)) == []


@pytest.mark.parametrize("corpus", CODED)
def test_spans_say_what_stands_in_the_file(corpus):
    for unit in reference(corpus):
        article = raw(corpus, unit["article"])
        assert unit["spans"] == sorted(unit["spans"]) and unit["spans"], unit["id"]
        assert " ".join(article[a:b] for a, b in unit["spans"]) == unit["content"], unit["id"]
        for part in (unit["cue"], unit["source"]):
            assert part in article, unit["id"]
        for (_, before), (after, _) in zip(unit["spans"], unit["spans"][1:]):
            assert before < after, unit["id"]


@pytest.mark.parametrize("corpus", CODED)
def test_the_coding_keeps_to_the_codebook(corpus):
    units, camps = reference(corpus), settings(corpus)["camps"]
    assert len({unit["id"] for unit in units}) == len(units)
    for unit in units:
        assert set(unit) == FIELDS, unit["id"]
        assert unit["section"] in {"headline", "deck", "body", "caption"}, unit["id"]
        assert unit["kind"] in {"speech", "mental"}, unit["id"]
        assert unit["type"] in {"direct", "indirect", "mixed"}, unit["id"]
        assert unit["camp"] in {*camps, "other"} and unit["status"] in {"core", "optional"}, unit["id"]
        assert unit["speaker"] and unit["content"] == unit["content"].strip(), unit["id"]
        if unit["type"] == "indirect":
            assert not any(mark in unit["content"] for mark in '"“”‘'), unit["id"]
        owners = [camp for camp, entry in camps.items() if unit["speaker"] in entry["actors"]]
        assert owners in ([], [unit["camp"]]), unit["id"]
    assert {unit["type"] for unit in units} == {"direct", "indirect", "mixed"}
    assert corpus not in WHOLE or {"body"} < {unit["section"] for unit in units}


@pytest.mark.parametrize("corpus", WHOLE)
def test_every_line_has_a_section_and_every_unit_stands_in_it(corpus):
    rows = table(corpus, "sections.csv")
    coded = {(row["article"], int(row["line"])) for row in rows}
    listed = [entry["file"].removesuffix(".txt") for entry in settings(corpus)["articles"]]
    lines = {(article, number) for article in listed
             for number, line in enumerate(raw(corpus, article).split("\n"), 1) if line.strip()}
    assert coded == lines
    for row in rows:
        line = raw(corpus, row["article"]).split("\n")[int(row["line"]) - 1]
        assert raw(corpus, row["article"])[int(row["start"]):int(row["end"])] == line.strip()
    for unit in reference(corpus):
        (start, _), (_, end) = unit["spans"][0], unit["spans"][-1]
        around = [row["section"] for row in rows if row["article"] == unit["article"]
                  and int(row["start"]) <= start and end <= int(row["end"])]
        assert around == [unit["section"]], unit["id"]


@pytest.mark.parametrize("corpus", WHOLE)
def test_traps_stand_in_the_file_and_hold_no_attribution(corpus):
    traps = table(corpus, "traps.csv")
    assert len(traps) >= 12
    for trap in traps:
        start, end = int(trap["start"]), int(trap["end"])
        assert raw(corpus, trap["article"])[start:end] == trap["text"]
        inside = [unit["id"] for unit in reference(corpus) if unit["article"] == trap["article"]
                  and any(a < end and start < b for a, b in unit["spans"])]
        assert inside == [], trap["text"]


@pytest.mark.parametrize("corpus", CORPORA)
def test_files_have_the_faults_they_are_for(corpus):
    marks = {"corpus_harbour": {"004_ledger": "\r\n", "003_harboursidetoday": "â€œ"},
             "corpus_dam": {"101_gazette": "Log in", "103_courtrecord": "‘"},
             "corpus_flood": {"202_pbn": "Image source", "203_herald": "Log in"}}[corpus]
    for article, mark in marks.items():
        assert mark in raw(corpus, article)
    if corpus == "corpus_harbour":
        assert "\u00a0" in raw(corpus, "003_harboursidetoday")
        assert raw(corpus, "004_ledger").count('"') % 2 == 1


@pytest.mark.parametrize("corpus", CORPORA)
def test_article_lines_are_kept(corpus):
    pairs = {key: pair for key, pair in found_sections(corpus).items() if pair[0] != "dropped"}
    lost = {key for key, (_, found) in pairs.items() if found in {"dropped", "none"}}
    assert 1 - len(lost) / len(pairs) >= KEPT, sorted(lost)


@pytest.mark.parametrize("corpus", CORPORA)
def test_boilerplate_is_dropped(corpus):
    pairs = {key: pair for key, pair in found_sections(corpus).items() if pair[0] == "dropped"}
    left = {key for key, (_, found) in pairs.items() if found not in {"dropped", "none"}}
    assert 1 - len(left) / len(pairs) >= DROPPED, sorted(left)


@pytest.mark.parametrize("corpus", CORPORA)
def test_kept_lines_are_in_their_section(corpus):
    sections = found_sections(corpus)
    pairs = [pair for pair in sections.values() if "dropped" not in pair]
    right = sum(coded == found for coded, found in pairs)
    assert right / len(pairs) >= PLACED, Counter(pair for pair in pairs if pair[0] != pair[1])
    headed = {article for (article, _), pair in sections.items() if pair == ("headline", "headline")}
    assert headed == {article for article, _ in sections}


# a little below what RESULTS.md reports
FLOORS = {"border": dict(F=.92, type=.95, speaker=.88, camp=.97, via=.95),
          "mine": dict(F=.92, type=.95, speaker=.88, camp=.94, via=.95),
          "transfer": dict(F=.90, type=.93, speaker=.87, camp=.91, via=.92),
          "trial": dict(F=.95, type=.96, speaker=.87, camp=.93, via=.95),
          "summit": dict(F=.95, type=.96, speaker=.95, camp=.94, via=.95),
          "ferry": dict(F=.94, type=.96, speaker=.94, camp=.97, via=.97),
          "tariff": dict(F=.97, type=.98, speaker=.94, camp=.97, via=.97),
          "expulsion": dict(F=.96, type=.98, speaker=.94, camp=.96, via=.94),
          "outbreak": dict(F=.95, type=.95, speaker=.87, camp=.92, via=.96),
          "derailment": dict(F=.93, type=.97, speaker=.83, camp=.82, via=.97),
          "doping": dict(F=.94, type=.96, speaker=.88, camp=.93, via=.96),
          "shooting": dict(F=.96, type=.96, speaker=.90, camp=.90, via=.97),
          "asylum": dict(F=.91, type=.94, speaker=.90, camp=.94, via=.95),
          "wages": dict(F=.96, type=.97, speaker=.88, camp=.94, via=.97),
          "merger": dict(F=.96, type=.98, speaker=.86, camp=.96, via=.95),
          "corpus_protest": dict(F=.92, type=.97, speaker=.90, camp=.92, via=.94),      # from here on held out
          "corpus_ceasefire": dict(F=.92, type=.96, speaker=.86, camp=.93, via=.94),
          "corpus_coup": dict(F=.89, type=.96, speaker=.77, camp=.78, via=.95),
          "corpus_pipeline": dict(F=.90, type=.96, speaker=.86, camp=.91, via=.89),
          "corpus_festival": dict(F=.90, type=.96, speaker=.77, camp=.78, via=.92)}


@pytest.mark.parametrize("corpus", FLOORS)
def test_reference_coding_is_met(corpus):
    reached, traps = benchmark.measured(folder(corpus))
    assert {k: reached[k] for k, floor in FLOORS[corpus].items() if reached[k] < floor} == {}
    assert traps[0] <= 2 and traps[1] >= 12


def test_the_card_quotes_the_scores_of_the_held_out_events():
    rows = {row["measure"]: row for row in benchmark.together([HERE / name for name in HELD_OUT], "")}
    with open(paths.SCORES, encoding="utf-8", newline="") as lines:
        kept = {row["measure"]: row for row in csv.DictReader(lines) if row["benchmark"].startswith(f"{len(HELD_OUT)} invented events")}
    assert set(kept) == set(rows) == {"F", *benchmark.FIELDS, *validity.OF_SPEAKERS.values()}
    for measure, row in rows.items():
        assert float(kept[measure]["estimate"]) == pytest.approx(row["estimate"], abs=.0006), measure
        assert int(kept[measure]["n"]) == row["n"]
