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
MEMORY = 400_000  # looked-up keys kept
LONGEST = 1500  # words in one sequence; a longer paragraph is cut


class Tagged(NamedTuple):
    """A paragraph with its words (spans), quotations (token indices) and one label a word."""

    text: str
    spans: list
    quoted: list
    firsts: list  # first token of each sentence
    labels: list


class Chunk(NamedTuple):
    """A run of words with one role: source, cue or content; it stands before (<) or behind (>) its cue.

    Of a cue, < says that content stands before it.
    """

    role: str
    side: str
    first: int
    last: int


ROLES = {"S": "source", "K": "cue", "X": "content"}


class Crf(NamedTuple):
    """A trained model: weights of label pairs and of feature strings, and what has been summed up so far."""

    labels: list
    steps: np.ndarray  # (labels, labels): from, to
    rows: dict  # feature string -> its row of weights
    known: dict  # the same, and keys -> their row of sums
    sums: list  # one array (rows, labels): 0, weights, sums, room for more
    forms: dict  # word form -> its row of
    shapes: list  # one array (rows, labels): a row for each of its OFFSETS


@functools.lru_cache(4)
def load(path=MODEL):
    """The model of a file written by `save`."""
    with np.load(path) as data:
        names = data["features"].tobytes().decode("utf-8").split("\n")
        labels = data["labels"].tobytes().decode("utf-8").split("\n")
        table = np.zeros((len(names) + 1, len(labels)), np.float32)
        table[1:].flat[np.cumsum(data["gaps"], dtype=np.int64)] = data["values"]
        return Crf(
            labels,
            data["steps"],
            dict(zip(names, range(1, len(names) + 1))),
            {},
            [table],
            {},
            [np.zeros((1024, len(labels)), np.float32)],
        )


def save(path, labels, steps, weights):
    """Write a model; `weights` maps a feature string to one weight a label."""
    names = sorted(weights)
    table = np.array([weights[name] for name in names], np.float32)
    places = np.flatnonzero(table)
    np.savez_compressed(
        path,
        features=np.frombuffer("\n".join(names).encode(), np.uint8),
        labels=np.frombuffer("\n".join(labels).encode(), np.uint8),
        steps=np.float32(steps),
        gaps=np.diff(places, prepend=0).astype(np.uint16),
        values=table.flat[places].astype(np.float16),
    )


def _emissions(crf, words, keys):
    """(words, labels) scores of one sequence; the weights of a key or word form are summed once and kept."""
    known, forms = crf.known, crf.forms
    if len(known) > len(crf.rows) + MEMORY or not known:
        known.clear()
        known.update(crf.rows)
        forms.clear()
    every = [key for row in keys for key in row]
    numbers = [known.get(key) for key in every]
    lacking = [i for i, number in enumerate(numbers) if number is None]
    new = {every[i] for i in lacking if every[i].__class__ is tuple}
    _add(crf, crf.sums, known, len(known) + 1, [(key, features.expand(key)) for key in new])
    for i in lacking:
        numbers[i] = known.get(every[i], 0)
    fresh = sorted({word for word in ("", *words) if word not in forms})
    _add(
        crf,
        crf.shapes,
        forms,
        len(forms) * len(features.OFFSETS),
        [
            (word if offset == features.OFFSETS[0] else None, features.expand((offset, word)))
            for word in fresh
            for offset in features.OFFSETS
        ],
    )
    table = crf.shapes[0]
    places = np.array([forms[word] for word in ("", "", *words, "", "")])
    scores = crf.sums[0][np.array(numbers).reshape(len(keys), -1)].sum(1)
    for i, offset in enumerate(features.OFFSETS):
        scores += table[places[2 + offset : 2 + offset + len(words)] + i]
    return scores


def _add(crf, table, index, at, items):
    """Sum the weights of each item's feature strings into rows of a table from row `at` on; note where
    they are."""
    if not items:
        return
    flat, starts, rows = [], [], crf.rows
    for row, (key, names) in enumerate(items, at):
        if key is not None:
            index[key] = row
        starts.append(len(flat))
        flat.append(0)  # row 0 of the weights holds nothing
        flat += filter(None, map(rows.get, names))
    while at + len(items) > len(table[0]):
        table[0] = np.concatenate([table[0], np.zeros_like(table[0])])
    table[0][at : at + len(items)] = np.add.reduceat(crf.sums[0][flat], starts)


def _best(crf, scores):
    """Viterbi paths (label numbers) of several sequences at once."""
    order = sorted(range(len(scores)), key=lambda i: -len(scores[i]))
    lengths = [len(scores[i]) for i in order]
    total = np.zeros((len(order), lengths[0], len(crf.labels)), np.float32)
    back = np.zeros(total.shape, np.uint8)
    for row, i in enumerate(order):
        total[row, : lengths[row]] = scores[i]
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

    A paragraph of more than LONGEST words comes in several pieces, cut between sentences where that is
    possible.
    """
    crf, seen, scores, carried = load(model), [], [], False
    for number, text in enumerate(paragraphs):
        spans = tokens.words(text)
        quoted = tokens.quotations(text, spans)
        firsts = features.units(text, spans, quoted)
        keys = features.keys(text, spans, quoted, firsts, leads[number] if leads else "", carried)
        carried = bool(quoted) and not quoted[-1][2]
        for start, end in _pieces(firsts, len(spans)):
            scores.append(_emissions(crf, [text[s:e] for s, e in spans[start:end]], keys[start:end]))
            within = [
                (max(first, start) - start, min(last, end - 1) - start, closed and last < end)
                for first, last, closed in quoted
                if first < end and last >= start
            ]
            opening = sorted({0, *(first - start for first in firsts if start <= first < end)})
            seen.append((number, text, spans[start:end], within, opening))
    paths = _best(crf, scores) if scores else []
    return [
        (number, Tagged(*one, [crf.labels[label] for label in path]))
        for (number, *one), path in zip(seen, paths)
    ]


def _pieces(firsts, count):
    """Stretches of at most LONGEST words, cut at sentences where that is possible."""
    cuts, start = [], 0
    while count - start > LONGEST:
        inside = [i for i in firsts if start < i <= start + LONGEST]
        end = inside[-1] if inside else start + LONGEST
        cuts.append((start, end))
        start = end
    return cuts + [(start, count)] if count > start else cuts


def chunks(labels):
    """[Chunk] of a label sequence such as B-X>, I-X>, O, B-K<."""
    found = []
    for i, label in enumerate(labels):
        if len(label) < 3:
            continue
        role, side = ROLES[label[2]], label[3:]
        same = found and found[-1].last == i - 1 and found[-1].role == role
        if same and label[0] == "I" and found[-1].side == side:
            found[-1] = found[-1]._replace(last=i)
        else:
            found.append(Chunk(role, side, i, i))
    return found


def encode(spans, attributions):
    """Training labels for words at `spans` from gold attributions (role -> character spans).

    B or I, the role, and the side as in Chunk; G is a gap inside an attribution, O any other word.
    """
    labels = ["O"] * len(spans)
    for one in attributions:
        low, high = (f(i for role in one.values() for span in role for i in span) for f in (min, max))
        for i in range(bisect.bisect_left(spans, (low, 0)), bisect.bisect_left(spans, (high, 0))):
            labels[i] = "G" if labels[i] == "O" else labels[i]
    for role, key in (("content", "X"), ("source", "S"), ("cue", "K")):
        for one in attributions:
            cue = one["cue"][0][0] if one["cue"] else one["content"][0][0]
            for start, end in one[role]:
                side = "<" if (start if role != "cue" else one["content"][0][0]) < cue else ">"
                begun = None
                for i in range(bisect.bisect_left(spans, (start, 0)), bisect.bisect_left(spans, (end, 0))):
                    if labels[i] in "OG" or role != "content":
                        labels[i] = ("I-" if begun == i - 1 else "B-") + key + side
                        begun = i
    return labels
