"""Corrections by hand: each changes what it says and nothing else, and what does not fit is named, all at once."""
import shutil

import pandas as pd
import pytest

from analysis import corpus, quotes, tables
from analysis.checking import corrections, sheet
from analysis.showing import findings_validity

HEAD = "attribution,field,value,who,why\n"


@pytest.fixture
def quarry(tmp_path):
    folder = tmp_path / "quarry"
    folder.mkdir()
    (folder / "post.txt").write_text(
        "Quarry to reopen\n\nMayor Ann Lee said the quarry would reopen in May.\n\nResidents said that the lorries were too loud.\n\n"
        "“We will pay for new windows,” said Ann Lee.\n\n“We will pay for the road,” said Ann Lee.\n")
    (folder / "corpus.yaml").write_text(
        "title: A quarry\narticles:\n  - {file: post.txt, outlet: Post}\n"
        "camps:\n  town:\n    actors: {Ann Lee: [Lee]}\n  people:\n    terms: [residents]\n")
    return folder


def found(folder):
    study = corpus.load(folder)
    return study, quotes.extract(study.articles, study.camps)


def correct(folder, text):
    (folder / corrections.FILE).write_text(HEAD + text, encoding="utf-8")
    study, machine = found(folder)
    return machine, *corrections.apply(machine, study)


def test_the_article_has_four_attributions(quarry):
    assert found(quarry)[1]["content"].tolist() == [
        "the quarry would reopen in May", "the lorries were too loud", "“We will pay for new windows,”",
        "“We will pay for the road,”"]


def test_a_correction_changes_exactly_what_it_says(quarry):
    machine, table, done = correct(quarry, "post#002 the lorries,camp,town,Bo,it is the council's survey\n"
                                           "post#002 the lorries,speaker,Town survey,Bo,as above\n"
                                           "post#003,delete,delete,Al,a slogan on a banner\n")
    expected = machine.drop(index=2).reset_index(drop=True)
    expected.loc[1, ["camp", "speaker"]] = ["town", "Town survey"]
    pd.testing.assert_frame_equal(table, expected)
    assert done[["quote", "field", "machine", "value", "who", "why"]].values.tolist() == [
        ["post#002", "camp", "people", "town", "Bo", "it is the council's survey"],
        ["post#002", "speaker", machine.loc[1, "speaker"], "Town survey", "Bo", "as above"],
        ["post#003", "", "an attribution", "delete", "Al", "a slogan on a banner"]]
    told = findings_validity.corrected(done)
    assert told.title == ("3 decisions in 2 attributions were corrected by hand: camp (1), speaker (1) and not an "
                          "attribution (1).")
    assert told.detail.startswith("By Al and Bo;")


@pytest.mark.parametrize("rows, camp, told", [
    ("post#002,speaker,Ann Lee,Bo,x\n", "town", [("speaker", "Ann Lee", "x"), ("camp", "town", "corpus.yaml lists Ann Lee there")]),
    ("post#002,speaker,Lee,Bo,x\n", "town", [("speaker", "Lee", "x"), ("camp", "town", "corpus.yaml lists Lee there")]),
    ("post#002,speaker,Ann Lee,Bo,x\npost#002,camp,other,Bo,y\n", "other", [("speaker", "Ann Lee", "x"), ("camp", "other", "y")]),
    ("post#002,speaker,Al Ray,Bo,x\n", "people", [("speaker", "Al Ray", "x")])])
def test_a_corrected_speaker_brings_the_camp_that_corpus_yaml_says(quarry, rows, camp, told):
    _, table, done = correct(quarry, rows)
    assert table["camp"][1] == camp and done[["field", "value", "why"]].apply(tuple, axis=1).tolist() == told
    _, table, done = correct(quarry, "post#003,speaker,Ann Lee,Bo,x\n")
    assert table["camp"][2] == "town" and len(done) == 1


@pytest.mark.parametrize("cell, parts", [
    ("post#002 the lorries", ("post#002", "post", "the lorries")), ("post#002", ("post#002", "post", "")),
    ("The Post - copy (1)#012 no. #100 is shut", ("The Post - copy (1)#012", "The Post - copy (1)", "no. #100 is shut")),
    ("post the lorries", ("post", "", "the lorries"))])
def test_an_article_may_have_blanks_in_its_name(cell, parts):
    assert corrections.numbered(cell) == parts


def test_without_corrections_nothing_changes(quarry):
    study, machine = found(quarry)
    table, done = corrections.apply(machine, study)
    pd.testing.assert_frame_equal(table, machine)
    assert done.empty and list(done) == list(tables.COLUMNS["corrections"]) and corrections.check(quarry) == []
    assert findings_validity.corrected(done).title == "No decision was corrected by hand."


def test_it_survives_when_others_before_it_come_or_go(quarry):
    text = (quarry / "post.txt").read_text()
    (quarry / "post.txt").write_text(text.replace("Mayor Ann Lee said the quarry would reopen in May.", "It is the only one."))
    machine, table, _ = correct(quarry, 'post#003 “We will pay for new,stance,distancing,Bo,so I read it\n')
    assert machine["quote"].tolist()[1] == "post#002" and machine["content"][1] == "“We will pay for new windows,”"
    assert table["stance"].tolist() == ["neutral", "distancing", "neutral"]


def test_it_is_refused_when_the_text_has_changed(quarry):
    text = (quarry / "post.txt").read_text()
    (quarry / "post.txt").write_text(text.replace("too loud", "too many"))
    (quarry / corrections.FILE).write_text(HEAD + "post#002 the lorries were too loud,camp,town,Bo,why not\n")
    assert corrections.check(quarry) == [
        "corrections.csv, row 2, column 'attribution': post#002 no longer reads 'the lorries were too loud': it is now 'the "
        "lorries were too many'. The text or what is found in it has changed; look at it again"]


@pytest.mark.parametrize("row, fault", [
    ("post#02,camp,town,Bo,x", "row 2, column 'attribution': there is no attribution 'post#02'; did you mean 'post#002'?"),
    ("ghost#001,camp,town,Bo,x", "there is no attribution 'ghost#001'"),
    ("post#009 We will pay for,camp,town,Bo,x", "begins 2 attributions of the article (post#003, post#004)"),
    ("post#001,camps,town,Bo,x", "column 'field': 'camps' is not known; did you mean 'camp'?"),
    ("post#001,camp,towne,Bo,x", "column 'value': 'towne' is not known; did you mean 'town'?"),
    ("post#001,camp,xyz,Bo,x", "should be one of town, people, other, delete"),
    ("post#001,delete,,Bo,x", "column 'field': write 'delete' as the value and leave the field empty"),
    ("post#001,type,Direct,Bo,x", "did you mean 'direct'?"),
    ("post#001,speaker,,Bo,x", "column 'value': is empty"),
    ("post#001,camp,town,,x", "column 'who': is empty"), ("post#001,camp,town,Bo,", "column 'why': is empty"),
    ("post#001,camp,town,Bo,x\npost#001,camp,people,Al,y", "row 3: the camp of post#001 is corrected in row 2 already"),
    ("post#001,camp,town,Bo,x\npost#001,,delete,Al,y", "row 2: post#001 is deleted in row 3"),
    ("post#001,camp,town,Bo,x,y", "row 2: has more cells than row 1")])
def test_what_does_not_fit_is_named(quarry, row, fault):
    (quarry / corrections.FILE).write_text(HEAD + row + "\n")
    problems = corrections.check(quarry)
    assert len(problems) == 1 and fault in problems[0] and problems[0].startswith("corrections.csv, row ")


def test_all_faults_are_told_at_once_and_before_anything_runs(quarry, typed, tmp_path):
    (quarry / corrections.FILE).write_text(HEAD + "post#077,camp,moon,Bo,x\npost#001,feeling,sad,,\n")
    for arguments in (("check", quarry), ("run", quarry, "--out", tmp_path / "out")):
        done = typed(*arguments)
        assert done.returncode == 1 and (done.stdout + done.stderr).count("corrections.csv, row ") == 5
    assert not (tmp_path / "out").exists()


def test_a_missing_column_is_named(quarry):
    (quarry / corrections.FILE).write_text("attribution,field,value,whoo,why\n")
    assert corrections.check(quarry) == ["corrections.csv, row 1: the column 'who' is missing; is it 'whoo'?"]


def test_sheets_of_other_spreadsheets_are_read(quarry):
    (quarry / corrections.FILE).write_bytes("\ufeffAttribution;Field;Value;Who;Why\r\npost#002;camp;town;Bo;a, b\r\n;;;;\r\n".encode())
    assert corrections.read(quarry) == [(2, {"attribution": "post#002", "field": "camp", "value": "town", "who": "Bo", "why": "a, b"})]


@pytest.mark.parametrize("cell", ["=1+1", "+4", "-x", "@a", "'=x", "plain", "'tis", "", "a\nb", "“=”"])
def test_no_cell_is_a_formula_and_all_come_back(tmp_path, cell):
    sheet.write(tmp_path / "s.csv", [{"a": cell, "b": "x"}], ["a", "b"])
    text = (tmp_path / "s.csv").read_bytes().decode("utf-8")
    assert text.startswith("\ufeff") and not any(f"\n{mark}" in text for mark in "=+-@")
    assert sheet.read(tmp_path / "s.csv", ["a", "b"]) == [(2, {"a": cell, "b": "x"})]


def test_tables_figures_and_log_follow_through_the_run_command(quarry, command, tmp_path):
    plain = shutil.copytree(quarry, tmp_path / "plain")
    (quarry / corrections.FILE).write_text(HEAD + "post#002 the lorries,camp,town,Bo,the town's survey\n")
    for folder, out in ((plain, "one"), (quarry, "two")):
        assert command("run", folder, "--out", tmp_path / out).returncode == 0
    one, two = (tables.load("quotes", tmp_path / out / "tables") for out in ("one", "two"))
    assert two.loc[1, "camp"] == "town" and one.loc[1, "camp"] == "people"
    pd.testing.assert_frame_equal(two.drop(columns="camp"), one.drop(columns="camp"))
    assert two["camp"].drop(1).equals(one["camp"].drop(1))
    assert tables.load("corrections", tmp_path / "one" / "tables").empty
    assert tables.load("corrections", tmp_path / "two" / "tables")["why"].tolist() == ["the town's survey"]
    counts = pd.read_csv(tmp_path / "two" / "figures" / "2-attributions.csv")
    assert counts.groupby("camp")["n"].sum().to_dict() == {"town": 4}
    page = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "two" / "report").rglob("*.html"))
    assert "1 decision in 1 attribution was corrected by hand" in page and "survey" in page
