"""Mentions: who and what an article names, before anybody asks who said something.

``Book`` is the article's own name index: the people it introduces (with their titles, roles and affiliations), its
acronyms, and every mention of a person, country, institution or group with its place, so that a later "he", "the
ministry" or "Smith" has something to point back to. It knows names only from the article and general English
from ``lexicons/``: roles.csv, demonyms.csv, outlets.csv, given_names.csv.
"""
import csv
import re
from bisect import bisect_left
from collections import namedtuple
from functools import lru_cache
from pathlib import Path

LEXICONS = Path(__file__).parent / "lexicons"
Entity = namedtuple("Entity", "paragraph start end text kind name quoted")   # kind: person country org body group
Person = namedtuple("Person", "name gender roles affiliations intros")        # gender: m, f or ""

UPPER = "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper())
ABBREVIATION = (r"(?:[A-Z]\.(?:[A-Z]\.)*|(?:Gen|Sen|Rep|Gov|Lt|Col|Maj|Sgt|Capt|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Adm|Cmdr|Hon|Rev"
                r"|Brig|Det|Supt|Cpl|Insp|Pvt|Del|Ft|Mt|No)\.)")
WORD = rf"(?:(?:al|el|ash|as|at|bin|d)[-’'])?[{UPPER}]\w*(?:[-’'&](?!s\b)\w+)*"
PARTICLE = r"(?:(?:de|da|del|della|der|den|di|du|dos|das|la|le|van|von|zu|bin|ibn|al|el|ter|ten|y)\b ?)"
RUN = re.compile(rf"(?<![\w’'])(?:{ABBREVIATION}|{WORD})(?: {PARTICLE}{{0,2}}(?:{ABBREVIATION}|{WORD}))*")
BOUNDARY = re.compile(rf"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|No))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col|Maj|Sgt|Rev|Jan|Feb|Aug|Oct|Nov|Dec))"
                      rf"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[{UPPER}\d])")
QUOTED = re.compile(r'“[^”]*(?:”|$)|"[^"]*(?:"|$)|(?<!\w)‘[^‘]*?(?:’(?!\w)|$)|(?<!\w)\'[^\']*?\'(?!\w)')
STOP = frozenset(
    "a an the and but or nor so yet if as at by for from in into of off on onto out over to up with without after before while when "
    "where who which that this these those there here it its he she they we you i his her their our my your him them us "
    "although though however because since until unless whether despite even also then now still later earlier meanwhile asked "
    "speaking what why how not no yes all some many most several both each every other another one two three four five six "
    "seven eight nine ten last next first second yesterday today tomorrow monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december under about against "
    "according among around during between through per like once instead only just more than photo file image read".split())
SPELLING = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "-": " ", "–": " ", "—": " ", ".": "", "\xa0": " "})
BRITISH = re.compile(r"\b(def|off)ence\b|\b(lab)our\b|\b(cent)re\b|(organi)s(?=ation|er)|\b(program)me\b")
INDEFINITE = re.compile(r"^(?:a|an|one|another|some|several|many|two|three|most|other|unnamed|anonymous)\b", re.I)


def _rows(name):
    with open(LEXICONS / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=65536)
def key(text):
    """One spelling for comparing: case, quotes, hyphens, dots, British endings, leading article, final 's gone."""
    text = text.translate(SPELLING).casefold().strip(" ,;:!?'\"()[]")
    text = BRITISH.sub(lambda m: (m[1] and m[1] + "ense") or (m[2] and "labor") or (m[3] and "center") or m[4] and "organiz"
                       or "program", text)
    text = re.sub(r"^(?:the|an?) (?=.)", "", re.sub(r"'s?$", "", text))
    return " ".join(text.split())


@lru_cache(maxsize=1)
def lexicon():
    """The lexicons as lookups: titles, roles, groups, bodies, outlet_nouns, countries, outlets, given."""
    found = {"titles": {}, "roles": {}, "group": {}, "body": {}, "outlet": {}}
    genders = {}
    for row in _rows("roles.csv"):
        shelf = {"title": "titles", "role": "roles"}.get(row["kind"], row["kind"])
        found[shelf].setdefault(row["noun"], row["class"])
        if row["gender"]:
            genders.setdefault(row["noun"].casefold(), row["gender"])
        if row["kind"] in ("title", "role"):
            found["roles"].setdefault(row["noun"].casefold().rstrip("."), row["class"])
    country, forms = {}, {}
    for row in _rows("demonyms.csv"):
        adjectives = [f for f in row["demonyms"].split(";") if f]
        nouns = [f for f in [row["country"], row["capital"], *row["also"].split(";")] if f]
        for form in adjectives + nouns:
            country.setdefault(key(form), row["country"])
            country.setdefault(key(form) + "s", row["country"])
        forms[row["country"]] = (nouns, adjectives)
    outlets = {}
    for row in _rows("outlets.csv"):
        for form in [row["name"], *row["also"].split(";")]:
            if form:
                outlets[form] = outlets[re.sub("^The ", "", form)] = row["name"]
    given = {row["name"]: row["gender"] for row in _rows("given_names.csv")}
    return {**found, "genders": genders, "country": country, "forms": forms, "outlets": outlets, "given": given}


def country_of(word):
    """The country a name, capital or demonym stands for ("Moscow", "Russian" -> "Russia"), or None."""
    return lexicon()["country"].get(key(word)) if word[:1].isupper() else None


def split_name(run):
    """A run of capitalised words -> (titles before the name, name): "US President Joe Biden" -> (.., "Joe Biden")."""
    lex, tokens = lexicon(), run.split()
    cut = 0
    for i, token in enumerate(tokens[:-1]):
        rest = len(tokens) - i - 1
        if token in lex["titles"] and not (token in lex["given"] and rest == 1 and cut == i and i == 0
                                           and lex["titles"][token] != "royal"):
            cut = i + 1
        elif rest >= 2 and country_of(" ".join(tokens[max(0, i - 1):i + 1]) if i else token) or rest >= 2 and country_of(token):
            cut = i + 1
        elif rest >= 2 and tokens[i + 1] in lex["given"] and (token in lex["body"] or token.lower() in lex["body"]):
            cut = i + 1
    if cut and lex["titles"].get(tokens[cut - 1]) == "royal" and len([t for t in tokens[cut:] if not t.isupper()]) == 1:
        cut -= 1
    return tokens[:cut], " ".join(tokens[cut:])


def gender_of(words, first):
    """"m", "f" or "" from titles and roles before the name, then from the given name."""
    lex = lexicon()
    told = [lex["genders"][w.casefold()] for w in words if w.casefold() in lex["genders"]]
    return told[0] if told else lex["given"].get(first, "")


def sentences(text):
    """Starts of the sentences of a paragraph, by punctuation only."""
    return [0] + [m.end() for m in BOUNDARY.finditer(text)]


def content_words(text):
    """The words that tell what a mention is about, countries by their name: {"russia", "defense", "ministry"}."""
    words = set()
    for word in re.findall(r"[\w'’.-]+", text):
        place = country_of(re.sub(r"['’]s?$", "", word))
        words |= {place.casefold()} if place else set(key(word).split()) - STOP
    return words


def nouns(text, shelf):
    """Nouns of a lexicon shelf in `text` (longest first at each place) -> [(start, end, noun)]."""
    return [(m.start(), m.end(), m[0]) for m in _noun_pattern(shelf).finditer(text)]


@lru_cache(maxsize=8)
def _noun_pattern(shelf):
    words = sorted({w for w in lexicon()[shelf]} | {w.capitalize() for w in lexicon()[shelf]}, key=len, reverse=True)
    return re.compile(r"(?<![\w’'-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])")


@lru_cache(maxsize=1)
def _common_pattern():
    lex = lexicon()
    words = sorted({w for s in ("group", "body") for w in lex[s]} | {w.capitalize() for s in ("group", "body") for w in lex[s]},
                   key=len, reverse=True)
    return re.compile(r"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|[Ss]ome|[Mm]any)\s(?:[\w.’'-]+\s){0,3}?|"
                      rf"(?<![\w’'])(?:[{UPPER}][\w.-]*(?:['’]s)?\s)+(?:[a-z][\w-]+\s)??|(?<![\w’'-]))"
                      r"(?P<noun>" + "|".join(map(re.escape, words)) + r")(?![\w-])(?! (?:of|for) )")


class Book:
    """Names of one article. paragraphs: clean text; sections: one each ("headline", "deck", "body", "caption")."""

    def __init__(self, paragraphs, sections):
        self.paragraphs, self.sections = paragraphs, sections
        self.starts = [sentences(p) for p in paragraphs]
        self.quoted = [[m.span() for m in QUOTED.finditer(p)] for p in paragraphs]
        self.runs = [list(self._paragraph_runs(i)) for i in range(len(paragraphs))]
        self.persons, self.tokens, self.acronyms = {}, {}, {}
        self._meet_people()
        self.entities = [e for i in range(len(paragraphs)) for e in self._paragraph_entities(i)]
        self.places = [(e.paragraph, e.start) for e in self.entities]

    def _paragraph_runs(self, i):
        text = self.paragraphs[i]
        letters = re.findall(r"\b[^\W\d]\w{3,}", text)
        if self.sections[i] == "headline" and sum(w[0].isupper() for w in letters) > .7 * max(1, len(letters)):
            return
        for m in RUN.finditer(text):
            start, words = m.start(), m[0].split(" ")
            while words and words[0].casefold() in STOP and not words[0].isupper():
                start += len(words.pop(0)) + 1
            if words:
                yield start, m.end(), text[start:m.end()]

    def _meet_people(self):
        lex, alone, seen = lexicon(), {}, {}
        for i, runs in enumerate(self.runs):
            for start, end, run in runs:
                titles, name = split_name(run)
                words = name.split()
                if len(words) == 1:
                    alone[words[0]] = alone.get(words[0], 0) + 1
                before, after = self._introduction(i, start, end)
                seen.setdefault(name, []).append((titles, before, after))
                acronym = re.match(r" \(([A-Z][\w&.]{1,7})\)", self.paragraphs[i][end:end + 12])
                if acronym and len(words) > 1:
                    self.acronyms[key(acronym[1])] = run
        for name, places in seen.items():
            words = name.split()
            known = words[0] in lex["given"]
            titled = any(t or b for t, b, a in places)
            if (not 1 < len(words) < 6 or name in lex["outlets"] or country_of(name) or any(map(country_of, words[1:]))
                    or any(w in lex["body"] or w.lower() in lex["body"] or w in lex["outlet"] for w in words if w not in lex["given"])
                    or words[0].isupper() and len(words[0]) > 2 and "." not in words[0]):
                continue
            if not (known or titled or alone.get(words[-1]) and any(a for t, b, a in places)
                    or alone.get(words[-1], 0) > 0 and len(words[-1]) > 2 and words[0] not in lex["body"]):
                continue
            intros = [" ".join(filter(None, [b, " ".join(t)])) for t, b, a in places if t or b] + [a for t, b, a in places if a]
            told = " ".join(intros)
            roles = {w.casefold() for _, _, w in nouns(told, "roles")} | {w.casefold() for w in told.split() if w in lex["titles"]}
            gender = gender_of([w for t, b, a in places for w in [*t, *b.split(), *a.split()[:4]]], words[0])
            person = Person(name, gender, roles, content_words(told), intros)
            self.persons[name] = person
            for word in dict.fromkeys([words[-1], " ".join(words[1:]), *words[:-1]]):
                self.tokens.setdefault(key(word), []).append((word == words[-1] or word == " ".join(words[1:]), person))

    def _introduction(self, i, start, end):
        """What stands before a name ("Vienna-based Russian diplomat") and in apposition after it."""
        text, lex = self.paragraphs[i], lexicon()
        taken, words = [], re.split(r"[,;:“”\"()—–]", text[max(0, start - 90):start])[-1].split()
        for word in reversed(words):
            bare = re.sub(r"['’]s?$", "", word)
            if not (word[0].isupper() and key(word) not in STOP or bare in lex["roles"] or bare in lex["body"] or "-" in word
                    or bare in lex["group"] or word in ("of", "to", "for", "the", "former", "and", "ex", "deputy", "senior")):
                break
            taken.insert(0, word)
        before = " ".join(taken)
        if not taken or taken[-1] in ("of", "to", "for", "the", "and") or not nouns(before, "roles"):
            before = ""
        after = re.match(r"(?: \([^)]*\))?, (?:\d+, )?((?:who (?:is|was|heads|leads|runs) )?[^,.;:“”\"—–()]{3,120})", text[end:end + 160])
        after = after[1] if after else ""
        head = re.split(r" (?:of|at|for|in|with|to|from|who) ", after)[0]
        return before, after if len(head.split()) < 9 and nouns(head, "roles") and not re.match(r"(?:and|but|as) ", after) \
            else "" if not re.match(r"of |from ", after) else after

    def _paragraph_entities(self, i):
        text, lex, found = self.paragraphs[i], lexicon(), []
        quoted = lambda place: any(a < place < b for a, b in self.quoted[i])
        for start, end, run in self.runs[i]:
            titles, name = split_name(run)
            person = self.person(name)
            if person:
                found.append(Entity(i, start, end, run, "person", person.name, quoted(start)))
                continue
            tail = nouns(text[end:end + 25], "group") or nouns(text[end:end + 25], "body")
            if tail and tail[0][0] < 12 and not re.match(r"['’]?s? (?:said|says|of|and)", text[end:end + 8]):
                continue                                   # "Russian officials": found below as a group
            kind = "country" if country_of(run) else "org"
            adjective = kind == "country" and run in lex["forms"][country_of(run)][1] and not run.isupper() and "." not in run
            if not adjective and (kind == "country" or len(run) > 1) and run not in lex["titles"]:
                found.append(Entity(i, start, end, run, kind, "", quoted(start)))
        for m in _common_pattern().finditer(text):
            kind = "group" if m["noun"].casefold() in lex["group"] or m["noun"] in lex["group"] else "body"
            if not any(e.start <= m.start() and m.end() <= e.end for e in found):
                found = [e for e in found if e.kind == "person" or not (m.start() <= e.start and e.end <= m.end())]
                found.append(Entity(i, m.start(), m.end(), m[0], kind, "", quoted(m.start())))
        return sorted(found, key=lambda e: e.start)

    def person(self, name):
        """The person of the article a full name, surname or given name stands for, or None if there is none or doubt."""
        if name in self.persons:
            return self.persons[name]
        options = self.tokens.get(key(name), [])
        best = [p for last, p in options if last] or [p for last, p in options]
        return best[0] if best else None

    def before(self, paragraph, offset):
        """Entities before a place, nearest first."""
        return reversed(self.entities[:bisect_left(self.places, (paragraph, offset))])
