"""What can be seen of one line of a page: its words, the rule of lexicons/boilerplate.tsv it falls under, its shape.

`sections` decides on these features together with the line's neighbours.
"""
import csv
import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from analysis import paths
from analysis.cleaning.characters import count_words

SIGN_OFF = r"[\"'”’»)\]*_]*(?: (?:[A-Z]{2,4}|[■●◆▪█]))?$"       # what may follow the full stop of the last line
END = re.compile(r"[.!?…:;,]" + SIGN_OFF)            # of a sentence; a headline may end in a quotation mark
STOP = re.compile(r"[.!?…]" + SIGN_OFF)
SIGNED = re.compile(r"[.!?…,][”\"’'] ?(?:—|–|--?) ?[\w@][^.!?“”\"]{2,90}$")     # “We paid.” — Ann Lee, mayor
REPORTS = re.compile(r": |\b(?:says?|said|tells|told|warns?|vows?|urges|denies|claims?|calls? for|slams|blasts)\b", re.I)
READER = re.compile(r"\b(?:you(?:r|'ll|’ll)?|please|click(?:ing)?|check out|sign up|subscribe[rd]?|newsletter|"
                    r"our (?:site|website|app|team|readers|journalis[mt]s?|reporters?|coverage|newsroom|mission|products?)|"
                    r"this (?:site|website|page))\b", re.I)
READER_HINTS = ("you", "You", "YOU", "lease", "lick", "heck out", "ign up", "ubscribe", "ewsletter", "our ", "Our ",
                "his ")
SITE = re.compile(                                  # what a site calls itself, its readers and what it wants of them
    r"\b(?:articles?|stor(?:y|ies)|journalis[mt]s?|reporters?|newsrooms?|editors|"
    r"subscri\w+|newsletters?|inbox|e-?mails?|accounts?|"
    r"sign(?:ing)?[ -](?:up|in)|log(?:ging)? ?in|opt out|unsubscribe|cookies?|privacy|consent|browser|"
    r"ad ?blocker|apps?|web ?site|"
    r"site|page|read(?:ers?|ing)?|comments?|commenters|moderat\w+|guidelines|house rules|"
    r"donat\w+|contribut\w+|support\w*|"
    r"members?(?:hip)?|paywalls?|free|unlimited|access|cancel|"
    r"podcasts?|video|pictures|photographs|click\w*|content|advert\w+|"
    r"sponsors?|affiliate|commission|links?|poll|quiz|unlock|"
    r"curated|weekday|independent|news|helpline|whatsapp|signal|settings|"
    r"social media|partners|below|digital|trial|offers?|month)\b", re.I)
VOICE = re.compile(r"\b(?:you(?:r|rs|['’]ll|['’]ve)?|we|our|us|please)\b", re.I)
SAID = re.compile(r"[“\"]|\b(?:said|says|told|who|whose|he|she|they|i)\b", re.I)
QUOTED = re.compile(r"[“\"][^”\"]*(?:[”\"]|$)|(?<!\w)['‘][^’']*(?:['’](?!\w)|$)")
ITEM = re.compile(r"^(?:[-–—•*·▪●◦►]|\(?(?:\d{1,2}|[a-z])[.)]) ?(?=\S)")
CREDIT = re.compile(                               # at the end of a caption
    r"\s*(?:\((?!(?-i:(?:[^()A-Z]*?\b[a-z]+\b){6}))(?:[^()]{0,80}"
    r"\b(?:photo|credit|image|picture|getty|reuters|courtesy|"
    r"submitted|supplied|contributed|screenshot)s?\b[^()]{0,80}|[^()]{0,80}(?-i:\b(?:AP|AFP|EPA|PA|UPI|AAP|"
    r"Pool|Handout|via [A-Z])\b)[^()]{0,80})\)"
    r"|(?-i:\b(?:P(?:hoto|HOTO)|I(?:mage|MAGE)|Picture|PICTURE|"
    r"Photograph|C(?:redit|REDIT)|Illustration)[sS]?)(?: credit)?s?(?:\s?(?::|…|\.\.\.)| by\b)[^.!?]*"
    r"|(?-i:\b[A-Z]\w{1,20} (?:Photo|Images|Handout)(?:/[\w ]+)?)"
    r"|\((?-i:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3} ?/ ?[A-Z][^()]*)\)"
    r"|(?<=[.!?\"”’'] )(?-i:[A-Z][\w.]+(?: [A-Z][\w.]+){1,3} ?/ ?[A-Z][\w ]{1,20})"
    r"|(?<=[.!?\"”’'] )(?-i:(?:[A-Z][\w.]+ ){1,4})(?:file )?(?:photo|image|handout)"
    r"|\[(?-i:[A-Z])[^\[\]]{1,60}(?:/|\b(?-i:Reuters|AP|AFP|EPA|Getty|File|Handout|Courtesy)\b)[^\[\]]{0,40}\]"
    r"|(?:©|\(c\)) ?(?-i:[A-Z])[^.!?|]{2,60}|[—–] ?(?-i:[A-Z][\w.]+(?: [A-Z][\w.]+){1,2} for [A-Z][\w ]{2,20})"
    r"|(?-i:[A-Z][\w.]+(?: [A-Z][\w.]+){0,3} ?/ ?(?:Getty Images|Reuters|REUTERS|AFP|AP|EPA|PA|UPI)[\w/ ]*))\W*$",
    re.I)
CREDIT_HINTS = ("(", "HOTO", "MAGE", "ICTURE", "REDIT",
                "hoto", "mage", "icture", "redit", "llustration", "andout", "/", "[", "©", "— ")
CAPTION = re.compile(
    r"^\W*(?:in this|this|a|an|the)? ?(?:(?:file|undated|handout|aerial|satellite|combination|\d{4}) )*"
    r"(?:photo(?:graph)?|image|picture|still|screengrab|frame grab)\b(?= (?:taken|provided|released|shows?|made|from|"
    r"posted|issued|shared|obtained)\b)|^\W*(?:in this (?:\w+ )?(?:photo|image|picture)|file (?:photo|image|picture)|"
    r"(?:file|pictured|above|below|photo|photograph|(?:(?:image|photo|picture) )?caption) ?[:–—]|(?-i:FILE) - )", re.I)
DATELINE = re.compile(
    r"^\W*(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]{2,}(?:, ?[\w.' ]{2,25}){0,2}|[A-Z]\w+(?: [A-Z]\w+)?(?:, [A-Z][\w. ]{1,20})?(?=,? \()|"
    r"[A-Z][a-z]+\.? \d{1,2}(?= \())(?:,? [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?(?:,? \([^()]{2,40}\))?\s*(?:--+|[—–-])\s")
NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’.-]+(?: (?:[A-ZÀ-Þ][\w'’.-]+|de|van|von|al|el|bin)){1,3}")
WORDS = re.compile(r"[^\W_]+")
# Of the raw line: three or more short items with wide gaps between them, "Home   Campaigns   Model letters   Join us"
MENU = re.compile(r"\s*(?:[^\s.!?“”\"]+(?: [^\s.!?“”\"]+){0,3}(?: {2,}|\t+| *\xa0\s*)){2,}[^\s.!?“”\"]+(?: [^\s.!?“”\"]+){0,3}\s*")
LONG = re.compile(r"[^\W_]{3,}")
NO_LETTER = re.compile(r"[\W_]+")


@dataclass
class Line:
    text: str
    words: int
    effect: str = ""                 # of its rule: drop, box, end, late, byline, credit, caption
    reason: str = ""
    section: str = ""
    prose: bool = False              # reads as a sentence of an article

    @cached_property
    def stop(self) -> bool:
        """Whether it ends as a sentence does."""
        return (STOP.search(self.text[-12:]) or SIGNED.search(self.text[-100:])) is not None

    @cached_property
    def titled(self) -> bool:
        """Whether most of its long words are capitalised, as in a title."""
        long = [w for w in WORDS.findall(self.text) if len(w) > 3]
        return len(long) > 2 and sum(w[0].isupper() for w in long) >= .75 * len(long)

    @cached_property
    def to_reader(self) -> bool:
        """Whether it speaks to the reader of the page, outside quotation marks."""
        return any(hint in self.text for hint in READER_HINTS) and READER.search(self.text) is not None \
            and READER.search(QUOTED.sub(" ", self.text)) is not None

    @cached_property
    def stems(self) -> frozenset[str]:
        """Beginnings of its longer words and of all capitalised ones: what tells that two lines share a subject."""
        return frozenset(w[:5].lower() for w in LONG.findall(self.text) if len(w) > 4 or w[0].isupper()) - COMMON

    def drop(self, reason: str) -> None:
        self.section, self.reason, self.prose = "dropped", self.reason or reason, False


@cache
def rules() -> list[dict]:
    """The rows of lexicons/boilerplate.tsv, with `found` (the compiled pattern's search or match) and `loose`."""
    with open(paths.LEXICONS / "boilerplate.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        row["loose"] = row["pattern"].startswith(".*")             # may begin anywhere in the line
        pattern = re.compile(row["pattern"].removeprefix(".*"), re.I)
        row |= {"max_words": int(row["max_words"]), "needs": [part for part in row["needs"].split("|") if part],
                "found": pattern.search if row["loose"] else pattern.match}
    return rows


@cache
def _rules_for(words: int) -> tuple[frozenset[int], dict[str, list[int]]]:
    """Numbers of the rules for a line of so many words: those to try on any, and those for lines that hold something."""
    fitting = [number for number, row in enumerate(rules()) if words <= row["max_words"]]
    hints: dict[str, list[int]] = {}
    for number in fitting:
        for part in rules()[number]["needs"]:
            hints.setdefault(part, []).append(number)
    return frozenset(number for number in fitting if not rules()[number]["needs"]), hints


def rule(text: str, words: int) -> dict | None:
    """The first rule that a line falls under; a sentence that quotes somebody falls under none found amid its words."""
    said, low = None, text.lower()
    always, hints = _rules_for(words)
    for number in sorted(always.union(*(numbers for part, numbers in hints.items() if part in low))):
        row = rules()[number]
        if row["found"](text):
            if row["loose"] and said is None:
                said = STOP.search(text) and re.search(r"[“\"]|\b(?:said|says|told|who|whose)\b", text) is not None
            if not (row["loose"] and said):
                return row
    return None


def of_site(text: str, words: int) -> bool:
    """Whether the site speaks to its reader of itself: "you" or "we", and such words, one in ten.

    There must be two of them, or three where somebody is quoted; what stands in quotation marks does not count.
    """
    if words > 60 or not VOICE.search(text):
        return False
    own = QUOTED.sub(" ", text) if any(mark in text for mark in "“\"‘'") else text
    found = {word[:5].lower() for word in SITE.findall(own)}
    least = 3 if SAID.search(text) else 2
    return len(found) >= least and 10 * len(found) >= count_words(own) and VOICE.search(own) is not None


def read(text: str, raw: str = "") -> Line:
    """A line's features; a line of 1,000 characters or more falls under no rule. `raw`: as the file has it."""
    words = count_words(text)
    row = rule(text, words) if len(text) < 1000 else None
    if not row and len(raw) < 200 and len(raw) > len(text) and MENU.fullmatch(raw):
        return Line(text, words, "drop", "navigation", "dropped")
    if row:
        return Line(text, words, row["effect"], row["reason"], "" if row["effect"] == "late" else "dropped")
    if of_site(text, words):
        return Line(text, words, "drop", "to the reader", "dropped")
    prose = words >= 8 and bool(END.search(text[-12:]) or (words > 14 and text[-1] in "\"”’"))
    return Line(text, words, prose=prose)


def credit(text: str) -> int | None:
    """Where the photo credit at the end of a caption begins; None without one, or with fewer than 5 words before it."""
    if len(text) > 1000 or not any(hint in text for hint in CREDIT_HINTS):
        return None
    found = CREDIT.search(text, max(0, len(text) - 200))
    return found.start() if found and count_words(text[:found.start()]) >= 5 and "|" not in text[:found.start()] else None


@lru_cache(4096)
def same(text: str) -> str:
    """`text` reduced to its letters, to compare two lines."""
    return NO_LETTER.sub(" ", text).strip().lower()


COMMON = set("""about above after again against along among another around because before being below between could
    doing during every first found from given going having local might month monday more most much need never newsl
    other over people peopl please read shall should since some still story such take than that their there these
    thing think this those three through today told tuesd under until upon used very wedne week were what when where
    which while will with would years year your youre thurs frida satur sunda report repor secon the and for with says
    said she her his him they you are was has had not but all its our who how out can may one two new news day
    january febru march april june july augus septe octob novem decem article artic wants want make made also just""".split())
COMMON = frozenset(COMMON)
