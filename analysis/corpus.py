"""A corpus: its articles and the camps its actors belong to.

A folder with corpus.yaml, or a table of articles with a corpus.yaml beside it. What is wrong with it is told
at once (`check`); an article that cannot be used is set aside with the reason and stops no other.
Light to import: pandas is loaded only when a table is wanted.
"""
from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis import paths, text
from analysis.intake import inputs, schema, usable
from analysis.intake.inputs import CorpusError, read

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Corpus", "CorpusError", "Source", "check", "files", "load", "locate", "read", "read_camps", "sources",
           "write_texts"]

NO_ARTICLES = re.compile(r"(?:read ?me|licen[cs]e|notes?|requirements)\b", re.I)     # text files that are none


class Corpus(NamedTuple):
    folder: Path
    title: str
    date: str
    articles: pd.DataFrame    # article, outlet, date, title, file, words, text (clean), raw
    camps: dict[str, dict]    # camp -> label, colour, actors {name: [alias]}, terms [str]; 'other' last
    set_aside: pd.DataFrame   # file, reason: articles that cannot be used


class Source(NamedTuple):
    """One article before it is read."""
    article: str              # its name in all tables
    file: str                 # as shown: a file of the folder, or a row of a table
    path: Path | None         # of the file; None for a row
    given: inputs.Article     # what corpus.yaml says of it, or the row; raw is "" for a file
    fault: str = ""           # why it is set aside unread


def locate(place: str | Path) -> tuple[Path, Path | None]:
    """The corpus folder of what a person named, and the table when it is one; CorpusError for neither."""
    place = Path(place)
    if place.is_dir():
        return place, None
    if place.is_file() and place.suffix.lower() in inputs.TABLES:
        return place.parent, place
    if place.is_file():
        raise CorpusError(f"{place}: is neither a folder nor a table ({', '.join(inputs.TABLES)}); name the corpus folder")
    raise CorpusError(f"{place}: there is no such folder")


def files(folder: Path) -> list[Path]:
    """The files of a folder that look like articles, by name."""
    return sorted(p for p in folder.iterdir() if p.is_file() and p.suffix.lower() in inputs.FILES
                  and not p.name.startswith(".") and not NO_ARTICLES.match(p.stem))


def outlet(stem: str) -> str:
    """The outlet a file name names: without dates, numbers and such, unless nothing else is in it."""
    undated = re.sub(r"(?<!\d)\d{4}([-_.]?)\d\d\1\d\d(?!\d)", "_", stem)
    parts = [p.strip() for p in re.split(r"[_.,()-]+", undated)]
    parts = [p for p in parts if p and not re.fullmatch(r"(?=.*\d)[\da-f]+", p)]
    return undated[undated.find(parts[0]):undated.rfind(parts[-1]) + len(parts[-1])] if parts else stem


def _fault(path: Path, folder: Path) -> str:
    """Why a named file cannot be the file of an article, "" if it can."""
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    if ".." in path.parts[len(folder.parts):] or not path.resolve().is_relative_to(folder.resolve()):
        return "the file must lie inside the corpus folder" + (" (it is a link that leads out of it)"
                                                               if path.is_symlink() else "; copy it there")
    if path.is_dir():
        return "is a folder; name the files in it"
    if not path.is_file():
        known = {_name(each): each for p in folder.rglob("*") if p.suffix.lower() in inputs.FILES
                 for each in [p.relative_to(folder).as_posix()]}
        meant = difflib.get_close_matches(_name(name), known, 1)
        return "there is no such file" + (f"; did you mean '{known[meant[0]]}'?" if meant else f" in {folder.name}/")
    return ""


def _listed(entry, number: int, folder: Path, where: str) -> tuple[Source | None, list[str]]:
    """One entry of the list under `articles:`."""
    where = f"{where}, article {number}"
    alone = isinstance(entry, str)             # then the outlet is what the page says, or the file name
    entry = {"file": entry} if alone else entry
    if not isinstance(entry, dict) or not isinstance(entry.get("file"), str) or schema.blank(entry.get("file")):
        problems = schema.unknown(entry, "article", where) if isinstance(entry, dict) else []
        return None, problems or [f"{where}: each article needs at least 'file:' (a file name) and 'outlet:'"]
    name = entry["file"]
    where = f"{where} ({name})"
    problems = schema.unknown(entry, "article", where) + schema.plain(entry, ("title", "url", "note"), where)
    path = folder / name
    if path.suffix.lower() in inputs.TABLES:
        problems.append(f"{where}: is a table; name it alone, as in 'articles: {name}'")
    elif fault := _fault(path, folder):
        problems.append(f"{where}: {fault}")
    if not alone and (not isinstance(entry.get("outlet"), str) or schema.blank(entry["outlet"].strip())):
        problems.append(f"{where}: 'outlet:' is missing; it names the news outlet")
    problems += schema.date(entry, where)
    if problems:
        return None, problems
    given = {key: "" if schema.blank(entry.get(key)) else entry[key].strip() for key in ("outlet", "date", "title", "url")}
    return Source(_name(name), name, path, inputs.Article("", **given)), []


def _name(file: str) -> str:
    return Path(file).with_suffix("").as_posix().replace("/", "-")


def _rows(path: Path) -> tuple[list[Source], list[str]]:
    articles, problems = inputs.table(path)
    return list(_named(path, ((row, []) for row in articles))), problems


def _streamed(path: Path) -> tuple[Iterator[Source], list[str]]:
    """As `_rows`, read as it goes; a row with faults is set aside."""
    rows = inputs.stream(path)
    try:
        first = next(rows)
    except CorpusError as error:
        return iter(()), str(error).splitlines()
    return _named(path, itertools.chain([first], rows)), []


def _named(path: Path, rows: Iterable[tuple[inputs.Article, list[str]]]) -> Iterator[Source]:
    """Rows as sources, by the name in their column 'article' where it is one of its own, else by their number."""
    seen = set()
    for number, (row, faults) in enumerate(rows, 1):
        own = row.article if re.fullmatch(r"[\w][\w.-]{0,79}", row.article) and row.article not in seen else ""
        seen.add(own)
        yield Source(own or f"{path.stem}-{number:06d}", f"{path.name}, row {number}", None, row, "; ".join(faults))


def sources(articles, folder: Path, where: str = "corpus.yaml", rows=_rows) -> tuple[list[Source], list[str]]:
    """The articles that an `articles:` entry names (a list, a table, nothing), unread, and what is wrong with it."""
    if isinstance(articles, dict):
        problems = schema.unknown(articles, "table", f"{where}, articles")
        if problems or not isinstance(articles.get("table"), str):
            return [], problems or [f"{where}: 'articles:' should be a list of files or name a table"]
        articles = articles["table"]
    if isinstance(articles, str) and not schema.blank(articles):
        path = folder / articles
        if path.suffix.lower() not in inputs.TABLES:
            return [], [f"{where}: 'articles: {articles}' names no table ({', '.join(inputs.TABLES)}); "
                        f"list files as in 'articles: [{articles}]'"]
        if not path.is_file():
            meant = difflib.get_close_matches(articles, [p.name for p in folder.iterdir()], 1)
            return [], [f"{where}: there is no table '{articles}'" + (f"; did you mean '{meant[0]}'?" if meant else "")]
        fault = _fault(path, folder)
        return ([], [f"{where} ({articles}): {fault}"]) if fault else rows(path)
    if not schema.blank(articles):
        return _several([_listed(entry, n, folder, where) for n, entry in enumerate(articles, 1)], where)
    found = files(folder)
    tables = sorted(p.name for p in folder.iterdir() if p.suffix.lower() in inputs.TABLES and p.name != "corrections.csv")
    if found:
        return _several([_listed(p.name, n, folder, folder.name) for n, p in enumerate(found, 1)], folder.name)
    if len(tables) == 1:
        return rows(folder / tables[0])
    if tables:
        return [], [f"{where}: there are several tables; name the one that is meant, as in 'articles: {tables[0]}'"]
    return [], [f"{where}: no articles: list them under 'articles:' or put .txt or .html files beside it"]


def _several(found: list[tuple[Source | None, list[str]]], where: str) -> tuple[list[Source], list[str]]:
    problems = [problem for _, several in found for problem in several]
    if not found:
        problems.append(f"{where}: no articles: list them under 'articles:' or put .txt or .html files beside it")
    seen: dict[str, tuple[int, Source]] = {}
    for number, (source, _) in enumerate(found, 1):
        if source and source.article in seen:
            first, other = seen[source.article]
            problems.append(f"{where}, article {number} ({source.file}): " + (
                f"the file is listed already, as article {first}" if other.file == source.file else
                f"'{other.file}' has the same name already; each article needs its own"))
        elif source:
            seen[source.article] = number, source
    return [source for source, _ in found if source], problems


def _open(place: str | Path, rows=_rows) -> tuple[Path, dict, list[Source], list[str]]:
    """Folder, corpus.yaml, the articles unread, and everything that is wrong so far."""
    folder, table = locate(place)
    path = folder / "corpus.yaml"
    if not path.is_file():
        other = next((p.name for p in sorted(folder.glob("*.y*ml")) if p.stem.lower() == "corpus"), "")
        none = not (table or other) and sources(None, folder, folder.name, _streamed)[1]
        if none:                                       # as init says
            raise CorpusError("\n".join(none))
        raise CorpusError(f"{folder}: holds no corpus.yaml" + (
            f"; rename {other} to corpus.yaml" if other else
            f"; have one written, to be edited then: {paths.python()} -m analysis init {place}"))
    content, problems = schema.load(path)
    problems += schema.unknown(content, "corpus", path.name) + schema.plain(content, ("title",), path.name)
    problems += schema.date(content, path.name)
    found, wrong = rows(table) if table else sources(content.get("articles"), folder, path.name, rows)
    return folder, content, found, problems + wrong + schema.camps(content.get("camps"), path.name)


def write_texts(study: Corpus, folder: str | Path) -> list[Path]:
    """Write the text found in each web page to folder/texts, so that `spans` can be looked up; the paths."""
    folder = Path(folder) / "texts"
    pages = study.articles[study.articles["file"].str.lower().str.endswith(inputs.PAGES)]
    old = set(folder.glob("*.txt")) if folder.is_dir() else set()
    written = []
    for row in pages.itertuples():
        path = folder / f"{row.article}.txt"
        with paths.whole(path) as part:
            part.write_text(row.raw, encoding="utf-8", newline="")
        written.append(path)
    for path in old.difference(written):
        path.unlink()
    return written


def check(place: str | Path) -> list[str]:
    """Everything that keeps a corpus from being studied, one sentence each; an empty list when nothing does."""
    try:
        load(place)
    except CorpusError as error:
        return str(error).splitlines()
    return []


def read_camps(path: str | Path) -> dict[str, dict]:
    """The camps of any YAML file with a `camps:` mapping, completed; CorpusError if they are wrong."""
    content, problems = schema.load(path)
    problems += schema.camps(content.get("camps"), Path(path).name)
    if problems:
        raise CorpusError("\n".join(problems))
    return schema.complete(content["camps"])


def opened(source: Source, date: str) -> tuple[dict, list[text.Passage]]:
    """The row of `articles` for a source, and its passages; CorpusError, with the reason, if it is to be set aside."""
    found = source.given
    if source.fault:
        raise CorpusError(f"{source.file}: {source.fault}")
    if source.path:
        own = inputs.article(source.path)
        found = inputs.Article(own.raw, *(given or of_file for given, of_file in zip(source.given[1:], own[1:])))
    long = len(found.raw) > inputs.LONGEST
    passages = [] if long else text.passages(found.raw, found.title)
    if reason := usable.fault(found.raw, passages):
        raise CorpusError(f"{source.path or source.file}: {reason}")
    kept = [p for p in passages if p.section != "dropped"]
    clean = "\n".join(p.clean.text for p in kept)
    headline = next((p.clean.text for p in kept if p.section == "headline"), "")
    return {"article": source.article, "outlet": found.outlet or outlet(Path(source.file).stem), "date": found.date or date,
            "title": source.given.title or headline.rstrip("; ") or found.title, "file": source.file,
            "words": text.count_words(clean), "text": clean, "raw": found.raw}, passages


def stream(place: str | Path) -> tuple[Iterable[Source], str, dict[str, dict]]:
    """(the articles unread, the corpus's date, its camps), a table read as it goes; CorpusError, one problem a line."""
    _, content, found, problems = _open(place, _streamed)
    if problems:
        raise CorpusError("\n".join(problems))
    return found, "" if schema.blank(content.get("date")) else content["date"], schema.complete(content["camps"])


def load(place: str | Path, cleaned: str | Path | None = None,
         passages: dict[str, list[text.Passage]] | None = None) -> Corpus:
    """The corpus at `place`; CorpusError, one problem a line, when it cannot be studied.

    `cleaned` is the folder of a study's tables: its articles as notebook 1 left them, not read and cleaned again
    (TableError, if they are not there). A dict `passages` is filled with what each article read here was cleaned to.
    """
    folder, content, found, problems = _open(place)
    if problems:
        raise CorpusError("\n".join(problems))
    camps = schema.complete(content["camps"])
    date, title = ("" if schema.blank(content.get(key)) else content[key] for key in ("date", "title"))
    if cleaned:
        from analysis import tables
        articles, aside = (tables.load(name, cleaned) for name in ("articles", "set_aside"))
        return Corpus(folder, title or folder.name, date, articles, camps, aside)
    rows, aside = [], []
    for source in found:
        try:
            row, kept = opened(source, date)
            rows.append(row)
            if passages is not None:
                passages[source.article] = kept
        except CorpusError as error:
            aside.append({"file": source.file, "reason": str(error).removeprefix(f"{source.path or source.file}: ")})
    aside += usable.unread(folder, {source.file for source in found if source.path})
    if not rows:
        raise CorpusError("\n".join([f"{folder}: no article can be used",
                                     *(f"{one['file']}: {one['reason']}" for one in aside)]))
    import pandas as pd
    articles = pd.DataFrame(rows).sort_values(["outlet", "article"], ignore_index=True)
    return Corpus(folder, title or folder.name, date, articles, camps,
                  pd.DataFrame(aside, columns=["file", "reason"]))
