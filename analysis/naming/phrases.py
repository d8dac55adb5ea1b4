"""Phrases: the whole noun phrase around a mention that the tagger has cut short."""
import re

from analysis.naming.mentions import DETERMINERS, RUN, STOP, head_noun, is_adjective, key, names_body, phrase_start

WHOSE = re.compile(rf" (?:of|for) (?:the )?(?:{RUN.pattern})| for (?:the|its|their) (?P<firm>[a-z]+)(?![\w-])")


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
    if key(mention) in STOP or not mention.strip() or is_adjective(mention):
        return the + mention if the.lower() == "the " else mention
    if key(text[start:end].split()[0]) and text[start:end].split()[0].lower() not in DETERMINERS and (
            not text[start].isupper() or start == 0 or head_noun(text[start:end].split()[0], "body")):
        start = max(low, phrase_start(text, start))
    whose = head_noun(text[start:end], "roles") and WHOSE.match(text, end)
    whole = whose and whose.end() <= high and (not whose["firm"] or names_body(whose["firm"]))
    return text[start:whose.end() if whole else end]
