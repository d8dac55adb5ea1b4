"""Camps: the corpus's actors and terms, and which camp a mention belongs to.

An actor's aliases are matched whole. A mention of nobody on the list joins the camp whose term it holds,
the modifier of its head before the complement: "Russia's ambassador to the European Union" is Russia's.
Behind the terms of the corpus file stand the names of actors ("a Boeing engineer"), the labels of the camps
("Fishermen": "a fisherman") and the other forms of a country that a camp names ("Russia": "Russian").
"""
import re
from collections import namedtuple

from rapidfuzz import fuzz

from analysis.naming.mentions import FIELDS, OFFICE, RUN, STOP, american, classes, content_words, head_noun, key, lexicon, names_body, nouns
from analysis.naming.persons import JUNIOR

# actors: actor -> camp; aliases: key -> (actor, alias); forms: term -> camp; words: [(words, head, actor)];
# offices: actor -> (role nouns, words) of the aliases that are descriptions ("the Norwegian president")
# state: the camp of the only government on the list, or None
# whole: a pattern of the institutions that no run of capitals and no noun shows ("Save the Lune Valley"), or None
Roster = namedtuple("Roster", "actors aliases forms pattern words offices state whole")
COMPLEMENT = re.compile(r" (of|for|in|at|from|with|within|inside|to|on|against|about|near|by|over) ")
AGAINST = re.compile(r"\b(?:critic|opponent|rival|enem(?:y|ie)|foe|victim|accuser|detractor|expert|counterpart|opposite number|shadow|patient|passenger"
                     r"|customer|client|inmate|prisoner|detainee|hostage|target|biographer|correspondent|bureau chief"
                     r"|landlord|tenant|neighbou?r|(?:report|review|study|survey|poll|audit|inquiry|analysis|research)(?= ))s?"
                     r"(?: \w+ed| paid for)?$", re.I)       # at a side, not of it
# The press of a country is not the country; its state television may be
PRESS = re.compile(r"(?<!state )(?<!state-run )(?<!state-owned )(?<!official )\b(?:media|press|newspapers?|tabloids?|broadcasters?|television|outlets?|commentators?)$", re.I)
SUFFERED = re.compile(r"\b(?:held|trapped|stranded|detained|jailed|killed|hurt|injured|wounded|seized|arrested|ruined|shot)$")
ENVOY = re.compile(r"(?:ambassador|envoy|representative|mission|delegate|consul|visitor)s?$", re.I)
PARTS = re.compile(r"[,;()]| [—–] |(?:^| )who (?:(?:is|was)(?! (?:at|on|in|near|there)\b)|leads?|led|heads?|headed|runs?|chairs?"
                   r"|represents?|works|serves|speaks|founded|owns|plays|coaches|directs|oversees)\b"
                   r"|,? (?=(?:who|whose|that|(?:(?:to|with|for|from|by|on|in) )?(?:whom|which)) )")
RELATIVE = re.compile(r" ?(?:who|which|that|whose|(?:(?:to|with|for|from|by|on|in) )?(?:whom|which)|where|when|(?!backed|owned|employed|hired|appointed|elected)[a-z]+(?:ed|ing)"
                      r" (?:by|with|at|against|beside|about|to|after|on)) ")
# What somebody knows of is no side
KNOWING = re.compile(r"(?:(?<=people)|(?<=person)|(?<=source)|(?<=sources)) (?:with (?:[a-z-]+ )?knowledge|familiar with|briefed on|aware of)\b.*")
LEFT = re.compile(r"\bwho (?:has |had )?(?:since |later )?(?:left|quit|resigned|defected|was (?:fired|sacked|dismissed|expelled|ousted))\b")
# The field of an office is no side: "Trade and Industry Minister", "Ministry of Trade and Industry"
FIELD = re.compile(r"(?: (?:and|&) \w+)? (?:[Mm]inist(?:er|ry)|Secretary|[Dd]epartment)\b")
# An affair is no side: "captain in Vestria ship row"
AFFAIR = re.compile(r"(?:'s)?(?: [a-z-]+)? (?:row|case|crash|trial|scandal|inquiry|dispute|crisis|raid|standoff|saga|affair|fiasco|war"
                    r"|feud|blast|disaster|tragedy|horror|probe)\b")
# A place in the name of a school or a hospital is no side: "Tarn State University", "the University of Tarn"
LEARNED = r"(?:University|College|School|Academy|Polytechnic|Hospital|Infirmary|Clinic|Medical Cent(?:er|re))"
NAMESAKE = re.compile(rf"(?:'s)?(?: [A-Z][\w'-]*)* {LEARNED}\b")
OWNER = re.compile(r"([A-Z][\w-]+(?: [A-Z][\w-]+)*)'s ")
FORMER = re.compile(r"^ ?(?:\S+(?: \S+)?['’]s )?(?:(?:an?|the|one|two|three|four|five|some|several|unnamed) )*"
                    r"(?:former|retired|one-?time|ex-)", re.I)    # once of a side, not now
OF_FIELD = re.compile(r"(?:[Mm]inist(?:er|ry)|[Ss]ecretary|[Dd]epartment)$")
GOVERNMENT = re.compile(r"\b(?:government|cabinet|ministers?|ministry)$", re.I)
# An office of state of no named country: "Finance Minister", "the trade secretary", "President" before a name; not
# "Foreign Secretary", who speaks on events abroad
STATE = re.compile(rf"(?!(?:[Tt]he )?[Ff]oreign )(?:[Tt]he (?:[a-z]+ )*minister|(?i:an?|one|another|some|several|two|three) (?:(?:(?:cabinet|government) )?ministers?|member of (?:the|his|her) cabinet)|(?:[Tt]he )?(?:(?:Deputy|Vice|Acting) )?(?:PM"
                   rf"|President|Prime [Mm]inister|[A-Z]\w+(?: (?:and|&) [A-Z]\w+)? [Mm]inister|[Mm]inister {OFFICE}"
                   rf"|(?:{FIELDS}|Home) [Ss]ecretary)|[Tt]he (?i:{FIELDS}|home) secretary|(?:[Tt]he )?(?:(?:Department|Ministry) (?:of|for) (?:the )?(?:{FIELDS})"
                   rf"|(?:{FIELDS}) (?:Ministry|Department|[Mm]inistry|[Dd]epartment)))(?: (?:Mr|Mrs|Ms|Dr|Sir|Hon)[.]?)*")
OFFICES = {"leader", "minister", "executive", "spokesman"}
_kept = {}
NEVER = frozenset("president minister chairman chief chair leader judge".split())  # too common


def roster(camps):
    """Lookups over the `camps` mapping of a corpus file (may be {} or None); the latest few are kept."""
    text = repr(camps)
    if text not in _kept:
        while len(_kept) > 7:
            del _kept[next(iter(_kept))]
        _kept[text] = _roster(camps)
    return _kept[text]


def _roster(camps):
    actors, aliases, forms = {}, {}, {}
    for camp, entry in (camps or {}).items():
        for actor, listed in ((entry or {}).get("actors") or {}).items():
            actors[str(actor)] = camp
            for alias in [str(actor), *map(str, [listed] if isinstance(listed, str) else listed or [])]:
                aliases.setdefault(key(alias), (str(actor), alias))
    for actor in filter(is_person, actors):
        last = JUNIOR.sub("", actor).split()[-1]
        aliases.setdefault(key(last), (actor, last))
    aliases.pop("", None)
    for camp, entry in (camps or {}).items():
        for term in (entry or {}).get("terms") or []:
            forms.setdefault(_form(str(term)), camp)
            if str(term).islower():                             # "analysts": "an analyst", "fishermen": "a fisherman"
                forms.setdefault(_form(re.sub("(?<=m)en$", "an", re.sub("(?<=[^s])s$", "", str(term)))), camp)
    for actor, alias in sorted(aliases.values(), key=lambda pair: pair[0] != pair[1]):
        if len(alias) > 1 and key(alias) not in NEVER:
            forms.setdefault(_form(alias), actors[actor])
    for camp, entry in (camps or {}).items():
        for word in re.split(r",? and |, |/| & ", str((entry or {}).get("label") or "")):
            for form in (word, re.sub("(?<=m)en$", "an", word), re.sub("(?<=[^s])s$", "", word)):
                if len(form) > 3 and key(form) != "other":
                    forms.setdefault(_form(form if form.isupper() or key(form) in lexicon()["country"] else form.lower()), camp)
    for form, camp in list(forms.items()):
        country = lexicon()["country"].get(key(form)) if form[:1].isupper() else None
        for group in lexicon()["forms"].get(country, ()):
            for other in group:
                forms.setdefault(_form(other), camp)
    forms.pop("", None)
    ordered = [re.escape(f) if f != f.lower() else f"(?i:{re.escape(f)})"
               for f in sorted(forms, key=len, reverse=True)]
    ending = r"(?=(?:s|'s?|wom[ae]n|m[ae]n|member|person)?(?!\w)(?!-(?:based|born|bound)))"
    pattern = ordered and re.compile(r"(?<!\w)(?<![Aa]nti-)(?<![Ss]hadow )(?:" + "|".join(ordered) + ")" + ending)
    words = [(content_words(alias), key(head_noun(alias, "roles", "body", "group")), actor)
             for actor, alias in aliases.values()]
    offices = {}
    for actor, alias in aliases.values():
        if head_noun(alias, "roles") and alias != actor:
            roles, told = offices.setdefault(actor, (set(), frozenset()))
            roles |= {noun for _, _, noun in nouns(alias, "roles")}
            offices[actor] = roles, told | content_words(alias)
    states = {camp for form, camp in forms.items() if GOVERNMENT.search(form)}
    whole = "|".join(sorted((re.escape(alias) for _, alias in aliases.values() if len(re.findall(r"\b[A-Z]", alias)) > 1 and alias[0]
                             .isupper() and not RUN.fullmatch(alias) and not head_noun(alias, "roles", "body")), reverse=True))
    return Roster(actors, aliases, forms, pattern, words, offices, states.pop() if len(states) == 1 else None,
                  re.compile(rf"\b(?:{whole})(?!\w)") if whole else None)


def _form(text):
    return american(re.sub("^[Tt]he ", "", text).replace("’", "'").strip())


def is_person(name):
    """Does this look like a person's full name: a known given name first, no noun of an institution?"""
    words = name.split()
    return 1 < len(words) < 6 and words[0] in lexicon()["given"] and not any(map(names_body, words[1:])) \
        and words[-1] not in lexicon()["group"]


def people(roster):
    """Actors that look like persons: by a given name, or by an alias that is the last word of the name."""
    return {a for a in roster.actors if is_person(a) or 1 < len(a.split()) < 5 and a.istitle()
            and not any(map(names_body, a.split()))
            and roster.aliases.get(key(a.split()[-1])) == (a, a.split()[-1])}


def actor(roster, text):
    """The actor whose name or alias is this whole mention, or two aliases ("Bart Lee", of "Bart" and "Lee"); or None."""
    found = roster.aliases.get(key(text))
    if not found and len(text.split()) == 2 and text.istitle():
        one, other = (roster.aliases.get(key(word)) for word in text.split())
        found = one and other and one[0] == other[0] and one
    return None if not found or text.islower() and found[1].isupper() else found[0]


def spelling(roster, name):
    """The corpus's spelling of a full name ("Sergei Lavrov" -> "Sergey Lavrov"), or the name itself."""
    listed = actor(roster, name)
    if listed or len(name) < 9:
        return listed or name
    best = max(roster.actors, key=lambda a: fuzz.ratio(key(a), key(name)), default="")
    same = fuzz.ratio(key(best), key(name)) >= 88 and key(best).split()[-1][:2] == key(name).split()[-1][:2]
    return best if same else name


def actors_with(roster, words, head):
    """The actors with an alias that ends in this noun and, with the name, holds all these words, or words that begin
    as they do ("Ardavia's": "Ardavian")."""
    found = [(a, have | content_words(a)) for have, noun, a in roster.words if f" {noun}".endswith(f" {key(head)}")]
    return {a for a, have in found
            if all(w in have or len(w) > 5 and any(w[:5] == one[:5] for one in have) for w in words)}


def only_actor(roster, words, head):
    """The only actor with an alias that holds all these words and has this head noun, or None."""
    found = actors_with(roster, words, head)
    return found.pop() if len(found) == 1 else None


def camp_of(roster, speaker):
    """The camp of a listed actor, however it is spelt, or None."""
    return roster.actors.get(speaker) or roster.actors.get(actor(roster, speaker))


def by_terms(roster, text):
    """Camp by the terms in a noun phrase, apposition by apposition; "other" if it holds none, or who it is has left."""
    if not roster.pattern or LEFT.search(text):
        return "other"
    parts = []
    for part in PARTS.split(KNOWING.sub("", text.replace("’", "'"))):
        if RELATIVE.match(part):
            break                                           # what follows is told of somebody else
        if part and not FORMER.search(part):
            parts.append(part.rpartition(" turned ")[2])
    return next(filter(None, (_by_terms(roster, american(part)) for part in parts)), "other")


def of_state(roster, text):
    """The camp of the only government on the list where a person is introduced by an office of state alone."""
    return roster.state if roster.state and any(STATE.fullmatch(part.strip()) for part in PARTS.split(text)) else "other"


def _common(roster, hit):
    """Is this hit a common noun of the terms, no body ("industry", not "Norway" or "government")?"""
    return hit.lower() in roster.forms and (hit.islower() or hit not in roster.forms) and not names_body(hit)


def _named(head):
    """Does a name stand before the noun of whoever this is ("the UN coordinator", "Oxfam's director")?"""
    return any(word[0].isupper() and key(word) not in STOP
               and not any(classes(word, shelf) for shelf in ("roles", "titles", "group")) for word in head.split())


def _by_terms(roster, part, office=False):
    cut = COMPLEMENT.search(part)
    head = part[:cut.start()] if cut else part
    against = AGAINST.search(head) or PRESS.search(head)
    against = None if cut and cut[1] in ("of", "at", "from") and re.fullmatch("(?:[a-z]+ )*[Ee]xperts?", head) else against
    hits = [m[0] for m in roster.pattern.finditer(head) if not (
        (office or FIELD.match(head, m.end())) and _common(roster, m[0])) and not NAMESAKE.match(head, m.end()) and not AFFAIR.match(head, m.end())
        and not (against and m.end() <= against.start())]
    if hits and _common(roster, hits[-1]):                  # another country's minister is not the minister
        owner = OWNER.match(head)
        hits = [] if owner and not any(key(owner[1]) in key(alias) for alias in roster.forms) else hits
    if hits and head.endswith(hits[-1]) and classes(hits[-1], "roles") & OFFICES:
        inner = cut and _by_terms(roster, part[cut.end():])
        if inner:                                           # "the president of the Chamber" is no president's
            return inner
        hits = hits[:-1] or hits                            # "Chamber President"
    if hits:
        forms, hit = roster.forms, hits[-1]
        return forms.get(hit) or next(camp for form, camp in forms.items() if form.lower() == hit.lower())
    if not cut or cut[1] in ("on", "against", "about", "near", "over") or against \
            or "opposition" in head.lower() or re.search(LEARNED + "$", head) \
            or cut[1] in ("in", "by", "at", "near") and SUFFERED.search(head) \
            or cut[1] == "to" and ENVOY.search(head) or cut[1] == "with" and head.endswith("ed") \
            or cut[1] in ("in", "inside", "near") and (_named(head) or classes(head_noun(head, "body"), "body")
                                                       & {"organisation", "company", "house"}):
        return None
    return _by_terms(roster, part[cut.end():], cut[1] in ("of", "for") and bool(OF_FIELD.search(head)))
