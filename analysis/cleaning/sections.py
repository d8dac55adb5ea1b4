"""Which lines of a page are headline, deck, body or caption, and why the others are dropped.

The article is the run of lines with the highest sum of scores, sentences counting for it and page furniture
against it (maximum subsequence segmentation: Pasternack and Roth 2009, WWW); before it the headline is looked for,
inside it links and boxes are taken out. Nothing is decided by line number or by article.
"""
from analysis.cleaning import heads, neighbours
from analysis.cleaning.lines import END, ITEM, QUOTED, REPORTS, Line

WORTH = {"drop": -.5, "box": -1.5, "byline": -.7, "end": -6.0, "credit": 0.0, "caption": 0.0, "late": -2.0}
FURNITURE_AT_MOST = -3.0             # a run of furniture with no end mark in it counts no more than this

LIGHT = ("advertisement", "embed", "timestamp", "video", "photo credit", "cookie notice",
         "poll", "pull quote")         # what stands amid an article


def decide(lines: list[Line]) -> None:
    """Set section and reason of each line of a page (in order, none empty)."""
    neighbours.mark(lines)
    first, last = _article(lines)
    headline = heads.find(lines, first)
    first = min(heads.beginning(lines, headline, first), max(first, last))
    heads.mark(lines, headline, first)
    _inside(lines, headline, first, last)
    _behind(lines, last)
    if headline is not None:
        lines[headline].section = "headline"
        heads.deck(lines, headline)


def _scores(lines: list[Line], subject: set[str]) -> list[float]:
    """For each line what it says for (above 0) or against being in the article."""
    scores, furniture = [], 0.0
    for before, line in zip([None, *lines], lines):
        if line.prose:
            shared = not subject or bool(line.stems & subject)
            worth = (1 + min(line.words, 40) / 20) * (1 if shared else .6)
            worth = worth if not line.to_reader or '"' in line.text or "“" in line.text else worth * .5 if shared else -.5
        elif line.effect:
            worth = -.3 if line.reason == "timestamp" else WORTH[line.effect]
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
    subject = _subject(lines, first, last)
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


def _subject(lines: list[Line], first: int, last: int) -> set[str]:
    """Beginnings of words that several sentences of the run have; of all its words, if none are."""
    subject = set().union(*[line.stems for line in lines[max(first - 3, 0):last + 1] if line.prose or not line.effect])
    once, several = set(), set()
    for line in lines[first:last + 1]:
        if line.prose:
            several |= once & line.stems
            once |= line.stems
    return subject & several or subject


def _late(lines: list[Line], first: int, last: int) -> None:
    """Lines about the author or a correction are dropped if little of the text comes behind them, else read as any other."""
    whole = sum(line.words for line in lines[first:last + 1] if line.prose)
    before = 0
    for i, line in enumerate(lines[:last + 1]):
        before += line.words if line.prose and i >= first else 0
        if line.effect == "late":
            if whole - before <= .5 * before or (line.reason == "correction" and not END.search(line.text)):
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
    listed = False
    subject = _subject(lines, first, last)
    for i, line in enumerate(lines[first:last + 1], first):
        if i == headline or line.section == "caption":
            continue
        if line.section == "dropped":
            listed = False
        elif headline is not None and i > headline and line.words > 2 and heads.copy(line.text, lines[headline].text):
            line.drop("doubled")
        elif line.prose and line.to_reader and not QUOTED.search(line.text) and not line.stems & subject and \
                any(other.section == "dropped" or other.effect for other in lines[max(i - 1, 0):i] + lines[i + 1:i + 2]):
            line.drop("to the reader")
        elif line.prose or line.stop or ITEM.match(line.text) or listed or END.search(line.text) or \
                line.words > 17 or (line.text[0].islower() and not line.text.startswith("by ")) or _subheading(lines, i):
            line.section = "body"
        else:
            line.drop("related headline" if line.words > 5 else "label")
        listed = line.section == "body" and (line.text.endswith(":") or (listed and not line.prose))


def _subheading(lines: list[Line], i: int) -> bool:
    """Whether a line with no full stop is a subheading: of few words, no other report's headline, and between sentences."""
    line, before, after = lines[i], lines[max(i - 1, 0)], lines[min(i + 1, len(lines) - 1)]
    between = (before.section in ("body", "caption") or before.reason in LIGHT) and not after.section and (after.prose or after.stop)
    return between and 1 < line.words < 10 and not (line.words > 5 and (line.titled or REPORTS.search(line.text)))


def _behind(lines: list[Line], last: int) -> None:
    ended = False
    for line in lines[last + 1:]:
        ended = ended or line.effect in ("end", "box")
        if line.section != "caption" or ended:
            line.drop("after the end")
