"""Party tags, acronyms, juniors and days as news agencies write them. Sentences written for these tests, checked by hand."""
import pytest
from test_speakers import names, resolve

from analysis import quotes

HALL = {
    "left": {"label": "Left", "terms": ["Democrat", "Labour"], "actors": {"Ida Roth": ["Roth"], "Ida Roth Jr.": []}},
    "right": {"label": "Right", "terms": ["Republicans", "Conservative"], "actors": {"Tom Hale": ["Hale"]}},
}


@pytest.mark.parametrize("text, camp", [
    ("{Sen. Lorne Haskett (R-Ariz.)} said no.", "right"),
    ("{Rep. Lorne Haskett, D-N.Y.,} said no.", "left"),
    ("{Haskett} said no. Sen. Lorne Haskett (R) was out.", "right"),
    ("{Lorne Haskett (Con, Upper Vell)} said no.", "right"),
    ("{Lorne Haskett (Lab)} said no.", "left"),
    ("{Lorne Haskett (AP)} said no.", "other"),
    ("{Lorne Haskett, R-rated comic,} said no.", "other"),
    ("{Republicans Secretary of State Lorne Haskett} said no.", "right"),    # a party is no field of an office
    ("{Lorne Haskett, Hale correspondent for the Lamp,} said no.", "other"),
    ("{Lorne Haskett Jr., a baker,} said no.", "other"),                     # no kin of the list's only Jr.
])
def test_camp_by_party(text, camp):
    assert resolve(text, camps=HALL)[0]["camp"] == camp


@pytest.mark.parametrize("text, who", [
    # a name and its initials far apart, where they are nobody else's
    ("The Orlan Board of Jam met. {The OBJ} said no.", "Orlan Board of Jam"),
    ("The International Water Fund met. {The IWF} said no.", "International Water Fund"),
    ("The International Water Fund met the Inner Wall Fund. {The IWF} said no.", "IWF"),
    # whose surname stands before "Jr."
    ("Adm. Harry B. Loddon Jr., who leads the fleet, was there. {Admiral Loddon} said no.", "Harry B. Loddon Jr."),
    ("Lars Loddon III was there. Lars Loddon was not. {Loddon} said no.", "Lars Loddon"),
    # a given name that is a rank elsewhere
    ("{Japanese Defence Minister Gen Nakamoto} said no.", "Gen Nakamoto"),
    # somebody and whoever is theirs
    ("Osk Velten was there. {Velten and his lawyers} said no.", "Osk Velten and his lawyers"),
    ("Osk Velten was there. {Velten further} said no.", "Osk Velten"),
])
def test_names_of_the_news(text, who):
    assert names(text) == [who]


@pytest.mark.parametrize("text, via", [
    ("{Osk Velten} told CNN Tuesday that no.", "CNN"),
    ("{Osk Velten} told Jamwire Tuesday that no.", "Jamwire"),
    ("As Orlan News reported, {Osk Velten} said no.", "Orlan News"),
    ("{Osk Velten} said on CBS' Face the Town that no.", "CBS"),
])
def test_conduits_without_their_days(text, via):
    assert resolve(text)[0]["via"] == via


@pytest.mark.parametrize("text, who", [
    # surnames and given names that are words for bodies, countries, trades
    ("Bay Corrigan, treasurer for the roofers, was there. {Corrigan} said no.", "Bay Corrigan"),
    ("Teal Baker, a clerk, was there. {Baker} said no.", "Teal Baker"),
    ("Bryan English, a clerk, was there. {Mr. English} said no.", "Bryan English"),
    # whose words a clause holds; whom somebody echoes
    ("Osk Velten and Ida Tarn met. {Velten, who Tarn} said no.", "Ida Tarn"),
    ("{echoing some roofers} said no.", "Roofers"),
    # whoever is spoken of in "her letters to Ann Lee, she" is not she
    ("Ida Tarn wept. In her letters to Ann Lee, {she} said no.", "Ida Tarn"),
])
def test_names_that_are_words(text, who):
    assert names(text) == [who]


@pytest.mark.parametrize("text, via", [
    ("{Osk Velten} said on “Face the Nation.”", "Face the Nation"),
    ("{Osk Velten} said Sunday on CBS's “Face the Nation” that no.", "CBS"),
    ("{Osk Velten} told The Ida Tarn Show that no.", "The Ida Tarn Show"),
    ("On radio show Tarn’s Jukebox, {Osk Velten} said no. Speaking on radio show Tarn’s Jukebox, Hale left.", ""),
    ("Speaking on radio show Tarn’s Jukebox, {Osk Velten} said no.", "Tarn’s Jukebox"),
])
def test_shows(text, via):
    assert resolve(text)[0]["via"] == via


def test_the_observer_is_no_woman_and_a_former_mayor_not_the_mayor():
    found = names("{Ida Tarn} said no.", "In a note to the Observer, {her} clerk left. {She} said yes.")
    assert found == ["Ida Tarn"] * 3
    camps = {"town": {"label": "Town", "actors": {"Ann Velten": ["the first lady"]}}}
    assert names("{Ida Tarn} said no. {The former first lady} said yes.", camps=camps) == ["Ida Tarn", "Ida Tarn"]
    assert names("{Ida Tarn} said no. {The first lady} said yes.", camps=camps)[1] == "Ann Velten"


@pytest.mark.parametrize("text, who", [
    # whoever was asked in a poll
    ("A poll of 400 Norwegian voters is out. {Fifty-nine percent} said no.", "Norwegian voters"),
    ("A survey of registered teachers in Tarn is out. {Nearly a third} said no.", "Registered teachers"),
    ("A poll is out. {Two in five} said no.", "Respondents"),
    ("A poll is out. {12% of those surveyed} said no.", "Respondents"),
    ("A poll is out. {Those surveyed} said no.", "Respondents"),
    ("A poll is out. {Eighty-four percent of teachers in Norway} said no.", "Teachers in Norway"),
    ("{A majority of teachers} said no.", "Teachers"),
    ("{The majority of teachers} said no.", "Teachers"),
    ("{Only half a dozen teachers, of 54 total,} said no.", "Teachers"),
    # two with what they are, and by another word
    ("{Ida Tarn, president of the Jam Board, and Osk Velten, head of a mill,} said no.", "Ida Tarn and Osk Velten"),
    # who is cut off on either side
    ("Velten and {his lawyers} said no. Osk Velten waited.", "Osk Velten and his lawyers"),
    ("Roofers who like it were cross, with {Ida Tarn} said to be glad.", "Ida Tarn"),
    # a year is no source
    ("Ida Tarn filed a suit in {2013}, which said no.", ""),
])
def test_polls_and_several(text, who):
    assert names(text) == [who]


def test_the_pair_is_who_spoke_together():
    both = names("Ida Tarn, 40, and Osk Velten, 50, met. {Ida Tarn and Osk Velten} said no.", "{The blunt mill owners} said yes.")
    assert both == ["Ida Tarn and Osk Velten"] * 2
    assert names("{Ida Tarn} said no.", "{The blunt mill owners} said yes.")[1] == "Blunt mill owners"


def test_who_leads_to_a_quotation_with_a_colon():
    found = names("{Osk Velten} said no.", "When Osk Velten left in May, Ida Tarn put out this statement:", "{“It leaked.”}")
    assert found == ["Osk Velten", "Ida Tarn"]


def test_who_sides_with_somebody_is_no_part_of_them():
    assert resolve("{A judge sided with Labour} said no.", camps=HALL)[0]["camp"] == "other"


@pytest.mark.parametrize("text, who", [
    # a firm that is called by its name alone; a company that is not called one
    ("Users of Wilayat Twitter left. {Twitter} said no.", "Twitter"),
    ("Facebook was told. Osk Velten, a San Tarn company clerk, left. {The company} said no.", "Facebook"),
    ("Anna-Liv Dover met Ida Tarn. {Anna-Liv Dover and Ida Tarn} said no.", "Anna-Liv Dover and Ida Tarn"),
    # who does not want to be named is nobody the text names
    ("Ida Tarn, 40, was there. {The woman, who did not want to be named,} said no.", "Unnamed woman"),
    ("Ida Tarn, 40, was there. {The woman, who had waited,} said no.", "Ida Tarn"),
    ("{Exit polling} said no.", "Exit polling"),
])
def test_firms_and_the_anonymous(text, who):
    assert names(text) == [who]


def test_mr_and_mrs_of_one_surname_are_two():
    camps = {"town": {"label": "Town", "actors": {"Hillary Hale": ["Hale"], "Bill Hale": [], "Tom Velten": []}}}
    assert names("Hillary Hale met Bill Hale. {Mr. Hale} said no. {Mrs. Hale} said yes. {Hale} said so.", camps=camps) == [
        "Bill Hale", "Hillary Hale", "Hillary Hale"]
    assert names("{Mr. Hale} said no.", camps=camps) == ["Bill Hale"]
    # who does something to somebody else is the one who goes on speaking
    assert names("{Tom Velten} said no.", "He lambasted the deal struck by Bill Hale. {He} said yes.", camps=camps)[1] == "Tom Velten"
    assert names("He met Bill Hale. {He} said yes.", camps=camps) == ["Bill Hale"]


@pytest.mark.parametrize("text, who", [
    ("{Osk Velten, 50,} said no. {His campaign} said yes.", "Osk Velten's campaign"),
    ("{Osk Velten, 50,} said no. {The Velten campaign} said yes.", "Osk Velten's campaign"),
    ("{Osk Velten, 50,} said no. {Velten’s entire campaign} said yes.", "Osk Velten's campaign"),
    ("{Ida Tarn} said no. {Her campaign} said yes.", "Tarn campaign"),
])
def test_a_campaign_is_its_candidate_s_own(text, who):
    camps = {"left": {"label": "Left", "actors": {"Tarn campaign": ["Tarn's campaign"], "Ida Tarn": ["Tarn"], "Osk Velten": []}}}
    assert names(text, camps=camps)[1] == who


@pytest.mark.parametrize("said, speaker", [
    ("A Dunmore newspaper said the mayor had to go.", "Dunmore newspaper"),
    ("An FBI summary of its investigation said the files were gone.", "FBI"),
    ("Kay Broad Sunday night told reporters that she had been afraid.", "Kay Broad"),
    ("The driver first said that he had seen nobody.", "Driver"),
    ("Former Secretary of State Helen Cole and former Maine Gov. Martin O'Hare, who are also in the race, said it was late.",
     "Helen Cole and Martin O'Hare"),
])
def test_what_stands_beside_a_source_is_not_of_its_name(said, speaker):
    assert [one["speaker"] for one in quotes.attributions("Nothing is settled\n\n" + said + "\n", {})] == [speaker]


def test_the_two_are_who_spoke_together():
    raw = "Letter to the department\n\nHelen Cole and Martin O'Hare said it was late. \"You waited for years,\" the two wrote.\n"
    assert [one["speaker"] for one in quotes.attributions(raw, {})] == ["Helen Cole and Martin O'Hare"] * 2
