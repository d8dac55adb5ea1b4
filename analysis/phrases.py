"""Phrases: the whole noun phrase around a mention that the tagger has cut short."""
import re

from analysis.book import AFTER
from analysis.mentions import (DETERMINERS, RUN, STOP, head_noun, is_adjective, key, lexicon, names_body, nouns,
                               phrase_start)

SPEAKING = re.compile(r"(?P<who>[^,;:“”\"]+), (?:(?:speaking|talking|writing) (?:to|on|in|for|with)"
                      r"|in an? (?:[\w-]+ )?(?:message|statement|letter|e-?mail|memo|speech|interview|post|note"
                      r"|filing) (?:to|with|on|for|from)) (?:the |an? )?$")
PASSED = re.compile(r" (?:shown|sent|seen|given|written|read|put|\w+ed) (?:to|by|with|in|at|from|on) "
                    r"(?:the |an? )?$")
OBJECT = re.compile(r"^[^,;:“”\"]+ (?:of|at|in|for|from|behind|near|on) (?:the |an? )?$")
# "Pavel Oran - flanked by his counterpart, Tove Brandt - said": who speaks stands before the first dash
DASHED = re.compile(r"(?:^|.*[.;:”\"] )(?P<who>[^—–,;:“”\"]{3,80}?) (?:—|–|--|-) [^—–“”\"]*$", re.S)
DASH = re.compile(" ?(?:—|–|--)")
TITLED = re.compile(r"(?:['’]s?)? (?P<role>[a-z][a-z -]*[a-z]) (?=[A-Z])")


# "One official, who did not wish to be named, | said the board": the subject stands before the clause
SUBJECT = re.compile(r"(?P<who>[^,;:“”\"]{2,80}), (?:who|whom|whose|which|an?|the|[a-z]+ing|[a-z ]+ of wh\w+)\b.*, "
                     r"(?:[a-z]+ly |later |also |then |still )?$", re.S)


def subject(book, paragraph, cue):
    """The span of the subject that a clause between commas parts from its verb at `cue`, or None."""
    low = first_of(book, paragraph, cue, 0)
    m = SUBJECT.match(book.paragraphs[paragraph][low:cue])
    return m and (low, low + m.end("who"))


def first_of(book, paragraph, start, low):
    """Where the sentence of a place begins, or the wall before it."""
    return max(low, book.sentence(paragraph, start)[0])


def widened(book, paragraph, start, end, walls):
    """The noun phrase around a mention that has lost its ends: "spokesman" -> "a spokesman for Yelp".

    walls: spans (of the cue and the content) that it must not enter.
    """
    text = book.paragraphs[paragraph]
    low = max((b for a, b in walls if b <= start), default=0)
    high = min((a for a, b in walls if a >= end), default=len(text))
    mention, the = text[start:end], text[max(low, start - 4):start]
    if DASH.match(text, end) or DASH.match(mention[-1:]):
        aside = DASHED.match(text[first_of(book, paragraph, start, low):start])
        if aside:
            return aside["who"].strip()
    titled = TITLED.match(text, end)                        # "Halden | chief engineer Ann Lee"
    name = titled and RUN.match(text, titled.end())
    if name and name.end() <= high and mention[:1].isupper() and book.person(name[0]) \
            and nouns(titled["role"].split()[-1], "roles"):
        return text[start:name.end()]
    if key(mention) in STOP or not mention.strip() or is_adjective(mention):
        return the + mention if the.lower() == "the " else mention
    for e in book.within[paragraph]:                    # "at Yelp" in "Ann Lee, a lawyer at Yelp, said"
        after = AFTER.match(text, e.end) if e.kind == "person" and e.end <= start else None
        if after and end <= after.end() and text[after.end():][:1] == "," and nouns(after[1], "roles"):
            return text[e.start:after.end()]
    for a, b, _ in book.runs[paragraph]:
        if a < start < b or a < end < b:
            start, end = max(low, min(a, start)), min(high, max(b, end))
    if key(text[start:end].split()[0]) and text[start:end].split()[0].lower() not in DETERMINERS and (
            not text[start].isupper() or start == 0 or nouns(text[start:end].split()[0], "body")):
        start = max(low, phrase_start(text, start))
    first = first_of(book, paragraph, start, low)           # "The crews behind the strike at the | dock"
    before = text[first:start]
    passed = PASSED.search(before)                          # An email shown to | the jury
    held = before[:passed.start()] if passed else before if OBJECT.search(before) else ""
    if head_noun(held, *(["document"] if passed else ["roles", "body", "group", "document"])):
        start = first
    speaking = SPEAKING.match(text[first:start])
    if speaking:
        return speaking["who"]
    for _ in range(2):
        role, last = head_noun(text[start:end], "roles"), text[start:end].split()[-1]
        more = (role or names_body(last)) and re.match(r" (?:of|for) (?:the )?", text[end:])
        apart = not more and role and re.match(", (?=[^,.]+[,.])", text[end:])
        more = more or apart
        rest = more and RUN.match(text, end + more.end())
        person = rest and (book.person(rest[0]) or rest[0].split()[0] in lexicon()["given"])
        firm = role and re.compile(r" for (?:the|its|their) [a-z]+(?![\w-])").match(text, end)
        if firm and firm.end() <= high and names_body(firm[0].split()[-1]):
            end = firm.end()
        elif rest and rest.end() <= high and (person or not apart):
            end = rest.end()
    return text[start:end]
