"""The voice map and the channels: places and lengths by hand, and what may not change them."""
import numpy as np
import pandas as pd
import pytest
from strike import CAMPS, NONE, PASSAGES, QUOTES, passages_of, quotes_of

from analysis import charts, framing
from analysis.measuring import frame_lists, frame_terms, headlines, stance, voice, wording
from analysis.showing import charts_voice, charts_words, findings_framing, shown_framing
from analysis.showing.findings import Finding

LINES = ["Union stays out", "“We stay,” the union said.", "Cranes stand idle."]
MARKS = charts.camp_marks({"union": {"label": "The union", "colour": "#0072B2"}, "port": {"label": "The port", "colour": "#D55E00"},
                           "other": {"label": "Other", "colour": "#7F7F7F"}})
WORDS = charts.Words(Finding("Something."), "Shares.", "95 % intervals.")


def said(lines=LINES, content="“We stay,”"):
    table = quotes_of([("a", "Gull", "union", "direct", content, "say", "neutral", "speech", "body")])
    place = "\n".join(lines).index(content)
    return table.assign(spans=[[[place, place + len(content)]]], passage=1)


def test_a_strip_by_hand():
    table = voice.strips(passages_of({("a", "Gull"): LINES}), said())
    total = sum(map(len, LINES))                                   # 15 + 26 + 18 characters
    head, block = table.to_dict("records")
    assert (head["layer"], head["start"], head["end"]) == ("headline", 0, 15 / total)
    assert (block["layer"], block["start"], block["end"]) == ("voice", 15 / total, 25 / total)
    assert (block["characters"], block["of"], block["quote"], block["passage"]) == (10, total, "a#0", 1)
    filled = voice.filled(table, CAMPS).set_index(["outlet", "camp"])
    assert filled.loc[("", "union"), ["share", "quoted", "characters"]].tolist() == [10 / total, 1, 10]
    assert filled.loc[("Gull", "port"), "characters"] == 0
    others = pd.concat([table, table[table["layer"] == "voice"].assign(camp="other")])
    assert findings_framing.voices(voice.filled(others, CAMPS), CAMPS).title == (
        "17\u00a0% of the text is words of The union (100 % of them quoted directly), 17\u00a0% words of speakers in no camp.")


def test_straight_quotes_file_order_and_boilerplate_leave_the_strips():
    passages, first = passages_of({("a", "Gull"): LINES}), voice.strips(passages_of({("a", "Gull"): LINES}), said())
    straight = [line.replace("“", '"').replace("”", '"') for line in LINES]
    second = voice.strips(passages_of({("a", "Gull"): straight}), said(straight, '"We stay,"'))
    pd.testing.assert_frame_equal(first, second)
    menu = passages_of({("a", "Gull"): [*LINES, "Subscribe"]})
    menu.loc[menu["text"] == "Subscribe", "section"] = "dropped"
    pd.testing.assert_frame_equal(first, voice.strips(menu, said()))
    pd.testing.assert_frame_equal(first, voice.strips(passages.iloc[::-1], said()))


def test_articles_to_draw_are_taken_in_turn_from_each_outlet():
    passages = passages_of({(f"{o}{i}", o): LINES for o in ("Gull", "Tern") for i in range(5)})
    strips = voice.strips(passages, NONE)
    assert voice.chosen(strips, 4) == ["Gull0", "Gull1", "Tern0", "Tern1"]
    assert voice.chosen(strips, 3) == ["Gull0", "Gull1", "Tern0"] and len(voice.chosen(strips, 99)) == 10
    drawn = shown_framing.voice_map(strips, passages.drop_duplicates("article"), 3)
    assert drawn["label"].unique().tolist() == ["Gull\nGull0", "Gull\nGull1", "Tern\nTern0"]
    dated = passages.drop_duplicates("article").assign(date=[f"2024-05-0{n}" for n in range(1, 10)] + ["2024-05-01"])
    assert shown_framing.voice_map(strips, dated, 3)["label"].unique().tolist() == ["Gull\n2024-05-01", "Gull\n2024-05-02", "Tern\n2024-05-06"]
    dated = dated.assign(date="2024-05-01", title=[f"{n} long strikes at the east quay" for n in range(10)])
    assert shown_framing.voice_map(strips, dated, 3)["label"].unique().tolist() == [
        "Gull\n0 long strikes at the …", "Gull\n1 long strikes at the …", "Tern\n5 long strikes at the …"]
    assert shown_framing.drawn(drawn, passages.drop_duplicates("article")).startswith("3 of 10 articles drawn")


def test_the_lead_is_deck_and_first_paragraph():
    passages = passages_of({("a", "Gull"): LINES})
    assert framing.leads(passages) == {("a", 1)}
    passages.loc[1, "section"] = "deck"
    assert framing.leads(passages) == {("a", 1), ("a", 2)}
    table = framing.share_of_voice(said(), CAMPS, passages=passages).set_index(["outlet", "channel", "unit", "camp"])
    assert table.loc[("Gull", "lead", "attributions", "union"), "count"] == 1
    assert table.loc[("Gull", "headline", "attributions", "union"), "n"] == 0
    assert ("Gull", "lead", "words", "union") not in table.index


def test_shrunk_shares_lie_between_their_own_and_the_pooled():
    rows = [(o, o, camp, "indirect", "it rains", "say", "neutral", "speech", "body")
            for o, n in (("Gull", 9), ("Tern", 3)) for camp, k in (("union", n), ("port", 12 - n)) for _ in range(k)]
    table = framing.shrunk_voice(framing.share_of_voice(quotes_of(rows), CAMPS)).set_index(["outlet", "channel", "camp"])
    row = table.loc[("Gull", "all", "union")]
    assert row["raw"] == .75 and .5 < row["estimate"] < .75 and row["low"] < .5 < row["high"]
    assert row["gap"] == pytest.approx(.54, abs=.01)              # 12 against 12
    assert table.loc[(framing.ALL, "all", "union"), "estimate"] == .5 and np.isnan(table.loc[(framing.ALL, "all", "union"), "gap"])
    assert np.isnan(table.loc[("Gull", "direct", "union"), "estimate"])


def planted(gap, seed, n=60):
    rng, rows = np.random.default_rng(seed), []
    for outlet, share in (("Gull", .5 + gap / 2), ("Tern", .5 - gap / 2)):
        rows += [(outlet, outlet, "union" if hit else "port", "indirect", "it rains", "say", "neutral", "speech", "body")
                 for hit in rng.random(n) < share]
    return framing.share_of_voice(quotes_of(rows), CAMPS, draws=20)


def test_a_planted_gap_in_voice_is_found_at_the_promised_power_and_none_is_not():
    _, promised = findings_framing.outlet_gaps(planted(0, 0))
    found = [bool(findings_framing.outlet_gaps(planted(promised, seed))[0]) for seed in range(25)]
    none = [bool(findings_framing.outlet_gaps(planted(0, seed))[0]) for seed in range(25)]
    assert np.mean(found) >= .75 and np.mean(none) <= .1


def test_one_channel_as_a_table_to_read():
    shares = shown_framing.channels(framing.shrunk_voice(framing.share_of_voice(QUOTES, CAMPS)), framing.share_of_voice(QUOTES, CAMPS))
    labels = {camp: {"label": entry["label"]} for camp, entry in CAMPS.items()} | {"other": {"label": "Other"}}
    table = shown_framing.counted(shares, labels, "indirect").set_index("outlet")
    assert table.loc[framing.ALL].tolist() == [4, "1 (25 %)", "2 (50 %)", "1 (25 %)"]
    assert table.loc["Gull", "The union"].startswith("1 (50 %; shrunk ")


def figures(passages, quotes):
    """(name, figure) of every figure of framing."""
    apart = stance.asymmetry(stance.units(quotes, pd.DataFrame(columns=["quote", "words", "camp"])), ("union", "port"), draws=50)
    heard = framing.share_of_voice(quotes, ["union", "port", "other"], passages=passages, draws=50)
    shares = shown_framing.channels(framing.shrunk_voice(heard), heard)
    frames = frame_lists.load()
    rates = frame_terms.rates(frame_terms.hits(passages, quotes, frames), frame_terms.exposure(passages, quotes), frames)
    words = shown_framing.top_words(wording.distinctive_words(passages, quotes, 1), 3)
    strips = shown_framing.voice_map(voice.strips(passages, quotes), passages.drop_duplicates("article"), 9)
    return {"map": charts_voice.voice_map(strips, WORDS, MARKS), "channels": charts_voice.channels(shares, WORDS, MARKS),
            "frames": charts_voice.frames(shown_framing.frames(rates, frames), WORDS),
            "say": charts_words.say_and_claim(stance.bars(quotes, ("union", "port")), WORDS, MARKS, apart, ("union", "port")),
            "ladder": charts_words.ladder(headlines.ladder(passages, quotes, CAMPS), WORDS, MARKS),
            "words": charts_words.distinctive(words, WORDS)}


@pytest.mark.parametrize("quotes, passages", [(QUOTES, PASSAGES), (NONE, PASSAGES), (NONE, PASSAGES[:0]), (QUOTES[:2], PASSAGES)])
def test_every_figure_is_drawn_or_says_that_there_is_nothing(quotes, passages):
    for name, figure in figures(passages, quotes).items():
        figure.canvas.draw()
        texts = [text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text"))]
        assert "Something." in texts and (len(passages) or "nothing to show" in texts), name


def many(counts, kind="indirect"):
    """Quotes of {(outlet, camp): n}, an article an outlet."""
    return quotes_of([(o, o, camp, kind, "it rains", "say", "neutral", "speech", "body") for (o, camp), n in counts.items() for _ in range(n)])


def test_no_mark_stands_for_fewer_than_five_and_each_count_is_written():
    heard = framing.share_of_voice(many({("Gull", "union"): 9, ("Gull", "port"): 3, ("Tern", "union"): 1}), CAMPS, draws=20)
    shares = shown_framing.channels(framing.shrunk_voice(heard), heard)
    axis = charts_voice.channels(shares, WORDS, MARKS).axes[1]                    # all speech
    marked = {round(float(y)) for marks in axis.collections if hasattr(marks, "get_sizes") for y in marks.get_offsets()[:, 1]}
    assert marked == {0, 2}                                                       # Gull and all outlets, no Tern
    assert [text.get_text() for text in axis.texts if text.get_text().isdigit()] == ["9", "3", "1", "0", "10", "3"]


def test_all_outlets_have_no_verdict_but_that_of_the_sentence():
    def told(union, port):
        quotes = many({("Gull", "union"): union, ("Gull", "port"): port, ("Gull", "other"): 3})
        heard = framing.share_of_voice(quotes, [*CAMPS, "other"], draws=20)
        shares = shown_framing.channels(framing.shrunk_voice(heard), heard)
        rows = shares[(shares["outlet"] == framing.ALL) & (shares["channel"] == "All speech")]
        assert len(rows) == 3 and not rows["solid"].any() and not rows["tested"].any()
        return findings_framing.share(heard).detail
    assert "a lead beyond chance" in told(40, 8) and "cannot be shown" in told(11, 9)


def test_quoting_is_full_only_where_the_sentence_says_beyond_chance():
    def rows(port, kinds):
        parts = [many({("Gull", camp): n}, kind) for camp, kind, n in (("union", "direct", 20), ("port", kinds, port), ("other", "direct", 30))]
        table = framing.quoted_share(pd.concat(parts, ignore_index=True), [*CAMPS, "other"])
        drawn = shown_framing.quoting(table)
        return drawn[drawn["outlet"] == framing.ALL].set_index("camp")["solid"].to_dict(), findings_framing.quoting(table, CAMPS).title
    full, said = rows(20, "indirect")
    assert full == {"union": True, "port": True, "other": False} and said.endswith("a gap beyond chance.")
    for port, kinds in ((20, "direct"), (4, "indirect")):                          # alike; too few to compare
        full, said = rows(port, kinds)
        assert not any(full.values()) and said.endswith("any gap may be chance.")


def test_a_headline_without_an_attribution_has_a_dash_and_one_with_several_a_part_for_each():
    quotes = quotes_of([("a", "Gull", "union", kind, content, "say", "neutral", "speech", "headline")
                        for kind, content in (("direct", "“We stay out”"), ("indirect", "Union"))])
    quotes = quotes.assign(spans=[[[7, 20]], [[0, 5]]])
    strips = shown_framing.voice_map(voice.strips(PASSAGES, quotes), PASSAGES.drop_duplicates("article"), 9)
    axis = charts_voice.voice_map(strips, WORDS, MARKS).axes[0]
    beside = sorted((round(patch.get_x(), 3), round(patch.get_width(), 3), patch.get_y()) for patch in axis.patches if patch.get_x() < 0)
    assert beside == [(-.05, .015, -.27), (-.035, .015, -.27)]                    # in the order of the text, both of Gull
    assert [round(text.get_position()[1]) for text in axis.texts if text.get_text() == "–"] == [1]
    assert "no reported statement found in the headline" in shown_framing.drawn(strips, PASSAGES.drop_duplicates("article"))
    assert "–" not in shown_framing.drawn(strips[strips["article"] == "a"], PASSAGES[:1])
