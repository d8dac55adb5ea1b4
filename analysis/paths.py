"""Where things are. Every relative path a notebook gets is meant from the project root."""
import sys
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
