"""Quotations that no label tells of, and what is quoted within a quotation.

Runs are pairs (first, last) of word numbers, both included; an attribution maps content, cue, source to runs.
"""

from analysis.tagging import deeds, edges, features, frames

STRAY = frames.MARKS - {"'", "’"}


def outer(kept, tagged, low):
    """The attributions without those that only tell, inside a quotation, what "I" or "we" say: “It is what we believe,” she said."""
    quoted = {(a, b) for a, b, _ in tagged.quoted}
    own = [one for one in kept if one["cue"] and _nested(one, tagged, low)]
    theirs = [run for one in kept if one not in own for run in one["content"]]
    return [one for one in kept if one not in own or one["content"][0] not in quoted
            and not any(a <= one["cue"][0][0] <= b for a, b in theirs)]


def ours(one, low, quoted):
    """Whether the writer reports what "I" or "we" asked or said."""
    source = _self(one, low)
    return source is not None and source not in quoted


def _nested(one, tagged, low):
    """Whether somebody quoted tells what "I" or "we" said: “I say no,” is one quotation all the same."""
    return _self(one, low) is not None and one["cue"][0][0] in tagged.inside


def _self(one, low):
    """The word "I" or "we" where it is the whole source, or None."""
    first, last = (one["source"] or [(0, 1)])[0]
    return first if first == last and low[first] in ("i", "we") else None


def pointed(kept, low, kinds, tagged):
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


def apart(kept, tagged):
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


def unlabelled(tagged, kept, low, kinds, ends):
    """Quotations in nobody's content: a whole paragraph, a sentence behind others, a subheading, or one with a
    reporting word beside it."""
    plain = [one for one in kept if not (one["cue"] and _nested(one, tagged, low))]
    taken = frames.words_of(plain, "content")
    used = frames.words_of(kept, "cue")
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
