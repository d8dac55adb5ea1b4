"""Several corpora in one go: each study under its own folder, a table at the end, a page that leads to them.

A corpus that fails does not stop the others.
"""
from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import NamedTuple

from analysis import corpus as corpora
from analysis import run


class Done(NamedTuple):
    """What became of one corpus."""
    name: str
    title: str
    articles: int
    attributions: int
    findings: int
    status: str          # "done", or the first line of what went wrong
    seconds: float
    report: str          # address of its report from the folder of results; "" if there is none


def names(folders: list[Path]) -> list[str]:
    """A folder of results for each corpus: its own name; of several with one name the later ones get a number."""
    found: list[str] = []
    for folder in folders:
        plain = folder.stem if folder.is_file() else folder.name
        name, n = plain or "corpus", 1
        while name.lower() in {one.lower() for one in found} or name.lower() == "index.html":
            n += 1
            name = f"{plain}-{n}"
        found.append(name)
    return found


def studies(folders: list[str], out: str, **options) -> list[Done]:
    """Run `run.study` on each corpus into out/NAME and write out/index.html; what became of each.

    Raises RunError when `out` cannot be used; `options` go to every study.
    """
    out = Path(out).expanduser().resolve()
    places = [Path(folder).expanduser().resolve() for folder in folders]
    for place in places:
        if out.is_relative_to(place):
            raise run.RunError(f"{out}: results cannot go into the corpus folder; name another one")
    if out.exists() and not out.is_dir():
        raise run.RunError(f"{out}: is a file; name a folder for the results")
    found = []
    for typed, place, name in zip(folders, places, names(places)):
        start = time.perf_counter()
        print(f"{name} ({len(found) + 1} of {len(folders)})", file=sys.stderr, flush=True)
        try:
            run.study(place, out / name, **options)
            status = "done"
        except (run.RunError, corpora.CorpusError, OSError) as problem:
            print(f"error: {problem}", file=sys.stderr, flush=True)
            first, *more = str(problem).replace(str(place), Path(typed).name).splitlines()
            status = first + f" (and {len(more)} more: see check)" * bool(more)
        found.append(_told(name, typed, out, status, time.perf_counter() - start))
    _index(found, out)
    return found


def _told(name: str, typed: str, out: Path, status: str, seconds: float) -> Done:
    title, articles, attributions, drawn, report = typed, 0, 0, 0, ""
    if status == "done":
        import pyarrow.parquet as pq
        folder = out / name
        title = corpora.load(typed).title
        rows = {table: pq.read_metadata(path).num_rows for table in ("articles", "quotes")
                for path in [folder / "tables" / f"{table}.parquet"] if path.exists()}
        articles, attributions = rows.get("articles", 0), rows.get("quotes", 0)
        drawn = len(list((folder / "figures").glob("*.png")))
        report = f"{name}/report/index.html"
    return Done(name, title, articles, attributions, drawn, status, seconds, report)


def table(done: list[Done]) -> str:
    """The studies as lines of text, in columns."""
    rows = [("corpus", "articles", "attributions", "findings", "seconds", "status")]
    rows += [(one.name, f"{one.articles:,}", f"{one.attributions:,}", str(one.findings), f"{one.seconds:.1f}", one.status)
             for one in done]
    wide = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join("  ".join([row[0].ljust(wide[0]), *(row[n].rjust(wide[n]) for n in range(1, 5)), row[5]])
                     for row in rows)


def _index(done: list[Done], out: Path) -> None:
    from analysis.showing import pages
    out.mkdir(parents=True, exist_ok=True)
    pages.put(out / "index.html", "batch.html.j2", title="News framing: studies", kind="index", home="index.html",
              around=[], done=done)
