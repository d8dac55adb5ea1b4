"""A first corpus.yaml for a folder or table of articles: outlets, dates, and the most quoted speakers without a camp.

It can be run as it is; which speaker belongs to which camp is for a person to say. Who is quoted and on no list later
is told by `unlisted`.
"""
from __future__ import annotations

import datetime
import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml

from analysis import corpus, paths, text
from analysis.intake import inputs, quoted, usable
from analysis.naming.mentions import lexicon

MOST = 20                # speakers proposed
SAMPLE = 300             # articles that are searched for them
MONTHS = ("Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
          "Nov(?:ember)?|Dec(?:ember)?")
DATES = [re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>[01]?\d)\.(?P<y>\d{4})(?!\d)"),
         re.compile(r"(?<!\d)(?P<y>\d{4})[-_./]?(?P<m>[01]\d)[-_./]?(?P<d>[0-3]\d)(?!\d)"),
         re.compile(rf"\b(?P<d>\d{{1,2}})\.? (?P<m>{MONTHS})\.?,? (?P<y>\d{{4}})\b", re.I),
         re.compile(rf"\b(?P<m>{MONTHS})\.? (?P<d>\d{{1,2}}),? (?P<y>\d{{4}})\b", re.I)]
ARTICLES = frozenset("the a an le la les el los il lo der die das de het al".split())
SHORT = ARTICLES | frozenset("of and new sun sky fox age day one our all".split())     # no initials
HEAD = """\
# A proposal, written from the files; edit it. Outlets and dates are guessed: check them.
# What one may write here, with an example: seeds/corpus.yaml. What is wrong is told by: python -m analysis check
"""
CAMPS = """\
# Camps are the sides whose shares are compared. Replace "unassigned" by camps of your own and move each actor to the one
# it belongs to, as in
#   union:
#     label: The dockers' union
#     actors:
#       Jane Doe: [Doe, the union leader]     # a name, and in brackets what else she is called in the articles
#     terms: [union, dockers]                 # whoever has no entry joins the camp whose term its mention holds
# Quicker: write camps with a label and terms alone in place of "unassigned" and all below it. "check" then shows for each
# speaker which camp the articles speak for, with the sentence, and "check --accept" puts the speakers there.
# Actors that nobody needs can go: whoever is in no camp is counted as "other". Under a camp "other" stand those, as actors,
# whom "check" shall not propose again.
"""


def day(written: str) -> str:
    """The first date with day, month and year in `written`, as YYYY-MM-DD; "" without one."""
    found = sorted((m for pattern in DATES for m in pattern.finditer(written)), key=lambda m: m.start())
    for match in found:
        month = match["m"] if match["m"].isdigit() else datetime.datetime.strptime(match["m"][:3], "%b").month
        try:
            date = datetime.date(int(match["y"]), int(month), int(match["d"]))
        except ValueError:
            continue
        if 1900 < date.year < 2100:
            return date.isoformat()
    return ""


def outlets(stems: list[str]) -> list[str]:
    """The outlet that each file name seems to name, written as a name; files that begin alike are of one outlet."""
    stems = [re.sub(rf"(?i)^copy of |[\s(_-]+copy\)?$|[\s_-]*\b(?:\d{{1,2}} (?:{MONTHS})|(?:{MONTHS}) \d{{1,2}})\b", "", stem) or stem
             for stem in stems]
    stems = [stem if re.search(r"[^\W\d_]{2}", re.sub(r"(?=\w*\d)[\da-f]+", "", stem)) else f"Outlet {number}"
             for number, stem in enumerate(stems, 1)]
    parts = [re.split(r"[\s_-]+", corpus.outlet(stem.partition("_")[0] if re.match(r"[^\W\d_]+(?:-[^\W\d_]+)+_", stem) else stem))
             for stem in stems]
    follows = defaultdict(set)                   # the first words of names -> the words that go on with them
    for part in parts:
        for n in range(len(part)):
            follows[tuple(map(str.lower, part[:n + 1]))].add("".join(part[n + 1:n + 2]).lower())
    return [" ".join(_capital(word, len(part)) for word in _alike(part, follows)) for part in parts]


def _alike(part: list[str], follows: dict[tuple, set[str]]) -> list[str]:
    """The words that a file name begins with as others do, where they may be an outlet's name: not "The", and not
    "Valley" of valley_herald and valley_post; else all."""
    for n in range(1, len(part)):
        behind = follows[tuple(map(str.lower, part[:n]))]
        if len(behind) > 1 and part[n - 1].lower() not in (*ARTICLES, "outlet") and not any(map(names_outlet, behind)):
            return part[:n]
    return part


def names_outlet(word: str) -> bool:
    """Whether outlets are called so: "herald", "wire"."""
    return bool(lexicon()["outlet"].keys() & {word.lower(), word.title()})


def _capital(word: str, of: int = 1) -> str:
    if not word.islower():
        return word
    initials = len(word) <= 3 and word not in SHORT and (of == 1 or not re.search("[aeiouy]", word))
    return word.upper() if initials else word.capitalize()


def _plain(value: str) -> str:
    """`value` as YAML writes it, inside brackets or out of them."""
    if inputs.is_date(value):
        return value
    return yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=10**9).strip()[1:-1]


def propose(place: str | Path) -> tuple[str, list[str]]:
    """(the text of a corpus.yaml for `place`, a folder of articles or a table; what its aliases rest on, a line each).

    CorpusError if no article can be used.
    """
    folder, table = corpus.locate(place)
    found, problems = corpus.sources(table.name if table else None, folder, folder.name)
    if problems:
        raise corpus.CorpusError("\n".join(problems))
    read: list[tuple[corpus.Source, inputs.Article, str]] = []       # with the reason why it will be set aside
    for source in found:
        own = source.given
        try:
            own = inputs.whole(source.path) if source.path else own
            reason = usable.fault(own.raw)
        except corpus.CorpusError as error:
            reason = str(error).removeprefix(f"{source.path}: ")
        read.append((source, own, reason))
    if all(reason for *_, reason in read):
        raise corpus.CorpusError("\n".join([f"{folder}: no article can be used",
                                            *(f"{source.file} {reason}" for source, _, reason in read)]))
    rows = _articles(read)
    if all(source.path is None for source, *_ in read):
        listed = f"articles: {_plain(found[0].file.rpartition(', row ')[0])}      # the table's columns: {', '.join(inputs.COLUMNS)}\n"
    else:
        listed = "articles:\n" + "".join(
            "  - {" + ", ".join(f"{key}: {_plain(value)}" for key, value in row.items()) + "}" +
            (f"      # will be set aside: {' '.join(reason.split())}" if reason else "") + "\n"
            for row, (*_, reason) in zip(rows, read))
    step = max(1, -(-len(read) // SAMPLE))
    articles = [quoted.read(row["outlet"], own.raw, file=row["file"], title=own.title) for row, (_, own, bad) in list(zip(rows, read))[::step] if not bad]
    quoted_by_name = quoted.speakers(articles)
    name = corpus.outlet(folder.resolve().name).replace("_", " ").replace("-", " ").strip() or "A study"
    return "".join([HEAD, f"title: {_plain(name[:1].upper() + name[1:])}\n", "\n", listed, "\n", CAMPS,
                    _camps(quoted_by_name)]), _told(quoted_by_name.actors[:MOST], articles)


def _told(actors: list[quoted.Actor], articles: list[quoted.Article]) -> list[str]:
    """Each alias with a sentence that calls the actor so."""
    lines = [f"  {one.name}, {alias}: {articles[number].file}: {shorten(quoted.sentence(one, alias, articles[number]))}"
             for one in actors for alias, (number, _) in one.aliases.items()]
    return ["what else they are called, and where; strike out of the brackets what is wrong:", *lines] if lines else []


def shorten(written: str, most: int = 160) -> str:
    """A sentence on one line, of a long one its beginning."""
    return textwrap.shorten("".join(sign if sign.isprintable() else " " for sign in written), most, placeholder=" …")


def _articles(read: list[tuple[corpus.Source, inputs.Article, str]]) -> list[dict]:
    """file, outlet and, where one is found, date of each article."""
    guessed = outlets([Path(source.file).stem for source, *_ in read])
    rows = []
    for (source, own, _), guess in zip(read, guessed):
        opening = "\n".join(p.clean.text for p in text.passages(own.raw[:3000]))[:800]
        date = own.date or day(source.file) or day(opening)
        rows.append({"file": source.file, "outlet": own.outlet or guess} | ({"date": date} if date else {}))
    return rows


def entry(name: str, aliases: Iterable[str]) -> str:
    """An actor as corpus.yaml has it."""
    return f"{_plain(name)}: [{', '.join(map(_plain, aliases))}]"


def often(count: int, where: list[str]) -> str:
    """How often somebody is quoted, in words."""
    return f"{text.plural(count, 'attribution')}, {text.plural(len(where), 'outlet')}"


def _camps(found: quoted.Found) -> str:
    lines = ["camps:", "  unassigned:", "    label: Not yet assigned", "    actors:"]
    lines += [f"      {entry(one.name, one.aliases)}      # {often(one.count, one.outlets)}" for one in found.actors[:MOST]]
    if not found.actors:
        lines.append("      Jane Example: []      # nobody was found; write the speakers of your event here")
    if found.unclear:
        lines += ["# Names of more than one; who is meant? Add each to one actor's brackets:",
                  *(f"#   {one.name} ({one.count}): {' or '.join(one.fits)}" for one in found.unclear[:MOST])]
    if found.others:
        lines += ["# Quoted without a name; who is meant? Add them to an actor's brackets:",
                  "#   " + ", ".join(f"{' '.join(name.split())} ({count})" for name, count in found.others)]
    return "\n".join(lines) + "\n"


def write(place: str | Path, say: Callable[[str], None] = lambda line: None) -> Path:
    """Write the proposed corpus.yaml beside the articles; its path. CorpusError if there is one already.

    Before that `say` is told, line by line, what the aliases in it rest on.
    """
    folder, _ = corpus.locate(place)
    path = folder / "corpus.yaml"
    if path.exists():
        raise corpus.CorpusError(f"{path}: exists and is left as it is; move it away to have a new one written")
    proposed, told = propose(place)
    for line in told:
        say(line)
    with paths.whole(path) as part:
        part.write_text(proposed, encoding="utf-8", newline="\n")
    return path
