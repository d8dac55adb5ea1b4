"""Figures of the notebook on statements: collation, blind spots, dependence, measures against chance."""
from __future__ import annotations

import textwrap
from functools import lru_cache

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import _left, _pale, _tick, dots, rules
from analysis.showing.charts_sheet import FAINT, GREY, INK, SOFT, WIDTH, Words, _figure, cut, styled
from analysis.comparing.dependence import ALL
from analysis.comparing.omissions import worded
from analysis.showing.shown_statements import changed
from analysis.text import plural

DELETED, INSERTED = "#A33A3A", "#0B57A4"


@lru_cache(maxsize=1)
def _renderer():
    from matplotlib.backends.backend_agg import RendererAgg
    return RendererAgg(1, 1, 150)


@lru_cache(maxsize=20_000)
def _inches(text: str, size: float, bold: bool = False) -> float:
    prop = mpl.font_manager.FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    return _renderer().get_text_width_height_descent(text, prop, False)[0] / 150


def _laid(pieces: list[tuple[str, str]], width: float, size: float) -> list[tuple[float, int, float, str, str]]:
    """`pieces` in lines of `width` inches: (x, line, width, kind, words), words of one kind and line together."""
    found: list[tuple] = []
    x, line, space = 0.0, 0, _inches("n n", size) - _inches("nn", size)
    for kind, text in pieces:
        run = ""
        for word in text.split():
            longer = f"{run} {word}".strip()
            wide = _inches(longer, size, kind == "inserted")
            if x + wide > width and (x or run):
                if run:
                    found.append((x, line, _inches(run, size, kind == "inserted"), kind, run))
                x, line, longer = 0.0, line + 1, word
            run = longer
        wide = _inches(run, size, kind == "inserted")
        found.append((x, line, wide, kind, run))
        x += wide + space
    return found


@styled
def collation(data: pd.DataFrame, words: Words, marks: dict) -> Figure:
    """Wordings of each utterance under one another, deletions struck through, insertions bold and underlined."""
    size, leading, left, right = 9, .185, 1.5, 1.15
    width = WIDTH - left - right - .15
    blocks, height = [], 0.0
    for _, part in data.groupby("statement", sort=False):
        rows = [(row, _laid(changed(row), width, size)) for row in part.itertuples()]
        tall = [max(laid[-1][1] + 1 if laid else 1, 2 if row.via else 1) * leading + .09 for row, laid in rows]
        blocks.append((part.iloc[0], rows, tall))
        height += .34 + sum(tall) + .1
    fig, (axis,) = _figure(words, height, left=.15, right=.15, bottom=.05)
    axis.set(xlim=(0, WIDTH - .3), ylim=(-height, 0), xticks=[], yticks=[])
    axis.grid(False)
    axis.spines["bottom"].set_visible(False)
    y = -.12
    for first, rows, tall in blocks:
        name, colour, marker = marks.get(first.camp, (first.camp, GREY, "o"))
        axis.plot(.08, y, marker=marker, color=colour, markersize=7)
        whose = cut(first.speakers or "speaker unknown", 72, "…")
        axis.text(.22, y, whose, weight="bold", va="center", size=9.5)
        axis.plot([.22 + _inches(whose, 9.5, True) + .12, WIDTH - .3], [y, y], color="#DDDDDD", linewidth=.8)
        y -= .23
        for place, ((row, laid), size_) in enumerate(zip(rows, tall)):
            axis.text(.08, y, cut(row.outlet, 22, "…"), va="center", size=8.5)
            if row.via:
                axis.text(.08, y - leading * .85, cut(f"via {row.via}", 26, "…"), va="center", size=7.5, color="#555555")
            for x, line, wide, kind, word in laid:
                at = y - line * leading
                colour = {"same": INK, "deleted": DELETED, "inserted": INSERTED}[kind]
                axis.text(left + x, at, word.replace("$", r"\$"), va="center", size=size, color=colour,
                          weight="bold" if kind == "inserted" else "normal", alpha=.85 if kind == "deleted" else 1)
                if kind != "same":
                    under = at if kind == "deleted" else at - .075
                    axis.plot([left + x, left + x + wide], [under, under], color=colour, linewidth=1.1)
            axis.text(WIDTH - .3, y, row.relation if place else "most complete", va="center", ha="right", size=8,
                      color="#555555", style="italic")
            y -= size_
        y -= .21
    return fig


@styled
def blind_spots(data: pd.DataFrame, words: Words, marks: dict) -> Figure:
    """Statements by outlets: filled marks are direct words, half-filled ones retold, dots nothing."""
    outlets = list(dict.fromkeys(data["outlet"]))
    rows = list(dict.fromkeys(data["statement"]))
    about = data.drop_duplicates("statement").set_index("statement")
    labels = ["\n".join([cut(about.at[name, "speaker"] or "speaker unknown", 56),
                         worded(about.at[name, "label"], 57)]) for name in rows]
    seen = list(dict.fromkeys(data["camp"]))
    fig, (axis,) = _figure(words, .36 * len(rows) + .5, left=3.7, right=.3, bottom=.08,
                           key=[marks[camp] for camp in marks if camp in seen])
    axis.set(xlim=(-.5, len(outlets) - .5), ylim=(len(rows) - .4, -1.5))
    axis.set_xticks([])
    axis.grid(False)
    axis.spines["bottom"].set_visible(False)
    for x, outlet in enumerate(outlets):
        part = data[data["outlet"] == outlet]
        axis.text(x, -.75, textwrap.fill(outlet, 11), ha="center", va="bottom", size=8.5, weight="bold", linespacing=1.1)
        axis.text(x, -.68, f"n = {part['attributions'].iloc[0]}", ha="center", va="top", size=7, color="#555555")
    rules(axis, len(rows) + 1)
    for row in data.itertuples():
        _, colour, marker = marks.get(row.camp, ("", GREY, "o"))
        x, y = outlets.index(row.outlet), rows.index(row.statement)
        if not row.form:
            axis.plot(x, y, marker=".", color="#C9C9C9", markersize=4)
            continue
        axis.plot(x, y, marker=marker, color=colour, markersize=10, fillstyle="full" if row.form == "direct" else "left",
                  markerfacecoloralt="white", markeredgecolor=colour)
    axis.set_yticks(range(len(rows)), labels, size=7.8, linespacing=1.15)
    return fig


@styled
def against_chance(data: pd.DataFrame, words: Words, marks: dict | None = None, group: str = "", xlabel: str = "",
                   percent: bool = False, limits: tuple | None = None) -> Figure:
    """What was measured (mark) upon what chance gives (grey bar: 95 %, tick: mean): a line each `row`, a panel each `panel`.

    Rows whose `solid` is True are beyond chance after correction and drawn full. `marks` by the column `group`.
    """
    names, panels = list(dict.fromkeys(data["row"])), list(dict.fromkeys(data["panel"]))
    short = min(.17 * max(name.count("\n") + 1 for name in names) + .1, .5)
    titles = ["\n".join(textwrap.fill(line, int(66 / len(panels)), break_long_words=False) for line in panel.split("\n"))
              for panel in panels]
    fig, axes = _figure(words, short * len(names), len(panels), left=_left(names), gap=.14, bottom=.5 if xlabel else .3,
                        head=.155 * max(title.count("\n") for title in titles))
    for axis, panel, title in zip(axes, panels, titles):
        part = data[(data["panel"] == panel) & data["estimate"].notna()]
        part, found = part.assign(y=[names.index(name) for name in part["row"]]), []
        axis.hlines(part["y"], part["low"], part["high"], color="#DADADA", linewidth=8, zorder=1)
        axis.vlines(part["expected"], part["y"] - .2, part["y"] + .2, color=FAINT, linewidth=1.2, zorder=2)
        for row in part.itertuples():
            _, colour, marker = marks[getattr(row, group)] if marks else ("", "#333333", "o")
            found.append((row.y, np.nan, row.estimate, np.nan, colour if row.solid else _pale(colour), marker, row.solid))
        dots(axis, found, 0, 6.5, edge=1.4, zorder=3, clip_on=False)
        axis.set_title(title, size=8.5 if len(panels) > 3 else 9)
        axis.set_yticks(range(len(names)), map(_tick, names), size=8.2, linespacing=1.05)
        axis.set_ylim(len(names) - .45, -.55)
        if percent:
            axis.set_xlim(-.05, 1.05)
            axis.set_xticks([0, .5, 1], ["0", "50", "100"])
        elif limits:
            axis.set_xlim(*limits)
            axis.set_xticks(ticks := [limits[0], sum(limits) / 2, limits[1]], [f"{tick:g}" for tick in ticks])
        axis.tick_params(axis="x", labelsize=8)
        for tick, side in zip(axis.get_xticklabels()[::2] if limits else [], ("left", "right")):
            tick.set_ha(side)                              # else the 1 of a panel runs into the 0 of the next
        axis.set_xlabel(xlabel, size=8)
    return fig


def _little(share: float) -> str:
    return "<1 %" if 0 < share < .005 else f"{100 * share:.0f} %"


def _free(place: int, ends: list[tuple[float, float]]) -> float:
    """Where on line `place` of lines from (0, a) to (1, b) the next other line is farthest: there its number can stand."""
    at = np.linspace(.15, .85, 15)[::-1]
    heights = np.array([a + at * (b - a) for a, b in ends])
    gaps = np.abs(np.delete(heights, place, 0) - heights[place]).min(axis=0, initial=9.0)
    return float(at[np.argmax(np.minimum(gaps, .6))])          # the first that is free enough, from the right


@styled
def dependence(sources: pd.DataFrame, words: Words, named: pd.DataFrame, shared: pd.DataFrame, most: int = 10) -> Figure:
    """Left: who names whom, a line for each, its width and number how often. Right: text that two articles share.

    Each outlet has its number of different sources beside it. Bold: an outlet of the corpus.
    """
    outlets = [name for name in sources["outlet"] if name != ALL]
    others = list(named.groupby("other")["n"].sum().sort_values(ascending=False, kind="stable").index)
    both = pd.Series([frozenset(pair) for pair in zip(shared["outlet"], shared["other"])], shared.index, dtype=object)
    pairs = shared[~both.duplicated()].head(most)          # of two outlets the two articles most alike
    lines = max(len(outlets), len(others), len(pairs), 2)
    fig, (graph, bars) = _figure(words, .4 * lines + .35, 2, left=.15, right=.3, gap=.5, bottom=.25, ratios=[1.25, .8], sharey=False)
    for axis in (graph, bars):
        axis.set_ylim(lines - .5, -.75)
        axis.grid(False)
    _naming(graph, sources[sources["outlet"].isin(outlets)], others, named, lines)
    _sharing(bars, pairs)
    return fig


def _naming(axis: Axes, sources: pd.DataFrame, others: list[str], named: pd.DataFrame, lines: int) -> None:
    """Who names whom: the outlets on the left and whom they name on the right, both spread over `lines`."""
    axis.set(xlim=(-1.5, 2.4), xticks=[], yticks=[])
    axis.spines["bottom"].set_visible(False)
    step, jump = (lines - 1) / max(len(sources) - 1, 1), (lines - 1) / max(len(others) - 1, 1)
    left = {name: i * step for i, name in enumerate(sources["outlet"])}
    right = {name: i * jump for i, name in enumerate(others)}
    for row in sources.itertuples():
        axis.text(-.05, left[row.outlet], cut(row.outlet, 20, "…"), ha="right", va="center", size=8.5)
        if row.n:
            axis.text(-.05, left[row.outlet] + .3, f"n = {row.n} from {plural(row.sources, 'source')}",
                      ha="right", va="center", size=6.8, color="#555555")
    for name, y in right.items():
        inside = bool(named.loc[named["other"] == name, "inside"].any())
        axis.text(1.05, y, _tick(name), va="center", size=8.5, linespacing=1.05, weight="bold" if inside else "normal")
    ends = [(left[row.outlet] + .12 * (row.role == "quoted"), right[row.other] + .12 * (row.role == "quoted")) for row in named.itertuples()]
    for place, (row, (a, b)) in enumerate(zip(named.itertuples(), ends)):
        dashed = row.role == "quoted"
        axis.plot([0, 1], [a, b], color="#2171B5" if not dashed else INK, zorder=2 + dashed, linewidth=min(.9 + .7 * row.n, 7), alpha=.75,
                  linestyle=":" if dashed else "-", solid_capstyle="round")
        if row.n > 1:
            at = _free(place, ends)
            axis.text(at, a + at * (b - a), str(row.n), zorder=5, size=7.5, ha="center", va="center",
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": .8})
    if not others:
        axis.text(1.05, (lines - 1) / 2, "no outlet is named", va="center", size=8.5, color=SOFT)
    axis.set_title("Who names whom (no number: once)", size=8.5, x=0)


def _sharing(axis: Axes, pairs: pd.DataFrame) -> None:
    """The text that two articles share, a bar for each pair."""
    reach = max(.25, 1.5 * pairs["estimate"].max()) if len(pairs) else 1
    for y, row in enumerate(pairs.itertuples()):
        axis.barh(y, row.estimate, height=.5, color="#C6DBEF")
        axis.barh(y, row.own, height=.5, color="#08519C")
        axis.text(row.estimate + .02 * reach, y, f"{_little(row.estimate)}, own {_little(row.own)}", va="center", size=7.5)
    axis.set_yticks(range(len(pairs)), [f"{cut(r.outlet, 20, '…')}\n{cut(r.other, 20, '…')}"
                                        for r in pairs.itertuples()], size=7.3, linespacing=1.05)
    axis.set_xlim(0, reach)
    axis.set_xticks([])
    axis.spines["bottom"].set_visible(False)
    axis.set_title("Shared text (dark: outside quotation marks)", size=8.5, x=-.4)
