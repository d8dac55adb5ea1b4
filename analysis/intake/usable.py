"""Whether a text can be studied at all; if not, why, in words for the person who collected it."""
from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

from analysis import paths, text
from analysis.intake import inputs

DOCUMENTS = {".doc": "a Word document", ".docx": "a Word document", ".odt": "an OpenDocument text", ".rtf": "an RTF document",
             ".pdf": "a PDF", ".pages": "a Pages document", ".epub": "an EPUB", ".mht": "a web archive", ".mhtml": "a web archive",
             ".webarchive": "a web archive", ".eml": "an e-mail"}
READ = 20_000            # characters from which the language is told
LOST = .4                # of a file's words dropped, and whoever collected it is told
NAMED = 5                # files named in a sentence about several
FEW = 20                 # words below which only words of another language count against a text


@cache
def languages() -> dict[str, frozenset[str]]:
    """language -> its function words, by lexicons/languages.tsv; other languages without the English ones."""
    with open(paths.LEXICONS / "languages.tsv", encoding="utf-8", newline="") as file:
        words = {row["language"]: frozenset(row["words"].split()) for row in csv.DictReader(file, delimiter="\t")}
    return {name: own if name == "English" else own - words["English"] for name, own in words.items()}


def language(written: str) -> str:
    """"English", another language of the lexicon, or "" where the words do not tell."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", written[:READ])]
    counts = Counter(words)
    shares = {name: sum(counts[word] for word in own & counts.keys()) / max(len(words), 1) for name, own in languages().items()}
    other = max((name for name in shares if name != "English"), key=shares.get)
    if shares[other] >= .12 and shares[other] > 1.5 * shares["English"] and len(words) >= 4:
        return other
    return "English" if shares["English"] >= .08 or (len(words) < FEW and shares["English"] >= shares[other]) else ""


def fault(raw: str, passages: list[text.Passage] | None = None) -> str:
    """Why the article `raw` is set aside, "" if it is usable; `passages` are its text.passages, if known."""
    if not raw.strip("\ufeff\u200b \t\r\n\f"):
        return "is empty"
    if len(raw) > inputs.LONGEST:
        return inputs.too_long(raw)
    if re.match(r"\ufeff?\s*<(?:!doctype html|html)\b", raw, re.I):
        return "is a web page in a text file; give it a name that ends in .html"
    kept = [p for p in (text.passages(raw) if passages is None else passages) if p.section in ("deck", "body", "caption")]
    prose = "\n".join(p.clean.text for p in kept) or raw[:READ]
    letters = "".join(re.findall(r"[^\W\d_]+", prose[:READ]))
    if len(re.findall("[^\0-\u024f]", letters)) > .3 * len(letters):
        return "is not in English: most of it is in another alphabet"
    if not letters:
        return "holds no words"
    found = language(prose)
    if found != "English":
        return f"is not in English but, it seems, in {found}" if found else \
            "does not read like English: hardly any of its words is one like the, of, and, said"
    if not kept:
        return "holds no sentence of an article, only menus, labels, credits and the like"
    return ""


def noticed(passages, names: dict[str, str] | None = None) -> list[str]:
    """What cleaning did that changes a study, in sentences: most words of a file dropped, no headline found.

    `passages` is the table; `names` says what its articles are called.
    """
    names = names or {}
    told, words = [], passages.groupby("article", sort=False)["words"].sum()
    gone = passages[passages["section"] == "dropped"]
    lost = gone.groupby("article", sort=False)["words"].sum()
    for article, n in lost[lost > LOST * words.reindex(lost.index)].items():
        why = Counter()
        for row in gone[gone["article"] == article].itertuples():
            why[row.reason] += row.words
        told.append(f"{names.get(article, article)}: {n:,} of its {words[article]:,} words were dropped, most of them as "
                    f"{why.most_common(1)[0][0]}; is the file one article? Notebook 1 shows every paragraph")
    have = set(passages.loc[passages["section"] == "headline", "article"])
    none = [names.get(article, article) for article in words.index if article not in have]
    if none:
        more = [f"and {len(none) - NAMED} more"] if len(none) > NAMED else []
        told.append(f"no headline was found in {len(none)} of {len(words):,} articles, so no count of headlines has "
                    f"{'it' if len(none) == 1 else 'them'}: {'; '.join([*none[:NAMED], *more])}")
    return told


def headed(articles, passages):
    """outlet, date, file, headline ("" without one), paragraphs (of the rest that was kept) and words of each article, as a table."""
    kept = passages[passages["section"] != "dropped"]
    heads = kept[kept["section"] == "headline"].groupby("article")["text"].first()
    rest = kept[kept["section"] != "headline"].groupby("article").size()
    return articles[["outlet", "date", "file"]].assign(
        headline=articles["article"].map(heads).fillna(""), paragraphs=articles["article"].map(rest).fillna(0).astype(int),
        words=articles["words"])


def documents(folder: Path) -> dict[str, str]:
    """The documents of a corpus folder that must be saved as text before they can be read: file name -> why it is set aside."""
    from analysis import corpus
    return {p.name: f"is {DOCUMENTS[p.suffix.lower()]}; save what is in it as plain text (.txt)" for p in sorted(folder.iterdir())
            if p.suffix.lower() in DOCUMENTS and not p.name.startswith((".", "~")) and not corpus.NO_ARTICLES.match(p.stem)}


def unread(folder: Path, read: set[str]) -> list[dict[str, str]]:
    """Rows of `set_aside` for the documents beside the files that were `read`; none where the articles are a table's."""
    return [{"file": name, "reason": reason} for name, reason in documents(folder).items() if read and name not in read]


def overlooked(folder: Path, listed: set[str] | None = None) -> list[str]:
    """Files of a corpus folder that look like articles and are not read, a sentence for each kind.

    They are documents that must be saved as text first, and texts that `listed` (the files of corpus.yaml) lacks.
    """
    from analysis import corpus
    here = [name for name in documents(folder) if name not in (listed or ())]
    left = [p.name for p in corpus.files(folder) if listed is not None and p.name not in listed]
    return [f"not read: {_some(names)}{what}" for names, what in (
        (here, "; save what is in it as plain text (.txt)"), (left, ", which corpus.yaml does not list")) if names]


def _some(names: list[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
