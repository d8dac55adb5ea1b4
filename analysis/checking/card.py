"""The validity card: how far the numbers of one study can be trusted, on half a page.

Computed from the tables of the study, its coding and corrections if it has them, and the scores that the
benchmarks recorded. `validity_card` gives the rows, `fragment` the same as HTML for the head of a report.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import pandas as pd

from analysis import paths, stats, tables
from analysis.checking import agreement, robustness, sample, validity
from analysis.showing import findings
from analysis.corpus import Corpus

USED = ("passages", "quotes", "comparisons", "corrections", "set_aside", "duplicates")
COLUMNS = ["group", "label", "value", "note"]
KNOWN, PUBLIC, SEEN, ASIDE, SURVIVED = ("Against a coding of this corpus", "On other texts",
                                        "What could have been seen", "Set aside", "What survives its check")
FIELDS = {"speaker": "Speaker as coded", "camp": "Camp as coded", "type": "Type as coded", "stance": "Stance as coded"}
HOLDS = {True: "holds", False: "not shown", None: "not compared"}


def _share(row) -> str:
    span = "no interval" if pd.isna(row["low"]) else f"{100 * row['low']:.0f} to {100 * row['high']:.0f}"
    return f"{100 * row['estimate']:.0f} % ({span})"


def _score(row) -> str:
    span = "" if pd.isna(row["low"]) else f" ({row['low']:.2f} to {row['high']:.2f})"
    return "undefined" if pd.isna(row["estimate"]) else f"{row['estimate']:.2f}{span}"


def coded(study: Corpus, quotes: pd.DataFrame, known: tuple | None = None, **options) -> list[tuple]:
    """Rows of scores against the corpus's coding; one that says so where there is none.

    `known`: what `validity.against_coding` gives and the table of `agreement.agreement`, if worked out already.
    """
    matched, reference, coders, agreed = known or (*validity.against_coding(study, quotes), None)
    table = validity.scores(matched, **options).set_index("measure")
    if matched.empty or not table["n"].any():
        judged = sample.of_corpus(study, quotes).set_index("measure")
        if judged["n"].any():
            names = {
                "precision": "Right, of those found",
                "recall": "Found, of the speech in the text",
            } | FIELDS
            return [(KNOWN, names[name], _share(row), f"from a sample, weighted; n = {row['n']:.0f}")
                    for name, row in judged.iterrows() if row["n"]]
        return [(KNOWN, "Coding", "none", "The error of this study's numbers is not known. The command sample "
                 "draws what to code.")]
    size = findings.plural(reference["article"].nunique(), "article")
    of = f"of {len(study.articles)}"
    found, right = table.loc["recall"], table.loc["precision"]
    rows = [(KNOWN, "Found, of the speech attributions coded", _share(found),
             f"recall; n = {found['n']:.0f}, {size} {of}"),
            (KNOWN, "Right, of those found", _share(right),
             f"precision; n = {right['n']:.0f}; F = {_score(table.loc['F'])}")]
    fields = validity.accuracy(matched, camps=study.camps).set_index("field")
    rows += [(KNOWN, name, _share(fields.loc[field]), f"of the found ones; n = {fields.loc[field, 'n']}")
             for field, name in FIELDS.items() if field in fields.index and fields.loc[field, "n"]]
    agreed = agreement.agreement(coders, study.articles, **options) if agreed is None else agreed
    for pair, part in agreed.groupby("coders", sort=False):
        units, rest = part[part["variable"] == "unit"], part[part["variable"] != "unit"]
        rest = rest[rest["measure"] == "alpha"].dropna(subset="estimate").sort_values("estimate", kind="stable")
        lowest = "".join(f"; lowest of the variables: {row['variable'].replace('via', 'conduit')} {_score(row)}"
                         for row in rest.head(1).to_dict("records"))
        rows.append((KNOWN, "Coders agree which words are attributed",
                     _score(units[units["measure"] == "alpha"].iloc[0]), f"Krippendorff's alpha of {pair}{lowest}"))
    return rows


def public() -> list[tuple]:
    """Rows of the scores on other texts that the benchmarks recorded in scores.csv."""
    table = pd.read_csv(paths.SCORES, keep_default_na=False, na_values={"low": [""], "high": [""]})
    names = {("all stages", "F"): "Attributions by the codebook (F)",
             ("all stages", "speaker"): "Speaker right, of those found",
             ("all stages", validity.OF_SPEAKERS[True]): "Speaker right where listed or with a full name",
             ("all stages", validity.OF_SPEAKERS[False]): "Speaker right of the others",
             ("all stages", "camp"): "Camp right, of those found",
             ("all stages, real news", "F"): "Attributions by the codebook in real news (F)",
             ("all stages, real news", "speaker"): "Speaker right in real news, of those found",
             ("all stages, real news", "camp"): "Camp right in real news, of those found",
             ("tagger", "F@.5"): "Attributions found (F)",
             ("tagger", "end-to-end F"): "Found with the right source (F)",
             ("target_aware", "macro-F1"): "Tone of a sentence, model (macro-F1)",
             ("vader", "macro-F1"): "Tone of a sentence, VADER (macro-F1)",
             ("textblob_polarity", "macro-F1"): "Tone of a sentence, TextBlob (macro-F1)"}
    rows = {(row["system"], row["measure"]): row for row in table.to_dict("records")}
    guess = {row["benchmark"]: row["estimate"] for (system, measure), row in rows.items()
             if system.startswith("guessing") and measure == "macro-F1"}
    return [(PUBLIC, name, _score(rows[key]), f"{rows[key]['benchmark']}, n = {rows[key]['n']:,} {rows[key]['unit']}" +
             (f"; guessing reaches {guess[rows[key]['benchmark']]:.2f}" if rows[key]["benchmark"] in guess else ""))
            for key, name in names.items() if key in rows]


def visible(quotes: pd.DataFrame) -> list[tuple]:
    """Rows of the smallest gap that the two outlets with most speech, and an even split of all of it, could show."""
    speech = quotes[quotes["kind"] == "speech"]
    sizes = speech.groupby("outlet").size().sort_values(ascending=False, kind="stable")
    if len(sizes) < 2:
        return [(SEEN, "Smallest detectable gap between outlets", "none",
                 "Fewer than two outlets have a speech attribution.")]
    gap = stats.detectable(*sizes.iloc[:2])
    return [(SEEN, "Smallest detectable gap between outlets", f"{100 * gap:.0f} points",
             f"one planned comparison of a share between {sizes.index[0]} ({sizes.iloc[0]}) and {sizes.index[1]} "
             f"({sizes.iloc[1]}), at 80 % power; more comparisons need wider gaps")]


def aside(quotes: pd.DataFrame, passages: pd.DataFrame, others: dict[str, pd.DataFrame]) -> list[tuple]:
    """Rows of what the counts leave out, and of what people decided instead of the machine."""
    files, twice, corrections = (others.get(name) for name in ("set_aside", "duplicates", "corrections"))
    gone = passages[passages["section"] == "dropped"]
    mental = int((quotes["kind"] != "speech").sum())
    rows = [(ASIDE, "Paragraphs dropped as page furniture", f"{len(gone):,} of {len(passages):,}",
             f"{findings.percent(gone['words'].sum(), passages['words'].sum())} of the words; notebook 1 shows each"),
            (ASIDE, "Attributions of thoughts and wishes", f"{mental:,} of {len(quotes):,}",
             "left out of every share; most of that kind are missed")]
    unknown = quotes[(quotes["kind"] == "speech") & (quotes["camp"] == "other")]
    rows.append((ASIDE, "Speech of speakers in no camp",
                 f"{len(unknown):,} of {int((quotes['kind'] == 'speech').sum()):,}",
                 "in the denominators, not compared"))
    if files is not None and len(files):
        reasons = findings.listed([f"{reason} ({n})" for reason, n in files["reason"].value_counts().head(2).items()])
        rows.append((ASIDE, "Files that could not be used", f"{len(files):,}", reasons))
    if twice is not None and len(twice):
        rows.append(
            (
                ASIDE,
                "Pairs of articles that repeat one another",
                f"{len(twice):,}",
                f"{twice['article'].nunique():,} of {passages['article'].nunique():,} articles; each copy counts, notebook 1 shows them",
            )
        )
    if corrections is not None and len(corrections):
        rows.append((ASIDE, "Decisions corrected by hand", f"{len(corrections):,}",
                     f"in {findings.plural(corrections['quote'].nunique(), 'attribution')}, by "
                     f"{findings.listed(sorted(set(corrections['who'])))}; notebook 2 shows each"))
    return rows


def load(place: str | Path) -> dict[str, pd.DataFrame]:
    """The tables of a study that its card is computed from, by name: those of USED that lie in the folder `place`."""
    return {name: tables.load(name, place) for name in USED if (Path(place) / f"{name}.parquet").exists()}


def validity_card(study: Corpus, found: dict[str, pd.DataFrame], known: tuple | None = None, **options) -> pd.DataFrame:
    """The card of a study: columns group, label, value, note, all text, in reading order.

    `found` are the study's tables by name, as `load` gives them: a part whose tables are missing is left out.
    `known` is for `coded`; `options` go to the bootstrap.
    """
    quotes, passages, comparisons = (found.get(name) for name in ("quotes", "passages", "comparisons"))
    rows = [] if quotes is None else coded(study, quotes, known, **options)
    rows += public()
    if quotes is not None:
        rows += visible(quotes)
        if passages is not None:
            rows += aside(quotes, passages, found)
            if comparisons is not None:
                checked = robustness.checks(quotes, passages, comparisons, study.camps)
                rows += [(SURVIVED, row.question, HOLDS[row.holds], f"{row.result} (asked for: {row.check})")
                         for row in checked.itertuples()]
    return pd.DataFrame(rows, columns=COLUMNS)


def fragment(card: pd.DataFrame) -> str:
    """The card as a section of HTML: a table for each group, the first unfolded, everything escaped, no style of its own."""
    parts = []
    for number, (group, rows) in enumerate(card.groupby("group", sort=False)):
        lines = "".join(f'<tr><th scope="row">{escape(r.label)}</th><td>{escape(r.value)}</td><td>{escape(r.note)}</td></tr>'
                        for r in rows.itertuples())
        good = int((rows["value"] == HOLDS[True]).sum())
        held = f"{good} of {len(rows)} {'does' if good == 1 else 'do'}" if group == SURVIVED else ""
        parts.append(f"<details{' open' * (not number)}><summary>{escape(group)} "
                     f"({held or findings.plural(len(rows), 'row')})</summary>"
                     f'<table class="card" aria-label="{escape(group)}">'
                     '<thead><tr><th scope="col">What</th><th scope="col">Value</th><th scope="col">Of what, by which '
                     f"check</th></tr></thead><tbody>{lines}</tbody></table></details>")
    return f'<section class="validity-card" aria-label="Validity card">{"".join(parts)}</section>'
