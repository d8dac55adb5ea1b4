"""corpus.yaml read safely and checked against what it may hold; everything wrong is told at once, in plain words.

Every scalar is read as the text that stands there, so that an outlet called 1843, a speaker called No or a
date that is none stays what was written.
"""
from __future__ import annotations

import difflib
import re
from pathlib import Path

import yaml

from analysis.intake import inputs

KEYS = {"corpus": ["title", "date", "articles", "camps"],
        "article": ["file", "outlet", "date", "title", "url", "note"],
        "table": ["table"],
        "camp": ["label", "colour", "actors", "terms"]}
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]   # safe for the colour-blind
NAMED = {"blue": "#0072B2", "red": "#D55E00", "orange": "#D55E00", "green": "#009E73", "pink": "#CC79A7", "purple": "#CC79A7",
         "yellow": "#E69F00", "grey": "#7F7F7F", "gray": "#7F7F7F", "black": "#000000"}
OTHER = {"label": "Other", "colour": "#7F7F7F", "actors": {}, "terms": []}
EMPTY = ("", "~", "null", "Null", "NULL")
SYNTAX = [         # what PyYAML says, what it means to the person who wrote the file
    (r"'\\t'", "holds a tab; indent with blanks instead"),
    (r"mapping values are not allowed", "has a second colon; put the text behind the first one in quotation marks, as in "
                                        "title: \"Strike: day three\""),
    (r"while scanning a quoted scalar|unexpected end of stream", "opens a quotation mark that is never closed"),
    (r"expected ',' or '[\]}]'|flow (?:sequence|mapping|node)", "opens a bracket that is never closed, or lacks a comma"),
    (r"cannot start any token", "has text that starts with a sign of YAML's own; put that text in quotation marks"),
    (r"block end|block mapping|block collection|indentation", "is not indented like the lines it belongs to"),
    (r"could not find expected ':'", "lacks the colon behind a key"),
    (r"undefined alias|anchor", "has a text that starts with & or *; put that text in quotation marks")]


class _Loader(yaml.BaseLoader):
    """Text, lists and mappings, nothing else; notes keys that stand twice."""

    def construct_mapping(self, node, deep=False):
        lines: dict[str, int] = {}
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "flow node as a key", key.start_mark)
            if key.value in lines:
                self.twice.append(f"the key '{key.value}' stands in line {lines[key.value]} and again in line {line}; "
                                  "keep one of them")
            lines.setdefault(key.value, line)
        return super().construct_mapping(node, deep)


def load(path: str | Path) -> tuple[dict, list[str]]:
    """What stands in a YAML file, and the keys that stand twice; CorpusError if it is no mapping in YAML."""
    path = Path(path)
    return parsed(inputs.read(path), path)


def parsed(text: str, path: Path) -> tuple[dict, list[str]]:
    """As `load`, of the text of a file."""
    try:
        loader = _Loader(text)
        loader.twice = []
        content = loader.get_single_data()
    except RecursionError:
        raise inputs.CorpusError(f"{path}: is nested too deeply to be a corpus") from None
    except yaml.YAMLError as error:
        raise inputs.CorpusError(f"{path}: {_syntax(error)}") from None
    if not isinstance(content, dict):
        raise inputs.CorpusError(f"{path}: should hold keys such as 'title:', 'articles:' and 'camps:'")
    return content, [f"{path.name}: {one}" for one in loader.twice]


def _syntax(error: yaml.YAMLError) -> str:
    text = str(error)
    opened = re.search(r"quoted scalar|flow (?:sequence|mapping)", text)
    mark = (opened and getattr(error, "context_mark", None)) or getattr(error, "problem_mark", None)
    where = f" in line {mark.line + 1}" if mark else ""
    plain = next((plain for pattern, plain in SYNTAX if re.search(pattern, text)), None)
    if plain is None:
        plain = "is not written as YAML asks for" if mark else "holds a sign that is not allowed"
    return f"is not valid YAML{where}: it {plain}"


def blank(value) -> bool:
    return value is None or (isinstance(value, str) and value in EMPTY)


def shown(value) -> str:
    """A value as a message may show it, however long."""
    kinds = {dict: "a mapping", list: "a list"}
    return kinds.get(type(value)) or f"'{value if len(value) <= 60 else value[:60] + '…'}'"


def near(word: str, known) -> str:
    found = difflib.get_close_matches(word.lower(), known, 1)
    return found[0] if found else ""


def unknown(mapping: dict, kind: str, where: str) -> list[str]:
    problems = []
    for key in mapping:
        if key not in KEYS[kind]:
            meant = near(key, KEYS[kind])
            hint = f"did you mean '{meant}'?" if meant else f"known are {', '.join(KEYS[kind])}"
            problems.append(f"{where}: unknown key {shown(key)}; {hint}")
    return problems


def plain(mapping: dict, keys: tuple, where: str) -> list[str]:
    """What of `keys` is a list or mapping where a text should stand."""
    return [f"{where}: '{key}:' should be a text, not {shown(mapping[key])}" for key in keys
            if isinstance(mapping.get(key), (list, dict))]


def date(mapping: dict, where: str) -> list[str]:
    value = mapping.get("date")
    if blank(value) or isinstance(value, (list, dict)) or inputs.is_date(value):
        return []
    return [f"{where}: {inputs.not_a_date(value)}"]


def _colour(value, where: str) -> list[str]:
    if isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return []
    if blank(value):
        return [f"{where}: 'colour:' is empty; a colour starts with #, which YAML takes for a comment: "
                "put it in quotation marks, as in colour: \"#0072B2\""]
    code = NAMED.get(value.lower(), "#0072B2") if isinstance(value, str) else "#0072B2"
    return [f"{where}: {shown(value)} is no colour; write it as a code in quotation marks, such as \"{code}\""]


def _actors(actors, where: str) -> list[str]:
    if isinstance(actors, list) and actors and all(isinstance(a, str) for a in actors):
        return [f"{where}: 'actors:' should give each name a list of aliases, even an empty one, as in '{actors[0]}: []'"]
    if not isinstance(actors, dict):
        return [f"{where}: 'actors:' should give each name a list of aliases, as in 'Jane Doe: [Doe]'"]
    problems = []
    for name, aliases in actors.items():
        if blank(name):
            problems.append(f"{where}: an actor has no name")
        elif isinstance(aliases, dict) or not (blank(aliases) or isinstance(aliases, list)):
            example = shown(aliases).strip("'") if isinstance(aliases, str) else "Doe, the mayor"
            problems.append(f"{where}, actor '{name}': the aliases should be a list in brackets, as in '{name}: [{example}]'")
        elif isinstance(aliases, list):
            problems += [f"{where}, actor '{name}': an alias should be a text, not {shown(alias) if alias else 'empty'}"
                         for alias in aliases if not isinstance(alias, str) or not alias.strip()]
    return problems


def camps(content, where: str) -> list[str]:
    """Everything wrong with the `camps:` of a file, `where` its name."""
    if not isinstance(content, dict) or not content:
        return [f"{where}: 'camps:' should list each camp with its 'actors:' and 'terms:'"]
    problems: list[str] = []
    holder: dict[str, str] = {}
    if list(content) == ["other"]:
        problems.append(f"{where}: 'camps:' should list a camp besides 'other', which is everybody in no camp")
    for camp, entry in content.items():
        here = f"{where}, camp '{camp}'"
        if camp == "other" and (not isinstance(entry, dict) or set(entry) != {"actors"}
                                or blank(entry["actors"]) or not entry["actors"]):
            problems.append(f"{here}: is everybody in no camp; it may hold 'actors:' alone, those who are on no side")
            continue
        if not isinstance(entry, dict):
            problems.append(f"{here}: " + ("is empty; it needs 'actors:' or 'terms:'" if blank(entry) else
                                           "should hold 'label:', 'actors:' and 'terms:'"))
            continue
        actors, terms = (fallback if blank(entry.get(key)) else entry[key] for key, fallback in (("actors", {}), ("terms", [])))
        wrong = unknown(entry, "camp", here) + plain(entry, ("label",), here) + _actors(actors, here)
        if not isinstance(terms, list) or not all(isinstance(term, str) and term.strip() for term in terms):
            example = shown(terms).strip("'") if isinstance(terms, str) else "Russian, Moscow"
            wrong.append(f"{here}: 'terms:' should be a list of words in brackets, as in [{example}]")
            terms = []
        if "colour" in entry:
            wrong += _colour(entry["colour"], here)
        if not actors and not terms and not any("'terms:'" in one for one in wrong):
            wrong.append(f"{here}: has neither actors nor terms, so nobody can belong to it")
        problems += wrong
        names = [*terms] if not isinstance(actors, dict) else [n for name, aliases in actors.items() for n in
                 [name, *(aliases if isinstance(aliases, list) else [])] if isinstance(n, str)] + terms
        for name in {n.lower(): n for n in names}.values():
            if holder.setdefault(name.lower(), camp) != camp:
                problems.append(f"{here}: '{name}' stands in camp '{holder[name.lower()]}' too; keep it in one")
    return problems


def complete(content: dict) -> dict[str, dict]:
    """Checked camps with everything filled in, 'other' last."""
    whole = {}
    for number, (camp, entry) in enumerate((camp, entry) for camp, entry in content.items() if camp != "other"):
        label = entry.get("label")
        whole[camp] = {"label": camp.replace("_", " ").capitalize() if blank(label) else label,
                       "colour": entry.get("colour") or COLOURS[number % len(COLOURS)],
                       "actors": _listed(entry), "terms": [] if blank(entry.get("terms")) else entry["terms"]}
    return whole | {"other": OTHER | {"actors": _listed(content.get("other", OTHER))}}


def _listed(entry: dict) -> dict[str, list[str]]:
    actors = {} if blank(entry.get("actors")) else entry["actors"]
    return {name: [] if blank(aliases) else aliases for name, aliases in actors.items()}
