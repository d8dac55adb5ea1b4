"""What a reader of the report goes back to: every article with its attributions marked, every attribution as a row.

A row leads to its place in the article (articles/NAME.html#quote-NUMBER), the place back to its row
(attributions.html#NAME-NUMBER). A large corpus gets pages for its first articles only, and says so.
"""
from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote as encoded

from analysis.cleaning import characters
from analysis.showing import marked, pages

ARTICLES = 200       # articles that get a page of their own
ROWS = 1000          # attributions on a page of them, about: articles stay together


def names(articles: list[str]) -> dict[str, str]:
    """article -> the name of its page: letters, digits and ._- only, each once whatever the case."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for article in articles:
        plain = re.sub(r"[^\w.-]+", "-", article).strip(".-")[:80] or "article"
        name, n = plain, 1
        while name.lower() in taken:
            n += 1
            name = f"{plain}-{n}"
        taken.add(name.lower())
        found[article] = name
    return found


class Places:
    """Where in the report an article and an attribution stand; addresses are relative to the report's folder."""

    def __init__(self, articles: list[str], sizes: dict[str, int], most: int = ARTICLES, rows: int = ROWS):
        self.names = names(articles[:most])
        self.page, filled, number = {}, 0, 1
        for article in self.names:
            if filled and filled + sizes.get(article, 0) > rows:
                filled, number = 0, number + 1
            filled += sizes.get(article, 0)
            self.page[article] = f"attributions{'' if number == 1 else f'-{number}'}.html"

    def article(self, article: str) -> str:
        return f"articles/{encoded(self.names[article])}.html"

    def text(self, row) -> str:
        """Where the words of a row of the quotes table stand in its article."""
        return f"{self.article(row.article)}#quote-{marked.number(row)}"

    def row(self, row) -> str:
        """Where the row itself stands."""
        return f"{self.page[row.article]}#{encoded(self.anchor(row))}"

    def anchor(self, row) -> str:
        return f"{self.names[row.article]}-{marked.number(row)}"


def places(articles, quotes) -> Places:
    """`Places` of the articles of a corpus, in the order of its table."""
    return Places(list(articles.article), quotes.article.value_counts().to_dict())


def write(loaded, passages, quotes, where: Places, target: Path) -> None:
    """Write the pages of the articles and of their attributions into the report's folder `target`.

    `loaded` is the corpus, `passages` and `quotes` its tables.
    """
    from analysis.comparing import dependence                   # loads pandas, which `quotes` does without
    quotes = quotes.assign(via=dependence.through(quotes)).sort_values(["article", "quote"], kind="stable")
    by_quotes = dict(tuple(quotes.groupby("article")))
    by_passages = dict(tuple(passages.groupby("article")))
    rows = [a for a in loaded.articles.itertuples() if a.article in where.names]
    listed = [{"file": Path(where.article(a.article)).name, "title": f"{a.outlet}: {pages.called(a)}"}
              for a in rows]
    for number, article in enumerate(rows):
        own = by_quotes.get(article.article, quotes.head(0))
        shown = by_passages.get(article.article, passages.head(0)).sort_values("passage")
        body = marked.body(article.raw, shown, own, loaded.camps, lambda row: f"../{where.row(row)}")
        pages.put(target / "articles" / f"{where.names[article.article]}.html", "article.html.j2",
                  title=listed[number]["title"], kind="article", home="../index.html", article=article, body=body,
                  around=pages.around(listed, number), camps=camps(loaded.camps), n=len(own),
                  used=set(own.camp), row=f"../{where.page[article.article]}")
    files = list(dict.fromkeys(where.page.values()))
    sheets = [{"file": file, "title": f"Attributions, page {n}" if len(files) > 1 else "Attributions"}
              for n, file in enumerate(files, 1)]
    for number, sheet in enumerate(sheets):
        part = [(a, where.article(a.article), _rows(by_quotes.get(a.article, quotes.head(0)), loaded.camps, where))
                for a in rows if where.page[a.article] == sheet["file"]]
        pages.put(target / sheet["file"], "attributions.html.j2", title=sheet["title"], kind="sheet",
                  home="index.html", around=pages.around(sheets, number), articles=part, total=len(quotes),
                  shown=len(rows), of=len(loaded.articles))


def camps(entries: dict) -> list[dict]:
    """The camps with the mark that the pages give them."""
    return [{"name": name, "label": entry["label"], "colour": entry["colour"],
             "glyph": marked.GLYPHS[number % len(marked.GLYPHS)]} for number, (name, entry) in enumerate(entries.items())]


def _rows(quotes, entries: dict, where: Places) -> list[dict]:
    known = {camp["name"]: camp for camp in camps(entries)}
    return [{"anchor": where.anchor(row), "place": where.text(row), "number": int(marked.number(row)),
             "camp": known[row.camp], "words": characters.repair(row.content).text, "row": row} for row in quotes.itertuples()]
