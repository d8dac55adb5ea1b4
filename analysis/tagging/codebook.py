"""Attributions by the codebook: from linked labels and settled frames, without what was not said.

Runs are pairs (first, last) of word numbers, both included; an attribution maps content, cue, source to runs.
"""

import bisect

from analysis.tagging import asides, clauses, cues, deeds, edges, extent, frames
from analysis.tagging import quotations, settle, sources, titles, voices

EXPRESSING = frozenset("express expresses expressed expressing voice voices voiced voicing".split())
BULLETS = frozenset("*•·▪●►")
NAMED = frozenset("named identified quoted".split())


def attributions(tagged, chunks, linked, kinds, title=False):
    """The attributions of a paragraph by the codebook, from its labels' own."""
    if title:
        kinds, tagged = titles.kinds_of(kinds, tagged.low), titles.clauses(tagged)
    low = tagged.low
    ends = {first - 1 for first in tagged.firsts} | {len(low) - 1}
    settled, linked, beside = _framed(tagged, chunks, linked, kinds, title)
    _bounded(settled, linked, tagged, kinds, ends, title)
    kept = [one for one in settled if one["content"]]
    kept += _labelled(linked, settled, [] if title else beside, tagged, kinds, title)
    _unframed(kept, tagged, kinds, ends, title)
    if title:
        kept = titles.without_topics(titles.found(tagged, tagged.words, low, kinds, kept), low)
    else:
        said = [run for one in kept for run in one["content"]]
        kept += [one for one in titles.opened(tagged, low, kinds) if one["content"][0] not in said]
    kept += quotations.pointed(kept, low, kinds, tagged)
    kept += list(quotations.apart(kept, tagged))
    for one in kept:
        one["content"] = [(first + (low[first] in BULLETS and first < last), last) for first, last in one["content"]]
        one.update(voices.again(one, kept, low, tagged))
        if one["source"] and one["cue"]:
            one["source"] = [sources.mention(sources.whole(one, low, kinds, tagged), tagged)]
    kept = quotations.outer(kept, tagged, low)
    return [one for one in kept + quotations.unlabelled(tagged, kept, low, kinds, ends) if not quotations.ours(one, low, tagged.inside)]


def _framed(tagged, chunks, linked, kinds, title):
    """(attributions settled by frames, fronts and asides; those of labels beside them; the asides among the first)."""
    low = tagged.low
    settled = frames.frames(tagged, chunks, low, kinds)
    linked = [one for one in linked if not (_about_naming(one, low) or _told_to(one, low, kinds))]
    fronts, linked = extent.beside(extent.fronted(tagged, low, kinds), linked, low)
    settled = extent.beside(fronts, settled, low)[1] + fronts
    linked = [titles.shared(one, low, kinds, tagged.firsts) for one in linked] if title else linked
    framed = frames.words_of(settled, "cue")
    beside = [one for one in asides.found(tagged, low, kinds, linked) if one["cue"][0][1] not in framed]
    for one in beside:
        one["content"] = [edges.conceded(run, one["cue"][0], low, tagged.inside) for run in one["content"]]
    return settled + beside, linked, beside


def _bounded(settled, linked, tagged, kinds, ends, title):
    """Gives each attribution the bounds of its content and source; those of labels learn, as "said", what settles them."""
    low = tagged.low
    taken = sorted((i, n) for n, one in enumerate(linked) for role in ("cue", "source") for span in one[role] for i in span)
    for one in settled + linked:
        cue = one["cue"][0]
        one["content"] = [edges.whole(run, tagged.quoted) for run in sorted(one["content"])]
        if one not in settled:
            start, end = tagged.bounds(cue[0])
            others = {i for i, n in taken[bisect.bisect_left(taken, (start,)):bisect.bisect_left(taken, (end + 1,))]
                      if linked[n] is not one}
            one["content"] = [extent.onward(run, cue, end, low, kinds, tagged.inside, others) for run in one["content"]]
            one["content"] = [edges.cut(run, cue, low, tagged.inside, others) for run in one["content"]]
            one.update(extent.placed(one["content"], cue, end, low, kinds, tagged.inside))
            one["content"] = extent.behind(one, cue, low, kinds, tagged.inside)
        if any(low[i] in deeds.ACCUSING for i in range(cue[0], cue[1] + 1)):
            one["content"] = [part for run in one["content"] for part in edges.accusation(run, low)]
        if one not in settled:
            one["said"] = settle.settled(tagged, one, low, kinds, title)
            one.update(one["said"] or {})
        if low[cue[1]] in clauses.HEARING and one["content"][:1] and one["content"][0][0] > cue[1]:
            one["content"][0] = clauses.told(one["content"][0], low, kinds)
        _trimmed(one, one["content"], tagged, ends)


def _trimmed(one, runs, tagged, ends):
    """Gives an attribution these runs of content without loose ends, and its source without time and place."""
    one["content"] = [run for run in (edges.trim(run, tagged.low, tagged.inside, ends) for run in runs) if run]
    one["source"] = [sources.mention(run, tagged) for run in one["source"]]


def _labelled(linked, settled, beside, tagged, kinds, title):
    """What labels tell that no frame tells already and that is a report."""
    low = tagged.low
    for one in linked:
        cue = one["cue"][0]
        if not one.pop("said", True):
            continue
        one["content"] = _free(one, settled, beside, low, kinds)
        if not one["content"] or deeds.unsaid(cue, low, tagged.bounds(cue[0])[0]) or not deeds.reports(one, low, kinds, tagged, title):
            continue
        verb = edges.main_verb(cue, tagged)
        between = set(kinds[cue[0] : verb[0]]) <= set("Nls") and low[cue[0]] not in edges.ADVERBS
        if one["source"] and one["source"][0][1] == cue[0] - 1 and between:
            one["source"][0] = (one["source"][0][0], verb[0] - 1)  # Local | radio reported
        said = next((i for i in range(cue[0], cue[1]) if low[i] in EXPRESSING), None)
        if said and one["content"][0][0] == cue[1] + 1:
            one["content"][0], verb = (said + 1, one["content"][0][1]), (said, said)    # express | doubts about her
        if low[verb[0]] in frames.NAMING and kinds[verb[0] + 1 : verb[0] + 2] in (["d"], ["N"]) and one["content"][0][0] == verb[1] + 1 > verb[0] + 1:
            one["content"][0], verb = (verb[0] + 1, one["content"][0][1]), (verb[0], verb[0])  # branded | the line “a coffin”
        yield one | {"cue": [verb]}


def _unframed(kept, tagged, kinds, ends, title):
    """Adds the reports that neither labels nor frames tell: clauses, nouns, what is nested, what is brief."""
    low, roles = tagged.low, ("content", "cue")
    inner = clauses.nouns(tagged, low, kinds, frames.words_of(kept, "cue"))
    inner += clauses.nested(tagged, low, kinds, kept + inner)
    taken = frames.words_of([one for one in kept if not _minded(one, low)], *roles)
    for one in clauses.plain(tagged, low, kinds, taken) + inner:
        cue = one["cue"][0]
        runs = (settle.main(run, (one["source"] or [cue])[0], cue, low, kinds, tagged.inside) for run in one["content"])
        runs = (edges.cut(run, cue, low, tagged.inside) for run in runs)
        _trimmed(one, (settle.short(run, cue, low, kinds, tagged.inside, tagged.quoted, title) for run in runs), tagged, ends)
        silent = one["content"] and (not title and deeds.empty(one, low, kinds) or deeds.idle(*cue, *one["content"][0], low, kinds))
        again = one["content"] in [other["content"] for other in kept]      # doubled down on its claims that A
        kept += [one] if one["content"] and not deeds.nothing(one, low) and not silent and not again else []
    taken |= frames.words_of(kept, *roles)
    kept += [*settle.brief(tagged, low, kinds, taken), *settle.called(tagged, low, kinds, taken)]


def _minded(one, low):
    """Whether it is told, inside what somebody says, what he thinks: told the paper | that he expected A."""
    source, cue = (one["source"] or [(0, 0)])[0], one["cue"][0]
    told = low[source[0]] in edges.PRONOUNS and source[0] > 1 and (low[source[0] - 1] == "that" or low[source[0] - 1] in frames.SAYS)
    return told and cues.fields(cues.lemma(low[cue[1]]))[0] == "mental"


def _about_naming(one, low):
    """ "asked not to be named": a request about the report itself."""
    first = min(run[0] for run in one["content"])
    return low[first : first + 3] == ["not", "to", "be"] and bool(NAMED & set(low[first + 3 : first + 4]))


def _told_to(one, low, kinds):
    """ "told clients to expect rain": what they are told to do is the content of "told"."""
    to = one["cue"][0][0] - 1
    if to < 2 or low[to] != "to":
        return False
    whom = frames.noun_before(to - 1, kinds)
    begin = whom[0] if whom else to - 1
    return low[begin - 1] in clauses.TELLING | clauses.ASKING and low[begin - 2] not in edges.AUXILIARY


def _free(one, settled, beside, low, kinds):
    """The parts of the content that a settled frame leaves to a label: none if both are about the same
    cue."""
    runs, cue = one["content"], one["cue"][0]
    for other in settled:
        if runs and other in beside and one["source"] and any(first <= min(runs[0][0], cue[0], one["source"][0][0]) and max(cue[1], runs[-1][1]) <= last
                                                     for first, last in other["content"]):
            continue                                        # "Soldiers said A, he added": one inside the other
        parts = other["content"] + other["cue"] + other["source"]
        if any(first <= cue[1] and cue[0] <= last for first, last in other["cue"] + other["content"]):
            return []
        begin, end = min(run[0] for run in parts), max(run[1] for run in parts)
        cutting = []
        for first, last in runs:
            if last < begin or first > end or low[begin - 1] == "what" and first < begin - 1:
                cutting.append((first, last))
            elif first < begin - 1 and cue[1] < begin:  # what precedes the frame stays
                cutting.append((first, _coordinate(first, begin - 1, last, low, kinds)))
        runs = cutting
    return runs


def _coordinate(first, that, last, low, kinds):
    """The last word of what is said before a frame whose relative pronoun is the word `that`: of A in "A and
    released footage that it says shows B", of all in "it had footage that it says shows B"."""
    if low[that] not in ("that", "which"):
        return that
    verb = that - 2
    while verb > first and kinds[verb] in "dNls0’":
        verb -= 1
    own = verb > first + 2 and kinds[verb] in "eK" and low[verb - 1] == "and"
    return verb - 2 if own else last
