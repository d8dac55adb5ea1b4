"""A sample to code by hand: drawn, filled in, read back with every fault named, and scored by weight."""
import json

import pandas as pd
import pytest

from analysis import __main__, corpus, quotes
from analysis.checking import coding, sample, sheet
from analysis.showing import findings_validity

LINES = ["Ferry to stop on Sundays", "The harbour master, Ida Roe, said the ferry would stop on Sundays.",
         "“It saves us fuel,” said Roe. “And â€œtemperâ€.”", "Rain fell on the island for most of the week and the road was closed.",
         "Farmers said that they would sue."]


@pytest.fixture(scope="module")
def island(tmp_path_factory):
    folder = tmp_path_factory.mktemp("island")
    for number in range(3):
        (folder / f"n{number}.txt").write_text("\n\n".join(LINES) + "\n", encoding="utf-8")
    (folder / "corpus.yaml").write_text(
        "title: Ferry\narticles:\n" + "".join(f"  - {{file: n{i}.txt, outlet: {'East' if i else 'West'}}}\n" for i in range(3))
        + "camps:\n  port:\n    actors: {Ida Roe: [Roe]}\n  farm:\n    terms: [farmers]\n")
    study = corpus.load(folder)
    return study, quotes.extract(study.articles, study.camps)


@pytest.mark.parametrize("sizes, n, given", [
    ({"a": 90, "b": 10}, 10, {"a": 8, "b": 2}), ({"a": 90, "b": 1}, 10, {"a": 9, "b": 1}), ({"a": 3, "b": 1}, 50, {"a": 3, "b": 1}),
    ({"a": 5, "b": 5}, 3, {"a": 2, "b": 1}), ({}, 5, {})])
def test_strata_get_their_part(sizes, n, given):
    assert sum(sample.allocate(sizes, n).values()) == sum(given.values())
    assert {k: v for k, v in sample.allocate(sizes, n).items()} in (given, {"a": 1, "b": 2})


def test_the_draw_is_seeded_and_blind(island):
    study, found = island
    rows = sample.rows(study, found, 6, seed=4)
    assert rows == sample.rows(study, found.sample(frac=1, random_state=1), 6, seed=4)
    assert rows != sample.rows(study, found, 6, seed=5)
    judged = [row for row in rows if row["task"] == sample.JUDGE]
    assert len(judged) == 6 and len({json.dumps([r["article"], r["place"]]) for r in judged}) == 6
    shown = [str(row.get(column, "")) for row in rows if row["task"] != sample.HELP for column in sample.COLUMNS]
    assert not {"Ida Roe", "port", "farm", "speech", "indirect"} & set(shown)
    quoted = next(row for row in sample.rows(study, found, 50) if "saves us fuel" in row["text"] and row["task"] == sample.JUDGE)
    assert quoted["text"].startswith("⟦“It saves us fuel,”⟧ said Roe.") and quoted["before"] == LINES[1]


def filled(island, tmp_path, answers, n=50, **options):
    """A sheet of the island, each row of `answers` (text of the row -> cells, a list for a stretch) filled in."""
    study, found = island
    rows = sample.rows(study, found, n, **options)
    taken, last = {}, ""
    for row in rows:
        last = row["text"] if row["text"] != "(the same)" else last
        key = (row["task"], last)
        said = answers.get(key)
        place = taken[row["row"]] = taken.get(row["row"], -1) + 1
        if isinstance(said, list) and place < len(said):
            row.update(said[place])
        elif isinstance(said, dict) and not place:
            row.update(said)
    return sheet.write(tmp_path / "sheet.csv", rows, sample.COLUMNS)


ROE = {"kind": "speech", "type": "indirect", "speaker": "Ida Roe", "camp": "port"}
FARM = {"kind": "speech", "type": "indirect", "speaker": "Farmers", "camp": "farm"}


def test_a_filled_sheet_gives_units_at_their_raw_place(island, tmp_path):
    study, _ = island
    clean = "“It saves us fuel,” said Roe. “And “temper”.”"
    path = filled(island, tmp_path, {
        ("find", clean): [ROE | {"words": "\"It saves  us fuel,\" | “And “temper”.”", "type": "direct"}],
        ("find", LINES[3]): {"attribution": "No"}})
    judged = sample.read(path, study)
    assert set(judged["task"]) == {"find"} and judged["right"].sum() == 3 and (~judged["right"]).sum() == 3
    lines = sample.coded(judged)
    (tmp_path / "bo.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    read = coding.read_coding(tmp_path / "bo.jsonl", study.articles)
    assert read["content"].tolist() == ["“It saves us fuel,” “And â€œtemperâ€.”"] * 3


def test_scores_by_hand():
    """Two strata: of 8 finds one judged (right), of 2 both judged (one right): 8 + 1 of 10 right."""
    base = {"section": "body", "kind": "speech", "type": "indirect", "cue": "", "source": "", "speaker": "Roe", "camp": "port",
            "via": "", "note": "", "status": "core", "outlet": "West", "article": "n", "right": True, "task": sample.JUDGE}
    found = pd.DataFrame([base | {"quote": f"n#{i}", "content": "w", "spans": [[10 * i, 10 * i + 1]]} for i in range(10)])
    found.loc[1, "camp"] = "farm"
    units = [base | {"item": f"A{i}", "id": f"A{i}", "content": "w", "spans": [[10 * i, 10 * i + 1]], "stratum": s, "size": n}
             for i, s, n in ((0, "1", 8), (1, "2", 2), (2, "2", 2))]
    units[2] |= {"right": False, "kind": None}
    # stretches: 6 with a find, two searched (3 units, all found); 4 without, two searched (one unit, missed)
    units += [base | {"task": sample.FIND, "item": item, "id": item + str(i), "content": "w", "spans": [[10 * i, 10 * i + 1]],
                      "stratum": s, "size": n} for item, i, s, n in (("S1", 4, "1", 6), ("S1", 5, "1", 6), ("S2", 6, "1", 6),
                                                                     ("S3", 40, "2", 4))]
    units += [base | {"task": sample.FIND, "item": "S4", "right": False, "kind": None, "stratum": "2", "size": 4}]
    table = sample.scores(pd.DataFrame(units), found, {}).set_index("measure")
    assert table["estimate"].round(6).to_dict() == {"precision": .9, "recall": round(9 / 11, 6), "type": 1, "speaker": 1,
                                                    "camp": round(8 / 9, 6)}
    assert table["n"].to_dict() == {"precision": 3, "recall": 4, "type": 2, "speaker": 2, "camp": 2}
    # Wilson at Kish's n: 100 / (64 + 1 + 1)
    from analysis import stats
    assert table.loc["precision", ["low", "high"]].tolist() == pytest.approx(stats.wilson(.9 * 100 / 66, 100 / 66))
    told = findings_validity.sample(table.reset_index())
    assert told.title.startswith("By a sample coded by hand, 90 % (95 % interval") and "82 %" in told.title


def test_an_empty_sheet_says_so(island, tmp_path):
    study, found = island
    path = sheet.write(tmp_path / "s.csv", sample.rows(study, found, 5), sample.COLUMNS)
    judged = sample.read(path, study)
    assert judged.empty
    assert findings_validity.sample(sample.scores(judged, found, study.camps)).title == "No sample of this corpus has been coded by hand."


def test_thoughts_among_the_finds_count_for_nothing(island, tmp_path):
    path = filled(island, tmp_path, {("judge", "Farmers said that ⟦they would sue⟧."): FARM | {"attribution": "yes", "kind": "mental"}})
    table = sample.scores(sample.read(path, island[0]), island[1], island[0].camps)
    assert table["n"].tolist() == [0] * 5


def test_a_sheet_in_the_corpus_is_scored(island, tmp_path):
    study, found = island
    assert sample.of_corpus(study, found)["n"].tolist() == [0] * 5
    path = filled(island, tmp_path, {("judge", "Farmers said that ⟦they would sue⟧."): FARM | {"attribution": "yes", "camp": "port"}})
    (tmp_path / "corpus" / "coding").mkdir(parents=True)
    path.rename(tmp_path / "corpus" / "coding" / "sample.csv")
    table = sample.of_corpus(study._replace(folder=tmp_path / "corpus"), found).set_index("measure")
    assert table["n"].to_dict() == {"precision": 3, "recall": 0, "type": 3, "speaker": 3, "camp": 3}
    assert table.loc["precision", "estimate"] == 1 and table.loc["camp", "estimate"] == 0


@pytest.mark.parametrize("key, cells, fault", [
    (("find", LINES[4]), FARM | {"words": "they will sue"}, "column 'words': 'they will sue' does not stand in the stretch; did you mean"),
    (("find", LINES[4]), FARM | {"words": "they would sue", "camp": "farms"}, "column 'camp': 'farms' is not known; did you mean 'farm'?"),
    (("find", LINES[4]), FARM | {"words": "they would sue", "kind": ""}, "column 'kind': is empty; it should be one of speech, mental"),
    (("find", LINES[4]), {"words": "they would sue", "attribution": "no"}, "says no, but has words"),
    (("find", LINES[4]), FARM | {"words": "they would sue", "place": "1-Feb"}, "are not those of a sheet drawn from this corpus"),
    (("find", LINES[4]), FARM | {"words": "they would sue", "article": "n7"}, "are not those of a sheet"),
    (("judge", "Farmers said that ⟦they would sue⟧."), FARM | {"attribution": "yess"}, "did you mean 'yes'?"),
    (("judge", "Farmers said that ⟦they would sue⟧."), {"note": "hm"}, "column 'attribution': is empty; it should be one of yes, no"),
    (("judge", "Farmers said that ⟦they would sue⟧."), FARM | {"attribution": "yes", "speaker": ""}, "column 'speaker': is empty")])
def test_faults_are_named_by_row_and_column(island, tmp_path, key, cells, fault):
    path = filled(island, tmp_path, {key: cells})
    with pytest.raises(sheet.SheetError) as error:
        sample.read(path, island[0])
    told = str(error.value).splitlines()
    assert len(told) == 3 and all(line.startswith("sheet.csv, row ") and fault in line for line in told)


def test_the_command_draws_refuses_to_overwrite_and_reads(island, tmp_path, capsys):
    folder, out = str(island[0].folder), str(tmp_path / "drawn.csv")

    def typed(*arguments):
        return __main__.main(["sample", folder, *map(str, arguments)]), "".join(capsys.readouterr())
    status, said = typed("--n", 3, "--out", out)
    assert status == 0 and said.startswith(f"wrote {out}: 2 stretches to search, 3 attributions to judge\n")
    assert f"save it as {folder}/coding/sample.csv" in said and said.endswith(f" -m analysis sample {folder} --read {out}\n")
    status, said = typed("--n", 3, "--out", out)
    assert status == 1 and "is there already" in said
    assert "No sample of this corpus has been coded by hand." in typed("--read", out)[1]
    path = filled(island, tmp_path, {("judge", "Farmers said that ⟦they would sue⟧."): FARM | {"attribution": "yes"}})
    status, said = typed("--read", path, "--out", tmp_path / "bo.jsonl")
    assert status == 0 and "bo.jsonl: 3 attributions" in said
    assert len(coding.read_coding(tmp_path / "bo.jsonl", island[0].articles)) == 3
    status, said = typed("--read", path, "--out", tmp_path / "reference.jsonl")
    assert status == 1 and "a sample is no reference coding" in said and not (tmp_path / "reference.jsonl").exists()
