"""A small invented strike: tables by hand for the tests of framing."""
import pandas as pd

CAMPS = {"union": {"label": "The union", "actors": {}}, "port": {"label": "The port", "actors": {}}}
COLUMNS = ["article", "outlet", "camp", "type", "content", "cue_lemma", "stance", "kind", "section"]
ROWS = [
    ("a", "Gull", "union", "direct", "“We stay out”", "say", "neutral", "speech", "headline"),
    ("a", "Gull", "union", "indirect", "the offer is an insult", "claim", "distancing", "speech", "body"),
    ("a", "Gull", "port", "mixed", "the strike is “reckless and wrong”", "say", "neutral", "speech", "body"),
    ("a", "Gull", "port", "indirect", "talks go on", "", "neutral", "speech", "body"),
    ("a", "Gull", "port", "indirect", "a quick end", "hope", "neutral", "mental", "body"),
    ("b", "Tern", "port", "indirect", "ships wait", "say", "neutral", "speech", "body"),
    ("b", "Tern", "other", "indirect", "prices rise", "warn", "neutral", "speech", "body")]


def quotes_of(rows):
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.assign(quote=[f"{a}#{i}" for i, a in enumerate(table["article"])], act="state", source="",
                        speaker=table["camp"].str.title(), cue=table["cue_lemma"],
                        spans=[[[n, n + len(content)]] for n, content in zip(range(10_000, 10 ** 9, 10_000), table["content"])],
                        passage=0, position=0.0)


def passages_of(texts):
    """One paragraph an article: {(article, outlet): [paragraph, ...]}, the first its headline."""
    rows, columns = [], ["article", "outlet", "passage", "section", "start", "end", "text"]
    for (article, outlet), lines in texts.items():
        start = 0
        for number, line in enumerate(lines):
            rows.append((article, outlet, number, "headline" if number == 0 else "body", start,
                         start + len(line), line))
            start += len(line) + 1
    return pd.DataFrame(rows, columns=columns)


QUOTES = quotes_of(ROWS)
NONE = QUOTES.iloc[:0]
PASSAGES = passages_of({("a", "Gull"): ["Union: “We stay out”", "Cranes stand idle."],
                        ("b", "Tern"): ["Ships wait", "Cranes stand idle in the rain."]})
