"""Frames by words: how often the words of a frame stand in an outlet's own text, and in what it quotes.

Counts of words (see `frame_lists`), not judgements of articles: exploratory until somebody has coded frames by hand.
"""

import itertools
import re
from collections.abc import Iterable

import pandas as pd

from analysis import sentiment, stats
from analysis.measuring import shrinkage
from analysis.cleaning.characters import WORD
from analysis.framing import ALL
from analysis.measuring.wording import heard

VOICES = ["own", "quoted"]
WINDOW = 45              # characters of context
INSIDE = re.compile(r"(?:\w|,[\"'”]?|(?<![^\W\d_])[A-Z]\.)\s+$")     # what stands before a word inside a sentence


def _pattern(words: list[str]) -> re.Pattern:
    """The longest term first; white space in phrases and kinds of apostrophes do not matter; "won" is not in "won't"."""
    forms = [re.escape(word.rstrip("*").lower().replace("’", "'")).replace(r"\ ", r"\s+") +
             (r"[\w'-]*" if word.endswith("*") else "") for word in sorted(words, key=lambda word: (-len(word), word))]
    return re.compile(rf"(?:(?<![\w-])|(?=[$€£]))(?:{'|'.join(forms)})(?![\w-]|'t\b)", re.I)


def hits(passages: pd.DataFrame, quotes: pd.DataFrame, frames: dict) -> pd.DataFrame:
    """Every hit in its context (keyword in context), the writer's voice and the quoted apart.

    Columns outlet, article, passage, section, frame, voice ("own" or "quoted": inside an attribution), left, hit,
    right (WINDOW characters either side), start, end (in the clean text of the passage). A place counts once a
    frame, and may count for two frames; names count where the list has the word in capitals.
    """
    kept = passages[passages["section"] != "dropped"].sort_values(["article", "passage"])
    held, rows = sentiment.held(quotes, kept), []
    patterns = {name: (_pattern(entry["words"]), _pattern([word for word in entry["words"] if word != word.lower()] or [" "]))
                for name, entry in frames.items()}
    speakers = {article: {name.replace("’", "'") for name in part if len(name.split()) > 1 and name.istitle()}
                for article, part in quotes.groupby("article")["speaker"]}
    for p in kept.itertuples():
        inside, text = held.get((p.article, p.passage), []), p.text.replace("’", "'")
        capitals = _capitals(text, speakers.get(p.article, ()))
        for frame, (pattern, names) in patterns.items():
            for m in pattern.finditer(text):
                a, b = m.span()
                if a in capitals and not names.match(text, a):
                    continue
                voice = "quoted" if any(low <= a and b <= high for low, high, _ in inside) else "own"
                rows.append((p.outlet, p.article, p.passage, p.section, frame, voice, p.text[max(a - WINDOW, 0) : a],
                             p.text[a:b], p.text[b : b + WINDOW], a, b))
    columns = ["outlet", "article", "passage", "section", "frame", "voice", "left", "hit", "right", "start", "end"]
    return pd.DataFrame(rows, columns=columns).sort_values(["frame", "outlet", "article", "passage", "start"],
                                                           kind="stable", ignore_index=True)


def _capitals(text: str, speakers: Iterable[str]) -> set[int]:
    """Where the words of names begin: in capitals inside a sentence, unless nearly all words have them, or of a speaker's name."""
    words = [m for m in WORD.finditer(text) if len(m[0]) > 3]
    titled = 4 * sum(m[0][0].isupper() for m in words) > 3 * len(words)
    found = set() if titled else {m.start() for m in WORD.finditer(text) if m[0][0].isupper() and not m[0].isupper()
                                  and INSIDE.search(text[max(0, m.start() - 4):m.start()])}
    for name in filter(text.__contains__, speakers):
        found |= {m.start() + part.start() for m in re.finditer(re.escape(name), text) for part in WORD.finditer(name)}
    return found


def exposure(passages: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Words of each article in each voice: outlet, article, voice, words. What stands in no attribution is the writer's."""
    kept = passages[passages["section"] != "dropped"].sort_values(["article", "passage"])
    held, rows = sentiment.held(quotes, kept), []
    for p in kept.itertuples():
        for voice in VOICES:
            text = heard(p.text, held.get((p.article, p.passage), []), voice)
            rows.append((p.outlet, p.article, voice, len(WORD.findall(text))))
    table = pd.DataFrame(rows, columns=["outlet", "article", "voice", "words"])
    return table.groupby(["outlet", "article", "voice"])["words"].sum().reset_index()


def rates(hits: pd.DataFrame, exposure: pd.DataFrame, frames: dict) -> pd.DataFrame:
    """Hits per 1,000 words: columns frame, voice, outlet (ALL last), estimate, low, high, n (words), count, differs.

    95 % intervals (shrinkage.rate), widened by the dispersion over an outlet's articles. differs : the outlet's rate
    differs from another outlet's in the same frame and voice, corrected for all pairs of outlets, frames and voices.
    """
    counts = hits.groupby(["frame", "voice", "article"]).size().to_dict()
    rows, worth = [], []
    outlets = sorted(exposure["outlet"].unique())
    for frame, voice, outlet in itertools.product(frames, VOICES, [*outlets, ALL]):
        part = exposure[(exposure["voice"] == voice) & ((exposure["outlet"] == outlet) | (outlet == ALL))]
        found = [counts.get((frame, voice, article), 0) for article in part["article"]]
        spread = shrinkage.dispersion(found, part["words"])
        words, count = int(part["words"].sum()), sum(found)
        rows.append((frame, voice, outlet, *shrinkage.rate(count, words, spread), words, count))
        worth.append((count / spread, words / spread))
    table = pd.DataFrame(rows, columns=["frame", "voice", "outlet", "estimate", "low", "high", "n", "count"])
    pairs = [pair for _, part in table[table["outlet"] != ALL].groupby(["frame", "voice"], sort=False)
             if part["count"].sum() for pair in itertools.combinations(part.index, 2)]
    level = 1 - (1 - stats.LEVEL) / max(1, len(pairs))
    clear = {row for pair in pairs if shrinkage.rates_differ(worth[pair[0]], worth[pair[1]], level) for row in pair}
    return table.assign(differs=table.index.isin(clear))
