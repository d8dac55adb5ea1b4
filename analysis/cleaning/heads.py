"""Headline and deck: what stands before the text of an article."""
import re

from analysis.cleaning.lines import COMMON, DATELINE, QUOTED, Line, same

# Articles, pronouns, auxiliaries, the past tense, weekdays: a report's sentence has one, a headline mostly none
SPELT_OUT = re.compile(
    r"\b(?:the|an?|i|we|you|he|she|it|they|my|our|his|her|its|their|this|these|there|who|which|is|are|was|were|be|been|am|"
    r"has|have|had|do|does|did|will|would|can|could|may|might|must|should|not|said|told|went|came|took|made|got|gave|found|"
    r"left|held|saw|met|won|lost|led|broke|fell|rose|began|ran|kept|felt|stood|spoke|brought|sent|\w+ed|\w+day)\b|n['’]t\b", re.I)
CLOCK = re.compile(r"\d{1,2}[.:]\d\d ?(?:[ap]\.?m\b|[A-Z]{3}\b|\s)", re.I)


def find(lines: list[Line], first: int) -> int | None:
    """Before the text, the first line that shares nearly as many words with its beginning as any does.

    Of its copies the last is taken that has no text between it and the first.
    """
    prose = [line for line in lines[first:] if line.prose][:6]
    lead = {word for line in prose for word in _subject(line.text)}
    shares = {}
    for i, line in enumerate(lines[:first]):
        told = line.text[_cried(line.text):]
        if not line.section and not line.effect and 2 <= line.words and len(told.split()) <= 32:
            share = max(_share(line.text, lead), _share(told, lead))
            share = 0 if share and _name(line, lines[first:]) else share
            shares[i] = min(share, .5) * min(line.words, 6) / 6
            shares[i] *= .5 if _listed(lines, i) else 1
            decked = line.words > 3 and i + 1 < len(lines) and lines[i + 1].words > 5
            shares[i] *= .5 if line.stop or (not decked and len(lead.intersection(_subject(line.text))) < 2) else 1
    most = max(shares.values(), default=0)
    best = next((i for i in shares if shares[i] > .5 * most or not most), None)
    if not most and not any(re.search(r"\b[a-z]{4}", lines[i].text) for i in shares):        # names alone, of the site
        stopped = _headline_with_stop(lines, first)
        best = best if stopped is None else stopped
    if best is None:
        return None
    for i in range(best + 1, first):
        line = lines[i]
        if copy(line.text, lines[best].text):
            best = i
        elif line.prose or (i in shares and line.words > 7 and shares[i] >= .15):
            break
    return best


def _name(line: Line, text: list[Line]) -> bool:
    """Whether a line is a name that a sentence of the text has too: of the site ("told the Dunmore Echo", "MPA | Miran
    Press Agency"), of a place."""
    name = line.text.removeprefix("The ").partition(" | ")[0]
    return line.words < 6 and not re.search(r"\b[a-z]{4}", name) and any(name in other.text for other in text if other.prose)


def _share(text: str, lead: set[str]) -> float:
    """The share of the words of `text` that the beginning of the article has too."""
    long = _subject(text)
    return sum(word in lead for word in long) / (len(long) + 1)


def _cried(text: str) -> int:
    """Where the quotation ends that opens a headline: "'We had no call' | : widow says"; 0 if no colon."""
    quoted = QUOTED.match(text)
    return quoted.end() if quoted and text[quoted.end():quoted.end() + 1] == ":" else 0


def _listed(lines: list[Line], i: int) -> bool:
    """Whether a short line stands amid others, as in a menu."""
    beside = lines[max(i - 1, 0):i] + lines[i + 1:i + 2]
    return lines[i].words < 6 and all(line.words < 6 and not line.stop for line in beside)


def _subject(text: str) -> list[str]:
    """Beginnings of the words of `text` that tell what it is about."""
    return [word[:4] for word in same(text).split() if len(word) > 2 and word[:5] not in COMMON]


def _headline_with_stop(lines: list[Line], first: int) -> int | None:
    """The first line of the text if it is a headline that ends as a sentence does: of few words, and in capitals, above
    a byline or dateline, or terse as headlines are."""
    if first >= len(lines) or sum(line.prose for line in lines[first:]) < 2:
        return None
    line, behind = lines[first], lines[first + 1:]
    if line.words > 20 or any(other.section == "caption" for other in lines[:first]) or DATELINE.match(line.text):
        return None
    after = next(other for other in behind if other.prose or other.effect == "byline")
    if after.effect == "byline" or DATELINE.match(after.text):
        return first
    capitals = re.findall(r"\b[A-ZÀ-Þ\d]\w*", line.text)
    one = not re.search(r"[.!?] ", line.text)
    return first if one and (len(capitals) >= .5 * line.words or _terse(line, behind)) else None


def _terse(line: Line, behind: list[Line]) -> bool:
    """Whether a line has no word that sentences have and headlines leave out, and says what the longer paragraphs behind
    it say again."""
    prose = [other for other in behind if other.prose][:5]
    lead = {word for other in prose for word in _subject(other.text)}
    return 3 < line.words <= 16 and prose[0].words > 1.3 * line.words and not SPELT_OUT.search(line.text) \
        and _share(line.text, lead) >= .4


def beginning(lines: list[Line], headline: int | None, first: int) -> int:
    """Where the text begins: behind its headline, and where furniture cut it, at the first of two or more sentences on
    its subject that stand between the headline and `first`."""
    if headline is None:
        return first
    if headline == first:
        return next((i for i in range(first + 1, len(lines)) if lines[i].prose or lines[i].stop), first)
    text = set().union(*[line.stems for line in lines[first:] if line.prose], set())
    cut = [i for i in range(headline + 1, first) if lines[i].prose and not lines[i].to_reader and lines[i].stems & text]
    return cut[0] if len(cut) > 1 else first


def copy(text: str, title: str) -> bool:
    """Whether `text` is `title` again, perhaps with an outlet's name behind one of them."""
    a, b = sorted((same(text), same(title)), key=len)
    return len(a.split()) > 2 and b.startswith(a) and len(b.split()) - len(a.split()) <= 5


def mark(lines: list[Line], headline: int | None, first: int) -> None:
    """Lines before the text: the deck, or furniture."""
    text = set().union(*[line.stems for line in lines[first:] if line.prose], set())
    several = sum(line.prose for line in lines) > 3
    boxed = False
    for i, line in enumerate(lines[:first]):
        boxed = (line.effect == "box" and line.reason == "related") or (
            boxed and i != headline and line.section != "caption" and not line.stop)
        if boxed and i != headline and not line.section:
            line.drop("related")
        elif line.section or i == headline:
            if line.section == "caption" and headline is not None and i < headline and not line.stems & text:
                line.drop("before the headline")
        elif headline is not None and i < headline:
            line.drop("before the headline")
        elif not line.stop and CLOCK.match(line.text) or line.words < 5 and not (
                line.words > 2 and (line.stop or _another(lines, i, text))):
            line.drop("label")
        elif headline is not None and copy(line.text, lines[headline].text):
            line.drop("doubled")
        elif several and not line.stems & text:
            line.drop("label")
        else:
            line.section = "deck"


def _another(lines: list[Line], i: int, text: set[str]) -> bool:
    """Whether a short line goes on with a deck: on the article's subject, and no name."""
    return lines[i - 1].section == "deck" and bool(lines[i].stems & text) and \
        re.search(r"\b[a-z]{4}", lines[i].text) is not None


def deck(lines: list[Line], headline: int) -> None:
    """Text between the headline and a byline, dateline or lead picture is the deck, if the story is longer."""
    body = [i for i, line in enumerate(lines) if line.section == "body"]
    window = range(headline + 1, min(headline + 10, len(lines)))
    bylines = [i for i in window if lines[i].effect == "byline" or (i in body and DATELINE.match(lines[i].text))]
    pictures = [i for i in window if lines[i].section == "caption"][:1]
    for marks, most in [(bylines, 3)] if bylines else [(pictures, 1)]:
        for mark in reversed(marks):
            between = [i for i in body if i < mark]
            if 0 < len(between) <= most and 2 * len(between) < len(body):
                for i in between:
                    lines[i].section = "deck"
                return
