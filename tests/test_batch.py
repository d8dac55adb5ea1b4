"""Several corpora in one run: each under its own folder, one that fails stops no other, a table and a page at the end."""
import shutil

import pytest
from test_report import Page, dead_links
from test_run import leave, notebook

from analysis import __main__, run
from analysis.running import batch


@pytest.fixture
def corpora(bridge, tmp_path, monkeypatch):
    """Two corpora of one name and one that is broken; one small notebook as the sequence."""
    folders = [tmp_path / "x" / "bridge", tmp_path / "y" / "bridge", tmp_path / "broken one"]
    for folder in folders:
        shutil.copytree(bridge, folder)
    (folders[2] / "corpus.yaml").write_text("title: B\ncamps: {}\n")
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    notebook(notebooks, "1-a", leave("whole"))
    found = run.sequence(notebooks)
    monkeypatch.setattr(run, "sequence", lambda *_: found)
    return [str(folder) for folder in folders]


def test_one_that_fails_stops_no_other_and_the_status_says_so(corpora, tmp_path, capfd):
    out = tmp_path / "all studies"
    status = __main__.main(["run", corpora[0], corpora[2], corpora[1], "--out", str(out)])
    said = capfd.readouterr()
    assert status == 1 and "error:" in said.err and "broken one (2 of 3)" in said.err
    head, *rows, index = said.out.splitlines()
    assert head.split() == ["corpus", "articles", "attributions", "findings", "seconds", "status"]
    assert [row.split()[0] for row in rows] == ["bridge", "broken", "bridge-2"]
    assert rows[0].endswith("done") and rows[2].endswith("done") and "camps" in rows[1]
    assert index.startswith("index: ") and (out / "bridge" / "whole").exists() and (out / "bridge-2" / "whole").exists()
    page = Page(out / "index.html")
    assert page.links.count("bridge/report/index.html") == 1 and "bridge-2/report/index.html" in page.links
    assert dead_links(out) == [] and "broken one" in page.text and "\x1b" not in said.err


def test_all_done_is_status_0_and_one_corpus_keeps_its_place(corpora, tmp_path, capfd):
    assert __main__.main(["run", *corpora[:2], "--out", str(tmp_path / "two")]) == 0
    assert __main__.main(["run", corpora[0] + "/", "--out", str(tmp_path / "one")]) == 0
    assert (tmp_path / "one" / "whole").exists() and not (tmp_path / "one" / "index.html").exists()


def test_results_of_several_do_not_go_into_a_corpus_or_a_file(corpora, tmp_path, capfd):
    assert __main__.main(["run", *corpora[:2], "--out", f"{corpora[1]}/out"]) == 1
    assert "cannot go into the corpus folder" in capfd.readouterr().err
    (tmp_path / "file").write_text("")
    assert __main__.main(["run", *corpora[:2], "--out", str(tmp_path / "file")]) == 1
    assert __main__.main(["run", *corpora[:2], "--out", str(tmp_path / "o"), "--figures", str(tmp_path / "f")]) == 1


def test_names_differ_whatever_the_case(tmp_path):
    named = batch.names([tmp_path / "a", tmp_path / "b" / "A", tmp_path / "index.html", tmp_path / "c" / "a"])
    assert named == ["a", "A-2", "index.html-2", "a-3"]


def test_a_bar_is_shown_on_a_terminal_only(corpora, tmp_path, monkeypatch, capfd):
    import sys
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert __main__.main(["run", corpora[0], "--out", str(tmp_path / "live")]) == 0
    assert "notebook" in capfd.readouterr().err


def test_make_figures_takes_a_path_with_blanks_and_a_slash_at_its_end():
    import subprocess

    from analysis import paths
    for typed in ("some where/my corpus", "some where/my corpus/"):
        told = subprocess.run(["make", "-n", "-o", ".venv/.ready", "figures", f"CORPUS={typed}"], cwd=paths.ROOT,
                              capture_output=True, text=True)
        assert f'run "{typed}" --out "build/my corpus" --figures "figures/my corpus"' in told.stdout, told.stderr
