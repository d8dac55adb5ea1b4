"""What was found when outlets are compared statement by statement: sentences computed from the tables, true on any corpus."""
from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import stats
from analysis.comparing import distance, omissions
from analysis.comparing.dependence import ALL
from analysis.comparing.fidelity import RELATIONS
from analysis.showing.findings import Finding, label, listed, percent, plural

PART = "quoted in part"
KINDS = {"exact": "word for word", "punctuation": "with other punctuation", "transcription": "with small words or spellings changed",
         PART: "in part", "truncated": "cut", "spliced": "joined from, or split into, pieces", "substantive": "with other words"}
LIGHT = {"truncated": "words are left out", "spliced": "pieces are joined or parted", "transcription": "small words or spellings differ"}
ASPECT = {"voice": "whose voice", "directness": "direct or retold", "stance": "stance of cues", "verbs": "verbs",
          "statements": "shared statements", "words": "own words", distance.WHOLE: "average"}


def quoted(statements: pd.DataFrame) -> pd.DataFrame:
    """The rows in direct words of statements that two outlets or more have in direct words, with `shown`: the relation,
    but PART for what is no cut."""
    rows = statements[statements["form"] == "direct"]
    rows = rows[rows.groupby("statement")["outlet"].transform("nunique") > 1]
    return rows.assign(shown=rows["relation"].mask(rows["partial"].astype(bool), PART))


def fidelity(statements: pd.DataFrame) -> Finding:
    """On `statements.cluster`: how many utterances two outlets quote, and in how many the words differ."""
    rows = quoted(statements)
    total = rows["statement"].nunique()
    if not total:
        return Finding("No utterance was found that two outlets quote in its own words, so no wording can be compared.")
    altered = rows.loc[rows["shown"].isin(RELATIONS[2:]), "statement"].nunique()
    counts = rows["shown"].value_counts()
    title = (f"{altered} of {plural(total, 'utterance')} that two outlets or more quote {'differs' if altered == 1 else 'differ'} in "
             "wording" if altered else f"All {total} utterances that two outlets or more quote are in the same words" if total > 1
             else "The one utterance that two outlets quote is in the same words")
    title += "" if altered or PART not in counts else ", as far as they go"
    heavy = int(counts.get("substantive", 0))
    title += ("." if not altered else f"; in {plural(heavy, 'quotation')} words that carry meaning are changed." if heavy
              else f": {listed([how for kind, how in LIGHT.items() if counts.get(kind)])}; no word that carries meaning is replaced.")
    told = listed([f"{counts[kind]} {KINDS[kind]}" for kind in KINDS if counts.get(kind)])
    return Finding(title, f"Against the most complete wording, itself counted, {plural(len(rows), 'quotation')}: {told}.")


def blind_spots(matrix: pd.DataFrame, k: int) -> Finding:
    """On `omissions.matrix`: how many of the statements of `k` outlets or more were found in each; most and fewest only
    where chance would not part these two (omissions.spread)."""
    total = matrix["statement"].nunique()
    if not total:
        return Finding(f"No quoted statement was found in {k} outlets or more, so nothing can be said to be missing.")
    held = matrix[matrix["form"] != ""].groupby("outlet").size().reindex(sorted(set(matrix["outlet"])), fill_value=0)
    most, least = (held.index[held == value] for value in (held.max(), held.min()))
    retold = int((matrix["form"] == "retold").sum())
    detail = (f"Found {plural(int(held.sum()), 'time')}, {retold or 'none'} of these in the writer's words alone; what is retold in other "
              "words is not recognised.")
    shared = f"{plural(total, 'quoted statement')} found in {k} outlets or more"
    if held.max() == held.min():
        return Finding(f"Of {shared}, each outlet has {held.max()}.", detail)
    p = omissions.spread(matrix)
    detail = f"{detail} Such a difference between most and fewest arises by chance with p = {p:.3f}."
    if p > 1 - stats.LEVEL:
        return Finding(f"Of {shared}, each outlet has {held.min()} to {held.max()}; that one has more than another cannot be shown.",
                       detail)
    return Finding(f"Of {shared}, most were found in {listed(list(most))} ({held.max()}), fewest in {listed(list(least))} "
                   f"({held.min()}).", detail)


def left_out(table: pd.DataFrame, camps=None) -> Finding:
    """On `omissions.by_camp`: whether one camp's shared statements are missing from an outlet beyond chance."""
    if table["camp"].nunique() < 2:
        return Finding("Two camps with shared statements are needed to ask whether one is missing more; they were not found.")
    clear = table[table["q"] <= 1 - stats.LEVEL].sort_values(["q", "p", "outlet"])
    more = clear[clear["estimate"] > clear["expected"]].head(2).to_dict("records")
    if more:
        named = [f"in {row['outlet']} {row['missing']} of {row['n']} of {label(row['camp'], camps)} "
                 f"({row['expected'] * row['n']:.1f} by chance)" for row in more]
        return Finding(f"Shared statements not found, more than by chance: {listed(named)}.",
                       f"{plural(len(clear), 'comparison')} of {len(table)} at a false discovery rate of 5 %.")
    could = int(table["needed"].notna().sum())
    return Finding("That an outlet lacks one camp's shared statements more than another's cannot be shown.",
                   f"{could or 'None'} of {plural(len(table), 'comparison')} of an outlet and a camp could have shown it, had all of the "
                   f"camp's been missing (at {100 * (1 - stats.LEVEL):.0f} % each, before the correction for their number)"
                   + ("; in the others even that could be chance." if 0 < could < len(table) else "."))


def dependence(shared: pd.DataFrame, named: pd.DataFrame, sources: pd.DataFrame) -> Finding:
    """On the three tables of dependence.py: how many independent sources, who is named, whose text is shared."""
    every = sources.set_index("outlet").loc[ALL]
    if not every["n"]:
        return Finding("No speech attribution was found, so no source can be counted.")
    half = int(every["half"])
    title = (f"Half of the {plural(int(every['n']), 'reported statement')} {'comes' if half == 1 else 'come'} from {half} of "
             f"{plural(int(every['sources']), 'source')}")
    parts = []
    through = named[named["role"] == "conduit"]
    if len(through):
        first = through.groupby("other")["n"].sum()
        names = sorted(first.index[first == first.max()])
        who = listed(names) if len(names) < 4 else f"{len(names)} outlets"
        inside = int(through.loc[through["inside"], "n"].sum())
        times = int(through["n"].sum())
        most = (f", {'' if len(names) == len(first) else 'most often '}{who} ({first.max()}{' each' if len(names) > 1 else ''})"
                if first.max() > 1 or len(names) < 4 else f", {len(names)} outlets once each")
        parts.append(f"another outlet is named as having passed words on {'once' if times == 1 else f'{times} times'}{most}; "
                     f"{inside or 'none'} of these times it is an outlet of this corpus")
    else:
        parts.append("no outlet is named as having done so")
    if len(shared):
        top = shared.iloc[0]
        parts.append(f"the most text in common is {percent(top['estimate'], 1) if top['estimate'] >= .005 else 'under 1 %'} of the shorter article's runs of five words "
                     f"({top['outlet']} and {top['other']}), {percent(top['own'], 1)} outside quotation marks")
    low, high = every["low"], every["high"]
    span = f"As concentrated as {every['estimate']:.0f} sources used equally often"
    span += f" (95 % interval {low:.0f} to {high:.0f}). " if np.isfinite(low) else ". "
    span += "Who passed words on counts as their source; "
    detail = "; ".join(parts)
    heavy = shared[shared["own"] >= .2] if len(shared) else shared
    copied = (f"; {plural(len(heavy), 'pair')} of articles of two outlets share{'s' * (len(heavy) == 1)} a fifth of their own text or more"
              if len(heavy) else "; no two outlets share much text of their own")
    return Finding(title + copied + ".", span + detail + ".")


def distances(table: pd.DataFrame) -> Finding:
    """On `distance.compare`: which outlets stand farther apart than chance would put them, if any."""
    if table.empty:
        return Finding("There are not two outlets with text, so no distance can be measured.")
    whole = table[(table["outlet"] == "") & (table["aspect"] == distance.WHOLE)].iloc[0]
    pairs = table[(table["outlet"] != "") & (table["aspect"] == distance.WHOLE)]
    unit = whole["unit"]
    chance = (f"Mean distance {whole['estimate']:.2f}; dealing the {plural(int(whole['n']), unit.rstrip('s'))} to the outlets at random gives "
              f"{whole['expected']:.2f} ({whole['low']:.2f} to {whole['high']:.2f}), p = {whole['p']:.3f}.")
    if unit == "passages":
        chance += " What is compared is these articles, not the newsrooms behind them."
    apart = pairs[distance.clear(table)[pairs.index]].sort_values(["q", "p", "outlet", "other"])
    if len(apart):
        named = [f"{row['outlet']}\u00a0– {row['other']}" for row in apart.head(2).to_dict("records")]
        some = ", among them" if len(apart) > 2 else ":"
        return Finding(f"{len(apart)} of {plural(len(pairs), 'pair')} of outlets stand{'s' * (len(apart) == 1)} farther apart than chance would "
                       f"put them{some} {'; '.join(named)}.", chance)
    if whole["p"] <= 1 - stats.LEVEL:
        return Finding("Taken together the outlets differ more than chance would make them, but no single pair can be named.", chance)
    known = distance.corrected(table).drop(distance.WHOLE)
    some = [ASPECT[aspect] for aspect in known.index[known <= 1 - stats.LEVEL]]
    if some:
        return Finding(f"Over {plural(len(known), 'aspect')} together the outlets differ no more than chance would make them; in {listed(some)} "
                       "taken alone they do.", f"{chance} Corrected for trying {len(known)} aspects.")
    return Finding(f"The outlets cannot be told apart: over {plural(len(known), 'aspect')} together they differ no more than chance would "
                   "make them.", f"{chance} Nor can they in one aspect alone, corrected for trying {len(known)}.")

