"""What stands around a figure, and how it is read: lines, titles of panels, keys, what a mark may say."""
import pandas as pd
import pytest

from analysis import charts
from analysis.showing import (
    charts_sheet,
    charts_voice,
    charts_words,
    findings,
    findings_tone,
    shown,
    shown_framing,
    shown_statements,
    shown_validity,
)
from analysis.showing.findings import Finding

WORDS = charts.Words(Finding("T."), "S.", "N.")


def texts(figure):
    return [text for text in figure.findobj(lambda artist: hasattr(artist, "get_text")) if text.get_text()]


def test_lines_are_as_few_as_can_be_and_none_is_one_lost_word():
    title = "108 reported statements found; the largest part is by the Tern Islands Ferry Company (53)."
    lines = charts_sheet._even(title, 74)
    assert " ".join(lines) == title and len(lines) == 2 and abs(len(lines[0]) - len(lines[1])) < 12
    assert charts.intervals(pd.DataFrame({"field": ["cue"], "panel": "", "estimate": .5, "low": .4, "high": .6, "n": 9}), WORDS,
                            {"": ("", "#333333", "o")}, rows="field", group="panel", panel="panel").axes      # a panel without title
    assert charts_sheet._even("Short.", 74) == ["Short."] and charts_sheet._even("", 74) == []


def test_a_number_and_what_belongs_to_it_stay_on_one_line():
    assert charts_sheet._kept("gap 5 % (n = 12, 3 to 9 %) of n = x") == "gap 5\u00a0% (n\u00a0=\u00a012, 3 to 9\u00a0%) of n = x"


def test_titles_of_panels_have_one_size():
    names = ["Lead", "A name of a channel that is far too long to stand over so narrow a panel as this is"]
    rows = [(outlet, name, camp, .4, .2, .6, 4, 9, .5, solid, solid) for outlet in ("Gull", "Tern") for name, solid in zip(names, (True, False))
            for camp in ("union", "port")]
    data = pd.DataFrame(rows, columns=["outlet", "channel", "camp", "estimate", "low", "high", "count", "n", "gap", "solid", "tested"])
    marks = {"union": ("Union", "#0072B2", "o"), "port": ("Port", "#D55E00", "^")}
    figure = charts_voice.channels(data, WORDS, marks)
    titles = [text for text in texts(figure) if text.get_text().startswith(("Lead", "A name"))]
    assert titles[0].get_text() == "Lead" and titles[1].get_text().endswith(" …")
    assert {text.get_fontsize() for text in titles} == {6.5}


@pytest.mark.parametrize("name, told", [
    ("The Daily Telegraph", "The …"), ("The Gull", "The Gull"), ("washingtonexaminer.com", "washingt…"), ("Oberlandesgericht Ost", "Oberland…")])
def test_a_name_that_is_cut_is_never_a_mark_alone(name, told):
    assert charts_sheet.cut(name, 9) == told


def test_what_is_asked_of_an_estimate_is_a_dashed_line():
    data = pd.DataFrame({"variable": ["cue", "camp"], "coders": "a, b", "estimate": [.7, .9], "low": [.6, .8], "high": [.8, 1], "n": 9})
    drawn = {asked: charts.intervals(data, WORDS, charts.one_mark("coders", data), rows="variable", group="coders", panel="coders",
                                     limits=(0, 1), asked=asked) for asked in (None, .8)}
    dashed = {asked: [line.get_xdata()[0] for line in figure.axes[0].lines if line.get_linestyle() == "--"] for asked, figure in drawn.items()}
    assert dashed == {None: [], .8: [.8]}


def test_a_number_is_written_into_a_block_only_where_it_fits():
    data = pd.DataFrame({"outlet": "Gull", "camp": ["body", "deck", "caption"], "n": [1000, 20, 8]})
    marks = {name: (name, "#333333", "s") for name in data["camp"]}
    axis = charts.stacked(data, WORDS, marks).axes[0]
    assert [text.get_text() for text in axis.texts] == ["1000"]
    few = charts.stacked(data.assign(n=[5, 3, 1]), WORDS, marks).axes[0]
    assert [text.get_text() for text in few.texts] == ["5", "3", "1"]


def bars(stance="distancing"):
    return pd.DataFrame({"outlet": "Gull", "camp": ["union", "port"], "cue_lemma": ["claim", "say"], "stance": [stance, "neutral"],
                         "n": [1, 4], "of": [1, 4], "share": [.2, 1.0]})


def test_distancing_stands_left_of_its_line_and_the_plus_is_explained_where_there_is_one():
    apart = pd.DataFrame({"outlet": ["Gull"], "estimate": [.2], "low": [0.0], "high": [.5], "clear": [False]})
    marks = {"union": ("Union", "#0072B2", "o"), "port": ("Port", "#D55E00", "^")}
    figure = charts_words.say_and_claim(bars(), WORDS, marks, apart, ("union", "port"))
    side = {text.get_text(): (text.get_position()[0], text.get_ha()) for text in texts(figure)}
    assert side["← distancing"][0] < 0 and side["← distancing"][1] == "right"
    assert next(at for text, at in side.items() if text.startswith("neutral"))[0] > 0
    assert "+:" not in shown_framing.distance(bars()) and "+:" in shown_framing.distance(bars("hedged"))


def test_a_hit_in_context_is_of_whole_words_and_its_own_punctuation():
    left, right = "g the long talks in the harbour, the two ", ", and the mayor said that nothing had been dec"
    hits = pd.DataFrame({"frame": "row", "voice": "own", "outlet": ["Gull", "Tern"], "passage": 0, "left": [left, "The "],
                         "hit": ["clashed", "row"], "right": [right, " went on."], "start": [300, 4]})
    told = shown_framing.in_context(hits, {"row": {"label": "Row"}})["in context"].tolist()
    assert told == ["… the long talks in the harbour, the two [clashed], and the mayor said that nothing had been …",
                    "The [row] went on."]


def test_an_outlet_is_no_conduit_of_its_own_and_only_one_wording_is_called_most_complete():
    rows = pd.DataFrame({"statement": "S1", "quote": ["a#1", "b#1"], "article": ["a", "b"], "outlet": ["Brill Courier", "Tern Ledger"], "speaker": "Nora Vell",
                         "camp": "crew", "form": "direct", "partial": False, "relation": "exact", "via": ["the Courier, Local radio", "Brill Courier"],
                         "words": "the ferry sails", "reference": "the ferry sails"})
    table = shown_statements.collation(rows)
    assert table.set_index("outlet")["via"].to_dict() == {"Brill Courier": "Local radio", "Tern Ledger": "Brill Courier"}
    from analysis.showing import charts_statements
    figure = charts_statements.collation(table, WORDS, {"crew": ("Crew", "#000000", "o")})
    assert [text.get_text() for text in texts(figure) if text.get_text() in ("exact", "most complete")] == ["most complete", "exact"]


@pytest.mark.parametrize("value, told", [(.0012, "+0.001"), (-.004, "-0.004"), (0.0, "+0.00"), (-.0001, "+0.00"), (.005, "+0.01"), (-.31, "-0.31")])
def test_an_interval_that_ends_just_beside_nought_does_not_end_at_it(value, told):
    assert findings.signed(value) == told


def test_no_ranking_says_how_many_were_compared_and_what_it_takes():
    row = pd.DataFrame([{"within": "", "first": "union", "second": "port", "estimate": .04, "low": .0012, "high": .12, "agree": .72,
                         "specifications": 54, "n_first": 53, "n_second": 51, "robust": False}])
    assert findings_tone.ranking(row).detail == (
        "union less port: difference +0.04 (+0.001 to +0.12; n = 53 and 51), the same sign in 72 % of 54 ways to measure it; "
        "to rank takes 90 % and an interval that leaves out 0.")


def test_agreement_and_corrected_shares_read_in_words():
    table = pd.DataFrame([("coder_a, coder_b", "unit", "both", .94, .91, .99, 149), ("coder_a, coder_b", "via", "agreement", .98, .93, 1, 140),
                          ("coder_a, coder_b", "via", "alpha", .9, .7, 1, 140), ("machine, reference", "via", "agreement", .9, .8, 1, 99)],
                         columns=["coders", "variable", "measure", "estimate", "low", "high", "n"])
    assert shown_validity.shares(table).values.tolist() == [
        ["coder a, coder b", "attribution", "both have it", "0.94 (0.91 to 0.99)", 149],
        ["coder a, coder b", "conduit", "same value", "0.98 (0.93 to 1.00)", 140]]
    rows = pd.DataFrame([{"outlet": "Gull", "camp": "crew", "raw": .075, "raw_low": .03, "raw_high": .2, "estimate": .1, "low": 0.0,
                          "high": .27, "n": 40, "coded": 6}])
    assert shown_validity.by_outlet(rows, {"crew": {"label": "Crew"}}).values.tolist() == [
        ["Gull", "Crew", "8 % (3 to 20)", "10 % (0 to 27)", 40, 6]]
    assert "5 articles or more" in shown.WILSON


def test_where_nothing_can_be_drawn_a_line_says_why_and_the_files_are_there(tmp_path):
    data = pd.DataFrame(columns=["outlet", "camp", "n"])
    shown_ = charts.save(charts.stacked(data, charts.Words(Finding("No coding <here>."), "S.", "N."), {}), data, "5-scores", tmp_path)
    assert shown_.data == "<p><i>Nothing to draw. No coding &lt;here&gt;.</i></p>"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["5-scores.csv", "5-scores.png", "5-scores.svg"]


def test_the_families_of_the_frames_drawn_are_explained():
    frames = {"row": {"label": "Row", "family": "peace journalism"}, "money": {"label": "Money", "family": "generic"}, "tide": {"label": "Tide", "family": "sea"}}
    rates = pd.DataFrame({"frame": ["row", "money", "tide"], "count": [2, 0, 1]})
    told = shown_framing.unseen(rates, frames)
    assert told.startswith("War and peace journalism: two ways to report any conflict, armed or not (Lee and Maslog 2005). No hit: money.")


def test_each_mark_has_its_number_where_they_differ():
    data = pd.DataFrame({"outlet": ["Gull", "Gull", "Tern", "Tern"], "camp": ["union", "port"] * 2, "estimate": .5, "low": .4, "high": .6, "n": [5, 12, 7, 7]})
    axis = charts.intervals(data, WORDS, {"union": ("Union", "#0072B2", "o"), "port": ("Port", "#D55E00", "^")}).axes[0]
    assert [(text.get_text(), round(float(text.get_position()[1]), 1)) for text in axis.texts] == [("n = 5", -.2), ("n = 12", .2), ("n = 7", 1)]


def test_what_is_found_is_counted_by_camp_and_no_order_is_claimed_that_cannot_be_shown():
    quotes = pd.DataFrame({"kind": "speech", "type": "direct", "article": [f"a{n % 9}" for n in range(104)],
                           "camp": ["union"] * 53 + ["port"] * 50 + ["other"]})
    camps = {"union": {"label": "Union"}, "port": {"label": "Port"}}
    found = findings.attributions(quotes, camps)
    assert found.title == "104 reported statements found: 53 by Union, 50 by Port and 1 by speakers in no camp."
    assert found.detail.startswith("“Union” and “Port”: which of the two is heard more cannot be shown.")
    assert findings.attributions(quotes[40:], camps).detail.startswith("“Port” and “Union”: a lead beyond chance.")
