"""The sequence of notebooks: what is checked before, what is said, what stays whole."""
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import paths, run
from analysis.running import earlier, parameters

PLACES = 'corpus = "seeds"      # folder\nout = "build/seeds"   # folder\n'


def notebook(folder, name, *cells, settings=PLACES):
    """Write a notebook; a cell that starts with # and a blank is Markdown."""
    first = new_code_cell(settings, metadata={"tags": ["parameters"]})
    rest = [new_markdown_cell(cell) if cell.startswith("# ") else new_code_cell(cell) for cell in cells]
    nb = new_notebook(cells=[new_markdown_cell(f"# {name}"), first, *rest])
    nbformat.write(nb, folder / f"{name}.ipynb")


def leave(name):
    """Source of a cell that leaves a file in the folder of results."""
    return f'from pathlib import Path\nPath(out, "{name}").write_text("whole")'


@pytest.fixture
def corpus(bridge):
    return bridge


@pytest.fixture
def notebooks(tmp_path):
    folder = tmp_path / "notebooks {of} one's own"
    folder.mkdir()
    return folder


def study(corpus, notebooks, *given, out="out", **options):
    return run.study(corpus, corpus.parent / out, given=list(given), notebooks=notebooks, **options)


def test_notebooks_run_in_order_each_in_its_own_kernel_of_this_interpreter(corpus, notebooks, capfd):
    tell = ('import os, sys\n'
            'print(os.getpid(), sys.executable, "left" in globals(), os.path.basename(os.getcwd()))')
    notebook(notebooks, "2-second", tell)
    notebook(notebooks, "1-first", tell + "\nleft = 1")
    notebook(notebooks, "explore", "raise SystemExit(3)")
    study(corpus, notebooks)
    said = capfd.readouterr().err.splitlines()
    assert [line.partition(" ...")[0] for line in said] == ["1/2 first", "2/2 second"]
    assert all(line.endswith(" s") and float(line.split()[-2]) > 0 for line in said)
    done = [nbformat.read(corpus.parent / f"out/notebooks/{n}.ipynb", 4) for n in ("1-first", "2-second")]
    told = [nb.cells[3].outputs[0].text.split(maxsplit=1) for nb in done]
    assert told[0][0] != told[1][0]
    assert told[0][1] == told[1][1] == f"{sys.executable} False {notebooks.name}\n"


def test_places_and_parameters_reach_the_notebooks_that_have_them(corpus, notebooks):
    notebook(notebooks, "1-a", "print(repr((corpus, out, figures, draws, flag, level, word, empty)))",
             settings=PLACES + 'figures = ""\ndraws = 5\nflag = False\nlevel = .95\nword = ""\nempty = None')
    notebook(notebooks, "2-b", "print(repr((out, draws)))", settings='out = "x"\ndraws = 6')
    study(corpus, notebooks, "draws=12", "flag=true", "level=1e-3", "word=2022-02-16", "empty=3")
    done = [nbformat.read(corpus.parent / f"out/notebooks/{n}.ipynb", 4) for n in ("1-a", "2-b")]
    out = corpus.parent / "out"
    assert done[0].cells[3].outputs[0].text == \
        f"{(str(corpus), str(out), str(out / 'figures'), 12, True, .001, '2022-02-16', 3)!r}\n"
    assert done[1].cells[3].outputs[0].text == f"{(str(out), 12)!r}\n"


def test_executed_notebooks_hold_nothing_that_changes_from_run_to_run(corpus, notebooks):
    notebook(notebooks, "1-a", "import sys\nfor n in range(40):\n    print(n, flush=True)", "# ## b")
    pages = []
    for _ in range(2):
        index = study(corpus, notebooks)
        pages.append([(corpus.parent / "out/notebooks/1-a.ipynb").read_bytes(), index.read_bytes(),
                      (index.parent / "notebooks/1-a.html").read_bytes()])
    assert pages[0] == pages[1]
    nb = nbformat.reads(pages[0][0].decode(), 4)
    assert [list(cell.metadata) for cell in nb.cells] == [[], ["tags"], ["tags"], [], []]
    assert set(nb.metadata) == {"kernelspec", "language_info"} and "version" not in nb.metadata.language_info
    assert sorted(p.name for p in (corpus.parent / "out").iterdir()) == ["notebooks", "report"]


@pytest.mark.parametrize("given, said", [
    (["drwas=5"], ["has a parameter 'drwas'; did you mean 'draws' (1-a, 2-b)?", "draws=5", "flag=false"]),
    (["zzz=1"], ["no notebook has a parameter 'zzz'", "(1-a, 2-b)"]),
    (["draws=many"], ["'draws' of 1-a takes a whole number, as in draws=5; got 'many'"]),
    (["draws=2.5"], ["takes a whole number"]),
    (["draws="], ["takes a whole number"]),
    (["draws=true"], ["takes a whole number"]),
    (["level=nan"], ["'level' of 2-b takes a number"]),
    (["flag=5"], ["'flag' of 1-a takes true or false, as in flag=false; got '5'"]),
    (["draws"], ["-p draws: write it as name=value"]),
    (["out=elsewhere"], ["-p out: is set by the command itself"]),
    (["zzz=1", "flag=5"], ["'zzz'", "'flag'"]),
])
def test_wrong_parameters_are_told_before_anything_runs(corpus, notebooks, given, said):
    notebook(notebooks, "1-a", leave("ran"), settings=PLACES + "draws = 5\nflag = False")
    notebook(notebooks, "2-b", settings="draws = 5\nlevel = .9")
    with pytest.raises(run.RunError) as error:
        study(corpus, notebooks, *given)
    for words in said:
        assert words in str(error.value)
    assert not (corpus.parent / "out").exists()


def test_corpus_and_parameter_are_told_together(corpus, notebooks):
    notebook(notebooks, "1-a", leave("ran"))
    (corpus / "a.txt").unlink()
    with pytest.raises(run.RunError, match=r"(?s)a\.txt.*no such file.*no notebook has a parameter 'x'"):
        study(corpus, notebooks, "x=1")
    assert not (corpus.parent / "out").exists()


def test_results_never_go_into_the_corpus(corpus, notebooks):
    notebook(notebooks, "1-a")
    before = sorted(corpus.iterdir())
    for out in ("corpus", "corpus/results"):
        with pytest.raises(run.RunError, match="cannot go into the corpus folder"):
            study(corpus, notebooks, out=out)
    with pytest.raises(run.RunError, match="cannot go into the corpus folder"):
        study(corpus, notebooks, figures=corpus / "figures")
    assert sorted(corpus.iterdir()) == before


def test_a_failure_names_notebook_cell_and_error_and_leaves_earlier_results_whole(corpus, notebooks, capfd):
    notebook(notebooks, "1-a", leave("one"))
    notebook(notebooks, "2-b", leave("two"), "# ## Who speaks?", "{}['camp']", leave("never"))
    notebook(notebooks, "3-c", leave("never"))
    study_of = corpus.parent / "out"
    with pytest.raises(run.RunError) as error:
        study(corpus, notebooks)
    first, *rest = str(error.value).splitlines()
    assert first == "2-b failed in cell 6 (In [4], \"Who speaks?\"): KeyError: 'camp'"
    assert "2-b.failed.ipynb" in rest[0] and "whole" in rest[1]
    assert capfd.readouterr().err.splitlines()[-1] == "2/3 b ... stopped"
    assert sorted(p.name for p in study_of.iterdir()) == ["notebooks", "one", "two"]
    assert sorted(p.name for p in (study_of / "notebooks").iterdir()) == ["1-a.ipynb", "2-b.failed.ipynb"]
    failed = nbformat.read(study_of / "notebooks/2-b.failed.ipynb", 4)
    assert failed.cells[5].outputs[0].ename == "KeyError" and len(failed.cells) == 7

    notebook(notebooks, "2-b", leave("two"))
    study(corpus, notebooks)
    done = sorted(p.name for p in (study_of / "notebooks").iterdir())
    assert done == ["1-a.ipynb", "2-b.ipynb", "3-c.ipynb"]


def table(name, value):
    """Source of a cell that writes a small table and a figure's data."""
    return ('from pathlib import Path\nimport pandas as pd\nfor place in (Path(out, "tables"), Path(figures)):\n'
            '    place.mkdir(parents=True, exist_ok=True)\n'
            f'pd.DataFrame({{"x": [{value}]}}).to_parquet(Path(out, "tables", "{name}.parquet"))\n'
            f'Path(figures, "{name}-x.csv").write_text("{value}")')


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_run_that_fails_leaves_the_results_of_the_earlier_one_untouched(corpus, notebooks):
    places = PLACES + 'figures = "f"'
    notebook(notebooks, "1-a", table("1", 1), settings=places)
    notebook(notebooks, "2-b", table("2", 1), settings=places)
    pictures = corpus.parent / "pictures"
    pictures.mkdir()
    (pictures / "own.txt").write_text("mine")
    index = study(corpus, notebooks, figures=pictures)
    before, drawn = contents(corpus.parent / "out"), contents(pictures)
    assert len(drawn) == 3 and index.relative_to(corpus.parent / "out") in before

    notebook(notebooks, "1-a", table("1", 2), table("9", 2), settings=places)
    notebook(notebooks, "2-b", table("2", 2), "1 / 0", settings=places)
    with pytest.raises(run.RunError, match="the results of the earlier run are as they were"):
        study(corpus, notebooks, figures=pictures)
    after = contents(corpus.parent / "out")
    assert [str(path) for path in after if path not in before] == ["notebooks/2-b.failed.ipynb"]
    assert {path: data for path, data in after.items() if path in before} == before and contents(pictures) == drawn

    notebook(notebooks, "2-b", table("2", 2), settings=places)
    study(corpus, notebooks, figures=pictures)
    assert (pictures / "9-x.csv").read_text() == "2" and not (corpus.parent / "out" / earlier.ASIDE).exists()
    new = {str(path) for path in contents(corpus.parent / "out")} - {str(path) for path in before}
    assert new == {"tables/9.parquet", "report/tables/9.parquet", "report/tables/9.csv"}


def test_what_a_killed_run_left_is_put_right_by_the_next(corpus, notebooks):
    notebook(notebooks, "1-a", table("1", 1), settings=PLACES + 'figures = "f"')
    study(corpus, notebooks)
    out = corpus.parent / "out"
    before = contents(out)
    held = earlier.kept(out, out / "figures")
    held.__enter__()                               # and no end: the process was killed
    (out / "tables" / "1.parquet").write_text("half")
    earlier.restore(out)
    assert contents(out) == before


def test_a_report_that_cannot_be_written_leaves_the_earlier_results(corpus, notebooks, monkeypatch):
    notebook(notebooks, "1-a", table("1", 1), settings=PLACES + 'figures = "f"')
    study(corpus, notebooks)
    before = contents(corpus.parent / "out")
    notebook(notebooks, "1-a", table("1", 2), settings=PLACES + 'figures = "f"')

    def full(*_):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(run.report, "write", full)
    with pytest.raises(OSError):
        study(corpus, notebooks)
    assert contents(corpus.parent / "out") == before


@pytest.mark.parametrize("source, said", [
    ("import os\nos._exit(1)", "the kernel died"),
    ("import time\ntime.sleep(60)", "the cell ran longer than 2 s"),
    ("1 +", "SyntaxError"),
    ("raise ValueError('one\\ntwo')", "ValueError: one"),
    ("raise RuntimeError", "RuntimeError"),
])
def test_every_way_to_fail_is_one_plain_line(corpus, notebooks, capfd, source, said):
    notebook(notebooks, "1-a", "# ## Here", source)
    with pytest.raises(run.RunError) as error:
        study(corpus, notebooks, timeout=2)
    first = str(error.value).splitlines()[0]
    assert first.startswith('1-a failed in cell 5 (In [3], "Here"): ') and said in first
    assert "\x1b" not in first
    assert capfd.readouterr().err == "1/1 a ... stopped\n"


def test_no_notebooks_is_an_error(corpus, notebooks):
    with pytest.raises(run.RunError, match="no notebooks"):
        study(corpus, notebooks)


def test_refresh_writes_all_or_none_and_twice_is_once(notebooks):
    notebook(notebooks, "1-a", "1 + 1", settings="draws = 5")
    notebook(notebooks, "2-b", "1 / 0", settings="draws = 5")
    before = {p: p.read_bytes() for p in notebooks.iterdir()}
    with pytest.raises(run.RunError, match=r"(?s)2-b failed.*ZeroDivisionError.*no notebook was changed"):
        run.refresh(notebooks)
    assert {p: p.read_bytes() for p in notebooks.iterdir()} == before

    notebook(notebooks, "2-b", "draws", settings="draws = 5")
    notebook(notebooks, "explore", "draws", settings="draws = 6")
    assert [p.stem for p in run.refresh(notebooks)] == ["1-a", "2-b", "explore"]
    once = {p: p.read_bytes() for p in notebooks.iterdir()}
    assert nbformat.read(notebooks / "explore.ipynb", 4).cells[2].outputs[0].data["text/plain"] == "6"
    run.refresh(notebooks)
    assert {p: p.read_bytes() for p in notebooks.iterdir()} == once


def test_a_value_takes_the_type_of_its_default():
    assert [parameters.parse("yes", True), parameters.parse("3", 1.5), parameters.parse("5", "a"),
            parameters.parse("'5'", 'a'), parameters.parse("", "a"), parameters.parse("a: b", "a"),
            parameters.parse("-4", 1)] == [True, 3.0, "5", "5", "", "a: b", -4]


def test_an_interrupted_run_ends_quietly_and_leaves_no_half_notebook(corpus, notebooks, tmp_path):
    notebook(notebooks, "1-a", leave("begun"), "import time\ntime.sleep(60)")
    start = ("import signal, sys; from pathlib import Path; from analysis import __main__, paths, run; "
             "signal.signal(signal.SIGINT, signal.default_int_handler); "    # a shell's background job ignores it
             "sequence = run.sequence; run.sequence = lambda _=None: sequence(Path(sys.argv[1])); "
             "sys.exit(__main__.main(['run', *sys.argv[2:]]))")
    out = tmp_path / "out"
    process = subprocess.Popen([sys.executable, "-c", start, notebooks, corpus, "--out", out],
                               stderr=subprocess.PIPE, text=True)
    for _ in range(300):
        if (out / "begun").exists() or process.poll() is not None:
            break
        time.sleep(.1)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=30)[1]
    assert process.returncode == 130 and said.endswith("error: interrupted\n") and "Traceback" not in said
    assert list((out / "notebooks").iterdir()) == []


def test_a_notebook_is_compared_by_cell_and_a_widget_leaves_no_trace(notebooks):
    show = "import ipywidgets\nipywidgets.HTML('moved')"
    notebook(notebooks, "1-a", show, settings="draws = 5")
    run.refresh(notebooks)
    once = (notebooks / "1-a.ipynb").read_bytes()
    assert b"widget-view" not in once
    run.refresh(notebooks)
    assert (notebooks / "1-a.ipynb").read_bytes() == once
    (notebooks / "2-b.ipynb").write_bytes(once.replace(b"draws = 5", b"draws = 6"))
    told = subprocess.run([sys.executable, "-m", "nbdime", "diff", "--no-color", "1-a.ipynb", "2-b.ipynb"], cwd=notebooks,
                          capture_output=True, text=True)
    lines = [line for line in told.stdout.splitlines() if line[:1] in "+-" and "draws" in line]
    assert lines == ["-  draws = 5", "+  draws = 6"], told.stdout + told.stderr
    ours = (paths.ROOT / ".gitattributes").read_text()
    assert "*.ipynb diff=jupyternotebook merge=jupyternotebook" in ours
