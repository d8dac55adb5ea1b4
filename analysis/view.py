"""What a notebook shows besides figures: findings, tables, before and after, the article with its attributions.

Everything that comes from an article is escaped: its characters are shown, never interpreted.
"""
from __future__ import annotations

import re
from html import escape

import pandas as pd
from IPython.display import HTML, Markdown

from analysis import text
from analysis.showing import marked
from analysis.showing.findings import Finding, plural


def letters(words: str) -> str:
    """`words` as Markdown that shows each character as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#+!|$~&])", r"\\\1", words)


def finding(*found: Finding) -> Markdown:
    """Findings as quoted paragraphs, the title bold, the detail behind it."""
    told = "\n>\n".join(f"> **{letters(one.title)}** {letters(one.detail)}".rstrip() for one in found)
    return Markdown(re.sub(r"(?<=\d) %", "\u00a0%", told))


def table(frame: pd.DataFrame, caption: str = "", empty: str = "none", **columns: str) -> HTML:
    """`frame` as a plain table, cells whole; `columns` renames (old=new). Of an empty frame it says `empty`."""
    frame = frame.rename(columns=columns)
    if frame.empty:
        return HTML(f"<p><i>{escape(caption or 'Nothing to show')}: {escape(empty)}.</i></p>")
    with pd.option_context("display.max_colwidth", None):
        body = frame.to_html(index=False, border=0, justify="left", na_rep="", float_format=lambda x: f"{x:.2f}")
    head = f"<p><b>{escape(caption)}</b></p>" if caption else ""
    return HTML(f'{head}<div style="overflow-x:auto">{body}</div>')


def first(frame: pd.DataFrame, most: int = 3) -> HTML:
    """The first rows of `frame` as a plain table, which says of how many."""
    return table(frame.head(most), f"The first {most} of {len(frame):,} rows" if len(frame) > most else f"All {plural(len(frame), 'row')}")


def repairs(articles: pd.DataFrame) -> pd.DataFrame:
    """What `text.repair` changed: outlet, raw characters (as code points), clean characters, times."""
    rows = []
    for article in articles.itertuples():
        for passage in text.passages(article.raw):
            clean, place = passage.clean, 0
            while place < len(clean.text):
                start, end = clean.starts[place], clean.ends[place]
                stop = place + 1
                while stop < len(clean.text) and clean.starts[stop] == start:
                    stop += 1
                if article.raw[start:end] != clean.text[place:stop]:
                    rows.append((article.outlet, article.raw[start:end], clean.text[place:stop]))
                place = stop
    frame = pd.DataFrame(rows, columns=["outlet", "raw", "clean"])
    frame["raw"] = frame["raw"].map(lambda s: " ".join(f"U+{ord(c):04X}" for c in s))
    frame["clean"] = frame["clean"].map(lambda s: s.replace(" ", "␣"))
    return frame.value_counts(["outlet", "raw", "clean"]).rename("times").reset_index().sort_values(
        ["outlet", "raw"], ignore_index=True)


def before_after(passages: pd.DataFrame, raw: str) -> HTML:
    """One article, paragraph by paragraph: as it stands in the file, and what became of it."""
    rows = []
    for p in passages.itertuples():
        gone = p.section == "dropped"
        right = f"<s>{escape(p.text)}</s>" if gone else escape(p.text)
        label = f"dropped: {escape(p.reason)}" if gone else p.section
        rows.append(f"<tr><td>{p.passage + 1}</td><td>{escape(raw[p.start:p.end])}</td><td><i>{label}</i></td>"
                    f"<td>{right}</td></tr>")
    return HTML('<div style="overflow-x:auto"><table><thead><tr><th>paragraph</th><th>before</th><th>section</th><th>after'
                f"</th></tr></thead><tbody>{''.join(rows)}</tbody></table></div>")


def annotated(raw: str, passages: pd.DataFrame, quotes: pd.DataFrame, camps: dict) -> HTML:
    """The article as published, attributed words marked in the colour of the speaker's camp.

    A dotted line is indirect, a full one direct or mixed; the speaker and the cue show on hover. Dropped
    paragraphs are greyed. Where attributions overlap, the shortest one marks the characters.
    """
    found, blocks = marked.marks(quotes), []
    for p in passages.itertuples():
        legible = marked.legible(raw, p)
        words = [(escape(legible(raw[piece.start:piece.end])), piece.marks) for piece in marked.pieces(p.start, p.end, found)]
        line = "".join(_mark(text, marks[0].quote, camps) if marks else text for text, marks in words)
        tag = {"headline": "h3"}.get(p.section, "p")
        style = ' style="opacity:.7;font-size:85%"' if p.section == "dropped" else ""
        note = f" <small>[{escape(p.reason or p.section)}]</small>" if p.section != "body" else ""
        blocks.append(f"<{tag}{style}>{line}{note}</{tag}>")
    key = " · ".join(f'<span style="border-bottom:3px solid {c["colour"]}">{escape(c["label"])}</span>'
                     for c in camps.values())
    return HTML(f"<p>{key}; full line: direct or mixed, dotted line: indirect</p>{''.join(blocks)}")


def _mark(words: str, quote, camps: dict) -> str:
    line = "dotted" if quote.type == "indirect" else "solid"
    title = escape(f"{quote.speaker} ({quote.cue or 'no cue'}), {quote.kind}, {quote.type}, {quote.quote}", quote=True)
    return f'<span style="border-bottom:3px {line} {camps[quote.camp]["colour"]}" title="{title}">{words}</span>'
