"""Book: the name index of one article.

The people it introduces (with titles, roles and affiliations), its acronyms, and every mention of a person,
country, institution or group with its place, so that a later "he", "the ministry" or "Smith" has something
to point back to.
"""
import re
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from operator import attrgetter

from rapidfuzz import fuzz

from analysis.naming.acronyms import acronyms, joined
from analysis.naming.mentions import (NICKNAME, PREPOSITIONS, QUOTED, RUN, STOP, VAGUE, classes, country_of, head_noun, is_adjective,
                                      is_stop, key, lexicon, names_body, noun_end, nouns, phrase_start, sentences)
from analysis.naming.persons import JUNIOR, acting, called, common, couples, given, introduced, introduction, may_name
from analysis.naming.titles import gender_of, split_name, styled

# kind: person country org body group; aside: quoted, in a title, a possessor or after a preposition
Entity = namedtuple("Entity", "paragraph start end text kind name aside")
# What may follow a noun that is no mere modifier ("the military said", not "military aid")
BEFORE_VERB = re.compile(
    r"(?:['’]s?)?(?=$|\s*[,.;:!?”\"’'()—–-]|\s(?:\w+ed|\w+ly|says?|said|has|have|had|is|are|was|were|will"
    r"|would|can|could|may|might|must|should|did|does|do|claims?|wants?|denies|insists?|warns?|believes?"
    r"|expects?|plans?|hopes?|fears?|argues?|accuses?|tells?|told|calls?|sees?|saw|knew|thinks?|thought"
    r"|feels?|felt|made|sat|met|ran|held|heard|fell|rose|stood|kept|left|won|lost|spoke|paid"
    r"|hit|cut|set|drew|broke|chose|bought|sold|sought|threw|backs?|plans?|vows?|urges?"
    r"|sang|sank|swam|swore|tore|wore|bore|shook|grew|blew|shot|dug|hung|stuck|struck|goe?s?|comes?|takes?|gets?|makes?|needs?|keeps?|remains?|gives?|knows?|pays?|owns?|swept|crept|wept|dealt|meant|lit|shut|hurt|burst|spread|quit"
    r"|gave|put|took|rang|drove|flew|fled|woke|slept|rode|built|spent|caught|fought|began|went|came|sent|wrote|speak|talk|complain|remember|recall|agree|describe|ask|doubt|worry|suspect|admit|call|"
    + "|".join(sorted(STOP)) + r")\b)")


# The subject that opens a sentence, behind what may be fronted: "Speaking on Monday, the miners", "Tom's sister"
SUBJECT = re.compile(r"(?:[A-Z]\w+ing (?:[a-z]+ ){1,2}[^,.“\"]{0,60}, (?=[A-Z]))?"
                     r"(?:(?:On|In|At) (?:[A-Z]\w+ ){1,2}(?:(?:morning|afternoon|evening|night) )?(?=the ))?"
                     r"(?P<who>(?:[Tt]he|An?|One|Another|His|Her|Its|Their"
                     r"|(?:(?:Mrs?|Ms|Dr)[.]? )?[A-Z][\w-]+['’]s(?! (?:an?|the|not|been|no) ))"
                     r" [a-z’'-]+(?: [a-z-]+){0,2})")
VERB = re.compile(r"(?:['’]s|,? wh\w+| (?:said|says|has|had|is|was|will|would|also|told|and|\w+ed)\b)")
# ... and what is no subject but says who "he" is: "A lawyer by training, he"
FRONTED = re.compile(r"(?: [^.,;“”\"‘]*)?, (?:he|she)\b")
AGED = re.compile(r"(?:, (?:aged )?| \((?=\d\d\)))(\d\d?|one|two|three|(?:four|fif|six|seven|eigh|nine)(?:teen)?|five|eight|ten|eleven|twelve|thirteen"
                  r"|[a-z]+ty-[a-z]+)(?=[,.;)]| and )")
SAINT = re.compile("(?:San|Santa|Santo|S[aã]o|Sant|Saint|St[.]?) ")
OWN = ("'s", "’s")
SOME_OF = re.compile(r"\b(?:some|many|most|several|few|half|all|both|none|dozens|hundreds|thousands|two|three|four|five|six|\d+) of (?:the )?$", re.I)
PREPOSED = frozenset([*PREPOSITIONS, *"across throughout around inside outside within through into among towards beside alongside opposite".split()])
START = attrgetter("start")
# What joins the noun of a group or an institution to a name: "pilots at Veldair", "Ministry of Trade"
LINK = {"group": re.compile(" (?:at|for) (?:the )?"), "name": re.compile(" (?:of|for) (?:the )?"),
        "": re.compile("(?!)")}


def of_another(words):
    """Is a name behind these words not whose they are: "a woman beside", "a man hugging"?"""
    before, _, last = words.rpartition(" ")
    return last in PREPOSED or last.endswith("ing") and bool(head_noun(before, "roles"))


class Book:
    """Names of one article. paragraphs: clean text; sections: "headline", "deck", "body" or "caption";
    people: full names that are known to be persons'; whole: a pattern of names that no run of capitals holds, or None."""

    def __init__(self, paragraphs, sections, people=(), whole=None):
        self.paragraphs, self.sections, self.people, self.whole = paragraphs, sections, people, whole
        self.lasts = {full.split()[-1] for full in people}
        self.starts = [sentences(p) for p in paragraphs]
        self.first = [frozenset(cuts) for cuts in self.starts]
        self.quoted = [[m.span() for m in QUOTED.finditer(p)] for p in paragraphs]
        self.nicknames = {}                         # "Ann Lee" -> "Nan", of "Ann “Nan” Lee"
        self.runs = [list(self._runs(i)) for i in range(len(paragraphs))]
        self.persons, self.surnames, self.others, self.genders, self.mentions = {}, {}, {}, {}, {}
        self.acronyms = acronyms(paragraphs)
        self.couples, self.inner = {}, set()        # who shares a surname with whom; names within a sentence
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
        options = self.surnames.get(key(name)) or self.others.get(key(name), [])
        options = [p for p in options if title and title in p.roles] or options
        return next((p for p in options if gender in ("", p.gender) or not p.gender), None)

    def before(self, paragraph, offset):
        """The last 300 entities before a place, nearest first."""
        n = bisect_left(self.places, (paragraph, offset))
        return reversed(self.entities[max(0, n - 300):n])

    def _runs(self, i):
        """Runs of capitalised words, sentence openers and nicknames taken off; none from a headline in title case."""
        text = self.paragraphs[i]
        long = re.findall(r"\b[^\W\d]\w{3,}", text) if self.sections[i] == "headline" else ()
        if sum(w[0].isupper() for w in long) > .7 * max(1, len(long)):
            return
        end = 0
        for m in RUN.finditer(text):
            if m.start() < end:
                continue
            start, end, words = *m.span(), m[0].split(" ")
            nick = NICKNAME.match(text, end)
            rest = nick and RUN.match(text, nick.end())
            if rest:
                end, words = rest.end(), [*words, *rest[0].split(" ")]
                self.nicknames[" ".join(words)] = nick["nick"]
            while words and (is_stop(words[0]) and not (words[0].isupper() and len(words[0]) > 1)
                             or len(words) > 1 and self._opener(i, start, *words[:2])):
                start += len(words.pop(0)) + 1
            if words:
                yield start, end, " ".join(words)

    def _opener(self, i, start, word, following):
        """Is this the first word of a sentence and no part of the name ("Hold Melania Trump")?"""
        lex = lexicon()
        known = word in lex["given"] or word in lex["titles"] or word.lower() in lex["roles"] or "." in word \
            or country_of(word) or names_body(following)
        return not known and self._opens(i, start) \
            and (word.endswith(("ly", "ring", "ting")) or following in lex["given"])

    def _opens(self, i, start):
        """Does a sentence or a quotation begin here?"""
        return start in self.first[i] or self.paragraphs[i][start - 1:start] in ("“", '"', "‘")

    def _meet(self):
        """Fills persons, surnames and others (given and middle names)."""
        seen, single, spots, alone, things, aged = self._spotted()
        given_names = lexicon()["given"]
        for name, places in seen.items():
            words = name.split()
            titled = any(t for t, b, a in places)
            kin = [told[-1:] for told, _, _ in single.get(words[0], ()) if "family" in classes(told[-1], "roles")]
            told = titled or kin or name in aged
            if not may_name(words, places[0][0], any(a for _, _, a in places), name in aged):
                continue
            the = name in things
            known = words[0].partition("-")[0] in given_names                               # "Anna-Lee"
            longer = not known and any(full.endswith(" " + name) for full in seen)
            sure = told or name in self.people or not the and (
                known or words[0] in lexicon()["titles"] or any(b or a for t, b, a in places)
                or any(acting(self, *spot) for spot in spots[name]))
            if not longer and (sure or not the and alone[words[-1]] and not common(name)):
                self._add(name, [*places, *((told, "", "") for told in kin)], sure)
        for name, places in single.items():
            near = any(len(name) > 5 and one[:1] == key(name)[:1] and 86 <= fuzz.ratio(one, key(name)) < 100
                       for one in [*self.surnames, *(key(full.split()[-1]) for full in self.people)])
            if key(name) not in self.surnames and key(name) not in self.others and not near:
                style = next((t[-1] for t, _, _ in places if styled(t[-1])), "")
                self._add(f"{style} {name}".strip(), places, True)     # "Mr Kern", "Sister Ida" have no other name
        for namesakes in self.surnames.values():
            namesakes.sort(key=lambda person: bool(JUNIOR.search(person.name)))         # "Lee" is not "Ann Lee Jr."

    def _spotted(self):
        """The runs that may be names: full name -> [(titles, what stands before it, behind it)], the same of names of one
        word, full name -> its places, how often a word stands alone, names behind "the", names told by an age."""
        seen, single, spots, alone, things, aged = {}, {}, {}, Counter(), set(), set()
        for i, text in enumerate(self.paragraphs):
            for start, end, run in self.runs[i]:
                titles, name = split_name(run)
                if not self._opens(i, start):
                    self.inner.add(name)
                if text[max(0, start - 4):start].lower() == "the ":
                    things.add(name)                            # "the Upper Wenlow line": no person's name
                elif " " not in name:
                    alone[name] += 1
                    told = titles or given(text, start, end, name)
                    if told and not (name in lexicon()["titles"] or name.endswith(".") or names_body(name)):
                        single.setdefault(name, []).append((told, "", ""))
                if " " in name:
                    aged |= {name} if AGED.match(text, end) or called(text, start) else set()
                    spots.setdefault(name, []).append((i, start, end))
                    seen.setdefault(name, []).append((titles, *introduction(text, start, end, titles)))
        for run, nick in self.nicknames.items():
            seen.pop(f"{nick} {run.split(' ')[-1]}", None)      # "Nan Lee" is "Ann “Nan” Lee"
        for one, other, spot in couples(self.paragraphs, seen):
            self.couples |= {one: other, other: one}
            aged |= {one, other}
            seen.setdefault(one, []).append(([], "", ""))
            spots.setdefault(one, []).append(spot)
        return seen, single, spots, alone, things, aged

    def _add(self, name, places, sure):
        short, person = name.partition(" of ")[0], introduced(name, places, sure)
        self.persons[name], words = person, JUNIOR.sub("", short).split()
        for word in {words[-1], " ".join(words[1:]), *({short} - {name})}:              # "Lord Hale of Vell"
            self.surnames.setdefault(key(word), []).append(person)
        nicks = [nick for run, nick in self.nicknames.items() if f" {run}".endswith(f" {name}")]
        for word in [*words[:-1], *nicks, *(f"{nick} {words[-1]}" for nick in nicks)]:
            if not styled(word):
                self.others.setdefault(key(word), []).append(person)

    def _entities(self, i):
        """Everybody and everything that a paragraph names, in order."""
        names = sorted(self._names(i), key=START)
        bodies, within = self._bodies(i, names)
        found = sorted([*(e for n, e in enumerate(names) if n not in within), *bodies], key=START)
        return sorted([*found, *self._roles(i, found)], key=lambda e: (e.start, -e.end))

    def _entity(self, i, start, end, kind, name="", aside=False):
        text = self.paragraphs[i]
        aside = aside or text[end:end + 2] in OWN or self.in_quotes(i, start) \
            or text[max(0, start - 12):start].rstrip().rpartition(" ")[2].lower() in PREPOSED \
            and not (kind == "group" and SOME_OF.search(text, max(0, start - 24), start))
        return Entity(i, start, end, text[start:end], kind, name, aside)

    def _names(self, i):
        """Persons, countries and other runs of capitalised words; behind a person whoever stands in the title."""
        text = self.paragraphs[i]
        listed = [m.span() for m in self.whole.finditer(text)] if self.whole else []
        yield from (self._entity(i, a, b, "org") for a, b in listed)
        for start, end, run in self.runs[i]:
            if any(a <= start < b for a, b in listed):
                continue
            titles, name = split_name(run)
            person = self.person(name, gender_of(titles, ""), titles[-1].casefold() if titles else "")
            if person:
                yield self._entity(i, start, end, "person", person.name)
            elif country_of(run):
                if not is_adjective(run):
                    people = run.endswith("s") and country_of(run[:-1])                                 # "Germans"
                    yield self._entity(i, start, end, "group" if people else "country")
            elif len(run) > 1 and not (classes(run, "titles") or run.isupper() and text[end:end + 1] == ":"):   # "PICTURED:"
                name = " " in run or run.isupper() or run in self.inner or not self._opens(i, start) or run in self.lasts
                word = not name and common(run)                     # "Noted, he says" names nobody
                if name or VERB.match(text, end) and (not word or re.search("[^s]s$", run)):
                    yield self._entity(i, start, end, "group" if word else "org")

    def _bodies(self, i, names):
        """(groups and institutions by their nouns, "the miners", "Ministry of Trade"; which of the names they hold)."""
        text, found, within, done = self.paragraphs[i], [], set(), 0
        for at, end, noun in nouns(text, "group", "body"):
            if at < done:
                continue
            while text.startswith(" ", end) and (longer := noun_end(text, end + 1, "group", "body")):
                noun, end = text[end + 1:longer], longer
            if not (text[at].isupper() or BEFORE_VERB.match(text, end)) or noun_end(text, end + 1, "roles"):
                continue
            kind = "group" if classes(noun, "group") else "body"
            rest = LINK[kind if kind == "group" else "name" if noun[0].isupper() else ""].match(text, end)
            rest = rest and RUN.match(text, rest.end())
            end = rest.end() if rest else end
            start = phrase_start(text, at)
            if noun[0].isupper():
                start, end = joined(text, start, end)
                found = [e for e in found if e.end <= start]        # "Securities", of "the Securities and Exchange Commission"
            if start == at and noun.lower() in VAGUE or text.startswith(" of the public", end):
                continue
            beside = range(bisect_left(names, start - 100, key=START), bisect_left(names, end, key=START))
            if any(names[n].start <= at and end < names[n].end for n in beside):
                continue
            within |= {n for n in beside if names[n].kind != "person" and start <= names[n].start and names[n].end <= end}
            done = end
            found.append(self._entity(i, start, end, kind))
        return found, within

    def _roles(self, i, found):
        """Somebody without a name who opens a sentence: "The bishop, who has no power, appealed"."""
        text = self.paragraphs[i]
        for start in self.starts[i]:
            m = SUBJECT.match(text, start)
            told = m and nouns(m["who"], "roles")
            if not told or FRONTED.match(text, m.end()):
                continue
            start, end = m.start("who"), m.start("who") + told[-1][1]
            low, high = (bisect_left(found, at, key=START) for at in (start - 100, end + 60))
            if not any(e.start < end <= e.end or e.kind == "person" and end < e.start for e in found[low:high]):
                yield Entity(i, start, end, text[start:end], "role", "", self.in_quotes(i, start))
