"""How many cue tokens of PolNeAR the cue lexicon covers.

    python benchmarks/cue_coverage.py POLNEAR_DIR [--top 30]

A cue token is one Cue span of the standoff files (POLNEAR_DIR/{train,dev}/attributions/*.ann; of an article
with several annotators the first file by name). It is covered if the lemma that analysis.cues finds for it
has a row in lexicons/cues.csv. The lexicon was chosen on train; dev only tells how it carries over.
"""
import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from analysis.tagging import cues  # noqa: E402


def cue_tokens(folder):
    """Texts of the cue spans of one split, lower-cased; the annotator is the last part of a file's name."""
    found, seen = [], set()
    for file in sorted((folder / "attributions").glob("*.ann")):
        article = file.stem.rsplit("_", 1)[0]
        if article in seen:
            continue
        seen.add(article)
        for line in file.read_text(encoding="utf-8").split("\n"):
            parts = line.split("\t")
            if len(parts) > 2 and parts[1].startswith("Cue "):
                found.append(parts[2].lower())
    if not found:
        sys.exit(f"no cue spans under {folder}")
    return found


def report(split, found, top):
    counts = Counter(cues.lemma(cue) in cues.LEXICON for cue in found)
    missed = Counter(cue for cue in found if cues.lemma(cue) not in cues.LEXICON)
    fields = Counter(cues.fields(cues.lemma(cue))[1] for cue in found)
    share = counts[True] / len(found)
    print(f"{split}: {counts[True]} of {len(found)} cue tokens covered = {share:.3f}; stance "
          + ", ".join(f"{name} {n / len(found):.3f}" for name, n in fields.most_common()))
    print("  not covered: " + " | ".join(f"{cue} {n}" for cue, n in missed.most_common(top)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("polnear", type=Path, help="folder that holds train/ and dev/")
    parser.add_argument("--top", type=int, default=30, help="how many uncovered cues to print")
    options = parser.parse_args()
    print(f"{len(cues.LEXICON)} rows")
    for split in ("train", "dev"):
        report(split, cue_tokens(options.polnear / split), options.top)


if __name__ == "__main__":
    main()
