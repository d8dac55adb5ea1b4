"""The plainest reports whose cue no label took, clause by clause: "A, the mayor said", "the mayor said A".

Runs are pairs (first, last) of word numbers, both included; an attribution maps content, cue, source to runs.
"""

import bisect

from analysis.tagging import edges, features, frames, sources

SAYING = frozenset(
    """said says say announced announces claimed claims insisted insists declared warned warns argued argues
    acknowledged signaled signalled confirmed confirms denied denies""".split()
)
TELLING = frozenset("told tells tell".split())
HEARING = TELLING | {"warned", "warns", "assured", "assures", "informed", "reminded"}
ASKING = frozenset("asked asks urged urges implored begged advised advises".split())
MIND = frozenset(
    """want wants wanted hope hopes hoped believe believes believed expect expects expected fear fears feared think
    thinks thought reckon reckons reckoned doubt doubts doubted anticipates anticipated""".split()
)
SEEING = frozenset("see sees saw".split())  # no sign
PROMISING = frozenset("offered offers pledged pledges vowed vows threatened threatens promised promises".split())  # to
FINDING = frozenset("found finds suggests suggested shows showed".split())
POLLS = frozenset("poll survey study audit census log".split())
PLURAL = frozenset("state maintain contend claim warn insist argue allege".split())
ACCUSING = frozenset("accused accuses".split())
PUTTING = frozenset("put puts".split())  # the figure at 60
OBJECTING = frozenset("criticised criticized condemned denounced demanded rejected dismissed disputed welcomed praised blamed".split())
APPEALING = frozenset("appealed appeals pleaded pleads".split())  # for calm, to both sides to stop
KNOWN = ACCUSING | APPEALING | OBJECTING | PUTTING | SAYING | TELLING | ASKING | MIND | SEEING | PROMISING | PLURAL
NEXT = frozenset([",", ".", "that", "to", "out", "in", "on", "at"])  # what stands behind a verb that may be one of saying
DENYING = frozenset("denied denies deny admitted admits".split())
NOUNS = frozenset(
    """claim claims statement statements suggestion suggestions allegation allegations accusation accusations
    assertion assertions warning warnings prediction predictions promise promises
    contention charge charges argument arguments advice position insistence complaint complaints admission""".split()
)
OWN = frozenset("his her its their".split())
FALSE = frozenset("false true untrue wrong incorrect misleading unfounded baseless groundless nonsense".split())
ASIDE = frozenset("though although but while as after when despite".split())
DATED = frames.DAYS | {"so", "far", "earlier", "early", "late", "last", "week", "month", "year"}
OPENING = "tNdhl0sw"  # kinds of words a reported clause begins with


def plain(tagged, low, kinds, taken):
    """Reports of a paragraph in words that are in no attribution yet (`taken`); cue and source unquoted."""
    found, taken, quoted, worth = [], set(taken), tagged.inside, KNOWN | FINDING
    around = zip(low, [*low[1:], ""], ["", *low])
    maybe = [i for i, (word, after, before) in enumerate(around)
             if word in worth or after in NEXT or before in frames.HAVING or before == ","]
    for start, end in tagged.sentences():
        start = edges.dateline(start, low, kinds)
        for at in (start, *maybe[bisect.bisect(maybe, start) : bisect.bisect(maybe, end)]):
            if at in taken or at in quoted or not (low[at] in KNOWN or frames.reporting(low[at]) or features.cue_class(low[at]) == 3):
                continue
            sentence = start, end, low, kinds
            one = (
                _inverted(at, *sentence, taken | quoted)
                or _saying(at, *sentence, taken, quoted)
            )
            if one and not taken & {i for run in one["content"] for i in range(run[0], run[1] + 1)}:
                found.append(one)
                taken |= frames.words_of([one], *one)
    return found


def nested(tagged, low, kinds, kept):
    """Reports inside what is reported: "the mayor said the firm had told her that A"."""
    found, used = [], {i for one in kept for a, b in one["cue"] for i in range(a, b + 1)}
    for start, end in {run for one in kept for run in one["content"]}:
        for cue in range(start + 1, end - 2):
            if low[cue] in KNOWN or low[cue + 1] == "that" and kinds[cue + 2] != "a":
                stop = (i - 1 for i in range(cue + 2, end) if low[i] == "and" and low[i + 1] == "that")
                sentence = start, next(stop, end), low, kinds
                one = cue not in used | tagged.inside and _saying(cue, *sentence, set(), tagged.inside)
                if one and one["content"] not in [other["content"] for other in kept]:
                    found.append(one)
                    used.add(cue)
    return found


def _inverted(cue, start, end, low, kinds, shut):
    """ "The firm will appeal, says its chief", "The roof leaks, grumbled Ann Lee as she left"."""
    if cue < start + 3 or low[cue - 1] != "," or not edges.finite(low[cue]) or not frames.reporting(low[cue]):
        return None
    source = frames.noun_behind(cue + 1, kinds)
    plain = low[cue] in ("says", "said")
    closing = source and (source[1] >= end - (not low[end][0].isalnum()) or low[source[1] + 1] == "," and low[source[1] + 2] in frames.RELATIVE
                          and source[1] + 3 < end and kinds[source[1] + 3] in "aKels" and "," not in low[source[1] + 3 : end])
    if not closing and (plain or not source or kinds[source[1] + 1] not in "pw" or "," in low[start : cue - 1]):
        return None
    if not plain and "N" not in kinds[source[0] : source[1] + 1]:
        return None
    opens = next((i + 1 for i in range(cue - 2, start, -1) if low[i] == ";" or i in shut), start)
    verb = plain or {"a", "e", "w"} & set(kinds[opens : cue - 1])
    return frames.report((opens, cue - 2), (cue, cue), source) if cue - opens > 3 and verb else None


def _saying(cue, start, end, low, kinds, taken, quoted):
    """ "A, the mayor said on Monday.", "The mayor, who is 50, said A", "the mayor told the council A"."""
    word, shut = low[cue], taken | quoted
    again = cue - 2 > start and low[cue - 1] in frames.HAVING and low[cue - 2] in ("and", "but")
    there = _that(cue, end, low, kinds)
    that = there is not None and not word.endswith("ing")
    polled = word in FINDING and POLLS & set(low[max(start, cue - 12) : cue])
    known = word in KNOWN or bool(polled)
    if not (known or that and frames.reporting(word) or again and features.cue_class(word) == 3):
        return None
    source = subject(cue, start, low, kinds, shut, known or again or that)
    if source is None or that and not known and (low[source[0]] == "it" or low[cue - 1] in frames.BE or low[there - 1] == "condition"):
        return None
    opens = source[0] == start or low[source[0] - 1] in edges.BOUNDARY or low[source[0]] in ("that", "which", "who")
    if that and there > cue + 1 and opens and not taken & set(range(cue, end)):
        return frames.report((there + 1, end), (cue, cue), source)
    rest = cue + 1 + (low[cue + 1 : cue + 2] == ["on"])
    date = rest < end and kinds[rest] == "N" and kinds[rest + 1] == "0"
    rest = rest + 1 + date if rest <= end and low[rest] in frames.DAYS or date else cue + 1
    rest += rest < end and kinds[rest] == "r" and low[rest + 1] == "that"
    last = next((i - 1 for i in range(rest, end + 1) if i in taken), end)
    first = source[0]
    comma = rest + (low[rest : rest + 1] != [","])          # on Friday night, though ...
    conceding = low[comma : comma + 1] == [","] and bool(ASIDE & set(low[comma + 1 : comma + 2]))
    placed = rest < end and kinds[rest] == "p" and kinds[start] not in "pw" and not {",", "that"} & set(low[rest:end]) \
        and "a" not in kinds[rest:end]                      # A, the council said in a report released on Friday
    if first > start + 3 and low[first - 1] == "," and (end - rest < 4 or conceding or placed) and word in SAYING and low[rest : rest + 1] != [":"]:
        return None if shut & set(range(start, first)) else frames.report((start, first - 1), (cue, cue), source)
    if not (opens or _fronted(start, first, kinds)) or last - rest < 2 or rest in quoted:
        return None
    if word in ACCUSING:
        runs = edges.accusation((rest, last), low)
        return frames.report(rest, (cue, cue), source) | {"content": runs} if len(runs) == 2 else None
    if word in PUTTING:
        stop = edges.figure(rest, last, low, kinds, quoted)
        return frames.report((rest, stop), (cue, cue), source) if stop else None
    if word in OBJECTING:
        return frames.report((rest, last), (cue, cue), source) if kinds[rest] in "dNh" and rest < last else None
    if low[cue + 1] == "against" and word in ASKING | SAYING and kinds[cue + 2] in "dgNls":
        return frames.report((cue + 2, last), (cue, cue + 1), source)
    if word in APPEALING:
        whom = low[cue + 1] == "to" and frames.noun_behind(cue + 2, kinds)
        asked = low[cue + 1] == "for" and last > cue + 1 or whom and low[whom[1] + 1 : whom[1] + 2] in (["to"], ["for"])
        return frames.report((cue + 2, last), (cue, cue + 1), source) if asked else None
    if word in PROMISING:
        to = next((i for i in range(rest, min(last, rest + 8)) if low[i] == "to"), None)
        if low[cue - 1] == "but" and not to and low[rest] not in edges.NOTHING:
            return frames.report((rest, last), (cue, cue), source)      # but promised | a review
        return frames.report((to, last), (cue, cue), source) if to and (kinds[rest] in "pr" or low[rest] in DATED) else None
    if word in PLURAL and not ("s" in kinds[first:cue] and "a" in kinds[rest + 1 : rest + 8]):
        return None
    if word in TELLING or word in ASKING:
        whom = frames.noun_behind(rest, kinds)
        more = whom and low[whom[1] + 1 : whom[1] + 2] in (["at"], ["of"], ["in"], ["from"])
        more = more and frames.noun_behind(whom[1] + 2, kinds) or whom
        if low[rest] == "how" or more and "to" in low[more[1] + 1 : more[1] + 2 + (low[more[1] + 1 : more[1] + 2] == ["not"])]:
            return frames.report((rest, last), (cue, cue), source)
        run = told((rest, last), low, kinds)
        return frames.report(run, (cue, cue), source) if run[0] > rest and word in TELLING else None
    if word in SEEING and low[rest] not in ("no", "any", "little") or word in MIND and low[cue - 1] in frames.BE:
        return None
    if (word in MIND or word.startswith("claim")) and low[rest] == "to":
        return frames.report((rest, last), (cue, cue), source)
    if reduced(cue + 1, last, low, kinds):
        return None
    doing = kinds[rest] == "g" and word in DENYING
    opens = kinds[rest] in OPENING or low[rest] == "no"
    return frames.report((rest, last), (cue, cue), source) if opens or doing else None


def _fronted(start, first, kinds):
    """Whether a phrase with no comma behind it stands before a subject: "In a short speech | she demanded"."""
    return kinds[start] == "p" and kinds[first] in "hd" and first > start + 1 and not set("aKwtc,") & set(kinds[start:first])


def _that(cue, end, low, kinds):
    """Where the "that" of a verb stands: "said that A", "told MPs at noon that A"; or None."""
    places = range(cue + 1, min(cue + 13, end))
    there = next((i for i in places if low[i] == "that" or kinds[i] in "aeKwc,;:" or low[i] in frames.PAST), end)
    second = next((i for i in places if i > there and low[i] == ","), end) + 1      # warned in May, two days before, | that A
    there = second if low[there] == "," and low[second : second + 1] == ["that"] else there
    if low[there] != "that" or there == cue + 1:
        return there if low[there] == "that" else None
    return there if there < end and (kinds[there + 1] in "dNh0" or low[cue] in HEARING and kinds[there + 1] not in "aK") else None


def reduced(start, end, low, kinds):
    """Whether a cue is a participle inside a noun phrase: the duties announced on Monday will cost ..."""
    stop = start
    while stop <= end and (kinds[stop] in "rp" or low[stop] in DATED):
        stop += 1
    return start < stop <= end and kinds[stop] == "a" and low[start] not in frames.DAYS | {"that", "of"}


def told(run, low, kinds):
    """What is told without whom: of "the farmers she expected rain", "she expected rain"."""
    there = _that(run[0] - 1, run[1], low, kinds)
    there = there or next((i for i in range(run[0] + 1, run[1]) if low[i] == ":" and low[i + 1] in frames.MARKS), None)
    if there and there > run[0]:
        return there + 1, run[1]
    whom = frames.noun_behind(run[0], kinds)
    second = whom and next((i for i in range(run[0] + 1, whom[1] + 1) if kinds[i] == "d"), None)
    if second and {"a", "e"} & set(kinds[second + 1 : second + 7]):
        return second, run[1]  # told the paper | the visit had ended
    clause = whom and whom[1] + 2 < run[1] and (low[whom[1] + 1] == "that" or kinds[whom[1] + 1] == "h")
    return (whom[1] + 1, run[1]) if clause else run


def subject(cue, start, low, kinds, shut, shared):
    """The noun phrase in front of a verb, an apposition or relative clause between them aside; or None.

    If `shared`, that of the sentence for a verb behind "and" or "but".
    """
    j = cue - 1
    while j > start and kinds[j] in "ar":
        j -= 1
    if shared and low[j] in edges.TIMES and j - 2 > start and low[j - 1] in ("this", "last", "that", "next"):
        j -= 2  # and this week said
    if (
        j < start
        or any(low[i] in frames.NEGATION for i in range(j + 1, cue))
        or low[start] in ("nor", "neither")
    ):
        return None
    if shared and j > start and low[j] in ("and", "but"):
        source = frames.noun_behind(start, kinds)
        verb = source and next((i for i in range(start + 1, source[1] + 1) if low[i] in PUTTING | frames.PAST), None)
        source = (start, verb - 1) if verb else source          # The guild | put losses at 3m and appealed
        comma = source and low[source[1] + 1] == "," and next((i for i in range(source[1] + 2, j) if low[i] == ","), None)
        return (start, comma - 1) if comma and sources.interrupted(start, comma, low, kinds) else source
    j -= j > start and low[j] in ("himself", "herself", "itself", "themselves")
    relative = low[j] == "that" and kinds[j - 1] in "Nls" or low[j] in ("which", "who") and low[j - 1] == ","
    if relative and j > start + 1 and low[cue + 1 : cue + 2] in (["that"], ["against"]):
        return j, j                                         # a study by the guild | that found that
    if low[j] == "," and sources.interrupted(start, j, low, kinds) and not shut & set(range(start, j)):
        return start, j - 1  # The bishop that they chose, Ann Lee, said
    if low[j] == ",":  # The bishop, who has no power, said
        opens = next((i for i in range(j - 1, max(start, j - 14), -1) if low[i] == ","), None)
        j = opens - 1 if opens else start - 1
    source = frames.noun_before(j, kinds) if j >= start else None
    while source and source[0] > start + 1 and low[source[0] - 1] in edges.PREPOSITIONS:
        before = frames.noun_before(source[0] - 2, kinds)
        if not before:
            break
        source = (before[0], source[1])
    if source and kinds[start] in "dNs" and all(sources.joined(i, low, kinds) for i in range(start, source[0])):
        source = start, source[1]                           # The mother of a girl bitten at | a picnic
    if not source or source[0] < start or low[source[1]] in frames.ARTICLES or shut & set(range(source[0], source[1] + 1)):
        return None
    joint = low[source[0] - 1] == "and" and source[0] > start and not shut & set(range(start, source[0]))
    both = frames.noun_behind(start, kinds) if joint else source      # The guild and the league, in a letter, pledged
    return source if not joint else (start, source[1]) if both and both[1] == source[0] - 2 else None


def nouns(tagged, low, kinds, used):
    """ "a claim by the club that A", "the club's claim that A", inside other contents too; `used`: cues."""
    found = []
    for start, end in tagged.sentences() if not NOUNS.isdisjoint(low) else ():
        for i in (i for i in range(start, end - 3) if low[i] in NOUNS and i not in used):
            source = that = None
            if low[i + 1] in ("by", "from"):
                source = frames.noun_behind(i + 2, kinds)
                that = source and source[1] + 1
            elif low[i + 1] == "that" and i > start and low[i - 1] in ("'s", "’s", "'", "’"):
                source, that = frames.noun_before(i - 2, kinds), i + 1
            elif low[i + 1] == "that" and i > start and low[i - 1] in OWN:
                source, that = (i - 1, i - 1), i + 1
            if source and that < end - 1 and low[that] == "that" and kinds[that + 1] in OPENING:
                stop = (
                    j
                    for j in range(that + 2, end)
                    if low[j] in (",", ";") or low[j] in edges.DASHES or kinds[j] == "a" and FALSE & set(low[j + 1 : j + 3])
                )
                found.append(frames.report((that + 1, next(stop, end + 1) - 1), (i, i), source))
    return found
