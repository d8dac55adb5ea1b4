"""What the scores of tone can and cannot say, in sentences computed from the tables and the recorded benchmarks."""
from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from analysis import paths, sentiment
from analysis.scoring import multiverse, scorers
from analysis.showing.findings import SCORER, Finding, label, listed, percent, plural, signed

GUESS = "guessing by the shares of the classes"


@cache
def benchmark() -> pd.DataFrame:
    """Macro-F1 and accuracy of each scorer on NewsMTSC, as benchmarks/newsmtsc.py recorded them."""
    kept = pd.read_csv(paths.SCORES)
    kept = kept[kept["benchmark"].str.startswith("NewsMTSC")].pivot(index="system", columns="measure", values="estimate")
    return kept.rename_axis("scorer").reset_index().rename(columns={"macro-F1": "macro_f1"})


def limits(scores: pd.DataFrame) -> Finding:
    """What is known of each scorer on news sentences whose answer is known, and what follows."""
    found = benchmark().set_index("scorer")["macro_f1"]
    used = [name for name in dict.fromkeys(scores["scorer"]) if name in found.index]
    best = max(used, key=found.get, default=None)
    if best is None:
        return Finding("None of these scorers was ever tested on news; nothing is known of their error.")
    text = listed([f"{SCORER.get(name, name)} {found[name]:.2f}" for name in used])
    return Finding(f"No score here may be read sentence by sentence: the best of them ({SCORER.get(best, best)}) puts news "
                   f"sentences into the right one of three classes in {100 * benchmark().set_index('scorer')['accuracy'][best]:.0f} % of cases.",
                   f"Macro-F1 on sentences of NewsMTSC that it was not trained on: {text}; {GUESS} reaches "
                   f"{found[GUESS]:.2f}. Means over many sentences can show a difference; a word list alone cannot, and no "
                   "score tells what a writer meant.")


def _told(row: dict, camps) -> str:
    high, low = (row["first"], row["second"]) if row["estimate"] > 0 else (row["second"], row["first"])
    return f"{label(high, camps)} sounds more positive than {label(low, camps)}"


def _numbers(row: dict) -> str:
    span = "no interval" if np.isnan(row["low"]) else f"{signed(row['low'])} to {signed(row['high'])}"
    return (f"difference {signed(row['estimate'])} ({span}; n = {row['n_first']} and {row['n_second']}), the same sign in "
            f"{100 * row['agree']:.0f} % of {row['specifications']} ways to measure it; to rank takes {100 * multiverse.AGREE:.0f} % "
            "and an interval that leaves out 0")


def ranking(verdicts: pd.DataFrame, camps=None) -> Finding:
    """On `multiverse.verdicts` of camps: the differences that hold however they are measured, else no ranking."""
    if verdicts.empty:
        return Finding("No ranking: there are not two camps with enough attributed words to compare their tone.")
    robust = [row for row in verdicts.to_dict("records") if row["robust"]]
    first = verdicts.to_dict("records")[0]
    detail = f"{label(first['first'], camps)} less {label(first['second'], camps)}: {_numbers(first)}."
    if not robust:
        return Finding("No ranking by tone: between no two camps does a gap survive a change of method and the test against chance.", detail)
    rest = len(verdicts) - len(robust)
    return Finding(f"{listed([_told(row, camps) for row in robust])}, in at least {100 * multiverse.AGREE:.0f} % of all ways "
                   "to measure it.", detail + (f" No ranking of the other {plural(rest, 'pair')}." if rest else ""))


def outlets(verdicts: pd.DataFrame, camps=None) -> Finding:
    """On `multiverse.verdicts` of outlets within camps."""
    if verdicts.empty:
        return Finding("No ranking of outlets: no two have enough words of the same camp to compare their tone.")
    tested, robust = verdicts[verdicts["low"].notna()], [row for row in verdicts.to_dict("records") if row["robust"]]
    if tested.empty:
        return Finding("No ranking of outlets by tone: no difference could be tested, since there are too few articles of each.",
                       f"{plural(len(verdicts), 'comparison')} of two outlets on the words of one camp. Where an outlet has one article, "
                       "nothing tells what is the outlet's and what the article's.")
    rest = len(verdicts) - len(tested)
    untested = f"; {rest} more could not be tested, with too few articles" if rest else ""
    if not robust:
        return Finding("No ranking of outlets by tone: in no camp's words does a gap between two of them survive a change of method and the test against chance.",
                       f"{plural(len(tested), 'comparison')} of two outlets on the words of one camp{untested}.")
    named = [f"{label(row['within'], camps)} in {row['first'] if row['estimate'] > 0 else row['second']} above "
             f"{row['second'] if row['estimate'] > 0 else row['first']}" for row in robust[:3]]
    return Finding(f"{len(robust)} of {plural(len(tested), 'comparison')} of outlets hold however tone is measured: "
                   f"{listed(named)}.", f"Corrected for trying every pair of outlets{untested}.")


def about(verdicts: pd.DataFrame, camps=None) -> Finding:
    """On `multiverse.verdicts` of targets within speaking camps ("" is the writer): who speaks better of whom."""
    if verdicts.empty:
        return Finding("No ranking: nobody speaks of two camps by name often enough to compare.")
    robust = [row for row in verdicts.to_dict("records") if row["robust"]]
    detail = (f"{plural(len(verdicts), 'comparison')} of two camps spoken of by the same side{', corrected for trying several' if len(verdicts) > 1 else ''}. A low score may be "
              "the subject rather than a judgement.")
    if not robust:
        return Finding("No ranking: no side is shown to speak better of one camp than of another once method and chance are allowed for.", detail)
    named = [f"{label(row['within'], camps) if row['within'] else 'the writers'} "
             f"speak{'s' if row['within'] else ''} better of {label(high, camps)} than of {label(low, camps)}"
             for row in robust[:3] for high, low in [(row["first"], row["second"])[::1 if row["estimate"] > 0 else -1]]]
    title = listed(named)
    return Finding(f"{title[0].upper()}{title[1:]}, in at least {100 * multiverse.AGREE:.0f} % of the ways to measure it.", detail)


def coverage(scores: pd.DataFrame) -> Finding:
    """How little of the text the lexicons know."""
    table = sentiment.coverage(scores)
    rows = [r for r in table.itertuples() if r.scorer not in scorers.UNSIGNED and scorers.lexicon(r.scorer) is not None]
    if not rows or not table["words"].sum():
        return Finding("There was no text to score by a word list.")
    words = listed([f"{SCORER.get(r.scorer, r.scorer)} {percent(r.known, r.words)}" for r in rows])
    blank = listed([f"{100 * r.share_blank:.0f} % ({SCORER.get(r.scorer, r.scorer)})" for r in rows])
    return Finding(f"Few words carry a score: {words} of them.",
                   f"Units without one known word: {blank} of {rows[0].units}. Their score of 0 is silence, not neutrality.")
