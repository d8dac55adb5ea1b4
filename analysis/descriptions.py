"""Descriptions: "the NATO chief", "the ministry", "the 34-year-old", a misspelt surname: someone named
elsewhere.

A role goes to the person whom the article introduces with that role, for the same country or institution if
one is named; an institution's noun to the institution last mentioned with that noun as its head and nothing
against it.
"""
import re
from collections import Counter

from rapidfuzz import fuzz

from analysis import camps, conduits, sides
from analysis.antecedents import recent
from analysis.mentions import (INDEFINITE, RUN, STOP, UPPER, classes, content_words, country_of, head_noun,
                               is_adjective, key, lexicon, names_body, trimmed)

LEADERS = {"chief", "head", "leader", "boss", "number two", "No. 2"}
# Words for a whole class of roles
BROAD = LEADERS | {"official", "diplomat", "lawmaker", "politician", "player", "lawyer", "attorney",
                   "academic", "officer", "executive", "minister", "footballer", "star", "legislator", "peer"}
# Classes of roles that stand for whoever just spoke ("the striker"); offices only close by or with an owner
ELEGANT = {"player", "coach", "journalist", "activist", "scholar", "worker", "cleric"}
OFFICES = {"leader", "lawmaker", "executive", "minister"}
SERVANTS = {"spokesman", "lawyer", "family"}                # somebody else's
# Classes of institutions that a bare name may belong to
GENERIC = {"organisation", "alliance", "company", "union", "club", "party"}
ADJECTIVES = frozenset("former current new late top senior embattled outgoing incoming veteran".split())
SPOKES = (r"(?:(?:chief |senior |official )?spokes(?:man|woman|person|people|men)"
          r"|press (?:secretary|officer|office|service)|(?:written )?statements?|reps?|representatives?)")
# Who speaks for the institution that pays them
STAFF = (rf"(?:{SPOKES}|(?:senior |former )?(?:officials?|sources?|executives?|insiders?|negotiators?)"
         r"|delegation|(?:legal team|lawyers?|attorneys?|counsel|prosecutors?)|(?:analyst|strategist"
         r"|economist|reporter|correspondent|journalist|editor)s?)")
STAFF_AT = re.compile(rf"(?:[\w’'-]+ ){{0,4}}?(?P<noun>{STAFF}) (?P<link>for|of|at|from|by|with|in|within) "
                      r"(?P<whom>.+)$", re.I)
SPOKES_OF = re.compile(rf"(?:an?|the|another|one)?\s*(?P<whom>.+?)(?:['’]s?)?\s+(?:{SPOKES}|delegation)$",
                       re.I)
FROM = re.compile(r",? (?:(?:\w+ed|sent|written) )?(?:by|from) (?P<whom>.+)$")
AUTHOR = re.compile(rf"[^.]*\.[”\"]? It was (?:written|signed|sent|drafted) by (?P<whom>{RUN.pattern})")
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
    named -= STOP | set(key(noun).split())
    before = re.split(rf"{re.escape(noun)}\b", text)[0]
    qualified = set(re.findall(r"[a-z-]+", before)) - STOP - ADJECTIVES
    camp = camps.by_terms(article.roster, text)

    owner = _owner(article, text, noun)

    def own_camp(name):
        return sides.camp(article, {"speaker": article.spelling(name), "_mention": ""})

    for n, person in enumerate(_people(article, item)):
        same = noun.casefold() in person.roles
        akin = noun in BROAD and any(kind & classes(r, "roles") for r in person.roles)
        shared = named <= person.affiliations or any(words <= person.affiliations for words in owner)
        shared = shared and (not qualified or bool(qualified & person.affiliations))
        if camp != "other" and not (named and shared):
            shared = len(named) < 2 and own_camp(person.name) == camp
        if (same or akin) and shared:
            score = 2 * same + akin + len(named & person.affiliations)
            best = max(best or (0,), (score, same, -n, person.name))
    near = {s["speaker"] for s in article.said[-2:] if s["paragraph"] == item["paragraph"]}
    last = recent(article, "person", item) if re.match(r"[Tt]he |.*['’]s? ", text) else None
    told = not named and (kind & ELEGANT or kind & OFFICES and last and last[0] in near)
    told = told or last and not kind & SERVANTS and camp != "other" and own_camp(last[0]) == camp
    person = last and article.book.person(last[0])
    roles = person.roles if person else ()
    fits = last and told and (not roles or any(kind & classes(r, "roles") for r in roles))
    if best and not (not best[1] and fits and camp != "other" and own_camp(last[0]) == camp):
        return article.spelling(best[3]), "role", "person"
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
            and not re.search("['’]", text) and len(text.split()) < 4:
        count = Counter(e.text for e in article.book.entities if e.kind == "org")
        company = "company" in classes(noun, "body")
        known = (e.text for e in earlier if e.kind == "org" and not country_of(e.text)
                 and article.kind(article.actor(e.text) or e.text) != "person"
                 and (count[e.text] > 1 or article.actor(e.text))
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


def possessive(owner, rest):
    return f"{owner}{chr(39) if owner[-1:] == 's' else chr(39) + 's'} {rest}"


def nameless(article, text, item, depth):
    """A nameless spokesman, official, analyst of an institution speaks as the institution; one of a person
    stays that person's; one of nobody is "Unnamed official"."""
    if re.fullmatch(rf"(?:an?|one|another) {SPOKES}", text, re.I):
        last = recent(article, "thing", item)
        return last and (last[0], "institution", last[2])
    if re.fullmatch(r"(?:the|an?|one|another) (?:aide|advis[eo]r)s?", text, re.I):
        boss = recent(article, "person", item)
        item["_mention"] = boss[0] if boss else text
        if boss and " to " in boss[0]:
            return boss
        return boss and (f"{text.split()[1].capitalize()} to {boss[0]}", "role", "person")
    m = STAFF_AT.match(text) or SPOKES_OF.match(text.split(",")[0])
    if m and m["whom"].casefold() not in ("a", "the", "an", "another", "one"):
        noun = m.groupdict().get("noun")
        spokes = not noun or re.fullmatch(SPOKES, noun, re.I)
        speaker, how, kind = article.identify(m["whom"], dict(item), depth + 1)
        if kind == "person" and speaker != m["whom"]:
            item["_mention"] = m["whom"]
            return possessive(speaker, noun.lower() if noun else "spokesman"), how, kind
        if spokes or kind == "org" and (conduits.is_outlet(speaker) or how in ("alias", "institution")
                                        or head_noun(speaker, "body") or m["link"] in ("at", "for", "with")):
            item["_mention"] = m["whom"]
            return speaker, "institution", kind
    noun = head_noun(text, "roles")
    some = noun and re.match(rf"(?:an?|one|another) (?P<who>(?:[\w’'-]+ ){{0,2}}{re.escape(noun)})\b", text, re.I)
    if some:
        return "Unnamed " + some["who"], "none", "person"
    return None


def documented(article, text, item, depth):
    """A survey, letter, order ... speaks for whoever wrote it: its owner, its author, for a ruling the court,
    else whoever it spoke for before; None if it is no document or nobody's."""
    noun = head_noun(trimmed(text), "document")
    before, _, after = text.partition(noun or "\n")
    if not noun or before and noun[0].isupper():
        return None
    owner = FROM.match(after) or re.match(r"(?P<whom>.+)['’]s?(?: [\w-]+)*? $", before) \
        or re.search(rf"(?P<whom>{RUN.pattern})(?: [a-z]+)* $", before)
    if owner and key(owner["whom"]) not in STOP:
        item["_mention"] = owner["whom"]
        speaker, how, kind = article.identify(owner["whom"], item, depth + 1)
        return speaker, "institution", kind
    author = AUTHOR.match(article.paragraphs[item["paragraph"]], item["_start"])
    if author:                                              # "An email said so. It was written by Ann Lee"
        item["_mention"] = author["whom"]
        return article.identify(author["whom"], item, depth + 1)[0], "institution", "person"
    if "ruling" in classes(noun, "document"):
        near = [*article.book.before(item["paragraph"], item["_start"]), *article.book.entities]
        courts = [article.plain(e.text) for e in near
                  if "court" in classes(head_noun(e.text, "body"), "body")]
        return courts and (max(courts[:3], key=len), "institution", "org") or None
    told = next((x for x in reversed(article.said) if x["resolved_by"] == "institution"
                 and noun == head_noun(x["source_text"], "document")), None)
    return told and (told["speaker"], "institution", told["_kind"])


def apposed(article, text):
    """"campaign group Clean Fjord", "the athletes' union Global Athlete": the name after its kind."""
    named = re.match(r"(?:[Aa]n?|[Tt]he) [^,A-Z]+, (?:the )?(?P<name>[A-Z][^,]+)$", text, re.ASCII)
    if named and head_noun(text, "body", "group"):
        return article.actor(named["name"]) or named["name"], "name", "org"
    run = list(RUN.finditer(text))[-1:]
    kind = run and run[0].end() == len(text) and re.search(r"\b[a-z][\w-]*$", text[:run[0].start()].strip())
    if not kind or kind[0] not in lexicon()["body"] or country_of(run[0][0]):
        return None
    name = article.actor(run[0][0]) or article.plain(run[0][0])
    return name, "name", "org"


def misspelt(article, text):
    """"Soltenberg" -> "Jens Stoltenberg": one capitalised word near to a known surname and itself unknown."""
    word = (text.split() or [""])[-1]
    known = country_of(word) or names_body(word)
    if known or len(text.split()) > 2 or len(word) < 6 or not word[0].isupper():
        return None
    names = {key(a.split()[-1]): a for a in article.roster.actors if camps.is_person(a)}
    names |= {key(n.split()[-1]): n for n in article.book.persons}
    best = max(names, key=lambda n: fuzz.ratio(n, key(word)), default="")
    near = fuzz.ratio(best, key(word)) >= 86 and abs(len(best) - len(word)) < 3 and best[:1] == key(word)[:1]
    return (article.spelling(names[best]), "misspelling", "person") if near else None
