"""What the quote tagger sees of each word: the word, its neighbours, quotation marks and reporting words
near it.

Everything is lexical: no part of speech, no parser. A feature of a linear-chain CRF (Lafferty, McCallum and
Pereira 2001) is a pattern and what fills it, hashed to 48 bits, so that the words of a whole article are
looked at together, in arrays: `look` gives the codes of every pattern for every word.
"""

import bisect
import functools
import hashlib
from typing import NamedTuple

import numpy as np

from analysis.tagging import tokens
from analysis import paths

CUE_WORDS = paths.MODELS / "cue_words.tsv"
CLUSTERS = paths.MODELS / "clusters.tsv"
CLOSED_CLASSES = {
    "t": "that",
    "d": """the a an this these those its their his her our my your some any no every each all both many few
        several most""",
    "h": "he she it they we i you him them us me who whom himself herself itself themselves",
    "p": """of in on at by for from with to about over under after before during against between among through
        into as than since until amid despite toward towards without within around near like""",
    "a": """is are was were be been being am 's ’s has have had 've ’ve having do does did will would 'll ’ll
        'd ’d can could may might must should wo ca 're ’re n't n’t not never""",
    "c": "and or but nor",
    "w": "which what when where while why how whether if because although though so",
}
CLASS_OF = {word: letter for letter, words in CLOSED_CLASSES.items() for word in words.split()}
OFFSETS = (-2, -1, 0, 1, 2)  # places, seen from a word, whose form counts
PAD = len(OFFSETS) // 2
STATES = {"-": 0, "i": 1, "m": 2, "n": 3, "u": 4, "^": 13, "$": 14}  # opening marks add 4, closing ones 8
PRIME = np.uint64(0x9E3779B97F4A7C15)


class Paragraph(NamedTuple):
    words: list
    quoted: list  # as tokens.quotations
    firsts: list  # first word of each sentence
    lead: str = ""  # "h" for a headline
    carried: bool = False  # the paragraph before left a quotation open


class Look(NamedTuple):
    """What is seen of the words of some paragraphs, one behind the other. A pattern is the name of what is
    looked at: w a word form, k3 three kinds of words, lw the reporting word on the left ..."""

    forms: dict  # {pattern: codes of the distinct word forms}; with the offset behind it, of the words there
    near: dict  # {offset: for each word the number of the form that stands there}
    codes: dict  # {pattern: a code for each word, 0 where the pattern does not apply}

    def every(self):
        """{pattern: a code for each word}, those of the forms at each offset among them."""
        at = {
            f"{name}{o}": codes[near] for name, codes in self.forms.items() for o, near in self.near.items()
        }
        return at | self.codes


def stem(word):
    """A crude stem that puts claiming, claimed and claims together."""
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            return word + "i" if ending in ("ied", "ies", "y") else word
    return word


def _table(file):
    if not file.exists():
        return {}
    return dict(line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line)


@functools.cache
def cue_words():
    """{word or =stem: class}, 1 (weak) to 3 (strong): how often a word form is part of a cue in the
    training texts."""
    return {word: int(rank) for word, rank in _table(CUE_WORDS).items()}


@functools.cache
def clusters():
    """{word: cluster} of words used alike in the training texts."""
    return _table(CLUSTERS)


@functools.lru_cache(1 << 16)
def cue_class(word):
    """0 to 3 for a lower-case word; an unlisted form goes by its stem."""
    known = cue_words()
    rank, root = known.get(word), stem(word)
    if rank is None:
        rank = known.get("=" + root)
    if rank is None and root != word and root[-2:-1] == root[-1:]:
        rank = known.get("=" + root[:-1])  # quipped
    return rank or 0


def shape(word):
    """A letter for each run of a kind: X upper, x lower, 0 digit, the mark itself."""
    out = []
    for c in word:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c
        if not out or out[-1] != kind:
            out.append(kind)
    return "".join(out[:5])


@functools.lru_cache(1 << 14)
def _form(word):
    """A word form as numbers: itself, cluster, ending, shape, kind, cue class, a comma?, cue (1: outside only)."""
    low, letter = word.lower(), kind(word) if word else "^"
    parts = (low, clusters().get(low, ""), low[-3:], shape(word))
    cue = 2 if low == "according" else int(letter == "K")
    return *map(_hash, parts), ord(letter), cue_class(low), low == ",", cue


def _hash(text):
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


@functools.lru_cache(1 << 16)
def kind(word):
    """One letter for what a word form looks like: a closed class, a name N, a number 0, a reporting word K
    ..."""
    low = word.lower()
    if low in CLASS_OF:
        return CLASS_OF[low]
    if not word[0].isalnum():
        return word[0]
    if word[0].isdigit():
        return "0"
    if cue_class(low) > 1:
        return "K"
    if word[0].isupper():
        return "N"
    for ending, letter in (("ly", "r"), ("ing", "g"), ("ed", "e"), ("s", "s")):
        if low.endswith(ending):
            return letter
    return "l"


def units(text, spans, quoted):
    """Index of the first word of each sentence; a stop inside a closed quotation ends none."""
    starts = [s for s, _ in spans]
    firsts = {bisect.bisect_left(starts, s) for s, _ in tokens.sentences(text)}
    inside = {i for first, last, closed in quoted if closed for i in range(first + 1, last + 1)}
    return sorted((firsts - inside) | {0})


def states(count, quoted):
    """Where each word stands: outside, opening mark, closing mark, else inside; with the quotation's length."""
    state = [STATES["-"]] * count
    for first, last, closed in quoted:
        size = last - first - 1
        inner = STATES[("i" if size > 6 else "m" if size > 2 else "n") if closed else "u"]
        state[first : last + 1] = [inner] * (last + 1 - first)
        state[first] = inner + 4
        if closed:
            state[last] = inner + 8
    return state


def mix(*parts):
    """Codes of 48 bits of the tuples that arrays and numbers make, place by place."""
    code = PRIME
    for part in parts:
        code = code ^ np.asarray(part, np.uint64)
        code *= PRIME
        code ^= code >> np.uint64(29)
    code *= PRIME
    return code >> np.uint64(16)


def look(paragraphs):
    """The `Look` at the words of some Paragraphs; each gets PAD empty forms at both ends."""
    number, every, state, breaks, second = {"": 0}, [], [], [], []
    for words, quoted, firsts, _, _ in paragraphs:
        at = len(every) + PAD
        every += [0] * PAD + [number.setdefault(word, len(number)) for word in words] + [0] * PAD
        state += [STATES["^"]] * PAD + states(len(words), quoted) + [STATES["$"]] * PAD
        breaks += [at + first for first in firsts]
        second.append(at + (firsts[1] if len(firsts) > 1 else len(words)))
    table = np.array([_form(word) for word in number], np.uint64).T
    every, state = np.array(every), np.array(state)
    sizes = np.array([len(one.words) for one in paragraphs])
    which = np.repeat(np.arange(len(sizes)), sizes)  # the paragraph of each word
    at = np.arange(len(which)) + 2 * PAD * which + PAD
    starts = np.zeros(len(every), np.int64)
    starts[breaks] = breaks
    starts = np.maximum.accumulate(starts)
    low, kinds, rank, comma, cue = (column[every] for column in table[[0, 4, 5, 6, 7]])
    kinds[state == STATES["$"]] = ord("$")
    cue = (cue == 2) | (cue == 1) & ((state == STATES["-"]) | (state == STATES["u"]))
    lead = np.array([(one.lead == "h") + 2 * one.carried for one in paragraphs])[which]
    return Look(
        dict(zip("wuts", map(mix, table[:4]))) | {"c": mix(table[5])},
        {offset: every[at + offset] for offset in OFFSETS},
        _beside(at, low, kinds, state)
        | _placed(at, low, state, starts, lead, at < np.array(second)[which])
        | _cued(at, low, kinds, state[at], starts, rank, np.cumsum(comma, dtype=np.int64), cue),
    )


def _beside(at, low, kinds, state):
    """Patterns of the words at `at` with their neighbours: forms, kinds, quotation marks."""
    before, word, after = (low[at + offset] for offset in (-1, 0, 1))
    k = [kinds[at + offset] for offset in OFFSETS]
    return {
        "a": mix(before, word),
        "b": mix(word, after),
        "j": mix(before, after),
        "k3": mix(*k[1:4]),
        "kq": mix(*k[1:4], state[at]),
        "k5": mix(*k),
        "kl": mix(*k[:3]),
        "kr": mix(*k[2:]),
        "q": mix(state[at - 1], state[at], state[at + 1]),
        "q1": mix(state[at]),
    }


def _placed(at, low, state, starts, lead, first):
    """Patterns of the place in sentence and paragraph, headlines and quotations left open before."""
    here, start, place = state[at], starts[at], np.minimum(at - starts[at], 3)
    none = np.uint64(0)
    return {
        "f": mix(place, here),
        "f1": mix(place, first, lead),
        "h": mix(np.where(at - start < 4, low[start], np.uint64(_hash(""))), place),
        "p": np.where(lead > 0, mix(lead, here), none),
        "p1": np.where(lead > 0, mix(lead, first, here), none),
    }


def _cued(at, low, kinds, here, starts, rank, commas, cue):
    """Patterns of the nearest reporting word on either side in the sentence and the way to it."""
    line, size, codes, seen = np.arange(len(low)), len(low), {}, []
    none, nothing = np.uint64(_hash("^")), np.uint64(_hash(""))
    left = np.maximum.accumulate(np.where(cue, line, -1))[at - 1]
    right = np.minimum.accumulate(np.where(cue, line, size)[::-1])[::-1][at + 1]
    for side, found, step in (("l", left, 1), ("r", right, -1)):
        known = (found >= starts[at]) & (starts[found % size] == starts[at]) & (found < size)
        found = np.where(known, found, 0)
        gap = np.where(known, np.abs(at - found) - 1, 99)
        wide = np.minimum(gap, 12) // 2
        between = np.where(
            known, np.minimum(commas[np.maximum(at, found) - 1] - commas[np.minimum(at, found)], 3), 0
        )
        word, beyond = np.where(known, low[found], none), np.where(known, low[(found + 1) % size], nothing)
        strong = np.where(known, rank[found], np.uint64(0))
        way = [kinds[(found + far * step) % size] for far in range(1, 5)]  # from the reporting word on
        path = np.where(gap < 5, gap + 1, 0).astype(np.uint64)
        for far, letter in enumerate(way, 1):
            path = np.where((gap >= far) & (gap < 5), mix(path, letter), path)
        seen.append((strong, path, np.where(gap < 5, np.where(gap > 0, way[0], np.uint64(1)), np.uint64(0))))
        codes |= {
            side + "w": mix(word),
            side + "wg": mix(word, np.minimum(wide, 2), here),
            side + "c": mix(strong, wide, here),
            side + "k": mix(strong, between, here),
            side + "b": mix(strong, beyond) if side == "l" else mix(strong, beyond, between),
        }
        codes |= {"lbg": mix(beyond, np.minimum(wide, 2))} if side == "l" else {}
    (strong, path, opening), (strong2, path2, opening2) = seen
    codes["pl"], codes["pr"] = mix(path, kinds[at], strong), mix(kinds[at], path2, strong2)
    codes["pb"] = mix(strong, opening, opening2, strong2)
    return codes
