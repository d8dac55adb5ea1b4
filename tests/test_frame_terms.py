"""Frames by words: hits by hand, rates with the right denominator, and clear words for a wrong frames.yaml."""
import pandas as pd
import pytest
from strike import NONE, passages_of, quotes_of

from analysis import framing
from analysis.measuring import frame_lists, frame_terms
from analysis.showing import findings_framing, shown_framing

TWO = {"row": {"label": "Row", "family": "own", "words": ["clash*", "at odds", "row"]},
       "money": {"label": "Money", "family": "own", "words": ["price*", "dockers' pay"]}}
LINES = ["Clashes at the port", "Dockers’ pay is at odds with prices, the union said.", "A rower left; they throw nothing."]


def test_the_lexicon_is_whole_and_says_whose_frames_they_are():
    frames = frame_lists.load()
    assert len(frames) == 11 and all(entry["source"] and entry["about"] and entry["words"] for entry in frames.values())
    assert {entry["family"] for entry in frames.values()} == {"generic", "war journalism", "peace journalism"}
    for entry in frames.values():
        assert len(set(entry["words"])) == len(entry["words"])


def test_hits_by_hand():
    table = frame_terms.hits(passages_of({("a", "Gull"): LINES}), NONE, TWO)
    assert table[["frame", "hit", "passage"]].to_records(index=False).tolist() == [
        ("money", "Dockers’ pay", 1), ("money", "prices", 1), ("row", "Clashes", 0), ("row", "at odds", 1)]
    row = table.iloc[1]
    assert LINES[1][row["start"]:row["end"]] == "prices" and row["left"].endswith("with ") and row["right"].startswith(", the")


def test_a_contraction_is_another_word_and_damages_are_money():
    lines = ["They won’t pay, and it won't end.", "The crew won.", "She seeks damages; the quay's damage was small."]
    table = frame_terms.hits(passages_of({("a", "Gull"): lines}), NONE, frame_lists.load())
    assert table[table["frame"].isin(["war_victory", "war_effects"])][["hit", "passage"]].values.tolist() == [["damage", 2], ["won", 1]]


def test_wildcards_do_not_reach_other_words_and_sums_of_money_need_a_currency():
    lines = ["Victoria Morales, an economist, is investigating the war waged on the West Bank, said the billionaire Churchill.",
             "Millions of votes and the fatherland weigh ten pound.", "Wages, investments and US$5 million, or £3.", "A $1.5bn loan."]
    table = frame_terms.hits(passages_of({("a", "Gull"): lines}), NONE, frame_lists.load())
    assert sorted(table[["passage", "hit"]].itertuples(index=False, name=None)) == [
        (2, "$5"), (2, "Wages"), (2, "investments"), (2, "£3"), (3, "$1")]


def test_names_are_no_frames():
    lines = ["Solveig Amrein solved it, Your Honour, at Castle Row, said Hope Adams, and God knows.", "Hope Adams left. Hope is gone.",
             "Families Wept In Price Row", "He said: “Shame on the church, the MADNESS of it.” Workers struck with the U.S. Workers Front."]
    quotes = quotes_of([("a", "Gull", "union", "indirect", "it", "say", "neutral", "speech", "body")]).assign(speaker="Hope Adams")
    table = frame_terms.hits(passages_of({("a", "Gull"): lines}), quotes, frame_lists.load())
    assert sorted(table[["passage", "hit"]].itertuples(index=False, name=None)) == [
        (0, "God"), (0, "solved"), (1, "Hope"), (2, "Families"), (2, "Price"), (2, "Row"), (2, "Wept"),
        (3, "MADNESS"), (3, "Shame"), (3, "Workers"), (3, "church")]
    assert table.loc[table["hit"] == "Hope", "start"].tolist() == [17]


def test_the_title_says_whose_words_differ():
    table = pd.DataFrame([(frame, voice, outlet, 1.0, 0.5, 2.0, 900, 3, outlet != framing.ALL and (frame, voice) in (("row", "quoted"), ("money", "own")))
                          for frame in TWO for voice in frame_terms.VOICES for outlet in ("Gull", "Tern", framing.ALL)],
                         columns=["frame", "voice", "outlet", "estimate", "low", "high", "n", "count", "differs"])
    assert findings_framing.frames(table, TWO).title.endswith(
        "; outlets differ beyond chance in money (own text), in row (attributed words).")


def test_the_two_voices_are_counted_apart_over_their_own_words():
    passages = passages_of({("a", "Gull"): LINES})
    content = "Dockers’ pay is at odds with prices"
    start = "\n".join(LINES).index(content)
    quotes = quotes_of([("a", "Gull", "union", "indirect", content, "say", "neutral", "speech", "body")])
    quotes["spans"] = [[[start, start + len(content)]]]
    hits, words = frame_terms.hits(passages, quotes, TWO), frame_terms.exposure(passages, quotes)
    assert words.set_index("voice")["words"].to_dict() == {"own": 4 + 3 + 6, "quoted": 7}
    rates = frame_terms.rates(hits, words, TWO).set_index(["frame", "voice", "outlet"])
    assert rates.loc[("row", "own", "Gull"), ["count", "n"]].tolist() == [1, 13]
    assert rates.loc[("money", "quoted", framing.ALL), "estimate"] == pytest.approx(2000 / 7)
    assert not rates["differs"].any()
    shown = shown_framing.in_context(hits, TWO)
    assert set(shown["frame"]) == {"Row", "Money"} and shown["in context"].str.contains(r"\[prices\]").any()


def planted(own):
    filler = "cranes stand by the quay while the ferry waits for rain and fog to lift from the water "
    return passages_of({(f"{outlet}{i}", outlet): ["Head", filler * 6 + ("clash " * n)]
                        for outlet, n in own.items() for i in range(8)})


def test_a_planted_frame_is_found_and_an_even_one_is_not():
    for own, differs in (({"Gull": 4, "Tern": 0}, True), ({"Gull": 2, "Tern": 2}, False)):
        passages = planted(own)
        rates = frame_terms.rates(frame_terms.hits(passages, NONE, TWO), frame_terms.exposure(passages, NONE), TWO)
        assert rates["differs"].any() == differs
        title = findings_framing.frames(rates, TWO).title
        assert ("outlets differ beyond chance in row" in title) == differs
    empty = frame_terms.rates(frame_terms.hits(passages_of({}), NONE, TWO), frame_terms.exposure(passages_of({}), NONE), TWO)
    assert findings_framing.frames(empty, TWO).title == "None of the frames' words stands in the writers' own text."
    assert shown_framing.unseen(empty, TWO).startswith("No hit: row, money.")


def test_a_corpus_adds_words_and_frames(tmp_path):
    (tmp_path / "frames.yaml").write_text("frames:\n  conflict:\n    words: [walkout*]\n  weather:\n    words: [rain, fog]\n", encoding="utf-8")
    frames = frame_lists.load(tmp_path)
    assert "walkout*" in frames["conflict"]["words"] and "clash*" in frames["conflict"]["words"]
    assert frames["weather"] == {"label": "Weather", "family": "own", "source": "", "about": "", "words": ["rain", "fog"]}
    assert "weather" not in frame_lists.load() and len(frame_lists.load(tmp_path / "nowhere")) == 11


@pytest.mark.parametrize("text, message", [
    ("frames: [a, b]", "should hold one key 'frames:'"), ("- a", "should hold one key"), ("frames: {a: [x", "is not valid YAML"),
    ("frames: {storm: {word: [rain]}}", "frame 'storm': unknown key 'word'; did you mean 'words'?"),
    ("frames: {storm: {words: rain}}", "'words:' should be a list"), ("frames: {storm: [rain]}", "should hold 'words:'"),
    ("frames: {storm: {words: [no]}}", "False is no word; put it in quotes"),
    ("frames: {storm: {words: ['*rain']}}", "'*rain' is no word or phrase; a * may stand at its end only")])
def test_a_wrong_frames_yaml_is_refused_by_name(tmp_path, text, message):
    (tmp_path / "frames.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(frame_lists.FrameError) as error:
        frame_lists.load(tmp_path)
    assert frame_lists.check(tmp_path) == str(error.value).splitlines() and frame_lists.check(tmp_path / "none") == []
    assert message in str(error.value) and f"{tmp_path.name}/frames.yaml" in str(error.value)


def test_hits_do_not_depend_on_the_kind_of_apostrophe_or_the_order():
    passages = passages_of({("a", "Gull"): LINES, ("b", "Tern"): LINES})
    straight = passages.assign(text=passages["text"].str.replace("’", "'"))
    columns = ["outlet", "frame", "start", "end", "voice"]
    pd.testing.assert_frame_equal(frame_terms.hits(passages, NONE, TWO)[columns], frame_terms.hits(straight, NONE, TWO)[columns])
    pd.testing.assert_frame_equal(frame_terms.hits(passages, NONE, TWO), frame_terms.hits(passages.iloc[::-1], NONE, TWO))
