"""How far what is said reaches: behind a fronted source, around a source in the middle, to the end.

Runs are pairs (first, last) of word numbers, both included; an attribution maps content, cue, source to runs.
"""

from analysis.naming.mentions import head_noun
from analysis.tagging import edges, features, frames, settle

SAYING = frozenset("said says say indicated added claimed argued estimated".split())
MAKING = frozenset("made makes make making".split())
WRITERS = frozenset(
    "as while after before when where though although despite amid who which whose including".split()
)
BREAKING = WRITERS | frozenset("but nor so".split())
OWN = frames.RELATIVE | BREAKING - {"while"}  # what begins behind a comma is no verb of the clause before it


def fronted(tagged, low, kinds):
    """Attributions of sentences that open with their source: "According to the mayor, who was there, A."."""
    found = []
    for start, end in tagged.sentences():
        words = 2 if low[start : start + 2] == ["according", "to"] else low[start] == "per"
        behind = start + words if words else None
        comma = behind and start not in tagged.inside and _source_end(behind, end, low, kinds, tagged)
        if comma:
            found.append(frames.report((comma + 1, end), (start, behind - 1), (behind, comma - 1)))
    return found


def _source_end(behind, end, low, kinds, tagged):
    """The comma behind a fronted source with its relative clause, or the role behind a name; or None."""
    commas = [i for i in range(behind + 1, end - 2) if low[i] == "," and i not in tagged.inside]
    if len(commas) < 2:
        return commas[0] if commas else None
    first, second = commas[:2]
    relative = low[first + 1] in ("who", "which", "whose")
    apart = kinds[first - 1] == "N" and kinds[first + 1] in "dl" and kinds[second + 1] not in "aK"
    named = apart and not {"a", "K"} & set(kinds[first + 1 : second])       # Ann Lee, | the mayor,
    role = named and head_noun(" ".join(low[first + 1 : second]), "roles", "body")
    return second if relative or role else first


def beside(fronts, made, low):
    """(fronted attributions, others) without those the same words make twice: in "According to the paper,
    the mayor said A" the mayor speaks; what else is said inside a fronted attribution is its own."""
    kept, spoken = [], set()
    for one in made:
        cue, source = one["cue"][0], one["source"][0] if one["source"] else (-1, -1)
        near, far = sorted((cue[0], one["content"][0][0]))
        front = next((i for i, other in enumerate(fronts)
                      if other["cue"][0][0] <= far and near <= other["content"][0][1]), None)
        if front is None:
            kept.append(one)
            continue
        begin = fronts[front]["content"][0][0]
        inner = min(cue[0] - 1, source[0]) >= begin and one["content"][0][0] > cue[1]
        if inner and features.cue_class(low[cue[1]]) == 3:
            kept.append(one)
            spoken |= {front} if source[0] == begin else set()
    return [one for i, one in enumerate(fronts) if i not in spoken], kept


def behind(one, cue, low, kinds, quoted):
    """What stands behind a cue alone where no comma parts them: "In answer to Lee, she said A" begins with the writer."""
    runs, source = one["content"], one["source"][0] if one["source"] else cue
    after = [run for run in runs if run[0] > cue[1]]
    held = {i for first, last in runs if last < cue[0] for i in range(first, last + 1)}
    finite = any(map(edges.finite, low[cue[0] : cue[1] + 1])) and low[cue[1] + 1 : cue[1] + 2] != [","]
    that = after and "that" in low[after[0][0] - 1 : after[0][0] + 1]
    next_to = after and source[1] < cue[0] and after[0][0] == cue[1] + 1 and low[cue[1] + 1] not in settle.SETTING and \
        low[cue[1] + 1] not in frames.DAYS and {"a", "K"} & set(kinds[after[0][0] : after[0][1]])
    return after if finite and (that or next_to) and not quoted & held else runs


def placed(runs, cue, end, low, kinds, quoted):
    """What is said behind where or to whom: "testified in one of the suits that A", "made the case to growers that A"."""
    verb = next((i for i in range(cue[0], cue[1] + 1) if edges.finite(low[i]) or low[i] in MAKING), cue[1])
    case = low[verb] in MAKING and low[verb + 1 : verb + 3] in (["the", "case"], ["the", "point"], ["the", "argument"])
    if runs[0][0] < verb or low[runs[0][0] - 1] == "that" or not (case or low[verb + 1] in settle.SETTING and frames.reporting(low[verb])):
        return {}
    that = next((i for i in range(verb + 1, min(verb + 22, end)) if low[i] == "that" or low[i] in ";:" or i in quoted), end)
    if low[that] != "that" or kinds[that + 1] in "aeK" or runs[0][0] > that or low[verb + 2] in ("least", "most"):
        return {}
    return {"content": [(that + 1, runs[-1][1])], "cue": [(verb, verb + 2 * case)]}


def onward(run, cue, end, low, kinds, quoted, taken):
    """The run on to the end of its clause where it stops with no mark behind it, or before its own verb, or
    where another "that" goes on: "told them that A, and that B"."""
    first, last = run
    that = low[first - 1] == "that" or low[first] == "that"
    if first < cue[1] or last >= end - 1 or quoted & set(range(last + 1 if that else first, end)):
        return run
    behind = low[last + 1]
    free = not taken & set(range(last + 1, end))            # nobody else's label is behind it
    ands = (i for i in range(last + 1, end) if low[i] == "that" and low[i - 1] in (",", "and", "but"))
    again = any(kinds[i + 1] != "a" for i in ands)          # that A | , and that B
    bare = behind[0].isalnum() and behind not in BREAKING and free
    dashed = behind in edges.DASHES and low[last + 2] in ("and", "but") and free    # A | -- and B
    whole = again or dashed or _hanging(run, cue, low, kinds)
    if not (bare or whole):
        return run
    stops = (i - 1 for i in range(last + 2, end)
             if low[i] == "," and (low[i + 1].endswith("ing") or low[i + 1] in WRITERS))    # A | , adding B
    return first, end if whole else next(stops, end)


def _hanging(run, cue, low, kinds):
    """Whether a run lacks its verb: "the bell | , while old, should ring", "in spring | the bell rang"."""
    first, last = run
    opening = first + (low[first] == "that")
    if low[opening - 1] == "that" and kinds[opening] in "pw" and low[opening] != "to" and low[last + 1] == "," and kinds[last + 2] in "dhNls" and \
            low[last + 2] not in OWN and "," not in low[first:last]:
        return True                                         # said that although it rang | , the bell was cracked
    if any(kinds[i] in "ae" or kinds[i] == "K" and (edges.finite(low[i]) or low[i] in frames.PAST) for i in range(opening, last + 1)):
        return False
    if kinds[opening] == "p" and low[opening] != "to":
        return True
    clause = low[cue[1]] in SAYING or low[first - 1] == "that" or low[first] in ("that", "whether")
    mark = next((i for i in range(last + 3, min(last + 20, len(low) - 1)) if low[i] == low[last + 1]), last)
    if clause and (low[last + 1] == "," or low[last + 1] in edges.DASHES) and mark > last and kinds[mark + 1] in "ae":
        return True                                         # said the bell - | the big one - had rung
    verb = low[last + 1] in (",", "and") and "a" in kinds[last + 1 : last + 10]
    return clause and verb and low[last + 2] not in OWN and not low[last + 2].endswith("ing")
