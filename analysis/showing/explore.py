"""What explore.ipynb asks of the tables: some attributions, what survives a threshold, a speaker in another camp, and
who is on no list.

No widget here (see `panels`): every answer is a frame or HTML, the same in a test as on the screen.
"""
from __future__ import annotations

import base64
from html import escape
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import charts, framing, paths, stats, tables, view
from analysis.checking import corrections, sheet
from analysis.intake import accept, start, unlisted
from analysis.scoring import multiverse
from analysis.showing import findings, shown
from analysis import corpus as corpora

SHOWN = 40           # attributions listed
WHO, WHY = "Who decides", "Why"                   # what the panel asks before it writes a correction


class Loaded(NamedTuple):
    """A corpus with its tables."""
    study: corpora.Corpus
    passages: pd.DataFrame
    quotes: pd.DataFrame
    compared: pd.DataFrame


def load(corpus: str | Path, out: str | Path) -> Loaded:
    """The corpus and its tables under out/tables; TableError says which notebook writes one that is missing."""
    place = paths.resolve(out) / "tables"
    return Loaded(corpora.load(paths.resolve(corpus)),
                  *(tables.load(name, place) for name in ("passages", "quotes", "comparisons")))


def choices(quotes: pd.DataFrame, column: str, most: int = 500) -> list[str]:
    """The values of a column, the commonest first."""
    return [value for value in quotes[column].value_counts(sort=False).sort_values(
        ascending=False, kind="stable").index[:most] if value]


def select(quotes: pd.DataFrame, **wanted: str) -> pd.DataFrame:
    """The attributions whose columns have the wanted values; an empty value asks for nothing."""
    for column, value in wanted.items():
        if value:
            quotes = quotes[quotes[column] == value]
    return quotes


def offered(quotes: pd.DataFrame, column: str, wanted: dict[str, str]) -> list[str]:
    """The values that a column still takes where all other columns are as wanted, and the one wanted of itself."""
    others = {name: value for name, value in wanted.items() if name != column}
    found = choices(select(quotes, **others), column)
    return found + [wanted[column]] * bool(wanted[column] and wanted[column] not in found)


def readable(loaded: Loaded, wanted: dict[str, str]) -> dict[str, str]:
    """{article: its outlet and title} of the articles of the wanted outlet; if more is wanted, of those that have it."""
    rows = loaded.study.articles
    if any(value for column, value in wanted.items() if column != "outlet"):
        rows = rows[rows["article"].isin(select(loaded.quotes, **wanted)["article"])]
    elif wanted.get("outlet"):
        rows = rows[rows["outlet"] == wanted["outlet"]]
    return dict(zip(rows["article"], rows["outlet"] + ": " + rows["title"]))


def kinds(chosen: pd.DataFrame) -> str:
    """How many of the attributions are statements, how many thoughts: "132 statements, 6 thoughts or wishes"."""
    said = int((chosen["kind"] == "speech").sum())
    thought = len(chosen) - said
    return findings.plural(said, "statement") + (
        f", {thought:,} thought{'s' * (thought > 1)} or wish{'es' * (thought > 1)}" if thought else "")


def listing(loaded: Loaded, chosen: pd.DataFrame) -> str:
    """The first SHOWN of the chosen attributions as a table, and how many there are, as HTML."""
    columns = ["outlet", "speaker", "camp", "cue", "stance", "type", "content"]
    rows = chosen.head(SHOWN)[columns].assign(camp=[findings.label(c, loaded.study.camps) for c in chosen.head(SHOWN)["camp"]])
    title = f"{len(chosen):,} of {findings.plural(len(loaded.quotes), 'attribution')} ({kinds(chosen)})" + (
        f", the first {SHOWN}" if len(chosen) > SHOWN else "")
    return view.table(rows, title, empty="no attribution has all of this").data


def read(loaded: Loaded, chosen: pd.DataFrame, article: str) -> str:
    """An article with the chosen attributions marked, as HTML."""
    raw = loaded.study.articles.set_index("article")["raw"]
    if article not in raw.index:
        return ""
    passages = loaded.passages[loaded.passages["article"] == article]
    return view.annotated(raw[article], passages, chosen[chosen["article"] == article], loaded.study.camps).data


def picture(loaded: Loaded, chosen: pd.DataFrame) -> str:
    """The chosen attributions by outlet and camp, drawn, as HTML; the figure of notebook 2, of these alone."""
    counts = chosen.assign(indirect=chosen["type"] == "indirect")
    counts = counts.groupby(["outlet", "camp", "indirect"]).size().rename("n").reset_index()
    title = findings.Finding(f"{findings.plural(len(chosen), 'attribution')} chosen: {kinds(chosen)}.")
    words = charts.Words(title, "By outlet and camp of the speaker; filled: with words in quotation marks, outlined: indirect.",
                         shown.source(loaded.study, "Counts of what was chosen, so no interval."))
    figure = charts.stacked(counts, words, charts.camp_marks(loaded.study.camps), hollow="indirect", xlabel="attributions")
    return image(figure, title.title)


def image(figure, alt: str) -> str:
    """A matplotlib figure as an HTML picture."""
    import io
    data = io.BytesIO()
    figure.savefig(data, format="png", metadata={"Software": None})
    encoded = base64.b64encode(data.getvalue()).decode("ascii")
    return f'<img style="max-width:100%;width:800px" alt="{escape(alt)}" src="data:image/png;base64,{encoded}">'


def comparisons(loaded: Loaded) -> pd.DataFrame:
    """The table `comparisons` of notebook 3, camps over all outlets and outlets on each camp's words, with `what` is compared."""
    table, camps = loaded.compared[loaded.compared["group"].isin(["camp", "outlet"])], loaded.study.camps
    names = [f"{findings.label(row.first, camps)} less {findings.label(row.second, camps)}" if row.group == "camp" else
             f"{row.first} less {row.second}, on {findings.label(row.within, camps)}" for row in table.itertuples()]
    return table.assign(what=names).reset_index(drop=True)


def survivors(compared: pd.DataFrame, agree: float = multiverse.AGREE, fewest: int = stats.FEWEST) -> pd.DataFrame:
    """`compared` with `tested` (it has an interval) and `survives`: at least `agree` of the specifications have one
    sign, the interval of the middle one excludes 0, and both sides rest on at least `fewest` statements."""
    clear = (np.sign(compared["low"]) == np.sign(compared["high"])) & compared["low"].notna() & (compared["low"] != 0)
    enough = compared[["n_first", "n_second"]].min(axis=1) >= fewest
    return compared.assign(tested=compared["low"].notna(), survives=(compared["agree"] >= agree - 1e-9) & clear & enough)


def survey(compared: pd.DataFrame, agree: float = multiverse.AGREE, fewest: int = stats.FEWEST) -> str:
    """What survives these thresholds, as HTML: a sentence and every comparison, those without an interval last."""
    table = survivors(compared, agree, fewest).sort_values(["survives", "tested", "agree"], ascending=False, kind="stable")
    tested = int(table["tested"].sum())
    title = (f"{int(table['survives'].sum())} of {findings.plural(tested, 'comparison')} of tone survive: at least "
             f"{100 * agree:.0f} % of the specifications agree in sign, the interval excludes 0, and both sides have "
             f"at least {findings.plural(fewest, 'statement')}")
    if tested < len(table):
        title += f". Not tested: {len(table) - tested} more, with too few articles for an interval"
    told = np.select([~table["tested"], table["survives"]], ["not tested", "yes"], "no")
    rows = table.assign(survives=told, agree=(100 * table["agree"]).round())
    columns = ["what", "survives", "agree", "estimate", "low", "high", "n_first", "n_second"]
    return view.table(rows[columns], title, empty="there are no two sides with enough statements", what="compared",
                      agree="% agree").data


def moved(quotes: pd.DataFrame, speaker: str, camp: str) -> pd.DataFrame:
    """The attributions with all of a speaker's counted to another camp."""
    return quotes.assign(camp=quotes["camp"].where(quotes["speaker"] != speaker, camp))


def shares(loaded: Loaded, speaker: str, camp: str) -> pd.DataFrame:
    """Each camp's share of the speech attributions before and after `moved`: outlet (framing.ALL last), camp, n,
    before, after (counts), and both as shares."""
    speech = loaded.quotes[loaded.quotes["kind"] == "speech"]
    rows, places = [], [*sorted(speech["outlet"].unique()), framing.ALL]
    for place in places:
        part = speech if place == framing.ALL else speech[speech["outlet"] == place]
        after = moved(part, speaker, camp)
        for name in loaded.study.camps:
            rows.append((place, name, len(part), int((part["camp"] == name).sum()), int((after["camp"] == name).sum())))
    table = pd.DataFrame(rows, columns=["outlet", "camp", "n", "before", "after"])
    return table.assign(share_before=table["before"] / table["n"], share_after=table["after"] / table["n"])


def shift(loaded: Loaded, speaker: str, camp: str) -> str:
    """What moving a speaker to a camp does to the shares, as HTML: the rows that change."""
    table = shares(loaded, speaker, camp)
    table = table[table["before"] != table["after"]]
    label = findings.label(camp, loaded.study.camps)
    n = int(((loaded.quotes["speaker"] == speaker) & (loaded.quotes["kind"] == "speech")).sum())
    rows = pd.DataFrame({"outlet": table["outlet"], "camp": [findings.label(c, loaded.study.camps) for c in table["camp"]],
                         "before": [f"{b} of {n} ({findings.percent(b, n)})" for b, n in zip(table["before"], table["n"])],
                         "after": [f"{a} of {n} ({findings.percent(a, n)})" for a, n in zip(table["after"], table["n"])]})
    return view.table(rows, f"Shares of the statements if {speaker} ({findings.plural(n, 'statement')}) belonged to "
                            f"“{label}”", empty="nothing changes").data


def _undecided(rows: pd.DataFrame, there: list[tuple[int, dict]], camp: str) -> tuple[pd.DataFrame, str]:
    """(the attributions that no row of corrections.csv puts into the camp or deletes, the row that says another camp or "")."""
    decided = {corrections.numbered(row["attribution"])[0]: (number, row["value"]) for number, row in there
               if row["field"].lower() == "camp" or row["value"].lower() == corrections.DELETE}
    done = [quote for quote, (_, value) in decided.items() if value == camp or value.lower() == corrections.DELETE]
    rows = rows[~rows["quote"].isin(done)]
    for quote in rows["quote"]:
        if quote in decided:
            number, value = decided[quote]
            return rows, f"Row {number} of {corrections.FILE} puts {quote} into “{value}”; change that row."
    return rows, ""


def correct(loaded: Loaded, speaker: str, camp: str, who: str, why: str) -> str:
    """Write the move of a speaker into corrections.csv of the corpus; what was done, or why nothing was, in a sentence.

    A row for each attribution of the speaker that is not in the camp yet, behind the rows that are there.
    """
    rows = loaded.quotes[(loaded.quotes["speaker"] == speaker) & (loaded.quotes["camp"] != camp)]
    if rows.empty:
        return f"Nothing to write: all of {speaker} is in that camp already."
    empty = [f"“{name}”" for name, value in ((WHO, who), (WHY, why)) if not value.strip()]
    if empty:
        return (f"Nothing was written. {findings.listed(empty)} {'is' if len(empty) == 1 else 'are'} empty: a correction says who "
                "decided it and for which reason.")
    try:
        there = corrections.read(loaded.study.folder)
        rows, clash = _undecided(rows, there, camp)
        if clash:
            return f"Nothing was written. {clash}"
        if rows.empty:
            return f"Nothing to write: {corrections.FILE} says so already; the next run applies it."
        new = [{"attribution": f"{row.quote} {' '.join(row.content.split()[:6])}", "field": "camp", "value": camp,
                "who": who.strip(), "why": why.strip()} for row in rows.itertuples()]
        contents = dict(zip(loaded.quotes["quote"], loaded.quotes["content"]))
        numbered = list(enumerate(new, len(there) + 2))
        problems = corrections.resolve(numbered, contents, loaded.study.camps)[1]
        if problems:
            return f"Nothing was written. {'; '.join(problems)}."
        path = sheet.write(loaded.study.folder / corrections.FILE, [row for _, row in there] + new, corrections.COLUMNS)
    except (corpora.CorpusError, OSError) as problem:
        return f"Nothing was written. {problem}"
    return f"{findings.plural(len(new), 'row')} written to {path.name} of the corpus; the next run applies them."


def proposed(loaded: Loaded) -> list[unlisted.Proposal]:
    """Who is quoted by name in the tables and on no list of the corpus, the most quoted, each with a guessed camp."""
    return unlisted.find(loaded.study, loaded.passages, loaded.quotes)[0]


def rests(one: unlisted.Proposal, camps: dict) -> str:
    """A proposal and the sentences that its guess rests on, as HTML."""
    told = "".join(f'<br>{escape(before)}“{escape(place.sentence)}” <span style="color:#595959">{escape(unlisted.where(place))}</span>'
                   for before, place in [*(("", place) for _, place in one.rests), *((f"called {alias}: ", place) for alias, place in one.called)])
    return (f'<div style="line-height:1.4;padding-top:.3rem"><b>{escape(one.name)}</b> ({start.often(one.count, one.outlets)}): '
            f"{escape(unlisted.guess(one, camps))}{told}</div>")


def listed(loaded: Loaded, chosen: list[tuple[unlisted.Proposal, str]]) -> tuple[bool, str]:
    """Put the proposals into corpus.yaml, each under a camp: (whether that was done, what was or why not)."""
    if not chosen:
        return False, "Nothing to write: choose a camp for somebody first."
    try:
        path = accept.write(loaded.study.folder, [unlisted.line(one, camp) for one, camp in chosen])
    except (corpora.CorpusError, OSError) as problem:
        return False, f"Nothing was written. {problem}"
    told = "; ".join(f"{one.name} under {camp}" for one, camp in chosen)
    return True, f"Added to {path.name} of the corpus: {told}. Nothing else in it was touched. The next run counts by it."
