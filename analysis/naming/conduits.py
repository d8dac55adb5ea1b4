"""Conduits: the outlet through which a statement came ("Reuters reported", "told Sky News", "TASS cited X as
saying").

An outlet is a name in lexicons/outlets.csv or one with an outlet's head noun ("the Interfax news agency",
"daily Bild", "the Springfield Gazette"). The audience of a press conference ("told reporters") is none.
"""
import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache

from analysis.naming.mentions import PARTICLE, STOP, UPPER, classes, country_of, is_stop, key, lexicon, names_body

PROPER = rf"[{UPPER}][\w&’'-]*"
OWN = rf"[{UPPER}](?:[\w&-]|['’](?!s\b))*"                # with no 's: "told CNN's Ann Lee"
BODIES = frozenset("NATO EU UN FBI CIA MPs MEPs Congress Commons Lords God".split())   # told things, and no outlets
LEAD = (r"\b(?:according to|told|tells?|telling|interview(?:ed)?(?: \w+)? (?:with|by|to|on|for|in)|interview"
        r"|interview(?:ed)? (?:with|by) (?:[\w.’'-]+ ){1,5}?(?:on|for|of)"
        r"|(?:speak(?:ing)?|spoken?|talk(?:ing|ed)?) (?:to|on|with)|(?:asked|cited|quoted|reported|carried"
        r"|published|broadcast|aired|released|shared|interviewed|provided"
        r"|read(?: out)?|heard|played)"
        r" (?:by|on|in|with|to)|via"
        r"|(?:quoted|cited) as saying (?:by|in|on)"
        r"|(?:statement|comments?|remarks?|e-?mail|message|confirmed|said|confirmation|admitted|explained)"
        r" (?:sent |made |given )?to"
        r"|(?:wrote|writing|writes|op-ed|article|column|essay|piece) (?:in|for)"
        r"|(?:said|says|appear(?:ing|ance|ed|s)|live)(?: \w+day)? (?:on|in)"
        r"|citing)\s+")
MODIFIERS = (r"(?:(?:the|an?|its|his|her|their|today['’]s|both)\s)?"
             r"(?:(?!(?:on|in|at|to|that|by|of|for|from|with)\b)[\w’'-]+\s){0,3}?")
VERB = (r"(?:has |have |had |also |first |later |earlier |which |that |as |on \w+ )*"
        r"(?:reported|reports?|quoted|quotes|cited|cites|citing|quoting|wrote|said|says|adding"
        r"|understands|revealed)\b")
TITLED = "“”‘’'\",. "                                       # what stands around a title in quotation marks
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
OUTLET = rf"{OWN}(?: (?:& )?(?!{DAY}\b){OWN}){{0,2}}"         # what may be the name of one
# Whoever is only ever told things: "told Atlas its log", "in an interview with Northwire on Sunday"
HEARER = re.compile(rf"\b(?i:told|tells|telling|(?:interview|interviewed|call|chat)(?: \w+)? (?:with|to|by)"
                    rf"|(?:quoted|cited|carried|interviewed|asked|reported|contacted) by"
                    rf"|(?:comments?|remarks|statement|e-?mail|confirmed|explained|spoke|speaking|said) to) "
                    rf"(?P<name>(?:[Tt]he )?(?P<bare>{OUTLET}))(?![\w-])(?! (?!{DAY}\b)[{UPPER}])"
                    rf"(?=['’]s (?:[{UPPER}]|(?:\w+ ){{0,2}}(?:programme|program|show|bulletin)\b)|[^\w\s’']"
                    rf"| [“\"‘']| (?P<next>\w+))")
TOLD = re.compile(r"told|tell|interview|call|chat|ed by|comment|remarks|statement|mail|confirmed|explained|spoke|speaking|said to")
# What an outlet says of its own work: "a letter seen by Northwire", "Northwire can reveal"
REPORTS = re.compile(rf"\b(?:seen|obtained|reviewed|accessed|viewed|verified|checked) by (?:the |The )?({OUTLET})"
                     rf"|(?<![\w’'-])({OUTLET}) (?:"
                     r"(?:has|have) (?:seen|obtained|reviewed|reported|contacted|approached|learn(?:ed|t))"
                     r"|can (?:also |exclusively )*reveal|could not (?:immediately |independently )|is not naming)\b")
CITES = re.compile(rf"(?<![\w’'-])({OWN}),? (?:quoted|cited) (?:[^.“”\"]{{3,150}}?) as saying\b")
AGENCY = re.compile(r"\b(?:told|(?:carried|quoted|cited|reported|published|broadcast|aired) by) (?P<name>the (?:agency"
                    r"|newspaper|paper|broadcaster|channel|station|magazine|website|daily))\b(?! [A-Z])")


def any_of(words):
    """A pattern for any of these words, the longest that fits first, as a trie: far faster than the bare list."""
    root = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}

    def text(node):
        ways = [re.escape(letter) + text(child) for letter, child in node.items() if letter]
        if not ways:
            return ""
        whole = ways[0] if len(ways) == 1 and "" not in node else "(?:" + "|".join(ways) + ")"
        return whole + "?" * ("" in node)

    return text(root)


@lru_cache(maxsize=1)
def patterns():
    """(an outlet, one with what brings it in before it, one with its verb after it, "the Post" for short)."""
    lex = lexicon()
    curly = {n.replace("'", mark) for n in lex["outlets"] for mark in "'’"}
    common = any_of(n for n in curly if n in lex["common"])
    known = f"{any_of(curly - lex['common'])}|{common}(?! {PROPER})"
    kinds = any_of(n for n in lex["outlet"] if "name" not in lex["outlet"][n])
    proper = any_of(n for n in lex["outlet"] if "name" in lex["outlet"][n])
    places = any_of(a for forms in lex["forms"].values() for a in forms[1])
    small = any_of({re.match(r"\w+", n)[0] for n in [*curly, *lex["outlet"]] if not n[0].isupper()} | {"state", "local", "national", "public"})
    outlet = (rf"(?=[{UPPER}]|{small})(?:(?P<state>(?:{PROPER} )?(?:[Ss]tate|[Ll]ocal|[Nn]ational|[Pp]ublic)(?:-run|-owned)? "
              rf"(?:TV|television|radio|media|broadcaster|news agency)(?: station)?(?! (?:station )?{PROPER}))"
              rf"|(?P<known>{known})(?: (?:{kinds}))?(?![\w-])"
              rf"|(?:{kinds}) (?P<after>{PROPER}(?: (?:{PARTICLE})?{PROPER})*)"
              rf"|(?!(?:{places}) (?:{kinds}))(?P<before>{PROPER}(?: {PROPER})*)(?:['’]s)? (?:{kinds})\b"
              rf"(?! {PROPER})"
              rf"|(?P<proper>(?:The )?(?:{PROPER} )+(?:{proper})|(?:Daily|Sunday|Evening|Morning|Weekly) {PROPER}"
              rf"|[A-Z]{{3,5}}-(?:TV|FM)|(?!WADA|WIPO|WWII)[KW][A-Z]{{3}}(?: \d\d?)?)(?!\w))")
    before = re.compile(rf"(?i:{LEAD}{MODIFIERS})(?<![\w’'])[“\"‘]?(?=[{UPPER}]|\w+(?:-run|-owned)? "
                        rf"(?:TV|tele|radio|media|news|broad)|(?:{kinds}) )"
                        rf"(?:{outlet}|(?<=the )(?P<short>{proper})(?!\w| {PROPER}))")
    after = re.compile(rf"(?<![\w’'])(?:{outlet})(?:['’]s \w+)?,? {VERB}")
    short = re.compile(rf"(?<=the ){proper}(?!\w)")
    return re.compile(rf"(?<![\w’'-]){outlet}"), before, after, short


def _name(match):
    """(start, end) of the outlet's own name, with its "The" if that has a capital."""
    group = next(g for g in ("state", "known", "after", "before", "proper", "short")
                 if match.groupdict().get(g))
    start, end = match.span(group)
    show = group != "after" and re.search(r"['’]s? (?=[A-Z])", match.string[start:end])     # "told CBN's Sunday programme"
    if show:
        return start, start + show.start()
    while " " in (name := match.string[start:end]) and group != "known" and is_stop(name.split()[0]) \
            and not name.startswith("The "):                # "As Orlan News reported"
        start += name.index(" ") + 1
    if group == "before" and match.string.startswith("The ", start):
        start += 4
    article = match.string[max(0, start - 4):start] == "The " and group in ("known", "proper")
    return start - 4 if article and end == match.end() else start, end


@lru_cache(maxsize=65536)
def is_outlet(text):
    """Is this mention an outlet: "German daily Welt", "Reuters", "Russian state TV"?"""
    text = re.sub("^[Tt]he ", "", text.strip())
    return text in lexicon()["outlets"] or any(m.end() >= len(text) for m in patterns()[0].finditer(text))


def bare_name(text):
    """"German daily Welt" -> "Welt"; "the TASS news agency" -> "TASS"; a mention of no outlet as it is."""
    match = next((m for m in patterns()[0].finditer(text) if m.end() >= len(text)), None)
    name = text[slice(*_name(match))] if match and not match["state"] else text
    return text if is_stop(name) else name                  # "this newspaper"


def _mentioned(name, text):
    """How often a name stands in a text by itself; "(Northwire)" in a dateline does not count."""
    parts = f" {text} ".split(name)
    return sum(not (a[-1:].isalnum() or a[-1:] in "’'(-" or b[:1].isalnum() or b[:1] == "-")
               for a, b in zip(parts, parts[1:]))


def hearers(article):
    """Unlisted outlets: names that the article mostly tells things to and are nobody else's, acronyms of outlets."""
    lex, told, titled, citing, out = lexicon(), {}, set(), set(), set()
    for text in article.paragraphs:
        for m in HEARER.finditer(text) if TOLD.search(text) else ():
            if m["next"] is None or m["next"].lower() in STOP or m["next"].endswith("ly"):
                told[m["bare"]] = told.get(m["bare"], 0) + 1
                if m["name"].startswith("The "):                # a title by its own article: "told The Flag"
                    titled.add(m["bare"])
        for m in CITES.finditer(text) if "as saying" in text else ():           # who does that is an outlet
            told.setdefault(m[1], 1)
            citing.add(m[1])
    reports = Counter(name for text in article.paragraphs if any(name in text for name in told)
                      for m in REPORTS.finditer(text) for name in m.groups() if name)
    for name, times in told.items():
        own = reports[name] + reports[f"The {name}"]
        times += own
        person = article.book.person(name) or not own and lex["given"].keys() & set(name.split()) \
            or classes(name.split()[0], "titles")
        if person or is_outlet(name) or country_of(name) or name not in citing and article.actor(name) \
                or names_body(name.split()[-1]) or classes(name, "group") \
                or key(name) in STOP or classes(name, "roles") or name in BODIES:
            continue
        named = sum(_mentioned(name, text) for text in article.paragraphs if name in text and len(text) > 50)
        if name in titled | citing or named < 2 * times:
            out.add(name)
    short = {m[1] for text in article.paragraphs for m in re.finditer(r"\(([A-Z]{2,6})\)", text)}
    return out | {name for name in short if is_outlet(article.book.acronyms.get(key(name), ""))}


def find(items, article):
    """The conduits of each attribution, ", "-joined: of its cue's sentence, or of what it is nested in."""
    found, known, paragraphs, book, unlisted = [], {}, article.paragraphs, article.book, hearers(article)
    for n, item in enumerate(items):
        p, places = item["paragraph"], item["cue"] or item["source"]
        if not places or is_outlet(item["source_text"] or item["speaker"]):
            found.append("")
            continue
        spot = places[0][0]
        s, end = book.sentence(p, spot)
        if (p, s) not in known:
            known[p, s] = _sentence(paragraphs[p], s, end, book.quoted[p], unlisted)
        others = known[p, s] and [x for x in items[max(0, n - 30):n + 30]
                                 if x["paragraph"] == p and x["speaker"] != item["speaker"]
                  and not any(a <= spot < b for a, b in x["content"])]
        theirs = [span for x in others for span in x["source"]
                  if paragraphs[p][slice(*(x["cue"] or [(0, 0)])[0])] not in ("Asked", "asked")]
        theirs += [(y, y + 25) for x in others for _, y in x["cue"]]   # "told | the Star"
        names = dict.fromkeys(paragraphs[p][a:b] for a, b in known[p, s]
                              if not any(x < b and a < y for x, y in item["source"])
                              and not any(x <= a <= b <= y and paragraphs[p][x:a].strip() in ("", "the")
                                          for x, y in theirs))
        names = [x for x in names if x.casefold() != item["speaker"].casefold() and not country_of(x)]
        outer = [found[i] for i in range(max(0, n - 30), n) if items[i]["paragraph"] == p and found[i]
                 and any(a <= spot < b for a, b in items[i]["content"])]
        found.append(", ".join(names or outer[-1:]))
    return found


def _sentence(text, low, high, quoted, unlisted=()):
    """Places of the conduits in text[low:high], outside quotation marks, in order."""
    outlet, before, after, short = patterns()
    maybe = outlet.search(text, low, high) or short.search(text, low, high)
    spans = {_name(m) for pattern in (before, after) * bool(maybe) for m in pattern.finditer(text, low, high)}
    others = [_name(m) for m in outlet.finditer(text, low, high)] if spans else []
    for other in others + others[::-1]:                     # "the Times and German broadcaster ARD reported"
        for a, b in list(spans):
            between = text[other[1]:a] if other[1] <= a else text[b:other[0]]
            if re.fullmatch(r"(?:,| and|, and|,? as well as) (?:the )?(?:[\w-]+ ){0,3}", between):
                spans.add(other)
    sentence = text[low:high]
    if unlisted and TOLD.search(sentence):
        spans |= {m.span("name") for m in HEARER.finditer(text, low, high) if m["bare"] in unlisted}
    for name in filter(sentence.__contains__, unlisted):    # "Lissen News Agency (LNA)": "LNA reported"
        reported = re.compile(rf"\b{re.escape(name)},? {VERB}").finditer(text, low, high)
        spans |= {(m.start(), m.start() + len(name)) for m in reported}
    if "told the " in sentence or "by the " in sentence:
        spans |= {m.span("name") for m in AGENCY.finditer(text, low, high)}
    spans = {s for s in spans if not any(                   # a title of its own: "on “Face the Nation.”"
        x < s[0] < y and text[x:y].strip(TITLED) not in (text[slice(*s)], f"The {text[slice(*s)]}")
        for x, y in quoted[max(0, bisect_left(quoted, (s[0],)) - 1):][:1])}
    return sorted(s for s in spans if not any(t != s and t[0] <= s[0] and s[1] <= t[1] for t in spans))
