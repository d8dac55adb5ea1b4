"""Tables that people fill in with a spreadsheet: CSV written so that nothing runs and read back with every fault named.

UTF-8 with a byte order mark, which spreadsheets ask for. A cell that one would take for a formula gets a single quote
before it, which is taken off when the sheet is read. Rows are numbered as the spreadsheet numbers them.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from pathlib import Path

from analysis import corpus, paths

FORMULA = re.compile(r"'*[=+\-@\t\r]")


class SheetError(corpus.CorpusError):
    """A sheet cannot be used; the message has a line for each fault, with its row and column."""


def safe(cell) -> str:
    """`cell` as text that no spreadsheet reads as a formula."""
    cell = "" if cell is None else str(cell)
    return "'" + cell if FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """What `safe` was given, without blanks at the ends."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def write(path: str | Path, rows: list[dict], columns: list[str]) -> Path:
    """Write `rows` under `columns`; the path. Moved into place when whole."""
    path = Path(path)
    with paths.whole(path) as part, part.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(columns)
        writer.writerows([safe(row.get(column, "")) for column in columns] for row in rows)
    return path


def read(path: str | Path, columns: list[str]) -> list[tuple[int, dict[str, str]]]:
    """[(row number, {column: cell})] of the rows that hold anything; the first row has the column names.

    Cells are parted by commas, semicolons or tabs, whichever the first row has. SheetError where a column of `columns`
    is missing or named twice, or a row has more cells than the first; other columns are kept.
    """
    path = Path(path)
    content = corpus.read(path).lstrip("\ufeff")
    first = content.splitlines()[0] if content.strip() else ""
    mark = max(",;\t", key=first.count)
    lines = list(csv.reader(io.StringIO(content, newline=""), delimiter=mark))
    names = [name.strip().lower() for name in lines[0]] if lines else []
    problems = []
    for column in columns:
        if column not in names:
            near = difflib.get_close_matches(column, names, 1)
            problems.append(f"{path.name}, row 1: the column '{column}' is missing" +
                            (f"; is it '{near[0]}'?" if near else ""))
    problems += [f"{path.name}, row 1: the column '{name}' stands there twice"
                 for name in sorted({n for n in names if n and names.count(n) > 1})]
    rows = []
    for number, cells in enumerate(lines[1:], 2):
        if any(cell.strip() for cell in cells[len(names) :]):
            problems.append(f"{path.name}, row {number}: has more cells than row 1; put a text that holds "
                            f"'{mark}' into double quotation marks")
        if any(cell.strip() for cell in cells):
            rows.append((number, dict(zip(names, map(plain, cells + [""] * len(names))))))
    if problems:
        raise SheetError("\n".join(problems))
    return rows


def wrong(where: str, column: str, value: str, valid) -> str:
    """The fault of a value that is none of `valid`, with the nearest one."""
    valid = list(valid)
    near = difflib.get_close_matches(value.lower(), [v.lower() for v in valid], 1, 0.6)
    hint = next((f"did you mean '{v}'?" for v in valid if near and v.lower() == near[0]),
                f"it should be one of {', '.join(valid[:12])}")
    return f"{where}, column '{column}': " + (f"'{value}' is not known; {hint}" if value else f"is empty; {hint}")
