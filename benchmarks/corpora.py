"""Attributions against the hand codings of whole corpora: totals only, one row a corpus.

Use: python benchmarks/corpora.py FOLDER [FOLDER ...] [--record] [--listed] [--guessed]
Each folder holds a corpus.yaml, its articles and coding/reference.jsonl; where coding/traps.csv is there, a trap is
sprung when content found as speech overlaps it. Prints a Markdown table: n (core speech coded), precision, recall and
F at a Jaccard of .5 of the content's words, and the shares of matched attributions whose type, speaker, camp and
conduit are right. With --record the scores of all these corpora together are written to analysis/models/scores.csv, as
those of events that no rule was fitted to: give it the hold-outs alone. With --listed the speakers that
`python -m analysis check` proposes are put into corpus.yaml first, each under the camp that the coding has for the name. With --guessed
each listed actor is taken off its list in turn, and the camps that a check guesses are counted: of all folders together.
"""
import argparse
import copy
import csv
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from record import record  # noqa: E402

from analysis import corpus, quotes, text  # noqa: E402
from analysis.checking import validity  # noqa: E402
from analysis.intake import unlisted  # noqa: E402

FIELDS = ["type", "speaker", "camp", "via"]
HEADER = "| corpus | n | precision | recall | F | type | speaker | camp | conduit | traps sprung |\n" + "|---" * 10 + "|"


def sprung(folder, found):
    """(traps sprung, traps) of a corpus, or None where no traps are listed."""
    path = folder / "coding" / "traps.csv"
    if not path.exists():
        return None
    with open(path, encoding="utf-8", newline="") as lines:
        traps = list(csv.DictReader(lines))
    speech = found[found["kind"] == "speech"]
    spans = {name: [span for spans in part["spans"] for span in spans] for name, part in speech.groupby("article")}
    hit = [t for t in traps if any(a < int(t["end"]) and int(t["start"]) < b for a, b in spans.get(t["article"], []))]
    return len(hit), len(traps)


def listed(camps, folder, reference):
    """`camps` with the speakers that a check proposes, as somebody would list them who knows the coded camps."""
    coded = reference.groupby("speaker")["camp"].agg(lambda camp: camp.mode()[0])
    whole = {camp: entry | {"actors": dict(entry["actors"])} for camp, entry in camps.items()}
    study = corpus.load(folder)
    for one in unlisted.find(study, text.clean(study.articles), quotes.extract(study.articles, study.camps))[0]:
        camp = next((camp for who, camp in coded.items() if validity.same("speaker", who, one.name, camps)), "other")
        if camp != "other":
            whole[camp]["actors"][one.name] = one.aliases
    return whole


@cache
def compared(folder, proposed=False):
    """(coded and found attributions of a corpus side by side, what was found, camps); with all that is `listed`."""
    reference, _ = validity.load_coding(folder / "coding")
    camps = corpus.read_camps(folder / "corpus.yaml")
    camps = listed(camps, folder, reference) if proposed else camps
    articles = pd.DataFrame([(name, name, (folder / f"{name}.txt").read_bytes().decode("utf-8"))
                             for name in sorted(set(reference["article"]))], columns=["article", "outlet", "raw"])
    found = quotes.extract(articles, camps)
    return validity.match(reference, found), found, camps


def measured(folder, proposed=False):
    """({measure: share} of a corpus with n, the core speech coded; (traps sprung, traps) or None)."""
    matched, found, camps = compared(folder, proposed)
    scores = validity.scores(matched, draws=2).set_index("measure")["estimate"]
    right = validity.accuracy(matched, camps=camps).set_index("field")["estimate"]
    core = ((matched["status"] == "core") & (matched["kind_coded"] == "speech")).sum()
    return {"n": core, **scores, **right[FIELDS]}, sprung(folder, found)


def together(folders, command, system="all stages"):
    """F and the shares of right types, speakers, camps and conduits of all these corpora as one: rows for `record`, as
    `command` gives them.

    Speakers once more apart: those `validity.named`, and the others.
    """
    parts = [compared(folder) for folder in folders]
    matched = pd.concat([part for part, *_ in parts], ignore_index=True)
    sure = {quote for _, found, listed in parts for quote in found["quote"][validity.named(found, listed)]}
    camps = {(i, camp): entry for i, (*_, listed) in enumerate(parts) for camp, entry in listed.items()}
    right = [validity.accuracy(matched, camps=camps)]
    for name, part in matched.groupby(matched["quote"].isin(sure)):
        table = validity.accuracy(part, camps=camps)
        right.append(table[table["field"] == "speaker"].replace({"field": {"speaker": validity.OF_SPEAKERS[name]}}))
    rows = pd.concat([validity.scores(matched), *(table.rename(columns={"field": "measure"}) for table in right)])
    return [dict(system=system, measure=r.measure, estimate=float(r.estimate), low=float(r.low), high=float(r.high), n=int(r.n),
                 unit="coded and found" if r.measure == "F" else "found", command=command)
            for r in rows.itertuples() if r.measure in ("F", *FIELDS, *validity.OF_SPEAKERS.values())]


def guessed(folder):
    """How often the camp that a check guesses for an actor taken off the list is the list's, as a Counter."""
    counts, known = Counter(), {}
    study = corpus.load(folder, passages=known)
    passages = text.clean(study.articles, known)
    tagged = dict(zip(known, quotes.tag(list(known.values()))))
    for camp, entry in study.camps.items():
        for actor in entry["actors"]:
            rest = {name: aliases for name, aliases in entry["actors"].items() if name != actor}
            without = study._replace(camps=study.camps | {camp: entry | {"actors": rest}})
            found = pd.DataFrame([row for one in study.articles.itertuples() for row in quotes.rows(
                one.article, one.outlet, quotes.attributions(one.raw, without.camps, copy.deepcopy(tagged[one.article]),
                                                             known[one.article]))])
            for one in unlisted.find(without, passages, found, [actor])[0]:
                told = {name for name, _ in one.rests if name}
                kind = "clear" if one.camp else "perhaps" if told else "no camp"
                counts[kind, told == {camp}] += 1
    return counts


def row(folder, proposed=False):
    """The table's row of one corpus."""
    shares, traps = measured(folder, proposed)
    cells = [folder.name, str(shares.pop("n")), *(f"{share:.3f}" for share in shares.values()),
             "" if traps is None else f"{traps[0]} of {traps[1]}"]
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    options.add_argument("--record", action="store_true", help="write the scores of all together to analysis/models/scores.csv")
    options.add_argument("--listed", action="store_true", help="with the speakers listed that a check proposes")
    options.add_argument("--guessed", action="store_true", help="count how often the camps that a check guesses are right")
    given = options.parse_args()
    if given.guessed:
        counts = sum(map(guessed, given.folders), Counter())
        for kind in ("clear", "perhaps", "no camp"):
            print(f"{kind}: {counts[kind, True] + counts[kind, False]}, right {counts[kind, True]}")
        sys.exit()
    print(HEADER)
    for folder in given.folders:
        print(row(folder, given.listed))
    if given.record:
        command = "python benchmarks/corpora.py " + " ".join(f"tests/{folder.name}" for folder in given.folders) + " --record"
        record(f"{len(given.folders)} invented events that no rule was fitted to", together(given.folders, command))
