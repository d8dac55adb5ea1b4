"""Whether a labelled cue is a verb or noun of saying, and whether a labelled source can speak.

A label that cannot be right is set right from the sentence: the name of "National Rail Agency" holds no verb, "there",
"a" and "the past" say nothing, who is told something does not tell it.
"""

from analysis.naming.mentions import head_noun, lexicon
from analysis.tagging import clauses, cues, edges, features, frames, tagger

BOTH = frozenset("accused advocate convict count suspect forward user".split())  # roles that are verbs too
NOBODY = frozenset("there here then a an the its his her their our my such".split())
TIMES = edges.TIMES | frames.DAYS | frozenset("past time times afternoon evening morning moment meantime today".split())
PLAIN = frozenset("said told says tells wrote".split())
GERUNDS = frozenset("saying adding".split())


def verbs(chunks, tagged, low, kinds, title):
    """The chunks without cues that are part of a name or somebody's role; a cue that begins with words of the source
    gives them back to it: "Osterland | premier calls"."""
    words = tagged.words
    long = [word for word in words if len(word) > 3]
    title = title or 2 * sum(word[0].isupper() for word in long) > len(long)
    roles, kept, lost = lexicon()["roles"], [], None
    for chunk in chunks:
        first, last = chunk.first, chunk.last
        if chunk.role != "cue" or not words[first][0].isalpha():
            if not (lost and chunk.role == "content" and chunk.side == ">"):
                kept.append(chunk)
            continue
        lost = None
        before, behind = kinds[first - 1] if first else "", kinds[last + 1 : last + 2]
        role = low[first] in roles and low[first] not in BOTH and behind != [","]
        inner = kinds[first] == "N" and features.kind(words[first]) == "K"      # Marine | Planning | Board put
        name = before == "N" and words[first][0].isupper() and (inner or not title and kinds[first] in "KN")
        compound = before == "l" and behind in (["l"], ["s"]) and low[first] == cues.lemma(low[first]) and \
            low[first] not in frames.SAYS | clauses.MIND
        moved = first in tagged.firsts and low[first].endswith("ed") and kinds[first] == "N"       # Worried | owners begged
        if first == last and (role or name or compound or moved):
            _instead(first, low, kinds, kept, role)
            lost = None if any(one.role == "cue" and one.first >= tagged.bounds(first)[0] for one in kept) else chunk
            continue
        verb = next((i for i in range(last, first, -1) if features.cue_class(low[i]) > 1 and edges.finite(low[i])), first)
        verb = last if verb == first < last and low[first] in lexicon()["document"] and edges.finite(low[last]) else verb    # His letter | states
        given = head_noun(" ".join(low[first:verb]), "roles", "group", "body", "document") or kinds[first] == "l" and "p" in kinds[first:verb]
        given = given or verb == first + 1 and kinds[first] in "sKl" and low[first].endswith("s") and low[verb] in PLAIN
        if verb > first and given and kept and kept[-1].role == "source" and kept[-1].last == first - 1:
            kept[-1] = kept[-1]._replace(last=verb - 1)
            chunk = chunk._replace(first=verb)
        kept.append(chunk)
    return kept


def _instead(first, low, kinds, kept, role):
    """For "Rovers | coach | Ann Lee quipped" the verb behind the name as cue."""
    verb = first + 1
    while role and verb < len(low) and kinds[verb] == "N":
        verb += 1
    if verb > first + 1 and verb < len(low) and frames.reporting(low[verb]) and edges.finite(low[verb]):
        if kept and kept[-1].role == "source" and kept[-1].last == first - 1:
            kept[-1] = kept[-1]._replace(last=verb - 1)
        kept.append(tagger.Chunk("cue", ">", verb, verb))
    elif role and kept and kept[-1].role == "source" and kept[-1].last == first - 1:
        kept[-1] = kept[-1]._replace(last=first)


def able(run, low, kinds):
    """Whether the words of a run can speak: a name, a noun or a pronoun, no time and no place alone."""
    first, last = run
    within = next((i for i in range(first + 1, last + 1) if kinds[i] == "p" or low[i] in (",", "who", "which", "that")
                   or low[i].endswith("ed") and kinds[i - 1] in "Nls"), last + 1)
    if low[first] in NOBODY and within == first + 1 or kinds[first] == "p":
        return False
    head = within - 1
    return (low[head] not in TIMES or kinds[head] == "N") and any(kinds[i] in "NlshK0grd" for i in range(first, within)) and low[first] not in ("there", "here")


def subject(one, low, kinds, tagged):
    """The attribution with a source that can speak, where the label's cannot."""
    cue, source = one["cue"][0], one["source"][0] if one["source"] else None
    start = tagged.bounds(cue[0])[0]
    first = one["content"][-1][0]
    that = cue[1] + 1
    if one["source"] and one["content"][0][0] == that < one["content"][0][1] - 1 and low[that] == "that" and low[cue[1]] in lexicon()["document"] \
            and edges.finite(low[that + 1]) and frames.reporting(low[that + 1]):
        begun = that + 2 + (low[that + 2] in ("of", "for"))     # issued a statement that voiced | “alarm”
        return {"cue": [(that + 1, begun - 1)], "content": [(begun, one["content"][0][1]), *one["content"][1:]]}
    aside = low[cue[0] - 1] == ","                          # Lee, pressed by the council to resign,
    if (aside or frames.BE & set(low[max(start, cue[0] - 1) : cue[1]])) and low[cue[1] + 1 : cue[1] + 2] == ["by"]:
        agent = frames.noun_behind(cue[1] + 2, kinds)       # has been urged by some members to
        runs = [(max(run[0], agent[1] + 1), run[1]) for run in one["content"] if agent and run[1] > agent[1] + 1]
        stop = aside and runs and next((i for i in range(*runs[0]) if low[i] == "," and i not in tagged.inside), None)
        runs = [(runs[0][0], stop - 1)] if stop else runs
        return {"source": [agent], "content": runs} if runs else {}
    if low[cue[0]] == "according" or low[cue[0]].endswith("ing") or frames.BE & set(low[max(start, cue[0] - 2) : cue[1]]):
        return {}
    speaks = one["content"] == [frames.noun_behind(cue[1] + 1, kinds)] and low[cue[1]] in frames.SAYS and aside and cue[0] > start + 4 \
        and first != cue[0] and low[one["content"][0][1] + 1 : one["content"][0][1] + 2] in ([], ["."])
    if speaks and head_noun(" ".join(low[first : one["content"][0][1] + 1]), "roles", "group", "body"):
        return {"source": one["content"], "content": [(start, cue[0] - 2)]}     # It would cost Pell, the next village, its bus, said | the mayor
    narrow = source and source[1] < cue[0] and _narrowed(source, cue, start, low, kinds)
    if narrow:
        return {"source": [narrow]}
    runs = one["content"]
    if not source and len(runs) > 1 and runs[0][1] + 1 + (low[cue[0] - 1] == ",") == cue[0] and runs[1][0] == cue[1] + 1 \
            and runs[0][0] not in tagged.inside and kinds[runs[0][0]] in "dN0hl" and edges.finite(low[cue[1]]) \
            and not frames.BE & set(low[runs[0][1] : cue[1]]) and (low[cue[0] - 1] != "," or "," in low[start : runs[0][1]]):
        return {"source": runs[:1], "content": runs[1:]}    # A clerk, who asked for no name, | said
    told = source and low[cue[1]] in clauses.TELLING and source[0] == cue[1] + 1 and first > source[1]
    if source and not told and able(source, low, kinds):
        return {}
    found = clauses.subject(cue[0], start, low, kinds, set(), True)
    while found and not able(found, low, kinds) and found[0] > start + 1:
        at = found[0] - 1
        while at > start and (kinds[at] in "par" or low[at] == ","):
            at -= 1
        found = frames.noun_before(at, kinds) if at >= start else None
    return {"source": [found]} if found and able(found, low, kinds) else {}


def _narrowed(source, cue, start, low, kinds):
    """Who speaks, of a labelled source before its cue that holds or stands beside another noun phrase; None if it is right."""
    first, last = source
    owner = next((i for i in range(first + 2, last) if low[i] == "whose"), None)
    if owner and low[owner - 1] == "," and not {"a", "e", "K"} & set(kinds[owner : last + 1]):
        return owner, last                                  # Orla, | whose aunt says
    opening = next((i for i in range(cue[0] - 2, start, -1) if low[i] in edges.DASHES), None) if low[cue[0] - 1] in edges.DASHES else None
    before = max((i + 1 for i in range(start, opening or start) if low[i] == ","), default=start)
    if opening and frames.noun_behind(before, kinds) and not {"a", "e", "K"} & set(kinds[before:opening]):
        return before, opening - 1                          # Ann Lee | — beside her rival, Tom Marsh — said
    inner = next((i for i in range(last, first, -1) if low[i] == ","), None)
    if inner and not frames.RELATIVE & set(low[first:last]) and {"a", "K"} & set(kinds[first:inner]) \
            and frames.noun_behind(inner + 1, kinds) == (inner + 1, last):
        return inner + 1, last                              # In his letter, the paper reported, | Lee wrote
    return None


def again(one, others, low, tagged):
    """For ", adding that B" the source of the cue before it, of none inside what is said: "A, she explained, adding that B"."""
    if not one["cue"] or low[one["cue"][0][0]] not in GERUNDS or low[one["cue"][0][0] - 1] != ",":
        return {}
    at = one["cue"][0][0]
    start = tagged.bounds(at)[0]
    before = [other for other in others if other["source"] and other["cue"] and start <= other["cue"][0][0] < at]
    said = [run for other in before for run in other["content"]]
    before = [other for other in before if not any(a <= other["cue"][0][0] <= b for a, b in said)] or before
    nearest = max(before, key=lambda other: other["cue"][0][0], default=None)
    return {"source": nearest["source"]} if nearest else {}
