"""The study: the notebooks in order on one corpus, each in a fresh kernel, then the report.

Everything a run needs is checked before the first notebook starts; after that the first failure
stops it, and the results of an earlier run are put back (without one, what the notebooks wrote stays, each file whole).
"""
from __future__ import annotations

import os
import re
import sys
import time
from itertools import islice
from pathlib import Path

from analysis import corpus as corpora
from analysis.running import parameters as knobs
from analysis import paths
from analysis.running import earlier
from analysis.showing import report

SEQUENCE = "[0-9]*-*.ipynb"
NOISE = ("papermill", "execution", "ExecuteTime", "collapsed", "scrolled", "trusted")
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
CELL_TIMEOUT = 600
MOST = 2_000             # articles that the notebooks draw from; above, a random sample of so many


class RunError(Exception):
    """A run cannot start or had to stop; the message is meant for the person who typed the command."""


def sequence(folder: Path = paths.NOTEBOOKS) -> list[Path]:
    """The numbered notebooks of `folder`, in order; RunError when there are none."""
    found = sorted(Path(folder).resolve().glob(SEQUENCE))
    if not found:
        raise RunError(f"there are no notebooks named like 1-clean-text.ipynb in {folder}")
    return found


def _kernel_manager():
    """A manager whose `python3` is the running interpreter, whatever kernels the machine has installed."""
    from jupyter_client import AsyncKernelManager
    from jupyter_client.kernelspec import KernelSpecManager

    class Manager(AsyncKernelManager):
        def _kernel_spec_manager_default(self):
            return KernelSpecManager(kernel_dirs=[])
    return Manager


def execute(notebook: Path, target: Path, parameters: dict, timeout: int = CELL_TIMEOUT) -> None:
    """Execute `notebook` with `parameters` and put it at `target`, moved there only when whole.

    Raises RunError naming cell and error; the notebook as far as it came is then beside `target` as
    NAME.failed.ipynb.
    """
    import nbformat
    import papermill
    from papermill.engines import papermill_engines
    from papermill.execute import raise_for_execution_errors
    from papermill.utils import chdir
    from traitlets.config import Config

    failed = target.with_suffix(".failed.ipynb")
    failed.unlink(missing_ok=True)
    kernel = dict(kernel_name="python3", language="python")
    nb = papermill.execute_notebook(nbformat.read(notebook, as_version=4), None, parameters, prepare_only=True, **kernel)
    fault = None
    try:
        with chdir(notebook.parent):         # no output path: papermill would write the whole notebook twice a cell
            papermill_engines.execute_notebook_with_engine(
                None, nb, kernel["kernel_name"], progress_bar=False, execution_timeout=timeout,
                shutdown_kernel="immediate", kernel_manager_class=_kernel_manager(),
                config=Config({"KernelManager": {"transport_encryption": "auto"}}))
        raise_for_execution_errors(nb, None)
    except papermill.PapermillExecutionError as error:
        fault = f"{error.ename}: {error.evalue}"
    except Exception as error:           # the kernel died or a cell ran past its time
        names = {"DeadKernelError": "the kernel died; often the machine ran out of memory",
                 "CellTimeoutError": f"the cell ran longer than {timeout} s (--timeout)"}
        fault = names.get(type(error).__name__) or f"{type(error).__name__}: {error}"
    if fault and not any(cell.metadata.get("papermill", {}).get("start_time") for cell in nb.cells):
        raise RunError(f"{notebook.stem} did not start: {_line(fault)}")
    place = _stopped(nb)
    _write(scrub(nb), failed if fault else target)
    if fault:
        raise RunError(f"{notebook.stem} failed in {place}: {_line(fault)}\n"
                       f"the notebook up to there: {shown(failed)}")


def _line(text: str) -> str:
    """The first line of an error's text, without terminal colours."""
    plain = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text or "").strip()
    return plain.splitlines()[0].rstrip(":") if plain else "no message"


def shown(path: Path) -> str:
    """`path` as a person standing in the working folder would type it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith(os.pardir + os.sep + os.pardir) else relative


def _stopped(nb) -> str:
    """Where an executed notebook stopped: number (from 1, of all cells), prompt and heading of the cell."""
    cells = _own(nb)
    started = [i for i, cell in enumerate(cells)
               if cell.cell_type == "code" and cell.metadata.get("papermill", {}).get("start_time")]
    last = next((i for i in started if any(o.output_type == "error" for o in cells[i].outputs)),
                started[-1] if started else 0)
    prompt = sum(1 for i in started if i <= last and cells[i].source.strip())
    headings = [line.lstrip("# ").strip() for cell in cells[:last + 1] if cell.cell_type == "markdown"
                for line in cell.source.splitlines() if line.startswith("#")]
    return f"cell {last + 1} (In [{prompt}]" + (f', "{headings[-1]}"' if headings else "") + ")"


def _own(nb) -> list:
    """The cells of an executed notebook without the error banners that papermill puts in."""
    return [cell for cell in nb.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", [])]


def scrub(nb):
    """`nb` without what differs from run to run or machine to machine: times, versions, random cell ids."""
    nb.cells = _own(nb)
    nb.metadata = type(nb.metadata)(kernelspec=KERNELSPEC,
                                    language_info={"name": "python", "pygments_lexer": "ipython3"})
    for cell in nb.cells:
        tags = cell.metadata.pop("tags", [])
        for key in NOISE:
            cell.metadata.pop(key, None)
        if tags:
            cell.metadata["tags"] = tags
        if "injected-parameters" in tags:
            cell["id"] = "injected-parameters"
        if cell.cell_type == "code":
            cell["outputs"] = _joined(cell.outputs)
            for output in cell["outputs"]:           # a widget lives as long as its kernel, its number is random
                output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    return nb


def _joined(outputs: list) -> list:
    """Pieces of one stream as one output: where a kernel cuts its text is chance."""
    joined: list = []
    for output in outputs:
        last = joined[-1] if joined else {}
        if output.output_type == "stream" and last.get("name") == output.name:
            last["text"] += output.text
        else:
            joined.append(output)
    return joined


def _write(nb, path: Path) -> None:
    import nbformat
    with paths.whole(path) as part:
        part.write_text(nbformat.writes(nb) + "\n", encoding="utf-8", newline="\n")


def _say(text: str, end: str = "\n") -> None:
    print(text, end=end, file=sys.stderr, flush=True)


def _each(notebooks: list[Path], folder: Path, parameters: dict[str, dict], timeout: int) -> None:
    """Execute the notebooks into `folder`: a line for each, and on a terminal a bar below the lines."""
    from tqdm import tqdm
    folder.mkdir(parents=True, exist_ok=True)
    live = sys.stderr.isatty()
    bar = tqdm(notebooks, unit="notebook", leave=False, disable=not live, file=sys.stderr)
    for number, notebook in enumerate(bar, 1):
        line = f"{number}/{len(notebooks)} {notebook.stem.partition('-')[2] or notebook.stem} ... "
        if not live:
            _say(line, end="")
        bar.set_description(line.rstrip(" ."))
        start = time.perf_counter()
        try:
            execute(notebook, folder / notebook.name, parameters.get(notebook.stem, {}), timeout)
        except BaseException:
            bar.close()
            _say(f"{line * live}stopped")
            raise
        told = f"{time.perf_counter() - start:.1f} s"
        if live:
            bar.write(line + told, file=sys.stderr)
        else:
            _say(told)


def study(corpus: str | Path, out: str | Path, figures: str | Path | None = None, given: list[str] = (),
          timeout: int = CELL_TIMEOUT, notebooks: Path = paths.NOTEBOOKS, most: int = MOST, **how) -> Path:
    """Run the sequence on `corpus` into `out` and write the report; the report's index page.

    `figures` is where the figures go (default: out/figures), `given` the parameters as "name=value",
    `timeout` the seconds a cell may take, `notebooks` the folder of the sequence. Above `most` articles all of them
    go into the tables of out/all, and the notebooks run on a random sample of so many. `how` is engine, workers and
    scheduler (see `engine.opened`). Raises RunError before anything runs when the corpus, a parameter or a folder is
    wrong, and when a notebook fails.
    """
    corpus, out = Path(corpus).expanduser().resolve(), Path(out).expanduser().resolve()
    figures = Path(figures).expanduser().resolve() if figures else out / "figures"
    problems, large = _problems(corpus, most)
    for place in (out, figures):
        if place.is_relative_to(corpus):
            problems.append(f"{place}: results cannot go into the corpus folder; name another one")
        elif place.exists() and not place.is_dir():
            problems.append(f"{place}: is a file; name a folder for the results")
    found = sequence(notebooks)
    chosen, wrong = knobs.choose(list(given), found)
    problems += wrong
    if problems:
        raise RunError("\n".join(problems))
    if large or how.get("engine"):
        corpus = _worked_out(corpus, out, most if large else 0, how)
    for path in found:
        places = dict(corpus=str(corpus), out=str(out), figures=str(figures))
        chosen[path.stem] |= {name: places[name] for name in knobs.PLACES if name in knobs.defaults(path)}
    try:
        with earlier.kept(out, figures):
            _each(found, out / "notebooks", chosen, timeout)
            index = report.write(corpus, out, figures)
        _tell_aside(out / "tables")
        return index
    except RunError as error:
        left = "the results of the earlier run are as they were" if (out / "report").exists() else \
            "what earlier notebooks wrote is whole"
        raise RunError(f"{error}\n{left}: {shown(out)}") from None


def _problems(corpus: Path, most: int) -> tuple[list[str], bool]:
    """What is wrong with a corpus, and whether it has more than `most` articles, which are then not all opened here."""
    from analysis.checking import corrections
    from analysis.measuring import frame_lists
    try:
        found, _, _ = corpora.stream(corpus)
        large = next(islice(found, most, None), None) is not None
    except corpora.CorpusError as error:
        return str(error).splitlines(), False
    problems = [] if large else corpora.check(corpus)
    return problems or ([] if large else corrections.check(corpus)) + frame_lists.check(corpus), large


def _tell_aside(folder: Path) -> None:
    """Name the files that the table in `folder` says were set aside."""
    from analysis import tables
    if (folder / "set_aside.parquet").exists():             # notebooks of one's own may write none
        for row in tables.load("set_aside", folder).itertuples():
            _say(f"set aside: {row.file} {row.reason}")


def _worked_out(corpus: Path, out: Path, most: int, how: dict) -> Path:
    """Work all articles out on an engine; the corpus that the notebooks are to run on."""
    from analysis import engine
    from analysis.running import pipeline
    start = time.perf_counter()
    _say("all articles ... ", end="")
    try:
        counts = pipeline.build(corpus, out / "all", out / "parts", **how)
    except engine.EngineError as error:
        _say("stopped")
        raise RunError(str(error)) from None
    except BaseException:
        _say("stopped")
        raise
    _say(f"{counts['articles']:,}, {counts['set_aside']:,} set aside, {time.perf_counter() - start:.1f} s")
    return pipeline.sample(corpus, out / "all", most) if most else corpus


def refresh(notebooks: Path = paths.NOTEBOOKS, timeout: int = CELL_TIMEOUT) -> list[Path]:
    """Execute the committed notebooks with their defaults and write them back, all or none; their paths."""
    import tempfile
    numbered, everything = sequence(notebooks), sorted(Path(notebooks).resolve().glob("[!.]*.ipynb"))
    found = numbered + [path for path in everything if path not in numbered]
    with tempfile.TemporaryDirectory() as folder:
        try:
            _each(found, Path(folder), {}, timeout)
        except RunError as error:
            raise RunError(str(error).splitlines()[0] + "\nno notebook was changed") from None
        for path in found:
            with paths.whole(path) as part:
                part.write_bytes((Path(folder) / path.name).read_bytes())
    return found
