"""What the codebook makes of linked labels: edges of content, cue and source; what was not said; what was missed.

Runs are pairs (first, last) of word numbers, both included; an attribution maps content, cue and source to runs.
"""
import bisect

from analysis import features, frames

SUBJECT_THAT = frozenset("""was is isn wasn are were 's ’s will would wo can could may might must should has had have does
    did do 'd ’d 'll ’ll means meant made makes remains remained seems seemed depends""".split())
LEADING = frozenset([",", ":", ";", "--", "—", "–", "-", "…", "...", "(", ")"])
TRAILING = LEADING | frozenset(["and", "but", "while", "as", "who", "which"])
BEFORE_SOURCE = frozenset("but and while as when however although though after because since so yet , : ; .".split())
AFTER_SOURCE = frozenset("""had has have was were is are also later then , who which on in would will has also 's ’s""".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
ACCUSING = frozenset("accuse accused accuses accusing".split())
DEEDS = frozenset("""show demonstrate release publish post issue order seek speak talk discuss meet sign point file submit visit
    launch fire address attend present appear seem look run lead make take give get hold begin start continue use work
    come go move act play join vote host open send read hear see watch try refer""".split())
AUXILIARY = frozenset("""do does did has have had will would can could is are was were be been being 's ’s 'd ’d 've ’ve 'll
    ’ll wo ca may might must should am to""".split())
DASHES = frozenset(["—", "–", "--"])
MOODS = frozenset("fears concerns worries tensions anger hopes pressure questions doubts".split())
POINTING = frozenset("notion claim claims allegation allegations accusation charge view position sentiment something idea suggestion".split())
NOT = frozenset("not n't n’t never neither nor hardly cannot".split())
REFUSING = frozenset("""declined declines declining decline refused refuses refusing refuse failed fails failing fail unable
    unwilling reluctant stopped without avoided avoiding yet nobody none""".split())
MAYBE = frozenset("might may could should must".split())
ADVERBS = frozenset("also then later again now still already once even just so far immediately".split())


def codebook(tagged, linked):
    """The attributions of a paragraph by the codebook, from its labels' own."""
    words = [tagged.text[s:e] for s, e in tagged.spans]
    low, kinds = [word.lower() for word in words], frames.kinds_of(words)
    ends = {first - 1 for first in tagged.firsts} | {len(words) - 1}
    settled = frames.frames(tagged, low, kinds)
    for one in settled + linked:
        cue = one["cue"][0]
        one["content"] = [whole(run, tagged.quoted) for run in sorted(one["content"])]
        if one not in settled:
            late = [run for run in one["content"] if run[0] > cue[1]]
            if late and kinds[one["content"][0][0]] in "pwg":      # In what may be a sign of unease, the club said ...
                one["content"] = late
            one["content"] = [cut(run, cue, low, tagged.quoted) for run in one["content"]]
        if any(low[i] in ACCUSING for i in range(cue[0], cue[1] + 1)):
            one["content"] = [part for run in one["content"] for part in accusation(run, low)]
        one["content"] = [run for run in (trim(run, low, tagged.quoted, ends) for run in one["content"]) if run]
        one["source"] = [mention(run, words) for run in one["source"]]
    kept = [one for one in settled if one["content"]]
    for one in linked:
        cue = one["cue"][0]
        one["content"] = _free(one, settled, low)
        if one["content"] and not unsaid(cue, low, tagged.firsts) and reports(one, words, kinds, tagged):
            kept.append(one | {"cue": [main_verb(cue, words)]})
    kept += _pointed(kept, low, kinds, tagged)
    return kept + _unlabelled(tagged, kept, low, ends)


def _pointed(kept, low, kinds, tagged):
    """ "-- a notion that the club dismissed": what was dismissed is the content that goes before."""
    found = []
    for i in range(2, len(low) - 3):
        if low[i] in POINTING and low[i + 1] in ("that", "which") and (kinds[i - 1] == "d" or low[i] == "something"):
            source = frames.noun_behind(i + 2, kinds)
            cue = source[1] + 1 if source else i
            while source and cue < len(low) - 1 and kinds[cue] in "ar":
                cue += 1
            before = [one for one in kept if 0 < i - max(last for _, last in one["content"]) <= 4]
            if source and cue < len(low) and features.cue_class(low[cue]) > 1 and before and not any(
                    first <= cue <= last for one in kept for first, last in one["cue"]):
                found.append({"content": before[-1]["content"], "cue": [(cue, cue)], "source": [source]})
    return found


def _free(one, settled, low):
    """The parts of the content that a settled frame leaves to a label: none if both are about the same cue."""
    runs, cue = one["content"], one["cue"][0]
    for other in settled:
        parts = other["content"] + other["cue"] + other["source"]
        if any(first <= cue[1] and cue[0] <= last for first, last in other["cue"] + other["content"]):
            return []
        begin, end = min(run[0] for run in parts), max(run[1] for run in parts)
        cutting = []
        for first, last in runs:
            if last < begin or first > end:
                cutting.append((first, last))
            elif first < begin and cue[1] < begin:         # what precedes the frame stays
                cutting.append((first, begin - 2 if low[begin - 1] in LEADING else begin - 1))
        runs = [run for run in cutting if run[0] < run[1]]
    return runs


def cut(run, cue, low, quoted):
    """The run up to a dash or concession of the writer's, where that stands outside quotation marks behind the cue."""
    first, last = run
    inside = {i for start, end, _ in quoted for i in range(start, end + 1)}
    if first < cue[0]:
        return run
    for i in range(first + 2, last):
        if i in inside:
            continue
        tail = low[i + 1:i + 6]
        dash = low[i] in DASHES and tail[0] not in ("and", "but", "or") and not DASHES & set(low[i + 1:last + 1])
        though = low[i] == "," and tail[0] in ("though", "although", "even", "despite")
        setting = low[i] == "amid" or low[i] == "as" and tail[0] in MOODS
        again = low[i] in ("and", "but") and any(features.cue_class(w) == 3 and not w.endswith("ing") for w in tail[:4]) \
            and "that" not in tail[:1]
        if dash or though or setting or again:
            return first, i - 1
    return run


def reports(one, words, kinds, tagged):
    """Whether a labelled cue reports what was communicated: deeds with an object (ordered, released) do not."""
    from analysis import cues

    first, last = main_verb(one["cue"][0], words)
    start = one["content"][0][0]
    if type_of(tagged, one["content"]) != "indirect":
        return True
    if all(kinds[i] == "N" for i in range(first, last + 1)) and first and kinds[first - 1] == "N":
        return False
    lemma = cues.lemma(" ".join(words[first:last + 1]))
    clause = start > 0 and words[start - 1].lower() in ("that", "whether", "if")
    return lemma in cues.LEXICON and (clause or lemma not in DEEDS)


def whole(run, quoted):
    """The run widened so that it cuts off no quotation mark whose words it holds."""
    first, last = run
    for start, end, closed in quoted:
        inner = (start + 1, end - closed)
        held = min(last, inner[1]) - max(first, inner[0]) + 1
        if held > 0:
            most = held >= .6 * (inner[1] - inner[0] + 1)
            first = start if start < first and (most or first == start + 1) else first
            last = end if last < end and (most or last >= end - 2) else last
    return first, last


def trim(run, low, quoted, ends):
    """The run without a leading "that", outer commas and dashes, and the full stop of its sentence; None if empty.

    `ends` holds the last word of each sentence.
    """
    first, last = run
    inside = {i for start, end, _ in quoted for i in range(start, end + 1)}
    while first <= last:
        if first not in inside and (low[first] in LEADING or low[first] == "that" and first < last
                                    and low[first + 1] not in SUBJECT_THAT):
            first += 1
        elif last not in inside and (low[last] in TRAILING or low[last] == "." and last in ends):
            last -= 1
        else:
            break
    return (first, last) if any(w[0].isalnum() for w in low[first:last + 1]) else None


def main_verb(cue, words):
    """The cue without auxiliaries, adverbs, times and places: "had also said Tuesday" gives "said"."""
    from analysis import cues

    first, last = cue
    low = [word.lower() for word in words]
    negated = any(low[i] in NOT for i in range(first, last + 1))
    while not negated and first < last and (low[first] in AUXILIARY or low[first] in ADVERBS or low[first].endswith("ly")):
        first += 1
    if " " not in cues.lemma(" ".join(words[first:last + 1])):
        head = next((i for i in range(first, last + 1) if features.cue_class(low[i]) > 1), None)
        if head is not None:
            last = head
    return first, last


def mention(run, words):
    """The source without a dateline, a conjunction before it, or an auxiliary or weekday behind it."""
    first, last = run
    for i in range(first, min(last, first + 12)):
        if words[i] in ("--", "—", "–") and words[i - 1] == ")":
            first = i + 1
    while first < last and words[first].lower() in BEFORE_SOURCE:
        first += 1
    while first < last and (words[last].lower() in AFTER_SOURCE or words[last].lower() in DAYS):
        last -= 1
    return first, last


def unsaid(cue, low, firsts):
    """Whether the speech act did not take place: "did not call for", "has not commented", "declined to say"."""
    start = firsts[bisect.bisect_right(firsts, cue[0]) - 1]
    heads = [i for i in range(cue[0], cue[1] + 1) if features.cue_class(low[i])]
    for word in reversed(low[max(start, cue[0] - 5):(heads[-1] if heads else cue[1])]):
        if word in NOT or word in REFUSING or word in MAYBE:
            return True
        if not (word in AUXILIARY or word in ADVERBS or word.endswith("ly") or word.startswith("comment")):
            return False
    return False


def accusation(run, low):
    """The parts of "Russia on Wednesday of sending troops" that are content: Russia, sending troops."""
    first, last = run
    offers = [i for i in range(first, min(last, first + 20)) if low[i] == "of"]
    of = next((i for i in offers if low[i + 1].endswith("ing")), offers[0] if offers else None)
    if of is None:
        return [run]
    if of == first:
        return [(first + 1, last)]
    day = next((i for i in range(first + 1, of) if low[i] in DAYS or low[i] == ","), of)
    return [(first, (day - 1 if low[day - 1] != "on" else day - 2) if day < of else of - 1), (of + 1, last)]


def _unlabelled(tagged, kept, low, ends):
    """Quotations in nobody's content: a whole paragraph, a subheading, or one with a reporting word beside it."""
    taken = {i for one in kept for first, last in one["content"] for i in range(first, last + 1)}
    used = {i for one in kept for first, last in one["cue"] for i in range(first, last + 1)}
    added = []
    for first, last, _ in tagged.quoted:
        size = sum(w[0].isalnum() for w in low[first:last + 1])
        if taken & set(range(first + 1, last)) or size < 2:
            continue
        outside = [i for i, w in enumerate(low) if w[0].isalnum() and not first <= i <= last]
        if not outside:
            added.append({"content": [(first, last)], "cue": [], "source": []})
        elif not kept and len(low) <= 10 and low[-1] != "." and size >= .4 * (size + len(outside)):
            added.append({"content": [trim((0, len(low) - 1), low, tagged.quoted, ends)], "cue": [], "source": []})
            break
        elif size >= 3:
            beside = [i for i in (*range(last + 1, last + 7), *range(first - 1, first - 4, -1)) if 0 <= i < len(low)
                      and i not in used and features.cue_class(low[i]) > 1
                      and bisect.bisect_right(tagged.firsts, i) == bisect.bisect_right(tagged.firsts, first)]
            if beside:
                added.append({"content": [(first, last)], "cue": [(beside[0],) * 2], "source": []})
    return added


def type_of(tagged, runs):
    """direct, mixed or indirect by how many of the content's words stand in quotation marks."""
    quoted = {i for first, last, _ in tagged.quoted for i in range(first, last + 1)}
    words = [i for first, last in runs for i in range(first, last + 1) if tagged.text[tagged.spans[i][0]].isalnum()]
    inside = sum(i in quoted for i in words)
    return "indirect" if not inside else "direct" if inside == len(words) else "mixed"
