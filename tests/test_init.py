"""The corpus.yaml that is written for a folder without one."""
import csv

import pytest

from analysis import corpus, quotes
from analysis.intake import quoted, schema, start
from test_inputs import TEXTS, plain, web_page


@pytest.fixture
def loose(tmp_path):
    folder = tmp_path / "ferry_to_elmar"
    folder.mkdir()
    (folder / "strait-ledger_2023-03-08.txt").write_text(plain("ledger"))
    (folder / "saved page.html").write_text(web_page("courier"))
    (folder / "blank.txt").write_text(" \n")
    return folder


def test_it_can_be_run_as_it_is_and_names_the_most_quoted(loose):
    path = start.write(loose)
    assert corpus.check(loose) == []
    study = corpus.load(loose)
    assert study.title == "Ferry to elmar"
    assert study.articles[["file", "outlet", "date"]].values.tolist() == [
        ["saved page.html", "Elmar Courier", "2023-03-08"], ["strait-ledger_2023-03-08.txt", "Strait Ledger", "2023-03-08"]]
    assert list(study.camps) == ["unassigned", "other"]
    actors = study.camps["unassigned"]["actors"]
    assert {"Dana Voss", "Piet Aldous", "Zoë Håkon"} <= set(actors) and "Aldous" in actors["Piet Aldous"]
    found = quotes.extract(study.articles, study.camps)
    assert (found["camp"] == "unassigned").mean() > .5
    written = path.read_text(encoding="utf-8")
    assert "  - {file: blank.txt, outlet: Blank}      # will be set aside: is empty\n" in written and "attributions, 2 outlets" in written


def test_it_never_changes_one_that_is_there(loose):
    (loose / "corpus.yaml").write_text("title: Mine\n")
    with pytest.raises(corpus.CorpusError, match="exists and is left as it is"):
        start.write(loose)
    assert (loose / "corpus.yaml").read_text() == "title: Mine\n"


def test_the_command_says_what_comes_next(typed, loose):
    done = typed("check", loose)
    assert done.returncode == 1 and f"python -m analysis init {loose}" in done.stdout
    done = typed("init", loose)
    assert (done.returncode, done.stderr) == (0, "") and f"python -m analysis check {loose}\n" in done.stdout
    assert typed("check", loose).stdout == (f"{loose}: 2 articles from 2 outlets, 1 camp: ready\n"
                                              "set aside: blank.txt is empty\nheadlines found, and paragraphs below them; a wrong one is put "
                                              "right by the article's 'title:' in corpus.yaml:\n"
                                              "  saved page.html, 4 paragraphs: Ferry to Elmar will stop in November\n"
                                              "  strait-ledger_2023-03-08.txt, 4 paragraphs: Islanders protest against the end of their ferry\n"
                                              "camps: all speakers are still in 'unassigned', "
                                              "so no camps are compared; put them into camps of your own, or write camps with 'terms:' alone "
                                              "in its place, and check shows who belongs where\n")
    done = typed("init", loose)
    assert done.returncode == 1 and "is left as it is" in done.stderr
    done = typed("init", loose / "nowhere")
    assert done.returncode == 1 and "there is no such folder" in done.stderr


def test_a_table_gets_one_too(tmp_path):
    path = tmp_path / "all rows.csv"
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["text", "outlet"], [plain("courier"), "Courier, the"], [plain("ledger"), "Ledger"]])
    start.write(path)
    assert corpus.check(path) == corpus.check(tmp_path) == []
    assert list(corpus.load(tmp_path).articles["outlet"]) == ["Courier, the", "Ledger"]
    assert schema.load(tmp_path / "corpus.yaml")[0]["articles"] == "all rows.csv"


def test_odd_names_stay_what_they_are(tmp_path):
    name = "no: 'yes' #1, {a} [b].txt"
    text = plain("ledger").replace("Zoë Håkon", "Ann O'Neill-Lee")
    (tmp_path / name).write_text(text)
    (tmp_path / "1843.txt").write_text(plain("courier"))
    start.write(tmp_path)
    study = corpus.load(tmp_path)
    assert sorted(study.articles["file"]) == ["1843.txt", name]
    assert "Ann O'Neill-Lee" in study.camps["unassigned"]["actors"]


def test_no_speaker_and_no_article(tmp_path):
    with pytest.raises(corpus.CorpusError, match="no articles"):
        start.write(tmp_path)
    (tmp_path / "a.txt").write_text("\n")
    with pytest.raises(corpus.CorpusError, match="(?s)no article can be used.*a.txt is empty"):
        start.write(tmp_path)
    assert not (tmp_path / "corpus.yaml").exists()
    (tmp_path / "a.txt").write_text("Rain fell on the island for the third day and the road to the school was closed.\n")
    start.write(tmp_path)
    assert corpus.check(tmp_path) == []


@pytest.mark.parametrize("stems, outlets", [
    (["courier-1", "courier-2", "bbc"], ["Courier", "Courier", "BBC"]),
    (["northgate-ledger_strike-begins", "northgate-ledger_talks"], ["Northgate Ledger"] * 2),
    (["Valley Courier 2021-05-03", "Le Monde"], ["Valley Courier", "Le Monde"]),
    (["000_7449f310ecd39909", "001_92358ec4144db0e8"], ["Outlet 1", "Outlet 2"]),
    (["Herald 11 June", "copy of Herald", "Echo (copy)", "March 3 Mail"], ["Herald", "Herald", "Echo", "Mail"]),
    (["herald-strike", "herald-talks"], ["Herald"] * 2),
    (["capital_wire", "the_courier", "orrin_observer"], ["Capital Wire", "The Courier", "Orrin Observer"]),
    (["01_valley_herald", "02_valley_post", "3_the_sun"], ["Valley Herald", "Valley Post", "The Sun"]),
    (["the_courier_dam", "the_courier_vote", "the_sun"], ["The Courier", "The Courier", "The Sun"])])
def test_outlets_from_file_names(stems, outlets):
    assert start.outlets(stems) == outlets


@pytest.mark.parametrize("written, date", [
    ("BRACKMOUTH, Oct. 9, 2024 - The", "2024-10-09"), ("Published 9 October 2024 at noon", "2024-10-09"),
    ("courier_20241009.txt", "2024-10-09"), ("13.03.2024 07:12", "2024-03-13"), ("3.4.2024", "2024-04-03"), ("v1.13.2024", ""), ("on 2024-13-40 and on May 3, 2021", "2021-05-03"), ("in 2024", ""),
    ("March 31, 2019 and April 1, 2019", "2019-03-31"), ("tel 0044 2024 10 09", "")])
def test_the_first_whole_date(written, date):
    assert start.day(written) == date


def test_aliases_that_two_share_are_given_to_neither():
    article = ("Rain\nAnn Lee said the dam was safe. Lee said so twice on Monday, at the town hall.\n"
               "Bo Lee said the dam was leaking. Lee said he had seen it himself on Tuesday night.\n")
    actors = quoted.speakers([quoted.read("A", article)]).actors
    assert {name for name, *_ in actors} >= {"Ann Lee", "Bo Lee"}
    assert not any("Lee" in aliases for _, aliases, *_ in actors)
    assert len(TEXTS) == 2


def test_whoever_is_quoted_as_he_alone_is_proposed_by_name_and_a_common_noun_is_not():
    article = ("Flood\nTed Vann hauled his skiff onto the trailer on Monday. “Nobody told us,” he said.\n"
               "Form letters went out too late, and a form letter is no warning, he said. The form said so.\n"
               "The Coast Guard said the harbour would stay shut until the slick had been cleared.\n")
    actors, _, others = quoted.speakers([quoted.read("A", article)])
    assert {name for name, *_ in actors} == {"Ted Vann", "Coast Guard"} and others == []


def test_a_name_behind_a_trade_is_the_name():
    raw = ("Court\n\nBaker Tom Hulme said on Monday that the oven was his. The case goes on this week, and the hall is full.\n\n"
           "“I built it,” Tom Hulme said.\n\nHulme said the rest would follow.\n")
    actors = quoted.speakers([quoted.read("Echo", raw)]).actors
    assert [(one.name, one.count) for one in actors] == [("Tom Hulme", 3)] and "Hulme" in actors[0].aliases


def test_no_description_and_no_surname_of_a_listed_name_is_proposed():
    raw = ("Court\n\nJudge Mara Quill said the dam was safe on Monday, as the hall filled. “I have seen it,” the judge said. The judge said "
           "so twice.\n\nQuill said the rest would follow.\n\nWeir said the road was shut, and that the bridge was too.\n\n"
           "Senator Dora Weir said that nothing was decided. Ilse Dorn said she was not asked.\n")
    actors = quoted.speakers([quoted.read("Echo", raw)]).actors
    assert not any(alias.islower() for _, aliases, *_ in actors for alias in aliases)
    camps = {"town": {"label": "Town", "actors": {"Dora Weir": [], "Mara Quill": []}, "terms": []}, "other": schema.OTHER}
    again = [quoted.read("Echo", raw, camps), quoted.read("Gull", "Rain\n\nWeir said the road was shut.\n", camps)]
    assert [name for name, *_ in quoted.speakers(again, camps).actors] == ["Ilse Dorn"]


def test_what_is_not_read_is_told(typed, loose):
    (loose / "interview.docx").write_bytes(b"PK\x03\x04")
    done = typed("init", loose)
    assert done.stdout.splitlines()[-1] == "not read: interview.docx; save what is in it as plain text (.txt)"
    (loose / "later.txt").write_text(plain("ledger"))
    said = typed("check", loose).stdout
    assert "set aside: interview.docx is a Word document; save what is in it as plain text (.txt)\n" in said
    assert "not read: later.txt, which corpus.yaml does not list\n" in said
    assert "camps: all speakers are still in 'unassigned'" in said


DAM = {"capital_wire.txt": """Valley approves higher dam

The dam at Orrin will be raised, the Valley Assembly decided on Monday. Halvard Energy chief executive Ingrid Sol said work would start soon.

“One hundred per cent is generous,” Sol told reporters. The group's lawyer, Anthony Pell, said papers would be filed.

Energy Minister Paula Drum said that the country needed light. Assembly leader Rashid Qureshi said nobody wanted to see a family move.

The Kestrel Anglers' Association disagrees and has threatened to sue the agency. Farmers Dougal Fraser and Jean Fraser said they would stay.
""", "the_courier.txt": """Halvard boss: ‘I would be angry too’

Minister says valley has chosen

Mr Qureshi hailed the vote as the most important decision since the railway came. Halvard said that the risk was small.

Paula Drum, the energy minister, said that the valley had chosen the future. “The country needs light,” she told the Courier.

Mr Pell said the case was strong. Ms Sol said that she understood the anger. Mr Sol said nothing of the kind. Ms Fraser said it was late.
"""}


@pytest.fixture
def dam(tmp_path):
    folder = tmp_path / "dam"
    folder.mkdir()
    for name, written in DAM.items():
        (folder / name).write_text(written, encoding="utf-8")
    return folder


def test_one_person_is_one_line_and_the_short_form_an_alias(typed, dam):
    done = typed("init", dam)
    assert (done.returncode, done.stderr) == (0, "")
    actors = corpus.load(dam).camps["unassigned"]["actors"]
    assert "Mr Qureshi" in actors["Rashid Qureshi"] and "Mr Pell" in actors["Anthony Pell"] and "Ms Sol" in actors["Ingrid Sol"]
    assert "Halvard" in actors["Halvard Energy"]
    assert not {"Mr Qureshi", "Mr Pell", "Ms Sol", "Halvard", "Ms Fraser"} & set(actors)
    assert not any("Halvard boss" in aliases for name, aliases in actors.items() if name != "Ingrid Sol")
    assert not any(name.endswith((" and", "disagrees")) for name in actors) and "Kestrel Anglers' Association" in actors
    told = done.stdout.splitlines()
    assert "  Anthony Pell, Mr Pell: the_courier.txt: Mr Pell said the case was strong." in told
    assert told.index(next(line for line in told if line.startswith("wrote "))) > max(
        n for n, line in enumerate(told) if line.startswith("  Rashid Qureshi, "))       # shown before it is written
    found = quotes.extract(corpus.load(dam).articles, corpus.load(dam).camps)
    assert set(found.loc[found["source"].str.contains("Qureshi"), "speaker"]) == {"Rashid Qureshi"}


def test_a_short_form_of_two_is_given_to_neither_and_told(typed, dam):
    wire = dam / "capital_wire.txt"
    wire.write_text(wire.read_text(encoding="utf-8").replace("Farmers Dougal Fraser and Jean Fraser said they would stay.",
                    "Farmer Kate Fraser said she would stay. Her sister, Jean Fraser, said she would go."), encoding="utf-8")
    typed("init", dam)
    assert "#   Ms Fraser (1): Jean Fraser or Kate Fraser\n" in (dam / "corpus.yaml").read_text(encoding="utf-8")
    actors = corpus.load(dam).camps["unassigned"]["actors"]
    assert {"Kate Fraser", "Jean Fraser"} <= set(actors) and "Ms Fraser" not in actors
    assert not any("Fraser" in alias for aliases in actors.values() for alias in aliases)
    (dam / "corpus.yaml").write_text("camps:\n  valley:\n    actors: {Halvard Energy: []}\n", encoding="utf-8")
    said = typed("check", dam).stdout
    assert "is it Jean Fraser or Kate Fraser? Write the name into the brackets of whoever is meant" in said
    assert "  Halvard: 1 attribution, 1 outlet; is it the Halvard Energy of corpus.yaml?" in said


def test_a_name_that_holds_a_verb_is_none():
    assert all(map(quoted.whole, ["Ann Lee", "Guild of Bakers", "Kestrian energy ministry", "Jan van der Brand", "al-Watan", "U.N."]))
    assert not any(map(quoted.whole, ["Anglers' Association disagrees and", "Harbour Trust disputes the figure", "Guild said", "Trust and"]))


def test_a_place_is_no_short_form_of_its_newspaper_or_council():
    raw = ("Row over the lake\n\nOster said on Monday that the lake was full. The Oster Gazette said that it was not.\n\n"
           "Oster Town Council said that it would wait.\n")
    actors = {one.name: set(one.aliases) for one in quoted.speakers([quoted.read("Echo", raw)]).actors}
    assert "Oster" not in {alias for aliases in actors.values() for alias in aliases}
