"""The lists of words that stand for frames: lexicons/frames.yaml, and the frames.yaml of a corpus."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import yaml

from analysis import paths

FILE = paths.LEXICONS / "frames.yaml"
KEYS = ["label", "family", "source", "about", "words"]
TERM = re.compile(r"[$€£]\*?|[^\W_](?:[\w'’ -]*[\w'’])?\*?")


class FrameError(ValueError):
    """A frames.yaml cannot be used; the message names the file, the frame and what to do."""


def load(folder: str | Path | None = None) -> dict[str, dict]:
    """The frames by name: label, family, source, about, words; those of `folder`/frames.yaml added.

    Raises FrameError, every problem a line.
    """
    frames = _read(FILE, {})
    path = Path(folder) / "frames.yaml" if folder else None
    return _read(path, frames) if path and path.exists() else frames


def check(folder: str | Path) -> list[str]:
    """What is wrong with the frames.yaml of a corpus folder, one sentence each; nothing if there is none."""
    try:
        load(folder)
    except FrameError as error:
        return str(error).splitlines()
    return []


def _read(path: Path, known: dict) -> dict[str, dict]:
    name = f"{path.parent.name}/{path.name}"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise FrameError(
            f"{name}: is not valid YAML in UTF-8" + (f", see line {mark.line + 1}" if mark else "")
        ) from None
    frames = content.get("frames") if isinstance(content, dict) else None
    if not isinstance(frames, dict) or not frames or set(content) != {"frames"}:
        raise FrameError(f"{name}: should hold one key 'frames:' with a name for each frame and its 'words:' below")
    problems = [problem for frame, entry in frames.items() for problem in _check(f"{name}, frame '{frame}'", entry)]
    if problems:
        raise FrameError("\n".join(problems))
    merged = {frame: {**entry} for frame, entry in known.items()}
    for frame, entry in frames.items():
        old = merged.get(str(frame), {"label": str(frame).replace("_", " ").capitalize(), "family": "own", "source": "",
                                      "about": "", "words": []})
        words = list(dict.fromkeys([*old["words"], *(str(word).strip() for word in entry["words"])]))
        merged[str(frame)] = {**old, **{key: str(value) for key, value in entry.items() if key != "words"},
                              "words": words}
    return merged


def _check(where: str, entry) -> list[str]:
    if not isinstance(entry, dict):
        return [f"{where}: should hold 'words:', a list"]
    problems = []
    for key in entry:
        if key not in KEYS:
            near = difflib.get_close_matches(str(key), KEYS, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(KEYS)}"
            problems.append(f"{where}: unknown key '{key}'; {hint}")
    words = entry.get("words")
    if not isinstance(words, list) or not words:
        return [*problems, f"{where}: 'words:' should be a list, as in [clash*, at odds]"]
    for word in words:
        if not isinstance(word, str):
            problems.append(f"{where}: {word!r} is no word; put it in quotes")
        elif not TERM.fullmatch(word.strip()):
            problems.append(f"{where}: '{word}' is no word or phrase; a * may stand at its end only")
    return problems
