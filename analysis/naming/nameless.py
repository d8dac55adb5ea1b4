"""Sources without a name of their own. `nameless` decides, in order: "a spokesman" is of the body last spoken of;
"an aide" is the person's in focus; staff speak for the institution that they are of, if one is named;
"an official" is of the group in focus, else unnamed; "the official" is the one before.

Beside it: a spokesman whose boss is named twice, a name behind its kind, one that is told later, one misspelt.
"""
import re

from rapidfuzz import fuzz

from analysis.naming import camps, conduits, groups, sides
from analysis.naming.antecedents import PRONOUNS, named, recent
from analysis.naming.book import SAINT, of_another
from analysis.naming.descriptions import described, office
from analysis.naming.institutions import standing
from analysis.naming.mentions import (INDEFINITE, RUN, STOP, bare_item, classes, country_of, head_noun,
                                      key, lexicon, names_body, trimmed)

SPOKES = (r"(?:(?:chief |senior |official )?spokes(?:man|woman|person|people|men)"
          r"|(?:press|media|communications) (?:secretary|officer|office|service|team)|counsel|(?:written )?statements?"
          r"|(?:resident )?(?:reps?|representatives?))")
# Who speaks for the institution that pays them
STAFF = (rf"(?:{SPOKES}|(?:senior |former )?(?:officials?|sources?|(?<!chief )executives?|negotiators?)"
         r"|delegation|(?:legal team|lawyers?|attorneys?|counsel|prosecutors?)|(?:analyst|strategist"
         r"|economist|reporter|correspondent|journalist|editor)s?)")
STAFF_AT = re.compile(rf"(?:[\w’'-]+ ){{0,4}}?(?P<noun>{STAFF}) (?P<link>for|of|at|from|by|with(?!.* knowledge)|in|within) "
                      r"(?P<whom>.+)$", re.I)
PLACE = re.compile("[A-Z][a-z-]+(?: [A-Z][a-z-]+)*")
SPOKES_OF = re.compile(rf"(?:an?|the|another|one)?\s*(?P<whom>.+?)(?:['’]s?)?\s+(?:{SPOKES}|delegation)$",
                       re.I)
INSIDE = re.compile(r"(?:(?:an?|one|another|some|two|three|several|senior|top) )*(?P<whom>[\w’'-]+(?: [\w’'-]+){0,4}) "
                    r"(?:officials?|sources?|(?<!chief )executives?)$", re.I)
OFFICE_OF = re.compile(r"^(?:the |an? )?(?:press |media |private )?office of (?=the |[A-Z])", re.I)
EMPLOYERS = {"ministry", "organisation", "company", "union", "club"}
FIRMS = {"company", "club", "hospital"}
OTHER = re.compile("another|(?:an?|the) (?:second|third|fourth)", re.I)
SECRET = ("source", "insider", "official")                  # words for one and the same nameless man or woman
NAMELESS = re.compile(rf"(?:an?|one|another) {SPOKES}(?: in (?-i:[A-Z])[\w -]+)?", re.I)
ONE = re.compile(r"(?:at least )?(?:an?|one|another)(?: (?:second|third|fourth|fifth))? "
                 r"(?:unnamed |anonymous |[\w-]+-year-old )?", re.I)
OFFICER = re.compile(r"(?:an?|one|another) (?:senior |top )?(?:official|officer)$", re.I)
ONE_OF_THEM = re.compile(r"an? (?:senior |top )?(?:official|officer)$|(?:one|another) (?:\w+ )?(?:official|officer|executive|insider|employee|worker|member|m[ae]n|wom[ae]n)$", re.I)
MEMBER = re.compile(r"(?:an?|one|another) (?:[\w-]+ )?member of (?:(?:the|its|his|her|their) )?(.+)$", re.I)
MANY = re.compile("[A-Z][a-z]+(?: [a-z]+)?[^s]s(?= (?:are|were|have) )")
ANYBODY = re.compile(r"(?:the|his|her|their) (?:[\w-]+ )?(?:(?:wo)?m[ae]n|girls?|boys?|child|children|couple|famil(?:y|ies)|victims?|suspects?|defendants?|accused|teenagers?|pair|two)")
INFORMED = re.compile("person (?:with|familiar|close|briefed|involved|near|who)\\b", re.I)  # called as several are
# Who is of the firm that is spoken of: "one director", "two engineers at the plant"
CREW = re.compile(r"(?P<one>an?|one|another)?(?: second| third)? ?(?P<noun>(?:board member|(?:plant |product )?manager|director|executive|engineer|boss)(?:e?s)?)"
                  r"(?: (?:at|in|on) the (?!\w+ of)[a-z ]+)?", re.I)
NEAR = re.compile("(?:an?|one|another)(?: [a-z]+)? (?:friend|pal|ally)|(?:the|an?|one|another) (?:aide|advis[eo]r)s?", re.I)
INNER = re.compile(r"(?:[^,]* )?(?P<kind>[a-z]+) (?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)* (?:on|for|of|in|to)(?: the)?"
                   r"(?: [A-Z][\w’'-]*)+)")
THE = re.compile(r"(?:the|this|that) (?:[\w-]+ )?", re.I)
# "the woman, who did not want to give her name"
ANONYMOUS = re.compile(r"\bwho\b.*(?:\bnot (?:want|wish) to (?:be (?:named|identified|quoted)|give)|asked not to be|anonym"
                       r"|(?:declined|refused) to (?:be (?:named|identified)|give (?:his|her|their)))")
SOME = re.compile(r"(?<!, )\b(?:an?|one|another) (?:[\w-]+ ){0,4}$", re.I)


def possessive(owner, rest):
    return f"{owner}{chr(39) if owner[-1:] == 's' else chr(39) + 's'} {rest}"


def office_of(article, name):
    """The listed ministry, presidency ... of a person by the words of the person's office, or None."""
    person, (held, told) = article.book.persons.get(name), article.roster.offices.get(name, ((), frozenset()))
    roles = {word[:6] for role in held or (person.roles if person else ()) for word in office(role).split()}
    words = {word[:6] for word in told or (person.affiliations if person else ())}
    best = {}
    for have, head, actor in article.roster.words:
        if classes(head, "body") & {"ministry", "organisation", "court", "state"}:
            stems = {word[:6] for word in have}
            more = stems - roles - {word[:6] for word in head.split()}
            own = article.roster.actors.get(name) == article.roster.actors[actor] or not more
            single = own and classes(head, "body") & {"organisation", "court"}     # there are many ministries
            if stems & roles and (more & words or single):
                best[actor] = max(best.get(actor, 0), len(stems & words))
    top = [actor for actor in best if best[actor] == max(best.values())]
    return top[0] if len(top) == 1 else None


def body_of(article, person):
    """The institution of a person, by the words of the office or of the introduction; None if none."""
    body = office_of(article, person) or sides.employer(article, person)
    return body if body in article.roster.actors or body and standing(article, body) else None


def their_office(article, name):
    """What the office of a person without a listed one is called; a head of government's has a name of its own."""
    person = article.book.persons.get(name)
    return "Prime Minister's Office" if person and "prime minister" in person.roles else possessive(name, "office")


def staffed(article, m, item):
    """Whom somebody speaks for by a match of STAFF_AT or SPOKES_OF: the institution, a person's office, else "the
    minister's lawyer"; None if neither."""
    whom, noun = m["whom"], m.groupdict().get("noun")
    placed = noun and m["link"] == "in" and PLACE.fullmatch(whom)           # "sources in Tarn" are not Tarn
    if placed or whom.casefold() in ("a", "the", "an", "another", "one"):
        return None
    spokes = not noun or re.fullmatch(SPOKES, noun, re.I)
    bare = whom.islower() and " " not in whom and whom not in PRONOUNS
    speaker, how, kind = article.identify(f"the {whom}" if bare else whom, dict(item))
    if kind == "person":
        item["_mention"] = whom
        body = spokes and body_of(article, speaker)
        if body:
            return body, "institution", "org"
        return (their_office(article, speaker), "institution", "org") if spokes \
            else (possessive(speaker, noun.lower()), how, kind)
    if spokes or kind == "org" and (conduits.is_outlet(speaker) or how in ("alias", "institution")
                                    or head_noun(speaker, "body") or m["link"] in ("at", "for", "with")):
        item["_mention"] = whom
        return speaker, "institution", kind
    return None


def for_somebody(article, text, item):
    """"A spokesman for the mayor, Ann Lee": her office, if Ann Lee is the mayor and not the spokesman; None else."""
    m = STAFF_AT.match(text)
    if not m or m["link"] not in ("for", "of"):
        return None
    whom, _, after = m["whom"].partition(", ")
    known = article.personal(after or whom)
    if not known or known[2] != "person":
        return None
    if after and (ANYBODY.fullmatch(whom) or article.identify(whom, bare_item(item, whom))[0] != known[0]):
        return None                                         # "a lawyer for the woman, Ann Lee"
    return staffed(article, m, item)


def nameless(article, text, item):
    """A nameless spokesman, official, analyst of an institution speaks as the institution; one of a person
    stays that person's; one of nobody is "Unnamed official"."""
    if NAMELESS.fullmatch(text):
        last = recent(article, "thing", item)
        return last and (last[0], "institution", last[2])
    text = OFFICE_OF.sub("spokesman for ", text)
    noun = head_noun(text, "roles")
    if noun and THE.match(text) and ANONYMOUS.search(item["_mention"]):
        return _again(article, noun, item) or ("Unnamed " + text[4:text.find(noun)] + noun, "none", "person")
    member = MEMBER.match(text)
    if member and (head_noun(member[1], "body", "group") or re.fullmatch("[a-z]+(?: [a-z]+)?", member[1])) and member[1] != "public":
        return "Unnamed " + {"cabinet": "minister"}.get(member[1], f"{member[1]} member"), "none", "person"
    staff = STAFF_AT.match(text) or SPOKES_OF.match(text.split(",")[0])
    told = staff and "noun" not in staff.groupdict() and THE.match(text) and described(article, text, item)
    if told and told[2] == "person":                        # "the Oslo spokesman", of whom one is introduced
        return told
    return (NEAR.fullmatch(text) and _close_to(article, text, item)
            or staff and staffed(article, staff, item)
            or _insider(article, text, item)
            or _employed(article, text, item)
            or _newcomer(article, text, noun, item)
            or noun and THE.fullmatch(text.removesuffix(noun)) and _again(article, noun, item))


def _close_to(article, text, item):
    """"An aide", "a close friend": of the person who is spoken of; None if nobody is."""
    boss, who = recent(article, "person", item), text.split()[-1].lower().removesuffix("s")
    if boss and boss[0].startswith("Unnamed ") and text[:1] in "aA":        # "A housekeeper said ... A pal said": whose is told before
        met = (e for e in article.book.before(item["paragraph"], item["_start"]) if e.kind == "person" and not e.aside and not SAINT.match(e.text))
        boss = next(((article.spelling(e.name), "role", "person") for e in met if e.paragraph > item["paragraph"] - 3), boss)
    if not boss or " to " in boss[0] or boss[0].startswith("Unnamed "):
        return boss
    item["_mention"], link = boss[0], "of" if who in groups.FRIENDLY else "to"
    return f"{groups.FRIENDLY.get(who, who).capitalize()} {link} {boss[0]}", "role", "person"


def _insider(article, text, item):
    """"A ministry official": the ministry, where the article or the corpus knows which."""
    m = INSIDE.match(text)
    if not m or not classes(head_noun(m["whom"], "body"), "body") & EMPLOYERS:
        return None
    named = m["whom"][0].isupper()
    whom = m["whom"] if named else "the " + m["whom"]
    speaker, how, _ = article.identify(whom, bare_item(item, whom))
    if how not in ("alias", "institution") and not (named and re.match("an? ", text, re.I)):
        return None
    item["_mention"] = whom
    return speaker, "institution", "org"


def _employed(article, text, item):
    """"One director", "two engineers at the plant": of the listed firm that the paragraph is about; None if it is about none."""
    m = CREW.fullmatch(groups.uncounted(text))
    firm = m and recent(article, "thing", item, 1)
    kinds = standing(article, firm[0]) if firm and firm[0] in article.roster.actors else None
    if kinds is None or kinds and not kinds & FIRMS:
        return None
    item["_mention"], single = firm[0], m["one"]
    return f"{'Unnamed ' if single else ''}{firm[0]} {m['noun'].lower()}", "none", "person" if single else "group"


def _newcomer(article, text, noun, item):
    """"An official", "one diplomat": of the group in focus or on the list, else unnamed; None if it is no new one."""
    among = noun and ONE_OF_THEM.match(text) and amidst(article, item, OFFICER.match(text))
    if among:
        return among, "institution", "org"
    one = ONE.match(text)
    if not noun or not one:
        return None
    told = text[one.end():text.find(noun) + len(noun)]
    other = OTHER.match(text) and told == noun and _again(article, noun, item)          # "A Union official ... Another official"
    if other and (other[2] == "org" or other[0].startswith("Unnamed ")):
        return other
    whose, _, kind = told.rpartition(" ")                   # "a company insider"
    firm = whose.islower() and classes(whose, "body") & FIRMS and article.identify(f"the {whose}", bare_item(item, f"the {whose}"))
    told = f"{firm[0]} {kind}" if firm and firm[0] in article.roster.actors else told
    among = groups.listed(article, told + "s")
    if among and among[0].endswith("s"):                    # "a senior Union diplomat", where "Union diplomats" is listed
        return among[0], "alias", "group"
    several = told == "person" and INFORMED.search(item["source_text"])
    return "Unnamed " + ("people" if several else told), "none", "person"


def _again(article, noun, item):
    """"The insider": whoever was "an insider" before, as a speaker or, in this paragraph, otherwise; None if nobody."""
    secret = noun if noun not in SECRET else "|".join(SECRET)       # "A source at the trust ... the insider"
    same = next((x for x in reversed(article.lately())
                 if INDEFINITE.match(x["_mention"]) and x["_kind"] != "org"
                 and head_noun(trimmed(x["_mention"]), "roles") == noun
                 or noun in SECRET and re.match(rf"(?:an?|one) (?:[\w-]+ )?(?:{secret})\b", x["source_text"], re.I)), None)
    met = {e.name for e in article.book.before(item["paragraph"], item["_start"]) if same and e.kind == "person"}
    if any(noun in article.book.persons[name].roles for name in met):
        return None                                         # "A sergeant ... Sergeant Ann Lee ... the sergeant"
    if not same or same["paragraph"] != item["paragraph"]:
        before = article.paragraphs[item["paragraph"]][max(0, item["_start"] - 800):item["_start"]]
        at = before.rfind(noun)
        first = SOME.search(before[:at]) if at > 0 and not before[at + len(noun):][:1].isalnum() else None
        if first:                                           # "A diplomat was gloomier. ... the diplomat said"
            first = first[0] + noun
            return article.identify(first, bare_item(item, first))
    if same and same.get("_parts"):                         # "two ministers and a diplomat ... the diplomat"
        return next(((who, "role", "person") for who, part in same["_parts"] if head_noun(part, "roles") == noun), None)
    return same and (same["speaker"], "role", same["_kind"])


def amidst(article, item, officer):
    """The group, or the listed institution, that the sentence before is about: "Lessors are nervous. One executive ...",
    "Not everyone at the board is happy. One official ...", "The ministry denied it. ..., an official said"; None if there
    is none."""
    p, book, text = item["paragraph"], article.book, article.paragraphs[item["paragraph"]]
    low = book.sentence(p, item["_start"])[0]
    before = low and book.sentence(p, low - 1)[0]
    many = low and MANY.match(text, before)
    if many:
        return article.plain(many[0])
    about = low and next(iter(book.near(p, before, low)), None)
    speaker, _, kind = named(article, about) if about else ("", "", "")
    inside = about and re.search(r"\b(?:at|in|inside|within) (?:the )?$", text[:about.start])
    if officer and not inside:
        spoke = next((x for x in reversed(article.lately()) if x["paragraph"] == p and before <= x["_start"] < low), None)
        speaker, kind = (spoke["speaker"], spoke["_kind"]) if spoke else (speaker, kind) if about else ("", "")
        inside = classes(head_noun(speaker, "body"), "body") - {"company"}
    return speaker if kind == "group" and not speaker.startswith("Unnamed ") or speaker in article.roster.actors and kind == "org" and inside else None


def apposed(article, text):
    """"campaign group Clean Fjord", "the athletes' union Global Athlete": the name after its kind."""
    named = re.match(r"(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[A-Z][\w-]*['’]s?) [^,A-Z]+, (?:the )?(?P<name>[A-Z][^,]+)$",
                     text, re.ASCII)
    if named and (head_noun(text, "body", "group") or names_body(named["name"].split()[-1])):
        return article.actor(named["name"]) or named["name"], "name", "org"
    run = list(RUN.finditer(text))[-1:]
    named = INNER.fullmatch(text)                           # "the patients' group Voice on the Ward"
    if named and named["kind"] in lexicon()["body"]:
        return article.actor(named["name"]) or article.plain(named["name"]), "name", "org"
    trade = re.fullmatch(r"([A-Z][a-z]+) ([A-Z].*)", text)  # "Airline Veldair", "Bookies Tolley's"
    if trade and trade[1] not in lexicon()["body"] and "company" in classes(trade[1].removesuffix("s"), "body"):
        return article.actor(trade[2]) or article.plain(trade[2]), "name", "org"
    kind = run and run[0].end() == len(text) and re.fullmatch(r"(?:[^,]* )?([a-z][\w-]*) ", text[:run[0].start()])
    if not kind or country_of(run[0][0]) or kind[1] in STOP or of_another(kind[0].strip()):
        return None
    return article.actor(run[0][0]) or article.plain(run[0][0]), "name", "org"


def misspelt(article, text):
    """"Soltenberg" -> "Jens Stoltenberg": one capitalised word near to a known surname and itself unknown."""
    word = (text.split() or [""])[-1]
    known = names_body(word) or text != word and word.endswith("s")
    if known or len(text.split()) > 2 or len(word) < 6 or not word[0].isupper():
        return None
    names = {key(a.split()[-1]): a for a in article.roster.actors if camps.is_person(a)}
    names |= {key(n.split()[-1]): n for n in article.book.persons}
    best = max(names, key=lambda n: fuzz.ratio(n, key(word)), default="")
    near = fuzz.ratio(best, key(word)) >= 86 and best[:1] == key(word)[:1]
    return (article.spelling(names[best]), "misspelling", "person") if near else None
