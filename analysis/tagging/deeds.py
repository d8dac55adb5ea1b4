"""Whether a cue reports what somebody said or tells of a deed: "opposed the merger", "called a recess".

Runs are pairs (first, last) of word numbers, both included. What a lemma takes stands in lexicons/cues.csv, column
deed: "always" if it reports only what is quoted, "noun" if a noun phrase behind it is the object of a deed.
"""

from analysis.naming.mentions import head_noun
from analysis.tagging import clauses, cues, edges, features, frames, settle

ACCUSING = frozenset("accuse accused accuses accusing".split())
BLAMED = frozenset("criticized criticised condemned denounced praised blamed mocked".split())
NOBODY = frozenset("nobody none neither no nothing".split())
TALKING = frozenset("comment elaborate discuss answer say speak identify name give provide take".split())
QUESTIONS = frozenset("if whether what who when where why how which".split())
ASKING = QUESTIONS | {"for", "to"}
REFUSING = frozenset(
    """declined declines declining decline refused refuses refusing refuse failed fails failing fail unable
    unwilling reluctant stopped without avoided avoiding yet nobody none""".split()
)
GIVING = frozenset("offered offers offer gave gives give made makes make provided".split())
GRANTING = GIVING | {"given"}
DUE = edges.TIMES | frames.DAYS | {"until", "time", "chance"}
ONE = frozenset("a an another next".split())
SUMMONED = frozenset(
    """meeting session election elections vote strike case witness conference summit inquiry truce hearing recess halt
    referendum ballot rally protest protests poll polls""".split()
)
SINGULAR = frozenset("is was has does".split())
SEEMING = frozenset("seem seems seemed appear appears appeared".split())
CLAIMED = frozenset(["lives", "life"])  # what a storm claims
CALLED = frozenset("race bluff shots".split())  # networks called the race for her
RECALLED = frozenset("ambassador ambassadors envoy envoys diplomats parliament cars vehicles products".split())
STORY = frozenset("story stories tale tales joke jokes note tone chord".split())  # tells a grim story, echoed a similar note
PAPERS = frozenset(
    """contract lease deal agreement law bill treaty convention plan budget schedule recipe constitution
    rules rule policy statute act programme program project design""".split()
)
OBJECTS = frozenset("him them her me us it himself herself itself themselves".split())
TELLING = frozenset("as that was is were are , :".split())
TELLERS = frozenset("say says said tell tells told".split())
LITTLE = frozenset("little much nothing goodbye farewell mass grace prayers".split())
SHUT = frozenset("brake brakes door doors lid phone".split())
FAILED = frozenset("failed fails fail failing".split())  # failed to reach a decision on
INTERVIEW = frozenset("talk speak comment".split())  # agreed to talk on condition that
FOUND = frozenset(["found", "shot"])  # was found dead
TITLED = frozenset("titled entitled headlined".split())
RUMOUR = frozenset("speculation rumor rumors rumour rumours gossip".split())  # nobody's
JUDGING = frozenset("criticise praise mock".split())  # acts that tell why: attacked her as weak
AHEAD = settle.PASSIVE | {"due", "expected", "scheduled", "set", "likely"}
MAYBE = frozenset("might may could should must".split())


def reports(one, low, kinds, tagged, title=False):
    """Whether a labelled cue reports what was communicated."""
    first, last = one["cue"][0]
    start, end = one["content"][0]
    content, cue = low[start : end + 1], low[first : last + 1]
    kind = edges.type_of(tagged, one["content"])
    named_so = set(kinds[start : end + 1]) - {"N"} and "," not in content  # a group called | Mill Watch, which
    talked = content[:1] == ["comment"] or content[:1] == ["to"] and (
        kind == "indirect" or content[1:2] and (content[1] in TALKING or features.cue_class(content[1])))
    accused = set(cue) & ACCUSING and set(low[max(0, first - 2) : last]) & settle.PASSIVE
    passive = low[last].endswith("ed") or low[last] in FOUND
    passive = passive and frames.BE & set(low[max(0, first - 1) : last])
    bare = passive and kind == "indirect" and start == last + 1 and kinds[start] in "lepN0r"
    if (
        nothing(one, low)
        or headed(start, end, tagged.words)
        or set(cue) & REFUSING and talked
        or "short" in cue
        or "without" in cue
        or content[0] == "no" and cue[0] in GIVING
        or set(cue) & (edges.NOT | {"no", "nothing"}) and cues.fields(cues.lemma(" ".join(cue)))[0] == "speech"
        or (accused or BLAMED & set(cue) and frames.BE & set(low[max(0, first - 2) : last])) and "by" not in low[last : last + 2]
        or bare and low[start] not in ("to", "as", "of")        # was pronounced dead, is named among
        or FAILED & set(cue)
        or kind == "indirect" and one["content"][-1][1] < first and low[last + 1 : last + 2] == [":"]    # In May he wrote:
        or kind == "indirect" and content[0] in frames.DAYS and (start == end or content[1] in edges.LEADING)
        or cue[0].endswith("ing") and not one["source"] and first in tagged.firsts and "," not in low[end + 1 : tagged.bounds(end)[1]]
        or set(cue) & RUMOUR and kind == "indirect"
        or "under" in cue[:2]
        or kind == "indirect" and start > last and BLAMED & set(cue) and low[first + 1] == "over"     # those condemned over the fire
        or kind == "indirect" and OBJECTS & {low[start]} and low[start][-4:] == "self" and kinds[start + 1] == "N"   # calls himself Rex
        or cue[0] == "called" and low[start - 1] == "at"       # called at his house
        or low[last] in frames.NAMING and kind == "indirect" and kinds[start] == "N" and start == last + 1 and not named_so
        or kind == "indirect" and start > last and len(one["content"]) == 1 and OBJECTS >= set(content)
    ):
        return False
    if "agreed" in cue and content[0] == "to" and kinds[start + 1] == "d":
        return False                                            # agreed to a call on Friday, but only to say
    if "asked" in cue and not one["source"] and not ASKING & set(content):
        return False
    first, last = edges.main_verb((first, last), tagged)
    lemma = cues.lemma(" ".join(tagged.words[first : last + 1]))
    if kind == "indirect" and idle(first, last, start, end, low, kinds):
        return False
    deed = cues.LEXICON[lemma]["deed"] if lemma in cues.LEXICON else "always"
    if not title and empty(one, low, kinds):
        return False
    if kind == "indirect" and lemma == "cite" and start > last and "as" not in content and _noun(start, end, low, kinds):
        return False
    if "agreed" in cue and (content[0] == "to" and content[1:2] and content[1] in INTERVIEW or "condition" in low[start - 2 : start]):
        return False
    if kind != "direct" and start > last and low[start - 1] == "that" and low[start - 2] not in ("condition", "so") and \
            kinds[start] in "dNhls0g" and low[start] not in frames.FINITE and (deed != "always" or start == last + 2):
        return True                                             # submitted that A, ordered that A
    if kind == "mixed" and start > last:
        return not deed or not _term(start, end, low, kinds, tagged)
    if kind == "direct" and deed and start > last and end - start < 6 and low[start - 1] not in TELLING | {"of"}:
        return False
    if kind == "indirect" and start > last and clauses.reduced(start, end, low, kinds):
        return False
    judging = lemma == "defend" or lemma in cues.LEXICON and cues.LEXICON[lemma]["act"] in JUDGING
    judged = judging and ("as" in content or _for(content))
    if kind != "indirect" or start < last or judged or not _noun(start, end, low, kinds):
        return kind != "indirect" or deed != "always"
    return not deed and ("to" in content or not _to_come(first, low))


def idle(first, last, start, end, low, kinds):
    """Whether nothing of what stands behind a cue was said: will decide | whether to sell, a warning | that could have saved lives, the
    advice of | its own doctors."""
    if low[start] in QUESTIONS and _to_come(first, low):
        return True
    noun = kinds[first] == "d" or kinds[first - 1] in "dlg" or low[first - 1] in frames.POSSESSIVE | edges.WITHIN
    that, of = start - (low[start] != "that"), start - (low[start] != "of")
    if not noun or start <= last or low[last] not in clauses.NOUNS | edges.POINTING:
        return False
    if kinds[first - 1] == "d" and first == last and start == last + 1 and low[start] != "that" and kinds[start] in "dNh":
        return True                                             # a claim | the firm denies
    if low[that] == "that" and that == last + 1:
        verb = kinds[that + 1] == "a" and not (low[last].endswith("s") and low[that + 1] in SINGULAR)   # the mayor claims that is wrong
        return verb or kinds[that + 1] == "K" and low[that + 1].endswith("s")
    adviser = of == last + 1 and low[of] == "of" and not frames.VERBS & set(kinds[of + 1 : end + 1])
    return adviser and (low[last] == "advice" or bool(head_noun(" ".join(low[of + 1 : end + 1]), "roles", "group", "body")))


def _for(content):
    """Whether a content gives a reason: mocked him | for losing."""
    return any(word == "for" and after.endswith("ing") for word, after in zip(content, content[1:]))


def headed(first, last, words):
    """Whether a run is the title of a work: a blog post titled “Who Pays?”, showing “A Night in Varga”."""
    if not first or words[first][0].isalnum() or words[first - 1][0].isupper():
        return False
    inner = [word for word in words[first + 1 : last + 1] if word[0].isalpha()]
    long = [word for word in inner if len(word) > 3]
    cased = len(inner) > 1 and long and all(word[0].isupper() for word in long + inner[-1:])
    return words[first - 1].lower() in TITLED or cased and words[first - 1] not in ",:"


def empty(one, low, kinds):
    """Whether what is "said" or "told" is no clause: said little in public, told her story, said Mass."""
    (start, end), cue = one["content"][0], one["cue"][0]
    if low[cue[1]] not in TELLERS or start != cue[1] + 1:
        return False
    if low[start] in LITTLE and (start == end or kinds[start + 1] == "p"):
        return True                                             # said much over the years about
    if low[start] == "so" and (start == end or kinds[start + 1] in "rp," or low[start + 1].endswith("ly")):
        return True                                             # says so loudly
    little = low[start] in LITTLE and not {"a", "e", "K"} & set(kinds[start : end + 1])
    return little or any(word in STORY for word in low[start : start + 2])


def _to_come(cue, low):
    """Whether a cue tells of an event to come: will, is to, is due to."""
    return low[cue - 1] in ("will", "’ll", "'ll") or low[cue - 1] == "to" and low[cue - 2] in AHEAD


def _noun(start, end, low, kinds):
    """Whether a content is a noun phrase: no clause, no infinitive, no participle."""
    stop = start
    while stop <= end and (kinds[stop] in "dNsl0K&’" or low[stop] in OBJECTS or low[stop] == "$"):
        stop += 1
    return stop > start and (stop > end or kinds[stop] != "a")


def _term(start, end, low, kinds, tagged):
    """Whether what is quoted of a content is a term in a noun phrase: a “bridge loan”, but not as “a loan”."""
    first, last = next(((a, b) for a, b, _ in tagged.quoted if start <= a), (start, end))
    if headed(first, last, tagged.words):
        return True
    plain = all(kinds[i] in "dNsl0K&’p" for i in range(start, first))
    return first > start and low[start] != "to" and low[first - 1] not in TELLING and "as" not in low[first - 2 : first] and plain


def nothing(one, low):
    """Whether nobody speaks, or a word of saying stands in another sense."""
    (first, last), (start, end) = one["cue"][0], one["content"][0]
    begin, stop = one["source"][0] if one["source"] else (max(0, first - 8), first)
    nobody = one["source"] and low[begin] in NOBODY
    return nobody or _figurative(low[first : last + 1], low[start : end + 1], low[begin : stop + 1])


def _figurative(cue, content, source):
    """ "tells a grim story", "the contract calls for", "called a meeting", "claimed ten lives", "reports to" ..."""
    return (
        cue[-1] in SEEMING
        or len(cue) > 1 and STORY & set(cue) and "in" not in cue  # wrote in a note
        or len(content) < 5
        and content[-1] in STORY
        or cue[0] in ("report", "reports", "reported", "reporting")
        and cue[-1:] == ["to"]
        or cue[-1] == "out"
        and cue[0].startswith("knock")
        or cue[0] in ("filed", "files")
        or (cue[-1] == "for" and cue[0] in ("call", "calls", "called", "ask") or cue[-1] in ("demand", "demands"))
        and PAPERS & set(source)
        or cue[-1].startswith("claim")
        and (CLAIMED & set(content[:5]) or content[0] == "victory")
        or cue[-1] == "off"
        or cue[-1].startswith("slam")
        and SHUT & set(content[:2])
        or cue == ["called", "on"]
        and not {"to", "for"} & set(content)  # called on the widow
        or cue[-1] in ("recalled", "recalls", "recall")
        and RECALLED & set(content[:5])
        or cue[-1] in clauses.TELLING
        and content[0] == "who"  # told anyone who would listen
        or cue[-1] in ("call", "calls", "called", "calling")
        and (CALLED & set(content[1:5]) and content[0] in ("the", "his", "her", "its", "their") or content[0] == "off" or "into" in content and "to" not in content or {content[0], *content[1:2]} & ONE and SUMMONED & set(content[1:5]))
    )


def unsaid(cue, low, start):
    """Whether the speech act did not take place: "did not call for", "has not commented", "declined to
    say"; `start` is the first word of the sentence."""
    opening = max([start, *(i + 1 for i in range(start, cue[0]) if low[i] in ",;")])
    if low[opening] in ("nor", "neither") and cue[0] - opening < 8:
        return True
    to = cue[0] - (low[cue[0]] != "to")
    if low[to] == "to" and GRANTING & set(low[opening:to]) and DUE & set(low[max(opening, to - 3) : to]):
        return True                                             # gave the firm until Friday to explain
    heads = [i for i in range(cue[0], cue[1] + 1) if features.cue_class(low[i])]
    for word in reversed(low[max(start, cue[0] - 5) : (heads[-1] if heads else cue[1])]):
        if word in edges.NOT or word in REFUSING or word in MAYBE:
            return True
        if not (
            word in edges.AUXILIARY
            or word in edges.ADVERBS
            or word.endswith("ly")
            or word.startswith("comment")
        ):
            return False
    return False
