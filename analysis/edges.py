"""What the codebook counts as content, and as an attribution at all: edges of the content, negated speech acts.

All functions work on words (strings) and runs (first, last) of word numbers, both ends included.
"""
from analysis import features

THAT_VERBS = frozenset("""is was isn wasn are were 's ’s will would wo can could may might must should has had have does did do
    'd ’d 'll ’ll means meant made makes remains remained seems seemed depends""".split())
LEADING = frozenset([",", ":", ";", "--", "—", "–", "-", "…", "..."])
TRAILING = LEADING | frozenset(["(", "and", "but", "while", "as", "who", "which"])
ACCUSING = frozenset("accuse accused accuses accusing".split())
AUXILIARY = frozenset("""do does did has have had will would can could is are was were be been being 's ’s 'd ’d 've ’ve 'll
    ’ll wo ca may might must should am to""".split())
NOT = frozenset("not n't n’t never neither nor hardly".split())
REFUSING = frozenset("""declined declines declining refused refuses refusing failed fails failing unable unwilling reluctant
    stopped without avoided avoiding yet nobody none decline refuse fail""".split())
MAYBE = frozenset("might may could should must cannot".split())
ADVERB_END = ("ly",)
ADVERBS = frozenset("also then later again now still already ever once even just yet so far immediately".split())


def whole(run, quoted):
    """The run widened so that it never cuts off a quotation mark whose words it holds."""
    first, last = run
    for start, end, closed in quoted:
        inner = (start + 1, end - 1 if closed else end)
        held = min(last, inner[1]) - max(first, inner[0]) + 1
        if held > 0 and (held >= .6 * (inner[1] - inner[0] + 1) or start < first <= start + 2):
            first = min(first, start) if held >= .6 * (inner[1] - inner[0] + 1) or start + 1 == first else first
            last = max(last, end)
    return first, last


def trim(run, words, quoted, ends):
    """The run without a leading "that", outer commas and dashes, and the full stop of its sentence; None if empty.

    `ends` holds the last word of each sentence.
    """
    first, last = run
    inside = {i for start, end, closed in quoted for i in range(start, end + 1)}
    moving = True
    while moving and first <= last:
        moving = False
        word = words[first].lower()
        if first not in inside and (word in LEADING or word == "that" and _complementiser(words, first, last)):
            first, moving = first + 1, True
        elif last not in inside and (words[last].lower() in TRAILING or words[last] == "." and last in ends):
            last, moving = last - 1, True
    return (first, last) if first <= last and any(w.isalnum() for w in "".join(words[first:last + 1])) else None


def _complementiser(words, first, last):
    """Whether the "that" at `first` opens a clause rather than being its subject."""
    return first < last and words[first + 1].lower() not in THAT_VERBS


def unsaid(cue, words, firsts):
    """Whether the speech act did not take place: "did not call for", "has not commented", "declined to say"."""
    start = max((i for i in firsts if i <= cue[0]), default=0)
    heads = [i for i in range(cue[0], cue[1] + 1) if features.cue_class(words[i].lower())]
    head = heads[-1] if heads else cue[1]
    before = [w.lower() for w in words[max(start, cue[0] - 5):head]]
    while before:
        word = before.pop()
        if word in NOT or word in REFUSING or word in MAYBE:
            return True
        if word == "no" and before == []:
            return True
        if not (word in AUXILIARY or word in ADVERBS or word.endswith(ADVERB_END) or word.startswith("comment")):
            return False
    return False


def accusation(run, words):
    """The parts of "Russia on Wednesday of sending troops" that are content: ["Russia", "sending troops"]."""
    first, last = run
    of = next((i for i in range(first, min(last, first + 15)) if words[i].lower() == "of"), None)
    while of is not None and of + 1 <= last and not words[of + 1].lower().endswith("ing"):
        later = next((i for i in range(of + 1, min(last, first + 15)) if words[i].lower() == "of"), None)
        if later is None or not words[later + 1].lower().endswith("ing"):
            break
        of = later
    if of is None:
        return [run]
    if of == first:
        return [(first + 1, last)]
    end = next((i for i in range(first + 1, of) if words[i].lower() in ("on", "in", "at", ",")), of) - 1
    return [(first, end), (of + 1, last)]
