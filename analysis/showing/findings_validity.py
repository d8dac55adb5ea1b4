"""What the study knows of its own error, in sentences computed from the coding, the sample and the corrections."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis import framing, paths
from analysis.checking.misclassification import REST
from analysis.showing.findings import Finding, label, listed, plural, recorded, score

RELIABLE = 0.8
NAMED = {"unit": "words in an attribution", "via": "conduit"}


def corrected(table: pd.DataFrame) -> Finding:
    """On the table `corrections`: how many decisions people changed, in what and by whom."""
    if table.empty:
        return Finding("No decision was corrected by hand.")
    gone = int((table["field"] == "").sum())
    what = Counter(sorted(table.loc[table["field"] != "", "field"])).most_common()
    parts = [f"{field} ({n})" for field, n in what] + [f"not an attribution ({gone})"] * bool(gone)
    return Finding(f"{plural(len(table), 'decision')} in {plural(table['quote'].nunique(), 'attribution')} "
                   f"{'was' if len(table) == 1 else 'were'} corrected by hand: {listed(parts)}.",
                   f"By {listed(sorted(set(table['who'])))}; all numbers follow the corrected values.")


def _share(row) -> str:
    return (f"{100 * row['estimate']:.0f} % (95 % interval {100 * row['low']:.0f} to {100 * row['high']:.0f} %, "
            f"n = {row['n']:.0f})")


def elsewhere() -> list[str]:
    """How often the program was right on the texts it was scored on, as the benchmarks recorded it: a sentence each."""
    table, told = pd.read_csv(paths.SCORES), []
    for benchmark, rows in table[table["system"].str.startswith("all stages")].groupby("benchmark", sort=False):
        rows = rows.set_index("measure")
        right = [f"the {field} of {recorded(*rows.loc[field, ['estimate', 'n']])}" for field in ("speaker", "camp") if field in rows.index]
        told.append(
            f"On {benchmark} it found attributions with F = {score(*rows.loc['F', ['estimate', 'n']])} (1 would be all of them, and nothing else)"
            + (f"; of the {rows.at['speaker', 'n']} that it found, {listed(right)} were right." if "speaker" in rows.index else ".")
        )
    return told


def sample(table: pd.DataFrame) -> Finding:
    """On `sample.scores`: how many of the finds are right and how many attributions are found, of the whole corpus."""
    rows = table.set_index("measure")
    if not rows["n"].sum():
        return Finding("No sample of this corpus has been coded by hand.")
    precision, recall = rows.loc["precision"], rows.loc["recall"]
    parts = [f"{_share(precision)} of the attributions found are right"] * bool(precision["n"])
    parts += [f"{_share(recall)} of those in the text are found"] * bool(recall["n"])
    rest = [f"{field} {_share(rows.loc[field])}" for field in ("type", "speaker", "camp") if rows.loc[field, "n"]]
    return Finding(f"By a sample coded by hand, {listed(parts)}." if parts
                   else "The sample holds no speech to score by.",
                   f"Of the right ones the same value: {', '.join(rest)}. Weighted by what each row stands for." if rest
                   else "")


def sampled(table: pd.DataFrame, judged: pd.DataFrame) -> str:
    """What the command prints of a filled sheet: the finding, and how much was judged."""
    found = sample(table)
    items = judged.drop_duplicates(["task", "item"])["task"].value_counts()
    return "\n".join(filter(None, [found.title, found.detail,
                                   f"Filled in: {plural(int(items.get('find', 0)), 'stretch')}, "
                                   f"{plural(int(items.get('judge', 0)), 'attribution')}; rows left empty count for nothing."]))


def corrected_shares(table: pd.DataFrame, reason: str, camps=None) -> Finding:
    """On `misclassification.corrected`: by how much the machine's error moves the shares of voice; or why that is unknown."""
    if reason:
        return Finding(reason)
    rows = table[table["outlet"] == framing.ALL]
    named = [f"{label(row['camp'], camps)} {100 * row['raw']:.0f} % as found, {100 * row['estimate']:.0f} % corrected "
             f"({100 * row['low']:.0f} to {100 * row['high']:.0f} %)" for row in rows.to_dict("records")]
    moved = (
        table.assign(gap=(table["estimate"] - table["raw"]).abs())
        .sort_values("gap", ascending=False, kind="stable")
        .iloc[0]
    )
    heard = rows[~rows["camp"].isin(["other", REST])].sort_values("raw", ascending=False, kind="stable")
    heard = heard.head(2).to_dict("records")
    order = "the widest change over all outlets is"
    if len(heard) == 2:
        (first, second), order = heard, "over all outlets the widest change is"
        if first["raw"] == second["raw"]:
            told = f", level as found, are {100 * abs(first['estimate'] - second['estimate']):.1f} points apart"
        else:
            told = " keep their order" if first["estimate"] >= second["estimate"] else " change places"
        order = f"the two camps heard most{told}; {order}"
    return Finding(f"Corrected for the program's errors, {order} {100 * (rows['estimate'] - rows['raw']).abs().max():.1f} points.",
                   f"{listed(named)}. The widest change in one outlet: {label(moved['camp'], camps)} in {moved['outlet']}, "
                   f"{100 * moved['raw']:.0f} to {100 * moved['estimate']:.0f} %.")


def agreements(table: pd.DataFrame) -> Finding:
    """On `shown_validity.agreements`: the alphas that fall below what is asked of a variable, pair by pair."""
    rows = table[(table["measure"] == "alpha") & table["estimate"].notna()]
    if rows.empty:
        return Finding("It takes two codings of the same articles, or a reference, to measure agreement; this corpus has neither.")
    parts = []
    for pair, part in rows.groupby("coders", sort=False):
        part = part.assign(name=part["variable"].replace(NAMED)).sort_values("estimate", kind="stable")
        named = [f"{name} ({value:.2f})" for name, value in zip(part["name"], part["estimate"])]
        weak = [text for text, value in zip(named, part["estimate"]) if value < RELIABLE]
        parts.append(f"below {RELIABLE:.2f} in {listed(weak)}" if weak
                     else f"{part['estimate'].iloc[0]:.2f} or more (lowest: {part['name'].iloc[0]})")
        parts[-1] += f" between {pair.replace(', ', ' and ').replace('_', ' ')}"
    return Finding(f"Krippendorff's alpha is {'; '.join(parts)}.",
                   f"{RELIABLE:.2f} is what Krippendorff (2004) asks of a variable that conclusions rest on, 0.67 of tentative ones.")
