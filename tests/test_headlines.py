"""The headline ladder, cut by hand."""
import pandas as pd
import pytest
from strike import CAMPS, PASSAGES, QUOTES, ROWS, passages_of, quotes_of

from analysis import charts
from analysis.measuring import headlines
from analysis.showing import charts_words, findings_framing
from analysis.showing.findings import Finding

ACTORS = {"union": {"label": "The union", "actors": {"Dockers' Union": ["the union"]}, "terms": ["Dockers"]},
          "port": {"label": "The port", "actors": {"Port of Gull": ["the port"]}, "terms": ["Port"]}}


@pytest.mark.parametrize("headline, before, verb, after, camp, found", [
    ("Dockers accuse port of delay", "Dockers accuse port of delay", "", "", "", ""),     # a plural's present tense looks like no verb
    ("Port accuses dockers of delay", "Port", "accuses", "dockers of delay", "port", "verb"),
    ("Dockers are out for a third day", "Dockers", "are", "out for a third day", "union", "auxiliary"),
    ("Dockers’ talks are off", "Dockers’ talks", "are", "off", "union", "auxiliary"),
    ("Dockers took the east gate", "Dockers", "took", "the east gate", "union", "verb"),
    ("‘Port is dead’: a walk by the quay", "‘Port is dead’: a walk by the quay", "", "", "", ""),
    ("The quay with two names", "The quay with two names", "", "", "", ""),
    ("Stones, claims & a long night: How a rumour took the quay", "Stones, claims & a long night: How a rumour", "took", "the quay", "", "verb"),
    ("PORT ACCUSES DOCKERS OF DELAY", "PORT", "ACCUSES", "DOCKERS OF DELAY", "port", "verb"),
    ("Port closes gate before first shot", "Port closes gate before first shot", "", "", "", ""),
    ("Port’s order puts pay on hold", "Port’s order", "puts", "pay on hold", "port", "verb"),
    ("Rain over the harbour", "Rain over the harbour", "", "", "", "")])
def test_a_headline_is_cut_at_its_verb_or_it_is_said_that_none_was_found(headline, before, verb, after, camp, found):
    row = headlines.ladder(passages_of({("a", "Gull"): [headline]}), QUOTES[:0], ACTORS).iloc[0]
    assert (row["before"], row["verb"], row["after"], row["camp"], row["found"]) == (before, verb, after, camp, found)
    assert row["voice"] == ("quoted" if "‘" in headline else "asserted")


def test_the_cue_of_the_attribution_is_the_verb_and_its_source_acts():
    quotes = quotes_of([("a", "Gull", "union", "indirect", "the strike goes on", "warn", "neutral", "speech", "headline")])
    quotes = quotes.assign(cue="warns", source="union")
    row = headlines.ladder(passages_of({("a", "Gull"): ["Port is shut; strike goes on, warns union"]}), quotes, ACTORS).iloc[0]
    assert (row["before"], row["verb"], row["after"]) == ("Port is shut; strike goes on,", "warns", "union")
    assert (row["subject"], row["camp"], row["voice"], row["found"]) == ("union", "union", "attributed", "cue")


def test_speech_goes_before_thoughts():
    belief = quotes_of([("a", "Gull", "port", "indirect", "a quick end", "hope", "neutral", "mental", "headline"), ROWS[0]])
    assert headlines.ladder(PASSAGES, belief, CAMPS)["camp"].tolist() == ["union", ""]


def test_finding_on_headlines():
    table = headlines.ladder(PASSAGES, QUOTES, CAMPS)
    assert findings_framing.headlines(table, CAMPS) == (
        "Who acts in 2 headlines: The union in 1 and not known in 1; 1 of them says whose words or thoughts it gives.",
        "In 2 headlines no verb was found. All headlines of the corpus, so no interval.")
    lines = {("a", "Gull"): ["Port accuses dockers;"], ("b", "Tern"): ["Rain is near"], ("c", "Tern"): ["Rain over the harbour"]}
    passages = passages_of(lines | {("d", "Gull"): ["It rains."]})
    passages.loc[passages["article"] == "d", "section"] = "body"
    table = headlines.ladder(passages, QUOTES[:0], ACTORS)
    assert table["headline"].tolist() == ["Port accuses dockers", "", "Rain is near", "Rain over the harbour"]
    assert findings_framing.headlines(table, ACTORS, 2) == (
        "Who acts in 3 headlines: The port in 1, no camp in 1 and not known in 1; none of them says whose words or thoughts it gives.",
        "3 of 4 articles; in 1 no headline was found. In 1 headline no verb was found. The first 2 are drawn. All headlines found, so no interval.")
    assert findings_framing.headlines(table[:0]).title == "No headline was found."


def spoken(headline, *rows):
    """The ladder's row of a headline; rows are (content, cue, source, camp, type)."""
    quotes = quotes_of([("a", "Gull", camp, kind, content, cue, "neutral", "speech", "headline") for content, cue, _, camp, kind in rows])
    quotes = quotes.assign(source=[row[2] for row in rows], spans=[[[headline.index(row[0]), headline.index(row[0]) + len(row[0])]] for row in rows])
    return headlines.ladder(passages_of({("a", "Gull"): [headline]}), quotes, ACTORS).iloc[0]


def test_a_headline_that_quotes_but_whose_verb_is_the_outlets_own_asserts():
    row = spoken("Union boss: ‘I am angry’ — but Port is the only way", ("‘I am angry’", ":", "Union boss", "union", "direct"))
    assert (row["before"], row["verb"], row["voice"]) == ("Union boss: ‘I am angry’ — but Port", "is", "in part")
    assert (row["subject"], row["camp"], row["told"]) == ("Port", "port", "union")       # who acts is who stands before that verb
    table = pd.DataFrame([row])
    assert findings_framing.headlines(table, ACTORS).title == (
        "Who acts in 1 headline: The port in 1; none of them says whose words or thoughts it gives; "
        "1 quotes somebody, but its verb is the outlet's own.")
    words = charts.Words(Finding("T."), "S.", "N.")
    drawn = charts_words.ladder(table, words, {"union": ("The union", "#0072B2", "o"), "port": ("The port", "#D55E00", "^")}).axes[0]
    verb = next(text for text in drawn.texts if text.get_text() == "is")
    assert verb.get_bbox_patch().get_facecolor() == (1, 1, 1, 1)                          # outlined: it asserts
    assert "The port · asserted, beside words of The union" in [text.get_text() for text in drawn.texts]


def test_what_is_said_behind_a_semicolon_is_not_what_the_first_sentence_tells():
    row = spoken("Port closes east gate; union says it was ‘a trap’", ("it was ‘a trap’", "says", "union", "union", "mixed"))
    assert row[["verb", "subject", "camp", "voice", "told"]].tolist() == ["", "", "", "in part", "union"]
    row = spoken("Port took east gate; union says it was ‘a trap’", ("it was ‘a trap’", "says", "union", "union", "mixed"))
    assert row[["verb", "subject", "camp", "voice", "told"]].tolist() == ["took", "Port", "port", "in part", "union"]


@pytest.mark.parametrize("headline, said, verb", [
    ("‘It is over’: crews vow to fight on", [("‘It is over’", "", "crews", "union", "direct"), ("to fight on", "vow", "crews", "union", "indirect")], "vow"),
    ("“Carry me out”: Gull answers the port", [("“Carry me out”", "", "Gull answers the port", "union", "direct")], "answers"),
    ("Union: strike is on", [("strike is on", ":", "Union", "union", "indirect")], "is"),
    ("‘They say so’: the union say it is over", [("‘They say so’", "", "the union", "union", "direct"), ("it is over", "say", "the union", "union", "indirect")], "say"),
    ("‘Port is dead’: union boss", [("‘Port is dead’", ":", "union boss", "union", "direct")], "")])
def test_a_verb_that_introduces_or_stands_in_what_is_said_attributes(headline, said, verb):
    row = spoken(headline, *said)
    assert (row["verb"], row["voice"], row["camp"]) == (verb, "attributed", "union")
    assert "‘" not in row["after"]                            # a cue that also stands in the quotation is found behind it
