"""Label the words of a paragraph as source, cue or content of an attribution: a linear-chain CRF, no parser.

The model is trained by benchmarks/train_quotes.py; its card stands beside it under models/.
"""

import bisect
import functools
from typing import NamedTuple

import numpy as np

from analysis.tagging import features, tokens
from analysis import paths

MODEL = paths.MODELS / "quotes.npz"
LONGEST = 1500  # words in one sequence; a longer paragraph is cut
SLAB = 10_000  # words that are labelled together


class Tagged(NamedTuple):
    """A paragraph with its words, quotations (token indices) and one label a word."""

    text: str
    words: list
    spans: list  # characters of each word
    quoted: list
    firsts: list  # first token of each sentence
    inside: set  # words inside quotation marks, these included
    low: list  # the words in lower case
    labels: list

    def sentences(self):
        """[(first, last)] word of each sentence."""
        return list(zip(self.firsts, [*(first - 1 for first in self.firsts[1:]), len(self.words) - 1]))

    def sentence(self, word):
        """Number of the sentence a word stands in, from 1."""
        return bisect.bisect_right(self.firsts, word)

    def bounds(self, word):
        """(first, last) word of the sentence a word stands in."""
        number = self.sentence(word)
        return self.firsts[number - 1], (self.firsts[number] if number < len(self.firsts) else len(self.words)) - 1


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
    """A trained model: weights of label pairs, and of each pattern of features what may fill it."""

    labels: list
    steps: np.ndarray  # (labels, labels): from, to
    codes: dict  # pattern -> its codes in order, and one above all
    firsts: dict  # pattern -> row of its first code in
    weights: np.ndarray  # (1 + codes, labels); row 0 holds nothing


@functools.lru_cache(4)
def load(path=MODEL):
    """The model of a file written by `save`."""
    with np.load(path) as data:
        labels, patterns = (data[name].tobytes().decode().split("\n") for name in ("labels", "patterns"))
        weights = np.zeros((len(data["codes"]) + 1, len(labels)), np.float32)
        weights[1:].flat[np.cumsum(data["gaps"], dtype=np.int64)] = data["values"]
        ends = np.cumsum(data["counts"], dtype=np.int64)
        codes = {
            pattern: np.append(np.cumsum(part), np.uint64(2**64 - 1))
            for pattern, part in zip(patterns, np.split(data["codes"], ends[:-1]))
        }
        firsts = dict(zip(patterns, (ends - data["counts"] + 1).tolist()))
        return Crf(labels, data["steps"], codes, firsts, weights)


def save(path, labels, steps, weights):
    """Write a model; `weights` maps (pattern, code) to one weight a label."""
    keys = sorted(weights)
    table = np.array([weights[key] for key in keys], np.float32)
    places = np.flatnonzero(table)
    patterns = sorted({pattern for pattern, _ in keys})
    found = [np.array([code for one, code in keys if one == pattern], np.uint64) for pattern in patterns]
    np.savez_compressed(
        path,
        patterns=np.frombuffer("\n".join(patterns).encode(), np.uint8),
        counts=np.array([len(part) for part in found]),
        codes=np.concatenate([np.diff(part, prepend=np.uint64(0)) for part in found]),
        labels=np.frombuffer("\n".join(labels).encode(), np.uint8),
        steps=np.float32(steps),
        gaps=np.diff(places, prepend=0).astype(np.uint16),
        values=table.flat[places].astype(np.float16),
    )


def _weights(crf, pattern, codes):
    """(codes, labels) weights of what fills a pattern."""
    known = crf.codes.get(pattern)
    if known is None:
        return np.float32(0)
    rows = known.searchsorted(codes)
    return crf.weights.take(np.where(known[rows] == codes, rows + crf.firsts[pattern], 0), 0)


def _emissions(crf, look):
    """(words, labels) scores."""
    scores = np.zeros((len(look.near[0]), len(crf.labels)), np.float32)
    for pattern, codes in look.codes.items():
        scores += _weights(crf, pattern, codes)
    for offset, near in look.near.items():
        scores += sum(_weights(crf, f"{name}{offset}", codes) for name, codes in look.forms.items()).take(
            near, 0
        )
    return scores


def _best(crf, scores):
    """Viterbi paths (label numbers) of several sequences at once."""
    order = sorted(range(len(scores)), key=lambda i: -len(scores[i]))
    lengths = np.array([len(scores[i]) for i in order])
    running = [int(np.searchsorted(-lengths, -t, "left")) for t in range(lengths[0])]  # longer than t
    total = np.zeros((lengths[0], len(crf.labels), len(order)), np.float32)
    for row, i in enumerate(order):
        total[: lengths[row], :, row] = scores[i]
    steps = crf.steps[:, :, None]
    for t in range(1, lengths[0]):
        n = running[t]
        total[t, :, :n] += np.maximum.reduce(total[t - 1, :, None, :n] + steps)
    paths = np.zeros((lengths[0], len(order)), np.int64)
    paths[lengths - 1, range(len(order))] = total[lengths - 1, :, range(len(order))].argmax(1)
    for t in range(lengths[0] - 1, 0, -1):
        n = running[t]
        paths[t - 1, :n] = (total[t - 1, :, :n] + crf.steps.take(paths[t, :n], 1)).argmax(0)
    found = [None] * len(order)
    for row, i in enumerate(order):
        found[i] = paths[: lengths[row], row].tolist()
    return found


def tag(articles, model=MODEL):
    """For each article, a list of (paragraph, lead), its [(paragraph number, Tagged)], in order.

    The lead of a headline is "h", else "". A paragraph of more than LONGEST words comes in several pieces, cut
    between sentences where that is possible. Articles are labelled together, SLAB words at a time: that is quicker.
    """
    crf, found, seen, size = load(model), [[] for _ in articles], [], 0
    for article, place in zip(articles, found):
        carried = False
        for number, (text, lead) in enumerate(article):
            spans = tokens.words(text)
            quoted = tokens.quotations(text, spans)
            words = [text[s:e] for s, e in spans]
            one = features.Paragraph(words, quoted, features.units(text, spans, quoted), lead, carried)
            carried = bool(quoted) and not quoted[-1][2]
            seen += [(place, number, text, spans, one)] if spans else []
            size += len(spans)
            if size > SLAB:
                _label(crf, seen)
                seen, size = [], 0
    _label(crf, seen)
    return found


def _label(crf, seen):
    """Label paragraphs, each a (list to add to, number, text, spans, Paragraph)."""
    if not seen:
        return
    pieces, scores, at = [], [], 0
    every = _emissions(crf, features.look([one for *_, one in seen]))
    for place, number, text, spans, one in seen:
        for start, end in _pieces(one.firsts, len(spans)):
            scores.append(every[at + start : at + end])
            within = [
                (max(first, start) - start, min(last, end - 1) - start, closed and last < end)
                for first, last, closed in one.quoted
                if first < end and last >= start
            ]
            opening = sorted({0, *(first - start for first in one.firsts if start <= first < end)})
            inside = {i for first, last, _ in within for i in range(first, last + 1)}
            words = one.words[start:end]
            low = [word.lower() for word in words]
            pieces.append((place, number, text, words, spans[start:end], within, opening, inside, low))
        at += len(spans)
    for (place, number, *one), path in zip(pieces, _best(crf, scores)):
        place.append((number, Tagged(*one, [crf.labels[label] for label in path])))


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
        if len(label) > 2:
            if label[0] == "I" and i and labels[i - 1][2:] == label[2:]:
                found[-1][3] = i
            else:
                found.append([ROLES[label[2]], label[3:], i, i])
    return [Chunk(*one) for one in found]


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
