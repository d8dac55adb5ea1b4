"""Pages of the report: the frame they all have, executed notebooks and documents of the project as pages.

A page stands alone: its style is in it, no script, nothing from outside, relative links only.
"""
from __future__ import annotations

import itertools
import posixpath
import re
import shutil
import textwrap
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

from analysis import paths
from analysis.text import plural

TEMPLATES = paths.PACKAGE / "templates"


@cache
def environment():
    import jinja2
    made = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True,
                              lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    made.globals |= {"count": plural, "called": called, "style": (TEMPLATES / "style.css").read_text(encoding="utf-8")}
    return made


def called(article) -> str:
    """The title of a row of the table articles; without one the first words of its text, else its name."""
    if article.title:
        return article.title
    line = next((line for line in article.text.splitlines() if line.strip()), "")
    return textwrap.shorten(line, 70, placeholder=" …") or article.article


def put(path: Path, template: str, **values) -> None:
    """Write the page that `template` makes of `values`; `home` is the address of the index, `around` of neighbours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page = environment().get_template(template).render(values)
    path.write_text(page, encoding="utf-8", newline="\n")


def around(pages: list[dict], number: int) -> list[tuple[str, str, str]]:
    """(relation, file, title) of the pages before and after pages[number]."""
    return [(relation, pages[n]["file"], pages[n]["title"])
            for relation, n in (("prev", number - 1), ("next", number + 1)) if 0 <= n < len(pages)]


def notebook(nb, number: int, pages: list[dict], target: Path, figures: list, hidden: dict[str, str],
             places: dict[str, str], words: dict[str, str] | None = None) -> None:
    """Write the executed notebook of pages[number] as a page into target/notebooks.

    `hidden` maps folders of this machine to what the page shows instead, `places` files of the project to
    their place in the report, `words` attributions by name to the place of their words.
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
    body, _ = exporter.from_notebook_node(nb)
    file = pages[number]["file"]
    body = relink(reachable(body), "notebooks/" + file, "notebooks/" + file, places)
    body = re.sub(r"(?<=>)(?:[^<>#]+#\d+)+(?=</(?:td|small)>)", lambda found: _linked(found[0], words or {}), body)
    body = re.sub(r"<td>(?=[^<]{60,}</td>)", '<td class="long">', body)
    body = re.sub(r"<td>(?=\d{4}-\d\d-\d\d</td>)", '<td class="date">', body)
    put(target / "notebooks" / file, "page.html.j2", title=pages[number]["title"], kind="notebook", body=carded(body),
        home="../index.html", around=around(pages, number))


def carded(body: str) -> str:
    """`body` whose tables of many columns or long words can be read on a phone: a row as a card, its cells with their column."""
    def table(found):
        heads = re.findall(r"(?s)<th\b[^>]*>(.*?)</th>", found["head"])
        if len(heads) < 5 and 'class="long"' not in found["rows"]:
            return found[0]
        names = [re.sub("<[^>]*>", "", head).replace('"', "&quot;") for head in heads]
        rows = re.sub(r"(?s)<tr\b.*?</tr>", lambda row: _named(row[0], names), found["rows"])
        return f'<div class="cards" {found["open"]}{found["head"]}{rows}'
    return re.sub(r'(?s)<div (?P<open>style="overflow-x:auto"[^>]*>\s*<table\b[^>]*>\s*)(?P<head><thead>.*?</thead>)'
                  r"(?P<rows>.*?</table>)", table, body)


def _named(row: str, names: list[str]) -> str:
    """A row of a table, each cell with the name of its column."""
    left = iter(names)
    return re.sub(r"<t[dh]\b", lambda cell: f'{cell[0]} data-column="{next(left, "")}"', row)


def _linked(names: str, words: dict[str, str]) -> str:
    """The numbers of one attribution or several in a cell, each as a link to its words."""
    def link(found):
        place = words.get(unescape(found[2]))
        return f'{found[1]}<a href="../{place}">{found[2]}</a>' if place else found[0]
    return re.sub(r"((?:,? )?)([^<>#]+#\d+)", link, names)


def reachable(body: str) -> str:
    """What may be wider than the page can be scrolled by the keyboard and has a name of its own."""
    number = itertools.count(1)
    wide = r'<div style="overflow-x:auto"|<div class="wide"'
    body = re.sub(wide, lambda found: f'{found[0]} role="region" aria-label="Table {next(number)}" tabindex="0"', body)
    return body.replace("<pre>", '<pre tabindex="0">')


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
    body = body.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>")
    body = relink(reachable(body), source, places[source], places)
    put(file, "page.html.j2", title=title, kind="document", body=body, home="../index.html", around=[])
    return {"file": places[source], "title": title}


def _hide(text: str, places: dict[str, str]) -> str:
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, places[place])
    return text


def relink(page: str, source: str, target: str, places: dict[str, str]) -> str:
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


def _describe(nb, figures: list) -> None:
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


def opening(nb, stem: str) -> dict:
    """File, title and first paragraph of a notebook, as plain text."""
    source = next((cell.source for cell in nb.cells if cell.cell_type == "markdown"), "")
    title = re.search(r"^# +(.+)$", source, re.M)
    rest = [block for block in re.split(r"\n\s*\n", source) if block.strip() and not block.startswith("#")]
    plain = re.sub(r"[*`]|\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(rest[0].split()) if rest else "")
    return {"file": f"{stem}.html", "title": title[1].strip() if title else stem, "lead": plain}
