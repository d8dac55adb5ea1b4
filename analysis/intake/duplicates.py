"""Articles that repeat one another: the same article twice, or wire copy shared by two outlets.

Each article's text is cut into shingles of five words; an index from shingle to articles names the pairs
that share any, so that not every article is compared with every other (Broder 1997).
"""
from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.cleaning.characters import WORD

SHINGLE = 5           # words
SAME = .8             # Jaccard of the shingles from which two texts are the same article
SHARED = .2           # containment from which they share text; quotations alone stay below
LEAST = 30            # shared shingles: more than one quotation with its frame
CROWD = 50            # a shingle in more articles than this pairs each with the earliest only
ALIKE = 90            # per cent of similarity from which two contents are one, edits by a sub-editor aside


def words(written: str) -> list[str]:
    """The words of a text in lower case, apostrophes straight."""
    return [word.lower().replace("’", "'") for word in WORD.findall(written)]


def shingles(codes: np.ndarray) -> np.ndarray:
    """The distinct hashes (uint64) of the runs of SHINGLE words in a text of word hashes, sorted.

    A text that is shorter than a shingle is one shingle.
    """
    if not len(codes):
        return codes
    width = min(SHINGLE, len(codes))
    hashed = np.zeros(len(codes) - width + 1, np.uint64)
    for place in range(width):
        hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + codes[place:len(codes) - width + 1 + place]
        hashed ^= hashed >> np.uint64(29)
    return np.unique(hashed)


def _shared(sets: list[np.ndarray]) -> pd.Series:
    """How many shingles two texts share, for the pairs (i < j) that share any."""
    index = np.concatenate(sets) if sets else np.zeros(0, np.uint64)
    owner = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    order = np.argsort(index, kind="stable")
    index, owner = index[order], owner[order]
    starts = np.flatnonzero(np.r_[True, index[1:] != index[:-1]][:len(index)])
    size = np.diff(np.r_[starts, len(index)])
    group = np.repeat(np.arange(len(size)), size)
    crowded = np.repeat(size > CROWD, size)
    first = owner[np.repeat(starts, size)]
    star = first[crowded] * len(sets) + owner[crowded]
    star = star[first[crowded] != owner[crowded]]
    group, owner = group[~crowded], owner[~crowded]
    found = [pd.Series(1, star)]
    for step in range(1, CROWD):
        together = group[step:] == group[:-step]
        if not together.any():
            break
        pairs, counts = np.unique(owner[:-step][together] * len(sets) + owner[step:][together], return_counts=True)
        found.append(pd.Series(counts, pairs))
    return pd.concat(found).groupby(level=0).sum()


def find(articles: pd.DataFrame) -> pd.DataFrame:
    """The `duplicates` table of `articles` (article, outlet, date, text): a row a pair that shares text.

    `article` is the earlier one by date, then by place in `articles`. `containment` is the part of the
    shorter text's shingles that stand in the longer, `jaccard` the part of both texts' shingles that both
    have. `relation` is "same" (jaccard >= SAME), else "shared" (containment >= SHARED, at least LEAST shingles).
    """
    ordered = articles.sort_values("date", kind="stable", ignore_index=True)
    texts = [words(one) for one in ordered["text"]]
    sets = [shingles(pd.util.hash_array(np.array(one, dtype=object))) for one in texts]
    length = np.array([len(one) for one in sets], dtype=np.int64)
    both = _shared(sets)
    pairs = both.index.to_numpy(dtype=np.int64)
    first, second = pairs // max(len(sets), 1), pairs % max(len(sets), 1)
    count = both.to_numpy(dtype=float)
    table = pd.DataFrame({
        "article": ordered["article"].to_numpy()[first], "other": ordered["article"].to_numpy()[second],
        "outlet": ordered["outlet"].to_numpy()[first], "other_outlet": ordered["outlet"].to_numpy()[second],
        "containment": count / np.minimum(length[first], length[second]),
        "jaccard": count / (length[first] + length[second] - count)})
    table["relation"] = np.where(table["jaccard"] >= SAME, "same", "shared")
    keep = (table["jaccard"] >= SAME) | ((table["containment"] >= SHARED) & (count >= LEAST))
    return table[keep].sort_values(["containment", "article", "other"], ascending=[False, True, True], ignore_index=True)


def copies(quotes: pd.DataFrame, duplicates: pd.DataFrame) -> pd.Series:
    """For each row of `quotes` the `quote` of the earlier article that it repeats, else "".

    An attribution of `other` repeats one of `article` when speaker and cue are the same and the contents are
    alike by ALIKE per cent of their letters. An outlet that puts other words around the same quotation has made
    a choice of its own, and is no copy.
    """
    from rapidfuzz import fuzz
    rows = list(quotes[["article", "quote", "speaker", "cue_lemma"]].itertuples())
    plain = [" ".join(words(content)) for content in quotes["content"]]
    places = quotes.groupby("article").indices
    repeats: dict[str, str] = {}
    for pair in duplicates.itertuples():
        for later in places.get(pair.other, []):
            for earlier in places.get(pair.article, []):
                new, old = rows[later], rows[earlier]
                if new.quote not in repeats and (new.speaker, new.cue_lemma) == (old.speaker, old.cue_lemma) and \
                        fuzz.ratio(plain[later], plain[earlier], score_cutoff=ALIKE):
                    repeats[new.quote] = old.quote
    for quote in repeats:                          # a copy of a copy repeats the first
        while repeats[quote] in repeats:
            repeats[quote] = repeats[repeats[quote]]
    return quotes["quote"].map(lambda quote: repeats.get(quote, ""))


def collapse(quotes: pd.DataFrame, duplicates: pd.DataFrame) -> pd.DataFrame:
    """`quotes` with each shared attribution once: the copy in the earliest article stays; nothing else changes."""
    return quotes[copies(quotes, duplicates) == ""].copy()


def told(duplicates: pd.DataFrame) -> list[str]:
    """A sentence on each pair."""
    return [(f"the same article twice: {pair.article} ({pair.outlet}) and {pair.other} ({pair.other_outlet})"
             + ("; leave one out, or its words count twice" if pair.outlet == pair.other_outlet else "")
             if pair.relation == "same" else
             f"shared text: {pair.article} ({pair.outlet}) and {pair.other} ({pair.other_outlet}), "
             f"{100 * pair.containment:.0f} % of the shorter one") for pair in duplicates.itertuples()]
