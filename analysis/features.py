"""What the quote tagger sees of each word: the word, its neighbours, quotation marks and reporting words
near it.

Everything is lexical: no part of speech, no parser. `keys` gives a few keys for each word of a paragraph,
`expand`
turns a key into feature strings for a linear-chain CRF (Lafferty, McCallum and Pereira 2001). The same key
always
gives the same strings, so that their weights can be added up once and looked up afterwards.
"""

import bisect
import functools
from pathlib import Path

from analysis import tokens

CUE_WORDS = Path(__file__).parent / "models" / "cue_words.tsv"
CLUSTERS = Path(__file__).parent / "models" / "clusters.tsv"
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
FAR = 99
OFFSETS = (-2, -1, 0, 1, 2)  # places, seen from a word, whose form counts


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


@functools.lru_cache(1 << 10)
def _form(word):
    """What counts of a word form: lower case, cue class, cluster, ending, shape."""
    low = word.lower()
    return low, cue_class(low), clusters().get(low, ""), low[-3:], shape(word)


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
    """Where each word stands: - outside, o opening mark, c closing mark, else inside; with the quotation's
    length."""
    state = ["-"] * count
    for first, last, closed in quoted:
        size = last - first - 1
        inner = ("i" if size > 6 else "m" if size > 2 else "n") if closed else "u"
        state[first : last + 1] = [inner] * (last + 1 - first)
        state[first] = "o" + inner
        if closed:
            state[last] = "c" + inner
    return state


def _sweep(low, kinds, state, breaks, backward):
    """For each word the nearest reporting word on one side in its sentence.

    (the word, words between, commas between, classes between, the word beyond it); "^" where there is none.
    """
    none = ("^", FAR, 0, "", "")
    out, count = [none] * len(low), len(low)
    cue, gap, commas, path, beyond = none
    order = range(count - 1, -1, -1) if backward else range(count)
    for i in order:
        if not backward and i in breaks:
            cue, gap, commas, path, beyond = none
        out[i] = (cue, gap, commas, path, beyond)
        if kinds[i] == "K" and state[i] in "-u" or low[i] == "according":
            after = i + 1
            cue, gap, commas, path, beyond = low[i], 0, 0, "", low[after] if after < count else ""
        elif cue != "^":
            gap += gap < FAR
            commas += low[i] == ","
            if len(path) < 5:
                path += kinds[i]
        if backward and i in breaks:
            cue, gap, commas, path, beyond = none
    return out


def keys(text, spans, quoted, firsts, lead="", carried=False):
    """A tuple of keys for each word of a paragraph; what its form alone tells comes by `expand((offset,
    word))`.

    `lead` marks the paragraph ("h" for a headline); `carried`: the paragraph before left a quotation open.
    """
    words = [text[s:e] for s, e in spans]
    count, low, kinds = len(words), [w.lower() for w in words], [kind(w) for w in words]
    state, breaks = states(count, quoted), set(firsts)
    left, right = _sweep(low, kinds, state, breaks, False), _sweep(low, kinds, state, breaks, True)
    low = ["", "", *low, "", ""]
    line = "^^" + "".join(kinds) + "$$"
    state = ["^", *state, "$"]
    second = firsts[1] if len(firsts) > 1 else count
    out, start, head, lead = [], 0, "", lead + ">" * carried
    for i in range(count):
        if i in breaks:
            start, head = i, low[i + 2]
        here = state[i + 1]
        ahead, behind = left[i], right[i]
        before, word, after, near = low[i + 1], low[i + 2], low[i + 3], line[i : i + 5]
        out.append(
            (
                f"a={before}|{word}",
                f"b={word}|{after}",
                f"j={before}|{after}",
                f"kq={near[1:4]}|{here}",
                f"k3={near[1:4]}",
                f"k5={near}",
                f"kr={near[2:]}",
                f"kl={near[:3]}",
                ("l", ahead[0], min(ahead[1], 12) // 2, min(ahead[2], 3), ahead[4], here),
                ("r", behind[0], min(behind[1], 12) // 2, min(behind[2], 3), behind[4], here),
                (
                    "p",
                    *(path[3] if path[1] < 5 else "~" for path in (ahead, behind)),
                    kinds[i],
                    cue_class(ahead[0]),
                    cue_class(behind[0]),
                ),
                (
                    "q",
                    state[i],
                    here,
                    state[i + 2],
                    min(i - start, 3),
                    i < second,
                    lead,
                    head if i - start < 4 else "",
                ),
            )
        )
    return out


def expand(key):
    """Feature strings of a key; a string is one already."""
    if isinstance(key, str):
        return [key]
    role = key[0]
    if role in OFFSETS:
        low, rank, cluster, tail, form = _form(key[1])
        out = [f"w{role}={low}", f"c{role}={rank}", f"u{role}={cluster}"]
        return out if role in (-2, 2) else [*out, f"t{role}={tail}", f"s{role}={form}"]
    if role == "l":
        _, word, gap, commas, beyond, here = key
        rank = cue_class(word)
        return [
            f"lw={word}",
            f"lwg={word}|{min(gap, 2)}|{here}",
            f"lc={rank}|{gap}|{here}",
            f"lk={rank}|{commas}|{here}",
            f"lb={rank}|{beyond}",
            f"lbg={beyond}|{min(gap, 2)}",
        ]
    if role == "r":
        _, word, gap, commas, beyond, here = key
        rank = cue_class(word)
        return [
            f"rw={word}",
            f"rwg={word}|{min(gap, 2)}|{here}",
            f"rc={rank}|{gap}|{here}",
            f"rk={rank}|{commas}|{here}",
            f"rb={rank}|{beyond}|{commas}",
        ]
    if role == "p":
        _, left, right, here, lrank, rrank = key
        return [
            f"pl={left}|{here}|{lrank}",
            f"pr={here}|{right}|{rrank}",
            f"pb={lrank}|{left[:1]}|{right[:1]}|{rrank}",
        ]
    _, before, here, after, place, first, lead, head = key
    out = [
        f"q={before}|{here}|{after}",
        f"q1={here}",
        f"f={place}|{here}",
        f"f1={place}|{first}|{lead}",
        f"h={head}|{place}",
    ]
    if lead:
        out += [f"p={lead}|{here}", f"p1={lead}|{first}|{here}"]
    return out
