"""Headlines and decks: attributions in clauses that are shorter than a sentence's.

Runs are pairs (first, last) of word numbers, both included; an attribution maps content, cue, source to runs.
"""

from analysis.naming.mentions import head_noun, lexicon
from analysis.tagging import deeds, edges, features, frames

ASKING = frozenset("calls call urges urge vows vow".split())
JUDGING = frozenset(
    """rules blames blame rejects reject disputes dispute denies deny backs slams blasts demands demand promises
    criticises criticizes condemns praises hails admits""".split()
)
THREATS = frozenset("tariffs sanctions arbitration strike strikes walkout lawsuit retaliation veto boycott action".split())
VOWING = frozenset("promise threaten threatens pledge pledges".split())  # deeds, if nothing is quoted
VOICING = frozenset("warn warns complain complains speak speaks tell tells".split())   # of
SPLIT = frozenset("as after amid while ; , :".split())
ENDING = frozenset("says warns claims admits insists reveals finds say warn claim admit insist".split())
CHAMBERS = frozenset("parliament senate house congress mps lawmakers senators deputies voters".split())   # they vote
PAPERS = frozenset("report study survey poll inquiry audit".split())
PARTICLES = frozenset("in out back up down".split())
PLACING = frozenset("on in at after over".split())
ASKED = frozenset("how what when where which who why".split())


def kinds_of(kinds, low):
    """Kinds of a title's words: a bare noun before a reporting word is a name ("jury says", "club denies")."""
    verbs = [kind == "K" or word in JUDGING | VOICING for kind, word in zip(kinds, low)]
    return ["N" if kind in "ls" and after else kind for kind, after in zip(kinds, [*verbs[1:], False])]


def leading(firsts, at, low, kinds):
    """The names that open the clause of a verb behind a comma: "Alliance adds ships, disputes claim"; or None."""
    start = max(first for first in firsts if first <= at)
    end = start
    while end < at and (kinds[end] == "N" or end > start and low[end] in lexicon()["roles"]):
        end += 1
    return (start, end - 1) if start < end < start + 5 else None


def shared(one, low, kinds, firsts):
    """ "Firm to appeal, says 'we will win'": what stands before the comma is not said, its subject speaks."""
    cue, behind = one["cue"][0][0], [run for run in one["content"] if run[0] > one["cue"][0][1]]
    opening = leading(firsts, cue, low, kinds) if behind and not one["source"] and cue and low[cue - 1] == "," else None
    return one | {"source": [opening], "content": behind} if opening and low[cue].endswith("s") else one


def clauses(tagged):
    """The title with each part of it, at a semicolon or colon, for a sentence."""
    parts = {i + 1 for i, word in enumerate(tagged.words[:-1]) if word in (";", ":")}
    return tagged._replace(firsts=sorted(parts.union(tagged.firsts)))


def without_topics(kept, low):
    """What is said in "Strait talks: A, envoy says" is the envoy's alone: the colon behind a topic is no cue."""
    colons = [one for one in kept if one["cue"] and low[one["cue"][0][0]] == ":" and one["cue"] < one["content"]]
    said = [one["content"] for one in kept if one not in colons]
    return [one for one in kept if one not in colons or one["content"] not in said]


def found(tagged, words, low, kinds, kept):
    """What is kept, and what the labels left: "Owner blasts 'lies'", "'too early', says Tesk", "Fans: A" ..."""
    cries = list(_outcries(tagged, low, kinds, kept))
    kept = _voiced([one for one in kept if one["content"]], list(opened(tagged, low, kinds)), low, kinds)
    turned = list(_turned(tagged, low, kinds))
    kept = [one for one in kept if one["cue"] not in [k["cue"] for k in turned]]
    kept = turned + [one for one in kept if not one["cue"] or low[one["cue"][0][0]] in frames.SAYS or not any(
        first <= one["cue"][0][0] <= end for other in turned for first, end in other["content"])]
    kept += cries
    taken = frames.words_of(kept, "content", "cue")
    named = [one for one in _colon(words, low, kinds) if one["cue"][0][0] not in taken]
    out = kept + named
    taken |= {i for one in named for i in range(one["content"][0][0], one["content"][0][1] + 1)}
    for one in _asking(tagged.firsts, low, kinds, taken):
        runs = frames.words_of([one], *one)
        if not runs & taken:
            out.append(one)
            taken |= runs
    return out


def _turned(tagged, low, kinds):
    """ "'Too early', says Tesk", "Owner's story is 'daft', blasts union boss", "Mill may close, warns union boss"."""
    opening = {last: first for first, last, closed in tagged.quoted if closed}
    for cue in (i for i in range(3, len(low)) if low[i - 1] == "," and i - 1 not in tagged.inside):
        first = opening.get(cue - 2, -1)
        start = max(i for i in tagged.firsts if i <= (cue if first < 0 else first))
        source = frames.noun_behind(cue + 1 + (kinds[cue + 1 : cue + 2] == ["g"]), kinds)   # housing minister
        if not source or low[source[1] + 1 : source[1] + 2] not in ([], ["."], [";"], *([dash] for dash in edges.DASHES)):
            continue
        shelves = ("roles", "body") if low[cue][-1] == "s" else ("group",)              # not "warns drivers"
        if (low[cue].endswith(("s", "say")) and (features.cue_class(low[cue]) > 1 or low[cue] in JUDGING)
                and (start == first or "a" in kinds[start:first]) if first >= 0 else
                low[cue] in ENDING and cue > start + 3
                and (low[source[1]] in PAPERS or head_noun(" ".join(low[source[0] : source[1] + 1]), *shelves))):
            yield frames.report((start, cue - 2), (cue, cue), (cue + 1, source[1]))


def _outcries(tagged, low, kinds, kept):
    """ "'They lied to us': widow's fury", "'It's a mess': nurses blast rota": a quotation and colon stand alone, what
    is `kept` of them goes; so does the quotation behind "Nurses claim bosses lied: 'We were told'"."""
    for first, last, closed in tagged.quoted:
        if closed and first in tagged.firsts and low[last + 1 : last + 2] == [":"]:
            for one in kept:
                if any(a <= last for a, _ in one["content"]):
                    verb = one["cue"] and low[one["cue"][0][0]] in ASKING | JUDGING
                    one["content"] = [run for run in one["content"] if run[0] > last and (verb or low[run[0]] == "how")]
            yield {"content": [(first, last)], "cue": [], "source": _crying(last + 2, low, kinds)}
        for one in kept if closed and low[first - 1] == ":" else ():
            if one["cue"] and one["content"] == [(first, last)] and one["cue"][0][1] < first - 4:
                one["content"] = [(one["cue"][0][1] + 1, first - 2)]
                yield {"content": [(first, last)], "cue": [], "source": one["source"]}


def opened(tagged, low, kinds):
    """ "Lee on the bridge: ‘It is dead’", "Coach Hits Out: ‘We were robbed’": who opens the title speaks behind the colon."""
    for first, last, closed in tagged.quoted:
        at = next((i for i in range(1, min(first - 1, 5))
                   if low[i] in PLACING or low[i].endswith("s") and low[i + 1] in PARTICLES), 0)
        role = head_noun(" ".join(low[:at]), "roles", "group") or low[0] in lexicon()["roles"]
        given = at > 1 and low[0].title() in lexicon()["given"]
        named = at == 1 and low[0] not in features.clusters() and low[1] not in PLACING - {"on"}
        if at and closed and low[first - 1] == ":" and {*kinds[:at]} <= {*"Nls"} and (role or given or named):
            yield frames.report((first, last), (first - 1, first - 1), (0, at - 1))


def _voiced(kept, opened, low, kinds):
    """What is kept, with what is `opened` instead of its other readings; no question is said by the topic before its
    colon ("Quiz: how ..."), nothing by a place ("Fire at the mill: ‘We ran’")."""
    for one in [one for one in kept if one["cue"] and low[one["cue"][0][0]] == ":"]:
        if low[one["content"][0][0]] in ASKED:
            kept.remove(one)
        elif one["source"]:
            place, _ = frames.noun_before(one["source"][0][1], kinds) or one["source"][0]
            one["source"] = [] if PLACING & {*low[place - 1 : place]} else one["source"]
    return opened + [one for one in kept if not any(
        one["content"][-1][1] >= other["content"][0][0] and one["cue"] <= other["cue"]
        or one["cue"] and one["cue"][0][0] == other["source"][0][1] + 1 for other in opened)]


def _crying(at, low, kinds):
    """[Who cries] of a noun phrase at a word: up to a possessive, a role or group, a verb of judging; else []."""
    first, last = frames.noun_behind(at, kinds) or (at, at - 1)
    last = next((i for i in range(first, last) if low[i] in lexicon()["roles"] and low[i + 1][-1] == "s" and features.cue_class(low[i + 1])
                 and low[i + 2 : i + 3] not in (["'"], ["’"], [])), last)          # Tarn nurse | rejects claim
    for i in range(last, first - 1, -1):
        behind = low[i + 1 : i + 2]
        if behind in (["'s"], ["’s"]) or head_noun(" ".join(low[first : i + 1]), "roles", "group") and kinds[i + 1 : i + 2] != ["N"] \
                or i == last and behind and behind[0] in ASKING | JUDGING | frames.SAYS:
            return [(first, i)]
    return []


def _asking(firsts, low, kinds, taken):
    for cue in range(1, len(low) - 1):
        of = low[cue] in VOICING and low[cue + 1] == "of" and ":" not in low[:cue]
        quoting = low[cue + 1] in frames.MARKS or low[cue].startswith("threaten") and THREATS & set(low[cue + 1 : cue + 3])
        if (of or low[cue] in ASKING | JUDGING or quoting and low[cue] in VOWING) and cue not in taken:
            voted = low[cue] in ("backs", "back", "rejects", "reject") and low[cue - 1] in CHAMBERS
            if voted or low[cue] == "rules" and low[cue + 1] != "out" or deeds.SHUT & set(low[cue + 1 : cue + 3]):
                continue
            rest = cue + 1 + (of or low[cue + 1] in ("for", "on", "out"))
            source = leading(firsts, cue, low, kinds) if low[cue - 1] == "," else frames.noun_before(cue - 1, kinds)
            stop = next((i for i in range(rest, len(low)) if low[i] in SPLIT or i in taken), len(low))
            if source and stop > rest and (rest > cue + 1 or quoting or low[cue] in JUDGING or kinds[rest] in "dNp"):
                yield frames.report((rest, stop - 1), (cue, rest - 1), source)


def _colon(words, low, kinds):
    """ "Fans: sell up", "PM Lee: we will act", "'sell up': fan leader", "Deal near - sources", if a group or role speaks."""
    first = 0 if low[0][0].isalnum() else 1
    for at in (i for i in range(1, len(low) - 1) if low[i] == ":" or low[i] in edges.DASHES):
        before, after = " ".join(low[first:at]), " ".join(words[at + 1 :])
        named = low[first] in lexicon()["roles"] and {*kinds[first + 1 : at]} == {"N"}
        bodies = ["body"] if low[at + 1] not in ASKED and "a" in kinds[at + 1 :] and {*kinds[first:at]} <= {*"Nls"} else []
        if low[at] == ":" and first < at < first + 5 and (named or head_noun(before, "roles", "group", *bodies)):
            stop = next((i for i in range(at + 3, len(low)) if low[i] in SPLIT), len(low))
            yield frames.report((at + 1, stop - 1), (at, at), (first, at - 1))
        elif at > 2 and len(low) - at < 6 and (low[-1] in PAPERS or head_noun(after, "roles", *["group", "body"] * (low[at] != ":"))):
            yield frames.report((first, at - 1), (at, at), (at + 1, len(low) - 1))
