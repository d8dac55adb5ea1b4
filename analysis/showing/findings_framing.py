"""What was found on framing, in sentences computed from the tables and true on any corpus (see `findings`)."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis import framing, stats
from analysis.showing.findings import Finding, label, lead, listed, percent, plural


def _interval(row: dict) -> str:
    """A share with its count and interval: 40 % (4 of 10, 17 to 69 %)."""
    return (f"{100 * row['estimate']:.0f} % ({row['count']} of {row['n']}, "
            f"{100 * row['low']:.0f} to {100 * row['high']:.0f} %)")


def _unseen(smallest: float) -> str:
    return ("hardly any gap would be found" if smallest >= 0.995
            else f"only gaps of {100 * smallest:.0f} points or more would be found four times in five, corrected for all pairs")


def voices(filled: pd.DataFrame, camps=None) -> Finding:
    """On `voice.filled`: how much of the text is somebody's words, whose, and how much of it in quotation marks."""
    rows = filled[(filled["outlet"] == "") & (filled["characters"] > 0)]
    rows, others = rows[rows["camp"] != "other"], rows[rows["camp"] == "other"]
    if rows.empty:
        return Finding("No camp's words were found in these texts.")
    rows = rows.sort_values("characters", ascending=False, kind="stable").to_dict("records")
    parts = [f"{percent(row['characters'], row['of'])}{'' if place else ' of the text is'} words of {label(row['camp'], camps)} "
             f"({100 * row['quoted']:.0f} %{'' if place else ' of them'} quoted directly)" for place, row in enumerate(rows[:2])]
    rest = [f"{label(row['camp'], camps)} {percent(row['characters'], row['of'])} ({100 * row['quoted']:.0f} % quoted directly)"
            for row in rows[2:]]
    for row in others.to_dict("records"):
        ahead = row["characters"] >= rows[:2][-1]["characters"]
        (parts if ahead else rest).append(f"{percent(row['characters'], row['of'])} words of speakers in no camp")
    return Finding(f"{', '.join(parts)}.", (f"{listed(rest)}. " if rest else "") +
                   "Direct quotation by length, mixed attributions counted half.")


def share(table: pd.DataFrame, camps=None) -> Finding:
    """On `framing.share_of_voice`: the two camps heard most, whether outlets differ in any camp and channel.

    "other" is named, but not compared.
    """
    said = table[table["unit"] == "attributions"]
    overall = said[(said["channel"] == "all") & (said["outlet"] == framing.ALL)]
    if not overall["n"].max() > 0:
        return Finding("No speech attribution was found, so there is no share of voice to report.")
    pooled = overall[(overall["camp"] != "other") & (overall["count"] > 0)]
    if pooled.empty:
        return Finding(f"None of the speech attributions (0 of {overall['n'].max()}) belongs to a camp.")
    every = pooled.sort_values("count", ascending=False, kind="stable").to_dict("records")
    top = every[:2]
    parts = [f"{percent(row['count'], row['n'])}{'' if place else ' of the reported statements are'} by {label(row['camp'], camps)}"
             for place, row in enumerate(top)]
    rest = overall[(overall["camp"] == "other") & (overall["estimate"] >= 0.15)].to_dict("records")
    parts += [f"{percent(row['count'], row['n'])} by speakers in no camp" for row in rest]
    title = ", ".join(parts)
    detail = "With 95 % intervals: " + listed([f"{label(row['camp'], camps)} {_interval(row)}" for row in top])
    if len(top) > 1:
        detail += f": {lead(every)}"
    outlets = said[(said["outlet"] != framing.ALL) & (said["n"] > 0)]
    if outlets["outlet"].nunique() < 2:
        return Finding(title + "; only one outlet has any, so there is nothing to compare.", detail + ".")
    pairs, smallest = outlet_gaps(table)
    if not pairs:
        return Finding(title + "; gaps between outlets in direct words and in indirect statements may be chance.",
                       f"{detail}. In direct words and indirect statements, even between the two best-documented outlets, {_unseen(smallest)}.")
    high, low = pairs[0]
    manner = {"direct": "words in quotation marks", "indirect": "indirect statements"}[high["channel"]]
    return Finding(f"{title}; of the {manner}, as counted, {100 * high['estimate']:.0f}\u00a0% are by {label(high['camp'], camps)} in "
                   f"{high['outlet']}, {100 * low['estimate']:.0f}\u00a0% in {low['outlet']}: a gap beyond chance.",
                   f"{detail}; the widest gap that can be shown: by {label(high['camp'], camps)} {_interval(high)} of the {manner} in "
                   f"{high['outlet']}, {_interval(low)} in {low['outlet']}.")


def outlet_gaps(voice: pd.DataFrame) -> tuple[list, float]:
    """`stats.gaps` between outlets on `framing.share_of_voice`: directly quoted words and indirect statements together."""
    rows = voice[((voice["channel"] == "direct") & (voice["unit"] == "words")) |
                 ((voice["channel"] == "indirect") & (voice["unit"] == "attributions"))]
    return stats.gaps(rows[(rows["outlet"] != framing.ALL) & (rows["camp"] != "other")], ["channel", "camp"])


def quoting_gaps(table: pd.DataFrame) -> tuple[tuple[list, float], tuple[list, float]]:
    """`stats.gaps` on `framing.quoted_share`: between outlets for each camp, and between camps over all outlets; rows
    of fewer than stats.FEWEST statements are not compared."""
    rows = table[(table["camp"] != "other") & (table["n"] >= stats.FEWEST)]
    pooled = rows["outlet"] == framing.ALL
    return stats.gaps(rows[~pooled], "camp"), stats.gaps(rows[pooled], "outlet")


def quoting(table: pd.DataFrame, camps=None) -> Finding:
    """On `framing.quoted_share`: whose speech is quoted, whose is put into the writer's words."""
    pooled = table[(table["outlet"] == framing.ALL) & (table["camp"] != "other") & (table["n"] > 0)]
    if pooled.empty:
        return Finding("No camp's speech was found, so there is no quoting to compare.")
    rows = pooled.sort_values("estimate", ascending=False, kind="stable").to_dict("records")
    def told(chosen: list[dict]) -> str:
        parts = [f"{r['count']} of {r['n']}{'' if place else ' statements'} of {label(r['camp'], camps)}"
                 for place, r in enumerate(chosen)]
        return "Quoted at least in part: " + ", ".join(parts)

    title = told(rows[:3])
    detail = "With 95 % intervals: " + listed([f"{label(row['camp'], camps)} {_interval(row)}" for row in rows])
    if len(rows) < 2:
        return Finding(title + "; there is no second camp to compare with.", detail + ".")
    pairs, smallest = quoting_gaps(table)[1]
    if not pairs:
        return Finding(title + "; any gap may be chance.", f"{detail}; {_unseen(smallest)}.")
    return Finding(f"{told(pairs[0])}; a gap beyond chance.", f"{detail}; corrected for all pairs of camps.")


def stance(table: pd.DataFrame, pair: tuple[str, str], camps=None) -> Finding:
    """On `stance.asymmetry`: which of two camps is kept at a distance more, over all outlets and in any."""
    pooled = table[table["outlet"] == framing.ALL].to_dict("records")
    if not all(pair) or not pooled or not (pooled[0]["n_first"] and pooled[0]["n_second"]):
        return Finding("There are not two camps whose words are reported, so nothing can be said of distance between them.")
    row, names = pooled[0], [label(camp, camps) for camp in pair]
    sides = [(row["count_first"], row["n_first"], names[0]), (row["count_second"], row["n_second"], names[1])]
    sides.sort(key=lambda side: -side[0] / side[1])
    noun = "statements or hedged mentions" if row["alone"] else "statements"
    title = "Words like “claim” keep at a distance " + " and ".join(f"{count} of {n}{'' if place else f' {noun}'} of {name}"
                                                                    for place, (count, n, name) in enumerate(sides))
    gap = (f"Asymmetry {names[0]} less {names[1]} over all outlets {100 * row['estimate']:+.0f} points "
           f"({100 * row['low']:+.0f} to {100 * row['high']:+.0f})")
    if row["alone"]:
        gap += (f"; {row['alone']} of the {row['n']} counted {'is' if row['alone'] == 1 else 'are'} no statement but a mention hedged or in "
                "scare quotes")
    held = sum(count for count, _, _ in sides)
    if not held:
        return Finding(f"None of the {row['n']} {noun} of {listed(names)} is kept at a distance.", gap + ".")
    if held < stats.FEWEST:
        return Finding(f"{title}; too few to compare.", gap + ".")
    clear = table[table["clear"] & (table["outlet"] != framing.ALL)]
    if len(clear):
        gap += f"; beyond chance in {listed(list(clear['outlet']))}, corrected for all outlets"
    if not row["clear"]:
        seen = stats.detectable(row["n_first"], row["n_second"])
        return Finding(title + "; that gap may be chance.",
                       f"{gap}; compared alone, two camps with so many statements would show a gap of {100 * seen:.0f} points "
                       "four times in five.")
    return Finding(title + "; a gap beyond chance.", gap + ".")


def words(table: pd.DataFrame, q: float = 0.05) -> Finding:
    """On `framing.distinctive_words`: those that stand out at a false discovery rate of `q`."""
    if table.empty:
        return Finding("Distinctive words need two outlets and words they repeat; there is nothing to compare.")
    tested = table["word"].nunique()
    clear = table[(table["q"] <= q) & (table["z"] > 0)].sort_values("q", kind="stable")
    single = "With one article each, outlet and article are one." if (table["of"] == 1).all() else ""
    if clear.empty:
        return Finding(f"No word sets an outlet apart: none of {tested} stands out once the number of words tried is allowed for.",
                       single)
    named = [f"“{r['word']}” for {r['outlet']} ({r['count']} of {r['count'] + r['rest']} uses)"
             for r in clear.head(2).to_dict("records")]
    return Finding(f"{clear['word'].nunique()} of {tested} words mark an outlet, first {listed(named)}.",
                   f"At a false discovery rate of {100 * q:.0f} %. {single}".strip())


def headlines(table: pd.DataFrame, camps=None, most: int = 24) -> Finding:
    """On `headlines.ladder`: who acts in how many, how many attribute what they say; `most` are drawn."""
    have = table[table["headline"] != ""]
    if have.empty:
        return Finding("No headline was found.")
    acts = Counter(have["camp"][have["camp"] != ""]).most_common()
    nobody, unknown = (int(((have["camp"] == "") & (have["found"].eq("") == lost)).sum()) for lost in (False, True))
    parts = [f"{label(camp, camps)} in {n}" for camp, n in acts]
    parts += [f"no camp in {nobody}"] * bool(nobody) + [f"not known in {unknown}"] * bool(unknown)
    said, part, lost, none = (int(hit.sum()) for hit in (have["voice"] == "attributed", have["voice"] == "in part",
                                                         have["found"] == "", table["headline"] == ""))
    return Finding(
        f"Who acts in {plural(len(have), 'headline')}: {listed(parts)}; {'all' if said == len(have) > 1 else said or 'none'} of them "
        + ("says whose words or thoughts it gives" if said < 2 else "say whose words or thoughts they give")
        + (f"; {part} {'quotes' if part == 1 else 'quote'} somebody, but {'its' if part == 1 else 'their'} verb is the outlet's own." if part else "."),
        (f"{len(have)} of {plural(len(table), 'article')}; in {none} no headline was found. " if none else "")
        + (f"In {plural(lost, 'headline')} no verb was found. " if lost else "")
        + (f"The first {most} are drawn. " if len(have) > most else "")
        + f"All headlines {'found' if none else 'of the corpus'}, so no interval.",
    )


def frames(rates: pd.DataFrame, frames: dict) -> Finding:
    """On `frame_terms.rates`: the commonest frames in the writers' own text, and whether outlets differ."""
    pooled = rates[(rates["outlet"] == framing.ALL) & (rates["voice"] == "own") & (rates["count"] > 0)]
    if pooled.empty:
        return Finding("None of the frames' words stands in the writers' own text.")
    rows = pooled.sort_values(["estimate", "frame"], ascending=[False, True]).head(2).to_dict("records")
    parts = [f"{frames[row['frame']]['label'].lower()} {row['estimate']:.1f}{'' if place else ' per 1,000 words'}"
             for place, row in enumerate(rows)]
    title = f"Frame words in the writers' own text: {', '.join(parts)}"
    detail = "With 95 % intervals: " + listed([f"{frames[r['frame']]['label'].lower()} {r['low']:.1f} to {r['high']:.1f} "
                                               f"({r['count']} in {r['n']:,} words)" for r in rows])
    said = rates[(rates["outlet"] == framing.ALL) & (rates["voice"] == "quoted") & (rates["count"] > 0)]
    for row in said.sort_values(["estimate", "frame"], ascending=[False, True]).head(1).to_dict("records"):
        detail += (f"; in attributed words most often {frames[row['frame']]['label'].lower()}: {row['estimate']:.1f} "
                   f"({row['low']:.1f} to {row['high']:.1f}; {row['count']} in {row['n']:,} words)")
    clear = rates[rates["differs"] & (rates["outlet"] != framing.ALL)]
    named = []
    for voice, said in (("own", "own text"), ("quoted", "attributed words")):
        labels = [frames[f]["label"].lower() for f in dict.fromkeys(clear["frame"][clear["voice"] == voice])]
        more = [f"{len(labels) - 2} more"] if len(labels) > 2 else []
        named += [f"{listed([*labels[:2], *more])} ({said})"] if labels else []
    return Finding(f"{title}; outlets differ beyond chance in {', in '.join(named)}." if named
                   else f"{title}; gaps between outlets may be chance.",
                   detail + ". Exploratory: words were counted, no frame was coded by hand.")
