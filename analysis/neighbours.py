"""What a line's neighbours tell of it: captions, copies, pull quotes, writers' names, boxes, lists of other articles."""
import re

from analysis.lines import CAPTION, NAME, QUOTED, Line, count_words, credit, same

PULLED = re.compile(r"^[“\"‘'][^“”\"]+[”\"’']\W*$")


def mark(lines: list[Line]) -> None:
    """Set effect, section and reason of lines (in order, none empty) by what stands beside them."""
    _captions(lines)
    _doubles(lines)
    _pulled(lines)
    _writers(lines)
    _boxes(lines)


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
