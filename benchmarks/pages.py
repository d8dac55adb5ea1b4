"""How the cleaning does on pages labelled line by line, and on the sections of the corpora in tests/.

    python benchmarks/pages.py [--lines] [--blind]

prints Markdown rows: of a set of pages, article paragraphs kept, other lines dropped, headlines found as such, and
attributions that the page and the article alone have in common, of those in either; of a corpus, lines rightly kept or dropped and, of headlines,
decks and captions, those found as such. --lines lists the wrong lines of the pages that may be looked at;
--blind counts tests/pages_blind too, which should be done seldom.
"""
import argparse
import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import dirty

from analysis import text

TESTS = Path(dirty.__file__).parent
SHOWN = ("tuned",)                   # the other sets are held out: only their totals are printed


def sets(blind: bool) -> dict[str, list[dirty.Page]]:
    """Name -> pages: the folders of tests/pages, and on demand tests/pages_blind."""
    return {path.name: dirty.pages(path.name) for path in sorted(dirty.PAGES.iterdir()) if path.is_dir()} | \
        ({"pages_blind": dirty.blind()} if blind else {})


def sections(corpus: Path) -> tuple[int, int, int, int]:
    """Lines rightly kept or dropped, of how many; headlines, decks and captions found as such, of how many."""
    right = lines = named = special = 0
    with open(corpus / "coding" / "sections.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for article in sorted({row["article"] for row in rows}):
        raw = (corpus / f"{article}.txt").read_bytes().decode("utf-8-sig", "replace")
        found = text.passages(raw)
        for row in rows:
            if row["article"] == article:
                start, end = int(row["start"]), int(row["end"])
                own = max(found, key=lambda p: min(p.end, end) - max(p.start, start)).section
                lines, right = lines + 1, right + ((own == "dropped") == (row["section"] == "dropped"))
                if row["section"] in ("headline", "deck", "caption"):
                    special, named = special + 1, named + (own == row["section"])
    return right, lines, named, special


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--blind", action="store_true")
    wanted = parser.parse_args()
    print("| pages | n | paragraphs kept | of | other lines dropped | of | headlines found | attributions shared | of |\n"
          "|---|---|---|---|---|---|---|---|---|")
    for name, pages in sets(wanted.blind).items():
        score, (same, either) = dirty.shares(pages), dirty.same_attributions(pages, plain=True)
        print(f"| {name} | {len(pages)} | {score['kept']:.3f} | {score['paragraphs']} | {score['dropped']:.3f} | "
              f"{score['lines']} | {score['headlines']:.3f} | {same / either:.3f} | {either} |", flush=True)
        for page in pages if wanted.lines and name in SHOWN else ():
            wrong = [f"{'LOST' if label in 'hdbc' else 'KEPT'} {label} [{why}] {line[:150]}"
                     for label, kept, why, line in dirty.verdicts(page) if label != "s" and kept != (label != "-")]
            one, other = dirty.found(page.raw, True), dirty.found(page.clean, True)
            wrong += [f"MORE {row[:2]}" for row in one - other] + [f"LESS {row[:2]}" for row in other - one]
            print("\n".join([page.name, *wrong]) if wrong else page.name)
    print("\n| corpus | lines rightly kept or dropped | of | headline, deck, caption right | of |\n|---|---|---|---|---|")
    for path in sorted(TESTS.glob("corpus_*/coding/sections.csv")):
        right, lines, named, special = sections(path.parents[1])
        print(f"| {path.parents[1].name} | {right / lines:.3f} | {lines} | {named / special:.3f} | {special} |")


if __name__ == "__main__":
    main()
