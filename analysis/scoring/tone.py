"""Sentiment towards a target: a small convolutional network over words, in numpy alone.

A sentence is read as words; names are masked, so that who is named cannot matter, and the target stands as a
word of its own. Each word is a vector (GloVe, Pennington et al. 2014, adapted in training) beside what is
known of its place: side and distance from the target, same clause, inside quotation marks, behind a negation,
its value in the lexicons of VADER and TextBlob. Two layers look at three words each; four attention heads, the
strongest words and the place of the target give the three classes. Trained on NewsMTSC (Hamborg and Donnay 2021)
by benchmarks/train_tone.py; scores and limits in models/TONE.md.
"""
import re
from functools import cache
from pathlib import Path

import numpy as np

from analysis import paths

MODEL = paths.MODELS / "tone.npz"
TARGET = "\ue000"                       # stands in a text for a mention of the target
MASK = "\ue001"                         # stands for a name that was masked before
CLASSES = ("negative", "neutral", "positive")
PAD, UNKNOWN, AIMED, NAME = range(4)    # the first words of the vocabulary
FEATURES = 16
BATCH = 256                             # sentences at a time: what they need stays in the cache
CURLY = re.compile("[‘’‚‛′´`ʼ“”„‟″«»\u2013\u2014\u2015\u2212\u00a0]")
STRAIGHT = str.maketrans({**dict.fromkeys("‘’‚‛′´`ʼ", "'"), **dict.fromkeys("“”„‟″«»", '"'),
                          **dict.fromkeys("\u2013\u2014\u2015\u2212", "-"), "\u00a0": " "})
SHORT = r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Prof|St|Jr|Sr)\."     # their stop ends nothing
TOKEN = re.compile(rf"[a-z]++(?![\w&'-]|\.\w)|{TARGET}|{MASK}|\b(?:{SHORT})|n't\b|[^\W_]+?(?=n't\b)|[^\W_]+(?:[.&-][^\W_]+)*|'[a-z]+\b|[^\w\s]")
NEGATIONS = frozenset("not no never n't cannot without nobody nothing neither nor hardly barely lack lacks lacked lacking "
                      "fail fails failed deny denied denies refuse refused".split())
BREAKS = frozenset(", ; : - ( ) \" . ? ! and but while although though because that which who when if after as".split())
STOPS = frozenset(",.;:-")              # a negation ends here
OPENERS = frozenset(".\"'!?:")          # the next word is capitalised by rule
REACH = 4                               # words behind a negation that it turns


def tokens(text: str) -> list[str]:
    """Words and marks of a text; TARGET and MASK are words."""
    return TOKEN.findall(text.translate(STRAIGHT) if CURLY.search(text) else text)


def titled(words: list[str]) -> bool:
    """Is this a headline in title case, where capitals tell nothing? No headline ends in a full stop."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and words[-1] != "." and sum(word[0].isupper() for word in long) > .7 * len(long)


def identify(words: list[str], ids: dict[str, int], common: frozenset) -> list[int]:
    """Numbers of the words: names masked and run together, the article before them dropped, numbers alike.

    A capitalised word is a name, except where the place asks for a capital and the word is a `common` one.
    """
    found, opening, before, the = [], True, PAD, ids.get("the", UNKNOWN)
    for word in words:
        if word.islower() and word.isalpha():
            number, opening = ids.get(word, UNKNOWN), False
        elif word[0].isalpha():
            low = word.lower()
            named = word[0].isupper() and word != "I" and not (low in common and (opening or titled(words)))
            number, opening = NAME if named else ids.get(low, UNKNOWN), False
        elif word in (TARGET, MASK):
            number, opening = AIMED if word == TARGET else NAME, False
        elif word[0].isdigit():
            number, opening = ids.get("0", UNKNOWN), False
        else:
            number = ids.get(word, UNKNOWN)
            opening = word in OPENERS
        if number <= NAME and (number == NAME and before in (NAME, AIMED) or number == AIMED == before):
            continue
        if number <= NAME and (number == AIMED and before == NAME or number >= AIMED and before == the):
            found.pop()                  # "President X", "the United States" and "X" are alike
        found.append(number)
        before = number
    return found


def flatten(numbered: list[list[int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All sentences in one row, a PAD before, between and behind: (numbers, first and end of each sentence)."""
    flat, starts, ends = [PAD], [], []
    for one in numbered:
        starts.append(len(flat))
        flat += one or [UNKNOWN]
        ends.append(len(flat))
        flat.append(PAD)
    return np.array(flat), np.array(starts), np.array(ends)


def features(flat: np.ndarray, starts: np.ndarray, ends: np.ndarray, model: dict) -> np.ndarray:
    """(words, FEATURES): what is known of each word but the word. Zero for PAD."""
    n, place = len(flat), np.arange(len(flat))
    sentence = np.repeat(np.arange(len(starts)), np.diff(ends + 1, prepend=0))       # of a PAD any
    first, last = starts[sentence], ends[sentence]
    kind = model["kind"][flat]                                # 1 breaks, 2 negates, 4 stops a negation, 8 quotation mark
    marks = np.cumsum(kind & 8 > 0)
    quoted = (marks - marks[first - 1]) % 2
    clause = np.cumsum(kind & 1 > 0)
    latest = np.maximum.accumulate(np.where(kind & 2 > 0, place, -1))
    stop = np.maximum.accumulate(np.where((kind & 4 > 0) | (flat == PAD), place, -1))
    negated = np.zeros(n, bool)
    negated[1:] = (latest[:-1] > stop[:-1]) & (place[1:] - latest[:-1] <= REACH)
    aims = np.flatnonzero(flat == AIMED)
    rows = np.zeros((n, FEATURES))
    rows[:, 0] = 1
    worth = model["valence"][flat] * np.where(negated, -.7, 1)[:, None]
    rows[:, 8:12] = np.maximum(np.stack([worth[:, 0], -worth[:, 0], worth[:, 1], -worth[:, 1]], 1), 0)
    rows[:, 6], rows[:, 7] = quoted, negated
    if len(aims):
        after = np.minimum(np.searchsorted(aims, place), len(aims) - 1)
        before = np.maximum(np.searchsorted(aims, place, "right") - 1, 0)
        far = 10_000
        right = np.where((aims[after] >= place) & (aims[after] < last), aims[after] - place, far)
        left = np.where((aims[before] <= place) & (aims[before] >= first), place - aims[before], far)
        gap, has = np.minimum(left, right), np.minimum(left, right) < far
        near = np.where(left < right, aims[before], aims[after])
        one = aims[np.minimum(np.searchsorted(aims, first), len(aims) - 1)]     # the first target of the sentence
        apart = np.abs(clause - clause[one])
        rows[:, 1], rows[:, 2] = has & (near > place), has & (near < place)
        rows[:, 3], rows[:, 4] = has / (1 + gap), has * np.exp(-gap / 5)
        rows[:, 5], rows[:, 12] = has & (apart == 0), has * np.minimum(apart, 12) / 4
        rows[:, 13], rows[:, 14] = flat == AIMED, has * np.minimum(gap, 20) / 10
        rows[:, 15] = has & (quoted == quoted[one])
    rows[flat == PAD] = 0
    return rows


@cache
def load(path: Path = MODEL) -> dict:
    """The arrays of a model by name, ready to use, with `ids` (word -> number) and `common` (a set)."""
    with np.load(path) as stored:
        model = {name: stored[name] for name in stored.files}
    words = bytes(model.pop("words")).decode("utf-8").split("\n")
    model["ids"] = {word: number for number, word in enumerate(words)}
    model["common"] = frozenset(words[number] for number in np.flatnonzero(model.pop("common")))
    model["E"] = model["E"].astype(np.float32) * model.pop("scale")
    model["valence"] = model["valence"] / 100
    # In doubles what kernels for other processors add up in another order stays far below the digits that are kept.
    return {name: value.astype(np.float64) if getattr(value, "dtype", None) == np.float16 else value
            for name, value in model.items()}


def _convolve(x: np.ndarray, weight: np.ndarray, bias: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Each word with its neighbours: (words, in) -> (words, out), 0 for PAD, which stands at both ends."""
    size = x.shape[1]
    out = x @ weight[size:2 * size] + bias
    out[1:] += x[:-1] @ weight[:size]
    out[:-1] += x[1:] @ weight[2 * size:]
    return np.maximum(out, 0, out=out) * mask


def _forward(numbered: list[list[int]], model: dict) -> np.ndarray:
    """(sentences, 3) probabilities."""
    flat, starts, ends = flatten(numbered)
    rows = features(flat, starts, ends, model)
    mask = rows[:, :1]
    x = np.concatenate([model["E"][flat], rows], 1) * mask
    h = _convolve(x, model["W1"], model["b1"], mask)
    h = _convolve(h, model["W2"], model["b2"], mask) + h
    weight = np.exp(np.minimum(np.concatenate([h, rows], 1) @ model["A"], 30)) * mask
    edges = np.stack([starts, ends], 1).ravel()
    total = np.add.reduceat(weight, edges)[::2]
    pooled = [np.add.reduceat(h * weight[:, k, None], edges)[::2] / total[:, k, None] for k in range(weight.shape[1])]
    most = np.maximum.reduceat(h, edges)[::2]
    aimed = np.maximum.reduceat(h * rows[:, 13:14], edges)[::2]
    logits = np.concatenate([*pooled, most, aimed], 1) @ model["U"] + model["c"]
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def probabilities(texts: list[str], model: Path = MODEL) -> np.ndarray:
    """(texts, 3): P(negative), P(neutral), P(positive) towards what stands as TARGET, or on the whole without one."""
    arrays = load(model)
    numbered = [identify(tokens(text), arrays["ids"], arrays["common"]) for text in texts]
    order = sorted(range(len(texts)), key=lambda i: (len(numbered[i]), texts[i]))      # whatever order they come in
    out = np.zeros((len(texts), 3))
    for start in range(0, len(order), BATCH):
        some = order[start:start + BATCH]
        out[some] = _forward([numbered[i] for i in some], arrays)
    return out


def score(texts: list[str]) -> list[float]:
    """P(positive) - P(negative), -1 to 1, of each text."""
    odds = probabilities(texts)
    return [round(float(value), 6) for value in odds[:, 2] - odds[:, 0]]


def mark(text: str, spans: list[tuple[int, int]], names: list[tuple[int, int]] = ()) -> str:
    """`text` with the mentions at `spans` replaced by TARGET and those at `names` by MASK; of overlapping ones the first."""
    parts, place = [], 0
    for start, end, sign in sorted([(*span, TARGET) for span in spans] + [(*span, MASK) for span in names]):
        if start >= place:
            parts += [text[place:start], f" {sign} "]
            place = end
    return "".join([*parts, text[place:]])
