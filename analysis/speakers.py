"""Speakers: from the mention of a source as it stands to who that is, in which camp, and through whom.

Every decision says in ``resolved_by`` how it was made: alias (the corpus's actor list), name, surname,
role, pronoun, misspelling, country (a capital or government for its country), institution, group, joint,
previous or next (a quotation that names nobody), inferred (a question of nobody's: reporters; "A:" in an
interview), none (nothing found: the mention itself stands). Camps come from the corpus file alone; where the
speaker is not on its list, "term" behind the rule says that a term in the mention gave the camp, "introduction"
that the article did so elsewhere.
"""
import re


from analysis.naming import camps as lists
from analysis.naming import conduits, groups, phrases, sides
from analysis.naming.antecedents import AGENT, POSSESSIVES, PRONOUNS, pronoun, take_next, take_same, unnamed
from analysis.naming.book import PREPOSED, SAINT, Book, of_another
from analysis.naming.mentions import (INDEFINITE, MARKS, PREPOSITIONS, RUN, STOP, classes, country_of, head_noun,
                                      is_adjective, is_name, key, lexicon, names_body, nouns, trimmed)
from analysis.naming.persons import family_name, spouse
from analysis.naming.titles import gender_of, split_name, styled
from analysis.naming.descriptions import described, take_body, take_epithet, take_named
from analysis.naming.documents import documented, take_paper, written
from analysis.naming.polls import polled
from analysis.naming.owners import owned, plain
from analysis.naming.turns import turn
from analysis.naming.nameless import apposed, for_somebody, misspelt, nameless, possessive

APART = re.compile(r", | \(| [-—–] |,? who(?:se)? ")
MEMBER = re.compile(" (?:of|from|at|in|with) ")
TIME = re.compile(r"(?:(?:on|this|last|next|late|earlier) )*(?:\w+day|week|month|year|morning|night|(?:19|20)\d\d)", re.I)
PASSIVE = re.compile(r"(?:^|[.!?”\"] |\b(?:is|are|was|were|been|being) (?:\w+ly )?)$")
LOOSE = re.compile(r"^(?:(?:the|an?|one|two|three|some|several|other|another|senior|top|[\w-]+-year-old"
                   r"|leading|unnamed|anonymous) )+", re.I)
SEAT = re.compile(r"(?:the )?(?:government|authorities|administration|regime) in (?P<who>[A-Z][\w-]*)$", re.I)
# "opposition Labour Party": what stands before a name is not of it, unless it is said of somebody else
PLAIN = re.compile(rf"^(?:(?!(?:{'|'.join(PREPOSED)}|and|or|his|her|its|their|former|then|anti)\b)[a-z][\w-]* )+(?=[A-Z])")
# Whose a person is who is named behind it: "his old sparring partner in Leeds, Ann Lee"
THEIRS = re.compile(r"[Hh]is |[Hh]er |(?:[A-Z][\w.-]+ )*[A-Z][\w.-]+['’]s? ")
BODIES = ("body", "group", "outlet", "document", "thing")
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
                and item["speaker"] not in article.roster.actors:
            take_named(article, item, out[n + 1:n + 20])
    for n, item in enumerate(out):
        above = sections[item["paragraph"]] in ("headline", "deck")
        if above and item["speaker"] and (article.unknown(item, "indirect") or item["speaker"] == "Family"):
            take_epithet(article, item, out[n + 1:n + 60])
        if item["resolved_by"] == "next" and not item["speaker"] or above and article.unknown(item):
            take_next(article, item, out[n + 1:n + 200])
        if above and item["resolved_by"] == "role" and item["type"] != "indirect":
            take_same(article, item, out[n + 1:n + 200])
        if above and item["speaker"] and item["resolved_by"] == "none":
            take_body(article, item, out[n + 1:n + 60])
        if item["resolved_by"] == "none" and INDEFINITE.match(item["_mention"]):
            take_paper(item, out[n + 1:n + 20])
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
        self.book = Book(paragraphs, sections, lists.people(self.roster), self.roster.whole)
        self.paragraphs, self.sections, self.said = paragraphs, sections, []
        self.known = {}                                         # entity -> who it stands for
        self.camps = {}                                         # speaker -> first camp that was not "other"
        self.depth = self.nesting = 0                           # mentions within mentions, possessors of possessors
        self.kin = {}                                           # given name -> given name and a relative's surname
        self.standing = {}                                      # name -> classes of the institution that it is, or None
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
        if not mention and item["cue"]:
            mention = whole = phrases.unmarked(text, sorted(item["cue"]), sorted(item["content"]))
        whole = phrases.NOT_OURS.sub("", phrases.lowered(whole) if spans and not spans[0][0] else whole)
        if spans and item["cue"] and text.startswith(" statement ", spans[-1][1]) and item["cue"][0][0] == spans[-1][1] + 1:
            whole += " statement"                               # "A ministry | statement said"
        item.update(source_text=mention, _mention=whole, type=item.get("type", "indirect"),
                    _start=(spans or item["cue"] or item["content"] or [(0, 0)])[0][0])
        told = self.sections[item["paragraph"]] in ("headline", "deck") and item["cue"] and re.fullmatch(
            "(?:told|hears|heard)[.]?", text[item["cue"][-1][0]:].strip())      # "..., court told"
        bare = mention.strip(MARKS)
        named = bare and not told and not TIME.fullmatch(bare) and not phrases.wordless(whole)
        agent = item["cue"] and AGENT.match(text, item["cue"][-1][1])
        if agent and (not mention or PASSIVE.search(text[max(0, item["cue"][0][0] - 80):item["cue"][0][0]])):
            named = whole = item["_mention"] = agent[1]             # "was asked by German daily Welt whether"
        speaker, how, kind = turn(self, item) or (self.identify(whole, item) if named else unnamed(self, item))
        if re.search("['’]s$", whole) and how in ("name", "none") and speaker not in self.book.persons and named and not re.search(
                rf"\b{re.escape(speaker)}(?!\w|['’]s)", " ".join(self.paragraphs)):
            speaker += "'s"                                         # "Tolley's said": nobody is called Tolley
        item.update(speaker=speaker, resolved_by=how, _kind=kind)
        item["camp"] = sides.camp(self, item)
        if item["camp"] != "other":
            self.camps.setdefault(speaker, item["camp"])
        self.said.append(item)
        return item

    def identify(self, mention, item):
        """(speaker, resolved_by, kind) of a mention; kind: person, group, org, country or ""."""
        text = phrases.bared(mention)
        want = PRONOUNS.get(text.casefold()) or POSSESSIVES.get(text.casefold())
        if want and not (text.isupper() and len(text) > 1):
            return text.casefold() == "it" and written(self, text, item) or pronoun(self, want, item)
        if not text or self.depth > 5:
            return text, "none", ""
        self.depth += 1                                         # rules identify owners, parts ... in their turn
        whose = re.match("whose (?P<rest>[a-z].*)", text)
        found = self.of_whom(whose["rest"], item) if whose else self.first_known(text, item)
        self.depth -= 1
        return found

    def of_whom(self, rest, item):
        """"The firm, whose president, Ann Lee, said": Ann Lee, else the firm's president."""
        named = ", " in rest and self.personal(rest.rpartition(", ")[2])
        return named or self.identify(possessive(pronoun(self, "who", item)[0], rest), item)

    def first_known(self, text, item):
        """The first rule that knows a mention decides, what is named before what is only described."""
        short = trimmed(text)
        return (re.search(" and (?:its|his|her|their) ", text) and groups.joint(self, text, item)
                or self.listed(text, item)                      # an actor of the corpus
                or polled(self, text, item)                     # "59 percent", "those surveyed"
                or groups.two(self, text, item)                 # "both companies"
                or text.casefold() in ("one", "another") and written(self, text, item)
                or groups.some(self, text, item)                # "one of the miners"
                or groups.around(self, text, item)              # "allies of the minister"
                or groups.joint(self, text, item)               # "Smith and the union"
                or for_somebody(self, text, item)               # "a spokesman for the mayor, Ann Lee"
                or self.personal(text)                          # "diplomat Ann Lee, 45"
                or apposed(self, text)                          # "campaign group Clean Fjord"
                or documented(self, text, item)                 # "a letter from the palace"
                or self.listed(short, item)
                or groups.pair(self, short, item)               # "the pair"
                or groups.household(self, short, item)          # "the couple"
                or owned(self, short, item)                     # "its chief executive"
                or nameless(self, short, item)                  # "a spokesman for the union"
                or self.country(short)                          # "the Danish government", "Moscow"
                or described(self, short, item)                 # "the NATO chief", "the ministry"
                or groups.listed(self, short)                   # "staff there"
                or groups.members(self, short, item)            # "some members"
                or misspelt(self, short)                        # "Soltenberg"
                or (self.plain(short), *self.label(short)))     # nobody else: the mention itself

    def listed(self, text, item=None):
        """An actor of the corpus, by the whole mention or by what stands before its place or apposition."""
        bare = LOOSE.sub("", text)
        seat = SEAT.match(text)
        place = seat and (self.actor(seat["who"]) or country_of(seat["who"]))
        if place:
            return place, "country", self.kind(place)
        actor = self.actor(text) or self.actor(re.split(r" (?:in|at|on|during) |, | \(", text)[0]) or (
            bare != text and " " in bare and self.actor(bare)) or (
            PLAIN.match(bare) and trimmed(bare) == bare and self.actor(PLAIN.sub("", re.split(",(?!.*[A-Z])", bare)[0])))
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

    def namesake(self, listed, name, gender):
        """The corpus's actor for a name; of a surname that a "Mr" or "Mrs" stands before the one of that gender, or None."""
        if not listed or not gender or " " in name or gender_of([], listed.split()[0]) in ("", gender):
            return listed
        return next((a for a in self.roster.actors if a.endswith(f" {name}") and gender_of([], a.split()[0]) == gender), None)

    def spelling(self, name):
        """The corpus's spelling of a person's name; a surname with the same initial is enough if nobody shares it."""
        if " " not in name and name in self.book.persons and name not in self.kin:
            self.kin[name] = name                               # should it be asked for again on the way
            self.kin[name] = family_name(self, name)
        name = self.kin.get(name, name)
        title, _, rest = name.partition(" ")
        full = self.namesake(lists.actor(self.roster, rest), rest, gender_of([title], "")) if styled(title) else None
        return full or lists.spelling(self.roster, name)

    def personal(self, text):
        """A person named in the mention: "Russian diplomat Konstantin Gavrilov", "Smith, 45, of Leeds"."""
        lex, segments = lexicon(), [s for s in APART.split(text) if s]
        for n, segment in enumerate(segments[:3]):
            lead, titles, name, member = self.name_in(segment)
            gender = gender_of(titles, "")
            listed = self.namesake(self.actor(name), name, gender)
            if not name or lead and (of_another(" ".join(lead)) or listed and set(lead) & set(PREPOSITIONS)
                                     and listed not in self.book.people):
                continue
            words = name.split()
            known = listed or self.book.person(name) or titles and "address" in lex["titles"].get(titles[-1], ())
            common = name in lex["titles"] or names_body(words[-1]) or words[-1] in lex["group"]
            if words[0].casefold() in STOP or common and not known or not titles and SAINT.match(name) or name in SHORT:
                continue
            if len(words) == 1 and lead and re.search("^[A-Z].*s['’]$", lead[-1]) and names_body(name):
                continue                                        # "the Teachers' Union" is not "the union"
            how = "surname" if len(words) == 1 else "name"
            if listed:
                return listed, how, self.kind(listed)
            person = self.book.person(name, gender, titles[-1].casefold() if titles else "")
            other = not person and gender and self.book.person(name)
            mate = other and spouse(self, self.spelling(other.name))
            if mate or person:                                          # "Mrs Hale", of Tom Hale's wife Ida
                return self.spelling(person.name) if person else mate if " " in mate else f"{mate} {name}", how, "person"
            if titles or member or lead and nouns(lead[-1], "roles") \
                    or n and (head_noun(trimmed(segments[n - 1]), "roles") or " " in name and is_name(name)
                              and THEIRS.match(segments[n - 1]) and not head_noun(segments[n - 1], *BODIES)) \
                    or re.match(r"\d\d?$", "".join(segments[n + 1:n + 2])):
                return misspelt(self, name) or (name, "name", "person")
        return None

    def name_in(self, segment):
        """(words before it, titles, name, does an affiliation follow?) of the name that ends a segment; no name if none
        does, or if it is a country's or an outlet's."""
        lex, runs = lexicon(), list(RUN.finditer(segment))
        apart = (run for run in runs if not segment[:run.start()].strip()
                 or nouns(segment[:run.start()].split()[-1], "roles"))
        member = next((run for run in apart         # "Ann Lee of the union", "analyst Dr Ann Lee of the bank"
                       if MEMBER.match(segment, run.end()) and " " in run[0] and is_name(split_name(run[0])[1])), None)
        segment = segment[:member.end()] if member else segment
        run = [member] if member else runs[-1:]
        if not run or run[0].end() < len(segment) or country_of(run[0][0]) or run[0][0] in lex["outlets"]:
            return [], [], "", False
        lead, (titles, name) = segment[:run[0].start()].split(), split_name(run[0][0])
        words = name.split()
        inner = next((i for i, w in enumerate(words[1:-1], 1) if w in lex["given"]), 0)
        if (inner or titles and len(words) > 1) and words[inner] in lex["given"] and lead and lead[-1] in PREPOSITIONS \
                and nouns(" ".join(lead), "roles"):
            return [], lead, " ".join(words[inner:]), member    # Minister of State for Health Ann Lee
        if len(words) == 2 and words[0] not in lex["given"] and words[0].lower() in lex["roles"] \
                and self.book.person(words[1]):
            return lead, words[:1], words[1], member            # "Champion Lee"
        return lead, titles, name, member

    def country(self, text):
        """A country for its capital, its government or its bare adjective, or None."""
        m = STATE.match(text)
        who = m["who"] if m else re.sub(r"^[Tt]he ", "", text)
        place = country_of(who)
        people = place and who.endswith("s") and who not in lexicon()["forms"][place][0] \
            and country_of(who[:-1]) == place
        native = who != text and is_adjective(who) and not re.search(r"(?:sh|ch|ese|ss)$", who)
        if not place or not m and (people or native):
            return None
        return lists.actor(self.roster, place) or place, "country", "country"

    def label(self, text):
        """(resolved_by, kind) of a mention that stands for itself."""
        noun = head_noun(groups.uncounted(text), "group", "body")
        if classes(noun, "group"):
            return "group", "group"
        if head_noun(text, "roles") and not (noun[:1].isupper() and text.endswith(noun)) or re.match("(?:an?|one|another) [a-z -]+ who ", text, re.I):
            return "none", "person"
        return "name" if text[:1].isupper() else "none", "org"

    def kind(self, speaker):
        if speaker in self.book.persons or speaker in self.book.people:
            return "person"
        return "country" if country_of(speaker) else "group" if " and " in speaker else self.label(speaker)[1]
