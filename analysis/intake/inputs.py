"""What a newsroom hands over, as text: plain text in any usual encoding, web pages, tables of articles.

Every number of a study counts the characters of an article's `raw` text: the decoded file, the text
found in a web page, or the text cell of a table. Light to import: what reads HTML or Parquet is imported
by the function that needs it.
"""
from __future__ import annotations

import codecs
import csv
import datetime
import difflib
import io
import itertools
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from analysis.intake.decoding import decode, encoding

PAGES = (".html", ".htm")
FILES = (".txt", *PAGES)
TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
COLUMNS = ("text", "outlet", "date", "title", "url", "article")
ALSO = {"text": ("content", "body", "full_text", "fulltext", "maintext"),              # what exports call them
        "outlet": ("source", "publisher", "publication", "newspaper", "domain", "site")}
PEEK = 200               # rows that tell which columns a table has
LONGEST = 2_000_000      # characters, some 300,000 words: longer is no article but many


class CorpusError(ValueError):
    """A corpus, or a file of it, cannot be used; the message says which and what to do."""


class Article(NamedTuple):
    raw: str                 # the text in which spans count
    outlet: str = ""         # what the file or row says of itself, "" where it says nothing
    date: str = ""           # YYYY-MM-DD
    title: str = ""
    url: str = ""
    article: str = ""        # its name, if the table gives one


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Within it what keeps a file from being read is told as a CorpusError."""
    try:
        yield
    except FileNotFoundError:
        raise CorpusError(f"{path}: there is no such file") from None
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from None


def _bytes(path: Path) -> bytes:
    with _reading(path):
        return path.read_bytes()


def read(path: str | Path) -> str:
    """The text of a file, every character of it, newlines untranslated; CorpusError if it has none."""
    path = Path(path)
    try:
        return decode(_bytes(path))
    except ValueError as error:
        raise error if isinstance(error, CorpusError) else CorpusError(f"{path}: {error}") from None


def article(path: str | Path) -> Article:
    """The article in a text file or web page; CorpusError if the file has none."""
    raw = read(path)
    if Path(path).suffix.lower() not in PAGES:
        return Article(raw)
    from analysis.intake import webpage
    return webpage.page(raw, str(path))


def whole(path: str | Path) -> Article:
    """The article in a file; CorpusError also for one that is too long to be an article."""
    found = article(path)
    if len(found.raw) > LONGEST:
        raise CorpusError(f"{path}: {too_long(found.raw)}")
    return found


def too_long(raw: str) -> str:
    return (f"is {len(raw):,} characters long; an article has at most {LONGEST:,}: "
            "put each article into a file of its own")


def is_date(value: str) -> bool:
    """Is `value` a day as YYYY-MM-DD?"""
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == 10


def table(path: str | Path) -> tuple[list[Article], list[str]]:
    """The rows of a table of articles (CSV, JSON lines, Parquet) and what is wrong with it, a sentence each."""
    articles, told = [], []
    try:
        for number, (article, faults) in enumerate(stream(path), 1):
            articles.append(article)
            told += [f"{Path(path).name}, row {number}: {fault}" for fault in faults]
    except CorpusError as error:
        return [], [str(error)]
    more = [f"{Path(path).name}: {len(told) - 10} more rows have such faults"] if len(told) > 10 else []
    return articles, told[:10] + more


def stream(path: str | Path) -> Iterator[tuple[Article, list[str]]]:
    """(article, what is wrong with it) for each row of a table, read a few rows at a time (CSV at once).

    CorpusError, one problem a line, for a table that cannot be read or lacks a column.
    """
    path = Path(path)
    readers = {".jsonl": _json_lines, ".ndjson": _json_lines, ".parquet": _parquet}
    rows = iter(readers.get(path.suffix.lower(), _csv)(path))
    try:
        first = list(itertools.islice(rows, PEEK))
        if not first:
            raise CorpusError(f"{path.name}: holds no rows; it needs one row for each article")
        names = {key.strip().lower(): key for row in first for key in row if isinstance(key, str)}
        problems = [_no_column(path, column, names) for column in ("text", "outlet")
                    if column not in names and not (column == "outlet" and "url" in names)]
        if problems:
            raise CorpusError("\n".join(problems))
        for row in itertools.chain(first, rows):
            yield _article(row, names)
    except ValueError as error:
        told = str(error).removeprefix(f"{path}: ")
        raise CorpusError(told if told.startswith(f"{path.name}: ") else f"{path.name}: {told}") from None


def _article(row: dict, names: dict[str, str]) -> tuple[Article, list[str]]:
    cells = {column: _cell(row.get(names.get(column, ""))) for column in COLUMNS}
    raw = cells.pop("text")
    cells = {column: " ".join(cell.split()) for column, cell in cells.items()}
    cells["outlet"] = cells["outlet"] or re.sub(r"^(?:\w+://)?(?:www\.)?([^/:]*).*$", r"\1", cells["url"])
    if re.match(r"\d{4}-\d\d-\d\d[T ]", cells["date"]):
        cells["date"] = cells["date"][:10]
    faults = [] if cells["outlet"] else ["the column 'outlet' is empty; it names the news outlet"]
    if cells["date"] and not is_date(cells["date"]):
        faults.append(not_a_date(cells["date"]))
    return Article(raw, **cells), faults


def _cell(value) -> str:
    text = "" if value is None or value != value else str(value)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")      # half a character pair is none


def _no_column(path: Path, column: str, names: dict) -> str:
    rest = set(names) - set(COLUMNS)
    near = [name for name in ALSO[column] if name in rest] or difflib.get_close_matches(column, rest, 1, .7)
    hint = f"did you mean '{names[near[0]]}'? Rename it" if near else "rename the one that is meant"
    meaning = {"text": "the article", "outlet": "the news outlet's name"}[column]
    return (f"{path.name}: has no column '{column}' ({meaning}); its columns are "
            f"{', '.join(map(str, names.values()))}; {hint}")


def not_a_date(value: str) -> str:
    """Why `value` is no date, with the date that may be meant."""
    for form in ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"):
        try:
            meant = datetime.datetime.strptime(value.strip(), form).date().isoformat()
            return f"'{value}' is not in the form year-month-day; write it as {meant}"
        except ValueError:
            pass
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return f"'{value}' is no date: the calendar has no such day"
    if slashed := re.fullmatch(r"(\d\d?)[/-](\d\d?)[/-](\d{4})", value.strip()):
        one, two, year = map(int, slashed.groups())
        meant = [f"{year}-{month:02d}-{day:02d}" for day, month in {(one, two): 0, (two, one): 0}
                 if is_date(f"{year}-{month:02d}-{day:02d}")]
        if meant:
            return (f"'{value}' is not in the form year-month-day; write it as "
                    + " or ".join(meant) + ", whichever is meant" * (len(meant) > 1))
    return f"'{value}' is no date; write it as year-month-day, such as 2022-02-16"


def _csv(path: Path):
    raw = read(path).removeprefix("\ufeff")
    head = raw.splitlines()[0] if raw.strip() else ""
    csv.field_size_limit(1 << 30)
    mark = "\t" if path.suffix.lower() == ".tsv" else max(",;\t|", key=head.count)
    rows = csv.DictReader(io.StringIO(raw, newline=""), delimiter=mark, strict=True)
    try:
        for number, row in enumerate(rows, 1):
            if None in row:
                raise ValueError(f"row {number} (line {rows.line_num}) has more cells than the header has columns; "
                                 "put a text that holds the separator in quotation marks")
            yield row
    except csv.Error as error:
        raise ValueError(f"is not a valid CSV file ({error}, in the row that starts near line {rows.line_num}); "
                         "is a quotation mark never closed?") from None


def _lines(path: Path) -> Iterator[str]:
    """The lines of a text, one after the other where it is UTF-8 or Windows-1252."""
    with _reading(path), open(path, "rb") as file:
        start = file.read(len(codecs.BOM_UTF8))
        if encoding(start + file.read(1000)).startswith(("utf-16", "utf-32")):
            yield from re.split(r"\r?\n", read(path).removeprefix("\ufeff"))
            return
        file.seek(3 if start == codecs.BOM_UTF8 else 0)
        for line in file:
            yield line.decode("utf-8", "windows-1252")


def _json_lines(path: Path):
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise ValueError(f"line {number} is not valid JSON ({getattr(error, 'msg', error)}); "
                                 "each line must hold one whole article in { }") from None
            if not isinstance(row, dict):
                raise ValueError(f'line {number} is no article; write {{"text": "...", "outlet": "..."}}')
            yield row


def _parquet(path: Path):
    import pyarrow as pa
    import pyarrow.parquet as pq
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            for batch in file.iter_batches(500, columns=[n for n in names if n.strip().lower() in COLUMNS] or names):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise ValueError(f"cannot be read as a Parquet table ({str(error).splitlines()[0]})") from None
