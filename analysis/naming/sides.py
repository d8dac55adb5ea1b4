"""The camp of an attribution: by the corpus's actor list, by terms where the speaker is named or introduced, or
by whoever the article says that the person speaks for.
"""
import re

from analysis.naming import camps as lists
from analysis.naming import conduits
from analysis.naming.antecedents import POSSESSIVES, pronoun, recent
from analysis.naming.mentions import ABBREVIATION, MARKS, UPPER, classes, head_noun, nouns, placed

# "its general secretary, Rev. ", "the ministry's spokesperson ", behind a name "the Farmers' leader"
OWNER = r"\b((?:his|her|its|their)|the (?:[\w-]+ ){0,2}[\w-]+['’]s?) ((?:[a-z-]+ ){0,3}[a-z-]+)"
THEIRS = re.compile(OWNER + rf",? (?:(?:{ABBREVIATION}|[{UPPER}]\w+) )*$", re.I)
BARE = re.compile(rf"(?:^|[.:;,!?”\"—–] )(?:[Aa]n? )?((?:[{UPPER}]?[a-z]+ ){{0,2}}[{UPPER}]?[a-z]+),? (?:(?:Mr|Mrs|Ms|Dr|Sir)[.]? )?$")
MEMBERS = re.compile("(?:(?:an?|one|two|three|several|another) )?(?:senior )?(?:members?|one|two|three|four|five|some|several|most|many) of (?=h|its|their)", re.I)
STAFF_OF = re.compile(r"(?P<who>[^'’]+)['’]s? (?:[a-z]+ )?(?:office|team|campaign|staff|aides?|advis[eo]rs?|allies|lawyers?|deputy)")
SERVING = re.compile(r"\b(?:MP|GP|doctor|teacher)$")        # "her MP", not "the party's MP"
PEERS = re.compile("(?:.*mate|co-star|colleague|deputy|opponent|predecessor|rival|successor|supporter)")
KIN = {"family", "address", "cleric"}                       # classes of "sister", "father"; not of "deputy"
BEHIND = re.compile(r",? (?:\d+, )?" + OWNER + r"(?= of\b| at\b|[,.;]| \w+ed\b| said| says)", re.I)


def camp(article, item):
    """By the actor list, terms in the mention, terms where the person is introduced, else "other"."""
    speaker, mention, roster = item["speaker"], item["_mention"], article.roster
    if item.get("_parts"):
        found = {camp(article, {"speaker": s, "_mention": m}) for s, m in item["_parts"]}
        return found.pop() if len(found) == 1 else "other"
    listed = lists.camp_of(roster, speaker)
    if listed or not speaker:
        return listed or "other"
    if conduits.is_outlet(mention) or conduits.is_outlet(speaker):
        return lists.by_terms(roster, mention) if re.search(r"\bstate\b", mention) else "other"
    person = article.book.persons.get(speaker)
    words = set(speaker.split()) if person else ()
    told = [" ".join(w for w in mention.split() if w.strip(MARKS) not in words),
            *(person.intros if person else [speaker])]
    if person and any(anothers(article, text, speaker) for text in told):
        told = [""]                                             # "Energy Minister Ann Lee" where that is somebody else: of another state
    known = [lists.by_terms(roster, told[0]), article.camps.get(speaker, "other")]
    known += [lists.by_terms(roster, text) for text in told[1:]]
    first, _, rest = MEMBERS.sub("", item["source_text"]).partition(" ") if "_start" in item else ("", "", "")
    noun = re.split(",| in ", rest)[0]
    if rest and first.casefold() in POSSESSIVES and not lists.AGAINST.search(noun) and not SERVING.search(noun) \
            and not any(of_kin(noun) for _, _, noun in nouns(rest, "roles")):
        owner = pronoun(article, POSSESSIVES[first.casefold()], item)[0]
        known.append(side(article, owner))
    elif whose := STAFF_OF.fullmatch(speaker):
        known.append(side(article, whose["who"]))
    elif set(known) == {"other"}:
        if person and speaker not in article.heirs:
            article.heirs[speaker] = "other"                    # should it be asked for again on the way
            article.heirs[speaker] = inherited(article, speaker, told)
        known.append(article.heirs.get(speaker, "other") if person else lists.of_state(roster, mention))
        if any(map(of_kin, told)):     # "his aunt", where families are of a camp
            known += [roster.forms[word] for word in ("family", "families", "relatives") if word in roster.forms][:1]
    return next((one for one in known if one != "other"), "other")


def anothers(article, office, speaker):
    """Does the corpus list somebody of another surname under this very office?"""
    holder = lists.actor(article.roster, office)
    return bool(holder) and holder in article.book.people and holder.split()[-1] not in speaker.split()


def side(article, name):
    """The camp of somebody by the list, or of a person of the article by what it tells; else "other"."""
    return lists.camp_of(article.roster, name) or (
        camp(article, {"speaker": name, "_mention": ""}) if name in article.book.persons else "other")


def of_kin(text):
    """Does this introduce somebody as a relative ("Ann's aunt", "whose son was on board"; not "a mother of two")?"""
    m = re.search(r"\bwhose ([a-z]+)", text)
    noun = m[1] if m else head_noun(text, "roles")
    return noun.islower() and "family" in classes(noun, "roles") and not PEERS.fullmatch(noun) and not re.search(rf"{noun} of (?:two|three|four|five|six|\d)", text)


def told_by(article, item):
    """Why an attribution has its camp: "" by the actor list or none, "term" by a term in the mention, "introduction"
    by what the article says elsewhere of whoever speaks."""
    if item["camp"] == "other" or "_parts" in item or lists.camp_of(article.roster, item["speaker"]):
        return ""
    return "term" if lists.by_terms(article.roster, item["_mention"]) == item["camp"] else "introduction"


def inherited(article, name, told):
    """The camp of whoever a person is introduced by, "her deputy, Leon Whitby"; where that is nobody, the only
    government's for its ministers; else "other"."""
    owner = introducer(article, name)[0]
    if not owner:
        return next((camp for camp in (lists.of_state(article.roster, text) for text in told) if camp != "other"), "other")
    return lists.camp_of(article.roster, owner) or article.camps.get(owner, "other")


def employer(article, name):
    """The institution that a person is introduced by: "its commissioner, Leon Whitby"; None if none."""
    owner, _, kind = introducer(article, name)
    return owner if kind == "org" else None


def introducer(article, name):
    """(speaker, resolved_by, kind) of whoever a person is introduced as belonging to, kin and critics apart; blanks
    if nobody."""
    for p, text in enumerate(article.paragraphs):
        at = text.find(name)
        if at < 0 or text[at + len(name):][:1].isalnum():
            continue
        low = max(0, at - 80)
        before, behind = THEIRS.search(text[low:at]), BEHIND.match(text, at + len(name))
        for m, start in ((before, low + before.start() if before else 0), (behind, behind.start(1) if behind else 0)):
            kinds = [classes(noun, "roles") for _, _, noun in nouns(m[2], "roles")] if m and not SERVING.search(m[2]) else []
            if kinds and not any("family" in kind and kind <= KIN for kind in kinds) and not (lists.AGAINST.search(re.split(" (?:in|at|on) ", m[2])[0]) or lists.FORMER.search(m[2])):
                want = POSSESSIVES.get(m[1].casefold())
                who = re.sub("['’]s?$", "", m[1])
                if want or article.actor(who) or head_noun(who, "body") not in ("", "opposition"):
                    return pronoun(article, want, placed(p, start, m[1])) if want \
                        else article.identify(who, placed(p, start, who))
        m = BARE.search(text[low:at])
        body = m and head_noun(m[1].split()[0], "body")
        kind = classes(head_noun(m[1], "roles"), "roles") if m else ()
        if body and kind and "minister" not in kind:                # "Union president Ann Lee", not "Energy Minister Ann Lee"
            who = f"the {body.lower()}"
            return article.identify(who, placed(p, low + m.start(1), who))
        if kind and kind & {"executive", "spokesman"}:              # "Chief executive Ann Lee"
            return recent(article, "thing", placed(p, low + m.start(1), "it")) or ("", "none", "")
    return "", "none", ""
