"""The report: stands alone, escapes what comes from articles, is written whole, and opens in a browser."""
import re
import json
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image, PngImagePlugin

from analysis import corpus as corpora
from analysis import quotes, report, tables, text

NASTY = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"


class Page(HTMLParser):
    """Links, pictures, ids, headings and text of a page."""

    def __init__(self, path):
        super().__init__()
        self.links, self.images, self.ids, self.headings, self.text, self.tags = [], [], set(), [], "", set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        self.tags.add(tag)
        self.ids |= {attributes["id"]} if "id" in attributes else set()
        if tag in ("a", "link") and "href" in attributes:
            self.links.append(attributes["href"])
        if tag == "img":
            self.images.append(attributes)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))

    def handle_data(self, data):
        self.text += data


def dead_links(folder):
    pages = {path.name: Page(path) for path in folder.glob("*.html")}
    dead = []
    for name, page in pages.items():
        for link in page.links:
            file, _, anchor = unquote(link).partition("#")
            if link.startswith(("http:", "https:")):
                continue
            target = pages.get(file or name)
            if file and not (folder / file).is_file() or anchor and target and anchor not in target.ids:
                dead.append((name, link))
    return dead


@pytest.fixture
def small(tmp_path):
    """A corpus whose every text is hostile, with tables, a figure and a notebook made by hand."""
    corpus, out = tmp_path / "corpus", tmp_path / "out & more"
    figures = out / "figures"
    corpus.mkdir()
    for folder in (out / "notebooks", figures):
        folder.mkdir(parents=True)
    article = f"{NASTY} bridge\n\n“Open {NASTY} to all,” said Mayor Ann Lee on Monday morning.\n"
    (corpus / "a.txt").write_text(article, encoding="utf-8")
    (corpus / "corpus.yaml").write_text(json.dumps({
        "title": f"A bridge {NASTY}", "date": "2024-05-01",
        "articles": [{"file": "a.txt", "outlet": f"Daily {NASTY}"}],
        "camps": {"city": {"label": f"City {NASTY}", "actors": {"Ann Lee": ["Lee"]}}}}))
    loaded = corpora.load(corpus)
    tables.save(loaded.articles, "articles", out / "tables")
    tables.save(text.clean(loaded.articles), "passages", out / "tables")
    tables.save(quotes.extract(loaded.articles, loaded.camps), "quotes", out / "tables")
    for name in ("10-last", "2-first"):
        about = PngImagePlugin.PngInfo()
        about.add_itxt("Title", f"{name} finds {NASTY}")
        about.add_itxt("Description", "Shares, n = 3.")
        Image.new("RGB", (40, 20), "red").save(figures / f"{name}.png", pnginfo=about)
        (figures / f"{name}.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
        (figures / f"{name}.csv").write_text("outlet,n\n")
    picture = new_output("display_data", {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"})
    cells = [new_markdown_cell("# 1 · Clean\n\n**What is left?**\n\n- **Reads:** x"),
             new_code_cell(f"corpus = {str(corpus)!r}\nout = {str(out)!r}"),
             new_markdown_cell("## Who?\n\nSee [next](2-b.ipynb), [above](#Who?), [method](../METHOD.md)."),
             new_code_cell('charts.save(figure, data, "2-first", out)', outputs=[picture]),
             new_code_cell("figure", outputs=[picture]),
             new_code_cell("HTML(x)", outputs=[new_output("display_data", {"text/html": f"<b>{NASTY}</b>"})]),
             new_code_cell("print(out)", outputs=[new_output("stream", text=f"in {out}/tables <b>\n")])]
    for name in ("1-a", "2-b"):
        nb = new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})
        nbformat.write(nb, out / "notebooks" / f"{name}.ipynb")
    (out / "notebooks/3-c.failed.ipynb").write_text("{}")
    return corpus, out, figures


def test_the_index_tells_what_went_in_and_came_out(small):
    index = report.write(*small)
    page = Page(index)
    for words in ("A bridge <script>", "2024-05-01", "Daily <script>", "City <script>", "Ann Lee",
                  "2-first finds <script>", "How far to trust this", "1 · Clean", "What is left?"):
        assert words in page.text
    assert page.text.index("2-first finds") < page.text.index("10-last finds")
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:]))
    assert [image["alt"] for image in page.images] == [
        f"{name} finds {NASTY}" for name in ("2-first", "10-last")]
    assert page.text.count("Shares, n = 3.") == 2                       # the captions
    assert {"1-a.html", "2-b.html", "tables/quotes.csv", "tables/quotes.parquet", "figures/2-first.svg",
            "figures/2-first.csv", "figures/10-last.png"} <= set(page.links)


def test_pages_are_escaped_and_lead_nowhere_outside(small):
    index = report.write(*small)
    assert dead_links(index.parent) == []
    assert sorted(path.name for path in index.parent.glob("*.html")) == ["1-a.html", "2-b.html", "index.html"]
    assert not Page(index).tags & {"script", "iframe", "object", "form", "link"}
    for path in index.parent.glob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "default-src 'none'" in page and '<html lang="en">' in page and 'class="skip"' in page
        assert "http://" not in page and "https://" not in page
        assert str(small[0].parent) not in page


def test_a_notebook_page_has_its_code_folded_its_links_turned_and_its_pictures_described(small):
    page = Page(report.write(*small).parent / "1-a.html")
    assert "details" in page.tags and "See next" in page.text
    assert page.links.count("2-b.html") == 2 and "#Who?" in page.links and "index.html" in page.links
    known = f"2-first finds {NASTY}. Shares, n = 3."
    assert [image.get("alt") for image in page.images[:2]] == [known, "Who?"]
    assert "out & more/tables <b>" in page.text


def test_tables_are_copied_for_spreadsheets(small):
    folder = report.write(*small).parent / "tables"
    frame = pd.read_csv(folder / "quotes.csv")
    whole = tables.load("quotes", folder)
    assert frame.spans.map(json.loads).tolist() == whole.spans.tolist() and len(frame)
    assert frame.content.tolist() == whole.content.tolist()


def everything(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_writing_again_changes_no_byte_and_leaves_nothing_old(small):
    folder = report.write(*small).parent
    before = everything(folder)
    (folder / "left over").write_text("x")
    report.write(*small)
    assert everything(folder) == before
    assert sorted(p.name for p in folder.parent.iterdir()) == ["figures", "notebooks", "report", "tables"]


def test_a_report_is_written_whole_or_not_at_all(small, monkeypatch):
    folder = report.write(*small).parent
    before = everything(folder)

    def fail(*_):
        raise RuntimeError("disk full")
    monkeypatch.setattr(report, "render", fail)
    with pytest.raises(RuntimeError):
        report.write(*small)
    assert everything(folder) == before


def test_a_corpus_without_tables_or_figures_still_has_a_report(small):
    corpus, out, figures = small
    for folder in (out / "tables", figures):
        shutil.rmtree(folder)
    index = report.write(corpus, out, figures)
    assert dead_links(index.parent) == [] and "Downloads" not in Page(index).text


@pytest.fixture(params=["study", "second_study"])
def whole(request):
    return request.getfixturevalue(request.param)


def test_the_report_of_a_study_has_its_findings_figures_and_notebooks(whole):
    page = Page(whole / "report" / "index.html")
    assert dead_links(whole / "report") == []
    figures = sorted((whole / "figures").glob("*.png"))
    assert len(figures) >= 5 and len(page.images) == len(figures)
    for path in figures:
        with Image.open(path) as image:
            title = image.text["Title"].replace("\u00a0", " ")
            assert page.text.replace("\u00a0", " ").count(title) == 1      # in the list of findings
    assert sum(re.match(r"[1-5]-.*\.html$", link) is not None for link in page.links) == 5
    assert {"tables/articles.csv", "tables/quotes.csv", "tables/measures.csv"} <= set(page.links)
    for path in (whole / "report").glob("*.html"):
        assert str(whole) not in path.read_text(encoding="utf-8")
        assert "Finding(title" not in Page(path).text
        assert all(image.get("alt") for image in Page(path).images)


def visit(browser, path, **context):
    """Open a page; (page, errors, requests that leave the folder)."""
    page = browser.new_context(**context).new_page()
    errors, outside = [], []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: outside.append(request.url))
    page.goto(Path(path).as_uri())
    page.wait_for_load_state("load")
    return page, errors, [url for url in outside if not url.startswith(("file:", "data:"))]


def test_every_page_opens_without_error_or_request_and_fits_a_phone(whole, browser):
    for path in sorted((whole / "report").glob("*.html")):
        for width, scheme in ((1280, "light"), (390, "dark")):
            page, errors, outside = visit(browser, path, viewport={"width": width, "height": 844},
                                          color_scheme=scheme)
            assert (errors, outside) == ([], []), path.name
            assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth)")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path.name, width)
            dark = page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
            assert dark == (scheme == "dark")
            page.context.close()


def test_links_work_and_the_keyboard_reaches_the_report(study, browser):
    page, _, _ = visit(browser, study / "report" / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.click(".pages a >> nth=0")
    assert page.url.endswith("/1-clean-text.html")
    assert page.locator("details.code[open]").count() == 0
    page.click("details.code summary >> nth=0")
    assert page.locator("details.code[open] pre >> nth=0").is_visible()
    page.click("nav a >> nth=0")
    assert page.url.endswith("/index.html")
    with page.expect_download() as download:
        page.click("text=CSV >> nth=0")
    assert download.value.suggested_filename.endswith(".csv")
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible() and page.locator("h1").is_visible()


def test_nothing_in_an_article_or_an_output_is_ever_run(small, browser):
    for path in sorted(report.write(*small).parent.glob("*.html")):
        page, _, outside = visit(browser, path)
        assert "taken" != page.title() and outside == []
