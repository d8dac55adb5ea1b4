"""Tone: what is scored, the cases a reader would laugh at, and what the scores rest on."""
import re

import pandas as pd
import pytest

from analysis import sentiment
from analysis.scoring import scorers, tone

# two outlets on a harbour fee: each line a paragraph; {...} marks attributed content, (x) its camp
ARTICLES = {
    ("a", "Gull"): ["Fee splits the harbour", "The mayor said {the fee is not good for anyone}(city).",
                    "It was a terrible week on the quays. Boats stayed out.",
                    "{“We are happy,”}(fleet) the skipper said. {“More boats will come.”}(fleet)"],
    ("b", "Tern"): ["Fee begins", "Officials claimed {the plan is wonderful}(city).",
                    "Nothing else happened."]}


def tables(articles=ARTICLES, kinds=None):
    """(quotes, passages) of marked paragraphs; a paragraph's marks of one camp are one attribution."""
    quotes, passages = [], []
    for (article, outlet), lines in articles.items():
        raw = ""
        for number, line in enumerate(lines):
            start, spans = len(raw), {}
            for piece in line.replace(")", "{").split("{"):
                content, _, camp = piece.partition("}(")
                if camp:
                    spans.setdefault(camp, []).append([len(raw), len(raw) + len(content)])
                raw += content
            passages.append((article, outlet, number, "headline" if number == 0 else "body", start, len(raw),
                             raw[start:].replace("\u00a0", " ")))
            for camp, found in spans.items():
                quotes.append((article, f"{article}#{len(quotes)}", outlet, passages[-1][3],
                               (kinds or {}).get(camp, "speech"), "indirect", found,
                               " ".join(raw[s:e] for s, e in found), "said", "say", "neutral", "state", camp,
                               number))
            raw += "\n"
    return (pd.DataFrame(quotes, columns=["article", "quote", "outlet", "section", "kind", "type", "spans",
                                          "content",
                                          "cue", "cue_lemma", "stance", "act", "camp", "passage"]),
            pd.DataFrame(passages, columns=["article", "outlet", "passage", "section", "start", "end",
                                            "text"]))


def one(text, scorer="vader"):
    return sentiment.rate([text], scorer)[0]


@pytest.mark.parametrize("raw, prepared", [
    ("“positive” and ‘so-so’", "\"positive\" and 'so-so'"), ("isn’t", "isn't"), ("a\u00a0b\u2009c", "a b c"),
    ("calm—then trouble", "calm - then trouble"), ("calm -- then", "calm - then"), ("2020–2022", "2020-2022"),
    ("calm – then", "calm - then"), ("wait…", "wait ..."), ("", "")])
def test_prepare(raw, prepared):
    assert sentiment.prepare(raw) == prepared
    assert sentiment.prepare(prepared) == prepared


@pytest.mark.parametrize("scorer", sentiment.SCORERS)
def test_quote_style_changes_nothing(scorer):
    for curly in ("Signs were “positive” here.", "This isn’t good.", "‘Great’ — a disaster",
                  "They’re “not happy.”"):
        straight = curly.translate(str.maketrans("“”‘’", "\"\"''"))
        assert one(curly, scorer) == one(straight, scorer)
    assert one("It was “positive” news", scorer) != 0


@pytest.mark.parametrize("scorer", ["vader", "textblob_polarity"])
@pytest.mark.parametrize("text", ["This isn’t good", "This isn't good", "They weren’t very happy"])
def test_negation_survives_an_apostrophe(text, scorer):
    assert one(text, scorer) < 0 < one("This is good", scorer)


def test_textblob_reads_contractions_as_if_spelt_out():
    for short, long in (("It can’t be good", "It can not be good"), ("They won't win", "They will not win")):
        assert one(short, "textblob_polarity") == pytest.approx(one(long, "textblob_polarity"))


def test_a_dash_does_not_glue_words():
    assert one("the talks—terrible—ended") == one("the talks - terrible - ended") < 0


def test_a_text_is_the_mean_of_its_sentences_weighted_by_words():
    first, second = "A terrible storm hit.", "The crew is happy and safe at home."
    expected = (one(first) * 4 + one(second) * 8) / 12
    assert one(f"{first} {second}") == pytest.approx(expected)
    assert one("") == 0


def test_scores_are_plain_floats():
    assert all(type(score) is float for scorer in sentiment.SCORERS.values() for score in scorer(["good",
                                                                                                  "bad"]))


def test_attributions_and_own_sentences_are_kept_apart():
    quotes, passages = tables()
    scored = sentiment.score(quotes, passages, ["vader"])
    own = scored[scored["quote"] == ""]
    assert own["text"].tolist() == ["Fee splits the harbour", "It was a terrible week on the quays.",
                                    "Boats stayed out.", "Fee begins", "Nothing else happened."]
    assert (own["camp"] == "").all() and own["sentence"].tolist() == [0, 2, 3, 0, 2]
    said = scored[scored["quote"] != ""].set_index("text")
    assert set(said.index) == {"the fee is not good for anyone", "“We are happy,” “More boats will come.”",
                               "the plan is wonderful"}
    assert said.loc["the fee is not good for anyone", "score"] < 0 < said.loc["the plan is wonderful",
                                                                              "score"]
    assert said["sentence"].tolist() == [1, 4, 1]
    assert list(scored.columns) == sentiment.COLUMNS


def test_beliefs_are_neither_speech_nor_the_writers_own():
    quotes, passages = tables(kinds={"fleet": "mental"})
    scored = sentiment.score(quotes, passages)
    assert "fleet" not in set(scored["camp"]) and not scored["text"].str.contains("happy").any()
    both = sentiment.score(quotes, passages, kinds=("speech", "mental"))
    assert len(both) == len(scored) + len(sentiment.SCORERS)


def test_contents_are_found_in_repaired_text():
    articles = {("a", "Gull"): ["Head", "He said\u00a0that {no\u00a0deal}(x) means {no\u00a0deal}(y) again."]}
    quotes, passages = tables(articles)
    (first, second), = sentiment.held(quotes, passages).values()
    text = passages["text"][1]
    assert text[first[0]:first[1]] == text[second[0]:second[1]] == "no deal"
    assert first[1] < second[0]


def test_words_and_known_words():
    assert sentiment.known("The United States saw more wonderful peace", "vader") == ["united", "wonderful",
                                                                                      "peace"]
    assert "more" in sentiment.known("more boats", "textblob_polarity")
    quotes, passages = tables()
    table = sentiment.coverage(sentiment.score(quotes, passages)).set_index("scorer")
    assert table["units"].tolist() == [8] * len(sentiment.SCORERS)
    row = table.loc["vader"]
    assert row["share_known"] == pytest.approx(row["known"] / row["words"])
    blank = sentiment.score(*tables({("a", "Gull"): ["The boat sails", "Good"]}), ["vader"])
    assert sentiment.coverage(blank)["share_blank"].tolist() == [0.5]


@pytest.mark.parametrize("scorer", ["vader", "textblob_polarity"])
@pytest.mark.parametrize("text", [
    "The United States sent a letter.", "A letter came to the United Nations.", "Then Hope Hicks met Grant Best at Fort Worth.",
    "The defense ministry sent a letter.", "Officials of the security council met.", "A peace envoy came to the justice department.",
    "Harbour Town Returns More Troops to Bases", "The town says it is returning more troops to bases.",
    "The town returns fewer boats than the village."])
def test_names_offices_and_counts_are_neither_praise_nor_blame(text, scorer):
    assert one(text, scorer) == 0


def test_degree_words_still_heighten_and_fields_still_count_alone():
    assert one("It was more dangerous", "textblob_polarity") != one("It was dangerous", "textblob_polarity")
    assert one("The war was terrible") < one("It was terrible") < 0
    assert "security" in sentiment.known(sentiment.clean("They want security"), "vader")
    assert sentiment.clean("We want peace. Terrible storms hit Brackmouth.").count(tone.MASK) == 1


@pytest.mark.parametrize("scorer", ["vader", "textblob_polarity"])
def test_negation_reaches_across_quotation_marks(scorer):
    for text in ("The plan is not “good”.", "The plan is “not” good.", "The plan isn’t ‘good’.", "It is not a “good” plan."):
        assert one(text, scorer) < 0 < one("The plan is “good”.", scorer)


def test_a_whole_article_does_not_saturate():
    text = " ".join(["The talks were terrible, a disaster of fear and hate."] * 20)
    assert one(text) == pytest.approx(one("The talks were terrible, a disaster of fear and hate."))


def test_vader_is_vader_and_textblob_is_textblob():
    """On plain sentences, in which nothing is masked, the quick forms give what the packages give."""
    from textblob import TextBlob
    texts = ["It was a very good day, but the end was terrible!", "nobody was really happy about it",
             "the crew was extremely tired and hardly glad", "she was kind of pleased with the poor catch",
             "an honest and lovely evening", "he is not very good", "the boats sail", "what a mess?? what a shame"]
    assert scorers.vader(texts) == [scorers._vader().polarity_scores(text)["compound"] for text in texts]
    for text in texts:
        polarity, subjectivity = TextBlob(text).sentiment
        assert scorers.textblob_polarity([text])[0] == pytest.approx(polarity), text
        assert scorers.textblob_subjectivity([text])[0] == pytest.approx(subjectivity), text


def test_the_one_word_a_score_rests_on_is_named():
    articles = {("a", "Gull"): ["Town returns safe boats to the quays.", "A happy and safe crew cheered."]}
    found = sentiment.hinges(sentiment.score(*tables(articles))).set_index(["scorer", "text"])
    safe = found.loc[("textblob_polarity", articles["a", "Gull"][0])]
    assert (safe["word"], safe["score"], safe["without"], safe["decides"]) == ("safe", 0.5, 0, 1)
    assert ("vader", articles["a", "Gull"][1]) not in found.index       # three words carry it


def test_extremes_show_the_worst_the_best_and_the_disputed():
    articles = {("a", "Gull"): ["New boats were lost in a war.", "A terrible disaster.",
                                "A wonderful, happy day."]}
    scored = sentiment.score(*tables(articles))
    table = sentiment.extremes(scored, n=1, pair=("textblob_polarity", "vader")).set_index(["reason", "scorer"])
    assert table.loc[("most negative", "vader"), "text"] == "A terrible disaster."
    assert table.loc[("most positive", "vader"), "text"] == "A wonderful, happy day."
    disputed = table.loc[("scorers disagree", "textblob_polarity")]
    assert disputed["text"] == "New boats were lost in a war." and disputed["score"] > 0 > disputed["other"]
    assert "textblob_subjectivity" not in table.index.get_level_values("scorer")


CAMPS = {"fleet": {"label": "Fleet", "actors": {"Skippers' Guild": ["the guild"], "Ada Holm": ["Holm"]}, "terms": ["Fleet"]},
         "city": {"label": "City", "actors": {"Mayor Brandt": ["the mayor"]}, "terms": ["City Hall"]}}


def test_rows_about_a_camp_stand_beside_rows_of_its_own_words():
    articles = {("a", "Gull"): ["Fee splits the harbour", "The mayor said {Holm and the guild lied to everybody}(city).",
                                "Ada Holm saved the harbour. City Hall was silent."]}
    scored = sentiment.score(*tables(articles), camps=CAMPS)
    about = scored[(scored["target"] != "") & (scored["scorer"] == "target_aware")]
    assert about[["camp", "target", "text"]].values.tolist() == [
        ["city", "fleet", "Holm and the guild lied to everybody"], ["", "fleet", "Ada Holm saved the harbour."],
        ["", "city", "City Hall was silent."]]
    assert about["score"].iloc[0] < 0 < about["score"].iloc[1]
    plain = scored[scored["target"] == ""]
    assert len(plain) == 4 * len(sentiment.SCORERS)
    pd.testing.assert_frame_equal(sentiment.by_group(scored), sentiment.by_group(plain))
    pd.testing.assert_frame_equal(sentiment.coverage(scored), sentiment.coverage(plain))
    table = sentiment.grid(scored).set_index(["camp", "target"])
    assert table["n"].to_dict() == {("", "city"): 1, ("", "fleet"): 1, ("city", "fleet"): 1}


def test_swapping_the_camps_swaps_their_scores():
    lines = ["The dispute", "Fleet has lied about the fee. City Hall is a reliable partner.", "The mayor praised Ada Holm."]
    swap = {"Fleet": "City Hall", "City Hall": "Fleet", "The mayor": "Ada Holm", "Ada Holm": "the mayor"}
    turned = [re.sub("|".join(swap), lambda m: swap[m[0]], line) for line in lines]
    turned[2] = "Ada Holm praised the mayor."
    scores = [sentiment.score(*tables({("a", "Gull"): text}), camps=CAMPS) for text in (lines, turned)]
    key = ["sentence", "target", "scorer"]
    first, second = (t[t["scorer"] != "textblob_subjectivity"].assign(
        target=t["target"].map({"": "", "fleet": "a", "city": "b"} if n == 0 else {"": "", "fleet": "b", "city": "a"})
    ).sort_values(key)[[*key, "score"]].reset_index(drop=True) for n, t in enumerate(scores))
    pd.testing.assert_frame_equal(first, second)


def test_a_target_in_any_quotation_marks_scores_alike():
    for scorer in ("target_aware", "vader"):
        curly, straight = (sentiment.score(*tables({("a", "Gull"): ["Head", text]}), [scorer], camps=CAMPS)["score"].tolist()
                           for text in ("“Fleet isn’t honest,” he wrote.", "\"Fleet isn't honest,\" he wrote."))
        assert curly == straight


def test_a_new_scorer_is_ten_lines(monkeypatch):
    """The example of METHODOLOGY, section 6."""
    blame = {"accused", "lied", "blamed"}

    def by_blame(texts):
        """Minus the share of words of blame."""
        return [-sum(word in blame for word in scorers.words_of(text)) / (len(text.split()) or 1) for text in texts]

    monkeypatch.setitem(sentiment.SCORERS, "blame", by_blame)
    articles = {("a", "Gull"): ["Head", "The mayor said {Holm lied}(city)."] * 1}
    scored = sentiment.score(*tables(articles), camps=CAMPS)
    rows = scored[scored["scorer"] == "blame"].set_index(["camp", "target"])
    assert rows.loc[("city", ""), "score"].item() == rows.loc[("city", "fleet"), "score"].item() == -.5
    assert (rows["known"] == rows["words"]).all()
    assert "blame" in set(sentiment.by_group(scored)["scorer"])
    sentiment.extremes(scored)


def test_by_group_keeps_voices_apart_and_counts():
    table = sentiment.by_group(sentiment.score(*tables(), ["vader"]),
                               ["outlet"]).set_index(["voice", "outlet"])
    assert table["n"].to_dict() == {("own", "Gull"): 3, ("own", "Tern"): 2, ("quoted", "Gull"): 2,
                                    ("quoted", "Tern"): 1}
    assert table["low"].isna().all()                           # five units are the fewest for an interval
    scored = sentiment.score(*tables(), ["vader"])
    mean = scored.loc[(scored["quote"] != "") & (scored["outlet"] == "Gull"), "score"].mean()
    assert table.loc[("quoted", "Gull"), "estimate"] == pytest.approx(mean)


def test_order_of_rows_changes_nothing():
    quotes, passages = tables()
    first = sentiment.score(quotes, passages)
    again = sentiment.score(quotes.sample(frac=1, random_state=4), passages.sample(frac=1, random_state=4))
    pd.testing.assert_frame_equal(first, again)
    mixed = first.sample(frac=1, random_state=1).sort_values("scorer", kind="stable")
    pd.testing.assert_frame_equal(sentiment.extremes(first), sentiment.extremes(mixed))


def test_empty_tables():
    quotes, passages = tables()
    for q, p in ((quotes[:0], passages[:0]), (quotes[:0], passages),
                 (quotes[:0], passages.assign(section="dropped"))):
        scored = sentiment.score(q, p)
        assert list(scored.columns) == sentiment.COLUMNS
        for table in (sentiment.coverage(scored), sentiment.extremes(scored), sentiment.by_group(scored)):
            assert isinstance(table, pd.DataFrame)


def test_quick_forms_change_nothing():
    """What is decided without Punkt or a look at each letter is decided as with it."""
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    from analysis import paths
    from analysis.cleaning import characters
    from analysis.tagging import tokens
    slow = PunktSentenceTokenizer(tokens._punkt()._params)
    lines = [line for path in sorted((paths.ROOT / "tests" / "corpus_harbour").glob("*.txt"))
             for line in path.read_text(encoding="utf-8").splitlines()]
    for line in [*lines, "He met Gov. Lee. It rained!", "So it ends… No. 2 won.", "Is it? “Yes.” They ate at 5 p.m. Then left.",
                 "It cost $5. The U.S. won. J. Lee said."]:
        assert list(tokens._punkt().span_tokenize(line)) == list(slow.span_tokenize(line)), line
    for odd in ("a&amp;b", "''so''", "two  blanks", "a\u00a0b", "â€œso", "so\ufffc", "tab\tbed", "``so", "«so»"):
        assert characters.repair(odd).text != odd
