"""The voice map: each article as a strip from its first character to its last, and who is speaking where."""

import pandas as pd

from analysis import sentiment

LAYERS = ["headline", "deck", "caption"]  # sections marked under a strip


def strips(passages: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Where each voice stands in the kept text of its article, 0 (first character) to 1 (last).

    A row for each piece of a speech attribution (layer "voice"), and for each headline, deck and caption (layer by
    that name). Columns outlet, article, layer, start, end, camp, speaker, type, section, passage, quote, characters
    (of the piece) and of (of the article). Attributions may overlap.
    """
    kept = passages[passages["section"] != "dropped"].sort_values(["article", "passage"])
    kept = kept.assign(size=kept["text"].str.len())
    total = kept.groupby("article")["size"].transform("sum")
    kept = kept.assign(before=kept.groupby("article")["size"].cumsum() - kept["size"], of=total.clip(lower=1))
    speech = quotes[quotes["kind"] == "speech"]
    said = {q.quote: q for q in speech.itertuples()}
    spans, rows = sentiment.held(speech, kept), []
    for p in kept.itertuples():
        place = (p.outlet, p.article)
        if p.section in LAYERS:
            rows.append((*place, p.section, p.before, p.before + p.size, "", "", "", p.section, p.passage, "", p.of))
        for start, end, quote in spans.get((p.article, p.passage), []):
            q = said[quote]
            rows.append((*place, "voice", p.before + start, p.before + end, q.camp, q.speaker, q.type, p.section,
                         p.passage, quote, p.of))
    columns = ["outlet", "article", "layer", "start", "end", "camp", "speaker", "type", "section", "passage", "quote",
               "of"]
    table = pd.DataFrame(rows, columns=columns)
    table = table.assign(characters=table["end"] - table["start"], start=table["start"] / table["of"],
                         end=table["end"] / table["of"])
    return table.sort_values(["outlet", "article", "start", "end", "quote"], kind="stable", ignore_index=True)


def chosen(strips: pd.DataFrame, most: int) -> list[str]:
    """Up to `most` articles to draw: in turn one of each outlet, those with most attributions first; by outlet."""
    voices = strips[strips["layer"] == "voice"].groupby(["outlet", "article"]).size()
    table = strips[["outlet", "article"]].drop_duplicates()
    table = table.assign(n=[voices.get(pair, 0) for pair in zip(table["outlet"], table["article"])])
    table = table.sort_values(["outlet", "n", "article"], ascending=[True, False, True])
    table = table.assign(turn=table.groupby("outlet").cumcount()).sort_values(["turn", "outlet"], kind="stable")
    return table.head(most).sort_values(["outlet", "article"])["article"].tolist()


def filled(strips: pd.DataFrame, camps=None) -> pd.DataFrame:
    """How much of the text each camp's attributions fill: outlet ("" over all), camp, share, quoted, characters, of.

    share : of the characters of the outlet's articles; quoted : the part of these in direct quotation, mixed counted
    half. Characters in two attributions count for both.
    """
    rows = strips[strips["layer"] == "voice"]
    size = strips.drop_duplicates("article")
    direct = rows["type"].map({"direct": 1.0, "mixed": 0.5}).fillna(0.0).astype(float)
    rows = rows.assign(direct=rows["characters"] * direct)
    table = []
    for outlet in ["", *sorted(strips["outlet"].unique())]:
        part, total = (rows, size) if not outlet else (rows[rows["outlet"] == outlet], size[size["outlet"] == outlet])
        for camp in dict.fromkeys([*(camps or []), *sorted(rows["camp"].unique())]):
            mine = part[part["camp"] == camp]
            n, of = int(mine["characters"].sum()), int(total["of"].sum())
            table.append((outlet, camp, n / of if of else 0.0, mine["direct"].sum() / n if n else 0.0, n, of))
    return pd.DataFrame(table, columns=["outlet", "camp", "share", "quoted", "characters", "of"])
