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
        # close kin
        ("{Tom Hale} said no. His wife, Lidvka, nodded. {She} said yes.", "Lidvka Hale"),
        ("{Tom Hale} said no. He bought it for son Oscar. {Oscar} said yes.", "Oscar Hale"),
        ("{Tom Hale} said no. His sister, Anna, nodded. {She} said yes.", "Anna"),
        # what stands before a name is no apposition if it says through whom
        ("Through his sister, Tom Hale let it be known. Ida Roth left. {He} said yes.", "Tom Hale"),
        # no names
        ("{Tom Hale} said no. “We’ve a roof.” {He} said yes.", "Tom Hale"),
        ("{Ida Roth} said no. Roofers First Larkby met. {She} said yes.", "Ida Roth"),
        # ranks and forms
        ("{Coast Guard Petty Officer First Class Ida Roth} said no.", "Ida Roth"),
        ("{Sixth-grader Ida Roth} said no.", "Ida Roth"),
        ("PM Ioane Tulagi arrived. {PM Tulagi} said no.", "Ioane Tulagi"),
        # descriptions of the person in focus
        ("Fitter Ida Roth waited. {The mother of two} said no.", "Ida Roth"),
        ("Ida Roth waited. {The blonde, 41,} said no.", "Ida Roth"),
        ("President Ida Roth waited. Tom Hale, the roofers' head, left. {The head of state} said no.", "Ida Roth"),
    ],
)
def test_persons(text, who):
    assert names(text)[-1] == who


@pytest.mark.parametrize("above, who", [("{Widow, 79}, said no", "Gudrun Pell"), ("{Roofer, 31}, said no", "Osk Hale"),
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


@pytest.mark.parametrize("text, gender", [
    ("Osk Vell left. His roof leaked.", "m"),
    ("Osk Vell met the woman. She left.", ""),
    ("Osk Vell left. Tom Hale took his coat.", ""),
    ("Osk Vell left. “She did,” he said.", "m"),
])
def test_told_gender(text, gender):
    assert told_gender(Book([text + " Vell came back."], ["body"]), "Osk Vell") == gender


def test_ranks():
    assert split_name("Private First Class Tom Hale") == (["Private", "First", "Class"], "Tom Hale")
    assert split_name("Hye-jin Castan")[1] == "Hye-jin Castan"
