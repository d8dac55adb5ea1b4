"""Tone of attributions and of the writer's own sentences: the table `sentiment`, and what may be asked of it.

Two questions are kept apart. Rows with target "" are about the words of whoever speaks (camp; "" is the writer).
Rows with a camp as target are about what is said of that camp, by whom: the mentions of it are marked in each
sentence, and the target-aware model reads what is said about them. The scorers stand in `scorers`.
"""
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import takewhile

import numpy as np
import pandas as pd

from analysis import stats
from analysis.scoring import targets, tone
from analysis.tagging import tokens
from analysis.cleaning.characters import repair
from analysis.scoring.scorers import (SCORERS, UNSIGNED, WORD, clean, known, legible, lexicon, mask, prepare, rate,  # noqa: F401
                                      sentences)

COLUMNS = ["article", "outlet", "quote", "sentence", "target", "camp", "scorer", "score", "words", "known",
           "text"]


def _nearest(piece: str, text: str, place: int) -> int:
    """Where `piece` stands in `text` nearest to `place`; `place` where it does not."""
    before, after = text.rfind(piece, 0, place + len(piece)), text.find(piece, place)
    hits = [at for at in (before, after) if at >= 0]
    return min(hits, key=lambda at: abs(at - place)) if hits else min(place, len(text))


def _places(quotes: list[dict], passages: list[dict]) -> dict[int, list[tuple[int, int, str]]]:
    """`held` of one article, by passage."""
    found, passages = {}, sorted(passages, key=lambda p: p["start"])
    ends = [p["end"] for p in passages]
    for q in quotes:
        done = 0
        for start, end in q["spans"]:
            piece, done = q["content"][done:done + end - start], done + end - start + 1
            for p in takewhile(lambda p: p["start"] < end, passages[bisect_right(ends, start):]):
                low, high = max(start, p["start"]), min(end, p["end"])
                text = repair(piece[low - start:high - start]).text.strip()
                if text:
                    at = _nearest(text, p["text"], low - p["start"])
                    found.setdefault(p["passage"], []).append((at, min(at + len(text), len(p["text"])), q["quote"]))
    return {passage: sorted(spans) for passage, spans in found.items()}


def _by_article(frame: pd.DataFrame) -> dict[str, list[dict]]:
    """The rows of each article."""
    found = {}
    for row in frame.to_dict("records"):
        found.setdefault(row["article"], []).append(row)
    return found


def held(quotes: pd.DataFrame, passages: pd.DataFrame) -> dict[tuple[str, int], list[tuple[int, int, str]]]:
    """Where attribution contents stand in the clean text of the passages.

    Returns {(article, passage): [(start, end, quote), ...]}, sorted, offsets in the passage's `text`. `spans`
    are raw offsets; each piece is repaired as the passage was, and looked up nearest to its raw place.
    """
    rows = _by_article(passages)
    return {(article, passage): spans for article, several in _by_article(quotes).items()
            for passage, spans in _places(several, rows.get(article, [])).items()}


def units(quotes: list[dict], passages: list[dict], kinds=("speech",)) -> list[dict]:
    """What is scored of an article: attributions of these kinds, and sentences without attributed content.

    Rows with article, outlet, quote ("" for a sentence of the writer's own), sentence (its number in the kept text
    of the article, headlines and captions included; for an attribution, of the one it begins in), camp ("" for the
    writer) and text, by sentence.
    """
    kept = sorted((p for p in passages if p["section"] != "dropped"), key=lambda p: p["passage"])
    places, begins, rows, number = _places(quotes, kept), {}, [], 0
    for p in kept:
        inside = places.get(p["passage"], ())
        for start, end in tokens.sentences(p["text"]):
            for low, _, quote in inside:
                if low < end:
                    begins.setdefault(quote, number)
            text = p["text"][start:end]
            if WORD.search(text) and not any(low < end and start < high for low, high, _ in inside):
                rows.append({"article": p["article"], "outlet": p["outlet"], "quote": "", "sentence": number,
                             "camp": "", "text": text})
            number += 1
    rows += [{"article": q["article"], "outlet": q["outlet"], "quote": q["quote"],
              "sentence": begins.get(q["quote"], 0), "camp": q["camp"], "text": repair(q["content"]).text}
             for q in quotes if q["kind"] in kinds]
    return sorted(rows, key=lambda row: (row["sentence"], row["quote"]))


def _aimed(row: dict, camps: dict, find: Callable) -> Iterator[tuple[dict, list[str]]]:
    """A row of `units` for itself (target "") and for each camp that it names (target), with the sentences that are scored.

    For the unit these are all, every camp's mentions masked as names; for a camp those that name it, its mentions as
    tone.TARGET.
    """
    found = [(part, find(part)) for part in sentences(row["text"])]
    for target in ["", *camps]:
        marked = [tone.mark(part, spans.get(target, ()),
                            [span for camp in spans if camp != target for span in spans[camp]])
                  for part, spans in found if not target or target in spans]
        if marked or not target:
            yield {**row, "target": target}, marked


def scoring(scorers=None, kinds=("speech",), camps=None) -> Callable[[list[dict], list[dict]], list[dict]]:
    """A function that scores an article: from its rows of `quotes` and `passages` to those of `sentiment`; see `score`."""
    camps, find, scorers = camps or {}, targets.finder(camps), scorers or SCORERS

    def rows(quotes: list[dict], passages: list[dict]) -> list[dict]:
        found = [one for row in units(quotes, passages, kinds) for one in _aimed(row, camps, find)]
        found.sort(key=lambda one: one[0]["target"] != "")
        read = {part: legible(part) for part in dict.fromkeys(part for _, marked in found for part in marked)}
        found = [(row, marked, sum(read[part].size for part in marked)) for row, marked in found]
        rows = []
        for scorer in scorers:
            scores, listed = SCORERS[scorer]([one.cleaned for one in read.values()]), lexicon(scorer)
            score = {part: value * one.size for (part, one), value in zip(read.items(), scores)}
            known = {part: sum(map(listed.__contains__, one.words)) if listed else one.size
                     for part, one in read.items()}
            rows += [{**row, "scorer": scorer, "words": words, "known": sum(map(known.get, marked)),
                      "score": float(sum(map(score.get, marked)) / (words or 1))} for row, marked, words in found]
        return rows
    return rows


def score(quotes: pd.DataFrame, passages: pd.DataFrame, scorers=None, kinds=("speech",), camps=None) -> pd.DataFrame:
    """The `sentiment` table: a row per attribution or own sentence (see `units`) and scorer, and with `camps` (a
    corpus's) one more for each camp that it names, as `target`.

    `words` are the text's words (a camp's name counts one), `known` those the scorer's lexicon holds. `kinds` of attributions that get
    rows; contents of the others still do not count as the writer's own. A target's score is that of the sentences
    that name it; only the target-aware model can tell it from the score of the sentence.
    """
    one, said, read = scoring(scorers, kinds, camps), _by_article(quotes), _by_article(passages)
    rows = [row for article in sorted({*said, *read}) for row in one(said.get(article, []), read.get(article, []))]
    rank = {scorer: number for number, scorer in enumerate(scorers or SCORERS)}
    rows.sort(key=lambda row: (rank[row["scorer"]], row["target"] != "", row["outlet"]))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"sentence": int, "words": int, "known": int, "score": float})


def tone_of(sentiment: pd.DataFrame) -> pd.DataFrame:
    """The rows about the words themselves, whoever they are about."""
    return sentiment[sentiment["target"] == ""]


def coverage(sentiment: pd.DataFrame) -> pd.DataFrame:
    """How much of the text each scorer could read.

    Columns scorer, units, words, known, share_known (of the words), share_blank (of the units: those with no
    known word, whose 0 says nothing).
    """
    sentiment = tone_of(sentiment)
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
    sentiment = tone_of(sentiment)
    keep = sentiment[(sentiment["score"] != 0) & (sentiment["known"] > 0)]
    keep = keep[keep["scorer"].isin([name for name in SCORERS if name not in UNSIGNED and lexicon(name) is not None])]
    rows = []
    for scorer, part in keep.groupby("scorer", sort=True):
        part = part.assign(size=-part["score"].abs()).sort_values(["size", "article", "sentence", "quote"])
        for row in part.head(most).drop(columns="size").to_dict("records"):
            text = clean(row["text"])
            words = sorted(set(known(text, scorer)))
            cut = [re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text, flags=re.I) for word in words]
            gone = [(abs(row["score"] - new), word, new) for word, new in zip(words, rate(cut, scorer))
                    if new * row["score"] <= 1e-12]
            if gone:
                _, word, without = max(gone)
                rows.append({**row, "word": word, "without": without})
    table = pd.DataFrame(rows, columns=[*sentiment.columns, "word", "without"])
    table["decides"] = table.groupby(["scorer", "word"])["word"].transform("size").astype(int)
    return table


def extremes(sentiment: pd.DataFrame, n: int = 3, pair=("target_aware", "vader")) -> pd.DataFrame:
    """Units to read by eye, at most `n` per scorer and reason.

    reason is "most negative", "most positive", "one word decides" (word, without, decides as in `hinges`; a
    word once, those that decide most first) or "scorers disagree" (opposite signs, largest gap first; `other`
    is the score by the second of the `pair`).
    """
    order = ["article", "sentence", "quote"]
    sentiment = tone_of(sentiment)
    signed, found = sentiment[~sentiment["scorer"].isin(UNSIGNED)], []
    for _, part in signed.groupby("scorer", sort=True):
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
    sentiment = tone_of(sentiment)
    voice = np.where(sentiment["quote"] == "", "own", "quoted")
    return stats.means(sentiment.assign(voice=voice), "score", ["voice", *by, "scorer"], **options)


def grid(sentiment: pd.DataFrame, scorer: str = "target_aware", **options) -> pd.DataFrame:
    """What is said about each camp (target), by whom (camp; "" is the writer): the mean score towards it.

    Columns camp, target, estimate, low, high, n (attributions or own sentences that name it), articles. Options as
    in `stats.bootstrap`.
    """
    rows = sentiment[(sentiment["target"] != "") & (sentiment["scorer"] == scorer)]
    return stats.means(rows, "score", ["camp", "target"], **options)
