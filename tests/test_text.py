"""Cleaning: characters mended with an exact way back, paragraphs in sections."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, paths, text

PAGE = """\
Skip to content
News
Home > Region > Transport
Ferry crews reject pay offer as talks resume
By Ann Poole
Published: 3 May 2021 10:15 AM
Share Tweet Email
PORT ELLEN (AP) — Ferry crews on the western islands have rejected a two per cent pay offer, their union said on Monday.
In this photo provided by the ferry line, a vessel waits at the pier on Sunday. (Isle Ferries via AP)
"We are not going back for that," said Moira Lane, who chairs the branch committee.
Read more: Ferry line says timetable ‘will not change’
Islanders warn of empty shelves as strike looms
The company, which carries half a million people a year, said it was open to talks.
What happens next
A second round of talks is due on Thursday in Glasgow, where a mediator has booked rooms for three days.
Sign up for our daily newsletter and get the headlines in your inbox
(Reporting by Ann Poole; editing by C. Hart)
Copyright 2021 Island Courier. All rights reserved.
Comments (12)
This is nonsense, the crews always say the same thing and nobody listens.
Most Read
Council leader says bins will be collected
"""


def sections(raw: str) -> list[tuple[str, str]]:
    return [(p.section, p.clean.text) for p in text.passages(raw)]


def test_a_page_is_put_into_its_sections():
    found = sections(PAGE)
    kept = [(section, line[:24]) for section, line in found if section != "dropped"]
    assert kept == [
        ("headline", "Ferry crews reject pay o"), ("body", "PORT ELLEN (AP) — Ferry "),
        ("caption", "In this photo provided b"), ("body", "\"We are not going back f"),
        ("body", "The company, which carri"), ("body", "What happens next"), ("body", "A second round of talks ")]


def test_each_dropped_line_has_its_reason():
    reasons = {p.clean.text.split()[0]: p.reason for p in text.passages(PAGE) if p.section == "dropped"}
    assert reasons["Skip"] == reasons["Home"] == "navigation"
    assert reasons["By"] == "byline" and reasons["Published:"] == "timestamp" and reasons["Share"] == "share bar"
    assert reasons["Read"] == "related" and reasons["Islanders"] == "related headline"
    assert reasons["Sign"] == "newsletter" and reasons["(Reporting"] == "contributor line"
    assert reasons["Copyright"] == "copyright" and reasons["This"] == "after the end"


def test_a_caption_loses_its_credit_and_nothing_else():
    caption = next(p for p in text.passages(PAGE) if p.section == "caption")
    assert caption.clean.text.endswith("at the pier on Sunday.")
    credit = text.passages(PAGE)[caption.passage + 1]
    assert (credit.section, credit.reason) == ("dropped", "photo credit")
    assert PAGE[credit.start:credit.end].strip() == credit.clean.text.strip() == "(Isle Ferries via AP)"


def test_deck_between_headline_and_byline():
    raw = ("Council backs new bridge\n\nPlan passes by one vote after a night of debate over the cost.\n\nBy Tom Reed\n\n"
           "The council voted on Friday to build a second bridge over the river at a cost of 40 million.\n\n"
           "Opponents said the money should go to schools and to the repair of older roads instead.\n\n"
           "Work is to begin in the spring of next year and to take two years, officials said.\n")
    assert [s for s, _ in sections(raw)] == ["headline", "deck", "dropped", "body", "body", "body"]


def test_doubled_caption_is_kept_once_as_caption():
    raw = ("Storm hits the northern coast\nA wave breaks over the sea wall at Seaham on Tuesday morning.\n"
           "A wave breaks over the sea wall at Seaham on Tuesday morning. (Photo: J. Bell/Getty Images)\n"
           "Thousands of homes were without power on Tuesday after a storm crossed the northern coast.\n"
           "Engineers said that most would be reconnected by the evening, but warned of more wind.\n")
    assert [s for s, _ in sections(raw)] == ["headline", "caption", "dropped", "body", "body"]


def test_hard_wrapped_lines_become_paragraphs():
    block = ("The inquiry opened on Monday with a statement from its chair, who\nsaid that nobody would be spared and "
             "that every document would be\nread in public before the summer recess begins.\n\n")
    raw = "Inquiry opens into the reservoir collapse\n\n" + block * 1 + block.replace("Monday", "Tuesday") * 1 + \
        block.replace("Monday", "Friday")
    assert [s for s, _ in sections(raw)] == ["headline", "body", "body", "body"]
    assert "\n" not in sections(raw)[1][1]


@pytest.mark.parametrize("raw, clean", [
    ("He said itâ€™s over", "He said it’s over"),
    ("â€œNoâ€\x9d, she said", "“No”, she said"),
    ("Fish &amp; chips &#8220;now&#8221;", "Fish & chips “now”"),
    ("released\xa0 footage", "released footage"),
    ("co\u00adop\u200berate", "cooperate"),
    ("``We will,'' he said", '"We will," he said'),
    ("\ufeff  Spaces   and\ttabs ", "Spaces and tabs"),
    ("naïve café “stays”", "naïve café “stays”"),
    ("the '80s and the players' union", "the '80s and the players' union"),
])
def test_characters_are_mended(raw, clean):
    assert text.repair(raw).text == clean


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ab .'\"`“”&;#â€™Âœ\xa0\u200b\n\r")), max_size=200))
@settings(max_examples=300, deadline=None)
def test_every_clean_character_has_its_place_in_the_raw_text(raw):
    clean = text.repair(raw)
    assert len(clean.text) == len(clean.starts) == len(clean.ends)
    assert all(0 <= a < b <= len(raw) for a, b in zip(clean.starts, clean.ends))
    assert list(clean.starts) == sorted(clean.starts)
    for letter, a, b in zip(clean.text, clean.starts, clean.ends):
        assert raw[a:b] == letter or not raw[a:b].isascii() or not raw[a:b].isalnum()


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_passages_never_fail_and_never_overlap(raw):
    found = text.passages(raw)
    assert all(p.section in {"headline", "deck", "body", "caption", "dropped"} for p in found)
    assert all(bool(p.reason) == (p.section == "dropped") for p in found)
    edges = [edge for p in found for edge in (p.start, p.end)]
    assert edges == sorted(edges) and all(raw[p.start:p.end].strip() for p in found)


def test_rules_match_their_own_example():
    for rule in text.rules():
        assert rule["found"](rule["example"]), rule["example"]
        assert not rule["needs"] or any(part in rule["example"].lower() for part in rule["needs"]), rule["example"]


@pytest.mark.parametrize("line", [
    "Watch officers said the boat was late.", "The share price fell by two per cent on Friday.",
    "Comments by the minister drew laughter in the chamber.", "By Wednesday the water had reached the church door.",
    "More than 100 people have signed the petition so far.", "Follow the money, prosecutors told the jury on Tuesday.",
    "Photo identification will be required at polling stations.", "Tags on the luggage showed it came from Lima.",
    "The newspaper asked readers to sign a petition by email.", "Video of the arrest was published on Monday.",
    "Next week the court will hear the appeal.", "“We use what we have,” she said.", "Help came too late for most."])
def test_prose_is_no_boilerplate(line):
    prose = "The hearing was told on Monday that the harbour had been closed for two days after the storm passed.\n"
    raw = "Harbour closed after storm\n" + prose + line + "\n" + prose.replace("Monday", "Tuesday")
    assert sections(raw)[2][0] == "body"


def test_seed_words_are_counted_on_kept_text():
    study = corpus.load(paths.SEEDS)
    passages = text.clean(study.articles)
    kept = passages[passages["section"] != "dropped"]
    assert kept.groupby("article")["words"].sum().to_dict() == study.articles.set_index("article")["words"].to_dict()


def test_a_headline_may_open_with_a_quotation():
    body = "The weir at Oster burst on Friday and the ferry was torn from its rope. Two boats were lost. The council met at noon."
    raw = f"‘Who will row us over now?’: Oster counts its boats\n\nWeir burst on Friday, ferry torn from rope at Oster\n\n{body}\n\n{body[::-1]}"
    assert [p.section for p in text.passages(raw)][:2] == ["headline", "deck"]


LEAD = ("A ferry that carries most of the island's post ran aground on the Skarn rocks on Tuesday, and the postmaster said letters "
        "would be late.\nThe ferry Alda was on its way from Velm when the fog came down, the harbour office said.\n"
        "Nobody was hurt, and a tug is to pull the ferry off at high tide.\n")


@pytest.mark.parametrize("first, second, section", [
    ("Post late as ferry runs aground on Skarn rocks.", "", "headline"),              # terse, and told again below
    ("The post is late and the ferry is to blame.", "By Ann Lee\n", "headline"),           # above a byline
    ("The post is late and the ferry is to blame.", "VELM (AP) — ", "headline"),          # above a dateline
    ("Ferry With Island's Post Runs Aground On Skarn.", "", "headline"),
    ("Fog came down on the Skarn rocks, and post stopped.", "", "body"),
    ("Postmen on Velm waited for ferry and letters.", "", "body"), ("She has waited for this ferry since Monday.", "", "body"),
    ("“No post today,” said postmaster Ann Lee at Skarn.", "", "body"),
    ("Rain, hail and gales: nothing new in these parts.", "", "body"),                   # not told again
    ("VELM (AP) — Ferry with post runs aground on rocks.", "", "body")])
def test_a_headline_may_end_in_a_full_stop_and_a_short_first_sentence_is_none(first, second, section):
    found = text.passages(f"{first}\n{second}{LEAD}")
    assert found[0].section == section
    assert [p.section for p in found if p.section not in ("dropped", "headline")].count("body") == 3 + (section == "body")


def test_a_byline_may_hold_the_hour():
    found = text.passages("Village loses its school\nBy HERALD STAFF | March 13, 2024 | Updated 9:14 a.m.\n" + LEAD)
    assert [(p.section, p.reason) for p in found][:3] == [("headline", ""), ("dropped", "byline"), ("body", "")]


@pytest.mark.parametrize("top", [
    "Home   News   Campaigns   Model letters   Join us",
    "Front page\tRivers and canals\tWhat's on\tAbout us",
    "MPA | Miran Press Agency\nHome  Nation  Courts  Sea and ports  World",
])
def test_menus_with_wide_gaps_and_the_site_s_name_are_no_headline(top):
    raw = (f"{top}\n\nMiran ferry crews vote to strike over rosters\n\nBy Ida Sole\n\n"
           "PORT MIRA (MPA) - Ferry crews in Mira voted on Monday to strike over new rosters, their union said.\n\n"
           "The company said the rosters were safe and that it would talk to the crews again on Thursday.\n\n"
           "\"We have had no day off since March,\" said Tom Hale, who steers the night boat to the islands.\n")
    found = {p.section: raw[p.start:p.end] for p in text.passages(raw)}
    assert found["headline"] == "Miran ferry crews vote to strike over rosters" and "deck" not in found
