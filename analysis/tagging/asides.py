"""Reports whose cue stands aside, between commas or at the end: "A, the mayor said.", "A, according to the club, B".

What is said is the whole sentence without the aside, whatever the labels took of it. Runs are pairs (first, last) of
word numbers, both included; an attribution maps content, cue, source to runs.
"""

from analysis.tagging import clauses, cues, edges, features, frames, voices

LINKING = frozenset("because that but and unless if".split())
GOING_ON = LINKING | {"or"}
WRITERS = frozenset("""as while after before when where though although despite amid who whom which whose including even
    citing following""".split())
CONDUCTING = frozenset("according as per reported reports told".split())
SPOKEN = frozenset("said says say told tells announced".split())
PRESENT = frozenset("""say tell claim insist warn argue think believe estimate add reckon show maintain
    suggest""".split())
AGAIN = frozenset("again then yesterday tonight".split())
LONGEST = 14  # words of a source, or behind a cue


def found(tagged, low, kinds, linked):
    """The reports aside of a paragraph; of a cue that is labelled with a source next to it, that source."""
    named = {one["cue"][0][1]: one for one in linked if one["source"]}
    made, closed = [], set()
    opens = [i for i, word in enumerate(low[:-2]) if word == "," and (kinds[i + 1] in "dNhls0" or low[i + 1] in CONDUCTING | SPOKEN)]
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
    parsed = _according(comma + 1, end, low, kinds) or _inverted(comma + 1, end, low, kinds) or _said(comma + 1, end, low, kinds, named)
    if not parsed or low[start] in ("according", "per"):
        return None
    cue, source, stop, placed = parsed                      # stop: the comma or dash behind the aside, or end + 1
    quoted = tagged.inside
    if quoted & set(range(comma, stop)) or low[cue[0]] in CONDUCTING and any(
            low[i] in SPOKEN and i not in quoted for i in range(start, comma)):
        return None                                         # "A," she said, according to the paper
    first = edges.dateline(start, low, kinds)
    first = next((i + 1 for i in range(comma - 1, first, -1) if low[i] == ";" and i not in quoted), first)
    if quoted >= set(range(first, comma)):
        return None
    if first in quoted:                                     # "A," said Lee, whose boat, he said, sank
        first = next((i + 1 for i in range(comma - 1, first, -1) if low[i] == ","), first)
    runs = [(first, comma - 1)]
    labelled = named.get(cue[1])
    begun, until = labelled["content"][0] if labelled else (first, first)
    if begun > first and until in (comma, comma - 1) and low[begun - 1] in ("and", "but"):
        first = begun
        runs = [(first, comma - 1)]
    plain = low[cue[1]] in clauses.SAYING or low[cue[1]] in ("to", "per", "told", "tells")
    if stop > end or low[stop] != "," or not _goes_on(stop + 1, end, placed, low, kinds):
        verb = {"a", "e", "K"} & set(kinds[first:comma])
        adjunct = kinds[first] in "pwgeK" and "," not in low[first:comma]
        if comma - first < 3 or adjunct and not (verb and low[cue[1]] in frames.SAYS | clauses.TELLING):
            return None                                     # After the vote, the mayor agreed
        if not verb and (not plain or comma - first < 5):
            return None
        return {"content": runs, "cue": [cue], "source": source}
    if comma - first < 2 and kinds[first] not in "hNls0":   # Money, the council says, is short
        return None
    ands = (i + 2 for i in range(comma - 1, first, -1) if low[i] == "," and low[i + 1] in ("and", "but"))
    subject = next(ands, first)
    if subject > first and not {"a", "e", "K"} & set(kinds[subject:comma]) and kinds[stop + 1] == "a":
        runs = [(subject, comma - 1)]                       # and nobody, she said, was asked
    if low[comma - 1] in GOING_ON:
        runs = []                                           # he left and, she said, took the bell
    verbless = not {"a", "e", "K"} & set(kinds[first:comma])
    told = any(_telling(low[i : i + 1]) for i in range(stop + 2, min(stop + 6, end)))
    if verbless and kinds[first] == "p" and told:
        return None                                         # In his letter, the paper reported, Lee wrote that
    return {"content": runs + [(stop + 1, end)], "cue": [cue], "source": source}


def _according(at, end, low, kinds):
    """(cue, [source], stop, placed) of "according to the club", "per the club" at a word, or None."""
    at -= 1
    two = low[at + 1 : at + 3] in (["according", "to"], ["as", "per"])
    behind = at + 3 if two else at + 2 if low[at + 1] == "per" else None
    if not behind or behind > end:
        return None
    stop = next((i for i in range(behind + 1, end + 1) if low[i] == "," or low[i] in edges.DASHES), end + 1)
    while stop < end and low[stop + 1] not in GOING_ON and kinds[stop + 1] != "p" and \
            not {"a", "e", "K"} & set(kinds[stop + 1 : end + 1]):
        stop = next((i for i in range(stop + 1, end + 1) if low[i] == ","), end + 1)  # according to Ann Lee, the mayor
    return (at + 1, behind - 1), [(behind, stop - 1)], stop, False


def _said(at, end, low, kinds, named):
    """(cue, [source], stop, placed) of "the mayor said on Monday" at a word, or None."""
    source = _speaker(at, end, low, kinds)
    cue = source[1] + 1 if source else end + 1
    if cue < end and low[cue] == ",":                       # their president, Ann Lee, told
        second = next((i for i in range(cue + 1, min(end, cue + LONGEST)) if low[i] == ","), end)
        named_so = low[cue + 1] in frames.RELATIVE or not {"a", "K", "e"} & set(kinds[cue + 1 : second])
        source, cue = (at, second - 1), second + 1 if named_so and second < end else end + 1
    first = cue
    while cue < end and kinds[cue] in "ar" and low[cue] not in edges.NOT:
        cue += 1
    passive, telling = bool(frames.BE & set(low[first:cue])), cue <= end and low[cue] in clauses.TELLING
    if cue > end or not _telling(low[cue : cue + 2]) or passive and not telling:
        return None
    last = cue + (low[cue + 1 : cue + 2] == ["out"])
    stop = next((i for i in range(last + 1, end + 1) if low[i] == "," or low[i] in edges.DASHES), end + 1)
    if not _placed(last + 1, stop - 1, low, kinds, telling and not passive):
        return None
    labelled = named.get(cue)
    if labelled and last < labelled["content"][0][0] < stop and low[labelled["content"][0][0]] not in WRITERS:
        return None                                         # In a report, the watchdog said a third had gone
    source = labelled["source"][0] if labelled and at <= labelled["source"][0][0] < cue else source
    return (cue - passive, last), [] if passive else [source], stop, stop > last + 1 and not telling


def _speaker(at, end, low, kinds):
    """The noun phrase with a verb behind it that begins at a word, a name in apposition left out; or None."""
    source = frames.noun_behind(at, kinds) if low[at] not in frames.RELATIVE else None
    while source and source[1] < end and (low[source[1] + 1] in edges.WITHIN or low[source[1] + 1] in ("and", "&")):
        more = frames.noun_behind(source[1] + 2, kinds)
        if not more or more[0] > end:
            break
        source = at, more[1]
    if not source:
        return None
    last = source[1]
    verb = (kinds[last] == "s" or low[last] in PRESENT) and (last == end or low[last + 1] == ",")
    last -= last > at and verb                              # the document states
    two = any(kinds[i] == "d" and kinds[i - 1] in "Nls" for i in range(at + 1, last))
    nobody = low[at] in voices.NOBODY and at == last or low[at] in voices.TIMES
    return None if two or nobody or not set("Nlsdh") & set(kinds[at : last + 1]) else (at, last)    # an allegation | the department denied


def _inverted(at, end, low, kinds):
    """(cue, [source], stop, True) of "says the leader of the league" at a word before ", and it rained", or None."""
    source = frames.noun_behind(at + 1, kinds) if low[at] in SPOKEN and at < end else None
    stop = next((i for i in range(at + 2, end - 2) if low[i] == ","), None)
    if not source or not stop or {"a", "e", "K", "h", "w"} & set(kinds[at + 1 : stop]):
        return None
    clause = low[stop + 1] in LINKING and kinds[stop + 2] in clauses.OPENING and {"a", "e", "K"} & set(kinds[stop + 3 : end + 1])
    return ((at, at), [(at + 1, stop - 1)], stop, True) if clause else None


def _telling(words):
    """Whether the first of two lower-case words, or both, are a finite verb that reports what is said."""
    if not edges.finite(words[0]) and words[0] not in PRESENT:
        return False
    lemma = cues.lemma(" ".join(words) if words[1:] == ["out"] else words[0])
    row = cues.LEXICON.get(lemma)
    return bool(row) and (row["deed"] != "always" or lemma == "show") and row["act"] not in ("decline", "agree") and lemma != "name"


def _placed(first, last, low, kinds, told):
    """Whether what stands behind a cue is but a place, a time, or whom: on Monday, in a statement, the Courier."""
    if first > last:
        return True
    if last - first > LONGEST:
        return False
    if told:
        whom = frames.noun_behind(first, kinds)
        return bool(whom) and _placed(whom[1] + 1, last, low, kinds, False)
    adverb = kinds[first] == "r" and (first == last or kinds[first + 1] == "p")
    opens = kinds[first] == "p" or adverb or low[first] in clauses.DATED | AGAIN | WRITERS
    clause = set("atwK") & set(kinds[first : last + 1])
    who = any(kinds[i] == "h" and kinds[i - 1] != "p" for i in range(first + 1, last + 1))
    return opens and low[first] not in ("to", "of", "about", "for") and (low[first] in WRITERS or not clause and not who)


def _goes_on(at, end, placed, low, kinds):
    """Whether the speaker's words go on behind the aside."""
    if placed:
        return low[at] in LINKING and not _reports(at, end, low)
    if kinds[at] == "g" or low[at].endswith("ing") or low[at] in WRITERS or low[at : at + 2] == ["in", "what"] or end - at < 1:
        return False
    if low[at] == "with" and any(low[i].endswith("ing") for i in range(at + 1, min(end, at + 8))):
        return False
    if any(low[i] in edges.TIMES and low[i + 1 : i + 2] in (["after"], ["before"]) for i in range(at, min(end, at + 3))):
        return False
    return not _reports(at, end, low)


def _reports(at, end, low):
    """Whether "and" or "but" begins a report of its own."""
    return low[at] in ("and", "but") and any(features.cue_class(word) == 3 and edges.finite(word) for word in low[at + 1 : min(end, at + 9)])
