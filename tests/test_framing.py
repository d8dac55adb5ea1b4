"""Framing measures on a small invented strike: counts by hand, and sentences that stay true at the edges."""
import numpy as np
import pandas as pd
import pytest

from analysis import framing, sentiment, tables
from analysis.measuring import headlines, hedges, measures, stance, voice, wording
from analysis.showing import findings, findings_framing, findings_tone
from analysis.cleaning.characters import count_words
from strike import CAMPS, NONE, PASSAGES, QUOTES, passages_of, quotes_of


@pytest.mark.parametrize("content, type, words", [
    ("“We stay out”", "direct", (3, 0)), ("we stay", "indirect", (0, 2)),
    ("the strike is “reckless and wrong”", "mixed", (3, 3)), ('called it "mad" and "bad', "mixed", (2, 3)),
    ("the workers’ pay is ‘far too low’", "mixed", (3, 4)), ("it isn't 'so bad' at all", "mixed", (2, 4)),
    ("calls for a ''bridge for all'' single-toll rule", "mixed", (3, 5)), ("the ``far too low'' pay", "mixed", (3, 2))])
def test_quoted_words(content, type, words):
    assert framing.quoted_words(content, type) == words


def test_share_of_voice_by_hand():
    table = framing.share_of_voice(QUOTES, CAMPS).set_index(["outlet", "channel", "unit", "camp"])
    counts = table["count"]
    assert counts["Gull", "all", "attributions"].to_dict() == {"union": 2, "port": 2, "other": 0}
    assert counts["Gull", "direct", "attributions"].to_dict() == {"union": 1, "port": 1, "other": 0}
    assert counts["Gull", "indirect", "attributions"].to_dict() == {"union": 1, "port": 1, "other": 0}
    assert counts["Gull", "direct", "words"].to_dict() == {"union": 3, "port": 3, "other": 0}
    assert counts["Gull", "indirect", "words"].to_dict() == {"union": 5, "port": 6, "other": 0}
    assert counts[framing.ALL, "all", "attributions"].to_dict() == {"union": 2, "port": 3, "other": 1}
    assert table.loc[("Tern", "direct", "words", "port"), "n"] == 0
    assert np.isnan(table.loc[("Tern", "direct", "words", "port"), "estimate"])
    held = table.dropna(subset="low")
    assert ((held["low"] <= held["estimate"]) & (held["estimate"] <= held["high"])).all()
    sums = table.dropna(subset="estimate").groupby(["outlet", "channel", "unit"])["estimate"].sum()
    assert np.allclose(sums, 1)


def test_every_outlet_and_camp_has_its_row():
    table = framing.share_of_voice(NONE, CAMPS, ["Gull", "Tern"])
    assert len(table) == 3 * 3 * 2 * 2 and (table["n"] == 0).all() and table["estimate"].isna().all()


def test_beliefs_are_not_speech():
    assert "hope" not in set(stance.verbs_by_camp(QUOTES)["cue_lemma"])
    without = QUOTES[QUOTES["kind"] == "speech"]
    pd.testing.assert_frame_equal(framing.share_of_voice(QUOTES), framing.share_of_voice(without))


def test_verbs_by_hand():
    table = stance.verbs_by_camp(QUOTES, CAMPS)
    assert table[["camp", "cue_lemma", "n", "of"]].to_records(index=False).tolist() == [
        ("union", "claim", 1, 2), ("union", "say", 1, 2), ("port", "say", 2, 2), ("other", "warn", 1, 1)]
    by_outlet = stance.verbs_by_camp(QUOTES, CAMPS, ("outlet", "camp"))
    assert by_outlet["outlet"].tolist() == ["Gull"] * 3 + ["Tern"] * 2


def test_stance_by_hand():
    table = stance.stance_by_camp(QUOTES, CAMPS).set_index(["outlet", "camp", "stance"])
    assert table.loc[("Gull", "union", "distancing"), ["count", "n"]].tolist() == [1, 2]
    # the port's third attribution has no cue
    assert table.loc[(framing.ALL, "port", "neutral"), ["count", "n"]].tolist() == [2, 2]
    assert table.loc[("Tern", "union", "neutral"), "n"] == 0


def test_camps_swapped_swaps_the_shares():
    swapped = QUOTES.assign(camp=QUOTES["camp"].replace({"union": "port", "port": "union"}))
    first = framing.share_of_voice(QUOTES, ["union", "port", "other"])
    second = framing.share_of_voice(swapped, ["port", "union", "other"])
    numbers = ["estimate", "low", "high", "n", "count"]
    pd.testing.assert_frame_equal(first[numbers], second[numbers])


def test_order_of_rows_changes_nothing():
    mixed, pages = QUOTES.sample(frac=1, random_state=3), PASSAGES.sample(frac=1, random_state=3)
    for measure in (framing.share_of_voice, stance.verbs_by_camp, stance.stance_by_camp):
        pd.testing.assert_frame_equal(measure(QUOTES), measure(mixed))
    pd.testing.assert_frame_equal(headlines.ladder(PASSAGES, QUOTES), headlines.ladder(pages, mixed))
    pd.testing.assert_frame_equal(wording.distinctive_words(PASSAGES, NONE, 1),
                                  wording.distinctive_words(pages, NONE, 1))


def test_a_planted_word_is_found_and_a_shared_one_is_not():
    filler = "Cranes stand idle while harbour pilots watch distant ferries crossing."
    texts = {(f"{o}{i}", o): ["Head", filler,
                              "The wildcat walkout drags." if o == "Gull" else "The stoppage drags."]
             for o in ("Gull", "Tern") for i in range(30)}
    table = wording.distinctive_words(passages_of(texts), NONE)
    marked = table[(table["q"] < 0.05) & (table["z"] > 0)]
    assert sorted(zip(marked["outlet"], marked["word"])) == [
        ("Gull", "walkout"), ("Gull", "wildcat"), ("Tern", "stoppage")]
    row = table[table["word"] == "wildcat"].iloc[0]
    assert (row["outlet"], row["count"], row["rest"], row["articles"], row["of"]) == ("Gull", 30, 0, 30, 30)
    assert row["example"] == "The wildcat walkout drags."
    assert findings_framing.words(table).title == (
        "3 of 14 words mark an outlet, first “stoppage” for Tern (30 of 30 uses) and “walkout” for Gull (30 of 30 uses).")
    assert "the" not in set(table["word"])


def test_quoted_words_are_not_the_writers():
    texts = {("a", "Gull"): ["Head", "Greedy bosses lie, a docker said."],
             ("b", "Tern"): ["Head", "Cranes stand."]}
    quotes = quotes_of([("a", "Gull", "union", "indirect", "Greedy bosses lie", "say", "neutral", "speech",
                         "body")])
    quotes["spans"] = [[[5, 22]]]
    assert "greedy" not in set(wording.distinctive_words(passages_of(texts), quotes, 1)["word"])
    assert "greedy" in set(wording.distinctive_words(passages_of(texts), NONE, 1)["word"])


def many(counts):
    """Quotes from {(outlet, camp): how many}, one article an outlet."""
    return quotes_of([(outlet, outlet, camp, "indirect", "it rains", "say", "neutral", "speech", "body")
                      for (outlet, camp), n in counts.items() for _ in range(n)])


def test_finding_share_claims_a_gap_only_where_there_is_one():
    clear = findings_framing.share(framing.share_of_voice(many({
        ("Gull", "union"): 38, ("Gull", "port"): 2, ("Tern", "union"): 4, ("Tern", "port"): 36}), CAMPS),
        CAMPS)
    assert clear.title.endswith("; of the indirect statements, as counted, 95\u00a0% are by The union in Gull, 10\u00a0% in Tern: a gap beyond chance.")
    assert "by The union 95 % (38 of 40, 83 to 99 %) of the indirect statements in Gull, 10 % (4 of 40" in clear.detail
    assert "which of the two is heard more cannot be shown" in clear.detail
    close = findings_framing.share(framing.share_of_voice(many({
        ("Gull", "union"): 7, ("Gull", "port"): 5, ("Tern", "union"): 5, ("Tern", "port"): 7}), CAMPS), CAMPS)
    assert close.title.endswith("; gaps between outlets in direct words and in indirect statements may be chance.") and "only gaps of" in close.detail
    ahead = many({("Gull", "union"): 60, ("Gull", "port"): 20})
    lead = findings_framing.share(framing.share_of_voice(ahead, CAMPS), CAMPS)
    assert "a lead beyond chance" in lead.detail and "only one outlet has any" in lead.title


def test_finding_share_at_the_edges():
    empty = findings_framing.share(framing.share_of_voice(NONE, CAMPS, ["Gull"]))
    assert empty.title.startswith("No speech attribution")
    others = findings_framing.share(framing.share_of_voice(many({("Gull", "other"): 3})))
    assert others.title == "None of the speech attributions (0 of 3) belongs to a camp."
    alone = findings_framing.share(framing.share_of_voice(many({("Gull", "union"): 3}), CAMPS), CAMPS)
    assert "The union 100 % (3 of 3, 44 to 100 %)" in alone.detail


def tone_of(scores, scorer="vader"):
    """A sentiment table from {camp: [score, ...]}, one article a score."""
    rows = [(f"a{i}", "Gull", f"q{camp}{i}", 0, "", camp, scorer, float(value), 5, 1, "x")
            for camp, values in scores.items() for i, value in enumerate(values)]
    return pd.DataFrame(rows, columns=sentiment.COLUMNS)


def test_finding_tone_needs_the_scorers_to_agree():
    low, high = np.linspace(-0.6, -0.4, 12), np.linspace(0.4, 0.6, 12)
    agree = pd.concat([tone_of({"union": high, "port": low}, s) for s in ("vader", "textblob_polarity")])
    differ = pd.concat([tone_of({"union": high, "port": low}),
                        tone_of({"union": low, "port": high}, "textblob_polarity")])
    assert findings.tone(framing.tone(agree), CAMPS).title == (
        "The union sounds more positive than The port, on all 2 scores.")
    nobody = findings.tone(framing.tone(agree.replace({"camp": {"port": "other"}})), CAMPS)
    assert nobody.title.startswith("No two camps can be told apart in tone")
    undecided = findings.tone(framing.tone(differ), CAMPS)
    assert undecided.title.startswith("No two camps can be told apart in tone")
    assert findings.tone(framing.tone(agree[:0])).title.startswith("There are no attributed words")
    few = findings.tone(framing.tone(tone_of({"port": [0.1, 0.2]})), CAMPS)
    assert "(n = 2, no interval)" in few.detail


def test_tone_pools_all_outlets_beside_each():
    table = framing.tone(tone_of({"union": np.linspace(0, 1, 11)}))
    assert table["outlet"].tolist() == ["Gull", framing.ALL]
    assert table["estimate"].tolist() == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("quotes, passages", [
    (QUOTES, PASSAGES), (NONE, PASSAGES), (NONE, PASSAGES[:0]), (QUOTES[:1], PASSAGES),
    (QUOTES[QUOTES["outlet"] == "Tern"], PASSAGES[PASSAGES["outlet"] == "Tern"]),
    (NONE, PASSAGES.assign(section="dropped")), (QUOTES[QUOTES["kind"] == "mental"], PASSAGES)])
def test_measures_and_findings_at_the_edges(quotes, passages, tmp_path):
    quotes = quotes.assign(spans=[[[0, len(c)]] for c in quotes["content"]])
    passages = passages.assign(words=passages["text"].map(count_words).astype(int), reason="")
    scored = sentiment.score(quotes, passages)
    table = measures.measures(quotes, passages, scored, CAMPS)
    tables.save(table, "measures", tmp_path)
    assert not table.duplicated(["outlet", "measure", "category"]).any()
    held = table.dropna(subset=["low", "high"])
    assert ((held["low"] <= held["estimate"] + 1e-9) & (held["estimate"] <= held["high"] + 1e-9)).all()
    held = hedges.markers(passages, quotes, CAMPS)
    apart = stance.asymmetry(stance.units(quotes, held), ("union", "port"), draws=100)
    for finding in (findings_framing.share(framing.share_of_voice(quotes, CAMPS), CAMPS),
                    findings_framing.stance(apart, ("union", "port"), CAMPS),
                    findings_framing.voices(voice.filled(voice.strips(passages, quotes), CAMPS), CAMPS),
                    findings.tone(framing.tone(scored), CAMPS),
                    findings_framing.words(wording.distinctive_words(passages, quotes)),
                    findings_framing.headlines(headlines.ladder(passages, quotes, CAMPS), CAMPS),
                    findings_tone.coverage(scored),
                    findings.attributions(quotes, CAMPS), findings.speakers(quotes), findings.kept(passages),
                    findings.detectable(framing.share_of_voice(quotes, CAMPS))):
        assert finding.title.endswith(".") and len(finding.title) < 220 and "nan" not in "".join(finding)


def test_quoting_by_hand():
    rows = [(f"{o}{i}", o, camp, "direct" if i < quoted else "indirect", "it rains", "say", "neutral", "speech", "body")
            for o in ("Gull", "Tern") for camp, quoted in (("union", 18), ("port", 2)) for i in range(20)]
    table = framing.quoted_share(quotes_of(rows), CAMPS)
    counts = table.set_index(["outlet", "camp"])["count"].to_dict()
    assert counts["Gull", "union"] == 18 and counts[framing.ALL, "port"] == 4
    found = findings_framing.quoting(table, CAMPS)
    assert found.title == ("Quoted at least in part: 36 of 40 statements of The union, 4 of 40 of The port; a gap beyond "
                           "chance.")
    even = findings_framing.quoting(framing.quoted_share(QUOTES, CAMPS), CAMPS)
    assert even.title.endswith("; any gap may be chance.")
    assert findings_framing.quoting(framing.quoted_share(NONE, CAMPS), CAMPS).title.startswith("No camp's speech")


def test_what_is_worked_out_already_is_not_worked_out_again():
    quotes = QUOTES.assign(spans=[[[0, len(c)]] for c in QUOTES["content"]])
    passages = PASSAGES.assign(words=PASSAGES["text"].map(count_words).astype(int), reason="")
    scored, outlets = sentiment.score(quotes, passages), sorted(passages["outlet"].unique())
    heard = framing.share_of_voice(quotes, CAMPS, outlets, passages, draws=100)
    plain = measures.measures(quotes, passages, scored, CAMPS, draws=100)
    pd.testing.assert_frame_equal(plain, measures.measures(quotes, passages, scored, CAMPS, known={"voice": heard}, draws=100))
    none = measures.measures(quotes, passages, scored, CAMPS, known={"voice": heard[:0]}, draws=100)
    assert len(none) < len(plain) and not none["measure"].str.startswith("voice").any()
    alone = framing.share_of_voice(quotes, CAMPS, outlets, passages, ["attributions"])
    pd.testing.assert_frame_equal(alone, heard[heard["unit"] == "attributions"].reset_index(drop=True))
