"""The tables that the notebook on tone shows or draws."""
from __future__ import annotations

import pandas as pd

from analysis import sentiment, stats
from analysis.showing import findings
from analysis.showing.findings import SCORER

WRITER = "writer, nobody quoted"


def curve(specified: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """The specifications of the comparison with most attributions, for drawing; solid if its verdict is robust."""
    if verdicts.empty:
        return specified.assign(solid=False)
    first = verdicts.iloc[0]
    rows = specified[(specified[["within", "first", "second"]] == first[["within", "first", "second"]]).all(axis=1)]
    return rows.assign(solid=bool(first["robust"]), scorer=rows["scorer"].map(lambda s: SCORER.get(s, s)))


def curve_title(verdicts: pd.DataFrame, camps: dict) -> str:
    """What the specification curve measures."""
    if verdicts.empty:
        return "No two camps have enough attributed words for a comparison."
    one, two = (findings.label(verdicts.iloc[0][column], camps) for column in ("first", "second"))
    return (f"Tone of the words of {one} less that of {two}, in each of {verdicts.iloc[0]['specifications']} ways to measure it; "
            f"upright line: 95 % interval of the one in the middle{', corrected for all pairs' if len(verdicts) > 1 else ''}. "
            "Grey: no ranking.")


def grid(scores: pd.DataFrame, verdicts: pd.DataFrame, camps: dict, **options) -> pd.DataFrame:
    """`sentiment.grid` with `solid`: cells that differ from another one of the same speaker however it is measured; `named`
    and `of`: how many of the speaker's attributions (the writer's sentences) name a camp. No mean below stats.FEWEST.

    `verdicts` are those of `multiverse.specifications(scores, "target", "camp")`.
    """
    table = sentiment.grid(scores, **options)
    clear = {(v.within, name) for v in verdicts.itertuples() if v.robust for name in (v.first, v.second)}
    units = scores[scores["scorer"] == options.get("scorer", "target_aware")].assign(about=lambda t: t["target"] != "")
    units = units.drop_duplicates(["article", "quote", "sentence", "about"]).groupby(["camp", "about"]).size()
    named, of = ([int(units.get((camp, about), 0)) for camp in table["camp"]] for about in (True, False))
    table = table.assign(named=named, of=of, estimate=table["estimate"].where(table["n"] >= stats.FEWEST))
    order = {camp: place for place, camp in enumerate([*camps, ""])}
    table = table.assign(solid=[(row.camp, row.target) in clear for row in table.itertuples()],
                         place=table["camp"].map(order).fillna(len(order)), along=table["target"].map(order))
    return table.sort_values(["place", "camp", "along"], kind="stable", ignore_index=True).drop(columns=["place", "along"])


def cells(grid: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """The grid for drawing: row (with how many of the speaker's attributions name a camp) and column by their labels."""
    said = [(findings.label(row.camp, camps) if row.camp else WRITER, row.named, row.of) for row in grid.itertuples()]
    return grid.assign(row=[f"{name}\n{named} of {of} name{'s' * (named == 1)} a camp" for name, named, of in said],
                       column=[findings.label(camp, camps) for camp in grid["target"]])


def verdicts(table: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """`multiverse.verdicts` for reading."""
    named = table.assign(**{column: [findings.label(camp, camps) for camp in table[column]]
                            for column in ("within", "first", "second")})
    named["verdict"] = named["robust"].map({True: "holds", False: "no ranking"})
    return named[["within", "first", "second", "estimate", "low", "high", "agree", "specifications", "n_first", "n_second",
                  "verdict"]]


def extremes(scores: pd.DataFrame, n: int = 2) -> pd.DataFrame:
    """The rows of `sentiment.extremes` to read by eye, of the model and the two word lists."""
    table = sentiment.extremes(scores, n, pair=("target_aware", "vader"))
    table = table.assign(scorer=table["scorer"].map(lambda s: SCORER.get(s, s)))
    return table[["reason", "scorer", "score", "word", "without", "other", "outlet", "text"]]
