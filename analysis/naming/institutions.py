"""Institutions: "the ministry", "the airline", "the newspaper". In order: the one last named with that noun and
nothing against it, of several on the corpus's list the one of the side in focus, the one that the text is about,
the only one on the list, the last one of that class.
"""
import re

from analysis.naming import camps, conduits
from analysis.naming.antecedents import named
from analysis.naming.book import BEFORE_VERB
from analysis.naming.mentions import (ADJECTIVES, INDEFINITE, UPPER, classes, content_words, country_of, head_noun, key, lexicon, proper)

# Classes of institutions that a bare name may belong to
GENERIC = {"alliance", "hospital", "company", "union", "club", "party", "police", "ministry", "court", "fire"}
STATES = {"country", "nation", "state", "kingdom", "republic"}
BARE = {"alliance", "company", "union", "club"}                 # whose names may tell nothing: "Orlan"
# Nouns for any institution
BODIES = {"agency", "body", "organisation", "organization", "group", "institution", "watchdog",
          "regulator", "authority", "fund", "trust",
          "charity", "association", "foundation", "network", "tank", "nonprofit", "inspectorate"}
CIVIC = {"civic", "union", "party", "club", "company"}          # no public bodies
OPEN = {"union", "party", "civic"}                              # where one is of its own accord: named without the noun
SERVICES = {"military", "police", "fire"}
NEVER = {"company", "court", "state", "ministry", "police", "parliament", "embassy"}   # not called so
BEFORE = re.compile(r"((?:[a-z]+[ -])?[a-z]+) (?:the )?$")
APPOSED = re.compile(r"(?: \([^)]*\))?, (?:an?|the) ((?:[\w-]+ ){0,4}?[a-z-]+)"
                     r"(?=[,.]| (?:that|which|of|for|in|based|with|at)\b)")
# Whose head was named last: "Ann Lee, director of Clean Fjord"
LED = re.compile(r", (?:the )?(?:[a-z]+[ -])*(?:director|head|leader|president|chair(?:man|woman|person)?|founder|spokes(?:man|woman|person)|executive|secretary|coordinator) of (?:the )?$")
PLACE = re.compile(r" in [A-Z].*")                          # "the Foreign Ministry in Aldring"
NAMED = re.compile(rf"[Tt]he (?P<name>[A-Z]{{2,}}|[{UPPER}][\w’'-]*(?: [{UPPER}][\w’'-]*)+) (?:[a-z]+ )?[a-z]+$")
TRADE = re.compile(r"^[A-Z].* (?:Staff|Crew|Employees)$")      # "United Cabin Staff"
UNIONED = re.compile(r" ([a-z]+)\b")
LOWER = re.compile(rf"^(?:[a-z][\w-]* )+(?=[{UPPER}])")


def institution(article, text, item):
    """The institution last named with this noun and nothing against it; else the only one on the list; else, for
    "the company" and the like, the last one of that class that the article names."""
    noun = head_noun(text, "body")
    if text == noun and noun[:1].isupper() and lexicon()["body"].get(noun) == {"company"}:
        return noun, "name", "org"                              # "Twitter"
    kinds, wanted = classes(noun, "body"), content_words(PLACE.sub("", text)) - {key(noun)} - ADJECTIVES
    earlier = list(article.book.before(item["paragraph"], item["_start"]))
    found, vague = _named_so(article, noun, wanted, earlier)
    exact = camps.only_actor(article.roster, wanted | {key(noun)}, noun)
    lead = noun == "government" and not wanted and not exact and item["cue"] and item["paragraph"] < 4
    found = found or lead and _host(article) or _of_side(article, noun, wanted, earlier)
    if not found and noun in STATES and not wanted:
        state = next(filter(None, (_state(article, e) for e in earlier)), None)
        return state and (state, "institution", "country")
    name = NAMED.match(text)
    if name and noun.islower() and not found and not exact and "company" not in kinds and not _place(article, name["name"]) \
            and (" " in name["name"] or kinds & OPEN - {"civic"}):
        return article.plain(name["name"] if kinds & OPEN else text), "name", "org"     # "the United Cabin Staff union" is no other union
    definite = noun.islower() and re.fullmatch(r"[Tt]he(?: [\w-]+){1,4}", text)
    bare = not wanted or kinds & BARE                           # "the interior ministry" is not just any ministry
    if not found and definite and (bare or noun.split()[-1] in BODIES):
        found = in_focus(article, item, kinds, noun, 2) or exact or bare and in_focus(article, item, kinds, noun, 1)
    last = not found and definite and bare and next((e for e in earlier if fits(article, e, kinds, noun) == 2), None)
    found = found or exact or vague and article.plain(vague) or last and article.plain(last.text)
    return (found, "institution", "org") if found else (article.plain(text), "none", "org")


def _place(article, name):
    """Is a name a place's in this article ("in San Francisco"), a country's or an adjective ("Danish")?"""
    return country_of(name) or any(re.search(rf"\b(?:in|at|near|from|to|across|around) {re.escape(name)}(?![\w-]| [A-Z])", text) for text in article.paragraphs)


def _named_so(article, noun, wanted, earlier):
    """(the institution last named with this noun, by its name or as the corpus lists it; else None, the last phrase
    with this noun that is no name)."""
    vague = None
    for entity in earlier:
        if entity.kind not in ("body", "org") or not f" {key(head_noun(entity.text, 'body'))}".endswith(f" {key(noun)}"):
            continue
        have = content_words(entity.text)
        proper = LOWER.sub("", re.sub("^[Tt]he ", "", entity.text))
        more = have - {key(noun)}
        if wanted < more or wanted == more and noun.islower() and not proper.islower():
            spoke = next((x["speaker"] for x in reversed(article.lately()) if x["paragraph"] == entity.paragraph
                          and x["_start"] <= entity.start < x["_start"] + len(x["source_text"])
                          and x["_kind"] == "org" and x["speaker"] in article.roster.actors), None)
            listed = article.listed(proper)             # "The Foreign Ministry in Aldring said", "the ministry"
            listed = spoke or listed and listed[0] or camps.only_actor(article.roster, have, noun)
            if listed or not (proper.islower() or noun == "company" and (INDEFINITE.match(entity.text) or proper[1:].islower())):
                return listed or (article.country(proper) or [article.plain(proper)])[0], None
            vague = vague or proper
    return None, vague


def _host(article):
    """The country whose government a report begins with, where the headline opens with it: "Pellas offers talks"; or None."""
    above = article.sections.index("headline") if "headline" in article.sections else None
    opens = next(iter(article.book.near(above, 0, 1)), None) if above is not None else None
    if not opens or opens.kind not in ("org", "country") or not re.match(r"(?:['’]s [a-z]+)* [a-z]+s ", article.paragraphs[above][opens.end:]):
        return None
    listed = article.actor(opens.text)
    if listed:
        return listed if article.kind(listed) == "country" else None
    place = not head_noun(opens.text, "body", "group", "roles") and _place(article, opens.text)
    return (country_of(opens.text) or article.plain(opens.text)) if place else None


def _of_side(article, noun, wanted, earlier):
    """Of two listed foreign ministries the one of the side named last; None if it is not a matter of sides."""
    several = camps.actors_with(article.roster, wanted | {key(noun)}, noun)
    for entity in earlier if len(several) > 1 else ():
        actor = article.actor(entity.text)
        side = article.roster.actors.get(actor) or camps.by_terms(article.roster, entity.text)
        own = [one for one in several if article.roster.actors[one] == side]
        if len(own) == 1:
            return own[0]
    return None


def in_focus(article, item, kinds, noun, least):
    """The institution that the text is about: of this paragraph, else of one of the two before, the last subject of a
    sentence. One that is no subject ("service to Elmar island") must say what it is; least: how well any must fit (see
    `fits`). None if none is near."""
    p, book = item["paragraph"], article.book
    for q in range(p, max(-1, p - 3), -1):
        text, end = article.paragraphs[q], item["_start"] if q == p else len(article.paragraphs[q])
        near = [e for e in book.near(q, end - 2000, end) if e.kind in ("org", "body", "group")]
        heads = [e for e in near if not e.aside and BEFORE_VERB.match(text, e.end) or e.start in book.first[q]]
        how = {e: fits(article, e, kinds, noun) for e in near}
        fit = [e for e in near if how[e] == 2 or how[e] == least and (e in heads or LED.search(text, max(0, e.start - 40), e.start))]
        if fit:
            best = min(fit, key=lambda e: (e not in heads, -how[e], -book.sentence(q, e.start)[0]))
            speaker, _, kind = named(article, best)
            return None if kind == "person" else speaker
    return None


def fits(article, entity, kinds, noun):
    """Is an entity a "firm", an "agency"? 2: by what it is called; 1: its name tells nothing; 0: no."""
    has, wide = standing(article, entity.text), noun.split()[-1] in BODIES
    if noun == "service":
        return 2 * bool(has and has & SERVICES)                 # "the Border Guard"
    if has and ("public" in kinds - has and has & CIVIC or "civic" in kinds - has and "public" in has):
        return 0                                                # a guild is no regulator, an inspectorate no trust
    if not has:
        return int(has is not None and not classes(noun, "roles") and (wide or bool(kinds & BARE)))
    return 2 * bool(has & kinds & GENERIC or wide and has - NEVER) or int("party" in kinds and has <= {"alliance", "union"})    # "Progress Alliance"


def standing(article, name):
    """Classes of the institution that a name is: by its nouns, those of its aliases, what it is short for and what the
    article calls it ("the plane maker X", "X, a charity"); an empty set where nothing tells, None if it is none: no
    name, a person's, a country's, an outlet's, a place's, a day's, an office's, a paper's."""
    name = re.sub("^(?:[Tt]he|[Aa]n?) ", "", name)
    if name not in article.standing:
        article.standing[name] = _standing(article, name)
    return article.standing[name]


def _standing(article, name):
    kind = LOWER.match(name)                                    # "opposition Green Loaf Party"
    if kind:
        bare = standing(article, name[kind.end():])
        return bare if bare is None else bare | classes(head_noun(kind[0].strip(), "body"), "body")
    listed = article.actor(name)
    if listed and article.book.whole and article.book.whole.fullmatch(name):
        return kinds_of(article, name) | _called(article, name) | {"organisation"}       # "Friends of the Park"
    if not name[:1].isupper() or head_noun(name, "body").islower() or country_of(name) or conduits.is_outlet(name) \
            or listed and article.kind(listed) in ("person", "country", "group") and not kinds_of(article, name):
        return None
    if article.book.person(name):
        return None
    kinds = kinds_of(article, article.book.acronyms.get(key(name), name)) | _called(article, name)
    if not kinds and not listed and any(name in m.groups() or f"the {name}" in m.groups() for text in article.paragraphs if name in text
                                        for seen in (conduits.REPORTS, conduits.HEARER) for m in seen.finditer(text)):
        return None                                             # "a memo seen by the Standard", "told the Courier"
    other = classes(name.split()[-1], "thing") - {"matter"} or head_noun(name, "titles", "roles", "group", "document")
    return None if other and not (kinds or listed) else kinds


def _called(article, name):
    """Classes of what the article calls a name: "the plane maker X", "X, a charity", "the X union"."""
    found = {"union"} if TRADE.search(name) or proper(name) and "worker" in classes(name.split()[-1].removesuffix("s"), "roles") else set()
    for text in article.paragraphs:
        at = text.find(name)
        if at < 0:
            continue
        before, behind = BEFORE.search(text[max(0, at - 40):at]), APPOSED.match(text, at + len(name))
        for phrase in (before and before[1], behind and behind[1]):
            found |= classes(head_noun(phrase, "body"), "body") if phrase else set()
        own = UNIONED.match(text, at + len(name))
        found |= OPEN & classes(own[1], "body") if own else set()
    return found


def _state(article, entity):
    """The country that an entity is: one of the world's, or an actor with a bare name that is no person's."""
    listed = article.actor(entity.text)
    if listed and " " not in listed and not listed.isupper() and article.kind(listed) != "person" \
            and not head_noun(listed, "body", "group"):
        return listed
    return country_of(entity.text)


def kinds_of(article, name):
    """Classes of the nouns that a named institution and its aliases end with."""
    listed = article.actor(name)
    heads = {head for _, head, actor in article.roster.words if listed and actor == listed} | {key(head_noun(name, "body"))}
    return set().union(*(classes(head, "body") or classes(head.title(), "body") for head in heads))


def outlet(article, noun, item):
    """"the newspaper": the outlet named last; "the Post": the one whose name ends so; else None."""
    if noun[0].isupper():
        named = [e.text for e in article.book.before(item["paragraph"], item["_start"]) if e.kind == "org"]
        found = next((x for x in named if conduits.is_outlet(x) and x.endswith(" " + noun)), None)
        return found and (conduits.bare_name(found), "name", "org")
    for p in range(item["paragraph"], -1, -1):
        end = item["_start"] if p == item["paragraph"] else len(article.paragraphs[p])
        text = article.paragraphs[p][max(0, end - 3000):end]
        found = list(conduits.patterns()[0].finditer(text))[-1:]
        if found:
            return article.plain(found[0][0]), "institution", "org"
    return None
