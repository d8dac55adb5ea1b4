"""The table `measures`: everything that is measured of framing, one row an outlet, a measure and a category."""

from __future__ import annotations

import pandas as pd

from analysis import framing, stats
from analysis.measuring import frame_lists, frame_terms, headlines, hedges, stance, wording

COLUMNS = {"outlet": object, "measure": object, "category": object, "estimate": float, "low": float, "high": float,
           "n": int}


def measures(quotes: pd.DataFrame, passages: pd.DataFrame, sentiment: pd.DataFrame, camps=None, frames=None,
             counted: pd.DataFrame | None = None, known: dict[str, pd.DataFrame] | None = None,
             **options) -> pd.DataFrame:
    """Outlet, measure, category, estimate, low, high, n: see the functions called here.

    `frames` as frame_lists.load gives them. `counted`: the attributions to count, if not all of `quotes` (shared ones
    once); what is the writer's own text is told from all. `known`: tables worked out already from the same, by the
    names used here, not to be worked out again. Options as in stats.bootstrap.
    """
    counted = quotes if counted is None else counted
    outlets = sorted(passages["outlet"].unique())
    frames = frame_lists.load() if frames is None else frames
    known = known or {}

    def of(name, make):
        return known[name] if name in known else make()

    voice = of("voice", lambda: framing.share_of_voice(counted, camps, outlets, passages, **options))
    shrunk = of("shrunk", lambda: framing.shrunk_voice(voice))
    own = of("own", lambda: framing.quoted_share(counted, camps, outlets))
    markers = of("markers", lambda: hedges.markers(passages, counted, camps))
    rates = of("rates", lambda: frame_terms.rates(
        frame_terms.hits(passages, quotes, frames), frame_terms.exposure(passages, quotes), frames))
    words = of("words", lambda: wording.distinctive_words(passages, quotes))
    heads = of("heads", lambda: headlines.ladder(passages, quotes, camps))
    stances = stance.stance_by_camp(counted, camps, outlets)
    moods = framing.tone(sentiment, **options)
    words = words[words["count"] > 0]
    tables = [voice.assign(measure="voice, " + voice["channel"] + ", " + voice["unit"], category=voice["camp"]),
              shrunk.assign(measure="voice, shrunk, " + shrunk["channel"] + ", " + shrunk["unit"],
                            category=shrunk["camp"]),
              own.assign(measure="quoted in own words", category=own["camp"]),
              stances.assign(measure="stance, " + stances["stance"], category=stances["camp"]),
              _asymmetry(counted, markers, camps, outlets, **options),
              moods.assign(measure="tone, " + moods["voice"] + ", " + moods["scorer"], category=moods["camp"]),
              words.assign(measure="distinctive word", category=words["word"], estimate=words["log_odds"],
                           n=words["count"]),
              rates.assign(measure="frame, " + rates["voice"] + ", per 1,000 words", category=rates["frame"]),
              *_headlines(heads, quotes, camps)]
    return pd.concat([t[list(COLUMNS)].astype(COLUMNS) for t in tables], ignore_index=True)


def _asymmetry(quotes, markers, camps, outlets, **options) -> pd.DataFrame:
    """A(o) of every pair of camps with speech, and each camp's share of units at a distance."""
    units, tables = stance.units(quotes, markers), []
    for pair in stance.pairs(quotes, camps):
        gap = stance.asymmetry(units, pair, outlets, **options)
        tables.append(gap.assign(measure="asymmetry of distance", category=f"{pair[0]} less {pair[1]}"))
    both = pd.concat([units, units.assign(outlet=framing.ALL)])
    both = both.assign(distant=both["distant"].map({True: "yes", False: "no"}))
    groups = [(o, c) for o in framing.places(units, outlets) for c in framing.names(quotes, camps)]
    held = stats.shares(both, "distant", ["outlet", "camp"], ["yes"], groups)
    tables.append(held.assign(measure="kept at a distance", category=held["camp"]))
    return pd.concat([table[list(COLUMNS)] for table in tables], ignore_index=True)


def _headlines(heads, quotes, camps) -> list[pd.DataFrame]:
    """Shares of headlines by voice, and by the camp that acts in them."""
    heads = heads[heads["headline"] != ""]
    heads = heads.assign(camp=heads["camp"].where(heads["camp"] != "", "nobody"))
    voices = stats.shares(heads, "voice", ["outlet"], headlines.VOICES)
    acting = stats.shares(heads, "camp", ["outlet"], [*framing.names(quotes, camps), "nobody"])
    return [voices.assign(measure="headline, voice", category=voices["voice"]),
            acting.assign(measure="headline, who acts", category=acting["camp"])]
