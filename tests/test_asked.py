"""Questions people ask, answered from a table of statements counted by hand."""
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.showing import asked


CAMPS = {"city": {"label": "The city", "actors": {"Ann Lee": ["Lee"]}, "terms": ["Brackmouth", "mayor"]},
         "riders": {"label": "Riders", "actors": {"Bo Ek": []}, "terms": ["rider"]},
         "other": {"label": "Other", "actors": {}, "terms": []}}
COLUMNS = ["outlet", "speaker", "camp", "source", "cue_lemma", "stance", "type", "content"]
ROWS = [
    ("Echo", "Ann Lee", "city", "Brackmouth's mayor Ann Lee", "say", "neutral", "direct", "“Open it now”"),
    ("Echo", "Ann Lee", "city", "she", "say", "neutral", "mixed", "the gate “is shut”"),
    ("Echo", "Ann Lee", "city", "Lee", "claim", "distancing", "indirect", "it will close"),
    ("Echo", "Bo Ek", "riders", "Bo Ek", "warn", "neutral", "indirect", "it is late"),
    ("Echo", "Di", "other", "Di", "say", "neutral", "indirect", "it is early"),
    ("Echo", "", "other", "", "", "neutral", "direct", "“No”"),
    ("Gull", "Council", "city", "Brackmouth", "say", "neutral", "direct", "“Yes we can”"),
    ("Gull", "Bo Ek", "riders", "Ek", "say", "neutral", "indirect", "it is late"),
    ("Tern", "Bo Ek", "riders", "Ek", "say", "neutral", "indirect", "it is late")]


@pytest.fixture
def answers():
    quotes = pd.DataFrame(ROWS, columns=COLUMNS).assign(kind="speech", section="body", cue="")
    quotes = quotes.assign(article=quotes.outlet, quote=[f"{o}#{n:03d}" for n, o in enumerate(quotes.outlet, 1)])
    thought = quotes.head(1).assign(kind="mental", camp="riders")
    articles = pd.DataFrame({"article": ["Echo", "Gull", "Tern"], "outlet": ["Echo", "Gull", "Tern"], "words": [90, 50, 9]})
    study = SimpleNamespace(articles=articles, camps=CAMPS)
    return asked.answers(study, {"quotes": pd.concat([quotes, thought])})


def test_who_is_quoted_most(answers):
    echo, gull, tern = answers["outlets"]
    assert echo["said"] == {"first": [("Ann Lee", 3), ("Bo Ek", 1), ("Di", 1)], "last": 1, "equal": 0}
    assert echo["quoted"]["first"] == [("Ann Lee", 5)] and (echo["n"], echo["words"]) == (6, 6)
    assert (gull["said"]["first"], tern["quoted"]["first"]) == ([("Bo Ek", 1), ("Council", 1)], [])     # by the alphabet


def test_of_equals_the_rest_is_counted():
    from collections import Counter
    assert asked.top(Counter(a=2, b=1, c=1, d=1, e=1)) == {"first": [("a", 2), ("b", 1), ("c", 1)], "last": 1, "equal": 2}


def test_equals_stand_in_one_order_here_and_in_the_notebooks():
    from analysis.showing import findings, shown, shown_framing
    said = pd.DataFrame([("Echo", name, "other", "say", "direct", "speech", f"e#{n}") for n, name in enumerate(["Di", "Bo", "Al", "Di", "Cy"])],
                        columns=["outlet", "speaker", "camp", "cue_lemma", "type", "kind", "quote"])
    names = [name for name, _ in findings.ranked(said.speaker.value_counts().to_dict())]
    assert names == ["Di", "Al", "Bo", "Cy"]
    assert shown.speakers_by_outlet(said, CAMPS, 4).speaker.tolist() == names == shown_framing.verbs_of(said, CAMPS).speaker.tolist()


def test_an_outlet_that_lacks_nothing_has_no_empty_fold(answers):
    from analysis.showing import pages
    template = pages.environment().get_template("asked.html.j2")
    whole = {"outlet": "Echo", "missing": [], "gone": [], "silent": [], "shared": 0, "words": 9}
    page = template.render(asked=answers | {"left": [whole, whole | {"outlet": "Tern", "missing": [("Bo Ek", ["Echo"], "")]}]}, where={})
    left = page[page.index('id="left-out"'):]
    assert "<strong>Echo</strong> (9 words) lacks nothing that was looked for.</p>" in left
    assert left.count("<details") == 1 and "<summary><strong>Tern</strong>" in left


def test_where_a_camp_has_most_words_in_quotation_marks(answers):
    rooms = answers["rooms"]
    assert rooms["camps"] == ["The city", "Riders", "Other"] and rooms["none"] == "Riders"
    assert [(row["outlet"], row["cells"], row["total"]) for row in rooms["rows"]] == [
        ("Echo", [5, 0, 1], 6), ("Gull", [3, 0, 0], 3), ("Tern", [0, 0, 0], 0)]
    city = rooms["most"][0]
    assert (city["outlets"], city["words"], city["of"], city["largest"], city["share"]) == ("Echo", 5, 8, "Gull", 1)


def test_which_cues_introduce_whom_by_speaker_and_by_the_name_in_the_text(answers):
    city, riders, other = answers["voices"]
    lee = city["rows"][0]
    assert (lee["name"], lee["n"], lee["cues"], lee["distant"]) == ("Ann Lee", 3, [("say", 2), ("claim", 1)], ["claim"])
    assert lee["called"] == "“Brackmouth's mayor Ann Lee”" and len(lee["rows"]) == 3
    assert (city["n"], city["rest"], other["n"]) == (4, 0, 1)
    (brackmouth,) = answers["names"]
    assert (brackmouth["name"], brackmouth["n"], brackmouth["speakers"]) == ("Brackmouth", 2, "Ann Lee and Council")


def test_whom_an_outlet_leaves_out(answers):
    left = {row["outlet"]: row for row in answers["left"]}
    assert left["Echo"]["missing"] == [] and left["Tern"]["silent"] == ["The city"]
    assert [name for name, _, _ in left["Gull"]["missing"]] == []      # Ann Lee stands in one other outlet only


def test_nothing_is_asked_where_nobody_speaks(answers):
    quotes = pd.DataFrame(columns=[*COLUMNS, "kind"])
    assert asked.answers(None, {"quotes": quotes}) == {} and asked.answers(None, {}) == {}
