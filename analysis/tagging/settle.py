"""Contents set right in view of their whole sentence, where the labels stop short or run on; and titles, whose
clauses are shorter than a sentence's.

Runs are pairs (first, last) of word numbers, both included; an attribution maps content, cue, source to runs.
"""

from analysis.tagging import clauses, cues, edges, features, frames

TEMPORAL = frozenset("after before when amid following as while".split())
SETTING = frozenset("after before during in on at while when following upon outside inside".split())
ANONYMOUS = frozenset("anonymity anonymous anonymously".split())
ALLEGED = frozenset("wrongdoing allegations accusations claims claim charge charges".split())
PASSIVE = frozenset("been was were is are".split())
SPANS = frozenset("decades centuries ages long".split())
WHEN = frames.DAYS | edges.TIMES | SPANS | frozenset(
    """early late earlier later last this next again tonight morning afternoon evening autumn fall spring summer winter january february
    march april may june july august september october november december""".split())
OPENING = frozenset("to that whether if how".split())
WHO = frozenset("whose who which".split())
SHARES = frozenset("some many most all none both several half".split())   # , some of them forged, to a haulier
FACING = frozenset("face faces faced facing".split())


def settled(tagged, one, low, kinds, title):
    """The attribution with its content set right by the sentence; None if nothing was said."""
    cue, quoted = one["cue"][0], tagged.inside
    if _unsaid(one, cue, low, quoted):
        return None
    start, end = tagged.bounds(cue[0])
    one = one | _subject(one, cue, start, low, kinds, quoted)
    agent = low[cue[1] + 1 : cue[1] + 2] == ["by"]
    if low[cue[0]] in ("asked", "questioned", "pressed") and (cue[0] == start or low[cue[0] - 1] in ("when", "if")):
        return one if agent else None
    if low[cue[1]] == "asked" and not agent and frames.BE & set(low[max(start, cue[0] - 2) : cue[1]]):
        return None                                             # The mayor was repeatedly asked whether he would go
    if cue[0] > start and low[cue[0] - 1] in FACING and low[cue[0]].endswith("s"):
        return None                                             # Minister faces calls to quit
    source = one["source"][0] if one["source"] else (-1, -1)
    before = [(a, source[0] - 1) if a < source[0] and b == source[1] == cue[0] - 1 else (a, b) for a, b in one["content"]]
    within = [run for run in before if not run[0] <= source[0] <= source[1] <= run[1]]
    if low[cue[1]] in clauses.TELLING and PASSIVE & set(low[max(0, cue[0] - 1) : cue[1]]):
        within = [run for run in within if run[0] > cue[1]] or within       # she was told to “sell up”
    within = [main(_completed(run, cue, end, low, kinds), source, cue, low, kinds, quoted) for run in within]
    runs = [short(run, cue, low, kinds, quoted, tagged.quoted, title) for run in within or one["content"]]
    if title and runs[0][0] < cue[0]:                       # Owner 'playing for time', mayor says | as talks open
        runs = [run for run in runs if run[0] < cue[0] or low[run[0]] not in ("as", "after", "amid")]
    if len(runs) == 1 and runs[0][0] == cue[1] + 1:
        run = _undated(*runs[0], cue, low, kinds)
        return run and one | {"content": [run]}
    return one | {"content": runs}


def _undated(first, last, cue, low, kinds):
    """What is said behind when: offered late on Friday | to sell, denied for weeks | that A, said Wednesday | it was
    returning, denied this | in a letter; None of "argued for years over nets"."""
    also = low[first + 1 : first + 2] in (["too"], ["again"]) or low[first + 1 : first + 3] == ["as", "well"]
    if first < last and (low[first] in ("this", "it") and low[first + 1] in SETTING or low[first] in ("this", "it", "that") and also) and \
            low[cue[1]] not in frames.SAYS | {"blamed", "put"} and "a" not in kinds[first + 1 : last + 1]:
        return first, first
    begun = first
    while begun < last and (low[begun] in WHEN or (kinds[begun] == "p" or low[begun] == "the") and low[begun + 1] in WHEN | {"the"}):
        begun += 1
    if begun > first and low[begun] in OPENING:
        return begun, last
    if low[cue[1]] == "for" and low[first] in edges.TIMES | SPANS:
        return None
    weekday = low[first] in frames.DAYS and first + 1 < last and kinds[first + 1] in "dhN"
    return first + weekday, last


def _subject(one, cue, start, low, kinds, quoted):
    """ "A clerk, who asked for no name, said the bank had failed": what follows the verb has a verb of its own."""
    source, (first, last) = one["source"][0] if one["source"] else (0, 0), one["content"][0]
    end = next((i for i in range(source[1], len(low)) if low[i] in ".;"), len(low)) - 1
    verb = kinds[source[1] + 1 : source[1] + 2] == ["a"]
    if source[0] != cue[1] + 1 or first not in (start, source[0]) or not verb or low[cue[0] - 1] != ",":
        return {}
    if first == source[0]:
        return {"source": [(start, cue[0] - 2)]} if kinds[start] in "dN" else {}
    named = last < cue[0] and not {"a", "K", "e"} & set(kinds[first : last + 1]) and not quoted & set(range(first, cue[0]))
    return {"source": [(first, cue[0] - 2)], "content": [(source[0], end)]} if named else {}


def main(run, source, cue, low, kinds, quoted):
    """What is said in a relative clause, up to the verb of the sentence: "Orla, whose aide says A | , has not spoken"."""
    first, last = run
    who = next((i for i in range(cue[0] - 1, max(0, source[0] - 2), -1) if low[i] in WHO), None)
    if first < cue[1] or not who or "," in low[who : cue[0]] or "," not in low[who - 2 : who] and low[who] != "whose":
        return run
    clause = "that" in low[first - 1 : first + 1]
    stops = (i for i in range(first, last) if low[i] == "," and i not in quoted and (not clause or {"a", "e", "K"} & set(kinds[first:i]))
             and (kinds[i + 1] == "a" or kinds[i + 1 : i + 3] == ["s", "d"] or low[i + 1] in frames.PAST or low[i + 1] in frames.SAYS))
    return first, next(stops, last + 1) - 1


def _completed(run, cue, end, low, kinds):
    """The run to the end of the sentence where its own verb, or a condition, stands behind a comma."""
    first, last = run
    comma = last + 1 + (last < end and (low[last + 1] == "," or low[last + 1] in edges.DASHES))
    mark = next((i for i in range(first + 1, last) if low[i] == low[last + 1]), last + 1) if comma > last + 1 else comma
    verbless = comma > last + 1 and kinds[comma : comma + 1] == ["a"] and not {"a", "K", "e"} & set(kinds[first:mark])
    condition = low[comma : comma + 2] in (["but", "not"], ["but", "only"])
    condition = condition or low[comma : comma + 1] and low[comma] in SHARES and low[comma + 1 : comma + 3] in (["of", "them"], ["of", "it"])
    whom = next((i for i in range(comma + 1, min(comma + 18, end)) if low[i] == ","), end)     # urged the mayor, Ann Lee, | to go
    condition = condition or low[cue[1]] in clauses.ASKING and "to" not in low[first : last + 1] and low[whom + 1 : whom + 2] == ["to"]
    aside = low[cue[1]] in frames.SAYS and (WHO & set(low[comma : comma + 2]) or kinds[comma : comma + 1] == ["N"]) and \
        kinds[whom + 1 : whom + 2] in (["a"], ["e"], ["K"]) and not {"a", "K", "e"} & set(kinds[first : last + 1])  # said Lee, | who ran, left
    return (first, end) if cue[1] < first and comma < end and (verbless or condition or aside) else run


def _unsaid(one, cue, low, quoted):
    """ "has yet to say", "No date has been announced", "granted anonymity to discuss"."""
    words = low[cue[0] : cue[1] + 1]
    first, last = one["content"][0]
    if "yet" in words and "to" in words or ANONYMOUS & set(words):
        return True
    who = first == cue[1] + 1 and low[first] == "there" and low[first + 1 : first + 2] and low[first + 1] in frames.BE
    if who and cue[0] > 2 and (low[cue[0] - 1] in frames.RELATIVE or low[cue[0] - 2] in frames.RELATIVE):
        return True                                             # Among those who had complained | there was relief
    if one["source"] or last >= cue[0] or first in quoted:
        return False
    before = range(last + 1, cue[1] + 1)
    if not any(edges.finite(word) or word.endswith("ing") or word == "known" for word in words) and \
            low[cue[0] - (low[cue[0]] not in frames.BE)] in frames.BE and len(one["content"]) == 1 and cue[0] - last < 3:
        return True                                             # Members of the board were unapologetic
    agent = low[cue[1] + 1 : cue[1] + 2] == ["by"]
    return not agent and any(word.endswith("ed") for word in words) and any(low[i] in PASSIVE for i in before)


def short(run, cue, low, kinds, quoted, marks, title):
    """The run up to a clause of the writer's: behind a closing quotation mark, behind ";" or "as" in a title."""
    first, last = run
    if first < cue[0]:
        return run
    closing = {end for _, end, closed in marks if closed}
    for i in range(first + 1, last):
        if i in quoted:
            continue
        split = low[i] in (";", "after", "amid") or low[i] == "as" and i + 1 not in quoted
        if title and split and (i - first > 1 or low[first - 1] in ("of", "for") or low[first] in ALLEGED):
            return first, i - 1
        if title and low[i] == "," and features.cue_class(low[i + 1]) > 1 and low[i + 1].endswith("s") and i + 2 < len(low):
            return first, i - 1                                 # denies leak, | promises review
        if i - 1 in closing and kinds[i] == "p" and low[cue[0]] in frames.NAMING and low[i] not in ("of", "for"):
            return first, i - 1                                 # called his rival 'a pharmacy' | in a post
        begun = low[first] == "to" or first in quoted           # to fight "lies" | after the league charged it
        if begun and i - 1 in closing and low[i] in TEMPORAL and low[i + 1] not in ("saying", "well", "if", "much", "long"):
            return first, i - 1
        if i - 1 in closing and (low[i - 2] == "." and kinds[i] in "Ndh" or low[i - 2] == "," and kinds[i] == "g"):
            return first, i - 1                                 # as “overdue.” | His union; of “theft,” | drawing boos
        more = i - 1 in closing and low[i] == "and" and (low[i + 1].endswith("ed") or low[i + 1] in frames.PAST or kinds[i + 1 : i + 3] == ["l", "d"])
        if more and cues.fields(cues.lemma(low[cue[0]]))[2] in JUDGING and not any(kinds[j] in "ae" and j not in quoted for j in range(first, i)):
            return first, i - 1                                 # described the raid as “a stunt” | and summoned the envoy
    return run


def brief(tagged, low, kinds, taken):
    """ "The firm denies this.", "Tesk termed it premature": contents of one to three words behind a denial."""
    found = []
    for cue in [i for i, word in enumerate(low[:-1]) if word in DENIALS and i]:
        if cue in taken or cue in tagged.inside:
            continue
        start, end = tagged.bounds(cue)
        stop = next((i for i in range(cue + 1, end + 1) if low[i] in ",.;" or low[i] in clauses.ASIDE
                     or low[i] in ("and", "or", "too") or low[i : i + 2] == ["as", "well"]), end + 1)
        pointing = low[cue + 1] in POINTERS
        named = low[cue + 1] in ALLEGED
        calling = DENIALS[low[cue]] == "call" and pointing and stop - cue == 3
        if calling or DENIALS[low[cue]] == "deny" and (
                (pointing or kinds[cue + 1] == "g") and stop - cue == 2 or named):
            j = cue - 1
            while j > start and kinds[j] in "ar":
                j -= 1
            if any(low[i] in edges.NOT for i in range(j, cue)):
                continue
            if low[j] == ",":                               # The deputy, Ann Lee, denied
                j = next((i for i in range(j - 1, start, -1) if low[i] == ","), j + 1) - 1
            source = frames.noun_before(j, kinds) if j >= start else None
            run = (cue + 1, stop - 1)
            if source and not taken & set(range(source[0], run[1] + 1)):
                found.append({"content": [run], "cue": [(cue, cue)], "source": [source]})
    return found


def called(tagged, low, kinds, taken):
    """ "branded the sale a 'disgrace'", "slammed the cuts as 'reckless'", "rated the risk of fire as 'high'"."""
    for first, last, closed in tagged.quoted:
        behind = first - 1 - (low[first - 1] in ("a", "an", "the"))
        whom = low[behind] == "as"
        cue = next((i for i in range(behind - 1, max(-1, behind - 16), -1)
                    if i not in tagged.inside and kinds[i] not in "dNlsg0,’" and low[i] not in ("of", "in", "on", "for")), 0)
        judging = whom or low[cue] in frames.NAMING and kinds[first - 1] in "dNls0,g"
        if closed and judging and cue < behind - 1 and kinds[cue + 1] != "p" and edges.finite(low[cue]) \
                and cues.LEXICON.get(cues.lemma(low[cue]), {}).get("act") in JUDGING and not {cue, behind, first} & taken:
            source = clauses.subject(cue, tagged.bounds(cue)[0], low, kinds, taken | tagged.inside, True)
            if source:
                yield frames.report((cue + 1, last), (cue, cue), source)


JUDGING = frozenset("criticise praise mock describe".split())
DENIALS = dict.fromkeys("denied denies deny rejected rejects reject disputed disputes dispute disclosed".split(), "deny") | dict.fromkeys(
    "termed called calls dubbed branded".split(), "call")
POINTERS = frozenset("this that it both these".split())


