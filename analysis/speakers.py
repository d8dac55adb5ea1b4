"""Speakers: from the mention of a source as it stands to who that is, which camp it belongs to, and through whom it came.

Every decision says in ``resolved_by`` how it was made: alias (the corpus's actor list), name, surname, role, pronoun,
misspelling, country (a capital or a government for its country), institution, group, joint, previous or next (a
quotation that names nobody), none (nothing found: the mention itself stands). Camps come only from the corpus file.
"""
import re
from bisect import bisect_right

from rapidfuzz import fuzz

from analysis import conduits, mentions
from analysis.camps import Roster
from analysis.mentions import INDEFINITE, STOP, Book, content_words, country_of, key, lexicon, nouns, split_name

PRONOUNS = {"he": "m", "him": "m", "she": "f", "her": "f", "it": "thing", "they": "many", "them": "many", "who": "who", "which": "thing",
            "i": "self", "we": "self", "me": "self", "us": "self", "that": "thing", "himself": "m", "herself": "f", "itself": "thing",
            "both": "many", "themselves": "many"}
POSSESSIVES = {"his": "m", "her": "f", "its": "thing", "their": "many", "our": "self", "my": "self"}
LEADERS = {"chief", "head", "leader", "boss", "number two", "No. 2"}
BROAD = {"official", "diplomat", "lawmaker", "politician", "player", "lawyer", "attorney", "academic", "officer", "executive", "minister"}
DESCRIPTIVE = {"player", "leader", "lawmaker", "coach", "executive"}
GENERIC = {"organisation", "alliance", "company", "union", "club", "party"}      # classes an unlabelled name may belong to
OFFICIALS = {"official", "officials", "source", "sources", "diplomat", "diplomats"}
SPOKES = r"(?:spokes(?:man|woman|person|people|men)|press (?:secretary|officer|office|service)|(?:written )?statement|representatives?)"
SPOKES_FOR = re.compile(rf"^(?:.*\b)?{SPOKES} (?:for|of|at|from|by) (?P<whom>.+)$", re.I)
SPOKES_OF = re.compile(rf"^(?:an?|the|another|one)?\s*(?P<whom>.+?)(?:['’]s?)?\s+(?:chief |senior )?{SPOKES}$", re.I)
STATE = re.compile(r"^(?:the )?(?P<who>.+?)(?:['’]s)? (?:government|authorities|administration|regime)$", re.I)


def resolve(found, paragraphs, sections, camps):
    """Adds source_text, speaker, resolved_by, camp and via to each attribution.

    found: dicts with paragraph (index into paragraphs), content, cue, source (lists of (start, end) in that paragraph),
    in text order. sections: "headline", "deck", "body" or "caption" for each paragraph. camps: as in corpus.yaml, or {}.
    Returns new dicts in the same order.
    """
    article = Article(paragraphs, sections, camps)
    out = [article.attribution(dict(item)) for item in found]
    for n, item in enumerate(out):
        if item["resolved_by"] == "next":
            article.take_next(item, out[n + 1:])
    for item, via in zip(out, conduits.find(out, paragraphs, article.book)):
        item["via"] = via
    return [{k: v for k, v in item.items() if not k.startswith("_")} for item in out]


class Article:
    """One article while its attributions are resolved in order: what was said so far decides who "he" is."""

    def __init__(self, paragraphs, sections, camps):
        self.book = Book(paragraphs, sections)
        self.roster = Roster(camps)
        self.paragraphs, self.sections = paragraphs, sections
        self.said = []                                      # attributions resolved so far

    def attribution(self, item):
        p, spans = item["paragraph"], sorted(item["source"])
        text = self.paragraphs[p]
        mention = " ".join(text[s:e] for s, e in spans)
        start = spans[0][0] if spans else (item["cue"] or item["content"] or [(0, 0)])[0][0]
        item.update(source_text=mention, _start=start, _mention=mention)
        if mention.strip():
            speaker, how, kind = self.identify(mention, item)
        else:
            speaker, how, kind = self.inferred(item)
        item.update(speaker=speaker, resolved_by=how, _kind=kind, camp=self.camp(speaker, item["_mention"], item))
        self.said.append(item)
        return item

    # ---- a mention -> (speaker, how, kind) ----
    def identify(self, mention, item, depth=0):
        text = re.sub(r"\s+", " ", mention).strip(" ,;:-–—\"“”")
        actor = self.actor(text)
        low = text.casefold()
        if low in PRONOUNS and not actor or low in ("it", "us", "who") and not text.isupper():
            return self.pronoun(PRONOUNS[low], item)
        if actor:
            return actor, "alias", self.kind(actor)
        if depth > 3 or not text:
            return text, "none", ""
        joint = re.split(r",? and | & |, ", re.sub("^both ", "", text, flags=re.I))
        if 1 < len(joint) < 5 and all(self.actor(x) or country_of(x) or self.named(x, item) for x in joint):
            parts = [self.identify(x, item, depth + 1) for x in joint]
            item["_parts"] = [(s, x) for (s, _, _), x in zip(parts, joint)]
            return " and ".join(s for s, _, _ in parts), "joint", "group"
        named = self.named(text, item)
        if named:
            return named
        first, _, rest = text.partition(" ")
        if first.casefold() in POSSESSIVES and rest:
            return self.possessed(first.casefold(), rest, item, depth)
        for pattern in (SPOKES_FOR, SPOKES_OF):
            m = pattern.match(text.split(",")[0])
            if m and m["whom"].casefold() not in ("a", "the", "an", "another", "one"):
                speaker, how, kind = self.identify(m["whom"], item, depth + 1)
                if kind != "person":
                    item["_mention"] = m["whom"]
                    return speaker, "institution", kind
        place = self.country(text)
        if place:
            return place, "country", "country"
        return self.described(text, item) or self.misspelt(text) or (self.plain(text), *self.label(text))

    def actor(self, text):
        """The corpus's actor for a whole mention, unless the article means another person of that surname."""
        actor = self.roster.actor(text)
        if actor and " " not in text and not country_of(text):
            namesakes = [p for last, p in self.book.tokens.get(key(text), []) if last]
            if namesakes and all(fuzz.ratio(key(p.name), key(actor)) < 80 and not self.roster.actor(p.name) == actor for p in namesakes):
                return None
        return actor

    def named(self, text, item):
        """A person named in the mention: "Russian diplomat Konstantin Gavrilov", "Smith, 45, of Leeds"."""
        segments = [s for s in re.split(r", | \(| — | – |, who | who ", text) if s]
        for n, segment in enumerate(segments[:3]):
            segment = re.sub(rf" (?:of|from|at|in) .*", "", segment) if re.match(rf"[{mentions.UPPER}]", segment) and n == 0 else segment
            runs = list(mentions.RUN.finditer(segment))
            if not runs or runs[-1].end() < len(segment) or country_of(runs[-1][0]) or runs[-1][0] in lexicon()["outlets"]:
                continue
            lead, (titles, name) = segment[:runs[-1].start()].strip(), split_name(runs[-1][0])
            words = name.split()
            if name in lexicon()["titles"] or words[-1] in lexicon()["body"] or words[-1].lower() in lexicon()["body"]:
                continue
            role = bool(titles) or bool(lead and nouns(lead[-30:], "roles"))
            actor, person = self.actor(name), self.book.person(name)
            if actor:
                return actor, "surname" if len(words) == 1 else "name", self.kind(actor)
            if person and (len(words) == 1 or person.name == name or fuzz.ratio(person.name, name) > 85):
                return self.full(person.name), "surname" if len(words) == 1 else "name", "person"
            if len(words) > 1 and (role or words[0] in lexicon()["given"]) and not any(w in lexicon()["body"] for w in words):
                return self.full(name), "name", "person"
            if role and (len(words) == 1 or n):
                return self.misspelt(name) or (name, "name", "person")
        return None

    def full(self, name):
        """The corpus's spelling of a full name, if it has one ("Sergei Lavrov" -> "Sergey Lavrov")."""
        actor = self.roster.actor(name)
        if actor:
            return actor
        best = max(self.roster.actors, key=lambda a: fuzz.ratio(key(a), key(name)), default="")
        return best if len(name) > 8 and fuzz.ratio(key(best), key(name)) >= 88 else name

    def country(self, text):
        m = STATE.match(text)
        who = m["who"] if m else re.sub(r"^[Tt]he ", "", text)
        place = country_of(who)
        if place and (m or not key(who) == key(place) + "s" and not (who.endswith("s") and country_of(who[:-1]) == place)):
            return self.roster.actor(place) or place
        return None

    def described(self, text, item):
        """"the NATO chief", "the secretary-general", "the ministry", "the company": someone or something met elsewhere."""
        lex = lexicon()
        head = re.split(r" (?:of|for|at|in|to|with|from|who|that|on) ", text.split(",")[0])[0]
        role = nouns(head, "roles")
        if role and role[-1][1] == len(head) and not INDEFINITE.match(text):
            met = self.role(text, role[-1][2], item)
            if met:
                return met
        if re.match(r"[Tt]he (?:\d+|[a-z]+-?)-year-old", text) or text.startswith(("the ", "The ")) and country_of(text[4:]):
            last = self.recent("m", item) or self.recent("f", item)
            return last and (last[0], "role", "person")
        body = nouns(head, "body")
        if body and body[-1][1] == len(head) or re.match(r"(?:[Tt]he )?(?:\w+ )?(?:[Mm]inistry|[Dd]epartment) of ", text):
            return self.institution(text, item)
        return None

    def role(self, text, noun, item):
        """The person whose introduction has the same role, for the same country or institution if one is named."""
        kind = lexicon()["roles"].get(noun.casefold(), lexicon()["roles"].get(noun))
        named = {w for m in re.finditer(rf"[{mentions.UPPER}][\w.’'-]*", text) if m.start() for w in content_words(m[0])} - STOP
        named -= set(key(noun).split())
        camp, best = self.roster.phrase(text), None
        for n, person in enumerate(self.people_before(item)):
            classes = {lexicon()["roles"].get(r) for r in person.roles}
            same, akin = noun.casefold() in person.roles, kind in classes and (noun in LEADERS or noun in BROAD)
            shared = named <= person.affiliations
            if camp != "other" and not (named and shared):
                shared = self.camp(self.full(person.name), person.name, {}) == camp and len(named) < 2
            if (same or akin) and shared:
                best = max(best or (0,), (2 * same + akin + len(named & person.affiliations), -n, person.name))
        if best:
            return self.full(best[2]), "role", "person"
        if kind in DESCRIPTIVE and re.match(r"[Tt]he |.*['’]s? ", text):
            last = self.recent("m", item) or self.recent("f", item)
            person = self.book.persons.get(last[0]) if last else None
            if last and (not person or not person.roles or kind in {lexicon()["roles"].get(r) for r in person.roles}):
                return last[0], "role", "person"
        return None

    def institution(self, text, item):
        """An actor or an institution met before with the same head noun and nothing against it."""
        noun = nouns(text, "body")[0][2] if re.search(r" of ", text) else nouns(text, "body")[-1][2]
        heads, wanted = {key(noun)}, content_words(text) - {key(noun)}
        if not INDEFINITE.match(text):
            for entity in self.book.before(item["paragraph"], item["_start"]):
                have = content_words(entity.text)
                if entity.kind in ("body", "org") and heads <= have and wanted <= have and have - heads - wanted:
                    actor = self.roster.actor(entity.text) or self.roster.body(content_words(entity.text))
                    return actor or self.plain(entity.text), "institution", "org"
        actor = self.roster.body(heads | wanted)
        if actor:
            return actor, "institution", "org"
        if re.match(r"the ", text, re.I) and lexicon()["body"].get(noun.lower()) in GENERIC and len(text.split()) < 4:
            entity = next((e for e in self.book.before(item["paragraph"], item["_start"]) if e.kind == "org" and not
                           self.roster.person(e.text) and e.text not in lexicon()["outlets"] and not country_of(e.text)), None)
            if entity:
                return self.actor(entity.text) or self.plain(entity.text), "institution", "org"
        return self.plain(text), "none", "org"

    def people_before(self, item):
        """People of the article, the nearest before the mention first, then those introduced later."""
        names = [e.name for e in self.book.before(item["paragraph"], item["_start"]) if e.kind == "person"]
        return [self.book.persons[n] for n in dict.fromkeys(names + list(self.book.persons))]

    def misspelt(self, text):
        """"Soltenberg" -> "Jens Stoltenberg": one capitalised word, near to one known surname and itself unknown."""
        words = text.split()
        if len(words) > 2 or len(words[-1]) < 6 or not words[-1][0].isupper() or country_of(words[-1]):
            return None
        names = {key(w): p.name for n in self.book.persons for p in [self.book.persons[n]] for w in [n.split()[-1]]}
        names |= {key(a.split()[-1]): a for a in self.roster.actors if self.roster.person(a)}
        best = max(names, key=lambda n: fuzz.ratio(n, key(words[-1])), default="")
        close = fuzz.ratio(best, key(words[-1])) >= 86 and abs(len(best) - len(words[-1])) < 3
        return (self.full(names[best]), "misspelling", "person") if close else None

    def possessed(self, pronoun, rest, item, depth):
        owner, how, kind = self.pronoun(POSSESSIVES[pronoun], item)
        if how == "none":
            return f"{pronoun} {rest}", "none", ""
        if re.fullmatch(SPOKES, rest, re.I) and kind != "person":
            return owner, "institution", kind
        item["_mention"] = f"{owner}'s {rest}"
        return self.described(f"{owner}'s {rest}", item) or (f"{owner}'s {rest}", "pronoun", self.label(rest)[1])

    def plain(self, text):
        """The mention as a name: no article, country adjective kept; nameless officials are called that."""
        text = self.book.acronyms.get(key(text), text)
        bare = re.sub(r"^(?:[Tt]he|[Aa]n?|[Ss]ome|[Ss]everal|[Mm]any|[Oo]ther|[Uu]nnamed|[Aa]nonymous) (?=\S)", "", text)
        if bare.casefold() in OFFICIALS and bare != text:
            return "Unnamed " + (bare if bare.endswith("s") else bare + "s").casefold()
        bare = re.sub(r"['’]s?$", "", bare)
        if nouns(bare, "outlet"):
            bare = conduits.bare_name(bare)
        return bare[:1].upper() + bare[1:] if " " in bare or bare.islower() else bare

    def label(self, text):
        """(resolved_by, kind) of a mention that stands for itself."""
        head = re.split(r" (?:of|for|at|in|to|with|from|who|that|on) ", text.split(",")[0])[0]
        if any(end == len(head) for _, end, _ in nouns(head, "group")) or head.endswith(" allies"):
            return "group", "group"
        if any(end == len(head) for _, end, _ in nouns(head, "roles")):
            return "none", "person"
        return ("name" if text[:1].isupper() else "none"), "org"

    def kind(self, speaker):
        if speaker in self.book.persons or self.roster.person(speaker):
            return "person"
        return "country" if country_of(speaker) else "group" if self.label(speaker)[1] == "group" or " and " in speaker else "org"

    # ---- pronouns ----
    def fits(self, want, speaker, kind):
        if want in ("m", "f"):
            person = self.book.persons.get(speaker)
            gender = person.gender if person else lexicon()["given"].get(speaker.split(" ")[0], "") if speaker else ""
            return kind == "person" and gender in ("", want)
        return {"thing": kind in ("org", "country"), "many": kind in ("group", "org", "country"), "self": bool(speaker),
                "who": kind in ("person", "group")}[want]

    def pronoun(self, want, item):
        p, start = item["paragraph"], item["_start"]
        if want == "who":
            for e in self.book.before(p, start):
                if e.paragraph == p and e.kind in ("person", "group", "body", "org"):
                    return self.entity(e, item, "pronoun")
        around = [s for s in self.said if s["paragraph"] == p and any(a <= start < b for a, b in s["content"])]
        for outer in reversed(around):
            if self.fits(want, outer["speaker"], outer["_kind"]) and (want == "self" or not self.in_quotes(p, start)):
                return outer["speaker"], "pronoun", outer["_kind"]
        return self.recent(want, item) or (item["source_text"].strip(), "none", "")

    def in_quotes(self, p, offset):
        return any(a < offset < b for a, b in self.book.quoted[p])

    def recent(self, want, item=None):
        """Sentence by sentence backwards: its last fitting speaker, else its first fitting subject."""
        p, start = (item["paragraph"], item["_start"]) if item else (len(self.paragraphs) - 1, 10 ** 9)
        section = self.sections[p]
        first = True
        for q in range(p, max(-1, p - 8), -1):
            if q != p and self.sections[q] == "caption" != section:
                continue
            limit = start if q == p else 10 ** 9
            cuts = self.book.starts[q]
            for s in range(bisect_right(cuts, limit) - 1, -1, -1):
                low, high = cuts[s], min(limit, cuts[s + 1] if s + 1 < len(cuts) else 10 ** 9)
                spoke = [x for x in self.said if x["paragraph"] == q and low <= x["_start"] < high
                         and self.fits(want, x["speaker"], x["_kind"])]
                outside = [x for x in spoke if not self.in_quotes(q, x["_start"])] or spoke
                if outside:
                    return outside[-1]["speaker"], "pronoun", outside[-1]["_kind"]
                for e in self.book.entities:
                    if e.paragraph == q and low <= e.start < high and not e.quoted:
                        answer = self.entity(e, item, "pronoun")
                        if self.fits(want, answer[0], answer[2]):
                            return answer
        return None

    def entity(self, e, item, how):
        if e.kind == "person":
            return self.full(e.name), how, "person"
        if self.actor(e.text):
            return self.actor(e.text), how, self.kind(self.actor(e.text))
        place = self.country(e.text)
        return (place, how, "country") if place else (self.plain(e.text), how, "group" if e.kind == "group" else "org")

    # ---- nobody named ----
    def subheading(self, p):
        text = self.paragraphs[p].strip()
        return self.sections[p] == "headline" or len(text) < 90 and not re.search(r"[.!?…,][\"”’']*$", text)

    def inferred(self, item):
        p = item["paragraph"]
        if self.subheading(p) or not self.said:
            return "", "next", ""
        before = p - 1
        while before > 0 and self.sections[before] == "caption" != self.sections[p]:
            before -= 1
        if item["cue"]:
            cuts = self.book.starts[p]
            low = cuts[bisect_right(cuts, item["_start"]) - 1]
            here = [s for s in self.said if s["paragraph"] == p and s["speaker"] and low <= s["_start"] < item["_start"]]
            if here:
                return here[-1]["speaker"], "previous", here[-1]["_kind"]
        quoted = [s for s in self.said if s["paragraph"] in (p, before) and s["type"] != "indirect" and s["speaker"]]
        spoke = quoted or [s for s in self.said if s["paragraph"] in (p, before) and s["speaker"]] or [s for s in self.said if s["speaker"]]
        if not spoke:
            return "", "next", ""
        outer = [s for s in spoke if not self.in_quotes(s["paragraph"], s["_start"])] or spoke
        return outer[-1]["speaker"], "previous", outer[-1]["_kind"]

    def take_next(self, item, later):
        """A quoted subheading speaks with the first later quotation of the same words, else with the next quotation."""
        words = lambda x: {w[:6] for w in content_words(" ".join(self.paragraphs[x["paragraph"]][s:e] for s, e in x["content"]))}
        later = [x for x in later if x["speaker"] and x["resolved_by"] != "next"]
        quoted = [x for x in later if x["type"] != "indirect"] or later
        own = words(item)
        same = next((x for x in quoted if len(own & words(x)) >= max(1, .5 * len(own))), None)
        match = same or (quoted or later or [None])[0]
        if match:
            item.update(speaker=match["speaker"], camp=match["camp"], _kind=match["_kind"])
        else:
            item["resolved_by"] = "none"

    # ---- camps ----
    def camp(self, speaker, mention, item):
        if item.get("_parts"):
            camps = {self.camp(s, x, {}) for s, x in item["_parts"]}
            return camps.pop() if len(camps) == 1 else "other"
        listed = self.roster.camp_of(speaker)
        if listed or not speaker:
            return listed or "other"
        if conduits.is_outlet(mention) or conduits.is_outlet(speaker):
            return self.roster.phrase(mention) if re.search(r"\bstate\b", mention) else "other"
        outer = [s for s in self.said if s["speaker"] == speaker]
        person = self.book.persons.get(speaker)
        told = [mention.replace(speaker, ""), *(person.intros if person else [])]
        return next((c for c in map(self.roster.phrase, told) if c != "other"), outer[0]["camp"] if outer else
                    self.roster.phrase(speaker) if not person else "other")
