"""The HTML report of a study: an index of findings, the notebooks as pages, and everything to download.

The folder stands alone: no script, nothing from outside, relative links only, so it can be zipped and
sent. It is written beside its place and moved there when whole; the same study gives the same bytes.
"""
from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import NamedTuple

from analysis import corpus as corpora
from analysis import paths

LEAD = "423"         # notebooks whose figures are findings, in the order in which a reader wants them
CHECKS = "51"        # those whose figures say how far to trust the findings
TEMPLATES = paths.PACKAGE / "templates"
ROWS = {"articles": "an article",
        "passages": "a paragraph of a raw file, with the section it was put in or the reason it was dropped",
        "quotes": "an attribution: who is said to have said what, with which verb",
        "sentiment": "a score of an attribution or a sentence by one scorer",
        "statements": "an attribution in a group of those that carry the same statement",
        "measures": "an outlet's value of a measure, with its interval"}


class Figure(NamedTuple):
    name: str            # file name without suffix
    finding: str         # its title
    alt: str             # what it shows, for those who do not see it
    image: str           # data: address of the PNG
    files: list[str]     # file names in report/figures


def write(corpus: Path, out: Path, figures: Path) -> Path:
    """Write out/report from the tables and notebooks under `out` and the figures; its index page.

    `corpus` is the corpus folder the study was run on. An earlier report is replaced as a whole.
    """
    part, place = out / ".report.part", out / "report"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    loaded = corpora.load(corpus)
    notebooks = sorted(p for p in (out / "notebooks").glob("[0-9]-*.ipynb") if not p.stem.endswith(".failed"))
    drawn = lead(copy_figures(figures, part / "figures"), notebooks)
    tables = copy_tables(out / "tables", part / "tables")
    places = {str(p): paths.shown(p) for p in (figures, out, corpus, paths.ROOT)}
    pages = [render(notebook, part, drawn, places, [n.stem for n in notebooks]) for notebook in notebooks]
    index = _environment().get_template("index.html.j2").render(
        corpus=loaded, articles=_articles(loaded, tables), camps=_camps(loaded, tables), figures=drawn,
        checks=CHECKS, pages=pages, trust=trust(loaded, tables), style=style(), count=count,
        tables=[(name, ROWS.get(name, "a row"), len(table)) for name, table in tables.items()])
    (part / "index.html").write_text(index, encoding="utf-8", newline="\n")
    old = out / ".report.old"
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    part.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return place / "index.html"


def _environment():
    import jinja2
    return jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True,
                              lstrip_blocks=True, undefined=jinja2.StrictUndefined)


def style() -> str:
    """The style sheet, put into every page so that each stands alone."""
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


def count(number: int, noun: str) -> str:
    """'1 article', '1,204 articles'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _order(path: Path) -> tuple:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path.name)]


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
        finding = " ".join(text.get("Title", path.stem).split())
        encoded = base64.b64encode(path.read_bytes()).decode("ascii")
        alt = " ".join(f"{finding.rstrip('.')}. {text.get('Description', '')}".split())
        image = f"data:image/png;base64,{encoded}"
        found.append(Figure(path.stem, finding, alt, image, [file.name for file in files]))
    return found


def lead(figures: list[Figure], notebooks: list[Path]) -> list[Figure]:
    """The figures in the order of LEAD and CHECKS, each notebook's in the order it draws them."""
    sources = {path.stem[0]: path.read_text(encoding="utf-8").replace('\\"', '"') for path in notebooks}

    def place(figure):
        notebook = figure.name[0]
        return (notebook in CHECKS, (LEAD + CHECKS + notebook).index(notebook),
                sources.get(notebook, "").find(f'"{figure.name}"'))
    return sorted(figures, key=place)


def copy_tables(source: Path, target: Path) -> dict:
    """Copy the tables as Parquet and, for spreadsheets, as CSV (lists as JSON); name -> frame."""
    from analysis import tables
    target.mkdir()
    frames = {}
    for name in tables.COLUMNS:
        if not (source / f"{name}.parquet").exists():
            continue
        frames[name] = tables.load(name, source)
        shutil.copyfile(source / f"{name}.parquet", target / f"{name}.parquet")
        plain = frames[name].copy()
        for column in plain:
            if plain[column].map(lambda value: isinstance(value, list)).any():
                plain[column] = plain[column].map(json.dumps)
        plain.to_csv(target / f"{name}.csv", index=False, lineterminator="\n")
    return frames


def _articles(loaded, tables: dict) -> list[dict]:
    """The articles as the index lists them, with their number of attributions."""
    quotes = tables.get("quotes")
    counts = {} if quotes is None else quotes.article.value_counts()
    listed = loaded.articles[["article", "outlet", "date", "title", "words"]]
    return [row | {"quotes": int(counts.get(row["article"], 0))} for row in listed.to_dict("records")]


def _camps(loaded, tables: dict) -> list[dict]:
    """Label, colour and number of attributions of each camp, in the order of the corpus."""
    quotes = tables.get("quotes")
    counts = {} if quotes is None else quotes.camp.value_counts()
    return [{"label": camp["label"], "actors": list(camp["actors"]), "quotes": int(counts.get(name, 0))}
            for name, camp in loaded.camps.items()]


def trust(loaded, tables: dict) -> dict:
    """What the index says of how far to trust the study, counted from its attributions; {} without any."""
    quotes = tables.get("quotes")
    if quotes is None or quotes.empty:
        return {}
    from analysis import findings, framing
    outlets = sorted(set(loaded.articles.outlet))
    voice = framing.share_of_voice(quotes, loaded.camps, outlets)
    counts = quotes.outlet.value_counts().reindex(outlets, fill_value=0)
    return {"n": len(quotes), "outlets": len(counts), "gap": findings.detectable(voice),
            "fewest": int(counts.min()), "fewest_outlet": counts.idxmin(),
            "most": int(counts.max()), "most_outlet": counts.idxmax(),
            "nobody": int((quotes.speaker.fillna("") == "").sum()),
            "other": int((quotes.camp == "other").sum())}


def render(notebook: Path, target: Path, figures: list[Figure], places: dict[str, str],
           names: list[str]) -> dict:
    """Write an executed notebook as target/NAME.html; its file, title and first sentence for the index.

    `places` maps folders of this machine to what the page shows instead, `names` are the other pages.
    """
    import logging

    import nbformat
    from nbconvert import HTMLExporter
    nb = nbformat.read(notebook, as_version=4)
    for cell in nb.cells:
        cell.source = _hide(cell.source, places)
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = _hide(output.text, places)
            for kind, value in output.get("data", {}).items():
                if kind.startswith("text/") and isinstance(value, str):
                    output.data[kind] = _hide(value, places)
    _describe(nb, figures)
    title, lead = _opening(nb, notebook.stem)
    exporter = HTMLExporter(template_name="notebook", extra_template_basedirs=[str(TEMPLATES)],
                            exclude_input_prompt=True, exclude_output_prompt=True)
    exporter.log = logging.getLogger("analysis.report")
    exporter.log.setLevel(logging.ERROR)
    around = names.index(notebook.stem)
    page, _ = exporter.from_notebook_node(nb, {"study": {
        "title": title, "style": style(), "before": names[around - 1] if around else "",
        "after": names[around + 1] if around + 1 < len(names) else ""}})
    page = re.sub(r'<a class="anchor-link"[^>]*>[^<]*</a>', "", page)
    page = re.sub(r'(<a\b[^>]*?) href="([^"]*)"', lambda m: m[1] + _link(m[2], names), page)
    (target / f"{notebook.stem}.html").write_text(page, encoding="utf-8", newline="\n")
    return {"file": f"{notebook.stem}.html", "title": title, "lead": lead}


def _hide(text: str, places: dict[str, str]) -> str:
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, places[place])
    return text


def _link(address: str, names: list[str]) -> str:
    """The href of a notebook's link in the report: notebooks become pages, other files are not there."""
    stem = Path(address.partition("#")[0]).name.removesuffix(".ipynb")
    if re.match(r"https?:|#|mailto:", address):
        return f' href="{address}" rel="noreferrer"' if address.startswith("http") else f' href="{address}"'
    if stem in names:
        return f' href="{stem}.html"'
    return f' href="{address}"' if address in [f"{name}.html" for name in names] + ["index.html"] else ""


def _describe(nb, figures: list[Figure]) -> None:
    """Give every picture a text: of the figure its cell saves or shows, else the heading it stands under."""
    heading = "Figure"
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            heads = re.findall(r"^#+ +(.+)$", cell.source, re.M)
            heading = heads[-1] if heads else heading
        for output in cell.get("outputs", []):
            if any(kind.startswith("image/") for kind in output.get("data", {})):
                known = [figure.alt for figure in figures if f'"{figure.name}"' in cell.source]
                output.metadata["alt"] = known[0] if known else heading


def _opening(nb, stem: str) -> tuple[str, str]:
    """Title and first paragraph of a notebook, as plain text."""
    source = next((cell.source for cell in nb.cells if cell.cell_type == "markdown"), "")
    title = re.search(r"^# +(.+)$", source, re.M)
    rest = [block for block in re.split(r"\n\s*\n", source) if block.strip() and not block.startswith("#")]
    plain = re.sub(r"[*`]|\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(rest[0].split()) if rest else "")
    return (title[1].strip() if title else stem), plain
