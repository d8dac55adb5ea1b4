"""The HTML report of a study: an index of findings, notebooks and documents as pages, everything to download.

The folder stands alone: no script, nothing from outside, relative links only, so it can be zipped and
sent. It is written beside its place and moved there when whole; the same study gives the same bytes.
"""
from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections import Counter
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from analysis import corpus as corpora
from analysis import paths

LEAD = "243"         # notebooks whose figures are findings, in the order in which a reader wants them
CHECKS = "51"        # those whose figures say how far to trust the findings; the first needs a coding
TEMPLATES = paths.PACKAGE / "templates"
ROWS = {"articles": "an article",
        "passages": "a paragraph of a raw file, with the section it was put in or the reason it was dropped",
        "quotes": "an attribution: who is said to have said what, with which verb",
        "sentiment": "a score of an attribution or a sentence by one scorer",
        "statements": "an attribution in a group of those that carry the same statement",
        "measures": "an outlet's value of a measure, with its interval"}
DOCUMENTS = {        # files of the project that notebooks refer to: where the report has them
    "METHODOLOGY.md": "documents/methodology.html",
    "seeds/coding/CODEBOOK.md": "documents/codebook.html",
    "analysis/models/README.md": "documents/model-card.html",
    "benchmarks/RESULTS.md": "documents/results.html",
    "analysis/lexicons/cues.csv": "documents/cues.csv",
    "analysis/lexicons/boilerplate.tsv": "documents/boilerplate.tsv"}


class Figure(NamedTuple):
    name: str            # file name without suffix
    finding: str         # its title
    about: str           # the measure, the detail behind the finding, n and source
    image: str           # data: address of the PNG
    files: list[str]     # file names in report/figures


def write(corpus: Path, out: Path, figures: Path) -> Path:
    """Write out/report from the tables and notebooks under `out` and the figures; its index page.

    `corpus` is the corpus folder the study was run on. An earlier report is replaced as a whole.
    """
    import nbformat

    from analysis.coding import load_coding
    part, place = out / ".report.part", out / "report"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    loaded = corpora.load(corpus)
    notebooks = sorted(p for p in (out / "notebooks").glob("[0-9]-*.ipynb") if not p.stem.endswith(".failed"))
    drawn = lead(copy_figures(figures, part / "figures"), notebooks)
    tables = copy_tables(out / "tables", part / "tables")
    hidden = {str(p): paths.shown(p) for p in (figures, out, corpus, paths.ROOT)}
    opened = [nbformat.read(path, as_version=4) for path in notebooks]
    pages = [_opening(nb, path.stem) for nb, path in zip(opened, notebooks)]
    here = {source: target for source, target in DOCUMENTS.items() if (paths.ROOT / source).is_file()}
    places = here | {f"notebooks/{path.stem}.{end}": f"{path.stem}.html" for path in notebooks
                     for end in ("ipynb", "html")} | {"notebooks/index.html": "index.html"}
    for number, nb in enumerate(opened):
        render(nb, number, pages, part, drawn, hidden, places)
    documents = [document(source, part, places) for source in here]
    coded = len(load_coding(loaded.folder / "coding", loaded.articles)[0]) > 0
    index = _environment().get_template("index.html.j2").render(
        corpus=loaded, articles=loaded.articles.drop(columns=["text", "raw"]).to_dict("records"),
        dates=sorted(set(filter(None, loaded.articles.date))), said=said(loaded, tables), checks=CHECKS,
        figures=[figure for figure in drawn if coded or figure.name[0] != CHECKS[0]], coded=coded,
        pages=pages, documents=documents, style=style(), count=count,
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
        finding, about = (re.sub(r"[ \t\n]+", " ", text.get(key, other)).strip()     # keeps hard spaces
                          for key, other in (("Title", path.stem), ("Description", "")))
        encoded = base64.b64encode(path.read_bytes()).decode("ascii")
        image = f"data:image/png;base64,{encoded}"
        found.append(Figure(path.stem, finding, about, image, [file.name for file in files]))
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


def said(loaded, tables: dict) -> dict:
    """What the index says of the statements: how many, by whom, with which cues; {} without the table."""
    quotes = tables.get("quotes")
    if quotes is None:
        return {}
    speech = quotes[quotes.kind == "speech"]
    found = {"speech": len(speech), "mental": len(quotes) - len(speech),
             "articles": Counter(speech.article), "camps": Counter(speech.camp)}
    if speech.empty:
        return found
    from analysis import findings, framing
    outlets = sorted(set(loaded.articles.outlet))
    voice = framing.share_of_voice(speech, loaded.camps, outlets)
    counts = speech.outlet.value_counts().reindex(outlets, fill_value=0)
    return found | {
        "gap": findings.detectable(voice).title, "fewest": (int(counts.min()), counts.idxmin()),
        "most": (int(counts.max()), counts.idxmax()), "nobody": int((speech.speaker == "").sum()),
        "cues": _cues(speech, loaded.camps),
        "outlets": [_quoted(outlet, speech[speech.outlet == outlet], voice, loaded.camps)
                    for outlet in outlets]}


def _quoted(outlet: str, speech, voice, camps: dict) -> dict:
    """Whom an outlet quotes most (three; of equals the first quoted), and quoted words by camp."""
    ranked = Counter(filter(None, speech.speaker)).most_common()
    last = ranked[2][1] if len(ranked) > 2 else 0
    words = voice[(voice.outlet == outlet) & (voice.channel == "direct") & (voice.unit == "words")]
    words = words[words["count"] > 0]
    return {"outlet": outlet, "n": len(speech), "speakers": ranked[:3], "last": last,
            "equal": sum(n == last for _, n in ranked[3:]), "total": int(words.n.max()) if len(words) else 0,
            "words": [(camps[row["camp"]]["label"], row["count"]) for row in words.to_dict("records")]}


def _cues(speech, camps: dict, speakers: int = 5, cues: int = 6) -> list[dict]:
    """The most frequent speakers, their camp and the cues that introduce them, the most frequent first."""
    rows = []
    for name, n in Counter(filter(None, speech.speaker)).most_common(speakers):
        part = speech[speech.speaker == name]
        ranked = Counter(cue or "no cue" for cue in part.cue_lemma).most_common()
        rows.append({"speaker": name, "camp": camps[Counter(part.camp).most_common(1)[0][0]]["label"], "n": n,
                     "cues": ranked[:cues], "rest": sum(times for _, times in ranked[cues:])})
    return rows


def render(nb, number: int, pages: list[dict], target: Path, figures: list[Figure], hidden: dict[str, str],
           places: dict[str, str]) -> None:
    """Write the executed notebook of pages[number] as a page into `target`.

    `hidden` maps folders of this machine to what the page shows instead, `places` files of the project to
    their place in the report.
    """
    import logging

    from nbconvert import HTMLExporter
    for cell in nb.cells:
        cell.source = _hide(cell.source, hidden)
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = _hide(output.text, hidden)
            for kind, value in output.get("data", {}).items():
                if kind.startswith("text/") and isinstance(value, str):
                    output.data[kind] = _hide(value, hidden)
    _describe(nb, figures)
    exporter = HTMLExporter(template_name="notebook", extra_template_basedirs=[str(TEMPLATES)],
                            exclude_input_prompt=True, exclude_output_prompt=True)
    exporter.log = logging.getLogger("analysis.report")
    exporter.log.setLevel(logging.ERROR)
    file = pages[number]["file"]
    page, _ = exporter.from_notebook_node(nb, {"study": {
        "title": pages[number]["title"], "style": style(), "before": pages[number - 1] if number else None,
        "after": pages[number + 1] if number + 1 < len(pages) else None}})
    page = _relink(page, "notebooks/" + file, file, places)
    (target / file).write_text(page, encoding="utf-8", newline="\n")


def document(source: str, target: Path, places: dict[str, str]) -> dict:
    """Copy a document of the project, Markdown as a page (HTML in it is shown, not used); file and title."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
    file, name = target / places[source], Path(source).name
    file.parent.mkdir(exist_ok=True)
    if file.suffix != ".html":
        shutil.copyfile(paths.ROOT / source, file)
        return {"file": places[source], "title": name}
    text = (paths.ROOT / source).read_text(encoding="utf-8")
    title = re.search(r"^# +(.+)$", text, re.M)
    title = re.sub(r"[*`]", "", title[1]).strip() if title else name
    body = MarkdownWithMath(IPythonRenderer(escape=True, allow_harmful_protocols=False)).render(text)
    wide = '<div class="wide" role="region" aria-label="Table" tabindex="0"><table>'
    body = body.replace("<table>", wide).replace("</table>", "</table></div>")
    body = _relink(body, source, places[source], places)
    page = _environment().get_template("document.html.j2").render(title=title, body=body, style=style())
    file.write_text(page, encoding="utf-8", newline="\n")
    return {"file": places[source], "title": title}


def _hide(text: str, places: dict[str, str]) -> str:
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, places[place])
    return text


def _relink(page: str, source: str, target: str, places: dict[str, str]) -> str:
    """`page`, of the project's file `source`, with the links it needs as `target` of the report.

    A link to what is in `places` leads there, one to anything else that the report lacks becomes plain text.
    """
    page = re.sub(r'<a class="anchor-link"[^>]*>[^<]*</a>', "", page)
    ids = set(map(unescape, re.findall(r'\bid="([^"]*)"', page)))

    def turn(match):
        address = unescape(match[2])
        if re.match(r"https?:|mailto:", address):
            return match[0] + ' rel="noreferrer"'
        if address.startswith("#"):
            return match[0] if unquote(address[1:]) in ids else match[1]
        file = unquote(address.partition("#")[0])
        found = places.get(posixpath.normpath(posixpath.join(posixpath.dirname(source), file)))
        start = posixpath.dirname(target) or "."
        return f'{match[1]} href="{quote(posixpath.relpath(found, start))}"' if found else match[1]
    return re.sub(r'(<a\b[^>]*?) href="([^"]*)"', turn, page)


def _describe(nb, figures: list[Figure]) -> None:
    """Give every picture a text: of the figure its cell saves or shows, else the heading it stands under."""
    heading = "Figure"
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            heads = re.findall(r"^#+ +(.+)$", cell.source, re.M)
            heading = heads[-1] if heads else heading
        for output in cell.get("outputs", []):
            if any(kind.startswith("image/") for kind in output.get("data", {})):
                known = [f"{figure.finding.rstrip('.')}. {figure.about}".strip() for figure in figures
                         if f'"{figure.name}"' in cell.source]
                output.metadata["alt"] = known[0] if known else heading


def _opening(nb, stem: str) -> dict:
    """File, title and first paragraph of a notebook, as plain text."""
    source = next((cell.source for cell in nb.cells if cell.cell_type == "markdown"), "")
    title = re.search(r"^# +(.+)$", source, re.M)
    rest = [block for block in re.split(r"\n\s*\n", source) if block.strip() and not block.startswith("#")]
    plain = re.sub(r"[*`]|\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(rest[0].split()) if rest else "")
    return {"file": f"{stem}.html", "title": title[1].strip() if title else stem, "lead": plain}
