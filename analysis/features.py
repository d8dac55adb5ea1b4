"""What the quote tagger sees of each word: the word, its neighbours, quotation marks and reporting words near it.

All features are plain strings for a linear-chain CRF (Lafferty, McCallum and Pereira 2001). They need no part of
speech and no parser. What depends on a word form alone is built once and cached.
"""
import bisect
import functools
from pathlib import Path

from analysis import tokens

CUE_WORDS = Path(__file__).parent / "models" / "cue_words.tsv"
OPENING, CLOSING, EITHER = frozenset("“„«") | {"``"}, frozenset("”»"), frozenset(['"', "''"])
SINGLE = frozenset("‘’'")
MARKS = OPENING | CLOSING | EITHER | SINGLE
FAR = 1 << 30


def quotations(text, spans):
    """Quotations of a paragraph: [(first token, last token, closed)], marks included, in text order.

    Double marks always count. Single ones count where they stand like quotation marks and another closes them,
    so that apostrophes do not. A quotation never closed ends with the paragraph or at the next opening mark.
    """
    found, start, size = [], None, len(text)
    marks = [i for i, (s, e) in enumerate(spans) if text[s:e] in MARKS]
    skip = -1
    for i in marks:
        s, e = spans[i]
        mark = text[s:e]
        opens = (s == 0 or not text[s - 1].isalnum()) and e < size and not text[e].isspace()
        closes = s > 0 and not text[s - 1].isspace()
        if mark in SINGLE:
            if start is None and i > skip and mark != "’" and opens:
                end = _single_end(text, spans, [j for j in marks if j > i])
                if end is not None:
                    found.append((i, end, True))
                    skip = end
            continue
        if i < skip:                                       # double marks inside single ones
            continue
        if start is None:
            if mark in OPENING or mark in EITHER and (opens or not closes):
                start = i
        elif mark in CLOSING or mark in EITHER and (closes or not opens):
            found.append((start, i, True))
            start = None
        elif mark in OPENING or opens:
            found.append((start, i - 1, False))
            start = i
    if start is not None:
        found.append((start, len(spans) - 1, False))
    return found


def _single_end(text, spans, later):
    """The token that closes a single quotation mark, or None; a plural's apostrophe only if nothing better comes."""
    fallback = None
    for j in later:
        s, e = spans[j]
        mark = text[s:e]
        if mark in "’'" and not text[s - 1].isspace() and not text[e:e + 1].isalnum():
            if text[s - 1] not in "sS":
                return j
            fallback = fallback or j
        elif mark not in SINGLE or mark == "‘":
            break
    return fallback


def stem(word):
    """A crude stem that puts says, said's relatives and claiming, claimed, claims together."""
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[:-len(ending)]
            return word + "i" if ending in ("ied", "ies", "y") else word
    return word


@functools.cache
def cue_words():
    """{word or =stem: class}, 1 (weak) to 3 (strong): how often a word form is part of a cue in the training texts."""
    if not CUE_WORDS.exists():
        return {}
    rows = (line.split("\t") for line in CUE_WORDS.read_text(encoding="utf-8").splitlines() if line)
    return {word: int(rank) for word, rank in rows}


def cue_class(word):
    """0 to 3 for a lower-case word; an unlisted form goes by its stem."""
    known = cue_words()
    rank = known.get(word)
    return known.get("=" + stem(word), 0) if rank is None else rank


def shape(word):
    """A letter for each run of a kind: X upper, x lower, 0 digit, the mark itself."""
    out = []
    for c in word:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c
        if not out or out[-1] != kind:
            out.append(kind)
    return "".join(out[:5])


@functools.lru_cache(1 << 16)
def _static(word):
    """Features of a word form for its own place and for its neighbours': five lists, offsets 0, -2, -1, 1, 2."""
    low = word.lower()
    form, rank = shape(word), cue_class(low)
    tail = low[-3:]
    return ([f"w={low}", f"t={tail}", f"s={form}", f"c={rank}"],
            [f"w-2={low}", f"c-2={rank}"],
            [f"w-1={low}", f"t-1={tail}", f"s-1={form}", f"c-1={rank}"],
            [f"w+1={low}", f"t+1={tail}", f"s+1={form}", f"c+1={rank}"],
            [f"w+2={low}", f"c+2={rank}"])


@functools.lru_cache(1 << 17)
def _near(left, gap_left, commas, right, gap_right, state):
    near, far = min(gap_left, 12) // 2, min(gap_right, 12) // 2
    return [f"lw={left}", f"lc={cue_class(left)}|{near}", f"lk={cue_class(left)}|{min(commas, 2)}|{state}",
            f"rw={right}", f"rc={cue_class(right)}|{far}", f"lr={cue_class(left)}|{cue_class(right)}|{state}"]


def units(text, spans, quoted):
    """Index of the first token of each sentence; a stop inside a closed quotation ends none."""
    starts = [s for s, _ in spans]
    firsts = {bisect.bisect_left(starts, s) for s, _ in tokens.sentences(text)}
    inside = {i for first, last, closed in quoted if closed for i in range(first + 1, last + 1)}
    return sorted((firsts - inside) | {0})


def features(text, spans, quoted, firsts, lead="", carried=False):
    """One list of strings for each token of a paragraph.

    `lead` marks the paragraph ("h" for a headline), `carried` says that the paragraph before left a quotation open.
    """
    words = [text[s:e] for s, e in spans]
    count = len(words)
    low = [w.lower() for w in words]
    state = ["-"] * count
    for first, last, closed in quoted:
        size = last - first - 1
        inner = ("i" if size > 6 else "m" if size > 2 else "n") if closed else "u"
        state[first:last + 1] = [inner] * (last + 1 - first)
        state[first] = "o" + inner
        if closed:
            state[last] = "c" + inner
    first_set = set(firsts)
    left, gap_left, commas = ["^"] * count, [FAR] * count, [0] * count
    cue, gap, comma = "^", FAR, 0
    for i in range(count):
        if i in first_set:
            cue, gap, comma = "^", FAR, 0
        left[i], gap_left[i], commas[i] = cue, gap, comma
        gap += 1
        if low[i] == ",":
            comma += 1
        elif cue_class(low[i]) > 1 and (state[i] == "-" or state[i] == "u"):
            cue, gap, comma = low[i], 0, 0
    right, gap_right = ["$"] * count, [FAR] * count
    cue, gap = "$", FAR
    for i in range(count - 1, -1, -1):
        right[i], gap_right[i] = cue, gap
        gap += 1
        if cue_class(low[i]) > 1 and (state[i] == "-" or state[i] == "u"):
            cue, gap = low[i], 0
        if i in first_set:
            cue, gap = "$", FAR
    static = [_static("")] * 2 + [_static(w) for w in words] + [_static("")] * 2
    out = []
    head = f"p={lead}{'>' if carried else ''}"
    for i in range(count):
        place = "1" if i < (firsts[1] if len(firsts) > 1 else count) else "2"
        row = (static[i + 2][0] + static[i][1] + static[i + 1][2] + static[i + 3][3] + static[i + 4][4]
               + _near(left[i], min(gap_left[i], 99), commas[i], right[i], min(gap_right[i], 99), state[i]))
        row.append("q=" + state[i])
        row.append(f"b={low[i]}|{low[i + 1] if i + 1 < count else ''}")
        row.append(f"k={state[i - 1] if i else '^'}|{state[i]}|{state[i + 1] if i + 1 < count else '$'}")
        if i in first_set:
            row.append(f"f={place}{lead}{'>' if carried else ''}|{state[i]}")
        if lead or carried:
            row.append(head)
            row.append(f"{head}|{state[i]}")
        out.append(row)
    return out
