"""Validity: codings read with clear errors, matching and scores by hand, alpha as in the textbook."""
import json
import math
import re

import pandas as pd
import pytest

from analysis import paths
from analysis.checking import agreement, coding, validity
from analysis.showing import findings, findings_validity, shown, shown_validity

RAW = ("The mayor said the bridge is safe. Engineers warned that cracks are growing fast, according to Tern. "
       "All wait.")
CAMPS = {"city": {"label": "City", "actors": {"Ada Moe": ["Moe", "the mayor"]}, "terms": []}}


def unit(id, content, article="a", raw=RAW, **fields):
    start = raw.index(content)
    return {"article": article, "id": id, "section": "body", "kind": "speech", "type": "indirect",
            "spans": [[start, start + len(content)]], "content": content, "cue": "said", "source": "",
            "speaker": "Ada Moe",
            "camp": "city", "via": "", "note": "", "status": "core"} | fields


def reference(*units):
    return pd.DataFrame(units, columns=list(unit("x", "All")))


def quotes(*units):
    table = pd.DataFrame(units, columns=list(unit("x", "All")))
    return table.assign(quote=table["id"], outlet="Gull", stance="neutral")


GOLD = [unit("r1", "the bridge is safe"), unit("r2", "cracks are growing fast", via="Tern"),
        unit("r3", "All wait", kind="mental")]


def write(folder, lines, name="reference.jsonl"):
    (folder / name).write_text("\n".join(line if isinstance(line,
                                                            str) else json.dumps(line) for line in lines),
                               encoding="utf-8")
    return folder


def test_a_coding_is_read(tmp_path):
    write(tmp_path, [*GOLD, ""])
    write(tmp_path, [{k: v for k, v in GOLD[0].items() if k not in ("status", "note")}], "ann.jsonl")
    articles = pd.DataFrame({"article": ["a"], "raw": [RAW]})
    coded, coders = coding.load_coding(tmp_path, articles)
    assert coded["id"].tolist() == ["r1", "r2", "r3"]
    assert list(coders) == ["ann"] and coders["ann"]["status"].tolist() == ["core"]


def test_no_coding_is_empty(tmp_path):
    coded, coders = coding.load_coding(tmp_path / "none")
    assert coded.empty and coders == {} and agreement.agreement(coders).empty
    matched = validity.match(coded, quotes(*GOLD))
    assert findings.validity(matched).title.startswith("This corpus has no coding")
    assert findings.accuracy(matched, {}).title.startswith("Nothing is coded")


@pytest.mark.parametrize("line, fault", [
    ("{", "is not valid JSON"), ("[1]", "should be one JSON object"),
    (GOLD[1] | {"kind": "said"}, "'kind' is 'said'; it should be one of speech, mental"),
    (GOLD[1] | {"speaker": None}, "'speaker' is missing or is no text"),
    ({k: v for k, v in GOLD[1].items() if k != "camp"}, "'camp' is missing"),
    (GOLD[1] | {"spans": [[9, 3]]}, "'spans' should be a list"),
    (GOLD[1] | {"spans": []}, "'spans' should be a list"),
    (GOLD[1] | {"spans": [[1.5, 3]]}, "'spans' should be a list"),
    (GOLD[1] | {"content": "cracks"}, "'content' is not as long as its 'spans'"),
    (GOLD[1] | {"content": "CRACKS are growing fast"}, "'content' is not what stands in the article"),
    (GOLD[1] | {"article": "b"}, "there is no article 'b' in the corpus"),
    (GOLD[1] | {"id": "r1"}, "'r1' of this article stands in line 1 already")])
def test_a_faulty_line_is_named(tmp_path, line, fault):
    write(tmp_path, [GOLD[0], line])
    with pytest.raises(coding.CodingError) as error:
        coding.load_coding(tmp_path, pd.DataFrame({"article": ["a"], "raw": [RAW]}))
    assert str(error.value).startswith("reference.jsonl, line 2: ") and fault in str(error.value)


def test_overlap_is_counted_in_words_at_their_place():
    assert validity.places([[10, 13], [20, 27]], "two one-off") == frozenset({10, 20})
    assert validity.places([[0, 2], [5, 8]], "“a b ”") == frozenset({1, 5})
    # four words coded, the last two and one more found: 2 of 5
    found = quotes(unit("q1", "is safe. Engineers"))
    assert validity.match(reference(GOLD[0]), found)["overlap"].tolist() == pytest.approx([0.4, 0.4])
    assert len(validity.match(reference(GOLD[0]), found, threshold=0.4)) == 1


def test_matching_is_one_to_one_and_takes_the_best():
    found = quotes(unit("q1", "the bridge is"), unit("q2", "the bridge is safe"))
    matched = validity.match(reference(GOLD[0]), found)
    assert matched[["id", "quote"]].to_records(index=False).tolist() == [("r1", "q2"), ("", "q1")]
    assert validity.outcomes(matched).tolist() == ["hit", "false alarm"]
    again = validity.match(reference(*GOLD[::-1]), found.iloc[::-1])
    assert set(zip(again["id"], again["quote"])) == {("r1", "q2"), ("r2", ""), ("r3", ""), ("", "q1")}


def test_a_core_unit_goes_before_an_optional_one():
    both = reference(unit("r0", "the bridge is safe", status="optional"), GOLD[0])
    matched = validity.match(both, quotes(unit("q1", "the bridge is safe"))).set_index("id")
    assert matched["quote"].to_dict() == {"r0": "", "r1": "q1"}


@pytest.mark.parametrize("coded, found, outcome", [
    ({}, {}, "hit"), ({}, None, "miss"), ({}, {"kind": "mental"}, "miss"), (None, {}, "false alarm"),
    (None, {"kind": "mental"}, ""), ({"status": "optional"}, {}, ""), ({"status": "optional"}, None, ""),
    ({"kind": "mental"}, {}, ""), ({"kind": "mental"}, None, ""),
    ({"kind": "mental"}, {"kind": "mental"}, "")])
def test_what_counts_as_what(coded, found, outcome):
    cover = unit("r9", "All wait", kind="mental",
                 status="optional")     # keeps the article among the coded ones
    golds = [cover] + ([] if coded is None else [GOLD[0] | coded])
    matched = validity.match(reference(*golds),
                             quotes(*([] if found is None else [GOLD[0] | {"id": "q"} | found])))
    assert validity.outcomes(matched[matched["id"] != "r9"]).tolist() == [outcome]


def test_articles_without_coding_are_left_alone():
    matched = validity.match(reference(*GOLD), quotes(GOLD[0], unit("q", "All wait", article="b")))
    assert set(matched["article"]) == {"a"}


def test_scores_by_hand():
    golds = [unit(f"r{i}", word) for i, word in enumerate(["mayor", "bridge", "safe", "Engineers", "warned"])]
    golds[4] |= {"type": "direct"}
    found = [golds[i] | {"id": f"q{i}"} for i in (0, 1, 2)] + [unit("q8", "cracks"),
                                                               unit("q9", "Tern", type="mixed")]
    matched = validity.match(reference(*golds), quotes(*found))
    table = validity.scores(matched).set_index("measure")
    assert table["estimate"].to_dict() == pytest.approx({"precision": 3 / 5, "recall": 3 / 5, "F": 3 / 5})
    assert table["n"].to_dict() == {"precision": 5, "recall": 5, "F": 10} and (table["articles"] == 1).all()
    by = validity.scores(matched, ["type"]).set_index(["type", "measure"])
    assert by.loc[("indirect", "precision"), ["estimate", "n"]].tolist() == [3 / 4, 4]
    assert by.loc[("direct", "recall"), ["estimate", "n"]].tolist() == [0, 1]
    assert by.loc[("mixed", "precision"), ["estimate", "n"]].tolist() == [0, 1]
    assert math.isnan(by.loc[("mixed", "recall"), "estimate"])


def test_f_by_hand():
    golds = [unit(f"r{i}", word) for i, word in enumerate(["mayor", "bridge", "safe", "Engineers"])]
    matched = validity.match(reference(*golds), quotes(golds[0] | {"id": "q0"}, unit("q1", "Tern")))
    table = validity.scores(matched).set_index("measure")["estimate"]
    assert (table["precision"], table["recall"]) == (0.5, 0.25) and table["F"] == pytest.approx(1 / 3)


def test_a_perfect_score_still_has_an_interval():
    golds = [unit(f"r{i}", word) for i, word in enumerate(["mayor", "bridge", "safe", "Engineers"])]
    table = validity.scores(validity.match(reference(*golds),
                                           quotes(*[g | {"id": "q" + g["id"]} for g in golds])))
    assert (table["estimate"] == 1).all() and table["low"].between(0.3,
                                                                   0.7).all() and (table["high"] == 1).all()


@pytest.mark.parametrize("field, coded, found, agree", [
    ("speaker", "Ada Moe", "ada moe", True), ("speaker", "Ada Moe", "Moe", True),
    ("speaker", "the Mayor", "Ada Moe", True),
    ("speaker", "A nurse", "Unnamed nurse", True), ("speaker", "Mrs Reyes's son", "mrs Reyes’ son", True),
    ("speaker", "Parents of Ida Feld", "Ida Feld’s parents", True), ("speaker", "Friend of the Reyes", "the Reyes' friend", True),
    ("speaker", "Sons of Ida Feld", "Ida Feld's parents", False), ("speaker", "Porters' union", "Porters’ Union", True),
    ("speaker", "Nurse", "Nurses", False),
    ("speaker", "The Harbour Board", "Harbour Board", True), ("speaker", "Ada Moe", "Ida Moe", False),
    ("via", "Tern, Gull", "the Gull, Tern", True), ("via", "Tern", "", False),
    ("camp", "city", "City", False),
    ("type", "mixed", "mixed", True)])
def test_what_agrees(field, coded, found, agree):
    assert validity.same(field, coded, found, CAMPS) is agree


def test_accuracy_by_hand():
    found = quotes(GOLD[0] | {"id": "q1", "speaker": "Moe", "type": "mixed"},
                   GOLD[1] | {"id": "q2", "camp": "other"},
                   GOLD[2] | {"id": "q3"})
    matched = validity.match(reference(*GOLD), found)
    table = validity.accuracy(matched, camps=CAMPS).set_index("field")
    assert table["count"].to_dict() == {"kind": 3, "type": 1, "speaker": 2, "camp": 1, "via": 2}
    assert table["n"].to_dict() == {"kind": 3, "type": 2, "speaker": 2, "camp": 2, "via": 2}
    assert validity.accuracy(matched).set_index("field").loc["speaker", "count"] == 1
    coded = reference(*GOLD).assign(stance="neutral")
    assert "stance" in set(validity.accuracy(validity.match(coded, found))["field"])
    cells = validity.confusion(matched, "camp").to_records(index=False).tolist()
    assert cells == [("city", "city", 1), ("city", "other", 1)]
    assert len(validity.accuracy(matched, ["outlet"])) == 5


def test_what_is_coded_otherwise_is_what_accuracy_counts_as_wrong():
    found = quotes(GOLD[0] | {"id": "q1", "speaker": "Moe", "type": "mixed"}, GOLD[1] | {"id": "q2", "camp": "other", "via": ""},
                   GOLD[2] | {"id": "q3", "kind": "speech", "speaker": "Ada Moe"})
    matched = validity.match(reference(*GOLD), found)
    table, right = validity.otherwise(matched, CAMPS), validity.accuracy(matched, camps=CAMPS)
    assert table["field"].value_counts().to_dict() == {f: n for f, n in zip(right["field"], right["n"] - right["count"]) if n}
    told = shown_validity.otherwise(table, {"city": {"label": "City hall"}, "other": {"label": "Other"}})
    assert told[["attribution", "words", "field", "coded", "found"]].values.tolist() == [
        ["q1", "the bridge is safe", "type", "indirect", "mixed"],
        ["q2", "cracks are growing fast", "camp", "City hall", "Other"], ["q2", "cracks are growing fast", "conduit", "Tern", "none"],
        ["q3", "All wait", "kind", "mental", "speech"]]
    assert validity.otherwise(matched[:0], CAMPS).empty


def test_misses_and_false_alarms_in_context():
    passages = pd.DataFrame({"article": ["a", "a"], "start": [0, 35], "end": [34, len(RAW)],
                             "text": [RAW[:34], RAW[35:]]})
    matched = validity.match(reference(*GOLD),
                             quotes(unit("q1", "is safe. Engineers"), GOLD[1] | {"id": "q2"}))
    miss, alarm = validity.misses(matched, passages), validity.false_alarms(matched, passages)
    assert miss["content"].tolist() == ["the bridge is safe"]
    assert miss["overlap"].tolist() == pytest.approx([0.4])
    assert miss["context"].tolist() == [RAW[:34]] and alarm["context"].tolist() == [RAW[:34] + " " + RAW[35:]]
    assert "context" not in validity.misses(matched)


# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, sections A and B
BINARY = list(zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]))
NOMINAL = list(zip("aabbdcccedda", "babbbccceddd"))


def test_alpha_as_in_the_textbook():
    assert agreement.alpha(BINARY) == pytest.approx(0.095, abs=5e-4)
    assert agreement.alpha(NOMINAL) == pytest.approx(0.692, abs=5e-4)
    assert math.isnan(agreement.alpha([("x", "x")] * 4)) and math.isnan(agreement.alpha([]))     # undefined: one value only


@pytest.mark.parametrize("pairs", [BINARY, NOMINAL])
def test_alpha_is_that_of_nltk(pairs):
    from nltk.metrics.agreement import AnnotationTask
    task = AnnotationTask([(coder, unit, value) for unit, pair in enumerate(pairs) for coder, value in enumerate(pair)])
    assert agreement.alpha(pairs) == pytest.approx(task.alpha())


def coders(pairs, variable):
    words = [f"w{i}" for i in range(len(pairs))]
    raw = " ".join(words)
    return {name: reference(*[unit(f"{name}{i}", word, raw=raw + " ", **{variable: str(pair[side])})
                              for i, (word, pair) in enumerate(zip(words, pairs))])
            for side, name in enumerate(("ann", "bob"))}


def test_agreement_by_hand():
    table = agreement.agreement(coders(NOMINAL[:10], "camp")).set_index(["variable", "measure"])
    assert table.loc[("camp", "alpha"), "estimate"] == pytest.approx(agreement.alpha(NOMINAL[:10]))
    assert table.loc[("camp", "agreement"), "estimate"] == pytest.approx(8 / 10)
    assert table.loc[("camp", "alpha"), "low"] < table.loc[("camp", "alpha"), "estimate"]
    assert table.loc[("unit", "both"), ["estimate", "n"]].tolist() == [1, 10]
    assert math.isnan(table.loc[("via", "alpha"), "estimate"]) and table.loc[("via", "agreement"),
                                                                             "estimate"] == 1


def test_finding_the_same_units_by_hand():
    pair = coders(NOMINAL[:10], "camp")
    pair["bob"] = pair["bob"].iloc[:6]
    table = agreement.agreement(pair).set_index(["variable", "measure"])
    assert table.loc[("unit", "both"), "estimate"] == pytest.approx(6 / 10)
    assert table.loc[("unit", "F"), "estimate"] == pytest.approx(12 / 16)
    assert table.loc[("camp", "alpha"), "n"] == 6


def test_the_seeds_coding_is_as_its_codebook_says():
    coded, coders = coding.load_coding(paths.SEEDS / "coding")
    assert coded["status"].value_counts().to_dict() == {"core": 140, "optional": 9}
    table = agreement.agreement(coders).set_index(["variable", "measure"])
    assert table.loc[("unit", "both"), "n"] == 149
    assert table.loc[("unit", "both"), "estimate"] == pytest.approx(140 / 149)
    agreed = table.xs("agreement", level="measure")["estimate"].round(2).to_dict()
    assert agreed == {"kind": 1, "type": 1, "section": 1, "camp": 1, "speaker": .97, "cue": .96, "via": .98}
    alone = validity.match(coded, coded.assign(quote=coded["id"], outlet="x"))
    table = validity.scores(alone).set_index("measure")
    assert (table["estimate"] == 1).all() and table.loc["recall", "n"] == 113


def test_named_speakers_are_listed_or_have_a_full_name():
    camps = {"port": {"actors": {"Pilots": ["the pilots"], "Nora Vell": []}}}
    rows = [("Pilots", "alias", True), ("Nora Vell", "pronoun", True), ("Jan van der Brand", "name", True),
            ("Harbour Board", "institution", True), ("Unnamed official", "role", False), ("Residents", "group", False),
            ("Harbour Board Staff", "group", False), ("Old Log Book", "none, term", False), ("Brand", "surname", False), ("", "none", False)]
    quotes = pd.DataFrame(rows, columns=["speaker", "resolved_by", "named"]).assign(source="they", quote=[f"q{n}" for n in range(len(rows))])
    assert validity.named(quotes, camps).tolist() == quotes["named"].tolist()
    assert shown.described(quotes, camps)["quotes"].str.split().str.len().sum() == 6
    told = findings.named(quotes, camps)
    assert told.title.startswith("In 4 of 10 attributions") and "other 6" in told.title
    scores = pd.read_csv(paths.SCORES).query("system == 'all stages'").set_index("measure")
    sure, rest = (scores.loc[name] for name in ("speaker listed or with a full name", "any other speaker"))
    assert all(findings.recorded(row["estimate"], row["n"]) in told.detail for row in (sure, rest))
    assert sure["estimate"] > rest["estimate"] + .2
    assert findings.recorded(.955, 551) == "95\u00a0%"                 # 526 of 551 is .9546: rounded once
    page = " ".join(findings_validity.elsewhere())
    assert f"the speaker of {findings.recorded(*scores.loc['speaker', ['estimate', 'n']])}" in page and "invented events" in page


def test_the_documents_have_the_recorded_scores():
    table = pd.read_csv(paths.SCORES).set_index(["system", "measure"])

    def of(system, measure):
        row = table.loc[(system, measure)]
        return float(findings.score(row["estimate"], row["n"]))
    assert findings.score(.805, 442) == "0.81"                         # 356 of 442 is .8054: rounded once
    readme, method = (" ".join((paths.ROOT / name).read_text(encoding="utf-8").split()) for name in ("README.md", "METHODOLOGY.md"))
    shares = {"README": re.search(r"F is (\.\d\d), the speaker right in (\d\d) %, the camp in (\d\d) %", readme).groups(),
              "METHODOLOGY": re.search(r"F (\.\d\d), speaker (\.\d\d), camp (\.\d\d)", method).groups()}
    real = [of("all stages, real news", name) for name in ("F", "speaker", "camp")]
    for told in shares.values():
        assert [float(one) if "." in one else int(one) / 100 for one in told] == real
    told = re.search(r"the type right in (\d\d) %, but the speaker in (\d\d) % and the camp in (\d\d) %.*? right in (\d\d) %; all others "
                     r"\(.*?\) in (\d\d) %", readme).groups()
    measures = ["type", "speaker", "camp", *validity.OF_SPEAKERS.values()]
    assert [int(one) / 100 for one in told] == [of("all stages", name) for name in measures]


def test_of_no_attribution_no_speaker_is_to_be_checked():
    none = pd.DataFrame(columns=["speaker", "resolved_by", "source", "quote"])
    assert shown.described(none, {}).empty and "no speaker" in findings.named(none, {}).title
