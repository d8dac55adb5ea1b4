"""What the study knows of its own error, in sentences computed from the coding, the sample and the corrections."""
from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.findings import Finding, listed, plural


def corrected(table: pd.DataFrame) -> Finding:
    """On the table `corrections`: how many decisions people changed, in what and by whom."""
    if table.empty:
        return Finding("No decision was corrected by hand.")
    gone = int((table["field"] == "").sum())
    what = Counter(sorted(table.loc[table["field"] != "", "field"])).most_common()
    parts = [f"{field} ({n})" for field, n in what] + [f"not an attribution ({gone})"] * bool(gone)
    return Finding(f"{plural(len(table), 'decision')} in {plural(table['quote'].nunique(), 'attribution')} "
                   f"{'was' if len(table) == 1 else 'were'} corrected by hand: {listed(parts)}.",
                   f"By {listed(sorted(set(table['who'])))}; all numbers follow the corrected values.")
