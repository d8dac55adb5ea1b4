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
                                              "set aside: blank.txt is empty\ncamps: all speakers are still in 'unassigned', "
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
    (["herald-strike", "herald-talks"], ["Herald"] * 2)])
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
    assert "not read: interview.docx;" in said and "not read: later.txt, which corpus.yaml does not list\n" in said
    assert "camps: all speakers are still in 'unassigned'" in said
