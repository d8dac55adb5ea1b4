"""Speakers without a name: what they are called, and who "one", "the man" or "they" then are; made-up sentences."""


import pytest
from test_speakers import names, resolve

from analysis import quotes

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
        ("Ann Lee left. {A cook} said no. {A pal} said yes.", "Friend of Ann Lee"),
        ("{A woman standing beside Brr} said no.", "Unnamed woman"),
        ("Insiders met. {One, who feared for her job,} said no. {She} said yes.", "Insiders"),
        ("{One viewer on Chirrup} said no.", "Unnamed viewer"),
        ("{A lawyer for the mill} said no. {A spokesman for it} said yes.", "Oster Mill"),
        ("Runners met. {One, now a teacher,} said no.", "Unnamed teacher"),
        ("Fans met. {One of them, pensioner Ann Lee,} said no.", "Ann Lee"),
        ("Brr warned members of the public. About 40 fans sang. {Some} said no.", "Fans"),
        ("{Twelve of the mill's 19 bakers} said no.", "Mill bakers"),
    ],
)
def test_what_the_nameless_are_called(text, who):
    assert names(text, camps=MILL)[-1] == who


GROUPS = {
    "road": {"label": "Road", "actors": {"Tarn drivers": ["the drivers", "a Tarn driver"], "Road Ministry": ["the ministry"], "Police": ["cops"]}},
    "port": {"label": "Port", "actors": {"Port envoys": [], "Wale": [], "Caretaker government": ["ministers"]}},
}


@pytest.mark.parametrize(
    "text, who",
    [
        # one of a group that the corpus lists
        ("{A driver} said no.", "Tarn drivers"),
        ("{Twelve of the region's 19 drivers} said no.", "Tarn drivers"),
        ("{A senior Port envoy} said no. {The envoy} said yes.", "Port envoys"),
        ("{One minister} said no.", "Unnamed minister"),
        # one of whom the sentence before is about
        ("Lessors are nervous. {One executive} said no.", "Lessors"),
        ("Residents are angry. {One woman} said no.", "Residents"),
        ("{The ministry} said no. Its plan was sound, {an official} said.", "Road Ministry"),
        ("{Cops} said no. It was late, {a senior officer} said.", "Police"),
        ("Ann Lee left. {An official} said no.", "Unnamed official"),
        # the same one by another word, or by name
        ("{Ann Lee} wept. “I sold it,” {the mother of two} said.", "Ann Lee"),
        ("{Ann Lee} wept. “I sold it,” {the blonde, 41,} said.", "Ann Lee"),
        ("{A list of names} said no.", "List of names"),
        ("{The dentist, whose name is Ann Lee,} said yes.", "Ann Lee"),
        ("{One of the women} said no.", "Unnamed woman"),
        ("{Drivers} said no. {All three} said so.", "Tarn drivers"),
        ("{A handful of onlookers} said no. {They} said more.", "Onlookers"),
        ("{Doctors at St Anne's Hospital} said no.", "Doctors"),
        ("Bakers speak of rot. “All gone,” said {one, a woman of 40}.", "Bakers"),
        ("Bakers speak of rot. “All gone,” said {one of them, a widow}.", "Unnamed widow"),
        ("Bakers speak of rot. “All gone,” said {one, a widow who sold hers}.", "Unnamed widow"),
        ("{Two Port envoys and a Tarn driver} said no. {The envoys} left. {The driver} said yes.", "Tarn drivers"),
        ("{Sources in Wale} said no.", "Sources in Wale"),
        ("{Tarn council drivers} said no.", "Tarn drivers"),
        ("{Two-thirds of parents} said no.", "Parents"),
        ("{Those close to Ann Lee} said no.", "People close to Ann Lee"),
        ("{A pal of Ann Lee} said no.", "Friend of Ann Lee"),
        ("{A person briefed on the plan} said no. {The person} said more.", "Unnamed people"),
        ("{Multiple sources} said no.", "Unnamed sources"),
        ("{Worshippers} said no. {One of them} said so.", "Worshippers"),
        ("{Road Ministry} said no. {Its drivers} said yes.", "Road Ministry drivers"),
    ],
)
def test_who_the_nameless_are(text, who):
    assert names(text, camps=GROUPS)[-1] == who


FIRM = {
    "firm": {"label": "Firm", "actors": {"Orlan Foods": ["Orlan", "the company"], "Karl Voss": ["Voss"]}, "terms": ["company", "Orlan"]},
    "state": {"label": "State", "actors": {"Wale government": ["the government"], "Wale Food Ministry": ["the ministry"]},
              "terms": ["Wale", "government", "ministry"]},
    "buyers": {"label": "Buyers", "actors": {"Shoppers": [], "Parents for Bread": []}, "terms": ["parents", "residents", "growers"]},
}


@pytest.mark.parametrize(
    "text, who, camp",
    [
        # an insider is one of the house and not the house
        ("{A company insider} said no.", "Unnamed Orlan Foods insider", "firm"),
        ("{Insiders at Orlan} said no.", "Orlan Foods insiders", "firm"),
        ("{A government insider} said no. {The insider} said more.", "Unnamed government insider", "state"),
        # staff of the firm that the paragraph is about, but not what only sounds so
        ("Orlan has offered to meet her. All is open, {one director} said.", "Unnamed Orlan Foods director", "firm"),
        ("Orlan says it is small. {Two engineers at the plant} said no.", "Orlan Foods engineers", "firm"),
        ("Orlan fell in Leeds. {One fund manager} said no.", "Unnamed fund manager", "other"),
        ("Ann Lee left Leeds. {One director} said no.", "Unnamed director", "other"),
        # rank and number tell nothing
        ("{Three senior bakers who spoke to the Post} said no.", "Bakers", "other"),
        ("{A senior rail official} said no.", "Unnamed rail official", "other"),
        ("{Several hundred shoppers} said no.", "Shoppers", "buyers"),
        ("{Locals} said no.", "Residents", "buyers"),
        ("{Residents of the village} said no.", "Residents", "buyers"),
        # whose they are
        ("{Karl Voss} said no. {A member of his delegation} said yes.", "Unnamed delegation member", "firm"),
        ("{Karl Voss} said no. {Two of his bakers} said yes.", "Unnamed bakers", "firm"),
        ("{Experts of the ministry} said no.", "Wale Food Ministry experts", "state"),
        ("{A food expert} said no.", "Unnamed food expert", "other"),
        ("{Two ministers} said no.", "Ministers", "state"),
        ("{One member of the cabinet} said no.", "Unnamed minister", "state"),
        ("{A source close to the talks} said no. {The source} said yes.", "Unnamed source close to the talks", "other"),
        ("{A ministry official} said no. {Another official} said yes.", "Wale Food Ministry", "state"),
        # who goes on
        ("{Two Wale officials} said no. {The officials} said yes.", "Wale officials", "state"),
        ("{Two Wale officials} said no. {One of the officials} said yes.", "Wale officials", "state"),
        ("{Some growers} said no. {One, a widow,} said yes.", "Unnamed widow", "buyers"),
        ("{A Wale doctor} said no. {A second doctor} said yes.", "Unnamed Wale doctor", "state"),
        ("{Growers from the ministry} said no.", "Wale Food Ministry growers", "state"),
        ("{Diplomats from two countries} said no.", "Diplomats", "other"),
        ("{A quilt dealer who fled} said no.", "Unnamed quilt dealer", "other"),
        ("{A senior Wale general} said no.", "Unnamed Wale general", "state"),
        ("{Three people familiar with the ministry’s plan} said no.", "Unnamed people", "other"),
        ("{A source with direct knowledge of the ministry} said no.", "Unnamed source", "other"),
        ("{Two guards on the wing} said no.", "Guards", "other"),
        ("{Some Wale guards} said no. {Both guards} said yes.", "Wale guards", "state"),
        ("{A handful of growers} said no. {Dozens more} said yes.", "Growers", "buyers"),
        ("{A member of the choir} said no.", "Unnamed choir member", "other"),
        ("{Some shoppers} said no. {Others} said yes.", "Shoppers", "buyers"),
        ("{An aide to Voss} said no. {The aide} said yes.", "Unnamed aide", "firm"),
        ("{One of the parents} said no.", "Unnamed parent", "buyers"),
    ],
)
def test_whose_the_nameless_are(text, who, camp):
    last = resolve(text, camps=FIRM)[-1]
    assert (last["speaker"], last["camp"]) == (who, camp)


def test_the_family_has_the_surname_of_several_or_of_whoever_is_in_focus():
    assert names("{Ann Pike} wept for {Tom Pike}. His lawyer, Karl Voss, left. {The family} said no.")[-1] == "Pike family"
    assert names("Rupert Hale was found. {The family} said no.")[-1] == "Hale family"
    assert names("{Ann Lee} left. {Her family} said no. {The family} said more.")[-1] == "Ann Lee's family"


def test_an_office_in_a_quoted_headline_is_whoever_says_just_that_below():
    raw = ("Union leader says boss is ‘selling the roof in a storm’\n\n"
           "Bruno Hask, leader of the rail union, said that nobody would go back to work on Monday.\n\n"
           "“They are selling the roof in a storm,” said Ida Roth, president of the dyers' federation.\n")
    assert [one["speaker"] for one in quotes.attributions(raw, {})] == ["Ida Roth", "Bruno Hask", "Ida Roth"]
