"""Interviews and transcripts: paragraphs that name who speaks and a colon, "LEE: We paid.", "Q: Why?"."""

import re

LABEL = re.compile(r"[“\"‘]?(?P<who>[A-Z][\w.’'-]*(?: (?:(?:de|van|von|of|the|al|bin) )?[A-Z][\w.’'-]*){0,3})(?: \([^()]{1,30}\))?: ?(?=\S)")
ASIDE = re.compile(r"[“\"]?[(\[][^()]*[)\]][.”\"]*$")           # "(CROSSTALK.)"
TALK = re.compile(r"\b(?:I|[Yy]ou|[Ww]e|[Mm]e|[Mm]y|[Yy]our|[Uu]s|[Oo]ur)\b|\?")
HINTS = frozenset("read more watch listen see also live related video photos gallery update breaking note correction".split())
ASKS, ANSWERS = frozenset(["Q", "Question"]), frozenset(["A", "Answer"])


def found(paragraphs):
    """{number of a paragraph: the attribution that it is, with the label as source} of an article's [(text, section)].

    Two or more, named elsewhere or again, take turns, and speak as people do to each other: most of what stands behind
    the labels has an "I", a "you" or a question. What has no label between two turns goes on with the one before. {} if
    there are none.
    """
    labels = {n: m for n, (text, section) in enumerate(paragraphs) if section == "body" and (m := LABEL.match(text))}
    by = {}
    for n, m in labels.items():
        by.setdefault(m["who"].split()[-1].casefold(), []).append(n)
    if len(by) < 2:
        return {}
    rest = " ".join(text for n, (text, _) in enumerate(paragraphs) if n not in labels)
    known = [numbers for name, numbers in by.items() if name not in HINTS and (
        len(numbers) > 1 or labels[numbers[0]]["who"].isupper() and re.search(rf"\b{re.escape(name.title())}\b", rest))]
    if len(known) < 2 or 2 * sum(map(len, known)) < len(labels):
        return {}
    talk = [n for n, m in labels.items() if TALK.search(paragraphs[n][0], m.end())]
    if 2 * len(talk) < len(labels):
        return {}
    out, last = {}, max(labels)
    for n in range(min(labels), last + 1):
        text, section = paragraphs[n]
        if n in labels:
            out[n] = _said(n, [labels[n].span("who")], labels[n].end(), len(text))
        elif section == "body" and not ASIDE.match(text):
            out[n] = _said(n, [], 0, len(text))
    return out


def _said(number, source, start, end):
    return {"paragraph": number, "content": [(start, end)], "cue": [], "source": source, "kind": "speech", "type": "direct", "_turn": True}
