"""Speakers: from the mention of a source as it stands to who that is, in which camp, and through whom.

Every decision says in ``resolved_by`` how it was made: alias (the corpus's actor list), name, surname,
role, pronoun, misspelling, country (a capital or government for its country), institution, group, joint,
previous or next (a quotation that names nobody), inferred (a question of nobody's: reporters), none
(nothing found: the mention itself stands). Camps come from the corpus file alone; where the speaker is not on
its list, "term" behind the rule says that a term in the mention gave the camp, "introduction" that the article
did so elsewhere.
"""
import re

from rapidfuzz import fuzz

from analysis.naming import camps as lists
from analysis.naming import conduits, groups, phrases, sides
from analysis.naming.antecedents import AGENT, POSSESSIVES, PRONOUNS, pronoun, take_next, unnamed
from analysis.naming.book import SAINT, Book
from analysis.naming.mentions import (bare_item, PREPOSITIONS, RUN, STOP, classes, country_of, head_noun,
                                      is_adjective, is_name, key, lexicon, names_body, nouns, trimmed)
from analysis.naming.persons import family_name
from analysis.naming.titles import gender_of, split_name, styled
from analysis.naming.descriptions import described, take_epithet, take_named
from analysis.naming.documents import documented
from analysis.naming.owners import owned, plain
from analysis.naming.nameless import apposed, dubbed, for_somebody, misspelt, nameless, possessive

MEMBER = re.compile(" (?:of|from|at|in|with) ")
TIME = re.compile(r"(?:(?:on|this|last|next|late|earlier) )*(?:\w+day|week|month|year|morning|night)", re.I)
MARKS = " ,;:-–—\"“”"
PASSIVE = re.compile(r"(?:^|[.!?”\"] |\b(?:is|are|was|were|been|being) (?:\w+ly )?)$")
ASIDE = re.compile(r" \([^()]*\)?|,? (?:all|both|each|also|there|instead|meanwhile|often|later|now|still"
                   r"|itself|himself|herself|themselves|(?!(?:family|reply|ally|assembly)$)[a-z]+ly"
                   r"|(?:last|this|next) (?:\w+day|week|month|year|night))$")
INCLUDING = re.compile(r",? (?:including|such as|among them) .*|, like .*|(?<=s) like (?=[A-Z]).*")
CLAUSE = re.compile(r", (?:who(?:se|m)?(?!.*\bname(?: is| was|,| as| only as)? [A-Z])|which|(?:\w+ ){1,3}of (?:wh\w+|them)"
                    r"|(?:speaking|citing|writing|referring|asked?) )(?!.*, and ).*")
ADVERBIAL = re.compile(r"^(?:(?:Shortly|Just|Soon|Hours|Minutes|Days) (?:after|before) \w+|(?:Late |Early )?[Oo]n \w+day|\w+day"
                       r"|Yesterday|Today|Earlier|(?:\w+ ){1,3}(?:later|earlier|ago|before|after),"
                       r"|(?!(?:Family|Early|Only|Elderly|Italy|Daily|Weekly|Assembly) )[A-Z][a-z]+ly(?= [a-z])"
                       r"|Later|Neighbou?ring),? (?=\w)")
# How somebody feels says nothing of who it is
FEELING = re.compile(r"\b(?:angry|anxious|concerned|desperate|despairing|devastated|disgruntled|distraught|exasperated|exhausted"
                     r"|fearful|frightened|frustrated|furious|grieving|heartbroken|horrified|irate|jubilant|nervous|outraged|relieved"
                     r"|scared|shaken|shocked|sobbing|stunned|tearful|terrified|upset|weary|weeping|worried) (?=[a-z])", re.I)
LOOSE = re.compile(r"^(?:(?:the|an?|one|two|three|some|several|other|another|senior|top"
                   r"|leading|unnamed|anonymous) )+", re.I)
SEAT = re.compile(r"(?:the )?(?:government|authorities|administration|regime) in (?P<who>[A-Z][\w-]*)$", re.I)
# "opposition Labour Party": what stands before a name is not of it, unless it is said of somebody else
PLAIN = re.compile(rf"^(?:(?!(?:{'|'.join(PREPOSITIONS)}|and|or|his|her|its|their|former|then|anti)\b)[a-z][\w-]* )+(?=[A-Z])")
NICKNAME = re.compile(r"(?<=\w) [\"“‘'][A-Z][\w ]{1,20}[\"”’'] (?=[A-Z])")
KIN = re.compile(r"(?P<who>(?:[A-Z][\w.-]+ ?)+?(?=['’])|[Hh]is|[Hh]er)(?:['’]s?)? "
                 r"(?:ex-)?(?P<noun>[a-z -]+),? (?P<given>[A-Z]\w+)$")
SHORT = {"No.", "St.", "Mt.", "Ft."}
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
        if item["_kind"] == "person" and item["speaker"] not in article.book.persons \
                and item["speaker"] not in article.roster.actors and item["resolved_by"] != "next":
            take_named(article, item, out[n + 1:n + 20])
        dubbed(item, out[max(0, n - 20):n])
    for n, item in enumerate(out):
        above = sections[item["paragraph"]] in ("headline", "deck")
        if above and item["speaker"] and article.unknown(item, "indirect"):
            take_epithet(article, item)
        if item["resolved_by"] == "next" and not item["speaker"] or above and article.unknown(item):
            take_next(article, item, out[n + 1:n + 200])
    for item in out:                                        # what a later mention tells of a camp holds for all
        if item["camp"] == "other" and "_parts" not in item and item["_kind"] == "person":
            item["camp"] = article.camps.get(item["speaker"], "other")
    for item, via in zip(out, conduits.find(out, article)):
        item["via"] = via
        item["resolved_by"] = ", ".join(filter(None, [item["resolved_by"], sides.told_by(article, item)]))
    return [{k: v for k, v in item.items() if not k.startswith("_")} for item in out]


class Article:
    """One article while its attributions are resolved in order: what was said so far decides who "he" is."""

    def __init__(self, paragraphs, sections, camps):
        self.roster = lists.roster(camps)
        self.book = Book(paragraphs, sections, lists.people(self.roster))
        self.paragraphs, self.sections, self.said = paragraphs, sections, []
        self.known = {}                                         # entity -> who it stands for
        self.camps = {}                                         # speaker -> first camp that was not "other"
        self.nesting = 0                                        # possessors that hang on possessors
        self.kin = {}                                           # given name -> given name and a relative's surname
        self.heirs = {}                                         # person -> camp of whoever they belong to

    plain = plain

    def unknown(self, item, *types):
        """Does a mention stand for itself alone, and not for a group or an institution that goes by that name?"""
        return item["resolved_by"] == "none" or item["resolved_by"] == "name" and item["type"] in ("direct", "mixed", *types) \
            and item["speaker"] not in self.book.persons and item["speaker"] not in self.roster.actors

    def lately(self):
        """The last 60 attributions before the one in hand: as far back as anybody points."""
        return self.said[-60:]

    def attribution(self, item):
        text, spans = self.paragraphs[item["paragraph"]], sorted(item["source"])
        walls = [(a, b) for a, b in [*item["cue"], *item["content"]] if a < b]
        mention = " ".join(" ".join(text[s:e] for s, e in spans).split())
        whole = phrases.widened(self.book, item["paragraph"], *spans[0], walls) if len(spans) == 1 else mention
        item.update(source_text=mention, _mention=whole, type=item.get("type", "indirect"),
                    _start=(spans or item["cue"] or item["content"] or [(0, 0)])[0][0])
        told = self.sections[item["paragraph"]] in ("headline", "deck") and item["cue"] and re.fullmatch(
            "(?:told|hears|heard)[.]?", text[item["cue"][-1][0]:].strip())      # "..., court told"
        named = mention.strip(MARKS) and not told and not TIME.fullmatch(mention.strip(MARKS))
        agent = item["cue"] and AGENT.match(text, item["cue"][-1][1])
        if agent and (not mention or PASSIVE.search(text[max(0, item["cue"][0][0] - 80):item["cue"][0][0]])):
            named = whole = item["_mention"] = agent[1]             # "was asked by German daily Welt whether"
        speaker, how, kind = self.identify(whole, item) if named \
            else unnamed(self, item)
        item.update(speaker=speaker, resolved_by=how, _kind=kind)
        item["camp"] = sides.camp(self, item)
        if item["camp"] != "other":
            self.camps.setdefault(speaker, item["camp"])
        self.said.append(item)
        return item

    def identify(self, mention, item, depth=0):
        """(speaker, resolved_by, kind) of a mention; kind: person, group, org, country or ""."""
        text = re.sub(r"['’]s?$", "", ASIDE.sub("", mention).strip(MARKS)) or mention
        text = CLAUSE.sub("", re.sub("^.+, whose name (?:is|was) (?=[A-Z])", "", text))
        text = ADVERBIAL.sub("", NICKNAME.sub(" ", INCLUDING.sub("", text)))
        text = FEELING.sub("", text)
        want = PRONOUNS.get(text.casefold()) or POSSESSIVES.get(text.casefold())
        whose = re.match("whose (?P<rest>[a-z].*)", text) if not want else None
        if whose:                                               # "the firm, whose president, Ann Lee, said"
            found = ", " in whose["rest"] and self.personal(whose["rest"].rpartition(", ")[2])
            owner = not found and pronoun(self, "who", item)
            return found or self.identify(possessive(owner[0], whose["rest"]), item, depth + 1)
        if want and not (text.isupper() and len(text) > 1):
            return pronoun(self, want, item)
        if depth > 3 or not text:
            return text, "none", ""
        beside = re.search(r" and (?:its|his|her|their) ", text) and groups.joint(self, text, item, depth)
        found = (beside or self.listed(text, item) or self.relative(text, item, depth)
                 or groups.two(self, text, item) or groups.some(self, text, item, depth)
                 or groups.around(self, text, item, depth) or apposed(self, text)
                 or groups.joint(self, text, item, depth) or for_somebody(self, text, item, depth)
                 or self.personal(text) or documented(self, text, item, depth))
        text = trimmed(text)
        return (found or self.listed(text, item) or owned(self, text, item, depth) or nameless(self, text, item, depth)
                or self.country(text) and (self.country(text), "country", "country")
                or described(self, text, item) or groups.listed(self, text) or groups.members(self, text, item) or misspelt(self, text)
                or (self.plain(text), *self.label(text)))

    def listed(self, text, item=None):
        """An actor of the corpus, by the whole mention or by what stands before its place or apposition."""
        bare = LOOSE.sub("", text)
        seat = SEAT.match(text)
        place = seat and (self.actor(seat["who"]) or country_of(seat["who"]))
        if place:
            return place, "country", self.kind(place)
        actor = self.actor(text) or self.actor(re.split(r" (?:in|at|on|during) |, | \(", text)[0]) or (
            bare != text and " " in bare and self.actor(bare)) or (
            PLAIN.match(bare) and self.actor(PLAIN.sub("", re.split(",(?!.*[A-Z])", bare)[0])))
        if actor and re.match("an? [a-z]+$", text, re.I) and head_noun(text, "roles") \
                and not (item and self.sections[item["paragraph"]] in ("headline", "deck")):
            return None                                         # "a driver" is not "the driver"
        return actor and (actor, "alias", self.kind(actor))

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
        """The corpus's spelling of a person's name; a surname with the same initial is enough if nobody shares it."""
        if " " not in name and name in self.book.persons and name not in self.kin:
            self.kin[name] = name                               # should it be asked for again on the way
            self.kin[name] = family_name(self, name)
        name = self.kin.get(name, name)
        full = lists.actor(self.roster, name.partition(" ")[2]) if styled(name.split(" ")[0]) else None
        return full or lists.spelling(self.roster, name)

    def personal(self, text):
        """A person named in the mention: "Russian diplomat Konstantin Gavrilov", "Smith, 45, of Leeds"."""
        lex = lexicon()
        segments = [s for s in re.split(r", | \(| — | – |,? who(?:se)? ", text) if s]
        for n, segment in enumerate(segments[:3]):
            affiliated = RUN.match(segment)
            bare = affiliated and split_name(affiliated[0])[1]
            member = affiliated and MEMBER.match(segment, affiliated.end())
            member = member and " " in affiliated[0] and is_name(bare)
            segment = affiliated[0] if member else segment
            run = list(RUN.finditer(segment))[-1:]
            if not run or run[0].end() < len(segment) or country_of(run[0][0]) or run[0][0] in lex["outlets"]:
                continue
            lead, (titles, name) = segment[:run[0].start()].split(), split_name(run[0][0])
            words = name.split()
            inner = next((i for i, w in enumerate(words[1:-1], 1) if w in lex["given"]), 0)
            if (inner or titles and len(words) > 1) and words[inner] in lex["given"] and lead and lead[-1] in PREPOSITIONS \
                    and nouns(" ".join(lead), "roles"):
                words, lead, titles = words[inner:], [], lead           # Minister of State for Health Ann Lee
                name = " ".join(words)
            if len(words) == 2 and words[0] not in lex["given"] and words[0].lower() in lex["roles"] and self.book.person(words[1]):
                titles, words, name = [words[0]], words[1:], words[1]   # "Champion Lee"
            common = name in lex["titles"] or names_body(words[-1]) or words[-1] in lex["group"]
            listed = self.actor(name)
            if lead and (lead[-1] in PREPOSITIONS or listed and set(lead) & set(PREPOSITIONS)
                         and listed not in self.book.people):
                continue
            known = listed or self.book.person(name) or titles and (
                titles[-1] in lex["style"] or "address" in lex["titles"].get(titles[-1], ()))
            if words[0].casefold() in STOP or common and not known or not titles and SAINT.match(name) or name in SHORT:
                continue
            how = "surname" if len(words) == 1 else "name"
            person = self.book.person(name, gender_of(titles, ""), titles[-1].casefold() if titles else "")
            if listed:
                return listed, how, self.kind(listed)
            alike = len(words) == 1 or key(name) in self.book.surnames
            if person and (alike or fuzz.ratio(person.name, name) > 80):
                return self.spelling(person.name), how, "person"
            role = bool(titles or member or lead and nouns(lead[-1], "roles")
                        or n and head_noun(trimmed(segments[n - 1]), "roles")
                        or segments[n + 1:] and (re.match(r"\d\d?$", segments[n + 1])
                                                 or segments[n + 1] in lex["postnominal"]))
            if role:
                return misspelt(self, name) or (name, "name", "person")
        return None

    def relative(self, text, item, depth):
        """"Tilley's mother, Renee": a given name alone goes with the surname of whose relative it is, if they share one."""
        m = KIN.match(text)
        if not m or m["given"] not in lexicon()["given"] and m["given"] not in self.book.persons or not any(
                "family" in classes(noun, "roles") for _, _, noun in nouns(m["noun"], "roles")):
            return None
        want = POSSESSIVES.get(m["who"].casefold())
        owner = pronoun(self, want, item) if want else self.identify(m["who"], bare_item(item, m["who"]), depth + 1)
        if owner[2] != "person" or " " not in owner[0]:
            return None
        item["_mention"] = possessive(owner[0], m["noun"])
        return self.spelling(m["given"]), "name", "person"

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

    def label(self, text):
        """(resolved_by, kind) of a mention that stands for itself."""
        noun = head_noun(groups.uncounted(text), "group", "body")
        if classes(noun, "group"):
            return "group", "group"
        if head_noun(text, "roles"):
            return "none", "person"
        return "name" if text[:1].isupper() else "none", "org"

    def kind(self, speaker):
        if speaker in self.book.persons or speaker in self.book.people or lists.is_person(speaker):
            return "person"
        return "country" if country_of(speaker) else "group" if " and " in speaker else self.label(speaker)[1]
