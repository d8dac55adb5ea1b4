"""The same comparison of tone, made in every defensible way: does its sign depend on choices nobody can justify?

A specification is a scorer, a unit, a cleaning and a weighting (Steegen et al. 2016; Simonsohn, Simmons and Nelson
2020). A difference counts as robust where at least nine in ten specifications agree in its sign and the interval
of the one in the middle excludes 0, corrected for the number of comparisons. All else is no ranking.
"""
import itertools

import numpy as np
import pandas as pd

from analysis import stats
from analysis.scoring import scorers

WEIGHTINGS = ("each alike", "by words", "articles alike")
AGREE = .9                                                 # of the specifications, for a difference to be robust
CHOICES = ["scorer", "unit", "cleaning", "weighting"]
ORDER = ["article", "sentence", "quote", "text"]


def sentences(sentiment: pd.DataFrame) -> pd.DataFrame:
    """A row for each sentence of each attribution, with its number of words."""
    rows = sentiment[(sentiment["target"] == "") & (sentiment["quote"] != "")]
    rows = rows.drop_duplicates(["article", "quote"]).sort_values(ORDER)
    rows = rows[["article", "outlet", "quote", "sentence", "camp", "text"]]
    rows = rows.assign(part=[scorers.parts(text) for text in rows["text"]]).explode("part").dropna(subset="part")
    return rows.assign(words=[n for _, n in rows["part"]], part=[text for text, _ in rows["part"]]).query("words > 0")


def scored(sentiment: pd.DataFrame, cleanings=None) -> dict[tuple[str, str, str], pd.DataFrame]:
    """(scorer, unit, cleaning) -> rows with score and words, by the scorers of the table that have two sides."""
    base, found = sentences(sentiment), {}
    flat = list(dict.fromkeys(base["part"]))
    names = [name for name in scorers.SCORERS if name in set(sentiment["scorer"]) - scorers.UNSIGNED]
    for scorer, cleaning in itertools.product(names, cleanings or scorers.CLEANINGS):
        values = dict(zip(flat, scorers.SCORERS[scorer]([scorers.clean(part, cleaning) for part in flat])))
        part = base.assign(score=base["part"].map(values).astype(float))
        found[scorer, "sentence", cleaning] = part
        summed = part.assign(product=part["score"] * part["words"]).groupby(["article", "quote"], sort=True)
        whole = summed.agg(outlet=("outlet", "first"), camp=("camp", "first"), words=("words", "sum"),
                           product=("product", "sum")).reset_index()
        found[scorer, "attribution", cleaning] = whole.assign(score=whole["product"] / whole["words"])
    return found


def named(sentiment: pd.DataFrame) -> dict[tuple[str, str, str], pd.DataFrame]:
    """(scorer, unit, cleaning) -> what is said about camps: the rows of the table that have a target."""
    rows = sentiment[(sentiment["target"] != "") & ~sentiment["scorer"].isin(scorers.UNSIGNED)]
    return {(scorer, "attribution", scorers.FULL): part for scorer, part in rows.groupby("scorer", sort=True)}


def weights(rows, weighting: str) -> np.ndarray:
    """What each row (columns article and words) counts, within the rows of its group."""
    if weighting == "by words":
        return np.asarray(rows["words"], float)
    _, place, sizes = np.unique(np.asarray(rows["article"]), return_inverse=True, return_counts=True)
    return 1 / sizes[place] if weighting == "articles alike" else np.ones(len(place))


def difference(sums: np.ndarray) -> np.ndarray:
    """The mean of the first group less that of the second, of sums (product, weight, product, weight)."""
    return sums[..., 0] / sums[..., 1] - sums[..., 2] / sums[..., 3]


def told_apart(parts: np.ndarray, articles: np.ndarray) -> bool:
    """Whether more than one article stands on either side of a difference, or one on both: else the sides are the
    articles, and drawing articles anew says nothing of them. `parts`, `articles` are those of `_parts`."""
    first, second = (set(articles[parts[:, column] > 0]) for column in (1, 3))
    return first == second or max(len(first), len(second)) > 1


def _arrays(rows: pd.DataFrame, group: str) -> dict[str, np.ndarray]:
    """The columns that a comparison needs, articles numbered in the order of their names."""
    return {"article": np.unique(rows["article"].astype(str), return_inverse=True)[1], "group": rows[group].to_numpy(object),
            "words": rows["words"].to_numpy(float), "score": rows["score"].to_numpy(float)}


def _parts(rows: dict[str, np.ndarray], pair: tuple[str, str], weighting: str) -> tuple[np.ndarray, np.ndarray]:
    """(units, 4) numbers that `difference` takes the sums of, and the article of each."""
    blocks, articles = [], []
    for place, name in enumerate(pair):
        some = {column: values[rows["group"] == name] for column, values in rows.items()}
        weight, block = weights(some, weighting), np.zeros((len(some["score"]), 4))
        block[:, 2 * place], block[:, 2 * place + 1] = weight * some["score"], weight
        blocks.append(block)
        articles.append(some["article"])
    return np.concatenate(blocks), np.concatenate(articles)


def pairs(rows: pd.DataFrame, group: str, order=None) -> list[tuple[str, str]]:
    """Pairs of groups with enough units for an interval, those with most first; speakers in no camp are no group."""
    sizes = rows.groupby(group).size().drop("other", errors="ignore")
    names = [n for n in [*(order or []), *sorted(set(sizes.index) - set(order or []))] if sizes.get(n, 0) >= stats.FEWEST]
    found = list(itertools.combinations(names, 2))
    return sorted(found, key=lambda pair: -min(sizes[pair[0]], sizes[pair[1]]))


def specifications(sentiment: pd.DataFrame, group: str = "camp", within: str | None = None, order=None,
                   rows: dict | None = None, **options) -> pd.DataFrame:
    """Every specification of every comparison of two values of `group` (within each value of column `within`).

    `group` is "camp" or "outlet" (whose words) or "target" (who is spoken of; units and cleaning are one then).
    `sentiment` is the table of attributions and scorers, `rows` what `scored` makes of it, if worked out already;
    `order` puts the groups. Columns within ("" without),
    first, second, scorer, unit, cleaning, weighting, estimate (mean of the first less that of the second), n_first,
    n_second (attributions), rank (1 for the smallest estimate), middle (the one in the middle), and low, high of
    the middle one (bootstrap over articles; none unless `told_apart`; options as in `stats.bootstrap`), so that the intervals of all k
    comparisons hold at once in 95 % of cases: each at 1 - .05 / k (Bonferroni).
    """
    tables, rows = rows or (named if group == "target" else scored)(sentiment), []
    whole = next((t for (_, unit, _), t in tables.items() if unit == "attribution"), None)
    places = [] if whole is None else [""] if within is None else sorted(whole[within].unique())
    places = [place for place in places if place != "other" or group == "target"]
    counts = {place: whole if within is None else whole[whole[within] == place] for place in places}
    compared = {place: pairs(counted, group, order) for place, counted in counts.items()}
    level = 1 - (1 - stats.LEVEL) / max(1, sum(map(len, compared.values())))
    for place, counted in counts.items():
        some = {key: _arrays(t if within is None else t[t[within] == place], group) for key, t in tables.items()}
        sizes = counted.groupby(group).size()
        for pair in compared[place]:
            found = []
            for (scorer, unit, cleaning), table in some.items():
                for weighting in WEIGHTINGS:
                    parts, articles = _parts(table, pair, weighting)
                    found.append(dict(zip(CHOICES, (scorer, unit, cleaning, weighting)), within=place, first=pair[0],
                                      second=pair[1], estimate=float(difference(parts.sum(axis=0))), n_first=sizes[pair[0]],
                                      n_second=sizes[pair[1]], low=np.nan, high=np.nan, parts=parts, articles=articles))
            found.sort(key=lambda row: (round(row["estimate"], 9), *[row[choice] for choice in CHOICES]))
            for rank, row in enumerate(found, 1):
                row.update(rank=rank, middle=rank == (len(found) + 1) // 2)
                if row["middle"] and told_apart(row["parts"], row["articles"]):
                    _, row["low"], row["high"] = stats.bootstrap(row["parts"], difference, row["articles"], level=level, **options)
                del row["parts"], row["articles"]
            rows += found
    columns = ["within", "first", "second", *CHOICES, "estimate", "low", "high", "n_first", "n_second", "rank", "middle"]
    return pd.DataFrame(rows, columns=columns).astype({"middle": bool})


def together(**found: pd.DataFrame) -> pd.DataFrame:
    """The table `comparisons`: verdicts by what was compared ("camp", "outlet" within camps, "target")."""
    return pd.concat([table.assign(group=group) for group, table in found.items()], ignore_index=True)


def verdicts(specified: pd.DataFrame) -> pd.DataFrame:
    """One row a comparison: within, first, second, estimate, low, high (of the middle specification), agree (share of
    specifications with the commoner sign), specifications, n_first, n_second, robust."""
    rows = []
    for key, part in specified.groupby(["within", "first", "second"], sort=False):
        middle = part[part["middle"]].iloc[0]
        up, down = (part["estimate"] > 0).mean(), (part["estimate"] < 0).mean()
        sign = 1 if up > down else -1
        clear = sign * middle["low"] > 0 and sign * middle["high"] > 0
        rows.append((*key, middle["estimate"], middle["low"], middle["high"], max(up, down), len(part),
                     middle["n_first"], middle["n_second"], bool(max(up, down) >= AGREE and clear)))
    return pd.DataFrame(rows, columns=["within", "first", "second", "estimate", "low", "high", "agree", "specifications",
                                       "n_first", "n_second", "robust"]).astype({"robust": bool})
