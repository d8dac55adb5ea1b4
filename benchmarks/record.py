"""The scores that the study quotes of itself: analysis/models/scores.csv, written by the benchmarks alone.

A benchmark run with --record replaces its own rows; the validity card and the report read them.
"""
import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from analysis import paths  # noqa: E402

COLUMNS = ["benchmark", "system", "measure", "estimate", "low", "high", "n", "unit", "command"]


def record(benchmark: str, rows: list[dict], file: Path = paths.SCORES) -> None:
    """Put `rows` (dicts of COLUMNS but the first; numbers or "") into the file in place of those of `benchmark`."""
    kept = []
    if file.exists():
        with file.open(encoding="utf-8", newline="") as opened:
            kept = [row for row in csv.DictReader(opened) if row["benchmark"] != benchmark]
    new = [{"benchmark": benchmark, **{k: f"{v:.3f}" if isinstance(v, float) else v for k, v in row.items()}}
           for row in rows]
    with paths.whole(file) as part, part.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(kept + new, key=lambda row: row["benchmark"]))
