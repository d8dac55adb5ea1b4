"""Which lines of a page are headline, deck, body or caption, and why the others are dropped.

The article is the run of lines with the highest sum of scores, sentences counting for it and page furniture
against it (maximum subsequence segmentation: Pasternack and Roth 2009, WWW); before it the headline is looked for,
inside it links and boxes are taken out. Nothing is decided by line number or by article.
"""
import re

from analysis import heads
from analysis.lines import CAPTION, END, ITEM, NAME, REPORTS, Line, credit, same

WORTH = {"drop": -.5, "box": -1.5, "byline": -.7, "end": -6.0, "credit": 0.0, "caption": 0.0, "late": -2.0}
PULLED = re.compile(r"^[“\"‘'][^“”\"]+[”\"’']\W*$")
FURNITURE_AT_MOST = -3.0             # a run of furniture with no end mark in it counts no more than this
LINKS = ("related", "newsletter", "navigation", "video", "paywall")

LIGHT = ("advertisement", "embed", "timestamp", "video", "photo credit", "cookie notice",
         "poll", "pull quote")         # what stands amid an article


def decide(lines: list[Line]) -> None:
    """Set section and reason of each line of a page (in order, none empty)."""
    _captions(lines)
    _doubles(lines)
    _pulled(lines)
    _writers(lines)
    _boxes(lines)
    first, last = _article(lines)
    headline = heads.find(lines, first)
    heads.mark(lines, headline, first)
    _inside(lines, headline, first, last)
    _behind(lines, last)
    if headline is not None:
        lines[headline].section = "headline"
        heads.deck(lines, headline)


def _captions(lines: list[Line]) -> None:
    none = Line("", 0)
    for before, line, after in zip([none, *lines], lines, [*lines[1:], none]):
        if line.effect:
            continue
        cut = credit(line.text)
        plain = line.words <= 45 and not re.search(r"[\"“”]|\b(?:said|says|told)\b", line.text)
        if cut is not None or CAPTION.match(line.text) or before.effect == "caption" or \
                (after.effect == "credit" and plain and (line.prose or 5 <= line.words)):
            line.section, line.prose = "caption", False
            if cut is not None:
                line.text = line.text[:cut].rstrip()


def _doubles(lines: list[Line]) -> None:
    """A long line that stood before is dropped; if either is a caption, the one that stays is one."""
    seen: dict[str, tuple[Line, bool]] = {}        # by their first words: one may have a credit behind it
    told = False
    for line in lines:
        told = told or line.prose
        if line.words < 5 or line.effect:
            continue
        text = same(line.text)
        known, inside = seen.setdefault(" ".join(text.split()[:8]), (line, told))
        other = same(known.text)
        if known is line or not (text.startswith(other) or other.startswith(text)) or \
                text != other and (abs(line.words - known.words) > 4 or line.stop and known.stop):
            continue
        if "caption" in (line.section, known.section):
            known.section, known.prose = "caption", False
            line.drop("doubled")
        elif line.prose or known.words > 30:
            line.drop("doubled")
        elif inside:                               # without a full stop, and behind the headline
            known.section = "caption"
            line.drop("doubled")


def _pulled(lines: list[Line]) -> None:
    """A quotation that stands again inside a longer paragraph is a pull quote, and a name below it goes with it.

    Not looked for in a file of more than 2,000 lines, where it would take long.
    """
    whole, told = None, False
    for line, after in () if len(lines) > 2000 else zip(lines, [*lines[1:], Line("", 0)]):
        told = told or line.prose
        if not told or line.effect or line.section or not 3 < line.words < 60 or not PULLED.match(line.text):
            continue
        whole = whole or "|".join(same(other.text) for other in lines if other.prose and not other.section)
        own = same(line.text)
        if whole.count(own) > (1 if line.prose else 0) and f"|{own}|{own}|" not in f"|{whole}|":
            line.effect = "drop"
            line.drop("pull quote")
            if after.words < 9 and not after.stop and not after.section and NAME.match(after.text):
                after.effect = "drop"
                after.drop("pull quote")


def _writers(lines: list[Line]) -> None:
    """Lines that are no more than a name from the byline, or that tell about its bearer."""
    names: dict[str, list[str]] = {}               # by their first word
    for line in lines:
        for name in NAME.findall(line.text) if line.effect == "byline" and line.reason == "byline" else ():
            names.setdefault(same(name).split()[0], []).append(same(name))
    for i, line in enumerate(lines):
        text = same(line.text) if names and not line.effect and line.words < 60 else ""
        known = [name for name in names.get(text.split(" ")[0], [])[:20] if text.startswith(name)]
        if known:
            about = re.search(r"\b(?:is|was|are|covers?|reports?|reporting|writes?|joined|has been) (?:an?|the|on|for|from|with|"
                              r"based|\w+ing|in)\b|\b(?:reporter|correspondent|editor|journalist|columnist|writer)\b", line.text)
            if text in known or (line.words < 9 and not line.stop):
                line.effect = "byline"
                line.drop("byline")
            elif about and i > .5 * len(lines):
                line.effect, line.reason = "late", "about the author"


def _boxes(lines: list[Line]) -> None:
    """What follows the heading of a box (related articles, a newsletter) up to the next sentence of the article."""
    for line, one, two in zip(lines, lines[1:], lines[2:]):
        if line.text.endswith("?") and one.reason == two.reason == "poll" and not line.section:
            line.effect = "drop"
            line.drop("poll")
    appeals = [i for i, line in enumerate(lines) if line.reason == "appeal"]
    for i, j in zip(appeals, appeals[1:]):
        for line in lines[i + 1:j] if j - i < 6 else ():
            line.effect = line.effect or "drop"
            line.drop("appeal")
    box, told = None, False
    for line in lines:
        told = told or line.prose
        if not told:
            continue
        if line.effect == "box":
            box = line.reason
        elif not box or line.section == "dropped":
            continue
        elif line.section == "caption" or (line.stop and not line.titled and not (line.prose and line.to_reader)):
            box = None
        else:
            line.effect = "drop"
            line.drop(box)


def _scores(lines: list[Line], subject: set[str]) -> list[float]:
    """For each line what it says for (above 0) or against being in the article."""
    scores, furniture = [], 0.0
    for before, line in zip([None, *lines], lines):
        if line.prose:
            shared = not subject or bool(line.stems & subject)
            worth = (1 + min(line.words, 40) / 20) * (1 if shared else .6)
            worth = worth if not line.to_reader or '"' in line.text or "“" in line.text else worth * .5 if shared else -.5
        elif line.effect:
            worth = WORTH[line.effect]
        elif line.section == "dropped":
            worth = -.3
        elif line.section == "caption":
            worth = 0.0
        elif line.stop:
            worth = .5
        elif ITEM.match(line.text) or (before is not None and before.text.endswith(":")):
            worth = 0.0
        else:
            worth = -.5
        if worth > 0 or line.effect == "end":
            furniture = 0.0
        else:
            worth = max(worth, FURNITURE_AT_MOST - furniture)
            furniture += worth
        scores.append(worth)
    return scores


def _best(scores: list[float]) -> tuple[int, int]:
    """First and last index of the run with the highest sum; (len, -1) if no score is above 0."""
    best, run, start, found = 0.0, 0.0, 0, (len(scores), -1)
    for i, score in enumerate(scores):
        if run <= 0:
            run, start = 0.0, i
        run += score
        if run > best:
            best, found = run, (start, i)
    return found


def _article(lines: list[Line]) -> tuple[int, int]:
    """First and last line of the article's text."""
    if not any(line.prose for line in lines):      # nothing ends in a full stop: take the long lines as they are
        for line in lines:
            line.prose = not line.section and line.words >= 8 and not line.effect
        if sum(line.prose for line in lines) > 1:
            next(line for line in lines if line.prose).prose = False
    first, last = _best(_scores(lines, set()))
    subject = set().union(*[line.stems for line in lines[max(first - 3, 0):last + 1] if line.prose or not line.effect])
    counts: dict[str, int] = {}
    for line in lines[first:last + 1]:
        for stem in line.stems if line.prose else ():
            counts[stem] = counts.get(stem, 0) + 1
    subject = {stem for stem in subject if counts.get(stem, 0) > 1} or subject
    first, last = _best(_scores(lines, subject))
    last = min([_further(lines, last, subject), *_comments(lines, first, last)])
    while last > first and not lines[last].prose and not lines[last].stop:
        last -= 1
    while first < last and not lines[first].prose:
        first += 1
    if last < 0:
        return len(lines), len(lines) - 1
    _late(lines, first, last)
    return first, last


def _late(lines: list[Line], first: int, last: int) -> None:
    """Lines about the author or a correction are dropped if little of the text comes behind them, else read as any other."""
    whole = sum(line.words for line in lines[first:last + 1] if line.prose)
    before = 0
    for i, line in enumerate(lines[:last + 1]):
        before += line.words if line.prose and i >= first else 0
        if line.effect == "late":
            if whole - before <= .5 * before:
                line.drop(line.reason)
            else:
                line.effect = line.reason = ""
                line.prose = line.words >= 8 and END.search(line.text) is not None


def _further(lines: list[Line], last: int, subject: set[str]) -> int:
    """The last line that is a sentence not said to the reader, a few lines of light furniture apart at most."""
    gap, light = 0, True
    for i in range(last + 1, len(lines)):
        line = lines[i]
        if line.effect in ("end", "box", "late") or gap > 5:
            break
        sentence = line.prose or (gap < 3 and line.stop and not line.section)
        if sentence and not line.to_reader and not line.titled and (gap < 3 or light or line.stems & subject):
            last, gap, light = i, 0, True
        else:
            gap, light = gap + 1, light and line.reason in LIGHT
    return last


def _comments(lines: list[Line], first: int, last: int) -> list[int]:
    """Lines before a heading of readers' comments that two marks of comments follow."""
    heads = [i for i in range(first + 1, last + 1) if lines[i].effect == "end" and lines[i].reason == "comments"]
    return [i - 1 for i in heads if sum(line.words for line in lines[first:i] if line.prose) > 20
            and sum(line.effect == "drop" and line.reason == "comments" for line in lines[i + 1:]) > 1]


def _inside(lines: list[Line], headline: int | None, first: int, last: int) -> None:
    """Lines of the text: body, or a link to another article."""
    links = listed = False
    for i, line in enumerate(lines[first:last + 1], first):
        if i == headline or line.section == "caption":
            continue
        if line.section == "dropped":
            links, listed = line.reason in LINKS, False
        elif headline is not None and i > headline and line.words > 2 and heads.copy(line.text, lines[headline].text):
            line.drop("doubled")
        elif line.prose or line.stop or ITEM.match(line.text) or listed:
            line.section, links = "body", False
        elif line.words < 2 and not END.search(line.text):
            line.drop("label")
        elif not END.search(line.text) and line.words < 18 and \
                (line.words > 9 or links or (line.words > 5 and (REPORTS.search(line.text) or line.titled))):
            line.drop("related headline")
        else:
            line.section, links = "body", False
        listed = line.section == "body" and (line.text.endswith(":") or (listed and not line.prose))


def _behind(lines: list[Line], last: int) -> None:
    ended = False
    for line in lines[last + 1:]:
        ended = ended or line.effect in ("end", "box")
        if line.section != "caption" or ended:
            line.drop("after the end")
