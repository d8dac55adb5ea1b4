"""Characters mended, each tied to where it came from in the raw file."""
import html
import re
from typing import NamedTuple, Sequence

WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
SPECIAL = re.compile(                         # whatever is not kept letter by letter
    r"(?P<entity>&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)"
    r"|(?P<mojibake>[ÂÃâÅÄÐÑÎï][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2010-\u2044"
    r"\u20ac\u2122]+\ufffd?)"
    r"|(?P<lost>Â(?=\s))"
    r"|(?P<doubled>``|(?<!')''(?!'))"
    r"|(?P<nothing>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\ufff9-\uffff"
    r"\x00-\x08\x0e-\x1b\x7f]+)"
    r"|(?P<space> *[^\S ]\s*| {2,}\s*)")


class Clean(NamedTuple):
    text: str
    starts: Sequence[int]    # character i of text came from raw[starts[i]:ends[i]]
    ends: Sequence[int]


def repair(raw: str, offset: int = 0) -> Clean:
    """`raw` with its characters mended, each clean character tied to the raw ones it came from.

    Mended are mojibake (ftfy), HTML entities, odd and repeated spaces, invisible characters and doubled
    single quotes; typographic quotes stay as published. `offset` is added to every position.
    """
    if not SPECIAL.search(raw):
        left = len(raw) - len(raw.lstrip())
        body = raw.strip()
        return Clean(body, range(offset + left, offset + left + len(body)),
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
    return Clean("".join(letters[first:last]), [offset + i for i in starts[first:last]],
                 [offset + i for i in ends[first:last]])


def _mended(found: re.Match) -> str:
    piece = found.group()
    match found.lastgroup:
        case "entity":
            return re.sub(r"\s", " ", html.unescape(piece))
        case "mojibake":
            from ftfy import fix_encoding          # rarely needed, and not free to import
            if piece.rstrip("\x9d\ufffd") == "â€":          # a closing quote that lost its last byte
                return "”"
            return fix_encoding(piece).replace("\xa0", " ").replace("\x9d", "")
        case "doubled":
            return '"'
        case "space":
            return " "
    return ""


def raw_span(clean: Clean, start: int, end: int) -> tuple[int, int]:
    """Where clean.text[start:end] (not empty) stands in the raw file: raw[a:b] holds all it came from."""
    return clean.starts[start], clean.ends[end - 1]


def count_words(text: str) -> int:
    """Words of `text`: runs of letters or digits, inner hyphens, points and apostrophes included."""
    return sum(1 for _ in WORD.finditer(text))
