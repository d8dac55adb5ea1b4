"""A corpus folder: its articles and the camps its actors belong to.

`corpus.yaml` names the articles (file, outlet, date) and the camps (label, colour, actors with
aliases, terms). `check` tells everything that is wrong with a folder at once; `load` refuses a folder
that `check` finds fault with. Light to import: pandas is loaded only when a table is wanted.
"""
from __future__ import annotations

import datetime
import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from analysis import text

if TYPE_CHECKING:
    import pandas as pd

KEYS = {"corpus": ["title", "date", "articles", "camps"],
        "article": ["file", "outlet", "date", "title", "url", "note"],
        "camp": ["label", "colour", "actors", "terms"]}
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]   # safe for the colour-blind
OTHER = {"label": "Other", "colour": "#7F7F7F", "actors": {}, "terms": []}


class CorpusError(ValueError):
    """A corpus, or a file of it, cannot be used; the message says which and what to do."""


class Corpus(NamedTuple):
    folder: Path
    title: str
    date: str
    articles: pd.DataFrame    # article, outlet, date, title, file, words, text (clean), raw
    camps: dict[str, dict]    # camp -> label, colour, actors {name: [alias]}, terms [str]; 'other' last


def read(path: str | Path) -> str:
    """The text of a file, every character of it, newlines untranslated.

    UTF-8, UTF-16 with a byte order mark, else Windows-1252. Raises CorpusError for a file that is
    missing, unreadable or not text.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CorpusError(f"{path}: there is no such file") from None
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from None
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            raw = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in raw:
            return raw
    raise CorpusError(f"{path}: is not a text file; save the article as plain text in UTF-8")


def _yaml(path: Path) -> dict:
    try:
        content = yaml.safe_load(read(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "not valid YAML"
        raise CorpusError(f"{path}: is not valid YAML{where}: {problem}") from None
    if not isinstance(content, dict):
        raise CorpusError(f"{path}: should hold keys such as 'title:', 'articles:' and 'camps:'")
    return content


def _unknown(mapping: dict, kind: str, where: str) -> list[str]:
    problems = []
    for key in mapping:
        if key not in KEYS[kind]:
            near = difflib.get_close_matches(str(key), KEYS[kind], 1)
            hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(KEYS[kind])}"
            problems.append(f"{where}: unknown key '{key}'; {hint}")
    return problems


def _is_date(value) -> bool:
    try:
        datetime.date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _check_article(entry, folder: Path, where: str) -> list[str]:
    if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
        return [f"{where}: each article needs at least 'file:' (a file name) and 'outlet:'"]
    name = entry["file"]
    where = f"{where} ({name})"
    problems = _unknown(entry, "article", where)
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        problems.append(f"{where}: the file must lie inside the corpus folder")
    elif not path.is_file():
        near = difflib.get_close_matches(name, [p.name for p in folder.iterdir()], 1)
        problems.append(f"{where}: there is no such file" + (f"; did you mean '{near[0]}'?" if near else ""))
    else:
        try:
            if not read(path).strip():
                problems.append(f"{where}: the file is empty")
        except CorpusError as error:
            problems.append(f"{where}: {str(error).split(': ', 1)[1]}")
    if not isinstance(entry.get("outlet"), str) or not entry["outlet"].strip():
        problems.append(f"{where}: 'outlet:' is missing; it names the news outlet")
    if "date" in entry and not _is_date(entry["date"]):
        problems.append(f"{where}: '{entry['date']}' is no date; write it as 2022-02-16")
    return problems


def _check_camps(camps, where: str) -> list[str]:
    if not isinstance(camps, dict) or not camps:
        return [f"{where}: 'camps:' should list each camp with its 'actors:' and 'terms:'"]
    problems, holder = [], {}
    for camp, entry in camps.items():
        here = f"{where}, camp '{camp}'"
        if camp == "other":
            problems.append(f"{here}: the name is taken: 'other' is everybody in no camp")
        if not isinstance(entry, dict):
            problems.append(f"{here}: should hold 'label:', 'actors:' and 'terms:'")
            continue
        problems += _unknown(entry, "camp", here)
        actors, terms = entry.get("actors") or {}, entry.get("terms") or []
        if not isinstance(actors, dict) or not all(isinstance(a, (list, type(None))) for a in actors.values()):
            problems.append(f"{here}: 'actors:' should give each name a list of aliases, as in 'Jane Doe: [Doe]'")
            continue
        if not isinstance(terms, list):
            problems.append(f"{here}: 'terms:' should be a list, as in [Russian, Moscow]")
            continue
        if not actors and not terms:
            problems.append(f"{here}: has neither actors nor terms, so nobody can belong to it")
        if "colour" in entry and not re.fullmatch(r"#[0-9a-fA-F]{6}", str(entry["colour"])):
            problems.append(f"{here}: '{entry['colour']}' is no colour; write it as '#0072B2', in quotes")
        names = [n for name, aliases in actors.items() for n in [name, *(aliases or [])]] + terms
        for name in {str(n).lower(): str(n) for n in names}.values():
            if name.lower() in holder:
                problems.append(f"{here}: '{name}' stands in camp '{holder[name.lower()]}' too; keep it in one")
            else:
                holder[name.lower()] = camp
    return problems


def check(folder: str | Path) -> list[str]:
    """Everything that keeps `folder` from being studied, one sentence each; an empty list when nothing does."""
    folder = Path(folder)
    if not folder.is_dir():
        return [f"{folder}: there is no such folder"]
    path = folder / "corpus.yaml"
    if not path.is_file():
        return [f"{folder}: holds no corpus.yaml; write one that lists 'articles:' and 'camps:' "
                "(seeds/corpus.yaml is an example)"]
    try:
        content = _yaml(path)
    except CorpusError as error:
        return [str(error)]
    problems = _unknown(content, "corpus", path.name)
    if "date" in content and not _is_date(content["date"]):
        problems.append(f"{path.name}: '{content['date']}' is no date; write it as 2022-02-16")
    entries = _entries(content, folder)
    if not isinstance(entries, list) or not entries:
        problems.append(f"{path.name}: no articles: list them under 'articles:' or put .txt files beside it")
        entries = []
    seen: dict[str, str] = {}
    for number, entry in enumerate(entries, 1):
        problems += _check_article(entry, folder, f"{path.name}, article {number}")
        if isinstance(entry, dict) and isinstance(entry.get("file"), str):
            stem = Path(entry["file"]).stem
            if stem in seen:
                problems.append(f"{path.name}, article {number} ({entry['file']}): "
                                f"'{seen[stem]}' has the same name already; each article needs its own")
            seen[stem] = entry["file"]
    return problems + _check_camps(content.get("camps"), path.name)


def _entries(content: dict, folder: Path):
    """The `articles:` of corpus.yaml, or one entry for each .txt file of the folder, its stem as outlet."""
    if content.get("articles") is not None:
        return content["articles"]
    return [{"file": p.name, "outlet": p.stem} for p in sorted(folder.glob("*.txt"))]


def read_camps(path: str | Path) -> dict[str, dict]:
    """The camps of any YAML file with a `camps:` mapping, completed; CorpusError if they are wrong."""
    camps = _yaml(Path(path)).get("camps")
    problems = _check_camps(camps, Path(path).name)
    if problems:
        raise CorpusError("\n".join(problems))
    return _complete(camps)


def _complete(camps: dict) -> dict[str, dict]:
    complete = {}
    for number, (camp, entry) in enumerate(camps.items()):
        actors = {str(name): [str(a) for a in aliases or []] for name, aliases in (entry.get("actors") or {}).items()}
        complete[str(camp)] = {"label": str(entry.get("label") or str(camp).replace("_", " ").capitalize()),
                               "colour": entry.get("colour") or COLOURS[number % len(COLOURS)],
                               "actors": actors, "terms": [str(t) for t in entry.get("terms") or []]}
    return complete | {"other": OTHER}


def load(folder: str | Path) -> Corpus:
    """The corpus in `folder`; CorpusError, holding every problem, when `check` finds any."""
    import pandas as pd
    folder = Path(folder)
    problems = check(folder)
    if problems:
        raise CorpusError("\n".join(problems))
    content = _yaml(folder / "corpus.yaml")
    rows = []
    for entry in _entries(content, folder):
        raw = read(folder / entry["file"])
        passages = [p for p in text.passages(raw) if p.section != "dropped"]
        headline = next((p.clean.text for p in passages if p.section == "headline"), "")
        clean = "\n".join(p.clean.text for p in passages)
        rows.append({"article": Path(entry["file"]).stem, "outlet": entry["outlet"].strip(),
                     "date": str(entry.get("date") or content.get("date") or ""),
                     "title": str(entry.get("title") or headline), "file": entry["file"],
                     "words": text.count_words(clean), "text": clean, "raw": raw})
    articles = pd.DataFrame(rows).sort_values(["outlet", "article"], ignore_index=True)
    return Corpus(folder, str(content.get("title") or folder.name), str(content.get("date") or ""), articles,
                  _complete(content["camps"]))
