"""How far the attributions can be trusted: against a human coding, and the coders against each other.

A coding is a folder of JSON lines in the format of its CODEBOOK.md: `reference.jsonl`, with `status` core or
optional, and one file per coder. Units are matched one to one by the words their contents share.
"""
import itertools
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import stats

VALUES = {"section": ("headline", "deck", "body", "caption"), "kind": ("speech", "mental"),
          "type": ("direct", "indirect", "mixed"), "status": ("core", "optional")}
TEXTS = ["article", "id", "content", "cue", "source", "speaker", "camp", "via"]
DEFAULTS = {"status": "core", "note": ""}
FIELDS = ["section", "kind", "type", "spans", "content", "cue", "source", "speaker", "camp", "via", "stance"]
VARIABLES = ["kind", "type", "section", "camp", "speaker", "cue", "via"]
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class CodingError(ValueError):
    """A coding cannot be used; the message names the file, the line and what to do."""


def _check(row, raws: dict | None) -> str:
    """What is wrong with one line of a coding; "" if nothing."""
    if not isinstance(row, dict):
        return "should be one JSON object"
    for field in [*TEXTS, *VALUES]:
        if field in DEFAULTS and field not in row:
            continue
        if not isinstance(row.get(field), str):
            return f"'{field}' is missing or is no text"
        if field in VALUES and row[field] not in VALUES[field]:
            return f"'{field}' is '{row[field]}'; it should be one of {', '.join(VALUES[field])}"
    spans = row.get("spans")
    if not (isinstance(spans, list) and spans and all(
            isinstance(s, list) and [type(n) for n in s] == [int, int] and 0 <= s[0] < s[1] for s in spans)):
        return "'spans' should be a list of [start, end] offsets, start before end"
    if sum(end - start + 1 for start, end in spans) - 1 != len(row["content"]):
        return "'content' is not as long as its 'spans'"
    if raws is not None:
        if row["article"] not in raws:
            return f"there is no article '{row['article']}' in the corpus"
        if " ".join(raws[row["article"]][start:end] for start, end in spans) != row["content"]:
            return "'content' is not what stands in the article at its 'spans'"
    return ""


def read_coding(path: str | Path, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """One file of a coding, a row an attribution; CodingError names the file and line of the first fault.

    With `articles` (columns article, raw) the offsets are held against the text.
    """
    raws = None if articles is None else dict(zip(articles["article"], articles["raw"]))
    path, rows, seen = Path(path), [], {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            fault = _check(row, raws)
        except json.JSONDecodeError as error:
            fault = f"is not valid JSON ({error.msg} at character {error.pos + 1})"
        if not fault and (row["article"], row["id"]) in seen:
            fault = f"'{row['id']}' of this article stands in line {seen[row['article'], row['id']]} already"
        if fault:
            raise CodingError(f"{path.name}, line {number}: {fault}")
        seen[row["article"], row["id"]] = number
        rows.append(DEFAULTS | row)
    columns = list(dict.fromkeys([*TEXTS, "spans", *VALUES, "note", *(key for row in rows for key in row)]))
    return pd.DataFrame(rows, columns=columns)


def load_coding(folder: str | Path, articles: pd.DataFrame | None = None) -> tuple[pd.DataFrame, dict]:
    """(reference, coders): the reference (empty if there is none), {name: coding} of every other *.jsonl."""
    folder = Path(folder)
    found = {path.stem: read_coding(path, articles) for path in sorted(folder.glob("*.jsonl"))}
    return found.pop("reference", pd.DataFrame(columns=[*TEXTS, "spans", *VALUES, "note"])), found


def places(spans, content: str) -> frozenset[int]:
    """Raw offsets of the words of a content, by which contents are compared."""
    found, done = set(), 0
    for start, end in spans:
        found.update(start + m.start() for m in WORD.finditer(content[done:done + end - start]))
        done += end - start + 1
    return frozenset(found)


def match(reference: pd.DataFrame, quotes: pd.DataFrame, threshold: float = 0.5,
          outlets: dict | None = None) -> pd.DataFrame:
    """Coded and found attributions side by side, one to one within each article that `reference` covers.

    Pairs are taken greedily by the Jaccard overlap of their words' raw offsets, from the largest down to
    `threshold` (core before optional, then in text order), whatever their kind. A row is a pair, a coded one
    nobody found (quote "") or a found one nobody coded (id ""): article, outlet (from `quotes` or `outlets`,
    {article: outlet}), id, quote, status, overlap (the best with any where unpaired), and field_coded and
    field_found for each of FIELDS (None on the side that lacks it).
    """
    outlets = (outlets or {}) | dict(zip(quotes["article"], quotes.get("outlet", quotes["article"])))
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
    name = re.sub(r"^the ", "", name)
    return aliases.get(name, name)


def same(field: str, coded, found, camps: dict | None = None) -> bool:
    """Whether a coded and a found value agree: equal, or for `via` the same set of outlets.

    Names may differ in case and a leading "the", and may be the camps' aliases of one actor.
    """
    if field == "via":
        return {_plain(v, {}) for v in coded.split(",")} == {_plain(v, {}) for v in found.split(",")}
    if field not in ("speaker", "source"):
        return coded == found
    aliases = {_plain(alias, {}): _plain(name, {}) for entry in (camps or {}).values()
               for name, others in entry["actors"].items() for alias in others}
    return _plain(coded, aliases) == _plain(found, aliases)


def accuracy(matched: pd.DataFrame, by=(), camps: dict | None = None) -> pd.DataFrame:
    """How often the hits have type, speaker, camp, via and, where coded, stance right; kind: all core pairs.

    Columns *by, field, estimate, low, high (Wilson), n, count, effective.
    """
    hits = matched[outcomes(matched) == "hit"]
    core = matched[(matched["status"] == "core") & (matched["quote"] != "")]
    tables = []
    for field in ("kind", "type", "speaker", "camp", "via", "stance"):
        part = core if field == "kind" else hits
        part = part[part[f"{field}_coded"].notna() & part[f"{field}_found"].notna()]
        if len(part) or field != "stance":
            right = [same(field, a, b, camps) for a, b in zip(part[f"{field}_coded"], part[f"{field}_found"])]
            frame = pd.DataFrame({"article": part["article"], "field": np.where(right, field, ""),
                                  "all": "", **{c: part[c if c in part else f"{c}_coded"] for c in by}})
            groups = None if by else [("",)]
            tables.append(stats.shares(frame, "field", list(by) or ["all"], [field], groups))
    return pd.concat(tables, ignore_index=True).drop(columns=["all"], errors="ignore")


def confusion(matched: pd.DataFrame, field: str) -> pd.DataFrame:
    """How often each coded value of `field` was found as which, among the hits: coded, found, n."""
    hits = matched[outcomes(matched) == "hit"].dropna(subset=[f"{field}_coded", f"{field}_found"])
    table = hits.groupby([f"{field}_coded", f"{field}_found"]).size().rename("n").reset_index()
    return table.set_axis(["coded", "found", "n"], axis=1)


def alpha(pairs: list[tuple]) -> float:
    """Krippendorff's alpha (nominal) of two codings of the same units; NaN if only one value was used."""
    from nltk.metrics.agreement import AnnotationTask
    if len({value for pair in pairs for value in pair}) < 2:
        return float("nan")
    labels = [(coder, unit, value) for unit, pair in enumerate(pairs) for coder, value in enumerate(pair)]
    return float(AnnotationTask(labels).alpha())


def agreement(coders: dict[str, pd.DataFrame], variables=VARIABLES, threshold: float = 0.5,
              **options) -> pd.DataFrame:
    """Each pair of coders: do they find the same units, and do they agree on them?

    Columns coders, variable, measure, estimate, low, high, n. Variable "unit": measure "both" (share of all
    units that both found) and "F" (one coder against the other), n units of either. Else, over the units both
    found: "alpha" (Krippendorff, nominal; NaN where undefined) and "agreement" (share equal). Values compare
    as they were coded. Bootstrap intervals over articles.
    """
    rows = []
    for one, two in itertools.combinations(sorted(coders), 2):
        second = coders[two].assign(quote=coders[two]["id"])
        second = second[second["article"].isin(coders[one]["article"])]
        matched = match(coders[one].assign(status="core"), second, threshold)
        both = ((matched["id"] != "") & (matched["quote"] != "")).to_numpy(float)
        common, pair = matched[both > 0], f"{one}, {two}"
        for name, weight in (("both", np.ones(len(both))), ("F", (1 + both) / 2)):
            share = stats.weighted_share(both / weight, weight, matched["article"], **options)[:3]
            rows.append((pair, "unit", name, *share, len(matched)))
        for variable in variables:
            values = list(zip(common[f"{variable}_coded"], common[f"{variable}_found"]))
            used, equal = sorted({v for two in values for v in two}), [float(a == b) for a, b in values]
            parts = np.array([[a != b, *((a == v) + (b == v) for v in used)] for a, b in values], float)
            low, high = stats.bootstrap(parts, _alpha, common["article"], **options)[1:]
            share = stats.weighted_share(equal, np.ones(len(equal)), common["article"], **options)[:3]
            rows += [(pair, variable, "alpha", alpha(values), low, high, len(values)),
                     (pair, variable, "agreement", *share, len(values))]
    return pd.DataFrame(rows, columns=["coders", "variable", "measure", "estimate", "low", "high", "n"])


def _alpha(sums: np.ndarray) -> np.ndarray:
    """Nominal alpha of two coders from sums of (differs, uses of each value): Krippendorff 2004, ch. 11."""
    counts = sums[..., 1:]
    n = counts.sum(axis=-1)
    return 1 - (n - 1) * 2 * sums[..., 0] / (n ** 2 - (counts ** 2).sum(axis=-1))


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
