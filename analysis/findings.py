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

from analysis import framing, sentiment, stats
from analysis import validity as checks

SCORER = {"textblob_polarity": "TextBlob polarity", "textblob_subjectivity": "TextBlob subjectivity", "vader": "VADER",
          "target_aware": "target-aware model"}


class Finding(NamedTuple):
    title: str
    detail: str = ""


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}\u00a0%" if whole else "none"


def plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def listed(parts: list[str]) -> str:
    """The parts as prose: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""


def label(camp: str, camps) -> str:
    return camps[camp]["label"] if isinstance(camps, dict) and camp in camps else camp.replace("_", " ")


def _interval(row: dict) -> str:
    """A share with its count and interval: 40 % (4 of 10, 17 to 69 %)."""
    return (f"{100 * row['estimate']:.0f} % ({row['count']} of {row['n']}, "
            f"{100 * row['low']:.0f} to {100 * row['high']:.0f} %)")


def _unseen(smallest: float) -> str:
    return ("with so few attributions hardly any gap would be found" if smallest >= 0.995 else
            f"only gaps of {100 * smallest:.0f} points or more would be found four times in five")


def kept(passages: pd.DataFrame) -> Finding:
    """How much of the files is article, and what most of the rest was."""
    gone = passages[passages["section"] == "dropped"]
    words, total = int(passages["words"].sum() - gone["words"].sum()), int(passages["words"].sum())
    title = f"{words:,} of {total:,} words ({percent(words, total)}) are article"
    if gone.empty:
        return Finding(title + "; no paragraph was dropped.")
    reasons = Counter(sorted(gone["reason"])).most_common(3)
    return Finding(f"{title}; {plural(len(gone), 'paragraph')} {'was' if len(gone) == 1 else 'were'} dropped.",
                   f"Dropped most often as {listed([f'{reason} ({n})' for reason, n in reasons])}; "
                   f"{plural(int(gone['words'].sum()), 'word')} in all.")


def attributions(quotes: pd.DataFrame, camps: dict) -> Finding:
    """How many speech attributions there are, of which types, and which camp has the largest part."""
    speech = quotes[quotes["kind"] == "speech"]
    if speech.empty:
        return Finding("No speech attribution was found in this corpus.")
    counts = Counter(sorted(speech["camp"])).most_common()
    most = [label(camp, camps) if camp != "other" else "speakers in no camp" for camp, n in counts if n == counts[0][1]]
    types = ", ".join(f"{(speech['type'] == t).sum()} {t}" for t in ("direct", "mixed", "indirect"))
    mental = len(quotes) - len(speech)
    return Finding(f"{plural(len(speech), 'speech attribution')} found; the largest part goes to {listed(most)} "
                   f"({counts[0][1]}{' each' if len(most) > 1 else ''}).",
                   f"{types}. A further {plural(mental, 'attribution')} of thoughts and wishes {'is' if mental == 1 else 'are'} "
                   "not counted here; most of that kind are missed.")


def speakers(quotes: pd.DataFrame) -> Finding:
    """Who speaks most, and how much of all speech that is."""
    speech = quotes[quotes["kind"] == "speech"]
    if speech.empty:
        return Finding("Nobody is given the word in this corpus.")
    counts = Counter(sorted(speech["speaker"])).most_common()
    first = [name for name, n in counts if n == counts[0][1]]
    named = listed(first) if len(first) < 4 else f"{len(first)} speakers"
    return Finding(f"{named} {'speaks' if len(first) == 1 else 'speak'} most often: {plural(counts[0][1], 'attribution')}"
                   f"{' each' if len(first) > 1 else ''} of {len(speech)}.",
                   f"{plural(len(counts), 'speaker')} in all, {sum(n == 1 for _, n in counts)} of them once.")


def share(table: pd.DataFrame, camps=None) -> Finding:
    """On `framing.share_of_voice`: the two camps heard most, whether outlets differ in any camp and channel.

    "other" is named, but not compared.
    """
    table = table[table["unit"] == "attributions"]
    overall = table[(table["channel"] == "all") & (table["outlet"] == framing.ALL)]
    if not overall["n"].max() > 0:
        return Finding("No speech attribution was found, so there is no share of voice to report.")
    pooled = overall[(overall["camp"] != "other") & (overall["count"] > 0)]
    if pooled.empty:
        return Finding(f"None of the speech attributions (0 of {overall['n'].max()}) belongs to a camp.")
    top = pooled.sort_values("count", ascending=False, kind="stable").head(2).to_dict("records")
    parts = [f"{percent(row['count'], row['n'])} go to {label(row['camp'], camps)}" for row in top]
    rest = overall[(overall["camp"] == "other") & (overall["estimate"] >= .15)].to_dict("records")
    parts += [f"{percent(row['count'], row['n'])} to speakers in no camp" for row in rest]
    title = f"Of the speech attributions {listed(parts)}"
    detail = "With 95 % intervals: " + listed([f"{label(row['camp'], camps)} {_interval(row)}" for row in top])
    if len(top) > 1:
        both = sum(row["count"] for row in top)
        worth = both * min(row["effective"] / row["n"] for row in top)
        level = 1 - (1 - stats.LEVEL) / (len(pooled) * (len(pooled) - 1) / 2)
        low, _ = stats.wilson(top[0]["count"] / both * worth, worth, level)
        detail += ": " + ("a lead beyond chance" if low > 0.5 else "which of the two is heard more cannot be shown")
    outlets = table[(table["outlet"] != framing.ALL) & (table["n"] > 0)]
    if outlets["outlet"].nunique() < 2:
        return Finding(title + "; only one outlet has any, so there is nothing to compare.", detail + ".")
    pairs, smallest = outlet_gaps(table)
    if not pairs:
        return Finding(title + "; no difference between outlets can be shown.",
                       f"{detail}; even between the two best-documented outlets {_unseen(smallest)}.")
    high, low = pairs[0]
    manner = {"direct": "with quoted words", "indirect": "without quoted words"}[high["channel"]]
    return Finding(f"{title}; {high['outlet']} and {low['outlet']} differ beyond chance in {label(high['camp'], camps)}.",
                   f"{detail}; the widest gap that can be shown: of the attributions {manner}, {label(high['camp'], camps)} has "
                   f"{_interval(high)} in {high['outlet']}, {_interval(low)} in {low['outlet']}.")


def outlet_gaps(voice: pd.DataFrame) -> tuple[list, float]:
    """`stats.gaps` between outlets, over the camps and both channels of `framing.share_of_voice` together."""
    rows = voice[(voice["unit"] == "attributions") & voice["channel"].isin(["direct", "indirect"])]
    return stats.gaps(rows[(rows["outlet"] != framing.ALL) & (rows["camp"] != "other")], ["channel", "camp"])


def quoting(table: pd.DataFrame, camps=None) -> Finding:
    """On `framing.quoted_share`: whose speech is quoted, whose is put into the writer's words."""
    pooled = table[(table["outlet"] == framing.ALL) & (table["camp"] != "other") & (table["n"] > 0)]
    if pooled.empty:
        return Finding("No camp's speech was found, so there is no quoting to compare.")
    rows = pooled.sort_values("estimate", ascending=False, kind="stable").to_dict("records")
    title = "Quoted in own words: " + listed([f"{label(r['camp'], camps)} in {r['count']} of {r['n']}" for r in rows[:4]])
    detail = "With 95 % intervals: " + listed([f"{label(row['camp'], camps)} {_interval(row)}" for row in rows])
    if len(rows) < 2:
        return Finding(title + "; there is no second camp to compare with.", detail + ".")
    pairs, smallest = stats.gaps(pooled.assign(all=""), "all")
    if not pairs:
        return Finding(title + "; no difference between camps can be shown.", f"{detail}; {_unseen(smallest)}.")
    pair = listed([label(row["camp"], camps) for row in pairs[0]])
    return Finding(f"{title}; the gap between {pair} is beyond chance.", f"{detail}; corrected for all pairs of camps.")


def verbs(table: pd.DataFrame, camps=None) -> Finding:
    """On `framing.verbs_by_camp`: each camp's commonest cue, or those equally common."""
    parts = []
    for camp, part in table.groupby("camp", sort=False):
        counts = part.groupby("cue_lemma")["n"].sum()
        best = counts[counts == counts.max()].index
        what = listed([f"“{cue}”" for cue in best]) if len(best) < 4 else f"any of {len(best)}"
        parts.append(f"{what} for {label(camp, camps)} ({counts.max()} of {counts.sum()})")
    return Finding(f"The commonest cue is {listed(parts)}." if parts else "No speech attribution has a cue.")


def stance(table: pd.DataFrame, camps=None) -> Finding:
    """On `framing.stance_by_camp`: which camp's speech comes with distance, and whether camps differ."""
    table = table[(table["outlet"] == framing.ALL) & (table["stance"] == "distancing") & (table["n"] > 0)]
    if table["count"].sum() == 0:
        return Finding(f"None of the {plural(table['n'].sum(), 'cue')} found distances the writer from what is said.")
    rows = table.sort_values("estimate", ascending=False, kind="stable").to_dict("records")
    title = "Distancing cues found: " + listed(
        [f"{label(row['camp'], camps)} {row['count']} of {row['n']}" for row in rows[:3]])
    detail = "With 95 % intervals: " + listed([f"{label(row['camp'], camps)} {_interval(row)}" for row in rows])
    if len(rows) < 2:
        return Finding(title + "; there is no second camp to compare with.", detail + ".")
    pairs, smallest = stats.gaps(table, "stance")
    if not pairs:
        return Finding(title + "; no difference between camps can be shown.", f"{detail}; {_unseen(smallest)}.")
    pair = listed([label(row["camp"], camps) for row in pairs[0]])
    return Finding(f"{title}; the gap between {pair} is beyond chance.", detail + ".")


def apart(table: pd.DataFrame, column: str) -> list[tuple[str, str]]:
    """Pairs (higher, lower) of values of `column` whose intervals lie apart by every polarity scorer.

    `table` is rows of `framing.tone` of quoted voices that otherwise differ in nothing.
    """
    table = table[~table["scorer"].isin(sentiment.UNSIGNED)]
    rows = {(row[column], row["scorer"]): row for row in table.to_dict("records")}
    scorers = list(dict.fromkeys(table["scorer"]))
    return [(one, two) for one, two in itertools.permutations(dict.fromkeys(table[column]), 2)
            if all((one, s) in rows and (two, s) in rows and rows[two, s]["high"] < rows[one, s]["low"] for s in scorers)]


def tone(table: pd.DataFrame, camps=None) -> Finding:
    """On `framing.tone`: camps (over all outlets) that every polarity scorer sets apart."""
    table = table[(table["voice"] == "quoted") & (table["outlet"] == framing.ALL)]
    signed = table[~table["scorer"].isin(sentiment.UNSIGNED)]
    if signed.empty:
        return Finding("There are no attributed words whose tone could be measured.")
    scorers = list(dict.fromkeys(signed["scorer"]))
    alike = f"by {listed([SCORER.get(s, s) for s in scorers])} alike"
    pairs = [f"{label(one, camps)} sounds more positive than {label(two, camps)}" for one, two in apart(signed, "camp")]
    means = []
    for row in signed[signed["scorer"] == scorers[-1]].to_dict("records"):
        mean, low, high = (f"{round(row[k], 2) + 0.0:+.2f}" for k in ("estimate", "low", "high"))
        means.append(f"{label(row['camp'], camps)} {mean} (n = {row['n']}, "
                     + ("no interval)" if np.isnan(row["low"]) else f"{low} to {high})"))
    return Finding((f"{listed(pairs)} {alike}." if pairs else f"No two camps can be told apart in tone {alike}."),
                   f"Mean {SCORER.get(scorers[-1], scorers[-1])} score with 95 % interval: {listed(means)}.")


def outlets_apart(tone: pd.DataFrame) -> list[tuple[str, str, str]]:
    """(camp, higher outlet, lower outlet) wherever every polarity scorer sets two outlets apart."""
    rows = tone[(tone["voice"] == "quoted") & (tone["outlet"] != framing.ALL)]
    return [(camp, *pair) for camp, part in rows.groupby("camp") for pair in apart(part, "outlet")]


def tone_by_outlet(tone: pd.DataFrame, camps=None) -> Finding:
    """On `framing.tone`: whether any outlet reports a camp's words in another tone than another outlet does."""
    rows = tone[(tone["voice"] == "quoted") & (tone["outlet"] != framing.ALL)]
    if rows["outlet"].nunique() < 2:
        return Finding("There are not two outlets with attributed words, so their tone cannot be compared.")
    pairs = outlets_apart(tone)
    if not pairs:
        return Finding("No difference in tone between outlets can be shown, for any camp.",
                       "Nowhere do all scorers set two outlets apart.")
    named = [f"{label(camp, camps)} in {one} above {two}" for camp, one, two in pairs[:2]]
    return Finding(f"All scorers set outlets apart {plural(len(pairs), 'time')}: {listed(named)}.",
                   "Before any correction for trying every pair of outlets.")


def words(table: pd.DataFrame, q: float = 0.05) -> Finding:
    """On `framing.distinctive_words`: those that stand out at a false discovery rate of `q`."""
    if table.empty:
        return Finding("Distinctive words need two outlets and words they repeat; there is nothing to compare.")
    tested = table["word"].nunique()
    clear = table[(table["q"] <= q) & (table["z"] > 0)].sort_values("q", kind="stable")
    single = "With one article each, outlet and article are one." if (table["of"] == 1).all() else ""
    if clear.empty:
        return Finding(f"None of the {tested} words compared marks an outlet, corrected for trying them all.", single)
    named = [f"“{r['word']}” for {r['outlet']} ({r['count']} of {r['count'] + r['rest']} uses)"
             for r in clear.head(2).to_dict("records")]
    return Finding(f"{clear['word'].nunique()} of {tested} words mark an outlet, first {listed(named)}.",
                   f"At a false discovery rate of {100 * q:.0f} %. {single}".strip())


def headlines(table: pd.DataFrame, camps=None) -> Finding:
    """On `framing.headlines`: how many are attributions, and whose."""
    have = table[table["headline"] != ""]
    if have.empty:
        return Finding("No headline was found.")
    said = have[have["attributed"]]
    whom = listed([f"{label(camp, camps)} ({n})" for camp, n in Counter(said["camp"]).most_common()])
    return Finding(f"In {len(said)} of {plural(len(have), 'headline')} an attribution was found{': ' * bool(whom)}{whom}.",
                   "All headlines of the corpus, so no interval.")


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
        return Finding("This corpus has no coding, so the error of its numbers is not known; notebook 5 says how to make one.")
    mental = matched[(matched["status"] == "core") & (matched["kind_coded"] == "mental")]
    recall, precision, f = (table.loc[name] for name in ("recall", "precision", "F"))
    return Finding(f"{percent(recall['estimate'], 1)} of {recall['n']:.0f} coded speech attributions are found; "
                   f"{percent(precision['estimate'], 1)} of {precision['n']:.0f} found are right.",
                   f"F = {f['estimate']:.2f} (95 % interval {f['low']:.2f} to {f['high']:.2f}, {plural(int(f['articles']), 'article')}). "
                   f"Of {len(mental)} coded thoughts and wishes "
                   f"{(mental['kind_found'] == 'mental').sum()} are found; these are counted nowhere.")


def accuracy(matched: pd.DataFrame, camps: dict) -> Finding:
    """On `validity.match`: how often camp, speaker, type and conduit of the found are as coded."""
    right = checks.accuracy(matched, camps=camps).set_index("field")
    if not right["n"].any():
        return Finding("Nothing is coded, so no decision can be compared.")
    parts = [f"{percent(right.loc[field, 'estimate'], 1)} have the {'conduit' if field == 'via' else field}"
             for field in ("camp", "speaker", "type", "via") if right.loc[field, "n"]]
    return Finding(f"Of {plural(int(right.loc['camp', 'n']), 'matched attribution')} {listed(parts)} as coded.")
