"""What went into a study and what did not, in sentences true on any corpus."""
from __future__ import annotations

import pandas as pd

from analysis.intake import duplicates
from analysis.corpus import Corpus
from analysis.showing.findings import Finding, plural

TOLD = 5             # cases told in a sentence; the tables have all


def usable(study: Corpus) -> Finding:
    """How many articles were set aside, and why."""
    aside, used = study.set_aside, len(study.articles)
    if aside.empty:
        return Finding("The only article could be used." if used == 1 else f"All {used:,} articles could be used.")
    cases = [f"{row.file} {row.reason.split(';')[0]}" for row in aside.head(TOLD).itertuples()]
    return Finding(f"{len(aside):,} of {plural(used + len(aside), 'article')} could not be used and "
                   f"{'was' if len(aside) == 1 else 'were'} set aside.", f"Reasons: {_told(cases, len(aside))}")


def repeated(pairs: pd.DataFrame, study: Corpus) -> Finding:
    """Which articles are the same or share text; `pairs` is the `duplicates` table."""
    used = len(study.articles)
    if pairs.empty:
        return Finding("No article repeats another.", "" if used == 1 else
                       f"No two of the {used:,} share {100 * duplicates.SHARED:.0f} % or more of the shorter one's runs of "
                       f"{duplicates.SHINGLE} words.")
    same = int((pairs["relation"] == "same").sum())
    shared = len(pairs) - same
    parts = [f"{plural(same, 'pair')} of articles {'is' if same == 1 else 'are'} the same text"] * bool(same) + \
            [f"{plural(shared, 'pair')} of articles {'shares' if shared == 1 else 'share'} passages"] * bool(shared)
    return Finding(" and ".join(parts) + ".", _told([told[:1].upper() + told[1:] for told in
                   duplicates.told(pairs.head(TOLD))], len(pairs)) +
                   " What stands in both is counted in both, unless collapse_duplicates is set (notebook 4).")


def _told(cases: list[str], number: int) -> str:
    more = f"; and {number - len(cases):,} more" if number > len(cases) else ""
    return "; ".join(cases) + more + "."
