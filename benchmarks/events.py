"""Coded events as training material: a folder with articles and coding/reference.jsonl, as tests/corpus_* and seeds.

What is coded is carried from the raw file to the cleaned paragraphs that the tagger sees; the codebook gives cue and source
as words, so they are looked for where they stand nearest, outside the content.
"""
import bisect
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from analysis import text  # noqa: E402


def folders(root):
    """The folders below `root` (or `root` itself) that hold a coding, by name."""
    return sorted(path.parents[1] for path in Path(root).rglob("coding/reference.jsonl"))


def read(folder):
    """The articles of one coded event: a list of [(text, section, attributions)], one for each kept paragraph.

    An attribution is {"content": spans, "cue": spans, "source": spans}, as in polnear.read, core and optional alike.
    """
    coded = {}
    with open(folder / "coding" / "reference.jsonl", encoding="utf-8") as lines:
        for unit in map(json.loads, lines):
            coded.setdefault(unit["article"], []).append(unit)
    return [_article(folder / f"{name}.txt", units) for name, units in sorted(coded.items())]


def _article(path, units):
    kept = [p for p in text.passages(path.read_bytes().decode("utf-8")) if p.section != "dropped"]
    return [(p.clean.text, p.section, [_placed(p, unit) for unit in units if any(p.start <= a < p.end for a, _ in unit["spans"])])
            for p in kept]


def _placed(passage, unit):
    clean = passage.clean
    content = [(bisect.bisect_right(clean.ends, a), bisect.bisect_left(clean.starts, min(b, passage.end)))
               for a, b in unit["spans"] if passage.start <= a < passage.end]
    cue = _nearest(clean.text, unit["cue"], content, content)
    return {"content": content, "cue": cue, "source": _nearest(clean.text, unit["source"], cue or content, content)}


def _nearest(text, words, to, outside):
    """Where `words` stand nearest to one of the spans `to`, if they can outside the content: [span], or none."""
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] if words else []
    found = [(s, e) for s, e in found if not any(s < b and a < e for a, b in outside)] or found
    return sorted(found, key=lambda span: min(max(a - span[1], span[0] - b) for a, b in to))[:1]
