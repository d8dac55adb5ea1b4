"""Articles copied from web pages: what is kept, what is dropped, and that the attributions are those of the article.

The pages in tests/pages/tuned were looked at while the rules were written, those in tests/pages/held only counted.
"""
import textwrap

import pytest

import dirty
from analysis import quotes, text

TUNED, HELD = dirty.pages("tuned"), dirty.pages("held")
ALL = TUNED + HELD


@pytest.mark.parametrize("pages, kept, dropped", [(TUNED, .99, .98), (HELD, .97, .95)], ids=["tuned", "held"])
def test_article_is_kept_and_furniture_dropped(pages, kept, dropped):
    found = dirty.shares(pages)
    assert found["kept"] >= kept and found["dropped"] >= dropped, found


def test_a_dirty_copy_gives_the_attributions_of_the_clean_one():
    shared, either = dirty.same_attributions(ALL)
    assert either > 100 and shared / either >= .97, (shared, either)


def test_pages_speak_for_both_camps():
    camps = [row["camp"] for page in ALL for row in quotes.attributions(page.clean, dirty.CAMPS)]
    assert camps.count("charge") > 25 and camps.count("critics") > 25


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
def test_no_line_of_the_furniture_speaks(page):
    """Related headlines look like attributions; none may come from a line that is not the article's."""
    other = [line for label, line in zip(page.labels, page.lines) if label == "-"]
    known = " ".join(line for label, line in zip(page.labels, page.lines) if label != "-")
    for row in quotes.attributions(page.raw, dirty.CAMPS):
        assert row["content"] in known or not any(row["content"] in line for line in other), row["content"]


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
def test_an_article_alone_is_kept_whole(page):
    dropped = [p.clean.text for p in text.passages(page.clean) if p.section == "dropped" and p.reason != "photo credit"]
    assert not [line for label, line in zip(page.labels, page.lines) if label in "hdb" and line in dropped]


@pytest.mark.parametrize("width", [62, 72, 80])
def test_wrapping_an_article_changes_no_attribution(width):
    for page in ALL:
        wrapped = "\n\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in page.clean.split("\n\n"))
        assert dirty.found(wrapped) == dirty.found(page.clean), page.name


@pytest.mark.parametrize("change", [
    lambda t: t.replace("\n", "\r\n"), lambda t: t.replace("\n", "\r"), lambda t: t.replace("\n\n", "\u2029"),
    lambda t: "\ufeff" + t, lambda t: "    " + t.replace("\n\n", "\n\n    "), lambda t: t.replace("\n\n", "\n"),
    lambda t: t.replace(" said", "\u00a0said"), lambda t: t.replace("e ", "e\u200b "),
    lambda t: t.replace("“", "&ldquo;").replace("”", "&#8221;"), lambda t: t.replace("“", "&amp;quot;").replace("”", "&amp;quot;"),
    lambda t: t.encode("utf-8").decode("windows-1252", "replace"), lambda t: t.encode("utf-8").decode("latin-1"),
    lambda t: t.replace("“", "„").replace("”", "“"), lambda t: t.replace("“", "«").replace("”", "»"),
    lambda t: t.replace("“", "``").replace("”", "''")],
    ids=["CRLF", "CR", "paragraph separator", "BOM", "indented", "no blank lines", "non-breaking space", "zero width",
         "entities", "entities twice", "mojibake", "Latin-1 mojibake", "German marks", "guillemets", "typewriter marks"])
def test_other_characters_change_no_attribution(change):
    same = total = 0
    for page in ALL:
        clean, other = dirty.found(page.clean, plain=True), dirty.found(change(page.clean), plain=True)
        same, total = same + (clean & other).total(), total + (clean | other).total()
    assert same >= .97 * total, (same, total)
