"""From the bytes of a file to its text, in any usual encoding."""
import codecs
import re

KINDS = {b"%PDF": "a PDF", b"PK\x03\x04": "a Word, Excel or zip file", b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
         b"{\\rtf": "an RTF file", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
         b"\x1f\x8b": "a compressed file", b"PAR1": "a Parquet table"}
SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|(?P<long>[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})"
                      rb"|(?P<stray>[\x80-\xff])")      # UTF-8, and bytes that are none
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x80\x82-\x8c\x8e\x91-\x9c]")


def _windows(fault: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8 as Windows-1252; the five it leaves open stay control characters."""
    piece = fault.object[fault.start:fault.end]
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in piece), fault.end


codecs.register_error("windows-1252", _windows)


def encoding(data: bytes) -> str:
    """The encoding of a text: utf-8, utf-16 or utf-32 (with a mark or, for utf-16, without), or windows-1252.

    "mixed" is UTF-8 into which stretches of Windows-1252 were pasted.
    """
    for mark, name in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
                       (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return name
    sample = data[:20_000]
    zeros = [sample[start::2].count(0) / max(len(sample) // 2, 1) for start in (0, 1)]
    if len(sample) >= 20 and min(zeros) < .05 and max(zeros) > .4:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    found = [match.lastgroup for match in SEQUENCE.finditer(data)]
    stray = found.count("stray")
    if not stray:
        return "utf-8"
    return "mixed" if found.count("long") or len(found) > 2 * stray else "windows-1252"


def decode(data: bytes) -> str:
    """The text in `data`, every character of it; ValueError, saying what it is instead, if it is no text."""
    kind = next((kind for start, kind in KINDS.items() if data.startswith(start)), None)
    if kind:
        raise ValueError(f"is not a text file but {kind}; save the article as plain text (.txt)")
    name = encoding(data)
    try:
        if name == "windows-1252":
            raw = data.translate(None).decode("ascii", "windows-1252")
        else:
            raw = data.decode("utf-8", "windows-1252") if name == "mixed" else data.decode(name)
    except UnicodeDecodeError:
        raise ValueError(f"cannot be decoded as {name.upper()}, which its first bytes announce; "
                         "save it again as plain text in UTF-8") from None
    if len(CONTROL.findall(raw[:100_000])) > .01 * min(len(raw), 100_000):
        raise ValueError("is not a text file; save the article as plain text in UTF-8")
    return raw
