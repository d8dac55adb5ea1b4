"""Descriptions: "the NATO chief", "the ministry", "the 34-year-old", a misspelt surname: someone named
elsewhere.

A role goes to the person whom the article introduces with that role, for the same country or institution if
one is named; an institution's noun to the institution last mentioned with that noun as its head and nothing
against it.
"""
import re
from collections import Counter

from rapidfuzz import fuzz

from analysis import camps, conduits
from analysis.antecedents import recent
from analysis.mentions import (INDEFINITE, RUN, STOP, UPPER, classes, content_words, country_of, head_noun,
                               is_adjective, key, lexicon, names_body)

LEADERS = {"chief", "head", "leader", "boss", "number two", "No. 2"}
# Words for a whole class of roles
BROAD = LEADERS | {"official", "diplomat", "lawmaker", "politician", "player", "lawyer", "attorney",
                   "academic", "officer", "executive", "minister", "footballer", "star", "legislator"}
# Classes of roles that stand for whoever just spoke ("the striker"); offices only close by or with an owner
ELEGANT = {"player", "coach", "journalist", "activist", "scholar", "worker", "cleric"}
OFFICES = {"leader", "lawmaker", "executive"}
# Classes of institutions that a bare name may belong to
GENERIC = {"organisation", "alliance", "company", "union", "club", "party"}
ADJECTIVES = frozenset("former current new late top senior embattled outgoing incoming veteran".split())
AGED = re.compile(r"[Tt]he (?:\d+|[a-z]+(?:-[a-z]+)?)-year-old")


def described(article, text, item):
    """(speaker, resolved_by, kind) of a description, or None if it describes nobody the article names."""
    if INDEFINITE.match(text):
        return None
    demonym = re.match(r"[Tt]he (\w+)$", text)
    if AGED.match(text) or demonym and is_adjective(demonym[1]):
        last = recent(article, "person", item)
        return last and (last[0], "role", "person")
    noun = head_noun(text, "roles")
    found = _role(article, text, noun, item) if noun else None
    return found or (_institution(article, text, item) if head_noun(text, "body") else None)


def _role(article, text, noun, item):
    kind, best = classes(noun, "roles"), None
    named = {w for m in re.finditer(rf"[{UPPER}][\w.’'-]*", text) if m.start() for w in content_words(m[0])}
    named |= content_words(re.split(r"['’]s ", text)[0]) if re.search(r"['’]s ", text) else set()
    if noun in LEADERS:
        named |= {w for w in content_words(text.split(noun)[0]) if w not in ADJECTIVES}
    named -= STOP | set(key(noun).split())
    camp = camps.by_terms(article.roster, text)

    owner = _owner(article, text, noun)

    def own_camp(name):
        return article.camp({"speaker": article.spelling(name), "_mention": ""})

    for n, person in enumerate(_people(article, item)):
        same = noun.casefold() in person.roles
        akin = noun in BROAD and any(kind & classes(r, "roles") for r in person.roles)
        shared = named <= person.affiliations or any(words <= person.affiliations for words in owner)
        if camp != "other" and not (named and shared):
            shared = len(named) < 2 and own_camp(person.name) == camp
        if (same or akin) and shared:
            score = 2 * same + akin + len(named & person.affiliations)
            best = max(best or (0,), (score, same, -n, person.name))
    near = {s["speaker"] for s in article.said[-2:] if s["paragraph"] == item["paragraph"]}
    last = recent(article, "person", item) if re.match(r"[Tt]he |.*['’]s? ", text) else None
    close = last and (last[0] in near or kind & OFFICES and named)
    told = kind & ELEGANT or kind & OFFICES and close
    told = told or last and camp != "other" and own_camp(last[0]) == camp
    person = last and article.book.person(last[0])
    roles = person.roles if person else ()
    fits = last and told and (not roles or any(kind & classes(r, "roles") for r in roles))
    if best and not (not best[1] and fits and camp != "other" and own_camp(last[0]) == camp):
        return article.spelling(best[3]), "role", "person"
    listed = camps.only_actor(article.roster, content_words(text), noun)
    if listed and article.kind(listed) == "person":
        return listed, "role", "person"
    return (last[0], "role", "person") if fits else None


def _owner(article, text, noun):
    """The content words of every alias of the listed actor whose head, chief or ... this is."""
    before, _, after = text.partition(noun)
    owner = article.actor(re.sub(r"^ (?:of|for|at) ", "", after)) or article.actor(before.strip())
    aliases = article.roster.aliases.values() if owner else ()
    return [content_words(alias) for actor, alias in aliases if actor == owner]


def _people(article, item):
    """People of the article, the nearest before the mention first, then those introduced later."""
    names = [e.name for e in article.book.before(item["paragraph"], item["_start"]) if e.kind == "person"]
    return [article.book.persons[n] for n in dict.fromkeys(names + list(article.book.persons))]


def _institution(article, text, item):
    noun = head_noun(text, "body")
    wanted = content_words(text) - {key(noun)}
    earlier = list(article.book.before(item["paragraph"], item["_start"]))
    for entity in earlier:
        if entity.kind in ("body", "org") and key(head_noun(entity.text, "body")) == key(noun):
            have = content_words(entity.text)
            proper = re.sub(rf"^(?:[a-z][\w-]* )+(?=[{UPPER}])", "", re.sub("^[Tt]he ", "", entity.text))
            if wanted < have - {key(noun)}:
                listed = article.actor(proper) or camps.only_actor(article.roster, have, noun)
                if listed or not proper.islower():
                    return listed or article.plain(proper), "institution", "org"
    listed = camps.only_actor(article.roster, wanted | {key(noun)}, noun)
    if not listed and text[:4].lower() == "the " and text[4:].islower() and classes(noun, "body") & GENERIC \
            and len(text.split()) < 4:
        count = Counter(e.text for e in article.book.entities if e.kind == "org")
        company = "company" in classes(noun, "body")
        known = (e.text for e in earlier if e.kind == "org" and count[e.text] > 1 and not country_of(e.text)
                 and (_is_body(article, e.text) or company and not e.aside))
        listed = next((article.actor(x) or article.plain(x) for x in known), None)
    return (listed, "institution", "org") if listed else (article.plain(text), "none", "org")


def _is_body(article, name):
    """A named institution: an acronym, an actor that is no person, a name with an institution's noun."""
    if country_of(name) or conduits.is_outlet(name):
        return False
    listed = article.actor(name)
    if listed:
        return article.kind(listed) == "org"
    return name.isupper() and len(key(name)) > 1 or names_body(name.split()[-1])


def apposed(article, text):
    """"campaign group Clean Fjord", "the athletes' union Global Athlete": the name after its kind."""
    run = list(RUN.finditer(text))[-1:]
    kind = run and run[0].end() == len(text) and re.search(r"\b[a-z][\w-]*$", text[:run[0].start()].strip())
    if not kind or kind[0] not in lexicon()["body"] or country_of(run[0][0]):
        return None
    name = article.actor(run[0][0]) or article.plain(run[0][0])
    return name, "name", "org"


def own_body(article, owner):
    """The institution with which the article introduces a person ("her organisation"), or None."""
    person = article.book.person(owner)
    for intro in person.intros if person else []:
        for run in RUN.finditer(intro):
            listed = article.actor(run[0])
            if listed and article.kind(listed) == "org" or kindred(intro[:run.start()]):
                return listed or article.plain(run[0])
    return None


def kindred(before):
    """Does this text end with what kind of institution the name after it is ("who leads campaign group")?"""
    word = before.split()[-1:]
    return bool(word) and word[0] in lexicon()["body"]


def misspelt(article, text):
    """"Soltenberg" -> "Jens Stoltenberg": one capitalised word near to a known surname and itself unknown."""
    word = text.split()[-1]
    known = country_of(word) or names_body(word)
    if known or len(text.split()) > 2 or len(word) < 6 or not word[0].isupper():
        return None
    names = {key(a.split()[-1]): a for a in article.roster.actors if camps.is_person(a)}
    names |= {key(n.split()[-1]): n for n in article.book.persons}
    best = max(names, key=lambda n: fuzz.ratio(n, key(word)), default="")
    near = fuzz.ratio(best, key(word)) >= 86 and abs(len(best) - len(word)) < 3 and best[:1] == key(word)[:1]
    return (article.spelling(names[best]), "misspelling", "person") if near else None
