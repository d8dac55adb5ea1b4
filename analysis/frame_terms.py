"""Frames by words: how often the words of a frame stand in an outlet's own text, and in what it quotes.

The frames stand in lexicons/frames.yaml; a frames.yaml in a corpus's folder adds frames, or words to one of the same
name. Counts of words, not judgements of articles: exploratory until somebody has coded the frames by hand.
"""
import difflib
import itertools
import re
from pathlib import Path

import pandas as pd
import yaml

from analysis import paths, sentiment, shrinkage, stats
from analysis.characters import WORD
from analysis.framing import ALL
from analysis.wording import heard

FILE = paths.LEXICONS / "frames.yaml"
KEYS = ["label", "family", "source", "about", "words"]
VOICES = ["own", "quoted"]
TERM = re.compile(r"[^\W_](?:[\w'’ -]*[\w'’])?\*?")


class FrameError(ValueError):
    """A frames.yaml cannot be used; the message names the file, the frame and what to do."""


def load(folder: str | Path | None = None) -> dict[str, dict]:
    """The frames by name: label, family, source, about, words; those of `folder`/frames.yaml added.

    Raises FrameError, every problem a line.
    """
    frames = _read(FILE, {})
    path = Path(folder) / "frames.yaml" if folder else None
    return _read(path, frames) if path and path.exists() else frames


def _read(path: Path, known: dict) -> dict[str, dict]:
    name = f"{path.parent.name}/{path.name}"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise FrameError(f"{name}: is not valid YAML in UTF-8" + (f", see line {mark.line + 1}" if mark else "")) from None
    frames = content.get("frames") if isinstance(content, dict) else None
    if not isinstance(frames, dict) or not frames or set(content) != {"frames"}:
        raise FrameError(f"{name}: should hold one key 'frames:' with a name for each frame and its 'words:' below")
    problems = [problem for frame, entry in frames.items() for problem in _check(f"{name}, frame '{frame}'", entry)]
    if problems:
        raise FrameError("\n".join(problems))
    merged = {frame: {**entry} for frame, entry in known.items()}
    for frame, entry in frames.items():
        old = merged.get(str(frame), {"label": str(frame).replace("_", " ").capitalize(), "family": "own", "source": "",
                                      "about": "", "words": []})
        words = list(dict.fromkeys([*old["words"], *(str(word).strip() for word in entry["words"])]))
        merged[str(frame)] = {**old, **{key: str(value) for key, value in entry.items() if key != "words"}, "words": words}
    return merged


def _check(where: str, entry) -> list[str]:
    if not isinstance(entry, dict):
        return [f"{where}: should hold 'words:', a list"]
    problems = []
    for key in entry:
        if key not in KEYS:
            near = difflib.get_close_matches(str(key), KEYS, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(KEYS)}"
            problems.append(f"{where}: unknown key '{key}'; {hint}")
    words = entry.get("words")
    if not isinstance(words, list) or not words:
        return [*problems, f"{where}: 'words:' should be a list, as in [clash*, at odds]"]
    for word in words:
        if not isinstance(word, str):
            problems.append(f"{where}: {word!r} is no word; put it in quotes")
        elif not TERM.fullmatch(word.strip()):
            problems.append(f"{where}: '{word}' is no word or phrase; a * may stand at its end only")
    return problems


def _pattern(words: list[str]) -> re.Pattern:
    """The longest term first; white space in phrases and kinds of apostrophes do not matter."""
    forms = [re.escape(word.rstrip("*").lower().replace("’", "'")).replace(r"\ ", r"\s+") + (r"[\w'-]*" if word.endswith("*") else "")
             for word in sorted(words, key=lambda word: (-len(word), word))]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.I)


def hits(passages: pd.DataFrame, quotes: pd.DataFrame, frames: dict, window: int = 45) -> pd.DataFrame:
    """Every hit in its context (keyword in context), the writer's voice and the quoted apart.

    Columns outlet, article, passage, section, frame, voice ("own" or "quoted": inside an attribution), left, hit,
    right (`window` characters either side), start, end (in the clean text of the passage). A place counts once a
    frame, and may count for two frames.
    """
    kept = passages[passages["section"] != "dropped"].sort_values(["article", "passage"])
    held, rows = sentiment.held(quotes, kept), []
    patterns = {name: _pattern(entry["words"]) for name, entry in frames.items()}
    for p in kept.itertuples():
        inside, text = held.get((p.article, p.passage), []), p.text.replace("’", "'")
        for frame, pattern in patterns.items():
            for m in pattern.finditer(text):
                a, b = m.span()
                voice = "quoted" if any(low <= a and b <= high for low, high, _ in inside) else "own"
                rows.append((p.outlet, p.article, p.passage, p.section, frame, voice, p.text[max(a - window, 0):a],
                             p.text[a:b], p.text[b:b + window], a, b))
    columns = ["outlet", "article", "passage", "section", "frame", "voice", "left", "hit", "right", "start", "end"]
    return pd.DataFrame(rows, columns=columns).sort_values(["frame", "outlet", "article", "passage", "start"],
                                                           kind="stable", ignore_index=True)


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
