"""Train everything the quote tagger ships from PolNeAR train, and print the scores on dev.

    python benchmarks/train_quotes.py POLNEAR_DIR [--out FOLDER]

writes quotes.crf, cue_words.tsv and punkt_tab/english/ to FOLDER (default: the package's models). Nothing is drawn
at random: training again gives the same files. About ten minutes on one core.
"""
import argparse
import collections
import shutil
import sys
import tempfile
from pathlib import Path

import pycrfsuite
from nltk.tokenize.punkt import PunktTrainer

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
import polnear  # noqa: E402
from analysis import features, tagger, tokens  # noqa: E402

SETTINGS = {"c1": 0.0, "c2": 0.5, "max_iterations": 150, "feature.minfreq": 5}


def punkt(articles, folder):
    """Sentence splitter parameters, as the four files of NLTK's punkt_tab, sorted."""
    trainer = PunktTrainer()
    trainer.train("\n".join(text for _, text, _ in articles), finalize=False)
    trainer.finalize_training()
    found = trainer.get_params()
    folder.mkdir(parents=True, exist_ok=True)
    seen = sorted((word, str(code)) for word, code in found.ortho_context.items() if len(word) > 1)
    for name, rows in (("collocations.tab", sorted(found.collocations)), ("ortho_context.tab", seen),
                       ("sent_starters.txt", [(w,) for w in sorted(found.sent_starters)]),
                       ("abbrev_types.txt", [(w,) for w in sorted(found.abbrev_types) if w.isascii()])):
        (folder / name).write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")


def cue_words(articles, file):
    """Word forms and stems (with =) by how often they are part of a cue outside quotation marks."""
    seen, cues = collections.Counter(), collections.Counter()
    for _, text, attributions in articles:
        inside = {i for one in attributions for s, e in one["cue"] for i in range(s, e)}
        for start, end in polnear.paragraphs(text):
            part = text[start:end]
            spans = tokens.words(part)
            quoted = {i for first, last, closed in features.quotations(part, spans) if closed
                      for i in range(first, last + 1)}
            for i, (s, e) in enumerate(spans):
                word = part[s:e].lower()
                if i not in quoted and word[0].isalpha():
                    for form in (word, "=" + features.stem(word)):
                        seen[form] += 1
                        cues[form] += start + s in inside
    rows = []
    for form in sorted(seen):
        rate, least = cues[form] / seen[form], 3 if form.startswith("=") else 5
        rank = 3 if rate > .5 else 2 if rate > .2 else 1 if rate > .05 else 0
        if seen[form] >= least and (rank or "=" not in form and features.stem(form) != form):
            rows.append(f"{form}\t{rank}")
    stems = {row.split("\t")[0]: row.split("\t")[1] for row in rows if row.startswith("=")}
    rows = [row for row in rows if row.startswith("=") or not row.endswith("\t0")
            or stems.get("=" + features.stem(row.split("\t")[0]), "0") != "0"]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")


def sequences(articles):
    """(features, labels) of each paragraph."""
    for _, text, attributions in articles:
        carried = False
        for number, (start, end) in enumerate(polnear.paragraphs(text)):
            part = text[start:end]
            spans = tokens.words(part)
            quoted = features.quotations(part, spans)
            firsts = features.units(part, spans, quoted)
            rows = features.features(part, spans, quoted, firsts, "" if number else "h", carried)
            gold = [polnear.within(one, start, end) for one in attributions]
            yield rows, tagger.encode(spans, [one for one in gold if one["content"]])
            carried = bool(quoted) and not quoted[-1][2]


def crf(articles, file, settings=SETTINGS):
    """Fit the tagger with l-bfgs."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(settings)
    for rows, labels in sequences(articles):
        if rows:
            trainer.append(rows, labels)
    trainer.train(str(file))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="PolNeAR, with train/ and dev/")
    options.add_argument("--out", type=Path, default=tagger.MODEL.parent)
    given = options.parse_args()
    articles = polnear.read(given.folder / "train")
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        punkt(articles, place / "punkt_tab" / "english")
        tokens.PUNKT = place / "punkt_tab" / "english"
        cue_words(articles, place / "cue_words.tsv")
        features.CUE_WORDS = place / "cue_words.tsv"
        crf(articles, place / "quotes.crf")
        shutil.copytree(place, given.out, dirs_exist_ok=True)
    print(polnear.HEADER)
    print(polnear.row("CRF", polnear.read(given.folder / "dev"), given.out / "quotes.crf"))


if __name__ == "__main__":
    main()
