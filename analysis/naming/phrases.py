"""Phrases: the whole noun phrase around a mention that the tagger has cut short."""
import re
from bisect import bisect_left

from analysis.naming.mentions import (DETERMINERS, RUN, STOP, head_noun, is_adjective, key, lexicon, names_body,
                                      phrase_start)
from analysis.naming.titles import split_name

# "Pavel Oran - flanked by his counterpart, Tove Brandt - said": who speaks stands before the first dash
DASHED = re.compile(r"(?:^|.*[.;:”\"] )(?P<who>[^—–,;:“”\"]{3,80}?) (?:—|–|--|-) [^—–“”\"]*$", re.S)
APART = re.compile("(?:an?|the|of|from) (?=[a-z])")
DASH = re.compile(" ?(?:—|–|--)")


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
    if text[start:end].isdigit() and text[low:start].endswith(", "):            # "the widow, 79"
        start = text.rfind(" ", low, start - 2) + 1
    mention, the = text[start:end], text[max(low, start - 4):start]
    if DASH.match(text, end) or DASH.match(mention[-1:]):
        aside = DASHED.match(text[first_of(book, paragraph, start, low):start])
        if aside:
            return aside["who"].strip()
    if key(mention) in STOP or not mention.strip() or is_adjective(mention):
        return the + mention if the.lower() == "the " else mention
    runs = book.runs[paragraph]
    beside = runs[bisect_left(runs, (start,)) - 1] if bisect_left(runs, (start,)) else (0, -1, "")
    if APART.match(mention) and text[beside[1]:start] == ", " and low <= beside[0] \
            and (beside[0] in book.first[paragraph] or text[:beside[0]].endswith(", ")) \
            and book.person(split_name(beside[2])[1]):
        return text[beside[0]:end]                              # "Ann Lee, a nurse who ..., said"
    for a, b, _ in runs[max(0, bisect_left(runs, (start,)) - 1):bisect_left(runs, (end,)) + 1]:
        if a < start < b or a < end < b:
            start, end = max(low, min(a, start)), min(high, max(b, end))
    if key(text[start:end].split()[0]) and text[start:end].split()[0].lower() not in DETERMINERS and (
            not text[start].isupper() or start == 0 or head_noun(text[start:end].split()[0], "body")):
        start = max(low, phrase_start(text, start))
    for _ in range(2):
        role, last = head_noun(text[start:end], "roles"), text[start:end].split()[-1]
        more = (role or names_body(last)) and re.match(r" (?:of|for) (?:the )?", text[end:end + 20])
        apart = not more and role and re.match(", (?=[^,.]+[,.])", text[end:end + 200])
        more = more or apart
        rest = more and RUN.match(text, end + more.end())
        person = rest and (book.person(rest[0]) or rest[0].split()[0] in lexicon()["given"])
        firm = role and re.compile(r" for (?:the|its|their) [a-z]+(?![\w-])").match(text, end)
        if firm and firm.end() <= high and names_body(firm[0].split()[-1]):
            end = firm.end()
        elif rest and rest.end() <= high and (person or not apart):
            end = rest.end()
    return text[start:end]
