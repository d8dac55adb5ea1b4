"""Who relies on whom: text that articles share, outlets named as conduits, how many independent sources speak.

Shared text is the part of an article's runs of five words that stand in another article (duplicates.py has the index);
outside quotation marks it is copied or has a common origin, inside it may only be that both quote the same words.
"""
from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pandas as pd

from analysis import stats
from analysis.intake import duplicates
from analysis.naming import conduits

ALL = "all outlets"


def _sets(passages: pd.DataFrame, own: bool) -> dict[str, np.ndarray]:
    """The five-word runs (hashes) of each article's kept text; `own`: of what stands outside quotation marks."""
    from analysis.framing import QUOTED
    found: dict[str, list] = {}
    for row in passages[passages["section"] != "dropped"].sort_values(["article", "passage"]).itertuples():
        for piece in QUOTED.split(row.text) if own else [row.text]:
            words = duplicates.words(piece)
            if len(words) >= duplicates.SHINGLE:
                found.setdefault(row.article, []).append(
                    duplicates.shingles(pd.util.hash_array(np.array(words, dtype=object))))
    return {article: np.unique(np.concatenate(found.get(article, [np.zeros(0, np.uint64)])))
            for article in sorted(passages["article"].unique())}


def shared(passages: pd.DataFrame) -> pd.DataFrame:
    """Pairs of articles of two outlets that share a run of five words.

    Columns outlet, other, article, other_article, estimate (share of the shorter text's runs that stand in the other),
    n (runs of the shorter text), own (the part of them that both have outside quotation marks); most first.
    """
    place = passages.drop_duplicates("article").set_index("article")["outlet"]
    sets = _sets(passages, False)
    names = list(sets)
    common = duplicates._shared(list(sets.values()))
    mine = duplicates._shared(list(_sets(passages, True).values())).to_dict()
    rows = []
    for pair, count in common.items():
        one, other = names[int(pair) // len(names)], names[int(pair) % len(names)]
        size = min(len(sets[one]), len(sets[other]))
        rows.append((one, other, count / size, size, mine.get(pair, 0) / size))
    table = pd.DataFrame(rows, columns=["article", "other_article", "estimate", "n", "own"])
    table = table.assign(outlet=table["article"].map(place), other=table["other_article"].map(place))
    table = table[table["outlet"] != table["other"]]
    return table.sort_values(["estimate", "article", "other_article"], ascending=[False, True, True], ignore_index=True)[
        ["outlet", "other", "article", "other_article", "estimate", "n", "own"]]


def _letters(name: str) -> list[str]:
    return re.sub(r"^the ", "", name.casefold()).replace(".", "").split()


def _initials(name: str) -> str:
    return "".join(word[0] for word in _letters(name))


def conduits_of(quotes: pd.DataFrame) -> dict[str, str]:
    """{conduit as named: the name it counts under}: an outlet of the corpus, else the longest of one agency's names, so
    that "LNA" and "Lissen News Agency" are one."""
    outlets = sorted(set(quotes["outlet"]))
    names = {name: known(name, outlets) for via in set(quotes["via"]) for name in via.split(", ") if name}
    whole = {_initials(name): name for name in sorted(names.values()) if " " in name}
    return {name: whole.get("".join(_letters(counted)), counted) for name, counted in names.items()}


def known(conduit: str, outlets) -> str:
    """The outlet of the corpus that `conduit` names ("the AP", "Associated Press", "the Ledger"), else its own name, "local radio" as "Local radio"."""
    words = _letters(conduit)
    for outlet in sorted(outlets):
        full = _letters(outlet)
        if words == full or "".join(words) == _initials(outlet) and len(full) > 1 or \
                len(words) == 1 and words[0] in full and sum(words[0] in _letters(other) for other in outlets) == 1:
            return outlet
    name = re.sub(r"^[Tt]he ", "", conduit)
    return name[:1].upper() + name[1:]


def through(rows: pd.DataFrame) -> list[str]:
    """`via` of each row without the outlet that the row stands in: "told the Echo" in the Echo is no conduit."""
    outlets = sorted(set(rows["outlet"]))
    return [", ".join(name for name in via.split(", ") if name and known(name, outlets) != outlet)
            for via, outlet in zip(rows["via"], rows["outlet"])]


def named(quotes: pd.DataFrame) -> pd.DataFrame:
    """Outlets and agencies that an outlet names: outlet, other, role, n (speech attributions), of (all it has), quotes.

    role: conduit (the words came through it) or quoted (it speaks itself). Its own name does not count.
    """
    speech = quotes[quotes["kind"] == "speech"]
    outlets, counted, rows = sorted(set(quotes["outlet"])), conduits_of(quotes), []
    for row in speech.itertuples():
        found = [(name, "conduit") for name in filter(None, row.via.split(", "))]
        found += [(row.speaker, "quoted")] if row.speaker and conduits.is_outlet(row.speaker) else []
        rows += [(row.outlet, counted.get(name) or known(name, outlets), role, row.quote) for name, role in found]
    table = pd.DataFrame(rows, columns=["outlet", "other", "role", "quote"])
    table = table[table["outlet"] != table["other"]].drop_duplicates()
    table = table.groupby(["outlet", "other", "role"]).agg(
        n=("quote", "size"), quotes=("quote", lambda q: " ".join(sorted(q)))).reset_index()
    table["of"] = table["outlet"].map(speech["outlet"].value_counts()).astype("Int64")
    table["inside"] = table["other"].isin(outlets)
    return table.sort_values(["n", "outlet", "other"], ascending=[False, True, True], ignore_index=True)


def origins(quotes: pd.DataFrame) -> pd.Series:
    """Where the words of each attribution come from: the first outlet named as conduit, else the speaker.

    Two speakers read off one agency's copy are one source; an unknown speaker is a source of its own.
    """
    names = conduits_of(quotes)

    def origin(row):
        through = [names[name] for name in row.via.split(", ") if name and names[name] != row.outlet]
        return through[0] if through else row.speaker or row.quote
    return pd.Series([origin(row) for row in quotes.itertuples()], index=quotes.index, dtype=object)


def effective_number(names) -> tuple[float, float, float]:
    """(N, low, high): the number of equally used sources that would be as concentrated, N = 1 / sum p^2.

    Hill's (1973) number of order 2, the inverse of Simpson's (1949) index, "effective number of parties" of Laakso and
    Taagepera (1979). Interval by Simpson's variance of the index, 4/n (sum p^3 - (sum p^2)^2); NaN below
    stats.FEWEST attributions.
    """
    counts = np.array(sorted(Counter(names).values()), float)
    n = counts.sum()
    if not n:
        return (float("nan"),) * 3
    share = counts / n
    index = float((share ** 2).sum())
    if n < stats.FEWEST:
        return 1 / index, float("nan"), float("nan")
    error = stats.z() * np.sqrt(max(4 / n * float((share ** 3).sum() - index ** 2), 0.0))
    return 1 / index, 1 / min(index + error, 1.0), 1 / max(index - error, 1 / n)


def sources(quotes: pd.DataFrame, outlets=None) -> pd.DataFrame:
    """How many independent sources speak in each outlet and in ALL: columns outlet, estimate, low, high (effective
    number, collapsed by conduit), n (speech attributions), sources and speakers (different ones), half (the fewest sources
    that have half of n)."""
    speech = quotes[quotes["kind"] == "speech"]
    speech = speech.assign(origin=origins(speech))
    rows = []
    for outlet in [*(outlets if outlets is not None else sorted(set(quotes["outlet"]))), ALL]:
        part = speech if outlet == ALL else speech[speech["outlet"] == outlet]
        rows.append((outlet, *effective_number(part["origin"]), len(part), part["origin"].nunique(), part["speaker"].nunique(),
                     _half(part["origin"])))
    return pd.DataFrame(rows, columns=["outlet", "estimate", "low", "high", "n", "sources", "speakers", "half"])


def _half(names: pd.Series) -> int:
    """The fewest of `names` that stand for half of all."""
    return int((names.value_counts().cumsum() < len(names) / 2).sum()) + bool(len(names))
