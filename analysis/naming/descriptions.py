"""Descriptions: "the NATO chief", "the retired teacher", "the 34-year-old": someone named elsewhere.

A role goes to whom the article, or an alias of the corpus's list, introduces with that role, for the same
country or institution if one is named; what is no office may be another word for whoever spoke last.
"""
import re
from functools import lru_cache

from analysis.naming import camps, sides
from analysis.naming.antecedents import fits, recent, take
from analysis.naming.book import AGED as OF_AGE
from analysis.naming.institutions import BARE, institution, outlet, standing
from analysis.naming.persons import mentions
from analysis.naming.mentions import (ADJECTIVES, INDEFINITE, STOP, UPPER, bare_item, classes, content_words,
                                      country_of, head_noun, is_adjective, key, lexicon, proper, trimmed)

LEADERS = {"chief", "head", "leader", "boss", "number two", "No. 2"}
# Words for a whole class of roles
BROAD = LEADERS | {"official", "diplomat", "lawmaker", "politician", "player", "lawyer", "attorney",
                   "academic", "officer", "executive", "minister", "footballer", "star", "legislator", "peer",
                   "campaigner", "activist", "scientist", "researcher", "journalist", "doctor"}
# Classes of roles that "the chief", "the head" ... may stand for
HEADS = {"leader", "executive", "minister", "coach"}
# Classes of roles that stand for whoever just spoke ("the striker"); offices only close by or with an owner
ELEGANT = {"player", "coach", "journalist", "activist", "scholar", "worker", "cleric"}
FIRM = {"judge", "minister", "leader", "executive", "prosecutor", "spokesman", "family"}
OFFICES = {"leader", "lawmaker", "executive", "minister"}
HIGH = FIRM - {"family", "spokesman"}
SERVANTS = {"spokesman", "lawyer", "family"}                # somebody else's
CAPITALISED = re.compile(rf"[{UPPER}][\w.’'-]*")
SOMEBODY = re.compile(r"[a-z-]*(?:er|or|ist|ian|man|woman|ee|ese|native|graduate|star|ace)|[A-Z][a-z]+er|\w+-of-\w+")
DEFINITE = re.compile(r"[Tt]h(?:e|is|at) ((?:[\w-]+ )*[\w-]+)")
SAME = {"top diplomat": "foreign minister", "head of state": "president", "head of government": "prime minister"}
ALSO = re.compile("|".join(SAME), re.I)
# What a description may end with: "the blonde, 41", "the mother of two"
MORE = re.compile(r", (?:aged )?\d\d?$| of (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)$")
ORIGIN = re.compile(r"[\w-]+-(?:born|bred|raised|trained|educated) ")      # nobody is introduced by it
OUTLET = r"[Tt]he (?:[a-z]+|[A-Z]\w+)"
YOUNG = re.compile("(?:school)?(?:girl|boy)|child|toddler|baby|infant|youngster")
CHILDREN = {"girl", "boy", "schoolgirl", "schoolboy", "child", "toddler", "baby", "pupil", "son", "daughter", "grandson", "granddaughter", "twin"}
AGED = re.compile(r"[Tt]he (\d+|[a-z]+(?:-[a-z]+)?)-year-old")


def described(article, text, item):
    """(speaker, resolved_by, kind) of a description, or None if it describes nobody the article names."""
    if INDEFINITE.match(text):
        return None
    demonym = re.match(r"[Tt]he (\w+)$", text)
    aged = AGED.match(text)
    if aged or demonym and is_adjective(demonym[1]):
        same = [name for name in article.book.persons if aged and age(article, name) == aged[1]]
        found = same if len(same) == 1 else recent(article, "person", item)
        return found and (article.spelling(found[0]), "role", "person")
    text = ALSO.sub(lambda m: SAME[m[0].lower()], text)
    if re.fullmatch(OUTLET, text) and head_noun(text, "outlet"):
        return outlet(article, head_noun(text, "outlet"), item)
    noun = head_noun(text, "roles")
    if YOUNG.fullmatch(noun):
        return child(article, noun, item)
    found = _role(article, text, noun, item) if noun else None
    if found or head_noun(text, "body") and " ex-" not in text:
        return found or institution(article, text, item)
    return in_focus(article, text, noun, item)


def age(article, name):
    """The age that stands behind a person's name or before it, "54" or "fifty-four"; "" if none does."""
    told = (OF_AGE.match(article.paragraphs[e.paragraph], e.end) for e, _ in mentions(article.book)[name])
    return next((m[1] for m in told if m), "") or next(iter(re.findall(r"([\w-]+)-year-old", " ".join(article.book.persons[name].intros))), "")


def child(article, noun, item):
    """"The girl": the last person named who is not yet twenty, else who has no age and no office; None if nobody."""
    names = dict.fromkeys(e.name for e in article.book.before(item["paragraph"], item["_start"]) if e.kind == "person")
    fit = [name for name in names if fits(article, lexicon()["genders"].get(noun, "person"), article.spelling(name), "person")]
    young = [name for name in fit if re.fullmatch("1?[0-9]|[a-z]+", age(article, name))] or [
        name for name in fit if not age(article, name) and not article.book.persons[name].roles - CHILDREN]
    return (article.spelling(young[0]), "role", "person") if young else None


def in_focus(article, text, noun, item):
    """"The anaesthetist", "the blunt Dane": a definite person of whom no more is told is the one in focus, the last
    who spoke or the subject of the sentences before; an office only where that one is not known for another."""
    text = MORE.sub("", text)
    phrase = DEFINITE.fullmatch(text)
    last = phrase and phrase[1].split()[-1]
    if not phrase or head_noun(text, "outlet", "document") or not (noun and text.endswith(noun) or is_native(last)
                          or SOMEBODY.fullmatch(last) and last.islower()):
        return None
    found = recent(article, lexicon()["genders"].get(noun.casefold(), "person"), item, 3)
    person = found and article.book.person(found[0])
    like = person and any(classes(noun, "roles") & classes(office(r), "roles") for r in person.roles)
    return found and (like or not classes(noun, "roles") & FIRM - {"family"}) and (found[0], "role", "person")


def is_native(word):
    """"Dane", "Scot": one of a country's people."""
    return bool(country_of(word)) and word not in lexicon()["forms"][country_of(word)][0] and not word.endswith("s")


@lru_cache(maxsize=4096)
def office(noun):
    """One word for the same office: "Sen." and "senator", "chairwoman" and "chair"."""
    word = next(iter(lexicon()["short"].get(key(noun), [key(noun)])))
    short = re.sub(r"(?:wom[ae]n|m[ae]n|person)$", "", word)
    return short if len(short) > 4 else word


def same_office(one, other):
    """Are two role nouns the same, or one the other with more before it ("minister", "finance minister")?"""
    one, other = office(one), office(other)
    return one == other or one.endswith(" " + other) or other.endswith(" " + one)


def akin(noun, other):
    """May one role noun stand for another of its class ("the boss": a chief executive)?"""
    kind = classes(noun, "roles")
    return noun in BROAD and bool((kind | (HEADS if noun in LEADERS else set())) & classes(other, "roles"))


def _role(article, text, noun, item):
    kind, best = classes(noun, "roles"), None
    text = ORIGIN.sub("", text)
    named = {w for m in CAPITALISED.finditer(text) if m.start() for w in content_words(m[0])}
    named |= content_words(re.split(r"['’]s ", text)[0]) if re.search(r"['’]s ", text) else set()
    named -= STOP | set(key(noun).split())
    more = content_words(text.partition(noun)[0]) - named - ADJECTIVES - set(key(noun).split())     # "union" leader
    kinds = set().union(*(classes(w, "body") for w in more)) - {"organisation"}
    camp = camps.by_terms(article.roster, text)
    owners = _owners(article, text, noun, item)
    once = camps.FORMER.match(text)                             # "the former mayor" is not the list's mayor

    lists = article.roster.actors

    # A text names first whom it describes
    later = 0 if article.sections[item["paragraph"]] in ("headline", "deck") else 3
    for n, (name, roles, words, met) in enumerate(_people(article, item)):
        same = any(same_office(noun, r) for r in roles) and not any(r.startswith(f"{noun} ") for r in roles)    # no "chief executive"
        near = any(akin(noun, r) for r in roles)
        if not (same or near and (met or not later)) or once and name not in article.book.persons and "former" not in words:
            continue
        belongs = any(owner <= words for owner in owners)
        fitting = not belongs and (len(more & words) or any(kinds & classes(w, "body") for w in words))
        if more and not (same or belongs or fitting):
            continue
        shared = named <= words or belongs
        if camp != "other" and lists.get(article.spelling(name), camp) != camp:
            continue                                            # "the union boss" is nobody of the other side's list
        if camp != "other" and not shared:
            shared = len(named) < 2 and sides.side(article, article.spelling(name)) == camp
        if shared:
            score = 2 * same + near + fitting + len(named & words) + 2 * belongs - later * (not met)
            best = max(best or (-9,), (score, same, -n, name))
    want = lexicon()["genders"].get(noun, "person")
    last = recent(article, want, item) if re.match(r"[Tt]he |.*['’]s? ", text) else None
    fits = last and _variation(article, text, noun, last[0], item, named)
    own = last and camp != "other" and sides.side(article, last[0]) == camp and (
        not kind & (FIRM - {"leader"} | {"officer"}) or _like(article, kind, noun, last[0]) is not False)
    if best and (best[1] or not fits):
        return article.spelling(best[3]), "role", "person"
    if head_noun(text, "body") == noun:                         # "the operator": the firm
        return None
    if fits or own and not kind & SERVANTS:
        return last[0], "role", "person"
    listed = not once and camps.only_actor(article.roster, content_words(text) - ADJECTIVES, noun)
    return (listed, "role", "person") if listed else None


def _variation(article, text, noun, last, item, named):
    """May a description be another word for whoever was named last ("the striker", "the retired teacher")? Offices
    only where that one has a like office."""
    kind, like = classes(noun, "roles"), _like(article, classes(noun, "roles"), noun, last)
    near = last in {s["speaker"] for s in article.said[-2:] if s["paragraph"] == item["paragraph"]}
    place = named and text.startswith(("The ", "the ")) and not any(map(country_of, map(str.title, named)))
    return (not named or place) and bool(kind & ELEGANT or kind & OFFICES and near) and like is not False


def _like(article, kind, noun, name):
    """Has a person an office like this one, of this class? None if the article tells no office of that person."""
    person = article.book.person(name)
    return any(kind & classes(office(r), "roles") or akin(noun, r) for r in person.roles) if person and person.roles else None


def _owners(article, text, noun, item):
    """Content words of each name of whose head, chief, lawyer ... this is."""
    before, _, after = text.partition(noun)
    behind = re.match(r" (?:of|for|at) (?P<who>.+)", after)
    possessor = re.split(r"(?<=['’]s) |(?<=s['’]) ", before.strip())[0]
    phrase = behind["who"] if behind else re.sub(r"['’]s?$", "", possessor)
    words = re.sub("^(?:the|an?) ", "", phrase, flags=re.I).split()
    while words and words[0] in ADJECTIVES:
        words.pop(0)
    phrase = " ".join(words)
    if not phrase:
        return []
    whole = phrase if phrase[0].isupper() else f"the {phrase}"
    listed = article.actor(phrase)
    who = listed or article.identify(whole, bare_item(item, whole))[0]
    names = {who, phrase, *(alias for actor, alias in article.roster.aliases.values() if actor == who)}
    return [w for w in map(content_words, names) if w]


def _people(article, item):
    """(name, roles, words that introduce them, were they named before the mention?) of people: the nearest before the
    mention first, then those introduced later, then those that only the corpus lists."""
    names = [e.name for e in article.book.before(item["paragraph"], item["_start"]) if e.kind == "person"]
    told = article.roster.offices
    met = set()
    for name in dict.fromkeys([*names, *article.book.persons]):
        person, listed = article.book.persons[name], article.spelling(name)
        roles, words = told.get(listed, ((), frozenset()))
        met.add(listed)
        yield name, person.roles | set(roles), person.affiliations | words, name in names
    for name, (roles, words) in told.items():
        if name not in met:
            yield name, roles, words, False


def take_epithet(article, item, later):
    """"Widow, 79", "judge" above a text: the only person whom it introduces by that noun or a like office; whoever speaks
    there under that noun."""
    mention = MORE.sub("", item["_mention"])
    noun, word = head_noun(mention, "roles"), head_noun(mention, "roles", "group", "body")
    people = article.book.persons.values() if noun else ()
    fit = [p.name for p in people if any(same_office(noun, r) for r in p.roles)] or [
        p.name for p in people if any(classes(noun, "roles") & classes(office(r), "roles") & HIGH for r in p.roles)]
    if len(fit) == 1:
        speaker = article.spelling(fit[0])
        item.update(speaker=speaker, _kind="person", resolved_by="next", camp=article.camps.get(speaker, item["camp"]))
        return
    take(item, [x for x in later if word and x["_kind"] and x["speaker"] != item["speaker"]
                and (x["resolved_by"] != "none" or proper(x["speaker"]))
                and key(head_noun(trimmed(x["source_text"]), "roles", "group", "body")) == key(word)][:1])


def take_body(article, item, later):
    """"Watchdog", "union" above a text: the only institution of that kind, or of that side, that speaks there."""
    kinds, side = classes(head_noun(item["_mention"], "body"), "body"), item["camp"]
    like = {x["speaker"]: x for x in later if kinds and x["_kind"] in ("org", "group") and (side == "other" or x["camp"] in (side, "other"))
            and (x["resolved_by"] != "none" or proper(x["speaker"]))
            and kinds & (standing(article, x["speaker"]) or (BARE if x["camp"] == side != "other" else set()))}
    take(item, list(like.values()) if len(like) == 1 else ())


def take_named(article, item, later):
    """"A grandmother has told how ...", "..., his lawyer said": whom the next paragraph names as a speaker with not
    a word on who that is, or opens with: "Ann Pike, 67, of Hull"; for an office, whom the next two introduce by it."""
    if "body" in article.sections[:item["paragraph"]]:
        return
    p, people = item["paragraph"] + 1, article.book.persons
    noun = head_noun(item["_mention"], "roles")
    offices = {name: set().union(*(classes(r, "roles") for r in person.roles)) for name, person in people.items()}
    near = [x for x in later if p <= x["paragraph"] < p + 2 and x["speaker"] in people
            and x["speaker"] in x["source_text"]]
    same = [x for x in near if any(same_office(noun, r) for r in people[x["speaker"]].roles)]
    like = [x for x in near if classes(noun, "roles") & offices[x["speaker"]] & FIRM - {"family"}]
    before = {e.name for e in article.book.entities if e.paragraph < p}
    aged = {e.name for e in article.book.entities
            if e.paragraph == p and e.text == e.name}
    opens = [x for x in later if x["speaker"] in aged and offices[x["speaker"]] <= {"address", "family"}]
    bare = [x for x in near[:1] if x["paragraph"] == p and offices[x["speaker"]] <= {"address"}
            and x["speaker"] not in before]
    for x in (same or like or opens or bare)[:1]:
        if fits(article, lexicon()["genders"].get(noun, "person"), x["speaker"], "person"):
            if item["camp"] != "other":
                article.camps.setdefault(x["speaker"], item["camp"])
            item.update(speaker=x["speaker"], camp=article.camps.get(x["speaker"], x["camp"]), resolved_by="next")
