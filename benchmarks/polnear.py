"""Score the quote tagger on PolNeAR (Newell, Margolin and Ruths 2018, LREC).

    python benchmarks/polnear.py POLNEAR_DIR --split dev

prints one row of a Markdown table. POLNEAR_DIR holds train/ and dev/ (and test/), each with text/ and
attributions/.
"""

import argparse
import bisect
import collections
import glob
import re
import resource
import sys
import time
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from record import record  # noqa: E402

KEYS = (
    "words",
    "gold",
    "found",
    "matched",
    "strict",
    "sourced",
    "both",
    "mine",
    "theirs",
    "quoted",
    "quoted_hit",
    "quoted_found",
    "quoted_right",
)
QUOTES = re.compile(r"[\"“”„]|``|''|(?<!\w)[‘'](?=\w[^'’]*\s[^'’]*['’](?!\w))")


def read(folder):
    """[(name, text, attributions)] of one split, by name.

    An attribution is {"content": spans, "cue": spans, "source": spans}, spans being (start, end) in order.
    Where several people annotated an article the first file by name counts.
    """
    folder, articles = Path(folder), []
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        notes = sorted((folder / "attributions").glob(glob.escape(path.stem) + "_*.ann"))
        if notes:
            articles.append((path.stem, text, standoff(notes[0].read_text(encoding="utf-8"))))
    return articles


def standoff(notes):
    """Attributions of one brat standoff file, in text order of their content."""
    spans, found = {}, []
    for line in notes.split("\n"):
        field = line.split("\t")
        if re.match(r"T\d+\t", line):
            spans[field[0]] = [tuple(map(int, part.split())) for part in field[1].split(" ", 1)[1].split(";")]
        elif re.match(r"E\d+\t", line):
            one = {"content": [], "cue": [], "source": []}
            for role, name in (part.split(":") for part in field[1].split()[1:]):
                one[role.lower().rstrip("0123456789")] += spans.get(
                    name, []
                )  # a few files name a span they lack
            found.append({role: sorted(parts) for role, parts in one.items()})
    return sorted((one for one in found if one["content"]), key=lambda one: one["content"])


def paragraphs(text):
    """[(start, end)] of the lines that are not blank."""
    return [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def within(one, start, end):
    """An attribution's spans inside text[start:end], counted from `start`."""
    return {
        role: [(max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and start < e]
        for role, spans in one.items()
    }


def overlap(one, other):
    """Jaccard of two sets."""
    return len(one & other) / len(one | other) if one or other else 1.0


def compare(gold, found, least=0.5):
    """One-to-one pairs (gold index, found index) with content overlap of at least `least`, best first."""
    scored = sorted(
        (
            (overlap(g["content"], f["content"]), -i, -j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if g["content"] & f["content"]
        ),
        reverse=True,
    )
    pairs, used_gold, used_found = [], set(), set()
    for score, i, j in scored:
        if score >= least and i not in used_gold and j not in used_found:
            pairs.append((-i, -j))
            used_gold.add(i)
            used_found.add(j)
    return pairs


def counts(text, gold, found):
    """What one article adds to the sums that `rates` divides; `found` has spans as `gold` has."""
    from analysis.tagging import tokens

    spans = tokens.words(text)
    starts = [s for s, _ in spans]

    def sets(one):
        out = {
            role: {
                i
                for s, e in one[role]
                for i in range(bisect.bisect_left(starts, s), bisect.bisect_left(starts, e))
            }
            for role in ("content", "source")
        }
        return out | {"quoted": any(QUOTES.search(text[s:e]) for s, e in one["content"])}

    gold, found = [sets(one) for one in gold], [sets(one) for one in found]
    pairs, strict = compare(gold, found), compare(gold, found, 0.9)
    sourced = sum(right_source(gold[i]["source"], found[j]["source"]) for i, j in pairs)
    mine = {i for one in found for i in one["content"]}
    theirs = {i for one in gold for i in one["content"]}
    return collections.Counter(
        words=len(text.split()),
        gold=len(gold),
        found=len(found),
        matched=len(pairs),
        strict=len(strict),
        sourced=sourced,
        both=len(mine & theirs),
        mine=len(mine),
        theirs=len(theirs),
        quoted=sum(one["quoted"] for one in gold),
        quoted_hit=sum(gold[i]["quoted"] for i, _ in pairs),
        quoted_found=sum(one["quoted"] for one in found),
        quoted_right=sum(found[j]["quoted"] for _, j in pairs),
    )


def right_source(gold, found):
    """The same words at least by half, or none where there is none."""
    return overlap(gold, found) >= 0.5


def rates(c):
    """The scores of a sum of `counts`."""

    def f(hits, one, other):
        return 2 * hits / max(one + other, 1)

    return {
        "token F1": f(c["both"], c["mine"], c["theirs"]),
        "F@.5": f(c["matched"], c["gold"], c["found"]),
        "F@.9": f(c["strict"], c["gold"], c["found"]),
        "quoted recall": c["quoted_hit"] / max(c["quoted"], 1),
        "quoted precision": c["quoted_right"] / max(c["quoted_found"], 1),
        "indirect recall": (c["matched"] - c["quoted_hit"]) / max(c["gold"] - c["quoted"], 1),
        "source right": c["sourced"] / max(c["matched"], 1),
        "end-to-end F": f(c["sourced"], c["gold"], c["found"]),
    }


def evaluate(articles, model=None):
    """[counts of each article], processor seconds spent tagging and linking."""
    from analysis.tagging import link

    per, spent = [], 0.0
    for _, text, gold in articles:
        places = paragraphs(text)
        begun = time.process_time()
        found = link.attributions(
            [text[s:e] for s, e in places], ["headline"], **({"model": model} if model else {})
        )
        spent += time.process_time() - begun
        moved = [
            {
                role: [
                    (places[one["paragraph"]][0] + s, places[one["paragraph"]][0] + e) for s, e in one[role]
                ]
                for role in ("content", "cue", "source")
            }
            for one in found
        ]
        per.append(counts(text, gold, moved))
    return per, spent


COLUMNS = (
    "token F1",
    "F@.5",
    "F@.9",
    "quoted recall",
    "quoted precision",
    "indirect recall",
    "source right",
    "end-to-end F",
)
HEADER = (
    "| system | "
    + " | ".join(COLUMNS)
    + " | words/s, 1 core | peak RSS, MB |\n"
    + "|---" * (len(COLUMNS) + 3)
    + "|"
)


def interval(per, name, draws=1000):
    """95 % bootstrap interval over articles of one of the rates."""
    rows = np.array([[one[key] for key in KEYS] for one in per])
    chosen = np.random.default_rng(0).integers(0, len(rows), (draws, len(rows)))
    values = [rates(dict(zip(KEYS, total)))[name] for total in rows[chosen].sum(1)]
    return np.quantile(values, [0.025, 0.975])


def row(system, articles, model=None, split=None):
    """A Markdown row of the scores with their intervals; peak memory is that of this process.

    With `split` the scores are recorded as those of the project on that split.
    """
    per, spent = evaluate(articles, model)
    total = sum(per, collections.Counter())
    scores = rates(total)
    spans = {name: interval(per, name) for name in COLUMNS}
    if split:
        record("PolNeAR " + split, [
            dict(system="tagger", measure=name, estimate=float(scores[name]), low=float(spans[name][0]),
                 high=float(spans[name][1]), n=total["gold"], unit="attributions",
                 command=f"python benchmarks/polnear.py POLNEAR_DIR --split {split} --record")
            for name in COLUMNS])
    cells = [f"{scores[name]:.3f} ({low:.3f}-{high:.3f})" for name, (low, high) in spans.items()]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {system} | " + " | ".join(cells) + f" | {total['words'] / spent:,.0f} | {peak:.0f} |"


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path, help="PolNeAR, with train/ and dev/")
    options.add_argument("--split", default="dev")
    options.add_argument("--record", action="store_true", help="write the scores to analysis/models/scores.csv")
    given = options.parse_args()
    articles = read(given.folder / given.split)
    print(HEADER)
    print(row("this project's CRF", articles, split=given.split if given.record else None))


if __name__ == "__main__":
    main()
