"""Attributions: who said what, introduced by which cue, at which characters of the raw file.

The tagger labels words, `link` joins them into attributions, `speakers` says who the source is and to
which camp it belongs, and here each one is carried back to the raw characters it came from.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import cues, link, speakers, text

if TYPE_CHECKING:
    import pandas as pd


def attributions(raw: str, camps: dict) -> list[dict]:
    """The attributions of one raw article, in text order; never raises on any text.

    Each is a dict with the fields of the `quotes` table that do not depend on the corpus: section, kind,
    type, spans (raw offsets), content, cue, cue_lemma, stance, act, source, speaker, resolved_by, camp,
    via, position (0 to 1, of its first character in the kept text) and passage (paragraph of the file).
    """
    kept = [p for p in text.passages(raw) if p.section != "dropped"]
    paragraphs, sections = [p.clean.text for p in kept], [p.section for p in kept]
    before = [0]
    for paragraph in paragraphs:
        before.append(before[-1] + len(paragraph))
    found = speakers.resolve(link.find(paragraphs, sections), paragraphs, sections, camps)
    rows = []
    for one in found:
        passage = kept[one["paragraph"]]
        clean = passage.clean
        spans = [list(text.raw_span(clean, start, end)) for start, end in one["content"]]
        cue = " ".join(clean.text[start:end] for start, end in one["cue"])
        lemma = cues.lemma(cue)
        _, stance, act = cues.fields(lemma)
        rows.append({
            "section": passage.section, "kind": one["kind"], "type": one["type"], "spans": spans,
            "content": " ".join(raw[start:end] for start, end in spans), "cue": cue, "cue_lemma": lemma,
            "stance": stance, "act": act, "source": " ".join(clean.text[start:end] for start, end in one["source"]),
            "speaker": one["speaker"], "resolved_by": one["resolved_by"], "camp": one["camp"], "via": one["via"],
            "position": (before[one["paragraph"]] + one["content"][0][0]) / max(before[-1], 1),
            "passage": passage.passage})
    return rows


def extract(articles: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """The `quotes` table of `articles` (columns article, outlet, raw): a row an attribution."""
    import pandas as pd

    from analysis import tables
    rows = [{"article": a.article, "quote": f"{a.article}#{number:03d}", "outlet": a.outlet, **found}
            for a in articles.itertuples() for number, found in enumerate(attributions(a.raw, camps), 1)]
    return pd.DataFrame(rows, columns=list(tables.COLUMNS["quotes"]))
