"""No word of a figure stands outside the drawing, however long the names of camps and outlets are."""
import numpy as np
import pandas as pd
import pytest
from strike import passages_of, quotes_of

from analysis import charts, framing
from analysis.measuring import frame_lists, frame_terms, headlines, hedges, stance, voice, wording
from analysis.showing import charts_tone, charts_voice, charts_words, shown_framing, shown_tone
from analysis.showing.findings import Finding

NAMES = [("The Northern Harbour and Fishing Gazette", "Oberlandeshafenverwaltungsanzeiger.example", "Company and Assembly of the Harbour",
          "Arbeitnehmerinnenvertretung"),
         ("The Daily Telegraph of Gull Island", "Tern", "Village and campaign", "Company and Assembly")]


def corpus(first, second):
    """Passages and quotes of two outlets: both camps in every kind of words, with many cues."""
    rows, texts = [], {}
    for article, outlet in (("a", first), ("b", second)):
        lines = ["Union: “We stay out” — but the port is the only way to keep the islands alive", "The port claims that the strike hurts."]
        for number, cue in enumerate(["say", "claim", "according to", "emphasise", "would have you believe", "tell", "warn", "deny", "insist"]):
            for camp in ("union", "port", "other")[:2 + (number < 2)]:
                kind = ("direct", "mixed", "indirect")[number % 3]
                rows.append((article, outlet, camp, kind, "“We stay out”", cue, "distancing" if number in (1, 4) else "neutral", "speech",
                             "headline" if number == 0 and camp == "union" else "body"))
        texts[article, outlet] = [*lines, "Talks, threats and prices at the quay; the families wait."]
    quotes = quotes_of(rows)
    return passages_of(texts), quotes.assign(spans=[[[7, 20]]] * len(quotes), source="Union", cue=quotes["cue_lemma"].where(quotes["section"] != "headline", ":"))


def drawn(first, second, port, union):
    """(name, figure) of the figures with names of outlets and camps."""
    camps = {"union": {"label": union, "colour": "#0072B2", "actors": {}, "terms": ["Union"]},
             "port": {"label": port, "colour": "#D55E00", "actors": {}, "terms": ["Port"]}, "other": {"label": "Other", "colour": "#7F7F7F", "actors": {}, "terms": []}}
    passages, quotes = corpus(first, second)
    marks, words = charts.camp_marks(camps), charts.Words(Finding("A finding of " + union + ".", "Details of " + port + "."), "A measure.", "A note on " + first + ".")
    pair, outlets = ("union", "port"), sorted([first, second])
    held = hedges.markers(passages, quotes, camps)
    apart = stance.asymmetry(stance.units(quotes, held), pair, outlets, draws=50)
    yield "say", charts_words.say_and_claim(stance.bars(quotes, pair, outlets, held), words, marks, apart, pair)
    heard = framing.share_of_voice(quotes, camps, outlets, passages, draws=50)
    yield "channels", charts_voice.channels(shown_framing.channels(framing.shrunk_voice(heard), heard), words, marks)
    strips = shown_framing.voice_map(voice.strips(passages, quotes), passages.drop_duplicates("article").assign(title="A title", date=""), 9)
    yield "map", charts_voice.voice_map(strips, words, marks)
    frames = frame_lists.load()
    rates = frame_terms.rates(frame_terms.hits(passages, quotes, frames), frame_terms.exposure(passages, quotes), frames)
    yield "frames", charts_voice.frames(shown_framing.frames(rates, frames), words)
    yield "ladder", charts_words.ladder(headlines.ladder(passages, quotes, camps), words, marks)
    top = shown_framing.top_words(wording.distinctive_words(passages, quotes, 1), 3)
    yield "words", charts_words.distinctive(pd.concat([top, top.assign(outlet=top["outlet"] + " II")]), words)
    yield "quoting", charts.intervals(shown_framing.quoting(framing.quoted_share(quotes, camps, outlets)), words, marks, percent=True, xlabel="% with quoted words")
    counts = quotes.assign(indirect=quotes["type"] == "indirect").groupby(["outlet", "camp", "indirect"]).size().rename("n").reset_index()
    yield "attributions", charts.stacked(counts, words, marks, hollow="indirect", xlabel="attributions")
    speakers = pd.DataFrame({"camp": ["union", "port", "port"], "speaker": [union + " of the whole of Gull Island", port, ""], "n": [4, 3, 1]})
    yield "speakers", charts.ranked(speakers, words, "camp", "speaker", marks, most=6, each=2)
    cells = pd.DataFrame([(f"{row}\n4 of 20 name a camp", column, mean, np.nan, np.nan, n, False) for row in (union, port, shown_tone.WRITER)
                          for column, n, mean in ((union, 2, np.nan), (port, 8, .1))],
                         columns=["row", "column", "estimate", "low", "high", "n", "solid"])
    yield "grid", charts_tone.matrix(cells, words, list(dict.fromkeys(cells["row"])), [union, port])
    tone = pd.DataFrame([(name + "\nn = 5", scorer, .1, -.1, .2, 5, False) for name in (union, port) for scorer in ("TB polarity", "target-aware model", "VADER")],
                        columns=["voice", "scorer", "estimate", "low", "high", "n", "solid"])
    yield "tone", charts.intervals(tone, words, charts.one_mark("scorer", tone), rows="voice", group="scorer", panel="scorer", zero=True, xlabel="mean score")


def outside(figure):
    """The texts whose box leaves the drawing, each with its box in inches."""
    figure.draw_without_rendering()
    sheet, found = figure.bbox, []
    unseen = {id(label) for axis in figure.axes for label in axis.get_xticklabels() if not min(axis.get_xlim()) <= label.get_position()[0] <= max(axis.get_xlim())}
    for text in figure.findobj(lambda artist: hasattr(artist, "get_window_extent") and hasattr(artist, "get_text")):
        if not text.get_text().strip() or id(text) in unseen:
            continue
        box = text.get_window_extent()
        if box.x0 < -1 or box.y0 < -1 or box.x1 > sheet.width + 1 or box.y1 > sheet.height + 1:
            found.append((text.get_text(), [round(float(edge) / figure.dpi, 2) for edge in box.extents]))
    return found


@pytest.mark.parametrize("names", NAMES, ids=["long", "arrow"])
def test_no_text_leaves_the_drawing(names):
    assert {name: outside(figure) for name, figure in drawn(*names) if outside(figure)} == {}
