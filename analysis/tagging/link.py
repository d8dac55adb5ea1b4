"""From labelled words to attributions: which cue a content belongs to, and which source.

`attributions` follows the labels (the convention of the training data); `find` gives them by the codebook.
Runs are pairs (first, last) of word numbers of a paragraph, both included.
"""


from analysis.tagging import codebook, cues, edges, frames, signed, tagger, turns, voices

BULLETS = frozenset("•*·▪●")
NO_SOURCE = frozenset("cwtpar,.:;—–-()")  # kinds of words that make no source by themselves


def attributions(paragraphs, sections=(), model=tagger.MODEL):
    """[{"paragraph", "content", "cue", "source"}] as labelled; spans are characters of the paragraph."""
    leads = ["h" if section == "headline" else "" for section in sections]
    leads += [""] * (len(paragraphs) - len(leads))
    found = []
    for number, tagged in tagger.tag([list(zip(paragraphs, leads))], model)[0]:
        for one in links(tagged, tagger.chunks(tagged.labels), frames.kinds_of(tagged.words, tagged.low)):
            found.append({"paragraph": number} | {role: spans(tagged, one[role]) for role in one})
    return found


def spans(tagged, runs):
    """Character spans of runs; runs with nothing between them are one."""
    merged = []
    for first, last in sorted(runs):
        if merged and first <= merged[-1][1] + 1:
            merged[-1][1] = max(last, merged[-1][1])
        else:
            merged.append([first, last])
    return [(tagged.spans[first][0], tagged.spans[last][1]) for first, last in merged]


def links(tagged, chunks, kinds):
    """[{"content": runs, "cue": runs, "source": runs}] of one paragraph, in the order of their cues."""
    cues = [chunk for chunk in chunks if chunk.role == "cue"]
    made = {cue: {"content": [], "cue": [cue[2:]], "source": []} for cue in cues}
    for chunk in chunks:
        if chunk.role == "cue":
            continue
        cue = _cue_of(chunk, cues, tagged)
        if cue and chunk.role == "content":
            made[_speaker_cue(chunk, cue, cues, made, tagged)]["content"].append(chunk[2:])
        elif cue and (not made[cue]["source"] or chunk.side == "<"):
            made[cue]["source"] = [chunk[2:]]
    before = None
    for cue in cues:
        one = made[cue]
        if one["source"] and all(
            kinds[i] in NO_SOURCE for i in range(one["source"][0][0], one["source"][0][1] + 1)
        ):
            one["source"] = []
        if not one["source"] and (named := _named_in(cue, kinds, tagged)):
            one["source"], one["cue"] = [named], [(cue.last, cue.last)]
        if not one["source"]:
            shared = (
                made[before]["source"]
                if before and tagged.sentence(before.first) == tagged.sentence(cue.first)
                else []
            )  # one source with two cues
            before_cue = any(first < cue.first for first, _ in one["content"])
            near = (not before_cue and _interrupted(cue, kinds, tagged)) or subject(cue, kinds, tagged, before_cue)
            participle = tagged.words[cue.first].endswith("ing")
            one["source"] = shared if not near or shared and participle else [near]
        before = cue if one["source"] else before
    return [one for one in made.values() if one["content"]]


def _named_in(cue, kinds, tagged):
    """The noun phrase that fills a cue up to its verb ("The opposition accused"), or None."""
    if cue.last == cue.first or not edges.finite(tagged.low[cue.last]):
        return None
    whole = kinds[cue.first] == "d" or frames.noun_before(cue.last - 1, kinds) == (cue.first, cue.last - 1)
    return (cue.first, cue.last - 1) if whole else None


def subject(cue, kinds, tagged, said):
    """The noun phrase that stands as the source of a cue no label gave one, or None.

    Before the cue; behind "according to", and ', said' where what is `said` stands before it; for ", saying" the one
    that opens the sentence.
    """
    word = tagged.low[cue.first : cue.last + 1]
    participle, behind = word[0].endswith("ing"), cue.last + 1
    inverted = (
        said
        and not participle
        and kinds[cue.first - 1] in ",”\"'’"
        and kinds[behind : behind + 1] in (["N"], ["d"])
    )
    if word[-1] in ("per", "by") or word[-2:] == ["according", "to"] or inverted:
        return frames.noun_behind(behind, kinds)
    if participle:
        opening = frames.noun_behind(edges.dateline(tagged.bounds(cue.first)[0], tagged.low, kinds), kinds)
        return opening if opening and opening[1] < cue.first else None
    if frames.BE & set(word[:-1]):
        return None
    start = cue.first
    while start and kinds[start - 1] in "ar":
        start -= 1
    if start and tagged.words[start - 1] in ("which", "that"):
        return start - 1, start - 1
    return frames.noun_before(start - 1, kinds)


def _interrupted(cue, kinds, tagged):
    """The phrase before ", said" where the content follows: "Three officials, who asked for no names, said"."""
    start = tagged.bounds(cue.first)[0]
    start += kinds[start] == "c"
    opening = frames.noun_behind(start, kinds)
    if not opening or cue.first < start + 4 or kinds[cue.first - 1] != "," or tagged.inside & set(range(start, cue.first)):
        return None
    return (start, cue.first - 2) if kinds[opening[1] + 1] == "," and opening[1] + 2 < cue.first else None


def _cue_of(chunk, cues, tagged):
    """The cue on the chunk's side; failing that, the nearest in its sentence."""
    after = next((cue for cue in cues if cue.first > chunk.last), None)
    before = next((cue for cue in reversed(cues) if cue.last < chunk.first), None)
    right = chunk.side == "<"
    wanted, other = (after, before) if right else (before, after)
    if wanted and (not right or tagged.sentence(wanted.first) - tagged.sentence(chunk.last) < 2):
        return wanted
    return other if other and tagged.sentence(other.first) == tagged.sentence(chunk.first) else None


def _speaker_cue(chunk, cue, cues, made, tagged):
    """For a quotation that goes on after ", X said, according to Y.": the cue of the speaker, X."""
    if (
        chunk.side == ">"
        and not made[cue]["content"]
        and chunk.first in {first for first, _, _ in tagged.quoted}
        and tagged.sentence(chunk.first) > tagged.sentence(cue.first)
    ):
        for other in reversed(cues):
            if (
                other.first < cue.first
                and tagged.sentence(other.first) == tagged.sentence(cue.first)
                and made[other]["content"]
            ):
                return other
    return cue


def find(articles):
    """Attributions of each article by the codebook, in text order.

    An article is a list of (clean text, section) of its kept paragraphs; sections are headline, deck, body, caption.
    Each attribution is a dict: paragraph (index), content, cue, source (character spans of that paragraph,
    cue and source possibly empty), kind (speech, mental), type (direct, indirect, mixed). Never raises.
    """
    leads = [[(text, "h" if section == "headline" else "") for text, section in one] for one in articles]
    found = []
    for article, labelled in zip(articles, tagger.tag(leads)):
        told = signed.found(article) | {number: [one] for number, one in turns.found(article).items()}
        several = [one for number, tagged in labelled if number not in told for one in _found(number, tagged, article[number][1])]
        found.append(sorted(sum(told.values(), several), key=lambda one: (one["paragraph"], one["content"][0], one["cue"])))
    return found


def _found(number, tagged, section):
    """The attributions of a labelled paragraph."""
    chunks, kinds = tagger.chunks(tagged.labels), frames.kinds_of(tagged.words, tagged.low)
    title, low = section in ("headline", "deck"), tagged.low
    chunks = [chunk for chunk in voices.verbs(chunks, tagged, low, kinds, title) if chunk.role != "cue" or low[chunk.first] not in BULLETS]
    linked = [one | voices.subject(one, low, kinds, tagged) for one in links(tagged, chunks, kinds)]
    for one in codebook.attributions(tagged, chunks, linked, kinds, title):
        spanned = {role: spans(tagged, one[role]) for role in ("content", "cue", "source")}
        cue = " ".join(tagged.text[s:e] for s, e in spanned["cue"])
        kind, _, act = cues.fields(cues.lemma(cue)) if cue else cues.UNKNOWN
        made = edges.type_of(tagged, one["content"])
        kind = "speech" if made == "direct" and act == "know" else kind     # “We ran,” she remembers
        yield {"paragraph": number, **spanned, "kind": kind, "type": made}
