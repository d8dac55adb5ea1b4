"""A human coding of a corpus: the JSON lines of its folder `coding/`, read and held against the texts.

The format is that of CODEBOOK.md: `reference.jsonl`, with `status` core or optional, and one file per coder.
"""

import json
from pathlib import Path

import pandas as pd

VALUES = {"section": ("headline", "deck", "body", "caption"), "kind": ("speech", "mental"),
          "type": ("direct", "indirect", "mixed"), "status": ("core", "optional")}
TEXTS = ["article", "id", "content", "cue", "source", "speaker", "camp", "via"]
DEFAULTS = {"status": "core", "note": ""}


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
    if not (isinstance(spans, list) and spans and all(isinstance(s, list) and [type(n) for n in s] == [int, int]
                                                      and 0 <= s[0] < s[1] for s in spans)):
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
