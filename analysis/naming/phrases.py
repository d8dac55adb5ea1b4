"""Phrases: the whole noun phrase around a mention that the tagger has cut short, and what of it says who that is."""
import re

from analysis.naming.antecedents import PRONOUNS
from analysis.naming.persons import BY_NAME
from analysis.naming.mentions import (DETERMINERS, INDEFINITE, MARKS, NICKNAME, PREPOSITIONS, RUN, STOP, classes, head_noun, is_adjective, key,
                                      nouns, phrase_start)

ASIDE = re.compile(r" \([^()]*\)?|,? (?:all|both|each|[Aa]lso|Just|Now|Again|there|present|alike|instead|meanwhile|often|later|now|still"
                   r"|itself|himself|herself|themselves|further|(?!(?:family|reply|[rt]?ally|bully|assembly)$)[a-z]+ly"
                   r"|(?:last|this|next) (?:\w+day|week|month|year|night))$")
INCLUDING = re.compile(r",? (?:including|such as|among them) .*|, like .*|(?<=s) like (?=[A-Z]).*")
# What stands before the name that somebody nameless goes by: "a man calling himself Kay"
CALLED = re.compile(rf"^(?:(?:an?|the|one|another)\b.*(?:{BY_NAME}|\bgo by the name(?: of)?|\b(?:call|style) themselves(?: the)?|\bknown as|\breferred to [^,]*as)|.+, whose name (?:is|was)) (?=(?-i:[A-Z]))", re.I)
GOES_BY = re.compile(rf",? (?:who )?{BY_NAME} {RUN.pattern}")
CLAUSE = re.compile(r", (?:who(?:se|m)?(?!.*\b(?:name|named|identified|known)(?: is| was|,| as| only as)? [A-Z])|which|(?:\w+ ){1,3}of (?:wh\w+|them)"
                    r"|(?:speaking|citing|writing|referring|meaning|asked?) )(?!.*, and ).*")
ADVERBIAL = re.compile(r"^(?:(?:Shortly|Just|Soon|Hours|Minutes|Days) (?:after|before) \w+|(?:Late |Early )?[Oo]n \w+day|\w+day"
                       r"|Yesterday|Today|Earlier|(?:\w+ ){1,3}(?:later|earlier|ago|before|after),"
                       r"|(?:\w+ ){1,3}?(?:moment|minute|hour|day|night|week|month|year|decade|centur|generation)(?:s|y|ies)? (?:later|earlier|ago|before(?= the ))"
                       r"|(?:[Ff]or |[Aa]t |[Ii]n |[Oo]n |[Ww]ith |[Aa]fter )?(?:[Ee]ach|[Ee]very) [a-z]+(?= (?:the|[A-Z]))|[Oo]nce (?:again|more)"
                       r"|(?!(?:Family|Early|Only|Elderly|Italy|Daily|Weekly|Assembly) )[A-Z][a-z]+ly(?= [a-z])"
                       r"|Later|Neighbou?ring),? (?=\w)")
# How somebody feels says nothing of who it is
FEELING = re.compile(r"\b(?:angry|anxious|concerned|desperate|despairing|devastated|disgruntled|distraught|exasperated|exhausted"
                     r"|fearful|frightened|frustrated|furious|grieving|heartbroken|horrified|irate|jubilant|nervous|outraged|relieved"
                     r"|same|scared|shaken|shocked|sobbing|stunned|tearful|terrified|upset|weary|weeping|worried) (?=[a-z])", re.I)
# ... nor what rank one of several has: "a senior official", "Top diplomats"
RANK = re.compile(r"^((?i:an?|one|another|some|several|many|two|three|four|five) |(?=\S+ [a-z]))(?:[Ss]enior|[Hh]igh-ranking|[Tt]op|[Ll]eading"
                  r"|[Pp]rominent|[Vv]eteran) ")
HONOUR = re.compile(r"(?:(?:His|Her|Their|Your) (?:Royal |Imperial |Serene |Most |Worshipful )*"
                    r"(?:Majesty|Highness|Excellency|Eminence|Holiness|Grace|Honou?r|Worship|Lordship|Ladyship|Beatitude),? "
                    r"|(?:The )?(?:Rt|Right|Most) (?:Hon|Rev)[a-z.]* )(?=[A-Z])")
CAPITALS = re.compile(r"(?:[A-Z][A-Z-]+|A)(?: [A-Z][A-Z-]+)*(?![\w’'-])")
OURS = re.compile(r"(?:\b(?P<whose>whose) |(?<![\w’'.-])(?:[A-Z][\w’'.-]+ )+and )$")
# The first of two who speak, at the head of a sentence: "The Guild of Tarn (GT) and | the union", "Rail, | port and dock workers"
JOINED = re.compile(rf"(?:The |An? )?{RUN.pattern}(?: (?:of|for) (?:the )?{RUN.pattern})?(?: \([^()]*\))? and ")
LISTED = re.compile(r"[A-Z][a-z]+, (?:[a-z]+, )*")
# What stands before whoever speaks: "Hale, whom | Roth called late", "echoing | the miners"
NOT_OURS = re.compile(r"^(?:[^,]+, whom? (?=(?:[A-Z][\w’'.-]+|he|she|they)$)|(?i:echoing|citing|quoting|paraphrasing) (?=\w))")

# What stands before a mention inside the relative clause behind whoever speaks: "a director who was not authorised to"
RELATIVE = re.compile(r"(?P<who>.+),? (?:(?P<that>that)|who(?:se)?) (?P<rest>[a-z](?:(?! - )[^;:—–“”\"])*(?<![,:])) $")
CLAUSES = re.compile(r"[;:—–] |, (?:and|but|while|as|though) |^(?:However|Meanwhile|But|And|So|Still|Yet),? ")
FRONTED = re.compile(r"(?:[A-Z]\w+ )?(?i:of|for|at|in|to|from|on|by|about|near|under|between|behind|across|outside) ")
COPY = re.compile(r"(?:an? )?(?:copy|copies|draft|version|part|extracts?) of which ")
INVERTED = re.compile(r" ((?:an?|the|one|another|two|three) [a-z][^,.;:“”\"]{3,60}|[A-Z]\w+)(?=[,.;:]|$)")

# Who has seen a paper, or where somebody is, before a relative clause: "a review, seen by | the Ledger, which found"
SEEN = re.compile(r",? (?:first |later )?(?:(?:seen|obtained|reviewed|viewed|accessed|examined|read) by|(?:leaked|shown|passed|provided|released) to) (?:[Tt]he )?$")
SIDES = re.compile(r"\b(?P<who>[a-z]+) (?:on|at|in|from|along|across|near|around) (?:(?:both|either|the other|the) (?:[a-z]+ of )?)?(?:the )?$")
BODY = re.compile(r"^(?:[Tt]he )?[A-Z]")

# Pronouns of number, which are sources of their own
BESIDE = re.compile(r"(?: \([^()]*\))?, (?P<of>for |representing |from )?(?:the )?$")
ALONE = frozenset("one another each all any some many most both few several either neither none other you their whose others "
                  "everyone everybody someone somebody anyone anybody nobody".split())


def subject(text, low, start):
    """Who speaks where the mention only ends the relative clause behind the one who does: "a director who was not
    authorised to speak said"; "" if it does not."""
    m = RELATIVE.match(text[low:start])
    if not m:
        return ""
    who, words = CLAUSES.split(m["who"])[-1].rstrip(","), m["rest"].split()
    if words[-1].lower() in STOP.difference(PREPOSITIONS) or m["rest"].endswith(", with"):
        return ""
    return "" if m["that"] and not head_noun(who, "roles", "group", "body") else who


def antecedent(text, low, start, end):
    """What a relative clause belongs to, where the mention is only what stands next to it: "a review by the agency, seen by
    | the Ledger", "fishermen on both sides of | the water"; "" if that is the mention."""
    seen = SEEN.search(text, max(low, start - 80), start)
    if seen:
        papers = nouns(text[low:seen.start()], "document")
        return text[phrase_start(text, low + papers[-1][0]):seen.start()] if papers else ""
    beside = SIDES.search(text, max(low, start - 80), start)
    if beside and text.startswith((", who", " "), end) and head_noun(beside["who"], "group", "roles"):
        return text[phrase_start(text, beside.start("who")):end]
    return ""


def unmarked(text, cue, content):
    """A source that the tagger has left in the cue ("Witnesses described") or behind it ("“No,” shrugs a man"); "" if
    there is none."""
    first, _, verb = text[slice(*cue[0])].partition(" ")
    if verb and any(classes(first, shelf) for shelf in ("group", "roles", "body")):
        return first
    behind = content and content[-1][1] <= cue[0][0] and INVERTED.match(text, cue[-1][1])
    return behind[1] if behind else ""


def lowered(mention):
    """A mention that opens a text in capitals, as it would stand elsewhere: "A MUM-OF-TWO from Hull" -> "A mum-of-two ...";
    acronyms stay."""
    m = CAPITALS.match(mention)
    small = m and m[0].lower()
    return small[0].upper() + small[1:] + mention[m.end():] if m and head_noun(small, "roles", "group", "body") else mention


def wordless(mention):
    """Is this no source but one stray word ("speak", "the", "large"): small, no noun of anybody's, no plural?"""
    word = mention.strip(MARKS)
    return bool(re.fullmatch("[a-z]+[^s\\W]|a", word)) and word not in PRONOUNS and word not in ALONE \
        and not head_noun(word, "roles", "group", "body", "document", "outlet")


def widened(book, paragraph, start, end, walls):
    """The noun phrase around a mention that has lost its ends: "officials" -> "Norwegian officials".

    walls: spans (of the cue and the content) that it must not enter.
    """
    text = book.paragraphs[paragraph]
    low = max((b for a, b in walls if b <= start), default=0)
    high = min((a for a, b in walls if a >= end), default=len(text))
    if text[start:end].isdigit() and text[low:start].endswith(", "):            # "the widow, 79"
        start = text.rfind(" ", low, start - 2) + 1
    front = book.sentence(paragraph, start)[0]
    before = OURS.search(text, max(front, low), start)              # "Hale and | his lawyers", "whose | lawyers"
    pair = before and any(book.couples.get(e.name, "").startswith(before[0].removesuffix("and ")) for e in book.near(paragraph, start, start + 1))
    start = before.start() if before and (before["whose"] or pair or re.match("(?:his|her|its|their) ", text[start:end])) else start
    whole = next((e for e in book.near(paragraph, start - 60, end) if e.kind == "body" and " and " in e.text and start < e.end), None)
    if whole and low <= whole.start and whole.end <= high:          # "The Ministry of Health and | Welfare"
        start, end = min(start, whole.start), max(end, whole.end)
    if JOINED.fullmatch(text, front, start) or LISTED.fullmatch(text, front, start) and re.match("[a-z]+ and [a-z]", text[start:end]):
        start = max(front, low)
    end = known.end() if (known := GOES_BY.match(text, end, high)) else end     # "A man | calling himself Kay"
    mention = text[start:end]
    if key(mention) in STOP or not mention.strip() or is_adjective(mention):
        return mention
    front = max(book.sentence(paragraph, start)[0], low)
    if ", " in mention and FRONTED.fullmatch(text, front, start):           # "On | the road, growers": the growers
        return mention if ", who" in mention else mention.partition(", ")[2]
    if COPY.match(mention) and text.endswith(", ", front, start):           # "The letter, | a copy of which": the letter
        return CLAUSES.split(text[front:start - 2])[-1]
    if text.startswith((", who", ", which", ", that", " that ", " which "), end) or not text[end:high].strip(" ,"):
        whole = antecedent(text, front, start, end)
        if whole:
            return whole
    who = "" if text[end:high].strip(" ,") else subject(text, front, start)
    if who:
        return who
    if key(text[start:end].split()[0]) and text[start:end].split()[0].lower() not in DETERMINERS and (
            not text[start].isupper() or start == 0 or head_noun(text[start:end].split()[0], "body")):
        start = max(low, phrase_start(text, start))
    who = apposed(book, paragraph, start, end, low)
    if who or not head_noun(text[start:end], "roles"):
        return who or text[start:end]
    after = book.near(paragraph, end + 2, end + 3) if text[start].islower() and text.startswith(", ", end) else ()
    for e in after:                                                 # "his lawyer, Ann Lee, said"
        if e.kind == "person" and (e.end <= high or e.start == high) and text[e.end:e.end + 1] in ",.;":
            end = e.end
    return text[start:end]


def apposed(book, paragraph, start, end, low):
    """Who is named before a mention in apposition: "Ann Lee, | the mayor, said", "Ann Lee KC, for | the firm, said", "the
    minister, | a former teacher, wrote"; "" if nobody."""
    text = book.paragraphs[paragraph]
    m = BESIDE.search(text, max(low, start - 20), start) if text.startswith(",", end) else None
    if not m:
        return ""
    before = next((e for e in book.near(paragraph, max(low, start - 80), start) if e.end == m.start()), None)
    if before and (before.kind == "person" or before.kind in ("org", "body", "group") and BODY.match(before.text)
                   and text[start].islower() and head_noun(text[start:end], "body")):
        return before.text if not before.aside or text.startswith(", who", end) else ""
    named = m["of"] or any(e.kind == "person" for e in book.near(paragraph, start, end))
    told = nouns(text[low:m.start()], "roles") if INDEFINITE.match(text, start) and not named else []
    return text[phrase_start(text, low + told[-1][0]):m.start()] if told and low + told[-1][1] == m.start() else ""


def bared(mention):
    """A mention without what says nothing of who it is: adverbs, asides, clauses, feelings, nicknames."""
    text = re.sub(r"['’]s?$", "", ASIDE.sub("", mention).strip(MARKS)) or mention
    text = HONOUR.sub("", CALLED.sub("", text))
    for pattern, instead in ((CLAUSE, ""), (INCLUDING, ""), (NICKNAME, " "), (ADVERBIAL, ""), (FEELING, ""), (RANK, r"\g<1>")):
        text = pattern.sub(instead, text)
    return text
