"""The results of an earlier run, kept until those of a new one are whole."""
from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis import paths

ASIDE = ".earlier"       # folder of the copies while a run replaces the results
FILES = {"tables": "*.parquet", "texts": "*.txt", "notebooks": "[0-9]*-*.ipynb", "figures": "[0-9]*-*.*"}
FAILED = ".failed.ipynb"


def _files(place: str | Path, name: str) -> list[Path]:
    return [path for path in sorted(Path(place).glob(FILES[name])) if path.is_file() and not path.name.endswith(FAILED)]


def restore(out: Path) -> None:
    """Put back what a run that did not end has replaced in `out`; a notebook that failed stays, to be looked at."""
    aside = out / ASIDE
    if not (aside / "places.json").is_file():
        return
    for name, place in json.loads((aside / "places.json").read_text(encoding="utf-8")).items():
        old = _files(aside / name, name)
        for path in _files(place, name):
            if not (aside / name / path.name).exists():
                path.unlink()
        for path in old:
            with paths.whole(Path(place) / path.name) as part:
                shutil.copy2(path, part)
    shutil.rmtree(aside)


@contextmanager
def kept(out: Path, figures: Path) -> Iterator[None]:
    """Within it a run may replace the results in `out` and `figures`; if it fails, those of the run before are back.

    Kept are the results of a complete run, one with a report. What a killed run left is put right by the next one.
    """
    restore(out)
    places = {"tables": out / "tables", "texts": out / "texts", "notebooks": out / "notebooks", "figures": figures}
    if (out / "report").is_dir():
        part = out / f"{ASIDE}.part"
        shutil.rmtree(part, ignore_errors=True)
        for name, place in places.items():
            (part / name).mkdir(parents=True)
            for path in _files(place, name):
                shutil.copy2(path, part / name)
        (part / "places.json").write_text(json.dumps({name: str(place) for name, place in places.items()}), encoding="utf-8")
        shutil.rmtree(out / ASIDE, ignore_errors=True)
        os.rename(part, out / ASIDE)
    try:
        yield
    except BaseException:
        restore(out)
        raise
    shutil.rmtree(out / ASIDE, ignore_errors=True)
