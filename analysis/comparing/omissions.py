"""Blind spots: which statements were not found in an outlet, and whether one camp's are missing more than another's.

Counted are statements found in at least `k` outlets, in one of them in direct words; what only one outlet has says
nothing about the others. What is retold everywhere is not counted: most retellings are missed, so nothing follows from
not finding one more. That an outlet retells in words of its own what others quote goes unseen too.
"""
from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd

from analysis import stats

_CELLS = 3_000_000


def matrix(statements: pd.DataFrame, outlets: list[str], k: int = 2, camps=()) -> pd.DataFrame:
    """One row a statement that at least `k` outlets have, one in direct words, and an outlet: what stands in it, or "".

    Columns statement, label (in direct words), speaker (see `speakers`), camp ("other" where the outlets name speakers
    of different camps), carriers (outlets), outlet, form, relation, quotes (numbers of the attributions,
    blank-separated). Camps in the order of `camps`, in each the statement of most outlets first.
    """
    columns = ["statement", "label", "speaker", "camp", "carriers", "outlet", "form", "relation", "quotes"]
    order = {camp: place for place, camp in enumerate(camps)}
    rows = []
    for name, part in statements.groupby("statement", sort=True):
        held = {outlet: group.sort_values(["form", "quote"]) for outlet, group in part.groupby("outlet")}
        if len(held) < k or not (part["form"] == "direct").any():
            continue
        known = set(part.loc[part["speaker"] != "", "camp"]) or set(part["camp"])
        speaker, camp = speakers(part), known.pop() if len(known) == 1 else "other"
        for outlet in outlets:
            group = held.get(outlet)
            rows.append((name, part["label"].iloc[0], speaker, camp, len(held), outlet,
                         "" if group is None else group["form"].iloc[0],
                         "" if group is None else group["relation"].iloc[0],
                         "" if group is None else " ".join(group["quote"])))
    table = pd.DataFrame(rows, columns=columns)
    table = table.assign(_camp=table["camp"].map(order).astype(float).fillna(len(order)), _most=-table["carriers"].astype(int))
    return table.sort_values(["_camp", "_most", "statement"], kind="stable", ignore_index=True)[columns]


def speakers(rows: pd.DataFrame) -> str:
    """Whose a statement is: who most outlets name, and behind it whom else others name; "" if nobody is named."""
    from analysis.comparing import heard
    where = rows[rows["speaker"] != ""].groupby("speaker")["outlet"].agg(lambda names: sorted(set(names)))
    ranked = sorted(where.items(), key=lambda item: (-len(item[1]), item[1], item[0]))
    others = [f"{name} in {', '.join(outlets)}" for name, outlets in ranked[1:] if not heard.alike(name, ranked[0][0])]
    return (ranked[0][0] if ranked else "") + (f" ({'; '.join(others)})" if others else "")


def worded(label: str, most: int = 10_000) -> str:
    """A statement as it is shown, `most` letters at most."""
    return f"“{textwrap.shorten(label.strip(' ,;.'), most, placeholder=' …')}”"


def spread(table: pd.DataFrame, draws: int = 2000, seed: int = 1) -> float:
    """p of the difference between the outlets with most and fewest statements of `matrix`: how often it is as large
    when each statement stands in as many outlets as it does, any of them alike. 1 where there are none."""
    if table.empty:
        return 1.0
    has = table.assign(has=table["form"] != "").pivot(index="statement", columns="outlet", values="has").to_numpy(bool)
    rng, step, beyond = np.random.default_rng(seed), max(1, _CELLS // has.size), 0
    for start in range(0, draws, step):
        many = min(step, draws - start)
        counts = rng.permuted(np.broadcast_to(has, (many, *has.shape)), axis=2).sum(axis=1)
        beyond += int((np.ptp(counts, axis=1) >= np.ptp(has.sum(axis=0))).sum())
    return (1 + beyond) / (1 + draws)


def shuffled(carried: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """Matrices (draws, outlets, statements) as random as the margins of `carried` (outlets, statements) allow.

    Each outlet keeps how many statements it carries, each statement how many outlets carry it: trades between
    random pairs of outlets (Curveball, Strona et al. 2014).
    """
    rng = np.random.default_rng(seed)
    outlets, size = carried.shape
    state = np.broadcast_to(carried, (draws, outlets, size)).copy()
    every = np.arange(draws)
    for _ in range(5 * outlets if outlets > 1 else 0):
        one = rng.integers(outlets, size=draws)
        two = (one + 1 + rng.integers(outlets - 1, size=draws)) % outlets
        first, second = state[every, one], state[every, two]
        differ, both = first ^ second, first & second
        keys = np.where(differ, rng.random((draws, size)), 2.0)
        rank = keys.argsort(axis=1).argsort(axis=1)
        mine = differ & (rank < (first & differ).sum(axis=1)[:, None])
        state[every, one], state[every, two] = both | mine, both | (differ & ~mine)
    return state


def by_camp(table: pd.DataFrame, quotes: pd.DataFrame, draws: int = 2000, seed: int = 1) -> pd.DataFrame:
    """On `matrix`: how much of each camp's shared statements was not found in an outlet, against chance; "other" is no camp.

    Chance is `shuffled`: the outlet has as many shared statements as it does, which ones is random. Columns
    outlet, camp, missing, n (the camp's shared statements), estimate (the share missing), low, high (Wilson), expected,
    chance_low, chance_high (95 % of the shuffled, as shares), p (two-sided), q (Benjamini and Hochberg), needed (missing
    statements from which p would be .05, NaN: out of reach), attributions (the outlet's length).
    """
    columns = ["outlet", "camp", "missing", "n", "estimate", "low", "high", "expected", "chance_low", "chance_high", "p", "q",
               "needed", "attributions"]
    if table.empty or (table["camp"] == "other").all():
        return pd.DataFrame(columns=columns)
    wide = table.assign(has=table["form"] != "").pivot(index="outlet", columns="statement", values="has")
    camp_of = table.drop_duplicates("statement").set_index("statement")["camp"].reindex(wide.columns)
    camps = [camp for camp in dict.fromkeys(table["camp"]) if camp != "other"]
    carried = wide.to_numpy(bool)
    groups = np.stack([(camp_of == camp).to_numpy() for camp in camps])               # camps, statements
    step = max(1, _CELLS // carried.size)
    counts = np.concatenate([shuffled(carried, min(step, draws - start), seed + start) @ groups.T.astype(np.int32)
                             for start in range(0, draws, step)])                     # draws, outlets, camps
    lengths, rows = quotes["outlet"].value_counts(), []
    for column, camp in enumerate(camps):
        n = int(groups[column].sum())
        for line, outlet in enumerate(wide.index):
            missing, chance = n - int((carried[line] & groups[column]).sum()), n - counts[:, line, column]
            above = {x: (1 + (chance >= x).sum()) / (1 + draws) for x in range(n + 1)}
            p = min(1.0, 2 * min(above[missing], (1 + (chance <= missing).sum()) / (1 + draws)))
            needed = next((x for x in range(n + 1) if 2 * above[x] <= 1 - stats.LEVEL), np.nan)
            low, high = np.quantile(chance, [(1 - stats.LEVEL) / 2, (1 + stats.LEVEL) / 2]) / n
            rows.append((outlet, camp, missing, n, missing / n, *stats.wilson(missing, n), chance.mean() / n, low, high, p,
                         np.nan, needed, int(lengths.get(outlet, 0))))
    result = pd.DataFrame(rows, columns=columns)
    return result.assign(q=stats.benjamini_hochberg(result["p"]))
