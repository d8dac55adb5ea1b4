"""Label the words of a paragraph as source, cue or content of an attribution: a linear-chain CRF, no parser.

The model is trained by benchmarks/train_quotes.py; its card stands beside it under models/.
"""
import functools
from pathlib import Path
from typing import NamedTuple

from analysis import features, tokens

MODEL = Path(__file__).parent / "models" / "quotes.crf"
LONGEST = 1500                                             # words in one sequence; a longer paragraph is cut


class Tagged(NamedTuple):
    """A paragraph with its words (spans), quotations (token indices) and one label a word."""
    text: str
    spans: list
    quoted: list
    firsts: list                                           # first token of each sentence
    labels: list


class Chunk(NamedTuple):
    """A run of words with one role: "source", "cue" or "content"; `side` is where its cue lies, "<" or ">"."""
    role: str
    side: str
    first: int
    last: int


ROLES = {"S": "source", "K": "cue", "X": "content"}


@functools.cache
def _crf(path=MODEL):
    import pycrfsuite

    crf = pycrfsuite.Tagger()
    crf.open(str(path))
    return crf


def tag(paragraphs, leads=(), model=MODEL):
    """[Tagged] for each paragraph of one article, in order; `leads` marks headlines with "h"."""
    crf, done, carried = _crf(model), [], False
    for number, text in enumerate(paragraphs):
        spans = tokens.words(text)
        quoted = features.quotations(text, spans)
        firsts = features.units(text, spans, quoted)
        rows = features.features(text, spans, quoted, firsts, leads[number] if leads else "", carried)
        labels = []
        for start, end in _pieces(firsts, len(rows)):
            labels += crf.tag(rows[start:end])
        done.append(Tagged(text, spans, quoted, firsts, labels))
        carried = bool(quoted) and not quoted[-1][2]
    return done


def _pieces(firsts, count):
    """Stretches of at most LONGEST words, cut at sentences where that is possible."""
    if count <= LONGEST:
        return [(0, count)] if count else []
    cuts, start = [], 0
    while count - start > LONGEST:
        inside = [i for i in firsts if start < i <= start + LONGEST]
        end = inside[-1] if inside else start + LONGEST
        cuts.append((start, end))
        start = end
    return cuts + [(start, count)]


def chunks(labels):
    """[Chunk] of a label sequence such as B-X>, I-X>, O, B-K>."""
    found = []
    for i, label in enumerate(labels):
        if len(label) < 4:
            continue
        role, side = ROLES[label[2]], label[3]
        same = found and found[-1].last == i - 1 and found[-1].role == role and found[-1].side == side
        if same and label[0] == "I":
            found[-1] = found[-1]._replace(last=i)
        else:
            found.append(Chunk(role, side, i, i))
    return found


def encode(spans, attributions):
    """Training labels for words at `spans` from gold attributions (role -> character spans); inverse of `chunks`.

    B/I and a role; behind it the side: content left (<) or right (>) of its cue, a source before (>) or after (<)
    its cue, a cue that looks right (>) or left (<) for its content. G is a gap inside an attribution.
    """
    labels = ["O"] * len(spans)
    for one in attributions:
        parts = [span for role in ("content", "cue", "source") for span in one[role]]
        low, high = min(s for s, _ in parts), max(e for _, e in parts)
        cue = one["cue"][0][0] if one["cue"] else low
        content = one["content"][0][0]
        for i, (s, e) in enumerate(spans):
            if low <= s and e <= high and labels[i] == "O":
                labels[i] = "G"
        for role, key in (("content", "X"), ("source", "S"), ("cue", "K")):
            begun = None
            for i, (s, e) in enumerate(spans):
                for start, end in one[role]:
                    if start < e and s < end and (labels[i] in "OG" or role != "content"):
                        side = ("<" if s < cue else ">") if role == "content" else \
                               ("<" if content < cue else ">") if role == "cue" else (">" if s < cue else "<")
                        labels[i] = ("I-" if begun == (i - 1, side) else "B-") + key + side
                        begun = (i, side)
    return labels
