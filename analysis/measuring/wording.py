"""Distinctive words: which words set an outlet's own text apart from the other outlets."""

import re

import pandas as pd

from analysis import sentiment, stats
from analysis.tagging import tokens

STOP = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday told according announced asked cited
    claimed noted reported statement warned a about after all also although am an and any are as at be
    because been before being but by can cannot could did do does during each even every for from had
    has have he her him his how if in including into is it its just may might more most much must my no
    not now of off on once only or other our out over own said same say saying says she should since so
    some still such than that the their them then there these they this those though through to too
    under until up upon us very was we were what when where whether which while who whom why will with
    would yet you your
""".split()
)


def distinctive_words(passages: pd.DataFrame, quotes: pd.DataFrame, minimum: int = 3) -> pd.DataFrame:
    """The words that set each outlet's text apart from the rest, by weighted log-odds (see stats.log_odds).

    What is attributed (contents of every kind) is left out, so that the words are the writer's. They are lower-cased,
    of two letters or more, without 's, not in STOP, and occur `minimum` times in the corpus.
    Columns outlet, word, count, rest, log_odds, low, high, z, p, q, articles (of the outlet, with the word),
    of (articles of the outlet), example (a whole sentence of the outlet, "" if it never uses the word).
    """
    kept = passages[passages["section"] != "dropped"].sort_values(["article", "passage"])
    spans, seen, example = sentiment.held(quotes, kept), [], {}
    for p in kept.itertuples():
        text = heard(p.text, spans.get((p.article, p.passage), []), "own")
        for start, end in tokens.sentences(p.text):
            for word in re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", sentiment.prepare(text[start:end]).lower()):
                word = re.sub(r"'s?$|'s$", "", word)
                if len(word) > 1 and word not in STOP and "'" not in word:
                    seen.append((p.outlet, p.article, word))
                    example.setdefault((p.outlet, word), p.text[start:end])
    found = pd.DataFrame(seen, columns=["outlet", "article", "word"])
    counts = found.groupby(["word", "outlet"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=sorted(kept["outlet"].unique()), fill_value=0)
    table = stats.log_odds(counts[counts.sum(axis=1) >= minimum]).rename(columns={"group": "outlet"})
    holding = found.drop_duplicates().groupby(["outlet", "word"]).size().to_dict()
    total = kept.groupby("outlet")["article"].nunique().to_dict()
    pairs = list(zip(table["outlet"], table["word"]))
    return table.assign(articles=[holding.get(pair, 0) for pair in pairs], of=[total[o] for o, _ in pairs],
                        example=[example.get(pair, "") for pair in pairs])


def heard(text: str, spans: list[tuple[int, int, str]], voice: str) -> str:
    """`text` with the other voice blanked out, letter for letter: "own" loses the `spans`, "quoted" all else."""
    inside = bytearray(len(text))
    for start, end, _ in spans:
        inside[start:end] = b"\1" * (end - start)
    return "".join(letter if bool(held) == (voice == "quoted") or letter == "\n" else " "
                   for letter, held in zip(text, inside))
