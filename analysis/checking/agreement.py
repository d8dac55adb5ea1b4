"""Do coders agree, and the machine with them: on what is an attribution, and on what it is.

Krippendorff's alpha, nominal (Krippendorff 2004, ch. 11). What is a unit is itself a coder's decision, so it
is told apart: words inside or outside an attribution, units that both have, then each variable over those.
"""

import itertools

import numpy as np
import pandas as pd

from analysis import stats, text
from analysis.checking.validity import WORD, comparing, match, outcomes, places

VARIABLES = ["kind", "type", "section", "camp", "speaker", "cue", "via"]
COLUMNS = ["coders", "variable", "measure", "estimate", "low", "high", "n"]


def parts(pairs: list[tuple]) -> np.ndarray:
    """(units, 1 + values) numbers of pairs of values: differs, then how often each value is used."""
    used = sorted({value for pair in pairs for value in pair}, key=str)
    place = {value: column for column, value in enumerate(used, 1)}
    table = np.zeros((len(pairs), 1 + len(used)))
    for side in zip(*pairs):
        np.add.at(table, (np.arange(len(pairs)), [place[value] for value in side]), 1)
    table[:, 0] = [a != b for a, b in pairs]
    return table


def of_sums(sums: np.ndarray) -> np.ndarray:
    """Alpha of sums of `parts` over units, (..., 1 + values); NaN where one value alone was used."""
    counts = sums[..., 1:]
    n = counts.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return 1 - (n - 1) * 2 * sums[..., 0] / (n**2 - (counts**2).sum(axis=-1))


def alpha(pairs: list[tuple]) -> float:
    """Krippendorff's alpha (nominal) of two codings of the same units; NaN if only one value was used."""
    return float(of_sums(parts(pairs).sum(axis=0))) if pairs else float("nan")


def _alpha(pairs: list[tuple], articles, **options) -> tuple[float, float, float]:
    return (alpha(pairs), *stats.bootstrap(parts(pairs), of_sums, articles, **options)[1:])


def words(one: pd.DataFrame, two: pd.DataFrame, articles: pd.DataFrame, without: pd.DataFrame | None = None):
    """[(inside for one, inside for two)] and the article of every word of the kept text of articles both cover.

    Words in units of `without` are left out.
    """
    pairs, where = [], []
    tables = [t for t in (one, two, without) if t is not None]
    for row in articles.itertuples():
        article, raw = row.article, row.raw
        inside = [frozenset().union(*(places(u.spans, u.content) for u in t[t["article"] == article].itertuples()))
                  for t in tables]
        if any(article in set(t["article"]) for t in tables[:1]):
            starts = [p.start + m.start() for p in text.of(row) if p.section != "dropped"
                      for m in WORD.finditer(raw[p.start : p.end])]
            starts = [s for s in starts if without is None or s not in inside[2]]
            pairs += [(s in inside[0], s in inside[1]) for s in starts]
            where += [article] * len(starts)
    return pairs, where


def _rows(pair: str, matched: pd.DataFrame, both: np.ndarray, variables, camps, **options) -> list[tuple]:
    """The rows of one pair of coders: units, then each variable, of `validity.match` where `both` is 1 or 0."""
    rows = []
    for name, weight in (("both", np.ones(len(both))), ("F", (1 + both) / 2)):
        share = stats.weighted_share(both / weight, weight, matched["article"], **options)[:3]
        rows.append((pair, "unit", name, *share, len(matched)))
    common = matched[both > 0]
    for variable in variables:
        plain = comparing(variable, camps)
        values = [(plain(a), plain(b)) for a, b in zip(common[f"{variable}_coded"], common[f"{variable}_found"])]
        equal = [float(a == b) for a, b in values]
        share = stats.weighted_share(equal, np.ones(len(equal)), common["article"], **options)[:3]
        rows += [(pair, variable, "alpha", *_alpha(values, common["article"], **options), len(values)),
                 (pair, variable, "agreement", *share, len(values))]
    return rows


def agreement(coders: dict[str, pd.DataFrame], articles: pd.DataFrame | None = None, variables=VARIABLES,
              threshold: float = 0.5, camps: dict | None = None, **options) -> pd.DataFrame:
    """Each pair of coders: do they find the same units, and do they agree on them?

    Columns coders, variable, measure, estimate, low, high, n. Variable "unit": measure "both" (share of all
    units that both found), "F" (one coder against the other), n units of either, and with `articles` (article,
    raw) "alpha" (words inside any unit or outside, n words). Else, over the units both found: "alpha" (NaN
    where one value alone was used) and "agreement" (share equal). Values compare as they were coded; with
    `camps` as in `validity.comparing`. Bootstrap intervals over articles.
    """
    rows = []
    for one, two in itertools.combinations(sorted(coders), 2):
        shared = set(coders[one]["article"]) & set(coders[two]["article"])
        first, second = (coders[name][coders[name]["article"].isin(shared)] for name in (one, two))
        matched = match(first.assign(status="core"), second.assign(quote=second["id"]), threshold)
        both = ((matched["id"] != "") & (matched["quote"] != "")).to_numpy(float)
        if articles is not None:
            pairs, where = words(first, second, articles)
            rows.append((f"{one}, {two}", "unit", "alpha", *_alpha(pairs, where, **options), len(pairs)))
        rows += _rows(f"{one}, {two}", matched, both, variables, camps, **options)
    return pd.DataFrame(rows, columns=COLUMNS)


def machine(reference: pd.DataFrame, quotes: pd.DataFrame, articles: pd.DataFrame, camps: dict, variables=VARIABLES[1:],
            **options) -> pd.DataFrame:
    """The machine as one more coder beside the reference, core speech only; rows as in `agreement`.

    What is coded as optional or mental counts for nothing, its words included.
    """
    if reference.empty:
        return pd.DataFrame(columns=COLUMNS)
    quotes = quotes[quotes["article"].isin(reference["article"])]
    matched = match(reference, quotes)
    what = outcomes(matched)
    matched = matched[what != ""]
    core = (reference["status"] == "core") & (reference["kind"] == "speech")
    pairs, where = words(reference[core], quotes[quotes["kind"] == "speech"], articles, reference[~core])
    rows = [("machine, reference", "unit", "alpha", *_alpha(pairs, where, **options), len(pairs))]
    rows += _rows("machine, reference", matched, (what[what != ""] == "hit").to_numpy(float), variables, camps,
                  **options)
    return pd.DataFrame(rows, columns=COLUMNS)
