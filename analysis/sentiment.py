"""Tone of attributions and of the writer's own sentences, by scorers that share one interface.

A scorer is a function from a list of prepared sentences to a list of numbers; put it in SCORERS and every
table and figure has it. TextBlob (pattern.en lexicon, De Smedt & Daelemans 2012) and VADER (Hutto & Gilbert
2014) read words, not meaning: on news both are close to chance, so `coverage` and `extremes` go with them.
"""
import re
from functools import cache, lru_cache

import numpy as np
import pandas as pd
from textblob import TextBlob
from textblob.en import sentiment as pattern
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import stats, tokens
from analysis.characters import repair

COLUMNS = ["article", "outlet", "quote", "sentence", "target", "camp", "scorer", "score", "words", "known",
           "text"]
WORD = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")
STRAIGHT = str.maketrans({**dict.fromkeys("‘’‚‛′´`ʼ", "'"), **dict.fromkeys("“”„‟″«»", '"'),
                          **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), "\u2010": "-", "\u2011": "-",
                          "\u00ad": None, "\u200b": None, "\ufeff": None, "…": " ... "})
NOT = {"can't": "can not", "won't": "will not", "shan't": "shall not", "ain't": "is not"}


def prepare(text: str) -> str:
    """`text` as lexicons expect it: straight quotes and apostrophes, dashes that part words, plain spaces."""
    text = text.translate(STRAIGHT)
    text = re.sub(r"\s*(?:[\u2014\u2015\u2212]|--+)\s*|\s+\u2013\s+|\u2013(?!\w)|(?<!\w)\u2013", " - ", text)
    return re.sub(r"\s+", " ", text.replace("\u2013", "-")).strip()


@cache
def _vader() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def _spell_out(match: re.Match) -> str:
    word = match.group().lower()
    return NOT.get(word, word[:-3] + " not")


@lru_cache(maxsize=100_000)
def _textblob(text: str) -> tuple[float, float]:
    """Polarity and subjectivity. TextBlob cuts "isn't" so that its "not" is lost: spelt out before."""
    polarity, subjectivity = TextBlob(re.sub(r"\b\w+n't\b", _spell_out, text, flags=re.I)).sentiment
    return float(polarity), float(subjectivity)


def textblob_polarity(texts: list[str]) -> list[float]:
    """-1 (negative) to 1 (positive): the mean over the words the lexicon knows."""
    return [_textblob(text)[0] for text in texts]


def textblob_subjectivity(texts: list[str]) -> list[float]:
    """0 (objective) to 1 (subjective)."""
    return [_textblob(text)[1] for text in texts]


def vader(texts: list[str]) -> list[float]:
    """VADER's compound score, -1 to 1."""
    return [float(_vader().polarity_scores(text)["compound"]) for text in texts]


SCORERS = {"textblob_polarity": textblob_polarity, "textblob_subjectivity": textblob_subjectivity,
           "vader": vader}
UNSIGNED = {"textblob_subjectivity"}     # no negative side: neither "most negative" nor opposite signs


@cache
def lexicon(scorer: str) -> frozenset[str] | None:
    """The words, in lower case, that a scorer's lexicon knows; None for a scorer that has none."""
    if scorer.startswith("textblob"):
        TextBlob("good").sentiment       # pattern.en loads its lexicon when first used
        return frozenset(word.lower() for word in dict.keys(pattern))
    return frozenset(_vader().lexicon) if scorer == "vader" else None


def _words(prepared: str) -> list[str]:
    return [word.lower() for word in WORD.findall(prepared)]


def known(prepared: str, scorer: str) -> list[str]:
    """The words of `prepared` that the scorer's lexicon knows, in order; all where it has no lexicon."""
    words, held = _words(prepared), lexicon(scorer)
    return words if held is None else [word for word in words if word in held]


@lru_cache(maxsize=50_000)
def _parts(text: str) -> tuple[tuple[str, int], ...]:
    """The prepared sentences of a text, each with the number of its words."""
    prepared = (prepare(text[start:end]) for start, end in tokens.sentences(text))
    return tuple((part, len(_words(part))) for part in prepared)


def rate(texts: list[str], scorer: str) -> list[float]:
    """The score of each text: its sentences' scores averaged, weighted by their words; 0 without words."""
    flat = list(dict.fromkeys(part for text in texts for part, _ in _parts(text)))
    scores = dict(zip(flat, SCORERS[scorer](flat)))
    return [sum(scores[part] * words for part, words in _parts(text)) / (sum(n for _, n in _parts(text)) or 1)
            for text in texts]


def held(quotes: pd.DataFrame, passages: pd.DataFrame) -> dict[tuple[str, int], list[tuple[int, int, str]]]:
    """Where attribution contents stand in the clean text of the passages.

    Returns {(article, passage): [(start, end, quote), ...]}, sorted, offsets in the passage's `text`. `spans`
    are raw offsets; each piece is repaired as the passage was, and looked up nearest to its raw place.
    """
    found, rows = {}, {}
    for p in passages.itertuples():
        rows.setdefault(p.article, []).append(p)
    for q in quotes.itertuples():
        done = 0
        for start, end in q.spans:
            piece, done = q.content[done:done + end - start], done + end - start + 1
            for p in rows.get(q.article, []):
                low, high = max(start, p.start), min(end, p.end)
                clean = repair(piece[low - start:high - start]).text.strip() if low < high else ""
                if clean:
                    place = low - p.start
                    hits = [m.start() for m in re.finditer(re.escape(clean), p.text)]
                    at = min(hits, key=lambda hit: abs(hit - place)) if hits else min(place, len(p.text))
                    found.setdefault((p.article, p.passage), []).append(
                        (at, min(at + len(clean), len(p.text)), q.quote))
    return {key: sorted(spans) for key, spans in found.items()}


def units(quotes: pd.DataFrame, passages: pd.DataFrame, kinds=("speech",)) -> pd.DataFrame:
    """What is scored: attributions of these kinds, and sentences of deck and body without attributed content.

    Columns article, outlet, quote ("" for a sentence of the writer's own), sentence (its number in the kept
    text of the article; for an attribution, of the one it begins in), camp ("" for the writer), text.
    """
    kept = passages[passages["section"] != "dropped"].sort_values(["article", "passage"])
    spans, rows, begins = held(quotes, kept), [], {}
    for article, part in kept.groupby("article", sort=True):
        number = 0
        for p in part.itertuples():
            inside = spans.get((article, p.passage), [])
            for start, end in tokens.sentences(p.text):
                for low, _, quote in inside:
                    if low < end:
                        begins.setdefault((article, quote), number)
                text = p.text[start:end]
                if _words(text) and not any(low < end and start < high for low, high, _ in inside):
                    rows.append((article, p.outlet, "", number, "", text))
                number += 1
    for q in quotes[quotes["kind"].isin(kinds)].itertuples():
        begin = begins.get((q.article, q.quote), 0)
        rows.append((q.article, q.outlet, q.quote, begin, q.camp, repair(q.content).text))
    frame = pd.DataFrame(rows, columns=["article", "outlet", "quote", "sentence", "camp", "text"])
    return frame.sort_values(["outlet", "article", "sentence", "quote"], ignore_index=True)


def score(quotes: pd.DataFrame, passages: pd.DataFrame, scorers=None, kinds=("speech",)) -> pd.DataFrame:
    """The `sentiment` table: a row per attribution or own sentence (see `units`) and scorer.

    `words` are the text's words, `known` those the scorer's lexicon holds. `kinds` of attributions that get
    rows; contents of the others still do not count as the writer's own.
    """
    frame = units(quotes, passages, kinds)
    texts = [prepare(text) for text in frame["text"]]
    tables = [frame.assign(target="", scorer=scorer, score=np.array(rate(list(frame["text"]), scorer), float),
                           words=[len(_words(text)) for text in texts],
                           known=[len(known(text, scorer)) for text in texts])
              for scorer in (scorers or SCORERS)]
    table = pd.concat(tables, ignore_index=True)[COLUMNS]
    return table.astype({"sentence": int, "words": int, "known": int})


def coverage(sentiment: pd.DataFrame) -> pd.DataFrame:
    """How much of the text each scorer could read.

    Columns scorer, units, words, known, share_known (of the words), share_blank (of the units: those with no
    known word, whose 0 says nothing).
    """
    blank = sentiment.assign(blank=sentiment["known"] == 0, units=1)
    table = blank.groupby("scorer", sort=False)[["units", "words", "known", "blank"]].sum().reset_index()
    table["share_known"] = table["known"] / table["words"].where(table["words"] > 0)
    table["share_blank"] = table["blank"] / table["units"]
    return table.drop(columns="blank")


def hinges(sentiment: pd.DataFrame, most: int = 500) -> pd.DataFrame:
    """Units whose score hinges on one word: taken out, the score is 0 or changes its sign.

    The `most` units furthest from 0 per scorer are tried. Adds the columns word, without (the score then) and
    decides (how many of the tried units this word decides).
    """
    keep = sentiment[(sentiment["score"] != 0) & (sentiment["known"] > 0)]
    keep = keep[~keep["scorer"].isin(UNSIGNED)]
    rows = []
    for scorer, part in keep.groupby("scorer", sort=False):
        part = part.assign(size=-part["score"].abs()).sort_values(["size", "article", "sentence", "quote"])
        for row in part.head(most).drop(columns="size").to_dict("records"):
            text = prepare(row["text"])
            words = sorted(set(known(text, scorer)))
            cut = [re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text, flags=re.I) for word in words]
            gone = [(abs(row["score"] - new), word, new) for word, new in zip(words, rate(cut, scorer))
                    if new * row["score"] <= 1e-12]
            if gone and lexicon(scorer) is not None:
                _, word, without = max(gone)
                rows.append({**row, "word": word, "without": without})
    table = pd.DataFrame(rows, columns=[*sentiment.columns, "word", "without"])
    table["decides"] = table.groupby(["scorer", "word"])["word"].transform("size").astype(int)
    return table


def extremes(sentiment: pd.DataFrame, n: int = 3, pair=("textblob_polarity", "vader")) -> pd.DataFrame:
    """Units to read by eye, at most `n` per scorer and reason.

    reason is "most negative", "most positive", "one word decides" (word, without, decides as in `hinges`; a
    word once, those that decide most first) or "scorers disagree" (opposite signs, largest gap first; `other`
    is the score by the second of the `pair`).
    """
    order = ["article", "sentence", "quote"]
    signed, found = sentiment[~sentiment["scorer"].isin(UNSIGNED)], []
    for _, part in signed.groupby("scorer", sort=False):
        part = part.assign(down=-part["score"])
        for column, reason in (("score", "most negative"), ("down", "most positive")):
            found.append(part[part[column] < 0].sort_values([column, *order]).head(n).assign(reason=reason))
    one = hinges(sentiment).drop_duplicates(["scorer", "word"])      # each word where it moves the score most
    one = one.sort_values("decides", ascending=False, kind="stable")
    found.append(one.groupby("scorer", sort=False).head(n).assign(reason="one word decides"))
    first, second = (sentiment[sentiment["scorer"] == name] for name in pair)
    second = second[[*order, "text", "score"]].rename(columns={"score": "other"})
    both = first.merge(second, on=[*order, "text"])
    both = both[both["score"] * both["other"] < 0]
    both = both.assign(gap=-(both["score"] - both["other"]).abs()).sort_values(["gap", *order])
    found.append(both.head(n).assign(reason="scorers disagree"))
    found = [part for part in found if len(part)] or [sentiment.iloc[:0].assign(reason="")]
    columns = ["reason", "scorer", "score", "word", "without", "decides", "other", "outlet", "article",
               "quote", "camp", "text"]
    table = pd.concat(found, ignore_index=True).reindex(columns=columns)
    return table.assign(word=table["word"].astype(object).where(table["word"].notna(), ""))


def by_group(sentiment: pd.DataFrame, by=("outlet", "camp"), **options) -> pd.DataFrame:
    """Mean score in each group, attributed words and the writer's own apart, with bootstrap intervals.

    Columns voice ("quoted" or "own"), *by, scorer, estimate, low, high, n (attributions or sentences) and
    articles. Each unit counts the same. Options as in `stats.bootstrap` (seed, draws, level).
    """
    voice = np.where(sentiment["quote"] == "", "own", "quoted")
    return stats.means(sentiment.assign(voice=voice), "score", ["voice", *by, "scorer"], **options)
