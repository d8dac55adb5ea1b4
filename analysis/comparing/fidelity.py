"""Two wordings of one utterance: whether they are one, what was changed, and of which kind the change is.

Words are compared in lower case, with straight apostrophes, without inner hyphens and in one spelling; what is
shown stays as published. The alignment is the longest common subsequence of words (rapidfuzz).
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.tagging import tokens
from analysis.cleaning.characters import WORD

RELATIONS = ("exact", "punctuation", "transcription", "truncated", "spliced", "substantive")     # least changed first
NEGATION = frozenset("not no never none nobody nothing neither nor without cannot hardly".split())
DETERMINERS = frozenset("a an the this that these those their its his her".split())
LIGHT = frozenset("a an the that and so but well uh um er oh now then you know".split())
FULL = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'m": " am", "'d": " would", "'s": " is"}
LONGEST_RUN, COVERED, ALIKE = 3, .8, .7


class Wording(NamedTuple):
    text: str                       # as published, repaired, without the quotation marks around it
    words: tuple[str, ...]          # lower case
    keys: tuple[str, ...]           # in one spelling: what is aligned
    places: tuple[tuple[int, int], ...]
    ends: frozenset[int]            # numbers of the words behind which a sentence ends, the last word's left out


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """The spelling under which a word is compared: American, without hyphens."""
    word = word.replace("-", "")
    if len(word) < 5:
        return {"grey": "gray"}.get(word, word)
    for pattern, other in ((r"is(e|ed|es|ing|ation|ations)$", r"iz\1"), (r"our(s|ed|ing|able|ite|ites)?$", r"or\1"),
                           (r"([bt])re(s?)$", r"\1er\2"), (r"ence$", "ense"), (r"ogue$", "og"), (r"amme(s?)$", r"am\1"),
                           (r"ll(ed|ing|er|ers)$", r"l\1"), (r"yse(d?)$", r"yze\1")):
        word = re.sub(pattern, other, word)
    return word


def wording(text: str) -> Wording:
    """`text` taken apart for comparison."""
    found = list(WORD.finditer(text.replace("’", "'")))
    words = tuple(m[0].lower() for m in found)
    stops = [end for _, end in tokens.sentences(text)]
    ends = frozenset(sum(m.start() < stop for m in found) - 1 for stop in stops) - {len(found) - 1, -1}
    return Wording(text, words, tuple(map(key, words)), tuple(m.span() for m in found), ends)


def content(words) -> list[str]:
    """The words that carry content: no function words, but numbers; "don't" and "it's" are none."""
    from analysis.measuring.wording import STOP
    return [word for word in words if word.isdigit() or len(word) > 1 and word not in STOP
            and not re.search("n't$|'(?:re|ve|ll|m|d)$", word) and not (word.endswith("'s") and word[:-2] in STOP)]


def segments(variant: Wording, reference: Wording) -> list[tuple[str, int, int, int, int]]:
    """(kind, from, to in the reference, from, to in the variant) in order; kind: equal or changed.

    Lone function words that match between two changes are taken for chance and count as changed.
    """
    from rapidfuzz.distance import LCSseq
    joined: list[list] = []
    blocks = [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end)
              for o in LCSseq.opcodes(reference.keys, variant.keys)]
    for number, (tag, a, b, c, d) in enumerate(blocks):
        inner = 0 < number < len(blocks) - 1
        chance = tag == "equal" and inner and b - a < 3 and not content(reference.words[a:b]) and \
            min(blocks[number - 1][2] - blocks[number - 1][1], blocks[number + 1][2] - blocks[number + 1][1]) > 1
        kind = "equal" if tag == "equal" and not chance else "changed"
        if joined and joined[-1][0] == kind:
            joined[-1][2], joined[-1][4] = b, d
        else:
            joined.append([kind, a, b, c, d])
    return [tuple(item) for item in joined]


def _full(words) -> list[str]:
    """The words with contractions written out."""
    text = " ".join(words).replace("won't", "will not").replace("can't", "can not").replace("cannot", "can not")
    for short, long in FULL.items():
        text = re.sub(rf"{short}\b", long, text)
    return [key(word) for word in text.split()]


def _slight(old, new) -> bool:
    """Is this no change of sense: contraction, article, filler, a slip of the pen?"""
    if len(old) == len(new) == 1 and {*old, *new} <= DETERMINERS:
        return True
    old, new = ([word for word in _full(words) if word not in LIGHT | DETERMINERS] for words in (old, new))
    if len(old) == len(new) == 1 and min(len(old[0]), len(new[0])) > 4 and not {*old, *new} & NEGATION:
        from rapidfuzz.distance import OSA
        return OSA.distance(old[0], new[0]) == 1 and old[0][0] == new[0][0] and old[0].rstrip("s") != new[0].rstrip("s") \
            and not old[0].endswith(("ed", "ing")) and not new[0].endswith(("ed", "ing"))
    return old == new


def relation(variant: Wording, reference: Wording) -> str:
    """How `variant` differs from the more complete `reference`: one of RELATIONS."""
    if variant.words == reference.words:
        if _plain(variant.text) == _plain(reference.text):
            return "exact"
        return "spliced" if variant.ends != reference.ends else "punctuation"
    kinds, gaps, joints = set(), 0, 0
    parts = segments(variant, reference)
    for number, (kind, a, b, c, d) in enumerate(parts):
        old, new = reference.words[a:b], variant.words[c:d]
        if kind == "equal":
            inside = {x - a for x in reference.ends if a <= x < b - 1} ^ {x - c for x in variant.ends if c <= x < d - 1}
            joints += len(inside)
            continue
        crossed = any(a - 1 <= x < b for x in reference.ends) != any(c - 1 <= x < d for x in variant.ends)
        edge = number in (0, len(parts) - 1)
        joints += crossed and not edge
        if _slight(old, new):
            continue
        if set(new) - LIGHT - DETERMINERS:
            kinds.add("substantive")
        elif not edge and b - a < 4 and {w for word in old for w in _full([word])} & NEGATION:
            kinds.add("substantive")
        else:
            kinds.add("truncated")
            gaps += not edge
    if "substantive" in kinds:
        return "substantive"
    if joints or gaps > 1:
        return "spliced"
    return "truncated" if kinds else "transcription"


def _plain(text: str) -> str:
    """Text for the comparison of punctuation: straight marks, no capitals, nothing at the edges."""
    text = re.sub(r"[“”„]", '"', re.sub(r"[‘’]", "'", text.lower()))
    return re.sub(r"\s*[–—-]+\s+|\s+[–—-]+\s*", " - ", " ".join(text.split())).strip(" .,;:!?…\"'-")


def same(variant: Wording, reference: Wording) -> bool:
    """Are these two wordings of one utterance? `reference` is the longer one.

    Either most of both is common, nearly two thirds of the content words among them; or the variant stands in the
    reference, in one piece that only slight changes interrupt or in two of four words or more. Three words in a row, two of them with content,
    are the least; "ready to engage" inside otherwise different sentences is no match.
    """
    words, whole = len(variant.keys), len(reference.keys)
    mine, theirs = content(variant.keys), content(reference.keys)
    if words < LONGEST_RUN or len(set(mine)) < 2:
        return False
    runs, run, common, shared = [], 0, 0, 0
    for kind, a, b, c, d in segments(variant, reference):
        if kind == "equal":
            run, common = run + d - c, common + d - c
            shared += len(content(variant.keys[c:d]))
        elif not _slight(reference.words[a:b], variant.words[c:d]):
            runs.append(run)
            run = 0
        else:
            run += d - c
    runs = sorted([*runs, run], reverse=True)
    if 2 * common / (words + whole) >= ALIKE and shared >= 2 and shared >= .6 * max(len(mine), len(theirs)):
        return True
    if runs[0] >= max(LONGEST_RUN, COVERED * words):
        return shared >= 2
    two = [length for length in runs[:2] if length >= 4]
    return len(two) == 2 and sum(two) >= .85 * words and 4 * shared >= 3 * len(mine)


def difference(variant: Wording, reference: Wording) -> list[tuple[str, str]]:
    """The variant as changed from the reference: (kind, text) in order; kind: same, deleted or inserted.

    Text without the deleted pieces is the variant as published, without the inserted the reference nearly so.
    """
    pieces: list[tuple[str, str]] = []

    def edge(source: Wording, number: int) -> int:
        """Where word `number` begins: with the marks that stand close before it."""
        if number in (0, len(source.places)):
            return 0 if number == 0 else len(source.text)
        between = source.text[source.places[number - 1][1]:source.places[number][0]]
        return source.places[number][0] - (len(between) - between.rfind(" ") - 1 if " " in between else 0)

    def cut(source: Wording, start: int, end: int) -> str:
        return source.text[edge(source, start):edge(source, end)].strip() if start < end else ""

    for kind, a, b, c, d in segments(variant, reference):
        if kind == "equal":
            pieces.append(("same", cut(variant, c, d)))
        else:
            pieces += [("deleted", cut(reference, a, b)), ("inserted", cut(variant, c, d))]
    return [piece for piece in pieces if piece[1]]


def told(pieces: list[tuple[str, str]]) -> str:
    """The changes in words, for who cannot see the marks: “the” for “their”; without “on Friday”."""
    said, number = [], 0
    while number < len(pieces):
        kind, text = pieces[number]
        following = pieces[number + 1] if number + 1 < len(pieces) else ("", "")
        if kind == "deleted" and following[0] == "inserted":
            said.append(f"“{following[1]}” for “{text}”")
            number += 1
        elif kind != "same":
            said.append(("without" if kind == "deleted" else "adds") + f" “{text}”")
        number += 1
    return "; ".join(said)
