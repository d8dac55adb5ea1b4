"""Owners: sources that are somebody's: "its chief executive", "the mayor's office", "the union's members"; and the
name of whoever no rule knows.
"""
import re

from analysis.naming import camps, conduits, groups
from analysis.naming.antecedents import POSSESSIVES, pronoun
from analysis.naming.descriptions import described
from analysis.naming.documents import ACCESS, COPY
from analysis.naming.institutions import standing
from analysis.naming.mentions import PREPOSITIONS, bare_item, classes, country_of, head_noun, key, lexicon, proper
from analysis.naming.persons import SPOUSE, spouse
from analysis.naming.nameless import SPOKES, body_of, possessive, their_office

CAMPAIGN = re.compile(r"(?:[Tt]he )?(?P<who>[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?P<rest>campaign)$")      # one with "Lee's campaign"
GOVERNMENT = r"(?:[a-z-]+ )*(?:government|administration|cabinet|regime)"
RULED = re.compile(rf"(?:[Tt]he )?(?:{GOVERNMENT} (?:of|under|(?:led|headed) by) (?:the )?(?P<who>.+)|(?P<by>[A-Z].*?)(?:['’]s?)? {GOVERNMENT})")
QUOTES = ("“", '"', "‘", "'")
SOME = re.compile(r"(?:officials|sources|diplomats|people)"
                  r"(?=$| (?:with|familiar|close|briefed|involved|near|who)\b)", re.I)
# What is a part of an institution and speaks for it
UNIT = re.compile(r"(?:[a-z]+ ){0,2}(?:department|division|registry|registrar|management|leadership|secretariat|headquarters|unit"
                  r"|legal team)")
SOME_PAPER = re.compile(r"[Aa]n? (?:[A-Z][\w-]+ ){1,2}(?:newspaper|paper|magazine|daily|weekly|station|broadcaster|channel|website)$")
FROM_THERE = re.compile(r"^(?:[\w-]+-(?:based|listed|owned|backed|run|led) |[Rr]ival )+(?=[A-Z])")  # "Tarn-based Orlan Foods"
STATES = re.compile(r"(?P<who>(?:[A-Z][\w-]+ )*[A-Z][\w-]+)['’]s (?P<body>[A-Z][\w-]*(?: (?:[A-Z][\w-]*|of|for|and|the))*)$")
DATED = re.compile(r" (?:on|late on|earlier on) \w+day\b.*| (?:last|this|next) (?:week|month|year|\w+day)\b.*")
SIDES = re.compile(r"(?<=[a-z]) (?:on|at|from|in) (?:both|either|the other|opposite) [a-z]+(?: of .*)?$")       # "growers on both banks of the river"
OWNER = re.compile(rf"(?P<who>(?:(?!(?:{'|'.join(PREPOSITIONS)}|that|who|which|it) )[^,'’ ]+ )*[^,'’ ]+?)['’]s? "
                   r"(?P<rest>[a-z].*)$")


def owned(article, text, item):
    """"its chief executive", "the mayor's office": of whoever the possessor stands for; None if it has none."""
    text = re.sub(r"(?<=\w) own (?=\w)|(?<=[Tt]he) [\w-]+-year-old (?=[^,]*['’]s? )", " ", text)
    first, _, rest = text.partition(" ")
    if first.casefold() in POSSESSIVES and rest:
        against = camps.AGAINST.search(re.split(r" (?:on|in|of|at|within) ", rest)[0])
        if against and rest[:against.end()].endswith("s") and against.end() < len(rest):       # "his critics on the left"
            item["_mention"] = item["source_text"] = rest
            return rest[:1].upper() + rest[1:], "group", "group"
        owner, how, kind = _antecedent(article, POSSESSIVES[first.casefold()], item)
        return (text, "none", "") if how == "none" else _belonging(article, (owner, how, kind), rest, "", item)
    named = CAMPAIGN.match(text)
    if ruled := RULED.fullmatch(text):                      # "the Lee administration", "the government of Ann Lee"
        whom = article.identify(ruled["who"] or ruled["by"], bare_item(item, ruled["who"] or ruled["by"]))
        own = [one for one in camps.actors_with(article.roster, {"government"}, "government")
               if whom[2] == "person" and article.roster.actors[one] == article.roster.actors.get(whom[0])]
        if len(own) == 1:
            return own[0], "institution", article.kind(own[0])
    m = OWNER.match(text) or named
    if not m:
        return None
    owner, found, kind = article.identify(m["who"], bare_item(item, m["who"]))
    if named and (kind != "person" or owner not in article.book.persons and owner not in article.roster.actors):
        return None
    if found == "group" and m["rest"] == "office":          # "the prosecutors' office": "Prosecutors in Tarn"
        same = [x for x in article.lately() if key(x["speaker"]).startswith(key(owner))]
        return (same[-1]["speaker"], "institution", "group") if same else None
    if kind == "org" and found != "none" and UNIT.fullmatch(m["rest"]):
        return owner, "institution", "org"
    if found in ("none", "group") or kind == "country" and m["who"][0].isupper() or key(owner) == key(m["who"]):
        return None
    return _belonging(article, (owner, "role", kind), m["rest"], m["who"], item)


def _antecedent(article, want, item):
    """Whom "its", "his" ... stands for; an antecedent that needs one itself is none."""
    entity = item.get("_entity")
    if entity and article.nesting:
        return "", "none", ""
    said = article.paragraphs[item["paragraph"]]            # "The union, its lawyer said, will sue"
    quotes = [(a, b) for a, b in item["content"] if said[a:a + 1] in QUOTES]
    article.nesting += 1
    found = pronoun(article, want, dict(item, content=quotes))
    article.nesting -= 1
    return found


def _belonging(article, possessor, rest, who, item):
    """What belongs to a possessor, (speaker, resolved_by, kind), by the rest of the mention; who: the words for the
    possessor, "" for "its". Tried in order: the corpus's list, who speaks for the owner, groups and bodies of the
    owner's, people described so."""
    owner, how, kind = possessor
    campaign = kind == "person" and re.fullmatch(r"(?:[a-z -]* )?campaign", rest)        # "his entire campaign"
    rest = "campaign" if campaign else rest
    names = [owner, *(alias for actor, alias in article.roster.aliases.values() if actor == owner)]
    whole = [possessive(name, rest) for name in names]
    known = next(filter(None, map(article.actor, [*whole, *(f"{name} {rest}" for name in names)])), None) \
        or (" " in rest or not rest.islower()) and article.actor(rest)
    if known:
        return known, "alias", article.kind(known)
    item["_mention"] = whole[0]
    if campaign:                                            # nobody else's, though the corpus lists but one
        return whole[0], "institution", "org"
    spokes, person = re.fullmatch(SPOKES, rest, re.I), kind == "person"
    if spokes and not person or head_noun(rest, "document"):
        return owner, "institution", kind
    other = SPOUSE.fullmatch(rest.partition(",")[0]) and spouse(article, owner)
    if other:
        return other, "role", "person"
    office = person and (spokes or head_noun(rest, "body")) and body_of(article, owner)
    if office:
        return office, "institution", "org"
    if spokes or rest == "office":
        if not who or who[0].isupper() and not re.match("(?:the|an?) ", who, re.I):
            return their_office(article, owner), "institution", "org"
        item["_mention"] = possessive(who, rest)
        return article.plain(f"{who}'s office"), "institution", "org"
    if kind in ("org", "country") and (head_noun(rest, "group") or re.fullmatch(r"[a-z -]+[^s]s", rest)):
        short = re.match(r"(?:the )?([a-z].*)", who)        # "the union's board members"
        whose = short[1].capitalize() if short else owner
        return possessive(whose, rest) if re.search("(?:lawyer|attorney|barrister|solicitor)s$", rest) else f"{whose} {rest}", how, "group"
    noun, side = head_noun(rest, "body"), article.roster.actors.get(owner)
    if noun and (person or not who):                          # "her ministry", "their union": the only one spoken of
        own = [one for one in camps.actors_with(article.roster, {key(noun)}, noun)
               if article.roster.actors[one] == side]
        if len(own) == 1:
            return own[0], "institution", "org"
        body = article.identify(f"the {rest}", bare_item(item, f"the {rest}"))
        like = body[1] == "institution" and classes(noun, "body") & (standing(article, body[0]) or set())
        if body[1] == "alias" or like:
            return body
    found = described(article, whole[0], item)
    return found if found and found[0] != owner else (whole[0], how, article.label(rest)[1])


def plain(article, text):
    """The mention as a name: no article, an outlet without its kind, nameless officials called so."""
    text = article.book.acronyms.get(key(text), text)
    bare = re.sub(r"^(?:(?:the|an?|anonymous|unnamed) (?=\S)|(?:one|another) (?=(?-i:[a-z]|[A-Z]\w+ [a-z]+$)))", "", groups.uncounted(text), flags=re.I)
    bare = re.sub("^(?:[Tt]he|[Oo]ne) ", "", ACCESS.sub("", COPY.sub("", bare))) if head_noun(COPY.sub("", text), "document") else SIDES.sub("", bare)
    some = SOME.match(bare)
    if some and (some.end() == len(bare) or not re.search(r" [A-Z]", bare)):
        return "Unnamed " + some[0].casefold()
    if head_noun(text, "group") and not re.search(r" of ", text):
        parts = re.split(r" (?:in(?! [A-Z])|at|across|along|outside|near|inside|(?:from|on)(?! [A-Z])) (?:the )?", bare, maxsplit=1)
        known = country_of(parts[-1]) or article.actor(parts[-1])
        bare = bare if known else parts[0]
    bare = re.sub(r", \d\d?$", "", bare)
    bare = re.sub(r", (?:an?|the|its|his|her|their|one of|wh\w+|[A-Z][\w-]*['’]s?) .*", "", bare) if bare[:1].isupper() else bare
    state = STATES.match(bare)
    if state and classes(head_noun(state["body"], "body"), "body") & {"ministry", "state", "court"}:
        adjectives = lexicon()["forms"].get(country_of(state["who"]), ("", ""))[1]
        bare = f"{next(iter(adjectives), state['who'])} {state['body']}"     # "Denmark's Foreign Ministry": "Danish ..."
    body, _, place = bare.partition(" in ")                 # "Department for Land in Strathbeg"
    bare = body if place[:1].isupper() and head_noun(body, "body") and proper(body, groups.LINKS) else bare
    bare = re.sub("(?<=[a-z]) who .*", "", bare) if re.match("(?:an?|one|another) [a-z]", text, re.I) else bare
    bare = DATED.sub("", bare) if head_noun(bare, "document") else bare
    bare = re.sub(r"['’]s?$", "", bare)
    bare = FROM_THERE.sub("", bare if SOME_PAPER.match(text) else conduits.bare_name(bare))
    bare = next(iter(lexicon()["full"].get(bare, [bare])))          # "State Department": there is but one
    return bare[:1].upper() + bare[1:]
