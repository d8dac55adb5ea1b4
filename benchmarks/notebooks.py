"""How long the notebooks take on the seeds, against the same notebooks with their imports alone.

    python benchmarks/notebooks.py [CORPUS]

Each notebook is executed as in a run, then once more with nothing but its parameters and its imports; the ratio says
what the work itself adds to starting a kernel and importing.
"""
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


def timed(notebook, target, places):
    begun = time.perf_counter()
    run.execute(notebook, target, places)
    return time.perf_counter() - begun


def main():
    corpus = str(Path(sys.argv[1] if len(sys.argv) > 1 else paths.ROOT / "seeds").resolve())
    total = [0.0, 0.0]
    print("| notebook | seconds | imports alone |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        places = {"corpus": corpus, "out": str(scratch / "out"), "figures": str(scratch / "figures")}
        for notebook in run.sequence():
            empty = bare(notebook, scratch)
            whole = timed(notebook, scratch / f"whole-{notebook.name}", places)
            alone = timed(empty, scratch / f"bare-{notebook.name}", places)
            total = [total[0] + whole, total[1] + alone]
            print(f"| {notebook.stem} | {whole:.1f} | {alone:.1f} |", flush=True)
    print(f"| together | {total[0]:.1f} | {total[1]:.1f} |\n\nratio {total[0] / total[1]:.2f}")


if __name__ == "__main__":
    main()
