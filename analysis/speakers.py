"""Speakers: from the mention of a source as it stands to who that is, in which camp, and through whom.

Every decision says in ``resolved_by`` how it was made: alias (the corpus's actor list), name, surname,
role, pronoun, misspelling, country (a capital or government for its country), institution, group, joint,
previous or next (a quotation that names nobody), none (nothing found: the mention itself stands). Camps
come from the corpus file alone.
"""
import re

from rapidfuzz import fuzz

from analysis import camps as lists
from analysis import conduits
from analysis.antecedents import POSSESSIVES, PRONOUNS, pronoun, take_next, unnamed
from analysis.book import Book
from analysis.descriptions import apposed, described, misspelt, own_body
from analysis.mentions import (RUN, STOP, classes, country_of, gender_of, head_noun, is_adjective, key,
                               lexicon, names_body, nouns, split_name, trimmed)

MEMBER = re.compile(" (?:of|from|at|in|with) ")
TIME = re.compile(r"(?:(?:on|this|last|next|late|earlier) )*(?:\w+day|week|month|year|morning|night)", re.I)
MARKS = " ,;:-–—\"“”"
ADDRESS = {"Mr", "Mr.", "Ms", "Ms.", "Mrs", "Mrs.", "Miss", "Sir", "Dr", "Dr.", "Lord"}
UNNAMED = {"official", "officials", "source", "sources", "diplomat", "diplomats"}
SPOKES = (r"(?:(?:chief |senior |official )?spokes(?:man|woman|person|people|men)"
          r"|press (?:secretary|officer|office|service)|(?:written )?statement|representatives?)")
SPOKES_FOR = re.compile(rf"(?:.*\b)?{SPOKES} (?:for|of|at|from|by) (?P<whom>.+)$", re.I)
SPOKES_OF = re.compile(rf"(?:an?|the|another|one)?\s*(?P<whom>.+?)(?:['’]s?)?\s+{SPOKES}$", re.I)
STATE = re.compile(r"(?:the )?(?P<who>.+?)(?:['’]s)? "
                   r"(?:government|authorities|administration|regime|presidency)$", re.I)


def resolve(found, paragraphs, sections, camps):
    """Adds source_text, speaker, resolved_by, camp and via to each attribution.

    found: dicts with paragraph (index into paragraphs), content, cue, source (lists of (start, end) in that
    paragraph) and type, in text order. sections: "headline", "deck", "body" or "caption" for each paragraph.
    camps: as in corpus.yaml, or {}. Returns new dicts in the same order.
    """
    article = Article(paragraphs, sections, camps)
    out = [article.attribution(dict(item)) for item in found]
    for n, item in enumerate(out):
        if item["resolved_by"] == "next":
            take_next(article, item, out[n + 1:])
    for item, via in zip(out, conduits.find(out, paragraphs, article.book)):
        item["via"] = via
    return [{k: v for k, v in item.items() if not k.startswith("_")} for item in out]


class Article:
    """One article while its attributions are resolved in order: what was said so far decides who "he" is."""

    def __init__(self, paragraphs, sections, camps):
        self.book, self.roster = Book(paragraphs, sections), lists.roster(camps)
        self.paragraphs, self.sections, self.said = paragraphs, sections, []

    def attribution(self, item):
        text, spans = self.paragraphs[item["paragraph"]], sorted(item["source"])
        walls = [(a, b) for a, b in [*item["cue"], *item["content"]] if a < b]
        mention = " ".join(" ".join(text[s:e] for s, e in spans).split())
        whole = self.book.widened(item["paragraph"], *spans[0], walls) if len(spans) == 1 else mention
        item.update(source_text=mention, _mention=whole, type=item.get("type", "indirect"),
                    _start=(spans or item["cue"] or item["content"] or [(0, 0)])[0][0])
        named = mention.strip(MARKS) and not TIME.fullmatch(mention.strip(MARKS))
        speaker, how, kind = (conduits.relayed(self, item, whole) or self.identify(whole, item)) if named \
            else unnamed(self, item)
        item.update(speaker=speaker, resolved_by=how, _kind=kind)
        item["camp"] = self.camp(item)
        self.said.append(item)
        return item

    # ---- a mention -> (speaker, resolved_by, kind) ----
    def identify(self, mention, item, depth=0):
        text = re.sub(r" \([^()]*\)?|,? (?:all|both|each)$", "", mention).strip(MARKS)
        text = re.sub(r"['’]s?$", "", trimmed(text)) or mention
        want = PRONOUNS.get(text.casefold()) or POSSESSIVES.get(text.casefold())
        if want and not (text.isupper() and len(text) > 1):
            return pronoun(self, want, item)
        listed = self.actor(text) or self.actor(re.split(r" (?:in|at|on|during) |, | \(", text)[0])
        if listed:
            return listed, "alias", self.kind(listed)
        if depth > 3 or not text:
            return text, "none", ""
        return (apposed(self, text) or self.joint(text, item, depth) or self.personal(text)
                or self.owned(text, item, depth) or self.spokesman(text, item, depth) or self.state(text)
                or described(self, text, item) or misspelt(self, text)
                or (self.plain(text), *self.label(text)))

    def actor(self, text):
        """The corpus's actor for a whole mention, unless the article means another person of that surname."""
        listed = lists.actor(self.roster, text)
        if listed and " " not in text and not country_of(text):
            namesakes = self.book.surnames.get(key(text), [])
            if namesakes and all(p.sure and " " in p.name and p.name[0] != listed[0]
                                 and lists.actor(self.roster, p.name) != listed for p in namesakes):
                return None
        return listed

    def spelling(self, name):
        """The corpus's spelling of a person's name; a surname with the same initial is enough."""
        full = lists.spelling(self.roster, name)
        if full != name or full in self.roster.actors:
            return full
        listed = lists.actor(self.roster, name.split()[-1])
        return listed if listed and listed[0] == name[0] and lists.is_person(listed) else full

    def joint(self, text, item, depth):
        """"Smith and the union": both, if each is somebody by itself."""
        parts = re.split(r",? and | & |, ", re.sub("^both ", "", text, flags=re.I))
        known = [self.actor(x) or country_of(x) or self.personal(x) for x in parts]
        if not 1 < len(parts) < 5 or not all(known) or not re.search(r" (?:and|&) ", text):
            return None
        names = [self.identify(x, item, depth + 1)[0] for x in parts]
        if len(set(names)) < len(names):
            return None
        item["_parts"] = list(zip(names, parts))
        names = [re.sub("^The ", "the ", name) if n else name for n, name in enumerate(names)]
        return " and ".join(names), "joint", "group"

    def personal(self, text):
        """A person named in the mention: "Russian diplomat Konstantin Gavrilov", "Smith, 45, of Leeds"."""
        lex = lexicon()
        segments = [s for s in re.split(r", | \(| — | – |,? who ", text) if s]
        for n, segment in enumerate(segments[:3]):
            affiliated = RUN.match(segment)
            bare = affiliated and split_name(affiliated[0])[1]
            member = affiliated and MEMBER.match(segment, affiliated.end())
            member = member and " " in affiliated[0] and is_name(bare)
            segment = affiliated[0] if member else segment
            run = list(RUN.finditer(segment))[-1:]
            if not run or run[0].end() < len(segment) or country_of(run[0][0]) or run[0][0] in lex["outlets"]:
                continue
            lead, (titles, name) = segment[:run[0].start()].strip(), split_name(run[0][0])
            words = name.split()
            common = name in lex["titles"] or names_body(words[-1]) or words[-1] in lex["group"]
            known = self.book.person(name) or titles and titles[-1] in ADDRESS
            if words[0].casefold() in STOP or common and not known:
                continue
            how = "surname" if len(words) == 1 else "name"
            listed = self.actor(name)
            person = self.book.person(name, gender_of(titles, ""))
            if listed:
                return listed, how, self.kind(listed)
            alike = len(words) == 1 or key(name) in self.book.surnames
            if person and (alike or fuzz.ratio(person.name, name) > 80):
                return self.spelling(person.name), how, "person"
            role = bool(titles) or bool(member) or bool(lead and nouns(lead.split()[-1], "roles") or
                                        n and head_noun(segments[n - 1], "roles"))
            if len(words) > 1 and (role or words[0] in lex["given"]) and not any(map(names_body, words)):
                return self.spelling(name), "name", "person"
            if role:
                return misspelt(self, name) or (name, "name", "person")
        return None

    def owned(self, text, item, depth):
        """"its chief executive", "his lawyer": of whoever the possessive pronoun stands for."""
        first, _, rest = text.partition(" ")
        if first.casefold() not in POSSESSIVES or not rest:
            return None
        owner, how, kind = pronoun(self, POSSESSIVES[first.casefold()], item)
        if how == "none":
            return text, "none", ""
        if kind == "person" and rest in lexicon()["body"] and own_body(self, owner):
            return own_body(self, owner), "institution", "org"
        item["_mention"] = f"{owner}'s {rest}"
        if kind != "person" and re.fullmatch(SPOKES, rest, re.I):
            return owner, "institution", kind
        return described(self, item["_mention"], item) or (item["_mention"], "pronoun", self.label(rest)[1])

    def spokesman(self, text, item, depth):
        """A nameless spokesman speaks as the institution; one of a person stays that person's spokesman."""
        for pattern in (SPOKES_FOR, SPOKES_OF):
            m = pattern.match(text.split(",")[0])
            if m and m["whom"].casefold() not in ("a", "the", "an", "another", "one"):
                speaker, how, kind = self.identify(m["whom"], item, depth + 1)
                if kind == "person" and how in ("role", "alias", "surname", "name"):
                    return f"{speaker}'s spokesman", how, "person"
                item["_mention"] = m["whom"]
                return speaker, "institution", kind
        return None

    def country(self, text):
        """A capital, a country's government or bare adjective for the country itself, or None."""
        m = STATE.match(text)
        who = m["who"] if m else re.sub(r"^[Tt]he ", "", text)
        place = country_of(who)
        people = place and who.endswith("s") and who not in lexicon()["forms"][place][0] \
            and country_of(who[:-1]) == place
        native = who != text and is_adjective(who) and not re.search(r"(?:sh|ch|ese|ss)$", who)
        if not place or not m and (people or native):
            return None
        return lists.actor(self.roster, place) or place

    def state(self, text):
        place = self.country(text)
        return (place, "country", "country") if place else None

    def plain(self, text):
        """The mention as a name: no article, an outlet without its kind, nameless officials called so."""
        text = self.book.acronyms.get(key(text), text)
        bare = re.sub(r"^(?:the|an?|some|several|many|other|unnamed|anonymous) (?=\S)", "", text, flags=re.I)
        if bare.casefold() in UNNAMED and bare != text:
            return "Unnamed " + bare.casefold().rstrip("s") + "s"
        bare = conduits.bare_name(re.sub(r"['’]s?$", "", bare))
        return bare[:1].upper() + bare[1:]

    def label(self, text):
        """(resolved_by, kind) of a mention that stands for itself."""
        if head_noun(text, "group") or text.endswith(" allies"):
            return "group", "group"
        if head_noun(text, "roles"):
            return "none", "person"
        return "name" if text[:1].isupper() else "none", "org"

    def kind(self, speaker):
        if speaker in self.book.persons or lists.is_person(speaker):
            return "person"
        return "country" if country_of(speaker) else "group" if " and " in speaker else self.label(speaker)[1]

    def camp(self, item):
        """By the actor list, terms in the mention, terms where the person is introduced, else "other"."""
        speaker, mention = item["speaker"], item["_mention"]
        if item.get("_parts"):
            found = {self.camp({"speaker": s, "_mention": m}) for s, m in item["_parts"]}
            return found.pop() if len(found) == 1 else "other"
        listed = lists.camp_of(self.roster, speaker)
        if listed or not speaker:
            return listed or "other"
        if conduits.is_outlet(mention) or conduits.is_outlet(speaker):
            return lists.by_terms(self.roster, mention) if re.search(r"\bstate\b", mention) else "other"
        person = self.book.persons.get(speaker)
        words = set(speaker.split()) if person else ()
        told = [" ".join(w for w in mention.split() if w.strip(MARKS) not in words),
                *(person.intros if person else [speaker])]
        known = [lists.by_terms(self.roster, text) for text in told]
        known += [x["camp"] for x in self.said if x["speaker"] == speaker]
        first, _, rest = item["source_text"].partition(" ") if "_start" in item else ("", "", "")
        kin = any("family" in classes(noun, "roles") for _, _, noun in nouns(rest, "roles"))
        if rest and first.casefold() in POSSESSIVES and not kin \
                and not lists.AGAINST.search(re.split(",| in ", rest)[0]):
            owner = pronoun(self, POSSESSIVES[first.casefold()], item)[0]
            known.append(lists.camp_of(self.roster, owner) or "other")
        owner = re.match(r"(.+)['’]s? [\w -]+$", mention)
        if owner and not person and "_start" in item and set(known) == {"other"}:
            known.append(lists.camp_of(self.roster, self.identify(owner[1], dict(item), 3)[0]) or "other")
        return next((camp for camp in known if camp != "other"), "other")


def is_name(run):
    """Is this run a person's name rather than an institution's ("Gene Munster", not "Bank")?"""
    return not any(names_body(w) or w in lexicon()["titles"] for w in run.split()) and not country_of(run)
