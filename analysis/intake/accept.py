"""Speakers put into the corpus.yaml of a corpus: lines are added, and nothing that stands there is touched.

The place is found in the parsed file, so that comments, order, line ends and encoding stay (Windows-1252 pasted into
UTF-8 becomes UTF-8). What was written is read again before it is moved into place: it must say what the file said and
the new actors, and be in order.
"""
from __future__ import annotations

import copy
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import yaml

from analysis import corpus, paths
from analysis.intake import schema, start
from analysis.intake.decoding import decode, encoding

STEP = 2                 # blanks that a line stands further in than the key it belongs to


class Line(NamedTuple):
    """An actor to be listed."""
    camp: str
    name: str
    aliases: list[str]
    note: str = ""       # a comment behind it


def write(place: str | Path, lines: list[Line]) -> Path:
    """Put `lines` into corpus.yaml of the corpus at `place`; its path. Moved into place when whole.

    CorpusError, with every fault, if one of them cannot be put there; then none is.
    """
    path = (corpus.locate(place)[0] / "corpus.yaml").resolve()
    data = path.read_bytes()
    try:
        text, code = decode(data), encoding(data)
    except ValueError as error:
        raise corpus.CorpusError(f"{path}: {error}") from None
    if not path.stat().st_mode & 0o222:
        raise corpus.CorpusError(f"{path}: may only be read; allow it to be written and try again")
    content, problems = schema.parsed(text, path)
    problems += schema.camps(content.get("camps"), path.name)
    problems = problems or [fault for line in lines if (fault := _fault(line, content["camps"]))]
    new, wanted = text, copy.deepcopy(content)
    for line in [] if problems else lines:
        new = added(new, line)
        entry = wanted["camps"].setdefault(line.camp, {})          # 'other' may be new
        entry["actors"] = ({} if schema.blank(entry.get("actors")) else entry["actors"]) | {line.name: line.aliases}
    if not problems:
        problems = _unlike(new, wanted, path)
    if problems:
        raise corpus.CorpusError("\n".join(problems))
    try:
        whole = new.encode({"windows-1252": "cp1252", "mixed": "utf-8"}.get(code, code))
        same = decode(whole) == new
    except UnicodeEncodeError:
        same = False
    if not same:
        raise corpus.CorpusError(f"{path}: is kept as {code.upper()}, which cannot hold what is to be added; "
                                 "save it as UTF-8 and try again")
    with paths.whole(path) as part:
        part.write_bytes(whole)
        shutil.copymode(path, part)
    return path


def _fault(line: Line, camps: dict) -> str:
    """Why a line cannot be added; "" if it can."""
    known = [camp for camp in camps if camp != "other"]
    if line.camp not in (*known, "other"):
        near = schema.near(line.camp, [*known, "other"])
        return f"{line.name}: there is no camp '{line.camp}'; " + (
            f"did you mean '{near}'?" if near else f"the camps are {', '.join(known)}, and other for who is on no side")
    holder = next((camp for camp, entry in camps.items() if line.name in (entry.get("actors") or {})), None)
    return f"{line.name}: is listed already, in camp '{holder}'" if holder else ""


def _unlike(new: str, wanted: dict, path: Path) -> list[str]:
    """What keeps the new text from being written: it is not valid, or does not say what it should."""
    try:
        content, problems = schema.parsed(new, path)
    except corpus.CorpusError:
        content, problems = None, []
    if not problems:
        problems = schema.camps(content["camps"], path.name) if content == wanted else \
            ["the file is written in a way in which no line can be added safely; add it by hand"]
    return [f"{path.name} is left as it is: {problem}" for problem in problems]


def added(text: str, line: Line) -> str:
    """`text`, a corpus.yaml in order, with an actor more."""
    camps = _child(yaml.compose(text, yaml.BaseLoader), "camps")[1]
    entry = start.entry(line.name, line.aliases)
    if not _child(camps, line.camp):
        return _behind(text, camps, f"{line.camp}: {{actors: {{{entry}}}}}") if camps.flow_style else \
            _behind(text, camps, f"{line.camp}:      # on no side", " " * STEP + "actors:", " " * 2 * STEP + noted(line))
    camp = _child(camps, line.camp)[1]
    key, actors = _child(camp, "actors") or (None, None)
    if actors is None:
        return _behind(text, camp, f"actors: {{{entry}}}") if camp.flow_style else \
            _behind(text, camp, "actors:", " " * STEP + noted(line))
    if actors.value and not isinstance(actors, yaml.ScalarNode):
        return _behind(text, actors, entry if actors.flow_style else noted(line))
    low, high = actors.start_mark.index, actors.end_mark.index          # none yet: nothing, "{}", "~"
    if camp.flow_style or text[low:high].strip():
        return f"{text[:low]}{' ' * (text[low - 1] == ':')}{{{entry}}}{text[high:]}"
    return _new_line(text, key.end_mark.index, key.start_mark.column + STEP, [noted(line)])


def noted(line: Line) -> str:
    """A line as it stands in the file, its note behind it; within braces it stands without."""
    return start.entry(line.name, line.aliases) + (f"      # {' '.join(line.note.split())}" if line.note else "")


def _child(node: yaml.MappingNode, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    """(key, value) of a mapping."""
    return next(((key, value) for key, value in node.value if key.value == name), None)


def _end(node: yaml.Node, text: str) -> int:
    """Where a value ends: a block ends with its last value, not at what the parser meets next."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, text)
    return len(text[:node.end_mark.index].rstrip()) if getattr(node, "style", None) in ("|", ">") else node.end_mark.index


def _behind(text: str, node: yaml.MappingNode, *lines: str) -> str:
    """`text` with lines behind the last entry of a mapping; where it stands in braces, within them."""
    end = _end(node.value[-1][1], text)
    if node.flow_style:
        return f"{text[:end]}, {lines[0]}{text[end:]}"
    return _new_line(text, end, node.value[0][0].start_mark.column, list(lines))


def _new_line(text: str, at: int, column: int, lines: list[str]) -> str:
    """`text` with lines below the one in which a character stands."""
    mark = re.search(r"\r\n|\n|\r", text)
    mark = mark[0] if mark else "\n"
    end = re.compile(r"[\r\n]|\Z").search(text, at).start()
    return text[:end] + "".join(f"{mark}{' ' * column}{line}" for line in lines) + text[end:]
