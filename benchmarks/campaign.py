"""Attributions against the hand coding of real news: articles of PolNeAR, coded by the project's codebook.

Use: python benchmarks/campaign.py POLNEAR_DIR [--record]
benchmarks/campaign/ holds the coding without the articles' words, which belong to their publishers: held_out (16 articles of
PolNeAR dev, each coded by two; nobody reads what the engine gets wrong there) and read (64 of train and 8 of dev). The
words are put back from POLNEAR_DIR, and what is printed is the table of corpora.py.
"""
import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import corpora  # noqa: E402
import polnear  # noqa: E402
from record import record  # noqa: E402

CODING = HERE / "campaign"
PARTS = ["held_out", "read"]


def rebuilt(part, texts, folder):
    """A corpus in `folder` from the coding of a part and {name: text}: articles, corpus.yaml, coding with contents."""
    (folder / "coding").mkdir(parents=True)
    shutil.copy(CODING / "corpus.yaml", folder)
    shutil.copy(CODING / part / "traps.csv", folder / "coding")
    rows = [json.loads(line) for line in (CODING / part / "reference.jsonl").read_text(encoding="utf-8").splitlines()]
    for name in {row["article"] for row in rows}:
        (folder / f"{name}.txt").write_bytes(texts[name].encode("utf-8"))
    for row in rows:
        words = {field: " ".join(texts[row["article"]][start:end] for start, end in row[place])
                 for field, place in (("content", "spans"), ("cue", "cue"), ("source", "source"))}
        row |= words | {"note": ""}
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "coding" / "reference.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="PolNeAR, with train/ and dev/")
    options.add_argument("--record", action="store_true", help="write the scores of held_out to analysis/models/scores.csv")
    given = options.parse_args()
    texts = {name: text for split in ("train", "dev") for name, text, _ in polnear.read(given.folder / split)}
    print(corpora.HEADER)
    with tempfile.TemporaryDirectory() as place:
        for part in PARTS:
            print(corpora.row(rebuilt(part, texts, Path(place) / part)))
        if given.record:
            held = Path(place) / PARTS[0]
            count = len(list(held.glob("*.txt")))
            record(f"{count} real articles that no rule was fitted to",
                   corpora.together([held], "python benchmarks/campaign.py POLNEAR_DIR --record", "all stages, real news"))


if __name__ == "__main__":
    main()
