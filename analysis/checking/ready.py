"""What `python -m analysis check` says of a corpus: what is wrong, what is set aside, who is on no list; and listing them.

An article is cleaned once for all of it.
"""
from __future__ import annotations

import difflib
import re
import shlex
from pathlib import Path

from analysis import corpus, paths, text
from analysis.checking import corrections
from analysis.intake import accept, duplicates, inputs, start, unlisted, usable
from analysis.measuring import frame_lists
from analysis.naming.mentions import key


def told(place: str | Path, whole: bool = False) -> tuple[bool, list[str]]:
    """(whether the corpus can be studied, what is to be said of it); `whole`: of every article and speaker."""
    known: dict[str, list[text.Passage]] = {}
    try:
        study = corpus.load(place, passages=known)
    except corpus.CorpusError as problem:
        return False, str(problem).splitlines()
    problems = corrections.check(place, study) + frame_lists.check(place)
    if problems:
        return False, problems
    articles, camps = study.articles, [camp for camp in study.camps if camp != "other"]
    lines = [f"{place}: {text.plural(len(articles), 'article')} from {text.plural(articles.outlet.nunique(), 'outlet')}, "
             f"{text.plural(len(camps), 'camp')}: ready"]
    lines += [f"set aside: {row.file} {row.reason}" for row in study.set_aside.itertuples()]
    named = set(articles.file) | set(study.set_aside.file)
    lines += usable.overlooked(study.folder, None if any(", row " in name for name in named) else named)
    lines += duplicates.told(duplicates.find(articles))
    passages = text.clean(articles, known)
    lines += usable.noticed(passages, dict(zip(articles.article, articles.file)))
    lines += _headed(usable.headed(articles, passages), whole)
    if camps == ["unassigned"]:
        lines.append("camps: all speakers are still in 'unassigned', so no camps are compared; put them into camps of your own, or "
                     "write camps with 'terms:' alone in its place, and check shows who belongs where")
    found = unlisted.find(study, passages, unlisted.extracted(study, known), most=None if whole else unlisted.MOST)
    return True, lines + _proposed(place, study, *found)


def _headed(heads, whole: bool) -> list[str]:
    """Each article's headline and number of paragraphs, so that a menu taken for a headline is seen."""
    shown = heads if whole else heads.head(unlisted.MOST)
    more = f", the first {len(shown)} of {len(heads):,} (all: check --all)" if len(shown) < len(heads) else ""
    return [f"headlines found, and paragraphs below them{more}; a wrong one is put right by the article's 'title:' in corpus.yaml:",
            *(f"  {row.file}, {text.plural(row.paragraphs, 'paragraph')}: {start.shorten(row.headline) or '(none)'}"
              for row in shown.itertuples())]


def _proposed(place: str | Path, study: corpus.Corpus, shown: list[unlisted.Proposal], all_names: list[str]) -> list[str]:
    """The speakers on no list, each with its guess and where that rests, and what is typed to list them."""
    if not shown:
        return []
    names = [camp for camp in study.camps if camp != "other"]
    searched, whole = len(unlisted.searched(study)), len(study.articles)
    more = f" in {searched} of the {whole} articles" if searched < whole else ""
    more += f", the {len(shown)} most quoted of them (all: check --all)" if len(shown) < len(all_names) else ""
    lines = [f"quoted by name, but on no list: {len(all_names)}{more}; a camp is a guess, read what stands below it:"]
    for one in shown:
        lines.append(f"  {one.name}: {start.often(one.count, one.outlets)}; {unlisted.guess(one, study.camps)}")
        lines += [f"      {unlisted.where(at)}: {at.sentence}" for _, at in one.rests]
        lines += [f"      called {alias} in {unlisted.where(at)}: {at.sentence}" for alias, at in one.called]
    typed = f"  {paths.python()} -m analysis check {_typed(str(place))} --accept "
    clear = [one.name for one in shown if one.camp]
    if clear:
        lines += ["to put those whose camp is clear into corpus.yaml, when you have read their sentences:",
                  typed + " ".join(map(_typed, clear))]
    if any(not one.like for one in shown):
        lines += [f"to put somebody there yourself, say in which camp ({', '.join(names)}), or other for who is on no side, "
                  "who is then not listed here again:", typed + '"NAME=CAMP"']
    return lines


def accepted(place: str | Path, wanted: list[str]) -> list[str]:
    """Put proposed speakers, NAME or NAME=CAMP, into corpus.yaml; what was added. CorpusError if any does not fit."""
    known: dict[str, list[text.Passage]] = {}
    study = corpus.load(place, passages=known)
    typed = [[part.strip() for part in each.partition("=")] for each in wanted]
    found, names = unlisted.find(study, text.clean(study.articles, known), unlisted.extracted(study, known),
                                 [name for name, *_ in typed])
    of = {key(one.name): one for one in found}
    chosen, problems = {}, []
    for name, _, camp in typed:
        one = of.get(key(name))
        listed = next((camp for camp, entry in study.camps.items() for actor in entry["actors"] if key(actor) == key(name)), "")
        if not one:
            near = difflib.get_close_matches(name, names, 1)
            problems.append(f"{name}: " + (f"is listed already, in camp '{listed}'" if listed else "is not among the proposed"
                                           + (f"; did you mean '{near[0]}'?" if near else "")))
        elif not (camp or one.camp):
            problems.append(f"{name}: no sentence says clearly which camp; write {_typed(name + '=CAMP')}, with one of "
                            + ", ".join(camp for camp in study.camps if camp != "other") + ", or other for who is on no side")
        else:
            camp = camp or one.camp
            labelled = next((own for own, entry in study.camps.items() if camp == entry["label"]), camp)
            camp = camp if camp in study.camps else labelled
            if (before := chosen.setdefault(one.name, (one, camp))[1]) != camp:
                problems.append(f"{name}: is given two camps, '{before}' and '{camp}'; keep one")
    if problems:
        raise corpus.CorpusError("\n".join(["nothing was added to corpus.yaml", *problems]))
    lines = [unlisted.line(*pair) for pair in chosen.values()]
    path = accept.write(place, lines)
    written = inputs.read(path)
    return [f"added to {path}:", *(f"  {line.camp}: " + (accept.noted(line) if accept.noted(line) in written else start.entry(
        line.name, line.aliases) + f"      (within braces, so without its note: {line.note})") for line in lines)]


def _typed(word: str) -> str:
    """A word as it is typed in a shell."""
    return word if re.fullmatch(r"[\w./=+-]+", word, re.A) else shlex.quote(word) if re.search(r'["$`\\!]', word) else f'"{word}"'
