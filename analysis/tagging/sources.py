"""The words of who speaks: the whole noun phrase with its apposition or relative clause, no time or place.

Runs are pairs (first, last) of word numbers, both included; `low` are the words of a paragraph in lower case,
`kinds` their kinds (features.kind). In the examples "|" stands where a run is widened or cut.
"""

from analysis.tagging import edges, features, frames, tokens

FILLING = frozenset("dNls0’&")  # kinds of words in a noun phrase
MOMENTS = frozenset(
    """midnight overnight now instead moreover there earlier later privately publicly separately meanwhile
    yesterday today""".split()
)
LATER, SPANS = frozenset(["later", "earlier"]), edges.TIMES | {"hour", "minutes", "moments"}
CLOCK = frozenset(["a.m.", "p.m."])
HALVES = frozenset(["early", "late"])
DATING = frozenset("on in this last".split())
BEFORE = frozenset("but and while as when however although though after because since so yet , : ; .".split())
ASIDES = frozenset("meanwhile however though too instead either later also then further initially , who which".split())
BEHIND = frozenset("had has have was were is are on in would will 's ’s".split()) | frames.DAYS
DAYTIME = frozenset("morning afternoon evening night week month year".split())
WEEKLY = frozenset("this last next earlier".split())
BESIDE = frames.BESIDE | {"outside", "inside"}
CROWDS = frozenset("dozens hundreds thousands scores some several about".split())
ARTICLES = frozenset("a an the its his her their".split())
PLACING = frozenset("on during in at after before outside speaking".split())
OWNED = frozenset("of for from at".split())
LONGEST = 30  # words of a relative clause


def whole(one, low, kinds, tagged):
    """The source of an attribution as it stands in full, before its cue or behind it."""
    first, last = _phrase(one, low, kinds, tagged)
    start = tagged.bounds(first)[0]
    while first - 2 >= start and tagged.words[first - 2] + low[first - 1] in tokens.TITLES:
        first -= 2                                          # Prime Minister Hon. | Ann Lee
        while first > start and (kinds[first - 1] == "N" or low[first - 1] == "former"):
            first -= 1
    first = next((i + 1 for i in range(first + 1, min(last, first + 4)) if low[i] in LATER and low[i - 1] in SPANS), first)    # Three days later | the court
    while first < last and (time := _time(low[first], low[first + 1])):
        first = min(last, first + time)
    return first, last


def _time(word, following):
    """How many words a time takes before a source: none, "Now |", "10 a.m. |", "Late on Friday |"."""
    dated = 2 * (following in DATING)
    if following in CLOCK:
        return 2
    return 1 + dated if word in MOMENTS or word in HALVES and dated else 0


def _phrase(one, low, kinds, tagged):
    """The noun phrase of a source with what is in apposition to it."""
    run, cue = one["source"][0], one["cue"][0]
    if run[0] > cue[1]:
        begun = [a for a, _ in one["content"]] + [a for a, _, _ in tagged.quoted]
        stops = [a - 1 for a in begun if a > run[1]]        # said | the mayor, “we ran”
        return _behind(run, low, kinds, min([tagged.bounds(cue[0])[1], *stops]))
    if run[1] >= cue[0]:                                    # the one inside the other
        return run
    owned = frames.noun_behind(run[0], kinds) if low[run[1] + 1] in frames.POSSESSIVE else None
    run = owned if owned and run[1] < owned[1] < cue[0] else run        # Oster | 's grid authority
    if low[cue[0]].endswith("ing") and not frames.RELATIVE & set(low[run[0] : run[1]]):
        return run[0], _verb(run, low, kinds, tagged.words) - 1         # The firm | halved its price, saying
    verb = cue[0]
    while verb - 1 > run[1] and (kinds[verb - 1] in "ar" or low[verb - 1] in edges.ADVERBS):
        verb -= 1
    opening = _opening(run, verb - 1, low, kinds, tagged) if low[verb - 1] == "," else None
    return _before(run, cue, verb, low, kinds, tagged) if opening is None else (opening, verb - 2)


def _verb(run, low, kinds, words):
    """The first finite verb in a run that may hold a clause, or the word behind the run."""
    for i in range(run[0] + 1, run[1] + 1):
        verb = kinds[i] in frames.VERBS and kinds[i + 1] != "p" or words[i] in frames.PAST or low[i + 1] == "back"
        if verb and low[i] not in frames.POSSESSIVE and low[i - 1] != ",":
            return i
    return run[1] + 1


def _opening(run, comma, low, kinds, tagged):
    """Where the phrase begins that a comma closes, at the sentence or behind a comma; or None."""
    start = edges.dateline(tagged.bounds(run[0])[0], low, kinds)
    for i in [start, *(i + 1 for i in range(start, run[0]) if low[i] == ",")]:
        first = i + (kinds[i] == "c")
        if interrupted(first, comma, low, kinds) and not tagged.inside & set(range(first, comma + 1)):
            return first
    return None


def interrupted(first, comma, low, kinds):
    """Whether a noun phrase begins at a word that has a second phrase behind it, up to the comma.

    "The bishop of Oster | , who has no vote,", "The firm | that employed her, Halden Care,".
    """
    at = first
    while _inside(at, low, kinds):
        at += 1
    if _bare(first, at, low, kinds):
        return False
    if any(low[i] == "," and kinds[i + 1] in "aK" and (kinds[i + 2] != "p" or low[i + 1][-1] == "s" or low[i + 1] in frames.SAYS)
           for i in range(at, comma)):
        return False                                        # The firm, which has a mill, says the bishop, who
    if low[at] in frames.RELATIVE or low[at] == "that" and kinds[at + 1] in frames.VERBS:
        return True
    if low[at] != "," or at >= comma - 1:
        return False
    return kinds[at + 1] in "dN0hwlesK" or low[at + 1] in ("of", "from")    # Ann Lee | , of the guild,


def _bare(first, at, low, kinds):
    """Whether words before a comma are nobody who can speak: "speaking,", "then,", "40,", "clerk,", "J."."""
    if kinds[first] not in FILLING or low[first].endswith("ing") or not set("Nds0") & set(kinds[first:at]):
        return True
    return kinds[first] == "0" and low[first + 1] == "," or low[first + 1 : at] == ["."]


def _inside(at, low, kinds):
    """Whether a word goes on with a noun phrase: a noun, a preposition, the full stop of an abbreviation,
    "trapped" in "miners trapped by a fall", "whom" in "a firm of whom".
    """
    if kinds[at] in FILLING or low[at] in edges.WITHIN or low[at] == ".":
        return True
    if kinds[at] in "eg":
        return kinds[at + 1] == "p" or low[at + 1] in ("out", "up") or kinds[at - 1] in "pd"
    return kinds[at] == "h" and low[at - 1] == "of"


def _before(run, cue, verb, low, kinds, tagged):
    """The source before its cue with who "who" is, the phrase in commas behind it, and what it is part of."""
    (first, last), start = run, tagged.bounds(cue[0])[0]
    if low[last] in ("who", "which", "that") and last > start + 1:
        end = last - 1 - (low[last - 1] == ",")
        run = frames.noun_before(end, kinds) or ((end, end) if kinds[end] == "s" else run)       # met | doctors who
        run = max([run[0], *(i + 1 for i in range(run[0], run[1]) if low[i] in frames.PAST and kinds[i] == "l")]), run[1]
        first, last = _of(run, start, low, kinds, low[last] == "who")       # a report | that said
    elif low[first] in ("who", "which") and first > start + 1:
        noun = frames.noun_before(first - 1 - (low[first - 1] == ","), kinds)
        first = noun[0] if noun else first                  # the clerk, | who with others said
    commas = low[last + 1] == "," == low[verb - 1] and 2 < verb - last < 20
    aside = commas and kinds[last + 2] in "dNhw0le" and low[last + 3] != ","
    if aside and not tagged.inside & set(range(last, verb)):
        last = verb - 2                                     # Lee, | a former clerk, said
    elif verb == last + 1 and (edges.finite(low[cue[1]]) or low[cue[1]] in frames.PAST) and kinds[first - 1] == "p" and low[first - 1] not in ("after", "before"):
        start += 2 * (kinds[start] == "p" and kinds[start + 1] in "0N" and kinds[start + 2] in "dN")        # In May | the court
        if kinds[start] in "dNs" and all(joined(i, low, kinds) for i in range(start, first)):
            first = start                                   # Relatives of miners trapped in | Nambera
    elif verb == last + 1 and first > start + 2 and low[first - 2] in ("that", "which") and kinds[first - 1] in "Kesl":
        run = frames.noun_before(first - 3, kinds)
        first = run[0] if run and run[0] >= start and kinds[run[0]] in "dN" else first      # the firm that runs | its mill
    return first, last


def _of(run, start, low, kinds, person):
    """What a noun phrase is part of as whoever does something: a clerk of | the union, Ann Lee of the Chamber of | Trade; of no
    person, whose it is: a study by | the union."""
    link = run[0] - 1
    while link > start and (low[link] in OWNED and (low[link + 1] == "the" or kinds[link - 1] == "N" or kinds[link + 1] == "N" and low[link] != "of")
                            or not person and low[link] == "by"):
        whole = frames.noun_before(link - 1, kinds)
        if not whole:
            break
        run, link = (whole[0], run[1]), whole[0] - 1
    return run


def joined(at, low, kinds):
    """Whether a word is of a noun phrase, a preposition in it, or "trapped" in "miners trapped by a fall"."""
    return kinds[at] in FILLING and low[at] not in frames.PAST or low[at] in edges.PREPOSITIONS or low[at] == "who" or kinds[at] in "eK" and kinds[at + 1] == "p"


def _behind(run, low, kinds, end):
    """The source behind its cue with "for the firm", an age, an apposition or a relative clause."""
    (first, last), low, kinds = run, [*low, ".", "."], [*kinds, ".", "."]
    who = next((i for i in range(first + 2, last) if low[i] in frames.RELATIVE and low[i - 1] == ","), None)
    last = who - 2 if who and "a" not in kinds[who:last] else last
    end -= low[end] in ".,"
    while last + 2 <= end:
        stops = [i - 1 for i in range(last + 3, end + 1) if low[i] == ","]
        more = None
        if low[last + 2] in frames.RELATIVE:                # said Ann Lee, | who owns the mill, adding
            stop = next((i for i in stops if low[i + 2].endswith("ing")), end)
            return (first, stop) if stop - last < LONGEST and low[stop + 1] in ".,;" else run
        if low[last + 1] in ("of", "for"):                  # said a clerk | for the firm
            more = frames.noun_behind(last + 2, kinds)
        elif low[last + 1] == "," and (kinds[last + 2] in "d0Nl" or kinds[last] == "0"):
            stop = min([end, *stops])                       # said Ann Lee, | 43, | a clerk
            more = None if set("aeKhwg") & set(kinds[last + 2 : stop + 1]) else (last + 2, stop)
        if not more or more[1] > end:
            break
        last = more[1]
    return first, last


def mention(run, tagged):
    """The source without a dateline, a conjunction before it, or an auxiliary or weekday behind it."""
    (first, last), low = run, tagged.low
    begin, end = _begun(first, last, tagged), last
    while begin < end and low[begin] in BEFORE:
        begin += 1
    aside = next((i for i in range(begin + 1, end) if low[i] == "," and low[i + 1] in PLACING), None)
    if aside and (tagged.words[aside - 1][0].isupper() or features.kind(low[aside - 1]) in "ls"):
        end = aside                                         # Ann Lee |, speaking at the mill
    end = _nouns(begin, end, tagged)
    while begin < end and _loose(begin, end, tagged):
        end -= 1
    return begin, end


def _nouns(begin, end, tagged):
    """The last word of a source before a verb that shares it with the cue: "The guild | objects and", "Lee | sued and"; the
    conjunction may stand behind the source."""
    low, words, joined = tagged.low, [*tagged.words[begin : end + 2], "."], tagged.low[end] in ("and", "but", "or")
    if begin < end and low[end + 1 : end + 2] in (["and"], ["but"]) and frames.reporting(low[end]) and edges.finite(low[end]):
        return end - 1
    shared = joined or low[end + 1 : end + 3] == [",", "and"]      # Varnia's ministry | hauled in our envoy, and called
    for i in range(1, end - begin + 1):
        kind, behind = features.kind(words[i]), words[i + 1]
        plural = kind == "s" and words[i].islower() and words[i - 1][0].isupper()       # or a verb: "objects"
        if shared and kind in frames.VERBS and low[begin + i] not in frames.POSSESSIVE or plural and (
                behind in ARTICLES or behind == "that" or behind.isdigit() or joined and i == end - begin - 1):
            return begin + i - 1
    return end - (joined and end > begin)


def _begun(first, last, tagged):
    """The first word of a source behind a dateline, a heading or another noun."""
    low, begin = tagged.low, first
    for i in range(first + 1, min(last, first + 12)):
        place = i < 7 and tagged.words[0].isupper() and all(word.istitle() or word.isupper() or word == "," for word in tagged.words[:i])
        dated = low[i] in edges.DASHES and (low[i - 1] == ")" or low[i - 1][0].isdigit() or place)     # HARLOW— | President Lee
        second = low[first] in ARTICLES and low[i] in ARTICLES and i < first + 4
        own = second and features.kind(tagged.words[i - 1]) in "ls" and low[i - 1] not in BESIDE
        crowd = low[first] in BESIDE and low[i] in CROWDS and low[i - 1] not in edges.WITHIN      # Outside court | thousands of fans
        begin = i + dated if dated or own or crowd else begin       # a figure | the union called invented
    return low.index(":", begin, last) if ":" in low[begin:last] else begin     # Flood: | survivors


def _loose(begin, end, tagged):
    """Whether the last word of a source is not its own: "Lee | however", "the firm | has", "Lee | Friday"."""
    low = tagged.low
    if low[end] in ASIDES | WEEKLY or tagged.words[end] == "first":
        return True
    if low[end] in DAYTIME and low[end - 1] in frames.DAYS | WEEKLY:
        return True                                         # Lee | Sunday night, a group | this week
    if low[end] not in BEHIND or "," in low[begin:end]:
        return False
    owned = low[end] in frames.POSSESSIVE and low[end - 1] not in edges.PRONOUNS
    return not (owned and low[end + 1 : end + 2] and low[end + 1] in frames.SAYS)       # Carter's say
