"""Antecedents: whom "he", "it" or "they" stands for, and who speaks a quotation that names nobody.

The rules are those of news prose: a pronoun in front of a verb of saying is the speaker whose words it
stands in, else the last fitting speaker of the sentence, else its subject, and so on sentence by sentence
backwards. Captions are no part of the running text. Gender and number rule candidates out; an unknown
gender rules out nobody.
"""
import re
from bisect import bisect_right

from analysis.naming.mentions import RUN, content_words, head_noun, lexicon, placed
from analysis.naming.persons import together, told_gender
from analysis.naming.titles import gender_of

PRONOUNS = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f", "it": "thing",
            "which": "thing", "that": "thing", "itself": "thing", "they": "many", "them": "many",
            "themselves": "many", "both": "many", "who": "who", "i": "self", "we": "self", "me": "self",
            "us": "self"}
POSSESSIVES = {"his": "m", "her": "f", "its": "thing", "their": "many", "our": "self", "my": "self"}
AGENT = re.compile(r" by ((?:[\w’'.&-]+ ){0,6}?[\w’'.&-]+)"
                   r"(?=[,.;:]| (?:if|whether|about|how|why|what|when|as|on|that|to)\b)")
ASKED = re.compile("Asked (?:if|whether|about|why|how|what)")
FRONTED = re.compile(r"(?:When|As|After|Before|While|Since|If|Though|Although|Because|In|On|At|For|With|By|From|During) ")
APPOSED = re.compile("(?:an?|the) [a-z]")
OWN = {"m": re.compile(r"\b[Hh](?:e|is)\b"), "f": re.compile(r"\b(?:[Ss]he|[Hh]er)\b")}
# Whoever had a look at a paper is not what "it" is: "a memo seen by the Courier", "which Wire has obtained"
SAW = re.compile(rf"\b(?:(?:seen|obtained|reviewed|viewed|verified) by|(?:leaked|shown|passed) to) (?:the |The )?{RUN.pattern}"
                 rf"|\bwhich (?:the |The )?{RUN.pattern} (?:has|had|have) (?:seen|obtained|reviewed|viewed)\b")
# Before somebody whom a sentence with "he" or "she" for its subject opens with: "Pressed by", "In a letter to"
TO_ANOTHER = re.compile(r"(?:(?:And|But) )?(?:\w+ed by|(?i:in) an? (?:[a-z-]+ )*?(?:letter|e-?mail|message|note|text|call|memo) to) (?:[^,.]*, )?(?:[^,.A-Z]+ )?")
AND = re.compile(r"(?:, \d\d,)? and (?:(?:his|her) [a-z-]+,? )?")
END = 10 ** 9


def fits(article, want, speaker, kind):
    """Can this speaker be what a pronoun wants: m, f, person, thing, many, group, who, self?"""
    if not speaker:
        return False
    if want in ("m", "f"):
        words = speaker.split(" ")                          # "Keith Scott's wife" is a woman
        person = article.book.person(words[0] if article.kin.get(words[0]) == speaker else speaker)
        first = "" if re.search("['’]s? ", speaker) else words[0]
        gender = (person.gender or told_gender(article.book, person.name)) if person else gender_of(words[-1:], first)
        return kind == "person" and gender in ("", want)
    kinds = {"thing": ("org", "country"), "group": ("group",), "many": ("group", "org", "country"), "person": ("person",),
             "who": ("person", "group")}
    return want == "self" or kind in kinds[want]


def pronoun(article, want, item):
    """(speaker, resolved_by, kind) of a pronoun at the item's place; itself and "none" if nothing fits."""
    p, start, book = item["paragraph"], item["_start"], article.book
    if want == "who":
        here = [e for e in reversed(book.near(p, start - 600, start)) if e.kind != "country"]
        entity = next((e for e in here if e.kind in ("person", "group", "role")), here[0] if here else None)
        return named(article, entity) if entity else (item["source_text"].strip(), "none", "")
    around = [s for s in article.lately() if s["paragraph"] == p and any(a <= start < b for a, b in s["content"])]
    for outer in reversed(around):
        own = want == "self" or not book.in_quotes(p, start)
        if own and outer["resolved_by"] != "inferred" and fits(article, want, outer["speaker"], outer["_kind"]):
            return outer["speaker"], "pronoun", outer["_kind"]
    found = None if want == "self" else recent(article, want, item)
    return found or (item["source_text"].strip(), "none", "")


def recent(article, want, item, back=8):
    """The nearest fitting speaker or subject before an item, at most so many paragraphs back, or None."""
    p, start, book = item["paragraph"], item["_start"], article.book

    def own(q, offset):
        return q == p and any(a <= offset < b for a, b in item["content"])

    of = () if item["source_text"].lower() not in PRONOUNS else {    # who says that Smith will go is not Smith
        article.spelling(e.name) for a, b in item["content"] for e in book.near(p, a, b) if e.kind == "person"}
    lately, spare, final, inner = article.lately(), None, None, book.in_quotes(p, start)
    for q in range(p, max(-1, p - back), -1):
        if q != p and article.sections[q] == "caption" != article.sections[p]:
            continue
        limit, cuts = start if q == p else END, book.starts[q]
        spoke = [x for x in lately if x["paragraph"] == q and x["_start"] < limit
                 and not own(q, x["_start"]) and x["resolved_by"] != "inferred" and x["speaker"] not in of
                 and not x["source_text"].startswith("whose ")       # "Ann Lee, whose father swore to stay, is blunt"
                 and (fits(article, want, x["speaker"], x["_kind"]) or voiced(x, want))]
        last = bisect_right(cuts, limit) - 1
        for s in range(last, max(-1, last - 30), -1):
            low, high = cuts[s], min(limit, cuts[s + 1] if s + 1 < len(cuts) else END)
            speakers = [x for x in spoke if low <= x["_start"] < high]
            speakers = [x for x in speakers if not nested(article, x)] or speakers
            speakers = [x for x in speakers if not x["cue"] or not cited(article, x)] or speakers
            if speakers:
                return speakers[-1]["speaker"], "pronoun", speakers[-1]["_kind"]
            asked = [span for x in lately if x["paragraph"] == q and x["resolved_by"] == "inferred"
                     for span in x["content"]]
            asked += [m.span() for m in SAW.finditer(article.paragraphs[q], low, high)] if want == "thing" else []
            here = [e for e in book.near(q, low, high) if not own(q, e.start)
                    and not any(a <= e.start < b for a, b in asked)]
            for e in sorted(here, key=lambda e: (want == "many" and e.kind == "country", e.aside)):
                found = named(article, e)
                joint = want == "many" and e.kind == "person" and not e.aside and couple(article, e, item)
                if joint:
                    return joint
                if found[0] not in of and fits(article, want, found[0], found[2]):
                    if e.aside and another(book, want, q, low, e) or want in OWN and (
                            e.kind == "role" and OWN[want].match(e.text)        # "Her mother left": she is not "she"
                            or (q, s) == (p, last) and TO_ANOTHER.fullmatch(book.paragraphs[p], low, e.start)):
                        final = final or found
                        continue
                    object_ = q == p and s == last and want in ("thing", "many")
                    if e.aside and (object_ or not inner and book.in_quotes(q, e.start)):
                        spare = spare or found
                        continue
                    return found
        if spare:
            return spare
    return final


def couple(article, entity, item):
    """Two people who do something together, this one and the next: "Ann Lee and her husband Tom came"; None else."""
    m = AND.match(article.paragraphs[entity.paragraph], entity.end)
    other = next(iter(article.book.near(entity.paragraph, m.end(), m.end() + 1)), None) if m else None
    return other and other.kind == "person" and together(article, *map(article.spelling, (entity.name, other.name)), item)


def another(book, want, paragraph, low, entity):
    """Does "he" or "she" stand before somebody in a sentence, so that both are not one: "In her letters to Ann Lee, she"?"""
    return want in OWN and any(not book.in_quotes(paragraph, m.start())
                               for m in OWN[want].finditer(book.paragraphs[paragraph], low, entity.start))


def voiced(item, want):
    """Is this an institution that spoke through a nameless man or woman, "she" being its spokeswoman?"""
    if want in ("m", "f") and item["_kind"] == "group" and re.match("(?:one|another)(?:$|,)", item["source_text"], re.I):
        return True                                         # "“No,” said one, who feared for her job. ... she said"
    noun = head_noun(item["source_text"], "roles") if want in ("m", "f") and item["resolved_by"] == "institution" else ""
    return bool(noun) and gender_of([noun], "") in ("", want)


def nested(article, item):
    """Does the mention stand inside a quotation or inside what somebody else is reported to say?"""
    p, start = item["paragraph"], item["_start"]
    others = (x["content"] for x in article.lately() if x["paragraph"] == p and x is not item)
    return article.book.in_quotes(p, start) or any(a <= start < b for content in others for a, b in content)


def cited(article, item):
    """Is a speaker only cited for what somebody else does ("..., according to one dad")?"""
    at = item["cue"][0][0]
    return article.paragraphs[item["paragraph"]].startswith(("according to", "in the words of"), at)


def named(article, entity):
    """(speaker, "pronoun", kind) for an entity of the article."""
    if entity.kind == "person":
        return article.spelling(entity.name), "pronoun", "person"
    p, start = entity.paragraph, entity.start
    text = article.paragraphs[p]
    if entity not in article.known and APPOSED.match(entity.text) and text[start - 2:start] == ", ":
        before = [e for e in article.book.near(p, start - 100, start - 2) if e.kind != "person"]
        whole = next(filter(None, (article.actor(text[m.start():start - 2])
                                    for m in RUN.finditer(text, max(0, start - 80), start - 2))), None)
        if whole or before and before[-1].end == start - 2:             # "the Vale Trust, a group founded in May"
            article.known[entity] = whole or named(article, before[-1])[0], "pronoun", "org"
    if entity not in article.known and entity.kind == "body" and text[entity.end:entity.end + 2] == ", ":
        after = next(iter(article.book.near(p, entity.end + 2, entity.end + 3)), None)
        if after and after.kind in ("org", "body") and after.text[:1].isupper():
            article.known[entity] = named(article, after)[0], "pronoun", "org"      # "The company, Halden Motors, said"
    if entity not in article.known:
        here = dict(placed(p, start, entity.text), _entity=entity)
        speaker, _, kind = article.identify(entity.text, here)
        kind = "org" if entity.kind == "org" and (kind == "group" or entity.text in lexicon()["outlet"]) else kind   # "the Observer" is nobody
        article.known[entity] = speaker, "pronoun", entity.kind if entity.kind == "group" else kind or "org"
    return article.known[entity]


def unnamed(article, item):
    """Who speaks when no source is named: the subject of the sentence so far, else whoever was quoted."""
    p, said = item["paragraph"], [s for s in article.lately() if s["_kind"] and s["resolved_by"] != "inferred"]
    if item["cue"] and ASKED.match(article.paragraphs[p], item["cue"][0][0]):
        return "Reporters", "inferred", "group"
    if subheading(article, p) or not said:
        return "", "next", ""
    low, _ = article.book.sentence(p, item["_start"])
    subject = next((e for e in article.book.near(p, low, item["_start"]) if not e.aside
                    and not any(a <= e.start < b for a, b in item["content"])), None)
    before = p - 1
    while before > 0 and article.sections[before] == "caption" != article.sections[p]:
        before -= 1
    here = [s for s in said if s["paragraph"] == p]
    opens = None if here else next(
        (e for e in article.book.near(p, 0, item["_start"]) if not e.aside), None) or leads(article, item, before)
    if opens and opens.kind == "person":                    # "Hale posted at night. Then: “No.”"
        return article.spelling(opens.name), "previous", "person"
    near = [s for s in said if s["paragraph"] in (p, before)]
    spoke = [s for s in near if item["cue"] and s["paragraph"] == p and low <= s["_start"] < item["_start"]]
    if item["cue"] and subject and not spoke:
        speaker, _, kind = named(article, subject)
        return speaker, "previous", kind
    spoke = spoke or [s for s in near if s["paragraph"] == p and not nested(article, s)] \
        or [s for s in near if s["type"] != "indirect"] or near or said
    last = ([s for s in spoke if not nested(article, s)] or spoke)[-1]
    if asks(article, last, p):                              # "“Why?” asked Lee." "“No reason.”"
        last = next((s for s in reversed(said) if s["speaker"] != last["speaker"]), last)
    return last["speaker"], "previous", last["_kind"]


def leads(article, item, before):
    """Who is the subject of "Hale put out this statement:" in the paragraph before, where nobody speaks in that sentence."""
    text = article.paragraphs[before].rstrip() if 0 <= before < item["paragraph"] else ""
    if not text.endswith(":") or item["_start"] or item["cue"]:
        return None
    low, high = article.book.sentence(before, len(text) - 1)
    if any(x["paragraph"] == before and low <= x["_start"] < high for x in article.lately()):
        return None
    low = max(low, text.find(", ", low) if FRONTED.match(text, low) else low)
    return next((e for e in article.book.near(before, low, high) if not e.aside), None)


def asks(article, item, p):
    """Did somebody ask a question in the paragraph before: who speaks next is who answers?"""
    text = article.paragraphs[item["paragraph"]]
    asked = any(text[a:b].startswith("ask") for a, b in item["cue"])
    return asked and item["paragraph"] == p - 1 \
        and any(text[:b].rstrip("”\"’', ").endswith("?") for a, b in item["content"][-1:])


def subheading(article, p):
    text = article.paragraphs[p].strip()
    return article.sections[p] == "headline" or len(text) < 90 and not re.search(r"[.!?…,][\"”’']*$", text)


def take_next(article, item, later):
    """A quoted headline speaks with the first later quotation of the same words, else with the next one."""
    later = [x for x in later if x["_kind"] and article.sections[x["paragraph"]] == "body"]
    quoted, own = [x for x in later if x["type"] != "indirect"], stems(article, item)
    same = [(len(own & stems(article, x)), x["type"] != "indirect", -n, x) for n, x in enumerate(later)]
    same = [x for x in same if x[0] >= max(2 - (x[1] and not item["speaker"]), .5 * len(own))]
    take(item, [max(same)[3]] if same else () if item["speaker"] else (quoted or later)[:1])
    if item["resolved_by"] != "next" or not item["speaker"]:
        item["resolved_by"] = "none"


def take_same(article, item, later):
    """An office in a quoted headline is whoever says below just what stands there, whatever its words alone would tell."""
    own = stems(article, item)
    take(item, [x for x in later if x["_kind"] == item["_kind"] and x["type"] != "indirect"
                and len(own & stems(article, x)) >= max(3, .6 * len(own))][:1])


def stems(article, item):
    """The beginnings of the words of an attribution's content."""
    text = " ".join(article.paragraphs[item["paragraph"]][a:b] for a, b in item["content"])
    return {w[:6] for w in content_words(text)}


def take(item, others):
    """An item speaks with whoever the only one of others speaks with, if there is one."""
    for other in others:
        item.update(speaker=other["speaker"], camp=other["camp"], _kind=other["_kind"], resolved_by="next")
