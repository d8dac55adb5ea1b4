"""Frames that the words alone settle: a reporting verb beside a quotation, "which it said showed", "as
saying".

They stand above the labels where both speak. Runs are pairs (first, last) of word numbers, both included.
"""

import functools

from analysis.naming.mentions import lexicon
from analysis.tagging import cues, features

CITING = frozenset("cited quoted cites quotes citing quoting recorded".split())
SAYING = frozenset("saying telling stating writing".split())
CLAIMING = frozenset(
    "said says say claimed claims claim alleged alleges insisted insists believes believe".split()
)
NAMING = frozenset("called calls call described describes termed terms dubbed labelled labeled branded".split())
NEGATION = frozenset("not n't n’t never".split())
NOT = NEGATION | {"no", "nothing", "less"}               # no accident but “A”
HAVING = frozenset("has have had".split())
FINITE = frozenset(
    """showed shows show was were is are had has have would will could can proved proves depicted depicts
    came come might may did does constituted represented included revealed""".split()
)
CRIES = frozenset("cries shouts chants calls cheers jeers screams yells boos".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
SAYS = frozenset("say says said".split())
BE = frozenset("is are was were be been being".split())
CLOSING = frozenset("”\"'’")
MARKS = CLOSING | {"“", "‘"}
RELATIVE = frozenset("who whom whose which".split())
PARTS = frozenset("one two three some many most all several both".split())
POSSESSIVE = frozenset(["'s", "’s", "'", "’"])
VERBS = frozenset("aeK")  # kinds of words that are, or may be, a finite verb
ARTICLES = frozenset("a an the its his her their our my your no every".split())
SEVERAL = frozenset("both some many few several most all".split())
PLURAL = frozenset("police people staff".split())
NOUNS = frozenset("family ally assembly reply supply bully anomaly monopoly".split())  # no adverbs
BESIDE = frozenset("behind beyond above below beneath across beside".split())
UNLIKE = PLURAL | SEVERAL | NOUNS | BESIDE  # words of another kind than their form tells
PAST = frozenset(form for forms in cues.IRREGULAR.values() for form in forms)
PHRASE = "Nd0ls’"  # kinds of words a plain noun phrase is made of


def kinds_of(words, low):
    """A letter for each word (features.kind), the possessive 's counted with the noun it stands in, a reporting
    word behind an article as an adjective or a noun: "her furious family", "the rail agency"."""
    kinds = list(map(features.kind, words))
    for i in range(1, len(words) - 1) if not POSSESSIVE.isdisjoint(words) else ():
        owned = kinds[i + 1] == "K" and not words[i + 1].endswith(("s", "ed")) and low[i + 1] not in SAYS     # his rival's | rant
        if words[i] in POSSESSIVE and kinds[i - 1] in "Nls" and (owned or kinds[i + 1] in "Nlsge0"):
            kinds[i], kinds[i + 1] = "s", "l" if owned else kinds[i + 1]
    for i, letter in enumerate(kinds):
        if letter != "K" and low[i] not in UNLIKE:
            continue
        if letter == "K" and i and low[i - 1] in ARTICLES:
            kinds[i] = "N" if words[i][0].isupper() else "s" if words[i].endswith("s") else "l"
        elif letter == "K" and 0 < i < len(kinds) - 1 and kinds[i - 1] == "l" and kinds[i + 1] in "ls" and words[i - 1].islower() \
                and not words[i].endswith(("s", "d", "ing")) and features.cue_class(words[i + 1]) == 0:
            kinds[i] = "l"
        elif letter == "K" and words[i][0].isupper() and kinds[i + 1 : i + 2] in (["s"], ["N"], ["l"]) and (not i or words[i - 1] == ".") \
                and (kinds[i + 1] != "N" if words[i].endswith("ed") else kinds[i + 1] != "l" and not words[i].endswith(("s", "ing"))):
            kinds[i] = "N"                                      # Opposition politicians
        elif letter == "K" and _inner(i, words, kinds):
            kinds[i] = "N"
        elif letter == "K" and words[i].endswith("s") and i and low[i - 1] in SAYS and kinds[i + 1 : i + 2] == ["a"] and low[i + 1] not in NEGATION:
            kinds[i] = "s"                                      # said | talks could start
        elif low[i] in BESIDE:
            kinds[i] = "p"
        elif low[i] in PLURAL:
            kinds[i] = "s"
        elif low[i] in SEVERAL and i + 1 < len(kinds) and (kinds[i + 1] in "aK" or words[i + 1] in ("put", "deny", "plead", "insist")):
            kinds[i] = "h" if not i or kinds[i - 1] != "d" else "s"     # Both put, a few shouted
        elif letter == "r" and low[i] in NOUNS:
            kinds[i] = "l"
    return kinds


def _inner(i, words, kinds):
    """Whether a reporting word stands inside a name: "the Marine Planning Board", "the State Claims Office put"."""
    verb = i + 1
    while verb < len(words) and kinds[verb] == "N":
        verb += 1
    return 0 < i < verb - 1 and kinds[i - 1] == "N" and words[i][0].isupper() and words[i].endswith(("ing", "s")) and \
        verb < len(words) and words[verb].islower() and kinds[verb] != "p"


def noun_before(end, kinds):
    """The plain noun phrase or pronoun whose last word is `end`, or None."""
    if end < 0 or kinds[end] == "h":
        return (end, end) if end >= 0 else None
    start = end + 1
    while start and kinds[start - 1] in "N0ls&" and end - start < 9:
        start -= 1
    start -= start <= end and start > 0 and kinds[start - 1] == "d"
    bare = kinds[end] == "s" and not (start and kinds[start - 1].isalnum())  # ", sources said"
    return (start, end) if start <= end and (bare or {"N", "d"} & set(kinds[start : end + 1])) else None


def noun_behind(start, kinds):
    """The plain noun phrase or pronoun whose first word is `start`, or None."""
    end = start
    if start < len(kinds) and kinds[start] == "h":
        return start, start
    while end < len(kinds) and end - start < 10 and kinds[end] in PHRASE:
        end += 1
    return (start, end - 1) if end > start else None


def frames(tagged, chunks, low, kinds):
    """Attributions of a paragraph that need no label, those of quotations first."""
    labelled = [chunk for chunk in chunks if chunk.role == "source"]
    return (
        _quotations(tagged, low, kinds, labelled)
        + _cited(tagged, low, kinds)
        + _relative(tagged, low, kinds)
        + _named(tagged, low, kinds)
        + list(_cries(tagged, low, kinds))
    )


def words_of(found, *roles):
    """Numbers of the words that are part of these roles of attributions."""
    return {i for one in found for role in roles for first, last in one[role] for i in range(first, last + 1)}


def report(content, cue, source):
    """An attribution in one piece each."""
    return {"content": [content], "cue": [cue], "source": [source]}


@functools.lru_cache(1 << 14)
def reporting(word):
    """Whether a word beside a quotation reports speech: by training, or as a verb of the cue lexicon."""
    if word in lexicon()["roles"]:
        return False  # Rovers coach Ann Lee
    if features.cue_class(word) > 1:
        return True
    row = cues.LEXICON.get(cues.lemma(word)) if word.endswith(("ed", "s")) or word in PAST else None
    return bool(row) and row["kind"] == "speech"


def _quotations(tagged, low, kinds, labelled):
    """Quotations of three words or more with a reporting verb beside them, and what directly continues
    them."""
    found, at, starts = [], 0, {first: number for number, (first, _, _) in enumerate(tagged.quoted)}
    while at < len(tagged.quoted):
        first, last, closed = tagged.quoted[at]
        at += 1
        brief = low[last - 1] not in ",?!" or not any(features.cue_class(word) == 3 for word in low[last + 1 : last + 3])
        brief = brief and not (low[last - 1] in "!?" and first and (features.cue_class(low[first - 1]) == 3 or low[first - 2] == "heard"))
        if sum(w[0].isalnum() for w in low[first + 1 : last]) < (3 if brief else 1) or not closed:
            continue
        opens = first in tagged.firsts or not low[first - 1][0].isalnum() or low[first - 1] in ("but", "and")
        opens = opens and not (low[first - 1] == "but" and low[first - 2] != "," and NOT & set(low[tagged.bounds(first)[0] : first]))
        kicker = "".join(tagged.words[tagged.bounds(first)[0] : first])     # PAPER JAM ‘I printed it,’ says clerk
        opens = opens or kicker.isupper()
        opens = opens and not (first > 2 and low[first - 1] in ",:" and low[first - 3] == "heard")
        cue, source = (low[first - 1] == ":" and _verb_before(first, low, kinds, labelled) or opens and _verb_behind(last, low, kinds, labelled)
                       or _verb_before(first, low, kinds, labelled) or (None, None))
        if cue is None:
            continue
        content = [(first, last)]
        end = tagged.bounds(cue)[1] + 1
        if (
            cue > last
            and not another(cue, end - 1, low, kinds)
            and end in starts
            and (tagged.quoted[starts[end]][2] or tagged.quoted[starts[end]][1] == len(low) - 1)
            and (_verb_behind(tagged.quoted[starts[end]][1], low, kinds, labelled) is None)
        ):
            content.append(tagged.quoted[starts[end]][:2])
            at = starts[end] + 1
        elif cue > last and at < len(tagged.quoted) and tagged.quoted[at][2] and _goes_on(cue, *tagged.quoted[at][:2], low, kinds):
            content.append(tagged.quoted[at][:2])
            at += 1
        found.append({"content": content, "cue": [(cue, cue + (low[cue + 1 : cue + 2] == ["back"]))], "source": [source] if source else []})
    return found


def another(cue, end, low, kinds):
    """Whether somebody else acts before a sentence ends: “A,” she said, and her brother cut in. “B.”"""
    return any(low[i] == "," and low[i + 1] in ("and", "but") and kinds[i + 2] in "dh" for i in range(cue, end - 2))


def _cries(tagged, low, kinds):
    """ "There were shouts of ‘Shame!’ from the benches": whose they are stands behind."""
    for first, last, closed in tagged.quoted:
        cried = closed and first > 2 and low[first - 1] == "of" and low[first - 2] in CRIES
        source = noun_behind(last + 2, kinds) if cried and low[last + 1 : last + 2] == ["from"] else None
        if source:
            yield report((first, last), (first - 2, first - 2), source)


def _goes_on(cue, first, last, low, kinds):
    """Whether a quotation behind the cue of another goes on with it: ", he says, “and that was all.”"."""
    between = low[cue + 1 : first]
    return (
        len(between) < 16 and between[-1:] in ([","], ["."]) and not another(cue, first - 1, low, kinds)
        and not any(features.cue_class(word) == 3 and not word.endswith("ing") for word in between)
        and not {"a", ";"} & set(kinds[cue + 1 : first])
        and (low[first - 1] == "," or _verb_behind(last, low, kinds, []) is None)
    )


def _verb_behind(last, low, kinds, labelled):
    """(cue, source) behind a quotation that ends at `last` with a comma, question or exclamation mark, or
    None."""
    size = len(low)
    if last + 1 >= size or not (low[last - 1] in ",?!…—-" or low[last + 1] == ","):
        return None
    i = last + 1 + (low[last + 1] == ",")
    source = next(((c.first, c.last) for c in labelled if c.first == i), None) or noun_behind(i, kinds)
    if source and kinds[source[0]] != "w":
        back = low[source[1]] == "back" and source[1] > source[0] + 1       # Ann Lee | hit back
        source = (source[0], source[1] - 2) if back else source
        j = source[1] + 1
        while j < size and kinds[j] in "ar":
            j += 1
        ended = low[last - 1] == "," and low[j + 1 : j + 2] in ([], ["."])      # "Never," she huffed.
        known = j < size and not (low[j] in CITING and "as" in low[j + 1 : j + 9]) and (reporting(low[j]) or kinds[j] == "e" and ended or low[j + 1 : j + 2] == ["back"])
        if known and j > i and not low[j].endswith("ing"):
            return j, source
    verb = i < size and (features.cue_class(low[i]) == 3 or kinds[i] == "e" and low[last - 1] in ",?!")
    if verb and not low[i].endswith("ing"):  # "Never," gulped a clerk
        behind = next(((c.first, c.last) for c in labelled if c.first == i + 1), None) or noun_behind(
            i + 1, kinds
        )
        return (i, behind) if behind else None
    return None


def _verb_before(first, low, kinds, labelled):
    """(cue, source) before a quotation that begins at `first`, behind a comma or colon, or None."""
    i = first - 1
    mark = next((low[j] for j in range(first + 1, len(low)) if low[j] in "!?.," or low[j] in CLOSING), "")
    outcry = i > 0 and kinds[i] in "Kg" and (low[i - 1] == "heard" or features.cue_class(low[i]) == 3) and mark in ("!", "?") and not low[i].endswith("titled")  # A few shouted “Shame!”
    if i < 1 or low[i] not in ",:" and not outcry:
        return None
    cue = i - (low[i] in ",:")
    if low[cue - 1] == "heard" and low[cue].endswith("ing") and reporting(low[cue]):
        source = noun_before(cue - 2 - (low[cue - 2] in BE) - (low[cue - 3] == "can"), kinds)
        return (cue, source) if source else None        # can be heard shouting
    while low[i] == ":" and cue > max(0, i - 6) and kinds[cue] not in "K,;":  # said outside the court:
        cue -= 1
    if not reporting(low[cue]) or low[cue].endswith("ing"):
        return None
    j = cue - 1
    while j >= 0 and kinds[j] in "ar":
        j -= 1
    if j > 1 and kinds[j] == "c" and kinds[j - 1] in "eK":  # shrugged and said
        j -= 2
    if j > 2 and low[j] == ",":  # a member, speaking on Friday, said:
        opens = next((i for i in range(j - 1, max(0, j - 16), -1) if low[i] == ","), None)
        j = opens - 1 if opens and kinds[opens + 1] in "gh" else j
    source = next(((c.first, c.last) for c in labelled if c.last == j), None) or noun_before(j, kinds)
    while source and source[0] > 1 and low[source[0] - 1] == "of":  # one of them
        before = noun_before(source[0] - 2, kinds)
        before = (source[0] - 2,) if not before and low[source[0] - 2] in PARTS else before
        if not before:
            break
        source = before[0], source[1]
    return (cue, source) if source else None


def _cited(tagged, low, kinds):
    """ "TASS cited the ambassador as saying": the source is who is cited, the content stands before or
    behind."""
    found = []
    for start, end in tagged.sentences() if not CITING.isdisjoint(low) else ():
        for cue in (i for i in range(start, end) if low[i] in CITING):
            places = range(cue + 2, min(cue + 16, end + 1))
            saying = next((i for i in places if low[i] in SAYING and low[i - 1] == "as"), None)
            if saying is None or saying == cue + 2 and start in tagged.inside:
                continue
            rest = saying + 1
            rest += 1 if rest <= end and low[rest] in DAYS else 2 if rest < end and low[rest + 1] in DAYS else 0
            comma = next((i for i in range(cue, start, -1) if low[i] == ","), start)
            content = (rest, end) if end - rest >= 2 else (start, comma)
            source = (cue + 1, saying - 2)
            if low[cue + 1] in ("by", "as"):  # she was quoted by the agency as saying
                subject = next((i for i in range(cue - 1, start - 1, -1) if kinds[i] not in "ar"), -1)
                source = noun_before(subject, kinds)
            if content[1] - content[0] >= 2:
                cues = [(cue, cue), (saying - 1, saying)]
                found.append({"content": [content], "cue": cues, "source": [source] if source else []})
                break
    return found


def _relative(tagged, low, kinds):
    """ "footage which it said showed units", "what he said were tanks": content begins with the last verb."""
    found = []
    for cue in (i for i in range(2, len(low) - 2) if low[i] in CLAIMING and low[i + 1] in FINITE):
        source = noun_before(cue - 1, kinds)
        if source and source[0] and low[source[0] - 1] in ("which", "that", "what"):
            stop = tagged.bounds(cue)[1] + 1
            end = next(
                (
                    i - 1
                    for i in range(cue + 3, stop)
                    if low[i] in ("that", "which", "amid", ";", "—", "--")
                    or low[i] == ","
                    and (kinds[i + 1 : i + 2] in (["w"], ["g"], ["c"]) or low[i + 1 : i + 2] == ["adding"])
                ),
                stop - 1,
            )
            found.append({"content": [(cue + 1, end)], "cue": [(cue, cue)], "source": [source]})
    return found


def _named(tagged, low, kinds):
    """ "in what its head called “a mistake”": the quotation alone."""
    found = []
    for first, last, closed in tagged.quoted:
        cue = first - 1 - (first > 1 and low[first - 1] in ("as", "a", "an", "the"))
        if not closed or cue < 2 or low[cue] not in NAMING:
            continue
        end = cue - 1
        while end > 0 and kinds[end] in "ar":
            end -= 1
        what = next((i for i in range(end, max(-1, end - 16), -1) if low[i] == "what"), None)
        if what is not None and what < end:
            source = (what + 1, end - (low[end] == ","))
            found.append({"content": [(cue + 1 + (low[cue + 1] == "as"), last)], "cue": [(cue, cue)], "source": [source]})
    return found
