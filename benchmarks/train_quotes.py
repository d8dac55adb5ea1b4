"""Train the quote tagger from PolNeAR train and our own coded events, and print its scores on PolNeAR dev.

    python benchmarks/train_quotes.py POLNEAR_DIR [--events FOLDER] [--out FOLDER] [--lists] [--jobs N]

writes quotes.npz to FOLDER (default: the package's models), from the word lists that lie in the package's models. With
--lists it first makes these anew (cue_words.tsv, clusters.tsv, punkt_tab/english/); the groups of words hang on the last
digits of the machine's algebra, so scores may then move a little. Each fit runs in a process of its own, which makes it
the same every time. About forty-five minutes of one core, or --jobs fits at a time.
"""

import argparse
import collections
import contextlib
import multiprocessing
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pycrfsuite
from nltk.tokenize.punkt import PunktTrainer

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
import events  # noqa: E402
import polnear  # noqa: E402
from analysis.tagging import features, tagger, tokens  # noqa: E402

LEAST = 0.02  # a feature none of whose weights reaches this is left out: dev scores stay the same
ENTRY = {"B-X": 0.3, "B-K": 0.6, "B-S": 0.6}  # added to the score of beginning a part: more recall
# fits of one model: algorithm, iterations, regularisation (c2), whether our own events are seen besides, share in the weights.
# They err apart, and their mean is such a model again. A stochastic fit alone is a matter of luck: between one epoch and the
# next, or when a word is cut otherwise, its dev score moves by up to six points; so there are three with small shares
FITS = (
    ("lbfgs", 150, 2.0, False, 0.45),
    ("lbfgs", 150, 2.0, True, 0.34),
    ("l2sgd", 30, 0.5, True, 0.07),
    ("l2sgd", 24, 0.5, True, 0.07),
    ("l2sgd", 27, 0.5, True, 0.07),
)
RAREST = 5  # a feature seen less often is left out
TIMES = 3  # how often our own events are given: they are few
OUTER = {"t-2", "s-2", "t2", "s2"}  # endings and shapes count up to the next word only


def punkt(articles, folder):
    """Sentence splitter parameters, as the four files of NLTK's punkt_tab, sorted."""
    trainer = PunktTrainer()
    trainer.train("\n".join(text for _, text, _ in articles), finalize=False)
    trainer.finalize_training()
    found = trainer.get_params()
    folder.mkdir(parents=True, exist_ok=True)
    seen = sorted((word, str(code)) for word, code in found.ortho_context.items() if len(word) > 1)
    for name, rows in (
        ("collocations.tab", sorted(found.collocations)),
        ("ortho_context.tab", seen),
        ("sent_starters.txt", [(w,) for w in sorted(found.sent_starters)]),
        ("abbrev_types.txt", [(w,) for w in sorted(found.abbrev_types) if w.isascii()]),
    ):
        (folder / name).write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")


def cue_words(articles, file):
    """Word forms and stems (with =) by how often they are part of a cue outside quotation marks."""
    seen, cues = collections.Counter(), collections.Counter()
    for _, text, attributions in articles:
        inside = {i for one in attributions for s, e in one["cue"] for i in range(s, e)}
        for start, end in polnear.paragraphs(text):
            part = text[start:end]
            spans = tokens.words(part)
            quoted = {
                i
                for first, last, closed in tokens.quotations(part, spans)
                if closed
                for i in range(first, last + 1)
            }
            for i, (s, e) in enumerate(spans):
                word = part[s:e].lower()
                if i not in quoted and word[0].isalpha():
                    for form in (word, "=" + features.stem(word)):
                        seen[form] += 1
                        cues[form] += start + s in inside
    rows = []
    for form in sorted(seen):
        rate, least = cues[form] / seen[form], 3 if form.startswith("=") else 5
        rank = 3 if rate > 0.5 else 2 if rate > 0.2 else 1 if rate > 0.05 else 0
        if seen[form] >= least and (rank or "=" not in form and features.stem(form) != form):
            rows.append(f"{form}\t{rank}")
    stems = {row.split("\t")[0]: row.split("\t")[1] for row in rows if row.startswith("=")}
    rows = [
        row
        for row in rows
        if row.startswith("=")
        or not row.endswith("\t0")
        or stems.get("=" + features.stem(row.split("\t")[0]), "0") != "0"
    ]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")


def clusters(articles, file, groups=128, context=400, least=6, kept=64):
    """Words used alike: k-means on the singular vectors of their positive pointwise mutual information
    with the words
    one and two places left and right (Bullinaria and Levy 2007); no random start."""
    lines = []
    for _, text, _ in articles:
        for start, end in polnear.paragraphs(text):
            part = text[start:end]
            found = [part[s:e].lower() for s, e in tokens.words(part)]
            lines.append(["0" if word[0].isdigit() else word for word in found])
    counts = collections.Counter(word for line in lines for word in line)
    known = [word for word, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if n >= least]
    number = {word: i for i, word in enumerate(known)}
    table = np.zeros((len(known), 4 * (context + 1)), np.float32)
    for line in lines:
        padded = [min(number.get(word, context), context) for word in ["", "", *line, "", ""]]
        for i, word in enumerate(line):
            if word in number:
                for place, (step, weight) in enumerate(((1, 1), (3, 1), (0, 0.5), (4, 0.5))):
                    table[number[word], place * (context + 1) + padded[i + step]] += weight
    expected = table.sum(1, keepdims=True) * table.sum(0) / table.sum()
    table = np.log(np.maximum(table / np.maximum(expected, 1e-9), 1))
    left, sizes, _ = np.linalg.svd(table, full_matrices=False)
    points = left[:, :kept] * np.sqrt(sizes[:kept])
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    centres = points[:groups].copy()
    for _ in range(40):
        group = (points @ centres.T).argmax(1)
        for k in set(group.tolist()):
            centre = points[group == k].sum(0)
            centres[k] = centre / (np.linalg.norm(centre) + 1e-9)
    file.write_text(
        "".join(f"{word}\t{k}\n" for word, k in sorted(zip(known, group.tolist()))), encoding="utf-8"
    )


def polnear_paragraphs(article):
    """[(text, section, attributions inside it)] of the paragraphs of an article of PolNeAR; its first is the headline."""
    _, text, attributions = article
    return [(text[start:end], "body" if number else "headline", [polnear.within(one, start, end) for one in attributions])
            for number, (start, end) in enumerate(polnear.paragraphs(text))]


def sequences(articles):
    """(features, labels) of each paragraph; a feature is its pattern and code."""
    for paragraphs in articles:
        seen, labels, carried = [], [], False
        for part, section, gold in paragraphs:
            spans = tokens.words(part)
            quoted = tokens.quotations(part, spans)
            firsts = features.units(part, spans, quoted)
            words = [part[s:e] for s, e in spans]
            seen.append(features.Paragraph(words, quoted, firsts, "h" if section == "headline" else "", carried))
            labels.append(tagger.encode(spans, [one for one in gold if one["content"]]))
            carried = bool(quoted) and not quoted[-1][2]
        look = features.look(seen)
        columns = [
            [f"{pattern}={code:x}" if code else "" for code in codes.tolist()]
            for pattern, codes in look.every().items()
            if pattern not in OUTER
        ]
        rows = [[name for name in row if name] for row in zip(*columns)]
        for given in labels:
            yield rows[: len(given)], given
            rows = rows[len(given) :]


def crf(folder, own, file, jobs):
    """Fit the tagger from PolNeAR in `folder` and the events in `own`, and write it; a label pair that never occurs is all but forbidden."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=spawn, max_tasks_per_child=1) as pool:
        given = [(folder, own if mine else None, algorithm, most, c2) for algorithm, most, c2, mine, _ in FITS]
        fits = list(pool.map(fit, *zip(*given)))
    average(fits, [share for *_, share in FITS], file)


def average(fits, shares, file):
    """Write the mean of fits (labels, transitions, weights of features by name and label)."""
    steps, weights, labels = 0, {}, sorted(fits[0][0])
    for (_, transitions, state_features), share in zip(fits, shares):
        steps += share * np.array(
            [[transitions.get((a, b), -30) + ENTRY.get(b[:3], 0) for b in labels] for a in labels]
        )
        for (name, label), weight in state_features.items():
            pattern, code = name.split("=")
            weights.setdefault((pattern, int(code, 16)), [0.0] * len(labels))[labels.index(label)] += (
                share * weight
            )
    kept = {name: found for name, found in weights.items() if max(map(abs, found)) >= LEAST}
    tagger.save(file, labels, steps, kept)


def fit(folder, own, algorithm, most, c2):
    """What CRFsuite learns from PolNeAR train and the events in `own`, if any: labels, transitions and state_features."""
    settings = {"c2": c2, "max_iterations": most, "feature.minfreq": RAREST}
    trainer = pycrfsuite.Trainer(algorithm=algorithm, params=settings, verbose=False)
    mine = [article for event in events.folders(own) for article in events.read(event)] if own else []
    for rows, labels in sequences([*map(polnear_paragraphs, polnear.read(folder / "train")), *mine * TIMES]):
        if rows:
            trainer.append(rows, labels)
    with tempfile.TemporaryDirectory() as place, contextlib.closing(pycrfsuite.Tagger()) as model:
        trainer.train(f"{place}/crf")
        model.open(f"{place}/crf")
        found = model.info()
        return list(found.labels), dict(found.transitions), dict(found.state_features)


def lists(articles, folder):
    """Make the word lists anew in `folder`."""
    punkt(articles, folder / "punkt_tab" / "english")
    tokens.PUNKT = folder / "punkt_tab" / "english"
    cue_words(articles, folder / "cue_words.tsv")
    features.CUE_WORDS = folder / "cue_words.tsv"
    clusters(articles, folder / "clusters.tsv")


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path, help="PolNeAR, with train/ and dev/")
    options.add_argument("--events", type=Path, default=Path(__file__).parent / "events", help="folder of coded events")
    options.add_argument("--out", type=Path, default=tagger.MODEL.parent)
    options.add_argument("--lists", action="store_true", help="make the word lists of the package anew first")
    options.add_argument("--jobs", type=int, default=1, help="fits at a time")
    given = options.parse_args()
    if given.lists:
        with tempfile.TemporaryDirectory() as place:
            lists(polnear.read(given.folder / "train"), Path(place))
            shutil.copytree(place, tagger.MODEL.parent, dirs_exist_ok=True)
    given.out.mkdir(parents=True, exist_ok=True)
    crf(given.folder, given.events, given.out / "quotes.npz", given.jobs)
    print(polnear.HEADER)
    print(polnear.row("this project", polnear.read(given.folder / "dev"), given.out / "quotes.npz"))


if __name__ == "__main__":
    main()
