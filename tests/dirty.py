"""Dirty pages with a label on every line, and how the cleaning did on them.

A page in tests/pages/ is a web page as it is copied, each line behind a letter and a tab: h headline, d deck,
b body, c caption, s a subhead (may be kept or dropped), - what is not the article. A line without a tab is empty.
"""
import csv
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import yaml

from analysis import quotes, text

PAGES = Path(__file__).parent / "pages"
BLIND = Path(__file__).parent / "pages_blind"
CAMPS = yaml.safe_load((PAGES / "camps.yaml").read_text(encoding="utf-8"))["camps"]


class Page(NamedTuple):
    name: str
    labels: list[str]
    lines: list[str]
    raw: str                 # the page as copied
    clean: str               # the article alone


def read(path: Path, join: str = "\n") -> Page:
    """A labelled page; `join` stands between its lines (and blank lines of the file are kept)."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = [row if len(row) == 2 else ["", ""] for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    full = [(label, line) for label, line in rows if label]
    return Page(path.stem, [label for label, _ in full], [line for _, line in full],
                join.join(line for _, line in rows) + "\n", "\n\n".join(line for label, line in full if label != "-") + "\n")


def pages(folder: str) -> list[Page]:
    return [read(path) for path in sorted((PAGES / folder).glob("*.txt"))]


def blind() -> list[Page]:
    """The pages of tests/pages_blind, labelled in a table apart and with the clean article beside them."""
    named = {"headline": "h", "deck": "d", "paragraph": "b", "caption": "c", "subheading": "s"}
    found = []
    for path in sorted(BLIND.glob("*.dirty.txt")):
        name = path.name.removesuffix(".dirty.txt")
        raw, clean = (BLIND / f"{name}.{kind}.txt" for kind in ("dirty", "clean"))
        raw, clean = raw.read_bytes().decode("utf-8"), clean.read_bytes().decode("utf-8")
        with open(BLIND / f"{name}.labels.tsv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        labels = [named[row["reason"]] if row["label"] == "keep" else "-" for row in rows]
        found.append(Page(name, labels, [raw.split("\n")[int(row["line"]) - 1] for row in rows], raw, clean))
    return found


def verdicts(page: Page) -> list[tuple[str, bool, str, str]]:
    """Label, whether it was kept, section or reason, and text of each line of the page, in order.

    Of lines with the same words it does not matter which one is kept.
    """
    kept = bytearray(len(page.raw))
    why = [""] * len(page.raw)
    for p in text.passages(page.raw):
        kept[p.start:p.end] = bytes([p.section != "dropped"]) * (p.end - p.start)
        why[p.start:p.end] = [p.reason or p.section] * (p.end - p.start)
    found, place = [], 0
    for label, line in zip(page.labels, page.lines):
        words = line.split()
        start = place = page.raw.index(words[0], place)
        for word in words:
            place = page.raw.index(word, place) + len(word)
        found.append((label, bool(kept[start]), why[start], line))
    for line, count in Counter(page.lines).items():
        if count > 1:
            places = [i for i, one in enumerate(found) if one[3] == line]
            labels = sorted((found[i][0] for i in places), key="-shbcd".index)
            for i, label in zip(sorted(places, key=lambda i: found[i][1]), labels):
                found[i] = (label, *found[i][1:])
    return found


def shares(several: list[Page]) -> dict:
    """Of all the article's paragraphs the share kept, of all other lines the share dropped, of the headlines those found
    as such, and how many paragraphs and other lines there are."""
    lines = [line for page in several for line in verdicts(page)]
    article = [kept for label, kept, _, _ in lines if label in "hdbc"]
    other = [kept for label, kept, _, _ in lines if label == "-"]
    heads = [why == "headline" for label, _, why, _ in lines if label == "h"]
    return {"kept": sum(article) / len(article), "dropped": 1 - sum(other) / len(other), "headlines": sum(heads) / len(heads),
            "paragraphs": len(article), "lines": len(other)}


def found(raw: str, plain: bool = False) -> Counter:
    """The attributions of an article as (content, speaker, camp); `plain`: contents as mended, marks left out."""
    rows = quotes.attributions(raw, CAMPS)
    contents = [text.repair(row["content"]).text if plain else row["content"] for row in rows]
    contents = [re.sub(r"[“”\"'‘’]|``", "", one) if plain else one for one in contents]
    return Counter((" ".join(one.split()), row["speaker"], row["camp"]) for one, row in zip(contents, rows))


def same_attributions(several: list[Page], plain: bool = False) -> tuple[int, int]:
    """How many attributions (content, speaker, camp) the dirty pages share with the clean, and of how many in either."""
    pairs = [(found(page.raw, plain), found(page.clean, plain)) for page in several]
    return sum((dirty & clean).total() for dirty, clean in pairs), sum((dirty | clean).total() for dirty, clean in pairs)
