"""Reports whose cue stands aside: "A, the mayor said.", "A, according to the club, B".

What is said is the whole sentence without the aside, whatever the labels took of it. Runs are pairs (first,
last) of word numbers, both included; an attribution maps content, cue, source to runs.
"""

from analysis.tagging import clauses, cues, edges, extent, features, frames, voices

LINKING = frozenset("because that but and unless if".split())
GOING_ON = LINKING | {"or"}
WRITERS = extent.WRITERS | frozenset("whom even citing following".split())
CONDUCTING = frozenset("according as per reported reports told".split())
REPORTED = frozenset(["reported", "reports"])
SPOKEN = frozenset("said says say told tells announced".split())
OPENERS = CONDUCTING | SPOKEN
PRESENT = frozenset("""say tell claim insist warn argue think believe estimate add reckon show maintain
    suggest""".split())
SINGULAR = frozenset(word + "s" for word in PRESENT) | {"states"}
JOINING = edges.WITHIN | {"and", "&"}
AGAIN = frozenset("again then yesterday tonight".split())
LONGEST = 14  # words of a source, or behind a cue


def found(tagged, low, kinds, linked):
    """The reports aside of a paragraph; of a cue that is labelled with a source next to it, that source."""
    named = {one["cue"][0][1]: one for one in linked if one["source"]}
    made, closed = [], set()
    opens = [i for i, word in enumerate(low[:-2])
             if word == "," and (kinds[i + 1] in "dNhls0" or low[i + 1] in OPENERS)]
    for comma in (i for i in opens if i not in tagged.inside):
        start, end = tagged.bounds(comma)
        end -= not low[end][0].isalnum() and end not in tagged.inside
        if comma > start and end > comma + 1:
            one = comma not in closed and _aside(comma, start, end, low, kinds, tagged, named)
            if one and not any(one["cue"] == other["cue"] for other in made):
                made.append(one)
                closed.add(one["content"][-1][0] - 1)
    return made


def _aside(comma, start, end, low, kinds, tagged, named):
    """The report whose source or "according to" begins behind a comma, or None."""
    parsed = (_according(comma + 1, end, low, kinds) or _inverted(comma + 1, end, low, kinds, tagged.inside)
              or _said(comma + 1, end, low, kinds, named))
    if not parsed or low[start] in ("according", "per"):
        return None
    cue, source, stop, placed = parsed                      # stop: the comma or dash behind it, or end + 1
    first = _first(comma, start, stop, cue, low, kinds, tagged.inside, named)
    if first is None:
        return None
    begun, until = named[cue[1]]["content"][0] if cue[1] in named else (first, first)
    if begun > first and until in (comma, comma - 1) and low[begun - 1] in ("and", "but"):
        first = begun                                       # rents fell and | A, the mayor said
    if stop > end or low[stop] != "," or not _goes_on(stop + 1, end, placed, low, kinds):
        runs = [(first, comma - 1)] if _alone(first, comma, cue, low, kinds) else None
    else:
        runs = _around(first, comma, stop, end, low, kinds)
    return {"content": runs, "cue": [cue], "source": source} if runs else None


def _first(comma, start, stop, cue, low, kinds, quoted, named):
    """The first word of what is said before an aside, or None where others say it or it is quoted."""
    if quoted & set(range(comma, stop)):
        return None
    if low[cue[0]] in CONDUCTING and any(low[i] in SPOKEN and i not in quoted or low[cue[0]] in REPORTED and i in named
                                         and start <= named[i]["source"][0][0] < min(i, start + 3) for i in range(start, comma)):
        return None                                         # "A," she said, according to the paper; Lee warned that A, it reported
    first = edges.dateline(start, low, kinds)
    opens = (i for i in range(comma - 1, first, -1) if low[i] in ";:" and i not in quoted)
    opens = (i + 1 for i in opens if low[i] == ";" or any(first < told < i for told in named))      # replied that A: | B, she wrote
    first = next(opens, first)
    if quoted >= set(range(first, comma)):
        return None
    if first in quoted:                                     # "A," said Lee, whose boat, he said, sank
        return next((i + 1 for i in range(comma - 1, first, -1) if low[i] == ","), first)
    return first


def _alone(first, comma, cue, low, kinds):
    """Whether what stands before an aside can be all that is said: a clause, or five words."""
    verb = frames.VERBS & set(kinds[first:comma]) or frames.PAST & set(low[first:comma])
    adjunct = kinds[first] in "pwgeK" and "," not in low[first:comma]
    clause = "a" in kinds[first:comma] or frames.PAST & set(low[first:comma])
    plainly = low[cue[1]] in frames.SAYS | clauses.TELLING or clause and low[first] in edges.WITHIN
    if comma - first < 3 or adjunct and not (verb and plainly):
        return False                                        # After the vote, the mayor agreed
    plain = low[cue[1]] in clauses.SAYING or low[cue[1]] in ("to", "per", "told", "tells")
    return bool(verb) or plain and comma - first >= 5


def _around(first, comma, stop, end, low, kinds):
    """What is said before and behind an aside in the middle: "A, he said, and B"; None if no report."""
    if comma - first < 2 and kinds[first] not in "hNls0":   # Money, the council says, is short
        return None
    runs = [(first, comma - 1)]
    ands = (i + 2 for i in range(comma - 1, first, -1) if low[i] == "," and low[i + 1] in ("and", "but"))
    subject = next(ands, first)
    if subject > first and not frames.VERBS & set(kinds[subject:comma]) and kinds[stop + 1] == "a":
        runs = [(subject, comma - 1)]                       # and nobody, she said, was asked
    if low[comma - 1] in GOING_ON | WRITERS | frames.RELATIVE:
        runs = []                                           # he left and, she said, took the bell; a vote which, she said, he won
    if low[comma - 2] == "of" and runs == []:               # two miners, both of whom, she said, had left
        runs = [(max(i for i in range(first - 1, comma) if i < first or low[i] == ",") + 1, comma - 1)]
    told = any(_telling(low[i : i + 1]) for i in range(stop + 2, min(stop + 6, end)))
    if told and kinds[first] == "p" and not frames.VERBS & set(kinds[first:comma]):
        return None                                         # In his letter, the paper reported, Lee wrote
    return runs + [(stop + 1, end)]


def _according(at, end, low, kinds):
    """(cue, [source], stop, placed) of "according to the club", "per the club" at a word, or None."""
    at -= 1
    two = low[at + 1 : at + 3] in (["according", "to"], ["as", "per"])
    behind = at + 3 if two else at + 2 if low[at + 1] == "per" else None
    if not behind or behind > end:
        return None
    stop = next((i for i in range(behind + 1, end + 1) if low[i] == "," or low[i] in edges.DASHES), end + 1)
    while stop < end and low[stop + 1] not in GOING_ON and kinds[stop + 1] != "p" and \
            not frames.VERBS & set(kinds[stop + 1 : end + 1]):     # according to Ann Lee, | the mayor
        stop = next((i for i in range(stop + 1, end + 1) if low[i] == ","), end + 1)
    return (at + 1, behind - 1), [(behind, stop - 1)], stop, False


def _said(at, end, low, kinds, named):
    """(cue, [source], stop, placed) of "the mayor said on Monday" at a word, or None."""
    source = _speaker(at, end, low, kinds)
    cue = source[1] + 1 if source else end + 1
    if cue < end and low[cue] == ",":                       # their president, Ann Lee, told
        second = next((i for i in range(cue + 1, min(end, cue + LONGEST)) if low[i] == ","), end)
        source, cue = (at, second - 1), second + 1
    first = cue
    while cue < end and kinds[cue] in "ar" and low[cue] not in edges.NOT:
        cue += 1
    if low[cue - 1] in frames.HAVING and low[min(cue, end)].endswith("s"):
        return None                                         # the two have claims in the area
    passive, telling = bool(frames.BE & set(low[first:cue])), cue <= end and low[cue] in clauses.TELLING
    if cue > end or not _telling(low[cue : cue + 2]) or passive and not telling:
        return None
    last = cue + (low[cue + 1 : cue + 2] == ["out"]) + 2 * (low[cue + 1 : cue + 3] == ["to", "know"])
    stop = next((i for i in range(last + 1, end + 1) if low[i] == "," or low[i] in edges.DASHES), end + 1)
    if not _placed(last + 1, stop - 1, low, kinds, telling and not passive):
        return None
    labelled = named.get(cue)
    if labelled and last < labelled["content"][0][0] < stop and low[labelled["content"][0][0]] not in WRITERS | clauses.DATED | AGAIN:
        return None                                         # In a report, the watchdog said a third had gone
    source = labelled["source"][0] if labelled and at <= labelled["source"][0][0] < cue else source
    return (cue - passive, last), [] if passive else [source], stop, stop > last + 1 and not telling


def _speaker(at, end, low, kinds):
    """The noun phrase with a verb behind it that begins at a word, a name in apposition left out; or None."""
    source = frames.noun_behind(at, kinds) if low[at] not in frames.RELATIVE else None
    while source and source[1] < end and low[source[1] + 1] in JOINING:     # the head | of the league
        more = frames.noun_behind(source[1] + 2, kinds)
        if not more:
            break
        source = at, more[1]
    if not source:
        return None
    last = source[1]
    verb = (kinds[last] == "s" and kinds[last - 1] not in "d0" and low[last - 1] != "dozen" and (features.cue_class(low[last]) == 3 or low[last] in SINGULAR)
            or low[last] in PRESENT) and (last == end or low[last + 1] == ",")
    last -= verb                                            # the document | states
    two = any(kinds[i] == "d" and kinds[i - 1] in "Nls" for i in range(at + 1, last))
    nobody = low[at] in voices.NOBODY and at == last
    nobody = nobody or low[at] in ("more", "most", "less") or kinds[last] == "d" and last > at     # a larger, more diverse | states
    if two or nobody or not set("Nlsdh") & set(kinds[at : last + 1]):
        return None                                         # an allegation | the department denied
    who = not verb and low[last + 1 : last + 2] in (["who"], ["that"], ["which"])
    told = who and next((i for i in range(last + 3, min(end, last + LONGEST)) if low[i] in SPOKEN or low[i] == ","), 0)
    if told and low[told] != ",":
        last = told - 1 - (kinds[told - 1] == "a")          # a clerk | who was there | told
    return at, last


def _inverted(at, end, low, kinds, quoted):
    """(cue, [source], stop, False) of "says the head of the league" at a word before ", and A" or ", “A”", or None."""
    source = frames.noun_behind(at + 1, kinds) if low[at] in SPOKEN else None
    stop = next((i for i in range(at + 2, end - 2) if low[i] == ","), None)
    if not source or not stop or (frames.VERBS | {"h", "w"}) & set(kinds[at + 1 : stop]):
        return None                                         # said the mayor, who was there, and
    clause = low[stop + 1] in LINKING and frames.VERBS & set(kinds[stop + 3 : end + 1]) or stop + 1 in quoted and at - 2 not in quoted
    return ((at, at), [(at + 1, stop - 1)], stop, False) if clause else None


def _telling(words):
    """Whether the first of two lower-case words, or both, are a finite verb that reports what is said."""
    if not edges.finite(words[0]) and words[0] not in PRESENT:
        return False
    lemma = cues.lemma(" ".join(words) if words[1:] == ["out"] else words[0])
    row = cues.LEXICON.get(lemma)
    if not row or row["act"] in ("decline", "agree") or lemma == "name":
        return False
    return row["deed"] != "always" or lemma == "show"


def _placed(first, last, low, kinds, told):
    """Whether what stands behind a cue is but a place, a time, or whom: "on Monday", "to the Courier"."""
    if first > last:
        return True
    if last - first > LONGEST:
        return False
    to = low[first] == "to"
    if told or to:                                          # explained | to the Courier
        whom = frames.noun_behind(first + to, kinds)
        return bool(whom) and _placed(whom[1] + 1, last, low, kinds, False)
    adverb = kinds[first] == "r" and (first == last or kinds[first + 1] == "p")
    opens = kinds[first] == "p" or adverb or low[first] in clauses.DATED | AGAIN | WRITERS
    clause = set("atwK") & set(kinds[first : last + 1])
    who = any(kinds[i] == "h" and kinds[i - 1] != "p" for i in range(first + 1, last + 1))
    if not opens or low[first] in ("of", "about", "for"):
        return False
    return low[first] in WRITERS or not clause and not who


def _goes_on(at, end, placed, low, kinds):
    """Whether the speaker's words go on behind the aside."""
    if placed:
        return low[at] in LINKING and not _reports(at, end, low)
    if kinds[at] == "g" or low[at].endswith("ing") or low[at] in WRITERS or end - at < 1:
        return False
    if low[at : at + 2] == ["in", "what"]:
        return False                                        # , in what was seen as a threat
    if low[at] == "with" and any(low[i].endswith("ing") for i in range(at + 1, min(end, at + 8))):
        return False
    times = (i for i in range(at, min(end, at + 3)) if low[i] in edges.TIMES)
    if any(low[i + 1 : i + 2] in (["after"], ["before"]) for i in times):
        return False                                        # , two days after the mill burned
    return not _reports(at, end, low)


def _reports(at, end, low):
    """Whether "and" or "but" begins a report of its own."""
    words = low[at + 1 : min(end, at + 9)]
    return low[at] in ("and", "but") and any(features.cue_class(w) == 3 and edges.finite(w) for w in words)
