"""Speakers, camps and conduits on sentences written for these tests, each answer checked by hand."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.naming import camps as lists
from analysis.naming import phrases
from analysis import speakers
from analysis.naming import conduits
from analysis.naming.book import Book
from analysis.naming.mentions import country_of, key, lexicon
from analysis.naming.titles import split_name

STRIKE = {
    "company": {
        "label": "Company",
        "actors": {"Halden Motors": ["Halden", "the carmaker"], "Petra Lindqvist": []},
    },
    "union": {
        "label": "Union",
        "terms": ["union", "striking"],
        "actors": {"Metalworkers' Federation": ["the union", "the federation"], "Tomas Weiss": ["Weiss"]},
    },
}
STATES = {
    "north": {
        "label": "North",
        "actors": {"Norway": ["Oslo"], "Norwegian Ministry of Fisheries": []},
        "terms": ["Norway", "Norwegian"],
    },
    "union": {
        "label": "EU",
        "actors": {"European Union": ["EU", "Brussels"]},
        "terms": ["EU", "European", "French"],
    },
}
MARK = re.compile(r"\{([^}]*)\}")


def resolve(*paragraphs, camps=None, sections=None):
    """Attributions of marked text: {source} is a mention, {"..."} a quotation that names nobody."""
    plain, found = [], []
    for p, text in enumerate(paragraphs):
        clean, last = "", 0
        for m in MARK.finditer(text):
            clean += text[last : m.start()]
            span = (len(clean), len(clean) + len(m[1]))
            clean, last = clean + m[1], m.end()
            quote = m[1][0] in '“"‘'
            found.append(
                {
                    "paragraph": p,
                    "content": [span] if quote else [],
                    "cue": [],
                    "source": [] if quote else [span],
                    "kind": "speech",
                    "type": "direct",
                }
            )
        plain.append(clean + text[last:])
    for item in found:  # a cue behind the source, so that its sentence is known
        if item["source"]:
            end = item["source"][0][1]
            verb = re.compile("said|told|reported").search(plain[item["paragraph"]], end)
            item["cue"] = [verb.span() if verb else (end, end)]
            item["content"] = [(end, end)]
    return speakers.resolve(found, plain, sections or ["body"] * len(plain), camps or {})


def names(*paragraphs, **options):
    return [item["speaker"] for item in resolve(*paragraphs, **options)]


# ---- names ----
@pytest.mark.parametrize(
    "run, name",
    [
        ("US President Joe Biden", "Joe Biden"),
        ("European Union Vladimir Chizhov", "Vladimir Chizhov"),
        ("Gov. Earl Ray Tomblin", "Earl Ray Tomblin"),
        ("King Charles III", "King Charles III"),
        ("Crown Prince Mohammed bin Salman", "Mohammed bin Salman"),
        ("Mr. King", "King"),
        ("Dean Smith", "Dean Smith"),
        ("Democrat Nancy Pelosi", "Nancy Pelosi"),
        ("Paris Hilton", "Paris Hilton"),
        ("Prof Dame Ishbel Crane", "Ishbel Crane"),
        ("Viscountess Odile von Starck", "Odile von Starck"),
        ("Maître Odile Starck", "Odile Starck"),
        ("Sir Corwin Blythe KC", "Corwin Blythe"),
        ("Corwin Blythe MSP", "Corwin Blythe"),
        ("Corwin Blythe III", "Corwin Blythe III"),
        ("DCI Corwin Blythe", "Corwin Blythe"),
        ("Vice-Admiral Corwin Blythe", "Corwin Blythe"),
        ("Tan Sri Zulkifli Hamdan", "Zulkifli Hamdan"),
        ("Alhaji Chidi Danjuma", "Chidi Danjuma"),
        ("Smt. Lata Varghese", "Lata Varghese"),
        ("Special Agent in Charge Corwin Blythe", "Corwin Blythe"),
        ("Minister for Health Corwin Blythe", "Corwin Blythe"),
        ("Don Blythe", "Don Blythe"),
        ("Sri Wahyuni", "Sri Wahyuni"),
    ],
)
def test_titles_are_taken_off_names(run, name):
    assert split_name(run)[1] == name


def test_one_spelling_for_comparing():
    assert key("the Ministry of Defence") == key("Ministry of Defense")
    assert key("Secretary-General") == key("secretary general")
    assert key("U.S.") == key("US") and key("Russia’s") == key("Russia")
    assert country_of("Kyiv") == country_of("Ukrainians") == "Ukraine" and country_of("polish") is None


def test_surname_finds_the_full_name_before_and_behind():
    assert (
        names("{Okafor} said prices fell.", "Trade Minister Ngozi Okafor spoke first. {Okafor} agreed.")
        == ["Ngozi Okafor"] * 2
    )


def test_mention_with_title_age_and_apposition():
    assert (
        names("{Foreign Minister Elina Virtanen, 52, of the Centre Party,} said no.", "{Virtanen} left.")
        == ["Elina Virtanen"] * 2
    )
    assert names("{The company’s chief executive, Maria Costa,} agreed.") == ["Maria Costa"]


@pytest.mark.parametrize(
    "mention",
    [
        "FBI Special Agent in Charge Zorvel Kranique",
        "Area Member of Parliament Lt. Col. (Rtd) Zorvel Kranique",
        "Det. Supt. Zorvel Kranique",
        "the Right Reverend Zorvel Kranique",
        "Zorvel Kranique MBE, of the hill farmers",
        "Chief of Staff Zorvel Kranique",
        "Atty. Zorvel Kranique",
    ],
)
def test_titles_make_an_unknown_name_a_person_s(mention):
    assert names("{%s} said the pass was closed." % mention, "{Kranique} said so again.") == ["Zorvel Kranique"] * 2


def test_misspelt_surname_but_not_another_country_or_a_short_word():
    assert names("Coach Marta Johansen arrived.", "{Johannsen} said hello.") == ["Marta Johansen"]
    assert names("Striker Pia Austrin arrived.", "{Austria} said hello.") == ["Austria"]
    assert names("Singer Lena Berg arrived.", "{Borg} said hello.") == ["Borg"]


def test_corpus_spelling_wins_over_the_article():
    camps = {"a": {"label": "A", "actors": {"Sergey Lavrov": []}}}
    assert names("{Foreign Minister Sergei Lavrov} said so.", camps=camps) == ["Sergey Lavrov"]


def test_namesake_of_an_actor_stays_somebody_else():
    camps = {"uk": {"label": "UK", "actors": {"Boris Johnson": ["Johnson"]}}}
    one, two = resolve("{House Speaker Mike Johnson} said no.", "{Johnson} left.", camps=camps)
    assert (one["speaker"], two["speaker"], two["camp"]) == ("Mike Johnson", "Mike Johnson", "other")


# ---- roles, institutions, groups ----
def test_roles_find_whoever_was_introduced_with_them():
    text = (
        "FIFA President Gianni Infantino met Norwegian captain Ada Hegerberg.",
        "{The FIFA chief} smiled.",
        "{The captain} did not.",
    )
    assert names(*text) == ["Gianni Infantino", "Ada Hegerberg"]


def test_role_is_not_given_to_a_holder_from_elsewhere():
    assert names(
        "Russian diplomat Konstantin Gavrilov spoke.", "{Russia’s ambassador to Ireland} said so."
    ) == ["Russia’s ambassador to Ireland"]


def test_description_right_after_its_speaker():
    assert names("{Bruno Fernandes} was calm. {The 29-year-old} said it was fine.") == ["Bruno Fernandes"] * 2
    assert names("{Erik ten Hag} was calm. {The Dutchman} said it was fine.") == ["Erik ten Hag"] * 2


@pytest.mark.parametrize(
    "text, who",
    [
        ("Dr Odile Marsh, who chairs the council, spoke. In the rain, {the cardiologist} said no.", "Odile Marsh"),
        ("Ski boss Rasmus Holt left. {The blunt Dane} said no.", "Rasmus Holt"),
        ("His deputy, the former judge Lord Penhallow, was cross. {The peer} said no.", "Lord Penhallow"),
        ("The ministry summoned the chargé d’affaires, Zuri Pohl. {The diplomat} said no.", "Zuri Pohl"),
        ("{An insider} said yes. {The source} said no.", "Unnamed insider"),
        ("Ann Lee, a baker, left. {The judge} said no.", "Judge"),
        ("Ann Lee, a baker, left. {The Halden Examiner} said no.", "Halden Examiner"),
    ],
)
def test_a_definite_person_is_the_one_in_focus(text, who):
    assert names(text)[-1] == who


def test_a_lone_name_is_a_person_s_behind_kin_or_before_an_apposition():
    assert names("Edith Vane fell, according to {her grandson Jay}.", "{He} said it was icy.") == ["Jay"] * 2
    assert names("Winifred Vane waited. Her daughter, Elaine, was cross. {She} said so.") == ["Elaine"]
    assert names("At the shed Tesfu, a welder of 29, waited. {He} said so.") == ["Tesfu"]
    assert names("Barman Miguel Holt, who lost his mother-in-law, swept. {He} said so.") == ["Miguel Holt"]


def test_a_relative_of_whom_the_sentence_tells_has_the_surname_too():
    assert names("{Einar Dahl} said yes. His wife, Gro, shook her head. {She} said no.")[-1] == "Gro Dahl"


def test_an_office_in_the_lead_is_whom_the_next_paragraphs_introduce_by_it():
    text = "{The head of the Tarn Rescue Trust} said no.", "{Zuri Vole, a surgeon who has led the trust since May,} said so."
    assert names(*text) == ["Zuri Vole"] * 2
    assert names(text[0], "{Zuri Vole, a surgeon who has left the trust,} said so.")[0] != "Zuri Vole"


def test_namesakes_are_told_apart_by_their_titles():
    text = "Dr Imogen Vane and her mother, Mrs Philippa Vane, met. {Mrs Vane} said no.", "{Dr Vane} said yes."
    assert names(*text) == ["Philippa Vane", "Imogen Vane"]
    assert names("Unai Berro rode. {Champion Berro} said no.") == ["Unai Berro"]


@pytest.mark.parametrize("text, who", [
    ("Osk Vell, chief executive of the mill, was there. Ida Roth, who leads the dyers' union, was not. {The union leader} said no.", "Ida Roth"),
    ("Ida Roth was there, as was Osk Vell, the mill's head of safety. {A rescue chief} said no.", "Unnamed rescue chief"),
    ("Osk Vell, chief executive of the mill, was there. Ida Roth, the bloc's trade commissioner, was not. {The trade chief} said no.", "Ida Roth"),
    ("Osk Vell, chair of the mill's board, was there. Ida Roth, head of the Tarn Dyers' Guild, was not. {The union boss} said no.", "Ida Roth"),
    ("The ship lay still. Tarn's Border Guard has a film. {It} said no.", "Tarn's Border Guard"),
])
def test_what_stands_before_an_office_tells_whose_it_is(text, who):
    assert key(resolve(text)[-1]["speaker"]) == key(who)


def test_the_same_office_held_by_another_is_another_state_s():
    camps = {"state": {"label": "Government", "actors": {"Marit Lund": ["the energy minister"], "Government of Tarn": ["the government"]}}}
    found = resolve("{Energy Minister Osk Vell} said no. {Energy Minister Lund} said yes. {Trade Minister Ida Roth} said yes.", camps=camps)
    assert [x["camp"] for x in found] == ["other", "state", "state"]


@pytest.mark.parametrize("text, who", [
    ("The Tarn Guild of Dyers (TGD), {the largest union with 900 members}, said no.", "Tarn Guild of Dyers"),
    ("The Tarn Guild of Dyers (TGD) and {the Free Union} said no.", "Tarn Guild of Dyers and the Free Union"),
    ("Rail, {port and dock workers' unions} said no.", "Rail, port and dock workers' unions"),
    ("Orlan, whose headquarters are in Tarn, was late. At hearings in March {its lawyers} said no.", "Orlan's lawyers"),
    ("{A senior palace official} said no. {The official, who spoke on condition of anonymity,} said more.", "Unnamed palace official"),
    ("{The official, who spoke on condition of anonymity,} said more.", "Unnamed official"),
    ("The Free Democrats, {the biggest opposition party}, said no.", "Free Democrats"),
    ("Clean Fjord emerged bruised. {One of its MPs, who asked not to be named,} said no.", "Unnamed MP"),
    ("Ann Lee, director of Clean Fjord, was there. {The group} said no.", "Clean Fjord"),
    ("{Orlan Motors} said no. {A spokeswoman in Tarn} said more.", "Orlan Motors"),
])
def test_a_source_of_which_only_the_end_is_marked_or_that_comes_again(text, who):
    assert key(resolve(text)[-1]["speaker"]) == key(who)


STORM = {"tarn": {"label": "Tarn", "actors": {"Ida Roth": ["Roth", "the prime minister"], "Tarn Foreign Ministry": ["Tarn's foreign ministry"]}, "terms": ["Tarn"]}}


@pytest.mark.parametrize("text, who, camp", [
    ("{Prime Minister Ida Roth} said no. {The captain of a Tarn survey ship} said yes.", "captain of a Tarn survey ship", "tarn"),
    ("A woman was held. {A lawyer for the woman, Bo Lund,} said no.", "Bo Lund", "other"),
    ("{Tarn media} said no.", "Tarn media", "other"),
    ("{Tarn state media} said no.", "Tarn state media", "tarn"),
])
def test_who_is_not_whoever_spoke_last(text, who, camp):
    last = resolve(text, camps=STORM)[-1]
    assert (key(last["speaker"]), last["camp"]) == (key(who), camp)


def test_who_is_spoken_to_is_not_who_speaks():
    assert names("Speaking to Ann Lee, {a nurse} said no.") == ["Unnamed nurse"]


DRIVERS = {"rail": {"label": "Rail", "actors": {"Wim Achten": ["the driver"]}}}


@pytest.mark.parametrize(
    "text, who",
    [
        ("The train stopped. {The driver} said no.", "Wim Achten"),
        ("The train stopped. {A driver} said no.", "Unnamed driver"),
        ("{A source close to the mayor, Ann Lee,} said no.", "Unnamed source close to Ann Lee"),
        ("{The deputy of the mayor, Ann Lee,} said no.", "Ann Lee"),
        ("Her officers are unsure. One sergeant of 18 years, {who} spoke in a car park, said no.", "Unnamed sergeant"),
        ("Ann Lee spoke on the Santa Brava. {She} said no.", "Ann Lee"),
        ("{Ollie Marsh} cheered. Achten, who heads the panel, waited. {His clerk} said no.", "Achten's clerk"),
    ],
)
def test_a_nameless_person_is_not_the_named_one_beside(text, who):
    assert names(text, camps=DRIVERS)[-1] == who


def test_what_is_no_person():
    text = "Solvei Dahl, 41, spoke of the 63 aboard the Santa Brava. Papers call the doctor “Dr. No.” The Ann Marie sank."
    assert list(Book([text], ["body"]).persons) == ["Solvei Dahl"]


def test_institutions_by_head_noun():
    assert names("Poland’s Finance Ministry met banks.", "{The ministry} said no.") == [
        "Polish Finance Ministry"
    ]
    assert names("{The Bank of England} held rates. {The bank} warned of risks.") == ["Bank of England"] * 2
    assert names("{The ministry} warned trawlers.", camps=STATES) == ["Norwegian Ministry of Fisheries"]


def test_acronym_is_spelt_out_where_the_article_does():
    assert names("The World Health Organization (WHO) met.", "{The WHO} said so.") == [
        "World Health Organization"
    ]


def test_nameless_spokesman_is_the_institution_a_named_one_himself():
    assert names("{A spokeswoman for Halden} said no.", camps=STRIKE) == ["Halden Motors"]
    assert names("{A Halden spokesman} said no. {Halden spokesman Ole Brandt} said yes.", camps=STRIKE) == [
        "Halden Motors",
        "Ole Brandt",
    ]
    assert names("{Halden} stopped work. {Its spokesman} said no.", camps=STRIKE) == ["Halden Motors"] * 2


def test_government_capital_and_adjective_stand_for_the_country_but_officials_do_not():
    assert names(
        "{Tokyo} said. {The Japanese government} said. {Japanese officials} said. {Japanese} said."
    ) == ["Japan", "Japan", "Japanese officials", "Japan"]


def test_groups_keep_their_name_and_nameless_officials_get_one():
    assert names("{the striking workers} said. {Some officials} said.") == [
        "Striking workers",
        "Unnamed officials",
    ]


def test_joint_sources():
    one, two = resolve("{Weiss and Petra Lindqvist} met. {Weiss and the union} agreed.", camps=STRIKE)
    assert (one["speaker"], one["camp"]) == ("Tomas Weiss and Petra Lindqvist", "other")
    assert (two["speaker"], two["camp"]) == ("Tomas Weiss and Metalworkers' Federation", "union")


def test_name_after_its_kind():
    assert names("{Campaign group Clean Fjord} sued. {Its director, Ida Moen,} spoke.") == [
        "Clean Fjord",
        "Ida Moen",
    ]


def test_truncated_mentions_are_widened():
    assert names("Norwegian {officials} said no.") == ["Norwegian officials"]
    assert names("However, a baker who was not allowed to {speak} said no.") == ["Unnamed baker"]
    assert names("It rained, but the bakers that run {the mill} said no.") == ["Bakers"]
    assert names("Ann Lee, who left when {the mill} said no, wept.") == ["Mill"]
    assert names("On {the road to Tarn, growers} said no.") == ["Growers"]
    assert names("The bakers' letter, {a copy of which hangs there}, said no.") == ["Bakers"]


def test_one_stray_word_is_no_source():
    assert all(map(phrases.wordless, ["speak", "the", "large", "a"]))
    assert not any(map(phrases.wordless, ["one", "she", "police", "baker", "idealists", "Oslo", "the mill", ""]))
    assert names("{Ann Lee} came. She wanted to {speak}, said no.")[-1] == "Ann Lee"


@pytest.mark.parametrize("before, cue, after, mention", [
    ("", "Witnesses described", " “a bang”.", "Witnesses"),
    ("“No,” ", "shrugs", " a man in a cap.", "a man in a cap"),
    ("“No,” ", "shrugs", " and leaves.", ""),
    ("", "had said", " a man was “gone”.", ""),
])
def test_a_source_that_the_tagger_left_in_the_cue_or_behind_it(before, cue, after, mention):
    text = before + cue + after
    at = len(before), len(before + cue)
    content = [(0, len(before) - 1)] if before else [(text.index("“"), text.index("”") + 1)]
    assert phrases.unmarked(text, [at], content) == mention


# ---- pronouns ----
def test_he_and_she_by_gender():
    assert names("{Anna Berg} met Peter Holm. {He} said no. {She} said yes.") == [
        "Anna Berg",
        "Peter Holm",
        "Anna Berg",
    ]


def test_it_and_they():
    assert (
        names("{Halden} closed its plant after Anna Berg left. {It} said so.", camps=STRIKE)[1]
        == "Halden Motors"
    )
    assert names("{French farmers} blocked roads. {They} said so.") == ["French farmers"] * 2


def test_pronoun_skips_captions_and_what_is_said():
    text = ("{Anna Berg} said no.", "Photo shows Eva Lind at work.", "She, {she} said, was tired.")
    assert names(*text, sections=["body", "caption", "body"])[-1] == "Anna Berg"


def test_who_is_what_stands_before():
    assert names("The ruling angered Peter Holm, {who} said so.") == ["Peter Holm"]


def test_first_person_inside_a_quotation_is_its_speaker():
    text = 'Anna Berg said: "We think it works."'
    a, b = text.index('"'), len(text)
    start = text.index("We")
    outer = {"paragraph": 0, "content": [(a, b)], "cue": [(10, 14)], "source": [(0, 9)], "type": "direct"}
    inner = {
        "paragraph": 0,
        "content": [(start + 9, b - 2)],
        "cue": [(start + 3, start + 8)],
        "source": [(start, start + 2)],
        "type": "indirect",
    }
    assert [x["speaker"] for x in speakers.resolve([outer, inner], [text], ["body"], {})] == ["Anna Berg"] * 2


# ---- nobody named ----
def test_quotation_alone_continues_the_last_one():
    one, two = resolve("“No,” {Anna Berg} said.", "{“And never will.”}")
    assert two["speaker"] == "Anna Berg" and two["resolved_by"] == "previous" and two["source_text"] == ""


def test_quoted_heading_speaks_with_the_quotation_it_is_taken_from():
    text = [
        "‘Utter nonsense’",
        "“We are open,” Eva Lind said.",
        "“Utter nonsense, all of it,” Ole Brandt replied.",
    ]
    found = [
        {"paragraph": 0, "content": [(0, 16)], "cue": [], "source": [], "type": "direct"},
        {"paragraph": 1, "content": [(0, 14)], "cue": [(24, 28)], "source": [(15, 23)], "type": "direct"},
        {"paragraph": 2, "content": [(0, 28)], "cue": [(40, 47)], "source": [(29, 39)], "type": "direct"},
    ]
    first = speakers.resolve(found, text, ["body"] * 3, {})[0]
    assert first["speaker"] == "Ole Brandt" and first["resolved_by"] == "next"


def test_nothing_to_go_by():
    found = resolve("{“Nobody knows.”} {They} said.")
    assert [x["resolved_by"] for x in found] == ["none", "none"]
    assert found[0]["speaker"] == "" and {x["camp"] for x in found} == {"other"}


# ---- camps ----
@pytest.mark.parametrize(
    "mention, camp",
    [
        ("Norway’s ambassador to the European Union", "north"),
        ("EU ambassador to Norway Jean Petit", "union"),
        ("leaders in Norway", "north"),
        ("Sources in Norway", "north"),
        ("the French ambassador to Oslo", "union"),
        ("a critic of the EU", "other"),
        ("Oslo-based lawyer Dana White", "other"),
        ("anti-EU campaigners", "other"),
        ("a Brussels official", "union"),
        ("a chemist at the University of Oslo", "other"),
        ("Eva Lind of Oslo City Hospital", "other"),
        ("two former Norwegian envoys", "other"),
        ("Eva Lind, the shadow Norway minister", "other"),
        ("Dana White, a welder whose parents left Norway", "other"),
        ("Brazilian officials", "other"),
        ("Eva Lind, a lawyer for the Norwegian state", "north"),
    ],
)
def test_camp_by_the_modifier_of_the_head(mention, camp):
    assert resolve("{" + mention + "} said no.", camps=STATES)[0]["camp"] == camp


def test_camp_from_a_person_s_introduction():
    assert [
        x["camp"] for x in resolve("Norwegian skipper Lars Vik waited.", "{Vik} said no.", camps=STATES)
    ] == ["north"]


def test_camps_without_terms_use_names_countries_and_labels():
    camps = {
        "a": {"label": "Fishermen", "actors": {}},
        "b": {"label": "B", "actors": {"Japan": [], "Mei Tanaka": []}},
    }
    found = resolve(
        "{A fisherman from Bergen} said. {Japanese envoys} said. {Tanaka’s lawyer} said.", camps=camps
    )
    assert [x["camp"] for x in found] == ["a", "b", "b"]


def test_a_foreign_outlet_is_in_no_camp_but_state_media_are():
    assert [
        x["camp"] for x in resolve("{French daily Le Monde} said. {French state TV} said.", camps=STATES)
    ] == ["other", "union"]


@pytest.mark.parametrize(
    "camps",
    [
        {},
        None,
        {"a": None},
        {"a": {"label": "A", "actors": None, "terms": None}},
        {"a": {"label": "A", "actors": {"X": None, 7: ["", "y"]}}},
    ],
)
def test_sparse_camps_files(camps):
    assert resolve("{Anna Berg} said no.", camps=camps)[0]["camp"] == "other"


def test_acronym_alias_is_no_pronoun():
    roster = lists.roster({"w": {"label": "W", "actors": {"United States": ["US"]}}})
    assert lists.actor(roster, "US") == "United States" and lists.actor(roster, "us") is None


# ---- conduits ----
@pytest.mark.parametrize(
    "text, via",
    [
        ("“No,” {Berg} said, according to The Guardian.", "The Guardian"),
        ("“No,” {Berg} said, Reuters reported.", "Reuters"),
        ("{Berg} told Sky News she was ill.", "Sky News"),
        ("The Interfax news agency cited {Berg} as saying so.", "Interfax"),
        ("{Berg} said no in an interview with the Springfield Gazette.", "Springfield Gazette"),
        ("Asked by German daily Bild, {Berg} said no.", "Bild"),
        ("{Berg} told broadcaster RTP no.", "RTP"),
        ("{Berg} said no, the New York Times and German broadcaster ARD reported.", "New York Times, ARD"),
        ("{Berg} told reporters no.", ""),
        ("{Berg} told a news conference on Time no.", ""),
        ("{Berg} said no. CNN showed a film.", ""),
        ("{Reuters} reported a fire.", ""),
        ("{Berg} said “the BBC reported lies”.", ""),
    ],
)
def test_via(text, via):
    assert resolve(text)[0]["via"] == via


def test_outlet_that_only_relays():
    found = resolve("{The bank} said it fell, Reuters reported.")
    assert (found[0]["speaker"], found[0]["via"]) == ("Bank", "Reuters")


def test_outlet_names():
    assert conduits.is_outlet("the Financial Times") and conduits.is_outlet("German daily Welt")
    assert not conduits.is_outlet("Norwegian officials") and conduits.bare_name("TASS news agency") == "TASS"


# ---- three invented topics: a museum and its bronzes, a railway in autumn, a vote on a pesticide ----
MUSEUM = {
    "museum": {
        "label": "Museum",
        "actors": {"Halvard Museum": ["the museum"], "Ottoline Brask": ["Brask"]},
        "terms": ["museum", "curators"],
    },
    "kings": {"label": "Court", "actors": {"Oba Palace": ["the palace", "palace"]}, "terms": ["palace"]},
}
RAILWAY = {
    "railway": {
        "label": "Railway",
        "actors": {"Northline": ["the operator"], "Corvin Dray": ["Dray"]},
        "terms": ["Northline"],
    },
    "riders": {"label": "Passengers", "actors": {"Platform Nine": ["the campaign"]}, "terms": ["commuters"]},
}
FIELDS = {
    "growers": {
        "label": "Growers",
        "actors": {"Growers' League": ["the league"], "Emrys Tolland": ["Tolland", "the league's lawyer"]},
        "terms": ["growers"],
    },
    "keepers": {"label": "Beekeepers", "actors": {"Hive Trust": ["the trust"]}, "terms": ["beekeepers"]},
}


@pytest.mark.parametrize(
    "text, expected",
    [
        # what follows the noun phrase is no part of the speaker
        ("{The museum that holds the bronzes} said no.", "Halvard Museum"),
        ("{The museum behind the sale} said no.", "Halvard Museum"),
        ("{Wilmot Haddle, 71, queueing for tickets,} said it was grand.", "Wilmot Haddle"),
        ("{Porters, who carried the crates out,} said nothing.", "Porters"),
        ("{A magazine popular with collectors} said so.", "Magazine"),
        ("{Visitors in the rain} said so.", "Visitors"),
        # nameless people
        ("{A man selling postcards} said so.", "Unnamed man"),
        ("{A person close to the talks} said so.", "Unnamed people"),
        ("{Two officials briefed on the loan} said so.", "Unnamed officials"),
        ("{One of the curators} said so.", "Unnamed curator"),
        ("{Most of the curators} said so.", "Curators"),
        # staff and documents speak for whoever employs or wrote them
        ("{An official at the palace} said so.", "Oba Palace"),
        ("{A lawyer for the palace} said so.", "Oba Palace"),
        ("{Analysts at Lund & Hare} said so.", "Lund & Hare"),
        ("{A reporter from the Tarn Gazette} said so.", "Tarn Gazette"),
        ("{A letter from the palace} said so.", "Oba Palace"),
        ("{The palace’s letter} said so.", "Oba Palace"),
        ("{An audit by the Treasury last year} said so.", "Treasury"),
        ("{A leaked memo from the director, Brask,} said so.", "Ottoline Brask"),
        ("{Emails published by the museum} said so.", "Halvard Museum"),
        # names in apposition
        ("{An ethnographer hired by the palace, Sunniva Okpara,} said so.", "Sunniva Okpara"),
        ("{A group of descendants, Bring Them Home,} said so.", "Bring Them Home"),
        ("{The museum’s director, Ottoline Brask KC,} said so.", "Ottoline Brask"),
    ],
)
def test_the_head_of_the_noun_phrase_speaks(text, expected):
    assert names(text, camps=MUSEUM) == [expected]


def test_the_second_report_is_whose_the_first_one_was():
    assert names("{A survey by the Hive Trust} said so. {The survey} said more.") == ["Hive Trust"] * 2


WEIR = {
    "town": {"label": "Town", "actors": {"Wale Town Council": ["the council"], "Ida Roth": ["Roth", "the mayor"],
                                         "Wale Housing Ministry": ["the Housing Ministry in Wale"]}, "terms": ["Wale"]},
    "mill": {"label": "Mill", "actors": {"Oster Mill": ["Oster"], "Dunmore Paper": ["Dunmore"], "Oster Mill staff": [],
                                         "Tom Hale": ["Hale"]}, "terms": ["Oster"]},
    "anglers": {"label": "Anglers", "actors": {"River Anglers' Trust": ["the trust"], "Experts": ["experts"]}},
}


@pytest.mark.parametrize(
    "text, who",
    [
        # who is said to have issued it, by verb, by preposition, in the same breath
        ("Oster Mill published a 60-page report on Monday. {The 60-page report} said the weir was safe.", "Oster Mill"),
        ("Oster sent a memo to the council last week. {A copy of the memo, seen by the Herald,} said no.", "Oster Mill"),
        ("The council met. In a letter to residents, Roth wrote of delays. {The letter} said yes.", "Ida Roth"),
        ("{The River Anglers' Trust} objected. In its submission it named weirs. {The submission} said no.",
         "River Anglers' Trust"),
        ("A filing by Dunmore Paper listed debts. {The filing} put them at 3 million.", "Dunmore Paper"),
        ("Tom Hale, in {a note to staff}, said the plant would close.", "Tom Hale"),
        ("Oster Mill on Monday sent its reply to the council. {The reply} said no. {The document} said yes.", "Oster Mill"),
        ("{A report published last week by the Institute for Rivers} said no.", "Institute for Rivers"),
        ("{A report last year by the council’s own secretariat} said no.", "Wale Town Council"),
        # the noun before it: whose it is
        ("{A draft council survey} said no.", "Wale Town Council"),
        # a copy or a part of it is as good; whoever got hold of it is not who wrote it
        ("{A copy of the letter from the council} said no.", "Wale Town Council"),
        ("{Excerpts of a report by the River Anglers' Trust} said no.", "River Anglers' Trust"),
        ("{A report obtained by the Herald} said no.", "Report"),
        # else who spoke just before, if an institution, and only of one that is known by now
        ("{Oster Mill} said no. {The statement} said more.", "Oster Mill"),
        ("{Tom Hale} said no. {The statement} said more.", "Statement"),
        ("{Oster Mill} said no. {A report} said more.", "Report"),
        # "it", "one": the paper of the sentence before, not the body that acts or saw it elsewhere
        ("{The council} said no. A text message arrived from Tom Hale. “The gate is open,” {it} said.", "Tom Hale"),
        ("A memo, seen by the Herald, was plain. Written by Ida Roth, {it} asked why.", "Ida Roth"),
        ("{The council} said no. {A letter from Roth} says yes. {It} adds a date.", "Ida Roth"),
        ("{The council} said no. Hale read out an email Roth had sent. “Close it,” {it} said.", "Ida Roth"),
        ("Two notes from Hale were found. {One} said no. {Another} said yes.", "Tom Hale"),
        ("The council received a letter from Hale. {It} said no.", "Wale Town Council"),
        ("{Oster Mill} said no. The plan, seen by the Herald, runs to 40 pages. {It} named weirs.", "Oster Mill"),
        ("Hale read from the statement of a nurse known as N4. {The statement} said no.", "Unnamed nurse"),
        ("{The Growers' Council} said no.", "Growers' Council"),
        ("{The Growers' Union and the Pilots' League} said no.", "Growers' Union and Pilots' League"),
        # of whom that is told of a paper only later
        ("{A leaked memo} said no. The council met. {The memo, written by Roth and seen by the Herald,} said more.", "Ida Roth"),
        # a poll for somebody is by somebody else; a count is as good as a report
        ("{A poll for the mill by Dunmore Paper} found no.", "Dunmore Paper"),
        ("{The council's own first tally} said no.", "Wale Town Council"),
        ("{Minutes of a board meeting seen by the Herald} said no.", "Minutes of a board meeting"),
    ],
)
def test_a_document_speaks_for_whoever_issued_it(text, who):
    assert names(text, camps=WEIR)[-1] == who


@pytest.mark.parametrize(
    "text, who, camp",
    [
        ("Oster Mill and Dunmore Paper want to merge. {The two companies} said no.", "Oster Mill and Dunmore Paper", "mill"),
        ("Dunmore Paper sued Oster Mill. The council watched. {Both firms} said no.", "Oster Mill and Dunmore Paper", "mill"),
        ("Ida Roth met Tom Hale. {The two politicians} said no.", "Ida Roth and Tom Hale", "other"),
        ("Oster Mill rose. {The two companies} said no.", "Companies", "other"),
        ("Oster Mill closed its gates. {Staff there} said no.", "Oster Mill staff", "mill"),
        ("{Outside experts} said no.", "Experts", "anglers"),
        ("{Medical experts} said no.", "Medical experts", "other"),
        ("{A member of the council} said no.", "Unnamed council member", "town"),
        ("{A member of the public} said no.", "Unnamed member", "other"),
        ("Not everybody at the council is happy. {One official} said no.", "Wale Town Council", "town"),
        ("Oster Mill staff are weary. {One worker} said no.", "Oster Mill staff", "mill"),
        ("Oster Mill sued the council. {One official} said no.", "Unnamed official", "other"),
    ],
)
def test_several_and_one_of_them(text, who, camp):
    found = resolve(text, camps=WEIR)[-1]
    assert (found["speaker"], found["camp"]) == (who, camp)


COLLEGE = {
    "college": {"label": "College", "actors": {"Tarn College": ["the college"], "Ida Roth": ["Roth", "the principal"],
                                               "Tarn Police Department": ["the police department", "Tarn police"],
                                               "College governors": ["senior college governors"]}},
    "pupils": {"label": "Pupils", "actors": {"Protesters": [], "Tarn Bureau of Schools": ["the bureau"]}},
}


@pytest.mark.parametrize(
    "text, who, camp",
    [
        # what a group knows or asks for, its number and "own" say nothing of who they are
        ("{Two Tarn College cleaners with direct knowledge of the menu} said no.", "Tarn College cleaners", "college"),
        ("{Porters briefed on the plan, who asked not to be named,} said no.", "Porters", "other"),
        ("{58 percent of parents} said no.", "Parents", "other"),
        ("{Two of the college's own security guards} said no.", "College security guards", "college"),
        # by another word, or by fewer of the words, where the list has one such group
        ("{Marchers} said no.", "Protesters", "pupils"),
        ("{Two senior governors} said no.", "College governors", "college"),
        # around somebody
        ("{Allies of the principal} said no.", "Allies of Ida Roth", "college"),
        ("{Critics of the principal} said no.", "Critics of Ida Roth", "other"),
        ("{A source close to the principal, Ida Roth,} said no.", "Unnamed source close to Ida Roth", "college"),
        ("{Sources close to the college} said no.", "Sources close to Tarn College", "college"),
        ("{Roth} was calm. {Friends} said no.", "Friends of Ida Roth", "college"),
        ("{Roth} was calm, {a friend} said.", "Friend of Ida Roth", "college"),
        ("{A person familiar with the plan} said no.", "Unnamed people", "other"),
        ("{Some people who live nearby} said no.", "Residents", "other"),
        ("{The parents' group Voice on the Stairs} said no.", "Voice on the Stairs", "other"),
        # one of those introduced last
        ("{Security guards} said no. {One of them} said yes.", "Security guards", "other"),
        ("{Roth} was calm. Her aides said little. {One} said no.", "Unnamed aide", "college"),
        ("{Two of Roth's advisers} said no.", "Unnamed advisers", "college"),
        ("{Porters} sat down. {A few} said no.", "Porters", "other"),
        ("{One teacher} said no. {Another} said yes.", "Unnamed teacher", "other"),
        # the department is the police department, not a bureau
        ("{A spokesman for the department} said no.", "Tarn Police Department", "college"),
    ],
)
def test_groups_and_those_around_somebody(text, who, camp):
    found = resolve(text, camps=COLLEGE)[-1]
    assert (found["speaker"], found["camp"]) == (who, camp)


PIER = {
    "town": {"label": "Town", "actors": {"Ida Roth": ["Roth", "the mayor"], "Wale Mayor's Office": [], "Tom Hale": ["Hale",
             "the housing minister"], "Wale Housing Ministry": [], "Harbour Trust": ["the trust"]}},
    "others": {"label": "Others", "actors": {"Ann Pike": ["Pike"]}},
}


@pytest.mark.parametrize(
    "text, who",
    [
        # who speaks for a person speaks for the office or the institution of that person
        ("{A spokesman for the mayor, Ida Roth,} said no.", "Wale Mayor's Office"),
        ("{A spokeswoman for Mayor Ida Roth} said no.", "Wale Mayor's Office"),
        ("{A spokesman for the trust, Tom Hale,} said no.", "Tom Hale"),
        ("{Mr Hale’s ministry} said no.", "Wale Housing Ministry"),
        ("{Ida Roth} said no. Late on Friday {her office} said yes.", "Wale Mayor's Office"),
        ("The Harbour Trust met. Its warden, Bo Lund, was calm. {A spokeswoman for the warden} said no.", "Harbour Trust"),
        ("{Ann Pike} said no. {Her office} said yes.", "Ann Pike's office"),
        ("{A spokesman for Pike} said no.", "Ann Pike's office"),
        # a part of an institution is the institution; prosecutors and their office are one
        ("{The trust's legal department} said no.", "Harbour Trust"),
        ("{The Harbour Trust’s press office} said no.", "Harbour Trust"),
        ("{Prosecutors in Wale} said no. {A spokesman for the prosecutors' office} said yes.", "Prosecutors in Wale"),
    ],
)
def test_who_speaks_for_somebody(text, who):
    assert names(text, camps=PIER)[-1] == who


WARD = {
    "wards": {"label": "Wards", "actors": {"Tarn Infirmary": [], "Holm Hospital": [], "Lakeland Water Office": []}},
    "kin": {"label": "Kin", "actors": {"Friends of Tarn": []}},
}


@pytest.mark.parametrize(
    "text, who",
    [
        # the one that the article names, not the one that the list has of that very noun
        ("Tarn Infirmary closed its doors. {The hospital} said no.", "Tarn Infirmary"),
        ("Tarn Infirmary and Holm Hospital met. {The hospital} said no.", "Holm Hospital"),
        # with a country or city before it on the list, with one behind it in the article
        ("{The Water Office in Tarn} said no.", "Lakeland Water Office"),
        # the same nameless source by another word
        ("{A source at Tarn Infirmary} said no. {The insider} said yes.", "Tarn Infirmary"),
        # what it is called in apposition is no other body
        ("Roth speaks for Friends of Tarn, a group founded in May. {It} said no.", "Friends of Tarn"),
    ],
)
def test_bodies_by_what_they_are(text, who):
    assert names(text, camps=WARD)[-1] == who


@pytest.mark.parametrize(
    "text, via",
    [
        # whoever got hold of a paper passed nobody's words on
        ("{A letter obtained by the Tarn Gazette} said no.", ""),
        ("{A memo reviewed by Radio Lund} said no.", ""),
        # houses that are told things
        ("{Ida Roth} told the Commons no.", ""),
        ("{Ida Roth} told Dr Sven Holm no.", ""),
        # names, by their kind, by their own article, in three words, before a programme
        ("{Ida Roth} told local radio station Onda Verde no.", "Onda Verde"),
        ("{Ida Roth} told The Lamp: no. A Lamp poll said so.", "The Lamp"),
        ("{Ida Roth} told Canal Tres Lagos that she would go.", "Canal Tres Lagos"),
        ("{Ida Roth} told KVX's evening programme that she would go.", "KVX"),
        ("{Ida Roth} told the paper that she would go.", "the paper"),
    ],
)
def test_outlets_that_pass_words_on(text, via):
    assert resolve(text)[0]["via"] == via


MINE = {
    "firm": {"label": "Firm", "actors": {"Oster Mining": ["Oster"], "Tom Hale": ["Hale"]}, "terms": ["managers", "guard"]},
    "kin": {"label": "Bereaved", "actors": {"Jo Pike": ["Pike"], "Vale Union": ["the union"]}, "terms": ["relatives"]},
    "state": {"label": "State", "actors": {"Vale": [], "Ida Roth": ["Roth", "Vale's mining minister"]}, "terms": ["minister"]},
}


@pytest.mark.parametrize(
    "text, camp",
    [
        # relatives are with the camp that has relatives or families, unless they are somebody's of a camp
        ("{Jo's aunt, Renee Lund,} said no.", "kin"),
        ("{Eva Brandt, whose son was in the pit,} said no.", "kin"),
        ("{Eva Brandt, a mother of two,} said no.", "other"),
        ("{Father Bo Lund} said no.", "other"),
        ("{Hale's sister, Maud Hale,} said no.", "firm"),
        # who represents somebody, in the mention itself
        ("{Eva Brandt, who represents the guard,} said no.", "firm"),
        # what a relative clause tells of somebody is no side
        ("{Lund, the bank that has backed the managers,} said no.", "other"),
        # another country's minister; critics are nobody's; members of whoever was spoken of
        ("{Holm's first minister, Bo Lund,} said no.", "other"),
        ("{Vale's trade minister, Bo Lund,} said no.", "state"),
        ("{Opposition politicians in Vale} said no.", "other"),
        ("{Bo Lund, who leads the opposition in Vale's senate,} said no.", "other"),
        ("{Hale} spoke. {His critics on the board} said no.", "other"),
        ("{The Vale Union} met. {Some members} said no.", "kin"),
        ("Vale’s agent before the court, Sir Bo Lund, was calm. {Sir Bo Lund} said no.", "state"),
    ],
)
def test_camps_of_people_who_are_on_no_list(text, camp):
    assert resolve(text, camps=MINE)[-1]["camp"] == camp


CANAL = {
    "state": {"label": "State", "actors": {"Government of Orle": ["the government"], "Canal Inspectorate": ["the inspectorate"]}, "terms": ["president"]},
    "owners": {"label": "NWB and owners", "actors": {"Northern Waterways Board": ["NWB"]}, "terms": ["lock-keepers"]},
    "crews": {"label": "Crews", "actors": {"Bargees' League": ["the league"], "Lock Union": ["the union"]}, "terms": ["bargee", "victims"]},
}


@pytest.mark.parametrize(
    "text, camp",
    [
        # who is only told of, is elsewhere, is no more of it or stands against it is not of the side
        ("{Ida Roth, whose yard lies where Bo Lund, 16, was hurt by a bargee,} said no.", "other"),
        ("{Ida Roth, who was at the lock for the league,} said no.", "other"),
        ("{Ida Roth, flanked by a bargee,} said no.", "other"),
        ("{The Red Cross coordinator in Orle, Ida Roth,} said no.", "other"),
        ("{A coordinator in the league} said no.", "crews"),
        ("{The league's former treasurer, Ida Roth,} said no.", "other"),
        ("{Ida Roth, a bargee who has since quit,} said no.", "other"),
        ("{Bargee turned painter Ida Roth} said no.", "other"),
        ("{NWB customers} said no.", "other"),
        ("{The victims} said no.", "crews"),
        # the office of a body is of the body, whatever the word for the office
        ("{The president of the league, Ida Roth,} said no.", "crews"),
        ("{The president, Ida Roth,} said no.", "state"),
        ("{NWB President Ida Roth} said no.", "owners"),
        ("{NWB Secretary Ida Roth} said no.", "owners"),
        ("{The inspectorate's acting head, Ida Roth,} said no.", "state"),
        ("{Ida Roth, the inspectorate's acting head,} said no.", "state"),
        ("The league met. {Its general secretary, Rev. Ida Roth,} said no.", "crews"),
        ("{Union president Ida Roth} said no.", "crews"),
        ("The Lock Union met. {General secretary Ida Roth} said no.", "crews"),
        ("{The opposition's general secretary, Ida Roth,} said no.", "other"),
        # ministers of no named country are of the only government listed, unless they are somebody else's
        ("{Transport Minister Ida Roth} said no.", "state"),
        ("{Ida Roth, the health secretary,} said no.", "state"),
        ("{Foreign Secretary Ida Roth} said no.", "other"),
        ("{Wale's transport minister, Ida Roth,} said no.", "other"),
        ("Wale objected. {Its transport minister, Ida Roth,} said no.", "other"),
    ],
)
def test_camps_by_office(text, camp):
    assert resolve(text, camps=CANAL)[-1]["camp"] == camp


def test_a_minister_is_of_no_camp_where_two_have_a_government():
    two = {**CANAL, "wale": {"label": "Wale", "actors": {"Wale government": []}, "terms": ["Wale"]}}
    assert resolve("{Transport Minister Ida Roth} said no.", camps=two)[0]["camp"] == "other"


def test_the_ministry_is_the_one_that_spoke_under_its_longer_name():
    assert names("{The Housing Ministry in Wale} said no. {The ministry} said yes.", camps=WEIR) == ["Wale Housing Ministry"] * 2


def test_a_ruling_is_the_court_s():
    assert names("The rail court sat late. {The ruling} said fines must be paid.") == ["Rail court"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("{Northline} said its trains ran. {Its drivers} said they did not.", "Northline drivers"),
        ("{Corvin Dray} said leaves fell. {His office} said more.", "Corvin Dray's office"),
        ("{Corvin Dray} said leaves fell. {His letter} said more.", "Corvin Dray"),
        ("Dray met {commuters}, who said little. {Their chairman} said more.", "Commuters' chairman"),
        ("Corvin Dray resigned, {an aide} said.", "Aide to Corvin Dray"),
    ],
)
def test_possessors_on_the_railway(text, expected):
    assert names(text, camps=RAILWAY)[-1] == expected


def test_a_possessor_before_the_speaker_in_the_words_themselves():
    text = "The league, its lawyer said, will sue."
    spans = {"content": [(0, 10), (28, 37)], "cue": [(23, 27)], "source": [(12, 22)]}
    item = {"paragraph": 0, "type": "indirect", **spans}
    assert speakers.resolve([item], [text], ["body"], FIELDS)[0]["speaker"] == "Emrys Tolland"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The bishop, who missed his train, laughed. “Walk,” {he} said.", "Bishop"),
        ("Ada Finch rang. “Late,” {a woman on the platform} said. “Always,” {she} said.", "Unnamed woman"),
        ("{Corvin Dray’s wife} said he slept. {She} said he worked.", "Corvin Dray’s wife"),
        ("{Analysts at Lund & Hare} said sell. {They} said so twice.", "Lund & Hare"),
        ("{Commuters} said no. Yes, {they} said.", "Commuters"),
    ],
)
def test_pronouns_on_the_railway(text, expected):
    assert names(text, camps=RAILWAY)[-1] == expected


@pytest.mark.parametrize(
    "text, via",
    [
        ("{Tolland} told the Ledger he would sue.", "Ledger"),
        ("{Tolland} told the Assembly he would sue.", ""),
        ("{Tolland} said no in a statement read out on local radio.", "local radio"),
        ("Bees are dying, {Tolland} said, according to the Fenwold Ledger.", "Fenwold Ledger"),
        ("{Tolland} told Fields Today he would sue.", "Fields Today"),
        ("{Tolland} told WFEN-TV he would sue.", "WFEN-TV"),
    ],
)
def test_via_outlets_by_their_last_word(text, via):
    assert resolve(text, camps=FIELDS)[0]["via"] == via


def test_a_relative_head_is_no_source():
    assert names("It was a figure {the league} said was wrong.", camps=FIELDS) == ["Growers' League"]


def test_a_new_minister_is_not_the_last_one_and_a_new_director_not_the_last_person():
    assert names("Farm minister Ada Finch rose. {A minister} said no.") == ["Unnamed minister"]
    text = "{Chief executive Ada Finch} said no. The pilots’ union rose. {Its director} said yes."
    assert names(text)[-1] != "Ada Finch"
    assert names("{The league} said no. “Yes,” said {a spokesman}.", camps=FIELDS) == ["Growers' League"] * 2


def test_camp_by_whom_a_possessive_means():
    found = resolve("{Tolland} said no. {His barrister, Ottoline Rusk KC,} agreed.", camps=FIELDS)
    assert [x["speaker"] for x in found] == ["Emrys Tolland", "Ottoline Rusk"]
    assert [x["camp"] for x in found] == ["growers"] * 2


def test_local_radio_is_an_outlet_of_its_own():
    assert names("{Local radio} reported a fire.") == ["Local radio"]


def test_a_reported_question_of_nobody_is_the_reporters():
    text = "Asked whether bees matter, Tolland nodded."
    item = {"paragraph": 0, "content": [(6, 25)], "cue": [(0, 5)], "source": [], "type": "indirect"}
    assert speakers.resolve([item], [text], ["body"], FIELDS)[0]["speaker"] == "Reporters"
    said = "“No,” Ann Lee said."                            # and whoever answers is not they
    items = [dict(item, paragraph=0, content=[(0, 5)], cue=[(14, 18)], source=[(6, 13)]), dict(item, paragraph=1),
             dict(item, paragraph=1, content=[(43, 51)], cue=[])]
    found = speakers.resolve(items, [said, text + " “Maybe.”"], ["body"] * 2, FIELDS)
    assert [x["speaker"] for x in found] == ["Ann Lee", "Reporters", "Ann Lee"]


@pytest.mark.parametrize("who", ["Farmer", "Ex-neighbour", "Watchdog"])
def test_a_nameless_role_in_a_headline_is_whoever_says_the_same_below(who):
    text = [f"{who} warns hives ‘will stand empty’", "Hives will stand empty by June, Ines Vole said."]
    n = len(who)
    found = [
        {"paragraph": 0, "content": [(n + 7, n + 31)], "cue": [(n + 1, n + 6)], "source": [(0, n)], "type": "mixed"},
        {"paragraph": 1, "content": [(0, 30)], "cue": [(42, 46)], "source": [(32, 41)], "type": "indirect"},
    ]
    out = speakers.resolve(found, text, ["headline", "body"], FIELDS)
    assert [x["speaker"] for x in out] == ["Ines Vole"] * 2


def test_a_court_that_is_told_does_not_speak():
    text = ["Spray killed hives, court told", "“Spray killed them,” Ines Vole said."]
    found = [
        {"paragraph": 0, "content": [(0, 18)], "cue": [(26, 30)], "source": [(20, 25)], "type": "indirect"},
        {"paragraph": 1, "content": [(0, 20)], "cue": [(31, 35)], "source": [(21, 30)], "type": "direct"},
    ]
    assert speakers.resolve(found, text, ["headline", "body"], FIELDS)[0]["speaker"] == "Ines Vole"


# ---- the whole ----
def test_lexicons_are_large_and_clean():
    lex = lexicon()
    assert len(set(lex["outlets"].values())) >= 150 and len(lex["forms"]) >= 190 and len(lex["given"]) > 1000
    for table in ("outlets", "given", "country"):
        assert all(name == name.strip() and name for name in lex[table])


def test_titles_make_people_and_places_do_not():
    book = Book(["The Black Sea fleet met Mayor Bill de Blasio in East London. De Blasio spoke."], ["body"])
    assert list(book.persons) == ["Bill de Blasio"]


def test_a_long_article_is_quick():
    block = (
        "Norwegian Prime Minister Anna Berg met Peter Holm in Oslo on Tuesday; Halden said it would close. "
        "{She} said the plan was a mistake, {the ministry} said, and {Holm} told Sky News that {they} knew."
    )
    text = [block] * 100
    resolve(*text[:2], camps=STATES)
    start = time.perf_counter()
    found = resolve(*text, camps=STATES)
    assert len(found) == 400 and time.perf_counter() - start < 2.5  # about 0.3 s; slack for a busy machine


WORDS = st.sampled_from(
    'said he she they it its who “ ” " ‘ ’ . , — the a of for Mr. Anna Berg’s Reuters NATO ministry '
    "(WHO) and Russian officials 34-year-old \n ' told by citing".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(WORDS, min_size=1, max_size=14).map(" ".join) | st.text(min_size=1, max_size=40),
        min_size=1,
        max_size=4,
    ),
    st.data(),
)
def test_any_text_gets_an_answer(paragraphs, data):
    found = []
    for p, text in enumerate(paragraphs):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
        spans = [[tuple(cuts[i : i + 2])] for i in (0, 2, 4)]
        for part in data.draw(st.permutations(spans)), [spans[0], [], []]:
            found.append(
                dict(zip(("content", "cue", "source"), part), paragraph=p, kind="speech", type="direct")
            )
    out = speakers.resolve(found, paragraphs, ["body"] * len(paragraphs), STRIKE)
    assert len(out) == len(found) and all(
        isinstance(x[k], str) for x in out for k in ("speaker", "camp", "via", "resolved_by", "source_text")
    )
    assert {x["camp"] for x in out} <= {"company", "union", "other"}


def test_antecedents_that_need_antecedents_themselves():
    assert names("Its council met their union.", "{They} said prices fell.")[0]
    assert names("Their ministry met their council on Monday. " * 300, "{They} said prices fell.")[0]


@pytest.mark.parametrize(
    "paragraphs, name",
    [
        (["{Minister of State for Fisheries Elena Markov} said prices fell."], "Elena Markov"),
        (["{An email shown to the panel} said so. It was written by Tomas Weiss."], "Tomas Weiss"),
        (
            ["Dr. Anna Kowalczyk, a chemist, said no.", "{Dr. Kowalczik, who studied in Gdansk,} said yes."],
            "Anna Kowalczyk",
        ),
        (
            ["{Farmers from the Green Valley Association and their lawyer Anna Berg} said no."],
            "Green Valley Association and Anna Berg",
        ),
    ],
)
def test_speakers_behind_titles_documents_and_slips(paragraphs, name):
    assert names(*paragraphs)[-1] == name


def test_a_person_belongs_to_whoever_introduces_them():
    (one, two) = resolve("{Weiss} said his deputy, Anna Berg, had left.", "{Berg} said no.", camps=STRIKE)
    assert two["speaker"] == "Anna Berg" and one["camp"] == two["camp"] == "union"


def test_an_unnamed_lead_is_whom_the_next_paragraph_opens_with():
    text = (
        "{A grandmother} told how the flood came.",
        "Mary Poole, 71, from Hull, {“I swam,”} she said. {Poole} said so.",
    )
    assert names(*text)[0] == "Mary Poole"
    assert (
        names("{A grandmother} told how the flood came.", "Mayor Mary Poole left. {Poole} said so.")[0]
        != "Mary Poole"
    )


def test_conduits_by_call_sign_and_daily():
    rows = resolve(
        "{Anna Berg} told KQZT that prices fell.", "{Anna Berg} told the Daily Lamp that prices fell."
    )
    assert [row["via"] for row in rows] == ["KQZT", "Daily Lamp"]


# ---- several at once, asides, whoever is only ever told things ----
FARMS = {
    "growers": {"label": "Growers", "actors": {"Growers' League": ["the league"], "Growers": ["growers", "the growers"]},
                "terms": ["growers"]},
    "mill": {"label": "Mill", "actors": {"Oster Mill": ["Oster", "the mill"]}, "terms": ["Oster"]},
}


@pytest.mark.parametrize(
    "text, who",
    [
        ("Outside the gate, {some 2,000 growers} said no.", "Growers"),
        ("{Hundreds of growers} said no.", "Growers"),
        ("The growers left. “Enough,” {one} said.", "Growers"),
        ("{One of the growers} said no.", "Growers"),
        ("{The mill itself} said no.", "Oster Mill"),
        ("{Baker Jon “Crumb” Hale} said no.", "Jon Hale"),
        ("{A spokesman for Ms. Kelly} said no. Laura Kelly left.", "Laura Kelly's office"),
        ("Nadia Kern left. {Kern’s lawyers} said no.", "Nadia Kern's lawyers"),
        ("{A mill engineer who was there} said no.", "Unnamed mill engineer"),
        ("Lord Ames rose. “No,” {the peer} said.", "Lord Ames"),
        ("Mr Hale’s deputy, Ines Roth, smiled. {She} said no.", "Ines Roth"),
    ],
)
def test_several_asides_and_nicknames(text, who):
    assert names(text, camps=FARMS) == [who]


@pytest.mark.parametrize(
    "text, via",
    [
        ("{The mill} said in an interview with Fernpost on Sunday it will close.", "Fernpost"),
        ("{Ann Lee} told the Fernpost it will close.", "the Fernpost"),
        ("{Ann Lee} told Fernpost it will close. Fernpost, a village of mills, was calm.", ""),
        ("{Ann Lee} told Fernpost it will close. A letter seen by Fernpost shows why. Fernpost is calm.", "Fernpost"),
        ("{Ann Lee} told Oak & Iron it will close. Oak & Iron has contacted the mill. Oak & Iron is calm.", "Oak & Iron"),
        ("{Ann Lee} told KQZT 6 it will close.", "KQZT 6"),
        ("Zorn quoted {Ann Lee} as saying it will close. Zorn was shut. Zorn is a village. It was calm in Zorn.", "Zorn"),
        ("{Ann Lee} told Oster it will close.", ""),
        ("{Ann Lee} told Karl it will close.", ""),
        ("{Ann Lee} told Parliament it will close.", ""),
        ("{Ann Lee} said in a statement carried by the agency it will close.", "the agency"),
    ],
)
def test_who_is_only_ever_told_things_is_a_conduit(text, via):
    assert resolve(text, camps=FARMS)[0]["via"] == via


@pytest.mark.parametrize(
    "text, camp",
    [
        ("The league met. The league’s treasurer, Ann Lee, rose. {Lee} said no.", "growers"),
        ("{Ann Lee, a lawyer for the mill,} said no.", "mill"),
        ("{Oster lawyer Ann Lee} said no.", "mill"),
        ("{Ann Lee, a critic of the mill,} said no.", "other"),
        ("{Ann Lee, who lives in Wale,} said no.", "other"),
    ],
)
def test_whoever_speaks_for_an_institution_is_of_its_camp(text, camp):
    assert resolve(text, camps=FARMS)[0]["camp"] == camp


# ---- who is meant by a description ----
@pytest.mark.parametrize(
    "text, who",
    [
        # an office, by its holder's institution, by another word for it, by the list alone
        ("Ann Pike, chief executive of Tarn Ferries, rose. {Tarn's boss} said no.", "Ann Pike"),
        ("Ann Pike, chief executive of Tarn Ferries, rose. {The company's head} said no.", "Ann Pike"),
        ("Lake Control Agency director Tom Hale rose. {The head of the agency} said no.", "Tom Hale"),
        ("{Ida Roth, mayor of Wale,} said no. {Wale's mayor} said yes.", "Ida Roth"),
        ("Sen. Ida Roth rose. {The senator} said no.", "Ida Roth"),
        ("The mill shut. {The mill's lawyer} said no.", "Oster Mill's lawyer"),
        # another word for whoever spoke last, but no other office
        ("{Ida Roth} said no. {The retired glassblower} said yes.", "Ida Roth"),
        ("{Ida Roth} said no. {The grandmother of six} said yes.", "Ida Roth"),
        ("{Lawyer Ida Roth} said no. {The judge} said yes.", "Judge"),
        # institutions
        ("The Ministry of Transport met. {The transport ministry} said no.", "Ministry of Transport"),
        ("The pilots’ union met. {The union} said no.", "Pilots’ union"),
        ("The airline Veldair met Tarn Ferries. {The airline} said no.", "Veldair"),
        ("{The Lake Inspectorate} said no. {The watchdog} said yes.", "Lake Inspectorate"),
        ("{The Tarn Gazette} said no. {The newspaper} said yes.", "Tarn Gazette"),
        ("{An official} said no. {The interior ministry} said yes.", "Interior ministry"),
        # nameless sources keep what they are called, and keep it
        ("{A senior law enforcement official} said no. {The official} said yes.",
         "Unnamed law enforcement official"),
        ("{At least two witnesses} said no.", "Witnesses"),
        ("{Two people with knowledge of the plan} said no.", "Unnamed people"),
        ("{Families of mass shooting victims} said no.", "Families of mass shooting victims"),
        ("{One of them, a shopkeeper,} said no.", "Unnamed shopkeeper"),
        ("{An attorney} said no. {The attorney, Ida Roth,} said yes.", "Ida Roth"),
        ("{Critics, like Ida Roth,} said no.", "Critics"),
        # whose
        ("{Ida Roth} said no. {Her brother Max} said yes.", "Max Roth"),
        ("{Ida Roth} said no. {Roth’s office} said yes.", "Ida Roth's office"),
        ("{A report by the Lake Trust} said no. {The statement} said yes.", "Lake Trust"),
        ("{Trade and Industry Minister Ida Roth} said no.", "Ida Roth"),
        ("{Ida Roth, the mayor, and Tom Hale, a lawyer,} said no.", "Ida Roth and Tom Hale"),
    ],
)
def test_descriptions(text, who):
    assert names(text, camps=FARMS)[-1] == who


COASTS = {
    "west": {"label": "West", "actors": {"West Foreign Ministry": [], "Westland": [], "Western envoys": ["a Western envoy"],
                                         "Ida Roth": ["Roth", "the Westland president"]}, "terms": ["Westland", "envoys"]},
    "east": {"label": "East", "actors": {"East Foreign Ministry": [], "Eastmark": []}, "terms": ["Eastmark"]},
}


@pytest.mark.parametrize(
    "text, who, camp",
    [
        ("Eastmark called for calm. {The foreign ministry} said no.", "East Foreign Ministry", "east"),
        ("Westland called for calm. {The country’s president} said no.", "Ida Roth", "west"),
        ("{A senior Western envoy} said no.", "Western envoys", "west"),
        ("{Tom Hale, a former Eastmark diplomat,} said no.", "Tom Hale", "other"),
        ("{An envoy} said no.", "Western envoys", "west"),
    ],
)
def test_descriptions_by_the_list(text, who, camp):
    (found,) = resolve(text, camps=COASTS)
    assert (found["speaker"], found["camp"]) == (who, camp)


def test_the_field_of_an_office_is_no_side():
    camps = {"trade": {"label": "Makers", "terms": ["industry"]}}
    assert [x["camp"] for x in resolve("{Trade and Industry Minister Ida Roth} said no. {The Ministry of Industry} said yes. "
                                       "{An industry group} said maybe.", camps=camps)] == ["other", "other", "trade"]


def test_resolved_by_says_what_gave_the_camp():
    text = "Eastmark skipper Tom Hale waited. {Hale} said no. {Eastmark officials} said yes. {Roth} said maybe."
    assert [x["resolved_by"] for x in resolve(text, camps=COASTS)] == ["surname, introduction", "group, term", "alias"]


def test_a_pronoun_goes_with_the_spokeswoman():
    assert names("{Ida Roth} left. {A spokeswoman for Oster} said no. {She} said yes.", camps=FARMS)[-1] == "Oster Mill"


def test_a_long_paragraph_costs_as_much_a_word_as_a_short_one():
    block = "Ida Roth met Tom Hale in Oslo. {She} said the plan was a mistake, {the ministry} said, and {Hale} told Sky News no. "

    def seconds(times):
        start = time.process_time()
        assert len(resolve(block * times)) == 3 * times
        return time.process_time() - start
    seconds(10)
    assert seconds(800) < 24 * max(seconds(100), .05)      # eight times the text; it was sixty times as slow
