"""Names of institutions in full: what "IMF" is short for in an article, by "Full Name (FN)" or by the only name of its
initials; what "and" joins to a name."""
import re

from analysis.naming.mentions import FIELDS, UPPER, country_of, key, lexicon, names_body
from analysis.naming.persons import common

ACRONYM = re.compile(r" \(([A-Z][A-Za-z&.]{1,7})\)")
NAMED = re.compile(rf"[{UPPER}][\w’-]+(?: (?:(?:of|for|and|on|to|in|the|&) ){{0,2}}[{UPPER}][\w’-]+)+")
SHORT = re.compile(r"[A-Z](?:[A-Z]{2,5}(?<!\w\w{6})\b|\.(?:[A-Z]\.){2,4})")
# A name with "and" within: "the | Securities and | Exchange Commission", "Ministry of Health | and Welfare"
FIRST = re.compile(r"\b[Tt]he (?P<name>(?:[A-Z]\w+, )*[A-Z]\w+,? and )$")
SECOND = re.compile(r" and ([A-Z]\w+)(?! [A-Z])")
FIELD = re.compile(FIELDS)


def spelt_out(acronym, words):
    """The words before an acronym that has their initials ("Department of Justice" for "DOJ"), or None."""
    letters = acronym.replace(".", "").lower()
    for n in range(2, min(len(letters) + 4, len(words)) + 1):
        some = words[-n:]
        initials = "".join(w[0].lower() for w in some), "".join(w[0].lower() for w in some if w[0].isupper())
        if letters in initials and some[0][0].isupper():
            return " ".join(some)
    return None


def acronyms(paragraphs):
    """key of an acronym -> the name that it stands for in these paragraphs."""
    found, named = {}, {}
    for text in paragraphs:
        for m in ACRONYM.finditer(text):
            full = spelt_out(m[1], text[max(0, m.start() - 90):m.start()].split())
            if full:
                found[key(m[1])] = full
    short = {key(m[0]) for text in paragraphs for m in SHORT.finditer(text)
             if not country_of(m[0]) and m[0] not in lexicon()["outlets"]} - found.keys()
    for words in (m[0].split() for text in paragraphs if short for m in NAMED.finditer(text)):
        initials = "".join(w[0] for w in words).lower(), "".join(w[0] for w in words if w[0].isupper()).lower()
        for one in short:
            if any(one in some for some in initials):
                full = next(filter(None, (spelt_out(one, words[:n]) for n in range(2, len(words) + 1))), None)
                named.setdefault(one, set()).update([full] if full else [])
    return found | {one: some.pop() for one, some in named.items() if len(some) == 1}


def joined(text, start, end):
    """(start, end) of an institution's name with what "and" joins to it: "the | Securities and Exchange Commission",
    "the Ministry of Health | and Welfare"."""
    before, after = FIRST.search(text, max(0, start - 40), start), SECOND.match(text, end) if " of " in text[start:end] else None
    fields = before and re.findall(r"\w+", before["name"])[:-1]
    if fields and all(FIELD.fullmatch(word) or common(word) and word.lower() not in lexicon()["body"] and not country_of(word)
                      and word not in lexicon()["group"] for word in fields):
        start = before.start("name")
    return start, after.end() if after and (FIELD.fullmatch(after[1]) or common(after[1]) and not names_body(after[1])) else end
