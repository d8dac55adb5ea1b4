"""A first corpus.yaml for a folder or table of articles: outlets, dates, and the most quoted speakers without a camp.

It can be run as it is; which speaker belongs to which camp is for a person to say. Who is quoted and on no list later
is told by `unlisted`.
"""
from __future__ import annotations

import datetime
import os
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import yaml

from analysis import corpus, paths, quotes, text
from analysis.intake import inputs, schema, usable
from analysis.naming.mentions import proper

MOST = 20                # speakers proposed
SAMPLE = 300             # articles that are searched for them
NAMED = {"name", "surname", "misspelling", "institution", "country"}     # rules that lead to a name, see speakers
MONTHS = ("Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
          "Nov(?:ember)?|Dec(?:ember)?")
DATES = [re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>[01]?\d)\.(?P<y>\d{4})(?!\d)"),
         re.compile(r"(?<!\d)(?P<y>\d{4})[-_./]?(?P<m>[01]\d)[-_./]?(?P<d>[0-3]\d)(?!\d)"),
         re.compile(rf"\b(?P<d>\d{{1,2}})\.? (?P<m>{MONTHS})\.?,? (?P<y>\d{{4}})\b", re.I),
         re.compile(rf"\b(?P<m>{MONTHS})\.? (?P<d>\d{{1,2}}),? (?P<y>\d{{4}})\b", re.I)]
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
    parts = [re.split(r"[\s_-]+", corpus.outlet(stem.partition("_")[0] if re.match(r"[^\W\d]+(?:-[^\W\d]+)*_", stem) else stem))
             for stem in stems]
    first = Counter(part[0].lower() for part in parts)
    shared: dict[str, list[str]] = {}
    for part in parts:
        known = shared.setdefault(part[0].lower(), part)
        same = os.path.commonprefix([[p.lower() for p in known], [p.lower() for p in part]])
        shared[part[0].lower()] = known[:len(same)]
    chosen = [shared[part[0].lower()] if first[part[0].lower()] > 1 and part[0] != "Outlet" else part for part in parts]
    return [" ".join(_capital(word) for word in part) for part in chosen]


def _capital(word: str) -> str:
    return word.upper() if word.islower() and len(word) <= 3 and word not in ("the", "of", "and", "new") else \
        word.capitalize() if word.islower() else word


class Actor(NamedTuple):
    """Somebody who is quoted by name."""
    name: str
    aliases: list[str]
    count: int                       # attributions
    outlets: list[str]
    rows: list[tuple[int, dict]]     # the attributions, each behind the number of its article


def speakers(raws: list[tuple[str, str]], camps: dict | None = None, found: list[list[dict]] | None = None,
             ) -> tuple[list[Actor], list[tuple[str, int]]]:
    """(actors, others) quoted in articles (outlet, raw), most often first; without those that `camps` lists.

    Others are (words, attributions) known by a role alone. `found` has the attributions of each article, if known.
    """
    listed = {actor for entry in (camps or {}).values() for actor in entry["actors"]}
    count: Counter = Counter()
    where, words, rules, own = defaultdict(set), defaultdict(Counter), defaultdict(set), defaultdict(list)
    each = found or (quotes.attributions(raw, camps or {"other": schema.OTHER}) for _, raw in raws)
    for number, ((outlet, _), rows) in enumerate(zip(raws, each)):
        for one in rows:
            name = one["speaker"].replace("’", "'")
            if one["kind"] == "speech" and name and one["speaker"] not in listed:
                count[name] += 1
                where[name].add(outlet)
                own[name].append((number, one))
                rule = one["resolved_by"].partition(",")[0]
                rules[name].add(rule)
                words[name][rule, one["source"].replace("’", "'")] += 1
    plain = set(re.findall(r"\b[a-z]+\b", " ".join(raw for _, raw in raws)))
    surnames = {name.split()[-1] for name in listed if " " in name}
    known = {name for name in count if rules[name] & NAMED or proper(name) and not name.startswith("Unnamed ")}
    named = [name for name in count if name in known and name.lower() not in plain and "," not in name and len(name.split()) <= 6
             and name not in surnames and not any(" " in one and name.endswith(f" {one}") for one in listed)]
    ending = {name: [one for one in named if name.endswith(f" {one}") and " " in one] for name in named}
    pairs = [(long, full[0], "role") for long, full in ending.items() if len(full) == 1]      # "Singer Ann Lee": Ann Lee
    long = {name for name, _, _ in pairs}
    for short in [name for name in named if " " not in name]:
        full = [name for name in named if name.endswith(f" {short}") and name not in long]
        pairs += [(short, full[0], "surname")] if len(full) == 1 else []
        named = [name for name in named if name != short or len(full) < 2]          # whose of them is not known
    for name, other, rule in pairs:
        named.remove(name)
        count[other] += count[name]
        where[other] |= where[name]
        own[other] += own[name]
        words[other][rule, name] += count[name]
    named = sorted(named, key=lambda name: (-count[name], name))
    aliases = {name: _aliases(name, words[name]) for name in named}
    claimed = Counter(alias for name, several in aliases.items() for alias in
                      {name.lower(), name.lower().split()[-1], *map(str.lower, several)})
    actors = [Actor(name, [a for a in aliases[name] if claimed[a.lower()] == 1], count[name], sorted(where[name]), own[name])
              for name in named]
    others = [(name, n) for name, n in count.most_common() if n > 1 and name not in known and "," not in name]
    return actors, others[:MOST]


def _aliases(name: str, words: Counter) -> list[str]:
    """What else a speaker is called: the surname, roles and short forms that led to the name."""
    found = []
    for (rule, mention), _ in words.most_common():
        if rule == "surname":
            mention = name.split()[-1]
        elif rule not in ("role", "institution", "country", "misspelling"):
            continue
        mention = re.sub(r"^The ", "the ", mention)
        if mention.islower() or rule == "role" and " " not in mention:     # "the minister" may be any
            continue
        known = [re.sub("^the ", "", one.lower()) for one in (name, *found)]
        if 0 < len(mention.split()) <= 4 and not re.search(r"[,\n]|'s\b|\b(?:he|she|it|they|his|her|its|their|an?)\b", mention, re.I) \
                and re.sub("^the ", "", mention.lower()) not in known:
            found.append(mention)
    return found[:6]


def _plain(value: str) -> str:
    """`value` as YAML writes it, inside brackets or out of them."""
    if inputs.is_date(value):
        return value
    return yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=10**9).strip()[1:-1]


def propose(place: str | Path) -> str:
    """The text of a corpus.yaml for `place`, a folder of articles or a table; CorpusError if no article can be used."""
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
    actors, others = speakers([(row["outlet"], own.raw) for row, (_, own, bad) in list(zip(rows, read))[::step] if not bad])
    name = corpus.outlet(folder.resolve().name).replace("_", " ").replace("-", " ").strip() or "A study"
    return "".join([HEAD, f"title: {_plain(name[:1].upper() + name[1:])}\n", "\n", listed,
                    "\n", CAMPS, _camps(actors[:MOST], others)])


def _articles(read: list[tuple[corpus.Source, inputs.Article, str]]) -> list[dict]:
    """file, outlet and, where one is found, date of each article."""
    guessed = outlets([Path(source.file).stem for source, *_ in read])
    rows = []
    for (source, own, _), guess in zip(read, guessed):
        opening = "\n".join(p.clean.text for p in text.passages(own.raw[:3000]))[:800]
        date = own.date or day(source.file) or day(opening)
        rows.append({"file": source.file, "outlet": own.outlet or guess} | ({"date": date} if date else {}))
    return rows


def entry(name: str, aliases: list[str]) -> str:
    """An actor as corpus.yaml has it."""
    return f"{_plain(name)}: [{', '.join(map(_plain, aliases))}]"


def often(count: int, where: list[str]) -> str:
    """How often somebody is quoted, in words."""
    return f"{text.plural(count, 'attribution')}, {text.plural(len(where), 'outlet')}"


def _camps(actors: list[Actor], others: list[tuple[str, int]]) -> str:
    lines = ["camps:", "  unassigned:", "    label: Not yet assigned", "    actors:"]
    lines += [f"      {entry(one.name, one.aliases)}      # {often(one.count, one.outlets)}" for one in actors]
    if not actors:
        lines.append("      Jane Example: []      # nobody was found; write the speakers of your event here")
    if others:
        lines += ["# Quoted without a name; who is meant? Add them to an actor's brackets:",
                  "#   " + ", ".join(f"{' '.join(name.split())} ({count})" for name, count in others)]
    return "\n".join(lines) + "\n"


def write(place: str | Path) -> Path:
    """Write the proposed corpus.yaml beside the articles; its path. CorpusError if there is one already."""
    folder, _ = corpus.locate(place)
    path = folder / "corpus.yaml"
    if path.exists():
        raise corpus.CorpusError(f"{path}: exists and is left as it is; move it away to have a new one written")
    proposed = propose(place)
    with paths.whole(path) as part:
        part.write_text(proposed, encoding="utf-8", newline="\n")
    return path
