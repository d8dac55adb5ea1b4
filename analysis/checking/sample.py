"""A sample to be coded by hand, as a sheet: attributions that were found, and stretches to look for missed ones.

Drawn at random within strata (outlet x camp; outlet x stretches with and without a find), so that the scores of the
whole corpus follow from it by weighting. The sheet shows the coder no decision of the machine but the words it found.
"""
from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import stats, text
from analysis.checking import coding, sheet
from analysis.checking.validity import match, outcomes, same

CODED = ["attribution", "words", "kind", "type", "speaker", "camp", "cue", "source", "via", "note"]   # what the coder fills
COLUMNS = ["row", "task", "outlet", "section", "before", "text", *CODED, "article", "place", "stratum", "size"]
UNIT = ["task", "item", "right", "stratum", "size", "outlet", *coding.TEXTS, "spans", *coding.VALUES, "note"]
JUDGE, FIND, HELP = "judge", "find", "values"
ROOM = 4                                                   # lines for the attributions of one stretch
SHORTEST = 5                                               # words of a stretch worth looking at
OPEN, CLOSE = "⟦", "⟧"


def allocate(sizes: dict, n: int) -> dict:
    """How many of `n` each stratum of `sizes` gets: two where there is room, the rest by size, never more than it has."""
    n = min(n, sum(sizes.values()))
    least = 2 if n >= 2 * len(sizes) else int(n >= len(sizes))
    given = {name: min(least, size) for name, size in sizes.items()}
    while sum(given.values()) < n:
        open_ = [name for name in sizes if given[name] < sizes[name]]
        name = max(open_, key=lambda key: (sizes[key] / (given[key] + 1), str(key)))
        given[name] += 1
    return given


def _draw(frame: pd.DataFrame, strata: list[str], n: int, rng) -> pd.DataFrame:
    """`n` rows of `frame` with their stratum and its size; coarser strata when there are more of them than rows."""
    while len(strata) > 1 and frame.groupby(strata).ngroups > n:
        strata = strata[:-1]
    names = frame[strata].agg(" / ".join, axis=1) if len(frame) else pd.Series(dtype=str)
    sizes = names.value_counts().sort_index().to_dict()
    parts = []
    for number, (name, some) in enumerate(allocate(sizes, n).items(), 1):       # its number: the name would tell what was found
        part = frame[names == name]
        parts.append(part.iloc[np.sort(rng.choice(len(part), some, replace=False))].assign(stratum=number, size=sizes[name]))
    return pd.concat(parts) if parts else frame.assign(stratum="", size=0)


def _pieces(articles: pd.DataFrame) -> dict[str, list]:
    """The kept passages of each article, in order."""
    return {row.article: [p for p in text.of(row) if p.section != "dropped"] for row in articles.itertuples()}


def _marked(spans, pieces) -> tuple[str, str]:
    """(the repaired paragraphs that hold `spans`, these between marks, on one line; the paragraph before them)."""
    inside = [i for i, p in enumerate(pieces) if any(start < p.end and p.start < end for start, end in spans)]
    shown = []
    for clean in (pieces[i].clean for i in inside):
        held = [any(start <= place < end for start, end in spans) for place in clean.starts]
        shown.append("".join(OPEN * (on and not was) + CLOSE * (was and not on) + char for char, on, was in
                             zip(clean.text, held, [False, *held])) + CLOSE * bool(held and held[-1]))
    before = pieces[inside[0] - 1].clean.text if inside and inside[0] else ""
    return re.sub(r"\s+", " ", " ¶ ".join(shown)).strip(), re.sub(r"\s+", " ", before).strip()


def rows(study, quotes: pd.DataFrame, n: int, seed: int = 0, stretches: int | None = None) -> list[dict]:
    """The rows of a sheet: `stretches` (default half of `n`) to search first, then `n` attributions to judge.

    The first row lists the values of each column. The same corpus, finds and seed give the same rows.
    """
    rng, stretches = np.random.default_rng(seed), (n + 1) // 2 if stretches is None else stretches
    pieces = _pieces(study.articles)
    speech = quotes[quotes["kind"] == "speech"].sort_values(["article", "quote"])
    starts = {article: [s for spans in part["spans"] for s, _ in spans] for article, part in speech.groupby("article")}
    outlets = dict(zip(study.articles["article"], study.articles["outlet"]))
    places = pd.DataFrame([
        {"article": article, "outlet": outlets[article], "section": p.section, "spans": [[p.start, p.end]],
         "finds": "with a find" if any(p.start <= s < p.end for s in starts.get(article, [])) else "without a find"}
        for article, some in sorted(pieces.items()) for p in some if text.count_words(p.clean.text) >= SHORTEST],
        columns=["article", "outlet", "section", "spans", "finds"])
    found = [{"row": "", "task": HELP, "text": f"in rows of the task '{FIND}': copy the words of each attribution into 'words', "
              f"one a row, or write no under 'attribution' if there is none; in rows of the task '{JUDGE}': is what "
              f"stands between {OPEN} and {CLOSE} the content of one?", "attribution": "yes, no", "words": "copied; parts with | between",
              "kind": ", ".join(coding.VALUES["kind"]), "type": ", ".join(coding.VALUES["type"]),
              "speaker": "a name, such as " + ", ".join(name for camp in study.camps.values() for name in camp["actors"]),
              "camp": ", ".join(study.camps), "cue": "as it stands", "source": "as it stands", "via": "outlet, or empty",
              "note": "doubts"}]
    for number, one in enumerate(_draw(places, ["outlet", "finds"], stretches, rng).to_dict("records"), 1):
        base = one | {"row": f"S{number:03d}", "task": FIND, "place": json.dumps(one["spans"])}
        words, before = _marked(one["spans"], pieces[one["article"]])
        found.append(base | {"text": words.replace(OPEN, "").replace(CLOSE, ""), "before": before})
        found += [base | {"text": "(the same)"}] * (ROOM - 1)
    for number, one in enumerate(_draw(speech, ["outlet", "camp"], n, rng).to_dict("records"), 1):
        keep = {key: one[key] for key in ("article", "outlet", "section", "stratum", "size")}
        words, before = _marked(one["spans"], pieces[one["article"]])
        found.append(keep | {"row": f"A{number:03d}", "task": JUDGE, "place": json.dumps(one["spans"]), "text": words,
                             "before": before})
    return found


def _pattern(words: str) -> str:
    """A pattern for copied words: any blanks, any form of quotation marks and dashes."""
    classes = {**dict.fromkeys("“”„\"", "[“”„\"]"), **dict.fromkeys("‘’'`", "[‘’'`]"), **dict.fromkeys("–—-", "[–—-]")}
    return r"\s+".join("".join(classes.get(c, re.escape(c)) for c in word) for word in words.split())


def locate(words: str, clean) -> tuple[list[list[int]], str]:
    """(raw spans of words copied from a repaired paragraph, "") or ([], the nearest words that stand there)."""
    spans, place = [], 0
    for part in filter(None, map(str.strip, words.split("|"))):
        hit = re.compile(_pattern(part), re.I).search(clean.text, place)
        if not hit:
            from rapidfuzz import fuzz
            near = fuzz.partial_ratio_alignment(part, clean.text)
            return [], clean.text[near.dest_start:near.dest_end] if near and near.score >= 50 else ""
        spans.append(list(text.raw_span(clean, hit.start(), hit.end())))
        place = hit.end()
    return spans, ""


def _check(number: int, row: dict, where: str, study, raw: str, pieces: list) -> tuple[dict, list[str]]:
    """(the coded unit, faults) of a row that says yes."""
    problems = []
    values = {"kind": coding.VALUES["kind"], "type": coding.VALUES["type"], "camp": list(study.camps)}
    for column, valid in values.items():
        if row[column] not in valid:
            problems.append(sheet.wrong(where, column, row[column], valid))
    if not row["speaker"]:
        problems.append(f"{where}, column 'speaker': is empty; write who said it, or 'unknown'")
    spans = json.loads(row["place"])
    if row["task"] == FIND:
        spans, near = locate(row["words"], next(p.clean for p in pieces if p.start == spans[0][0]))
        if not spans:
            problems.append(f"{where}, column 'words': '{row['words']}' does not stand in the stretch"
                            + (f"; did you mean '{near}'?" if near else ""))
    unit = {key: row[key] for key in ("article", "section", "kind", "type", "cue", "source", "speaker", "camp", "via", "note")}
    return unit | {"id": f"{row['row']}-{number}", "status": "core", "spans": spans,
                   "content": " ".join(raw[a:b] for a, b in spans)}, problems


def read(path: str | Path, study) -> pd.DataFrame:
    """The judgements of a filled sheet: a row for each attribution judged or copied, and for each stretch without one.

    Columns task, item, right (a judge row says yes), id, the fields of a coding (NaN where there is no unit), stratum,
    size (of the stratum), outlet. Rows not filled in are left out. SheetError names every fault by row and column.
    """
    raws, pieces = dict(zip(study.articles["article"], study.articles["raw"])), _pieces(study.articles)
    problems, found, name, filled = [], [], Path(path).name, {}
    for number, row in sheet.read(path, COLUMNS):
        where = f"{name}, row {number}"
        said = row["attribution"].lower()
        if row["task"].lower() == HELP or not any(row[column] for column in CODED):
            continue
        if row["task"] == FIND and row["words"]:
            said = said or "yes"
        if fault := _unusable(row, where, said, raws, pieces):
            problems.append(fault)
            continue
        if row["task"] == FIND and said == "no" and row["words"]:
            problems.append(f"{where}: says no, but has words; empty one of the two")
        base = {"task": row["task"], "item": row["row"], "right": said == "yes", "stratum": row["stratum"],
                "size": int(row["size"]), "outlet": row["outlet"], "article": row["article"]}
        if said == "yes":
            unit, faults = _check(number, row, where, study, raws[row["article"]], pieces[row["article"]])
            problems += faults
            found.append(base | unit)
        else:
            found.append(base)
        if row["task"] == JUDGE and row["row"] in filled:
            problems.append(f"{where}: '{row['row']}' is judged in row {filled[row['row']]} already")
        filled.setdefault(row["row"], number)
    if problems:
        raise sheet.SheetError("\n".join(problems))
    return pd.DataFrame(found, columns=UNIT).astype({"right": bool})


def _unusable(row: dict, where: str, said: str, raws: dict[str, str], pieces: dict[str, list]) -> str:
    """Why a row cannot be read any further; "" if it can."""
    if row["task"] not in (JUDGE, FIND):
        return sheet.wrong(where, "task", row["task"], [JUDGE, FIND])
    spans = _place(row["place"])
    known = [p.start for p in pieces.get(row["article"], [])]
    if not spans or not row["size"].isdigit() or (spans[0][0] not in known if row["task"] == FIND else
                                                  spans[-1][1] > len(raws.get(row["article"], ""))):
        return (f"{where}: 'article', 'place' and 'size' are not those of a sheet drawn from this corpus; copy "
                "them from the row above of the same stretch")
    return "" if said in ("yes", "no") else sheet.wrong(where, "attribution", row["attribution"], ["yes", "no"])


def _place(cell: str):
    try:
        spans = json.loads(cell)
        return spans if all(isinstance(a, int) and isinstance(b, int) and 0 <= a < b for a, b in spans) else None
    except (ValueError, TypeError):
        return None


def _share(hits, weights, articles) -> tuple[float, float, float]:
    """(weighted share, low, high): Wilson at Kish's effective n, less the likeness within articles."""
    hits, weights = np.asarray(hits, float), np.asarray(weights, float)
    if not len(hits):
        return (float("nan"),) * 3
    share = float((hits * weights).sum() / weights.sum())
    worth = weights.sum() ** 2 / (weights ** 2).sum() * stats.effective(hits, articles) / len(hits)
    return (share, *stats.wilson(share * worth, worth))


def of_corpus(study, quotes: pd.DataFrame) -> pd.DataFrame:
    """`scores` of the sheet that lies in the corpus as coding/sample.csv; n is 0 throughout without one."""
    path = study.folder / "coding" / "sample.csv"
    judged = read(path, study) if path.is_file() else pd.DataFrame(columns=UNIT).astype({"right": bool})
    return scores(judged, quotes, study.camps)


def scores(judged: pd.DataFrame, quotes: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """What a filled sheet says of the whole corpus: measure, estimate, low, high, n (judged).

    precision: share of the finds that are speech attributions (finds judged to be thoughts count for nothing). recall:
    share of the speech in the stretches that is found. Then the share of right types, speakers and camps of right finds.
    Each row weighs as many as it stands for: size of the stratum / items of it that were judged.
    """
    per = judged.drop_duplicates(["task", "item"]).groupby(["task", "stratum"]).size()
    weights = np.array([size / per[task, stratum] for task, stratum, size in judged[["task", "stratum", "size"]].values])
    judged = judged.assign(weight=weights)
    finds = judged[(judged["task"] == JUDGE) & (judged["kind"] != "mental")]
    speech, right = judged[(judged["task"] == FIND) & (judged["kind"] == "speech")], finds[finds["right"]]
    searched, taken = _matched(speech, quotes), _matched(right, quotes)
    rows = [("precision", *_share(finds["right"], finds["weight"], finds["article"]), len(finds)),
            ("recall", *_share(outcomes(searched) == "hit", speech["weight"], speech["article"]), len(speech))]
    for field in ("type", "speaker", "camp"):
        equal = [q != "" and same(field, a, b, camps) for q, a, b in
                 zip(taken["quote"], taken[f"{field}_coded"], taken[f"{field}_found"])]
        rows.append((field, *_share(equal, right["weight"], right["article"]), len(right)))
    return pd.DataFrame(rows, columns=["measure", "estimate", "low", "high", "n"])


def _matched(units: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """`validity.match` of coded units, a row for each in their order."""
    matched = match(units, quotes[quotes["article"].isin(units["article"])])
    matched = matched[matched["id"] != ""].set_index(["article", "id"], drop=False)
    return matched.loc[list(zip(units["article"], units["id"]))]


def coded(judged: pd.DataFrame) -> list[dict]:
    """The units of a filled sheet as lines of a coding, in text order, each once."""
    units = judged[judged["right"]].sort_values("article", kind="stable").to_dict("records")
    units.sort(key=lambda unit: (unit["article"], unit["spans"]))
    fields = ["article", "id", "section", "kind", "type", "spans", "content", "cue", "source", "speaker", "camp", "via", "note",
              "status"]
    return [{field: unit[field] for field in fields} for _, (unit, *_) in
            itertools.groupby(units, key=lambda unit: (unit["article"], unit["spans"]))]
