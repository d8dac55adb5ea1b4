"""Where things are, and how a file is written whole. Every relative path a notebook gets is meant from the project root."""
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "analysis"
LEXICONS = PACKAGE / "lexicons"
MODELS = PACKAGE / "models"
SCORES = MODELS / "scores.csv"
NOTEBOOKS = ROOT / "notebooks"
SEEDS = ROOT / "seeds"
FIGURES = ROOT / "figures"


def python() -> str:
    """The interpreter as it is typed here: .venv/bin/python from the folder that holds it, else python."""
    own = Path(sys.executable)
    return own.relative_to(Path.cwd()).as_posix() if own.is_relative_to(Path.cwd()) else "python"


def resolve(place: str | Path) -> Path:
    """`place` itself if absolute, else the path of that name below the project root."""
    place = Path(place).expanduser()
    return place if place.is_absolute() else ROOT / place


def shown(place: str | Path) -> str:
    """`place` as prose may show it: relative to the project root, or only its last two parts."""
    place = Path(place)
    if place.is_relative_to(ROOT):
        return place.relative_to(ROOT).as_posix()
    return "/".join(place.parts[-2:])


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; moved into place when all went well, so that nobody meets half a file.

    The folder is made if missing. After an error nothing is left beside `path`, and `path` is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
