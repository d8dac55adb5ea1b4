"""Descriptions: "the NATO chief", "the ministry", "the 34-year-old", a misspelt surname: someone named
elsewhere.

A role goes to the person whom the article introduces with that role, for the same country or institution if
one is named; an institution's noun to the institution last mentioned with that noun as its head and nothing
against it.
"""
import re
from functools import lru_cache

from rapidfuzz import fuzz

from analysis import camps, conduits, sides
from analysis.antecedents import recent
from analysis.mentions import (INDEFINITE, PREPOSITIONS, RUN, STOP, UPPER, classes, content_words, country_of, head_noun,
                               is_adjective, key, lexicon, names_body, nouns, split_name, trimmed)

LEADERS = {"chief", "head", "leader", "boss", "number two", "No. 2"}
# Words for a whole class of roles
BROAD = LEADERS | {"official", "diplomat", "lawmaker", "politician", "player", "lawyer", "attorney",
                   "academic", "officer", "executive", "minister", "footballer", "star", "legislator", "peer",
                   "campaigner", "activist", "scientist", "researcher", "journalist", "doctor"}
# Classes of roles that "the chief", "the head" ... may stand for
HEADS = {"leader", "executive", "minister", "coach"}
ABBREVIATED = {"sen": "senator", "sens": "senator", "gov": "governor", "rep": "representative", "gen": "general",
               "prof": "professor", "pm": "prime minister", "ceo": "chief executive", "chief executive officer": "chief executive", "premier": "prime minister",
               "adm": "admiral", "col": "colonel", "maj": "major", "lt": "lieutenant", "sgt": "sergeant", "capt": "captain",
               "det": "detective", "insp": "inspector", "cmdr": "commander", "rev": "reverend", "dr": "doctor",
               "cfo": "finance chief", "chief financial officer": "finance chief", "attorney": "lawyer",
               "adviser": "aide", "advisor": "aide", "organiser": "organizer", "supt": "superintendent"}
# Classes of roles that stand for whoever just spoke ("the striker"); offices only close by or with an owner
ELEGANT = {"player", "coach", "journalist", "activist", "scholar", "worker", "cleric"}
FIRM = {"judge", "minister", "leader", "executive", "prosecutor", "spokesman", "family"}
OFFICES = {"leader", "lawmaker", "executive", "minister"}
SERVANTS = {"spokesman", "lawyer", "family"}                # somebody else's
# Classes of institutions that a bare name may belong to
GENERIC = {"alliance", "company", "union", "club", "party", "police", "ministry", "court"}
STATES = {"country", "nation", "state", "kingdom", "republic"}
# ... and nouns for any
BODIES = {"agency", "body", "organisation", "organization", "group", "institution", "watchdog", "regulator", "authority",
          "charity", "association", "foundation", "network", "think tank", "nonprofit", "inspectorate"}
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
INSIDE = re.compile(r"(?:(?:an?|one|another|some|two|three|several|senior|top) )*(?P<whom>[\w’'-]+(?: [\w’'-]+){0,4}) "
                    r"(?:officials?|sources?|insiders?|executives?)$", re.I)
CAPITALISED = re.compile(rf"[{UPPER}][\w.’'-]*")
LOWER = re.compile(rf"^(?:[a-z][\w-]* )+(?=[{UPPER}])")
IS_A = re.compile(rf"({RUN.pattern}),? (?:is )?(?:an?|the|its|[A-Z]\w+['’]s) (?:[\w-]+ ){{0,4}}$")
NAMELESS = re.compile(rf"(?:an?|one|another) {SPOKES}", re.I)
ONE = re.compile(r"(?:at least )?(?:an?|one|another)(?: (?:second|third|fourth|fifth))? (?:unnamed |anonymous |[\w-]+-year-old )?", re.I)
THE = re.compile(r"(?:the|this|that) (?:[\w-]+ )?", re.I)
SOME = re.compile(r"(?<!, )\b(?:an?|one|another) (?:[\w-]+ ){0,4}$", re.I)
FROM = re.compile(r",? (?:(?:\w+ed|sent|written) )?(?:by|from) (?P<whom>.+?)(?: for .+)?$")
OF_NAME = re.compile(rf"(?P<whom>{RUN.pattern})(?: [a-z]+)* $")
AUTHOR = re.compile(rf"[^.]*\.[”\"]? It was (?:written|signed|sent|drafted) by (?P<whom>{RUN.pattern})")
SOMEBODY = re.compile(r"[Tt]he (?:[a-z-]+ ){0,4}(?:[a-z-]*|[A-Z][a-z]+)(?:er|or|ist|ian|man|woman|ee|ese|native|graduate|star|ace"
                      r"|(?:grand)?(?:mother|father)(?: of \w+)?|-of-\w+)")
OUTLET = r"[Tt]he (?:[a-z]+|[A-Z]\w+)"
AGED = re.compile(r"[Tt]he (?:\d+|[a-z]+(?:-[a-z]+)?)-year-old")


def described(article, text, item):
    """(speaker, resolved_by, kind) of a description, or None if it describes nobody the article names."""
    if INDEFINITE.match(text):
        return None
    demonym = re.match(r"[Tt]he (\w+)$", text)
    if AGED.match(text) or demonym and is_adjective(demonym[1]):
        last = recent(article, "person", item)
        return last and (last[0], "role", "person")
    text = text.replace("top diplomat", "foreign minister")
    if re.fullmatch(OUTLET, text) and head_noun(text, "outlet"):
        return _outlet(article, head_noun(text, "outlet"), item)
    noun = head_noun(text, "roles")
    found = _role(article, text, noun, item) if noun else None
    if found or head_noun(text, "body"):
        return found or _institution(article, text, item)
    last = article.said[-1] if article.said else None           # "The former javelin thrower", "the Londoner"
    if (not noun or " of " in text) and SOMEBODY.fullmatch(text) and last and last["paragraph"] == item["paragraph"] \
            and last["_kind"] == "person":
        return last["speaker"], "role", "person"
    return None


@lru_cache(maxsize=4096)
def office(noun):
    """One word for the same office: "Sen." and "senator", "chairwoman" and "chair"."""
    word = ABBREVIATED.get(key(noun), key(noun))
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
    named = {w for m in CAPITALISED.finditer(text) if m.start() for w in content_words(m[0])}
    named |= content_words(re.split(r"['’]s ", text)[0]) if re.search(r"['’]s ", text) else set()
    named -= STOP | set(key(noun).split())
    before = text.partition(noun)[0]
    qualified = set(re.findall(r"[a-z-]+", before)) - STOP - ADJECTIVES
    camp = camps.by_terms(article.roster, text)
    owners, generic = _owners(article, text, noun, item)

    def own_camp(name):
        return sides.camp(article, {"speaker": article.spelling(name), "_mention": ""})

    for n, (name, roles, words) in enumerate(_people(article, item)):
        same = any(same_office(noun, r) for r in roles)
        near = any(akin(noun, r) for r in roles)
        if not (same or near):
            continue
        belongs = any(owner <= words for owner in owners)
        shared = named <= words and (not qualified or bool(qualified & words)) or belongs
        if camp != "other" and not (named and shared):
            shared = len(named) < 2 and own_camp(name) == camp
        loose = not shared and generic and camp == "other"
        if shared or loose:
            score = 2 * same + near + len(named & words) + 2 * belongs - 4 * loose
            best = max(best or (-9,), (score, same, -n, name))
    last = recent(article, lexicon()["genders"].get(noun, "person"), item) if re.match(r"[Tt]he |.*['’]s? ", text) else None
    fits = last and _variation(article, text, noun, last[0], item, named)
    own = last and camp != "other" and own_camp(last[0]) == camp
    if best and not (not best[1] and fits and own):
        return article.spelling(best[3]), "role", "person"
    if fits or own and fits is not None and not kind & SERVANTS:
        return last[0], "role", "person"
    listed = camps.only_actor(article.roster, content_words(text) - ADJECTIVES, noun)
    return listed and (listed, "role", "person")


def _variation(article, text, noun, last, item, named):
    """May a description be another word for whoever was named last ("the striker", "the retired teacher")? Offices
    only where that one has a like office; None if it has another."""
    kind, person = classes(noun, "roles"), article.book.person(last)
    roles = person.roles if person else ()
    like = any(kind & classes(office(r), "roles") or akin(noun, r) for r in roles)
    if roles and not like and kind & FIRM - {"family"}:
        return None
    spoke = article.said and article.said[-1]["speaker"] == last and article.said[-1]["paragraph"] == item["paragraph"]
    if spoke and text.startswith(("The ", "the ")) and not re.search("['’]s? ", text):
        return like or not kind & FIRM - {"family"}
    near = last in {s["speaker"] for s in article.said[-2:] if s["paragraph"] == item["paragraph"]}
    place = named and text.startswith(("The ", "the ")) and not any(map(country_of, map(str.title, named)))
    return (not named or place) and bool(kind & ELEGANT or kind & OFFICES and near) and (like or not roles)


def _owners(article, text, noun, item):
    """(content words of each name of whose head, chief, lawyer ... this is; is it only "the company's"?)"""
    before, _, after = text.partition(noun)
    behind = re.match(r" (?:of|for|at) (?P<who>.+)", after)
    phrase = behind["who"] if behind else re.sub(r"['’]s?$", "", re.split(r"(?<=['’]s) |(?<=s['’]) ", before.strip())[0])
    words = re.sub("^(?:the|an?) ", "", phrase, flags=re.I).split()
    while words and words[0] in ADJECTIVES:
        words.pop(0)
    phrase = " ".join(words)
    if not phrase or not (phrase[0].isupper() or head_noun(phrase, "body")):
        return [], False
    whole = phrase if phrase[0].isupper() else f"the {phrase}"
    who = article.actor(phrase) or article.identify(whole, bare_item(item, whole), 2)[0]
    names = {who, phrase, *(alias for actor, alias in article.roster.aliases.values() if actor == who)}
    names |= {full for short, full in article.book.acronyms.items() if short in (key(phrase), key(who))}
    return [w for w in map(content_words, names) if w], len(words) == 1 and phrase.islower()


def bare_item(item, text):
    """A mention that stands where an attribution does, to be identified in its own right."""
    return {"paragraph": item["paragraph"], "_start": item["_start"], "source_text": text, "_mention": text,
            "content": [], "cue": [], "source": []}


def _people(article, item):
    """(name, roles, words that introduce them) of people: the nearest before the mention first, then those
    introduced later, then those that only the corpus lists."""
    names = [e.name for e in article.book.before(item["paragraph"], item["_start"]) if e.kind == "person"]
    told = article.roster.offices
    met = set()
    for name in dict.fromkeys(names + list(article.book.persons)):
        person, listed = article.book.persons[name], article.spelling(name)
        roles, words = told.get(listed, ((), frozenset()))
        met.add(listed)
        yield name, person.roles | set(roles), person.affiliations | words
    for name, (roles, words) in told.items():
        if name not in met:
            yield name, roles, words


def _institution(article, text, item):
    """The institution last named with this noun and nothing against it; else the only one on the list; else, for
    "the company" and the like, whatever the article calls so, or the last one of that class."""
    noun = head_noun(text, "body")
    kinds, wanted = classes(noun, "body"), content_words(text) - {key(noun)} - ADJECTIVES
    earlier, vague = list(article.book.before(item["paragraph"], item["_start"])), None
    for entity in earlier:
        if entity.kind in ("body", "org") and key(head_noun(entity.text, "body")) == key(noun):
            have = content_words(entity.text)
            proper = LOWER.sub("", re.sub("^[Tt]he ", "", entity.text))
            more = have - {key(noun)}
            if wanted < more or wanted == more and noun.islower() and not proper.islower():
                listed = article.listed(proper)
                listed = listed and listed[0] or camps.only_actor(article.roster, have, noun)
                if listed or not proper.islower():
                    return listed or article.plain(proper), "institution", "org"
                vague = vague or proper
    several = camps.actors_with(article.roster, wanted | {key(noun)}, noun)
    if len(several) > 1:                                        # two foreign ministries: of whichever side was named last
        for entity in earlier:
            actor = article.actor(entity.text)
            side = article.roster.actors.get(actor) or camps.by_terms(article.roster, entity.text)
            own = [one for one in several if article.roster.actors[one] == side]
            if own:
                return (own[0], "institution", "org") if len(own) == 1 else (article.plain(text), "none", "org")
    if noun in STATES and not wanted:
        found = next((lists for lists in (_state(article, e) for e in earlier) if lists), None)
        return found and (found, "institution", "country")
    found = camps.only_actor(article.roster, wanted | {key(noun)}, noun) or vague and article.plain(vague)
    if not found and noun.islower() and re.fullmatch("[Tt]he (?:[\\w-]+ ){1,4}", text + " ") and (kinds & GENERIC or noun.split()[-1] in BODIES):
        count = article.book.count
        orgs = [e for e in earlier if e.kind in ("org", "body") and e.text.removeprefix("the ")[0].isupper()
                and not country_of(e.text) and _may_be(article, e.text, kinds, noun)]
        so_called = _called(article, noun)
        spoke = [x["speaker"] for x in reversed(article.said[-1 if "company" in kinds else -60:])
                 if x["paragraph"] == item["paragraph"] and x["_kind"] == "org" and _may_be(article, x["speaker"], kinds, noun)]
        orgs.sort(key=lambda e: e.aside and e.paragraph == item["paragraph"])
        bare = not wanted or "company" in kinds                 # "the interior ministry" is not just any ministry
        known = [e.text for e in orgs if key(e.text) in so_called or bare and noun in key(e.text)] or spoke or bare and [
            e.text for e in orgs if kinds & GENERIC & _kinds(article, e.text)] or [
            e.text for e in orgs if (count[e.text] > 1 or article.actor(e.text) or e.kind == "body")
            and (_is_body(article, e.text) or "company" in kinds and not e.aside)] or [
            e.text for e in orgs if "company" in kinds and names_body(e.text.split()[-1])]
        listed = {actor for _, head, actor in article.roster.words if bare and classes(head, "body") & kinds & GENERIC}
        found = next((article.actor(x) or article.plain(x) for x in known or ()), None) or len(listed) == 1 and listed.pop()
    return (found, "institution", "org") if found else (article.plain(text), "none", "org")


def _state(article, entity):
    """The country that an entity is: one of the world's, or an actor with a bare name that is no person's."""
    listed = article.actor(entity.text)
    if listed and " " not in listed and not listed.isupper() and article.kind(listed) != "person" \
            and not head_noun(listed, "body", "group") and entity.text[:1].isupper():
        return listed
    return listed or country_of(entity.text) if country_of(entity.text) else None


def _kinds(article, name):
    """Classes of the nouns that a named institution and its aliases end with."""
    listed = article.actor(name)
    heads = {head for _, head, actor in article.roster.words if actor == listed and head} if listed else set()
    return set().union(*(classes(head, "body") for head in heads | {head_noun(name, "body")}))


def _may_be(article, name, kinds, noun):
    """Can a named institution be a "firm", an "agency"? Not if its name or an alias has a noun of other classes."""
    listed = article.actor(name)
    if listed and article.kind(listed) == "person":
        return False
    has = _kinds(article, name)
    return not has or bool(has & kinds) or noun.split()[-1] in BODIES and bool(has - {"company", "court", "military"})


def _outlet(article, noun, item):
    """"the newspaper": the outlet named last; "the Post": the one whose name ends so; else None."""
    if noun[0].isupper():
        named = [e.text for e in article.book.before(item["paragraph"], item["_start"]) if e.kind == "org"]
        found = next((x for x in named if conduits.is_outlet(x) and x.endswith(" " + noun)), None)
        return found and (conduits.bare_name(found), "name", "org")
    for p in range(item["paragraph"], -1, -1):
        text = article.paragraphs[p][max(0, item["_start"] - 3000):item["_start"]] if p == item["paragraph"] else article.paragraphs[p]
        found = list(conduits.patterns()[0].finditer(text))[-1:]
        if found:
            return conduits.bare_name(found[0][0]), "institution", "org"
    return None


def _called(article, noun):
    """Keys of the names that the article calls a `noun`: "airline Veldair", "Veldair, the airline"."""
    if noun not in article.called:
        wide = classes(noun, "body") & GENERIC if noun in ("company", "firm", "business", "giant", "group") else set()
        article.called[noun] = names = set()
        for text in article.paragraphs:
            for start, end, one in nouns(text, "body"):
                if one == noun or classes(one, "body") & wide:
                    behind, before = RUN.match(text, end + 1), IS_A.search(text[max(0, start - 120):start])
                    names |= {key(m) for m in (behind and behind[0], before and before[1]) if m}
    return article.called[noun]


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
    if NAMELESS.fullmatch(text):
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
        whom = m["whom"]
        bare = whom.islower() and " " not in whom
        if bare and not head_noun(whom, "roles", "body", "group", "outlet"):
            return None
        speaker, how, kind = article.identify(f"the {whom}" if bare else whom, dict(item), depth + 1)
        if kind == "person" and speaker != m["whom"]:
            item["_mention"] = m["whom"]
            return possessive(speaker, noun.lower() if noun else "spokesman"), how, kind
        if spokes or kind == "org" and (conduits.is_outlet(speaker) or how in ("alias", "institution")
                                        or head_noun(speaker, "body") or m["link"] in ("at", "for", "with")):
            item["_mention"] = m["whom"]
            return speaker, "institution", kind
    inside = INSIDE.match(text)
    if inside and classes(head_noun(inside["whom"], "body"), "body") & {"ministry", "organisation", "company", "union", "club"}:
        whom = inside["whom"] if inside["whom"][0].isupper() else "the " + inside["whom"]
        speaker, how, kind = article.identify(whom, bare_item(item, whom), depth + 1)
        if how in ("alias", "institution") and kind == "org":
            item["_mention"] = whom
            return speaker, "institution", "org"
    team = re.match(r"[\w -]*? (?:at|from|with) (?P<whom>(?:the )?[A-Z].+)$", text)
    if team and head_noun(text, "group") and not re.match("(?:residents|people|relatives)", head_noun(text, "group")):
        whom = team["whom"]
        if article.actor(whom) or any(map(names_body, whom.split(",")[0].split())):
            item["_mention"] = whom
            return article.identify(whom, dict(item), depth + 1)[0], "institution", "org"
    noun = head_noun(text, "roles")
    at, one = text.find(noun) if noun else -1, ONE.match(text)
    if noun and one and at >= one.end() and text.count(" ", one.end(), at) < 6:
        return "Unnamed " + text[one.end():at + len(noun)], "none", "person"
    if not noun or not THE.fullmatch(text.removesuffix(noun)):
        return None
    before = article.paragraphs[item["paragraph"]][max(0, item["_start"] - 800):item["_start"]]
    at = before.rfind(noun)
    first = SOME.search(before[:at]) if at > 0 and not before[at + len(noun):][:1].isalnum() else None
    if first:                                               # "A diplomat was gloomier. ... the diplomat said"
        first = first[0] + noun
        return article.identify(first, bare_item(item, first), depth + 1)
    same = next((x for x in reversed(article.lately()) if INDEFINITE.match(x["_mention"]) and x["_kind"] != "org"
                 and head_noun(trimmed(x["_mention"]), "roles") == noun), None)
    return same and (same["speaker"], "role", same["_kind"])


def documented(article, text, item, depth):
    """A survey, letter, order ... speaks for whoever wrote it: its owner, its author, for a ruling the court,
    else whoever it spoke for before; None if it is no document or nobody's."""
    noun = head_noun(trimmed(text), "document")
    before, _, after = text.partition(noun or "\n")
    if not noun or before and noun[0].isupper():
        return None
    owner = FROM.match(after) or re.match(r"(?P<whom>.+)['’]s?(?: [\w-]+)*? $", before) \
        or OF_NAME.search(before)
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
    told = next((x for x in reversed(article.lately()) if x["resolved_by"] == "institution"
                 and noun == head_noun(x["source_text"], "document")), None)
    if told:
        return told["speaker"], "institution", told["_kind"]
    p, start = item["paragraph"], item["_start"]
    before = (article.paragraphs[p - 1] + " " if p else "")[-2000:] + article.paragraphs[p][max(0, start - 2000):start]
    by = re.search(rf".*\b{noun} (?:by|from|of) (?:the )?", before)
    owner = by and RUN.match(before, by.end())
    if owner:                                               # "a report by the council ... The report"
        return article.identify(owner[0], bare_item(item, owner[0]), depth + 1)[0], "institution", "org"
    last = [x for x in article.said[-1:] if x["paragraph"] >= p - 1 and noun in before]
    return (last[0]["speaker"], "institution", last[0]["_kind"]) if last and last[0]["_kind"] else None


def apposed(article, text):
    """"campaign group Clean Fjord", "the athletes' union Global Athlete": the name after its kind."""
    named = re.match(r"(?:[Aa]n?|[Tt]he) [^,A-Z]+, (?:the )?(?P<name>[A-Z][^,]+)$", text, re.ASCII)
    if named and head_noun(text, "body", "group"):
        return article.actor(named["name"]) or named["name"], "name", "org"
    run = list(RUN.finditer(text))[-1:]
    after = run and re.fullmatch(r" ([a-z][a-z ]*)", text[run[0].end():])
    listed = after and after[1] in lexicon()["body"] and article.actor(run[0][0])
    if listed and article.kind(listed) == "org":            # "the smaller Halden union"
        return listed, "name", "org"
    kind = run and run[0].end() == len(text) and re.fullmatch(r"(?:[^,]* )?([a-z][\w-]*) ", text[:run[0].start()])
    if not kind or country_of(run[0][0]) or kind[1] in STOP or kind[1] in PREPOSITIONS:
        return None
    titles, bare = split_name(run[0][0])
    known = article.actor(bare)
    person = titles or article.book.person(bare) or known and article.kind(known) == "person" \
        or bare.split()[0] in lexicon()["given"]
    if kind[1] not in lexicon()["body"] and (person or nouns(kind[1], "roles", "group") or head_noun(bare, "group", "roles", "document")
                                             or set(kind[0].split()) & set(PREPOSITIONS)):
        return None
    if titles or article.book.person(bare):
        return None
    return article.actor(run[0][0]) or article.plain(run[0][0]), "name", "org"


def misspelt(article, text):
    """"Soltenberg" -> "Jens Stoltenberg": one capitalised word near to a known surname and itself unknown."""
    word = (text.split() or [""])[-1]
    known = country_of(word) or names_body(word) or text != word and word.endswith("s")
    if known or len(text.split()) > 2 or len(word) < 6 or not word[0].isupper():
        return None
    names = {key(a.split()[-1]): a for a in article.roster.actors if camps.is_person(a)}
    names |= {key(n.split()[-1]): n for n in article.book.persons}
    best = max(names, key=lambda n: fuzz.ratio(n, key(word)), default="")
    near = fuzz.ratio(best, key(word)) >= 86 and abs(len(best) - len(word)) < 3 and best[:1] == key(word)[:1]
    return (article.spelling(names[best]), "misspelling", "person") if near else None
