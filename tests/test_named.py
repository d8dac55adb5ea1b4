"""Persons who are named: what is the name, kin by first name, couples, later mentions. Sentences written for these tests."""
import pandas as pd
import pytest
from test_speakers import names, resolve

from analysis import quotes

ENERGY = {"energy": {"label": "Energy", "actors": {"Vera Oster": []}}}


@pytest.mark.parametrize("text, who", [
    # in apposition, between dashes, behind a nickname
    ("The mayor left. {Her opposite number in Tarn, Kwesi Vell,} said no.", "Kwesi Vell"),
    ("{Roofing boss Odette Vosk-Pell - who pocketed £3million last year -} said no.", "Odette Vosk-Pell"),
    ("{Nathaniel “Nat” Corrigan, great-grandson of the roofer,} said no.", "Nathaniel Corrigan"),
    ("Bert “Nobby” Vell, 91, waited. Tom Hale left. {Nobby, who mends roofs,} said no.", "Bert Vell"),
    ("Margaret “Peggy” Lonsdale waited. Tom Hale left. {Peggy Lonsdale} said no.", "Margaret Lonsdale"),
    ("Marcus Thorne KC, for {the roofers}, said no.", "Marcus Thorne"),
    ("Roof minister Lars Brekk waited. On Friday the minister, {a former slater}, said no.", "Lars Brekk"),
    ("It took the town's reader, {a slater named Osk Velten}, to wonder, he said.", "Osk Velten"),
    ("{Friends of the Pier treasurer Winifred Oakley} said no.", "Winifred Oakley"),
    ("{Friends of the mayor, Ida Roth,} said no.", "Friends of Ida Roth"),
    ("{One former slater, who can be identified only as Elin,} said no.", "Elin"),
    # what stands before a name
    ("{Bupati Slamet Velten} said no.", "Slamet Velten"),
    ("{Ex-cop Dale Rudd, who quit in May,} said no.", "Dale Rudd"),
    ("{Oberbürgermeister Jutta Kranz} said no.", "Jutta Kranz"),
    ("{Professor Emeritus Lionel Vell} said no.", "Lionel Vell"),
    # kin and couples
    ("Debbie Arkwright, 51, waited. {Her eldest, Kyle, 24,} said no.", "Kyle Arkwright"),
    ("Debbie Arkwright waited. {Husband Callum, 36,} said no.", "Callum Arkwright"),
    ("Debbie Arkwright waited with her husband Callum. {Callum} said no.", "Callum"),
    ("{Hubby Darren, 40,} told Kelly Pryce no. Pryce left.", "Darren Pryce"),
    ("Yann Le Drezen, 43, a roofer, waited. His wife, Solenne, nodded. {She} said no.", "Solenne Le Drezen"),
    ("Helen and Marcus Tull waited with their sons. {They} said no.", "Helen and Marcus Tull"),
    ("Camilla Soren, 41, and her husband Jonas, 43, waited. {The couple} said no.", "Camilla and Jonas Soren"),
    ("Sergeant Abel Mwangi and Constable Ruth Njeri were first. {Both} said no.", "Abel Mwangi and Ruth Njeri"),
    ("Tom Briar waited. Maureen Briar left. {The family} said no.", "Briar family"),
    ("Zorvin and Lidvka Vell, who run a bakery, waited. {Mrs Vell} said no. {Her husband} said yes.", "Zorvin Vell"),
    ("{Husband and wife Zorv and Nivka Corrigan, who met here,} said no.", "Zorv and Nivka Corrigan"),
    ("Kim Tusk waited. {Tusk and Nia Corrigan} said no. Her husband left.", "Kim Tusk and Nia Corrigan"),
    ("Mina Feld, 7, was bitten. Minister Helena Vost waited. {The girl's parents} said no.", "Mina Feld's parents"),
    ("Minister Helena Vost waited. {The girl's parents} said no.", "Girl's parents"),
    # by another name, or beside one that is somebody else's
    ("The man waited. {The man, known to other slaters as Ismo,} said no.", "Ismo"),
    ("{A slater, who goes by Nyx,} said no.", "Nyx"),
    ("{Another, signing himself Son of the Valley,} said no.", "Son of the Valley"),
    ("{One of them, pensioner Albert Rudge,} said no.", "Albert Rudge"),
    ("{One, now a teacher,} said no.", "Unnamed teacher"),
    ("{Ex-slatemaster Saoirse Lund} said no.", "Saoirse Lund"),
    ("Yrsa Landry waited. {A woman standing beside Landry} said no.", "Unnamed woman"),
    ("Tom Harrow waited. {A gardener} said no. {A close friend} said yes.", "Friend of Tom Harrow"),
    ("Dr Tom Hale shrugged. An adviser to the town since 2019, {he} said no.", "Tom Hale"),
    ("{Ida Roth} said yes. Pressed by committee chair Ottoline Graaf, {she} said no.", "Ida Roth"),
    ("Osk Velten put it to Ida Roth. But in a letter to Mr Hale, {he} said no.", "Osk Velten"),
    ("Orvo Velten asked. Velten put it to her that she lied. He sat. {Ida Roth} said no. {She} said yes. Velten rose. {She} left, she said.",
     "Ida Roth"),
    ("{A lag} calling himself Ismo, who rang us, said no.", "Ismo"),
    ("{A slater, whom we are calling Dana,} said no.", "Dana"),
    ("{A slater known as Big Sal} said no.", "Big Sal"),
    ("{Orvo Tandy, of slating website Larkroof,} said no.", "Orvo Tandy"),
    ("Saoirse Lund nodded. {The ex-producer} said no.", "Saoirse Lund"),
    ("Tom Hale left. {Signora Bello} said no. Her brother shrugged. {He} said yes.", "Signora Bello's brother"),
    ("{Ida Roth} laughed and said no. Her mother cleans roofs. {She} said yes.", "Ida Roth"),
    # couples and kin by what they are
    ("Jed and {Nia Corrigan, whose wedding was here,} said no. Her husband left.", "Jed and Nia Corrigan"),
    ("{Brothers Karl and Anders Vell} said no.", "Karl and Anders Vell"),
    ("Ann and Tom Lee waited. {A friend of the couple} said no.", "Friend of Ann and Tom Lee"),
    ("MP Hal Moss and his wife Ida waited. {Mrs Moss} said no.", "Ida Moss"),
    ("{Aunt Bea} said no. {Grandpa Stan} said yes.", "Stan"),
    ("{A slater, who gave only her first name, Dora,} said no.", "Dora"),
    # by age
    ("Ron Tasker, 79, waited. Jane Petty, 50, left. {The 79-year-old retired slater} said no.", "Ron Tasker"),
    ("Tom Hale waited. {The 79-year-old retired slater} said no.", "Tom Hale"),
])
def test_who_is_named(text, who):
    assert names(text)[-1] == who


def test_an_opening_in_capitals_is_no_name():
    text = ["{A GRANDMOTHER} has told how it leaked.", "Sheila Cottam, 74, waited.", "{Cottam} said no."]
    assert names(*text) == ["Sheila Cottam", "Sheila Cottam"]
    assert names("{NATO} said no.") == ["NATO"]


@pytest.mark.parametrize("text, who", [
    ("Vera Oster nods a lot. “I know the anger,” the chief executive of Halden Energy said on Tuesday.", ["Vera Oster"]),
    ("Energy Minister Vera Oster said it was good. Oster's office said the mill was safe.", ["Vera Oster", "Vera Oster's office"]),
    ("Police said two men were arrested for throwing eggs. One of them, who would not give his name, said that the eggs were old.",
     ["Police", "Unnamed man"]),
    ("Evan Oster, whose father Dan has vowed never to leave the farm, is blunt. “The land has not paid since I was a boy,” he said.",
     ["Dan Oster", "Evan Oster"]),
    ("“This is confidence,” said Clive Amory of the Halden Chamber of Commerce, who added that his members had feared the dark.",
     ["Clive Amory", "Clive Amory"]),
    ("The Halden Growers' Association disagrees and threatened to sue the agency.", ["Halden Growers' Association"]),
])
def test_who_speaks_in_a_paragraph(text, who):
    found = quotes.extract(pd.DataFrame([("a", "a", f"Mill to shut\n\n{text}\n")], columns=["article", "outlet", "raw"]), ENERGY)
    assert found.loc[found["kind"] == "speech", "speaker"].tolist() == who


LISTED = {"town": {"actors": {"Bartholomew Simi": ["Simi", "Barto"], "Town Office": ["the office"]}, "terms": ["governor", "families"]},
          "mill": {"actors": {"Mill Trust": ["the trust", "the millers' leader"]}, "terms": ["nurse"]}}


@pytest.mark.parametrize("text, who, camp", [
    ("Gov {Barto Simi} said no.", "Bartholomew Simi", "town"),
    ("Governor Anton Rieder waited. {Rieder’s office} said no.", "Anton Rieder's office", "town"),
    ("Governor Anton Rieder waited. {His office} said no.", "Anton Rieder's office", "town"),
    ("{The trust} said yes. {A spokeswoman, Lise Ambrand,} said no.", "Lise Ambrand", "mill"),
    ("{Bishop Emeric Dolan, to whom so many families owe a debt,} said no.", "Emeric Dolan", "other"),
    ("{Staff nurse Yusra Palm} said yes. {Her colleague} said no.", "Yusra Palm's colleague", "mill"),
    ("{The 54-year-old millers' leader} said no.", "Mill Trust", "mill"),
])
def test_which_camp_is_whose(text, who, camp):
    found = resolve(text, camps=LISTED)[-1]
    assert (found["speaker"], found["camp"]) == (who, camp)
