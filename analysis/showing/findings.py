"""What was found, in sentences computed from the tables and true on any corpus.

Each function returns a Finding: a title of a line or two, for a figure, and the detail behind it (counts, intervals,
what could not have been seen). Where nothing can be shown, the title says so.
"""
from __future__ import annotations

import itertools
from collections import Counter
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import framing, paths, sentiment, stats
from analysis.checking import validity as checks
from analysis.text import plural

SCORER = {"textblob_polarity": "TextBlob polarity", "textblob_subjectivity": "TextBlob subjectivity", "vader": "VADER",
          "target_aware": "target-aware model"}


class Finding(NamedTuple):
    title: str
    detail: str = ""


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}\u00a0%" if whole else "none"


def recorded(share: float, n: int) -> str:
    """The percentage of a share that scores.csv has to three places, rounded once: from the count it is a share of."""
    return percent(round(share * n), n)


def score(share: float, n: int) -> str:
    """The same to two places, for a score such as F, whose n is that of its denominator: "0.81"."""
    return f"{round(share * n) / n:.2f}"


def listed(parts: list[str]) -> str:
    """The parts as prose: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""


def ranked(counted: Counter) -> list[tuple[str, int]]:
    """The most frequent first, equals by the alphabet: the order of every list of speakers."""
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def signed(value: float) -> str:
    """A score with its sign, to two places; to three near 0, which an interval that ends there may leave out."""
    return f"{value:+.3f}" if .0005 <= abs(value) < .005 else f"{round(value, 2) + 0.0:+.2f}"


def cue_name(cue: str) -> str:
    """What a cue's lemma is called where cues are listed: marks have names."""
    return {"": "no cue", ":": "colon", "—": "dash"}.get(cue, cue)


def label(camp: str, camps) -> str:
    return camps[camp]["label"] if isinstance(camps, dict) and camp in camps else camp.replace("_", " ")


def kept(passages: pd.DataFrame) -> Finding:
    """How much of the files is article, and what most of the rest was."""
    gone = passages[passages["section"] == "dropped"]
    words, total = int(passages["words"].sum() - gone["words"].sum()), int(passages["words"].sum())
    title = f"{words:,} of {total:,} words ({percent(words, total)}) are article"
    if gone.empty:
        return Finding(title + "; no paragraph was dropped.")
    reasons = Counter(sorted(gone["reason"])).most_common(3)
    return Finding(f"{title}; {plural(len(gone), 'paragraph')} {'was' if len(gone) == 1 else 'were'} dropped.",
                   f"Dropped most often as {listed([f'“{reason}” ({n})' for reason, n in reasons])}; "
                   f"{plural(int(gone['words'].sum()), 'word')} in all.")


def lead(heard: list[dict]) -> str:
    """Whether the first two of `heard`, rows of stats.shares of one whole, most first, can be told apart; corrected for all pairs."""
    ahead = before(*heard[:2], len(heard))
    return "a lead beyond chance" if ahead else "which of the two is heard more cannot be shown"


def before(first: dict, second: dict, several: int) -> bool:
    """Has the first of two rows of stats.shares the larger part of what both have, beyond chance among `several` rows?"""
    both = first["count"] + second["count"]
    worth = both * min(row["effective"] / row["n"] for row in (first, second))
    level = 1 - (1 - stats.LEVEL) / (several * (several - 1) / 2)
    return stats.wilson(first["count"] / both * worth, worth, level)[0] > .5


def attributions(quotes: pd.DataFrame, camps: dict) -> Finding:
    """How many speech attributions there are, of which types, and which camp has the largest part."""
    speech = quotes[quotes["kind"] == "speech"]
    if speech.empty:
        return Finding("No speech attribution was found in this corpus.")
    counts = ranked(Counter(speech["camp"]))
    named = [f"{n:,} by {label(camp, camps) if camp != 'other' else 'speakers in no camp'}" for camp, n in counts]
    if len(named) > 4:
        named[3:] = [f"{sum(n for _, n in counts[3:]):,} by others"]
    whole = stats.shares(speech.assign(outlet=framing.ALL), "camp", ["outlet"])
    heard = whole[whole["camp"] != "other"].sort_values("count", ascending=False, kind="stable").to_dict("records")
    first = listed([f"“{label(row['camp'], camps)}”" for row in heard[:2]])
    order = f"{first}: {lead(heard)}. " if len(heard) > 1 else ""
    types = ", ".join(f"{(speech['type'] == t).sum()} {t}" for t in ("direct", "mixed", "indirect"))
    mental = len(quotes) - len(speech)
    return Finding(f"{plural(len(speech), 'reported statement')} found: {listed(named)}.",
                   f"{order}{types}. A further {plural(mental, 'attribution')} of thoughts and wishes {'is' if mental == 1 else 'are'} "
                   "not counted here; most of that kind are missed.")


def speakers(quotes: pd.DataFrame) -> Finding:
    """Who speaks most, and how much of all speech that is."""
    speech = quotes[quotes["kind"] == "speech"]
    if speech.empty:
        return Finding("Nobody is given the word in this corpus.")
    counts = Counter(sorted(speech["speaker"])).most_common()
    first = [name for name, n in counts if n == counts[0][1]]
    named = listed(first) if len(first) < 4 else f"{len(first)} speakers"
    return Finding(f"{named} {'speaks' if len(first) == 1 else 'speak'} most often: {plural(counts[0][1], 'statement')}"
                   f"{' each' if len(first) > 1 else ''} of {len(speech)}.",
                   f"{plural(len(counts), 'speaker')} in all, {sum(n == 1 for _, n in counts)} of them once.")


def named(quotes: pd.DataFrame, camps: dict) -> Finding:
    """How many speakers are listed or fully named, and how often such and other speakers were right on unseen events."""
    sure = int(checks.named(quotes, camps).sum())
    if quotes.empty:
        return Finding("There is no speaker to check.")
    scores = pd.read_csv(paths.SCORES).query("system == 'all stages'").set_index("measure")
    right = [f"{recorded(*scores.loc[name, ['estimate', 'n']])} (n = {scores.at[name, 'n']})"
             for name in checks.OF_SPEAKERS.values()]
    return Finding(f"In {sure} of {plural(len(quotes), 'attribution')} the speaker is listed in corpus.yaml or has a full name"
                   + (f"; check the other {len(quotes) - sure} first." if sure < len(quotes) else "."),
                   f"On {scores.at[checks.OF_SPEAKERS[False], 'benchmark']}, {right[0]} of such speakers were right, but {right[1]} of "
                   "the others: nameless people, groups, documents, institutions by a short name.")


def apart(table: pd.DataFrame, column: str) -> list[tuple[str, str]]:
    """Pairs (higher, lower) of values of `column` whose intervals lie apart by every polarity scorer; "other" is no camp.

    `table` is rows of `framing.tone` of quoted voices that otherwise differ in nothing.
    """
    table = table[~table["scorer"].isin(sentiment.UNSIGNED) & (table[column] != "other")]
    rows = {(row[column], row["scorer"]): row for row in table.to_dict("records")}
    scorers = list(dict.fromkeys(table["scorer"]))
    return [(one, two) for one, two in itertools.permutations(dict.fromkeys(table[column]), 2)
            if all((one, s) in rows and (two, s) in rows and rows[two, s]["high"] < rows[one, s]["low"] for s in scorers)]


def tone(table: pd.DataFrame, camps=None) -> Finding:
    """On `framing.tone`: camps (over all outlets) that every polarity scorer sets apart."""
    table = table[(table["voice"] == "quoted") & (table["outlet"] == framing.ALL)]
    polar = table[~table["scorer"].isin(sentiment.UNSIGNED)]
    if polar.empty:
        return Finding("There are no attributed words whose tone could be measured.")
    scorers = list(dict.fromkeys(polar["scorer"]))
    alike = f"on all {len(scorers)} scores" if len(scorers) > 1 else "on the one score"
    pairs = [f"{label(one, camps)} sounds more positive than {label(two, camps)}" for one, two in apart(polar, "camp")]
    means, order = [], list(camps) if isinstance(camps, dict) else []
    last = polar[polar["scorer"] == scorers[-1]]
    for row in last.sort_values("camp", key=lambda c: c.map(order.index) if set(c) <= set(order) else c).to_dict("records"):
        mean, low, high = (signed(row[k]) for k in ("estimate", "low", "high"))
        means.append(f"{label(row['camp'], camps)} {mean} (n = {row['n']}, "
                     + ("no interval)" if np.isnan(row["low"]) else f"{low} to {high})"))
    return Finding((f"{listed(pairs)}, {alike}." if pairs else f"No two camps can be told apart in tone: no gap holds {alike}."),
                   f"Scores: {listed([SCORER.get(s, s) for s in scorers])}. Mean {SCORER.get(scorers[-1], scorers[-1])} score with 95 % interval: {listed(means)}.")


def detectable(voice: pd.DataFrame) -> Finding:
    """The smallest gap between the two best-documented outlets that this corpus could show."""
    rows = voice[(voice["unit"] == "attributions") & (voice["channel"] == "all") & (voice["outlet"] != framing.ALL)]
    largest = rows.groupby("outlet")["effective"].max().sort_values(ascending=False, kind="stable")
    if len(largest) < 2 or not largest.iloc[1] > 0:
        return Finding("Without two outlets that quote somebody, no gap between outlets can be looked for.")
    gap = stats.detectable(largest.iloc[0], largest.iloc[1])
    return Finding(f"Between {largest.index[0]} and {largest.index[1]}, which quote most, a single planned comparison would "
                   f"show a gap of {100 * gap:.0f} points four times in five; smaller ones mostly not.")


def validity(matched: pd.DataFrame, **options) -> Finding:
    """On `validity.match`: how many are found, how many of the found are right; or that nothing is coded."""
    table = checks.scores(matched, **options).set_index("measure")
    if matched.empty or not table["n"].any():
        return Finding("This corpus has no coding, so the error of its numbers is not known.",
                       "The command sample draws what to code; the more is coded, the narrower the interval.")
    mental = matched[(matched["status"] == "core") & (matched["kind_coded"] == "mental")]
    recall, precision, f = (table.loc[name] for name in ("recall", "precision", "F"))
    open_ = int(((matched["kind_found"] == "speech") & (checks.outcomes(matched) == "")).sum())
    return Finding(f"{percent(recall['estimate'], 1)} of {recall['n']:.0f} coded speech attributions are found; "
                   f"{percent(precision['estimate'], 1)} of {precision['n']:.0f} found are right.",
                   f"F = {f['estimate']:.2f} (95 % interval {f['low']:.2f} to {f['high']:.2f}, {plural(int(f['articles']), 'article')}). "
                   f"Of {len(mental)} coded thoughts and wishes "
                   f"{(mental['kind_found'] == 'mental').sum()} are found; these are in no share and no score here."
                   + (f" A further {open_} found as speech {'is' if open_ == 1 else 'are'} not judged: the coders left open "
                      f"whether {'it is one' if open_ == 1 else 'they are'}, or took {'it' if open_ == 1 else 'them'} for a thought." if open_ else ""))


def accuracy(matched: pd.DataFrame, camps: dict) -> Finding:
    """On `validity.match`: how often camp, speaker, type and conduit of the found are as coded."""
    right = checks.accuracy(matched, camps=camps).set_index("field")
    if not right["n"].any():
        return Finding("Nothing is coded, so no decision can be compared.")
    parts = [f"the {'conduit' if field == 'via' else field} in {percent(right.loc[field, 'estimate'], 1)}"
             for field in ("camp", "speaker", "type", "via") if right.loc[field, "n"]]
    return Finding(f"Of {plural(int(right.loc['camp', 'n']), 'matched attribution')} {listed(parts)} "
                   f"{'is' if len(parts) == 1 else 'are'} as coded.")
