"""Headlines and decks: attributions in clauses that are shorter than a sentence's.

Runs are pairs (first, last) of word numbers, both included; an attribution maps content, cue, source to runs.
"""

from analysis import features, frames

ASKING = frozenset("calls call urges urge demands demand vows vow".split())
SPLIT = frozenset("as after amid while ;".split())


def kinds_of(kinds):
    """Kinds of a title's words: a bare noun before a reporting word is a name ("jury says", "club denies")."""
    return ["N" if kind in "ls" and after == "K" else kind for kind, after in zip(kinds, [*kinds[1:], ""])]


def found(tagged, words, low, kinds, taken):
    """What the labels left: "Owner blasts 'lies'", "'too early', says Tesk", "as fans call for calm", "Fans: A"."""
    out, taken = [], set(taken)
    for one in (*_quoted(tagged, low, kinds, taken), *_asking(low, kinds, taken), *_colon(words, low, kinds, taken)):
        runs = {i for role in one.values() for first, last in role for i in range(first, last + 1)}
        if not runs & taken:
            out.append(one)
            taken |= runs
    return out


def _report(content, cue, source):
    return {"content": [content], "cue": [cue], "source": [source]}


def _quoted(tagged, low, kinds, taken):
    for first, last, closed in tagged.quoted:
        if not closed or taken & set(range(first, last + 1)):
            continue
        for cue in (first - 1, first - 2):
            source = frames.noun_before(cue - 1, kinds) if cue > 0 and cue not in taken else None
            if source and features.cue_class(low[cue]) > 1 and low[cue].endswith("s"):
                yield _report((cue + 1, last), (cue, cue), source)
                break
        if low[last + 1 : last + 2] == [","] and low[last + 2 : last + 3] in (["says"], ["say"], ["warns"]):
            source = frames.noun_behind(last + 3, kinds)
            if source:
                yield _report((first, last), (last + 2, last + 2), source)


def _asking(low, kinds, taken):
    for cue in range(1, len(low) - 1):
        if low[cue] in ASKING and cue not in taken:
            rest = cue + 1 + (low[cue + 1] in ("for", "on"))
            source = frames.noun_before(cue - 1, kinds)
            stop = next((i for i in range(rest, len(low)) if low[i] in SPLIT or i in taken), len(low))
            if source and stop > rest and (rest > cue + 1 or kinds[rest] in "dNp"):
                yield _report((rest, stop - 1), (cue, rest - 1), source)


def _colon(words, low, kinds, taken):
    """ "Fans: sell up", "'sell up': fan leader", if what speaks is a group or a role."""
    from analysis.mentions import head_noun

    for at in (i for i in range(1, len(low) - 1) if low[i] == ":"):
        before, after = " ".join(words[:at]), " ".join(words[at + 1 :])
        if at < 5 and head_noun(before.lower(), "roles", "group"):
            stop = next((i for i in range(at + 3, len(low)) if low[i] in SPLIT), len(low))
            yield _report((at + 1, stop - 1), (at, at), (0, at - 1))
        elif at > 2 and len(low) - at < 6 and head_noun(after, "roles"):
            yield _report((0, at - 1), (at, at), (at + 1, len(low) - 1))
