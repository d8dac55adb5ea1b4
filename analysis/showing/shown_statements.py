"""The tables and the collation that the notebook on statements shows or draws."""
from __future__ import annotations

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis.comparing import dependence, distance, fidelity, omissions
from analysis.showing.findings import label, plural
from analysis.showing.findings_statements import ASPECT, PART, quoted

MARK = {"deleted": '<del style="text-decoration:line-through;opacity:.8">{}</del>',
        "inserted": '<ins style="font-weight:600;text-decoration:underline">{}</ins>', "same": "{}"}


def collation(statements: pd.DataFrame, most: int | None = None) -> pd.DataFrame:
    """Utterances in direct words of two outlets or more, the most altered and of most outlets first; `most` of them.

    Columns statement, speaker, speakers (of all its outlets: omissions.speakers), camp, outlet, via, relation (PART for
    what is quoted in part), words, reference, changes (in words), quote; the most complete wording first. Attributions
    that make up one wording (completing.completed) are one row.
    """
    rows = quoted(statements)
    order = [*fidelity.RELATIONS[:2], PART, *fidelity.RELATIONS[2:]]
    rows = rows.assign(relation=rows["shown"], quote=rows.groupby(["statement", "article", "words"])["quote"].transform(", ".join))
    rows = rows.drop_duplicates(["statement", "article", "words"])
    worst = rows["relation"].map(order.index).groupby(rows["statement"]).max()
    outlets = rows.groupby("statement")["outlet"].nunique()
    whose = {name: omissions.speakers(part) for name, part in rows.groupby("statement")}
    rows = rows.assign(speakers=rows["statement"].map(whose))
    keys = {"_altered": rows["statement"].map(worst).astype(int) > 2, "_outlets": rows["statement"].map(outlets).astype(int),
            "_differs": rows["words"] != rows["reference"],
            "_relation": rows["relation"].map(order.index).astype(int)}
    rows = rows.assign(**keys).sort_values(["_altered", "_outlets", "statement", "_differs", "_relation", "outlet", "quote"], kind="stable",
                                           ascending=[False, False, True, True, True, True, True], ignore_index=True)
    if most is not None:
        rows = rows[rows["statement"].isin(list(dict.fromkeys(rows["statement"]))[:most])]
    rows = rows.assign(via=dependence.through(rows))
    told = [fidelity.told(changed(row)) or (PART if row.relation == PART else "the same words") for row in rows.itertuples()]
    return rows.assign(changes=told)[["statement", "speaker", "speakers", "camp", "outlet", "via", "relation", "words", "reference",
                                      "changes", "quote"]]


def changed(row) -> list[tuple[str, str]]:
    """`fidelity.difference` of a row of `collation`, without what is missing from words that are quoted in part."""
    pieces = fidelity.difference(fidelity.wording(row.words), fidelity.wording(row.reference))
    return [piece for piece in pieces if row.relation != PART or piece[0] != "deleted"]


def collated(rows: pd.DataFrame, camps: dict) -> HTML:
    """`collation` as HTML: what is missing struck through, what is added underlined, and said in words beside it."""
    if rows.empty:
        return HTML("<p><i>No utterance stands in direct words in two outlets.</i></p>")
    blocks = []
    for _, part in rows.groupby("statement", sort=False):
        first = part.iloc[0]
        lines = []
        for row in part.itertuples():
            words = " ".join(MARK[kind].format(escape(text)) for kind, text in changed(row))
            through = f"<br><small>via {escape(row.via)}</small>" if row.via else ""
            lines.append(f'<tr><th scope="row" style="text-align:left">{escape(row.outlet)}{through}</th>'
                         f'<td style="text-align:left;min-width:15em">{words}</td><td style="text-align:left">{row.relation}</td><td style="text-align:left;min-width:9em">{escape(row.changes)}'
                         f"</td><td><small>{escape(row.quote)}</small></td></tr>")
        colour = camps.get(first.camp, {}).get("colour", "#7F7F7F")
        head = "".join(f'<th scope="col" style="text-align:left">{name}</th>' for name in ("outlet", "words", "kind", "changes", "quote"))
        blocks.append(f'<p style="border-left:5px solid {colour};padding-left:.5em"><b>{escape(first.speakers or "speaker unknown")}</b> '
                      f'({escape(label(first.camp, camps))})</p><div style="overflow-x:auto"><table><thead><tr>{head}</tr></thead>'
                      f"<tbody>{''.join(lines)}</tbody></table></div>")
    return HTML("".join(blocks))


def left_out(matrix: pd.DataFrame) -> pd.DataFrame:
    """What was not found in each outlet: outlet, found, of, the statements not found with their speakers."""
    rows = []
    for outlet, part in matrix.groupby("outlet"):
        gone = part[part["form"] == ""]
        rows.append((outlet, int((part["form"] != "").sum()), len(part),
                     "; ".join(f"{row.speaker or 'nobody named'}: {omissions.worded(row.label)}" for row in gone.itertuples())))
    return pd.DataFrame(rows, columns=["outlet", "found", "of", "not found"])


def spots(matrix: pd.DataFrame, quotes: pd.DataFrame, most: int = 24) -> pd.DataFrame:
    """`omissions.matrix` for drawing: the `most` statements of most outlets, with each outlet's number of attributions."""
    names = matrix.drop_duplicates("statement").sort_values("carriers", ascending=False, kind="stable")["statement"][:most]
    sizes = quotes["outlet"].value_counts()
    rows = matrix[matrix["statement"].isin(names)]
    return rows.assign(attributions=rows["outlet"].map(sizes).fillna(0).astype(int))


def omitted(table: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """`omissions.by_camp` for drawing; solid: beyond chance, corrected."""
    rows = table.assign(panel=[f"{label(camp, camps)}\n{plural(n, 'statement')}" for camp, n in zip(table["camp"], table["n"])],
                        row=[f"{outlet}\n{n} attributions" for outlet, n in zip(table["outlet"], table["attributions"])],
                        solid=table["q"] <= .05)
    return rows.rename(columns={"low": "wilson_low", "high": "wilson_high", "chance_low": "low", "chance_high": "high"})


def apart(table: pd.DataFrame, most: int = 15) -> pd.DataFrame:
    """`distance.compare` for drawing: the `most` pairs farthest above chance on the whole, in every aspect that is known."""
    rows = table[(table["outlet"] != "") & table["estimate"].notna().groupby(table["aspect"]).transform("any")]
    whole = rows[rows["aspect"] == distance.WHOLE].assign(above=lambda t: t["estimate"] - t["expected"])
    order = whole.sort_values(["above", "outlet", "other"], ascending=[False, True, True])
    names = {(row.outlet, row.other): place for place, row in enumerate(order.itertuples()) if place < most}
    rows = rows.assign(place=[names.get(pair, -1) for pair in zip(rows["outlet"], rows["other"])],
                       row=rows["outlet"] + "\n" + rows["other"], panel=rows["aspect"].map(ASPECT), solid=distance.clear(table)[rows.index])
    return rows[rows["place"] >= 0].sort_values("place", kind="stable", ignore_index=True)


def drawn(table: pd.DataFrame, pairs: pd.DataFrame) -> str:
    """The note under `apart`: how many of the pairs are drawn, in which order, and what the marks mean."""
    every, shown = (len(rows[["outlet", "other"]].drop_duplicates()) for rows in (table[table["outlet"] != ""], pairs))
    return (f"{f'All {every}' if shown == every else f'{shown} of {every}'} pairs drawn, those farthest above chance on the average first. "
            "Full marks: beyond chance, corrected for all pairs. It cannot show what an outlet usually does.")


def aspects(table: pd.DataFrame) -> pd.DataFrame:
    """The mean distance over all pairs in each aspect that two outlets have, for reading; p corrected for the aspects."""
    rows = table[(table["outlet"] == "") & table["estimate"].notna()]
    rows = rows.assign(**{"p, corrected": rows["aspect"].map(distance.corrected(table))}, aspect=rows["aspect"].map(ASPECT), chance=[
        f"{low:.2f} to {high:.2f}" if low == low else "" for low, high in zip(rows["low"], rows["high"])])
    return rows[["aspect", "estimate", "expected", "chance", "p, corrected", "n", "unit"]]


def measures(statements: pd.DataFrame, matrix: pd.DataFrame, left: pd.DataFrame, sources: pd.DataFrame, shared: pd.DataFrame,
             named: pd.DataFrame, apart: pd.DataFrame) -> pd.DataFrame:
    """The rows of the `measures` table that come from statements."""
    from analysis import stats
    rows = quoted(statements)
    rows = rows.assign(category=rows["shown"])
    kinds = stats.shares(rows, "category", ["outlet"], [*fidelity.RELATIONS, PART]) if len(rows) else rows.reindex(
        columns=["outlet", "category", "estimate", "low", "high", "n"])
    pairs = apart[apart["outlet"] != ""]
    both = [tuple(sorted(pair)) for pair in zip(shared["outlet"], shared["other"])]
    most = shared.assign(outlet=[a for a, _ in both], other=[b for _, b in both]).drop_duplicates(["outlet", "other"])
    nan = float("nan")
    tables = [
        kinds.assign(measure="wording of shared quotations"),
        left.assign(measure="shared statements left out", category=left["camp"]),
        sources.assign(measure="independent sources", category="effective number"),
        most.assign(measure="most text shared with", category=most["other"], low=nan, high=nan),
        named.assign(measure="named as " + named["role"], category=named["other"], estimate=named["n"] / named["of"], low=nan,
                     high=nan, n=named["of"]),
        pairs.assign(measure="distance in " + pairs["aspect"].map(ASPECT), category=pairs["other"], low=nan, high=nan)]
    types = {"outlet": object, "measure": object, "category": object, "estimate": float, "low": float, "high": float, "n": int}
    return pd.concat([t[list(types)].astype(types) for t in tables if len(t)], ignore_index=True)


def merged(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """`old` measures with the rows of `new` in the place of those of the same kind; twice is as once."""
    ours = old["measure"].str.startswith(("wording of shared", "shared statements", "independent sources", "most text shared", "named as ",
                                          "distance in "))
    return pd.concat([old[~ours], new], ignore_index=True)

