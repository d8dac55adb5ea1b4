"""Characters mended, each tied to where it came from in the raw file."""
import html
import re
from typing import NamedTuple, Sequence

WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
SPECIAL = re.compile(                         # whatever is not kept letter by letter
    r"(?P<entity>&(?:amp;)*(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)"
    r"|(?P<dash>(?<=\s)â€\"(?=\s))"
    r"|(?P<mojibake>(?:[ÂÃâÅÄÐÑÎïË][\u0080-\u00bf\u00c2\u00e2\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    r"\u2010-\u2044\u20ac\u2122]+)+\ufffd?)"
    r"|(?P<lost>Â(?=\s))"
    r"|(?P<control>[\x80-\x84\x86-\x9f])"
    r"|(?P<doubled>``|(?<!')''(?!')|‘‘|’’|´´)"
    r"|(?P<nothing>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\ufff9-\uffff"
    r"\x00-\x08\x0e-\x1b\x7f]+)"
    r"|(?P<space> *[^\S ]\s*| {2,}\s*)")
ODD = re.compile("[&`ÂÃâÅÄÐÑÎïË\ufffc\ufffd]")             # with what cannot be printed, where it may begin
DOUBLED = {"‘‘": "“", "’’": "”"}
FOREIGN = re.compile("[„‟«»]")                # quotation marks of other languages: „so“, «so», »so«


class Clean(NamedTuple):
    text: str
    starts: Sequence[int]    # character i of text came from raw[starts[i]:ends[i]]
    ends: Sequence[int]


def repair(raw: str, offset: int = 0) -> Clean:
    """`raw` with its characters mended, each clean character tied to the raw ones it came from.

    Mended are mojibake (ftfy), HTML entities, odd and repeated spaces, invisible characters and doubled
    single quotes; quotation marks of other languages become English ones, all others stay as published.
    `offset` is added to every position.
    """
    plain = raw.isprintable() and not ODD.search(raw) and not any(two in raw for two in ("  ", "''", "‘‘", "’’", "´´"))
    if plain or not SPECIAL.search(raw):
        left = len(raw) - len(raw.lstrip())
        body = raw.strip()
        return Clean(_english_marks(body), range(offset + left, offset + left + len(body)),
                     range(offset + left + 1, offset + left + len(body) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0

    def keep(piece: str, start: int, end: int) -> None:
        exact = len(piece) == end - start
        letters.extend(piece)
        starts.extend(range(start, end) if exact else [start] * len(piece))
        ends.extend(range(start + 1, end + 1) if exact else [end] * len(piece))

    for found in SPECIAL.finditer(raw):
        keep(raw[place:found.start()], place, found.start())
        keep(_mended(found), found.start(), found.end())
        place = found.end()
    keep(raw[place:], place, len(raw))
    first, last = 0, len(letters)
    while first < last and letters[first].isspace():
        first += 1
    while last > first and letters[last - 1].isspace():
        last -= 1
    return Clean(_english_marks("".join(letters[first:last])), [offset + i for i in starts[first:last]],
                 [offset + i for i in ends[first:last]])


def _mended(found: re.Match) -> str:
    piece = found.group()
    match found.lastgroup:
        case "entity":
            while (plain := html.unescape(piece)) != piece:        # escaped twice: &amp;quot;
                piece = plain
            return re.sub(r"\s", " ", re.sub("[\xad\u200b-\u200f\ufeff]", "", piece))
        case "mojibake":
            return _decoded(piece)
        case "control":                            # a Windows-1252 byte read as Latin-1
            return piece.encode("latin-1").decode("windows-1252", "ignore")
        case "dash":
            return "—"
        case "doubled":
            return DOUBLED.get(piece, '"')
        case "space":
            return " "
    return ""


def _decoded(piece: str) -> str:
    """Mojibake as the text it was, also when a closing quotation mark lost its last byte (Speer, ftfy, 2019)."""
    from ftfy import fix_encoding                  # rarely needed, and not free to import
    if piece.rstrip("\x9d\ufffd") == "â€":
        return "”"
    plain = fix_encoding(piece)
    if "â€" in plain:
        plain = re.sub("â€Â?[\x9d\ufffd]?(?![\u0080-\u2122])", "”", plain)
    return plain.replace("\xa0", " ").replace("\x9d", "").replace("\xad", "").replace("\ufeff", "")


def _english_marks(text: str) -> str:
    """`text` with „so“, «so» and »so« as “so”, letter for letter."""
    if not FOREIGN.search(text):
        return text
    letters, low = list(text), False
    for i, letter in enumerate(letters):
        before, after = text[i - 1:i], text[i + 1:i + 2]
        if letter in "„‟":
            letters[i], low = "“", True
        elif low and letter in "“”" and before and not before.isspace():
            letters[i], low = "”", False
        elif letter in "«»":
            opens, closes = not before.strip("( \xa0[—–"), not after.isalnum()
            letters[i] = "“" if opens and not closes or (opens == closes and letter == "«") else "”"
    return "".join(letters)


def raw_span(clean: Clean, start: int, end: int) -> tuple[int, int]:
    """Where clean.text[start:end] (not empty) stands in the raw file: raw[a:b] holds all it came from."""
    return clean.starts[start], clean.ends[end - 1]


def count_words(text: str) -> int:
    """Words of `text`: runs of letters or digits, inner hyphens, points and apostrophes included."""
    return len(WORD.findall(text))
