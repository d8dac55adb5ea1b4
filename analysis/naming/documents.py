"""Documents as sources: "a letter from the palace", "the 60-page report", "a copy of the filing": they speak for
whoever wrote them. In order: the body in the name ("police report"), the owner or author in the mention, by its
kind prosecutors or a court, whoever issued such a document before.
"""
import re
from functools import lru_cache

from analysis.naming import conduits
from analysis.naming.antecedents import named, nested, recent, take
from analysis.naming.mentions import RUN, STOP, bare_item, classes, country_of, head_noun, key, names_body, nouns, placed, trimmed
from analysis.naming.persons import common

COPY = re.compile(r"(?:(?:an?|the|one) )?(?:[\w-]+ )?(?:cop(?:y|ies)|drafts?|excerpts?|extracts?|transcripts?|version"
                  r"|text|pages?|parts?) of (?=\w)", re.I)
WHEN = re.compile(r" (?:(?:last|this|earlier this|in|on|late on|early on) \w+|yesterday)(?= (?:by|from) )")
OUT = re.compile(r",? (?:disclosed|published|released|filed|issued|dated|leaked|sent|made public|handed (?:in|down))(?: \w+)?"
                 r" (?:on|in|last|this|earlier|yesterday) (?:(?! by | from )[^,])*$")
FROM = re.compile(r",? (?:(?:\w+ed(?: out| in)?|sent|written|drawn up|put out) )?"
                  r"(?:by|from|on the (?:\w+ )?(?:website|site|page) of) (?![A-Z]\w+ \d|\d)(?P<whom>.+?)(?: (?:for|to|about|in|on|last|this|earlier) (?![A-Z]).+)?$")
FOR = re.compile(r"(?: \w+ed(?: out)?)? for .+?(?= by )")    # "a poll | for the paper | by Quorum"
TO = re.compile(r" for (?:the )?([A-Z][^,]*)$")
OF_BODY = re.compile(rf"(?:[Aa]n?|[Tt]he|[Oo]ne) (?P<whom>{RUN.pattern} of (?:the )?{RUN.pattern})(?P<noun>(?: [a-z]+)+)")
OF_NAME = re.compile(rf"(?P<whom>(?!(?:An?|One|Its|H\w\w|Th\w+) (?![A-Z])){RUN.pattern})(?: [a-z]+)* $")
AUTHOR = re.compile(rf"[^.]*\.[”\"]? It was (?:written|signed|sent|drafted) by (?P<whom>{RUN.pattern})")
THIS = re.compile(r"(?:the|this|that|these|those|one)\b", re.I)
# Who had a look at it is not who wrote it: "a letter seen by this newspaper", "an email, which was leaked to Wire"
ACCESS = re.compile(r",? (?:(?:and|later|first|(?:(?:an? )?cop(?:y|ies) of )?which (?:was|were|has been|have been)) )*"
                    r"(?:(?:seen|obtained|reviewed|viewed|accessed|examined|read) (?:by|through)"
                    r"|(?:leaked|shown|passed|handed|sent|provided|released|shared) (?:to|with)) .*$")
ANY = ("document", "documents", "text")                      # words for whatever was called a letter, a report ...
SUITS = ("lawsuit", "suit", "complaint", "claim", "claim form", "writ")
PAPERS = "documents?|files|papers|records|correspondence|reports?|letters?|findings|memos?|emails?|minutes|pages|verdict|ruling|study|survey|audit|review"
# Whoever asked for it does not speak in it: "a study commissioned by the bank"
ORDERED = re.compile(r",? (?:which (?:was|had been) )?(?:commissioned|ordered|requested|funded|financed|sponsored|paid for) by (?P<whom>.+)$")
INSIDE = re.compile(r" in (?:(?:an?|the|his|her|its|their) )?$")
# Whose "it" is that stands for a paper: "Written by Ann Lee, it asks"; "a text arrived from Ann Lee", "an email she sent"
WRITTEN = re.compile(r"(?:Written|Signed|Drafted|Sent|Issued|Dictated|Addressed|Published) by (?P<whom>[^,]+?)(?:,.*)?, $")
BY = re.compile(r"(?:,? (?:that|which|was|were|has been|had been|come|came|arrived|landed|sent|written|\w+ed))*,? (?:by|from) "
                r"(?P<whom>.+?)(?=,? (?:was|were|is|are|has|had|have|will|would|who|which|that|and|on|at|in|to|for|\w+ (?:minutes|hours"
                r"|days|weeks) (?:later|earlier|ago))\b|[.;:]|$)")
DETERMINED = re.compile(r"\b(?:an?|the|this|that|his|her|its|their|[A-Z][\w-]+['’]s?) (?:[\w-]+ ){0,3}$", re.I)
SENT = re.compile(r",?(?: (?:that|which))? (?P<whom>[Ss]?he|they|[A-Z]\w+(?: [A-Z]\w+)*) (?:had |has )?"
                  r"(?:sent|wrote|written|left|posted|filed|signed|drafted)\b")


@lru_cache(maxsize=256)
def issuing(noun):
    """Where a document is issued: "a report by the council", "in a letter", "the council published two reports"."""
    stem, some = PAPERS if noun in ANY else re.escape(noun.split()[-1].removesuffix("s")) + "s?", r"(?:[\w’'-]+ ){0,4}?"
    verb = "(?:is|are|has|have) (?:suing|sued)|sued" if noun in SUITS else "wrote (?:back )?to" if noun[:5] in (
        "lette", "email", "note") else "(?!)"
    return re.compile(rf"\b(?i:{stem}),? (?:(?:signed|written|sent|issued|published|released|filed) )?(?:by|from|of) "
                      rf"(?P<whom>(?:the )?{RUN.pattern}|(?:an?|the) (?:[a-z]+ ){{0,2}}[a-z]+)"
                      rf"|\b(?P<inside>[Ii]n|[Tt]hrough|[Vv]ia) (?:an?|its|his|her|their) {some}(?:{stem})\b"
                      r"|\b(?P<deed>(?:issued|published|released|filed|wrote|sent|posted|submitted|signed|circulated|drafted"
                      r"|lodged|unveiled|(?:handed|sent) (?:in|out)|delivered) "
                      rf"(?:(?:an?|the|its|his|her|their|two|three|four|several) )?{some}(?:{stem})\b|{verb})")


def documented(article, text, item):
    """A survey, letter, order ... speaks for whoever wrote it: its owner, its author, for a ruling the court, else
    whoever the article says last issued one; None if it is no document or nobody's."""
    bare = WHEN.sub("", OUT.sub("", ACCESS.sub("", COPY.sub("", text))))
    ordered = ORDERED.search(bare)
    if ordered and head_noun(bare[:ordered.start()], "document"):
        item["_mention"] = bare[:ordered.start()]
        whom = article.identify(ordered["whom"], bare_item(item, ordered["whom"]))[0]
        return article.plain(f"{bare[:ordered.start()]} commissioned by {whom}"), "none", "org"
    paper = " of " in bare and OF_BODY.fullmatch(bare)
    if paper and head_noun(paper["noun"], "document"):
        return article.identify(f"the {paper['whom']}", item)
    noun = head_noun(trimmed(bare), "document")
    before, _, after = bare.partition(noun or "\n")
    after, to = FOR.sub("", after), TO.search(after)
    after = after[:to.start()] if to and conduits.is_outlet(to[1]) else after
    if not noun or before and noun[0].isupper() or head_noun(after.removeprefix(" of "), "group") and after.startswith(" of "):
        return None
    kind = re.sub(r"^(?i:an?|the|this|that) (?:[a-z]+ (?=[a-z]+ $))?", "", before).strip()   # "police report"
    named_so = re.match(rf"(?:{RUN.pattern})(?: of |$)", kind) and any(map(names_body, kind.split()[1:]))
    if kind.lower() == "court":                             # "court documents" are of either side
        return None
    if kind and (named_so or article.actor(kind) or kind.islower() and head_noun(kind, "body") == kind):
        return article.identify(f"the {kind}", item)
    owner = FROM.match(after) or re.match(r"(?P<whom>.+)['’]s?(?: [\w-]+)*? $", before) \
        or _titled(article, before) \
        or AUTHOR.match(article.paragraphs[item["paragraph"]], item["_start"])      # "It was written by Ann Lee"
    if owner and key(owner["whom"]) not in STOP:
        item["_mention"] = owner["whom"]
        speaker, how, kind = article.identify(owner["whom"], item)
        above = how in ("none", "name") and article.sections[item["paragraph"]] in ("headline", "deck")
        return speaker, how if above else "institution", kind       # "Ombudsman's report": who that is is told below
    if "charge" in classes(noun, "document"):
        found = article.identify("prosecutors", bare_item(item, "prosecutors"))
        return found if found[1] == "alias" or "rosecut" in " ".join(article.paragraphs) else None
    if "ruling" in classes(noun, "document"):
        near = [*article.book.before(item["paragraph"], item["_start"]), *article.book.entities]
        courts = [article.plain(e.text) for e in near if "court" in classes(head_noun(e.text, "body"), "body")]
        if courts:
            return max(courts[:3], key=len), "institution", "org"
    inner = recent(article, "thing", item) if re.search("(?:[Ii]nternal|[Cc]onfidential) $", before) else None
    if inner and inner[2] == "org":                         # "an internal memo"
        item["_mention"] = inner[0]
        return inner[0], "institution", "org"
    noun = "document" if re.match("(?:one|another) ", before, re.I) and not issuer(article, noun, item) else noun
    speaker, kind = _issued(article, noun, bool(THIS.match(bare)), item) or ("", "")
    return (speaker, "institution", kind) if speaker else None


def written(article, text, item):
    """(speaker, resolved_by, kind) of the paper that "it" or, of several, "one" stands for: of the one that spoke last in
    this paragraph, else whosever the one is that the sentence before tells of while no body acts in it; None if of none."""
    p, start, book = item["paragraph"], item["_start"], article.book
    low, last = book.sentence(p, start)[0], next((x for x in reversed(article.said[-3:]) if not nested(article, x)), None)
    by = WRITTEN.match(article.paragraphs[p], low, start)
    if by:
        found = article.identify(by["whom"], bare_item(item, by["whom"]))
        return found[0], "pronoun", found[2]
    single = text.casefold() == "it"
    if last and last["paragraph"] == p and book.sentence(p, max(low - 1, 0))[0] <= last["_start"] and (
            last.get("_paper") or single and head_noun(trimmed(last["source_text"]), "document")):
        item["_paper"] = True
        return last["speaker"], "pronoun", last["_kind"]
    q = p if low else p - 1
    if q < 0 or article.sections[q] != article.sections[p]:
        return None
    begin, end = book.sentence(q, low - 1 if low else len(article.paragraphs[q]) - 1)
    body = next((e.start for e in book.near(q, begin, end) if single and not e.aside and named(article, e)[2] != "person"), end)
    sentence = article.paragraphs[q][:end]
    for at, stop, noun in nouns(sentence[begin:min(body + 1, end)], "document"):
        at, stop = at + begin, stop + begin
        opens = DETERMINED.search(sentence, begin, at)
        first = opens.start() if opens else at
        if book.in_quotes(q, at) or single == noun.endswith("s") or single and not opens:
            continue
        m = BY.match(sentence, stop) or SENT.match(sentence, stop)
        whom = m and article.identify(m["whom"], placed(q, m.start("whom"), m["whom"]))
        found = whom if whom and whom[1] != "none" else documented(article, sentence[first:stop], placed(q, first, sentence[first:stop]))
        if found:
            item["_paper"] = True
            return found[0], "pronoun", found[2]
    return None


def take_paper(item, later):
    """"A leaked memo suggested ...": whoever the memo of the next paragraphs is told to be from."""
    noun = head_noun(trimmed(item["_mention"]), "document")
    take(item, [x for x in later if noun and x["paragraph"] < item["paragraph"] + 4 and x["resolved_by"] == "institution"
                and THIS.match(x["source_text"]) and head_noun(trimmed(x["source_text"]), "document") == noun][:1])


def _titled(article, before):
    """The match of a name before a document's noun ("the Orlan report"), unless a country's or a common word's."""
    m = OF_NAME.search(before)
    opens = m and " " not in m["whom"] and m["whom"] not in article.book.inner and common(m["whom"])
    return None if not m or opens or country_of(m["whom"]) else m


def _issued(article, noun, this, item):
    """(speaker, kind) of whoever issued a document that says not whose it is, or None; this: it was spoken of before."""
    p, start = item["paragraph"], item["_start"]
    if INSIDE.search(article.paragraphs[p][max(0, start - 10):start]):              # "Lee, in a note to staff, said"
        found = subject(article, p, start - 1, start)
    else:
        found = this and issuer(article, noun, item)
    last = article.said[-1] if this and article.said else None
    if not found and last and last["paragraph"] >= p - 1 and last["_kind"] == "org":
        found = last["speaker"], "org"
    paper = found and head_noun(found[0], "document")
    same = paper and paper.lower() == noun and len(found[0]) >= len(article.plain(item["_mention"]))
    other = paper and found[0].startswith(paper) and not same
    return None if other else found                         # "the report": what was "a congressional report" before


def issuer(article, noun, item):
    """(speaker, kind) of whoever last issued such a document before the item, or None."""
    p, start = item["paragraph"], item["_start"]
    for q in range(p, max(-1, p - 12), -1):
        text = article.paragraphs[q]
        limit = start if q == p else len(text)
        if noun.rstrip("s") not in text and noun not in ANY:
            continue
        for m in reversed(list(issuing(noun).finditer(text, 0, limit))):
            if m["whom"]:
                body = nouns(m["whom"], "body", "roles") if m["whom"].islower() else ()
                whom = m["whom"][:body[-1][1]] if body else m["whom"]
                speaker, how, kind = article.identify(whom, bare_item(item, whom))
                if how != "none" or speaker.startswith("Unnamed "):
                    return speaker, kind
                continue
            quoted = article.book.in_quotes(q, m.start())
            found = quoted and _own(article, q, m) or not (quoted and m["inside"]) and subject(
                article, q, m.start(), m.start("deed") if m["deed"] else limit, m["inside"])
            if found:
                return found
        same = next((x for x in reversed(article.lately()) if x["paragraph"] == q and x["resolved_by"] == "institution"
                     and x["_start"] < limit and (noun == head_noun(x["source_text"], "document") or noun in ANY)), None)
        if same:
            return same["speaker"], same["_kind"]
    return None


def _own(article, paragraph, m):
    """(speaker, kind) of whoever says "I wrote memos" there, or None."""
    said = re.search(r"\b(?:I|[Ww]e) (?:have )?$", m.string[:m.start()])
    return said and next(((x["speaker"], x["_kind"]) for x in article.lately() if x["paragraph"] == paragraph
                          and any(a <= m.start() < b for a, b in x["content"])), None)


def subject(article, paragraph, at, limit, voice=False):
    """(speaker, kind) of who speaks, else acts, in the sentence of a place, up to a limit; None if nobody."""
    low, high = article.book.sentence(paragraph, at)
    high = min(high, limit)
    said = [x for x in article.lately() if voice and x["paragraph"] == paragraph and low <= x["_start"] < high]
    if said:
        return said[-1]["speaker"], said[-1]["_kind"]
    bare = article.listed(article.paragraphs[paragraph][low:high].strip())
    if bare:
        return bare[0], bare[2]
    here = [e for e in article.book.near(paragraph, low, high) if not e.aside]
    here = [e for e in here if e.kind != "group"] or [e for e in here if not head_noun(e.text, "document")]
    if not here:
        return None
    speaker, _, kind = named(article, here[0] if voice else here[-1])
    return speaker, kind
