"""Score every scorer on a split of NewsMTSC (Hamborg and Donnay 2021, EACL): sentiment towards a named target.

    python benchmarks/newsmtsc.py FILE.jsonl [--thresholds TRAIN.jsonl]

prints one row of a Markdown table for each scorer (macro-F1, accuracy, F1 of each class), then how many sentences all of
them together read in a second of processor time. The model gives a class of its own; the scores of the others become
classes by two cuts, chosen for macro-F1 on the train split: CUTS, which --thresholds chooses again. The word lists see
the whole sentence, prepared as in the study; they know no target.
"""
import argparse
import itertools
import json
import sys
import time
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from record import record  # noqa: E402

from analysis.scoring import scorers, tone  # noqa: E402

CUTS = {"textblob_polarity": (0.0, 0.0), "vader": (0.0, 0.35)}
GUESS = "guessing by the shares of the classes"


def read(file):
    """[(sentence, target mentions [(start, end)], class 0 to 2, article)]: a row each target."""
    rows = []
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        article = "_".join(one["primary_gid"].split("_")[:3])
        rows += [(one["sentence_normalized"], [(target["from"], target["to"])], int(target["polarity"] / 2 - 1), article)
                 for target in one["targets"]]
    return rows


def f1(truth, found):
    """F1 of each class."""
    truth, found = np.asarray(truth), np.asarray(found)
    return [2 * np.sum((truth == k) & (found == k)) / max(np.sum(truth == k) + np.sum(found == k), 1) for k in range(3)]


def prepared(rows):
    """The sentences with their target marked and everything else as the scorers get it in the study."""
    return [scorers.clean(tone.mark(text, spans)) for text, spans, *_ in rows]


def classes(scores, cuts):
    """0 below the first cut, 2 above the second one, else 1."""
    scores = np.asarray(scores)
    return np.where(scores < cuts[0], 0, np.where(scores > cuts[1], 2, 1))


def choose(rows):
    """The cuts between -.5 and .5 with the best macro-F1, for each word list."""
    texts, truth, grid = prepared(rows), [row[2] for row in rows], np.round(np.arange(-.5, .51, .05), 2)
    found = {}
    for name in CUTS:
        scores = scorers.SCORERS[name](texts)
        pairs = [pair for pair in itertools.product(grid, grid) if pair[0] <= pair[1]]
        found[name] = max(pairs, key=lambda pair: np.mean(f1(truth, classes(scores, pair))))
    return {name: tuple(float(cut) + 0.0 for cut in pair) for name, pair in found.items()}


def speed(rows):
    """Sentences/s with preparation and without it, all scorers together, nothing in the caches, by processor time."""
    texts = list({tone.mark(text, spans): None for text, spans, *_ in rows})
    for cached in (scorers.clean, scorers._textblob):
        cached.cache_clear()
    begun = time.process_time()
    cleaned = [scorers.clean(text) for text in texts]
    ready = time.process_time()
    for scorer in scorers.SCORERS.values():
        scorer(cleaned)
    done = time.process_time()
    return len(texts) / (done - begun), len(texts) / (done - ready)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--thresholds", type=Path, help="the train split: choose the cuts of the word lists again")
    options.add_argument("--record", action="store_true", help="write the scores to analysis/models/scores.csv")
    given = options.parse_args()
    rows, cuts = read(given.file), CUTS
    if given.thresholds:
        cuts = choose(read(given.thresholds))
        print("cuts: " + ", ".join(f"{name} {low:g} and {high:g}" for name, (low, high) in cuts.items()))
    texts, truth = prepared(rows), np.array([row[2] for row in rows])
    shares = np.bincount(truth, minlength=3) / len(truth)
    print(f"{len(rows)} targets: {', '.join(f'{n} {name}' for n, name in zip(np.bincount(truth), tone.CLASSES))}\n")
    print("| scorer | macro-F1 | accuracy | F1 negative | F1 neutral | F1 positive | sentences/s |\n|---|---|---|---|---|---|---|")
    print(f"| {GUESS} | {np.mean(shares):.3f} | {np.sum(shares ** 2):.3f} | " + " | ".join(f"{s:.3f}" for s in shares) + " | |")
    kept = [(GUESS, float(np.mean(shares)), float(np.sum(shares ** 2)))]
    for name, cut in {**cuts, "target_aware": None}.items():
        scorers.SCORERS[name](texts[:5])
        begun = time.process_time()
        found = tone.probabilities(texts).argmax(axis=1) if cut is None else classes(scorers.SCORERS[name](texts), cut)
        spent, each = time.process_time() - begun, f1(truth, found)
        print(f"| {name} | {np.mean(each):.3f} | {np.mean(found == truth):.3f} | " + " | ".join(f"{value:.3f}" for value in each)
              + f" | {len(texts) / spent:,.0f} |")
        kept.append((name, float(np.mean(each)), float(np.mean(found == truth))))
    if given.record:
        command = f"python benchmarks/newsmtsc.py {given.file.name} --record"
        record("NewsMTSC " + given.file.stem, [
            dict(system=name, measure=measure, estimate=value, low="", high="", n=len(rows), unit="targets", command=command)
            for name, *values in kept for measure, value in zip(("macro-F1", "accuracy"), values)])
    print("\nAll together: {:,.0f} sentences/s with preparation, {:,.0f} without.".format(*speed(rows)))


if __name__ == "__main__":
    main()
