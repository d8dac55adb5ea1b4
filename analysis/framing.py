"""Measures of framing: who speaks, in which channel, in whose words, in what tone.

Each measure is a tidy table with estimates, intervals and denominators; `findings_framing` puts them into sentences.
Speech only, unless said otherwise. `camps` are the corpus's: their order is that of the rows. What else is measured
of framing stands in `voice`, `stance`, `headlines`, `wording` and `frame_terms`; `measures` gathers it.
"""
import itertools
import re

import numpy as np
import pandas as pd

from analysis import sentiment as tones
from analysis import stats
from analysis.measuring import shrinkage
from analysis.cleaning.characters import WORD, count_words, repair

ALL = "all outlets"
QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)[‘'].*?(?:[’'](?!\w)|$)")
UNITS = ["attributions", "words"]


def names(frame: pd.DataFrame, camps=None) -> list[str]:
    """The camps in display order; those found in `frame` but not listed stand behind them."""
    return list(camps or []) + sorted(set(frame["camp"]) - set(camps or []))


def places(frame: pd.DataFrame, outlets=None) -> list[str]:
    return list(dict.fromkeys([*(outlets or []), *sorted(frame["outlet"].unique()), ALL]))


def quoted_words(content: str, type: str) -> tuple[int, int]:
    """(words inside quotation marks, words outside) of an attribution's content, as published or mended."""
    content = repair(content).text               # ''so'' and ``so'' are "so"
    total = count_words(content)
    inside = {"direct": total, "indirect": 0}.get(type, sum(count_words(m) for m in QUOTED.findall(content)))
    return min(inside, total), total - min(inside, total)


def counted(speech: pd.DataFrame) -> list[tuple[int, int]]:
    """(words inside quotation marks, words outside) of each attribution, each word of an article counted once.

    A word that several hold, one reported within another, is the shortest one's; it is inside if it is for any of them.
    """
    places = [_places(*row) for row in zip(speech["article"], speech["spans"], speech["content"], speech["type"])]
    order = sorted(range(len(places)), key=lambda n: len(places[n][0]) + len(places[n][1]))
    taken, counts = set(), np.zeros((len(places), 2), int)
    for side in (0, 1):
        for n in order:
            own = places[n][side] - taken
            counts[n, side] = len(own)
            taken |= own
    return list(map(tuple, counts.tolist()))


def _places(article: str, spans: list[list[int]], content: str, type: str) -> tuple[set, set]:
    """(article, place in the raw file) of each word of an attribution: those inside quotation marks, those outside."""
    sides, offset = (set(), set()), 0
    for start, end in spans:
        clean = repair(content[offset:offset + end - start], start)
        offset += end - start + 1
        marked = [m.span() for m in QUOTED.finditer(clean.text)] if type == "mixed" else [(0, len(clean.text))] * (type == "direct")
        for m in WORD.finditer(clean.text):
            sides[not any(a <= m.start() < b for a, b in marked)].add((article, clean.starts[m.start()]))
    return sides


def leads(passages: pd.DataFrame) -> set[tuple[str, int]]:
    """(article, passage) of each article's lead: its deck and the first paragraph of its body."""
    body = passages[passages["section"] == "body"].groupby("article")["passage"].min()
    deck = passages[passages["section"] == "deck"]
    return {*zip(body.index, body), *zip(deck["article"], deck["passage"])}


def share_of_voice(quotes: pd.DataFrame, camps=None, outlets=None, passages=None, units=UNITS, **options) -> pd.DataFrame:
    """Each camp's share of the speech attributions and of their words, per outlet and over ALL of them.

    channel : "all"; "direct": attributions with words inside quotation marks (direct and mixed), and those
        words alone; "indirect": attributions without quotation marks, and all attributed words outside marks.
        With `passages` also "headline", "lead" (see `leads`) and "caption", in attributions.
    unit : "attributions" (Wilson intervals) or "words" (see `counted`; bootstrap, see stats.weighted_share); both,
        if not said in `units`.
    Columns outlet, channel, unit, camp, estimate, low, high, n (the denominator), count, effective (the
    independent units it is worth). Every outlet in `outlets` and every camp has its row, be it 0 or NaN.
    """
    speech = quotes[quotes["kind"] == "speech"]
    words = counted(speech)
    lead = leads(passages) if passages is not None else set()
    speech = speech.assign(direct=[a for a, _ in words], indirect=[b for _, b in words],
                           all=[a + b for a, b in words],
                           lead=np.array([pair in lead for pair in zip(speech["article"], speech["passage"])], bool))
    listed, tables = names(speech, camps), []
    for place in places(speech, outlets):
        part = speech if place == ALL else speech[speech["outlet"] == place]
        marked, section = part["type"] != "indirect", part["section"]
        chosen = {"all": part, "direct": part[marked], "indirect": part[~marked]}
        if passages is not None:
            chosen |= {"headline": part[section == "headline"], "lead": part[part["lead"]],
                       "caption": part[section == "caption"]}
        for channel, rows in chosen.items():
            shares = stats.shares(rows.assign(outlet=place), "camp", ["outlet"], listed, [(place,)])
            if "attributions" in units:
                tables.append(shares.assign(channel=channel, unit="attributions"))
            if "words" in units and channel in ("all", "direct", "indirect"):
                tables.append(_words(part, channel, listed, shares.columns, **options).assign(
                    outlet=place, channel=channel, unit="words"))
    order = ["outlet", "channel", "unit", "camp", "estimate", "low", "high", "n", "count", "effective"]
    return pd.concat([t for t in tables if len(t)] or tables, ignore_index=True)[order]


def _words(part: pd.DataFrame, channel: str, listed: list[str], columns, **options) -> pd.DataFrame:
    """Each camp's share of the words that the column `channel` of `part` counts."""
    words, lines = part[channel].to_numpy(float), []
    for name in listed:
        hit = (part["camp"] == name).to_numpy()
        share, low, high, worth = stats.weighted_share(hit, words, part["article"], **options)
        lines.append(("", name, share, low, high, int(words.sum()), int(words[hit].sum()), worth))
    return pd.DataFrame(lines, columns=columns)


def shrunk_voice(voice: pd.DataFrame, **options) -> pd.DataFrame:
    """`share_of_voice` pulled towards the share of all outlets, channel by channel (see shrinkage.shrink).

    The words of the channel "direct", the attributions of the others. Besides raw (the share as counted) and
    weight (how much of the estimate is the pooled share) there is `gap`: the smallest difference of shares that two
    outlets with this outlet's effective n would show four times in five (stats.detectable).
    """
    unit = voice["channel"].map(lambda channel: "words" if channel == "direct" else "attributions")
    rows = voice[voice["unit"] == unit].reset_index(drop=True)
    table = shrinkage.shrink(rows, "channel", "outlet", "camp", ALL, **options)
    worth = table.groupby(["channel", "outlet"])["effective"].transform("min").where(table["outlet"] != ALL, 0)
    return table.assign(gap=[stats.detectable(n, n) for n in worth])


def quoted_share(quotes: pd.DataFrame, camps=None, outlets=None) -> pd.DataFrame:
    """How much of each camp's speech holds words in quotation marks (direct or mixed), per outlet and over ALL.

    Columns outlet, camp, estimate, low, high, n (its speech attributions), count (those quoted), effective.
    """
    speech = quotes[quotes["kind"] == "speech"]
    speech = speech.assign(quoted=np.where(speech["type"] == "indirect", "no", "yes"))
    both = pd.concat([speech, speech.assign(outlet=ALL)])
    groups = list(itertools.product(places(speech, outlets), names(speech, camps)))
    return stats.shares(both, "quoted", ["outlet", "camp"], ["yes"], groups).drop(columns="quoted")


def tone(sentiment: pd.DataFrame, **options) -> pd.DataFrame:
    """Mean score per outlet (ALL last), camp ("" is the writer) and scorer, as sentiment.by_group has it."""
    both = (sentiment, sentiment.assign(outlet=ALL))
    return pd.concat([tones.by_group(t, ["outlet", "camp"], **options) for t in both], ignore_index=True)
