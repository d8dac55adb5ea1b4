"""The blind pages are sound: every line has a label, and the lines kept are the article, word for word."""
import csv
import html
from pathlib import Path

import ftfy
import pytest

HERE = Path(__file__).parent / "pages_blind"
PAGES = sorted(path.name.removesuffix(".dirty.txt") for path in HERE.glob("*.dirty.txt"))
REPAIRED = {"indian"}      # mojibake and entities: compared after ftfy


def read(name):
    return (HERE / name).read_bytes().decode("utf-8")


def labels(page):
    with open(HERE / f"{page}.labels.tsv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def words(text, page):
    if page in REPAIRED:
        text = html.unescape(ftfy.fix_text(text, uncurl_quotes=False, unescape_html=False))
    return text.split()


def test_there_are_four():
    assert len(PAGES) == 4


@pytest.mark.parametrize("page", PAGES)
def test_every_line_has_a_label(page):
    lines = read(f"{page}.dirty.txt").split("\n")
    rows = labels(page)
    assert [int(row["line"]) for row in rows] == [n for n, line in enumerate(lines, 1) if line.strip()]
    assert {row["label"] for row in rows} == {"keep", "drop"} and all(row["reason"] for row in rows)


@pytest.mark.parametrize("page", PAGES)
def test_the_lines_kept_are_the_article(page):
    lines = read(f"{page}.dirty.txt").split("\n")
    kept = "\n".join(lines[int(row["line"]) - 1] for row in labels(page) if row["label"] == "keep")
    assert words(kept, page) == words(read(f"{page}.clean.txt"), page)
