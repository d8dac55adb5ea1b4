"""Label the words of a paragraph as source, cue or content of an attribution: a linear-chain CRF, no parser.

The model is trained by benchmarks/train_quotes.py; its card stands beside it under models/.
"""
import bisect
import functools
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis import features, tokens

MODEL = Path(__file__).parent / "models" / "quotes.npz"
MEMORY = 400_000                                           # looked-up keys kept
LONGEST = 1500                                             # words in one sequence; a longer paragraph is cut


class Tagged(NamedTuple):
    """A paragraph with its words (spans), quotations (token indices) and one label a word."""
    text: str
    spans: list
    quoted: list
    firsts: list                                           # first token of each sentence
    labels: list


class Chunk(NamedTuple):
    """A run of words with one role: source, cue or content; its cue lies on its `side`, < before or > behind it."""
    role: str
    side: str
    first: int
    last: int


ROLES = {"S": "source", "K": "cue", "X": "content"}


class Crf(NamedTuple):
    """A trained model: weights of feature strings by label, of label pairs, and what it has looked up so far."""
    labels: list
    steps: np.ndarray                                      # (labels, labels): from, to
    weights: np.ndarray                                    # (features, labels)
    rows: dict                                             # feature string -> row of weights
    known: dict                                            # key -> row of sums
    sums: list                                             # one array, (keys, labels), with room for more


@functools.lru_cache(4)
def load(path=MODEL):
    """The model of a file written by `save`."""
    with np.load(path) as data:
        names = data["features"].tobytes().decode("utf-8").split("\n")
        labels = data["labels"].tobytes().decode("utf-8").split("\n")
        weights = np.zeros((len(names), len(labels)), np.float32)
        weights.flat[np.cumsum(data["gaps"], dtype=np.int64)] = data["values"]
        return Crf(labels, data["steps"], weights, dict(zip(names, range(len(names)))), {},
                   [np.zeros((4096, len(labels)), np.float32)])


def save(path, labels, steps, weights):
    """Write a model; `weights` maps a feature string to one weight a label."""
    names = sorted(weights)
    table = np.array([weights[name] for name in names], np.float32)
    places = np.flatnonzero(table)
    np.savez_compressed(path, features=np.frombuffer("\n".join(names).encode(), np.uint8),
                        labels=np.frombuffer("\n".join(labels).encode(), np.uint8), steps=np.float32(steps),
                        gaps=np.diff(places, prepend=0).astype(np.uint16),
                        values=table.flat[places].astype(np.float16))


def _emissions(crf, keys):
    """(words, labels) scores of one sequence."""
    known, numbers = crf.known, []
    for row in keys:
        for key in row:
            number = known.get(key)
            if number is None:
                number = known[key] = len(known)
                if number == len(crf.sums[0]):
                    crf.sums[0] = np.concatenate([crf.sums[0], np.zeros_like(crf.sums[0])])
                found = [crf.rows[name] for name in features.expand(key) if name in crf.rows]
                crf.sums[0][number] = crf.weights[found].sum(0)
            numbers.append(number)
    if len(known) > MEMORY:
        known.clear()
    return crf.sums[0][np.array(numbers).reshape(len(keys), -1)].sum(1)


def _best(crf, scores):
    """Viterbi paths (label numbers) of several sequences at once."""
    order = sorted(range(len(scores)), key=lambda i: -len(scores[i]))
    lengths = [len(scores[i]) for i in order]
    total = np.zeros((len(order), lengths[0], len(crf.labels)), np.float32)
    back = np.zeros(total.shape, np.uint8)
    for row, i in enumerate(order):
        total[row, :lengths[row]] = scores[i]
    running = len(order)
    for t in range(1, lengths[0]):
        while lengths[running - 1] <= t:
            running -= 1
        step = total[:running, t - 1, :, None] + crf.steps
        back[:running, t] = step.argmax(1)
        total[:running, t] += step.max(1)
    paths = [None] * len(order)
    for row, i in enumerate(order):
        at = lengths[row] - 1
        path = [int(total[row, at].argmax())]
        for t in range(at, 0, -1):
            path.append(int(back[row, t, path[-1]]))
        paths[i] = path[::-1]
    return paths


def tag(paragraphs, leads=(), model=MODEL):
    """[(paragraph number, Tagged)] of one article, in order; `leads` marks headlines with "h".

    A paragraph of more than LONGEST words comes in several pieces, cut between sentences where that is possible.
    """
    crf, seen, scores, carried = load(model), [], [], False
    for number, text in enumerate(paragraphs):
        spans = tokens.words(text)
        quoted = tokens.quotations(text, spans)
        firsts = features.units(text, spans, quoted)
        keys = features.keys(text, spans, quoted, firsts, leads[number] if leads else "", carried)
        carried = bool(quoted) and not quoted[-1][2]
        for start, end in _pieces(firsts, len(spans)):
            scores.append(_emissions(crf, keys[start:end]))
            within = [(max(first, start) - start, min(last, end - 1) - start, closed and last < end)
                      for first, last, closed in quoted if first < end and last >= start]
            opening = sorted({0, *(first - start for first in firsts if start <= first < end)})
            seen.append((number, text, spans[start:end], within, opening))
    paths = _best(crf, scores) if scores else []
    return [(number, Tagged(*one, [crf.labels[label] for label in path])) for (number, *one), path in zip(seen, paths)]


def _pieces(firsts, count):
    """Stretches of at most LONGEST words, cut at sentences where that is possible."""
    cuts, start = [], 0
    while count - start > LONGEST:
        inside = [i for i in firsts if start < i <= start + LONGEST]
        end = inside[-1] if inside else start + LONGEST
        cuts.append((start, end))
        start = end
    return cuts + [(start, count)] if count > start else cuts


def chunks(labels, firsts):
    """[Chunk] of a label sequence such as B-X, I-X, O, B-K; `firsts` are the first words of the sentences."""
    found = []
    for i, label in enumerate(labels):
        if len(label) < 3:
            continue
        role = ROLES[label[2]]
        if label[0] == "I" and found and found[-1].last == i - 1 and found[-1].role == role:
            found[-1] = found[-1]._replace(last=i)
        else:
            found.append(Chunk(role, ">", i, i))
    return [chunk if chunk.role == "cue" else chunk._replace(side=_side(i, found, firsts)) for i, chunk in enumerate(found)]


def _side(i, found, firsts):
    """On which side the cue of a content or source lies: "<" before it in the text, ">" behind it."""
    def gap(others, step):
        """Sentences and unheld words up to the next cue one way, None if there is none."""
        held = 0
        for other in others:
            if other.role == "cue":
                one, two = (other, found[i]) if step < 0 else (found[i], other)
                return (bisect.bisect_right(firsts, two.first) - bisect.bisect_right(firsts, one.last),
                        two.first - one.last - 1 - held)
            held += other.last - other.first + 1
        return None
    before = gap((found[j] for j in range(i - 1, -1, -1)), -1)
    after = gap((found[j] for j in range(i + 1, len(found))), 1)
    if not before or not after:
        return "<" if before else ">"
    if before[0] != after[0]:
        return "<" if before[0] < after[0] else ">"
    if found[i].role == "content":
        return "<" if before[1] <= 3 or before[1] <= after[1] else ">"
    return "<" if before[1] < after[1] else ">"


def encode(spans, attributions):
    """Training labels for words at `spans` from gold attributions (role -> character spans): B or I and a role, or O."""
    labels = ["O"] * len(spans)
    for role, key in (("content", "X"), ("source", "S"), ("cue", "K")):
        for one in attributions:
            for start, end in one[role]:
                begun = False
                for i in range(bisect.bisect_right(spans, (start, 0)), len(spans)):
                    if spans[i][0] >= end:
                        break
                    if labels[i] == "O" or role != "content":
                        labels[i] = ("I-" if begun else "B-") + key
                        begun = True
    return labels
