"""The validity card: the seeds' against a calculation by hand, and what it says where nothing is known."""
import json
import re

import pandas as pd
import pytest

from analysis import corpus, paths, quotes, tables
from analysis.checking import card, robustness

QUOTE = {"section": "body", "kind": "speech", "type": "indirect", "cue": "said", "cue_lemma": "say", "stance": "neutral",
         "act": "state", "source": "", "speaker": "Ada Moe", "resolved_by": "alias", "camp": "city", "via": "",
         "position": .5, "passage": 1}


@pytest.fixture(scope="module")
def seeds():
    study = corpus.load(paths.SEEDS)
    return study, quotes.extract(study.articles, study.camps)


@pytest.fixture(scope="module")
def shown(seeds):
    study, found = seeds
    return card.validity_card(study, {"quotes": found}, draws=200).set_index("label")


def by_hand(found):
    """(hits, core speech coded, speech found that is not optional or mental in the coding, camps right), in plain loops.

    Contents are sets of words, each by its place in the article; the largest overlaps pair first, core before optional.
    """
    coded = [json.loads(line) for line in (paths.SEEDS / "coding" / "reference.jsonl").read_text().splitlines()]
    hits, alarms, camps = 0, 0, 0
    for article in {row["article"] for row in coded}:
        gold = [row for row in coded if row["article"] == article]
        mine = found[found["article"] == article].to_dict("records")

        def words(row):
            raw = (paths.SEEDS / f"{article}.txt").read_bytes().decode("utf-8")
            return {start + m.start() for start, end in row["spans"] for m in re.finditer(r"\w[\w'’-]*", raw[start:end])}
        pairs = []
        for i, one in enumerate(gold):
            for j, other in enumerate(mine):
                a, b = words(one), words(other)
                if len(a & b) / len(a | b) >= .5:
                    pairs.append((-round(len(a & b) / len(a | b), 9), one["status"] != "core", i, j))
        left, right = {}, set()
        for _, _, i, j in sorted(pairs):
            if i not in left and j not in right:
                left[i] = j
                right.add(j)
        for i, j in left.items():
            if gold[i]["status"] == "core" and gold[i]["kind"] == mine[j]["kind"] == "speech":
                hits += 1
                camps += gold[i]["camp"] == mine[j]["camp"]
        alarms += sum(j not in right and row["kind"] == "speech" for j, row in enumerate(mine))
    core = sum(row["status"] == "core" and row["kind"] == "speech" for row in coded)
    return hits, core, hits + alarms, camps


def test_the_seeds_card_is_right(seeds, shown):
    hits, core, found, camps = by_hand(seeds[1])
    assert shown.loc["Found, of the speech attributions coded", "value"].startswith(f"{100 * hits / core:.0f} % (")
    assert f"n = {core}," in shown.loc["Found, of the speech attributions coded", "note"]
    assert shown.loc["Right, of those found", "value"].startswith(f"{100 * hits / found:.0f} % (")
    assert f"n = {found};" in shown.loc["Right, of those found", "note"]
    assert f"F = {2 * hits / (core + found):.2f} " in shown.loc["Right, of those found", "note"]
    assert shown.loc["Camp as coded", "value"].startswith(f"{100 * camps / hits:.0f} % (")
    # two outlets with most speech, d = 1.96 sqrt(s/4) + .84 sqrt((1 - d^2) s/4)
    speech = seeds[1][seeds[1]["kind"] == "speech"]
    first, second = speech["outlet"].value_counts().iloc[:2]
    gap = float(shown.loc["Smallest detectable gap between outlets", "value"].split()[0]) / 100
    s = 1 / first + 1 / second
    assert gap == pytest.approx(1.96 * (s / 4) ** .5 + .8416 * ((1 - gap ** 2) * s / 4) ** .5, abs=.006)


def test_public_scores_are_those_recorded(shown):
    recorded = pd.read_csv(paths.SCORES).set_index(["system", "measure"])["estimate"]
    for label, key in {"Attributions found (F)": ("tagger", "F@.5"),
                       "Tone of a sentence, model (macro-F1)": ("target_aware", "macro-F1")}.items():
        assert shown.loc[label, "value"].startswith(f"{recorded[key]:.2f}")


def test_a_corpus_without_coding_says_so(bridge):
    study = corpus.load(bridge)
    found = quotes.extract(study.articles, study.camps)
    rows = card.validity_card(study, {"quotes": found}).set_index("label")
    assert rows.loc["Coding", "value"] == "none" and "not known" in rows.loc["Coding", "note"]
    assert rows.loc["Smallest detectable gap between outlets", "value"] == "none"
    assert card.validity_card(study, {})["group"].unique().tolist() == [card.PUBLIC]


def test_a_coded_sample_stands_in_for_a_coding(bridge, monkeypatch):
    study = corpus.load(bridge)
    table = pd.DataFrame([("precision", .9, .7, .98, 20), ("recall", float("nan"), float("nan"), float("nan"), 0),
                          ("camp", .8, .6, .9, 18)], columns=["measure", "estimate", "low", "high", "n"])
    monkeypatch.setattr(card.sample, "of_corpus", lambda *_: table)
    rows = card.coded(study, quotes.extract(study.articles, study.camps))
    assert [row[1:] for row in rows] == [("Right, of those found", "90 % (70 to 98)", "from a sample, weighted; n = 20"),
                                         ("Camp as coded", "80 % (60 to 90)", "from a sample, weighted; n = 18")]


def test_what_is_set_aside_by_hand():
    found = pd.DataFrame([QUOTE | {"article": "a", "quote": f"a#{i}", "outlet": "Gull", "content": "x", "spans": [[i, i + 1]],
                                   "camp": camp, "kind": kind} for i, (camp, kind) in enumerate(
        [("city", "speech"), ("other", "speech"), ("city", "mental")])])
    passages = pd.DataFrame({"section": ["body", "dropped", "dropped"], "words": [60, 10, 30]})
    fixed = pd.DataFrame({"quote": ["a#1", "a#1", "a#2"], "who": ["Bo", "Al", "Bo"]})
    rows = pd.DataFrame(card.aside(found, passages, {"corrections": fixed}), columns=card.COLUMNS).set_index("label")
    assert rows["value"].to_dict() == {
        "Paragraphs dropped as page furniture": "2 of 3", "Attributions of thoughts and wishes": "1 of 3",
        "Speech of speakers in no camp": "1 of 2", "Decisions corrected by hand": "3"}
    assert rows.loc["Paragraphs dropped as page furniture", "note"].startswith("40\u00a0%")
    assert "in 2 attributions, by Al and Bo;" in rows.loc["Decisions corrected by hand", "note"]


def test_the_fragment_shows_text_as_text():
    rows = pd.DataFrame([("On <b>data</b>", "A & B", "<script>", "“x”")], columns=card.COLUMNS)
    page = card.fragment(rows)
    assert "<script>" not in page and "&lt;script&gt;" in page and "On &lt;b&gt;data" in page and "A &amp; B" in page


def voice(counts):
    rows = [("all outlets", "all", "attributions", camp, n / sum(counts.values()), n, sum(counts.values()), sum(counts.values()))
            for camp, n in counts.items()]
    return pd.DataFrame(rows, columns=["outlet", "channel", "unit", "camp", "estimate", "count", "n", "effective"])


@pytest.mark.parametrize("counts, holds", [({"a": 60, "b": 20}, True), ({"a": 22, "b": 20}, False),
                                           ({"a": 9, "other": 30}, None), ({"a": 9, "b": 0}, None),
                                           ({"a": 22, "b": 9}, True), ({"a": 22, "b": 9, "c": 8}, False)])
def test_a_lead_by_hand(counts, holds):
    """22 of 31: Wilson .53 to .84 at 95 %; with three camps at 98.3 % from .49."""
    assert robustness.lead(voice(counts))[0] is holds


def test_tables_of_a_study_fill_every_group(study):
    loaded = corpus.load(paths.SEEDS)
    found = {name: tables.load(name, study / "tables") for name in ("quotes", "passages", "comparisons")}
    rows = card.validity_card(loaded, found, draws=200)
    assert rows["group"].unique().tolist() == [card.KNOWN, card.PUBLIC, card.SEEN, card.ASIDE, card.SURVIVED]
    survived = rows[rows["group"] == card.SURVIVED]
    assert len(survived) == 8 and set(survived["value"]) <= set(card.HOLDS.values())
    assert rows.map(lambda cell: isinstance(cell, str) and bool(cell.strip())).all(axis=None)
