"""Edges by the codebook: of a content, a cue, a source, an accusation.

Runs are pairs (first, last) of word numbers, both included; `low` are the words of a paragraph in lower case.
"""

import re

from analysis.naming.polls import NUMBER
from analysis.tagging import cues, features, frames

SUBJECT_THAT = frozenset(
    """was is isn wasn are were 's ’s will would wo can could may might must should has had have does
    did do 'd ’d 'll ’ll means meant made makes remains remained seems seemed depends""".split()
)
LEADING = frozenset([",", ":", ";", "--", "—", "–", "-", "…", "...", "(", ")"])
TRAILING = LEADING | frozenset(["and", "but", "while", "as", "who", "which"])
GIVING = frozenset("made gave offered provided took said declined refused stopped".split())
MINDING = frozenset("""believes believed thinks thought hopes hoped expects expected fears feared doubts doubted attributed blamed appealed denies denied
    deny insists disputes promised offered pledged vowed""".split())
NOTHING = frozenset("no nothing to short few".split())
AUXILIARY = frozenset(
    """do does did has have had will would can could is are was were be been being 's ’s 'd ’d 've ’ve 'll
    ’ll wo ca may might must should am to""".split()
)
DASHES = frozenset(["—", "–", "--", "-"])
TIMES = frozenset("hours day days night week weeks month months year years".split())
MOODS = frozenset("fears concerns worries tensions anger hopes pressure questions doubts".split())
POINTING = frozenset(
    """notion claim claims allegation allegations accusation accusations charge view position sentiment idea
    something suggestion belief assertion argument warning warnings concern concerns call calls
    statement""".split()
)
WITHIN = frozenset("of in at by for from with to on against near".split())  # prepositions inside a noun phrase
PREPOSITIONS = WITHIN | frozenset("during after under over through behind without".split())
POSSESSIVE = frozenset("his her its their".split())
CONCEDING = frozenset("though although even despite while".split())
PRONOUNS = frozenset("he she it they".split())
PLAINEST = frozenset("said says told tells added warned".split())
NOT = frozenset("not n't n’t never neither nor hardly cannot".split())
ADVERBS = frozenset("also then later again now still already once even just so far immediately".split())
BOUNDARY = frozenset(", ; : — – -- but while as since after and though although because".split())
ROUGHLY = frozenset("up more less fewer than least about around nearly almost some roughly close well just only".split())
AMOUNT = re.compile(rf"{NUMBER}|twice|half|third|quarter|dozens?|hundreds?|thousands|millions?|zero|nil|double", re.I)
CURRENCIES = frozenset("$£€¥")


def dateline(start, low, kinds):
    """The first word of a sentence behind its bullet and dateline: "OSTER, June 9 (AP) —"."""
    start += low[start] in ("*", "•", "-", "–", "—") and start + 1 < len(low)
    line = next((i for i in range(start + 1, min(start + 12, len(low) - 1)) if low[i] in DASHES), start)
    return line + 1 if line > start and set(kinds[start:line]) <= set("N,.()0") else start


def cut(run, cue, low, inside, others=None):
    """The run up to a dash or concession of the writer's, where that stands outside quotation marks behind
    the cue; behind "it had paid and", up to another verb of saying only if that is one of `others`, labelled words."""
    first, last = run
    if first < cue[0]:
        return run
    opening = first + (low[first] == "that" and first < last)
    loose = others is None or low[opening] not in PRONOUNS  # it had paid and asked for more
    for i in range(first + 1, last):
        if i in inside:
            continue
        tail = [*low[i + 1 : i + 6], "."]
        split = low[i] == ";" and tail[0] not in ("that", "to", "and", "or") and ";" not in low[i + 1 : last + 1]
        dash = (
            low[i] in DASHES
            and tail[0][0].isalnum()
            and tail[0] not in ("and", "but", "or")
            and not DASHES & set(low[i + 1 : last + 1])
        )
        though = low[i] == "," and tail[0] in CONCEDING and (tail[1] not in PRONOUNS or "short" in tail) and \
            (i - 1 in inside or any(features.kind(w) in "aKe" for w in low[first:i] if w not in frames.POSSESSIVE))
        though = though or low[i] == "," and tail[0] == "as" and _meanwhile(i + 2, last, low)
        setting = low[i] == "amid" or low[i] == "as" and tail[0] in MOODS or low[i] == "after" and TIMES & set(tail[:3])
        again = (
            low[i] in ("and", "but")
            and any(finite(w) and (features.cue_class(w) == 3 and (loose or w in PLAINEST or j in others)
                                   or low[j + 1 : j + 2] == ["that"] and frames.reporting(w)) for j, w in enumerate(tail[:4], i + 1))
            and "that" not in tail[:1]
            and (features.kind(tail[0]) != "l" or features.cue_class(tail[1]) == 3)
            or low[i] == "but"
            and tail[0] in ("did", "has", "had", "would")
            and NOT & set(tail[1:2])
            and any(features.cue_class(w) > 1 for w in low[i + 3 : i + 5])
            or low[i] == "but"
            and tail[0] in MINDING
            or low[i] in ("and", "but")
            and tail[0] in GIVING
            and tail[1] in NOTHING | {"clear", "plain"}
        )
        naming = low[i] == "," and tail[:2] == ["in", "what"]
        which = low[i] == "," and "which" in (tail[0], tail[1] if tail[0] in PREPOSITIONS else "") and \
            not any(low[j] == "," and (j not in inside or low[j + 1] in frames.CLOSING) for j in range(i + 1, last))
        beside = low[i] == "," and tail[0] == "with" and any(w.endswith("ing") for w in low[i + 3 : i + 8])
        if split or dash or though or setting or again or beside or naming or which:
            return first, i - 1
    return run


def _meanwhile(first, last, low):
    """Whether a clause behind ", as" tells what else went on: as | the council shut the mill; no reason, "as it is old"."""
    kinds = [features.kind(word) for word in low[first : last + 1]]
    verb = next((i for i, kind in enumerate(kinds) if kind in "aKe" or low[first + i] in frames.PAST), len(kinds))
    return kinds[0] in "dNls0" and 0 < verb < len(kinds) - 2 and kinds[verb] != "a"


def conceded(run, cue, low, inside):
    """The run up to a dash behind the cue with a concession of the writer's: it helps, she said, her friends | – although ..."""
    stops = (i for i in range(max(run[0], cue[1]) + 1, run[1]) if low[i] in DASHES and low[i + 1] in CONCEDING and i not in inside)
    return run[0], next(stops, run[1] + 1) - 1


def whole(run, quoted):
    """The run widened so that it cuts off no quotation mark whose words it holds."""
    first, last = run
    for start, end, closed in quoted:
        inner = (start + 1, end - closed)
        held = min(last, inner[1]) - max(first, inner[0]) + 1
        if held > 0:
            most = held >= 0.6 * (inner[1] - inner[0] + 1)
            first = start if start < first and (most or first == start + 1) else first
            last = end if last < end and (most or last >= end - 2) else last
    return first, last


def trim(run, low, inside, ends):
    """The run without a leading "that", outer commas and dashes, and the full stop of its sentence; None
    if empty.

    `ends` holds the last word of each sentence.
    """
    first, last = run
    if low[first] in POSSESSIVE and low[first + 1 : first + 3][1:] == ["that"] and low[first + 1] in POINTING:
        first += 2  # doubled down on its claim that ...
    while first <= last:
        if first not in inside and (
            low[first] in LEADING
            or low[first].endswith("ly") and low[first + 1 : first + 2] == ["that"]
            or low[first] == "that"
            and first < last
            and low[first + 1] not in SUBJECT_THAT
            and low[first + 1 : first + 3] != ["as", "well"]
        ):
            first += 1
        elif last not in inside and (low[last] in TRAILING and low[last - 1] != "of" or low[last] == "." and last in ends):
            last -= 1
        else:
            break
    return (first, last) if any(w[0].isalnum() for w in low[first : last + 1]) else None


def main_verb(cue, tagged):
    """The cue without auxiliaries, adverbs, times and places: "had also said Tuesday" gives "said"."""
    (first, last), words, low = cue, tagged.words, tagged.low
    negated = any(low[i] in NOT for i in range(first, last + 1))
    while (
        not negated
        and first < last
        and (low[first] in AUXILIARY or low[first] in ADVERBS or low[first].endswith("ly"))
    ):
        first += 1
    if first < last and features.kind(words[first]) == "l" and features.kind(words[first + 1]) == "K":
        first += 1  # the trust | calls on
    if " " not in cues.lemma(" ".join(words[first : last + 1])):
        head = max(range(first, last + 1), key=lambda i: (features.cue_class(low[i]), -i))
        if features.cue_class(low[head]) > 1:
            first, last = head if features.kind(words[first]) in "dN" else first, head
    return first, last


def finite(word):
    """Whether a lower-case cue looks like a verb with a subject before it."""
    return word.endswith(("ed", "s")) or word in ("said", "told", "wrote")


def accusation(run, low):
    """The parts of "Russia on Wednesday of sending troops" that are content: Russia, sending troops."""
    first, last = run
    offers = [i for i in range(first, min(last, first + 20)) if low[i] == "of"]
    of = next((i for i in offers if low[i + 1].endswith("ing")), offers[0] if offers else None)
    if of is None:
        return [run]
    if of == first:
        return [(first + 1, last)]
    day = next((i for i in range(first + 1, of) if low[i] in frames.DAYS or low[i] == ","), of)
    return [(first, (day - 1 if low[day - 1] != "on" else day - 2) if day < of else of - 1), (of + 1, last)]


def figure(first, last, low, kinds, quoted):
    """The last word of "the loss at up to £4 million", of what stands behind it in the clause too; None of "the boat at risk"."""
    at = next((i + 1 for i in range(first + 1, min(last, first + 14)) if low[i] == "at"), last + 1)
    while at < last and (kinds[at] in "pd" or low[at] in ROUGHLY | frames.MARKS):
        at += 1
    if at > last or not (kinds[at] == "0" or low[at] in CURRENCIES or AMOUNT.fullmatch(low[at])):
        return None
    stops = (i for i in range(at + 1, last) if i not in quoted and (
        low[i] in BOUNDARY and (low[i] != "and" or low[i + 1].endswith("ed") or kinds[i + 1] in "aKe" or low[i + 1] in frames.PAST)))
    return next(stops, last + 1) - 1


def type_of(tagged, runs):
    """direct, mixed or indirect by how many of the content's words stand in quotation marks."""
    inside = [i in tagged.inside for first, last in runs for i in range(first, last + 1) if tagged.words[i][0].isalnum()] \
        if tagged.inside else []
    return "indirect" if not any(inside) else "direct" if all(inside) else "mixed"
