"""Annotated articles: what is marked is what the table says, every row leads to its words and back."""
import re
from types import SimpleNamespace
from urllib.parse import unquote

import pandas as pd
import pytest
from ftfy.badness import is_bad
from test_report import NASTY, Page, dead_links

from analysis import corpus as corpora
from analysis import paths, quotes, tables, text
from analysis.cleaning import characters
from analysis.showing import marked, reading

RAW = ("Menu | Home\r\n\r\nBridge shut, mayor says\r\n\r\n“It is shut,” Ann Lee said, “and stays so,” after Bo Ek "
       "had warned that rivers <b>rise</b>.\r\n")
COLUMNS = list(tables.COLUMNS["quotes"])


def row(number, *contents, camp="city", **fields):
    spans = [[RAW.index(content), RAW.index(content) + len(content)] for content in contents]
    values = dict.fromkeys(COLUMNS, "") | {
        "article": "a b/ç", "quote": f"a b/ç#{number:03d}", "outlet": "Daily", "section": "body", "kind": "speech",
        "type": "direct", "spans": spans, "content": " ".join(contents), "cue": "said", "stance": "neutral",
        "speaker": "Ann Lee", "camp": camp, "position": 0.5, "passage": 2}
    return values | fields


@pytest.fixture
def pages(tmp_path):
    """The pages of one article with nested, equal and discontinuous attributions; folder and table."""
    camps = {"city": {"label": f"City {NASTY}", "colour": "#0072B2"}, "other": {"label": "Other", "colour": "#7F7F7F"}}
    table = pd.DataFrame([
        row(1, "Bridge shut", type="indirect", section="headline", speaker=f"Mayor {NASTY}", source=NASTY),
        row(2, "“It is shut,”", "“and stays so,”"), row(3, "stays so", camp="other"), row(4, "stays so"),
        row(5, "rivers <b>rise</b>", type="indirect", kind="mental")], columns=COLUMNS)
    articles = pd.DataFrame([{"article": "a b/ç", "outlet": "Daily", "date": "", "title": "Bridge", "file": "a.txt",
                              "words": 20, "raw": RAW}])
    camps = {"riders": {"label": "Riders", "colour": "#D55E00"}} | camps             # nobody of theirs is quoted
    passages = text.clean(articles)
    passages.loc[0, ["section", "reason"]] = ["dropped", "navigation"]
    study = SimpleNamespace(articles=articles, camps=camps)
    reading.write(study, passages, table, reading.places(articles, table), tmp_path)
    return tmp_path, table


def plain(page):
    """Text of a stretch of HTML as the browser has it."""
    from html import unescape
    return unescape(re.sub(r"<[^>]*>", "", page))


def marked_text(page, number):
    """The characters of all marks of an attribution, joined."""
    found = re.findall(r'<mark [^>]*data-quote="([^"]*)"[^>]*>(.*?)</mark>', page, re.S)
    return plain("".join(words for numbers, words in found if number in numbers.split()))


def test_marked_characters_are_the_spans_of_the_table(pages):
    folder, table = pages
    (path,) = (folder / "articles").iterdir()
    page = path.read_bytes().decode("utf-8")
    for one in table.itertuples():
        assert marked_text(page, marked.number(one)) == "".join(RAW[a:b] for a, b in one.spans)
    body = re.search(r"<article.*?</article>", page, re.S)[0]
    left = plain(re.sub(r'<a class="ref".*?</a>|<summary>.*?</summary>|<span class="section">.*?</span> ?', "", body))
    assert "".join(left.split()) == "".join(RAW.split())             # nothing is lost, nothing is added
    assert '<details class="dropped"><summary>1 paragraph left out: navigation</summary>\n<p>Menu | Home' in page


def test_the_legend_has_the_colours_of_the_marks(pages):
    (path,) = (pages[0] / "articles").iterdir()
    page = path.read_text(encoding="utf-8")
    key = re.findall(r'class="camp(\d) swatch" aria-hidden="true">(.)</span> (\w+)', page)
    assert key == [("1", "▲", "City"), ("2", "■", "Other")]
    assert set(re.findall(r'<mark class="camp(\d)', page)) == {"1", "2"}


def test_rows_and_places_lead_to_each_other(pages):
    folder, table = pages
    assert dead_links(folder) == [("attributions.html", "index.html"), ("a-b-ç.html", "../index.html")] or \
        {link for _, link in dead_links(folder)} == {"index.html", "../index.html"}
    sheet, article = Page(folder / "attributions.html"), Page(folder / "articles" / "a-b-ç.html")
    for number in ("001", "002", "003", "004", "005"):
        assert f"articles/a-b-ç.html#quote-{number}" in map(unquote, sheet.links)
        assert f"../attributions.html#a-b-ç-{number}" in map(unquote, article.links)
    page = (folder / "articles" / "a-b-ç.html").read_text(encoding="utf-8")
    assert [label for label in re.findall(r'<a class="ref"[^>]*>.(\d[^<]*)</a>', page)] == [
        "1", "2/1", "3", "4", "2/2", "5"]
    assert "part 2 of 2" in page and 'class="camp2 direct nested" data-quote="003 004 002"' in page


def test_what_an_article_says_is_shown_and_never_run(pages):
    folder, _ = pages
    for path in (folder / "attributions.html", folder / "articles" / "a-b-ç.html"):
        page = Page(path)
        assert not page.tags & {"script", "img", "b", "iframe"} and NASTY in page.text
        assert "rivers <b>rise</b>" in page.text


def test_names_of_pages_are_plain_and_differ():
    named = reading.names(["../x", "x", "X", "a b", "a/b", "...", "é"])
    assert named == {"../x": "x", "x": "x-2", "X": "X-3", "a b": "a-b", "a/b": "a-b-2", "...": "article", "é": "é"}


def test_a_large_corpus_has_pages_for_its_first_articles_and_says_so():
    names = [f"a{n}" for n in range(5)]
    where = reading.Places(names, {"a0": 3, "a1": 2, "a2": 2, "a3": 9}, most=4, rows=5)
    assert list(where.names) == names[:4]
    assert list(where.page.values()) == ["attributions.html", "attributions.html", "attributions-2.html",
                                         "attributions-3.html"]


@pytest.mark.parametrize("folder", [paths.SEEDS, paths.ROOT / "tests/corpus_harbour", paths.ROOT / "tests/corpus_dam"],
                         ids=lambda folder: folder.name)
def test_in_a_browser_the_highlights_equal_the_table(folder, browser, tmp_path):
    loaded = corpora.load(folder)
    table, passages = quotes.extract(loaded.articles, loaded.camps), text.clean(loaded.articles)
    where = reading.places(loaded.articles, table)
    reading.write(loaded, passages, table, where, tmp_path)
    page = browser.new_page()
    for article in loaded.articles.itertuples():
        page.goto((tmp_path / where.article(article.article)).as_uri())
        shown = page.evaluate("""() => {
            const found = {};
            for (const mark of document.querySelectorAll('article mark'))
                for (const number of mark.dataset.quote.split(' '))
                    found[number] = (found[number] || '') + mark.textContent;
            return found }""")
        own = table[table.article == article.article]
        mended = (lambda words: characters.repair(words).text) if is_bad(article.raw) else str     # damaged: shown legible
        assert {number: mended(words) for number, words in shown.items()} == {
            marked.number(one): mended("".join(article.raw[a:b] for a, b in one.spans)) for one in own.itertuples()}
        assert not any(is_bad(words) for words in shown.values())
    reference = page.locator(".ref").first
    reference.focus()
    said = page.evaluate("e => getComputedStyle(e, '::after').content", reference.element_handle())
    first = own.iloc[0]
    assert first.speaker in said and first.cue in said.replace("\\", "")
    page.locator("article mark").first.hover()
    said = page.evaluate("getComputedStyle(document.querySelector('article mark'), '::after').content")
    assert first.speaker in said
    reference.click()
    assert page.locator("tr:target a").inner_text() and page.url.startswith((tmp_path / "attributions").as_uri())
    page.click("tr:target a")
    assert "/articles/" in page.url and page.locator(":target + mark, :target + span + mark").count() >= 1


def test_a_damaged_encoding_is_shown_mended_and_all_else_as_it_stands():
    sound, bad = "He said  “no” & went", "It’s late, “she said” – twice".encode().decode("cp1252", "replace")
    for raw, piece, shown in ((sound, " said  “no” &", " said  “no” &"), (bad, bad + " ", "It’s late, “she said” – twice ")):
        assert marked.legible(raw, SimpleNamespace(start=0, end=len(raw)))(piece) == shown
