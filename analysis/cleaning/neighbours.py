"""What a line's neighbours tell of it: captions, copies, pull quotes, writers' names, boxes, lists of other articles."""
import re

from analysis.cleaning.lines import CAPTION, NAME, QUOTED, Line, credit, same

ABOUT = re.compile(r"\b(?:is|was|are|covers?|reports?|reporting|writes?|joined|has been) "
                   r"(?:an?|the|on|for|from|with|based|\w+ing|in)"
                   r"\b|\b(?:reporter|correspondent|editor|journalist|columnist|writer)\b")
SIGNED = ("contributor line", "about the author", "print note", "tags", "comments", "correction",
          "rating", "disclaimer")
BETWEEN = ("timestamp", "byline", "photo credit", "separator")     # what may stand between a title and its teaser
NUMBERED = re.compile(r"\d (?:of|/) \d")           # above a picture of a gallery
LIFE = re.compile(r"(?:She|He|They) (?:"
                  r"(?:has|have) (?:also )?(?:worked|reported|covered|written|won|been)|(?:previously|also|formerly) \w+|"
                  r"holds?|joined|graduated|lives?|is based|was born|studied|writes?|covers?)\b")
MARKS = "“\"‘'"
PLAYING = re.compile(r"\W*now (?:playing|watching)\W*$", re.I)
POSTED = re.compile(r"^\d{1,2}[:.]\d\d ?[AP]M\W+[A-Z][a-z]{2} \d{1,2}, \d{4}")     # below a post: "4:12 PM · Sep 26, 2025"
SIGNER = re.compile(r"^(?:—|–|--?) ?[A-ZÀ-Þ][^!?“”\"]{2,90}$")
PULLED = re.compile(r"^[“\"‘'][^“”\"]+[”\"’']\W*$")


def mark(lines: list[Line]) -> None:
    """Set effect, section and reason of lines (in order, none empty) by what stands beside them."""
    _captions(lines)
    _doubles(lines)
    _pulled(lines)
    _signed(lines)
    _posts(lines)
    _writers(lines)
    _shown(lines)
    _appeals(lines)
    _boxes(lines)
    _signed_off(lines)
    _teasers(lines)


def _captions(lines: list[Line]) -> None:
    none = Line("", 0)
    for before, line, after in zip([none, *lines], lines, [*lines[1:], none]):
        cut = credit(line.text) if line.effect in ("", "credit") else None
        if line.effect == "credit" and cut and line.text[cut:].lstrip()[:1] in list("[(©"):
            line.effect = line.reason = line.section = ""
        if line.effect:
            continue
        plain = line.words <= 45 and not re.search(r"[\"“”]|\b(?:said|says|told)\b", line.text)
        numbered = before.reason == "gallery" and NUMBERED.search(before.text) and line.words > 4 and not after.prose
        if cut is not None or CAPTION.match(line.text) or before.effect == "caption" or numbered or \
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
    whole, spoken, told = None, "", False
    for line, after in () if len(lines) > 2000 else zip(lines, [*lines[1:], Line("", 0)]):
        told = told or line.prose
        if not told or line.effect or line.section or not 3 < line.words < 60:
            continue
        if whole is None:
            others = [other.text for other in lines if other.prose and not other.section]
            whole = "|".join(map(same, others))
            spoken = "|".join(same(said) for text in others if text[0] not in MARKS or not PULLED.match(text)
                              for said in QUOTED.findall(text))
        own, alone = same(line.text), not PULLED.match(line.text)
        parts = [] if alone else [part for part in map(same, re.split(r"(?<=[.!?]) ", line.text)) if part]
        if (own in spoken and line.text[0] not in MARKS) if alone else \
                (whole.count(own) > line.prose and f"|{own}|{own}|" not in f"|{whole}|") or \
                (len(parts) > 1 and all(len(part.split()) > 2 and whole.count(part) > line.prose for part in parts)):
            line.effect = "drop"
            line.drop("pull quote")
            if after.words < 9 and not after.stop and not after.section and NAME.match(after.text):
                after.effect = "drop"
                after.drop("pull quote")


def _signed(lines: list[Line]) -> None:
    """A quotation and the line below it that signs it ("— Ann Lee, a florist") are read as sentences, end mark or not."""
    for line, after in zip(lines, lines[1:]):
        if not (line.section or line.effect or after.section or after.effect) and 1 < line.words and \
                SIGNER.match(after.text) and (said := QUOTED.match(line.text)) and said.end() == len(line.text):
            line.prose = after.prose = True


def _posts(lines: list[Line]) -> None:
    """A post from elsewhere: its writer, a handle alone, a few lines, and the hour below them."""
    for i, line in enumerate(lines):
        end = next((j for j in range(i + 1, min(i + 8, len(lines))) if POSTED.match(lines[j].text)), 0) \
            if line.text[0] == "@" and line.reason == "embed" else 0
        for other in lines[i - (i > 0 and lines[i - 1].words < 6 and not lines[i - 1].stop):end + 1] if end else ():
            other.effect = other.effect or "drop"
            other.drop("embed")


def _writers(lines: list[Line]) -> None:
    """Lines that are no more than a name from the byline, or that tell about its bearer."""
    names: dict[str, list[str]] = {}               # by their first word
    for line in lines:
        for name in NAME.findall(line.text) if line.effect == "byline" and line.reason == "byline" else ():
            names.setdefault(same(name).split()[0], []).append(same(name))
    alone = {same(line.text) for line in lines if line.words < 5 and not line.effect and NAME.fullmatch(line.text)}
    for line in lines:                             # a name alone, and behind the text what its bearer does
        told = next((name for name in alone if line.words < 60 and same(line.text).startswith(name + " ")), None)
        if told and (line.effect == "late" or ABOUT.search(line.text)) and told.split()[0] not in names:
            names[told.split()[0]] = [told]
    for i, line in enumerate(lines):
        text = same(line.text) if names and not line.effect and line.words < 60 else ""
        known = [name for name in names.get(text.split(" ")[0], [])[:20] if text.startswith(name)]
        if known:
            about = ABOUT.search(line.text)
            if text in known or (line.words < 9 and not line.stop):
                line.effect = "byline"
                line.drop("byline")
            elif about and i > .5 * len(lines):
                line.effect, line.reason = "late", "about the author"
    for before, line in zip(lines, lines[1:]):     # "She previously worked for ..."
        if before.reason == "about the author" and line.prose and not line.effect and LIFE.match(line.text):
            line.effect, line.reason = "late", "about the author"


def _shown(lines: list[Line]) -> None:
    """The question of a poll, and the sentence that tells what a video shows."""
    for line, one, two in zip(lines, lines[1:], lines[2:]):
        if line.text.endswith("?") and one.reason == "poll" and line.words < 16 and \
                not line.section and (two.reason == "poll" or one.words > 2):
            line.effect = "drop"
            line.drop("poll")
    for i, (one, two, line) in enumerate(zip(lines, lines[1:], lines[2:])):
        below = one.reason == "timestamp" and two.reason == "video"
        playing = PLAYING.match(one.text) and not (two.section or two.stop) and two.stems & line.stems
        if not line.prose or line.words > 39 or not (below or playing):
            continue
        told = sum(other.prose for other in lines[:i])
        if told > 1 if below else not told and any(other.effect == "byline" for other in lines[:i]):   # behind a headline
            line.effect = "drop"
            line.drop("video")


def _appeals(lines: list[Line]) -> None:
    """Lines between two appeals to the reader; a sponsor's message, up to its call to buy or of one line behind a colon."""
    appeals = [i for i, line in enumerate(lines) if line.reason == "appeal"]
    sponsors = [(i, j) for i, line in enumerate(lines) if line.effect == "box" and line.reason == "advertisement"
                for j in range(i + 1, min(i + 4, len(lines)))
                if lines[j].reason == "promotion" or line.text[-1] == ":" and j == i + 2]
    for i, j in [*zip(appeals, appeals[1:]), *sponsors]:
        for line in lines[i + 1:j] if j - i < 6 else ():
            line.effect = line.effect or "drop"
            line.drop(lines[i].reason)


def _boxes(lines: list[Line]) -> None:
    """What follows the heading of a box (related articles, a newsletter) up to the next sentence of the article."""
    box, told = None, False
    for line, after in zip(lines, [*lines[1:], Line("", 0)]):
        told = told or line.prose
        if not told:
            continue
        if line.effect == "box":
            box = line.reason
        elif not box or line.section == "dropped":
            continue
        elif line.prose and line.words < 30 and after.effect == "box" and box == after.reason == "related":
            line.effect = "drop"
            line.drop(box)                         # below the title of a card, above its "Read more"
        elif line.section == "caption" or (line.stop and not line.titled and not (line.prose and line.to_reader) and
                                         (line.prose or not line.text.endswith("?") or after.prose)):
            box = None
        else:
            line.effect = "drop"
            line.drop(box)


def _signed_off(lines: list[Line]) -> None:
    """A box behind the lines that close an article (writers, corrections, tags, comments) ends it, an end mark at once."""
    whole = sum(line.words for line in lines if line.prose)
    told = signed = ended = 0
    for line in lines:
        if ended:
            line.effect = line.effect or "drop"
            line.drop("after the end")
        told += line.words if line.prose else 0
        signed |= line.reason in SIGNED and 2 * told > whole
        ended |= line.effect == "end" and line.reason in ("print note", "end mark") and 2 * told > whole
        if signed and line.effect == "box" and line.reason == "related":
            line.effect = "end"


def _teasers(lines: list[Line]) -> None:
    """Two or more of title, sentence on its subject, title, sentence ... in the last third of a page's text are teasers.

    Not so where they begin before: then they are the article's own sections.
    """
    whole = sum(line.words for line in lines if line.prose)
    told, early, run = 0, 0, []
    rows = [line for line in lines if line.reason not in BETWEEN and not (line.section == "dropped" and line.words < 4)]
    for title, text, after in zip(rows, rows[1:], [*rows[2:], Line("", 0)]):
        told += title.words if title.prose else 0
        pair = not title.prose and not title.stop and 3 < title.words < 24 and title.section != "caption" and \
            (not title.effect or title.reason == "related") and text.prose and text.words < 50 and title.stems & text.stems
        early += bool(pair) and 3 * told < 2 * whole
        if pair and early < 2 and 3 * told >= 2 * whole:
            run.append(text)
        elif title.prose and title not in run[-1:]:
            run = []
        if len(run) > 1 and pair and not after.prose:
            for line in run:
                line.effect = "drop"
                line.drop("teaser")
