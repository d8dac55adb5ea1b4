"""How long the notebooks take on the seeds, against the same notebooks with their imports alone.

    python benchmarks/notebooks.py [CORPUS] [--rounds N]

Each notebook is executed as in a run, and once more with nothing but its parameters and its imports, right before; the
ratio says what the work itself adds to starting a kernel and importing. Beside the seconds by the clock stand those of
the processor (this process and the kernel), which other work on the machine disturbs less. With more than one round
the least of each counts.
"""
import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).parents[1]))
from analysis import paths, run  # noqa: E402


def bare(notebook, folder):
    """A copy of a notebook whose code cells hold their imports alone; the path."""
    nb = nbformat.read(notebook, as_version=4)
    for cell in nb.cells:
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", []):
            kept, inside = [], False
            for line in cell.source.splitlines():
                inside = inside or line.startswith(("from ", "import "))
                if inside:
                    kept.append(line)
                    inside = "(" in line and ")" not in line or inside and line.startswith(" ") and ")" not in line
            cell.source = "\n".join(kept)
    target = folder / notebook.name
    nbformat.write(nb, target)
    return target


def processor():
    """Processor seconds of this process and of the kernels that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def timed(notebook, target, places):
    """Seconds by the clock and of the processor."""
    begun, used = time.perf_counter(), processor()
    run.execute(notebook, target, places)
    return time.perf_counter() - begun, processor() - used


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("corpus", nargs="?", default=str(paths.ROOT / "seeds"))
    ask.add_argument("--rounds", type=int, default=1)
    given = ask.parse_args()
    rows = {}
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        places = {"corpus": str(Path(given.corpus).resolve()), "out": str(scratch / "out"), "figures": str(scratch / "figures")}
        run.execute(bare(run.sequence()[0], scratch), scratch / "warm.ipynb", places)       # papermill itself is imported
        for _ in range(given.rounds):
            for notebook in run.sequence():
                now = timed(bare(notebook, scratch), scratch / f"bare-{notebook.name}", places)
                now = timed(notebook, scratch / f"whole-{notebook.name}", places) + now
                rows[notebook.stem] = [min(pair) for pair in zip(now, rows.get(notebook.stem, now))]
    rows["together"] = [sum(column) for column in zip(*rows.values())]
    print("| notebook | seconds | processor | imports alone | processor |\n|---|---|---|---|---|")
    for name, row in rows.items():
        print(f"| {name} | " + " | ".join(f"{value:.1f}" for value in row) + " |")
    print(f"\nratio {row[0] / row[2]:.2f}, of processor seconds {row[1] / row[3]:.2f}")


if __name__ == "__main__":
    main()
