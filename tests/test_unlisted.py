"""Who is quoted by name and on no list: what `check` says of them, and `check --accept`, which lists them."""
import json

import pytest
import yaml

from analysis import corpus, quotes, text
from analysis.checking import ready
from analysis.intake import accept, schema, unlisted
from analysis.scoring import targets

CURFEW = """Curfew divides Ossel

The council of Ossel will close the harbour cafes at ten, it was decided on Monday night after a long meeting.

Council spokeswoman Ida Marr said the noise had grown every summer. “We have had enough letters,” Marr said.

The Cafe Guild is angry. Its chairman, Otto Reck, said the season would be lost and that nobody had asked them.

“I sleep badly either way,” said Nell Vance, 71, who lives above the quay.
"""
YAML = """# what we know so far
title: "Curfew: day one"      # two dots
articles:
  - {file: gull_1.txt, outlet: The Gull}

camps:
  council:      # the town
    label: Town council
    actors:
      Per Lund: [Lund, the mayor]      # elected 2020

      # not sure about her:
      Eva Holm: [Holm]
    terms: [council]
  cafes:
    actors: {Cafe Guild: [the guild]}
# the end
"""


@pytest.fixture
def ossel(tmp_path):
    folder = tmp_path / "ossel"
    folder.mkdir()
    (folder / "gull_1.txt").write_text(CURFEW, encoding="utf-8")
    (folder / "corpus.yaml").write_text(YAML, encoding="utf-8")
    return folder


def test_check_shows_each_guess_with_its_sentence_and_place(typed, ossel):
    done = typed("check", ossel)
    said = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert said[1].startswith("headlines found, and paragraphs below them; a wrong one is put right by the article's 'title:'")
    assert said[2] == "  gull_1.txt, 4 paragraphs: Curfew divides Ossel"
    assert said[3].startswith("quoted by name, but on no list: 3; a camp is a guess")
    assert said[4:11] == [
        "  Ida Marr: 2 attributions, 1 outlet; Town council, by “Council spokeswoman”",
        "      gull_1.txt, line 5: Council spokeswoman Ida Marr said the noise had grown every summer.",
        "      called Marr in gull_1.txt, line 5: “We have had enough letters,” Marr said.",
        "  Nell Vance: 1 attribution, 1 outlet; no camp found",
        "      gull_1.txt, line 9: “I sleep badly either way,” said Nell Vance, 71, who lives above the quay.",
        "  Otto Reck: 1 attribution, 1 outlet; perhaps Cafes",
        "      gull_1.txt, line 7: The Cafe Guild is angry. Its chairman, Otto Reck, said the season would be lost and that "
        "nobody had asked them."]
    assert said[12].endswith(f'-m analysis check {ossel} --accept "Ida Marr"')          # nobody whose camp is unclear
    assert "(council, cafes), or other for who is on no side" in said[13] and said[14].endswith('--accept "NAME=CAMP"')


def test_accepting_adds_these_lines_and_touches_nothing_else(typed, ossel):
    done = typed("check", ossel, "--accept", "ida marr", "Otto Reck=cafes")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"added to {ossel / 'corpus.yaml'}:",
        "  council: Ida Marr: [Marr]      # 2 attributions, 1 outlet; see gull_1.txt, line 5",
        "  cafes: Otto Reck: []      (within braces, so without its note: 1 attribution, 1 outlet; see gull_1.txt, line 7)"]
    assert (ossel / "corpus.yaml").read_text(encoding="utf-8") == YAML.replace(
        "      Eva Holm: [Holm]\n", "      Eva Holm: [Holm]\n      Ida Marr: [Marr]      # 2 attributions, 1 outlet; see gull_1.txt, line 5\n"
    ).replace("[the guild]}\n", "[the guild], Otto Reck: []}\n")
    assert sorted(path.name for path in ossel.iterdir()) == ["corpus.yaml", "gull_1.txt"]
    said = typed("check", ossel).stdout
    assert "on no list: 1;" in said and "Nell Vance" in said and "Ida Marr" not in said and "Otto Reck" not in said


def test_who_is_on_no_side_is_put_under_other_and_not_proposed_again(command, ossel):
    done = command("check", ossel, "--accept", "Nell Vance=other")
    assert (done.returncode, done.stderr) == (0, "")
    whole = YAML.replace("# the end\n", "  other:      # on no side\n    actors:\n      Nell Vance: []      # 1 attribution, 1 outlet; "
                         "see gull_1.txt, line 9\n# the end\n")
    assert (ossel / "corpus.yaml").read_text(encoding="utf-8") == whole
    said = command("check", ossel).stdout
    assert "2 camps: ready" in said and "on no list: 2;" in said and "Nell Vance" not in said
    done = command("check", ossel, "--accept", "Ida Marr=Other", "Otto Reck=cafes")      # however clear the guess is
    assert done.returncode == 0 and "  other: Ida Marr: [Marr]      # 2 attributions" in done.stdout
    assert "on no list" not in command("check", ossel).stdout
    assert list(corpus.load(ossel).camps["other"]["actors"]) == ["Nell Vance", "Ida Marr"]
    rows = [json.loads(line) for line in command("quotes", ossel / "gull_1.txt", "--camps", ossel / "corpus.yaml").stdout.splitlines()]
    assert [row["camp"] for row in rows if row["speaker"] == "Ida Marr"] == ["other"] * 2      # no word of a camp counts
    done = command("check", ossel, "--accept", "Nell Vance=council")
    assert done.returncode == 1 and "Nell Vance: is listed already, in camp 'other'" in done.stderr


def test_where_all_guesses_are_clear_check_still_says_how_to_dismiss_one(ossel):
    (ossel / "gull_1.txt").write_text("\n\n".join(CURFEW.split("\n\n")[:3]), encoding="utf-8")
    said = ready.told(ossel)[1]
    assert said[-2].startswith("to put somebody there yourself") and said[-1].endswith('--accept "NAME=CAMP"')


def test_who_is_on_no_side_is_known_by_the_name_given_and_is_no_camp_that_a_text_names(ossel):
    path = ossel / "corpus.yaml"
    path.write_text(YAML.replace("camps:\n", "camps:\n  other:\n    actors: {Council for Sleep: [Vance, the sleeper]}\n", 1), encoding="utf-8")
    study = corpus.load(ossel)
    assert list(study.camps) == ["council", "cafes", "other"] and study.camps["council"]["colour"] == schema.COLOURS[0]
    assert study.camps["other"] == schema.OTHER | {"actors": {"Council for Sleep": ["Vance", "the sleeper"]}}
    row = next(row for row in quotes.attributions("The sleeper said it was late.\n", study.camps))
    assert (row["speaker"], row["camp"]) == ("Council for Sleep", "other")
    find = targets.finder(study.camps)
    assert find("the Council for Sleep") == {} and list(find("the council")) == ["council"]      # the longer name is another's


@pytest.mark.parametrize("given, message", [
    (["Nell Vance"], "Nell Vance: no sentence says clearly which camp; write \"Nell Vance=CAMP\", with one of council, cafes"),
    (["Otto Reck"], "Otto Reck: no sentence says clearly which camp"),
    (["Otto Reck=cafe"], "Otto Reck: there is no camp 'cafe'; did you mean 'cafes'?"),
    (["Otto Reck=othr"], "Otto Reck: there is no camp 'othr'; did you mean 'other'?"),
    (["Otto Reck=x"], "Otto Reck: there is no camp 'x'; the camps are council, cafes, and other for who is on no side"),
    (["Nel Vance=cafes"], "Nel Vance: is not among the proposed; did you mean 'Nell Vance'?"),
    (["Per Lund=cafes"], "Per Lund: is listed already, in camp 'council'"),
    (["Ida Marr", "Otto Rek"], "Otto Rek: is not among the proposed"),
    (["Otto Reck=council", "otto reck=cafes"], "otto reck: is given two camps, 'council' and 'cafes'; keep one")])
def test_what_cannot_be_accepted_is_named_and_nothing_is_written(ossel, given, message):
    with pytest.raises(corpus.CorpusError) as told:
        ready.accepted(ossel, given)
    assert message in str(told.value)
    assert (ossel / "corpus.yaml").read_text(encoding="utf-8") == YAML


def test_the_command_fails_in_plain_words(typed, ossel):
    done = typed("check", ossel, "--accept", "Nell Vance")
    assert done.returncode == 1 and done.stdout == "" and done.stderr.startswith("error: nothing was added to corpus.yaml\n  Nell Vance: ")
    (ossel / "corpus.yaml").write_text(YAML.replace("title:", "titel:"), encoding="utf-8")
    done = typed("check", ossel, "--accept", "Ida Marr")
    assert done.returncode == 1 and "unknown key 'titel'" in done.stderr
    assert "Ida Marr" not in (ossel / "corpus.yaml").read_text(encoding="utf-8")


STYLES = {
    "braces": "camps:\n  council:\n    actors: {Per Lund: [Lund]}      # all\n    terms: [council]\n",
    "braces on lines": "camps:\n  council:\n    actors: {\n      Per Lund: [Lund],      # him\n      Eva Holm: [],\n    }\n",
    "all in braces": "camps: {council: {label: Town, actors: {Per Lund: []}}}",
    "no actors in braces": "camps: {council: {terms: [council]}}\n",
    "no actors": "camps:\n    council:\n        terms:\n        - council\n        # more to come\n\n    cafes:\n        terms: [cafe]\n",
    "empty actors": "camps:\n  council:\n    actors:      # none yet\n    terms: [council]\n",
    "empty braces": "camps:\n  council:\n    actors: {}      # none yet\n    terms: [council]\n",
    "a tilde": "camps:\n  council:\n    actors: ~\n    terms: [council]\n",
    "lists of lines": "camps:\n  council:\n    actors:\n      Per Lund:\n        - Lund\n        - the mayor      # so called\n\n# bye\n",
    "no names behind": "camps:\n  council:\n    actors:\n      Per Lund:\n      Eva Holm:",
    "quoted": "camps:\n  'council':\n    \"actors\":\n      \"Per Lund\": ['Lund',\n         'the mayor']   # two lines\n    terms: [council]",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("style", STYLES)
def test_a_line_goes_into_a_file_however_it_is_written(tmp_path, style, newline):
    before = f"title: Ossel\n# Ångström ŁÓDŹ\n{STYLES[style]}".replace("\n", newline)
    path = tmp_path / "corpus.yaml"
    path.write_bytes(before.encode())
    names = ["Ann O'Neill", "No: yes, #1 {x} [y]", "Łucja Ø"]
    accept.write(tmp_path, [accept.Line("council", name, ["Neill: x, y"] * (n == 0), "seen # once\ntwice") for n, name in enumerate(names)])
    after = path.read_bytes().decode()
    old, new = (yaml.load(one, yaml.BaseLoader) for one in (before, after))
    assert schema.camps(schema.load(path)[0]["camps"], "x") == []
    there = list((old["camps"]["council"].get("actors") or {}) if style != "a tilde" else {})
    assert list(new["camps"]["council"]["actors"]) == [*there, *names] and new["camps"]["council"]["actors"][names[0]] == ["Neill: x, y"]
    new["camps"]["council"]["actors"] = old["camps"]["council"].get("actors")
    new["camps"]["council"] = {key: new["camps"]["council"][key] for key in old["camps"]["council"]}
    assert new == old
    pieces = iter(after)                                   # what stood there stands there still, in this order
    assert style == "a tilde" or style == "empty braces" or all(sign in pieces for sign in before)
    assert newline == "\n" or "\n" not in after.replace("\r\n", "")


@pytest.mark.parametrize("style", STYLES)
def test_other_is_added_behind_the_camps_however_they_are_written(tmp_path, style):
    path = tmp_path / "corpus.yaml"
    path.write_text(STYLES[style], encoding="utf-8")
    before = schema.load(path)[0]
    for name in ("Bo Holm", "Ann: x"):
        accept.write(tmp_path, [accept.Line("other", name, ["Bo"] * (name == "Bo Holm"), "seen")])
    after = schema.load(path)[0]
    assert after["camps"].pop("other") == {"actors": {"Bo Holm": ["Bo"], "Ann: x": []}} and after == before
    assert path.read_text(encoding="utf-8").count("# seen") == (0 if style in ("all in braces", "no actors in braces") else 2)


def test_what_would_spoil_the_file_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "corpus.yaml"
    whole = "camps:\n  a: &both\n    actors: {Per Lund: [Lund]}\n  b:\n    actors: {Eva Holm: [Holm], Ann: []}\n    terms: [Otto]\n"

    def refused(content, line, message, code="utf-8"):
        path.write_bytes(content.encode(code))
        with pytest.raises(corpus.CorpusError, match=message):
            accept.write(tmp_path, [line])
        assert path.read_bytes() == content.encode(code) and [p.name for p in tmp_path.iterdir()] == ["corpus.yaml"]

    refused(whole, accept.Line("a", "Otto", []), "(?s)left as it is.*'Otto' stands in camp 'a' too")
    refused(whole, accept.Line("a", "Bo Holm", ["holm"]), "'holm' stands in camp|'Holm' stands in camp")
    refused(whole, accept.Line("b", "Per Lund", []), "Per Lund: is listed already, in camp 'a'")
    refused(whole, accept.Line("c", "Bo", []), "there is no camp 'c'")
    refused("camps:\n  a:\n    actors: &all {Per Lund: []}\n    terms: [x]\n  b:\n    actors: *all\n    terms: [y]\n",
            accept.Line("b", "Bo", []), "stands in camp")
    refused("title: Ærø\n" + whole, accept.Line("a", "Łucja", []), "kept as WINDOWS-1252, which cannot hold", "cp1252")
    refused("camps: [\n", accept.Line("a", "Bo", []), "not valid YAML")
    for wrong, message in ((lambda text, _: text, "no line can be added safely"), (lambda text, _: text + "[", "no line can be added safely")):
        monkeypatch.setattr(accept, "added", wrong)            # what is written is read again first
        refused(whole, accept.Line("a", "Bo", []), message)


def test_a_file_that_may_only_be_read_is_not_replaced(tmp_path):
    path = tmp_path / "corpus.yaml"
    path.write_text("camps: {a: {terms: [x]}}\n")
    path.chmod(0o444)
    with pytest.raises(corpus.CorpusError, match="may only be read"):
        accept.write(tmp_path, [accept.Line("a", "Bo", [])])
    assert path.read_text() == "camps: {a: {terms: [x]}}\n"


def test_an_interrupted_write_leaves_the_file_and_nothing_beside_it(ossel, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt
    monkeypatch.setattr("os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        accept.write(ossel, [accept.Line("council", "Bo", [])])
    assert sorted(path.name for path in ossel.iterdir()) == ["corpus.yaml", "gull_1.txt"]
    assert (ossel / "corpus.yaml").read_text(encoding="utf-8") == YAML


def test_keys_behind_a_question_mark_are_refused_without_blaming_the_file(tmp_path):
    (tmp_path / "corpus.yaml").write_text("camps:\n  a:\n    actors:\n      ? Per Lund\n      : [Lund]\n")
    with pytest.raises(corpus.CorpusError, match="no line can be added safely; add it by hand"):
        accept.write(tmp_path, [accept.Line("a", "Bo", [])])


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_stays(tmp_path, code):
    path = tmp_path / "corpus.yaml"
    path.write_bytes("title: Ærø\ncamps:\n  a:\n    terms: [x]\n".encode(code))
    accept.write(tmp_path, [accept.Line("a", "Zoë Bø", [])])
    assert path.read_bytes().decode(code) == "title: Ærø\ncamps:\n  a:\n    terms: [x]\n    actors:\n      Zoë Bø: []\n"


def test_two_camps_for_one_speaker_are_both_shown_and_none_is_clear(ossel):
    (ossel / "gull_2.txt").write_text("Ossel argues on\n\nCafe Guild spokeswoman Ida Marr said on Friday that the rule had to go, and soon.\n\n"
                                      "The rain fell for a third day on the quays of the town and the ferries stayed in.\n", encoding="utf-8")
    (ossel / "corpus.yaml").write_text(YAML.replace("outlet: The Gull}\n", "outlet: The Gull}\n  - {file: gull_2.txt, outlet: The Gull}\n"),
                                       encoding="utf-8")
    study = corpus.load(ossel)
    one = next(one for one in unlisted.find(study, text.clean(study.articles), unlisted.extracted(
        study, {row.article: text.passages(row.raw) for row in study.articles.itertuples()}))[0] if one.name == "Ida Marr")
    assert one.camp == "" and {(camp, place.file, place.line) for camp, place in one.rests} == {("council", "gull_1.txt", 5), ("cafes", "gull_2.txt", 3)}
    assert unlisted.guess(one, study.camps).startswith("perhaps ")


def test_an_article_is_cleaned_once(ossel, monkeypatch):
    seen, clean = [], text.passages
    monkeypatch.setattr(text, "passages", lambda raw, title="": seen.append(raw) or clean(raw, title))
    (ossel / "corrections.csv").write_text("attribution,field,value,who,why\n", encoding="utf-8")
    assert ready.told(ossel)[0] and len(seen) == 1


def test_a_long_list_is_cut_and_says_so(ossel, monkeypatch):
    monkeypatch.setattr(unlisted, "MOST", 2)
    said = ready.told(ossel)[1]
    assert said[3].startswith("quoted by name, but on no list: 3, the 2 most quoted of them (all: check --all);")
    assert not any("Otto" in line for line in said) and any("Otto" in line for line in ready.told(ossel, whole=True)[1])
    assert ready.accepted(ossel, ["Otto Reck=cafes"])[1].startswith("  cafes: Otto Reck: []")


def test_a_check_of_a_sample_says_so(ossel, monkeypatch):
    (ossel / "gull_2.txt").write_text(CURFEW.replace("Marr", "Moss"), encoding="utf-8")
    (ossel / "corpus.yaml").write_text(YAML.replace("outlet: The Gull}\n", "outlet: The Gull}\n  - {file: gull_2.txt, outlet: The Gull}\n"),
                                       encoding="utf-8")
    monkeypatch.setattr(unlisted, "SEARCHED", 1)
    assert any(line.startswith("quoted by name, but on no list: 3 in 1 of the 2 articles;") for line in ready.told(ossel)[1])


def test_a_camp_is_told_by_its_name_before_a_label_of_another(ossel):
    (ossel / "corpus.yaml").write_text(YAML.replace("label: Town council", "label: cafes"), encoding="utf-8")
    assert ready.accepted(ossel, ["Otto Reck=cafes"])[1].startswith("  cafes: Otto Reck")


def test_lines_of_a_web_page_count_in_its_text(ossel):
    page = "<html><body>\n\n\n<article><h1>Curfew divides Ossel</h1>" + "".join(f"<p>{p}</p>\n\n" for p in CURFEW.split("\n\n")[1:])
    (ossel / "gull_1.html").write_text(page + "</article></body></html>", encoding="utf-8")
    (ossel / "gull_1.txt").unlink()
    (ossel / "corpus.yaml").write_text(YAML.replace("gull_1.txt", "gull_1.html"), encoding="utf-8")
    assert any(line.startswith("      gull_1.html, line 3 of its text: Council spokeswoman") for line in ready.told(ossel)[1])


def test_tables_of_an_older_state_of_an_article_are_no_fault(ossel):
    study = corpus.load(ossel)
    known = {row.article: text.passages(row.raw) for row in study.articles.itertuples()}
    passages, found = text.clean(study.articles), unlisted.extracted(study, known)
    without = passages[~passages["text"].str.contains("Vance")]
    assert "Nell Vance" not in unlisted.find(study, without, found)[1]


def test_a_listed_name_with_a_title_is_pointed_to(ossel):
    (ossel / "corpus.yaml").write_text(YAML.replace("Eva Holm: [Holm]", "Pastor Ida Marr: []"), encoding="utf-8")
    said = ready.told(ossel)[1]
    at = next(n for n, line in enumerate(said) if line.startswith("  Ida Marr:"))
    assert "is it the Pastor Ida Marr of corpus.yaml? Then write the name into the brackets there" in said[at]
    assert not any("Ida Marr" in line for line in said if "--accept" in line)      # no entry of her own for who is listed already
    with pytest.raises(corpus.CorpusError, match="no sentence says clearly which camp"):
        ready.accepted(ossel, ["Ida Marr"])


def test_a_body_written_in_two_ways_is_listed_once(typed, tmp_path):
    (tmp_path / "gull.txt").write_text("Wolves stay\n\nThe Ossel Forest Agency, which keeps the woods, said the hunt was off. Agency officials said "
                                       "it was late.\n\nThe Ossel Forest Agency said on Monday that it would appeal.\n", encoding="utf-8")
    (tmp_path / "tern.txt").write_text("Hunt is off\n\nThe order reached the Ossel forest agency on Tuesday. The agency said that nobody had "
                                       "been asked.\n", encoding="utf-8")
    (tmp_path / "corpus.yaml").write_text("camps:\n  state:\n    label: State\n    terms: [agency]\n", encoding="utf-8")
    assert "  Ossel Forest Agency: 4 attributions, 2 outlets; State" in typed("check", tmp_path).stdout
    typed("check", tmp_path, "--accept", "Ossel forest agency")
    assert "Ossel Forest Agency: [Agency officials]      # 4 attributions" in (tmp_path / "corpus.yaml").read_text(encoding="utf-8")


def test_what_one_outlet_of_three_calls_somebody_is_not_clear_and_a_sentence_stands_once(typed, tmp_path):
    for name, line in (("gull", "Dr Ida Marr, the council's favourite academic, said the gate was safe."), ("tern", "Ida Marr said the gate was safe."),
                       ("echo", "Ida Marr, an engineer, said the quay was safe.")):
        (tmp_path / f"{name}.txt").write_text(f"Gate is shut\n\n{line}\n", encoding="utf-8")
    (tmp_path / "corpus.yaml").write_text("camps:\n  council: {terms: [council]}\n  docks: {terms: [docker]}\n", encoding="utf-8")
    told = typed("check", tmp_path).stdout
    assert "  Ida Marr: 3 attributions, 3 outlets; perhaps Council\n" in told and "--accept \"Ida" not in told
    (tmp_path / "tern.txt").write_text("Gate is shut\n\nThe docker Ida Marr said the gate was safe. A docker said it was not.\n", encoding="utf-8")
    lines = typed("check", tmp_path).stdout.splitlines()
    assert "perhaps Council or Docks" in "\n".join(lines) and len([line for line in lines if line.startswith("      ")]) == len(
        {line for line in lines if line.startswith("      ")})
