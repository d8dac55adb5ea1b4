"""Words, sentences, quotations and attributions of invented sentences, each written out by hand."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.tagging import link, tagger, tokens


def found(*paragraphs, sections=()):
    """[(content, cue, source, kind, type)] of paragraphs, parts of a span list joined by " + "."""
    sections = [*sections, *["body"] * (len(paragraphs) - len(sections))]

    def cut(one, role):
        return " + ".join(paragraphs[one["paragraph"]][s:e] for s, e in one[role])

    return [
        (cut(one, "content"), cut(one, "cue"), cut(one, "source"), one["kind"], one["type"])
        for one in link.find([list(zip(paragraphs, sections))])[0]
    ]


# paragraph, then (content, cue, source) of each attribution in it
CASES = {
    "cue after the content": (
        "The bridge will stay closed until spring, the mayor said on Monday.",
        [("The bridge will stay closed until spring", "said", "the mayor")],
    ),
    "complementiser and full stop go": (
        "The coach said that the striker would miss the final.",
        [("the striker would miss the final", "said", "The coach")],
    ),
    "that as a subject stays": (
        "Asked about the glacier, the geologist said that was a matter for engineers.",
        [("that was a matter for engineers", "said", "the geologist")],
    ),
    "quotation around its cue": (
        '"We lost the match in ten minutes," Keane said. "We deserved nothing from it."',
        [('"We lost the match in ten minutes," + "We deserved nothing from it."', "said", "Keane")],
    ),
    "conduit behind the speaker": (
        "“The reservoir is at a third of its capacity,” Minister Ana Ruiz said, according to El Diario. "
        "“We have to save water now.”",
        [
            (
                "“The reservoir is at a third of its capacity,” + “We have to save water now.”",
                "said",
                "Minister Ana Ruiz",
            )
        ],
    ),
    "two cues of one source": (
        "Judge Okafor said the appeal came too late, adding that the court had no choice.",
        [
            ("the appeal came too late", "said", "Judge Okafor"),
            ("the court had no choice", "adding", "Judge Okafor"),
        ],
    ),
    "two speakers in a sentence": (
        "The union said the plant was unsafe, but the company insisted that every check had been passed.",
        [
            ("the plant was unsafe", "said", "The union"),
            ("every check had been passed", "insisted", "the company"),
        ],
    ),
    "accused of": (
        "The opposition accused the president on Friday of rigging the vote.",
        [("the president + rigging the vote", "accused", "The opposition")],
    ),
    "a day behind the cue": (
        "The mayor said Monday the bridge would open.",
        [("the bridge would open", "said", "The mayor")],
    ),
    "a day that is the subject": (
        "The union said Monday was a sad day.",
        [("Monday was a sad day", "said", "The union")],
    ),
    "according to at the end": (
        "Rainfall has fallen by a fifth since 1990, according to the weather service.",
        [("Rainfall has fallen by a fifth since 1990", "according to", "the weather service")],
    ),
    "according to at the start": (
        "According to the club, the defender has signed a new contract.",
        [("the defender has signed a new contract", "According to", "the club")],
    ),
    "cited as saying": (
        "The ferry had been overloaded, the newspaper cited a coast guard officer as saying on Sunday.",
        [("The ferry had been overloaded", "cited + as saying", "a coast guard officer")],
    ),
    "mixed": (
        "Senator Liu called the ruling “a disgrace to the bench.”",
        [("the ruling “a disgrace to the bench.”", "called", "Senator Liu")],
    ),
    "colon before a quotation": (
        "The goalkeeper shrugged and said: “These things happen.”",
        [("“These things happen.”", "said", "The goalkeeper")],
    ),
    "single quotation marks": (
        "'The ice is thinner every year', the fisherman said.",
        [("'The ice is thinner every year'", "said", "the fisherman")],
    ),
    "relative clause": (
        "The police published photographs which they said showed the stolen paintings.",
        [("showed the stolen paintings", "said", "they")],
    ),
    "concession of the writer's": (
        "The minister insisted the offer was final, though he left the door open to talks on hours.",
        [("the offer was final", "insisted", "The minister")],
    ),
    "asked and answered": (
        "Asked whether the army could be called in, Minister Paul Vidal replied: “That is not planned.”",
        [
            ("“That is not planned.”", "replied", "Minister Paul Vidal"),
        ],
    ),
    "apposition that points back": (
        "The club said the striker had failed a drug test, a claim the player denied.",
        [("the striker had failed a drug test", "said", "The club")],
    ),
    "apposition before the verb": (
        "Rossi, the firm's chief pilot, has claimed the runway was too short.",
        [("the runway was too short", "claimed", "Rossi, the firm's chief pilot")],
    ),
    "told somebody": (
        "She told the farmers she expected rain by June 3.",
        [("she expected rain by June 3", "told", "She")],
    ),
    "denial of a deed": (
        "Northgate denies dumping anything. The charge was dropped.",
        [("dumping anything", "denies", "Northgate")],
    ),
    "per": (
        "Per the observatory, about 900 people saw the comet land.",
        [("about 900 people saw the comet land", "Per", "the observatory")],
    ),
    "a claim by somebody, not commented on": (
        "He did not comment on claims by the league that referees had been bribed.",
        [("referees had been bribed", "claims", "the league")],
    ),
    "quoted by an agency": (
        "She was quoted by the Adria news agency as saying the strike was over.",
        [("the strike was over", "quoted + as saying", "She")],
    ),
    "a quotation that goes on in the next paragraph": (
        "“I will not sell,” Ferri said, holding up a photograph. “This is the field my father ploughed.",
        [("“I will not sell,” + “This is the field my father ploughed.", "said", "Ferri")],
    ),
    "parenthesis": (
        "Growers, the bank Hale & Moss estimates, now lose a tenth of every harvest.",
        [("Growers + now lose a tenth of every harvest", "estimates", "the bank Hale & Moss")],
    ),
    "place between cue and colon": (
        "Coach Imre Toth said outside the stadium: “We were the better side tonight.”",
        [("“We were the better side tonight.”", "said", "Coach Imre Toth")],
    ),
    "a request not to be named": (
        "A nurse, who asked not to be named, said patients were sent home at night.",
        [("patients were sent home at night", "said", "A nurse, who asked not to be named")],
    ),
    "mental": (
        "Farmers fear the drought will last into October.",
        [("the drought will last into October", "fear", "Farmers")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_attributions(name):
    text, wanted = CASES[name]
    assert [one[:3] for one in found(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The prosecutor did not call for a prison sentence.",
        "The airline has not commented on the report.",
        "A spokesman for the bank declined to comment.",
        "The ministry did not say how many people had been arrested.",
        "The referee refused to discuss the decision.",
        "The museum has yet to announce a date for the opening.",
        "Nobody at the club would confirm the transfer.",
        "The committee will vote on the budget on Thursday.",
        "Nor would the museum say how many coins it had lost.",
        "The lease calls for two further lifts.",
        "Hartley, who reports to the board, left on Thursday.",
        "The figures tell a grim story.",
        "A burst pipe knocked out the heating of the school.",
        "The train from Lyon arrived two hours late because of the storm.",
    ],
)
def test_what_was_not_said_is_no_attribution(text):
    assert found(text) == []


def test_kind_and_type():
    assert found("“Nobody was hurt,” the firefighter said.")[0][3:] == ("speech", "direct")
    assert found("The firefighter said nobody “was seriously hurt.”")[0][3:] == ("speech", "mixed")
    assert found("Farmers fear the drought will last into October.")[0][3:] == ("mental", "indirect")


def test_headlines():
    assert found("Mayor says bridge will stay closed until spring", sections=["headline"])[0][:3] == (
        "bridge will stay closed until spring",
        "says",
        "Mayor",
    )


def test_a_paragraph_in_quotation_marks_needs_no_cue():
    one, two = found(
        "“The dam is safe,” engineer Rosa Lind said.", "“We have tested every gate twice this year.”"
    )
    assert one[:3] == ("“The dam is safe,”", "said", "engineer Rosa Lind")
    assert two == ("“We have tested every gate twice this year.”", "", "", "speech", "direct")


def test_a_quotation_never_closed_ends_with_its_paragraph():
    result = found(
        '"The harvest was poor. We are importing wheat.', "The port reopened on Tuesday after repairs."
    )
    assert [one[0] for one in result] == ['"The harvest was poor. We are importing wheat.']


def test_apostrophes_are_no_quotation_marks():
    text = "The workers' union won 'em over in the '90s, and the players' wives' fund paid."
    assert tokens.quotations(text, tokens.words(text)) == []
    text = "He called it 'the players' darkest hour' and left."
    ((first, last, closed),) = tokens.quotations(text, tokens.words(text))
    spans = tokens.words(text)
    assert closed and text[spans[first][0] : spans[last][1]] == "'the players' darkest hour'"


def test_words():
    text = "Ms. O'Brien didn’t pay $1,000.50 for AT&T's well-known “map” -- the U.S. one..."
    assert [text[s:e] for s, e in tokens.words(text)] == [
        "Ms",
        ".",
        "O'Brien",
        "did",
        "n’t",
        "pay",
        "$",
        "1,000.50",
        "for",
        "AT&T",
        "'s",
        "well-known",
        "“",
        "map",
        "”",
        "--",
        "the",
        "U.S.",
        "one",
        "...",
    ]


def test_sentences_know_news_abbreviations():
    text = (
        "Gen. Mark Hale and Lt. Col. Ann Wu met Sen. Poe on Feb. 16 in the U.S. Capitol. “It went well,” "
        "Gov. Tim Ray said. The U.K. sent Dr. Lee."
    )
    assert [text[s:e] for s, e in tokens.sentences(text)] == [
        "Gen. Mark Hale and Lt. Col. Ann Wu met Sen. Poe on Feb. 16 in the U.S. Capitol.",
        "“It went well,” Gov. Tim Ray said.",
        "The U.K. sent Dr. Lee.",
    ]


def inside(paragraphs, result):
    """Every span within its paragraph, ordered, and not blank."""
    assert [(one["paragraph"], one["content"][0]) for one in result] == sorted(
        (one["paragraph"], one["content"][0]) for one in result
    )
    for one in result:
        text = paragraphs[one["paragraph"]]
        assert (
            one["content"]
            and one["kind"] in ("speech", "mental")
            and one["type"] in ("direct", "indirect", "mixed")
        )
        for role in ("content", "cue", "source"):
            assert one[role] == sorted(one[role])
            for start, end in one[role]:
                assert 0 <= start < end <= len(text) and text[start:end].strip()


pieces = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            '"',
            "“",
            "”",
            "'",
            "’",
            "‘",
            "''",
            "``",
            ".",
            ",",
            " said ",
            " that ",
            "\n",
            "\u2028",
            "\x00",
            "accused",
            " of ",
            "cited",
            " as saying",
            "He",
            "according to",
            "\u200b",
            "\ud800",
            "ﬁ",
            "İ",
            "not",
            " 1 ",
            "A.",
            "— ",
        ]
    ),
)
texts = st.lists(pieces, max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, max_size=4))
def test_any_text_gives_spans_in_bounds(paragraphs):
    inside(paragraphs, link.find([list(zip(paragraphs, ["headline", "deck", "caption", "body"]))])[0])


@pytest.mark.parametrize(
    "text, quoted",
    {
        "It ‘notes’ the order.": ["‘notes’"],
        "They were 'glad of anyone who digs' but tired.": ["'glad of anyone who digs'"],
        "The growers' union met the 'old guard' of teachers' leaders.": ["'old guard'"],
        "Get 'em out, the growers' union said.": [],
        "The dockers' boats and the growers' carts.": [],
    }.items(),
)
def test_a_single_mark_that_closes_behind_an_s(text, quoted):
    spans = tokens.words(text)
    assert [text[spans[a][0] : spans[b][1]] for a, b, _ in tokens.quotations(text, spans)] == quoted


@settings(max_examples=150, deadline=None)
@given(texts)
def test_words_and_sentences_cover_any_text(text):
    taken = [i for s, e in tokens.words(text) for i in range(s, e)]
    assert taken == sorted(set(taken)) and {i for i, c in enumerate(text) if not c.isspace()} <= set(taken)
    spans = tokens.sentences(text)
    assert all(s < e for s, e in spans) and all(a[1] <= b[0] for a, b in zip(spans, spans[1:]))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())


def test_a_very_long_paragraph():
    text = '"We will rebuild," the mayor said. The harbour was quiet. ' * 17000
    begun = time.perf_counter()
    result = link.find([[(text, "body"), ("", "body"), ("  ", "body")]])[0]
    assert len(text) > 900_000 and len(result) >= 16000 and time.perf_counter() - begun < 60
    inside([text], result)


def test_no_text():
    assert link.find([]) == [] and link.find([[], [("", "headline"), (" ", "body")]]) == [[], []]


def test_articles_together_give_what_each_gives_alone(monkeypatch):
    first = [("Mill “lied about frost”, growers say", "headline"), ("“We never asked for this. It came.", "body")]
    second = [("It rained, the mayor said. “Go on, she said.", "body"), ("", "body"), ("“Stay,” she told them.", "body")]
    alone = [link.find([one])[0] for one in (first, second, first)]
    assert link.find([first, second, first]) == alone and all(alone)
    monkeypatch.setattr(tagger, "SLAB", 5)
    assert link.find([first, second, first]) == alone


def test_gold_labels_come_back_as_they_were():
    text = '"Yes," Lind said. "We can."'
    spans = tokens.words(text)
    gold = [{"content": [(0, 6), (18, 27)], "cue": [(12, 16)], "source": [(7, 11)]}]
    labels = tagger.encode(spans, gold)
    assert [(c.role, text[spans[c.first][0] : spans[c.last][1]]) for c in tagger.chunks(labels)] == [
        ("content", '"Yes,"'),
        ("source", "Lind"),
        ("cue", "said"),
        ("content", '"We can."'),
    ]


SETTLED = {
    "a brief denial": ("The orchard denies this. Growers left.", [("this", "denies", "The orchard")]),
    "a brief judgement": ("Minister Ann Lee termed it premature.", [("it premature", "termed", "Minister Ann Lee")]),
    "told an outlet": (
        "The mill’s owner told the Fernpost the gates had been shut.",
        [("the gates had been shut", "told", "The mill’s owner")],
    ),
    "a concession behind the cue": (
        "The gates will open again on June 3, the mill’s owner, Ann Lee, announced on Friday, though workers stayed away.",
        [("The gates will open again on June 3", "announced", "the mill’s owner, Ann Lee")],
    ),
    "a quotation by an unusual verb": (
        "“We only came for the eels,” gulped a tourist.",
        [("“We only came for the eels,”", "gulped", "a tourist")],
    ),
    "a participle's subject": (
        "The minister has revoked the licence of Oster Mill at once, saying the firm had lied to her.",
        [("the firm had lied to her", "saying", "The minister")],
    ),
    "a verb of its own behind the cue": (
        "A clerk close to the mill, who asked for no name, said the owner had relied on old maps.",
        [("the owner had relied on old maps", "said", "A clerk close to the mill, who asked for no name")],
    ),
    "a relative clause ends before the main verb": (
        "Orla, whose aunt says she did nothing illegal, has not spoken since.",
        [("she did nothing illegal", "says", "whose aunt")],
    ),
    "told to do something": (
        "They told growers to expect a ruling within six weeks.",
        [("growers to expect a ruling within six weeks", "told", "They")],
    ),
    "a participle in a noun phrase": (
        "A study by the Oster Institute estimated that the tolls announced so far would cost each mill 310 crowns.",
        [("the tolls announced so far would cost each mill 310 crowns", "estimated", "A study by the Oster Institute")],
    ),
    "an offer and what went before it": (
        "Oster has offered to host talks between the mills after a week of strikes.",
        [("to host talks between the mills", "offered", "Oster")],
    ),
    "a long place behind the cue": (
        "OSTER, Calvin — Officials on this river missed four chances to stop a flood of mud before it reached the mill,"
        " the Oster Council said in a report released Thursday.",
        [("Officials on this river missed four chances to stop a flood of mud before it reached the mill", "said",
          "the Oster Council")],
    ),
    "passive without agent": ("No date has been announced.", []),
    "yet to say": ("The mill has yet to say for how long.", []),
}
NESTED = {
    "said that somebody asked": (
        "A clerk said the mill had asked the council to wait.",
        [("the mill had asked the council to wait", "said"), ("the council to wait", "asked")],
    ),
    "said that somebody wants": (
        "Marsh said the council wants an elected director and that he would stay.",
        [
            ("the council wants an elected director and that he would stay", "said"),
            ("an elected director", "wants"),
        ],
    ),
    "a noun's clause ends before what is said of it": (
        "Marsh said statements by the firm that it is losing money are false.",
        [("statements by the firm that it is losing money are false", "said"), ("it is losing money", "statements")],
    ),
    "sees no sign": ("The bank sees no sign of a recovery.", [("no sign of a recovery", "sees")]),
    "sees a thing": ("The bank sees customers on Mondays.", []),
    "passive": ("The mayor is expected to speak on Monday.", []),
}


@pytest.mark.parametrize("name", NESTED)
def test_reports_in_reports_and_minds(name):
    text, wanted = NESTED[name]
    assert [one[:2] for one in found(text)] == wanted


UNSAID = [
    "The council has called an emergency meeting for Monday.",
    "The storm has claimed at least 12 lives.",
    "He stopped short of naming the firm.",
    "A further statement was promised for Thursday.",
    "The judge called a recess until noon.",
    "The club called off the match.",
    "The fire claimed two lives and left 60 families homeless.",
    "The unions opposed the merger from the start.",
    "The party backed the bill in parliament.",
    "The mayor thanked volunteers and visited the hospital.",
    "The bank gave the museum a “bridging loan” in 2019.",
    "The school was placed under “special measures”.",
    "He is the author of a book titled “Why Rivers Lie”.",
    "The theatre was showing “A Night in Varga” that week.",
    "She refused to meet the families.",
    "The captain was accused of negligence.",
    "Residents have been accused of hiding the guns.",
    "The decision ends months of speculation about whether the mill would close.",
    "The company is to announce its results on Friday.",
    "The donors pledged $40 million for the dam.",
    "The family filed a lawsuit against the hospital.",
    "The hospital said nothing about the missing files.",
    "The party named a new leader.",
    "The farmers told anyone who would listen.",
    "He is under pressure to dismiss the clerk.",
    "The union endorsed Ann Lee, and the growers assailed her from every side.",
    "The bakers' guild sided with the millers.",
    "The council unveiled a statue of the miller on Friday.",
    "Now, Lee has responded to Marsh's rant.",
    "Two networks called the race for Lee before midnight.",
    "He has said much over the years about the price of flour.",
    "The board failed to reach a decision on whether the mill may reopen.",
    "The job demands patience, and the law demands a licence for every boat.",
]
REPORTED = [
    ("The mayor opposed the merger as “a gift to the mill”.", "the merger as “a gift to the mill”"),
    ("The mayor refused to “bow to a mill”.", "to “bow to a mill”"),
    ("The ministry promised an inquiry into the deaths.", "an inquiry into the deaths"),
    ("Growers put the cost of the dam at $40 million a year.", "the cost of the dam at $40 million a year"),
    ("The union criticised the decision.", "the decision"),
    ("Marsh attacked her as an unreliable keeper of the mill's money.", "her as an unreliable keeper of the mill's money"),
    ("The council advised residents to boil their water.", "residents to boil their water"),
    ("He asked for patience but gave no figures.", "patience"),
    ("Marsh praised the tolls as “long overdue.” His union has 300 members.", "the tolls as “long overdue.”"),
    ("“Sunday,” said a man, and shrugged.", "“Sunday,”"),
    ("She was told to “fix the ledger”.", "“fix the ledger”"),
    ("Marsh told the paper that Oster was “ready to listen”, but not before the mill closed.",
     "Oster was “ready to listen”, but not before the mill closed"),
    ("Officials announced that ships anchored off Oster, to the north, would also be leaving.",
     "ships anchored off Oster, to the north, would also be leaving"),
    ("The minister will tell the mills that they must close.", "they must close"),
]


@pytest.mark.parametrize("text", UNSAID)
def test_words_that_only_look_like_cues(text):
    assert found(text) == []


@pytest.mark.parametrize("text, content", REPORTED)
def test_cues_that_look_like_deeds(text, content):
    assert content in [one[0] for one in found(text)]


def test_what_was_not_said_is_no_content():
    text = "The growers’ lawyer confirmed that talks with the mill continued Thursday but did not call for a strike vote."
    assert [one[:3] for one in found(text)] == [
        ("talks with the mill continued Thursday", "confirmed", "The growers’ lawyer")
    ]


PHRASES = {
    "a relative clause": ("Mayor Ann Lee, who grew up here, said the gates will open.", "Mayor Ann Lee, who grew up here"),
    "a role before a name": ("Its chairman, Tom Marsh, said the mill will close.", "Its chairman, Tom Marsh"),
    "what stands before": ("On Monday, Tom Marsh said the mill will close.", "Tom Marsh"),
    "what a preposition adds": ("Owners of the mills at Oster Bridge said the river is rising.", "Owners of the mills at Oster Bridge"),
    "a dateline": ("OSTER, June 9 — The mayor of Oster said the mill will close.", "The mayor of Oster"),
}


@pytest.mark.parametrize("name", PHRASES)
def test_a_source_is_the_whole_phrase(name):
    text, source = PHRASES[name]
    assert [one[2] for one in found(text)] == [source]


def test_what_somebody_called_it():
    text = "The league has accused Oster Rovers of hiding fees, in what its head, Ann Lee, called “a grave case of fraud”."
    assert [one[:3] for one in found(text)] == [
        ("Oster Rovers + hiding fees", "accused", "The league"),
        ("“a grave case of fraud”", "called", "its head, Ann Lee"),
    ]


TITLES = {
    "two clauses": (
        "Orchard says frost ruined crop; mill denies wrongdoing",
        [("frost ruined crop", "says", "Orchard"), ("wrongdoing", "denies", "mill")],
    ),
    "one word quoted": ("Mill owner blasts ‘witch-hunt’ as fans leave", [("‘witch-hunt’", "blasts", "Mill owner")]),
    "colon": ("Growers: Mill lied about the frost", [("Mill lied about the frost", ":", "Growers")]),
    "colon behind": ("Mill ‘lied about frost’: growers’ leader", [("Mill ‘lied about frost’", ":", "growers’ leader")]),
    "outcry before a colon": ("‘They lied to us’: widow’s fury at mill", [("‘They lied to us’", "", "widow")]),
    "two reports, one part each": (
        "Mill to open gates again, mayor says; union vows to strike",
        [("Mill to open gates again", "says", "mayor"), ("to strike", "vows", "union")],
    ),
    "quoted and retold before the cue": (
        "Move is ‘plain theft,’ Osterland trade minister says",
        [("Move is ‘plain theft,’", "says", "Osterland trade minister")],
    ),
    "said as something else happens": (
        "Mill row: Owner ‘playing for time’, mayor says as talks open",
        [("Owner ‘playing for time’", "says", "mayor")],
    ),
    "a verb shared over a comma": (
        "Oster closes 14 mills in tit-for-tat move, calls flood claims “hysteria”",
        [("flood claims “hysteria”", "calls", "Oster")],
    ),
    "a bare noun disputes": (
        "Orchard says frost ruined crop; mill disputes timeline",
        [("frost ruined crop", "says", "Orchard"), ("timeline", "disputes", "mill")],
    ),
    "all that stands before the last words": (
        "Osterland ignored early warnings on river fever, health body says",
        [("Osterland ignored early warnings on river fever", "says", "health body")],
    ),
    "two denials of one subject": (
        "Mill denies leak, promises review",
        [("leak", "denies", "Mill"), ("review", "promises", "Mill")],
    ),
    "as before a quotation": ("Union rejects pay offer as ‘insult’", [("pay offer as ‘insult’", "rejects", "Union")]),
    "topic before the source": ("Flood: survivors say they had no warning", [("they had no warning", "say", "survivors")]),
    "ruled out": ("Mayor rules out second vote on mill", [("second vote on mill", "rules out", "Mayor")]),
    "topic before a colon": ("Mill strike: no talks before Friday", []),
}


@pytest.mark.parametrize("name", SETTLED)
def test_settled_by_the_sentence(name):
    text, wanted = SETTLED[name]
    assert [one[:3] for one in found(text)] == wanted


@pytest.mark.parametrize("name", TITLES)
def test_titles(name):
    text, wanted = TITLES[name]
    made = [
        tuple(" + ".join(text[a:b] for a, b in one[role]) for role in ("content", "cue", "source"))
        for one in link.find([[(text, "headline")]])[0]
    ]
    assert sorted(made) == sorted(wanted)


@pytest.mark.parametrize("text", ["A, the mayor said on Friday,", "Nobody knew. Asked", "The mayor told the paper,"])
def test_a_paragraph_may_end_anywhere(text):
    assert isinstance(found(text), list)
