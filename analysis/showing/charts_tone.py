"""Two figures of tone: the specification curve, and the grid of who says what about whom."""
from __future__ import annotations

import textwrap

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.charts import _left, _tick
from analysis.showing.charts_sheet import FAINT, GREY, INK, SOFT, WIDTH, Words, _figure, styled
from analysis.showing.findings import SCORER, signed
from analysis.scoring.multiverse import CHOICES, WEIGHTINGS
from analysis.scoring.scorers import CLEANINGS

UP, DOWN = "#2166AC", "#B2182B"                            # more positive and more negative: blue and red, told apart by all


@styled
def curve(data: pd.DataFrame, words: Words) -> Figure:
    """The estimates of one comparison in rising order, and below each the choices that led to it.

    `data` is the part of `multiverse.specifications` of one pair, labels in `scorer`; `solid` tells whether the
    verdict is that it is robust. The upright line is the interval of the specification in the middle.
    """
    data = data.sort_values("rank")
    order = [*SCORER.values(), "attribution", "sentence", *CLEANINGS, *WEIGHTINGS]
    options = [(choice, value) for choice in CHOICES
               for value in sorted(set(data[choice]), key=lambda v: (order.index(v) if v in order else -1, v))]
    left, height, grid = 1.75, 1.9, .17 * len(options)
    fig, (axis,) = _figure(words, height + grid + .15, left=left, bottom=.25)
    box = axis.get_position()
    share = height / (height + grid + .15)
    axis.set_position((box.x0, box.y0 + box.height * (1 - share), box.width, box.height * share))
    below = fig.add_axes((box.x0, box.y0, box.width, box.height * (1 - share) * grid / (grid + .15)))
    solid = bool(data["solid"].iloc[0])
    colours = [(UP if row.estimate > 0 else DOWN if row.estimate < 0 else GREY) if solid else FAINT
               for row in data.itertuples()]
    middle = data[data["middle"]].iloc[0]
    axis.plot([middle["rank"]] * 2, [middle["low"], middle["high"]], color=INK, linewidth=1.4, zorder=2)
    axis.scatter(data["rank"], data["estimate"], c=colours, s=14, zorder=3)
    axis.axhline(0, color="#666666", linewidth=.8, zorder=1)
    axis.set_xlim(.2, len(data) + .8)
    axis.set_xticks([])
    axis.spines["bottom"].set_visible(False)
    axis.grid(False)
    axis.grid(True, axis="y")
    axis.set_ylabel("difference of means", size=8)
    axis.yaxis.set_label_coords(-.095, .5)
    for line, (choice, value) in enumerate(options):
        some = data[data[choice] == value]
        below.scatter(some["rank"], [line] * len(some), marker="|", s=22, linewidths=1.1,
                      c=[colours[rank - 1] for rank in some["rank"]])
        if line and options[line - 1][0] != choice:
            below.axhline(line - .5, color="#CCCCCC", linewidth=.8)
    first = {choice: line for line, (choice, _) in reversed(list(enumerate(options)))}
    below.set_yticks(range(len(options)), [f"{choice}: {value}" if first[choice] == line else value
                                           for line, (choice, value) in enumerate(options)], size=8)
    below.set_ylim(len(options) - .5, -.5)
    below.set_xlim(.2, len(data) + .8)
    below.set_xticks([])
    below.grid(False)
    below.spines["bottom"].set_visible(False)
    return fig


@styled
def matrix(data: pd.DataFrame, words: Words, rows: list[str], columns: list[str]) -> Figure:
    """Means as coloured cells: a row for who speaks, a column for whom it is about.

    `data` has row, column, estimate, low, high, n, solid; cells that are not solid stay white with a grey number, those
    without an estimate have n alone.
    """
    left = _left(rows)
    letters = max(int((WIDTH - left - .25) / max(len(columns), 1) / .078), 8)
    heads = [textwrap.fill(f"about {name}", letters) for name in columns]
    fig, (axis,) = _figure(words, .62 * len(rows) + .4, left=left, bottom=.1,
                           head=.15 * max((head.count("\n") for head in heads), default=0))
    axis.set_xlim(-.5, len(columns) - .5)
    axis.set_ylim(len(rows) - .5, -.5)
    for row in data.itertuples():
        x, y = columns.index(row.column), rows.index(row.row)
        known = not np.isnan(row.estimate)
        strength = min(abs(row.estimate) / .6, 1) * .75 if known else 0
        colour = tuple(1 - strength * (1 - part) for part in mpl.colors.to_rgb(UP if row.estimate > 0 else DOWN))
        axis.add_patch(Rectangle((x - .47, y - .45), .94, .9, facecolor=colour if row.solid else "white",
                                 edgecolor="#DDDDDD", linewidth=.8))
        ink = ("white" if strength > .5 else INK) if row.solid else SOFT
        if known:
            axis.text(x, y - .1, signed(row.estimate), ha="center", va="center", size=10.5, color=ink,
                      weight="bold" if row.solid else "normal")
        span = "too few for a mean\n" if not known else "no interval; " if np.isnan(row.low) else f"{signed(row.low)} to {signed(row.high)}; "
        axis.text(x, y + .2 * known, f"{span}n = {row.n}", ha="center", va="center", size=7.5, color=ink)
    axis.set_xticks(range(len(columns)), heads)
    axis.xaxis.tick_top()
    axis.tick_params(length=0)
    axis.set_yticks(range(len(rows)), map(_tick, rows))
    axis.grid(False)
    axis.spines["bottom"].set_visible(False)
    return fig
