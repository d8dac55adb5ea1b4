"""Figures of who speaks where: the voice map, and grids of small panels (share of voice, frames)."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis import stats
from analysis.charts import _left, _pale, _tick, dots, rules
from analysis.framing import ALL
from analysis.showing.charts_sheet import GREY, INK, SOFT, WIDTH, Words, _figure, sized, styled

TEXT, LINE = "#EFEFEF", "#8A8A8A"
EACH = 3                 # panels beside one another
KINDS = [("direct", INK, {"facecolor": INK}), ("mixed", INK, {"facecolor": "white", "hatch": "/////"}),
         ("indirect", INK, {"facecolor": "white"})]
SECTION = {"headline": "H", "deck": "D", "caption": "C"}


@styled
def voice_map(data: pd.DataFrame, words: Words, marks: dict) -> Figure:
    """Each article as a strip from first to last character, each attribution a block at its true place and length.

    `data` is shown_framing.voice_map. Full blocks are direct, hatched ones mixed, hollow ones indirect speech, in the
    camp's colour; below the strip headline (H), deck (D) and captions (C). The headline, a sliver of the text, is drawn
    once more beside the strip, its attributions beside one another; "–" stands where it has none.
    """
    names = list(dict.fromkeys(data["label"]))
    shown = [camp for camp in marks if camp in set(data["camp"])]
    left = _left(names)
    fig, (axis,) = _figure(words, 0.56 * len(names) + 0.05, left=left, right=0.6, bottom=0.5,
                           key=[(marks[c][0], marks[c][1], "s") for c in shown] + KINDS)
    axis.set_xlim(-0.055, 1)
    axis.set_ylim(len(names) - 0.45, -0.55)
    for y, name in enumerate(names):
        part = data[data["label"] == name]
        axis.add_patch(Rectangle((0, y - 0.27), 1, 0.5, facecolor=TEXT, edgecolor="none"))
        for row in part.itertuples():
            if row.layer != "voice":
                axis.plot([row.start, row.end], [y + 0.32] * 2, color=LINE, linewidth=2.2, solid_capstyle="butt")
                axis.text(min(max((row.start + row.end) / 2, 0.006), 0.994), y + 0.36, SECTION[row.layer], size=6,
                          color="#555555", ha="center", va="top")
        spoken = part[part["layer"] == "voice"].sort_values("characters", ascending=False, kind="stable")
        for row in spoken.itertuples():
            _block(axis, row, row.start, row.end - row.start, y, marks)
        heads = part[(part["layer"] == "voice") & (part["section"] == "headline")].sort_values("start", kind="stable")
        for place, row in enumerate(heads.itertuples()):
            _block(axis, row, -0.05 + 0.03 * place / len(heads), 0.03 / len(heads), y, marks)
        if heads.empty and (part["layer"] == "headline").any():
            axis.text(-0.035, y, "–", size=9, color=SOFT, ha="center", va="center")
        n = int(part["n"].max())
        axis.text(1.012, y, f"n = {n}", size=7.5, color="#555555", va="center", transform=axis.get_yaxis_transform())
    axis.set_yticks(range(len(names)), map(_tick, names))
    axis.set_xticks([-0.035, 0, 0.25, 0.5, 0.75, 1],
                    ["headline", "\nfirst word", "a quarter", "half", "three quarters", "last word"], size=8)
    axis.tick_params(length=0)
    axis.grid(False)
    axis.spines["bottom"].set_visible(False)
    return fig


def _block(axis: Axes, row, x: float, width: float, y: float, marks: dict) -> None:
    _, colour, _ = marks[row.camp]
    full, half = row.type == "direct", row.type == "mixed"
    face = colour if full else (*mpl.colors.to_rgb(colour), 0.25) if half else "white"
    axis.add_patch(Rectangle((x, y - 0.27), max(width, 0.002), 0.5, facecolor=face, edgecolor=colour, linewidth=0.9,
                             hatch="/////" if half else None))


def _grid(words: Words, panels: list[str], rows: int, left: float, line: float, gap: float, right: float = 0.2,
          key: list[tuple] = ()) -> tuple[Figure, list[Axes]]:
    """A figure of small panels, EACH a row, `rows` lines in a panel; row labels stand left of the first column."""
    lines, inch = int(np.ceil(len(panels) / EACH)), line * rows
    fig, (whole,) = _figure(words, lines * (inch + 0.55), left=left, right=right, bottom=0.1, key=key)
    whole.axis("off")
    box, height = whole.get_position(), fig.get_figheight()
    width = (box.width - gap / WIDTH * (EACH - 1)) / EACH
    axes = []
    for number in range(len(panels)):
        x0 = box.x0 + (number % EACH) * (width + gap / WIDTH)
        y0 = box.y1 - ((number // EACH + 1) * (inch + 0.55) - 0.34) / height
        axis = fig.add_axes((x0, y0, width, inch / height))
        axes.append(axis)
    size, titles = sized(width * WIDTH + min(gap, right) - 0.1, panels, 9)          # over what stands beside a panel
    for axis, title in zip(axes, titles):
        axis.set_title(title, size=size, x=0, pad=4)
    return fig, axes


def _rows(axis: Axes, names: list[str], labelled: bool) -> None:
    axis.set_yticks(range(len(names)) if labelled else [], map(_tick, names) if labelled else [])
    axis.set_ylim(len(names) - 0.45, -0.55)
    axis.tick_params(length=0, labelsize=8)
    rules(axis, len(names))


@styled
def channels(data: pd.DataFrame, words: Words, marks: dict) -> Figure:
    """Shares by camp in a panel for each channel; beside each mark its count, beside each row its n and the smallest gap
    such an n could show.

    `data` is shown_framing.channels; rows whose `solid` is False are hollow, and pale where that was tested. Rows of
    fewer than stats.FEWEST have no mark.
    """
    names, panels = list(dict.fromkeys(data["outlet"])), list(dict.fromkeys(data["channel"]))
    shown = [camp for camp in marks if camp in set(data["camp"])]
    tested = data[data["outlet"] != ALL].groupby("channel")["tested"].any().reindex(panels, fill_value=False)
    fig, axes = _grid(words, [panel if tested[panel] else f"{panel} (not tested)" for panel in panels], len(names),
                      _left(names), line=0.1 * len(shown) + 0.1, gap=0.8, right=0.8,
                      key=[marks[camp] for camp in shown])
    inch = 1 / (axes[0].get_position().width * WIDTH)
    beside = 1.03 + inch * 0.045 * len(f"{data['count'].max():,}")             # where the counts end
    for number, (axis, panel) in enumerate(zip(axes, panels)):
        part, found = data[data["channel"] == panel], []
        for row in part[part["n"] > 0].itertuples():
            y = names.index(row.outlet) + (shown.index(row.camp) - (len(shown) - 1) / 2) * 0.8 / len(shown)
            _, colour, marker = marks[row.camp]
            axis.text(beside, y, f"{row.count:,}", size=5.8, color=colour, ha="right", va="center_baseline",
                      transform=axis.get_yaxis_transform())
            colour = colour if row.solid or not row.tested else _pale(colour)
            if row.n >= stats.FEWEST:
                found.append((y, row.low, row.estimate, row.high, colour, marker, row.solid))
        dots(axis, found, 1.4, 4.6, 0.8)
        for y, name in enumerate(names):
            row = part[part["outlet"] == name].iloc[0]
            seen = "" if np.isnan(row["gap"]) else "\ngap –" if row["gap"] > 0.995 else f"\ngap {100 * row['gap']:.0f}"
            axis.text(beside + .04, y, f"n {row['n']:,}{seen}" if row["n"] else "none", size=6.3, color="#555555", va="center",
                      linespacing=1.05, transform=axis.get_yaxis_transform())
        _rows(axis, names, number % EACH == 0)
        axis.set_xlim(-0.03, 1.03)
        axis.set_xticks([0, 0.5, 1], ["0", "50", "100 %"])
    return fig


@styled
def frames(data: pd.DataFrame, words: Words) -> Figure:
    """Hits per 1,000 words in a panel for each frame: full marks the writer's own text, hollow ones attributed words.

    `data` is shown_framing.frames; rows whose `solid` is False are grey.
    """
    names, panels = list(dict.fromkeys(data["outlet"])), list(dict.fromkeys(data["panel"]))
    voices = list(dict.fromkeys(data["voice"]))
    family = data.drop_duplicates("panel").set_index("panel")["family"]
    fig, axes = _grid(words, panels, len(names), _left(names), line=0.22, gap=0.3,
                      key=[(voice, _shade(not n, data.loc[data["voice"] == voice, "solid"].any()), *[("o",), ("D", "white")][n])
                           for n, voice in enumerate(voices)])
    reach = max(float(np.nanmax(data["estimate"])) * 1.6, float(np.nanquantile(data["high"], 0.9)), 1)
    for number, (axis, panel) in enumerate(zip(axes, panels)):
        found = []
        for row in data[(data["panel"] == panel) & (data["n"] > 0)].itertuples():
            own = row.voice == voices[0]
            y = names.index(row.outlet) + (-0.17 if own else 0.17)
            found.append((y, row.low, row.estimate, min(row.high, reach), _shade(own, row.solid), "o" if own else "D", own))
        dots(axis, found, 1.2, 4)
        axis.text(1, 0.02, family[panel], size=6.5, color=SOFT, ha="right", va="bottom", style="italic",
                  transform=axis.transAxes)
        _rows(axis, names, number % EACH == 0)
        axis.set_xlim(-0.03 * reach, reach)
    return fig


def _shade(own: bool, solid: bool) -> str:
    """The colour of a rate in the writer's own text or in attributed words, which differs from another outlet's or not."""
    return (INK if solid else GREY) if own else ("#2171B5" if solid else "#9ECAE1")
