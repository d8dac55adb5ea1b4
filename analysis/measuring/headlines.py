"""The headline ladder: each headline cut at its verb, who acts in it, and whether it asserts or attributes.

No parser: the verb is the cue of an attribution found in the headline; else, outside quotation marks, the first word
that is an auxiliary, a form of "be", an irregular past or (not as the first word) a finite form of a verb in the cue
lexicon, unless what stands right before it makes it a noun ("with two names"). Else none was found, and the table says
so. What stands behind a semicolon is another sentence: the first one's verb decides. A headline attributes by its verb:
“Boss: ‘I am angry’, but the dam is needed” asserts, though it quotes.
"""

import re

import pandas as pd

from analysis import sentiment
from analysis.scoring import targets
from analysis.tagging import cues

FIELDS = ["camp", "speaker", "cue_lemma", "stance", "type", "quote", "cue", "source"]
COLUMNS = ["outlet", "article", "headline", "before", "verb", "after", "subject", "camp", "voice", "found", "told", "speaker",
           "cue_lemma", "stance", "type", "quote"]
VOICES = ["attributed", "in part", "quoted", "asserted"]
JOIN = " / "         # between the lines of a headline
AUXILIARY = set(
    """is are was were has have had will would can could may might must shall should do does did be been
    isn't aren't wasn't weren't won't can't doesn't don't""".split()
)
PAST = {form for forms in cues.IRREGULAR.values() for form in forms} | {"puts"}
NOUN = re.compile(  # what a noun stands behind and a finite verb does not
    r"(?:\b(?:an?|the|his|her|its|their|our|my|this|these|no|of|with|for|in|on|at|by|from|over|first|last|next|two|three|four|five|"
    r"six|seven|eight|nine|ten)|\d|,)\s*$", re.I)
NEAR = 2  # words between the name of a camp and the verb: "the port's new chief said"
MARKS = re.compile(r"[“\"][^”\"]*[”\"]|(?<!\w)[‘'][^’']*[’'](?!\w)")


def ladder(passages: pd.DataFrame, quotes: pd.DataFrame, camps=None) -> pd.DataFrame:
    """A row an article, columns COLUMNS, by outlet; "" where there is nothing to say.

    before, verb, after : the headline cut at its verb. found : how the verb was found: "cue", "auxiliary", "verb" or
    "". voice : "attributed" (the verb is the cue of an attribution, stands in its source or in what is said; without a
    verb: an attribution with cue or source stands there), "in part" (such an attribution stands there, but the verb is
    the writer's; so it is where it stands behind a semicolon), "quoted" (only quotation marks say that somebody speaks)
    or "asserted" (the writer's own words).
    subject : the words that name who acts: the source of the attribution; where the verb is the writer's the camp's
    mention before it, NEAR words from it at most. camp : whose it is. told : whose words stand there, if somebody's.
    Attributions of speech go before those of thoughts, and those with a verb before those without.
    """
    lines = passages[passages["section"] == "headline"].sort_values(["article", "passage"])
    heads = {article: part for article, part in lines.groupby("article")}
    inside = quotes[quotes["section"] == "headline"]
    inside = inside.assign(mental=inside["kind"] != "speech").sort_values(["article", "mental", "quote"])
    said = {article: part.to_dict("records") for article, part in inside.groupby("article")}
    held, find, rows = sentiment.held(inside, lines), targets.finder(camps or {}), []
    for outlet, article in sorted(set(zip(passages["outlet"], passages["article"]))):
        text, places = _whole(heads[article], held) if article in heads else ("", {})
        rows.append((outlet, article, text, *_cut(text, said.get(article, []), places, _named(find, text))))
    return pd.DataFrame(rows, columns=COLUMNS)


def _whole(lines: pd.DataFrame, held: dict) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The headline of an article, its lines joined, and where in it the contents of its attributions stand."""
    text, places = "", {}
    for line in lines.itertuples():
        text += JOIN * bool(text)
        for start, end, quote in held.get((line.article, line.passage), []):
            places.setdefault(quote, []).append((len(text) + start, len(text) + end))
        text += line.text.rstrip("; ")
    return text, places


def _cut(text: str, said: list[dict], places: dict, named: dict) -> tuple:
    """COLUMNS from `before` on of a headline with these attributions, whose contents stand at `places`."""
    writers_own = _masked(text).partition(";")[0]       # the verb stands outside the quotation marks
    ours = [one for one in said if min((a for a, _ in places.get(one["quote"], ())), default=0) < len(writers_own)]
    start, end, found = _verb(text, writers_own, ours, places, named)
    owner = next((one for one in ours if found and _introduced(text, start, end, one, places)), None)
    first = owner or next(iter(ours or said), dict.fromkeys(FIELDS, ""))
    before, verb, after = (text[:start].rstrip(), text[start:end], text[end:].lstrip()) if found else (text, "", "")
    given = bool(first["quote"] and (first["cue"] or first["source"]))
    writers = not owner if found else bool(said and not ours)
    subject, camp = (first["source"], first["camp"]) if first["quote"] and not (writers and given) else \
        _named_before(text, start if found else 0, named)
    voice = "" if not text else ("in part" if writers else "attributed") if given else \
        "quoted" if MARKS.search(text) else "asserted"
    return (before, verb, after, subject, camp, voice, found, *(first[name] for name in FIELDS[:6]))


def _introduced(text: str, start: int, end: int, said: dict, places: dict) -> bool:
    """Is text[start:end] the cue of the attribution, or does it stand in its source or in what is said?"""
    source = [m.span() for m in re.finditer(re.escape(said["source"]), text)] if said["source"] else []
    inside = any(a <= start and end <= b for a, b in [*source, *places.get(said["quote"], [])])
    return inside or text[start:end] == said["cue"]


def _named(find, text: str) -> dict[str, list[tuple[int, int]]]:
    """The mentions of camps in a headline; in one that is all capitals those that capitals hide, too."""
    found, plain = find(text), text.title()
    if text.isupper() and len(plain) == len(text):
        found = {camp: sorted({*found.get(camp, []), *spans}) for camp, spans in (found | find(plain)).items()}
    return found


def _verb(text: str, masked: str, said: list[dict], places: dict, mentions: dict) -> tuple[int, int, str]:
    """(start, end, how it was found) of the headline's verb, the writer's in `masked`; found is "" when it was not."""
    spoken = [span for spans in places.values() for span in spans]
    for cue in [one["cue"] for one in said if re.search(r"\w", one["cue"] or "")]:
        words = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(cue)}(?!\w)", text)]
        words.sort(key=lambda word: any(a <= word[0] < b for a, b in spoken))      # what is said may hold the same word
        if words:
            return *words[0], "cue"
    names = [span for spans in mentions.values() for span in spans]
    words = [m for m in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)?", masked)
             if not any(a <= m.start() < b for a, b in names)]
    kinds = [_kind(m[0].lower().replace("’", "'"), bool(m.start())) for m in words] + [""]
    for m, kind, behind in zip(words, kinds, kinds[1:]):
        # "talks are off": the noun before its verb is none
        if kind == "auxiliary" or kind and not behind and not NOUN.search(masked[: m.start()]):
            return *m.span(), kind
    return 0, 0, ""


def _masked(text: str) -> str:
    """The text with blanks for what stands in quotation marks."""
    return MARKS.sub(lambda m: " " * len(m[0]), text)


def _kind(word: str, later: bool) -> str:
    """ "auxiliary", "verb" or "" of a lower-case word; `later`: it does not open the headline."""
    if word in AUXILIARY:
        return "auxiliary"
    finite = word in PAST or word.endswith(("s", "ed")) and cues.is_cue_word(word)
    return "verb" if later and finite else ""


def _named_before(text: str, verb: int, mentions: dict) -> tuple[str, str]:
    """(its words, its camp) of the camp named last and right before the verb."""
    before = [(b, a, camp) for camp, spans in mentions.items()
              for a, b in spans if b <= verb and len(text[b:verb].split()) <= NEAR]
    if before:
        end, start, camp = max(before)
        return text[start:end], camp
    return "", ""
