"""Polls: "59 percent", "a third", "those surveyed": whoever was asked, by "a poll of Norwegian voters" or "63 percent
of teachers" before; else "Respondents".
"""
import re

from analysis.naming.mentions import head_noun

UNITS = "one|two|three|four|five|six|seven|eight|nine"
NUMBER = (rf"(?:\d[\d.,]*|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:{UNITS}))?|{UNITS}|ten|eleven"
          r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)")
PERCENT = rf"{NUMBER}(?: ?%| per ?cent| pct)"
SHARE = re.compile(
    r"(?:(?:the|an?|some|only|just|about|nearly|almost|over|roughly|around|another|ultimately|still|(?:more|less|fewer) than|shy of"
    r"|under|well|vast|slim|narrow|overwhelming|bare|mere|paltry|whopping|full|fully)[ ,])*"
    rf"(?:{PERCENT}(?: majority)?|(?:third|quarter|fifth|half)(?!-)|two[- ]thirds|three[- ]quarters|(?:{UNITS}|\d+) (?:in|out of) (?:{UNITS}|ten|\d+)"
    rf"|(?<=vast )majority|(?<=overwhelming )majority)(?:,? [–—-]? ?{PERCENT}(?: [–—-])?)?(?: of (?P<whole>.+))?", re.I)
ASKED = re.compile(r"(?:all |the |most )?(?:those|respondents|(?:those|people|respondents|voters|adults)(?:,? who (?:were (?:asked|polled)|took part"
                   r"|responded)| surveyed| polled| questioned| asked| interviewed).*)", re.I)
ONE_MORE = re.compile("an? (?:third|fifth)", re.I)               # "A third said no": of three
POLL = re.compile(r"\b(?:poll|survey|polling)s? of (?:(?:more than|about|some|nearly|over|roughly|the) )*(?:[\d,]+ )?"
                  r"(?P<whom>[A-Za-z][\w’'-]*(?: (?!who\b|in\b|by\b|from\b|has\b|have\b|and\b|on\b|for\b|with\b)[A-Za-z][\w’'-]*){0,3})")


def polled(article, text, item):
    """(speaker, resolved_by, kind) of a share of those asked; None of any other mention, and where no poll is told of."""
    m = not ONE_MORE.fullmatch(item["_mention"]) and SHARE.fullmatch(text)
    whole = m["whole"] if m else text
    if whole and not (ASKED.fullmatch(whole) and (m or " " in whole)):
        return None
    for p in range(item["paragraph"], max(-1, item["paragraph"] - 12), -1):
        limit = item["_start"] if p == item["paragraph"] else None
        for told in reversed(list(POLL.finditer(article.paragraphs[p][:limit]))):
            words = told["whom"].split()
            whom = next((" ".join(words[:n]) for n in range(len(words), 0, -1) if head_noun(" ".join(words[:n]), "group")), "")
            if whom:
                return article.plain(whom), "group", "group"
    return "Respondents", "group", "group"
