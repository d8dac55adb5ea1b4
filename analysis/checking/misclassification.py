"""Shares of voice corrected for the machine's error, with the uncertainty of both the counts and the error.

The matrix method (Rogan and Gladen 1978; for several classes Buonaccorsi 2010, ch. 2 and 3), extended by misses and
false alarms: of the t_k attributions of camp k the machine finds a part M[k, j] as camp j, M's rows adding up to the
recall; of the f_j it finds as camp j a part a_j is none. So f_j (1 - a_j) = sum over k of t_k M[k, j], which is solved
for t. M and a come from the coding; they are taken to be the same in every outlet and in the articles not coded.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import framing, stats
from analysis.checking.validity import outcomes

FEWEST = 30  # coded speech attributions, below which no correction is tried
EACH = 10  # coded ones of a camp; camps with fewer are corrected together as REST
CONDITION = 10  # largest condition number of M: beyond, small errors of M become large ones of the shares
REST = "the rest"
COLUMNS = ["outlet", "camp", "raw", "raw_low", "raw_high", "estimate", "low", "high", "n", "coded"]


def classes(matched: pd.DataFrame) -> list[str]:
    """The camps with enough coded speech to be corrected on their own, most first, then REST if any other is coded."""
    core = matched[outcomes(matched).isin(["hit", "miss"])]
    counts = core["camp_coded"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return [*counts[counts >= EACH].index, *[REST] * int((counts < EACH).any())]


def _cells(matched: pd.DataFrame, names: list[str]) -> np.ndarray:
    """(rows of `matched`, k, k + 1) counts: coded as camp k and found as j, last column missed; false alarms as
    (rows, k) behind, flattened together."""
    what = outcomes(matched)
    place = {name: i for i, name in enumerate(names)}
    k = len(names)
    cells = np.zeros((len(matched), k * (k + 1) + k))
    for row, (coded, found, kind) in enumerate(zip(matched["camp_coded"], matched["camp_found"], what)):
        i, j = place.get(coded, k - 1), place.get(found, k - 1)
        if kind in ("hit", "miss"):
            cells[row, i * (k + 1) + (j if kind == "hit" else k)] = 1
        elif kind == "false alarm":
            cells[row, k * (k + 1) + j] = 1
    return cells


def solve(cells: np.ndarray, found: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(true shares (..., k), condition numbers (...)) of sums of `_cells` and counts found (..., k).

    Shares below 0 are set to 0 and all divided by their sum. NaN where a camp with finds was never coded.
    """
    k = found.shape[-1]
    table, alarms = cells[..., : k * (k + 1)].reshape(*cells.shape[:-1], k, k + 1), cells[..., k * (k + 1) :]
    with np.errstate(divide="ignore", invalid="ignore"):
        matrix = table[..., :k] / table.sum(axis=-1, keepdims=True)
        hits = table[..., :k].sum(axis=-2)
        alarm = np.where(alarms + hits > 0, alarms / (alarms + hits), 0)
    usable = np.isfinite(matrix).all(axis=(-1, -2))
    safe = np.where(usable[..., None, None], matrix, np.eye(k))
    condition = np.where(usable, np.linalg.cond(safe), np.inf)
    safe = np.where((condition < 1e6)[..., None, None], safe, np.eye(k))
    kept = found * (1 - alarm)
    true = np.linalg.solve(np.swapaxes(safe, -1, -2), kept[..., None])[..., 0]
    true = np.clip(true, 0, None)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = true / true.sum(axis=-1, keepdims=True)
    return np.where((condition < 1e6)[..., None], shares, np.nan), condition


def refusal(matched: pd.DataFrame, quotes: pd.DataFrame) -> str:
    """Why the shares cannot be corrected, as a sentence; "" when they can."""
    what = outcomes(matched)
    coded = int(what.isin(["hit", "miss"]).sum())
    if not coded:
        return "The shares of voice are not corrected for the machine's error: nothing is coded."
    if coded < FEWEST:
        return (f"The shares of voice are not corrected for the machine's error: {coded} speech attributions are coded, "
                f"and {FEWEST} are needed.")
    names = classes(matched)
    if names == [REST]:
        return f"The shares of voice are not corrected for the machine's error: no camp has {EACH} coded attributions."
    if REST not in names and not quotes.loc[quotes["kind"] == "speech", "camp"].isin(names).all():
        return ("The shares of voice are not corrected for the machine's error: it gives attributions to camps of which none "
                "is coded.")
    condition = solve(_cells(matched, names).sum(axis=0), np.ones(len(names)))[1]
    if condition > CONDITION:
        return ("The shares of voice are not corrected for the machine's error: it finds too few attributions or confuses "
                f"camps too often (condition number {condition:.0f}, at most {CONDITION}), so that the correction would "
                "magnify chance.")
    return ""


def corrected(matched: pd.DataFrame, quotes: pd.DataFrame, draws: int = stats.DRAWS, seed: int = 0) -> pd.DataFrame:
    """Shares of the speech attributions of each camp as found and corrected, per outlet and over all of them.

    `matched` is `validity.match` of the coded articles, `quotes` the whole table. Columns outlet, camp (or REST), raw,
    raw_low, raw_high (Wilson at the effective n), estimate, low, high (percentiles of a bootstrap of the coded articles,
    for the error, and of the corpus's, for the counts; articles first, then the units in them), n found, coded (of the
    camp). Empty where `refusal` says why.
    """
    if refusal(matched, quotes):
        return pd.DataFrame(columns=COLUMNS)
    names, speech = classes(matched), quotes[quotes["kind"] == "speech"]
    speech = speech.assign(camp=speech["camp"].where(speech["camp"].isin(names), REST)).sort_values(
        ["article", "quote"]
    )
    cells = _cells(matched, names)
    rng, k = np.random.default_rng(seed), len(names)
    drawn = stats._weights(matched["article"].to_numpy(), rng, draws) @ cells
    coded = cells[:, : k * (k + 1)].sum(axis=0).reshape(k, k + 1).sum(axis=1)
    rows = []
    for place in [*sorted(speech["outlet"].unique()), framing.ALL]:
        part = speech if place == framing.ALL else speech[speech["outlet"] == place]
        ones = (part["camp"].to_numpy()[:, None] == np.array(names)[None, :]).astype(float)
        shares = solve(cells.sum(axis=0), ones.sum(axis=0))[0]
        again = solve(drawn, stats._weights(part["article"].to_numpy(), rng, draws) @ ones)[0]
        again = again[np.isfinite(again).all(axis=1)]
        tail = (1 - stats.LEVEL) / 2
        low, high = (np.quantile(again, [tail, 1 - tail], axis=0) if len(again) > draws / 2
                     else np.full((2, k), np.nan))
        for i, name in enumerate(names):
            worth = stats.effective(ones[:, i], part["article"])
            raw = ones[:, i].mean()
            found = stats.wilson(raw * worth, worth)
            span = (low[i], high[i]) if high[i] - low[i] > 1e-9 else found  # none or all: no draw can differ
            rows.append((place, name, raw, *found, shares[i], *span, len(part), int(coded[i])))
    return pd.DataFrame(rows, columns=COLUMNS)
