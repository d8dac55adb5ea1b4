"""Figures of wording: say against claim, the headline ladder, distinctive words."""

from __future__ import annotations

import textwrap

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import _left, _on, _pale, _tick, dots, rules
from analysis.showing.charts_sheet import FAINT, INK, SOFT, WIDTH, Words, _figure, cut, sized, styled
from analysis.showing.findings import cue_name

ROW = 1.2  # inches of an outlet
BAR = 0.41  # of it for each of two bars
LETTER = 0.0091  # inches a letter needs for each point of its size


@styled
def say_and_claim(data: pd.DataFrame, words: Words, marks: dict, asymmetry: pd.DataFrame,
                  pair: tuple[str, str]) -> Figure:
    """The cues of two camps as blocks in which the verb is written, distancing ones left of the line; beside them A(o).

    `data` is stance.bars (blocks are shares of the camp's cues in the outlet), `asymmetry` stance.asymmetry of the
    `pair`; outlets that are not clear are pale and hollow.
    """
    names = list(asymmetry["outlet"])
    left, below = max(_left(names), 1.2), ROW * len(names)
    fig, (axis, gap) = _figure(words, below + 0.1, 2, left=left, right=0.2, bottom=0.72, ratios=[4, 1], gap=0.16,
                               sharey=False, key=[(*marks[camp][:2], "s") for camp in pair])
    aside, margin, inch = _room(data, (WIDTH - left - 0.2) * 4 / 5.16)
    for (outlet, camp), part in data.groupby(["outlet", "camp"], sort=False):
        y = names.index(outlet) + (-0.215 if camp == pair[0] else 0.215)
        _cues(axis, part, y, marks[camp][1], inch, aside[outlet, camp][1])
    axis.axvline(0, color=INK, linewidth=1)
    axis.set_xlim(-margin, 1.08)
    for place, align, told in ((-0.012, "right", "← distancing"), (0.012, "left", "neutral, endorsing (dotted) →\nshare of the camp's cues")):
        axis.text(place, -0.08 / below, told, ha=align, va="top", size=8, transform=axis.get_xaxis_transform())
    axis.set_xticks([])
    _differences(gap, asymmetry, [marks[camp] for camp in pair], below)
    for one in (axis, gap):
        one.set_yticks(range(len(names)) if one is axis else [], map(_tick, names) if one is axis else [])
        one.set_ylim(len(names) - 0.45, -0.55)
        one.grid(one is gap)
        one.tick_params(length=0)
        rules(one, len(names))
    axis.spines["bottom"].set_visible(False)
    return fig


def _room(data: pd.DataFrame, inches: float) -> tuple[dict, float, float]:
    """({(outlet, camp): `_aside`}, room left of the line as a share, inches of a share of 1) on a panel `inches` wide."""
    cues = data[data["stance"] != "hedged"]
    far = cues[cues["stance"] == "distancing"].groupby(["outlet", "camp"])["share"].sum().max()
    far = 0.0 if np.isnan(far) else float(far)
    aside = {key: _aside(part, inches / (1.14 + far)) for key, part in data.groupby(["outlet", "camp"], sort=False)}
    margin = max([far + 0.06, *(back + 0.03 + LETTER * 7 * max(map(len, lines)) * (1.3 + far) / inches
                                for back, lines in aside.values() if lines)])
    return aside, margin, inches / (1.08 + margin)


def _cues(axis: Axes, part: pd.DataFrame, y: float, colour: str, inch: float, beside: list[str]) -> None:
    """The blocks of a camp in an outlet, and what stands beside them."""
    x = back = 0.0
    for row in part[part["stance"] != "hedged"].itertuples():
        distant = row.stance == "distancing"
        start = -back - row.share if distant else x
        face = colour if distant else _tint(colour, 0.62 if row.stance == "endorsing" else 0.85)
        axis.barh(y, row.share, left=start, height=BAR, color=face, edgecolor="white", linewidth=0.8,
                  hatch="...." if row.stance == "endorsing" else None)
        if fitted := _fitted(_label(row), row.share * inch):
            text, size, turned = fitted
            axis.text(start + row.share / 2, y, text, ha="center", va="center", size=size, rotation=turned, linespacing=1,
                      color=_on(colour) if distant else INK)
        x, back = (x, back + row.share) if distant else (x + row.share, back)
    if beside:
        axis.text(-back - 0.01, y, "\n".join(beside), ha="right", va="center", size=7, color=INK, linespacing=1.1)
    axis.text(x + 0.008, y, f"n = {part['of'].max()}", va="center", size=6.5, color="#555555")


def _differences(axis: Axes, asymmetry: pd.DataFrame, marks: list[tuple], below: float) -> None:
    """A(o) of each outlet; under the axis, `below` inches high, which camp each side stands for."""
    found = [(y, row.low, row.estimate, row.high, INK if row.clear else _pale(INK), "o", row.clear)
             for y, row in enumerate(asymmetry.itertuples()) if not np.isnan(row.low)]
    dots(axis, found, 1.6, 5.5)
    axis.axvline(0, color="#666666", linewidth=0.8)
    axis.set_xlim(-1.02, 1.02)
    axis.set_xticks([-1, 0, 1], ["−100", "0", "+100"], size=7.5)
    for place, line, told, (_, colour, *_) in ((0.5, 0, f"← {cut(marks[1][0], 36)}", marks[1]), (1, 0.17, f"{cut(marks[0][0], 36)} →", marks[0])):
        axis.text(place, -(0.36 + line) / below, told, ha="right", va="top", size=8, color=colour, transform=axis.transAxes)
    axis.set_title("more distance to", size=8, weight="normal", loc="center")


def _label(row) -> str:
    word = cue_name(row.cue_lemma)
    return word if row.n == 1 else f"{word}\u00a0{row.n}"


def _fitted(label: str, room: float) -> tuple[str, float, int] | None:
    """(text, size, rotation) by which `label` fits into a block of `room` inches: the largest type, lying before standing."""
    broken = {"\n".join(textwrap.wrap(label, width, break_long_words=False)) for width in range(4, len(label) + 1)} | {label}
    for size, turned in ((7, 0), (6.2, 0), (5.6, 90), (5, 90), (4.6, 90)):
        along, across = (ROW * BAR + 0.02, room) if turned else (room, ROW * BAR)
        for text in sorted(broken, key=lambda text: (text.count("\n"), text)):
            lines = text.split("\n")
            if max(map(len, lines)) * LETTER * size < along and len(lines) * size * 1.15 / 72 < across:
                return text, size, turned
    return None


def _aside(part: pd.DataFrame, inch: float) -> tuple[float, list[str]]:
    """(share that is distancing, lines beside it): cues too long for their blocks, and what is hedged without a block."""
    distant = part[part["stance"] == "distancing"]
    lines = [_label(row) for row in distant.itertuples() if not _fitted(_label(row), row.share * inch)]
    hedged = part[part["stance"] == "hedged"]
    told = ", ".join(_label(row) for row in hedged.itertuples())
    if len(told) > 26:
        told = f"{hedged['n'].sum()} hedges"
    return float(distant["share"].sum()), lines[:2] + [f"+ {told}"] * bool(told)


def _tint(colour: str, white: float) -> tuple:
    return tuple(part + (1 - part) * white for part in mpl.colors.to_rgb(colour))


@styled
def ladder(data: pd.DataFrame, words: Words, marks: dict, most: int = 24) -> Figure:
    """Headlines aligned on their verb: before it who acts, in the camp's colour; the verb full if attributed.

    `data` is headlines.ladder; the first `most` are drawn.
    """
    data = data[data["headline"] != ""].head(most)
    left, width = _left(list(data["outlet"])), WIDTH
    centre = left + 0.40 * (width - left - 0.2)
    room, more = int((centre - left - 0.5) / 0.077), int((width - 0.2 - centre - 0.5) / 0.077)     # letters beside the verb
    cells = [(textwrap.wrap(row.before, room), textwrap.wrap(row.after, more)) if row.found
             else ([], textwrap.wrap(row.headline, more)) for row in data.itertuples()]
    sizes = [0.185 * max(len(before), len(after), 1) + 0.3 for before, after in cells]
    shown = [camp for camp in marks if camp in set(data["camp"])]
    fig, (axis,) = _figure(words, sum(sizes), left=left, right=0.2, bottom=0.08,
                           key=[(*marks[camp][:2], "s") for camp in shown])
    axis.set_xlim(left, width - 0.2)
    axis.set_ylim(-sum(sizes), 0)
    axis.set_xticks([])
    axis.grid(False)
    axis.spines["bottom"].set_visible(False)
    ticks, y = [], 0.0
    for row, lines, size in zip(data.itertuples(), cells, sizes):
        label, colour, _ = mark = marks.get(row.camp, ("", SOFT, ""))
        ticks.append(y - size / 2)
        _headline(axis, row, lines, centre, y - size / 2, mark)
        acts = label or ("no camp found acting" if row.found else "no verb found, so who acts is not known")
        quoted = marks[row.told][0] if row.told in marks and row.told != "other" else "somebody in no camp"
        note = f"{acts} · " + (f"asserted, beside words of {quoted}" if row.voice == "in part" else row.voice)
        note += " · no verb found" if label and not row.found else ""
        axis.text(left + 0.02, y - size + 0.07, note, size=6.8, color=colour if label else SOFT, va="center")
        y -= size
        axis.axhline(y, color="#E3E3E3", linewidth=0.8)
    axis.set_yticks(ticks, map(_tick, data["outlet"]))
    axis.tick_params(length=0)
    return fig


def _headline(axis: Axes, row, lines: tuple[list, list], centre: float, middle: float, mark: tuple) -> None:
    """A headline with its verb at (centre, middle), the lines before and after it beside."""
    label, colour, _ = mark
    half = 0.055 + 0.034 * len(row.verb) if row.found else 0.03
    if row.found:
        told = row.voice == "attributed"
        axis.text(centre, middle, row.verb, ha="center", va="center", size=9, weight="bold",
                  color=_on(colour) if told else colour,
                  bbox={"boxstyle": "round,pad=0.28", "facecolor": colour if told else "white", "edgecolor": colour})
        axis.text(centre - half - 0.12, middle, "\n".join(lines[0]), ha="right", va="center", size=9, linespacing=1.25,
                  color=colour if label and row.subject == row.before else INK)
    else:
        axis.text(centre, middle, "?", ha="center", va="center", size=9, color=SOFT)
    axis.text(centre + half + 0.12, middle, "\n".join(lines[1]), va="center", size=9, linespacing=1.25)


@styled
def distinctive(data: pd.DataFrame, words: Words, each: int = 3) -> Figure:
    """Words of each outlet, `each` a row, with their log-odds and interval; rows whose column `solid` is False are grey."""
    panels = list(dict.fromkeys(data["outlet"]))
    most = int(data.groupby("outlet").size().max()) if len(data) else 1
    rows = max(int(np.ceil(len(panels) / each)), 1)
    fig, axes = _figure(words, (0.225 * most + 0.75) * rows, 1, left=0.25, right=0.25, bottom=0.3)
    axes[0].axis("off")
    box = axes[0].get_position()
    width, height = box.width / min(each, max(len(panels), 1)), box.height / rows
    low, high = (min(0, data["low"].min()), data["high"].max()) if len(data) else (0, 1)
    size, titles = sized(width * WIDTH - 0.1, panels)
    for number, (name, title) in enumerate(zip(panels, titles)):
        x0, y0 = box.x0 + (number % each) * width, box.y1 - (number // each + 1) * height
        part = data[data["outlet"] == name]
        room = min((0.22 + 0.07 * (data["word"].str.len().max() + 4)) / WIDTH, 0.62 * width)
        axis = fig.add_axes((x0 + room, y0 + 0.42 / fig.get_figheight(), width - room - 0.02,
                             height - 0.72 / fig.get_figheight()))
        found = [(y, row.low, row.estimate, row.high, INK if row.solid else FAINT, "o", row.solid)
                 for y, row in enumerate(part.itertuples())]
        dots(axis, found, 1.4, 4.5)
        axis.set_yticks(range(len(part)), [f"{w} ({n})" for w, n in zip(part["word"], part["n"])])
        for tick, solid in zip(axis.get_yticklabels(), part["solid"]):
            tick.set_color(INK if solid else SOFT)
        axis.set_ylim(most - 0.5, -0.6)
        axis.set_xlim(low - .04 * (high - low), high + .04 * (high - low))
        axis.axvline(0, color="#666666", linewidth=0.8)
        axis.set_title(title, size=size, x=-room / (width - room - 0.02))
        axis.set_xlabel("log-odds", size=7.5)
    return fig
