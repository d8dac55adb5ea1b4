"""The committed notebooks keep the rules of hygiene.py, and each rule catches a notebook that breaks it."""
import copy

import hygiene
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import paths

NUMBERED = sorted(paths.NOTEBOOKS.glob("[0-9]*-*.ipynb"))
OTHERS = [path for path in sorted(paths.NOTEBOOKS.glob("[!.]*.ipynb")) if path not in NUMBERED]


def test_the_sequence_is_complete():
    assert [path.name.partition("-")[0] for path in NUMBERED] == ["1", "2", "3", "4", "4b", "5"]


@pytest.mark.parametrize("rule", hygiene.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", NUMBERED, ids=lambda path: path.stem)
def test_committed_notebook(path, rule):
    assert rule(nbformat.read(path, as_version=4)) == []


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_other_notebook(path):
    nb = nbformat.read(path, as_version=4)
    assert [problem for rule in hygiene.EVERYWHERE for problem in rule(nb)] == []


def result(text, count):
    return new_output("execute_result", {"text/plain": text}, execution_count=count)


def clean():
    """A small notebook that keeps every rule."""
    settings = new_code_cell('corpus = "seeds"   # folder of articles\ndraws = 500        # number of draws',
                             execution_count=1, metadata={"tags": ["parameters"]})
    return new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
                  "language_info": {"name": "python"}},
        cells=[new_markdown_cell("# How many?\n\n**Reads** a. **Writes** b. **Limits** c."), settings,
               new_code_cell("from analysis import tables\nshares = 1 + 1", execution_count=2),
               new_markdown_cell("## Who speaks?"),
               new_code_cell("shares", execution_count=3, outputs=[result("2", 3)]),
               new_code_cell("assert shares == 2", execution_count=4),
               new_code_cell('tables.save(shares, "measures", out)', execution_count=5,
                             outputs=[result("measures.parquet", 5)])])


def with_cell(source, outputs=()):
    nb = clean()
    nb.cells.insert(4, new_code_cell(source, outputs=list(outputs)))
    for number, (_, cell) in enumerate(hygiene.code(nb), 1):
        cell.execution_count = number
    return nb


def changed(change):
    nb = clean()
    change(nb)
    return nb


def shown(text):
    return with_cell("shares", [new_output("display_data", {"text/html": text})])


def drop_output(nb):
    nb.cells[4].outputs = []


def skip_a_count(nb):
    nb.cells[5].execution_count = 7


def never_ran(nb):
    nb.cells[5].execution_count = None


def set_parameters(source):
    return changed(lambda nb: nb.cells[1].update(source=source))


ERROR = new_output("error", ename="KeyError", evalue="'camp'", traceback=[])
WARNING = new_output("stream", name="stderr", text="FutureWarning: soon")
NAMED = new_output("display_data", {"text/plain": "<Figure size 800x600 with 1 Axes>"})
SEVEN = "\n".join(f"p{n} = {n}  # {n}" for n in range(7))
BROKEN = {
    "a count is skipped": (hygiene.counts_in_order, changed(skip_a_count)),
    "a cell never ran": (hygiene.counts_in_order, changed(never_ran)),
    "an output is missing": (hygiene.outputs_present, changed(drop_output)),
    "a figure by name": (hygiene.figures_shown, with_cell('charts.save(figure, "1-a", out)', [NAMED])),
    "an error": (hygiene.no_error, with_cell("x = {}['camp']", [ERROR])),
    "a warning": (hygiene.no_warning, with_cell("x = 1", [WARNING])),
    "a long cell": (hygiene.short_cells, with_cell("\n".join(f"x{n} = {n}" for n in range(13)))),
    "longish cells": (hygiene.short_cells, changed(lambda nb: [
        cell.update(source="\n".join(["x = 1"] * 6 + [cell.source])) for cell in nb.cells[4:]])),
    "a path in the source": (hygiene.no_absolute_path, with_cell('x = open("/home/ann/corpus.yaml")')),
    "a path of another system": (hygiene.no_absolute_path, with_cell(r'x = r"C:\Users\ann"')),
    "a path in an output": (hygiene.no_absolute_path, shown("<b>written to /Users/ann/build</b>")),
    "a path in the prose": (hygiene.no_absolute_path, changed(
        lambda nb: nb.cells[3].update(source="## See /work/x/y"))),
    "no parameters": (hygiene.one_parameters_cell, changed(lambda nb: nb.cells[1].metadata.pop("tags"))),
    "two parameter cells": (hygiene.one_parameters_cell, changed(
        lambda nb: nb.cells[2].metadata.update(tags=["parameters"]))),
    "seven parameters": (hygiene.one_parameters_cell, set_parameters(SEVEN)),
    "a list as parameter": (hygiene.one_parameters_cell, set_parameters("camps = ['a']  # the camps")),
    "a computed parameter": (hygiene.one_parameters_cell, set_parameters("draws = int(5)  # draws")),
    "a parameter unexplained": (hygiene.one_parameters_cell, set_parameters("draws = -5")),
    "a def": (hygiene.reads_as_prose, with_cell("def f():\n    return 1")),
    "a class": (hygiene.reads_as_prose, with_cell("class A:\n    pass")),
    "a loop": (hygiene.reads_as_prose, with_cell("x = []\nfor n in range(3):\n    x.append(n)")),
    "pyplot": (hygiene.reads_as_prose, with_cell("import matplotlib.pyplot as plt")),
    "pyplot from": (hygiene.reads_as_prose, with_cell("from matplotlib import pyplot")),
    "a progress bar": (hygiene.reads_as_prose, with_cell("from tqdm.auto import tqdm")),
    "a download": (hygiene.reads_as_prose, with_cell('import nltk\nx = nltk.download("punkt")')),
    "pip": (hygiene.reads_as_prose, with_cell("%pip install textacy")),
    "a shell line": (hygiene.reads_as_prose, with_cell("!ls")),
    "no title": (hygiene.opens_with_its_question, changed(lambda nb: nb.cells[0].update(
        source="Reads, Writes, Limits"))),
    "no limits": (hygiene.opens_with_its_question, changed(lambda nb: nb.cells[0].update(
        source="# How many?\n\nReads a. Writes b."))),
    "code first": (hygiene.opens_with_its_question, changed(lambda nb: nb.cells.append(nb.cells.pop(0)))),
    "no tables": (hygiene.closes_with_what_it_wrote, changed(
        lambda nb: nb.cells[-1].update(source="shares"))),
    "a duration": (hygiene.nothing_to_scrub, changed(
        lambda nb: nb.cells[2].metadata.update(execution={"iopub.status.busy": "2024-01-01"}))),
    "papermill's notes": (hygiene.nothing_to_scrub, changed(lambda nb: nb.metadata.update(papermill={}))),
    "a version": (hygiene.nothing_to_scrub, changed(
        lambda nb: nb.metadata.language_info.update(version="3.11.2"))),
    "a kernel of one's own": (hygiene.nothing_to_scrub, changed(
        lambda nb: nb.metadata.kernelspec.update(name="my-env"))),
    "injected parameters": (hygiene.nothing_to_scrub, changed(
        lambda nb: nb.cells[2].metadata.update(tags=["injected-parameters"]))),
}


def test_a_clean_notebook_keeps_every_rule():
    assert {rule.__name__: rule(clean()) for rule in hygiene.RULES if rule(clean())} == {}


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_catches_what_breaks_it_and_no_other_does(name):
    rule, nb = BROKEN[name]
    assert rule(copy.deepcopy(nb))
    assert [other.__name__ for other in hygiene.RULES if other is not rule and other(nb)] == []


@pytest.mark.parametrize("source", ["https://example.org/home/news", "either/work/or", "see ./tmp/x", "a/b"])
def test_an_address_is_no_absolute_path(source):
    assert hygiene.no_absolute_path(shown(source)) == []


def test_pictures_are_not_searched_for_paths():
    picture = new_output("display_data", {"image/png": "iVBORw0/home/0KGgo="})
    assert hygiene.no_absolute_path(with_cell("shares", [picture])) == []


def test_every_rule_is_proven():
    assert {rule for rule, _ in BROKEN.values()} == set(hygiene.RULES)
