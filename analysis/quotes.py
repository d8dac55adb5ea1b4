"""Attributions: who said what, introduced by which cue, at which characters of the raw file.

The tagger labels words, `link` joins them into attributions, `speakers` says who the source is and to
which camp it belongs, and here each one is carried back to the raw characters it came from.
"""
from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import speakers, text
from analysis.tagging import cues, link, tokens

if TYPE_CHECKING:
    import pandas as pd

FRONTED = re.compile(r"[“\"‘']?(?:(?:but|and|yet|so) )?(?:according to|per) [^,]+,", re.I)


def tag(articles: list[list[text.Passage]]) -> list[list[dict]]:
    """The attributions in the kept passages of each article, before anybody is named; of what camps there are they know nothing."""
    return link.find([[(p.clean.text, p.section) for p in one if p.section != "dropped"] for one in articles])


def attributions(raw: str, camps: dict, tagged: list[dict] | None = None,
                 passages: list[text.Passage] | None = None) -> list[dict]:
    """The attributions of one raw article, in text order; never raises on any text.

    `tagged` (see `tag`) and `passages` (see `text.passages`) save finding them again.

    Each is a dict with the fields of the `quotes` table that do not depend on the corpus: section, kind,
    type, spans (raw offsets), content, cue, cue_lemma, stance, act, source, speaker, resolved_by, camp,
    via, position (0 to 1, of its first character in the kept text) and passage (paragraph of the file).
    """
    kept = [p for p in (text.passages(raw) if passages is None else passages) if p.section != "dropped"]
    paragraphs, sections = [p.clean.text for p in kept], [p.section for p in kept]
    before = [0]
    for paragraph in paragraphs:
        before.append(before[-1] + len(paragraph))
    found = speakers.resolve(tag([kept])[0] if tagged is None else tagged, paragraphs, sections, camps)
    rows = []
    for one in found:
        passage = kept[one["paragraph"]]
        clean = passage.clean
        spans = [list(text.raw_span(clean, start, end)) for start, end in one["content"]]
        cue = " ".join(clean.text[start:end] for start, end in one["cue"])
        lemma = cues.lemma(cue)
        _, stance, act = cues.fields(lemma)
        if stance != "neutral" and _theirs(one, found, clean.text):
            stance = "neutral"
        rows.append({
            "section": passage.section, "kind": one["kind"], "type": one["type"], "spans": spans,
            "content": " ".join(raw[start:end] for start, end in spans), "cue": cue, "cue_lemma": lemma,
            "stance": stance, "act": act, "source": " ".join(clean.text[start:end] for start, end in one["source"]),
            "speaker": one["speaker"], "resolved_by": one["resolved_by"], "camp": one["camp"], "via": one["via"],
            "position": (before[one["paragraph"]] + one["content"][0][0]) / max(before[-1], 1),
            "passage": passage.passage})
    return rows


def _theirs(one: dict, found: list[dict], paragraph: str) -> bool:
    """Did somebody else than the writer choose the cue? It stands in what another is reported to say, or behind
    "According to her," in its sentence."""
    if not one["cue"]:
        return False
    begin, end = one["cue"][0]
    if any(a <= begin and end <= b for other in found if other is not one and other["paragraph"] == one["paragraph"]
           for a, b in other["content"]):
        return True
    start = max((a for a, _ in tokens.sentences(paragraph) if a <= begin), default=0)
    return FRONTED.match(paragraph[start:begin]) is not None


def extract(articles: pd.DataFrame, camps: dict, keep: str | Path | None = None) -> pd.DataFrame:
    """The `quotes` table of `articles` (columns article, outlet, raw): a row an attribution.

    With a folder `keep`, what was found in an article before is read from there (see `parts`).
    """
    import pandas as pd

    from analysis import tables

    if keep is None:
        found = [rows(a.article, a.outlet, attributions(a.raw, camps, passages=text.of(a))) for a in articles.itertuples()]
    else:
        from analysis.running import pipeline

        found = pipeline.attributions(articles, camps, Path(keep))
        for article, several in zip(articles["article"], found):
            if not isinstance(several, list):
                raise ValueError(f"{article}: {several.reason}")
    return pd.DataFrame([row for several in found for row in several], columns=list(tables.COLUMNS["quotes"]))


def rows(article: str, outlet: str, found: list[dict]) -> list[dict]:
    """The attributions of an article as rows of the table, numbered."""
    return [{"article": article, "quote": f"{article}#{number:03d}", "outlet": outlet, **one}
            for number, one in enumerate(found, 1)]
