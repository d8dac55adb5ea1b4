"""The words of who speaks: the whole noun phrase, with its apposition or relative clause, without time and place.

Runs are pairs (first, last) of word numbers, both included; `low` are the words of a paragraph in lower case.
"""

from analysis.tagging import cues, edges, features, frames, tokens

FILLING = frozenset("dNls0’&")
MOMENTS = frozenset("midnight overnight now instead moreover there earlier later privately publicly separately meanwhile yesterday today".split())
HALVES, DATING = frozenset(["early", "late"]), frozenset("on in this last".split())
CLOCK = frozenset(["a.m.", "p.m."])
PAST = frozenset(form for forms in cues.IRREGULAR.values() for form in forms)
LONGEST = 30  # words of a relative clause


def whole(one, low, kinds, tagged):
    """The source of an attribution as it stands in full, before its cue or behind it."""
    first, last = _phrase(one, low, kinds, tagged)
    start = tagged.bounds(first)[0]
    while first - 2 >= start and (low[first - 1] == "." and low[first - 2] == "no" or tagged.words[first - 2] + low[first - 1] in tokens.TITLES):
        first -= 2                                          # Prime Minister Hon. | Ann Lee
        while first > start and (kinds[first - 1] == "N" or low[first - 1] == "former"):
            first -= 1
    while first < last and (low[first] in MOMENTS or low[first + 1] in CLOCK or low[first] in HALVES and low[first + 1] in DATING):
        first = min(last, first + 1 + (low[first + 1] in CLOCK or low[first + 1] == ",") + 2 * (low[first + 1] in DATING))  # Late on Friday | her office
    return first, last


def _phrase(one, low, kinds, tagged):
    """The noun phrase of a source with what is in apposition to it."""
    run, cue = one["source"][0], one["cue"][0]
    start, end = tagged.bounds(cue[0])
    if run[0] > cue[1]:
        stops = [a - 1 for a, _ in one["content"] + one["cue"] if a > run[1]] + [a - 1 for a, _, _ in tagged.quoted if a > run[1]]
        return _behind(run, low, kinds, min([end, *stops]))
    if run[1] >= cue[0]:
        return run
    owned = frames.noun_behind(run[0], kinds) if low[run[1] + 1] in frames.POSSESSIVE else None
    run = owned if owned and run[1] < owned[1] < cue[0] else run                        # Oster | 's grid authority
    verb = cue[0]
    while verb - 1 > run[1] and (kinds[verb - 1] in "ar" or low[verb - 1] in edges.ADVERBS):
        verb -= 1
    if low[cue[0]].endswith("ing") and not frames.RELATIVE & set(low[run[0] : run[1]]):                         # The firm | halved its price, saying
        verb = next((i for i in range(run[0] + 1, run[1] + 1) if (kinds[i] in "aeK" and kinds[i + 1] != "p" or tagged.words[i] in PAST)
                     and low[i] not in frames.POSSESSIVE and low[i - 1] != ","), run[1] + 1)
        return run[0], verb - 1
    if low[verb - 1] == ",":
        firsts = [start, *(i + 1 for i in range(start, run[0]) if low[i] == ",")]
        firsts = [i + (kinds[i] == "c") for i in firsts]
        opening = next((i for i in firsts if i <= run[1] and interrupted(i, verb - 1, low, kinds)
                        and not tagged.inside & set(range(i, verb))), None)
        if opening is not None:
            return opening, verb - 2
    return _before(run, cue, verb, start, low, kinds, tagged.inside)


def interrupted(first, comma, low, kinds):
    """Whether a noun phrase begins at a word that has another phrase in commas behind it, up to the last comma."""
    at = first
    while at < comma and (kinds[at] in FILLING or low[at] in edges.WITHIN or kinds[at] in "eg" and "p" in kinds[at + 1] + kinds[at - 1].replace("d", "p")
                          or low[at] == "." and kinds[at - 1] == "N" or kinds[at] == "h" and low[at - 1] == "of"):
        at += 1
    bare = kinds[first] not in FILLING or not set("Nds0") & set(kinds[first:at]) or low[first].endswith("ing") or low[first + 1 : at] == ["."] or kinds[first] == "0" and low[first + 1] == ","
    if bare or any(low[i] == "," and kinds[i + 1] in "aK" for i in range(at, comma)):
        return False
    return low[at] in frames.RELATIVE or low[at] == "that" and kinds[at + 1] in "aeK" or low[at] == "," and at < comma - 1 and low[at + 1] != "and" and (
        kinds[at + 1] in "dN0hwlesK" or low[at + 1] in ("of", "from"))


def _before(run, cue, verb, start, low, kinds, quoted):
    """The source before its cue with who "who" is, the phrase in commas behind it, and what it is part of."""
    first, last = run
    if low[last] in ("who", "which", "that") and last > start + 1 and last not in quoted:   # a report | that said
        noun = frames.noun_before(last - 1 - (low[last - 1] == ","), kinds)
        first, last = noun if noun and noun[0] >= start else run
    elif low[first] in ("who", "which") and first > start + 1:
        noun = frames.noun_before(first - 1 - (low[first - 1] == ","), kinds)
        first = noun[0] if noun and noun[0] >= start else first
    if low[last + 1] == "," == low[verb - 1] and 2 < verb - last < 20 and kinds[last + 2] in "dNhw0le" \
            and low[last + 3] != "," and not quoted & set(range(last, verb)):
        last = verb - 2
    elif verb == last + 1 and first > start + 1 and edges.finite(low[cue[1]]) and kinds[first - 1] == "p" and kinds[start] in "dNs" and all(
        kinds[i] in "dNls0’" or low[i] in edges.WITHIN or kinds[i] in "eK" and kinds[i + 1] == "p" for i in range(start, first)
    ):
        first = start                                           # Relatives of miners trapped by a fall in | Nambera
    return first, last


def _behind(run, low, kinds, end):
    """The source behind its cue with "for the firm", an age, an apposition or a relative clause that ends there."""
    (first, last), low, kinds = run, [*low, ".", "."], [*kinds, ".", "."]
    who = next((i for i in range(first + 2, last) if low[i] in frames.RELATIVE and low[i - 1] == ","), None)
    last = who - 2 if who and "a" not in kinds[who:last] else last
    end -= low[end] in ".,"
    while last + 2 <= end:
        more = frames.noun_behind(last + 2, kinds) if low[last + 1] in ("of", "for") and low[last] != "one" else None
        stops = [i - 1 for i in range(last + 3, end + 1) if low[i] == "," or low[i] in edges.DASHES]
        if low[last + 1] == "," and low[last + 2] in frames.RELATIVE:
            stop = next((i for i in stops if low[i + 2].endswith("ing") or kinds[i + 2] == "w" or low[i + 1] != ","), end)
            return (first, stop) if stop - last < LONGEST and low[stop + 1] in ".,;" or low[stop + 1] in edges.DASHES else run
        if low[last + 1] == ",":
            stop = min([end, *stops])
            aside = kinds[last + 2] in "d0Nl" or low[last + 2] in ("from", "of") and kinds[last] == "0"
            more = (last + 2, stop) if aside and not set("aeKhwg") & set(kinds[last + 2 : stop + 1]) else None
        if not more or more[1] > end:
            break
        last = more[1]
    return first, last


def mention(run, tagged):
    """The source without a dateline, a conjunction before it, or an auxiliary or weekday behind it."""
    first, last = run
    words, low = tagged.words, tagged.low[first : last + 1]
    begin, end = 0, len(low) - 1
    for i in range(1, min(end, 12)):
        dated = low[i] in edges.DASHES and (low[i - 1] == ")" or low[i - 1][0].isdigit())
        own = i < 4 and low[i] in edges.ARTICLES and features.kind(words[first + i - 1]) in "ls" and low[0] in edges.ARTICLES
        own = own and low[i - 1] not in edges.BESIDE
        begin = i + dated if dated or own else begin  # a figure | the union called invented
    begin = low.index(":") + 1 if ":" in low[begin:end] else begin  # Flood: | survivors
    while begin < end and low[begin] in edges.BEFORE_SOURCE:
        begin += 1
    end = next((i - 1 for i in range(begin + 1, end) if low[i : i + 2] == ["hit", "back"]), end)  # Marsh | hit back
    aside = next((i for i in range(begin + 1, end) if low[i] == "," and low[i + 1] in edges.PLACING), None)
    end = aside - 1 if aside and words[first + aside - 1][0].isupper() | (features.kind(low[aside - 1]) in "ls") else end
    while begin < end and (low[end] in edges.ASIDES or low[end] in edges.LATER or "," not in low[begin:end] and low[end] in edges.AFTER_SOURCE | frames.DAYS):
        if low[end] in frames.POSSESSIVE and low[end - 1] not in edges.PRONOUNS and tagged.low[first + end + 1 : first + end + 2] in (["say"], ["says"], ["said"]):
            break                                           # Carter's say
        end -= 1
    return first + begin, first + end


