"""Conduits: the outlet through which a statement came ("..., Reuters reported", "told Sky News", "TASS cited X as saying").

An outlet is a name in lexicons/outlets.csv or one with an outlet's head noun ("the Interfax news agency", "daily Bild",
"the Springfield Gazette"). The audience of a press conference ("told reporters") is none.
"""
import re
from functools import lru_cache

from analysis.mentions import UPPER, lexicon, sentences

NAME = rf"[{UPPER}][\w&.’'-]*(?: (?:of |de |della )?[{UPPER}\d][\w&’'-]*)*"


@lru_cache(maxsize=1)
def _patterns():
    lex = lexicon()
    known = "|".join(re.escape(n).replace("'", "['’]") for n in sorted(lex["outlets"], key=len, reverse=True))
    common = sorted((n for n, c in lex["outlet"].items() if c != "name"), key=len, reverse=True)
    kinds = "|".join(map(re.escape, common))
    proper = "|".join(sorted((n for n, c in lex["outlet"].items() if c == "name"), key=len, reverse=True))
    outlet = (rf"(?:(?P<known>{known})(?![\w-])|(?:{kinds}) (?P<after>{NAME})|(?P<before>{NAME}) (?:{kinds})\b"
              rf"|(?P<proper>(?:The )?(?:[{UPPER}][\w&.’'-]* )+(?:{proper}))(?!\w)"
              rf"|(?P<state>(?:[{UPPER}]\w+ )?(?:state|local|public|national) (?:TV|television|radio|media|broadcaster|news agency)))")
    modifiers = r"(?:(?:the|a|an|its|his|her|their|today['’]s)\s)?(?:[\w’'-]+\s){0,3}?"
    lead = (r"\b(?:according to|told|tells?|telling|interview(?:ed)?(?: \w+)? (?:with|by|to|on|for|in)|speaking (?:to|on|with)"
            r"|spoke (?:to|on|with)|talking to|talked to|asked by|cited by|quoted by|quoted in|reported by|carried by|published (?:by|in)"
            r"|obtained by|seen by|via|statement to|comments? to|remarks? to|wrote (?:in|for)|writing (?:in|for)|said (?:on|in)|says on"
            r"|appear(?:ing|ance|ed) on|interview|email to|e-mail to|message to|confirmed to|op-ed (?:in|for)|article (?:in|for)"
            r"|said to|broadcast (?:on|by)|aired (?:on|by)|citing|by|and)\s+")
    before = re.compile(rf"(?i:{lead}{modifiers})(?<![\w’'])(?=[{UPPER}]|\w+ (?:TV|television|radio|media|news)|(?:{kinds}) ){outlet}")
    after = re.compile(rf"(?<![\w’'])(?:{outlet})(?:['’]s \w+)?,? (?:(?:has |have |had |also |first |later |which |that )*)"
                       r"(?:reported|reports|report|quoted|quotes|cited|cites|citing|quoting|wrote|said|says|adding)\b")
    return re.compile(outlet), before, after


def _name(match):
    """(start, end) of the outlet's own name in a match."""
    group = next(g for g in ("known", "after", "before", "proper", "state") if match[g])
    start, end = match.span(group)
    return (start - 4, end) if match.string[max(0, start - 5):start] in ("The ", " The ") else (start, end)


def bare_name(text):
    """"German daily Welt" -> "Welt"; "the TASS news agency" -> "TASS"."""
    match = next((m for m in _patterns()[0].finditer(text)), None)
    return text[slice(*_name(match))] if match and not match["state"] and match.end() == len(text) else text


def is_outlet(text):
    text = re.sub("^[Tt]he ", "", text.strip())
    return text in lexicon()["outlets"] or any(m.end() >= len(text) for m in _patterns()[0].finditer(text))


def find(items, paragraphs, book):
    """The conduits of each attribution, ", "-joined: those of the sentence of its cue, or of what it is nested in."""
    found, seen = [], {}
    for item in items:
        p = item["paragraph"]
        text, starts = paragraphs[p], book.starts[p]
        spot = (item["cue"] or item["source"] or [(item["content"] or [(0, 0)])[0]])[0][0]
        if not item["cue"] and not item["source"]:
            found.append("")
            continue
        n = max(i for i, s in enumerate(starts) if s <= spot)
        low, high = starts[n], starts[n + 1] if n + 1 < len(starts) else len(text)
        if (p, low) not in seen:
            seen[p, low] = _sentence(text, low, high, book.quoted[p])
        spans = [s for s in seen[p, low] if not any(a < s[1] and s[0] < b for a, b in item["source"])]
        names = [text[a:b] for a, b in spans]
        names = [x for x in dict.fromkeys(names) if x.casefold() != item["speaker"].casefold()]
        own = is_outlet(item["source_text"])
        if not names:
            outer = [found[i] for i, x in enumerate(items[:len(found)]) if x["paragraph"] == p and found[i]
                     and any(a <= spot < b for a, b in x["content"])]
            names = outer[-1:]
        found.append("" if own else ", ".join(names))
    return found


def _sentence(text, low, high, quoted):
    """Places of the conduits in text[low:high], outside quotation marks."""
    spans = set()
    _, before, after = _patterns()
    for pattern in (before, after):
        for m in pattern.finditer(text, low, high):
            a, b = _name(m)
            if not any(x < a < y for x, y in quoted):
                spans.add((a, b))
    return sorted(s for s in spans if not any(t != s and t[0] <= s[0] and s[1] <= t[1] for t in spans))
