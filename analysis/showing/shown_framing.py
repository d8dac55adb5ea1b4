"""The tables that the notebook on framing shows or draws: which rows, in which order, under which names."""

from __future__ import annotations

import textwrap

import pandas as pd

from analysis import framing, stats
from analysis.showing import findings_framing, shown
from analysis.measuring.voice import chosen

FULL = ("Full: a difference beyond chance from another outlet{}, corrected for all pairs; pale and hollow: none can be shown. "
        "Speakers in no camp are not compared.")
PALE = FULL.format(" (all outlets: from another camp)")
VOICE = (FULL.format("") + f" All outlets, and panels marked “not tested”: marks without a verdict. Small numbers: the camp's count; no mark below n = {stats.FEWEST}. "
         "A share of voice is no share of truth.")
DISTANCE = ("95 % intervals, the wider of cluster bootstrap and Newcombe; pale: no gap can be shown. n: statements with a cue; "
            "blocks too narrow for their word are in the CSV. Distance may be deserved; the figure cannot tell.")
HEDGED = "+: words that hedge a mention, without a block. "
LADDER = ("Filled verb: it attributes; outlined: the outlet asserts, beside somebody's words or alone. Verbs were found by word lists, "
          "without a parser; what the article below says is not shown.")
WORDS = ("95 % intervals; grey: does not stand out, corrected for all words tried (false discovery rate 5 %). Words are "
         "taken as drawn one by one, which they are not; no word says why it is used.")
FRAMES = ("95 % Poisson intervals, cut at the edge; grey or pale: no difference from another outlet can be shown, corrected for all "
          "pairs (all outlets: none is looked for). An article may hold a frame without its words.")
CHANNELS = {"all": "All speech", "headline": "Headline", "lead": "Lead", "direct": "Direct words",
            "indirect": "Indirect statements", "caption": "Captions"}
VOICES = {"own": "writer's own text", "quoted": "attributed words"}


def labels(strips: pd.DataFrame, articles: pd.DataFrame) -> dict[str, str]:
    """Article -> what stands beside its strip, each once: the outlet; where it has several articles, below it the
    date, the title or the file, whichever tells them apart, clipped to a line."""
    found = {}
    for outlet, rows in articles[articles["article"].isin(strips["article"])].groupby("outlet", sort=False):
        lines = [[textwrap.shorten(text, 24, placeholder=" …") if " " in text else text[:24]
                  for text in rows[column].fillna("")] for column in ("date", "title", "article") if column in rows]
        apart = [line for line in lines if "" not in line and len(set(line)) == len(rows)]
        told = apart[0] if apart else [f"{number}: {text[:20]}" for number, text in enumerate(rows["article"], 1)]
        alone = (articles["outlet"] == outlet).sum() == 1
        found |= {article: outlet if alone else f"{outlet}\n{text}" for article, text in zip(rows["article"], told)}
    return found


def voice_map(strips: pd.DataFrame, articles: pd.DataFrame, most: int) -> pd.DataFrame:
    """The strips of up to `most` articles for drawing, with `label`, and `n`, the attributions of the article."""
    rows = strips[strips["article"].isin(chosen(strips, most))]
    n = rows[rows["layer"] == "voice"].groupby("article")["quote"].nunique()
    named = labels(strips, articles)
    return rows.assign(
        label=rows["article"].map(named), n=rows["article"].map(n).fillna(0).astype(int)
    ).reset_index(drop=True)


def drawn(rows: pd.DataFrame, articles: pd.DataFrame) -> str:
    """The note under the voice map: how many of the articles are drawn, and what it cannot show."""
    shown = rows["article"].nunique()
    part = (f"{shown} of {len(articles):,} articles drawn, in turn from each outlet those with most attributions. "
            if shown < len(articles) else "")
    bare = shown - rows.loc[rows["layer"] == "headline", "article"].nunique()
    part += f"In {bare} no headline was found. " if bare else ""
    voiced = rows.loc[(rows["layer"] == "voice") & (rows["section"] == "headline"), "article"].nunique()
    part += "–: no reported statement found in the headline. " if bare + voiced < shown else ""
    return part + ("A count of all found, so no interval; attributions that were missed look like the writer's text, and what "
                   "was left out of an article does not show.")


def channels(shrunk: pd.DataFrame, voice: pd.DataFrame) -> pd.DataFrame:
    """`framing.shrunk_voice` for drawing; solid: an outlet that differs from another one (findings_framing.outlet_gaps of
    `voice`); tested: the rows of which that was asked."""
    differ = {(row["channel"], row["outlet"], row["camp"]) for pair in findings_framing.outlet_gaps(voice)[0] for row in pair}
    solid = [(r.channel, r.outlet, r.camp) in differ for r in shrunk.itertuples()]
    tested = (shrunk["outlet"] != framing.ALL) & shrunk["channel"].isin(["direct", "indirect"])
    table = shrunk.assign(channel=shrunk["channel"].map(CHANNELS), solid=solid, tested=tested)
    return table[["outlet", "channel", "unit", "camp", "estimate", "low", "high", "raw", "count", "n", "gap", "weight",
                  "solid", "tested"]].reset_index(drop=True)


def counted(drawn: pd.DataFrame, camps: dict, channel: str = "direct") -> pd.DataFrame:
    """One channel of `channels` as a table to read: outlet, and for each camp count, share as counted, share shrunk."""
    rows = drawn[(drawn["channel"] == CHANNELS[channel]) & (drawn["n"] > 0)]
    text = [
        f"{r.count:,} ({100 * r.raw:.0f} %"
        + (f"; shrunk {100 * r.estimate:.0f} %)" if r.outlet != framing.ALL else ")")
        for r in rows[["count", "raw", "estimate", "outlet"]].itertuples(index=False)
    ]
    rows = rows.assign(text=text, camp=rows["camp"].map({camp: entry["label"] for camp, entry in camps.items()}))
    table = rows.pivot(index="outlet", columns="camp", values="text").reindex(
        index=list(dict.fromkeys(rows["outlet"])), columns=list(dict.fromkeys(rows["camp"]))
    )
    table.insert(0, "n", rows.groupby("outlet")["n"].first())
    return table.rename_axis(None, axis=1).reset_index()


def quoting(table: pd.DataFrame) -> pd.DataFrame:
    """`framing.quoted_share` for drawing; solid: an outlet that differs from another, and of all outlets together a camp that does."""
    differ = {(row["outlet"], row["camp"]) for pairs, _ in findings_framing.quoting_gaps(table) for pair in pairs for row in pair}
    solid = [(r.outlet, r.camp) in differ for r in table.itertuples()]
    return (
        table[table["n"] > 0]
        .assign(solid=[s for s, n in zip(solid, table["n"]) if n])
        .drop(columns="effective")
    )


def top_words(compared: pd.DataFrame, top: int, q: float = 0.05) -> pd.DataFrame:
    """The `top` words of each outlet by z for drawing: outlet, word, estimate, low, high, n, rest, q, solid, example."""
    rows = compared[(compared["count"] > 1) & (compared["z"] > 0)]
    rows = (
        rows.sort_values(["outlet", "z", "word"], ascending=[True, False, True], kind="stable")
        .groupby("outlet")
        .head(top)
    )
    rows = rows.assign(estimate=rows["log_odds"], n=rows["count"], solid=rows["q"] <= q)
    return rows[
        ["outlet", "word", "estimate", "low", "high", "n", "rest", "q", "solid", "example"]
    ].reset_index(drop=True)


def verbs_of(quotes: pd.DataFrame, camps: dict, most: int = 8) -> pd.DataFrame:
    """Which verbs introduce whom: the `most` frequent speakers with their camp, n, how many quoted, and every cue."""
    speech = quotes[(quotes["kind"] == "speech") & (quotes["speaker"] != "")]
    table = speech.assign(quoted=speech["type"] != "indirect", cue=speech["cue_lemma"])
    table = table.groupby(["speaker", "camp"]).agg(n=("quote", "size"), quoted=("quoted", "sum"),
                                                   verbs=("cue", shown.tally))
    table = table.reset_index().sort_values(["n", "speaker"], ascending=[False, True]).head(most)
    return table.assign(
        camp=[camps[camp]["label"] if camp in camps else camp for camp in table["camp"]]
    ).reset_index(drop=True)


def distance(bars: pd.DataFrame) -> str:
    """The note under say and claim, on what `stance.bars` holds."""
    marks = [name for cue, name in ((":", "colon"), ("—", "dash")) if (bars["cue_lemma"] == cue).any()]
    alone = f"{' or '.join(marks)}: no verb, the mark alone introduces the words. " if marks else ""
    both = [set(bars.loc[bars["stance"] == side, "cue_lemma"]) for side in ("distancing", "neutral")]
    others = findings_framing.listed([f"“{cue}”" for cue in sorted(both[0] & both[1])])
    alone += f"{others} right of the line: not the writer, but somebody quoted or cited, chose it. " if others else ""
    return (HEDGED if (bars["stance"] == "hedged").any() else "") + alone[:1].upper() + alone[1:] + DISTANCE


def asymmetry(table: pd.DataFrame, pair: tuple[str, str], camps: dict) -> pd.DataFrame:
    """`stance.asymmetry` as a table to read."""
    names = [findings_framing.label(camp, camps) for camp in pair]
    return pd.DataFrame(
        {
            "outlet": table["outlet"],
            f"{names[0]} at a distance": table["count_first"].astype(str)
            + " of "
            + table["n_first"].astype(str),
            f"{names[1]} at a distance": table["count_second"].astype(str)
            + " of "
            + table["n_second"].astype(str),
            "asymmetry": table["estimate"],
            "low": table["low"],
            "high": table["high"],
            "resampled": table["cluster"].map(
                {"article": "articles", "passage": "paragraphs of the one article"}
            ),
            "beyond chance": table["clear"].map({True: "yes", False: "no"}),
        }
    )


def frames(rates: pd.DataFrame, frames: dict) -> pd.DataFrame:
    """`frame_terms.rates` of the frames with a hit, for drawing: panel (the frame's label), family, voice, outlet,
    estimate, low, high, n, count, solid."""
    some = set(rates["frame"][rates["count"] > 0])
    rates = rates[rates["frame"].isin(some)]
    table = rates.assign(panel=[frames[frame]["label"] for frame in rates["frame"]],
                         family=[frames[frame]["family"] for frame in rates["frame"]], voice=rates["voice"].map(VOICES),
                         solid=rates["differs"])
    return table[
        ["frame", "panel", "family", "voice", "outlet", "estimate", "low", "high", "n", "count", "solid"]
    ].reset_index(drop=True)


FAMILIES = {"generic": "generic: frames of any news (Semetko and Valkenburg 2000)",
            "war journalism": "war and peace journalism: two ways to report any conflict, armed or not (Lee and Maslog 2005)",
            "peace journalism": "war and peace journalism: two ways to report any conflict, armed or not (Lee and Maslog 2005)",
            "own": "own: added by this corpus"}


def unseen(rates: pd.DataFrame, frames: dict) -> str:
    """The note under the frames: which have no hit at all, and what the figure cannot show."""
    none = [frames[frame]["label"] for frame, n in rates.groupby("frame", sort=False)["count"].sum().items() if not n]
    known = dict.fromkeys(FAMILIES.get(frames[frame]["family"]) for frame in rates["frame"][rates["count"] > 0])
    told = "; ".join(filter(None, known))
    return (f"{told[:1].upper()}{told[1:]}. " if told else "") + (f"No hit: {', '.join(none).lower()}. " if none else "") + FRAMES


def in_context(hits: pd.DataFrame, frames: dict, each: int = 2) -> pd.DataFrame:
    """Hits to be judged by eye: up to `each` of each frame and voice, from different outlets first."""
    table = hits.assign(turn=hits.groupby(["frame", "voice", "outlet"]).cumcount())
    table = table.sort_values(["turn", "outlet"], kind="stable").groupby(["frame", "voice"]).head(each)
    table = table.assign(place=table["frame"].map(list(frames).index)).sort_values(
        ["place", "voice", "outlet"], kind="stable"
    )
    left = table["left"].where(table["start"] == table["left"].str.len(), "… " + table["left"].str.replace(r"^\S*\s+", "", regex=True))
    right = table["right"].str.rstrip().str.replace(r"\s+\S*$", "", regex=True) + " …"
    right = right.where(table["right"].str.len() >= hits["right"].str.len().max(), table["right"])
    context = left + "[" + table["hit"] + "]" + right
    return pd.DataFrame({"frame": [frames[f]["label"] for f in table["frame"]], "voice": table["voice"],
                         "outlet": table["outlet"], "in context": context, "paragraph": table["passage"] + 1})
