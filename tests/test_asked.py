"""Questions people ask, answered from a table of statements counted by hand."""
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import framing
from analysis.comparing import heard
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
    quotes = pd.DataFrame(ROWS, columns=COLUMNS).assign(kind="speech", section="body", cue="", resolved_by="name")
    quotes = quotes.assign(article=quotes.outlet, quote=[f"{o}#{n:03d}" for n, o in enumerate(quotes.outlet, 1)],
                           spans=[[[100 * n, 100 * n + len(text)]] for n, text in enumerate(quotes.content)])
    thought = quotes.head(1).assign(kind="mental", camp="riders")
    articles = pd.DataFrame({"article": ["Echo", "Gull", "Tern"], "outlet": ["Echo", "Gull", "Tern"], "words": [90, 50, 9], "text": ""})
    study = SimpleNamespace(articles=articles, camps=CAMPS)
    return asked.answers(study, {"quotes": pd.concat([quotes, thought])})


def test_who_is_quoted_most(answers):
    echo, gull, tern = answers["outlets"]
    assert echo["said"] == {"first": [("Ann Lee", 3), ("Bo Ek", 1), ("Di", 1)], "last": 1, "equal": []}
    assert echo["quoted"]["first"] == [("Ann Lee", 5)] and (echo["n"], echo["words"]) == (6, 6)
    assert (gull["said"]["first"], tern["quoted"]["first"]) == ([("Bo Ek", 1), ("Council", 1)], [])     # by the alphabet


def test_of_equals_the_rest_is_named():
    from collections import Counter
    assert asked.top(Counter(a=2, b=1, c=1, d=1, e=1)) == {"first": [("a", 2), ("b", 1), ("c", 1)], "last": 1, "equal": ["d", "e"]}


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
    whole = {"outlet": "Echo", "missing": [], "named": [], "gone": [], "silent": [], "shared": 0, "words": 9, "said": 4, "unsure": 1}
    page = template.render(asked=answers | {"left": [whole, whole | {"outlet": "Tern", "named": [("Bo Ek", ["Echo"])]}]}, where={})
    left = page[page.index('id="left-out"'):]
    assert "<strong>Echo</strong> (9 words); not found: nothing that was looked for.</p>" in left
    assert left.count("<details") == 1 and "<summary><strong>Tern</strong>" in left
    lacking = template.render(asked=answers | {"left": [whole | {"silent": ["Riders"]}]}, where={})
    assert "any statement of Riders (1 of its 4 statements have a speaker who is not certain).</p>" in lacking
    assert "named here but not found speaking:" in left and "elsewhere, not found here" not in left


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
    assert (left["Echo"]["said"], left["Echo"]["unsure"]) == (6, 2)    # Di, and whoever said no
    assert left["Gull"]["missing"] == []                               # Ann Lee stands in one other outlet only


def test_words_that_two_attributions_share_count_once_here_and_in_share_of_voice():
    raw = "He noted that they could start a “full-fledged” strike, as the mayor echoed, and “no less”."
    one, two = raw.index("they"), raw.index("and “no") + 4
    rows = [("Bo Ek", "riders", [[one, raw.index(", as")]]), ("Ann Lee", "city", [[one, raw.index(", as")], [two, two + 9]])]
    quotes = pd.DataFrame([dict(outlet="Echo", article="Echo", quote=f"Echo#{n}", speaker=speaker, camp=camp, source=speaker, cue="noted",
                                cue_lemma="note", stance="neutral", type="mixed", kind="speech", section="body", spans=spans, resolved_by="name",
                                content=" ".join(raw[a:b] for a, b in spans)) for n, (speaker, camp, spans) in enumerate(rows)])
    articles = pd.DataFrame({"article": ["Echo"], "outlet": ["Echo"], "words": [16], "text": [raw]})
    found = asked.answers(SimpleNamespace(articles=articles, camps=CAMPS), {"quotes": quotes})
    assert found["outlets"][0]["words"] == found["rooms"]["rows"][0]["total"] == 3
    assert found["rooms"]["rows"][0]["cells"] == [2, 1] and found["outlets"][0]["quoted"]["first"] == [("Ann Lee", 2), ("Bo Ek", 1)]
    voice = framing.share_of_voice(quotes.assign(passage=0), CAMPS).set_index(["outlet", "channel", "unit", "camp"])["count"]
    assert voice["Echo", "direct", "words"].to_dict() == dict(zip(CAMPS, [2, 1, 0])) and voice["Echo", "all", "words"].sum() == 8


@pytest.mark.parametrize("one, other, same", [
    ("Ingrid Sol", "Ms Sol", True), ("Isle Ferries", "Isle", True), ("Ewan Firth", "Ewan", True), ("R. Quick", "Rashid Quick", True),
    ("Professor Oke", "Samuel Oke", True), ("Ewan Firth", "Dougal Firth", False), ("Paula Drum", "Paula Drum's office", False),
    ("Ferry Agency", "Harbour Agency", False), ("Police", "Council", False)])
def test_a_shorter_or_longer_name_may_be_the_same_speakers(one, other, same):
    assert heard.alike(one, other) is heard.alike(other, one) is same


def test_who_is_named_or_speaks_under_another_name_is_not_said_to_be_missing():
    said = [("Echo", "Ingrid Sol"), ("Gull", "Ingrid Sol"), ("Tern", "Ms Sol"),
            ("Echo", "Samuel Oke"), ("Gull", "Samuel Oke"), ("Echo", "Gail Wyn"), ("Gull", "Gail Wyn"),
            ("Echo", "Ferry Agency"), ("Gull", "Ferry Agency"), ("Echo", "Unnamed woman"), ("Gull", "Unnamed woman"),
            ("Echo", "Ewan Firth"), ("Gull", "Ewan Firth"), ("Echo", "Ewan"), ("Gull", "Ewan"), ("Echo", "Beth Lom"), ("Gull", "Beth Lom")]
    quotes = pd.DataFrame(said, columns=["outlet", "speaker"]).assign(kind="speech", source="")
    thought = pd.DataFrame([("Tern", "Councillors", "mental", "Councillors, among them Beth Lom,")], columns=["outlet", "speaker", "kind", "source"])
    text = "Professor Oke’s study was read. The agency was asked."
    for aliases, named in (({}, ["Samuel Oke"]), ({"Ferry Agency": ["the agency"]}, ["Samuel Oke", "Ferry Agency"])):
        missing, told = heard.missing(pd.concat([quotes, thought]), ["Echo", "Gull", "Tern"], {"Tern": text}, aliases)["Tern"]
        assert sorted(name for name, _ in told) == sorted(named)
        assert {name for name, _ in missing} == {"Gail Wyn", "Ewan Firth", "Ferry Agency"} - set(named)
        assert all(outlets == ["Echo", "Gull"] for _, outlets in missing + told)


def test_nothing_is_asked_where_nobody_speaks(answers):
    quotes = pd.DataFrame(columns=[*COLUMNS, "kind"])
    assert asked.answers(None, {"quotes": quotes}) == {} and asked.answers(None, {}) == {}
