"""Scorers of tone, all with one interface, and the preparation of what they read.

A scorer is a function from a list of prepared sentences to a list of numbers; put it in SCORERS and every
table and figure has it (METHODOLOGY, section 6). TextBlob (lexicon of pattern.en, De Smedt & Daelemans 2012) and
VADER (Hutto & Gilbert 2014) add up words, whoever they are about; the target-aware model (see `tone`) reads what
is said about the mention that stands as tone.TARGET, and the whole sentence where there is none.
"""
import re
from functools import cache, lru_cache
from string import punctuation
from typing import NamedTuple

from textblob import TextBlob
from textblob.en import sentiment as pattern
from vaderSentiment import vaderSentiment as vaders

from analysis.scoring import tone
from analysis.tagging import tokens

WORD = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")
STRAIGHT = {**dict.fromkeys("‘’‚‛′´`ʼ", "'"), **dict.fromkeys("“”„‟″«»", '"'),
            **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), "\u2010": "-", "\u2011": "-",
            "\u00ad": "", "\u200b": "", "\ufeff": "", "…": " ... "}
ODD = re.compile(f"[{''.join(STRAIGHT)}]")
LONG = re.compile("[\u2013\u2014\u2015\u2212]")
DASH = re.compile(r"\s*(?:[\u2014\u2015\u2212]|--+)\s*|\s+\u2013\s+|\u2013(?!\w)|(?<!\w)\u2013")
CAPITAL = re.compile(rf"(?=[A-ZÀ-ÖØ-ÞĀČĎĐĒĚĞĪİŁŃŌŘŚŞŠŢŤŪŮŹŻŽ])(?<![^\W_])(?:{tone.SHORT}|(?!I\b)[^\W_]+(?:[.&-][^\W_]+)*)")
# A word that names the field of an office or body is neither praise nor blame: "defense ministry", "peace envoy".
FIELDS = frozenset("""defense defence security justice peace welfare trust treasury energy safety freedom rescue relief war
crime crisis disaster emergency terror terrorism fraud homicide intelligence arms""".split())
OFFICE = (r"(?=(?:\s+and\s+\w+)?\s+(?:minist(?:ry|ers?)|secretar(?:y|ies)|department|offic(?:e|ers?|ials?)|chiefs?|council"
          r"|agenc(?:y|ies)|services?|forces?|committee|commission(?:er)?|bureau|board|authorit(?:y|ies)|alliance|pact"
          r"|advis[eo]rs?|analysts?|experts?|contractors?|spokes\w+|envoys?|court|cent(?:re|er)|headquarters|staff)\b)")
FIELD = re.compile(rf"\b(?:{'|'.join(sorted(FIELDS))}){OFFICE}", re.I)
COUNTING = frozenset("more most much many less least few fewer".split())
SMALL = frozenset(("no", "not", "never", "!"))              # what TextBlob reads besides its lexicon
OPENERS = tone.OPENERS | {""}               # behind these a capital is asked for
FILLER = "zzzz"
PIECE = re.compile(r"[a-z]++(?![\w'-])|[^\W\d_]+(?=n't\b)|n't\b|[^\W\d_]+(?:[-'][^\W\d_]+)*|!")
ENDS = re.compile(r"[.?!…][^\w\s]*\s|\n")                  # where a sentence may end before the text does


def prepare(text: str) -> str:
    """`text` with straight quotes and apostrophes, dashes that part words, plain spaces."""
    if not text.isascii():
        text = ODD.sub(lambda match: STRAIGHT[match[0]], text)
    if "--" in text or LONG.search(text):
        text = DASH.sub(" - ", text).replace("\u2013", "-")
    return " ".join(text.split())


def mask(prepared: str) -> str:
    """Names as tone.MASK, so that "United States" is no praise; a field before an office too ("defense ministry").

    A capitalised word is a name, except where the place asks for the capital (sentence start, headline) and the
    word is a common one, in lower case then.
    """
    found, parts, place, title, common = list(CAPITAL.finditer(prepared)), [], 0, None, tone.load()["common"]
    for match in found:
        start, end = match.span()
        word = match[0].lower()
        keep = word in common
        if keep and prepared[max(start - 2, 0):start].strip()[-1:] not in OPENERS:
            title = len(found) > 2 and tone.titled(tone.tokens(prepared)) if title is None else title
            keep = title
        parts += [prepared[place:start], word if keep else tone.MASK]
        place = end
    masked = "".join([*parts, prepared[place:]]) if parts else prepared
    return masked if FIELDS.isdisjoint(masked.lower().split()) else FIELD.sub(tone.MASK, masked)


CLEANINGS = {"as published": lambda text: text, "quotes straight": prepare, "names masked": lambda text: mask(prepare(text))}
FULL = "names masked"


@lru_cache(maxsize=100_000)
def clean(text: str, cleaning: str = FULL) -> str:
    return CLEANINGS[cleaning](text)


@cache
def _vader():
    return vaders.SentimentIntensityAnalyzer()


@cache
def lexicon(scorer: str) -> frozenset[str] | None:
    """The words, in lower case, that a scorer's lexicon knows; None for a scorer that has none."""
    if scorer.startswith("textblob"):
        TextBlob("good").sentiment       # pattern.en loads its lexicon when first used
        return frozenset(word.lower() for word in dict.keys(pattern))
    return frozenset(_vader().lexicon) if scorer == "vader" else None


def _nameless(text: str) -> str:
    """To a word list a target is a name like any other."""
    return text.replace(tone.TARGET, tone.MASK)


@lru_cache(maxsize=100_000)
def _textblob(text: str) -> tuple[float, float]:
    """Polarity and subjectivity by TextBlob's own sums over our words.

    Its tokenizer loses the "not" of "isn't" and takes four fifths of its time. "More" is left out where it counts
    ("more troops", +0.5 to TextBlob) and kept where it heightens ("more dangerous").
    """
    held, words = lexicon("textblob_polarity"), PIECE.findall(text.lower())
    if held.isdisjoint(words):
        return 0.0, 0.0
    words = ["not" if word == "n't" else word for word in words]
    words = [word for word, after in zip(words, [*words[1:], ""]) if word not in COUNTING or after in held]
    seen = []
    for word in words:                   # a run of words that it does not know counts like one
        if word in held or word in SMALL or len(word) < 3:
            seen.append(word)
        elif not seen or seen[-1] != FILLER:
            seen.append(FILLER)
    found = pattern(seen)
    return float(found[0]), float(found[1])


def textblob_polarity(texts: list[str]) -> list[float]:
    """-1 (negative) to 1 (positive): the mean over the words the lexicon knows."""
    return [_textblob(_nameless(text))[0] for text in texts]


def textblob_subjectivity(texts: list[str]) -> list[float]:
    """0 (objective) to 1 (subjective)."""
    return [_textblob(_nameless(text))[1] for text in texts]


@cache
def _turning() -> frozenset[str]:
    """Words that make VADER read the three words behind them in another way."""
    listed = {word for phrase in [*vaders.BOOSTER_DICT, *vaders.SPECIAL_CASES] for word in phrase.split()}
    return frozenset(listed | set(vaders.NEGATE) | {"so", "this", "doubt", "least", "no"}) - {"the", "of", "to"}


@lru_cache(maxsize=100_000)
def _one_vader(text: str) -> float:
    """VADER's compound score. Where no word is turned by another, the sum of the lexicon's values is all of it."""
    held, turning, words = _vader().lexicon, _turning(), text.split()
    bare = [word.strip(punctuation) for word in text.lower().split()]
    hits = [i for i, word in enumerate(bare) if word in held or words[i].lower() in held]
    if not hits:
        return 0.0
    plain = not ("but" in bare or "!" in text or "?" in text)
    for i in hits:
        near = bare[max(i - 3, 0):i + 1]
        if len(near[-1]) < 3 or words[i].isupper() or not turning.isdisjoint(near) or any("n't" in word for word in near):
            plain = False
    if plain:
        return round(vaders.normalize(sum(held[bare[i]] for i in hits)), 4)
    keep = {j for i in hits for j in range(i - 3, i + 3)}      # the rest of the words changes nothing
    window = " ".join(word for i, word in enumerate(words)
                      if i in keep or bare[i] == "but" or "!" in word or "?" in word)
    return float(_vader().polarity_scores(window)["compound"])


def vader(texts: list[str]) -> list[float]:
    """VADER's compound score, -1 to 1."""
    return [_one_vader(_nameless(text)) for text in texts]


SCORERS = {"textblob_polarity": textblob_polarity, "textblob_subjectivity": textblob_subjectivity,
           "vader": vader, "target_aware": tone.score}
UNSIGNED = {"textblob_subjectivity"}     # no negative side: neither "most negative" nor opposite signs


def words_of(prepared: str) -> list[str]:
    return WORD.findall(prepared.lower())


class Legible(NamedTuple):
    cleaned: str             # what the scorers read
    words: list[str]         # of it
    size: int                # words of the sentence, a masked name and a target counting one each


def legible(text: str) -> Legible:
    """A sentence as it is scored, in which names may stand as tone.MASK or tone.TARGET already."""
    prepared = prepare(text)
    cleaned = mask(prepared)
    size = len(WORD.findall(prepared)) + prepared.count(tone.MASK) + prepared.count(tone.TARGET)
    return Legible(cleaned, words_of(cleaned), size)


def known(prepared: str, scorer: str) -> list[str]:
    """The words of `prepared` that the scorer's lexicon knows, in order; all where it has no lexicon."""
    words, held = words_of(prepared), lexicon(scorer)
    return words if held is None else [word for word in words if word in held]


def sentences(text: str) -> list[str]:
    if not ENDS.search(text.rstrip()):
        return [text]
    return [text[start:end] for start, end in tokens.sentences(text)]


@lru_cache(maxsize=50_000)
def parts(text: str) -> tuple[tuple[str, int], ...]:
    """The sentences of a text, each with the number of its words."""
    return tuple((part, len(WORD.findall(prepare(part)))) for part in sentences(text))


def rate(texts: list[str], scorer: str, cleaning: str = FULL) -> list[float]:
    """The score of each text: its sentences' scores averaged, weighted by their words; 0 without words."""
    flat = list(dict.fromkeys(part for text in texts for part, _ in parts(text)))
    scores = dict(zip(flat, SCORERS[scorer]([clean(part, cleaning) for part in flat])))
    return [sum(scores[part] * words for part, words in parts(text)) / (sum(n for _, n in parts(text)) or 1)
            for text in texts]
