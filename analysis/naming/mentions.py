"""Words of mentions: one spelling to compare by, titles before a name, role and institution nouns, countries.

General English and world knowledge only, from readable tables in ``lexicons/``: roles.csv (titles, styles that
stand only before a name, postnominals, roles, groups, institutions, kinds of outlets, party tags), demonyms.csv (countries, their
people and capitals), outlets.csv, given_names.csv.
"""
import csv
import re
from functools import lru_cache

from analysis import paths

LEXICONS = paths.LEXICONS
UPPER = "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper())
ABBREVIATION = (r"(?:[A-Z]\.(?:[A-Z]\.)*|(?:Gen|Sen|Rep|Gov|Lt|Col|Maj|Sgt|Capt|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr"
                r"|Adm|Cmdr|Hon|Rev|Brig|Det|Supt|Cpl|Insp|Pvt|Del|Ft|Mt|No|Fr|Msgr|Mgr|Smt|Engr|Arc|Barr|Adv|Atty|Ald"
                r"|Pst|Cllr|Cdr|Mme|Bp|Spc|Pfc|Pte|Lieut|Cpt|Asst|Cde|Mx)\.)")
WORD = rf"(?:(?:al|el|ash|as|at|bin|d)[-’'])?[{UPPER}]\w*(?:[-’'&](?!s\b)\w+)*"
PEER = rf"(?:Lord|Lady|Baroness|Baron|Viscount|Viscountess) {WORD} of {WORD}"               # "Lord Hale of Upper Vell"
# What ministers are of
FIELDS = ("Health|Education|Defen[cs]e|Finance|Justice|Transport|Trade|Energy|Environment|Agriculture|Labou?r|Culture|Sports?"
          "|Tourism|Housing|Interior|Information|Immigration|Industry|Commerce|Fisheries|Mines|Planning|Science|Works"
          "|Infrastructure|Security|(?:Home|Foreign|External|Internal|Social|Veterans) Affairs")
# What a title is of, in or for, where a name follows: "Special Agent in Charge Ann Lee"
OFFICE = (r"(?:of|in|for) (?:the (?=Opp|House))?(?:State|Staff|Charge|Chief|Parliament|Congress|Police|Operations|Mission|Opposition|House"
          rf"|{FIELDS})"
          rf"(?:(?:,| and) [{UPPER}]\w+)?(?: of [{UPPER}]\w+)?")
PARTICLES = ("de da das dal dei del della dello der den di dos du des la le van von vom zu zum zur bin bint binti ibn abu"
             " ben al el ter te ten av wa ole y").split()
PARTICLE = rf"(?:(?:{'|'.join(PARTICLES)}) )"
RUN = re.compile(rf"(?<![\w’'-])(?=[{UPPER}abde])(?:{PEER}|{ABBREVIATION}|{WORD})"
                 rf"(?: {OFFICE}(?: {OFFICE})?(?= [{UPPER}][\w.]+ (?:[a-z]{{2,3}} )?[{UPPER}])"
                 rf"| (?:& )?{PARTICLE}{{0,2}}(?:{ABBREVIATION}|{WORD}))*")
# Both begin with the mark they look for and look back from it: ten times as fast as the other way round
BOUNDARY = re.compile(
    r"[.!?…](?<![A-Z].)(?<!\b(?:Mr|Ms|Dr|St|Lt|No|Fr|Bp|Mx).)"
    r"(?<!\b(?:Smt|Mgr|Arc|Adv|Ald|Pst|Cdr|Mme|Spc|Pfc|Pte|Cpt|Cde|Sqn|Adm|Det|Hon|Cpl|Pvt|Mrs|Gen|Sen|Rep|Gov|Col|Maj|Sgt|Rev"
    r"|Jan|Feb|Aug|Oct|Nov|Dec).)"
    r"(?<!\b(?:Msgr|Engr|Barr|Atty|Cllr|Asst|Cmdr|Supt|Insp|Prof|Capt|Brig|Sens|Reps).)"
    rf"[\"”’')\]]*\s+(?=[\"“‘'(\[]?[{UPPER}\d])")
NICKNAME = re.compile(r"(?<=\w) [\"“‘'](?P<nick>[A-Z][\w ]{1,20})[\"”’'] (?=[A-Z])")
QUOTED = re.compile(r'“[^”]*(?:”|$)|"[^"]*(?:"|$)|‘(?<!\w.)[^‘]*?(?:’(?!\w)|$)|\'(?<!\w.)[^\']*?\'(?!\w)')
PREPOSITIONS = ("of for at in to with from on by about against near over than like via under between "
                "behind").split()
BEHIND = re.compile(r" (?:" + "|".join(PREPOSITIONS) + r"|before|who|that|which) ")
STOP = frozenset(
    "a an the and but or nor so yet if as at by for from in into of off on onto out over to up with "
    "without after before while when where who which that this these those there here it its he she they "
    "we you i his her their our my your him them us although though however because since until unless "
    "whether despite even also then now still later earlier meanwhile asked speaking what why how not no "
    "yes all some many most several both each every other another one two three four five six seven eight "
    "nine ten last next first second yesterday today tomorrow monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november "
    "december under about against according among around during between through per like once instead "
    "only just more than photo file image read unlike such including nobody everybody everyone someone "
    "somebody anyone anybody nothing something everything whoever neither either".split())
SHELVES = ("titles", "roles", "group", "body", "outlet", "thing", "document", "party")
OPENER, INSIDE = re.compile(r"(?<![\w’'-])[\w-]+"), re.compile(r"[\w-]+")  # a word that a noun may begin with; the rest of a word
OPENING = "\"“‘'([—–"
MARKS = " ,;:-–—\"“”"                                        # what may stand around a mention
SPELLING = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "-": " ", "–": " ", "—": " ", ".": "",
                          "\xa0": " "})
ARTICLE = re.compile(r"^(?:the|an?) (?=.)")
BRITISH = re.compile(r"\b(?:(def|off)ence|(lab)our|(cent)re|(organi)s(?=ation|er)|(program)me)\b")
INDEFINITE = re.compile(r"(?:an?|one|another|some|several|many|two|three|most|other|unnamed)\b", re.I)

ADJECTIVAL = re.compile(r"(?:al|ic|an|ary|ern|ive|ish|ous|ior|defen[cs]e|foreign|state|former|top)$")
ADJECTIVES = frozenset("former current new late top senior embattled outgoing incoming veteran".split())
DETERMINERS = frozenset("the a an its their his her our some many several one two three another".split())
VERBAL = re.compile(r"\w+(?:ed|ing|ly)|said|says?|told|tells?|has|have|had|is|are|was|were|saw|wrote|met|made"
                    r"|took|gave|went|came|put|sent|kept|left|held|won|lost|paid|led|ran|bought|sold|hit|knew|felt|found|"
                    + "|".join(sorted(STOP)), re.I)
# What no longer belongs to the noun phrase before it
LATER = re.compile(r",? (?:(?<=, )an?|(?!(?:polling|meeting|hearing|briefing|ruling)\b)[a-z]+(?:ed|ing)|said|says|told|has|had|have|is|was|were|are|seen|sent"
                   r"|shown|given|written"
                   r"|who|whom|whose|which|that|where|(?:\w+ )?of wh\w+|behind|near|outside|popular(?= with| among)|familiar|close|able|due"
                   r"|responsible)(?= |,|$)")


def proper(name, small=PARTICLES):
    """Whether a name is one of several words with capitals, but for the small ones: "Coast Guard", "Jan van der Brand"."""
    words = name.split()
    return len(words) > 1 and all(word[:1].isupper() or word in small for word in words)


def american(text):
    """British endings of a few words common in the names of institutions, folded: "defence" -> "defense"."""
    return BRITISH.sub(lambda m: f"{m[1]}ense" if m[1] else f"{m[2]}or" if m[2] else f"{m[3]}er" if m[3] else
                       f"{m[4]}z" if m[4] else m[5], text)


@lru_cache(maxsize=65536)
def key(text):
    """One spelling to compare by: case, quotes, hyphens, dots, British endings, article and final 's gone."""
    text = american(" ".join(text.translate(SPELLING).casefold().split())).strip(" ,;:!?'\"()[]")
    return ARTICLE.sub("", text[:-1] if text[-1:] == "'" else text.removesuffix("'s"))


def _rows(name):
    with open(LEXICONS / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def lexicon():
    """Lookups: titles, style, postnominal, roles, group, body, outlet, thing, document (noun -> classes), genders,
    party (the tag behind a legislator's name -> parties),
    given (name -> gender), full and short (name, key of a role ->
    {its long form}), country (key -> country), forms (country -> nouns, adjectives), outlets (name ->
    first name), common (outlets that are ordinary words too)."""
    found = {shelf: {} for shelf in SHELVES}
    genders, country, forms, outlets, words = {}, {}, {}, {}, set()
    for row in _rows("roles.csv"):
        shelf = {"title": "titles", "role": "roles"}.get(row["kind"], row["kind"])
        found.setdefault(shelf, {}).setdefault(row["noun"], set()).add(row["class"])
        if shelf in ("titles", "roles"):
            found["roles"].setdefault(row["noun"].casefold().rstrip("."), set()).add(row["class"])
        if row["gender"]:
            genders.setdefault(row["noun"].casefold(), row["gender"])
    for role, kinds in list(found["roles"].items()):            # "a porter": "porters"
        if kinds & {"worker", "scholar", "activist", "person", "player", "claimant", "accused", "cleric"} and not re.search("(?:man|[sy])$", role):
            found["group"].setdefault(role + "s", {"people"})
    for row in _rows("demonyms.csv"):
        adjectives = [f for f in row["demonyms"].split(";") if f]
        nouns_ = [f for f in [row["country"], row["capital"], *row["also"].split(";")] if f]
        for form in adjectives + nouns_:
            country.setdefault(key(form), row["country"])
        for form in adjectives:
            country.setdefault(key(form) + "s", row["country"])
        forms[row["country"]] = (nouns_, adjectives)
    for row in _rows("outlets.csv"):
        for form in filter(None, [row["name"], *row["also"].split(";")]):
            outlets[form] = outlets[re.sub("^The ", "", form)] = row["name"]
        words |= {row["name"]} if row["common_word"] else set()
    given = {row["name"]: row["gender"] for row in _rows("given_names.csv")}
    return {**found, "genders": genders, "country": country, "forms": forms, "outlets": outlets,
            "given": given, "common": words}


@lru_cache(maxsize=65536)
def is_stop(word):
    """Is this a word that begins no name, with what is run together with it ("We've")?"""
    return re.split("['’]", word)[0].casefold() in STOP


@lru_cache(maxsize=65536)
def country_of(word):
    """The country a name, capital or demonym stands for ("Moscow", "Russian" -> "Russia"), or None."""
    return lexicon()["country"].get(key(word)) if word[:1].isupper() and word not in ("Us",) else None


def is_adjective(word):
    """Is this the adjective of a country and nothing else ("Russian", not "U.S.")?"""
    place = country_of(word)
    return bool(place) and word in lexicon()["forms"][place][1] and "." not in word and word != "US"


def names_body(word):
    """The noun of an institution, outlet, company, place or paper ("Ministry", "Times", "Inc", "Act")?"""
    lex = lexicon()
    return word in lex["body"] or word.lower() in lex["body"] or word in lex["outlet"] or word in lex["thing"]


def sentences(text):
    """Starts of the sentences of a paragraph, by punctuation only."""
    return [0] + [m.end() for m in BOUNDARY.finditer(text)]


@lru_cache(maxsize=65536)
def content_words(text):
    """The words that matter, countries by name: "Moscow's defence chief" -> {russia, defense, chief}."""
    words = set()
    for word in re.findall(r"[\w'’.-]+", text):
        place = country_of(re.sub(r"['’]s?$", "", word).rstrip("'’"))
        words |= {place.casefold()} if place else set(key(word).split()) - STOP
    return frozenset(words)


@lru_cache(maxsize=16)
def _openings(*shelves):
    """First word of a noun of these shelves of the lexicon -> what follows it in the nouns, the longest first."""
    found = {}
    for form in sorted({form for shelf in shelves for form in _forms()[shelf]}, key=len, reverse=True):
        first = OPENER.match(form)[0]
        found.setdefault(first, []).append(form[len(first):])
    return found


def noun_end(text, at, *shelves):
    """Where the longest noun of these shelves that begins at a place ends; 0 if none does."""
    first = OPENER.match(text, at)
    for rest in _openings(*shelves).get(first[0], ()) if first else ():
        end = first.end() + len(rest)
        if not rest or text.startswith(rest, first.end()) and not INSIDE.match(text, end):
            return end
    return 0


def nouns(text, *shelves):
    """Nouns of these shelves in `text`, as they stand or with capitals -> [(start, end, noun)]."""
    found, known, done = [], _openings(*shelves), 0
    for first in INSIDE.finditer(text):
        if first[0] in known and first.start() >= done:
            end = noun_end(text, first.start(), *shelves)
            if end:
                found.append((first.start(), end, text[first.start():end]))
                done = end
    return found


def classes(noun, shelf):
    """Classes of a noun: classes("Chief", "roles") -> {"leader"}."""
    return lexicon()[shelf].get(noun) or lexicon()[shelf].get(noun.casefold()) or set()


@lru_cache(maxsize=1)
def _forms():
    """shelf -> its nouns as they stand, with a capital and with capitals."""
    return {shelf: frozenset(form for w in words for form in ((w, w.capitalize(), w.title()) if w.islower() else (w,)))
            for shelf, words in lexicon().items() if shelf in SHELVES}


@lru_cache(maxsize=65536)
def head_noun(text, *shelves):
    """The lexicon noun that a noun phrase ends with, before "of ...", "for ..." and commas, or ""."""
    words = BEHIND.split(text.split(",")[0], maxsplit=1)[0].split()[-3:]
    forms = [_forms()[shelf] for shelf in shelves]
    for n in range(len(words)):
        noun = " ".join(words[n:]).lstrip(OPENING)
        noun = noun[3 * noun.startswith(("ex-", "Ex-")):]
        if any(noun in shelf for shelf in forms):
            return noun
    return ""


def phrase_start(text, noun):
    """Where the noun phrase around a noun begins: its adjectives, owner and article."""
    start, last, skipped = noun, noun, 0
    for m in reversed(list(re.finditer(r"[\w.’'-]+(?= )", text[max(0, noun - 60):noun]))):
        word, at = m[0], max(0, noun - 60) + m.start()
        if text[at + len(word):last].strip():
            break
        if word.endswith(".") and not re.fullmatch(ABBREVIATION, word):
            break
        if word.lower() in DETERMINERS:
            return at
        last = at
        if skipped:
            skipped += 1
            if skipped > 3 or VERBAL.fullmatch(word):
                break
            continue
        if not (word[0].isupper() and word.casefold() not in STOP or word.endswith(("'s", "’s"))
                or ADJECTIVAL.search(word) and word not in STOP):
            if VERBAL.fullmatch(word):
                break
            skipped = 1
            continue
        start = at
    return start


VAGUE = frozenset("public many some few most several others press media each all state couple".split())
KINDS = ("roles", "body", "group", "document", "outlet")


@lru_cache(maxsize=65536)
def trimmed(text):
    """A mention without what follows its noun phrase: "the firm that runs it", "a man mending a net",
    "Russia's defense ministry published video"."""
    for later in LATER.finditer(text):
        before = text[:later.start()].rstrip(",")
        last = before.split()[-1:] or [""]
        named = last[0][:1].isupper() and key(last[0]) not in STOP and not re.search(r"['’]s?$", last[0])
        whole = not later[0].endswith(("ing", "ed")) or " " not in before or head_noun(last[0], *KINDS)
        if named or whole and before.lower() not in VAGUE and head_noun(before, *KINDS):
            return before
    return text


def is_name(run):
    """Is this run a person's name rather than an institution's ("Gene Munster", not "Bank")?"""
    words, lex = run.split(), lexicon()
    last = words[0] in lex["given"] and words[-1] not in lex["body"]       # "Nicola Brand" is no brand
    return not any(names_body(w) or w in lex["titles"] for w in words[:-1] if w not in lex["given"]) \
        and (last or not names_body(words[-1])) and not country_of(run)


def placed(paragraph, start, text):
    """A mention at a place of the article, as an attribution of nothing, to be identified in its own right."""
    return {"paragraph": paragraph, "_start": start, "source_text": text, "_mention": text,
            "content": [], "cue": [], "source": []}


def bare_item(item, text):
    """A mention that stands where an attribution does."""
    return placed(item["paragraph"], item["_start"], text)
