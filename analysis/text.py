"""From a raw file to clean paragraphs in sections: headline, deck, body, caption, or dropped with a reason.

Lines are dropped by the readable rules of lexicons/boilerplate.tsv and by a paragraph's own features and
neighbours (length, end punctuation, place before or after the prose), never by line number or by article.
"""
from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import paths
from analysis.characters import Clean, count_words, raw_span, repair

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Clean", "Passage", "clean", "count_words", "paragraphs", "passages", "raw_span", "repair", "rules"]

END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")          # of a sentence; a headline may end in a quotation mark
CREDIT = re.compile(                               # at the end of a caption
    r"\s*(?:\((?:[^()]*\b(?:photo|credit|image|picture|getty|reuters|courtesy)\b[^()]*|[^()]*(?-i:\b(?:AP|AFP|EPA|"
    r"Pool|Handout|via [A-Z])\b)[^()]*)\)"
    r"|(?-i:\b(?:Photo|Image|Picture|Photograph|Credit|Illustration)s?)(?: credit)?s?(?:\s?:| by\b)[^.!?]*"
    r"|(?-i:\b[A-Z]\w{1,20} (?:Photo|Images|Handout)(?:/[\w ]+)?)"
    r"|\((?-i:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3} ?/ ?[A-Z][^()]*)\)"
    r"|(?<=[.!?\"”’'] )(?-i:(?:[A-Z][\w.]+ ){1,4})(?:file )?(?:photo|image|handout)"
    r"|(?-i:[A-Z][\w.]+(?: [A-Z][\w.]+){0,3} ?/ ?(?:Getty Images|Reuters|REUTERS|AFP|AP|EPA|PA|UPI)[\w/ ]*))\W*$",
    re.I)
CAPTION = re.compile(
    r"^\W*(?:in this|this|a|an|the)? ?(?:(?:file|undated|handout|aerial|satellite|combination|\d{4}) )*"
    r"(?:photo(?:graph)?|image|picture|still|screengrab|frame grab)\b(?= (?:taken|provided|released|shows?|made|from|"
    r"posted|issued|shared|obtained)\b)|^\W*(?:in this (?:\w+ )?(?:photo|image|picture)|file (?:photo|image|picture)|"
    r"(?:file|pictured|above|below|photo|photograph|caption) ?[:–—])", re.I)
REPORTS = re.compile(r": |\b(?:say|says|said|tells|told|warns?|vows?|urges|denies|claims?|calls? for)\b", re.I)   # in a headline
LONGEST = 20_000                                   # characters of a paragraph; a longer line is read in pieces
DATELINE = re.compile(
    r"^\W*(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]{2,}(?:, ?[\w.' ]{2,25}){0,2}|[A-Z]\w+(?: [A-Z]\w+)?(?:, [A-Z][\w. ]{1,20})?(?=,? \()|"
    r"[A-Z][a-z]+\.? \d{1,2}(?= \())(?:,? [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?(?:,? \([^()]{2,40}\))?\s*(?:--+|[—–-])\s")


class Passage(NamedTuple):
    passage: int             # number of the passage in its file, from 0
    section: str             # headline, deck, body, caption or dropped
    reason: str              # why it was dropped, else ""
    start: int               # raw[start:end] is the paragraph as it stands in the file
    end: int
    clean: Clean


@cache
def rules() -> list[dict]:
    """The rows of lexicons/boilerplate.tsv: reason, effect, max_words, pattern (compiled), example."""
    with open(paths.LEXICONS / "boilerplate.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row | {"max_words": int(row["max_words"]), "pattern": re.compile(row["pattern"], re.I)} for row in rows]


def paragraphs(raw: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs: lines, or blocks between blank lines where the file's lines are hard-wrapped."""
    lines = [m.span() for m in re.finditer(r"[^\r\n\u2028\u2029]+", raw) if m.group().strip()]
    blocks: list[list[tuple[int, int]]] = []
    for span in lines:
        gap = raw[blocks[-1][-1][1]:span[0]] if blocks else ""
        if blocks and len(re.findall(r"\r\n|\r|\n|\u2028", gap)) == 1:
            blocks[-1].append(span)
        else:
            blocks.append([span])
    inner = [raw[a:b].rstrip() for block in blocks for a, b in block[:-1]]
    wrapped = [line for line in inner if 45 <= len(line) <= 100 and not re.search(r"[.!?\"”’]$", line)]
    if len(wrapped) >= 4 and len(wrapped) >= .6 * len(inner):
        lines = [(block[0][0], block[-1][1]) for block in blocks]
    return [piece for start, end in lines for piece in _cut(raw, start, end)]


def _cut(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph in pieces of at most LONGEST characters, cut behind sentences where that is possible."""
    pieces = []
    while end - start > LONGEST:
        stops = [m.end() for m in re.finditer(r"[.!?][\"'”’)]*\s+", raw[start:start + LONGEST])]
        pieces.append((start, start + (stops[-1] if stops else LONGEST)))
        start = pieces[-1][1]
    return [*pieces, (start, end)]


def passages(raw: str) -> list[Passage]:
    """The paragraphs of a raw article, in order, each with its section; never raises.

    The photo credit at the end of a caption is a passage of its own, dropped.
    """
    spans = paragraphs(raw)
    cleans = [repair(raw[a:b], a) for a, b in spans]
    lines = [_line(clean.text) for clean in cleans]
    full = [line for line in lines if line["text"]]
    _mark_captions(full)
    _mark_doubles(full)
    _mark_head_and_tail(full)
    result = []
    for (start, end), clean, line in zip(spans, cleans, lines):
        keep = len(line["text"]) if line["section"] == "caption" else len(clean.text)
        parts = [(line["section"] or "dropped", line["reason"] or "empty" * (not line["text"]), 0, keep)]
        if keep < len(clean.text):
            parts.append(("dropped", "photo credit", keep, len(clean.text)))
        for section, reason, first, last in parts:
            piece = Clean(clean.text[first:last], clean.starts[first:last], clean.ends[first:last])
            cut = clean.starts[keep] if keep < len(clean.text) else end
            result.append(Passage(len(result), section, reason, cut if first else start, end if first else cut, piece))
    return result


def _line(text: str) -> dict:
    """What the sections are decided on: a line's words, its rule, whether it reads as prose."""
    words = count_words(text)
    rule = next((r for r in rules() if words <= r["max_words"] and r["pattern"].match(text)), None) \
        if len(text) < 1000 else None
    return {"text": text, "words": words, "effect": rule["effect"] if rule else "",
            "reason": rule["reason"] if rule else "", "section": "dropped" if rule else "",
            "prose": not rule and words >= 8 and bool(END.search(text) or (words > 14 and text[-1] in "\"”’"))}


def _drop(line: dict, reason: str) -> None:
    line.update(section="dropped", reason=line["reason"] or reason, prose=False)


def _mark_captions(lines: list[dict]) -> None:
    for before, line, after in zip([{"effect": ""}, *lines], lines, [*lines[1:], {"effect": ""}]):
        if line["effect"]:
            continue
        credit = CREDIT.search(line["text"])
        credited = credit is not None and count_words(line["text"][:credit.start()]) >= 5
        plain = line["words"] <= 45 and not re.search(r"[\"“”]|\b(?:said|says|told)\b", line["text"])
        if credited or CAPTION.match(line["text"]) or before["effect"] == "caption" or \
                (after["effect"] == "credit" and line["prose"] and plain):
            line.update(section="caption", prose=False)
            if credited:
                line["text"] = line["text"][:credit.start()].rstrip()


def _same(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().lower()


def _mark_doubles(lines: list[dict]) -> None:
    """A long line that stood before is dropped; if either is a caption, the one that stays is one."""
    seen: dict[str, dict] = {}
    for line in lines:
        key = _same(line["text"])
        if line["words"] < 5 or line["effect"]:
            continue
        if key in seen:
            if line["section"] == "caption":
                seen[key].update(section="caption", prose=False)
            _drop(line, "doubled")
            line["section"] = "dropped"
        else:
            seen[key] = line


def _mark_head_and_tail(lines: list[dict]) -> None:
    prose = [i for i, line in enumerate(lines) if line["prose"]]
    if not prose:                                  # nothing ends in a full stop: take the long lines as they are
        prose = [i for i, line in enumerate(lines) if not line["section"] and line["words"] >= 8]
    end = _end(lines, prose)
    prose = [i for i in prose if i < end]
    headline = _headline(lines, prose)
    first = next((i for i in prose if i != headline), len(lines))
    last = prose[-1] if prose else (headline if headline is not None else -1)
    while last + 1 < end and not lines[last + 1]["section"] and lines[last + 1]["words"] > 2 and \
            re.search(r"[.!?][\"'”’)]*$", lines[last + 1]["text"]):       # a short last sentence, often a quotation
        last += 1
    block_of_links = False
    for i, line in enumerate(lines):
        if line["section"] == "dropped":
            block_of_links = line["reason"] in ("related", "newsletter", "navigation")
        elif i == headline:
            line["section"] = "headline"
        elif i >= end or (i > last and line["section"] != "caption"):
            _drop(line, "after the end")
        elif line["section"] == "caption":
            pass
        elif headline is not None and i < headline:
            _drop(line, "before the headline")
        elif i < first:
            if line["words"] < 5:
                _drop(line, "label")
            elif _same(line["text"]).startswith(_same(lines[headline]["text"])) if headline is not None else False:
                _drop(line, "doubled")
            else:
                line["section"] = "deck"
        elif not END.search(line["text"]) and line["words"] < 18 and not line["prose"] and \
                (line["words"] > 10 or block_of_links or (line["words"] > 6 and REPORTS.search(line["text"]))):
            _drop(line, "related headline")
        else:
            line["section"], block_of_links = "body", False
    if headline is not None:
        _mark_deck(lines, headline)


def _end(lines: list[dict], prose: list[int]) -> int:
    """The first line that ends the article (comments, copyright) with no more than 3 words in 10 of prose behind it."""
    total = sum(lines[i]["words"] for i in prose)
    for i, line in enumerate(lines):
        if line["effect"] == "end" and prose and i > prose[0]:
            behind = sum(lines[j]["words"] for j in prose if j > i)
            if behind <= .3 * total:
                return i
    return len(lines)


def _headline(lines: list[dict], prose: list[int]) -> int | None:
    """The first line before the prose that shares nearly as many words with its first paragraphs as any does."""
    start = prose[0] if prose else len(lines)
    lead = {w[:4] for i in prose[:4] for w in _same(lines[i]["text"]).split() if len(w) > 3}
    shares = {}
    for i, line in enumerate(lines[:start]):
        if not line["section"] and 2 <= line["words"] <= 30:
            long = [w[:4] for w in _same(line["text"]).split() if len(w) > 3]
            shares[i] = sum(w in lead for w in long) / (len(long) + 1) * min(line["words"], 5) / 5
    best = next((i for i in shares if shares[i] >= .4 * max(shares.values())), None)
    if best is None and len(prose) > 1:            # a headline that ends in a full stop
        line = lines[start]
        capitals = re.findall(r"\b[A-ZÀ-Þ\d]\w*", line["text"])
        if line["words"] <= 20 and not re.search(r"[.!?] ", line["text"]) and len(capitals) >= .5 * line["words"] \
                and not any(other["section"] in ("", "caption") for other in lines[:start]):
            return start
    return best


def _mark_deck(lines: list[dict], headline: int) -> None:
    """Text between the headline and a byline, dateline or lead picture is the deck, if the story is longer."""
    body = [i for i, line in enumerate(lines) if line["section"] == "body"]
    window = range(headline + 1, min(headline + 10, len(lines)))
    bylines = [i for i in window if lines[i]["effect"] == "byline" or (i in body and DATELINE.match(lines[i]["text"]))]
    pictures = [i for i in window if lines[i]["section"] == "caption"][:1]
    for marks, most in [(bylines, 3)] if bylines else [(pictures, 1)]:
        for mark in reversed(marks):
            between = [i for i in body if i < mark]
            if 0 < len(between) <= most and 2 * len(between) < len(body):
                for i in between:
                    lines[i]["section"] = "deck"
                return


def clean(articles: pd.DataFrame) -> pd.DataFrame:
    """The `passages` table of `articles` (columns article, outlet, raw): a row a paragraph of each raw file."""
    import pandas as pd
    rows = [{"article": a.article, "outlet": a.outlet, "passage": p.passage, "section": p.section, "reason": p.reason,
             "start": p.start, "end": p.end, "words": count_words(p.clean.text), "text": p.clean.text}
            for a in articles.itertuples() for p in passages(a.raw)]
    return pd.DataFrame(rows, columns=["article", "outlet", "passage", "section", "reason", "start", "end", "words", "text"])
