"""Who is quoted by name and on no list of corpus.yaml, each with a guessed camp and the sentence that it rests on.

A camp is guessed as the engine does for whoever is on no list (see `naming.camps`): by a word of the camp in what the
article calls a speaker. The guess is *clear* when one sentence names the speaker and says so, no other attribution
goes to another camp, and at least half of the outlets that quote the speaker place it there (what one of three calls
somebody may be its own epithet); everything else is *perhaps*, to be decided by whoever reads the sentence.
"""
from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import corpus, quotes, speakers
from analysis.intake import accept, quoted, start
from analysis.naming import camps as lists
from analysis.naming import conduits
from analysis.naming.mentions import MARKS, key
from analysis.naming.persons import introduction
from analysis.naming.titles import split_name

if TYPE_CHECKING:
    import pandas as pd

    from analysis import text

MOST = 20                # speakers proposed
SEARCHED = 100           # articles that are searched for them
LONGEST = 240            # characters of a sentence that are shown
READ = 5                 # attributions that are asked what a guess rests on


class Place(NamedTuple):
    file: str
    line: int            # of the text, from 1
    sentence: str
    word: str = ""       # what the article calls the speaker, where that gave the camp


class Proposal(NamedTuple):
    name: str
    aliases: list[str]
    count: int           # attributions
    outlets: list[str]
    camp: str            # where one is clear, else ""
    rests: list[tuple[str, Place]]     # each camp that a text speaks for, "" if none does, and where
    like: list[str] = []  # whose name it may be short for: "Pastor Ann Lee", who is listed, for "Ann Lee"; "Ann Lee", "Bo Lee" for "Lee"
    called: list[tuple[str, Place]] = []     # each alias, and a sentence that calls the speaker so


class Article(NamedTuple):
    """An article as its speakers are resolved, and the way back to its file."""
    whole: speakers.Article
    file: str
    passages: list[int]  # number of each paragraph's passage
    lines: list[int]


def find(study: corpus.Corpus, passages: pd.DataFrame, found: pd.DataFrame, wanted: list[str] | None = None,
         most: int | None = MOST) -> tuple[list[Proposal], list[str]]:
    """The people and bodies quoted by name whom the corpus does not list: (the `most` most quoted, the names of all).

    `passages` and `found` are the tables `passages` and `quotes` of (some of) its articles. Of names `wanted` those.
    """
    outlet = dict(zip(study.articles["article"], study.articles["outlet"]))
    found = found.assign(camp=found["camp"].where(found["camp"].isin(list(study.camps)), "other"))
    rows = {name: part.to_dict("records") for name, part in found.groupby("article", sort=False) if name in outlet}
    names, tables = list(rows), dict(list(passages.groupby("article", sort=False)))
    articles = [quoted.Article(outlet[name], _kept(tables.get(name, passages[:0])), rows[name]) for name in names]
    texts = ["\n".join(told for *_, told in article.passages).replace("’", "'") for article in articles]
    everybody = quoted.speakers(articles, study.camps)
    taken, outlets = _taken(study.camps), set(outlet.values())
    actors = [one for one in sorted((*everybody.actors, *everybody.unclear), key=lambda one: (-one.count, one.name)) if not (
        one.name.split()[0] in ("My", "Our", "His", "Her", "Their") or one.name in outlets or conduits.is_outlet(one.name)
        or key(one.name) in taken) and any(called in texts[n] for n, _ in one.rows for called in (one.name, *one.aliases))]

    @cache
    def article(number: int) -> Article:
        return _article(study, tables[names[number]])

    keys = None if wanted is None else set(map(key, wanted))
    chosen = actors[:most] if keys is None else [one for one in actors if key(one.name) in keys]
    return [_proposal(one, article, study.camps, taken) for one in chosen], [one.name for one in actors]


def _kept(passages: pd.DataFrame) -> list[tuple[int, str, str]]:
    kept = passages[passages["section"] != "dropped"]
    return list(zip(kept["passage"], kept["section"], kept["text"]))


def _proposal(one: quoted.Actor, article, camps: dict, taken: set[str]) -> Proposal:
    rests = _rests(one, article)
    like = one.fits or [actor for entry in camps.values() for actor in entry["actors"] if actor.endswith(f" {one.name}")][:1]
    placed = {row["outlet"] for _, row in one.rows if row["camp"] not in ("other", "")}
    clear = rests[0][0] if len(rests) == 1 and rests[0][1].word and not like and 2 * len(placed) >= len(one.outlets) else ""
    called = [(alias, _called(one, alias, article(n))) for alias, (n, _) in one.aliases.items() if key(alias) not in taken]
    return Proposal(one.name, [alias for alias, _ in called], one.count, one.outlets, clear, rests, like,
                    [(alias, place) for alias, place in called if place])


def searched(study: corpus.Corpus) -> pd.DataFrame:
    """The articles that a check searches: of more than SEARCHED every so-many-th."""
    return study.articles[::max(1, -(-len(study.articles) // SEARCHED))]


def extracted(study: corpus.Corpus, known: dict[str, list[text.Passage]]) -> pd.DataFrame:
    """The `quotes` table of the articles that a check searches; `known` has the passages of every article."""
    import pandas as pd
    rows = [row for one in searched(study).itertuples() for row in quotes.rows(
        one.article, one.outlet, quotes.attributions(one.raw, study.camps, passages=known[one.article]))]
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else ["article", "camp"])


def line(one: Proposal, camp: str) -> accept.Line:
    """A proposal as it is listed in a camp."""
    place = next((place for told, place in one.rests if told == camp), one.rests[0][1])
    return accept.Line(camp, one.name, one.aliases,
                       f"{start.often(one.count, one.outlets)}; see {where(place)}")


def where(place: Place) -> str:
    """The file and line of a place; a web page and a row of a table have a text of their own, in which lines count."""
    return f"{place.file}, line {place.line}{'' if place.file.lower().endswith('.txt') else ' of its text'}"


def guess(one: Proposal, camps: dict) -> str:
    """The guessed camp in words."""
    if one.like:
        who = " or ".join(one.like)
        listed = len(one.like) == 1 and any(one.like[0] in entry["actors"] for entry in camps.values())
        return f"is it the {who} of corpus.yaml? Then write the name into the brackets there" if listed else \
            f"is it {who}? Write the name into the brackets of whoever is meant"
    told = [camps[camp]["label"] for camp, _ in one.rests if camp]
    return f"{told[0]}, by “{one.rests[0][1].word}”" if one.camp else f"perhaps {' or '.join(told)}" if told else "no camp found"


def _taken(camps: dict) -> set[str]:
    return {key(name) for entry in camps.values() for actor, aliases in entry["actors"].items() for name in (actor, *aliases)}


def _article(study: corpus.Corpus, passages: pd.DataFrame) -> Article:
    kept = passages[passages["section"] != "dropped"]
    row = study.articles[study.articles["article"] == kept["article"].iloc[0]].iloc[0]
    whole = speakers.Article(list(kept["text"]), list(kept["section"]), study.camps)
    breaks = [found.end() for found in re.finditer(r"\r\n|\r|\n", row["raw"])]
    lines = [1 + sum(end <= start for end in breaks) for start in kept["start"]]
    return Article(whole, row["file"], list(kept["passage"]), lines)


def _rests(actor: quoted.Actor, article) -> list[tuple[str, Place]]:
    """Each camp that the actor's attributions have, with a place; without any, ("", the first that names the actor)."""
    rests = []
    for camp in dict.fromkeys(row["camp"] for _, row in actor.rows if row["camp"] not in ("other", "")):
        several = [(n, row) for n, row in actor.rows if row["camp"] == camp][:READ]
        said = (place for n, row in several if (place := _said(actor.name, camp, row, article(n))))
        place = next(said, None) or _named(actor, article, before=True)
        if any(place.sentence == other.sentence for _, other in rests):      # the attribution itself, not the name's sentence once more
            place = _spoken(several[0][1], article(several[0][0]))
        rests.append((camp, place))
    return rests or [("", _named(actor, article))]


def _said(name: str, camp: str, row: dict, article: Article) -> Place | None:
    """Where the article calls a speaker something that holds a word of the camp, and by the name; None if nowhere."""
    book, roster = article.whole.book, article.whole.roster
    own = next((p for p, number in enumerate(article.passages) if number == row["passage"]), None)
    source, words = row["source"].replace("’", "'"), set(name.split()) if row["speaker"] in book.persons else set()
    called = " ".join(word for word in source.split() if word.strip(MARKS) not in words)
    if own is not None and called and lists.by_terms(roster, called) == camp:
        at = book.paragraphs[own].replace("’", "'").find(source)
        place = _place(article, own, at, called) if at >= 0 else None
        if place and name.split()[-1] in place.sentence.replace("’", "'"):
            return place
    for p, runs in enumerate(book.runs):
        for at, end, run in runs:
            titles, bare = split_name(run)
            if f" {bare}".replace("’", "'").endswith(f" {name}"):
                before, behind = introduction(book.paragraphs[p], at, end, titles)
                for told in (" ".join([before, *titles]).strip(), behind):
                    if told and lists.by_terms(roster, told) == camp:
                        return _place(article, p, at, told)
            elif name in run.replace("’", "'") and lists.by_terms(roster, name) == camp:
                return _place(article, p, at, name)
    return None


def _spoken(row: dict, article: Article) -> Place:
    """The sentence with the source of an attribution, or else the paragraph's first."""
    p = article.passages.index(row["passage"])
    return _place(article, p, max(0, article.whole.paragraphs[p].replace("’", "'").find(row["source"].replace("’", "'"))))


def _named(actor: quoted.Actor, article, before: bool = False) -> Place:
    """The first sentence that names the actor, in the articles that quote it; with the one `before` it in the paragraph."""
    for called in (actor.name, *actor.aliases):
        for n in dict.fromkeys(n for n, _ in actor.rows):
            one = article(n)
            for p, paragraph in enumerate(one.whole.paragraphs):
                at = paragraph.replace("’", "'").find(called)
                if at >= 0:
                    place, above = _place(one, p, at), one.whole.book.sentence(p, at)[0] - 1
                    return place._replace(sentence=f"{_place(one, p, above).sentence} {place.sentence}") if before and above > 0 else place
    raise ValueError(f"{actor.name}: stands in no article that quotes it")


def _called(actor: quoted.Actor, alias: str, article: Article) -> Place | None:
    """Where an article calls an actor by an alias; None if nowhere."""
    at = quoted.called(actor, alias, list(zip(article.passages, article.whole.paragraphs)))
    return at and _place(article, *at)


def _place(article: Article, paragraph: int, at: int, word: str = "") -> Place:
    """The sentence at a character of a paragraph; of a long one the words around it."""
    text = article.whole.paragraphs[paragraph]
    low, high = article.whole.book.sentence(paragraph, at)
    before, behind = text[max(low, at - LONGEST // 2):at], text[at:min(high, at + LONGEST // 2 + len(word))]
    before = before if at - LONGEST // 2 <= low else "… " + before.partition(" ")[2]
    behind = behind if at + LONGEST // 2 + len(word) >= high else behind.rpartition(" ")[0] + " …"
    return Place(article.file, article.lines[paragraph], _plain(before + behind), _plain(word).strip(" ,;:"))


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
