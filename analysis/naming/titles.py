"""Titles: what stands before and behind a person's name and is no part of it ("Lt. Col. Ann Lee MBE")."""
import re
from functools import lru_cache

from analysis.naming.mentions import OFFICE, country_of, lexicon

OFFICER = re.compile(rf".* {OFFICE} (?=\S+ )")


def behind(word):
    """Does this stand behind a name and belong to no name ("KC", "MBE", "FRCS"), numbers of a line apart ("III")?"""
    return word in lexicon()["postnominal"] or 2 < len(word) < 6 and word.isalpha() and word.isupper() \
        and not country_of(word) and not re.fullmatch("[IVX]+", word)


def split_name(run):
    """As `_split_name`, each list its own."""
    titles, name = _split_name(run)
    return list(titles), name


@lru_cache(maxsize=65536)
def _split_name(run):
    """A run of capitalised words -> (titles, name): "US President Joe Biden" -> ([..], "Joe Biden")."""
    lex, tokens = lexicon(), run.split()
    honours = []
    while len(tokens) > 2 and behind(tokens[-1]) and not tokens[0].isupper():
        honours.append(tokens.pop())
    office = OFFICER.match(" ".join(tokens))
    cut = done = office[0].count(" ") if office else 0
    for i, token in enumerate(tokens[done:-1], done):
        rest = len(tokens) - i - 1
        title, style = lex["titles"].get(token, ()), lex["style"].get(token, ())
        royal, given = "royal" in title, token in lex["given"]
        before = tokens[i - 1] if i and cut == i else ""
        if "address" in lex["titles"].get(before, ()) and (rest < 2 or given):
            break                                           # "Mr. King", "Judge Marshal Smith"
        if "minister" in lex["titles"].get(before, ()) and rest == 1 and "officer" in title:
            break                                           # "Minister Gen Ito" is no general
        alone = given and rest == 1 and cut == i == 0
        if token.endswith("-old") or title and (royal or not alone):
            cut = i + 1
        elif style and cut == i and (before in lex["style"] or before in lex["titles"]
                                     or rest > (given or "forename" in style)):
            cut = i + 1
        elif rest >= 2 and cut == i and len(token) > 2 and token.isalpha() and token.isupper():
            cut = i + 1                                     # a rank or a body: "DCI Ann Lee"
        elif "-" in token and cut == i and rest >= 2 and (token[:3] == "Ex-" or token.rpartition("-")[2] in lex["titles"].keys() | lex["roles"].keys()):
            cut = i + 1                                     # "Major-General", "Sixth-grader", "Ex-producer"
        elif token == "Class":                               # "Petty Officer First Class Ann Lee"
            cut = i + 1
        elif not given and (rest >= 2 and (token in lex["group"] or token.lower() in lex["group"])
                            or {token, token.lower()} & lex["roles"].keys() and (rest >= 2 or tokens[i + 1] in lex["given"])):
            cut = i + 1                                     # "Winemaker Ann Lee", "Granddaughter Ann"
        elif rest >= 2 and (country_of(token) or country_of(" ".join(tokens[max(0, i - 1):i + 1]))):
            cut = i + 1
    named = sum(not token.isupper() for token in tokens[cut:])
    if cut and {"royal", "peer"} & set(lex["titles"].get(tokens[cut - 1], ())) and (named == 1 or "of" in tokens):
        cut -= 1                                            # "King Charles III", "Lord Hale" keep their title
    return honours + tokens[:cut], " ".join(tokens[cut:])


def gender_of(words, first):
    """"m", "f" or "" by titles and roles beside the name, then by the given name."""
    lex = lexicon()
    told = [lex["genders"][w.casefold()] for w in words if w.casefold() in lex["genders"]]
    return told[0] if told else lex["given"].get(first, "") or lex["given"].get(first.partition("-")[0], "")


def styled(title):
    """"Mr", "Dr", "Sister", "Imam": a title that whoever has no other name keeps?"""
    return bool({"address", "cleric"} & {*lexicon()["titles"].get(title, ()), *lexicon()["style"].get(title, ())})
