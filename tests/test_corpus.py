"""Corpus folders: what is right is read, what is wrong is named."""
import json
import time

import pytest
import yaml

from analysis import corpus, paths, quotes, text

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
    (tmp_path / "README.txt").write_text("The files come from the archive, and we thank the librarian.\n")
    (tmp_path / "b.txt").rename(tmp_path / "Valley Courier 2021-05-03.TXT")
    assert list(corpus.load(tmp_path).articles["outlet"]) == ["Valley Courier", "a"]


@pytest.mark.parametrize("stem, outlet", [
    ("courier", "courier"), ("courier-1", "courier"), ("2021-05-03_Valley_Courier", "Valley_Courier"), ("001_92358ec4", "001_92358ec4"),
    ("Valley Courier (2)", "Valley Courier"), ("bbc.com", "bbc.com"), ("France 24", "France 24"), ("1843", "1843"), ("a", "a")])
def test_an_outlet_by_its_file_name(stem, outlet):
    assert corpus.outlet(stem) == outlet


WRONG = [          # what was typed wrong, the message
    (lambda c: c.update(artikels=[]), "corpus.yaml: unknown key 'artikels'; did you mean 'articles'?"),
    (lambda c: c.update(wheather="wet"), "corpus.yaml: unknown key 'wheather'; known are title, date, articles, camps"),
    (lambda c: c.update(title=["Bridge", "vote"]), "corpus.yaml: 'title:' should be a text, not a list"),
    (lambda c: c.update(date="yesterday"), "corpus.yaml: 'yesterday' is no date; write it as year-month-day, such as 2022-02-16"),
    (lambda c: c.update(date="3 May 2021"),
     "corpus.yaml: '3 May 2021' is not in the form year-month-day; write it as 2021-05-03"),
    (lambda c: c["articles"][0].update(date="2021-02-30"),
     "corpus.yaml, article 1 (a.txt): '2021-02-30' is no date: the calendar has no such day"),
    (lambda c: c["articles"][0].update(file="aa.txt"),
     "corpus.yaml, article 1 (aa.txt): there is no such file; did you mean 'a.txt'?"),
    (lambda c: c["articles"][0].update(file="../a.txt"),
     "corpus.yaml, article 1 (../a.txt): the file must lie inside the corpus folder; copy it there"),
    (lambda c: c["articles"][0].update(file="/etc/hosts.txt"),
     "corpus.yaml, article 1 (/etc/hosts.txt): the file must lie inside the corpus folder; copy it there"),
    (lambda c: c["articles"][0].update(file="inner"), "corpus.yaml, article 1 (inner): is a folder; name the files in it"),
    (lambda c: c["articles"][0].update(file="b.csv"),
     "corpus.yaml, article 1 (b.csv): is a table; name it alone, as in 'articles: b.csv'"),
    (lambda c: c["articles"][1].pop("outlet"),
     "corpus.yaml, article 2 (b.txt): 'outlet:' is missing; it names the news outlet"),
    (lambda c: c["articles"][1].update(outlett="x"),
     "corpus.yaml, article 2 (b.txt): unknown key 'outlett'; did you mean 'outlet'?"),
    (lambda c: c["articles"].append({"file": "a.txt", "outlet": "C"}),
     "corpus.yaml, article 3 (a.txt): the file is listed already, as article 1"),
    (lambda c: c["articles"].append({"file": "a.html", "outlet": "C"}),
     "corpus.yaml, article 3 (a.html): 'a.txt' has the same name already; each article needs its own"),
    (lambda c: c["articles"].append(["c.txt"]),
     "corpus.yaml, article 3: each article needs at least 'file:' (a file name) and 'outlet:'"),
    (lambda c: c["articles"].append({"File": "c.txt", "outlet": "C"}),
     "corpus.yaml, article 3: unknown key 'File'; did you mean 'file'?"),
    (lambda c: c.update(articles=[]),
     "corpus.yaml: no articles: list them under 'articles:' or put .txt or .html files beside it"),
    (lambda c: c.update(articles="all.csv"), "corpus.yaml: there is no table 'all.csv'; did you mean 'b.csv'?"),
    (lambda c: c.update(articles="a.txt"), "corpus.yaml: 'articles: a.txt' names no table (.csv, .tsv, .jsonl, .ndjson, "
                                           ".parquet); list files as in 'articles: [a.txt]'"),
    (lambda c: c.update(articles={"tabel": "b.csv"}), "corpus.yaml, articles: unknown key 'tabel'; did you mean 'table'?"),
    (lambda c: c.pop("camps"), "corpus.yaml: 'camps:' should list each camp with its 'actors:' and 'terms:'"),
    (lambda c: c["camps"]["residents"].update(actors={"Ada Fry": []}),
     "corpus.yaml, camp 'residents': 'Ada Fry' stands in camp 'council' too; keep it in one"),
    (lambda c: c["camps"]["residents"]["actors"].update({"Joe Hale": ["The Mayor"]}),
     "corpus.yaml, camp 'residents': 'The Mayor' stands in camp 'council' too; keep it in one"),
    (lambda c: c["camps"]["council"].update(colour="red"),
     "corpus.yaml, camp 'council': 'red' is no colour; write it as a code in quotation marks, such as \"#D55E00\""),
    (lambda c: c["camps"]["council"].update(colour=None),
     "corpus.yaml, camp 'council': 'colour:' is empty; a colour starts with #, which YAML takes for a comment: put it in "
     "quotation marks, as in colour: \"#0072B2\""),
    (lambda c: c["camps"]["council"].update(color="#0072B2"),
     "corpus.yaml, camp 'council': unknown key 'color'; did you mean 'colour'?"),
    (lambda c: c["camps"].update(empty={"label": "Empty"}),
     "corpus.yaml, camp 'empty': has neither actors nor terms, so nobody can belong to it"),
    (lambda c: c["camps"].update(empty=None), "corpus.yaml, camp 'empty': is empty; it needs 'actors:' or 'terms:'"),
    *[(lambda c, own=own: c["camps"].update(other=own), "corpus.yaml, camp 'other': is everybody in no camp; it may hold 'actors:' "
       "alone, those who are on no side") for own in (None, [], {"terms": ["x"]}, {"actors": None}, {"actors": {"Bo": []}, "label": "None"})],
    (lambda c: c["camps"].update(other={"actors": ["Bo"]}), "corpus.yaml, camp 'other': 'actors:' should give each name a list of "
                                                            "aliases, even an empty one, as in 'Bo: []'"),
    (lambda c: c.update(camps={"other": {"actors": {"Bo": []}}}),
     "corpus.yaml: 'camps:' should list a camp besides 'other', which is everybody in no camp"),
    (lambda c: c["camps"]["council"].update(actors=["Ada Fry"]), "corpus.yaml, camp 'council': 'actors:' should give each "
                                                                 "name a list of aliases, even an empty one, as in 'Ada Fry: []'"),
    (lambda c: c["camps"]["council"].update(actors={"Ada Fry": "Fry, the mayor"}),
     "corpus.yaml, camp 'council', actor 'Ada Fry': the aliases should be a list in brackets, as in 'Ada Fry: [Fry, the mayor]'"),
    (lambda c: c["camps"]["council"].update(actors={"Ada Fry": [{"the mayor": "Fry"}]}),
     "corpus.yaml, camp 'council', actor 'Ada Fry': an alias should be a text, not a mapping"),
    (lambda c: c["camps"]["council"].update(terms="council, mayor"),
     "corpus.yaml, camp 'council': 'terms:' should be a list of words in brackets, as in [council, mayor]"),
]


@pytest.mark.parametrize("change, message", WRONG)
def test_each_fault_is_named(tmp_path, change, message):
    place = folder(tmp_path, change)
    (place / "inner").mkdir()
    (place / "b.csv").write_text("text,outlet\nx,y\n")
    (place / "a.html").write_text("<p>x</p>")
    assert corpus.check(place) == [message]
    with pytest.raises(corpus.CorpusError):
        corpus.load(place)


TYPED = [          # what stands in corpus.yaml, the message
    ("title: Strike: day three\n",
     "is not valid YAML in line 1: it has a second colon; put the text behind the first one in quotation marks, "
     "as in title: \"Strike: day three\""),
    ("title: A\ncamps:\n\tcity:\n", "is not valid YAML in line 3: it holds a tab; indent with blanks instead"),
    ("title: \"A\ncamps:\n  city: {}\n", "is not valid YAML in line 1: it opens a quotation mark that is never closed"),
    ("camps:\n  city: {actors: {Ann Lee: [Lee}\n",
     "is not valid YAML in line 2: it opens a bracket that is never closed, or lacks a comma"),
    ("camps: [a\nb: c", "is not valid YAML in line 1: it opens a bracket that is never closed, or lacks a comma"),
    ("articles:\n  - {file: a.txt, outlet: @daily}\n",
     "is not valid YAML in line 2: it has text that starts with a sign of YAML's own; put that text in quotation marks"),
    ("camps:\n  city:\n     actors: {A: []}\n    terms: [b]\n",
     "is not valid YAML in line 4: it is not indented like the lines it belongs to"),
    ("just a text\n", "should hold keys such as 'title:', 'articles:' and 'camps:'"),
    ("", "should hold keys such as 'title:', 'articles:' and 'camps:'"),
    ("a: " + "[" * 5000, "is nested too deeply to be a corpus"),
]


@pytest.mark.parametrize("typed, message", TYPED)
def test_each_slip_of_yaml_is_named_with_its_line(tmp_path, typed, message):
    path = tmp_path / "corpus.yaml"
    path.write_text(typed)
    assert corpus.check(tmp_path) == [f"{path}: {message}"]


def test_a_key_that_stands_twice_is_named_with_both_lines(tmp_path):
    place = folder(tmp_path)
    with open(place / "corpus.yaml", "a", encoding="utf-8") as file:
        file.write("title: Again\n")
    assert corpus.check(place) == ["corpus.yaml: the key 'title' stands in line 19 and again in line 20; keep one of them"]


def test_scalars_are_what_was_typed(tmp_path):
    place = folder(tmp_path)
    (place / "corpus.yaml").write_text("title: 1843\ndate: 2021-05-03\narticles:\n  - {file: a.txt, outlet: 1843}\n"
                                       "camps:\n  no:\n    actors: {Yes: [On, 12], Ann Lee: ~}\n")
    study = corpus.load(place)
    assert (study.title, list(study.articles["outlet"])) == ("1843", ["1843"])
    assert study.camps["no"]["actors"] == {"Yes": ["On", "12"], "Ann Lee": []}


def test_yaml_builds_no_objects_and_a_bomb_is_told_briefly(tmp_path):
    mark = tmp_path / "made"
    place = folder(tmp_path)
    (place / "corpus.yaml").write_text(f"title: !!python/object/apply:os.mkdir ['{mark}']\n")
    assert any("'title:' should be a text, not a list" in problem for problem in corpus.check(place)) and not mark.exists()
    bomb = "".join(f"{x}: &{x} [{', '.join([f'*{y}'] * 9)}]\n" for y, x in zip("abcdefgh", "bcdefghi"))
    (place / "corpus.yaml").write_text("a: &a [x]\n" + bomb + "camps: {c: {actors: {A: *i}, terms: *i, colour: *i}}\n")
    assert len("\n".join(corpus.check(place))) < 5000


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret.txt").write_text("Not for you, the mayor said on Monday.\n")
    (tmp_path / "corpus").mkdir()
    place = folder(tmp_path / "corpus", lambda c: c["articles"][0].update(file="link.txt"))
    (place / "link.txt").symlink_to(tmp_path / "secret.txt")
    said = "link.txt): the file must lie inside the corpus folder (it is a link that leads out of it)"
    assert [problem.endswith(said) for problem in corpus.check(place)] == [True]
    folder(place, lambda c: c.pop("articles"))
    assert [problem.endswith(said) for problem in corpus.check(place)] == [True]
    folder(place, lambda c: c.update(articles="../rows.csv"))
    (tmp_path / "rows.csv").write_text("text,outlet\nx,y\n")
    assert "must lie inside" in corpus.check(place)[0]


def test_everything_wrong_is_told_at_once(tmp_path):
    def spoil(content):
        content["date"] = "soon"
        content["articles"][0]["file"] = "missing.txt"
        content["camps"]["council"]["colour"] = "red"
    assert len(corpus.check(folder(tmp_path, spoil))) == 3


def test_a_folder_without_corpus_yaml_is_told_how_to_get_one(tmp_path):
    assert corpus.check(tmp_path / "none") == [f"{tmp_path / 'none'}: there is no such folder"]
    assert corpus.check(tmp_path) == [f"{tmp_path.name}: no articles: list them under 'articles:' or put .txt or .html files beside it"]
    (tmp_path / "611_cpa.txt").write_text("Wolves stay\n")
    assert corpus.check(tmp_path) == [f"{tmp_path}: holds no corpus.yaml; have one written, to be edited then: "
                                      f"{paths.python()} -m analysis init {tmp_path}"]
    (tmp_path / "corpus.yml").write_text("title: A\n")
    assert corpus.check(tmp_path) == [f"{tmp_path}: holds no corpus.yaml; rename corpus.yml to corpus.yaml"]
    assert "is neither a folder nor a table" in corpus.check(tmp_path / "corpus.yml")[0]
    (tmp_path / "corpus.yml").rename(tmp_path / "corpus.yaml")
    (tmp_path / "corpus.yaml").write_text("articles: [615_x.txt]\n")
    assert corpus.check(tmp_path)[0] == f"corpus.yaml, article 1 (615_x.txt): there is no such file in {tmp_path.name}/"


def test_bad_articles_are_set_aside_and_stop_no_other(tmp_path):
    def more(content):
        content["articles"] += [{"file": f"{name}.txt", "outlet": "Courier"} for name in "cdefghij"]
    place = folder(tmp_path, more)
    bad = {"c": b"\n \r\n", "d": b"\x00\x01\x02PNG", "e": b"%PDF-1.7 x", "f": "\ufeffDie Brücke".encode("utf-16")[:-1],
           "g": "Der Bürgermeister sagte am Montag, die Brücke sei für alle offen.\n".encode(),
           "h": b"word " * 2_100_000, "i": b"Home\nSign up for our newsletter\nShare on Facebook\n",
           "j": b"<!DOCTYPE html><html><body><p>The bridge.</p></body></html>"}
    for name, data in bad.items():
        (place / f"{name}.txt").write_bytes(data)
    start = time.process_time()
    study = corpus.load(place)
    assert time.process_time() - start < 5
    assert list(study.articles["article"]) == ["a", "b"] and corpus.check(place) == []
    reasons = dict(zip(study.set_aside["file"], study.set_aside["reason"]))
    assert reasons == {
        "c.txt": "is empty", "d.txt": "is not a text file; save the article as plain text in UTF-8",
        "e.txt": "is not a text file but a PDF; save the article as plain text (.txt)",
        "f.txt": "cannot be decoded as UTF-16, which its first bytes announce; save it again as plain text in UTF-8",
        "g.txt": "is not in English but, it seems, in German",
        "h.txt": "is 10,500,000 characters long; an article has at most 2,000,000: put each article into a file of its own",
        "i.txt": "holds no sentence of an article, only menus, labels, credits and the like",
        "j.txt": "is a web page in a text file; give it a name that ends in .html"}
    for name in "ab":
        (place / f"{name}.txt").write_text("\n")
    problems = corpus.check(place)
    assert problems[0] == f"{place}: no article can be used" and problems[1] == "a.txt: is empty" and len(problems) == 11


def test_camps_of_any_yaml(tmp_path):
    path = tmp_path / "camps.yaml"
    path.write_text("camps:\n  union:\n    actors:\n      Moira Lane: [Lane]\n")
    assert corpus.read_camps(path)["union"]["actors"] == {"Moira Lane": ["Lane"]}
    path.write_text("camps: 3\n")
    with pytest.raises(corpus.CorpusError, match="camps.yaml"):
        corpus.read_camps(path)


TITLED = """Ferry to Elmar: all that is known of the ferry to Elmar
Island loses its only boat
Its mayor will go to court

The ferry to Elmar island will stop in November, the company that runs it said on Tuesday.

The mayor of the island said that nobody had asked the people who live there.

“We read it on a poster,” the mayor said of the end of the ferry to Elmar, at the pier on Tuesday.
"""


def test_a_title_that_a_line_says_makes_it_the_headline_everywhere(typed, tmp_path):
    def told(title):
        entry = {"file": "a.txt", "outlet": "Courier"} | ({"title": title} if title else {})
        (tmp_path / "a.txt").write_text(TITLED, encoding="utf-8")
        (tmp_path / "corpus.yaml").write_text(yaml.safe_dump({"articles": [entry], "camps": {"x": {"terms": ["mayor"]}}}))
        study = corpus.load(tmp_path)
        table = text.clean(study.articles)
        said = [json.loads(line) for line in typed("quotes", tmp_path / "a.txt", "--camps", tmp_path / "corpus.yaml").stdout.splitlines()]
        found = quotes.extract(study.articles, study.camps)
        assert list(found["section"]) == [row["section"] for row in said]
        assert list(quotes.extract(study.articles, study.camps, tmp_path / f"parts {title}")["section"]) == list(found["section"])
        assert f"  a.txt, {len(table[table['section'].isin(['deck', 'body'])])} paragraphs: " in typed("check", tmp_path).stdout
        return dict(zip(table["text"], table["section"])), study.articles["title"][0]

    first, second, third, *_ = TITLED.splitlines()
    sections, title = told("")
    assert sections[first] == "headline" and title == first
    sections, title = told("Island loses its only boat.")
    assert (sections[first], sections[second], sections[third], title) == ("dropped", "headline", "deck", "Island loses its only boat.")
    sections, title = told("Its mayor will go to court")
    assert (sections[first], sections[second], sections[third]) == ("dropped", "dropped", "headline")
    assert told("No such line") == (dict(told("")[0]), "No such line")
    assert [section for section in told(second)[0].values()].count("headline") == 1
