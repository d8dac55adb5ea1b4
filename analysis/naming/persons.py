"""Persons: what tells that a name is a person's, and whether that is a man or a woman, where no list knows the name.

`given` and `called` know a lone name by what stands beside it, `may_name` rules out names of offices and bodies,
`acting` asks whether a "he" or "she" follows, `introduced` collects what the article tells of a person, and
`told_gender` and `family_name` ask, when needed, what pronouns and relatives tell.
"""
import re
from collections import Counter, namedtuple

from analysis.naming.mentions import (PARTICLE, STOP, UPPER, classes, content_words, country_of, head_noun, is_stop, key,
                                      lexicon, names_body, nouns, trimmed)
from analysis.naming.titles import gender_of
from analysis.tagging.features import clusters

Person = namedtuple("Person", "name gender roles affiliations intros sure")      # gender: m, f or ""
AFTER = re.compile(r"(?: \([^)]*\))?, (?:\d+, )?((?:who (?:is|was|(?:co-)?founded|[a-z]+s) )?"
                   r"(?:[^,.;:“”\"—–()]|(?<=\bNo)\.|(?<=\b[A-Z])\.){3,120})")
# A legislator's party: "(R-Ariz.)", ", D-Ohio,", "(Lab)", "(Con, Vell)"
PARTY = re.compile(r" \((?P<tag>[A-Z]\w*(?: Dem)?)(?:(?: ?[-–—‑] ?|, ?)[A-Z][^()]{0,25})?\)"
                   r"|, (?P<us>[RDI])[-–—‑](?:[A-Z][\w.]*|d'Alene)(?: [A-Z][\w.]*){0,2}(?=[,.;]| )")
JUNIOR = re.compile(r",? (?:[JS]r\.?|II|III|IV)$")
NO_TITLE = re.compile(r"(?:and|but|as|whose|which|said|says|told|left|lost|took|(?:was|is)(?! an? )|were|are|has|had"
                      r"|(?!based|born|known)[a-z]+ed) |(?:of|from|with) wh|an? (?:[\w-]+ ){1,3}sa(?:id|ys) ")
LEADS = re.compile(r"\bwho (?:has |had |also )?(?:leads?|led|heads?|headed|runs?|ran) "
                   r"(?!to\b|into|away|out\b|off\b|from|for\b)")
# What a firm has and nobody else: "Orlan, whose headquarters are in Tarn"
OF_A_BODY = re.compile(r", whose (?:[\w-]+ ){0,2}(?:headquarters|shares?|shareholders|stock|members?(?:hip)?|staff|workers|employees|chief executive|chairm[ae]n|chairwoman|president|spokes\w+"
                       r"|directors?|leaders|owners?|founders?|products?|customers|clients|users|plants?|factor(?:y|ies)|stores|fleet|ships|planes|government"
                       r"|troops|forces|army|parliament|citizens|engineers|executives|subsidiar(?:y|ies)|brands?|revenues?|profits?|sales|apps?|software|website)\b")
WHOSE = re.compile(r"whose (\S+)")
IS_NOW = re.compile("who (?:is|was|has been|had been|became) ")
# Where what somebody is ends and what is told of somebody or something else begins: "a spokesman for the mayor"
CALLS_FOR = (" for", " of", " to")
OF_OTHERS = re.compile(" (?:of|for|at|in|to|with|from|by|on|who|whose|which|that|where|when|as)(?: |$)")
ADVERBIAL = frozenset("Through With To For By Like Unlike At In From After Before Beside Via".split())
LINKS = frozenset("of to for before the former and ex deputy senior".split())
PLACED = ("close to ", " in ", " at ", " from ", " near ", " of ", " outside ")
WORD = re.compile(r"([a-z-]+)(,?) $")
BY_NAME = (r"\b(?:whose name is|by the name of|name as|known to [^,.]{,30} as|go(?:es|ing) by|we(?: are|['’]re|['’]ll| will)? call(?:ing)?|ga?ve (?:only |just )?(?:his|her|their) (?:\w+ )?name,"
           r"|(?:call|sign|styl)(?:s|es|ed|ing) (?:him|her|them)sel(?:f|ves)"
           r"|(?:name|identified|known|named|identify (?:him|her)self) (?:only|simply|just) as"
           r"|(?:us|goes\b|going|known)\w* (?:by )?the (?:name|nickname|pseudonym)(?: of)?)")
NAMED = re.compile(rf"(?:{BY_NAME}|(?P<who>[\w-]+)(?: of [\w-]+)?,? (?:named|called)) $")
CALLING = frozenset("named called is name name, of pseudonym as himself herself themselves by call calling".split())    # how NAMED ends
APPOSED = re.compile(r", (?:aged )?(?:\d\d?, )?(an? (?:[\w-]+ ){0,4}?[a-z]+)(?=,| of| from| who| at| in|\.)")
OF_KIN = re.compile(r"(?:\b(?P<who>[Hh]is|[Hh]er|[Tt]heir|[Tt]he|(?P<name>[A-Z][\w.-]+(?: [A-Z][\w.-]+)*)['’]s?) |(?P<one>\b[Aa]n?) )?"
                    r"(?:(?:late|older|younger|elder|eldest|youngest|little|twin) )?\b(?P<noun>[A-Za-z][a-z]+),? $")
# What stands before an office behind which the name is: "according to his lawyer, Ann Lee"
FRAMED = re.compile(r".*\b(?:according to|said|says|told|by|from|with|as) (?=(?:the|an?|his|her|its|their) )")
COUPLE = re.compile(rf"(?<![\w’'-])(?P<one>[{UPPER}][\w’-]+) and (?P<other>[{UPPER}][\w’-]+) "
                    rf"(?P<surname>{PARTICLE}*[{UPPER}][\w’-]+)")
MARRIED = re.compile("husband|wife|couple|parents|spouses|siblings|newlyweds|sisters|brothers|twins|their (?:son|daughter|child)", re.I)
SURNAME = re.compile(rf"(?<= )(?i:{PARTICLE}*)[^ ]+$")
SHARED = re.compile("father|mother|dad|mum|mom|son|brother|wife|widow|eldest|youngest|missus")
SPOUSE = re.compile("husband|wife|hubby|missus|partner|spouse")
IS_A = re.compile(r"(?: (?:is|was) (?:not )?|, )an? (?:[\w-]+,? ){0,3}?((?:wo)?man|girl|boy|mother|father|grandmother|grandfather|widow|widower)\b")
# An object is not the subject of its sentence: "Ann Lee wants him out", "is furious with her"
OBJECT = re.compile(r"him\b|her(?=[.,;:!?]| (?:out|up|off|down|away|back|to|in|on|at|for|from|with|and|as|by|about|after"
                    r"|before|that)\b)")
DOES = re.compile(r"(?:, (?:who |[^,.]{3,60},))? [a-z]")
THIRD = re.compile(r"\b(?:([Hh](?:e|is|im|imself))|([Ss]he|[Hh]er(?:s|self)?)|(?:the|an?|his|her|their) (?:(?:wo)?m[ae]n|boys?|girls?"
                   r"|(?:(?:grand)?(?:fa|mo)|bro)thers?|husbands?|wi(?:fe|ves)|(?:grand)?(?:son|daughter)s?|sisters?))\b")


def called(text, start):
    """What tells before a name that it is a person's: "a waiter named Emil", "whose name is Ann Lee"; or ()."""
    m = NAMED.search(text, max(0, start - 60), start) if text[max(0, start - 12):start - 1].rpartition(" ")[2] in CALLING else None
    who = m and (m["who"] or "")
    return [who] if m and (not who or classes(who, "roles") or who.endswith("-old")) else ()


def given(text, start, end, name):
    """What tells that a lone name is a person's: "her son Jay", "his aunt, Bea", "Tesfay, a welder", "Bea, 71,"."""
    told = called(text, start)
    if told:
        return told
    kin = WORD.search(text, max(0, start - 30), start)
    if kin and (name in lexicon()["given"] or kin[2] or SHARED.fullmatch(kin[1])) and "family" in classes(kin[1], "roles"):
        return [kin[1]]
    if text.startswith((", who ", ", whose "), end) and not OF_A_BODY.match(text, end) and not (name.endswith("s") or name.lower() in lexicon()["group"]
                                                              or somewhere(text, start, name)):
        return ["who"]
    apart = APPOSED.match(text, end)
    noun = apart and head_noun(apart[1], "roles")
    return [noun] if noun and not head_noun(apart[1], "body") else ()


def somewhere(text, start, name):
    """May a name be a place's by what stands before it ("from Croydon, who"), where it is no given name?"""
    return text.endswith(PLACED, 0, start) and name.split()[0] not in lexicon()["given"]


def couples(paragraphs, seen):
    """(full name, the other's, place) of whoever shares a surname with whom: "Ann and Tom Lee". seen: the full names.
    A name that stands in full elsewhere tells it; of words of no other name two given names, or kin spoken of beside them."""
    names = lexicon()["given"]
    for p, text in enumerate(paragraphs):
        for m in COUPLE.finditer(text) if " and " in text else ():
            one, other = f"{m['one']} {m['surname']}", f"{m['other']} {m['surname']}"
            if other not in seen:
                continue
            known = names_body(m["one"]) or country_of(m["one"]) or any(m["one"] in full.split(" ") for full in seen if full != one and not MARRIED.search(full))
            if one in seen or not known and (m["one"] in names and m["other"] in names or MARRIED.search(
                    " ".join([text[max(0, m.start() - 40):], *paragraphs[p + 1:p + 2]]))):
                yield one, other, (p, m.start(), m.end("one"))


def mentions(book):
    """name of a person -> [(mention, where the paragraph names somebody else, or 250 characters on)], in order."""
    if not book.mentions:
        after, end = None, 0
        book.mentions.update((name, []) for name in book.persons)
        for e in reversed(book.entities):
            if e.kind == "person":
                if not after or after.paragraph != e.paragraph:
                    end = len(book.paragraphs[e.paragraph])
                elif after.name != e.name:
                    end = after.start
                book.mentions[e.name].append((e, min(end, e.end + 250)))
                after = e
        for places in book.mentions.values():
            places.reverse()
    return book.mentions


def relations(article, name):
    """(noun, of whom) for each place that introduces a person as a relative of somebody with a full name: "Ida Bell's
    brother Kay", "her mother, Kay", "Husband Kay" """
    book = article.book
    for e, _ in mentions(book)[name]:
        at = e.start + max(0, e.text.rfind(name))
        m = OF_KIN.search(book.paragraphs[e.paragraph], max(0, at - 60), at)
        if not m or m["one"] or "family" not in classes(m["noun"].lower(), "roles"):
            continue
        whose, known = {"his": "m", "her": "f"}.get((m["who"] or "").lower()), m["name"] and book.person(m["name"])
        near = [*book.before(e.paragraph, e.start), *([] if m["who"] else book.near(e.paragraph, e.end, e.end + 200))]
        owners = [known.name if known else m["name"]] if m["name"] else (
            x.name for x in near if x.kind == "person" and x.name != name
            and (not whose or (book.persons[x.name].gender or told_gender(book, x.name)) in ("", whose)))
        owner = next((one for one in map(article.spelling, owners) if " " in one and "family" not in classes(one.split(" ")[0], "roles")), None)
        if owner:
            yield m["noun"], owner


def family_name(article, name):
    """"Kay Bell" for "Kay": close kin share the surname of the person whom the article names before them; a sister, a
    daughter or a husband only if the corpus lists them so, or who is labelled so: "Husband Kay, 36, fumed"."""
    for noun, owner in relations(article, name):
        full = f"{name} {SURNAME.search(owner)[0]}"
        if SHARED.fullmatch(noun) or noun[0].isupper() or full in article.roster.actors:
            return full
    return name


def spouse(article, name):
    """Who is introduced as the husband, wife or partner of a person, or has one so introduced; None if nobody."""
    book = article.book
    if None not in book.couples:
        book.couples[None] = None                               # asked for once
        for one in book.persons:
            for noun, owner in relations(article, one):
                if SPOUSE.fullmatch(noun.lower()):
                    book.couples.setdefault(owner, article.spelling(one))
                    book.couples.setdefault(article.spelling(one), owner)
    return book.couples.get(name)


def together(article, one, other, item=None):
    """(speaker, resolved_by, kind) of two people, noted in the item if one is given: "Ann and Tom Lee" for a couple."""
    if item:
        item["_parts"] = [(one, one), (other, other)]
    surname = SURNAME.search(one) if spouse(article, one) == other else None
    if surname and " " not in other:
        other = f"{other} {surname[0]}"
    one = one.removesuffix(f" {surname[0]}") if surname and other.endswith(surname[0]) else one
    return f"{one} and {other}", "joint", "group"


def pronoun_after(book, paragraph, start, end):
    """The first pronoun of a person outside quotation marks in [start, end) of a paragraph, "m" or "f"; "" if a man, a
    mother ... that it may stand for comes first."""
    others = set()                                          # "Ann Lee told him that he": of no Ann Lee
    for m in THIRD.finditer(book.paragraphs[paragraph], start, end):
        if not book.in_quotes(paragraph, m.start()):
            gender = "mf"[m.lastindex - 1] if m.lastindex else ""
            if OBJECT.match(m.string, m.start()):
                others.add(gender)
            elif gender not in others:
                return gender
    return ""


def common(name):
    """Does a name begin with a word that is common in news: "Judicial Watch", "Absent Trump"? The tagger's clusters are
    the words that its training articles use often; whoever asks has asked before whether it is a given name."""
    return name.split(" ")[0].lower() in clusters()


def acting(book, paragraph, start, end):
    """Is a name the subject of a sentence, and "he" or "she" what comes next: "Zora Bell drew it at night. She is 58"?"""
    text = book.paragraphs[paragraph]
    if common(text[start:end]):
        return False
    opens = start in book.first[paragraph] or text.endswith((", ", ": "), 0, start) \
        or head_noun(text[book.sentence(paragraph, start)[0]:start].strip(), "roles")
    return bool(opens and DOES.match(text, end) and pronoun_after(book, paragraph, end, end + 250))


def told_gender(book, name):
    """"m", "f" or "": what most of the first "he" or "she" behind the mentions of a person tell, up to the next person's."""
    if name not in book.genders:
        told = Counter()
        for e, end in mentions(book)[name]:
            if not book.in_quotes(e.paragraph, e.start):
                noun = IS_A.match(book.paragraphs[e.paragraph], e.end)
                gender = noun and gender_of([noun[1]], "") or pronoun_after(book, e.paragraph, e.end, end)
                told[gender] += 2 if e.start in book.first[e.paragraph] else 1
        m, f = told["m"], told["f"]
        book.genders[name] = "m" if m >= 2 * f and m else "f" if f >= 2 * m and f else ""
    return book.genders[name]


def may_name(words, titled, told, aged):
    """May these words be a person's full name by themselves, and not an office's, an institution's, a country's? titled,
    told, aged: is there a title before them, an apposition or an age behind them?"""
    name, lex, of_person = " ".join(words), lexicon(), words[0] in lexicon()["given"]
    if not 1 < len(words) < 6 or "&" in words or words[-1].endswith(".") and not JUNIOR.search(name) or name in lex["outlets"] \
            or is_stop(words[0]) and words[0] != "May" or country_of(name) \
            or any(map(country_of, words[1:])) and not (of_person and told and len(words) == 2):
        return False
    if words[-1].lower() in lex["roles"] and not of_person and not aged and not told:
        return False                                        # "Permanent Secretary", "Political Reporter"
    for n, w in enumerate(words):
        if w.isupper() and len(w) > 2 + n and "." not in w:
            return False
        if (names_body(w) or {w, w.lower()} & lex["group"].keys()) and not (
                w in lex["given"] or n and words[n - 1].islower() or w in lex["thing"] and (titled or told and w not in lex["body"] and (of_person or not n and len(words) == 2))
                or len(words) == 2 and of_person and w not in lex["body"] and w.lower() in lex["body"]):
            return False
    return True


def offices(text):
    """The nouns of an introduction that say what somebody is, no owner's and nobody else's: "Mr Roos's deputy", "a
    spokesman for the mayor", "who is a nurse" (but "who lost his wife")."""
    text = IS_NOW.sub("", text)
    end = 0 if text.startswith(("who ", "whose ")) else OF_OTHERS.search(text + " of").start()
    return [w for at, to, w in nouns(text[:end], "titles", "roles")
            if text[to:to + 1] not in ("'", "’") and "address" not in classes(w, "titles")]


def introduced(name, places, sure):
    """The person of a name who is introduced so: places, [(titles, what stands before the name, behind it)]."""
    first = name.split()[0]
    intros = [" ".join([b, *t]).strip() for t, b, a in places if t or b] + [a for t, b, a in places if a]
    told = " ".join(intros)
    beside, titles = [], [title for t, _, _ in places for title in t]
    for t, b, a in places:
        last = offices(OF_OTHERS.split(b)[-1]) or ([] if b.endswith(CALLS_FOR) else offices(b))
        beside += [*(w for _, _, w in nouns(" ".join(t), "titles", "roles")), *last, *offices(a)]
    roles = {w.casefold() for w in beside}
    roles |= {w for role in roles for w in role.split()}
    roles |= {"head"} if LEADS.search(told) else set()
    gender = gender_of([*beside, *titles, first], first)
    return Person(name, gender, roles, content_words(told), list(dict.fromkeys(intros)), sure)


def introduction(text, start, end, titles):
    """What stands before a name ("Vienna-based Russian diplomat") and in apposition after it, or ""."""
    lex, taken = lexicon(), []
    clauses = re.split(r"[,;:“”\"()—–]", text[max(0, start - 120):start])
    apart = clauses[-2] if clauses[-1] == " " and len(clauses) > 1 and text[start - 2] == "," else ""
    fronted = re.split("[.!?] ", apart)[-1].split(" ")[0] in ADVERBIAL
    if fronted and text[end:end + 1] != ",":                # "Through his sister, Tom Hale let it be known"
        apart = ""
    apart = FRAMED.sub("", apart)
    told = head_noun(trimmed(apart), "roles") or head_noun(apart.rpartition(" the ")[2], "roles")
    for word in reversed((apart if told else clauses[-1]).split()):
        if told and len(taken) < len(told.split()):
            taken.insert(0, word)
            continue
        bare = re.sub(r"['’]s?$", "", word)
        if not (word[0].isupper() and key(word) not in STOP or "-" in word or word in LINKS
                or any(bare in lex[shelf] for shelf in ("roles", "body", "group", "outlet"))):
            break
        taken.insert(0, word)
    before = " ".join(taken)
    if not nouns(before, "roles") or not (titles or told or nouns(taken[-1], "roles")):
        before = ""
    after = AFTER.match(text[end:end + 160])
    after = after[1] if after and not somewhere(text, start, text[start:end]) else ""
    head = re.split(r" (?:of|at|for|in|with|to|from|who) ", after)[0]
    told = after.startswith("who ") or len(head.split()) < 9 and nouns(head, "roles")
    whose = WHOSE.match(after)
    told = told or after.startswith("of ") and re.search(" [A-Z]", after) and nouns(after, "body", "outlet", "group")     # "Ann Lee, of the website Tarn"
    told = told and not NO_TITLE.match(after) or whose and "family" in classes(whose[1], "roles")
    party = PARTY.match(text, end)
    parties = sorted(lex["party"].get(party["tag"] or party["us"], ())) if party else []
    return before, ", ".join([*parties, *([after] if told else [])])
