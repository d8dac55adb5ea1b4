"""Statements across outlets: what is one utterance, which kind of change it is, what may not match."""
import itertools

import pandas as pd
import pytest

from analysis import charts, corpus, paths, quotes
from analysis.comparing import fidelity, omissions
from analysis.showing import charts_statements, findings_statements
from analysis import statements
from analysis.showing import shown_statements

HARBOUR = paths.ROOT / "tests" / "corpus_harbour"


def study(folder=paths.SEEDS):
    loaded = corpus.load(folder)
    return loaded.articles, quotes.extract(loaded.articles, loaded.camps)


@pytest.fixture(scope="module")
def seeds():
    articles, found = study()
    return articles, found, statements.cluster(found)


def corpus_of(*articles):
    """Articles of (outlet, text) with the camps of a quarrel about a ferry; articles and quotes."""
    camps = {"crew": {"label": "Crew", "colour": "#000000", "actors": {"Nora Vell": ["Vell"], "Otis Brand": ["Brand"]},
                      "terms": []},
             "other": {"label": "Other", "colour": "#7F7F7F", "actors": {}, "terms": []}}
    frame = pd.DataFrame([dict(article=f"a{number}", outlet=outlet, raw=text)
                          for number, (outlet, text) in enumerate(articles)])
    return frame, quotes.extract(frame, camps)


def wordings(*texts):
    return [fidelity.wording(text) for text in texts]


@pytest.mark.parametrize("variant, reference, kind", [
    ("We close the pier on Friday,", "We close the pier on Friday.", "exact"),
    ("So far we have closed one pier", "So far, we have closed one pier.", "punctuation"),
    ("So far we've closed a pier", "So far we have closed the pier.", "transcription"),
    ("The harbour organised two extra boats", "The harbor organized two extra boats.", "transcription"),
    ("Well, the pier is closed", "The pier is closed.", "transcription"),
    ("the pier will stay closed", "For two weeks the pier will stay closed.", "truncated"),
    ("For two weeks the pier will stay closed", "For two weeks the pier will stay closed to cars and bikes.", "truncated"),
    ("The pier will stay closed to bikes", "The pier will stay closed to all cars, vans and bikes.", "truncated"),
    ("The pier is closed and nobody told the crew", "The pier is closed. Nobody told the crew.", "spliced"),
    ("The pier is closed to bikes until spring", "The pier on the island is closed to cars and bikes until early spring.", "spliced"),
    ("The pier will stay open for two weeks", "The pier will stay closed for two weeks.", "substantive"),
    ("We will close the pier to cars", "We will not close the pier to cars.", "substantive"),
    ("We lost 40 boats in the storm", "We lost 14 boats in the storm.", "substantive"),
])
def test_the_kind_of_a_change(variant, reference, kind):
    assert fidelity.relation(*wordings(variant, reference)) == kind


@pytest.mark.parametrize("short, long, one", [
    ("ready to close the pier", "We said in May that we are ready to close the pier if nobody pays.", True),
    ("keep the pier closed", "We keep that pier closed, whatever the council says.", True),
    ("remain ready to talk with owners", "Of course we hear the calls and we are ready to talk about new rotas with owners.", False),
    ("I don't know", "Honestly, I don't know the captain of that boat.", False),
    ("the pier", "We close the pier on Friday.", False),
    ("We will never sell this pier to them", "We will never lease this pier to them", True),
    ("We sold the boats in May and bought a pier", "They will sell the island in May, or so the crew says.", False),
])
def test_what_is_one_utterance(short, long, one):
    assert fidelity.same(*wordings(short, long)) is one


def test_the_difference_restores_both_wordings_and_is_told_in_words():
    variant, reference = wordings("So far, we close their pier.", "As of May, so far we close the pier on Friday.")
    pieces = fidelity.difference(variant, reference)
    assert fidelity.wording(" ".join(text for kind, text in pieces if kind != "deleted")).words == variant.words
    assert fidelity.wording(" ".join(text for kind, text in pieces if kind != "inserted")).words == reference.words
    assert fidelity.told(pieces) == "without “As of May,”; “their” for “the”; without “on Friday.”"


def pairs(table, speaker):
    """(wording, wording, kind) of the quoted words of `speaker` that two outlets carry; outlet and first words."""
    rows = table[(table["speaker"] == speaker) & (table["form"] == "direct")]
    rows = rows.assign(name=[f"{o}: {' '.join(w.split()[:3])}" for o, w in zip(rows["outlet"], rows["words"])])
    for _, group in rows.groupby("statement"):
        for one, two in itertools.combinations(group.sort_values("name").to_dict("records"), 2):
            if one["outlet"] != two["outlet"]:
                short, long = sorted(wordings(one["words"], two["words"]), key=lambda w: len(w.keys))
                yield one["name"], two["name"], fidelity.relation(short, long)


def test_the_known_copies_of_one_speakers_words_in_the_seeds(seeds):
    found = set(pairs(seeds[2], "Jens Stoltenberg"))
    same_words = {pair[:2] for pair in found if pair[2] in ("exact", "punctuation")}
    assert same_words == {
        ("CNBC: So far, we", "UPI: So far we"), ("The Hill: On the contrary,", "UPI: On the contrary,"),
        ("Associated Press: If they really", "The Hill: If they really")}
    altered = {pair for pair in found if pair[:2] not in same_words}
    known = {("CNBC: On the contrary", "The Hill: On the contrary,", "transcription"),           # their / the buildup
             ("CNBC: On the contrary", "UPI: On the contrary,", "transcription"),
             ("CNBC: So far, we", "The Hill: We have heard", "truncated"),
             ("The Hill: We have heard", "UPI: So far we", "truncated"),
             ("Jerusalem Post: What we see", "UPI: What we see", "spliced"),                      # their way. So, / and so,
             ("Associated Press: At the moment,", "Jerusalem Post: We have not", "truncated")}
    assert known <= altered
    assert altered - known <= {
        ("Jerusalem Post: what we see", "UPI: What we see", "truncated"),                         # again, in the deck
        ("CNBC: continues military buildup", "The Hill: On the contrary,", "truncated"),          # a subheading
        ("CNBC: continues military buildup", "UPI: On the contrary,", "truncated"),
        ("The Hill: We will continue", "UPI: prepared for the", "truncated")}                     # in a caption


def test_a_near_miss_is_none(seeds):
    _, found, table = seeds
    near = found[found["content"].str.contains("remain ready to engage", regex=False)]["quote"]
    others = found[found["content"].str.contains("ready to", regex=False)]["quote"]
    assert len(near) == 1 and len(others) == 3 and not table["quote"].isin(near).any()


def test_the_same_five_words_are_one_statement_whoever_is_named_and_the_table_tells_who():
    words = "“The pier on the island will stay closed until spring,” {} said on Monday."
    _, found = corpus_of(("Post", words.format("Nora Vell")), ("Gazette", words.format("Otis Brand")))
    table = statements.cluster(found)
    assert table["relation"].tolist() == ["exact", "exact"] and set(table["speaker"]) == {"Nora Vell", "Otis Brand"}
    assert "Otis Brand (Nora Vell in Post)" in shown_statements.collated(shown_statements.collation(table), {}).data
    _, found = corpus_of(("Post", "“The pier stays closed,” Nora Vell said."), ("Gazette", "“The pier stays closed,” Otis Brand said."))
    assert len(found) == 2 and statements.cluster(found).empty                            # four words may be anybody's
    _, found = corpus_of(("Post", "“We sold the boats to the museum in May,” Nora Vell said."),
                         ("Gazette", "“We sold two boats and the museum in May,” Otis Brand said."))
    assert len(found) == 2 and statements.cluster(found).empty


WHOLE = "“Nobody on this council wants the pier to close, but we were chosen to mend the harbour wall,” Nora Vell said on Monday."


@pytest.mark.parametrize("told", [
    "“Nobody on this council wants the pier to close,” Nora Vell said. “But we were chosen to mend the harbour wall, and we will.”",
    "“Nobody on this council wants the pier to close,” Nora Vell said.\n\nThe hall was full of people from the island.\n\n"
    "“But we were chosen to mend the harbour wall, and we will,” Vell added."])
def test_a_quotation_that_goes_on_behind_its_cue_or_with_the_next_is_not_cut(told):
    _, found = corpus_of(("Post", WHOLE), ("Gazette", told))
    shown = shown_statements.collation(statements.cluster(found)).set_index("outlet")
    assert list(shown.index) == ["Gazette", "Post"] and "without" not in shown.loc["Gazette", "changes"]
    assert "harbour wall" in shown.loc["Gazette", "words"] and "wants the pier" in shown.loc["Gazette", "words"]
    assert "and we will" in shown.loc["Post", "changes"]                                   # which the Post did cut


@pytest.mark.parametrize("behind, kinds", [
    ("", {"truncated"}), (" “But we are fond of the harbour wall,” Otis Brand said.", {"truncated"}),
    (" “But we were chosen to mend the harbour wall,” Otis Brand said.", {"quoted in part"})])     # under another name
def test_what_stands_nowhere_in_the_article_is_cut(behind, kinds):
    _, found = corpus_of(("Post", WHOLE), ("Gazette", "“Nobody on this council wants the pier to close,” Nora Vell said." + behind))
    shown = shown_statements.collation(statements.cluster(found))
    assert set(shown.loc[shown["outlet"] == "Gazette", "relation"]) == kinds


@pytest.mark.parametrize("told, kind", [
    ("Nora Vell said the pier was “closed to all bikes” for now.", "quoted in part"),                        # a fragment
    ("“For two weeks the pier on the island will stay closed,” Nora Vell wrote.", "quoted in part"),         # written, not said
    ("“For two weeks the pier on the island will stay closed,” said a letter by Nora Vell.", "quoted in part"),
    ("“For two weeks the pier on the island will stay closed,” Nora Vell said.", "truncated"),
    ("“For two weeks the pier on the island will stay closed,” Nora Vell said.\n\nThe crew cheered.\n\n"
     "“We are tired of it,” Vell said.\n\n“It is closed to all bikes and cars,” Vell said.", "quoted in part")])
def test_a_fragment_or_words_of_another_occasion_are_quoted_in_part_and_nothing_is_struck(told, kind):
    _, found = corpus_of(("Post", "“For two weeks the pier on the island will stay closed to all bikes and cars,” Nora Vell said."),
                         ("Gazette", told))
    table = statements.cluster(found)
    row = shown_statements.collation(table).set_index("outlet").loc["Gazette"]
    page = shown_statements.collated(shown_statements.collation(table), {}).data
    assert row["relation"] == kind and ("<del" in page) == (kind == "truncated")
    assert table.set_index("outlet").loc["Gazette", "relation"] == "truncated"             # the column keeps its values
    assert findings_statements.fidelity(table).title.startswith("1 of 1" if kind == "truncated" else "The one utterance")


RETOLD = [("Nora Vell said the council would sell 14 boats to a museum.", "The council will sell the 14 boats to the museum, Vell said.", True),
          ("Nora Vell said the council would sell 14 boats to a museum.", "The council will sell 40 boats to the museum, Vell said.", False),
          ("Nora Vell said the council would sell the boats to a museum.", "Vell said the council would not sell the boats to a museum.", False),
          ("Nora Vell said the council would sell the boats to a museum.", "Otis Brand said the council would sell the boats to a museum.", False),
          ("Nora Vell said the council would sell the boats to a museum.", "Vell said the crew would sell tickets at the pier.", False)]


@pytest.mark.parametrize("one, two, merged", RETOLD)
def test_a_retelling_joins_only_what_says_the_same(one, two, merged):
    _, found = corpus_of(("Post", one), ("Gazette", two))
    assert len(found) == 2 and len(statements.cluster(found)) == (2 if merged else 0)


def test_a_statement_is_carried_in_direct_words_by_one_and_retold_by_another():
    _, found = corpus_of(("Post", "“The council will sell 14 old boats to the museum,” Nora Vell said."),
                         ("Gazette", "Nora Vell said the council would sell 14 boats to a museum."))
    assert statements.cluster(found)["form"].tolist() == ["direct", "retold"]


def test_every_row_leads_to_the_characters(seeds):
    articles, found, table = seeds
    raws = articles.set_index("article")["raw"]
    assert set(table["quote"]) <= set(found["quote"]) and set(table["relation"]) <= set(fidelity.RELATIONS)
    for row in table[table["form"] == "direct"].itertuples():
        cut = fidelity.wording(raws[row.article][row.start:row.end])
        assert set(fidelity.wording(row.words).words) <= set(cut.words)
        assert row.words.split()[0].strip("“‘\"'") in raws[row.article][row.start:row.end]
    assert (table.groupby("statement")["quote"].nunique() > 1).all()


def same_but_places(table):
    return table.drop(columns=["start", "end", "words", "reference", "label"]).to_dict("records")


def test_neither_order_nor_marks_nor_furniture_change_a_statement(seeds):
    articles, found, table = seeds
    pd.testing.assert_frame_equal(statements.cluster(found.sample(frac=1, random_state=3)), table)
    camps = corpus.load(paths.SEEDS).camps
    straight = found.assign(content=found["content"].str.translate(str.maketrans("“”‘’", "\"\"''")))
    assert same_but_places(statements.cluster(straight)) == same_but_places(table)
    behind = articles.assign(raw=articles["raw"] + "\n\nMost Read\n\nSubscribe to our newsletter\n")
    assert same_but_places(statements.cluster(quotes.extract(behind, camps))) == same_but_places(table)


def test_no_false_merge_in_an_invented_event():
    _, found = study(HARBOUR)
    table = statements.cluster(found)
    found = {row.reference for row in table.itertuples()}
    assert len(found) > 4 and found <= {
        "But they've rewritten our lives by email, and they'll not do it again.",
        "This port handles a third of the region's fresh food,",
        "Supermarkets will notice by Friday and shelves will be empty by Sunday.",
        "The city cannot referee a fight whose rules nobody will show it,",
        "has nothing to do with pay", "running out of patience", "playing with lives"}


def test_the_work_grows_with_the_corpus_not_with_its_square(monkeypatch):
    def made(n):
        words = [f"word{k}" for k in range(97)]
        rows = []
        for i in range(n):
            text = "“" + " ".join(words[(i * 31 + k * k * 7 + i // 97) % 97] for k in range(12)) + ".”"
            rows.append(dict(article=f"a{i:05d}", quote=f"a{i:05d}#001", outlet="Post", kind="speech", type="direct",
                             spans=[[0, len(text)]], content=text, act="state", speaker="Nora Vell", camp="crew", via=""))
        return pd.DataFrame(rows)
    compared = []
    real = fidelity.same
    monkeypatch.setattr(fidelity, "same", lambda *pair: compared.append(1) or real(*pair))
    counts = []
    for n in (400, 1200):
        compared.clear()
        statements.cluster(made(n))
        counts.append(len(compared))
    assert 0 < counts[1] <= statements.TRIED * 1200 and counts[1] < 4 * counts[0]


def test_an_empty_table_has_the_columns():
    none = pd.DataFrame(columns=["article", "quote", "outlet", "kind", "type", "spans", "content", "act", "speaker", "camp", "via"])
    assert statements.cluster(none).empty and list(statements.cluster(none)) == statements.COLUMNS


def two_wordings():
    _, found = corpus_of(("Post & <b>Co</b>", "“So far we have closed their <pier> on the island,” Nora Vell said."),
                         ("Gazette", "“So far we have closed the <pier> on the island,” Vell said."))
    return statements.cluster(found)


def test_the_collation_marks_changes_with_elements_that_mean_it_and_escapes_articles():
    page = shown_statements.collated(shown_statements.collation(two_wordings()), {}).data
    assert page.count("<del ") == page.count("<ins ") == 1 and "“the” for “their”" in page
    assert "&lt;pier&gt;" in page and "<pier>" not in page and "<b>Co" not in page


def test_the_findings_count_what_is_in_the_table():
    finding = findings_statements.fidelity(two_wordings())
    assert finding.title.startswith("1 of 1 utterance that two outlets or more quote differs in wording: small words or spellings differ; no word")
    assert "2 quotations: 1 word for word and 1 with small words" in finding.detail
    assert findings_statements.fidelity(two_wordings().head(0)).title.startswith("No utterance was found")


def test_measures_are_replaced_not_doubled():
    old = pd.DataFrame([("Post", "quoted in own words", "crew", .5, .2, .8, 9)],
                       columns=["outlet", "measure", "category", "estimate", "low", "high", "n"])
    new = pd.DataFrame([("Post", "independent sources", "effective number", 3., 2., 5., 9)], columns=old.columns)
    once = shown_statements.merged(old, new)
    pd.testing.assert_frame_equal(shown_statements.merged(once, new), once)
    assert once["measure"].tolist() == ["quoted in own words", "independent sources"]


def test_what_an_outlet_left_out_can_be_read(seeds):
    articles, _, table = seeds
    spots = omissions.matrix(table, sorted(articles["outlet"]), 2)
    gone = shown_statements.left_out(spots).set_index("outlet")
    assert (gone["of"] == spots["statement"].nunique()).all()
    assert "Combat equipment" in gone.loc["UPI", "not found"] and "Combat equipment" not in gone.loc["The Hill", "not found"]
    assert len(gone.loc["UPI", "not found"].split("; ")) == gone.loc["UPI", "of"] - gone.loc["UPI", "found"]
    assert not gone["not found"].str.contains("150,000|pulling troops").any()               # retold everywhere


@pytest.mark.parametrize("chart", ["collation", "blind_spots"])
def test_a_figure_of_nothing_says_so_and_one_of_something_is_drawn(chart):
    table = two_wordings()
    words = charts.Words(findings_statements.fidelity(table), "measure", "note")
    marks = {"crew": ("Crew", "#000000", "o")}
    data = {"collation": shown_statements.collation(table),
            "blind_spots": omissions.matrix(table, sorted(set(table["outlet"]))).assign(attributions=1)}[chart]
    drawn = getattr(charts_statements, chart)
    said = lambda figure: " ".join(text.get_text() for axis in figure.axes for text in axis.texts)   # noqa: E731
    assert "nothing to show" in said(drawn(data.head(0), words, marks))
    assert "Nora Vell" in said(drawn(data, words, marks)) or chart == "blind_spots"
