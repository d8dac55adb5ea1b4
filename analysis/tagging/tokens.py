"""Words and sentences with their character offsets.

`words` is one regular expression; `sentences` is NLTK's Punkt with parameters trained on news text (Kiss and
Strunk 2006, Computational Linguistics 32:485), read straight from the files of this package, so that nothing
is looked up on NLTK's data path and nothing is downloaded.
Both give half-open (start, end) pairs in text order and take any string.
"""

import functools
import re

from nltk.tabdata import PunktDecoder
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from analysis import paths

PUNKT = paths.MODELS / "punkt_tab" / "english"

WORD = r"""(?x)
    [a-z]{2,}+(?=[ ,.])                                  # most words, at once
  | (?:[^\W\d_]\.){2,}                                   # U.S., a.m.
  | [OD]['’][A-Z]\w+                                     # O'Brien
  | \d+(?:[.,:/]\d+)*(?:-\w+)*                           # 1,000-kilometer, 9:30
  | n['’]t\b                                             # the clitic of isn't
  | [^\W_]+?(?=n['’]t\b)                                 # ... and its verb
  | [^\W_]+(?:[-‑&/][^\W_]+)*                            # well-known, AT&T
  | (?<=\w)['’](?:s|re|ve|ll|d|m)\b                      # 's
  | ''|``|--+|\.{2,}                                     # typewriter quotes, dash, ellipsis
  | \S"""
_word = re.compile(WORD)

OPENING, CLOSING, EITHER = frozenset("“„«") | {"``"}, frozenset("”»"), frozenset(['"', "''"])
SINGLE = frozenset("‘’'")
CLIPPED = re.compile(r"(?:em|tis|til|twas|n|\d\ds)\b", re.I)  # words that an apostrophe opens
UNOPENED = re.compile(r"[^“”\".!?]+[,!?][”\"]")             # We paid,” said Ann Lee.
WITHIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")   # what goes before an apostrophe inside a sentence
SPEAKING = re.compile(r" (?:(?:said|says) (?:[A-Z]|the |a |his |her )|(?:s?he|they|[A-Z]\w+(?: [A-Z]\w+)?) (?:said|says)[.,])")
REPORTED = re.compile(f",(?={SPEAKING.pattern})")
MARKS = OPENING | CLOSING | EITHER | SINGLE

AMID = re.compile(r"[.?!]\s*\S")  # without it a line is one sentence
PLAIN_END = re.compile(r"([^\W\d_]{2,})[.?!](?:\s+[^\s.]\S*|[\"')”’])")     # and what stands behind it

# What a news text abbreviates and training may have seen too seldom.
ABBREVIATIONS = """
    adm attys brig capt cmdr col corp dept det dr ft gen gens gov govs hon inc jr lt ltd maj messrs mr mrs
    ms mt
    pres prof pvt rep reps rev sec sen sens sgt sr st supt treas univ vs
    jan feb mar apr jun jul aug sept sep oct nov dec
    ala ariz ark calif colo conn fla ga kan ky la md mich minn mo mont neb nev okla ore pa penn tenn
    tex va vt wis wyo u.s u.k u.n e.u u.a.e d.c n.y n.j n.c s.c n.h n.m n.d s.d r.i w.va a.m p.m i.e e.g ph.d
""".split()
TITLES = frozenset(f"{word.capitalize()}." for word in """adm brig capt cmdr col dr gen gens gov govs hon lt maj messrs mr mrs ms
    prof rep reps rev sen sens sgt supt""".split())
NUMBERS = frozenset(["No.", "Nos."])


class _Splitter(PunktSentenceTokenizer):
    """Punkt, which need not look at a word in letters that is no abbreviation: its full stop ends a sentence."""

    def __init__(self, parameters):
        super().__init__(parameters)
        self.look = functools.lru_cache(1 << 14)(super().text_contains_sentbreak)
        self.stopping = {word for word, _ in parameters.collocations} | set(parameters.abbrev_types)

    def text_contains_sentbreak(self, text):
        plain = PLAIN_END.fullmatch(text)
        return plain is not None and plain[1].lower() not in self.stopping or self.look(text)


@functools.cache
def _punkt():
    """The sentence splitter; reads about 100 kB once."""
    read, parameters = PunktDecoder(), PunktParameters()
    lines = {
        name: (PUNKT / name).read_text(encoding="utf-8").splitlines()
        for name in ("collocations.tab", "sent_starters.txt", "abbrev_types.txt", "ortho_context.tab")
    }
    parameters.collocations = set(read.tab2tups(lines["collocations.tab"]))
    parameters.sent_starters = read.txt2set(lines["sent_starters.txt"])
    parameters.abbrev_types = read.txt2set(lines["abbrev_types.txt"]) | set(ABBREVIATIONS)
    parameters.ortho_context = read.tab2intdict(lines["ortho_context.tab"])
    return _Splitter(parameters)


def words(text):
    """Spans of the words and marks of `text`; every character that is not white space is in one.

    Hyphenated words stay whole; quotation marks, the clitics 's, n't, 're ... and each mark are on their own.
    """
    return [found.span() for found in _word.finditer(text)]


@functools.lru_cache(1 << 13)  # the tagger asks first, then whoever scores
def sentences(text):
    """Spans of the sentences of `text`, white space around them left out; a line break ends a sentence."""
    found, start = [], 0
    for line in re.split(r"(\n+)", text) if "\n" in text else (text,):
        for s, e in _punkt().span_tokenize(line) if AMID.search(line) else [(0, len(line.rstrip()))]:
            before = line[max(0, s - 9) : s].split()[-1:] if found else []
            if before and (before[0] in TITLES or before[0] in NUMBERS and line[s].isdigit()):
                found[-1] = (found[-1][0], start + e)  # Mr. Lee, the No. 2 official
            elif line[s:e].strip():
                found.append((start + s, start + e))
        start += len(line)
    return tuple(found)


def quotations(text, spans):
    """Quotations of a paragraph: [(first token, last token, closed)], marks included, in text order.

    Double marks always count. Single ones count where they stand like quotation marks and another closes them, so that
    apostrophes do not, or where one opens a sentence. A quotation never closed ends with the paragraph, at the next
    opening mark or before ", said Ann Lee"; one never opened, with "said" behind it, begins with the paragraph.
    """
    found, start, size = [], None, len(text)
    marks = [i for i, (s, e) in enumerate(spans) if text[s:e] in MARKS]
    skip = -1
    for number, i in enumerate(marks):
        s, e = spans[i]
        mark = text[s:e]
        opens = (s == 0 or not text[s - 1].isalnum()) and e < size and not text[e].isspace()
        closes = s > 0 and not text[s - 1].isspace()
        if mark in SINGLE:
            if start is None and i > skip and mark != "’" and opens and not CLIPPED.match(text, e):
                end = _single_end(text, spans, marks[number + 1 : number + 25])
                if end is None and text[e].isupper() and text[:s].rstrip()[-1:] not in WITHIN:
                    return found + [_stop(text, spans, i)]
                if end is not None:
                    found.append((i, end, True))
                    skip = end
            continue
        if i < skip:  # double marks inside single ones
            continue
        if start is None:
            if mark in OPENING or mark in EITHER and (opens or not closes):
                start = i
            elif not found and UNOPENED.match(text) and SPEAKING.match(text, e):
                found.append((0, i, True))
        elif mark in CLOSING or mark in EITHER and (closes or not opens):
            found.append((start, i, True))
            start = None
        elif mark in OPENING or opens:
            found.append((start, i - 1, False))
            start = i
    if start is not None:
        found.append(_stop(text, spans, start))
    return found


def _stop(text, spans, start):
    """A quotation that nothing closes: to the end of the paragraph, or to the comma before who says it, as if closed there."""
    said = REPORTED.search(text, spans[start][1])
    return (start, spans.index((said.start(), said.start() + 1)) - 1, True) if said else (start, len(spans) - 1, False)


def _single_end(text, spans, later):
    """The token that closes a single quotation mark, or None; what may be a plural's apostrophe only if nothing
    better comes, and first if no word follows it; what stands in double marks inside it closes nothing."""
    fallback, plural, double = None, None, False
    for j in later:
        s, e = spans[j]
        mark = text[s:e]
        if mark not in SINGLE:
            double = not double
            if plural is not None:
                break
        elif double:
            continue
        elif mark in "’'" and not text[s - 1].isspace() and not text[e : e + 1].isalnum():
            if text[s - 1] not in "sS":
                return j
            if plural is None:
                plural = j
            if fallback is None and not text[e : e + 2].strip().isalnum():
                fallback = j
        elif mark == "‘":
            break
    return plural if fallback is None else fallback
