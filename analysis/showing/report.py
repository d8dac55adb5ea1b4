"""The HTML report of a study: an index of findings, everything behind them as pages, everything to download.

report/index.html leads to notebooks/NAME.html, articles/NAME.html, attributions.html, documents/, tables/ and
figures/. The folder stands alone: no script, nothing from outside, relative links only, so it can be zipped and
sent. It is written beside its place and moved there when whole; the same study gives the same bytes.
"""
from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from analysis import corpus as corpora
from analysis import paths
from analysis.intake import usable
from analysis.showing import pages, reading

LEAD = ("4", "2", "3")   # notebooks whose figures are findings, in the order in which a reader wants them
CHECKS = ("5", "1")      # those whose figures say how far to trust the findings; the first needs a coding
TAG = "lead"             # of a notebook's cell whose figure leads; without one, those of the first notebook of LEAD do
ROWS = {"articles": "an article",
        "passages": "a paragraph of a raw file, with the section it was put in or the reason it was dropped",
        "quotes": "an attribution: who is said to have said what, with which verb",
        "sentiment": "a score of an attribution or a sentence by one scorer",
        "comparisons": "two camps or outlets compared in tone in every way to measure it, and whether the gap holds",
        "statements": "an attribution of a statement that another attribution has too",
        "measures": "an outlet's value of a measure, with its interval",
        "corrections": "a decision of the machine that a person corrected",
        "duplicates": "two articles that share much of their text",
        "set_aside": "a file or article that was not counted, and why"}
DOCUMENTS = {        # files of the project that notebooks refer to: where the report has them
    "METHODOLOGY.md": "documents/methodology.html",
    "seeds/coding/CODEBOOK.md": "documents/codebook.html",
    "analysis/models/README.md": "documents/model-card.html",
    "benchmarks/RESULTS.md": "documents/results.html",
    "analysis/lexicons/cues.csv": "documents/cues.csv",
    "analysis/lexicons/hedges.tsv": "documents/hedges.tsv",
    "analysis/lexicons/frames.yaml": "documents/frames.yaml",
    "analysis/lexicons/boilerplate.tsv": "documents/boilerplate.tsv"}


class Figure(NamedTuple):
    name: str            # file name without suffix
    finding: str         # its title
    about: str           # the measure, the detail behind the finding, n and source
    image: str           # data: address of the PNG
    files: list[str]     # file names in report/figures
    empty: bool = False  # there was nothing to draw

    @property
    def notebook(self) -> str:
        """The number of the notebook that draws it: 4 for 4-x and 4b-x."""
        return re.match(r"\d+", self.name)[0]


def write(corpus: Path, out: Path, figures: Path) -> Path:
    """Write out/report from the tables and notebooks under `out` and the figures; its index page.

    `corpus` is the corpus folder the study was run on. An earlier report is replaced as a whole.
    """
    part, place, old = out / ".report.part", out / "report", out / ".report.old"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    loaded = corpora.load(corpus)
    notebooks = sorted(p for p in (out / "notebooks").glob("[0-9]*-*.ipynb") if not p.stem.endswith(".failed"))
    copied = copy_figures(figures, part / "figures")
    tables = copy_tables(out / "tables", part / "tables")
    where = {}
    if {"quotes", "passages"} <= set(tables):
        where = reading.places(loaded.articles, tables["quotes"])
        reading.write(loaded, tables["passages"], tables["quotes"], where, part)
    hidden = {str(p): paths.shown(p) for p in (figures, out, corpus, paths.ROOT)}
    words = {row.quote: where.text(row) for row in tables["quotes"].itertuples() if row.article in where.names} if where else {}
    books, documents = _notebooks(notebooks, copied, part, hidden, words)
    pages.put(part / "index.html", "index.html.j2", title=f"{loaded.title}: how it was framed", kind="index",
              home="index.html", around=[], pages=books, documents=documents, where=where,
              **_index(loaded, tables, copied, notebooks))
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    part.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return place / "index.html"


def _notebooks(notebooks: list[Path], figures: list[Figure], part: Path, hidden: dict, words: dict) -> tuple[list, list]:
    """Write the notebooks and the documents they refer to as pages; both with file and title, for the index."""
    import nbformat
    opened = [nbformat.read(path, as_version=4) for path in notebooks]
    books = [pages.opening(nb, path.stem) for nb, path in zip(opened, notebooks)]
    here = {source: target for source, target in DOCUMENTS.items() if (paths.ROOT / source).is_file()}
    places = here | {f"notebooks/{path.stem}.{end}": f"notebooks/{path.stem}.html" for path in notebooks
                     for end in ("ipynb", "html")}
    for number, nb in enumerate(opened):
        pages.notebook(nb, number, books, part, figures, hidden, places, words)
    return books, [pages.document(source, part, places) for source in here]


def _index(loaded, tables: dict, figures: list[Figure], notebooks: list[Path]) -> dict:
    """What the index page shows, but for its links to other pages."""
    from analysis.checking import card
    from analysis.showing import asked, findings_validity
    from analysis.checking.coding import load_coding
    coded = len(load_coding(loaded.folder / "coding", loaded.articles)[0]) > 0
    drawn, first = lead(figures, notebooks)
    drawn = [figure for figure in drawn if coded or figure.notebook != CHECKS[0]]
    aside = tables.get("set_aside")
    return {"corpus": loaded, "articles": list(loaded.articles.drop(columns=["raw"]).itertuples()),
            "noticed": noticed(loaded, tables), "dates": sorted(set(filter(None, loaded.articles.date))), "said": said(loaded, tables),
            "asked": asked.answers(loaded, tables), "checks": CHECKS, "coded": coded, "elsewhere": findings_validity.elsewhere(),
            "lead": [figure for figure in drawn if figure.name in first],
            "more": [figure for figure in drawn if figure.name not in first and figure.notebook not in CHECKS],
            "trust": [figure for figure in drawn if figure.notebook in CHECKS],
            "aside": [] if aside is None else aside.astype(str).to_dict("records"),
            "twice": 0 if tables.get("duplicates") is None else int((tables["duplicates"]["relation"] == "same").sum()),
            "corrections": len(tables.get("corrections", ())), "card": card.fragment(card.validity_card(loaded, tables, seed=1)),
            "tables": [(name, ROWS.get(name, "a row"), len(table)) for name, table in tables.items()]}


def copy_figures(source: Path, target: Path) -> list[Figure]:
    """Copy the figures (PNG with its SVG and CSV) and read finding and description from the PNG."""
    import base64

    from PIL import Image
    target.mkdir()
    found = []
    for path in sorted(source.glob("[0-9]*-*.png"), key=_order):
        files = [path.with_suffix(suffix) for suffix in (".svg", ".png", ".csv")]
        files = [Path(shutil.copyfile(file, target / file.name)) for file in files if file.exists()]
        with Image.open(path) as opened:
            text = dict(getattr(opened, "text", {}))
        finding, about = (re.sub(r"[ \t\n]+", " ", text.get(key, other)).strip()     # keeps hard spaces
                          for key, other in (("Title", path.stem), ("Description", "")))
        encoded = base64.b64encode(path.read_bytes()).decode("ascii")
        image = f"data:image/png;base64,{encoded}"
        found.append(Figure(path.stem, finding, about, image, [file.name for file in files], text.get("Comment") == "empty"))
    return found


def _order(path: Path) -> tuple:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path.name)]


def lead(figures: list[Figure], notebooks: list[Path]) -> tuple[list[Figure], set[str]]:
    """The figures in the order of LEAD and CHECKS, each notebook's in the order it draws them; names of those that lead.

    A figure leads if the cell that saves it is tagged TAG. Without any such cell, those of the first notebook
    of LEAD do that has figures.
    """
    cells = [(path.stem, cell) for path in notebooks
             for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    drawn = {figure.name: next(((n, TAG in cell["metadata"].get("tags", [])) for n, (_, cell) in enumerate(cells)
                                if f'"{figure.name}"' in "".join(cell["source"])), (len(cells), False))
             for figure in figures}

    def place(figure):
        order = CHECKS if figure.notebook in CHECKS else (*LEAD, figure.notebook)
        return order is CHECKS, order.index(figure.notebook), drawn[figure.name][0]
    ordered = sorted(figures, key=place)
    findings = [figure for figure in ordered if figure.notebook not in CHECKS]
    first = {figure.name for figure in findings if drawn[figure.name][1]}
    return ordered, first or {figure.name for figure in findings if figure.notebook == findings[0].notebook}


def copy_tables(source: Path, target: Path) -> dict:
    """Copy the tables as Parquet and, for spreadsheets, as CSV (lists as JSON); name -> frame, the known ones first."""
    import pyarrow.parquet as pq

    from analysis import tables
    target.mkdir()
    order, frames = [*tables.COLUMNS, *ROWS], {}
    found = sorted(source.glob("*.parquet"), key=lambda path: path.name)
    for path in sorted(found, key=lambda path: order.index(path.stem) if path.stem in order else len(order)):
        table = pq.read_table(path)
        frame = table.to_pandas()
        shutil.copyfile(path, target / path.name)
        plain = frame.copy()
        for column in plain:
            if str(table.schema.field(column).type).startswith("list"):
                frame[column] = table.column(column).to_pylist()
                plain[column] = [json.dumps(value) for value in frame[column]]
        plain.to_csv(target / f"{path.stem}.csv", index=False, lineterminator="\n")
        frames[path.stem] = frame
    return frames


def noticed(loaded, tables: dict) -> list[str]:
    """What cleaning did that a reader must know (usable.noticed)."""
    names = {a.article: f"{a.outlet}, “{pages.called(a)}”" for a in loaded.articles.itertuples()}
    return usable.noticed(tables["passages"], names) if "passages" in tables else []


def said(loaded, tables: dict) -> dict:
    """How many statements there are, by article and camp, in which outlets fewest and most; {} without the table."""
    quotes = tables.get("quotes")
    if quotes is None:
        return {}
    speech = quotes[quotes.kind == "speech"]
    found = {"speech": len(speech), "mental": len(quotes) - len(speech),
             "articles": Counter(speech.article), "camps": Counter(speech.camp)}
    if speech.empty:
        return found
    counts = speech.outlet.value_counts().reindex(sorted(set(loaded.articles.outlet)), fill_value=0)
    return found | {"outlets": len(counts), "fewest": (int(counts.min()), counts.idxmin()),
                    "most": (int(counts.max()), counts.idxmax()), "nobody": int((speech.speaker == "").sum())}
