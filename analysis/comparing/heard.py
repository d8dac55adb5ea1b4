"""Who speaks in an outlet, under whatever form of the name: "Ms Lee" is Ann Lee, "Isle Ferries" the firm "Isle Ferries Ltd"."""
from __future__ import annotations

import re

import pandas as pd

from analysis.naming import mentions, persons, titles

OFFICE = re.compile(r"['’]s ")                      # "Ms Lee's office" is not Ms Lee


def words(name: str) -> tuple[str, ...]:
    """The words of a name by which it is known, without titles and in one spelling."""
    return tuple(mentions.key(titles.split_name(name)[1] or name).split())


def alike(one: str, other: str) -> bool:
    """May two names be the same speaker's: one shorter than the other, or one surname and no other given name?"""
    first, second = words(one), words(other)
    if not first or not second or OFFICE.search(f"{one} ") or OFFICE.search(f"{other} "):
        return first == second
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    initial = first[0].strip(".")[:1] == second[0].strip(".")[:1] and 1 in (len(first[0].strip(".")), len(second[0].strip(".")))
    return first[-1] == second[-1] and initial


def named(name: str, text: str, aliases=()) -> bool:
    """Does a text name a speaker: in full, by an alias, by the surname of a person?"""
    known, person = words(name), titles.split_name(name)[1]
    surname = [known[-1]] if len(known) > 1 and mentions.is_name(person) and not persons.common(person) else []
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.I) for form in [name, *aliases, *surname] if form)


def missing(quotes: pd.DataFrame, outlets: list[str], texts: dict[str, str], aliases: dict[str, list[str]]) -> dict[str, tuple]:
    """Of the speakers that at least half of the other outlets report (two at least): outlet -> (those who are not even
    named there, those who are named but were not found speaking), each [(name, outlets that report them)].

    quotes: speech and thought; texts: outlet -> its articles; aliases: name -> what else it is called. A name that may be
    somebody's who speaks in the outlet, or whom a source there names, is in neither list; nor are nameless speakers, of
    whom one is not the other.
    """
    known = quotes[(quotes["speaker"] != "") & ~quotes["speaker"].str.startswith("Unnamed")]
    where = known[known["kind"] == "speech"].groupby("speaker", sort=False)["outlet"].agg(set)
    found = {}
    for outlet in outlets:
        part, away = quotes[quotes["outlet"] == outlet], (len(outlets) - 1) / 2
        here, sources = sorted(set(part["speaker"])), OFFICE.sub("_ ", " \n".join(sorted(set(part["source"]))))
        gone = [(name, places) for name, places in where.items() if outlet not in places and len(places) >= max(2, away)
                and not any(alike(name, other) for other in here) and not named(name, sources)]
        lists: tuple[list, list] = [], []
        for forms, places in _people(gone):
            told = any(named(form, texts.get(outlet, ""), aliases.get(form, ())) for form in forms)
            lists[told].append((forms[0], sorted(places)))
        found[outlet] = lists
    return found


def _people(gone: list[tuple[str, set]]) -> list[tuple[list[str], set]]:
    """Names of one speaker together, the longest first, with all the outlets; those of most outlets first."""
    merged: list[tuple[list[str], set]] = []
    for name, places in sorted(gone, key=lambda one: -len(words(one[0]))):
        home = next((one for one in merged if alike(name, one[0][0])), None)
        if home:
            home[0].append(name)
            home[1].update(places)
        else:
            merged.append(([name], set(places)))
    return sorted(merged, key=lambda one: -len(one[1]))
