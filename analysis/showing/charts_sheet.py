"""The sheet that every figure is drawn on: one style, its words around it, the key, and the files it is saved as."""
from __future__ import annotations

import re
import textwrap
from functools import wraps
from html import escape
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
import pandas as pd
from IPython.display import HTML, Image
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis import paths
from analysis.showing.findings import Finding

mpl.rcParams["svg.hashsalt"] = "news-framing-analysis"
mpl.rcParams["text.parse_math"] = False            # a dollar sign in a name is a dollar sign
STYLE = {"font.family": "DejaVu Sans", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False,
         "axes.spines.left": False, "axes.edgecolor": "#666666", "axes.grid": True, "axes.grid.axis": "x",
         "axes.axisbelow": True, "grid.color": "#E3E3E3", "grid.linewidth": .8, "ytick.left": False,
         "xtick.color": "#444444", "ytick.color": "#111111", "axes.titlesize": 9.5, "axes.titleweight": "bold",
         "axes.titlelocation": "left", "axes.titley": 1, "svg.fonttype": "none", "text.hinting": "none",
         "hatch.linewidth": .6, "figure.facecolor": "white"}
WIDTH = 8.0                                                # inches; every figure fits a page
GREY, FAINT, INK = "#7F7F7F", "#9A9A9A", "#111111"
SOFT = "#666666"                                           # words in grey: dark enough to be read


class Words(NamedTuple):
    """What stands around a figure: the finding (title and detail), the measure, the note on n, interval and source."""
    finding: Finding
    measure: str
    note: str


def styled(chart):
    """`chart` in the style of the project; of an empty frame it says that there is nothing to show."""
    @wraps(chart)
    def drawn(data, words, *args, **kwargs):
        with mpl.rc_context(STYLE):
            if not data.empty and not ("n" in data and not data["n"].sum()):
                return chart(data, words, *args, **kwargs)
            fig, (axis,) = _figure(words, .6, left=.3)
            axis.axis("off")
            axis.text(.5, .5, "nothing to show", ha="center", va="center", color=SOFT, transform=axis.transAxes)
            fig.framing_empty = True                         # the report needs no picture of it
            return fig
    return drawn


def _kept(text: str) -> str:
    """`text` in which a number and its sign, and "n = 12", stay on one line."""
    return re.sub(r"\bn = (?=\d)", "n\u00a0=\u00a0", re.sub(r"(?<=\d) %", "\u00a0%", text))


def _even(text: str, most: int) -> list[str]:
    """Lines of at most `most` letters, as few as can be, about equally long: no last line of one word."""
    lines = textwrap.wrap(_kept(text), most)
    while most > 1 and len(closer := textwrap.wrap(_kept(text), most - 1)) == len(lines):
        lines, most = closer, most - 1
    return lines


def _placed(key: list[tuple]) -> tuple[list[tuple[float, int]], int]:
    """Where the entries of the key stand, (inches from the left, line) of each, and the last line."""
    placed, x, line = [], .2, 0
    for number, (label, _, marker, *_) in enumerate(key):
        x += .2 if number and isinstance(marker, dict) and not isinstance(key[number - 1][2], dict) else 0
        room = .36 + .073 * len(label)
        if x > .2 and x + room > WIDTH:
            x, line = .2, line + 1
        placed.append((x, line))
        x += room
    return placed, line


def _figure(words: Words, height: float, columns: int = 1, left: float = 1.45, right: float = .25, gap: float = .35,
            key: list[tuple] = (), bottom: float = .45, ratios=None, sharey: bool = True, head: float = 0):
    """A figure with its words placed in inches around `columns` panels `height` inches high; figure and axes.

    `head` is what the panels' titles need above the panels besides their last line.
    """
    title, subtitle = _even(words.finding.title, 74), _even(words.measure, 112)
    note = textwrap.wrap(_kept(f"{words.finding.detail} {words.note}".strip()), 124)
    placed, line = _placed(key)
    top = .18 + .235 * len(title) + .18 * len(subtitle) + (.3 + .22 * line if key else .08) + .25 + head
    foot = bottom + .17 * len(note) + .12
    total = top + height + foot
    fig = Figure(figsize=(WIDTH, total), dpi=150)
    axes = fig.subplots(1, columns, sharey=sharey, squeeze=False, width_ratios=ratios)[0]
    fig.subplots_adjust(left=left / WIDTH, right=1 - right / WIDTH, top=1 - top / total, bottom=foot / total,
                        wspace=gap)
    place = total - .15
    fig.text(.15 / WIDTH, place / total, "\n".join(title), weight="bold", size=12, va="top", linespacing=1.25)
    place -= .235 * len(title) + .06
    fig.text(.15 / WIDTH, place / total, "\n".join(subtitle), size=9, color="#444444", va="top", linespacing=1.25)
    place -= .18 * len(subtitle) + .17
    for (x, line), (label, colour, marker, *face) in zip(placed, key):
        y = place - .22 * line
        if isinstance(marker, dict):                         # a block, filled like this
            fig.add_artist(Rectangle(((x - .05) / WIDTH, (y - .05) / total), .14 / WIDTH, .1 / total, edgecolor=colour, **marker))
        else:
            fig.add_artist(mpl.lines.Line2D([x / WIDTH], [y / total], color=colour, marker=marker, markersize=6, linestyle="none",
                                             **{"markerfacecolor": hollow for hollow in face}))
        fig.text((x + .12) / WIDTH, y / total, label, color=INK, size=9, va="center")
    fig.text(.15 / WIDTH, .08 / total, "\n".join(note), size=7.5, color="#555555", va="bottom", linespacing=1.3)
    fig.framing_words = words
    return fig, axes


def fitted(axis, titles: list[str], size: float = 9.5, least: float = 6.5) -> tuple[float, list[str]]:
    """(size, titles): one size for all panels, at which no title, in bold, is wider than `axis` and a little of the gap
    beside it; what is too long at the `least` size is cut."""
    return sized(axis.get_position().width * WIDTH + .1, titles, size, least)


def sized(inches: float, titles: list[str], size: float = 9.5, least: float = 6.5) -> tuple[float, list[str]]:
    """The same for titles that have so many inches."""
    room = inches / .0095
    size = max(least, min(size, room / max(1, *map(len, titles))))
    return round(size, 2), [cut(title, max(int(room / size + .01), 9)) for title in titles]


def cut(text: str, most: int, mark: str = " …") -> str:
    """`text` in at most `most` letters, cut between words, or within the first if that is too long by itself."""
    short = textwrap.shorten(text, most, placeholder=mark)
    return short if short != mark.strip() else f"{text[:most - 1]}…"


def save(fig: Figure, data: pd.DataFrame, name: str, folder: str | Path) -> Image | HTML:
    """Write `fig` as name.png and name.svg and what it shows as name.csv into `folder`; the picture, to be shown, or, where
    there was nothing to draw, a line that says why.

    The finding and the measure go into the PNG's and SVG's own metadata. Each file is moved into place when
    whole, and is the same bytes when run again.
    """
    folder, words = Path(folder), fig.framing_words
    about = f"{words.measure} {words.finding.detail} {words.note}"
    with mpl.rc_context(STYLE):
        for kind, same, quick in (("png", "Software", {"pil_kwargs": {"compress_level": 3}}), ("svg", "Date", {})):
            told = {same: None, "Title": words.finding.title, "Description": about}
            told |= {"Comment": "empty"} if kind == "png" and getattr(fig, "framing_empty", False) else {}
            with paths.whole(folder / f"{name}.{kind}") as part:
                fig.savefig(part, format=kind, metadata=told, **quick)
    with paths.whole(folder / f"{name}.csv") as part:
        data.to_csv(part, index=False, float_format="%.6g", lineterminator="\n")
    if getattr(fig, "framing_empty", False):
        return HTML(f"<p><i>Nothing to draw. {escape(words.finding.title)}</i></p>")
    return Image((folder / f"{name}.png").read_bytes(), format="png", width=100 * WIDTH, alt=words.finding.title)
