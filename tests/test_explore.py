"""The explore notebook without a browser: what is chosen, what survives, what moves, and what is written."""
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import corpus as corpora
from analysis import quotes, tables, text
from analysis.checking import corrections
from analysis.scoring import multiverse
from analysis.showing import explore, panels

HARBOUR = Path(__file__).parent / "corpus_harbour"


@pytest.fixture
def loaded(tmp_path):
    """A copy of a corpus with its tables; the comparisons are made by hand."""
    folder = tmp_path / "corpus"
    shutil.copytree(HARBOUR, folder)
    study = corpora.load(folder)
    out = tmp_path / "out" / "tables"
    tables.save(text.clean(study.articles), "passages", out)
    tables.save(quotes.extract(study.articles, study.camps), "quotes", out)
    tables.save(COMPARED, "comparisons", out)
    return explore.load(folder, tmp_path / "out")


OFF = "Joss Tarrick"
COMPARED = pd.DataFrame({
    "group": ["camp", "camp", "outlet", "outlet", "target"], "within": ["", "", "union", "union", "union"],
    "first": ["union", "union", "Gull", "Gull", "company"], "second": ["company", "other", "Tern", "Skua", "union"],
    "agree": [1., .9, .8, 1., 1.], "estimate": [.2, -.3, .1, .4, .5], "low": [.1, -.5, -.1, np.nan, .4],
    "high": [.3, -.1, .3, np.nan, .6], "n_first": [20, 9, 20, 8, 9], "n_second": [12, 6, 30, 7, 9],
    "specifications": 54, "robust": [True, True, False, False, True]})


def test_what_survives_a_threshold():
    def named(*thresholds):
        table = explore.survivors(COMPARED[:4], *thresholds)
        return list(table.loc[table["survives"], "second"])
    assert named() == ["company", "other"] and named(.95, 5) == ["company"]
    assert named(.5, 5) == ["company", "other"]             # an interval around 0 never survives
    assert named(.9, 7) == ["company"] and named(.9, 13) == []
    assert multiverse.AGREE == .9


def test_the_comparisons_are_those_of_the_table_and_what_has_no_interval_is_not_tested(loaded):
    table = explore.comparisons(loaded)
    labels = {name: entry["label"] for name, entry in loaded.study.camps.items()}
    assert table["what"].tolist() == [f"{labels['union']} less {labels['company']}", f"{labels['union']} less {labels['other']}",
                                      f"Gull less Tern, on {labels['union']}", f"Gull less Skua, on {labels['union']}"]
    pd.testing.assert_frame_equal(table[["low", "high"]], COMPARED.loc[:3, ["low", "high"]])
    told = explore.survey(table, .95)
    assert "1 of 3 comparisons of tone survive" in told and "Not tested: 1 more" in told
    assert told.count("<td>not tested</td>") == 1 and "Not tested" not in explore.survey(table[:3])


def test_chosen_are_the_rows_with_all_of_it(loaded):
    found, table = explore.select(loaded.quotes, outlet="", camp="union", speaker="", stance="neutral"), loaded.quotes
    assert len(found) == ((table["camp"] == "union") & (table["stance"] == "neutral")).sum() > 0
    assert len(explore.select(table)) == len(table)
    said, thought = ((found["kind"] == kind).sum() for kind in ("speech", "mental"))
    assert said and thought == 2
    assert f"{len(found)} of {len(table)} attributions ({said} statements, {thought} thoughts or wishes)" in explore.listing(loaded, found)
    assert "no attribution has all of this" in explore.listing(loaded, table.head(0))
    article = found["article"].iloc[0]
    page = explore.read(loaded, found, article)
    assert page.count("title=") >= (found["article"] == article).sum() and explore.read(loaded, found, "none") == ""
    assert explore.picture(loaded, found).startswith("<img") and "<img" in explore.picture(loaded, table.head(0))


def test_shares_move_with_a_speaker(loaded):
    table = loaded.quotes
    speaker = explore.choices(table[(table["kind"] == "speech") & (table["camp"] == "union")], "speaker")[0]
    n = ((table["speaker"] == speaker) & (table["kind"] == "speech") & (table["camp"] == "union")).sum()
    rows = explore.shares(loaded, speaker, "other")
    rows = rows[rows["outlet"] == "all outlets"].set_index("camp")
    assert rows.loc["union", "before"] - rows.loc["union", "after"] == n
    assert rows["before"].sum() == rows["after"].sum() == rows["n"].iloc[0]
    assert np.isclose(rows["share_after"].sum(), 1)


def test_a_move_is_written_as_corrections_that_the_next_run_applies(loaded):
    table = loaded.quotes
    speaker = explore.choices(table[table["camp"] == "union"], "speaker")[0]
    file = loaded.study.folder / corrections.FILE
    told = explore.correct(loaded, speaker, "other", "", "")
    assert told.startswith("Nothing was written. “Who decides” and “Why” are empty: ") and not file.exists()
    assert "“Why” is empty" in explore.correct(loaded, speaker, "other", "A. Reader", " ")
    told = explore.correct(loaded, speaker, "other", "A. Reader", "speaks for nobody")
    n = ((table["speaker"] == speaker) & (table["camp"] != "other")).sum()
    assert told == f"{n} row{'' if n == 1 else 's'} written to corrections.csv of the corpus; the next run applies them."
    kept = file.read_bytes()
    assert explore.correct(loaded, speaker, "other", "B", "again").startswith("Nothing to write: corrections.csv says so")
    assert explore.correct(loaded, speaker, "company", "B", "no").startswith("Nothing was written. Row 2 of corrections.csv puts ")
    assert file.read_bytes() == kept and corrections.check(loaded.study.folder) == []
    applied, done = corrections.apply(table, loaded.study)
    assert set(applied.loc[applied["speaker"] == speaker, "camp"]) == {"other"} and len(done) == n
    again = loaded._replace(quotes=applied)
    assert explore.correct(again, speaker, "other", "A", "b").startswith("Nothing to write")


def test_panels_follow_their_controls_and_stand_still_elsewhere(loaded):
    panel = panels.browse(loaded)
    menus, figure, listed, article, read = panel.children
    outlet = menus.children[0]
    outlet.value = outlet.options[1][1] if isinstance(outlet.options[1], tuple) else outlet.options[1]
    n = (loaded.quotes["outlet"] == outlet.value).sum()
    assert f"{n} of {len(loaded.quotes)} attributions" in listed.value and "<img" in figure.value
    survive = panels.survive(loaded)
    assert "2 of 3 comparisons" in survive.children[2].value
    survive.children[1].value = 13
    assert "0 of 3 comparisons" in survive.children[2].value
    move = panels.move(loaded)
    speaker, camp, told, who, why, button, said = move.children
    button.click()
    assert said.value.startswith("Nothing was written.")
    who.value, why.value = "A. Reader", "as she said"
    button.click()
    assert "written to corrections.csv" in said.value and (loaded.study.folder / corrections.FILE).exists()
    for one in (panel, survive, move):
        bundle = one._repr_mimebundle_()
        assert "JupyterLab" in bundle["text/html"] and "<table" in bundle["text/html"]
        assert "application/vnd.jupyter.widget-view+json" in bundle


def test_each_menu_offers_what_the_others_leave(loaded):
    table, panel = loaded.quotes, panels.browse(loaded)
    outlet, camp, speaker, stance = panel.children[0].children
    figure, listed, article, read = panel.children[1:]
    whole = len(speaker.options)
    camp.value = "union"
    of_camp = table[table["camp"] == "union"]
    assert {value for _, value in speaker.options} == {"", *of_camp["speaker"]} and len(speaker.options) < whole
    assert {value for _, value in article.options} == set(of_camp["article"])
    speaker.value = speaker.options[-1][1]
    assert {value for _, value in outlet.options} == {"", *of_camp.loc[of_camp["speaker"] == speaker.value, "outlet"]}
    outlet.value = outlet.options[1][1]
    assert camp.value == "union" and "no attribution" not in listed.value and "border-bottom" in read.value
    held, place = speaker.value, article.value
    outlet.value = ""
    assert (camp.value, speaker.value, article.value) == ("union", held, place)       # more room moves no choice
    camp.value = speaker.value = ""
    rows = loaded.study.articles
    outlet.value = rows["outlet"].iloc[-1]
    own = rows.loc[rows["outlet"] == outlet.value, "article"].tolist()
    assert [value for _, value in article.options] == own and article.value in own
    article.value = own[-1]
    assert f"{own[-1]}#" in read.value and len(camp.options) > 2


def test_who_is_on_no_list_goes_into_corpus_yaml_by_one_click(loaded, monkeypatch):
    """Hugo Lindqvane, a mediator, belongs to no camp that the text names; Ben Achterberg is taken off the list."""
    file = loaded.study.folder / "corpus.yaml"
    whole = file.read_text(encoding="utf-8")
    line = next(line for line in whole.splitlines(True) if OFF in line)
    file.write_text(whole.replace(line, ""), encoding="utf-8")
    short = file.read_bytes()
    loaded = loaded._replace(study=corpora.load(loaded.study.folder))
    before, panel = explore.proposed(loaded), panels.unlisted(loaded)
    *lines, button, said = panel.children
    menus = {one.name: box.children[0] for one, box in zip(explore.proposed(loaded), lines)}
    shown = next(box.children[1].value for box in lines if OFF in box.children[1].value)
    assert ".txt, line " in shown and "“" in shown and OFF in menus and "Hugo Lindqvane" in menus
    assert menus["Hugo Lindqvane"].value == ""                     # nothing clear, so it is left out
    for menu in menus.values():
        menu.value = ""
    button.click()
    assert said.value.startswith("Nothing to write") and file.read_bytes() == short
    menus[OFF].value = "union"
    button.click()
    assert said.value.startswith(f"Added to corpus.yaml of the corpus: {OFF} under union.")
    assert OFF in corpora.load(loaded.study.folder).camps["union"]["actors"]
    assert not any(OFF in box.children[1].value for box in panel.children[:-2]) and len(panel.children) == len(lines) + 1
    again = loaded._replace(study=corpora.load(loaded.study.folder))
    assert OFF not in [one.name for one in explore.proposed(again)] and explore.listed(again, [])[0] is False
    assert all(menu.description == name for name, menu in menus.items())      # what a screen reader says of a menu
    menus["Hugo Lindqvane"].value = "union"
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("no room")))
    kept = file.read_bytes()
    button.click()
    assert said.value.startswith("Nothing was written. no room") and file.read_bytes() == kept
    bundle = panel._repr_mimebundle_()
    assert "JupyterLab" in bundle["text/html"] and "Hugo Lindqvane" in bundle["text/html"]
    monkeypatch.undo()
    menus["Hugo Lindqvane"].value = dict(menus["Hugo Lindqvane"].options)["on no side"]
    button.click()
    assert said.value.startswith("Added to corpus.yaml of the corpus: Hugo Lindqvane under other.")
    again = loaded._replace(study=corpora.load(loaded.study.folder))
    assert again.study.camps["other"]["actors"] == {"Hugo Lindqvane": next(one.aliases for one in before if one.name == "Hugo Lindqvane")}
    assert "Hugo Lindqvane" not in [one.name for one in explore.proposed(again)]
    nobody = loaded._replace(quotes=loaded.quotes.head(0))
    assert "is listed" in panels.unlisted(nobody).still


def test_a_name_is_text_and_no_markup(loaded):
    one = explore.proposed(loaded)[0]._replace(name="<b>x</b>", rests=[("", explore.unlisted.Place("a<i>.txt", 3, "<script>"))])
    told = explore.rests(one, loaded.study.camps)
    assert "&lt;script&gt;" in told and "<script" not in told and "<b>x</b>" not in told and "<i>" not in told
