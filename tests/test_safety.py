"""A study whose every word is hostile is shown as letters: HTML, links, Markdown and LaTeX run or change nothing."""
import json
import re
from xml.etree import ElementTree

import pytest

TRICK = ('<script>top.taken=1</script><img src=x onerror="top.taken=1"></script> [go](javascript:top.taken=1) '
         "**bold** $\\alpha$ &lt;b&gt;")
TEXT = """\
Bridge {trick} opens

# A heading {trick} that stands in the text.

Mayor Ann Lee said on Monday that the bridge was open to all. ![](http://evil.example/x.png) $\\frac{{1}}{{$

“Open {trick} to all,” said Mayor Ann Lee on Monday morning, as thousands of people crossed it.

| a | b |
|---|---|
| {trick} | \\href{{javascript:top.taken=1}}{{x}} is what Tom <b>Fox</b> wrote on the wall on Monday. |

Tom Fox claimed that the bridge was "unsafe {trick}" and warned that it would fall.

Lee denied that the bridge was unsafe. "It is a good bridge, $x^2$ and all," she said.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, command):
    """Folder of the study of two hostile articles, its outlets, speakers, camps and file names hostile too."""
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "corpus"
    corpus.mkdir()
    names = ["a$b_<i>_{x}.txt", "b [c](d) 'e'.txt"]
    for name in names:
        (corpus / name).write_text(TEXT.format(trick=TRICK), encoding="utf-8")
    (corpus / "corpus.yaml").write_text(json.dumps({
        "title": f"A bridge {TRICK}", "date": "2024-05-01",
        "articles": [{"file": names[0], "outlet": f"Daily {TRICK}"}, {"file": names[1], "outlet": "Echo $\\gamma$ _x_"}],
        "camps": {"city": {"label": "City $\\delta$ <b>", "actors": {"Ann Lee $\\mu$ <i>": ["Ann Lee", "Lee"]}},
                  "foes": {"label": "Foes & **co**", "actors": {"Tom Fox": ["Fox"]}}}}), encoding="utf-8")
    done = command("run", corpus, "--out", folder / "out")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_every_page_shows_letters_and_runs_nothing(hostile, browser):
    pages = sorted((hostile / "report").rglob("*.html"))
    assert len(pages) > 8
    seen = ""
    for path in pages:
        asked, dialogs = [], []
        page = browser.new_page()
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("dialog", lambda dialog, dialogs=dialogs: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        assert not dialogs and all(url.startswith(("file:", "data:", "blob:")) for url in asked), (path.name, asked)
        assert page.evaluate("window.taken === undefined"), path.name
        policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
        assert "default-src 'none'" in policy, path.name
        for made in ("img[src=x]", "img[src^=http]", "[onerror]", "a[href^='javascript:']", "mjx-container"):
            assert page.locator(made).count() == 0, (path.name, made)
        assert not [code for code in page.locator("script").all_text_contents() if "taken" in code.split("=")[0]]
        assert page.locator("main h1, main h2, main h3").filter(has_text="heading").count() == 0, path.name
        words = page.inner_text("body")
        assert path.parent.name == "documents" or "γ" not in words, path.name
        seen += words + "\n"
        page.close()
    for letters in ("<script>top.taken=1</script>", "</script>", 'onerror="top.taken=1"', "(javascript:top.taken=1)",
                    "**bold**", "$\\alpha$", "Echo $\\gamma$ _x_", "City $\\delta$ <b>", "Foes & **co**",
                    "Ann Lee $\\mu$ <i>", "$x^2$", "\\href{javascript:top.taken=1}{x}", "![](http://evil.example/x.png)"):
        assert letters in seen, letters


def test_a_rendered_notebook_has_no_markup_of_the_article(hostile):
    """In JupyterLab, too: no output holds a tag, a link or a formula that came from an article."""
    for path in sorted((hostile / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                html = "".join(output.get("data", {}).get("text/html", ""))
                for mark in ("<script>top", "<img src=x", "</script>", 'href="javascript'):
                    assert mark not in html, (path.name, mark)
                words = "".join(output.get("data", {}).get("text/markdown", ""))
                for mark in ("<script>top", "<img src=x", "](javascript", "**bold", "$\\alpha", "$\\\\alpha"):
                    assert not re.search(r"(?<!\\)" + re.escape(mark), words), (path.name, mark, words[:300])


def test_figures_write_dollars_as_dollars(hostile):
    """A formula in an outlet's or a speaker's name would be set as mathematics, or stop the figure."""
    pictures = [ElementTree.parse(path) for path in (hostile / "figures").rglob("*.svg")]
    parts = [part for picture in pictures for part in picture.iter()]
    assert parts and not [part for part in parts if part.tag.split("}")[1] in ("script", "img", "foreignObject", "a")]
    assert not [name for part in parts for name in part.attrib if name.startswith("on")]
    drawn = "".join(path.read_text(encoding="utf-8") for path in (hostile / "figures").rglob("*.svg"))
    names = [row for path in (hostile / "figures").rglob("*.csv") for row in path.read_text(encoding="utf-8").splitlines()]
    assert any("$\\gamma$" in row for row in names)
    assert "γ" not in drawn and "STIX" not in drawn and "cmmi" not in drawn.lower()
