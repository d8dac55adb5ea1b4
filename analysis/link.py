"""From labelled words to attributions: which cue a content belongs to, and which source.

`attributions` follows the labels (the convention of the training data); `find` gives them by the codebook.
"""
from analysis import edges, features, tagger


def attributions(paragraphs, sections=(), model=tagger.MODEL):
    """[{"paragraph", "content", "cue", "source"}] as labelled; spans are characters of the paragraph."""
    leads = [("h" if section == "headline" else "") for section in sections]
    leads += [""] * (len(paragraphs) - len(leads))
    found = []
    for number, tagged in enumerate(tagger.tag(paragraphs, leads, model)):
        for one in links(tagged):
            found.append({"paragraph": number} | {role: spans(tagged, one[role]) for role in one})
    return found


def spans(tagged, runs):
    """Character spans of runs of words [(first, last)]; runs with nothing between them are one."""
    merged = []
    for first, last in sorted(runs):
        if merged and first <= merged[-1][1] + 1:
            merged[-1][1] = max(last, merged[-1][1])
        else:
            merged.append([first, last])
    return [(tagged.spans[first][0], tagged.spans[last][1]) for first, last in merged]


def links(tagged):
    """[{"content": runs, "cue": runs, "source": runs}] of one paragraph, runs being (first, last) words."""
    chunks = tagger.chunks(tagged.labels)
    cues = [c for c in chunks if c.role == "cue"]
    made = {cue: {"content": [], "cue": [cue[2:]], "source": []} for cue in cues}
    for chunk in chunks:
        if chunk.role != "cue":
            cue = _cue_of(chunk, cues, tagged)
            if cue and chunk.role == "content":
                made[cue]["content"].append(chunk[2:])
            elif cue and (not made[cue]["source"] or chunk.side == ">"):
                made[cue]["source"] = [chunk[2:]]
    before = None
    for cue in cues:
        one = made[cue]
        if one["source"]:
            before = cue
        elif before and _sentence(tagged, before.first) == _sentence(tagged, cue.first):
            one["source"] = made[before]["source"]
    return [one for one in made.values() if one["content"]]


def _sentence(tagged, word):
    """Number of the sentence a word stands in."""
    return sum(first <= word for first in tagged.firsts)


def _cue_of(chunk, cues, tagged):
    """The cue on the chunk's side; failing that, the nearest in its sentence."""
    after = next((cue for cue in cues if cue.first > chunk.last), None)
    before = next((cue for cue in reversed(cues) if cue.last < chunk.first), None)
    right = (chunk.role == "content") == (chunk.side == "<")
    wanted, other = (after, before) if right else (before, after)
    if wanted and (not right or _sentence(tagged, wanted.first) - _sentence(tagged, chunk.last) < 2):
        return wanted
    return other if other and _sentence(tagged, other.first) == _sentence(tagged, chunk.first) else None


def find(paragraphs, sections):
    """Attributions of one article by the codebook, in text order.

    Parameters: clean texts of its kept paragraphs, and the section of each (headline, deck, body, caption).
    Each attribution is a dict: paragraph (index), content, cue, source (character spans of that paragraph, cue and
    source possibly empty), kind (speech, mental), type (direct, indirect, mixed). Never raises.
    """
    from analysis import cues

    leads = ["h" if section == "headline" else "" for section in sections]
    found = []
    for number, tagged in enumerate(tagger.tag(paragraphs, leads)):
        for one in codebook(tagged):
            spanned = {role: spans(tagged, one[role]) for role in ("content", "cue", "source")}
            cue = " ".join(tagged.text[s:e] for s, e in spanned["cue"])
            kind = cues.fields(cues.lemma(cue))[0] if cue else "speech"
            found.append({"paragraph": number, **spanned, "kind": kind, "type": type_of(tagged, one["content"])})
    return sorted(found, key=lambda one: (one["paragraph"], one["content"][0], one["cue"]))


def codebook(tagged):
    """`links` turned to the codebook's edges, without what was not said, with quotations the labels missed."""
    words = [tagged.text[s:e] for s, e in tagged.spans]
    ends = set(first - 1 for first in tagged.firsts) | {len(words) - 1}
    kept = []
    for one in links(tagged):
        cue = one["cue"][0]
        if edges.unsaid(cue, words, tagged.firsts):
            continue
        runs = [edges.whole(run, tagged.quoted) for run in one["content"]]
        if any(words[i].lower() in edges.ACCUSING for i in range(cue[0], cue[1] + 1)):
            runs = [part for run in runs for part in edges.accusation(run, words)]
        runs = [edges.trim(run, words, tagged.quoted, ends) for run in runs]
        runs = [run for run in runs if run]
        if runs:
            kept.append({"content": runs, "cue": one["cue"], "source": one["source"]})
    return kept + unlabelled(tagged, kept, words, ends)


def unlabelled(tagged, kept, words, ends):
    """Quotations in nobody's content: a whole paragraph, a subheading, or one with a reporting word beside it."""
    taken = {i for one in kept for first, last in one["content"] for i in range(first, last + 1)}
    used = {i for one in kept for first, last in one["cue"] for i in range(first, last + 1)}
    added = []
    for first, last, closed in tagged.quoted:
        size = sum(w[0].isalnum() for w in words[first:last + 1])
        if taken & set(range(first + 1, last)) or size < 2:
            continue
        outside = [i for i, w in enumerate(words) if w[0].isalnum() and not first <= i <= last]
        if not outside:
            added.append({"content": [(first, last)], "cue": [], "source": []})
        elif not kept and len(words) <= 10 and words[-1] != "." and size >= .4 * (size + len(outside)):
            added.append({"content": [edges.trim((0, len(words) - 1), words, tagged.quoted, ends)],
                          "cue": [], "source": []})
            break
        elif size >= 3:
            beside = [i for i in (*range(last + 1, last + 7), *range(first - 1, first - 4, -1)) if 0 <= i < len(words)
                      and i not in used and features.cue_class(words[i].lower()) > 1
                      and _sentence(tagged, i) == _sentence(tagged, first)]
            if beside:
                added.append({"content": [(first, last)], "cue": [(beside[0],) * 2], "source": []})
    return added


def type_of(tagged, runs):
    """direct, mixed or indirect by how many of the content's words stand in quotation marks."""
    quoted = {i for first, last, _ in tagged.quoted for i in range(first, last + 1)}
    words = [i for first, last in runs for i in range(first, last + 1) if tagged.text[tagged.spans[i][0]].isalnum()]
    inside = sum(i in quoted for i in words)
    return "indirect" if not inside else "direct" if inside == len(words) else "mixed"
