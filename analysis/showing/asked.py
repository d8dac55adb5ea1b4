"""The questions people ask of a comparison, answered from the tables of any corpus; templates/asked.html.j2 shows them.

Who is quoted most? Who gives a camp most room for its own words? With which verbs is somebody introduced? What was
not found in an outlet? May one outlet be called more negative? Speech only; every answer has its denominator.
"""
from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from analysis import framing
from analysis.checking import validity
from analysis.showing import findings, findings_tone

SPEAKERS, CUES = 8, 6        # shown for each camp, and for each of them


def answers(loaded, tables: dict) -> dict:
    """What the index shows below "Questions people ask"; {} where nobody is reported to have said anything.

    `loaded` is the corpus, `tables` maps names to frames; only `quotes` is needed.
    """
    quotes = tables.get("quotes")
    if quotes is None or not (quotes.kind == "speech").any():
        return {}
    speech = quotes[quotes.kind == "speech"]
    speech = speech.assign(words=[inside for inside, _ in framing.counted(speech)])
    outlets = sorted(set(loaded.articles.outlet))
    return {"outlets": [_outlet(name, speech[speech.outlet == name], loaded) for name in outlets],
            "rooms": _rooms(speech, loaded.camps, outlets), "voices": _voices(speech, loaded.camps),
            "names": _names(speech, loaded.camps), "left": _left_out(quotes, loaded, outlets, tables.get("statements")),
            "tone": _tone(tables.get("comparisons") if len(outlets) > 1 else None, loaded.camps)}


def top(counted: Counter, most: int = 3) -> dict:
    """The `most` largest as (name, n); `equal`: the names of those that have just as much as the last of them."""
    ranked = findings.ranked(counted)
    last = ranked[most - 1][1] if len(ranked) >= most else 0
    return {"first": ranked[:most], "last": last, "equal": [name for name, n in ranked[most:] if n == last]}


def _sums(frame: pd.DataFrame, by: str) -> Counter:
    """Words in quotation marks by `by`, without nobody and without 0."""
    counted = frame[frame[by] != ""].groupby(by).words.sum()
    return Counter(counted[counted > 0].to_dict())


def _outlet(name: str, speech: pd.DataFrame, loaded) -> dict:
    """Who is reported most often in an outlet, and whose words stand in quotation marks."""
    return {"outlet": name, "n": len(speech), "words": int(speech.words.sum()),
            "articles": int((loaded.articles.outlet == name).sum()),
            "said": top(Counter(filter(None, speech.speaker))), "quoted": top(_sums(speech, "speaker"))}


def _rooms(speech: pd.DataFrame, camps: dict, outlets: list[str]) -> dict:
    """Words in quotation marks: a row an outlet, a cell a camp; and for each camp where it has most of them."""
    camps = {name: entry["label"] for name, entry in camps.items() if (speech.camp == name).any()}
    total = {name: int(speech[speech.outlet == name].words.sum()) for name in outlets}
    cells = speech.groupby(["outlet", "camp"]).words.sum().to_dict()
    rows = [{"outlet": outlet, "total": total[outlet], "cells": [cells.get((outlet, camp), 0) for camp in camps]}
            for outlet in outlets]
    most = []
    for camp, label in camps.items():
        counted = {outlet: cells.get((outlet, camp), 0) for outlet in outlets}
        best = max(counted.values())
        shares = {outlet: n / total[outlet] for outlet, n in counted.items() if total[outlet]}
        high = max(shares.values(), default=0)
        most.append({"label": label, "words": best, "of": sum(counted.values()),
                     "outlets": findings.listed([o for o, n in counted.items() if n == best]),
                     "share": high, "largest": findings.listed([o for o, s in shares.items() if s == high])})
    return {"camps": list(camps.values()), "rows": rows, "most": [one for one in most if one["words"]],
            "none": findings.listed([one["label"] for one in most if not one["words"]])}


def _cues(part: pd.DataFrame) -> dict:
    """How often which cue introduces the rows, and their rows to look up."""
    counted = Counter(map(findings.cue_name, part.cue_lemma))
    ranked = findings.ranked(counted)
    distant = sorted({c for c, s in zip(part.cue_lemma, part.stance) if s == "distancing" and c})
    return {"n": len(part), "cues": ranked[:CUES], "rest": sum(n for _, n in ranked[CUES:]), "distant": distant,
            "rows": list(part.itertuples())}


def _voices(speech: pd.DataFrame, camps: dict) -> list[dict]:
    """For each camp its most frequent speakers, with how the articles name them and the cues; the rest counted."""
    found = []
    for camp, entry in camps.items():
        part = speech[(speech.camp == camp) & (speech.speaker != "")]
        ranked = findings.ranked(Counter(part.speaker))
        shown = [name for name, n in ranked[:SPEAKERS] if n > 1 or len(ranked) <= SPEAKERS]
        rows = [{"name": name, "called": _called(part[part.speaker == name].source, name),
                 **_cues(part[part.speaker == name])} for name in shown]
        if len(part):
            found.append({"label": entry["label"], "rows": rows, "n": len(part), "rest": len(ranked) - len(rows),
                          "of": sum(n for name, n in ranked if name not in shown)})
    return found


def _called(sources, speaker: str, most: int = 3) -> str:
    """Up to `most` ways the articles name a speaker, the commonest first; pronouns are no names."""
    named = Counter(source for source in sources if len(source) > 4 and source != speaker)
    return ", ".join(f"“{source}”" for source, _ in findings.ranked(named)[:most])


def _names(speech: pd.DataFrame, camps: dict) -> list[dict]:
    """The same by the word that names the source: a camp's terms, and one-word aliases that stand for several speakers."""
    found = []
    for entry in camps.values():
        aliases = [alias for listed in entry["actors"].values() for alias in listed]
        words = [*entry["terms"], *(re.sub("^the ", "", alias) for alias in aliases)]
        words = [w for w in dict.fromkeys(words) if w[:1].isupper() and " " not in w]
        for word in words:
            part = speech[[bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", source)) for source in speech.source]]
            speakers = set(part.speaker)
            if len(part) and (word in entry["terms"] or len(speakers) > 1):
                found.append({"name": word, "label": entry["label"], "speakers": findings.listed(sorted(speakers)),
                              **_cues(part)})
    return found


def _left_out(quotes: pd.DataFrame, loaded, outlets: list[str], statements=None) -> list[dict]:
    """Whom each outlet was not found to report, though at least half of the others do (two at least), `named`: who is
    named there all the same; camps never heard (`silent`), with how many of its statements (`said`) have a speaker who is
    not certain (`unsure`); and statements found in two other outlets (`shared`: of how many), those
    of most outlets first."""
    from analysis.comparing import heard, omissions
    shared = None if statements is None else omissions.matrix(statements, outlets, camps=loaded.camps)
    labels = {name: entry["label"] for name, entry in loaded.camps.items() if name != "other"}
    aliases = {name: listed for entry in loaded.camps.values() for name, listed in entry["actors"].items()}
    texts = {outlet: "\n".join(part.text) for outlet, part in loaded.articles.groupby("outlet")}
    speakers = heard.missing(quotes, outlets, texts, aliases)
    speech, found = quotes[quotes.kind == "speech"], []
    for outlet in outlets:
        camps = set(speech[speech.outlet == outlet].camp)
        gone = [] if shared is None else [
            (row.speaker, omissions.worded(row.label, 110), row.carriers) for row in shared[(shared.outlet == outlet) & (shared.form == "")]
            .sort_values("carriers", ascending=False, kind="stable").itertuples()]
        silent = [label for name, label in labels.items() if name not in camps and (speech.camp == name).any()]
        missing, named = speakers[outlet]
        part = speech[speech.outlet == outlet]
        found.append({"outlet": outlet, "missing": missing, "named": named, "silent": silent, "gone": gone,
                      "said": len(part), "unsure": int((~validity.sure(part, loaded.camps)).sum()),
                      "shared": 0 if shared is None else shared.statement.nunique(),
                      "words": int(loaded.articles[loaded.articles.outlet == outlet].words.sum())})
    return found if len(outlets) > 1 else []


def _tone(comparisons, camps: dict) -> dict:
    """Which differences between outlets in the tone of a camp's words hold however they are measured."""
    if comparisons is None:
        return {}
    verdicts = comparisons[comparisons.group == "outlet"]
    return {"finding": findings_tone.outlets(verdicts, camps), "pairs": len(verdicts), "robust": int(verdicts.robust.sum())}
