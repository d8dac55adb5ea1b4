"""The report: stands alone, escapes what comes from articles, is written whole, and opens in a browser."""
import json
import re
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
from analysis import paths, quotes, tables, text
from analysis.showing import pages, report

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
    pages = {path.resolve(): Page(path) for path in folder.rglob("*.html")}
    dead = []
    for path, page in pages.items():
        for link in page.links:
            file, _, anchor = link.partition("#")
            if link.startswith(("http:", "https:")):
                continue
            goal = (path.parent / unquote(file)).resolve() if file else path
            if not goal.is_file() or anchor and unquote(anchor) not in pages[goal].ids:
                dead.append((path.name, link))
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
        "camps": {"city": {"label": f"City {NASTY}", "actors": {"Ann Lee": ["Lee"]}},
                  "river": {"terms": ["river"]}, "other": {"actors": {f"Bo {NASTY}": []}}}}))
    loaded = corpora.load(corpus)
    tables.save(loaded.articles, "articles", out / "tables")
    tables.save(text.clean(loaded.articles), "passages", out / "tables")
    tables.save(quotes.extract(loaded.articles, loaded.camps), "quotes", out / "tables")
    for name in ("10-last", "2-then", "3-next", "4-first"):
        about = PngImagePlugin.PngInfo()
        about.add_itxt("Title", f"{name} finds {NASTY}")
        about.add_itxt("Description", "Shares, n = 3.")
        Image.new("RGB", (40, 20), "red").save(figures / f"{name}.png", pnginfo=about)
        (figures / f"{name}.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
        (figures / f"{name}.csv").write_text("outlet,n\n")
    picture = new_output("display_data", {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"})
    cells = [new_markdown_cell("# 1 · Clean\n\n**What is left?**\n\n- **Reads:** x"),
             new_code_cell(f"corpus = {str(corpus)!r}\nout = {str(out)!r}"),
             new_markdown_cell("## Who?\n\nSee [next](2-b.ipynb), [above](#Who?), [below](#Nowhere), "
                              "[gone](../METHOD.md), [method](../METHODOLOGY.md#2), "
                              "[cues](../analysis/lexicons/cues.csv)."),
             new_code_cell('charts.save(figure, data, "4-first", out)', outputs=[picture]),
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
    for words in ("A bridge <script>", "2024-05-01", "Daily <script>", "City <script>", "Ann Lee", "nobody", f"Bo {NASTY}, and everybody else",
                  "4-first finds <script>", "How far to trust this", "1 · Clean", "What is left?"):
        assert words in page.text
    order = [page.text.index(f"{name} finds") for name in ("4-first", "2-then", "3-next", "10-last")]
    assert order == sorted(order)
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:]))
    assert [image["alt"] for image in page.images] == [
        f"{name} finds {NASTY}" for name in ("4-first", "2-then", "3-next", "10-last")]
    assert {"notebooks/1-a.html", "notebooks/2-b.html", "articles/a.html", "attributions.html", "tables/quotes.csv",
            "tables/quotes.parquet", "figures/4-first.svg", "figures/4-first.csv", "figures/10-last.png"} <= set(page.links)


def test_of_an_empty_figure_the_index_has_a_line_and_no_picture(small):
    path = small[2] / "4-first.png"
    about = PngImagePlugin.PngInfo()
    for key, value in (("Title", "Nobody speaks."), ("Description", "Dots."), ("Comment", "empty")):
        about.add_itxt(key, value)
    Image.new("RGB", (40, 20), "red").save(path, pnginfo=about)
    page = Page(report.write(*small))
    assert "Nobody speaks. There is nothing to draw." in page.text and len(page.images) == 3
    assert not any("4-first" in link for link in page.links if not link.startswith("#"))


def test_what_cleaning_lost_is_told_and_an_article_without_headline_has_its_first_words():
    from types import SimpleNamespace
    from analysis.intake import usable
    rows = [("a", "headline", "", 5), ("a", "body", "", 54), ("a", "dropped", "related", 30), ("a", "dropped", "label", 11),
            ("b", "body", "", 60), ("b", "dropped", "label", 40)]
    passages = pd.DataFrame(rows, columns=["article", "section", "reason", "words"])
    assert usable.noticed(passages, {"a": "a.txt"}) == [
        "a.txt: 41 of its 100 words were dropped, most of them as related; is the file one article? Notebook 1 shows every paragraph",
        "no headline was found in 1 of 2 articles, so no count of headlines has it: b"]
    article = SimpleNamespace(title="", text="\nThe gate opened late. It rained.\nMore.", article="b")
    assert pages.called(article) == "The gate opened late. It rained."


def test_a_finding_is_told_once_and_its_figure_described(small):
    page = Page(report.write(*small))
    assert page.text.count("4-first finds") == 1 and page.text.count("Shares, n = 3.") == 4


def test_pages_are_escaped_and_lead_nowhere_outside(small):
    index = report.write(*small)
    assert dead_links(index.parent) == []
    assert sorted(path.name for path in index.parent.glob("*.html")) == ["attributions.html", "index.html"]
    for path in index.parent.rglob("*.html"):
        if path.parent.name == "documents" or path == index:
            assert not Page(path).tags & {"script", "iframe", "object", "form", "link"}
        page = path.read_text(encoding="utf-8")
        assert "default-src 'none'" in page and '<html lang="en">' in page and 'class="skip"' in page
        assert path.parent.name == "documents" or "http://" not in page and "https://" not in page
        assert str(small[0].parent) not in page


def test_a_notebook_page_has_its_code_folded_its_links_turned_and_its_pictures_described(small):
    page = Page(report.write(*small).parent / "notebooks/1-a.html")
    assert "details" in page.tags and "See next" in page.text
    assert page.links.count("2-b.html") == 2 and "#Who?" in page.links and "../index.html" in page.links
    assert "#Nowhere" not in page.links and "below, gone" in page.text
    assert {"../documents/methodology.html", "../documents/cues.csv"} <= set(page.links)
    assert page.text.count("1 · Clean →") == 1 and "2-b" not in page.text      # pages go by their titles
    known = f"4-first finds {NASTY}. Shares, n = 3."
    assert [image.get("alt") for image in page.images[:2]] == [known, "Who?"]
    assert "out & more/tables <b>" in page.text


def test_each_of_several_attributions_in_a_cell_leads_to_its_words():
    from analysis.showing import pages
    words = {"my file#001": "articles/a.html#quote-001", "b#1002": "articles/b.html#quote-1002"}
    assert pages._linked("my file#001, b#1002 c#003", words) == (
        '<a href="../articles/a.html#quote-001">my file#001</a>, <a href="../articles/b.html#quote-1002">b#1002</a> c#003')


def test_each_class_of_the_style_is_given_somewhere():
    style = re.sub(r"/\*.*?\*/", "", (paths.ROOT / "analysis/templates/style.css").read_text(encoding="utf-8"), flags=re.S)
    named = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\.highlight [^{]*", "", style)))
    sources = [*(paths.ROOT / "analysis").rglob("*.j2"), *(paths.ROOT / "analysis").rglob("*.py")]
    given = set(re.findall(r"[a-z][\w-]*", " ".join(path.read_text(encoding="utf-8") for path in sources)))
    assert named - given == {"dataframe"}                  # pandas gives it


def test_documents_of_the_project_come_along(small):
    index = report.write(*small)
    documents = {path.name: path for path in (index.parent / "documents").iterdir()}
    assert {"methodology.html", "codebook.html", "cues.csv", "boilerplate.tsv"} <= set(documents)
    lexicon = paths.LEXICONS / "cues.csv"
    assert documents["cues.csv"].read_bytes() == lexicon.read_bytes()
    page = Page(documents["methodology.html"])
    assert {"boilerplate.tsv", "codebook.html", "../index.html"} <= set(page.links) and page.headings[0] == 1
    assert {f"documents/{name}" for name in documents} <= set(Page(index).links)


def test_html_in_a_document_is_shown_and_its_links_are_turned(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/note.md").write_text(
        f"# A *note*\n\n{NASTY}\n\n[a](javascript:alert(1)) [b](../words.csv) [c](gone.md) "
        "[d](https://example.org/)\n\n"
        f"| x | y |\n|---|---|\n| {NASTY} | 2 |\n")
    places = {"docs/note.md": "documents/note.html", "words.csv": "documents/words.csv"}
    made = pages.document("docs/note.md", tmp_path, places)
    assert made == {"file": "documents/note.html", "title": "A note"}
    page = Page(tmp_path / "documents/note.html")
    assert not page.tags & {"script", "img"} and page.text.count(NASTY) == 2 and "table" in page.tags
    assert page.links == ["#main", "../index.html", "words.csv", "https://example.org/"]
    assert 'rel="noreferrer"' in (tmp_path / "documents/note.html").read_text(encoding="utf-8")


def test_the_index_dates_the_articles_from_the_first_to_the_last(small):
    corpus, out, figures = small
    (corpus / "b.txt").write_text("Bridge shut\n\nThe bridge was shut on Friday after the storm had come.\n")
    content = json.loads((corpus / "corpus.yaml").read_text())
    content["articles"].append({"file": "b.txt", "outlet": "Echo", "date": "2024-05-03"})
    (corpus / "corpus.yaml").write_text(json.dumps(content))
    assert "2 articles from 2 outlets, 2024-05-01 to 2024-05-03; 1 reported statement" in Page(
        report.write(corpus, out, figures)).text


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
    monkeypatch.setattr(pages, "notebook", fail)
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
            assert page.text.count(image.text["Title"]) == 1              # in the list of findings
            assert re.sub(r"[ \n]+", " ", image.text["Description"]).strip() in page.text     # the caption
    assert sum(re.match(r"notebooks/\d.*\.html$", link) is not None for link in page.links) >= 5
    assert "documents/methodology.html" in page.links
    counted = Page(whole / "report" / "notebooks" / "2-count-attributions.html")
    assert any(re.match(r"\.\./articles/.+\.html#quote-\d+$", link) for link in counted.links)
    assert {"tables/articles.csv", "tables/quotes.csv", "tables/measures.csv"} <= set(page.links)
    for path in (whole / "report").rglob("*.html"):
        assert str(whole) not in path.read_text(encoding="utf-8")
        assert all(image.get("alt") for image in Page(path).images)


def test_no_page_shows_what_only_python_says(whole):
    for path in (whole / "report").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        shown = re.sub(r'(?s)<details class="code">.*?</details>|<style>.*?</style>', "", page)
        words = re.sub(r"<[^>]*>", " ", shown)
        assert "Finding(" not in words, path.name
        assert not re.search(r"\bnan\b", words), path.name


def test_a_corpus_without_coding_leads_to_the_notebook_that_explains_one(small):
    corpus, out, figures = small
    for end in (".png", ".svg", ".csv"):
        shutil.copy(figures / f"4-first{end}", figures / f"5-scores{end}")
    shutil.copy(out / "notebooks/1-a.ipynb", out / "notebooks/5-e.ipynb")
    page = Page(report.write(*small))
    assert "There is no coding of these articles" in page.text and page.links.count("notebooks/5-e.html") == 2
    assert len(page.images) == 4 and "figures/5-scores.png" not in page.links


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
    for path in sorted((whole / "report").rglob("*.html")):
        page, errors, outside = visit(browser, path, viewport={"width": 390, "height": 844}, color_scheme="dark")
        assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path.name
        if path.name == "index.html":                    # all of its tables are read without moving them sideways
            page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
            assert page.evaluate("[...document.querySelectorAll('.wide')].filter(e => e.scrollWidth > e.clientWidth).length") == 0
        if path.parent.name == "notebooks":              # nor one of a notebook's, where a row with many columns is a card
            assert page.evaluate("[...document.querySelectorAll('[role=region]')].filter(e => e.scrollWidth > e.clientWidth + 1).length") == 0
            told = page.locator(".cards").first.evaluate("""one => [[...one.querySelectorAll('thead th')].map(e => `"${e.textContent}: "`),
                [...one.querySelector('tbody tr').children].map(e => getComputedStyle(e, '::before').content)]""")
            assert len(told[0]) > 2 and told[0] == told[1], path.name
        page.set_viewport_size({"width": 1280, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, path.name
        if path.parent.name == "notebooks":               # on a desk only the one with spans, to be looked up, is wider than its page
            wide = "[...document.querySelectorAll('[role=region]')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
            assert page.evaluate(wide) <= path.name.startswith("2-"), path.name
            long = page.locator(".dataframe td.long").evaluate_all("all => all.map(e => e.offsetWidth)")
            assert long and min(long) >= 176, path.name       # and words are no narrow column
        assert (errors, outside) == ([], []), path.name
        page.context.close()


PAPER = "getComputedStyle(document.body).backgroundColor"


def test_nothing_serious_is_found_by_the_rules_of_accessibility_in_either_theme(study, second_study, browser):
    from axe_playwright_python.sync_playwright import Axe
    page, _, _ = visit(browser, study / "report" / "index.html")
    for place, name in [(study, name) for name in ("index.html", "attributions.html", "notebooks/2*.html", "notebooks/4*.html", "articles/*.html")
                        ] + [(second_study, name) for name in ("notebooks/3*.html", "notebooks/5*.html")]:
        page.goto(sorted((place / "report").glob(name))[0].as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        for scheme, rules in (("light", {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}),
                              ("dark", {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})):
            page.check(f"#theme-{scheme}")
            assert (page.evaluate(PAPER) == "rgb(255, 255, 255)") == (scheme == "light")
            found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found
                    if one["impact"] in ("serious", "critical")] == [], (name, scheme)


def test_dark_follows_the_system_and_the_switch_and_paper_is_white(study, browser):
    page, _, _ = visit(browser, study / "report" / "index.html", color_scheme="dark")
    dark = page.evaluate(PAPER)
    page.check("#theme-light")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)" != dark
    page.check("#theme-dark")
    assert page.evaluate(PAPER) == dark
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
    assert not page.locator("nav").is_visible() and page.locator("h1").is_visible()


def test_links_work_and_the_keyboard_reaches_the_report(study, browser):
    page, _, _ = visit(browser, study / "report" / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.click(".pages a >> nth=0")
    assert page.url.endswith("/notebooks/1-clean-text.html")
    assert page.locator("details.code[open]").count() == 0
    page.click("details.code summary >> nth=0")
    assert page.locator("details.code[open] pre >> nth=0").is_visible()
    page.click("nav a >> nth=0")
    assert page.url.endswith("/index.html")
    with page.expect_download() as download:
        page.click("#downloads a:has-text('CSV') >> nth=0")
    assert download.value.suggested_filename.endswith(".csv")


def test_nothing_in_an_article_or_an_output_is_ever_run(small, browser):
    for path in sorted(report.write(*small).parent.rglob("*.html")):
        if path.parent.name != "documents":
            page, _, outside = visit(browser, path)
            assert "taken" != page.title() and outside == []
