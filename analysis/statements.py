"""The same statement across outlets: where it was found, in whose words, changed in which way.

A statement is a speaker and a content. Quoted sentences are aligned word by word (fidelity.same), in five words or more
whoever is named as the speaker, since an outlet, or the program, may have that wrong; what is retold is
compared by its content words, weighted by how rare they are. Both look only at candidates that share something rare,
found in an inverted index, so the work grows with the corpus and not with its square. Everything is deterministic and
does not depend on the order of the rows. Merging two statements into one is held to be worse than missing a retelling.
"""
from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from analysis.cleaning import characters
from analysis.comparing import completing, fidelity
from analysis.tagging import tokens
from analysis.comparing.fidelity import NEGATION, Wording

COMMON = 60          # sentences (or contents of one speaker): what more of them share suggests nothing
TRIED = 12           # candidates compared with each sentence or content
RETOLD = .5          # similarity from which a retelling counts as the same statement
ANYBODYS = 5         # quoted words in a row that are one utterance, whoever is named as the speaker
COLUMNS = ["statement", "quote", "article", "relation", "outlet", "speaker", "camp", "via", "form", "start", "end",
           "words", "reference", "label", "partial"]
CLAUSES = re.compile(r",? (?:and|but) that (?=\w+ )|; ")        # parts of a retelling that are statements of their own
IRREGULAR = dict(pair.split(":") for pair in """began:begin begun:begin brought:bring built:build came:come chose:choose
 fell:fall felt:feel found:find fought:fight gave:give given:give gone:go went:go grew:grow held:hold kept:keep knew:know
 known:know left:leave lost:lose made:make meant:mean met:meet paid:pay ran:run rose:rise risen:rise saw:see seen:see
 sent:send shown:show sought:seek spent:spend stood:stand struck:strike taken:take took:take taught:teach thought:think
 understood:understand won:win withdrew:withdraw withdrawn:withdraw written:write wrote:write""".split())


class Unit(NamedTuple):
    quote: str
    article: str
    speaker: str
    start: int                      # in the raw file
    end: int
    direct: bool
    wording: Wording
    stems: frozenset[str]
    negated: bool
    numbers: frozenset[str]


@lru_cache(maxsize=None)
def _stemmer():
    from nltk.stem.snowball import SnowballStemmer
    return SnowballStemmer("english")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    word = re.sub(r"'s?$|'s$", "", word)
    return _stemmer().stem(fidelity.key(IRREGULAR.get(word, word)))


@lru_cache(maxsize=100_000)
def _country(word: str) -> str | None:
    """"Russian" -> "russia"."""
    from analysis.naming import mentions
    return mentions.country_of(word).lower() if word[:1].isupper() and mentions.is_adjective(word) else None


def _unit(row, start: int, end: int, text: str, direct: bool) -> Unit:
    words = fidelity.wording(text)
    named = {stem(word) for word in re.findall(r"\w+", row.speaker.lower())}
    bare = (_country(text[a:b]) or word for (a, b), word in zip(words.places, words.words))
    stems = frozenset(stem(word) for word in fidelity.content(bare) if word not in NEGATION) - named
    full = [part for word in words.words for part in fidelity._full([word])]
    denied = not direct and row.act in ("deny", "reject")
    negated = (sum(word in NEGATION for word in full) + denied) % 2 == 1
    return Unit(row.quote, row.article, row.speaker, start, end, direct, words, stems, negated,
                frozenset(word for word in words.words if word[0].isdigit()))


def units(quotes: pd.DataFrame) -> list[Unit]:
    """The quoted sentences of all attributions, and the content of speech that is less than half quoted, by clauses.

    Sorted by article and place, whatever the order of the rows. Places are in the raw file.
    """
    from analysis.framing import QUOTED, quoted_words
    found = []
    for row in quotes.itertuples():
        offset, texts = 0, []
        for start, end in row.spans:
            piece = row.content[offset:offset + end - start]
            offset += end - start + 1
            clean = characters.repair(piece, start)
            texts.append(clean.text)
            marked = [m.span() for m in QUOTED.finditer(clean.text)]
            if row.type == "direct" and not marked:
                marked = [(0, len(clean.text))]
            for low, high in marked if row.type != "indirect" else []:
                inside = clean.text[low:high]
                for a, b in tokens.sentences(inside):
                    text = inside[a:b].strip("“”„\"‘’' ")
                    if text:
                        place = characters.raw_span(clean, low + a, low + b)
                        found.append(_unit(row, *place, text, True))
        inside, outside = quoted_words(" ".join(texts), row.type)
        if row.kind == "speech" and inside < outside:
            text = re.sub(r"[“”„\"]", "", " ".join(texts))
            for part in CLAUSES.split(text):
                found.append(_unit(row, row.spans[0][0], row.spans[-1][1], part.strip(" ,;"), False))
    return sorted(found, key=lambda u: (u.article, u.start, u.end, u.direct))


def _compatible(one: Unit, other: Unit) -> bool:
    """May they be one utterance: of one speaker or nobody known, or in so many words that outlets differ on whose they are?"""
    return one.speaker == other.speaker or not one.speaker or not other.speaker or \
        bool(_pieces(one.wording.keys) & _pieces(other.wording.keys))


@lru_cache(maxsize=100_000)
def _pieces(keys: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(keys[k:k + ANYBODYS] for k in range(len(keys) - ANYBODYS + 1))


def utterances(direct: list[Unit]) -> list[list[int]]:
    """Quoted sentences that are wordings of one utterance, as lists of places in `direct`, the most complete first.

    From the longest sentence down, each joins the best of the longer ones that share a rare pair of words with it.
    The sentence beside it in the same quotation follows if it too stands there.
    """
    order = sorted(range(len(direct)), key=lambda i: (-len(direct[i].wording.keys), direct[i].article, direct[i].start))
    index, groups, home = defaultdict(list), {}, {}
    for i in order:
        keys = direct[i].wording.keys
        pairs = set(zip(keys, keys[1:])) | set(zip(keys, keys[2:]))
        votes = Counter(leader for pair in sorted(pairs) if len(index[pair]) <= COMMON for leader in index[pair])
        for leader, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:TRIED]:
            if _compatible(direct[i], direct[leader]) and fidelity.same(direct[i].wording, direct[leader].wording):
                home[i] = leader
                groups[leader].append(i)
                break
        else:
            home[i], groups[i] = i, [i]
            for pair in sorted(pairs):
                if len(index[pair]) <= COMMON:
                    index[pair].append(i)
    for i in range(len(direct)):                              # the end of a quotation that another has in one sentence
        for j in (i - 1, i + 1):
            if 0 <= j < len(direct) and direct[i].quote == direct[j].quote and groups.get(i) == [i] and home[j] != j:
                if _stands(direct[i].wording, direct[home[j]].wording):
                    groups[home[j]].append(i)
                    home[i] = home[j]
                    del groups[i]
                    break
    return [sorted(group, key=lambda i: (-len(direct[i].wording.keys), i)) for group in groups.values()]


def _stands(part: Wording, whole: Wording) -> bool:
    size = len(part.keys)
    return size >= 3 and any(whole.keys[k:k + size] == part.keys for k in range(len(whole.keys) - size + 1))


def weights(found: list[Unit]) -> dict[str, float]:
    """How rare each stem is: log((1 + N) / df), N contents."""
    held = Counter(name for unit in found for name in unit.stems)
    return {name: math.log((1 + len(found)) / n) for name, n in held.items()}


def likeness(one: Unit, other: Unit, weight: dict[str, float]) -> float:
    """The part of the content words, weighted, that the two share, of the one that has more besides: 0 to 1.

    0 where numbers or negation speak against it, or fewer than three stems are common: no evidence.
    """
    common = one.stems & other.stems
    if len(common) < 3 or one.negated != other.negated or \
            one.numbers and other.numbers and not one.numbers & other.numbers:
        return 0.0
    return sum(map(weight.get, common)) / max(sum(map(weight.get, unit.stems)) for unit in (one, other))


def groups(found: list[Unit]) -> list[list[int]]:
    """All units by statement, as lists of places in `found`; every unit is in one.

    Utterances come first; then, from the longest down, each retelling joins the statement of the same speaker that is
    most like it: RETOLD on average over its units, and with the first of them. At most TRIED are compared.
    """
    quoted = [i for i, unit in enumerate(found) if unit.direct]
    made = [[quoted[k] for k in group] for group in utterances([found[i] for i in quoted])]
    made.sort()
    told = sorted((i for i, unit in enumerate(found) if not unit.direct), key=lambda i: (-len(found[i].stems), i))
    weight, index = weights(found), defaultdict(set)

    def enter(number: int, i: int) -> None:
        for name in found[i].stems:
            index[found[i].speaker, name].add(number)

    for number, group in enumerate(made):
        for i in group:
            enter(number, i)
    for i in told:
        unit = found[i]
        votes: Counter = Counter()
        for name in sorted(unit.stems if unit.speaker else ()):
            if len(index[unit.speaker, name]) <= COMMON:
                votes.update(dict.fromkeys(index[unit.speaker, name], weight[name]))
        best, home = RETOLD, len(made)
        for number, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:TRIED]:
            likes = [likeness(unit, found[other], weight) for other in made[number]]
            if likes[0] >= RETOLD and sum(likes) / len(likes) >= best + (home < len(made)) * 1e-9:
                best, home = sum(likes) / len(likes), number
        if home == len(made):
            made.append([])
        made[home].append(i)
        enter(home, i)
    return made


def cluster(quotes: pd.DataFrame) -> pd.DataFrame:
    """The `statements` table: a row for each attribution in a statement that was found in two attributions or more.

    statement: a number that does not depend on the order of the rows, the statement of most outlets first.
    relation: how the wording differs from the most complete one (fidelity.relation). form: direct (words in
    quotation marks) or retold; of what is both, direct. start, end: raw characters from the first to the last word.
    words: as published, with the neighbouring quotations that go on with it (completing.completed); reference: the
    most complete wording; label: a short one; partial: it is quoted in part, what is missing is no cut
    (completing.in_part). outlet, speaker (of two attributions that name others, each its own), camp, via: as in `quotes`.
    """
    found = units(quotes)
    about = quotes.set_index("quote")
    spoken, ranked = defaultdict(list), []
    for unit in found:
        if unit.direct:
            spoken[unit.article, unit.speaker or unit.quote].append(unit)
    for group in groups(found):
        held = defaultdict(list)
        for i in sorted(group):
            held[found[i].quote].append(found[i])
        if len(held) > 1:
            outlets = len({about.at[quote, "outlet"] for quote in held})
            ranked.append((-outlets, -len(held), sorted(held), held))
    ranked.sort(key=lambda item: item[:3])
    rows = [row for number, (_, _, names, held) in enumerate(ranked, 1)
            for row in completing.rows(f"S{number:03d}", names, held, about, spoken)]
    return pd.DataFrame(rows, columns=COLUMNS)
