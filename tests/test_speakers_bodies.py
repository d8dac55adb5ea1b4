"""Institutions, offices and documents as speakers: sentences written for these tests, each answer checked by hand."""
import pytest

from analysis.naming.mentions import key
from test_speakers import resolve

JAM = {
    "makers": {"label": "Makers", "actors": {"Orlan Foods": ["Orlan"], "Ida Roth": ["Roth", "the trade minister"],
               "Wale Trade Ministry": ["the trade ministry"], "Wale Health Agency": ["the health agency"]}},
    "critics": {"label": "Critics", "actors": {"Clean Plate": [], "Tom Hale": ["Hale"], "Wale Finance Ministry": [],
                "Green Loaf Party": [], "Justice Office": ["prosecutors"], "Estavia": ["Pontremo"],
                "Estavian Office for Loaves": ["the loaf agency"]}},
}


def who(*paragraphs):
    return key(resolve(*paragraphs, camps=JAM)[-1]["speaker"])


@pytest.mark.parametrize("text, speaker", [
    # who speaks for a person is that person's office, or the listed office of that field and no other
    ("{A rep for Hale, 52,} said no.", "Tom Hale's office"),
    ("{Tom Hale} said no. {His spokesman} said yes.", "Tom Hale's office"),
    ("{The office of Tom Hale} said no.", "Tom Hale's office"),
    ("{A spokesman for Roth} said no.", "Wale Trade Ministry"),
    ("Bo Lund, the housing minister, left. {His spokesman} said no.", "Bo Lund's office"),
    ("{A spokesman for the attorney general} said no.", "Attorney general's office"),
    ("{The sheriff’s office} said no.", "Sheriff's office"),
    ("Orlan Foods left Tom Hale at once. {A spokesman} said no.", "Orlan Foods"),
    ("Prime Minister Bo Lund left. {His office} said no.", "Prime Minister's Office"),
    ("{The Department for Jam in Lower Tarn} said no.", "Department for Jam"),
    ("A council left. I asked the town hall why. {A spokesperson} said no.", "Town hall"),
    ("The Tarn Fire and Rescue Service came. {The brigade} said no.", "Tarn Fire and Rescue Service"),
    # what belongs to an institution speaks for it
    ("“We’ve stopped,” said Hale. The health agency denied it. {Its media office} said no.", "Wale Health Agency"),
    ("{Clean Plate} said no. {Its counsel} said yes.", "Clean Plate"),
    ("{The Jam Fund’s resident representative} said no.", "Jam Fund"),
    ("{A Ports Ministry official} said no.", "Ports Ministry"),
    ("{A State Department spokesman} said no.", "US State Department"),
    ("{Clean Plate} left. {Its ministry} said no.", "Wale Finance Ministry"),       # of two, the one of its side
    ("{Tom Hale} left. {His party} said no.", "Green Loaf Party"),
    ("Ida Roth, the Oslo spokeswoman, left. Ann Lee is the Bergen spokeswoman. {The Oslo spokeswoman} said no.", "Ida Roth"),
    ("{Estavia’s loaf agency} said no.", "Estavian Office for Loaves"),
    # names without what stands before or behind them
    ("{The opposition Green Loaf Party, two points ahead in recent polls,} said no.", "Green Loaf Party"),
    ("{The Tarn-based Veldt Motors} said no.", "Veldt Motors"),
    ("{Orlan’s owner, Veldt Motors,} said no.", "Veldt Motors"),
    ("{The government in Pontremo} said no.", "Estavia"),
    # no person, though somebody is in focus
    ("{Ida Tarn} said no. Rain will fall, {the operator} said.", "Operator"),
])
def test_institutions_and_offices(text, speaker):
    assert who(text) == key(speaker)


@pytest.mark.parametrize("text, speaker", [
    # a document speaks for whoever issued it, not for whoever saw it
    ("{A list compiled by the health agency and seen by the Courier} said no.", "Wale Health Agency"),
    ("{A timeline released by the health agency} said no.", "Wale Health Agency"),
    ("{The health agency’s timeline} said no.", "Wale Health Agency"),
    ("{A letter sent by the health agency to parents} said no.", "Wale Health Agency"),
    ("{A Ministry of Ports report} said no.", "Ministry of Ports"),
    ("Prosecutors filed charges. {The indictment} said no.", "Justice Office"),
    ("The International Jam Board published a report on Monday. {The report} said no.", "International Jam Board"),
    ("{Ida Roth} said no. {“I wrote memos.”} {One memo, dated May,} said no.", "Ida Roth"),
    # one that nobody is named for keeps its noun
    ("{Early polls} said no.", "Early polls"),
    ("According to {a secret report on Monday}, jam is bad. {The report} said no.", "Secret report"),
    ("{An invoice seen by the Courier} said no.", "Invoice"),
    ("{A leaked spreadsheet, which was obtained by the Courier,} said no.", "Leaked spreadsheet"),
    ("{Court documents} said no.", "Court documents"),
])
def test_documents(text, speaker):
    assert who(text) == key(speaker)


@pytest.mark.parametrize("text, speaker", [
    # the firm, the group: the subject, not what stands behind a preposition or before a noun
    ("You can bet against Brill Mills, and Orlan Foods has done that. In a report, {the firm} said no.", "Orlan Foods"),
    ("Veldt Motors is to appeal against a ruling on its rival Coastair, {the company} said.", "Veldt Motors"),
    ("Clean Plate denied it. In a post on its Telegram channel, {the group} said no.", "Clean Plate"),
    ("That doubt is shared at the Office for Jam Scrutiny. In a report, {the independent watchdog} said no.",
     "Office for Jam Scrutiny"),
    ("Pickers’ Union struck. Veldt Motors was calm. {The union} said no.", "Pickers' Union"),
    # an institution of that kind before a bare name, before what only the list has, and no place, road, office or verb
    ("The road crosses the Grey Fell, as jam maker Brill knows, on the B7. {The company} said no.", "Brill"),
    ("The opposition Front for Plain Bread faulted Tom Hale, its Deputy Loaf Secretary. {The party} said no.",
     "Front for Plain Bread"),
    ("A tractor stopped on the A9 at Mill Lane. {A police spokeswoman} said no.", "Police"),
    ("Veldt is shut. None had been told. {The company} said no.", "Veldt"),
    ("Veldt’s jam was recalled by Tom Hale. {The company} said no.", "Veldt"),
    ("Tom Hale spoke in Aldring. {The central bank} said no.", "Central bank"),
    ("The Loaf Ministry is to pay for it. {The charity} said no.", "Charity"),
    ("Veldt was for it. {The real estate developer} said no.", "Real estate developer"),
    # it: the subject of the sentence before, not what its own sentence has behind a preposition
    ("Orlan Foods recalled jam. In a letter to the health agency, {it} said no.", "Orlan Foods"),
    ("The company, Veldt Motors, has not been seen. In a letter to Clean Plate {it} said no.", "Veldt Motors"),
    # what is somebody's is hers by name
    ("Ann Lee won, and her campaign sent out an email about jam. {The email} said no.", "Ann Lee's campaign"),
])
def test_bodies_in_focus(text, speaker):
    assert who(text) == key(speaker)


LUNE = {
    "builder": {"label": "The builder and the ministry", "actors": {"Ardent Hydro": ["Ardent", "the builder"],
                "Ida Teague": ["Teague"], "Wale Water Ministry": ["the ministry"]}, "terms": ["Ardent", "ministry"]},
    "valley": {"label": "Residents", "actors": {"Save the Lune Valley": [], "Residents": [], "Pickers' Union": [], "Tom Hale": ["Hale"]},
               "terms": ["residents", "union"]},
}


@pytest.mark.parametrize("speaker, camp, text", [
    # bodies by less than their name
    ("Save the Lune Valley", "valley", "Ardent Hydro won. Save the Lune Valley, a residents' group, lost. {The group} said no."),
    ("Hallow Rovers", "other", "Hallow Rovers, who play by the weir, lost. {The football club} said no."),
    ("Bankers' Guild", "other", "The Bankers' Guild spoke up. {The lobby group} said no."),
    ("Progress Alliance", "other", "The Progress Alliance was asked. {The party} said no."),
    ("Brenn Angling Trust", "other", "The Brenn Angling Trust counts eels. {The trust} said no."),
    ("Penhale Stone", "builder", "{Ardent’s solicitors, Penhale Stone,} said no."),
    ("Danish Supreme Court", "other", "{Denmark’s Supreme Court} said no."),
    ("Torvald Foreign Office", "other", "{A spokesman for Torvald's Foreign Office} said no."),
    ("Lorgan Insurance", "other", "{Lorgan Insurance, Brill's insurer,} said no."),
    ("Tom Hale", "valley", "{Save the Lune Valley president Tom Hale} said no."),
    # documents: whoever has them written, wrote to somebody, is suing, released the papers or speaks to itself
    ("Survey commissioned by Ardent Hydro", "other", "{A survey commissioned by Ardent} said no."),
    ("Wale Water Ministry", "builder", "Papers released by the ministry say more. {One brief, dated May 9,} said no."),
    ("Wale Water Ministry", "builder", "{A Water Ministry report} said no."),
    ("Ida Teague", "builder", "Ida Teague wrote to the villagers in May. {The letter} said no."),
    ("Save the Lune Valley", "valley", "Save the Lune Valley is suing. {The claim form} said no."),
    ("Ardent Hydro", "builder", "Ardent Hydro closed the gate. {An internal memo} said no."),
    ("Pickers' Union", "valley", "{A leaflet handed out by the Pickers' Union} said no."),
    # the camp of kin, rivals, doctors and those whom something befell is not that of whom they are introduced by
    ("Bo Lund", "other", "Teague was there. {Her brother, Bo Lund,} said no."),
    ("Bo Lund", "builder", "Teague was there. {Her deputy, Bo Lund,} said no."),
    ("Bo Lund", "other", "Teague was there. {Her opposite number, Bo Lund,} said no."),
    ("Bo Lund", "other", "Teague was there. {Her doctor, Bo Lund,} said no."),
    ("Bo Lund", "other", "{Bo Lund, a passenger stranded by the union,} said no."),
    ("Bo Lund", "other", "{Bo Lund, a witness in the Ardent bribery case,} said no."),
])
def test_short_names_documents_and_introductions(speaker, camp, text):
    found = resolve(text, camps=LUNE)[-1]
    assert (key(found["speaker"]), found["camp"]) == (key(speaker), camp)


@pytest.mark.parametrize("speaker, head, text", [
    ("Pickers' Union", "{Union} says no", "{The Pickers' Union} said that nobody would go back."),
    ("Family of Ida Tarn", "{Family} says no", "{The family of Ida Tarn, 81,} said that it was late."),
    ("Helena Strand", "{Judge} says no", "A clerk left. {Justice Helena Strand} said that it was late."),
    ("Tarn Police", "Two held, say {police}", "{Tarn Police} said that two men were held."),
])
def test_a_short_source_above_is_who_speaks_below(speaker, head, text):
    assert key(resolve(head, text, camps=LUNE, sections=["headline", "body"])[0]["speaker"]) == key(speaker)


def test_kin_in_a_joint_source_where_families_are_a_camp():
    camps = {"families": {"label": "Families", "actors": {"Ann Pike": []}, "terms": ["families"]}}
    text = "{Ann Pike and Bo Lund} said no. Osk Vell, an angler, left. {His sister, Ida Vell,} said yes."
    assert [x["camp"] for x in resolve("Bo Lund, whose brother Nils was there, came.", text, camps=camps)] == ["families", "families"]


@pytest.mark.parametrize("speaker, text", [
    # a body is called by a word of its sort, and one with a name of its own is no other
    ("National Prison Service", "The National Prison Service denied it. {The service} said no."),
    ("Maritime Border Guard", "The boat had strayed, {the Maritime Border Guard} said. Two of the Granit’s crew were hurt, {the service} said."),
    ("Air Force", "{The Air Force} said no. {The service} said yes."),
    ("Regulator", "{The Pilots’ Guild} said no. {The regulator} said it had invited the guild."),
    ("Competition Authority", "The Competition Authority blocked it on Monday.\n{The Pilots’ Guild} said no. {The regulator} said yes."),
    ("Trust", "{The Health Inspectorate} said no. {The trust} said yes."),
    ("Motor Makers’ Council", "{The Motor Makers’ Council} said no. {The group} said yes."),
    ("Estmark Competition Authority", "The Estmark Competition Authority blocked it. A letter seen by the Standard is blunt. {The regulator} said no."),
    ("Allied Cabin Crew", "{The Harlow Pilots’ Guild} said yes. {The Allied Cabin Crew union} said no."),
    ("Blue Anchor", "{The Dock Workers’ League} said yes. {The Blue Anchor association} said no."),
    ("United Cabin Staff", "The Harlow Pilots’ Guild backed it.\nUnited Cabin Staff, which opposed it, was blunt. {The union} said no."),
    ("Securities and Exchange Commission", "{The Securities and Exchange Commission} said no."),
    ("Halvar Systems", "The Securities and Exchange Commission is suing Halvar Systems. {The company} said no."),
    ("Ministry of Health and Welfare", "The Ministry of Health and {Welfare} said no."),
    ("Ann Lee's farm", "{Ann Lee’s farm} said no."),
    # a government by its leader, its country, the headline that opens with it
    ("Denmark", "{The Danish government} said no. Sweden and Finland have not answered. {The government} said yes."),
    # when it was said is no part of the name, nor is where somebody stands or who has seen the paper
    ("Ministry", "It failed. {Two weeks ago the ministry} said no."),
    ("Harbour Trust", "It failed. {Ten days earlier the Harbour Trust} said no."),
    ("League", "It failed. {For each boat the league} said no."),
    ("Regional health agency", "It follows a review by the regional health agency, seen by {the Ledger}, which said no."),
    ("Marine Institute", "It follows a study by the Marine Institute, obtained by {Northwire}, which said no."),
    ("Bank", "{The bank} said no. It told the Courier, {which} said yes. {The bank} said no."),
    ("Fishermen", "It has angered fishermen on {both sides of the water}, who said no."),
    ("Shopkeepers", "It is a move that shopkeepers on both sides of {the street} said no."),
    ("Growers", "{Growers on either side of the river} said no."),
    # what a gang calls itself, a firm without its trade, a paper that nobody is known to have written
    ("Glasswing", "{The crooks, who go by the name Glasswing,} said no."),
    ("Quiet Men", "{The thieves, who call themselves the Quiet Men,} said no."),
    ("Veldair", "{Airline Veldair} said no."),
    ("Halden Mutual", "{Insurers Halden Mutual} said no."),
    ("Police Scotland", "{Police Scotland} said no."),
    ("Bank Orlan", "{Bank Orlan} said no."),
    ("Letter", "{A copy of the letter, seen by the Post,} said no."),
    ("This newspaper", "{This newspaper} said no."),
    ("Merrow collector", "{One Merrow collector} said no."),
    ("Home Office", "Lee left the Treasury and {the Home Office} said no."),
])
def test_bodies_are_told_apart_by_their_sort(speaker, text):
    assert key(resolve(*text.split("\n"))[-1]["speaker"]) == key(speaker)


@pytest.mark.parametrize("text", ["{Hale’s government} said no.", "{The right-of-centre administration of Tom Hale} said no.",
                                  "{The Hale administration} said no.", "It failed. {Three years ago the same government} said no."])
def test_a_government_goes_by_its_leader(text):
    camps = {"gov": {"label": "Government", "actors": {"Government of Orland": ["the Orland government"], "Tom Hale": ["Hale"]}},
             "opp": {"label": "Others", "actors": {"Ida Roth": ["Roth"]}}}
    assert resolve(text, camps=camps)[-1]["speaker"] == "Government of Orland"


def test_a_headline_that_opens_with_a_country_says_whose_government_it_is():
    text = "Pellas offers to host talks", "{The government} said it would bring Velmora and Karsinia to the table in Pellas."
    camps = {"a": {"label": "A", "actors": {"Velmora": ["the Velmoran government"]}}, "b": {"label": "B", "actors": {
        "Karsinia": ["the Karsinian government"]}}}
    assert resolve(*text, sections=["headline", "body"], camps=camps)[-1]["speaker"] == "Pellas"


@pytest.mark.parametrize("text, speaker", [("{Bookies Tolley’s} said no.", "Tolley's"), ("{Tolley’s} said no. Odds at Tolley’s are short.", "Tolley's"),
                                           ("Tolley is cheap. {Tolley’s} said no.", "Tolley")])
def test_a_firm_that_is_never_called_otherwise_keeps_its_genitive(text, speaker):
    assert resolve(text)[-1]["speaker"] == speaker
