"""Attributions by the codebook: from linked labels and settled frames, without what was not said.

Runs are pairs (first, last) of word numbers, both included; an attribution maps content, cue, source to runs.
"""

import bisect

from analysis.tagging import asides, clauses, cues, deeds, edges, extent, features, frames
from analysis.tagging import settle, sources, titles, voices

EXPRESSING = frozenset("express expresses expressed expressing voice voices voiced voicing".split())
STRAY = frames.MARKS - {"'", "’"}
BULLETS = frozenset("*•·▪●►")
NAMED = frozenset("named identified quoted".split())


def attributions(tagged, chunks, linked, kinds, title=False):
    """The attributions of a paragraph by the codebook, from its labels' own."""
    words, low = tagged.words, tagged.low
    if title:
        kinds, tagged = titles.kinds_of(kinds, low), titles.clauses(tagged)
    ends = {first - 1 for first in tagged.firsts} | {len(words) - 1}
    settled = frames.frames(tagged, chunks, low, kinds)
    linked = [one for one in linked if not (_about_naming(one, low) or _told_to(one, low, kinds))]
    fronts, linked = extent.beside(extent.fronted(tagged, low, kinds), linked, low)
    settled = extent.beside(fronts, settled, low)[1] + fronts
    linked = [titles.shared(one, low, kinds, tagged.firsts) for one in linked] if title else linked
    framed = {i for one in settled for first, last in one["cue"] for i in range(first, last + 1)}
    beside = [one for one in asides.found(tagged, low, kinds, linked) if one["cue"][0][1] not in framed]
    for one in beside:
        one["content"] = [edges.conceded(run, one["cue"][0], low, tagged.inside) for run in one["content"]]
    settled += beside
    taken = sorted((i, n) for n, one in enumerate(linked) for role in ("cue", "source") for span in one[role] for i in span)
    for one in settled + linked:
        cue = one["cue"][0]
        one["content"] = [edges.whole(run, tagged.quoted) for run in sorted(one["content"])]
        if one not in settled:
            first, last = one["content"][0]
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
        one["content"] = [
            run for run in (edges.trim(run, low, tagged.inside, ends) for run in one["content"]) if run
        ]
        one["source"] = [sources.mention(run, tagged) for run in one["source"]]
    kept = [one for one in settled if one["content"]]
    for one in linked:
        if not one.pop("said", True):
            continue
        cue = one["cue"][0]
        one["content"] = _free(one, settled, [] if title else beside, low, kinds)
        if one["content"] and not deeds.unsaid(cue, low, tagged.bounds(cue[0])[0]) and deeds.reports(one, low, kinds, tagged, title):
            verb = edges.main_verb(cue, tagged)
            between = set(kinds[cue[0] : verb[0]]) <= set("Nls") and low[cue[0]] not in edges.ADVERBS
            if one["source"] and one["source"][0][1] == cue[0] - 1 and between:
                one["source"][0] = (one["source"][0][0], verb[0] - 1)  # Local | radio reported
            said = next((i for i in range(cue[0], cue[1]) if low[i] in EXPRESSING), None)
            if said and one["content"][0][0] == cue[1] + 1:
                one["content"][0], verb = (said + 1, one["content"][0][1]), (said, said)    # express | doubts about her
            if low[verb[0]] in frames.NAMING and kinds[verb[0] + 1 : verb[0] + 2] in (["d"], ["N"]) and one["content"][0][0] == verb[1] + 1 > verb[0] + 1:
                one["content"][0], verb = (verb[0] + 1, one["content"][0][1]), (verb[0], verb[0])  # branded | the line “a coffin”
            kept.append(one | {"cue": [verb]})
    taken = {
        i
        for one in kept
        if not _minded(one, low)
        for role in ("content", "cue")
        for first, last in one[role]
        for i in range(first, last + 1)
    }
    used = {i for one in kept for first, last in one["cue"] for i in range(first, last + 1)}
    inner = clauses.nouns(tagged, low, kinds, used)
    inner += clauses.nested(tagged, low, kinds, kept + inner)
    for one in clauses.plain(tagged, low, kinds, taken) + inner:
        cue = one["cue"][0]
        runs = (settle.main(run, (one["source"] or [cue])[0], cue, low, kinds, tagged.inside) for run in one["content"])
        runs = (edges.cut(run, cue, low, tagged.inside) for run in runs)
        runs = (settle.short(run, cue, low, kinds, tagged.inside, tagged.quoted, title) for run in runs)
        one["content"] = [run for run in (edges.trim(run, low, tagged.inside, ends) for run in runs) if run]
        one["source"] = [sources.mention(run, tagged) for run in one["source"]]
        silent = one["content"] and (not title and deeds.empty(one, low, kinds) or deeds.idle(*cue, *one["content"][0], low, kinds))
        again = one["content"] in [other["content"] for other in kept]      # doubled down on its claims that A
        kept += [one] if one["content"] and not deeds.nothing(one, low) and not silent and not again else []
    taken |= {i for one in kept for role in ("content", "cue") for a, b in one[role] for i in range(a, b + 1)}
    kept += [*settle.brief(tagged, low, kinds, taken), *settle.called(tagged, low, kinds, taken)]
    if title:
        kept = titles.without_topics(titles.found(tagged, words, low, kinds, kept), low)
    else:
        said = [run for one in kept for run in one["content"]]
        kept += [one for one in titles.opened(tagged, low, kinds) if one["content"][0] not in said]
    kept += _pointed(kept, low, kinds, tagged)
    kept += list(_apart(kept, tagged))
    for one in kept:
        one["content"] = [(first + (low[first] in BULLETS and first < last), last) for first, last in one["content"]]
        one.update(voices.again(one, kept, low, tagged))
        if one["source"] and one["cue"]:
            one["source"] = [sources.mention(sources.whole(one, low, kinds, tagged), tagged)]
    quoted = {(a, b) for a, b, _ in tagged.quoted}
    own = [one for one in kept if one["cue"] and _nested(one, tagged, low)]
    theirs = [run for one in kept if one not in own for run in one["content"]]
    kept = [one for one in kept if one not in own or one["content"][0] not in quoted
            and not any(a <= one["cue"][0][0] <= b for a, b in theirs)]     # “It is what we believe,” she said
    return [one for one in kept + _unlabelled(tagged, kept, low, kinds, ends) if not _own(one, low, tagged.inside)]


def _own(one, low, quoted):
    """Whether the writer reports what "I" or "we" asked or said."""
    source = one["source"][0] if one["source"] else (0, 1)
    return source[0] == source[1] and low[source[0]] in ("i", "we") and source[0] not in quoted


def _nested(one, tagged, low):
    """Whether somebody quoted tells what "I" or "we" said: “I say no,” is one quotation all the same."""
    source = one["source"][0] if one["source"] else (0, 1)
    return source[0] == source[1] and low[source[0]] in ("i", "we") and one["cue"][0][0] in tagged.inside


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


def _pointed(kept, low, kinds, tagged):
    """ "-- a notion that the club dismissed": what was dismissed is the content that goes before."""
    found = []
    for i in range(2, len(low) - 3):
        if (
            low[i] in edges.POINTING
            and low[i + 1] in ("that", "which")
            and (kinds[i - 1] == "d" or low[i] == "something")
        ):
            source = frames.noun_behind(i + 2, kinds)
            cue = source[1] + 1 if source else i
            while source and cue < len(low) - 1 and kinds[cue] in "ar":
                cue += 1
            before = [one for one in kept if 0 < i - max(last for _, last in one["content"]) <= 4]
            if (
                source
                and cue < len(low)
                and frames.reporting(low[cue])
                and before
                and not any(first <= cue <= last for one in kept for first, last in one["cue"])
            ):
                own = next(((a, b) for a, b, _ in tagged.quoted if a in (cue + 1, cue + 2)), None)
                content = [own] if own else before[-1]["content"]
                found.append({"content": content, "cue": [(cue, cue)], "source": [source]})
    return found


def _apart(kept, tagged):
    """Quotations of whole sentences behind what is retold: “We ran.” in "She said it had burst. “We ran.”"."""
    for one in (one for one in kept if one["cue"]):
        begin, end = one["cue"][0]
        behind = [run for run in one["content"] if run[0] > end and run[0] in tagged.firsts]
        alone = [run for run in behind if tagged.inside >= set(run)]
        rest = [run for run in one["content"] if run not in alone]
        opening = any(tagged.inside & set(run) for run in rest if run[1] < begin)   # “It burst,” she said.
        if alone and rest and not opening:
            one["content"] = rest
            yield {"content": alone, "cue": [], "source": []}


def _split(first, kept, tagged, low, kinds):
    """The attribution that a quotation goes on with: “A,” said the mayor, Ann Lee. “B.”; or None."""
    for one in kept:
        end, cue = one["content"][-1][1], one["cue"][0][0] if one["cue"] else -1
        if end in tagged.inside and end < cue < first and tagged.sentence(cue) == tagged.sentence(first) - 1:
            return None if frames.another(cue, first - 1, low, kinds) else one
    return None


def _unlabelled(tagged, kept, low, kinds, ends):
    """Quotations in nobody's content: a whole paragraph, a sentence behind others, a subheading, or one with a
    reporting word beside it."""
    plain = [one for one in kept if not (one["cue"] and _nested(one, tagged, low))]
    taken = {i for one in plain for first, last in one["content"] for i in range(first, last + 1)}
    used = {i for one in kept for first, last in one["cue"] for i in range(first, last + 1)}
    added, stray = [], tagged.quoted and any(w in STRAY and i not in tagged.inside for i, w in enumerate(low))
    for first, last, _ in tagged.quoted:
        size = sum(w[0].isalnum() for w in low[first : last + 1])
        if taken & set(range(first + 1, last)) or size < 2 or deeds.headed(first, last, tagged.words):
            continue
        outside = [i for i, w in enumerate(low) if w[0].isalnum() and not first <= i <= last]
        alone = size >= 3 and not stray and first > 0 and first in tagged.firsts and (last + 1 in tagged.firsts or last + 1 == len(low))
        split = alone and _split(first, kept, tagged, low, kinds)
        if split:
            split["content"] = split["content"] + [(first, last)]
        elif not outside or alone:
            added.append({"content": [(first, last)], "cue": [], "source": []})
        elif not kept and len(low) <= 10 and low[-1] != "." and size >= 0.4 * (size + len(outside)):
            added.append(
                {
                    "content": [edges.trim((0, len(low) - 1), low, tagged.inside, ends)],
                    "cue": [],
                    "source": [],
                }
            )
            break
        elif size >= 3:
            beside = [
                i
                for i in (*range(last + 1, last + 7), *range(first - 1, first - 4, -1))
                if 0 <= i < len(low)
                and low[i][0].isalnum()
                and edges.DASHES.isdisjoint(low[last + 1 : i])      # a slogan, “On time” – painted on each engine
                and i not in used
                and features.cue_class(low[i]) > 1
                and tagged.sentence(i) == tagged.sentence(first)
                and low[i - 1 : i] != ["be"]                    # asked for “a short run” to be delivered
            ]
            if beside:
                added.append({"content": [(first, last)], "cue": [(beside[0],) * 2], "source": []})
    return added
