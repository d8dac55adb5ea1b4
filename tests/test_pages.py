"""Articles copied from web pages: what is kept, what is dropped, and that the attributions are those of the article.

The pages in tests/pages/tuned were looked at while the rules were written, those in tests/pages/held and
tests/pages_blind only counted.
"""
import textwrap

import pytest

import dirty
from analysis import quotes, text

TUNED, HELD = dirty.pages("tuned"), dirty.pages("held")
ALL = TUNED + HELD


SETS = pytest.mark.parametrize("name", ["tuned", "held", "blind"])
PAGES = {"tuned": TUNED, "held": HELD, "blind": dirty.blind()}
FLOORS = {"tuned": (.998, .995, .99), "held": (.99, .97, .97), "blind": (.99, .94, .95)}    # kept, dropped, attributions


@SETS
def test_article_is_kept_and_furniture_dropped(name):
    found = dirty.shares(PAGES[name])
    assert found["kept"] >= FLOORS[name][0] and found["dropped"] >= FLOORS[name][1] and found["headlines"] == 1, found


@SETS
def test_a_dirty_copy_gives_the_attributions_of_the_clean_one(name):
    shared, either = dirty.same_attributions(PAGES[name], plain=True)
    assert either > 50 and shared / either >= FLOORS[name][2], (shared, either)


ARTICLE = [f"The council told shopkeeper {name} on Monday that the market hall would close in {month}, and that rents would rise."
           for name, month in zip("Abel Bray Cole Dunn East Ford".split(), "May June July March April August".split())]


def kept(*lines):
    return [p.clean.text for p in text.passages("\n".join(lines)) if p.section != "dropped"]


def test_teasers_of_other_articles_go():
    teasers = ["Council hires new lawyers for the market", "The council said the lawyers would read every lease of the market hall.",
               "2 hours ago", "Shopkeepers plan a march to the council", "They said that the council had not answered one letter.",
               "3 hours ago"]
    assert kept("Market hall will close, council says", *ARTICLE, *teasers) == ["Market hall will close, council says", *ARTICLE]


def test_titles_within_an_article_make_no_teasers():
    titled = [line for i, one in enumerate(ARTICLE) for line in (f"The council and the market in year {i}", one)]
    assert set(ARTICLE) < set(kept("Market hall will close, council says", *titled))


def test_a_box_behind_the_sign_off_ends_the_article():
    box = ["Ann Poole is a reporter covering the council.", "More on this story",
           "The council said last year that the market hall was safe.", "Shopkeepers told the council then that the market leaked."]
    assert kept("Market hall will close, council says", *ARTICLE, *box) == ["Market hall will close, council says", *ARTICLE]


@pytest.mark.parametrize("line", [
    "Quality journalism costs money. Readers like you make it possible.", "We know you read a lot of our articles.",
    "Have you been affected? Email us your story and your pictures.", "Comments are moderated. Please keep them civil."])
def test_a_site_that_speaks_of_itself_is_furniture(line):
    assert line not in kept("Market hall will close, council says", *ARTICLE[:3], line, *ARTICLE[3:])


@pytest.mark.parametrize("line", [
    "“You read our articles and you never comment,” the editor told readers.", "We walked to the market and found the gates shut.",
    "The newspaper lost half of its subscribers and cancelled its free edition in May.", "You can still smell the fish, shopkeepers say."])
def test_an_article_that_speaks_of_readers_is_none(line):
    assert line in kept("Market hall will close, council says", *ARTICLE[:3], line, *ARTICLE[3:])


def test_a_pull_quote_of_two_halves_goes():
    line = "“We paid the rent in May,” says Dora Hill, a florist. “Nobody said thank you.”"
    assert "“We paid the rent in May. Nobody said thank you.”" not in kept(
        "Market hall will close, council says", *ARTICLE, line, "“We paid the rent in May. Nobody said thank you.”", ARTICLE[0] + " Again.")


def told(page):
    return [(p.section, p.clean.text) for p in text.passages(page) if p.section != "dropped"]


TITLE = "Market hall to close"


@pytest.mark.parametrize("above", [["Dunmore Evening Echo"] * 2, ["The Dunmore Evening Echo", "News", "Dunmore Evening Echo"]])
def test_the_name_of_the_site_is_no_headline(above):
    lead = "The council told the Dunmore Evening Echo on Monday that the hall would close."
    assert told("\n".join([*above, TITLE, lead, *ARTICLE])) == [("headline", TITLE), *(("body", line) for line in [lead, *ARTICLE])]


def test_the_text_begins_behind_its_headline_though_a_list_of_other_reports_cuts_it():
    other = ["Most read", "1", "Goat found in bank lobby", "2", "Pie is worth the mortgage, says landlady"]
    page = [TITLE, *ARTICLE[:2], *other, *ARTICLE[2:]]
    assert told("\n".join(page)) == [("headline", TITLE), *(("body", line) for line in ARTICLE)]


@pytest.mark.parametrize("signer", ["— Ann Abel, shopkeeper", "- Ann Abel", "–Ann Abel, who sells eggs in St. Mary's"])
@pytest.mark.parametrize("quotation", ["“We paid the rent in May and nobody said thank you”", "“We paid the rent.”", "“We paid"])
@pytest.mark.parametrize("below", [[], ["Share", "Related", "Another town opens a hall"]])
def test_a_quotation_that_is_signed_ends_an_article(signer, quotation, below):
    assert kept(TITLE, *ARTICLE, quotation, signer, *below) == [TITLE, *ARTICLE, quotation, signer]


def test_a_list_below_a_headline_that_opens_with_a_quotation_signs_nothing():
    page = [f"‘WE PAID THE RENT’ {TITLE}", "- Hall to close in May", "- Rents to rise", "By Ann Lee", *ARTICLE]
    assert told("\n".join(page))[0] == ("headline", page[0])


def test_a_post_of_another_site_goes():
    post = ["Dunmore Council", "@dunmorecouncil", "Rents are rising. So are we. The hall will close.", "4:12 PM · Sep 26, 2025", "1.2K", "Reply"]
    assert kept(TITLE, *ARTICLE[:3], *post, *ARTICLE[3:]) == [TITLE, *ARTICLE]


def test_a_card_of_another_report_goes_with_the_sentence_on_it():
    card = ["Related", "After the hall closed, the pigeons came", "Traders say the council told them to feed nothing.", "Read more"]
    assert kept(TITLE, *ARTICLE[:3], *card, *ARTICLE[3:]) == [TITLE, *ARTICLE]


def test_one_short_line_between_sentences_is_a_subheading_and_several_are_furniture():
    assert kept(TITLE, *ARTICLE[:3], "A hall of 1887", *ARTICLE[3:]) == [TITLE, *ARTICLE[:3], "A hall of 1887", *ARTICLE[3:]]
    form = ["Close window", "Your name", "Your town", "Report an error in the story"]
    assert kept(TITLE, *ARTICLE[:3], *form, *ARTICLE[3:]) == [TITLE, *ARTICLE]
    broken = ["the hall, he said, and", "again the hall"]
    assert set(broken) < set(kept(TITLE, *ARTICLE[:3], *broken, *ARTICLE[3:]))


def test_pages_speak_for_both_camps():
    camps = [row["camp"] for page in ALL for row in quotes.attributions(page.clean, dirty.CAMPS)]
    assert camps.count("charge") > 25 and camps.count("critics") > 25


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
def test_no_line_of_the_furniture_speaks(page):
    """Related headlines look like attributions; none may come from a line that is not the article's."""
    other = [line for label, line in zip(page.labels, page.lines) if label == "-"]
    known = " ".join(line for label, line in zip(page.labels, page.lines) if label != "-")
    for row in quotes.attributions(page.raw, dirty.CAMPS):
        assert row["content"] in known or not any(row["content"] in line for line in other), row["content"]


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
def test_an_article_alone_is_kept_whole(page):
    dropped = [p.clean.text for p in text.passages(page.clean) if p.section == "dropped" and p.reason != "photo credit"]
    assert not [line for label, line in zip(page.labels, page.lines) if label in "hdb" and line in dropped]


@pytest.mark.parametrize("width", [62, 72, 80])
def test_wrapping_an_article_changes_no_attribution(width):
    for page in ALL:
        wrapped = "\n\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in page.clean.split("\n\n"))
        assert dirty.found(wrapped) == dirty.found(page.clean), page.name


@pytest.mark.parametrize("change", [
    lambda t: t.replace("\n", "\r\n"), lambda t: t.replace("\n", "\r"), lambda t: t.replace("\n\n", "\u2029"),
    lambda t: "\ufeff" + t, lambda t: "    " + t.replace("\n\n", "\n\n    "), lambda t: t.replace("\n\n", "\n"),
    lambda t: t.replace(" said", "\u00a0said"), lambda t: t.replace("e ", "e\u200b "),
    lambda t: t.replace("“", "&ldquo;").replace("”", "&#8221;"), lambda t: t.replace("“", "&amp;quot;").replace("”", "&amp;quot;"),
    lambda t: t.encode("utf-8").decode("windows-1252", "replace"), lambda t: t.encode("utf-8").decode("latin-1"),
    lambda t: t.replace("“", "„").replace("”", "“"), lambda t: t.replace("“", "«").replace("”", "»"),
    lambda t: t.replace("“", "``").replace("”", "''")],
    ids=["CRLF", "CR", "paragraph separator", "BOM", "indented", "no blank lines", "non-breaking space", "zero width",
         "entities", "entities twice", "mojibake", "Latin-1 mojibake", "German marks", "guillemets", "typewriter marks"])
def test_other_characters_change_no_attribution(change):
    same = total = 0
    for page in ALL:
        clean, other = dirty.found(page.clean, plain=True), dirty.found(change(page.clean), plain=True)
        same, total = same + (clean & other).total(), total + (clean | other).total()
    assert same >= .97 * total, (same, total)
