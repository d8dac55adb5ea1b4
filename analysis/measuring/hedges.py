"""Distance of the writer's besides the cue: disclaimers, hedges and scare quotes in the writer's own words.

What counts stands in lexicons/hedges.tsv, one pattern a row with an example and the reason. Scare quotes are
quotation marks around one to three words, the first in lower case, with no attribution and no word of saying before
them in the sentence; nicknames and quotations whose speaker was missed cannot be told from them.
"""

import csv
import re
from functools import cache

import pandas as pd

from analysis import paths, sentiment
from analysis.scoring import targets
from analysis.tagging import cues, tokens
from analysis.measuring.wording import heard

FILE = paths.LEXICONS / "hedges.tsv"
SHORT = 3  # words of a scare quote at most
COLUMNS = ["outlet", "article", "passage", "section", "marker", "words", "camp", "quote", "start", "end", "sentence"]


@cache
def lexicon() -> list[dict]:
    """The rows of hedges.tsv: kind, pattern, example, source."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _pattern() -> re.Pattern:
    kinds = {kind: "|".join(f"(?:{row['pattern']})" for row in lexicon() if row["kind"] == kind)
             for kind in ("disclaimer", "hedge")}
    return re.compile("|".join(rf"(?P<{kind}>(?<![\w-])(?:{p})(?![\w-]))" for kind, p in kinds.items()))


def markers(passages: pd.DataFrame, quotes: pd.DataFrame, camps=None) -> pd.DataFrame:
    """Each disclaimer, hedge and scare quote in the writer's words, with the camp that it keeps at a distance.

    A disclaimer belongs to the speech attribution nearest in its sentence; without one to the last attribution
    before it in the same or the previous paragraph; without one to the camp its sentence names nearest. A hedge
    belongs to the attribution of its sentence, else to the camp named nearest; a scare quote to the camp named
    nearest in its sentence, whoever speaks there. Columns COLUMNS: `marker` is disclaimer, hedge or scare quote;
    `camp` is "" where nobody was found and `quote` the attribution it belongs to, if any; start and end count the
    characters of the passage's clean text.
    """
    kept = passages[passages["section"] != "dropped"].sort_values(["article", "passage"])
    held, find = sentiment.held(quotes, kept), targets.finder(camps or {})
    speech = dict(zip(quotes["quote"][quotes["kind"] == "speech"], quotes["camp"][quotes["kind"] == "speech"]))
    cued = dict(zip(quotes["quote"], quotes["cue"].str.lower()))
    rows, previous = [], ("", "")  # article and last attribution of the paragraph before
    for p in kept.itertuples():
        inside = held.get((p.article, p.passage), [])
        spoken = [(a, b, q) for a, b, q in inside if q in speech]
        own = heard(p.text, inside, "own").replace("’", "'")
        for start, end in tokens.sentences(p.text):
            for low, high, kind in _marks(p.text, own, inside, start, end):
                near = [(max(a - high, low - b, 0), q) for a, b, q in spoken if a < end and start < b]
                before = [q for _, b, q in spoken if b <= low] or [previous[1] if previous[0] == p.article else ""]
                quote = "" if kind == "scare quote" else min(near)[1] if near else \
                    before[-1] if kind == "disclaimer" else ""
                if quote and p.text[low:high].lower() in cued[quote]:
                    continue  # the cue itself, which the table of quotes judges
                camp = speech[quote] if quote else _nearest(find(p.text[start:end]), low - start, high - start)
                rows.append((p.outlet, p.article, p.passage, p.section, kind, p.text[low:high], camp, quote, low, high,
                             p.text[start:end]))
        previous = (p.article, spoken[-1][2] if spoken else "")
    return pd.DataFrame(rows, columns=COLUMNS)


def _marks(text: str, own: str, inside: list, start: int, end: int) -> list[tuple[int, int, str]]:
    """(start, end, kind) of the markers in the sentence text[start:end]; `own` has the attributed words blanked."""
    found = [(start + m.start(), start + m.end(), m.lastgroup) for m in _pattern().finditer(own[start:end])]
    if not tokens.MARKS & set(text[start:end]):
        return sorted(found)
    spans = tokens.words(text)
    for first, last, closed in tokens.quotations(text, spans):
        low, high = spans[first][0], spans[last][1]
        body = text[spans[first][1] : spans[last][0]]
        cued = any(cues.is_cue_word(word) == "speech" for word in re.findall(r"[a-z]+", own[start:low].lower()))
        if (closed and start <= low < end and body[:1].islower() and len(body.split()) <= SHORT and not cued
            and not any(a < high and low < b for a, b, _ in inside)
            and not any(b <= low <= b + 2 for _, b, kind in found if kind == "hedge")):
            found.append((low, high, "scare quote"))
    return sorted(found)


def _nearest(mentions: dict, low: int, high: int) -> str:
    """The camp whose mention stands nearest to low..high, "" for none."""
    near = [(max(a - high, low - b, 0), camp) for camp, spans in mentions.items() for a, b in spans]
    return min(near)[1] if near else ""
