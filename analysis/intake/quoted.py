"""Who is quoted by name in the articles of a corpus: each person and body once, with what else the articles call it.

Names are resolved article by article (see `speakers`); what joins "Mr Vance" of one article to the Nell Vance of another
is here, and only as a proposal. A short form goes with the one full name that fits it; where several do, with none.
"""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from analysis import quotes, text
from analysis.intake import schema
from analysis.naming import conduits
from analysis.naming.book import Book
from analysis.naming.camps import LEARNED, is_person
from analysis.naming.mentions import (PARTICLES, VERBAL, classes, content_words, country_of, head_noun, key, names_body, proper,
                                      sentences)
from analysis.naming.persons import common, told_gender
from analysis.naming.titles import gender_of, split_name

MOST = 20                # people known by a role alone who are told
NAMED = {"name", "surname", "misspelling", "institution", "country"}     # rules that lead to a name, see speakers
# A body of these bears a place's name before its own: "Oster Council" is not "Oster"
OF_PLACES = frozenset("ministry police state parliament military fire embassy court hospital club house".split())
PLACE = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]cross|(?i:republic|city|town|village|island|people|capital|north|south|east|west) of) "
                   r"([A-Z]\w+)\b(?! [A-Z]|['’]s)")
SMALL = frozenset(["of", "the", "and", "for", "in", "on", "at", "to", "&", *PARTICLES])


class Article(NamedTuple):
    """An article with its attributions."""
    outlet: str
    passages: list[tuple[int, str, str]]     # number, section and text of each paragraph that was kept
    rows: list[dict]
    file: str = ""


class Actor(NamedTuple):
    """Somebody who is quoted by name."""
    name: str
    aliases: dict[str, tuple[int, dict]]     # what else it is called, with the first attribution that calls it so
    count: int                               # attributions
    outlets: list[str]
    rows: list[tuple[int, dict]]             # the attributions, each behind the number of its article
    fits: list[str] = []                     # of a short form: the full names that it may stand for


class Found(NamedTuple):
    actors: list[Actor]                      # most often quoted first
    unclear: list[Actor]                     # short forms of several names, or of one that corpus.yaml lists
    others: list[tuple[str, int]]            # known by a role alone: words, attributions


def read(outlet: str, raw: str, camps: dict | None = None, file: str = "", title: str = "") -> Article:
    """An article read for its attributions; `camps` as in corpus.yaml."""
    kept = text.passages(raw, title)
    rows = quotes.attributions(raw, camps or {"other": schema.OTHER}, passages=kept)
    return Article(outlet, [(p.passage, p.section, p.clean.text) for p in kept if p.section != "dropped"], rows, file)


def speakers(articles: list[Article], camps: dict | None = None) -> Found:
    """Who is quoted in the articles, without those that `camps` lists."""
    listed = {actor for entry in (camps or {}).values() for actor in entry["actors"]}
    own, words, rules = defaultdict(list), defaultdict(dict), defaultdict(set)
    forms = Counter(one["speaker"].replace("’", "'") for article in articles for one in article.rows if one["kind"] == "speech")
    spelt = {key(name): name for name, _ in reversed(forms.most_common())}     # "City council" is the City Council
    for number, article in enumerate(articles):
        for one in article.rows:
            name = spelt.get(key(one["speaker"]), "")
            if one["kind"] == "speech" and name and one["speaker"] not in listed:
                rule = one["resolved_by"].partition(",")[0]
                own[name].append((number, one))
                rules[name].add(rule)
                words[name].setdefault((rule, one["source"].replace("’", "'")), []).append((number, one))
    known = {name for name in own if rules[name] & NAMED or proper(name) and not name.startswith("Unnamed ")}
    others = [(name, len(own[name])) for name in sorted(own, key=lambda name: -len(own[name]))
              if len(own[name]) > 1 and name not in known and "," not in name]
    names = _proposable([name for name in own if name in known], articles, listed)
    full = _Full(articles, names, listed)
    names = [name for name in names if full.alone(name)]
    actors, unclear = {name: [] for name in names if not full.short(name)}, []
    for name in names:
        fits = full.fits(name) if full.short(name) else []
        if len(fits) == 1 and fits[0] not in listed:
            actors.setdefault(fits[0], []).append(name)
        elif fits:
            unclear.append(_actor(name, {}, own[name], articles)._replace(fits=fits))
        elif full.short(name):
            actors.setdefault(name, [])
    made = []
    for name, shorts in actors.items():
        called = {short: own[short][0] for short in shorts}
        called = _aliases(name, {pair: rows for one in (name, *shorts) for pair, rows in words[one].items()}, full) | called
        made.append(_actor(name, called, sum([own[one] for one in shorts], own[name]), articles))
    return Found(sorted(_apart(made), key=_rank), sorted(unclear, key=_rank), others[:MOST])


def _actor(name: str, aliases: dict, rows: list, articles: list[Article]) -> Actor:
    return Actor(name, aliases, len(rows), sorted({articles[number].outlet for number, _ in rows}), rows)


def _rank(one: Actor) -> tuple:
    return -one.count, one.name


def _proposable(names: list[str], articles: list[Article], listed: set[str]) -> list[str]:
    """The names that are no common word, surname of a listed name, or clause."""
    plain = set(re.findall(r"\b[a-z]+\b", " ".join(one for article in articles for _, _, one in article.passages)))
    surnames = {name.split()[-1] for name in listed if " " in name}
    return [name for name in names if name.lower() not in plain and "," not in name and len(name.split()) <= 6 and whole(name)
            and name not in surnames and not any(" " in one and name.endswith(f" {one}") for one in listed)]


def whole(name: str) -> bool:
    """Whether a name is one and no piece of a sentence: "Guild of Bakers", "defence ministry", not "Guild objects and"."""
    words = name.split()
    small = [word for word in words if word == word.lower() and word not in SMALL and not word[0].isdigit()]
    if not words or words[-1] in SMALL or any(VERBAL.fullmatch(word) for word in small):
        return False
    return not small or head_noun(name, "body", "outlet", "group").endswith(words[-1])


def called(one: Actor, alias: str, passages: list[tuple[int, str]]) -> tuple[int, int] | None:
    """(index, offset) of the first of an article's paragraphs (number, text) that calls an actor by an alias and not by the
    name, that of the attribution first; else of one that has both, or None."""
    number, part = one.aliases[alias][1]["passage"], None
    name, pattern = re.escape(one.name), re.compile(rf"(?<!\w){re.escape(alias.removeprefix('the '))}(?!\w)")
    for p in sorted(range(len(passages)), key=lambda p: passages[p][0] != number):
        told = passages[p][1].replace("’", "'")
        whole = [found.span() for found in re.finditer(name, told)]
        for found in pattern.finditer(told):
            if not any(low <= found.start() < high for low, high in whole):
                return p, found.start()
            part = part or (p, found.start())
    return part


def sentence(one: Actor, alias: str, article: Article) -> str:
    """The sentence of an article that calls an actor by an alias; "" if none does."""
    at = called(one, alias, [(number, told) for number, _, told in article.passages])
    if not at:
        return ""
    told = article.passages[at[0]][2]
    cuts = [*sentences(told), len(told)]
    return next(told[low:high].strip() for low, high in zip(cuts, cuts[1:]) if low <= at[1] < high)


class _Full:
    """The full names of a corpus, and which of them a short form fits."""

    def __init__(self, articles: list[Article], names: list[str], listed: set[str]):
        paragraphs = [told.replace("’", "'") for article in articles for _, section, told in article.passages if section != "headline"]
        self.book = Book(paragraphs, ["body"] * len(paragraphs), set(filter(is_person, (*listed, *names))))
        self.text = "\n".join(paragraphs)
        runs = {run for several in self.book.runs for _, _, run in several}
        self.named = {*listed, *names}
        self.bodies = {one for one in {*self.named, *(run for run in runs if names_body(run.split()[-1]))}
                       if " " in one and one not in self.book.persons and not classes(one.split()[-1], "body") & OF_PLACES
                       and not re.search(rf"\b{LEARNED}\b", one) and not conduits.is_outlet(one)}
        self.places = set(PLACE.findall(self.text))
        self.plain = set(re.findall(r"\b[a-z]+\b", self.text))

    def short(self, name: str) -> bool:
        """Whether a name is one word, with a title or without, or another name with words before it: "Singer Ann Lee"."""
        return " " not in split_name(name)[1] or any(" " in one and name.endswith(f" {one}") for one in self.named)

    def alone(self, name: str) -> bool:
        """Whether one word stands anywhere but behind "of": no name is "Commerce", of the "Chamber of Commerce"."""
        found = [self.text[max(0, m.start() - 4):m.start()] for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self.text)]
        return " " in name or not found or not all(before.endswith((" of ", "for ")) for before in found)

    def gender(self, name: str) -> str:
        """"m", "f" or "", by what the whole corpus tells."""
        person = self.book.persons.get(name)
        return (person.gender or told_gender(self.book, name)) if person else gender_of([], name.split()[0])

    def fits(self, name: str) -> list[str]:
        """The full names that a short form may stand for: a person's by surname or given name, whose gender the title does
        not speak against, or a body's whose first word it is."""
        titles, bare = split_name(name)
        if country_of(name):
            return []
        people = [one.name for one in (*self.book.surnames.get(key(bare), ()), *(() if titles else self.book.others.get(key(bare), ())))]
        people += [one for one in self.named if one.endswith(f" {bare}") or " " in one and name.endswith(f" {one}")]
        gender = gender_of(titles, "")
        found = [one for one in people if " " in split_name(one)[1] and not (gender and self.gender(one) and gender != self.gender(one))]
        if not (titles or bare in self.places or common(bare)):
            found += [one for one in self.bodies if one.startswith(f"{bare} ")]
        found = list(dict.fromkeys(one.replace("’", "'") for one in found if one != name))
        return sorted(one for one in found if not any(
            one != other and (one.endswith(f" {other}") or one.startswith(f"{other} ")) for other in found))


def _aliases(name: str, words: dict, full: _Full) -> dict[str, tuple[int, dict]]:
    """What else a speaker is called: the surname, roles and short forms that led to the name."""
    found = {}
    for (rule, mention), rows in sorted(words.items(), key=lambda pair: -len(pair[1])):
        if rule == "surname":
            mention = name.split()[-1]
        elif rule not in ("role", "institution", "country", "misspelling"):
            continue
        mention = re.sub(r"^The ", "the ", mention)
        if mention.islower() or rule == "role" and " " not in mention:     # "the minister" may be any
            continue
        if mention.removeprefix("the ").lower() in full.plain:                # "Majority" opens a headline
            continue
        known = [re.sub("^the ", "", one.lower()) for one in (name, *found)]
        if 0 < len(mention.split()) <= 4 and not re.search(r"[,\n]|'s\b|\b(?:he|she|it|they|his|her|its|their|an?)\b", mention, re.I) \
                and re.sub("^the ", "", mention.lower()) not in known and _theirs(name, rule, mention, full):
            found[mention] = rows[0]
    return dict(list(found.items())[:6])


def _theirs(name: str, rule: str, mention: str, full: _Full) -> bool:
    """Whether nothing speaks against an alias: a role of a body of which the articles do not introduce the person, a title of
    the other gender, somebody else of that name."""
    person = full.book.persons.get(name)
    told = gender_of(split_name(mention)[0], "")
    if told and full.gender(name) and told != full.gender(name):
        return False
    if any(other != name for other in full.fits(mention)):
        return False
    if rule != "role" and not (person and head_noun(mention, "roles")):
        return True
    of = [word for word in mention.split() if word[0].isupper() and not (classes(word, "roles") or classes(word, "titles"))]
    return not of or bool(person) and content_words(" ".join(of)) <= person.affiliations


def _apart(actors: list[Actor]) -> list[Actor]:
    """The actors without aliases that two of them have, or that are the name of another."""
    claimed = Counter(alias for one in actors for alias in
                      {one.name.lower(), one.name.lower().split()[-1], *map(str.lower, one.aliases)})
    return [one._replace(aliases={alias: row for alias, row in one.aliases.items() if claimed[alias.lower()] == 1})
            for one in actors]
