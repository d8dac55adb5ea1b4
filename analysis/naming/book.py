"""Book: the name index of one article.

The people it introduces (with titles, roles and affiliations), its acronyms, and every mention of a person,
country, institution or group with its place, so that a later "he", "the ministry" or "Smith" has something
to point back to.
"""
import re
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from functools import lru_cache
from operator import attrgetter

from rapidfuzz import fuzz

from analysis.naming.mentions import (PREPOSITIONS, QUOTED, RUN, STOP, UPPER, VAGUE, another, classes, content_words,
                                      country_of, head_noun, is_adjective, key, lexicon, names_body,
                                      noun_end, nouns, phrase_start, sentences, trimmed)
from analysis.naming.persons import acting, called, given
from analysis.naming.titles import gender_of, split_name

# kind: person country org body group; aside: quoted, in a title, a possessor or after a preposition
Entity = namedtuple("Entity", "paragraph start end text kind name aside")
Person = namedtuple("Person", "name gender roles affiliations intros sure")      # gender: m, f or ""
AFTER = re.compile(r"(?: \([^)]*\))?, (?:\d+, )?((?:who (?:is|was|(?:co-)?founded|[a-z]+s) )?"
                   r"(?:[^,.;:“”\"—–()]|(?<=\bNo)\.|(?<=\b[A-Z])\.){3,120})")
# What may follow a noun that is no mere modifier ("the military said", not "military aid")
BEFORE_VERB = re.compile(
    r"(?:['’]s?)?(?=$|\s*[,.;:!?”\"’'()—–-]|\s(?:\w+ed|\w+ly|says?|said|has|have|had|is|are|was|were|will"
    r"|would|can|could|may|might|must|should|did|does|do|claims?|wants?|denies|insists?|warns?|believes?"
    r"|expects?|plans?|hopes?|fears?|argues?|accuses?|tells?|told|calls?|sees?|saw|knew|thinks?|thought"
    r"|feels?|felt|made|sat|met|ran|held|heard|fell|rose|stood|kept|left|won|lost|spoke|paid"
    r"|hit|cut|set|drew|broke|chose|bought|sold|sought|threw|backs?|plans?|vows?|urges?"
    r"|gave|put|took|began|went|came|sent|wrote|speak|talk|complain|remember|recall|agree|describe|ask|doubt|worry|suspect|admit|call|"
    + "|".join(sorted(STOP)) + r")\b)")


SUBJECT = re.compile(r"(?:(?:On|In|At) (?:[A-Z]\w+ ){1,2}(?:(?:morning|afternoon|evening|night) )?(?=the ))?"
                     r"(?P<who>(?:[Tt]he|An?|One|Another|His|Her|Its|Their) [a-z’'-]+(?: [a-z-]+){0,2})")
NO_TITLE = re.compile(r"(?:and|but|as|whose|said|says|told|(?!based|born|known)[a-z]+ed) ")
VERB = re.compile(r"(?:['’]s|,? wh\w+| (?:said|says|has|had|is|was|will|would|also|told|and|\w+ed)\b)")
FIRST = re.compile(rf"(?:[A-Z][A-Z&.]+|[{UPPER}]\w+)(?= )")
OTHERS = re.compile(r"\b(?:his|her|their)\b|['’]s\b")           # behind it stands somebody else: "who lost his mother"
LEADS = re.compile(r"\bwho (?:has |had |also )?(?:leads?|led|heads?|headed|runs?|ran)\b")
AGED = re.compile(r", (?:aged )?\d\d?(?=[,.]| and )")
SAINT = re.compile("(?:San|Santa|Santo|S[aã]o|Sant|Saint|St[.]?) ")
ADVERBIAL = frozenset("Through With To For By Like Unlike At In From After Before Beside Via".split())
OWN, PREPOSED = ("'s", "’s"), frozenset(PREPOSITIONS)
START = attrgetter("start")
# What joins the noun of a group or an institution to a name: "pilots at Veldair", "Ministry of Trade"
LINK = {"group": re.compile(" (?:at|for) (?:the )?"), "name": re.compile(" (?:of|for) (?:the )?"),
        "": re.compile("(?!)")}
LINKS = frozenset("of to for before the former and ex deputy senior".split())


def spelt_out(acronym, words):
    """The words before an acronym that has their initials ("Department of Justice" for "DOJ"), or None."""
    letters = acronym.replace(".", "").lower()
    for n in range(2, min(len(letters) + 4, len(words)) + 1):
        some = words[-n:]
        initials = "".join(w[0].lower() for w in some), "".join(w[0].lower() for w in some if w[0].isupper())
        if letters in initials and some[0][0].isupper():
            return " ".join(some)
    return None


@lru_cache(maxsize=65536)
def is_stop(word):
    """Is this a word that begins no name, with what is run together with it ("We've")?"""
    return re.split("['’]", word)[0].casefold() in STOP


def styled(title):
    """"Mr", "Dr", "Sister", "Imam": a title that whoever has no other name keeps?"""
    return bool({"address", "cleric"} & {*lexicon()["titles"].get(title, ()), *lexicon()["style"].get(title, ())})


class Book:
    """Names of one article. paragraphs: clean text; sections: "headline", "deck", "body" or "caption";
    people: full names that are known to be persons'."""

    def __init__(self, paragraphs, sections, people=()):
        self.paragraphs, self.sections, self.people = paragraphs, sections, people
        self.starts = [sentences(p) for p in paragraphs]
        self.first = [frozenset(cuts) for cuts in self.starts]
        self.quoted = [[m.span() for m in QUOTED.finditer(p)] for p in paragraphs]
        self.runs = [list(self._runs(i)) for i in range(len(paragraphs))]
        self.persons, self.surnames, self.others, self.acronyms, self.genders, self.mentions = {}, {}, {}, {}, {}, {}
        self._meet()
        self.within = [self._entities(i) for i in range(len(paragraphs))]
        self.entities = [e for found in self.within for e in found]
        self.count = Counter(e.text for e in self.entities)
        self.places = [(e.paragraph, e.start) for e in self.entities]

    def sentence(self, paragraph, offset):
        """(start, end) of the sentence at an offset."""
        cuts = self.starts[paragraph]
        n = bisect_right(cuts, offset)
        return cuts[n - 1], cuts[n] if n < len(cuts) else len(self.paragraphs[paragraph])

    def in_quotes(self, paragraph, offset):
        spans = self.quoted[paragraph]
        n = bisect_left(spans, (offset,))
        return n > 0 and offset < spans[n - 1][1]

    def near(self, paragraph, low, high):
        """Entities of a paragraph that start in [low, high), in order."""
        found = self.within[paragraph]
        return found[bisect_left(found, low, key=START):bisect_left(found, high, key=START)]

    def person(self, name, gender="", title=""):
        """The person of the article that a full name, surname or given name stands for, or None; of namesakes the one
        who is introduced with the same title."""
        if name in self.persons:
            return self.persons[name]
        options = self.surnames.get(key(name)) or self.others.get(key(name)) or []
        options = [p for p in options if title and title in p.roles] or options
        return next((p for p in options if gender in ("", p.gender) or not p.gender), None)

    def before(self, paragraph, offset):
        """The last 300 entities before a place, nearest first."""
        n = bisect_left(self.places, (paragraph, offset))
        return reversed(self.entities[max(0, n - 300):n])

    def _runs(self, i):
        """Runs of capitalised words, sentence openers taken off; none from a headline in title case."""
        text = self.paragraphs[i]
        long = re.findall(r"\b[^\W\d]\w{3,}", text) if self.sections[i] == "headline" else ()
        if sum(w[0].isupper() for w in long) > .7 * max(1, len(long)):
            return
        for m in RUN.finditer(text):
            start, words = m.start(), m[0].split(" ")
            while words and (is_stop(words[0]) and not (words[0].isupper() and len(words[0]) > 1)
                             or len(words) > 1 and self._opener(i, start, *words[:2])):
                start += len(words.pop(0)) + 1
            if words:
                yield start, m.end(), text[start:m.end()]

    def _opener(self, i, start, word, following):
        """Is this the first word of a sentence and no part of the name ("Hold Melania Trump")?"""
        lex = lexicon()
        first = start in self.first[i] or self.paragraphs[i][start - 1:start] in ("“", '"', "‘")
        return first and word not in lex["given"] and not (country_of(word) or names_body(following)) and (
            (word.endswith(("ly", "ring", "ting")) or following in lex["given"]) and word not in lex["titles"] and "." not in word
            and word.lower() not in lex["roles"] and not word.isupper() and word not in lex["forms"])

    def _meet(self):
        """Fills persons, surnames, others (given and middle names) and acronyms."""
        lex, alone, seen, single, spots, things, aged = lexicon(), {}, {}, {}, {}, set(), set()
        for text in self.paragraphs:
            for m in re.finditer(r" \(([A-Z][A-Za-z&.]{1,7})\)", text):
                full = spelt_out(m[1], text[max(0, m.start() - 90):m.start()].split())
                if full:
                    self.acronyms[key(m[1])] = full
        for i, runs in enumerate(self.runs):
            for start, end, run in runs:
                titles, name = split_name(run)
                if name.count(" ") > 1:                         # "Mayor of Tarn Ann Lee"
                    known = next((full for full in self.people if name.endswith(" " + full)), name)
                    titles, name = titles + name.removesuffix(known).split(), known
                if self.paragraphs[i][max(0, start - 4):start].lower() == "the ":
                    things.add(name)                            # "the Upper Wenlow line": no person's name
                elif " " not in name:
                    alone[name] = alone.get(name, 0) + 1
                    kin = () if titles else given(self.paragraphs[i], start, end, name)
                    if (titles or kin) and not (name in lex["titles"] or name.endswith(".") or names_body(name) or country_of(name)):
                        single.setdefault(name, []).append((titles or kin, "", ""))
                if " " in name:
                    aged |= {name} if AGED.match(self.paragraphs[i], end) or called(self.paragraphs[i], start) else set()
                    spots.setdefault(name, []).append((i, start, end))
                    seen.setdefault(name, []).append((titles, *self._introduction(i, start, end, titles)))
        for name, places in seen.items():
            words = name.split()
            titled = any(t for t, b, a in places)
            kin = any("family" in classes(told[-1], "roles") for told, _, _ in single.get(words[0], ()))    # "wife Ida"
            if words[0] in single and words[0] not in lex["given"] and not (titled or kin or name in aged) or words[-1].endswith("."):
                continue
            if (not 1 < len(words) < 6 or name in lex["outlets"] or is_stop(words[0]) and words[0] != "May" or any(map(country_of, [name, *words[1:]]))
                    or any(names_body(w) or {w, w.lower()} & lex["group"].keys()
                           for n, w in enumerate(words) if w not in lex["given"] and not (n and words[n - 1].islower())
                           and not (len(words) == 2 and words[0] in lex["given"] and w not in lex["body"] and w.lower() in lex["body"])
                           and not (w in lex["thing"] and places[0][0]))
                    or any(w.isupper() and len(w) > 2 + n and "." not in w for n, w in enumerate(words))):
                continue
            if words[-1].lower() in lex["roles"] and words[0] not in lex["given"] and name not in aged:
                continue                                        # "Permanent Secretary", "Political Reporter"
            the = name in things or SAINT.match(name)
            longer = any(full.endswith(" " + name) for full in seen)
            sure = name in self.people or name in aged or titled or kin or not the and (
                words[0] in lex["given"] or words[0] in lex["titles"] or any(b or a for t, b, a in places))
            sure = sure or not the and not longer and any(acting(self, *spot) for spot in spots[name])
            last = alone.get(words[-1]) and len(words[-1]) > 2 or len(words) > 2 and " ".join(words[1:]) in seen
            if not longer and (sure or not the and last):
                self._add(name, places, sure)
        for name, places in single.items():
            near = any(len(name) > 5 and one[:1] == key(name)[:1] and 86 <= fuzz.ratio(one, key(name)) < 100
                       for one in [*self.surnames, *(key(full.split()[-1]) for full in self.people)])
            if key(name) not in self.surnames and key(name) not in self.others and not near:
                style = next((t[-1] for t, _, _ in places if t and styled(t[-1])), "")
                self._add(f"{style} {name}".strip(), places, True)     # "Mr Kern", "Sister Ida" have no other name

    def _add(self, name, places, sure):
        words = name.split()
        intros = [" ".join([b, *t]).strip() for t, b, a in places if t or b] + [a for t, b, a in places if a]
        told = " ".join(intros)
        roles = {w.casefold() for _, _, w in nouns(told, "titles", "roles")}
        roles |= {w for role in roles for w in role.split() if classes(w, "roles")}
        roles |= {"head"} if LEADS.search(told) else set()
        beside = [w for t, b, a in places                       # "Mr Roos's deputy, Ann Lee": she is no Mr
                  for w in [*t, *re.split(r"['’]s? ", b)[-1].split(" of ")[0].split(), *OTHERS.split(a)[0].split()[:4]]]
        person = Person(name, gender_of(beside, words[0]), roles, content_words(told), list(dict.fromkeys(intros)), sure)
        self.persons[name] = person
        for word in {words[-1], " ".join(words[1:])}:
            self.surnames.setdefault(key(word), []).append(person)
        for word in words[:-1]:
            if not styled(word):
                self.others.setdefault(key(word), []).append(person)

    def _introduction(self, i, start, end, titles):
        """What stands before a name ("Vienna-based Russian diplomat") and in apposition after it, or ""."""
        text, lex, taken = self.paragraphs[i], lexicon(), []
        clauses = re.split(r"[,;:“”\"()—–]", text[max(0, start - 120):start])
        apart = clauses[-2] if clauses[-1] == " " and len(clauses) > 1 and text[start - 2] == "," else ""
        if apart and re.split("[.!?] ", apart)[-1].split(" ")[0] in ADVERBIAL and text[end:end + 1] != ",":       # "Through his sister, Tom Hale let it be known"
            apart = ""
        apart = another(apart) or apart
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
        after = after[1] if after else ""
        head = re.split(r" (?:of|at|for|in|with|to|from|who) ", after)[0]
        told = after.startswith("who ") or len(head.split()) < 9 and nouns(head, "roles")
        told = told and not NO_TITLE.match(after)
        return before, after if told or re.match(r"(?:of|from|with) ", after) else ""

    def _entities(self, i):
        text, found = self.paragraphs[i], []

        def add(start, end, kind, name="", aside=False):
            aside = aside or text[end:end + 2] in OWN or text[end - 2:end] in OWN or self.in_quotes(i, start) \
                or text[max(0, start - 12):start].rstrip().rpartition(" ")[2].lower() in PREPOSED
            found.append(Entity(i, start, end, text[start:end], kind, name, aside))

        for start, end, run in self.runs[i]:
            titles, name = split_name(run)
            person = self.person(name, title=titles[-1].casefold() if titles else "")
            if person:
                add(start, end, "person", person.name)
                owner = FIRST.match(run)
                if titles and owner and owner[0] not in lexicon()["titles"]:
                    kind = "country" if country_of(owner[0]) else "org"
                    add(start, start + owner.end(), kind, aside=True)
            elif country_of(run) and not is_adjective(run):
                add(start, end, "country")
            elif len(run) > 1 and not (country_of(run) or classes(run, "titles") or key(run) in STOP) and (
                    start not in self.first[i] or " " in run or run.isupper() or VERB.match(text, end)) \
                    and not (len(run) > 3 and run.isupper()         # a word in capitals: "PICTURED:"
                             and (text[end:end + 1] == ":" or any(run.lower() + " " in t for t in self.paragraphs))):
                add(start, end, "org")
        names, done, gone = list(found), 0, set()
        for at, end, noun in nouns(text, "group", "body"):
            if at < done:
                continue
            while text.startswith(" ", end) and (longer := noun_end(text, end + 1, "group", "body")):
                noun, end = text[end + 1:longer], longer
            if not (text[at].isupper() or BEFORE_VERB.match(text, end)) or noun_end(text, end + 1, "roles"):
                continue
            rest = LINK["group" if classes(noun, "group") else "name" if noun[0].isupper() else ""].match(text, end)
            rest = rest and RUN.match(text, rest.end())
            end = rest.end() if rest else end
            start = phrase_start(text, at)
            if start == at and noun in VAGUE:
                continue
            beside = range(bisect_left(names, start - 100, key=START), bisect_left(names, end, key=START))
            if any(names[n].start <= at and end < names[n].end for n in beside):
                continue
            gone |= {n for n in beside if names[n].kind != "person" and start <= names[n].start and names[n].end <= end}
            done = end
            add(start, end, "group" if classes(noun, "group") else "body")
        found = sorted((e for n, e in enumerate(found) if n not in gone), key=START)
        roles = []
        for start in self.starts[i]:                            # "The bishop, who has no power, appealed"
            m = SUBJECT.match(text, start)
            start = m.start("who") if m else start
            end = start + max((b for _, b, _ in nouns(m["who"], "roles")), default=0) if m else 0
            low, high = (bisect_left(found, at, key=START) for at in (start - 100, end + 60))
            if end > start and text[end:end + 1] not in ("'", "’") and not any(
                    e.start < end <= e.end or e.kind == "person" and end < e.start for e in found[low:high]):
                roles.append(Entity(i, start, end, text[start:end], "role", "", self.in_quotes(i, start)))
        return sorted(found + roles, key=lambda e: (e.start, -e.end))
