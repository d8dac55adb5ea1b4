"""From a raw file to clean paragraphs in sections: headline, deck, body, caption, or dropped with a reason.

Lines are dropped by the readable rules of lexicons/boilerplate.tsv and by a paragraph's own features and
neighbours (length, end punctuation, place before or after the prose), never by line number or by article.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from analysis.cleaning import heads, lines, sections
from analysis.cleaning.characters import Clean, count_words, raw_span, repair
from analysis.cleaning.lines import STOP, Line, rules

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Clean", "Passage", "clean", "count_words", "of", "paragraphs", "passages", "plural", "raw_span", "repair", "rules"]

LONGEST = 20_000                                   # characters of a paragraph; a longer line is read in pieces
MIDST = re.compile(r"(?:[,;–—-]|\b(?:the|an?|of|to|in|and|or|but|for|that|with|by|on|at|from|as|is|was|were|said|its|his|her))$")


class Passage(NamedTuple):
    passage: int             # number of the passage in its file, from 0
    section: str             # headline, deck, body, caption or dropped
    reason: str              # why it was dropped, else ""
    start: int               # raw[start:end] is the paragraph as it stands in the file
    end: int
    clean: Clean


def plural(number: int, noun: str) -> str:
    """'1 article', '1,204 articles', '2 stretches'."""
    return f"{number:,} {noun}" + ("" if number == 1 else "es" if noun.endswith("ch") else "s")


def paragraphs(raw: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs: lines, or the lines of a paragraph joined where the file is hard-wrapped."""
    spans = [m.span() for m in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c]+", raw) if not m.group().isspace()]
    width = _width(raw, spans)
    joined = spans[:1]
    for before, span in zip(spans, spans[1:]):
        if width and _goes_on(raw, before, span, width):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return [piece for start, end in joined for piece in _cut(raw, start, end)]


def _adjoin(raw: str, end: int, start: int) -> bool:
    """Whether no blank line stands between two lines."""
    return len(re.findall(r"\r\n|\r|\n|[\u2028\u2029\x0b\x0c]", raw[end:start])) == 1


def _width(raw: str, spans: list[tuple[int, int]]) -> int:
    """The width at which the lines of a file were wrapped; 0 if they were not.

    They were if no line is long and those that end amid a sentence mostly go on in lower case, as full as they can be.
    """
    sizes = [end - start for start, end in spans if " " in raw[start:end].strip()]
    width = max(sizes, default=0)
    if not 40 <= width <= 120:
        return 0
    open_ends = amid = full = 0
    for (start, end), (first, last) in zip(spans, spans[1:]):
        line, after = raw[start:end].rstrip(), raw[first:last].split(maxsplit=1)[0]
        if not STOP.search(line[-12:]) and _adjoin(raw, end, first):
            open_ends += 1
            goes_on = after[0].islower() or MIDST.search(line[-12:]) is not None
            amid += goes_on
            full += goes_on and len(line) + 1 + len(after) > .85 * width
    return width if full and amid >= .3 * open_ends and full >= .6 * amid else 0


def _goes_on(raw: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Whether a wrapped line's paragraph goes on in the next line."""
    if not _adjoin(raw, line[1], after[0]):
        return False
    text, next_text = raw[slice(*line)].rstrip(), raw[slice(*after)]
    indents = [len(t) - len(t.lstrip()) for t in (text, next_text)]
    if indents[1] > indents[0] + 1 and indents[0] < 2:
        return False
    word = next_text.split(maxsplit=1)[0]
    return len(text) + 1 + len(word) > width - 2 or (
        (word[0].islower() or MIDST.search(text[-12:]) is not None) and not STOP.search(text[-12:]))


def _cut(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph in pieces of at most LONGEST characters, cut behind sentences where that is possible."""
    pieces = []
    while end - start > LONGEST:
        stops = [m.end() for m in re.finditer(r"[.!?][\"'”’)]*\s+", raw[start:start + LONGEST])]
        pieces.append((start, start + (stops[-1] if stops else LONGEST)))
        start = pieces[-1][1]
    return [*pieces, (start, end)]


def passages(raw: str, title: str = "") -> list[Passage]:
    """The paragraphs of a raw article, in order, each with its section; never raises.

    A line that says what `title` says is the headline. The photo credit at the end of a caption is a passage of its own, dropped.
    """
    spans = paragraphs(raw)
    cleans = [repair(raw[a:b], a) for a, b in spans]
    page = [lines.read(clean.text, raw[a:b]) if clean.text else Line("", 0) for clean, (a, b) in zip(cleans, spans)]
    told = [line for line in page if line.text]
    sections.decide(told)
    _entitle(told, lines.same(title))
    result = []
    for (start, end), clean, line in zip(spans, cleans, page):
        keep = len(line.text) if line.section == "caption" else len(clean.text)
        parts = [(line.section or "dropped", line.reason or "empty" * (not line.text), 0, keep)]
        if keep < len(clean.text):
            parts.append(("dropped", "photo credit", keep, len(clean.text)))
        for section, reason, first, last in parts:
            piece = Clean(clean.text[first:last], clean.starts[first:last], clean.ends[first:last])
            cut = clean.starts[keep] if keep < len(clean.text) else end
            result.append(Passage(len(result), section, reason, cut if first else start, end if first else cut, piece))
    return result


def _entitle(page: list[Line], title: str) -> None:
    """Make the line with the words of `title` the headline, and judge anew what stands above the text; without such a line,
    or where it is the headline, nothing changes."""
    copies = [i for i, line in enumerate(page) if title and lines.same(line.text) == title]
    first = next((i for i, line in enumerate(page) if line.section == "body" and i not in copies), None)
    if not copies or first is None or any(page[i].section == "headline" for i in copies):
        return
    chosen = next((i for i in reversed(copies) if i < first), copies[0])
    above = [line for line in page[:first] if not line.effect and (line.section != "caption") and (
        line.section != "dropped" or line.reason in ("before the headline", "label", "doubled"))]
    for line in [*above, page[chosen], *(line for line in page if line.section == "headline")]:
        line.section = line.reason = ""
    if chosen < first:
        heads.mark(page, chosen, first)
    for line in (line for line in page if not line.section):
        line.drop("before the headline")
    for i in copies:
        if page[i].section == "body":
            page[i].drop("doubled")
    page[chosen].section, page[chosen].reason = "headline", ""
    heads.deck(page, chosen)


def of(article) -> list[Passage]:
    """The passages of a row of the table `articles` (columns raw and, if there is one, title)."""
    return passages(article.raw, getattr(article, "title", ""))


def clean(articles: pd.DataFrame, known: dict[str, list[Passage]] | None = None) -> pd.DataFrame:
    """The `passages` table of `articles` (columns article, outlet, raw): a row a paragraph of each raw file.

    `known` has the passages of articles that were cleaned already.
    """
    import pandas as pd
    known = known or {}
    rows = [{"article": a.article, "outlet": a.outlet, **row(p)} for a in articles.itertuples()
            for p in known.get(a.article) or of(a)]
    return pd.DataFrame(rows, columns=["article", "outlet", "passage", "section", "reason", "start", "end", "words", "text"])


def row(p: Passage) -> dict:
    """A passage as the table `passages` tells it."""
    return {"passage": p.passage, "section": p.section, "reason": p.reason, "start": p.start, "end": p.end,
            "words": count_words(p.clean.text), "text": p.clean.text}
