"""Corpus folders: what is right is read, what is wrong is named."""
import pytest
import yaml

from analysis import corpus

GOOD = {"title": "Bridge vote", "date": "2021-05-03",
        "articles": [{"file": "a.txt", "outlet": "Courier"}, {"file": "b.txt", "outlet": "Gazette"}],
        "camps": {"council": {"label": "Council", "actors": {"Ada Fry": ["Fry", "the mayor"]}, "terms": ["council"]},
                  "residents": {"actors": {"Joe Hale": None}}}}


def folder(tmp_path, change=lambda content: None, files=("a.txt", "b.txt")):
    content = yaml.safe_load(yaml.safe_dump(GOOD))
    change(content)
    (tmp_path / "corpus.yaml").write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    for name in files:
        (tmp_path / name).write_text("Bridge vote passes\n\nThe council voted on Friday to build a bridge.\n")
    return tmp_path


def test_a_good_corpus_has_no_problem_and_loads(tmp_path):
    place = folder(tmp_path)
    assert corpus.check(place) == []
    study = corpus.load(place)
    assert list(study.articles["outlet"]) == ["Courier", "Gazette"]
    assert list(study.articles["title"]) == ["Bridge vote passes"] * 2
    assert list(study.camps) == ["council", "residents", "other"]
    assert study.camps["residents"]["label"] == "Residents" and study.camps["residents"]["actors"] == {"Joe Hale": []}


def test_without_articles_every_text_file_is_one(tmp_path):
    study = corpus.load(folder(tmp_path, lambda c: c.pop("articles")))
    assert list(study.articles["outlet"]) == ["a", "b"]


@pytest.mark.parametrize("change, message", [
    (lambda c: c.update(artikels=[]), "unknown key 'artikels'; did you mean 'articles'?"),
    (lambda c: c.update(date="yesterday"), "'yesterday' is no date; write it as 2022-02-16"),
    (lambda c: c["articles"][0].update(file="aa.txt"), "(aa.txt): there is no such file; did you mean 'a.txt'?"),
    (lambda c: c["articles"][0].update(file="../a.txt"), "must lie inside the corpus folder"),
    (lambda c: c["articles"][1].pop("outlet"), "(b.txt): 'outlet:' is missing"),
    (lambda c: c["articles"][1].update(outlett="x"), "unknown key 'outlett'; did you mean 'outlet'?"),
    (lambda c: c["articles"].append({"file": "a.txt", "outlet": "C"}), "'a.txt' has the same name already"),
    (lambda c: c["articles"].append("c.txt"), "each article needs at least 'file:'"),
    (lambda c: c.update(articles=[]), "no articles"),
    (lambda c: c.pop("camps"), "'camps:' should list each camp"),
    (lambda c: c["camps"]["residents"].update(actors={"Ada Fry": []}), "'Ada Fry' stands in camp 'council' too"),
    (lambda c: c["camps"]["council"].update(colour="bluish"), "'bluish' is no colour"),
    (lambda c: c["camps"].update(empty={"label": "Empty"}), "neither actors nor terms"),
    (lambda c: c["camps"]["council"].update(actors=["Ada Fry"]), "'actors:' should give each name a list"),
    (lambda c: c["camps"]["council"].update(terms="council"), "'terms:' should be a list"),
    (lambda c: c["camps"].update(other={"terms": ["x"]}), "the name is taken"),
])
def test_each_fault_is_named(tmp_path, change, message):
    problems = corpus.check(folder(tmp_path, change))
    assert any(message in problem for problem in problems), problems
    with pytest.raises(corpus.CorpusError):
        corpus.load(tmp_path)


def test_everything_wrong_is_told_at_once(tmp_path):
    def spoil(content):
        content["date"] = "soon"
        content["articles"][0]["file"] = "missing.txt"
        content["camps"]["council"]["colour"] = "red"
    assert len(corpus.check(folder(tmp_path, spoil))) == 3


def test_missing_folder_yaml_and_bad_yaml(tmp_path):
    assert "there is no such folder" in corpus.check(tmp_path / "none")[0]
    assert "holds no corpus.yaml" in corpus.check(tmp_path)[0]
    (tmp_path / "corpus.yaml").write_text("camps: [a\nb: c")
    assert "not valid YAML in line 2" in corpus.check(tmp_path)[0]


def test_files_are_read_in_their_encoding_without_newline_translation(tmp_path):
    for encoding in ("utf-8", "utf-16", "cp1252"):
        (tmp_path / "x.txt").write_bytes("“Café”\r\nfin".encode(encoding))
        assert corpus.read(tmp_path / "x.txt") == "“Café”\r\nfin"
    (tmp_path / "x.txt").write_bytes(b"\x00\x01PNG")
    with pytest.raises(corpus.CorpusError, match="not a text file"):
        corpus.read(tmp_path / "x.txt")


def test_empty_and_binary_articles_are_named(tmp_path):
    place = folder(tmp_path)
    (place / "a.txt").write_text("\n \n")
    (place / "b.txt").write_bytes(b"\x00\x01")
    assert [p.rsplit(": ", 1)[1] for p in corpus.check(place)] == [
        "the file is empty", "is not a text file; save the article as plain text in UTF-8"]


def test_camps_of_any_yaml(tmp_path):
    path = tmp_path / "camps.yaml"
    path.write_text("camps:\n  union:\n    actors:\n      Moira Lane: [Lane]\n")
    assert corpus.read_camps(path)["union"]["actors"] == {"Moira Lane": ["Lane"]}
    path.write_text("camps: 3\n")
    with pytest.raises(corpus.CorpusError, match="camps.yaml"):
        corpus.read_camps(path)
