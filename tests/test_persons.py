"""Who a name nobody knows belongs to: gender, kin, headline epithets. Sentences written for these tests, checked by hand."""
import pytest
from test_speakers import names

from analysis.naming.book import Book
from analysis.naming.persons import told_gender
from analysis.naming.titles import split_name
from analysis.speakers import resolve


@pytest.mark.parametrize(
    "text, who",
    [
        # whom a pronoun behind a name tells to be a person, and of which gender
        ("Tjorven Aldask mended it by night. She is 58 and thin. “It leaked,” {she} said.", "Tjorven Aldask"),
        ("Tjorven Aldask mended it by night. She is thin. Ida Roth left. {Tjorven} said no.", "Tjorven Aldask"),
        ("{Tjorven Aldask} said no. Her roof leaked. {Osk Velten} said he was glad. {She} said yes.", "Tjorven Aldask"),
        ("Tarn Valley flooded in May. {Ida Roth} said no. {She} said yes.", "Ida Roth"),
        # a name is called one
        ("{Tom Hale} said no. A waiter named Oskvel came by. {He} said yes.", "Oskvel"),
        ("{Tom Hale} said no. The roofers' clerk, who uses the name Old Crow, came by. {He} said yes.", "Old Crow"),
        ("{Tom Hale} said no. A roof called Oskvel burned. {He} said yes.", "Tom Hale"),
        ("A woman who gave her name only as Oskvel waited. Tom Hale left. {She} said no.", "Oskvel"),
        # of a body, behind a trade; not the place that somebody is from
        ("{Osk Velten of the roofers' group Dry Nights} said no.", "Osk Velten"),
        ("{Roof scientist Prof. Osk Velten of Larkby University} said no.", "Osk Velten"),
        ("{Ida Roth} said no. A girl from Upper Larkdon, who had waited, left. {She} said yes.", "Unnamed girl"),
        ("Ida Roth waited. {Granddaughter Ida} said no.", "Ida Roth"),
        ("Zorv Tilsk, whose husband is a roofer, waited. {Zorv} said no.", "Zorv Tilsk"),
        ("{Hajiya Ida Roth} said no.", "Ida Roth"),
        ("Osk te Velden waited. He left. {Te Velden} said no.", "Osk te Velden"),
        # what is told of somebody else in an introduction: "who lost his wife", "the mayor's clerk"
        ("Osk Velten, who lost his wife, waited. Ida Roth left. {He} said no.", "Osk Velten"),
        ("Osk Velten, a clerk for Mayor Ida Roth, waited. {The mayor} said no.", "Ida Roth"),
        # couples
        ("{Ida and Tom Hale, both 34,} said no.", "Ida and Tom Hale"),
        ("Ida and Tom Hale waited. {Mrs Hale} said no. {Her husband, a roofer,} said yes.", "Tom Hale"),
        # close kin
        ("{Tom Hale} said no. His wife, Lidvka, nodded. {She} said yes.", "Lidvka Hale"),
        ("{Tom van Hale} said no. His wife, Lidvka, nodded. {She} said yes.", "Lidvka van Hale"),
        ("{Tom Hale} said no. He bought it for son Oscar. {Oscar} said yes.", "Oscar Hale"),
        ("{Tom Hale} said no. His sister, Anna, nodded. {She} said yes.", "Anna"),
        # what stands before a name is no apposition if it says through whom
        ("Through his sister, Tom Hale let it be known. Ida Roth left. {He} said yes.", "Tom Hale"),
        # no names
        ("{Tom Hale} said no. “We’ve a roof.” {He} said yes.", "Tom Hale"),
        ("{Ida Roth} said no. Roofers First Larkby met. {She} said yes.", "Ida Roth"),
        ("{Ida Roth} said no. Federal Roofwatch sued in May. She was glad. {She} said yes.", "Ida Roth"),
        ("{Tom Hale} said no. He flew to Larkland for Larkland Roofs. {His team} said yes.", "Tom Hale's team"),
        # names no list knows, told by age, by kin, by a surname of two words, by what somebody is
        ("Zorvayne Tilsk, 44, waited. Zorvayne, who broke a rib, left. {Zorvayne} said no.", "Zorvayne Tilsk"),
        ("His wife Zorvayne waited. Zorvayne Tilsk cooks. {Zorvayne} said no.", "Zorvayne Tilsk"),
        ("Osk Van Hoven, a farmer, waited. {Van Hoven} said no.", "Osk Van Hoven"),
        ("Osk Velten is not a man who waits. Velten sat with Ida Roth. {He} said no.", "Osk Velten"),
        ("{Minister of State for Health Osk Velten} said no.", "Osk Velten"),
        # ranks and forms
        ("{Coast Guard Petty Officer First Class Ida Roth} said no.", "Ida Roth"),
        ("{Sixth-grader Ida Roth} said no.", "Ida Roth"),
        ("PM Ioane Tulagi arrived. {PM Tulagi} said no.", "Ioane Tulagi"),
        # an office behind an adverbial is the subject; what is whose
        ("Mayor Tom Hale waited. Osk Vell left. On Friday evening the mayor sang. {He} said no.", "Tom Hale"),
        ("The Roof Trust, {whose president, Osk Velten,} said no.", "Osk Velten"),
        ("{The fitter, whose name is Osk Velten,} said no.", "Osk Velten"),
        ("Ida Roth waited for Tom Hale, {whose lawyer} said no.", "Tom Hale's lawyer"),
        # a particle before the last name, an office by its initials, a title that nobody has a name beside
        ("{Party leader Aurelio van der Poll} said no.", "Aurelio van der Poll"),
        ("{Mr Kestner, the caretaker,} said no. {He} said yes.", "Mr Kestner"),
        ("{Sister Kestra of the hospital} said no. {She} said yes.", "Sister Kestra"),
        ("{Mr Hale} said no. Tom Hale left.", "Tom Hale"),
        ("{His Royal Majesty Osk II} said no.", "Osk II"),
        ("Lord Velten of Larkby waited. Tom Hale left. {Lord Velten} said no.", "Lord Velten of Larkby"),
        ("Ida Roth waited. Tom Hale left. Speaking by the door, Ms Roth's sister nodded. {She} said no.", "Ida Roth's sister"),
        ("Osk Velten wants her out. Ida Roth left. Velten wept. {He} said no.", "Osk Velten"),
        # apposed to a role that the tagger cut off
        ("It leaks, according to Ida Roth, {the roofers' chief}, who said so.", "Ida Roth"),
        # named before, in focus, no owner, not only cited
        ("Roofing chief Tom Hale waited. {The Dutch-born boss} said no. Osk Velten, boss of the fitters, left.", "Tom Hale"),
        ("Chief executive Tom Hale waited. Ida Roth left. {Roth} said no. {The veteran officer} said yes.", "Ida Roth"),
        ("Don Tilsk, a professor of law, waited. {The don} said no.", "Don Tilsk"),
        # descriptions of the person in focus
        ("Fitter Ida Roth waited. {The mother of two} said no.", "Ida Roth"),
        ("Ida Roth waited. {The blonde, 41,} said no.", "Ida Roth"),
        ("President Ida Roth waited. Tom Hale, the roofers' head, left. {The head of state} said no.", "Ida Roth"),
    ],
)
def test_persons(text, who):
    assert names(text)[-1] == who


@pytest.mark.parametrize("above, who", [("{Widow, 79}, said no", "Gudrun Pell"),
                                        ("{Plumber} said no", "Osk Hale"), ("{Baker, 60}, said no", "Baker")])
def test_an_epithet_above_the_text_is_who_is_so_introduced_in_it(above, who):
    body = ["Widow Gudrun Pell, 79, watched.", "Her neighbour, plumber Osk Hale, 31, left.", "{Pell} said yes."]
    assert names(above, *body, sections=["headline", "body", "body", "body"])[0] == who


def test_a_headline_speaks_with_the_longest_quotation_of_the_same_words():
    text = ["‘They told us the roof was fixed’", "“The roof was old,” Tom Hale said.",
            "“They told us the roof was fixed,” Ida Roth said."]
    found = [{"paragraph": 0, "content": [(0, 33)], "cue": [], "source": [], "type": "direct"},
             {"paragraph": 1, "content": [(0, 19)], "cue": [(29, 33)], "source": [(20, 28)], "type": "direct"},
             {"paragraph": 2, "content": [(0, 34)], "cue": [(44, 48)], "source": [(35, 43)], "type": "direct"}]
    out = resolve(found, text, ["headline", "body", "body"], {})
    assert [x["speaker"] for x in out] == ["Ida Roth", "Tom Hale", "Ida Roth"]


def test_a_namesake_with_the_same_initial_is_another_person():
    camps = {"roofers": {"actors": {"Thomas Hale": ["Hale"]}}}
    text = "Thomas Hale waited with his grandson, Tanner Hale, 14. {Tanner Hale} said no."
    assert names(text, camps=camps) == ["Tanner Hale"]


def test_a_title_gives_way_to_the_name_on_the_list():
    assert names("{Mr Kestner} said no.", camps={"roofers": {"actors": {"Osk Kestner": ["Kestner"]}}}) == ["Osk Kestner"]


def test_who_says_that_vell_will_go_is_not_vell():
    text = "Tom Hale waited. Then Adam Vell left. He said Vell would go."
    item = {"paragraph": 0, "content": [(46, 59)], "cue": [(41, 45)], "source": [(38, 40)], "type": "indirect"}
    assert [x["speaker"] for x in resolve([item], [text], ["body"], {})] == ["Tom Hale"]
    assert [x["speaker"] for x in resolve([item], [text.replace("said Vell", "said Hale")], ["body"], {})] == ["Adam Vell"]


def test_words_of_nobody_are_whoever_spoke_last_in_the_paragraph_or_opens_it():
    text = "Ida Roth posted all night. Then: “Roofs leak.”"
    words = {"paragraph": 1, "content": [(33, 46)], "cue": [], "source": [], "type": "direct"}
    before = {"paragraph": 0, "content": [(14, 17)], "cue": [(9, 13)], "source": [(0, 8)], "type": "indirect"}
    assert [x["speaker"] for x in resolve([before, words], ["Tom Hale said no.", text], ["body"] * 2, {})] == ["Tom Hale", "Ida Roth"]


@pytest.mark.parametrize("text, gender", [
    ("Osk Vell left. His roof leaked.", "m"),
    ("Osk Vell met the woman. She left.", ""),
    ("Osk Vell left. Tom Hale took his coat.", ""),
    ("Osk Vell left. “She did,” he said.", "m"),
])
def test_told_gender(text, gender):
    assert told_gender(Book([text + " Vell came back."], ["body"]), "Osk Vell") == gender


def test_whence_somebody_is_belongs_to_no_name():
    assert set(Book(["Larker Ida Roth waited. Roth left. Ida Roth, 40, came back."], ["body"]).persons) == {"Ida Roth"}


def test_whose_that_ends_before_a_quotation_tells_of_no_kin():
    assert set(Book(["Zorv Tilsk, whose “roof” leaked, waited. Tilsk left."], ["body"]).persons) == {"Zorv Tilsk"}


def test_a_job_is_no_name():
    text = "By Kit Wren, Political Reporter. The Political Reporter, who waited, left. Reporter of the year. National Front won."
    assert set(Book([text], ["body"]).persons) == {"Kit Wren"}


def test_ranks():
    assert split_name("Private First Class Tom Hale") == (["Private", "First", "Class"], "Tom Hale")
    assert split_name("Hye-jin Castan")[1] == "Hye-jin Castan"
