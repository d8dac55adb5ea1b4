"""Which findings survive the checks made on them: one row a question, whatever the answer."""

from __future__ import annotations

import pandas as pd

from analysis import framing, stats
from analysis.measuring import wording
from analysis.scoring import multiverse
from analysis.showing import findings, findings_tone
from analysis.measuring import stance as stances

CORRECTED = "95 % interval of the gap, corrected for all pairs (Bonferroni), excludes 0"
MULTIVERSE = f"sign the same in {100 * multiverse.AGREE:.0f} % of all ways to measure it, interval of the middle one excludes 0"


def _gaps(table: pd.DataFrame, same, camps, column: str) -> tuple[bool | None, str]:
    """Whether any two rows differ beyond chance, and the widest such gap in words; None without two to compare."""
    if table[table["n"] > 0][column].nunique() < 2:
        return None, "nothing to compare"
    pairs, smallest = stats.gaps(table, same)
    if not pairs:
        return False, (f"no gap shown; with every pair compared, only a gap of {100 * smallest:.0f} points or more would be found "
                       "four times in five")
    high, low = pairs[0]
    names = [findings.label(row[column], camps) if column == "camp" else row[column] for row in (high, low)]
    whose = f"{findings.label(high['camp'], camps)}: " if column == "outlet" and "camp" in high else ""
    return True, (f"{whose}{names[0]} {100 * high['estimate']:.0f} %, {names[1]} {100 * low['estimate']:.0f} %" +
                  (f", and {len(pairs) - 1} more" if len(pairs) > 1 else ""))


def lead(voice: pd.DataFrame, camps=None) -> tuple[bool | None, str]:
    """Whether one camp is heard more than the next: its part of both excludes one half (Wilson, all pairs)."""
    rows = voice[(voice["unit"] == "attributions") & (voice["channel"] == "all") & (voice["outlet"] == framing.ALL)]
    rows = rows[(rows["camp"] != "other") & (rows["count"] > 0)].sort_values("count", ascending=False, kind="stable")
    if len(rows) < 2:
        return None, "fewer than two camps are heard"
    first, second = rows.head(2).to_dict("records")
    both = first["count"] + second["count"]
    worth = both * min(row["effective"] / row["n"] for row in (first, second))
    level = 1 - (1 - stats.LEVEL) / (len(rows) * (len(rows) - 1) / 2)
    low = stats.wilson(first["count"] / both * worth, worth, level)[0]
    return bool(low > 0.5), (f"{findings.label(first['camp'], camps)} {first['count']}, "
                             f"{findings.label(second['camp'], camps)} {second['count']} of {first['n']} attributions")


def _tone(comparisons: pd.DataFrame, camps, group: str) -> tuple[bool | None, str]:
    verdicts = comparisons[comparisons["group"] == group]
    if verdicts.empty:
        return None, "too few attributed words to compare"
    tell = findings_tone.ranking if group == "camp" else findings_tone.outlets
    return bool(verdicts["robust"].any()) if verdicts["low"].notna().any() else None, tell(verdicts, camps).title.rstrip(".")


def checks(quotes: pd.DataFrame, passages: pd.DataFrame, comparisons: pd.DataFrame, camps: dict) -> pd.DataFrame:
    """Columns question, holds (True, False, or None where there is nothing to compare), result, check.

    `comparisons` is the table of that name, of tone. A question that does not hold is no finding that its contrary holds.
    """
    places = sorted(passages["outlet"].unique())
    voice = framing.share_of_voice(quotes, camps, places, units=["attributions"])
    own, stance = framing.quoted_share(quotes, camps, places), stances.stance_by_camp(quotes, camps, places)
    everywhere, apart = own["outlet"] == framing.ALL, own["camp"] != "other"
    distancing = stance[(stance["outlet"] == framing.ALL) & (stance["stance"] == "distancing")]
    rows = voice[(voice["unit"] == "attributions") & voice["channel"].isin(["direct", "indirect"])]
    rows = rows[(rows["outlet"] != framing.ALL) & (rows["camp"] != "other")]
    words = wording.distinctive_words(passages, quotes)
    clear = words[(words["q"] <= 0.05) & (words["z"] > 0)]
    marked = ((None, "fewer than two outlets") if words.empty
              else (bool(len(clear)), f"{clear['word'].nunique()} of {words['word'].nunique()} words"))
    found = [("One camp is heard more than the next", lead(voice, camps),
              "95 % interval of its part of both, corrected for all pairs of camps, excludes one half"),
             ("Outlets differ in whom they give a voice", _gaps(rows, ["channel", "camp"], camps, "outlet"), CORRECTED),
             ("Camps differ in being quoted in their own words",
              _gaps(own[everywhere & apart].assign(all=""), "all", camps, "camp"), CORRECTED),
             ("Outlets differ in quoting a camp in its own words",
              _gaps(own[~everywhere & apart], "camp", camps, "outlet"), CORRECTED),
             ("Camps differ in how often a cue distances the writer", _gaps(distancing, "stance", camps, "camp"),
              CORRECTED),
             ("Camps differ in the tone of their words", _tone(comparisons, camps, "camp"), MULTIVERSE),
             ("Outlets differ in the tone of a camp's words", _tone(comparisons, camps, "outlet"), MULTIVERSE),
             ("Words mark an outlet", marked, "false discovery rate of 5 % over all words and outlets")]
    table = pd.DataFrame([(question, *answer, check) for question, answer, check in found],
                         columns=["question", "holds", "result", "check"])
    return table.astype({"holds": object})
