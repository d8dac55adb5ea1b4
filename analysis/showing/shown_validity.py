"""The tables that notebook 5 shows or draws: scores by group, what was taken for what, agreement, corrected shares, errors."""

from __future__ import annotations

import pandas as pd

from analysis import stats
from analysis.checking import agreement, validity
from analysis.checking.coding import VALUES
from analysis.framing import ALL

GROUPS = ("article", "outlet", "section", "type")
NAMES = {"via": "conduit", "unit": "words in an attribution"}


def scores_by(matched: pd.DataFrame, groups=GROUPS, **options) -> pd.DataFrame:
    """Precision, recall and F with intervals, a row for each value of each group: by, value, then a column each.

    With one article an outlet the articles have no rows: they would repeat those of the outlets.
    """
    rows, single = [], matched.groupby("outlet")["article"].nunique().max() == 1
    for group in groups:
        if group == "article" and single:
            continue
        table = validity.scores(matched, [group], **options)
        for value, part in table.groupby(group, sort=True):
            part = part.set_index("measure")
            sizes = {"coded": int(part.loc["recall", "n"]), "found": int(part.loc["precision", "n"])}
            rows.append({"by": group, "value": value, **{name: _score(part.loc[name]) for name in part.index}, **sizes})
    return pd.DataFrame(rows, columns=["by", "value", "precision", "recall", "F", "coded", "found"])


def _score(row) -> str:
    if pd.isna(row["estimate"]):
        return ""
    return f"{row['estimate']:.2f}" + ("" if pd.isna(row["low"]) else f" ({row['low']:.2f} to {row['high']:.2f})")


def crossed(matched: pd.DataFrame, field: str, camps: dict | None = None) -> pd.DataFrame:
    """Coded values of `field` down, found ones across, among the hits; empty where the field is not coded."""
    table = validity.confusion(matched, field)
    if table.empty:
        return table
    order = (list(camps) if field == "camp" and camps
             else list(VALUES.get(field, sorted(set(table["coded"]) | set(table["found"])))))
    cells = (
        table.pivot(index="coded", columns="found", values="n")
        .reindex(index=order, columns=order)
        .fillna(0)
        .astype(int)
    )
    cells = cells.loc[cells.sum(axis=1) > 0]
    label = (lambda value: camps[value]["label"]) if field == "camp" and camps else str
    cells.columns = [f"found: {label(name)}" for name in cells.columns]
    return cells.rename(label).rename_axis(f"{field} as coded").reset_index()


def agreements(among: pd.DataFrame, reference: pd.DataFrame, quotes: pd.DataFrame, study, **options) -> pd.DataFrame:
    """`agreement.agreement` of the coders (`among`), then `agreement.machine` with the reference."""
    return pd.concat([t for t in (among, agreement.machine(reference, quotes, study.articles, study.camps, **options))
                      if len(t)] or [pd.DataFrame(columns=agreement.COLUMNS)], ignore_index=True)


def alphas(table: pd.DataFrame) -> pd.DataFrame:
    """The alphas of `agreements` for drawing: variable, coders (with the units they share), estimate, low, high, n."""
    rows = table[(table["measure"] == "alpha") & table["estimate"].notna()]
    units = table[table["variable"] != "unit"].groupby("coders")["n"].max()
    rows = rows.assign(order=(rows["variable"] != "unit"), variable=rows["variable"].replace(NAMES),
                       coders=rows["coders"].str.replace("_", " ") +
                       rows["coders"].map(lambda pair: f" (n = {units.get(pair, 0)})"))
    rows = rows.sort_values("order", kind="stable").assign(low=rows["low"].fillna(rows["estimate"]),
                                                           high=rows["high"].fillna(rows["estimate"]))
    return rows[["variable", "coders", "estimate", "low", "high", "n"]].reset_index(drop=True)


def shares(table: pd.DataFrame) -> pd.DataFrame:
    """`agreements` of people but for the alphas, for reading: coders, variable, what was measured, share with its interval,
    n. The machine's are its precision, recall and accuracy."""
    rows = table[(table["measure"] != "alpha") & ~table["coders"].str.startswith("machine, ")]
    told = {"both": "both have it", "agreement": "same value", "F": "F of one against the other"}
    return pd.DataFrame({"coders": rows["coders"].str.replace("_", " "),
                         "variable": rows["variable"].replace({**NAMES, "unit": "attribution"}),
                         "measure": rows["measure"].replace(told), "share": [_score(row) for _, row in rows.iterrows()], "n": rows["n"]})


def reach(table: pd.DataFrame) -> tuple[float, float]:
    """The limits of an axis for `alphas`: from 0, or below it, to 1."""
    return min([0.0, *table["low"]]) - 0.03, 1.03


def corrected(table: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """`misclassification.corrected` of all outlets for drawing: camp, kind ("as found", "corrected"), estimate, low, high, n."""
    rows = table[table["outlet"] == ALL]
    label = rows["camp"].map(lambda camp: camps[camp]["label"] if camp in camps else camp)
    found = rows.assign(camp=label, kind="as found", estimate=rows["raw"], low=rows["raw_low"], high=rows["raw_high"])
    both = pd.concat([found, rows.assign(camp=label, kind="corrected")]).sort_index(kind="stable")
    return both[["camp", "kind", "estimate", "low", "high", "n", "coded"]].reset_index(drop=True)


def by_outlet(table: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """`misclassification.corrected` for reading: outlet, camp, as found, corrected, n, and how many of the camp were coded."""
    def told(row, name: str, low: str, high: str) -> str:
        return f"{100 * row[name]:.0f} % ({100 * row[low]:.0f} to {100 * row[high]:.0f})"
    return pd.DataFrame({"outlet": table["outlet"], "camp": [camps[c]["label"] if c in camps else c for c in table["camp"]],
                         "as found": [told(row, "raw", "raw_low", "raw_high") for _, row in table.iterrows()],
                         "corrected": [told(row, "estimate", "low", "high") for _, row in table.iterrows()],
                         "statements found": table["n"], "coded, of the camp": table["coded"]})


def errors(table: pd.DataFrame) -> pd.DataFrame:
    """`validity.misses` or `validity.false_alarms` for reading, in the words of their paragraph."""
    columns = ["outlet", "section", "type", "speaker", "cue", "content", "context", "overlap"]
    return table.reindex(columns=columns).rename(columns={"context": "where it stands", "overlap": "best overlap"})


def otherwise(table: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """`validity.otherwise` for reading: outlet, attribution, words, field, coded and found value."""
    def told(row, side: str) -> str:
        value = row[side]
        return camps[value]["label"] if row["field"] == "camp" and value in camps else value or "none"
    return pd.DataFrame({"outlet": table["outlet"], "attribution": table["quote"], "words": table["content"],
                         "field": table["field"].replace(NAMES), "coded": [told(row, "coded") for _, row in table.iterrows()],
                         "found": [told(row, "found") for _, row in table.iterrows()]})


def needed(widths=(0.1, 0.075, 0.05, 0.03), shares=(0.95, 0.9, 0.8, 0.5)) -> pd.DataFrame:
    """How many attributions must be coded for a 95 % interval of plus or minus each width, by the share that is right."""
    rows = []
    for width in widths:
        row = {"interval": f"± {100 * width:g} points"}
        for share in shares:
            row[f"if {100 * share:.0f} % are right"] = size_for(share, width)
        rows.append(row)
    return pd.DataFrame(rows)


def size_for(share: float, width: float) -> int:
    """The smallest n whose Wilson interval around `share` is at most 2 x `width` wide."""
    low, high = 1, 4
    while _width(share, high) > 2 * width:
        low, high = high, high * 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _width(share, middle) <= 2 * width else (middle + 1, high)
    return high


def _width(share: float, n: int) -> float:
    bounds = stats.wilson(share * n, n)
    return bounds[1] - bounds[0]
