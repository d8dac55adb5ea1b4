"""Paragraphs that are somebody's words and nothing else: by a dash and a name behind them, '“We paid.” — Ann Lee, mayor of
Oster', or as the rest of a quotation whose marks stand in its first and its last paragraph alone."""

import re

from analysis.naming import conduits
from analysis.naming.mentions import head_noun
from analysis.tagging import frames, tokens

DASH, WHO = r"(?:—|–|―|--?)", r"(?P<who>[^—–―“”\"]+)$"
SIGNED = re.compile(rf"(?P<said>.+[”\"’'])\s*{DASH}\s*{WHO}")
LINE = re.compile(rf"{DASH}\s*{WHO}")                       # below the words
LAST = re.compile(r"(?P<who>[A-Z][^—–―“”\" ]*[ ,][^—–―“”\"]+)[”\"]$")   # in the marks of the words above
POST = re.compile(rf"(?P<said>\S.*?)(?:\s*(?:pic\.twitter\.com|https?://)\S*)*\s*{DASH}\s*(?P<who>[^—–―@“”\"]{{2,60}}?) \(@\w+\)"
                  r"(?: [A-Z][a-z]+\.? \d\d?,? \d{4})?\W*$")
FIRST = re.compile(r",| \(| (?:who|of|from|at|in|for|on|via)\b")    # what ends the name or the role
LATER = re.compile(r", (?:via|in|on|at|after|during|when|to|by|\w+ing)\b.*|[.,;:]+$")   # where it was said is no part of the source
NAME = re.compile(r"@?[A-Z][\w.’'-]*(?: (?:de|van|von|al|el|bin|[A-Z][\w.’'-]*)){0,5}$")
NOUNS = re.compile("d?[Nls0&g’']+$")
MARK = re.compile(r"[“”\"„»«]|''|``")
LONGEST = 16  # words of a signature
MOST = 8  # paragraphs of a quotation between its marks


def found(paragraphs):
    """{number of a paragraph: [the attribution that it is]} of an article's [(text, section)]; of a line with a signature alone
    []. The source of what such a line signs stands elsewhere: "_signed" names it."""
    out, body = {}, [text if section == "body" else "" for text, section in paragraphs]
    for n, text in enumerate(body):
        post = "(@" in text and POST.match(text)
        one, closed = post or SIGNED.match(text), LINE.match(text)
        line, before = closed or LAST.match(text), n - 1
        begun = (post.start("said"),) if post else one and _sentence(one["said"]) and _block(one["said"], True)
        who = begun and _source(one["who"], post)
        if who:
            start, = begun
            out[n] = [_said(n, start, one.end("said"), source=[(one.start("who"), one.start("who") + len(who))])]
        elif line and n and before not in out and _block(body[before], bool(closed)) and (who := _source(line["who"])):
            out[n] = []
            while before >= 0 and (block := _block(body[before], before == n - 1 and bool(closed))):
                out[before] = [_said(before, block[0], len(body[before]), _signed=who)]
                before -= 1
        elif n not in out and MARK.search(text) and _runs_on(text):
            last = next((k for k in range(n + 1, min(n + MOST, len(body))) if not body[k] or MARK.search(body[k])), n)
            if last > n and len(MARK.findall(body[last])) == 1 and MARK.fullmatch(body[last].rstrip()[-1:]):
                out |= {k: [_said(k, 0, len(body[k]))] for k in range(n + 1, last + 1)}
    return out


def _said(number, start, end, source=(), **more):
    return {"paragraph": number, "content": [(start, end)], "cue": [], "source": [*source], "kind": "speech", "type": "direct"} | more


def _block(text, closed):
    """(where the words begin,) of a paragraph that is one quotation, `closed` at its end or left open; else None."""
    spans = tokens.words(text)
    quoted = tokens.quotations(text, spans)
    whole = len(quoted) == 1 and quoted[0][0] < 2 and quoted[0][1:] == (len(spans) - 1, closed)
    return (spans[quoted[0][0]][0],) if whole and not text[: spans[quoted[0][0]][0]].strip().isalnum() else None


def _runs_on(text):
    """Whether a paragraph ends inside a quotation of a sentence."""
    spans = tokens.words(text)
    first, _, closed = (tokens.quotations(text, spans) or [(0, 0, True)])[-1]
    return not closed and len(spans) - first > 3 and text[spans[first + 1][0]].isupper()


def _sentence(said):
    """Whether words in marks are no title of a book or song."""
    words = said.split()
    return said.rstrip("”\"’'")[-1:] in tuple(".!?,…") or len(words) > 4 and sum(w[:1].islower() for w in words) > len(words) / 2


def _source(text, post=None):
    """Who signs: a name or a role with what describes it; "" where the words are no signature, or an outlet's."""
    who = LATER.sub("", text.strip())
    first = FIRST.split(who)[0]
    words = [first[a:b] for a, b in tokens.words(first)]
    if post or len(who.split()) > LONGEST or conduits.is_outlet(first):
        return who if post else ""
    kinds = "".join(frames.kinds_of(words, [word.lower() for word in words]))
    return who if NAME.match(first) or NOUNS.match(kinds) and ("N" in kinds or head_noun(first, "roles", "group")) else ""
