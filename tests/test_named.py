"""Persons who are named: what is the name, kin by first name, couples, later mentions. Sentences written for these tests."""
import pandas as pd
import pytest
from test_speakers import names

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
