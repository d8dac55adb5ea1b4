"""How far the attributions can be trusted: found against coded, one to one, and what comes of it.

Units are matched by the words their contents share; the coding is read by `coding`.
"""
import re
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pandas as pd

from analysis import stats
from analysis.checking.coding import load_coding
from analysis.naming.mentions import PARTICLES, proper

FIELDS = ["section", "kind", "type", "spans", "content", "cue", "source", "speaker", "camp", "via", "stance"]
OWNED = re.compile(r"^(?P<who>.*\w)(?:'s|(?<=s)') (?P<rest>\w[\w -]*)$")                   # "Ada Moe's sons": "sons of Ada Moe"
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def places(spans, content: str) -> frozenset[int]:
    """Raw offsets of the words of a content, by which contents are compared."""
    found, done = set(), 0
    for start, end in spans:
        found.update(start + m.start() for m in WORD.finditer(content[done:done + end - start]))
        done += end - start + 1
    return frozenset(found)


def match(reference: pd.DataFrame, quotes: pd.DataFrame, threshold: float = 0.5) -> pd.DataFrame:
    """Coded and found attributions side by side, one to one within each article that `reference` covers.

    Pairs are taken greedily by the Jaccard overlap of their words' raw offsets, from the largest down to
    `threshold` (core before optional, then in text order), whatever their kind. A row is a pair, a coded one
    nobody found (quote "") or a found one nobody coded (id ""): article, outlet (from `quotes`), id, quote, status,
    overlap (the best with any where unpaired), and field_coded and field_found for each of FIELDS (None on the side
    that lacks it).
    """
    outlets = dict(zip(quotes["article"], quotes.get("outlet", quotes["article"])))
    names, rows = {"coded": "id", "found": "quote"}, []
    for article in sorted(set(reference["article"])):
        sides = {"coded": reference[reference["article"] == article].to_dict("records"),
                 "found": quotes[quotes["article"] == article].to_dict("records")}
        words = {side: [places(u["spans"], u["content"]) for u in units] for side, units in sides.items()}
        overlaps = {(i, j): len(a & b) / len(a | b) for i, a in enumerate(words["coded"])
                    for j, b in enumerate(words["found"]) if a & b}
        order = sorted(overlaps, key=lambda pair: (
            -round(overlaps[pair], 9), sides["coded"][pair[0]]["status"] != "core",
            min(words["coded"][pair[0]]), min(words["found"][pair[1]])))
        paired, taken = {}, set()
        for i, j in order:
            if overlaps[i, j] >= threshold and i not in paired and j not in taken:
                paired[i] = j
                taken.add(j)
        units = [(i, paired.get(i)) for i in range(len(sides["coded"]))]
        units += [(None, j) for j in range(len(sides["found"])) if j not in taken]
        for i, j in units:
            best = overlaps[i, j] if None not in (i, j) else max(
                [value for pair, value in overlaps.items() if pair[0] == i or pair[1] == j], default=0.0)
            row = {"article": article, "outlet": outlets.get(article, ""), "overlap": best,
                   "status": "" if i is None else sides["coded"][i]["status"]}
            for (side, name), k in zip(names.items(), (i, j)):
                unit = {} if k is None else sides[side][k]
                row[name] = unit.get(name, "")
                row |= {f"{field}_{side}": unit.get(field) for field in FIELDS}
            rows.append(row)
    columns = ["article", "outlet", "id", "quote", "status", "overlap",
               *(f"{field}_{side}" for field in FIELDS for side in names)]
    return pd.DataFrame(rows, columns=columns).astype({"overlap": float})


def against_coding(study, quotes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, pd.DataFrame]]:
    """(`match` of a study's quotes and its coding, the reference, {coder: coding}); empty without a coding.

    `study` is a corpus.Corpus; only articles that the reference covers are compared.
    """
    reference, coders = load_coding(study.folder / "coding", study.articles)
    return match(reference, quotes[quotes["article"].isin(reference["article"])]), reference, coders


def outcomes(matched: pd.DataFrame) -> pd.Series:
    """What each row counts as where speech is evaluated: "hit", "miss", "false alarm" or "".

    hit: a core coded speech attribution paired with one found as speech. miss: one that is unpaired or paired
    with one found as mental (lost to every count of speech). false alarm: found as speech, unpaired. The rest
    ("") counts for nothing: optional and mental codings, what was paired with them, unpaired
    finds that are mental.
    """
    core = (matched["status"] == "core") & (matched["kind_coded"] == "speech")
    speech = matched["kind_found"] == "speech"
    choices = [core & speech, core, speech & (matched["id"] == "")]
    return pd.Series(np.select(choices, ["hit", "miss", "false alarm"], ""), matched.index, dtype=object)


def scores(matched: pd.DataFrame, by=(), **options) -> pd.DataFrame:
    """Precision, recall and F of core speech attributions, with bootstrap intervals over articles.

    `by`: article, outlet, section or type; for hits and misses the coded value counts, for false alarms the
    found one. Columns *by, measure, estimate, low, high, n (the denominator; coded plus found for F) and
    articles. With few articles the intervals are rough: stats.bootstrap says how they are drawn.
    """
    what = outcomes(matched)
    frame = pd.DataFrame({name: (what == name).astype(float) for name in ("hit", "miss", "false alarm")})
    frame["article"] = matched["article"]
    for column in by:
        frame[column] = matched[column] if column in matched else matched[f"{column}_coded"].where(
            what != "false alarm", matched[f"{column}_found"])
    frame, rows = frame[(what != "").to_numpy()], []
    for key, part in frame.groupby(list(by), sort=True) if by else [((), frame)]:
        hit, found, coded = part["hit"], part["hit"] + part["false alarm"], part["hit"] + part["miss"]
        for name, weight in (("precision", found), ("recall", coded), ("F", found + coded)):
            interval = stats.weighted_share((1 + (name == "F")) * hit / weight.where(weight > 0, 1), weight,
                                            part["article"], **options)[:3]
            rows.append((*key, name, *interval, int(weight.sum()), part["article"].nunique()))
    return pd.DataFrame(rows, columns=[*by, "measure", "estimate", "low", "high", "n", "articles"])


def _plain(name: str, aliases: dict[str, str]) -> str:
    name = re.sub(r"\s+", " ", str(name).replace("’", "'")).strip().casefold()
    name = OWNED.sub(r"\g<rest> of \g<who>", re.sub(r"^(?:(?:the|an?|unnamed) )+", "", name)).replace(" of the ", " of ")
    return aliases.get(name, name)


def comparing(field: str, camps: dict | None = None) -> Callable:
    """What puts a value of `field` into the form in which it compares: `via` as the set of its outlets, names whatever
    their case, leading article or "unnamed", alias, or genitive ("Ada Moe's sons", "Sons of Ada Moe"). Without `camps`
    values compare as they stand."""
    if camps is None or field not in ("via", "speaker", "source"):
        return lambda value: value
    if field == "via":
        return lambda value: frozenset(_plain(v, {}) for v in value.split(","))
    aliases = {_plain(alias, {}): _plain(name, {}) for entry in camps.values()
               for name, others in entry["actors"].items() for alias in others}
    return cache(lambda value: _plain(value, aliases))


def same(field: str, coded: str, found: str, camps: dict | None = None) -> bool:
    """Whether a coded and a found value agree: equal, or as `comparing` has them."""
    plain = comparing(field, camps or {})
    return plain(coded) == plain(found)


SMALL = {"of", "the", "and", "for", *PARTICLES}


# the scores of speakers who are `named`, and of the others, as the benchmarks record them
OF_SPEAKERS = {True: "speaker listed or with a full name", False: "any other speaker"}


def named(quotes: pd.DataFrame, camps: dict) -> pd.Series:
    """Whose speaker is an actor of the corpus or has a full name, found otherwise than by taking the mention as it stands.

    A boolean for each row of the `quotes` table. The benchmarks say how often such speakers are right, and how often the
    others: those called by what they are ("Residents", "Unnamed official") or by one word.
    """
    listed = {actor for entry in camps.values() for actor in entry["actors"]}

    full = cache(lambda name: proper(name, SMALL))
    rule = quotes["resolved_by"].str.split(",").str[0]
    return quotes["speaker"].isin(listed) | quotes["speaker"].map(full).astype(bool) & ~rule.isin(["none", "group"])


def sure(quotes: pd.DataFrame, camps: dict) -> pd.Series:
    """Whose speaker is `named`, and not by a pronoun: all others may be somebody else."""
    return named(quotes, camps) & ~quotes["resolved_by"].str.startswith("pronoun")


def _decided(matched: pd.DataFrame, camps: dict | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """(field, the pairs that both sides have it of, with `right`): the hits; of kind, all core pairs."""
    hits = matched[outcomes(matched) == "hit"]
    core = matched[(matched["status"] == "core") & (matched["quote"] != "")]
    for field in ("kind", "type", "speaker", "camp", "via", "stance"):
        part, plain = core if field == "kind" else hits, comparing(field, camps or {})
        part = part[part[f"{field}_coded"].notna() & part[f"{field}_found"].notna()]
        yield field, part.assign(right=[plain(a) == plain(b) for a, b in zip(part[f"{field}_coded"], part[f"{field}_found"])])


def accuracy(matched: pd.DataFrame, by=(), camps: dict | None = None) -> pd.DataFrame:
    """How often the hits have type, speaker, camp, via and, where coded, stance right; kind: all core pairs.

    Columns *by, field, estimate, low, high (Wilson), n, count, effective.
    """
    tables = []
    for field, part in _decided(matched, camps):
        if len(part) or field != "stance":
            frame = pd.DataFrame({"article": part["article"], "field": np.where(part["right"], field, ""),
                                  "all": "", **{c: part[c if c in part else f"{c}_coded"] for c in by}})
            groups = None if by else [("",)]
            tables.append(stats.shares(frame, "field", list(by) or ["all"], [field], groups))
    return pd.concat(tables, ignore_index=True).drop(columns=["all"], errors="ignore")


def otherwise(matched: pd.DataFrame, camps: dict | None = None) -> pd.DataFrame:
    """What `accuracy` counts as wrong, a row for each value, in text order: article, outlet, id, quote, content, field, coded, found."""
    rows = [part.assign(field=field, coded=part[f"{field}_coded"], found=part[f"{field}_found"])
            for field, part in _decided(matched, camps)]
    table = pd.concat(rows)
    table = table[~table["right"].astype(bool)].sort_values(["article", "quote"], kind="stable", ignore_index=True)
    return table.rename(columns={"content_coded": "content"})[["article", "outlet", "id", "quote", "content", "field", "coded", "found"]]


def confusion(matched: pd.DataFrame, field: str) -> pd.DataFrame:
    """How often each coded value of `field` was found as which, among the hits: coded, found, n."""
    hits = matched[outcomes(matched) == "hit"].dropna(subset=[f"{field}_coded", f"{field}_found"])
    table = hits.groupby([f"{field}_coded", f"{field}_found"]).size().rename("n").reset_index()
    return table.set_axis(["coded", "found", "n"], axis=1)


def _context(rows: pd.DataFrame, side: str, name: str, passages: pd.DataFrame | None) -> pd.DataFrame:
    columns = ["section", "type", "speaker", "camp", "cue", "content", "spans"]
    table = rows[["article", "outlet", name, "overlap", *(f"{c}_{side}" for c in columns)]]
    table = table.rename(columns={f"{c}_{side}": c for c in columns}).reset_index(drop=True)
    if passages is not None:
        table["context"] = [" ".join(p.text for p in passages[passages["article"] == r.article].itertuples()
                                     if any(start < p.end and p.start < end for start, end in r.spans))
                            for r in table.itertuples()]
    return table


def misses(matched: pd.DataFrame, passages: pd.DataFrame | None = None) -> pd.DataFrame:
    """Coded speech that was not found: its fields, its best overlap with a find, its paragraph as context."""
    return _context(matched[outcomes(matched) == "miss"], "coded", "id", passages)


def false_alarms(matched: pd.DataFrame, passages: pd.DataFrame | None = None) -> pd.DataFrame:
    """Finds that nobody coded; columns as in `misses`, `quote` instead of `id`."""
    return _context(matched[outcomes(matched) == "false alarm"], "found", "quote", passages)
