"""The article of a saved web page, as text: what trafilatura finds of it, with the captions of its pictures."""
from __future__ import annotations

import re
from functools import cache

from analysis.intake import inputs

LONGEST = 5_000_000      # characters of HTML, embedded pictures and scripts included
CAPTION = re.compile(r"^Photo caption: (?=\S)")      # how a caption goes through extraction
DECK = re.compile(r"(?i)\b(?:standfirst|strapline|dek|deck|sub-?(?:title|head(?:line)?))\b")      # classes


@cache
def _trafilatura():
    import logging

    import trafilatura
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura


def page(html: str, name: str) -> inputs.Article:
    """The article of a web page: its title and main text (by trafilatura; Barbaresi 2021), one paragraph a line.

    The caption of a figure stands below a line "Photo caption". Menus, comments and tables are not in it. CorpusError,
    naming `name`, if no text is found.
    """
    if not html.strip("\ufeff \t\r\n"):
        return inputs.Article("")
    if len(html) > LONGEST:
        raise inputs.CorpusError(f"{name}: {inputs.too_long(html)}")
    found = _trafilatura().bare_extraction(
        _captioned(html), include_comments=False, include_tables=False, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True})
    if not found or not (found.text or "").strip():
        raise inputs.CorpusError(f"{name}: no article was found in this web page; copy its text into a .txt file")
    title = " ".join((found.title or "").split())
    lines = [re.sub(r"^[-•] ", "", line.strip()) for line in found.text.splitlines() if line.strip()]
    lines = [part for line in lines for part in (CAPTION.sub("Photo caption\n", line).split("\n"))]
    if title and not any(_alike(title, line) for line in lines[:3]):
        lines.insert(0, title)
    return inputs.Article("\n".join(lines), found.sitename or "", found.date or "", title, found.url or "")


def _captioned(html: str):
    """A page with each caption of a figure, and a standfirst in no paragraph, as a paragraph, which extraction keeps where it
    keeps what stands round it.

    A caption of fewer than 5 words, such as a credit alone, a link or a repeated one is left where it is.
    """
    tree, seen = _trafilatura().load_html(html), set()
    if tree is None:
        return html
    for deck in tree.iter("div", "span", "section"):
        if DECK.search(deck.get("class") or "") and not len(deck.xpath(".//p | .//div | .//li | .//h1 | .//h2 | .//h3")):
            deck.tag = "p"
    for figure in list(tree.iter("figure")):
        found = figure.find(".//figcaption")
        told = "" if found is None else _words(found)
        if len(told.split()) < 5 or told in seen or found.find(".//a") is not None and figure.find(".//img") is None \
                or figure.find(".//table") is not None or next(figure.iterancestors("a", "aside", "nav", "footer"), None) is not None:
            continue
        seen.add(told)
        line = figure.makeelement("p")
        line.text = f"Photo caption: {told}"
        figure.addnext(line)
    return tree


def _words(caption) -> str:
    """The text of a caption, its parts a blank apart and emphasis as it stands."""
    for part in caption.iter("span", "div", "p", "cite", "small", "br"):
        part.text, part.tail = f" {part.text or ''}", f" {part.tail or ''}"
    return re.sub(r" (?=[.,;:!?)])", "", " ".join("".join(caption.itertext()).split()))


def _alike(one: str, other: str) -> bool:
    one, other = (re.sub(r"\W+", " ", text).strip().lower() for text in (one, other))
    return one.startswith(other) or other.startswith(one)
