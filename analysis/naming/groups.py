"""Sources that are several. Each function knows one form and returns None for any other: `two` ("both companies"),
`some` ("one of the miners"), `around` ("allies of the minister"), `joint` ("Smith and the union"); where nothing
else is known, `listed` ("staff there", a group of the corpus) and `members` ("some members"); `household` ("the couple").
"""
import re

from analysis.naming.antecedents import nested, recent
from analysis.naming.camps import AGAINST, only_actor
from analysis.naming.institutions import fits
from analysis.naming.persons import spouse, together
from analysis.naming.polls import NUMBER, PERCENT
from analysis.naming.mentions import (bare_item, classes, content_words, country_of, head_noun, key, names_body, proper, trimmed)

# Who is somewhere lives there
LOCALS = re.compile(r"(?:[\w-]+ ){0,2}(?:(?:people|those|folks?|locals|residents|inhabitants) "
                    r"(?:who live |living |(?<!those )(?:o[nf]|in|along|around|near|across) (?-i:(?:the )?[A-Z]))"
                    r"|(?:locals|residents|inhabitants) (?:o[nf]|in|along|around|near|across) )|locals$", re.I)
PARTITIVE = re.compile(r"(one|(?:an?(?:other)? )?(?:second|third|fourth)|another)"
                       r"(?: of (?:the |those |these )?(?P<whole>.+)|, (?:(?:now|once|then|formerly|also|himself|herself) )?(?P<told>an? .+))?$", re.I)
SHARE = re.compile(rf"(?:(?:some|about|nearly|almost|around|at least|more than|over) )?(?:some|most|many|several|few|all|both|others|dozens|hundreds"
                   rf"|thousands|half|a (?:dozen|few|couple|handful)|{NUMBER}) of (?:the |those |these )?(?P<whole>.+)$", re.I)
OF_ALL = re.compile(rf"(?<=['’]s )(?:{NUMBER}) ")                # "the region's | 19 | mayors"
COUNT = re.compile(
    r"^(?:(?:the|those|these) )?(?:(?:only|just|even|at least|at most|nearly|virtually|almost|about|around|roughly|over|up to"
    r"|(?:more|fewer|less) than|some|another|multiple|(?:an?|one|two|three)[ -](?:third|quarter|fifth|tenth)s? of|many|most|several|few|a few|various|numerous|countless|all|other|outside"
    r"|(?:an?|the(?= majority)) (?:\w+ )?(?:number|group|handful|series|lot|majority|crowd|slew|couple|pair) of"
    r"|(?:dozens|hundreds|thousands|scores|crowds|lots|half|millions) of|(?:half )?a dozen|dozen|hundred|thousand|million"
    r"|two|three|four|five|six|seven|eight|nine|ten|[\d][\d,.]*(?:(?: ?%| per ?cent)(?: of)?)?)"
    r"(?: of (?:the|those|these|its|their))? )+(?=\w)", re.I)

WORDED = re.compile(rf"^(?:[a-z]+ )?{PERCENT}(?: majority)? of (?=\w)", re.I)                 # "Eighty-four percent of voters"
TOTAL = re.compile(r",? (?:out )?of \d[\d,]*(?: total| in all)?$")             # "six senators, of 54 total"
PAIR = re.compile(r"(?:[Tt]he|[Bb]oth) (?:pair|duo|couple|trio|two|three|(?:(?:two|three) )?(?:[a-z-]+ ){0,2}[a-z]{3,}[^s\W]s)")
TWO = re.compile(r"(?:the two|both)(?: of the)? (?:[a-z-]+ )?(?P<noun>[a-z]+)$", re.I)
ANY = re.compile(r"(?:outside|independent|local|other|worried|some|several|many) ", re.I)
COUNTED = re.compile(r"\b(?:two|three|four|five|six|several|\d\d?) (?:[a-z-]+ )??(people|(?:wo)?men|[a-z]+(?:ers|ors|ists|ants|ees))\b")
SINGULAR = {"people": "person", "men": "man", "women": "woman"}


def two(article, text, item):
    """"the two companies", "both men": the two last named, in the order of the corpus's list, else as they came; None
    if there are no two."""
    m = TWO.match(text)
    noun = m and re.sub("ie$", "y", re.sub("men$", "man", m["noun"]).removesuffix("s"))
    kinds, person = (classes(noun, "body"), classes(noun, "roles")) if m else ((), ())
    if not kinds and not person:
        return None
    p, roster = item["paragraph"], article.roster.actors
    near = [e for e in article.book.before(p, item["_start"]) if e.paragraph > p - 8]
    fit = [article.spelling(e.name) for e in near if e.kind == "person"] if person else [
        article.actor(e.text) or e.text for e in near if fits(article, e, kinds, noun)]
    fit = [x for x in dict.fromkeys(fit) if x in roster or person or names_body(x.split()[-1]) and not x.isupper()]
    if len(fit) < 2:
        return None
    both = [x for x in roster if x in fit[:2]] if all(x in roster for x in fit[:2]) else fit[1::-1]
    item["_parts"] = [(x, x) for x in both]
    return " and ".join(both), "joint", "group"


# Groups by another word, where the corpus lists one of them
ALIKE = [{"protesters", "demonstrators", "marchers"}, {"relatives", "families"}, {"staff", "employees", "workers"},
         {"residents", "locals", "villagers", "inhabitants"}, {"strikers", "picketers", "pickets"}]
OWN_STAFF = re.compile(r"[^,]+['’]s? (?:[a-z]+ )?(?:advis[eo]rs|aides|officials|ministers|staffers)$")  # a person's own
# What a group is known to know or asks for says nothing of who they are
KNOWING = re.compile(r"(?<=s) (?:with (?:\w+ )?knowledge|(?:familiar|briefed|involved|privy|who|that|whose)\b).*")
AROUND = re.compile(r"(?:(?:an?|one|another|some|several|two|three) )?"
                    r"(?P<noun>[A-Za-z]+) (?P<link>of|from|to|close to|(?<=nsiders )(?:at|in|inside|within)) (?P<whom>.+)$", re.I)
LINKS = {"against", "and", "for", "of", "the"}              # small words of names of institutions
OWN = re.compile("(?:two|three|four|five|six) of (?:his|her|its|their) (?:own )?([a-z -]+s)", re.I)
FAMILY = re.compile(r"['’]s? family$|^Family of |[A-Z]\S+ family$")
FRIENDLY = {"friend": "friend", "pal": "friend", "mate": "friend", "ally": "ally", "associate": "associate", "colleague": "colleague"}


def listed(article, text):
    """"Staff there", "outside experts", "government officials": the one group of the corpus's list that has these
    words and ends so, or None."""
    bare = re.sub(r"^(?:the )?[a-z]+['’]s (?=[a-z]+$)", "", uncounted(ANY.sub("", text)))
    noun = head_noun(bare, "group")
    if not noun or not re.fullmatch(r"[\w-]+(?: [\w-]+){0,3}", bare):
        return None
    alike = next((same for same in ALIKE if noun.lower() in same), ()) if " " not in bare else ()
    only = only_actor(article.roster, content_words(bare), noun) or ""
    found = article.actor(bare) or within(article.roster, bare, noun) or not proper(only, LINKS) and only \
        or next(filter(None, map(article.actor, sorted(alike))), None)
    return found and (found, "alias", "group")


def within(roster, text, noun):
    """"Redland Defence Ministry officials", where "Redland officials" is listed: the group whose words are all here."""
    said = content_words(text)
    return next((actor for have, head, actor in roster.words if head == key(noun) and len(have) > 1 and have < said), None)


def pair(article, text, item):
    """"The pair", "the two senators", "the two", "the blunt brothers": those who spoke together last, close by."""
    if not article.said or not PAIR.fullmatch(text):
        return None
    last = article.said[-1]
    if "_parts" not in last:
        return again(article, text.partition(" ")[2])
    if last["paragraph"] < item["paragraph"] - 1 or len(last["_parts"]) < 2:
        return None
    item["_parts"] = last["_parts"]
    return last["speaker"], "role", "group"


def again(article, noun):
    """"The officials", "one of the officials": the last group with more of a name that ends so ("Wale officials"), or None."""
    last = next((x["speaker"] for x in reversed(article.lately()) if x["_kind"] == "group" and x["speaker"].endswith(f" {noun}")), "")
    return (last, "role", "group") if noun and last and not last.startswith("Unnamed ") else None


def members(article, text, item):
    """"Some members": those of the institution that was spoken of last; "friends": of the person."""
    bare = uncounted(text)
    friends = re.fullmatch("(?:close )?(friends|pals|mates|allies)", bare, re.I)
    boss = friends and recent(article, "person", item)
    if boss:
        item["_mention"] = boss[0]
        return f"{'Allies' if friends[1].lower() == 'allies' else 'Friends'} of {boss[0]}", "group", "group"
    body = bare in ("members", "Members") and recent(article, "thing", item)
    if not body or body[2] != "org":
        return None
    item["_mention"] = body[0]
    return f"{body[0]} members", "group", "group"


def around(article, text, item):
    """"Allies of the minister", "a source close to the bank": whose they are, by name; None if nobody's."""
    m = AROUND.match(text)
    noun = m and m["noun"].lower()
    if not noun or article.book.whole and article.book.whole.match(text) or m["link"] != "close to" and not head_noun(noun, "group") and noun not in FRIENDLY:
        return None
    whom = m["whom"]
    if BODY.match(text) and article.personal(text):
        return None                                             # "Friends of the Pier president Ann Lee"
    speaker, how, kind = article.identify(whom, bare_item(item, whom))
    near, known = m["link"] == "close to", how != "none"
    if near and not noun.endswith("s") and noun not in ("people", "those", "someone"):      # "a source close to the talks"
        item["_mention"] = speaker if known else text
        return "Unnamed " + ("people" if noun == "person" else f"{noun} close to {speaker if known else whom}"), "none", "person"
    own = kind == "org" and how in ("alias", "institution") and noun.removesuffix("s") not in {*FRIENDLY, "allie"}
    if not known or kind != "person" and not near and not own and how != "joint":
        return None
    item["_mention"] = text if AGAINST.search(noun) else speaker
    if own and not near:                                        # "experts of the ministry"
        return f"{speaker} {noun}", "group", "group"
    noun = FRIENDLY.get(noun, noun) if m["link"] == "of" else "people" if noun in ("those", "someone") else noun
    noun = "friends" if noun in ("pals", "mates") else noun
    return f"{noun.capitalize()} {m['link']} {speaker}", "group", "person" if noun in FRIENDLY else "group"


def some(article, text, item):
    """"Most of the miners": the miners; "one", "one of them", "a third": those who were introduced last; "one of the
    miners": they if the corpus lists them, else an unnamed one."""
    if LOCALS.match(text):
        return article.actor("residents") or "Residents", "group", "group"
    if re.fullmatch("(?:dozens|hundreds|many|several|two|three) more|a few|(?:some |many )?others|some|many|several|most|"
                    "(?:both|all|two|three|four)(?: (?:two|three|four))?", text, re.I):
        last = recent(article, "group", item)
        return last and (last[0], "pronoun", "group")
    one, share = PARTITIVE.match(text), SHARE.match(text)
    if not one and not share:
        return None
    of, _, told = OF_ALL.sub("", (one or share)["whole"] or "").partition(", ")
    told = trimmed(one and one["told"] or told)
    role = head_noun(re.sub("^an? ", "", told), "roles") if one else ""
    known = one and (told[:1].isupper() or article.personal(told))
    if known or role not in ("", "man", "woman", "person"):             # "one of them, clerk Ann Lee", "one of them, a shopkeeper"
        last = of in ("", "them") and recent(article, "group", item)
        item["_mention"] = f"{told} of {last[0]}" if last else item["_mention"]             # theirs is the camp
        return None if known else ("Unnamed " + re.sub("^an? ", "", told), "none", "person")
    if one and of in ("", "them"):
        said = [x for x in article.said[-3:] if not nested(article, x)][-1:]
        if not of and said and said[0]["speaker"].startswith("Unnamed "):               # "One minister ... Another"
            item["_mention"] = said[0]["_mention"]
            return said[0]["speaker"], "pronoun", "person"
        last = recent(article, "group", item)
        if last and said and said[0]["speaker"] == last[0]:     # "Police said two men were held. One of them shouted"
            low, high = (f(said[0]["content"])[side] for f, side in ((min, 0), (max, 1)))
            counted = COUNTED.findall(article.paragraphs[said[0]["paragraph"]], low, high)
            if counted:
                return "Unnamed " + (SINGULAR.get(counted[-1]) or counted[-1].removesuffix("s")), "none", "person"
        if last and OWN_STAFF.match(last[0]):
            item["_mention"] = last[0]
            return "Unnamed " + last[0].split()[-1].removesuffix("s"), "pronoun", "person"
        return last and (last[0], "pronoun", "group")
    if share and (own := OWN.fullmatch(text)):              # "three of its doctors"
        return "Unnamed " + own[1], "group", "group"
    if known := again(article, of):
        return known
    whole = item["_mention"] = article.identify(of, item)[0]
    if share and OWN_STAFF.match(whole):                                                    # "two of her aides"
        return "Unnamed " + whole.split()[-1], "group", "group"
    noun = head_noun(of if re.match("its |their ", of) else whole, "group") if one and whole not in article.roster.actors else ""
    unnamed = "Unnamed " + re.sub("men$", "man", (noun if noun[:2].isupper() else noun.lower()).removesuffix("s"))
    return (unnamed, "pronoun", "person") if noun else (whole, "group", "person" if one else "group")


APPOSITION = re.compile(r", (?:both |aged )*\d\d$|, (?:(?:the|an?|who|which|whose)\b|[\w’' ]+['’]s )[^,]+(?=$|, and )"
                         r"|(?<=[a-z]), [a-z][a-z-]+(?: [a-z-]+){0,3} (?:of|at|for|with) [^,]+(?=$|, and [A-Z])")

KINDRED = re.compile(r"(?:[Tt]he )?(?:[A-Za-z-]+ and )?(?P<noun>[A-Za-z-]+),? (?=[A-Z][\w’-]+ and [A-Z])")
JOINED = re.compile(" (?:and|&) ")
BODY = re.compile("Friends of the [A-Z]")
HOUSEHOLD = re.compile(r"(?:[Tt]he )?(?:(?:[a-z-]+ )?(couple|family)|([A-Z][\w’'-]+?)e?s)")


def uncounted(text):
    """A plural noun phrase without its number and what it knows: "at least two witnesses", "a group of parents",
    "employees with direct knowledge of the matter"."""
    bare = COUNT.sub("", WORDED.sub("", TOTAL.sub("", text)))
    known = KNOWING.sub("", bare)
    bare = known if head_noun(known, "group") or bare != text and known.endswith("s") else bare
    return bare if (head_noun(bare, "group") or bare.split(" ")[0].endswith("s")) else text


def joint(article, text, item):
    """"Smith and the union": both, if each is somebody by itself."""
    if not JOINED.search(text):
        return None
    plain = APPOSITION.sub("", re.sub("^(?:both|the) |(?<= and )the (?=[A-Z])", "", text, flags=re.I))
    kind = KINDRED.match(plain)                             # "Sisters | Ann and Ida Lee"
    plain = plain[kind.end():] if kind and head_noun(kind["noun"].lower().removesuffix("s"), "roles") else plain
    beside = re.match(r"(.+?),? and ((?:its|his|her|their) [^,]+, [A-Z][^,]+)$", plain)
    parts = [*beside.groups()] if beside else re.split(r",? and | & |, ", plain)
    parts = [x for x, after in zip(parts, [*parts[1:], ""])      # "its chief, Ann Lee, and Karl Voss" are two
             if not (head_noun(x, "roles") and after and not article.personal(x) and article.personal(after))]
    parts = [re.sub(r"^.*\b(?:from|of|at|with) (?:the )?(?=[A-Z])", "", x)
             if head_noun(x, "group") and not article.actor(x) else x for x in parts]
    own = re.fullmatch("(?P<who>[A-Z][^,]*),? and (?P<theirs>(?:its|his|her|their) [a-z -]+)", plain)
    owner = own and article.identify(own["who"], bare_item(item, own["who"]))
    if owner and owner[1] in ("alias", "name", "surname"):          # "Lee and his lawyers"
        item["_parts"] = [(owner[0], own["who"])]
        return f"{owner[0]} and {own['theirs']}", "joint", "group"
    known = [article.actor(uncounted(x)) or country_of(x) or x.lower() in ("he", "she", "they") or article.personal(x)
             or " " in x and x.istitle() and names_body(x.split()[-1]) for x in parts]
    if not 1 < len(parts) < 5 or not all(known):
        return None
    names = [article.identify(x, item)[0] for x in parts]
    if len(set(names)) < len(names):
        return None
    item["_parts"] = list(zip(names, parts))
    if len(names) == 2 and spouse(article, names[0]) == names[1]:   # "Ann and Tom Lee, whose son was there"
        item["_parts"] = [(name, item["_mention"]) for name in names]
        return together(article, *names)
    return " and ".join(names), "joint", "group"


def household(article, text, item):
    """"The couple", "the Lees": who is married to the person named last; "the family": the one that spoke before, else the
    Lees, where two people are called so, or that of the last person without an office."""
    m = HOUSEHOLD.fullmatch(text)
    near = [article.spelling(e.name) for e in article.book.before(item["paragraph"], item["_start"])
            if e.kind == "person"] if m else []
    if m and m[1] == "family":
        last = {name: name.split()[-1] for name in map(article.spelling, article.book.persons) if " " in name}
        spoke = next((x["speaker"] for x in reversed(article.lately()) if FAMILY.search(x["speaker"])), None)
        shared = [name for name in near if list(last.values()).count(last.get(name)) > 1]
        alone = (name for name in near if name in last and not any(
            classes(r, "roles") - {"family"} for r in getattr(article.book.person(name), "roles", ())))
        name = next(iter(shared), None) or next(alone, None)
        if not spoke and name in article.roster.actors:
            item["_mention"] = name                             # theirs is the camp
        return (spoke or name) and (spoke or f"{last[name]} family", "group", "group")
    one = next((name for name in near if spouse(article, name) and name.endswith(m[2] or "")), None)
    return one and together(article, *sorted((one, spouse(article, one)), key=[*near[::-1], spouse(article, one)].index), item=item)
