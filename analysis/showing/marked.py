"""An article as published with its attributions marked: where to cut the text, and the marked text as HTML.

Characters of the article are escaped and otherwise left as they are, unless their encoding was damaged on the way: the
marked characters of an attribution, read in order, are its spans of the raw file. Attributions may overlap and may have several parts.
"""
from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import groupby
from typing import NamedTuple

from analysis.text import plural

GLYPHS = "●▲■◆▼✚✖"          # the shapes of charts.MARKERS, camp by camp
TAGS = {"headline": ("headline", "Headline"), "deck": ("deck", "Deck"), "caption": ("caption", "Caption")}


class Mark(NamedTuple):
    """One span of an attribution."""
    start: int
    end: int
    quote: object            # a row of the quotes table
    part: int                # from 1
    parts: int


class Piece(NamedTuple):
    """Characters of the raw text that the same attributions hold."""
    start: int
    end: int
    marks: list[Mark]        # the shortest first; empty: nobody's


def marks(quotes) -> list[Mark]:
    """The spans of the rows of a quotes table, the shortest first."""
    found = [Mark(start, end, quote, number, len(quote.spans)) for quote in quotes.itertuples()
             for number, (start, end) in enumerate(quote.spans, 1)]
    return sorted(found, key=lambda mark: (mark.end - mark.start, mark.start))


def pieces(start: int, end: int, found: list[Mark]) -> list[Piece]:
    """The stretch from `start` to `end` of a raw text, cut wherever one of `found` begins or ends."""
    inside = [mark for mark in found if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(min(max(cut, start), end) for mark in inside for cut in mark[:2])})
    return [Piece(a, b, [mark for mark in inside if mark.start <= a and b <= mark.end])
            for a, b in zip(cuts, cuts[1:])]


def verbatim(text: str) -> str:
    """`text` for HTML; line ends stay those of the file."""
    return escape(text).replace("\r", "&#13;")


def legible(raw: str, passage) -> Callable[[str], str]:
    """What shows a piece of `passage`: as the file has it, but legible where its encoding was damaged on the way."""
    from ftfy.badness import is_bad

    from analysis.cleaning import characters

    def mended(piece: str) -> str:
        text = characters.repair(piece).text
        return piece.replace(piece.strip(), text) if text else piece
    return mended if is_bad(raw[passage.start:passage.end]) else str


def number(quote) -> str:
    """The number of an attribution within its article, as in its name ARTICLE#NUMBER."""
    return quote.quote.rpartition("#")[2]


def told(quote, camps: dict) -> str:
    """Speaker, cue, type and camp of an attribution in a few words."""
    kind = quote.type if quote.kind == "speech" else f"{quote.type}, a thought or wish"
    cue = f"“{quote.cue}”" if quote.cue else "no cue"
    via = f", by way of {quote.via}" if quote.via else ""
    return f"{quote.speaker or 'Nobody named'}: {cue}, {kind}{via} ({camps[quote.camp]['label']})"


def body(raw: str, passages, quotes, camps: dict, link) -> str:
    """The article as HTML: paragraphs, attributions marked, what was dropped folded away.

    `passages` and `quotes` are the article's rows of these tables; `link(quote)` is the address of an
    attribution's row. The anchor of an attribution is quote-NUMBER; each of its marks names it in data-quote.
    """
    found, order, blocks = marks(quotes), list(camps), []
    for gone, part in groupby(passages.itertuples(), key=lambda p: p.section == "dropped"):
        part = list(part)
        lines = [_block(raw, p, found, camps, order, link) for p in part]
        if gone:
            reasons = ", ".join(dict.fromkeys(p.reason for p in part if p.reason))
            count = plural(len(part), "paragraph")
            lines = [f'<details class="dropped"><summary>{count} left out{": " * bool(reasons)}{escape(reasons)}</summary>',
                     *lines, "</details>"]
        blocks += lines
    return "\n".join(blocks)


def _block(raw: str, passage, found: list[Mark], camps: dict, order: list[str], link) -> str:
    kind, label = TAGS.get(passage.section, ("", ""))
    out = [f'<p class="{kind}"><span class="section">{label}</span> ' if kind else "<p>"]
    shown = legible(raw, passage)
    for piece in pieces(passage.start, passage.end, found):
        text = verbatim(shown(raw[piece.start:piece.end]))
        if not piece.marks:
            out.append(text)
            continue
        out += [f'<span id="quote-{number(m.quote)}"></span>' for m in piece.marks
                if m.part == 1 and max(m.start, passage.start) == piece.start]
        first = piece.marks[0].quote
        numbers = " ".join(number(m.quote) for m in piece.marks)
        tip = " · inside: ".join(f"{int(number(m.quote))} {told(m.quote, camps)}" for m in piece.marks)
        nested = " nested" if len(piece.marks) > 1 else ""
        out.append(f'<mark class="camp{order.index(first.camp)} {first.type}{nested}" data-quote="{numbers}" '
                   f'data-tip="{escape(tip)}">{text}</mark>')
        out += [_reference(m, camps, order, link) for m in piece.marks if min(m.end, passage.end) == piece.end]
    return "".join(out) + "</p>"


def _reference(mark: Mark, camps: dict, order: list[str], link) -> str:
    """The number behind a mark: leads to the row, says speaker and cue on hover and focus, joins the parts."""
    quote, tip = mark.quote, told(mark.quote, camps)
    where = f", part {mark.part} of {mark.parts}" if mark.parts > 1 else ""
    label = f"{int(number(quote))}{f'/{mark.part}' if mark.parts > 1 else ''}"
    glyph = GLYPHS[order.index(quote.camp) % len(GLYPHS)]
    return (f'<a class="ref" href="{escape(link(quote))}" data-tip="{escape(tip + where)}" '
            f'aria-label="{label}: {escape(tip + where)}. To its row">{glyph}{label}</a>')
