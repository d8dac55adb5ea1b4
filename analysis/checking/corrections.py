"""What people decided instead of the machine: corrections.csv of a corpus, applied to its attributions.

Columns attribution, field, value, who, why. `attribution` is the number of the attribution as in the table `quotes`
("courier#003") and behind it the first words of its content: by these it is found again when others before it come or
go, and refused when the text has changed. The value "delete" takes an attribution out. A correction changes the one
field of the one attribution it names; only a speaker whom corpus.yaml lists brings his camp along, if no other row
corrects that.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import corpus
from analysis.checking import coding, sheet
from analysis.tagging import cues

if TYPE_CHECKING:
    import pandas as pd

FILE = "corrections.csv"
COLUMNS = ["attribution", "field", "value", "who", "why"]
FREE = ["speaker", "source", "cue", "cue_lemma", "via"]
STANCES = ("endorsing", "neutral", "distancing")
DELETE = "delete"
APPLIED = ["article", "quote", "content", "field", "machine", "value", "who", "why"]


def fields(camps: dict) -> dict[str, tuple[str, ...] | None]:
    """The fields that can be corrected and the values they take; None for any text."""
    acts = tuple(sorted({row["act"] for row in cues.LEXICON.values()}))
    return {"camp": tuple(camps), "stance": STANCES, "act": acts, "kind": coding.VALUES["kind"],
            "type": coding.VALUES["type"], "section": coding.VALUES["section"], **dict.fromkeys(FREE)}


def _words(text: str) -> str:
    """`text` as it compares: blanks and the forms of quotation marks and dashes don't count."""
    text = re.sub(r"[“”„‟\"‘’'`]", "", text)
    return re.sub(r"\s+", " ", re.sub(r"[–—]", "-", text)).strip().casefold()


def numbered(named: str) -> tuple[str, str, str]:
    """(number, its article, the words behind it) of a cell "courier#003 the port"; a file's name may hold blanks."""
    found = re.match(r"(.*?#\d{3,})(?:\s+(.*))?$", named.strip(), re.S)
    number, words = (found[1], found[2] or "") if found else named.partition(" ")[::2]
    return number, number.rpartition("#")[0], words


def _find(named: str, quotes: dict[str, str]) -> tuple[str, str]:
    """(the attribution that `named` means, "") or ("", what is wrong); `quotes` is {quote: content}."""
    number, article, words = numbered(named)
    wanted = _words(words)
    if number in quotes and _words(quotes[number]).startswith(wanted):
        return number, ""
    same = [q for q, content in quotes.items() if q.rpartition("#")[0] == article and wanted
            and _words(content).startswith(wanted)]
    if len(same) == 1:
        return same[0], ""
    if same:
        return ("", f"'{words}' begins {len(same)} attributions of the article ({', '.join(same)}); write more of its words")
    if number in quotes:
        return "", (f"{number} no longer reads '{words}': it is now '{_short(quotes[number])}'. The text or what is found in it has "
                    "changed; look at it again")
    near = difflib.get_close_matches(number, quotes, 1, 0.5)
    return "", f"there is no attribution '{number}'" + (f"; did you mean '{near[0]}'?" if near else "")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."


def resolve(rows: list[tuple[int, dict]], quotes: dict[str, str], camps: dict) -> tuple[list[dict], list[str]]:
    """(corrections with `quote` for the attribution meant, every fault) of the rows of a sheet.

    `quotes` is {quote: content} of all attributions of the articles that the rows name.
    """
    known, found, problems, seen = fields(camps), [], [], {}
    for number, row in rows:
        where, field, value = f"{FILE}, row {number}", row["field"].lower(), row["value"]
        quote, fault = _find(row["attribution"], quotes)
        if fault:
            problems.append(f"{where}, column 'attribution': {fault}")
        deleted = value.lower() == DELETE
        if deleted:
            field, value = "", DELETE
        elif field == DELETE:
            problems.append(f"{where}, column 'field': write '{DELETE}' as the value and leave the field empty")
        elif field not in known:
            problems.append(sheet.wrong(where, "field", row["field"], known))
        elif known[field] is not None and value not in known[field]:
            problems.append(sheet.wrong(where, "value", value, [*known[field], DELETE]))
        elif not value and field == "speaker":
            problems.append(f"{where}, column 'value': is empty; write the speaker's name")
        problems += [f"{where}, column '{column}': is empty; a correction says {said}"
                     for column, said in (("who", "who decided"), ("why", "for which reason")) if not row[column]]
        if quote and (quote, field) in seen:
            problems.append(f"{where}: the {field or 'attribution'} of {quote} is corrected in row {seen[quote, field]} already")
        seen.setdefault((quote, field), number)
        found.append({"quote": quote, "field": field, "value": value, "who": row["who"], "why": row["why"],
                      "row": number})
    gone = {row["quote"] for row in found if row["value"] == DELETE and not row["field"]}
    problems += [f"{FILE}, row {row['row']}: {row['quote']} is deleted in row {seen[row['quote'], '']}; "
                 "drop one of the two" for row in found if row["quote"] in gone and row["field"]]
    return found, problems


def read(folder: str | Path) -> list[tuple[int, dict]]:
    """The rows of the corrections.csv in a corpus folder, or beside the table of a corpus; none without one."""
    path = (Path(folder).parent if Path(folder).is_file() else Path(folder)) / FILE
    return sheet.read(path, COLUMNS) if path.is_file() else []


def check(folder: str | Path, study: corpus.Corpus | None = None) -> list[str]:
    """Every fault of the corrections of a corpus that is otherwise in order; extracts only the articles they name.

    `study` is the corpus where it is loaded already.
    """
    from analysis import quotes

    try:
        rows = read(corpus.locate(folder)[0])
    except corpus.CorpusError as error:
        return str(error).splitlines()
    if not rows:
        return []
    study = study or corpus.load(folder)
    named = {numbered(row["attribution"])[1] for _, row in rows}
    found = quotes.extract(study.articles[study.articles["article"].isin(named)], study.camps)
    return resolve(rows, dict(zip(found["quote"], found["content"])), study.camps)[1]


def _with_camps(wanted: list[dict], camps: dict) -> list[dict]:
    """`wanted` with the camp of each corrected speaker whom `camps` lists, where no row corrects the camp."""
    listed: dict[str, set[str]] = {}
    for camp, entry in camps.items():
        for actor, aliases in entry["actors"].items():
            for name in (actor, *aliases):
                listed.setdefault(_words(name), set()).add(camp)
    told, rows = {one["quote"] for one in wanted if one["field"] == "camp"}, []
    for one in wanted:
        rows.append(one)
        known = listed.get(_words(one["value"]), set()) if one["field"] == "speaker" else set()
        if len(known) == 1 and one["quote"] not in told:
            why = f"corpus.yaml lists {one['value']} there"
            rows.append({**one, "field": "camp", "value": next(iter(known)), "why": why, "row": None})
    return rows


def apply(found: pd.DataFrame, study: corpus.Corpus) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(attributions as corrected, what was done): `found` is the `quotes` table as the machine has it.

    The second table has a row for each correction: article, quote, content, field ("" for a deleted attribution),
    machine (its value), value, who, why. SheetError naming every fault when one does not fit.
    """
    import pandas as pd

    wanted, problems = resolve(read(study.folder), dict(zip(found["quote"], found["content"])), study.camps)
    if problems:
        raise sheet.SheetError("\n".join(problems))
    wanted = _with_camps(wanted, study.camps)
    table, done, gone = found.copy(), [], set()
    rows = {quote: index for index, quote in found["quote"].items()}
    for one in wanted:
        index = rows[one["quote"]]
        old = found.loc[index]
        if one["row"] is None and old["camp"] == one["value"]:
            continue                                       # the listed speaker's camp is the machine's
        if one["field"]:
            table.loc[index, one["field"]] = one["value"]
        else:
            gone.add(index)
        done.append({"article": old["article"], "quote": one["quote"], "content": old["content"], "field": one["field"],
                     "machine": old[one["field"]] if one["field"] else "an attribution", "value": one["value"],
                     "who": one["who"], "why": one["why"]})
    return table.drop(index=list(gone)).reset_index(drop=True), pd.DataFrame(done, columns=APPLIED)
