"""Speakers without a name: what they are called, and who "one", "the man" or "they" then are; made-up sentences."""

import pytest
from test_speakers import names

MILL = {
    "mill": {"label": "Mill", "actors": {"Oster Mill": ["Oster", "the mill"], "Zvonko Brr": ["Brr", "the owner"]}},
    "town": {"label": "Town", "actors": {"Tarn Council": ["the council"]}},
}


@pytest.mark.parametrize(
    "text, who",
    [
        # when it was said and how somebody felt tell nothing of who it was
        ("{Two days later, a bus driver} said no.", "Unnamed bus driver"),
        ("{Privately bakers} say no.", "Bakers"),
        ("{Family lawyers} said no.", "Family lawyers"),
        ("{One terrified baker, who feared for her job,} said no.", "Unnamed baker"),
        ("{Furious growers} said no.", "Growers"),
        ("{Apprentices who had queued since dawn} said no.", "Apprentices"),
        # who speaks for a person is that person's office
        ("{Zvonko Brr} said no. {His spokesman} said yes.", "Zvonko Brr's office"),
        ("{A rep for Brr} said no.", "Zvonko Brr's office"),
        ("{A spokesman for the mill} said no.", "Oster Mill"),
        # friends and locals by other words
        ("{Pals of Ann Lee} said no. {One} said yes.", "Friends of Ann Lee"),
        ("{Ann Lee} said no. {A friend} said yes. {The pal} said more.", "Friend of Ann Lee"),
        ("{Folks on Mill Lane} said no.", "Residents"),
        ("{People at Oster Mill} said no.", "People at Oster Mill"),
    ],
)
def test_what_the_nameless_are_called(text, who):
    assert names(text, camps=MILL)[-1] == who
