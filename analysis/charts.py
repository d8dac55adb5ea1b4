"""Figures: one style, the finding in the title, the measure below it, n and the interval always.

Every chart takes a tidy frame and returns a matplotlib Figure (never a pyplot one: it would show twice);
`save` writes it as PNG, SVG and CSV, the same bytes each time.
"""
from __future__ import annotations

import textwrap

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.showing.charts_sheet import INK, SOFT, WIDTH, Words, _figure, cut, fitted, sized, styled
from analysis.showing.charts_sheet import save as save             # what notebooks call stands here

MARKERS = ["o", "^", "s", "D", "v", "P", "X"]              # a shape besides the colour, for each camp in order
SECTIONS = {"headline": ("headline", "#08306B", "s"), "deck": ("deck", "#2171B5", "s"), "body": ("body", "#6BAED6", "s"),
            "caption": ("caption", "#9E9AC8", "s"), "dropped": ("dropped", "#BDBDBD", "s")}


def camp_marks(camps: dict) -> dict[str, tuple[str, str, str]]:
    """camp -> (label, colour, marker), in display order."""
    return {camp: (entry["label"], entry["colour"], MARKERS[number % len(MARKERS)])
            for number, (camp, entry) in enumerate(camps.items())}


def one_mark(column: str, data: pd.DataFrame) -> dict[str, tuple[str, str, str]]:
    """The same mark for every value of `column`: where rows and panels already say what is what."""
    return {value: (str(value), "#333333", "o") for value in dict.fromkeys(data[column])}


def dots(axis, rows: list[tuple], line: float, size: float, alpha: float = 1, edge: float = 1, **options) -> None:
    """Intervals, `line` wide, with their marks: rows of (y, low, estimate, high, colour, marker, whether full).
    All lines are one artist, and those of a marker: each by itself would take most of the drawing."""
    if not rows:
        return
    axis.hlines(*zip(*[(y, low, high) for y, low, _, high, *_ in rows]), colors=[row[4] for row in rows], linewidth=line,
                alpha=alpha, zorder=2)
    for marker in dict.fromkeys(row[5] for row in rows):
        some = [row for row in rows if row[5] == marker]
        axis.scatter([row[2] for row in some], [row[0] for row in some], s=size ** 2, marker=marker, linewidths=edge,
                     c=[row[4] if row[6] else "white" for row in some], edgecolors=[row[4] for row in some],
                     **{"zorder": 2} | options)


def rules(axis, number: int) -> None:
    """Pale lines between the `number` rows of a panel."""
    axis.hlines(np.arange(1, number) - .5, 0, 1, color="#EEEEEE", linewidth=1, zorder=1,
                transform=axis.get_yaxis_transform())


@styled
def intervals(data: pd.DataFrame, words: Words, marks: dict, rows: str = "outlet", group: str = "camp",
              panel: str | None = None, xlabel: str = "", percent: bool = False, zero: bool = False,
              limits: tuple | None = None, asked: float | None = None) -> Figure:
    """Estimates with intervals: a row for each `rows`, a mark for each `group`, a panel for each `panel`.

    `data` has estimate, low, high, n besides; a row whose column `solid` is False is drawn hollow and pale.
    `marks` is group -> (label, colour, marker). At `asked` stands a dashed line: what is asked of an estimate.
    """
    names = list(dict.fromkeys(data[rows]))
    panels = list(dict.fromkeys(data[panel])) if panel else [""]
    shown = [g for g in marks if g in set(data[group])]
    lines = 1 if group == panel else len(shown)
    written = max((_tick(name).count("\n") + 1 for name in names), default=1)
    height = max(.16 * lines + .16, .36, .15 * written + .08) * len(names)
    apart = {"gap": .25} if group == panel else {"gap": .2, "right": .55}
    fig, axes = _figure(words, height, len(panels), left=_left(names), **apart,
                        key=[marks[g] for g in shown] if len(shown) > 1 and group != panel else [],
                        bottom=.5 if xlabel else .32)
    size, titles = fitted(axes[0], [str(name) for name in panels])
    for axis, name, title in zip(axes, panels, titles):
        part, found, sizes = data[data[panel] == name] if panel else data, [], {}
        for row in part.itertuples():
            y = names.index(getattr(row, rows))
            if group != panel:
                y += (shown.index(getattr(row, group)) - (len(shown) - 1) / 2) * .8 / len(shown)
            _, colour, marker = marks[getattr(row, group)]
            solid = getattr(row, "solid", True)
            if row.n and not np.isnan(row.estimate):
                found.append((y, row.low, row.estimate, row.high, colour if solid else _pale(colour), marker, solid))
                sizes.setdefault(getattr(row, rows), []).append((y, row.n))
        dots(axis, found, 1.6, 6, .75)
        axis.set_title(title, size=size)
        axis.set_yticks(range(len(names)), map(_tick, names))
        axis.set_ylim(len(names) - .45, -.55)
        rules(axis, len(names))
        if group != panel:
            _counts(axis, sizes, names)
        if percent:
            axis.set_xlim(-.04, 1.04)
            axis.set_xticks([0, .25, .5, .75, 1], ["0", "25", "50", "75", "100"])
        elif limits:
            axis.set_xlim(*limits)
        elif len(panels) > 1:
            axis.xaxis.set_major_locator(mpl.ticker.MaxNLocator(3, prune="upper"))
        if zero:
            axis.axvline(0, color="#666666", linewidth=.8, zorder=1)
        if asked is not None:
            axis.axvline(asked, color="#666666", linewidth=.9, linestyle=(0, (4, 3)), zorder=1)
        axis.set_xlabel(xlabel)
    return fig


def _counts(axis, sizes: dict, names: list[str]) -> None:
    """Beside each row its denominator, of each mark if they differ; `sizes`: row -> (y, n) of its marks."""
    for row, several in sizes.items():
        alike = len({n for _, n in several}) == 1
        for y, n in [(names.index(row), several[0][1])] if alike else several:
            axis.text(1.015, y, f"n = {n:,}", size=7, color="#555555", va="center", transform=axis.get_yaxis_transform())


@styled
def stacked(data: pd.DataFrame, words: Words, marks: dict, group: str = "camp", hollow: str | None = None,
            xlabel: str = "") -> Figure:
    """Counts n as stacked bars: a bar for each outlet, a block for each `group`, the number in the block if it fits.

    Blocks where the boolean column `hollow` is True are drawn as outlines.
    """
    names = list(dict.fromkeys(data["outlet"]))
    shown = [g for g in marks if g in set(data[group])]
    fig, (axis,) = _figure(words, .42 * max(len(names), 1) + .1, left=_left(names),
                           key=[(marks[g][0], marks[g][1], "s") for g in shown], bottom=.5)
    letter = .071 * 1.05 * data.groupby("outlet")["n"].sum().max() / (axis.get_position().width * WIDTH)   # a digit, on the scale
    for y, name in enumerate(names):
        left = 0.0
        part = data[data["outlet"] == name]
        part = part.assign(_order=part[group].map(shown.index)).sort_values(
            ["_order"] + ([hollow] if hollow else []), kind="stable")
        for row in part.itertuples():
            outline = bool(hollow) and getattr(row, hollow)
            colour = marks[getattr(row, group)][1]
            axis.barh(y, row.n, left=left, height=.66, color="white" if outline else colour, edgecolor=colour,
                      linewidth=1.4)
            if row.n > letter * (len(f"{row.n:g}") + .5):
                axis.text(left + row.n / 2, y, f"{row.n:g}", ha="center", va="center", size=8,
                          color=INK if outline else _on(colour))
            left += row.n
    axis.set_yticks(range(len(names)), map(_tick, names))
    axis.set_ylim(len(names) - .5, -.5)
    axis.xaxis.set_major_locator(mpl.ticker.MaxNLocator(integer=True))
    axis.set_xlabel(xlabel)
    return fig


def _tick(name: str) -> str:
    return "\n".join(textwrap.fill(line, 24) for line in str(name).split("\n"))


def _pale(colour: str) -> tuple:
    """`colour` greyed: what a mark that fails its check is drawn in."""
    return tuple(.38 * part + .62 * .8 for part in mpl.colors.to_rgb(colour))


def _left(names: list[str]) -> float:
    """Inches that the tick labels `names` need."""
    return .35 + .075 * max((len(line) for name in names for line in _tick(name).splitlines()), default=8)


def _on(colour: str) -> str:
    """Black or white, whichever reads better on `colour`."""
    red, green, blue = mpl.colors.to_rgb(colour)
    return "white" if .299 * red + .587 * green + .114 * blue < .6 else INK


@styled
def ranked(data: pd.DataFrame, words: Words, panel: str, label: str, marks: dict, most: int = 8, each: int = 3) -> Figure:
    """The largest `most` counts n of each panel as bars of one scale with their label.

    `marks` is panel -> (title, colour, marker); panels without rows say so.
    """
    panels = list(marks)
    data = data.assign(**{label: data[label].replace("", "nobody named")})
    lines = [[min(most, max((data[panel] == name).sum(), 1)) for name in panels[k:k + each]]
             for k in range(0, len(panels), each)]
    heights = [.235 * max(row) + .5 for row in lines]
    fig, axes = _figure(words, sum(heights), 1, left=.25, right=.2, bottom=.15)
    axes[0].axis("off")
    box = axes[0].get_position()
    width, inch = box.width / min(each, len(panels)), box.height / sum(heights)
    largest = data["n"].max() if len(data) else 1
    parts = {name: data[data[panel] == name].sort_values(["n", label], ascending=[False, True], kind="stable")[:most]
             for name in panels}
    wide = max((len(text) for part in parts.values() for text in part[label]), default=0)
    room = min((.12 + .068 * wide) / WIDTH, .6 * width)
    letters = max(round((room * WIDTH - .12) / .068), 8)
    size, titles = sized(width * WIDTH - .1, [marks[name][0] for name in panels])
    for number, name in enumerate(panels):
        colour = marks[name][1]
        height, shown = heights[number // each] * inch, max(lines[number // each])
        x0, y0 = box.x0 + (number % each) * width, box.y1 - sum(heights[:number // each + 1]) * inch
        part = parts[name]
        axis = fig.add_axes((x0 + room, y0 + .12 * inch, width - room - .03, height - .42 * inch))
        for y, row in enumerate(part.itertuples()):
            axis.barh(y, row.n, height=.68, color=colour, edgecolor=colour, linewidth=1)
            axis.text(row.n + largest * .02, y, f"{row.n:g}", va="center", size=8)
        if part.empty:
            axis.text(0, .2, "none", color=SOFT, va="center")
        axis.set_yticks(range(len(part)), [cut(text, letters) for text in part[label]])
        axis.set_ylim(shown - .4, -.6)
        axis.set_xlim(0, largest * 1.12)
        axis.set_xticks([])
        axis.grid(False)
        axis.spines["bottom"].set_visible(False)
        axis.set_title(titles[number], size=size, x=-room / (width - room - .03))
    return fig
