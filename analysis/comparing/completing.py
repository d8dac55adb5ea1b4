"""The wordings of one statement, and what else an outlet quotes of the speaker, looked at before one is called cut."""
from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from analysis.comparing import fidelity
from analysis.comparing.fidelity import Wording

WRITING = frozenset("write tweet post email publish text blog".split())     # lemmas of cues


def _holds(unit: Wording, piece: tuple[str, ...]) -> bool:
    """Does a sentence have three words in a row of what is missing, two of them with content?"""
    found = SequenceMatcher(None, piece, unit.keys, autojunk=False).find_longest_match()
    return found.size >= fidelity.LONGEST_RUN and len(set(fidelity.content(piece[found.a:found.a + found.size]))) >= 2


def _missing(words: Wording, reference: Wording) -> list[tuple[str, ...]]:
    return [reference.keys[a:b] for kind, a, b, _, _ in fidelity.segments(words, reference) if kind == "changed"]


def joined(parts: list) -> Wording:
    """The wording of sentences that belong together."""
    return fidelity.wording(" ".join(unit.wording.text for unit in parts))


def completed(parts: list, spoken: list, reference: Wording) -> list:
    """The sentences `parts` with those beside them that have what the reference has besides.

    spoken: all sentences that the article quotes of this speaker. Beside are the next before and behind, whatever the
    writer put between: "A," he said. "But B." A sentence that says `parts` again is not joined.
    """
    places = [place for place, unit in enumerate(spoken) if unit in parts]
    if not places:
        return parts
    found, words = list(parts), joined(parts)
    for step, place in ((-1, places[0]), (1, places[-1])):
        while 0 <= place + step < len(spoken):
            place += step
            unit = spoken[place]
            if not any(_holds(unit.wording, piece) for piece in _missing(words, reference)) or _again(unit.wording, words):
                break
            found.append(unit)
            found.sort(key=lambda u: (u.start, u.end))
            words = joined(found)
    return found


def _again(one: Wording, other: Wording) -> bool:
    return fidelity.same(*sorted((one, other), key=lambda words: len(words.keys)))


def written(row) -> bool | None:
    """Does an attribution (a row of `quotes`) come from something written? None where neither cue nor source tells."""
    from analysis.naming import mentions
    cue, source = getattr(row, "cue_lemma", ""), getattr(row, "source", "")
    if not cue and not source:
        return None
    return cue in WRITING or bool(mentions.nouns(source, "document"))


def in_part(words: Wording, reference: Wording, row, first, others: list[Wording]) -> bool:
    """Is a shorter wording no cut, but quoted in part?

    It begins amid a sentence or has less than half of the words; or one stands in writing and the other was said
    (`row` and `first`, the rows of `quotes`); or `others`, what the outlet quotes besides, has more of it.
    """
    opening = words.text.lstrip("“”„\"‘’'….[]( ")[:1]
    media = {written(row), written(first)} - {None}
    return opening.islower() or 2 * len(words.keys) < len(reference.keys) or len(media) > 1 or \
        any(_holds(other, piece) for other in others for piece in _missing(words, reference))


def rows(statement: str, names: list[str], held: dict, about, spoken: dict):
    """The rows of one statement, as `statements.cluster` has them: `names` are its attributions, `held` their units,
    `about` the `quotes` table by number, `spoken` all quoted units by article and speaker."""
    parts = {quote: [unit for unit in held[quote] if unit.direct] or held[quote] for quote in names}
    short = min(names, key=lambda q: (not parts[q][0].direct, abs(len(joined(parts[q]).text) - 60), q))
    label = joined(parts[short]).text
    _, reference, _ = _fullest(names, parts)
    beside = {quote: spoken.get((unit.article, unit.speaker or quote), []) for quote in names for unit in parts[quote][:1]}
    for quote in names:
        if parts[quote][0].direct:
            parts[quote] = completed(parts[quote], beside[quote], reference)
    first, reference, words = _fullest(names, parts)
    for quote in names:
        row, mine = about.loc[quote], parts[quote]
        relation = fidelity.relation(words[quote], reference)
        others = [words[q] for q in names if q != quote and about.at[q, "outlet"] == row["outlet"] and parts[q][0].direct]
        others += [unit.wording for unit in beside[quote] if unit not in mine]
        partial = relation == "truncated" and in_part(words[quote], reference, row, about.loc[first], others)
        yield (statement, quote, row["article"], relation, row["outlet"], row["speaker"], row["camp"], row["via"],
               "direct" if mine[0].direct else "retold", mine[0].start, mine[-1].end, words[quote].text, reference.text,
               label, partial)


def _fullest(names: list[str], parts: dict) -> tuple[str, Wording, dict[str, Wording]]:
    """The attribution with the most complete wording, that wording, and all: direct first, then the longest, then as most have it."""
    words = {quote: joined(parts[quote]) for quote in names}
    alike = Counter(wording.keys for wording in words.values())
    first = min(names, key=lambda q: (not parts[q][0].direct, -len(words[q].keys), -alike[words[q].keys], q))
    return first, words[first], words
