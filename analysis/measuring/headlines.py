"""The headline ladder: each headline cut at its verb, who acts in it, and whether it asserts or attributes.

No parser: the verb is the cue of the attribution found in the headline; else the first word that is an auxiliary, a
form of "be", an irregular past or (not as the first word) a finite form of a verb in the cue lexicon, unless what
stands right before it makes it a noun ("with two names"). Else none was found, and the table says so.
"""

import re

import pandas as pd

from analysis.scoring import targets
from analysis.tagging import cues

FIELDS = ["speaker", "camp", "cue", "cue_lemma", "stance", "kind", "type", "source", "quote"]
COLUMNS = ["outlet", "article", "headline", "before", "verb", "after", "subject", "camp", "voice", "found", "speaker",
           "cue_lemma", "stance", "type", "quote"]
AUXILIARY = set(
    """is are was were has have had will would can could may might must shall should do does did be been
    isn't aren't wasn't weren't won't can't doesn't don't""".split()
)
PAST = {form for forms in cues.IRREGULAR.values() for form in forms}
NOUN = re.compile(  # what a noun stands behind and a finite verb does not
    r"(?:\b(?:an?|the|his|her|its|their|our|my|this|these|no|of|with|for|in|on|at|by|from|over|two|three|four|five|"
    r"six|seven|eight|nine|ten)|\d|,)\s*$", re.I)
NEAR = 2  # words between the name of a camp and the verb: "the port's new chief said"
MARKS = re.compile(r"[“\"][^”\"]*[”\"]|(?<!\w)[‘'][^’']*[’'](?!\w)")


def ladder(passages: pd.DataFrame, quotes: pd.DataFrame, camps=None) -> pd.DataFrame:
    """A row an article, columns COLUMNS, by outlet; "" where there is nothing to say.

    before, verb, after : the headline cut at its verb. subject : the words that name who acts: the source of the
    attribution, else the camp's mention before the verb, NEAR words from it at most. camp : whose it is. voice : "attributed" (an
    attribution with its cue or source in the headline), "quoted" (only quotation marks say that somebody speaks) or
    "asserted" (the writer's own words). found : how the verb was found: "cue", "auxiliary", "verb" or "".
    Attributions of speech go before those of thoughts.
    """
    inside = quotes[quotes["section"] == "headline"]
    inside = inside.assign(mental=inside["kind"] != "speech").sort_values(["article", "mental", "quote"])
    first = inside.drop_duplicates("article").set_index("article")[FIELDS].to_dict("index")
    texts = passages[passages["section"] == "headline"].sort_values(["article", "passage"])
    texts = texts.groupby("article")["text"].agg(lambda lines: " / ".join(line.rstrip("; ") for line in lines)).to_dict()
    find, rows = targets.finder(camps or {}), []
    for outlet, article in sorted(set(zip(passages["outlet"], passages["article"]))):
        text, said = texts.get(article, ""), first.get(article, dict.fromkeys(FIELDS, ""))
        named = _named(find, text)
        start, end, found = _verb(text, said["cue"], named)
        before, verb, after = (text[:start].rstrip(), text[start:end], text[end:].lstrip()) if found else (text, "", "")
        subject, camp = _subject(text, start if found else 0, said, named)
        voice = "" if not text else "attributed" if said["quote"] and (said["cue"] or said["source"]) else \
            "quoted" if MARKS.search(text) else "asserted"
        rows.append((outlet, article, text, before, verb, after, subject, camp, voice, found, said["speaker"],
                     said["cue_lemma"], said["stance"], said["type"], said["quote"]))
    return pd.DataFrame(rows, columns=COLUMNS)


def _named(find, text: str) -> dict[str, list[tuple[int, int]]]:
    """The mentions of camps in a headline; in one that is all capitals those that capitals hide, too."""
    found, plain = find(text), text.title()
    if text.isupper() and len(plain) == len(text):
        found = {camp: sorted({*found.get(camp, []), *spans}) for camp, spans in (found | find(plain)).items()}
    return found


def _verb(text: str, cue: str, mentions: dict) -> tuple[int, int, str]:
    """(start, end, how it was found) of the headline's verb; found is "" when it was not."""
    word = re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", text) if re.search(r"\w", cue or "") else None
    if word:
        return *word.span(), "cue"
    masked = MARKS.sub(lambda m: " " * len(m[0]), text)  # the verb stands outside the quotation marks
    names = [span for spans in mentions.values() for span in spans]
    words = [m for m in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)?", masked)
             if not any(a <= m.start() < b for a, b in names)]
    kinds = [_kind(m[0].lower().replace("’", "'"), bool(m.start())) for m in words] + [""]
    for m, kind, behind in zip(words, kinds, kinds[1:]):
        # "talks are off": the noun before its verb is none
        if kind == "auxiliary" or kind and not behind and not NOUN.search(masked[: m.start()]):
            return *m.span(), kind
    return 0, 0, ""


def _kind(word: str, later: bool) -> str:
    """ "auxiliary", "verb" or "" of a lower-case word; `later`: it does not open the headline."""
    if word in AUXILIARY:
        return "auxiliary"
    finite = word in PAST or word.endswith(("s", "ed")) and cues.is_cue_word(word)
    return "verb" if later and finite else ""


def _subject(text: str, verb: int, said: dict, mentions: dict) -> tuple[str, str]:
    """(its words, its camp): the source of the attribution, else the camp named last and right before the verb."""
    if said["quote"]:
        return said["source"], said["camp"]
    before = [(b, a, camp) for camp, spans in mentions.items()
              for a, b in spans if b <= verb and len(text[b:verb].split()) <= NEAR]
    if before:
        end, start, camp = max(before)
        return text[start:end], camp
    return "", ""
