"""Every form in which articles come: the same attributions as from plain text."""
import csv
import html
import io
import json

import pandas as pd
import pytest
import yaml

from analysis import corpus, quotes, tables, text
from analysis.intake import duplicates, inputs, usable
from analysis.running import pipeline
from analysis.showing import findings_corpus

CAMPS = {"operator": {"actors": {"Dana Voss": ["Voss", "the operator"]}, "terms": ["company"]},
         "island": {"actors": {"Piet Aldous": ["Aldous", "the mayor"], "Zoë Håkon": ["Håkon"]}, "terms": ["islander"]}}
TEXTS = {
    "courier": ("Ferry to Elmar will stop in November",
                "Ferry service to Elmar island will stop in November, the operator said on Tuesday after years of losses on the line.",
                "“The ships are past mending – both of them,” chief executive Dana Voss said at a meeting on the pier. “We’ve tried.”",
                "Piet Aldous, the mayor, accused the company of “a cold farewell” and warned that the school would close.",
                "“We read it on a poster,” he said."),
    "ledger": ("Islanders protest against the end of their ferry",
               "About two hundred islanders gathered at the pier on Tuesday to protest against the end of the only ferry line.",
               "Teacher Zoë Håkon said that forty children cross the strait every day and that nobody had asked their parents.",
               "The operator denied that the decision was final, and said it cost €5 million a year to keep the line.",
               "According to Aldous, the island pays for the ships “with its taxes, its patience and its fish”.")}
OUTLETS = {"courier": "Elmar Courier", "ledger": "Strait Ledger"}


def plain(name):
    return "\n".join(TEXTS[name]) + "\n"


def web_page(name):
    title, *paragraphs = (html.escape(part) for part in TEXTS[name])
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | {OUTLETS[name]}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{OUTLETS[name]}">
<meta property="article:published_time" content="2023-03-08T09:00:00Z"><script>var quoted = "he said";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/isles">Isles</a></li></ul></nav>
<div class="cookie-banner">We use cookies to make this site better, our partners said. <button>Accept</button></div>
<main><article><h1>{title}</h1><p class="byline">By Jo March</p>{"".join(f"<p>{p}</p>" for p in paragraphs)}</article></main>
<aside class="related"><h3>Read more</h3><ul><li><a href="x">Mayor says tax will rise</a></li></ul></aside>
<section id="comments"><p>Tom: the mayor said nothing new!</p></section><footer>© 2023 {OUTLETS[name]}</footer></body></html>"""


def rows(**more):
    return [{"text": plain(name), "outlet": OUTLETS[name], "date": "2023-03-08", **more} for name in TEXTS]


def as_csv(mark=","):
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, ["outlet", "date", "text"], delimiter=mark)
    writer.writeheader()
    writer.writerows(rows())
    return file.getvalue().encode()


def made(folder, files, **content):
    """A corpus of `files` (name -> bytes)."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "corpus.yaml").write_text(yaml.safe_dump({"title": "Ferry", "camps": CAMPS, **content}, allow_unicode=True))
    return folder


def said(place):
    """The attributions of a corpus without what counts characters of the file, and its articles."""
    study = corpus.load(place)
    assert study.set_aside.empty
    found = quotes.extract(study.articles, study.camps)
    raws = study.articles.set_index("article")["raw"]
    for row in found.itertuples():
        assert " ".join(raws[row.article][start:end] for start, end in row.spans) == row.content
    return found[["outlet", "section", "kind", "type", "content", "cue", "stance", "act", "source", "speaker", "camp"]], study


def listed(suffix):
    return [{"file": name + suffix, "outlet": OUTLETS[name], "date": "2023-03-08"} for name in TEXTS]


def texts(encode, suffix=".txt"):
    return {name + suffix: encode(name) for name in TEXTS}


def parquet():
    file = io.BytesIO()
    pd.DataFrame(rows(wordcount=7)).assign(date=pd.Timestamp("2023-03-08")).to_parquet(file)
    return file.getvalue()


def lines():
    return "".join(json.dumps(row) + "\n" for row in rows(id=5, title=None)).encode()


def coded(encoding):
    return lambda name: plain(name).encode(encoding)


FORMS = {
    "bom": (texts(coded("utf-8-sig")), listed(".txt")), "utf-16": (texts(coded("utf-16")), listed(".txt")),
    "utf-16 without mark": (texts(coded("utf-16-le")), listed(".txt")),
    "utf-16 big": (texts(coded("utf-16-be")), listed(".txt")), "windows": (texts(coded("cp1252")), listed(".txt")),
    "crlf": (texts(lambda n: plain(n).replace("\n", "\r\n").encode()), listed(".txt")),
    "mixed": (texts(lambda n: b"\n".join(part.encode("cp1252" if i == 2 else "utf-8") for i, part in enumerate(TEXTS[n]))),
              listed(".txt")),
    "html": (texts(lambda n: web_page(n).encode(), ".html"), listed(".html")),
    "html windows": (texts(lambda n: web_page(n).encode("cp1252"), ".htm"), listed(".htm")),
    "html unlisted": (texts(lambda n: web_page(n).encode(), ".html"), None),
    "csv": ({"all.csv": as_csv()}, "all.csv"), "csv unnamed": ({"all.csv": as_csv()}, None),
    "csv of a spreadsheet": ({"all.csv": b"\xef\xbb\xbf" + as_csv(";")}, {"table": "all.csv"}),
    "csv in windows": ({"all.csv": as_csv().decode().encode("cp1252")}, "all.csv"),
    "tsv": ({"all.tsv": as_csv("\t")}, "all.tsv"), "jsonl": ({"all.jsonl": lines()}, "all.jsonl"),
    "ndjson": ({"all.ndjson": lines()}, None), "parquet": ({"all.parquet": parquet()}, "all.parquet")}


@pytest.fixture(scope="module")
def twin(tmp_path_factory):
    found, _ = said(made(tmp_path_factory.mktemp("twin"), texts(coded("utf-8")), articles=listed(".txt")))
    assert len(found) >= 8 and {"Dana Voss", "Piet Aldous", "Zoë Håkon"} <= set(found["speaker"])
    return found


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_attributions_of_its_plain_twin(form, tmp_path, twin):
    files, articles = FORMS[form]
    found, study = said(made(tmp_path, files, **({"articles": articles} if articles else {})))
    pd.testing.assert_frame_equal(found, twin)
    assert list(study.articles["date"]) == ["2023-03-08"] * 2
    assert list(study.articles["title"]) == [TEXTS[name][0] for name in TEXTS]


def test_a_table_can_be_named_itself(tmp_path, twin):
    place = made(tmp_path, {"rows.csv": as_csv(), "other.csv": b"a,b\n", **texts(coded("utf-8"))})
    found, study = said(place / "rows.csv")
    pd.testing.assert_frame_equal(found, twin)
    assert list(study.articles["file"]) == ["rows.csv, row 1", "rows.csv, row 2"]
    assert list(study.articles["article"]) == ["rows-000001", "rows-000002"]


def test_the_command_reads_web_pages(typed, tmp_path):
    place = made(tmp_path, texts(lambda n: web_page(n).encode(), ".html") | texts(coded("utf-8")))
    pages = typed("quotes", place / "courier.html", "--camps", place / "corpus.yaml")
    twins = typed("quotes", place / "courier.txt", "--camps", place / "corpus.yaml")
    one, other = ([{k: v for k, v in json.loads(line).items() if k != "article"} for line in done.stdout.splitlines()]
                  for done in (pages, twins))
    assert one == other and len(one) >= 4 and pages.returncode == 0


@pytest.mark.parametrize("name, data, message", [
    ("t.csv", b"headline,body\nx,y\n", "t.csv: has no column 'text' (the article); its columns are headline, body; did you "
                                       "mean 'body'? Rename it"),
    ("t.csv", b"texts,outlet\nx,y\n", "t.csv: has no column 'text' (the article); its columns are texts, outlet; did you mean "
                                      "'texts'? Rename it"),
    ("t.csv", b"text,date\nx,2020-01-01\n", "t.csv: has no column 'outlet' (the news outlet's name); its columns are text, "
                                            "date; rename the one that is meant"),
    ("t.csv", b"text,outlet\n", "t.csv: holds no rows; it needs one row for each article"),
    ("t.csv", b"", "t.csv: holds no rows; it needs one row for each article"),
    ("t.csv", b"text,outlet\nHe said, A\nHe said, no, B\n", "t.csv: row 2 (line 3) has more cells than the header has columns; "
                                                            "put a text that holds the separator in quotation marks"),
    ("t.csv", b'text,outlet\n"He said,A\n', "t.csv: is not a valid CSV file (unexpected end of data, in the row that "
                                            "starts near line 1); is a quotation mark never closed?"),
    ("t.csv", b"text,outlet,date\nx,A,4/5/2025\n", "t.csv, row 1: '4/5/2025' is not in the form year-month-day; write it as "
                                                    "2025-05-04 or 2025-04-05, whichever is meant"),
    ("t.csv", b"text,outlet,date\nx,A,soon\nx,,2020-01-01\n", "t.csv, row 1: 'soon' is no date; write it as year-month-day, such as 2022-02-16\n"
     "t.csv, row 2: the column 'outlet' is empty; it names the news outlet"),
    ("t.jsonl", b'{"text": "x", "outlet": "A"}\n{"text": \n', "t.jsonl: line 2 is not valid JSON (Expecting value); each line "
                                                              "must hold one whole article in { }"),
    ("t.jsonl", b"[1]\n", 't.jsonl: line 1 is no article; write {"text": "...", "outlet": "..."}'),
    ("t.parquet", b"text,outlet\n", "t.parquet: cannot be read as a Parquet table"),
    ("t.csv", b"PK\x03\x04", "t.csv: is not a text file but a Word, Excel or zip file"),
])
def test_a_faulty_table_is_named_in_plain_words(tmp_path, name, data, message):
    assert "\n".join(corpus.check(made(tmp_path, {name: data}))).startswith(message)


def test_cells_of_a_table(tmp_path):
    text = plain("courier")
    data = [{"Text": text, "URL": "https://www.elmar.example/1", "date": "2023-03-08T10:00:00Z"},
            {"Text": None, "URL": "http://ledger.example:80/2"}, {"Text": text + "\ud83d", "URL": "a.example"}]
    place = made(tmp_path, {"t.jsonl": "\n\n".join(map(json.dumps, data)).encode()}, date="2023-04-01")
    study = corpus.load(place)
    assert list(study.articles["outlet"]) == ["a.example", "elmar.example"]
    assert list(study.articles["date"]) == ["2023-04-01", "2023-03-08"] and study.articles["raw"][1] == text
    assert study.set_aside.values.tolist() == [["t.jsonl, row 2", "is empty"]]
    study.articles["raw"][0].encode()


def test_several_tables_and_none_to_choose(tmp_path):
    place = made(tmp_path, {"a.csv": as_csv(), "b.csv": as_csv()})
    assert corpus.check(place) == ["corpus.yaml: there are several tables; name the one that is meant, as in 'articles: a.csv'"]


def test_a_page_without_an_article_is_set_aside(tmp_path):
    place = made(tmp_path, {"a.html": b"<html><body></body></html>", "b.html": web_page("ledger").encode(),
                            "c.html": b"", "d.html": b"\x89PNG\r\n"})
    study = corpus.load(place)
    assert list(study.articles["outlet"]) == ["Strait Ledger"]
    assert [reason.split(";")[0] for reason in study.set_aside["reason"]] == [
        "no article was found in this web page", "is empty", "is not a text file but a picture"]


@pytest.mark.parametrize("written, language", [
    ("Mayor opens bridge", "English"), ("", "English"), ("He said: “Dans le parc, la fête continue”, and left for the day.", "English"),
    ("Die Brücke ist offen.", "German"), ("Le maire a dit que le pont est ouvert.", "French"),
    ("El alcalde dijo que el puente está abierto para los vecinos.", "Spanish"),
    ("Il sindaco ha detto che il ponte è aperto per tutti gli abitanti della città.", "Italian"),
    ("De burgemeester zei dat de brug voor iedereen open is.", "Dutch"),
    ("Burmistrz powiedział, że most jest otwarty dla wszystkich i nie zostanie zamknięty.", "Polish"),
    ("Ferry Rovers Albion Wanderers Athletic Town City United Harbour County Orient Villa Rangers Celtic Vale Park Hill "
     "North South East West", "")])
def test_english_is_told_by_its_small_words(written, language):
    assert usable.language(written) == language


def test_ten_megabytes_of_one_line_take_seconds(tmp_path, command):
    (tmp_path / "long.txt").write_bytes(b"The mayor said so. " * 550_000)
    (tmp_path / "long.html").write_bytes(b"<html><body><p>" + b"The mayor said so. " * 550_000 + b"</p></body></html>")
    done = command("quotes", tmp_path / "long.txt", tmp_path / "long.html")
    assert done.seconds < 15
    assert done.returncode == 1 and [line.count("characters long; an article has at most") for line in
                                     done.stderr.splitlines()] == [1, 1] and done.stdout == ""


def test_a_megabyte_is_an_article(tmp_path, command):
    said = [f'The mayor, Ann Lee, said on Monday that pier {n} was closed. "We had no choice," she added of it.' for n in range(11_000)]
    (tmp_path / "lines.txt").write_text("Piers closed, mayor says\n\n" + "\n".join(said))
    done = command("quotes", tmp_path / "lines.txt")
    assert (done.returncode, done.stderr) == (0, "") and done.seconds < 60
    assert (tmp_path / "lines.txt").stat().st_size > 1_000_000 and len(done.stdout.splitlines()) > 20_000


def test_an_unknown_byte_is_kept_and_known_ones_are_read(tmp_path):
    assert inputs.decode(b"caf\xe9 \x93no\x94 \x81.") == "café “no” \x81."
    assert inputs.decode("“é” – ".encode() + b"\x93b\x94") == "“é” – “b”"
    assert inputs.decode("CAFÉ”".encode("cp1252") * 3 + b" na\xefve " * 9) == "CAFÉ”" * 3 + " naïve " * 9
    with pytest.raises(ValueError, match="UTF-32"):
        inputs.decode(b"\xff\xfe\x00\x00\xff\xff\xff\xff")


def test_texts_of_web_pages_are_written_and_old_ones_go(tmp_path):
    place = made(tmp_path / "c", texts(lambda n: web_page(n).encode(), ".html"))
    (place / "note.txt").write_text("The mayor said on Monday that the pier would be closed for a week.\n")
    study = corpus.load(place)
    first = corpus.write_texts(study, tmp_path / "out")
    assert [path.name for path in first] == ["courier.txt", "ledger.txt"]
    (place / "ledger.html").unlink()
    study = corpus.load(place)
    (path,) = corpus.write_texts(study, tmp_path / "out")
    assert list((tmp_path / "out" / "texts").iterdir()) == [path]
    assert path.read_bytes().decode() == study.articles.set_index("article")["raw"]["courier"]


def test_what_went_in_is_told_in_sentences(tmp_path):
    place = made(tmp_path, texts(coded("utf-8")) | {"copy.txt": plain("ledger").encode(), "x.txt": b"", "y.txt": b"GIF89a"})
    study = corpus.load(place)
    assert findings_corpus.usable(study) == (
        "2 of 5 articles could not be used and were set aside.", "Reasons: x.txt is empty; y.txt is not a text file but a picture.")
    title, detail = findings_corpus.repeated(duplicates.find(study.articles), study)
    assert title == "1 pair of articles is the same text."
    assert detail.startswith("The same article twice: copy (copy) and ledger (ledger). What stands in both")
    one = study._replace(articles=study.articles.iloc[:1], set_aside=study.set_aside.iloc[:0])
    assert findings_corpus.usable(one).title == "The only article could be used."
    assert findings_corpus.repeated(duplicates.find(one.articles), one) == ("No article repeats another.", "")


def test_a_caption_of_a_figure_is_a_caption_and_its_quotation_counts(typed, tmp_path):
    page = web_page("courier").replace("<p class=\"byline\">", """<div class="standfirst">The island will be cut off, its mayor says.</div>
        <figure><img src="a.jpg"><figcaption>“The ships are done,” <b>Dana Voss</b> told the meeting.<span>Photograph: Jo Park/Courier</span>
        </figcaption></figure><figure><img src="b.jpg"><figcaption>Jo Park/Courier</figcaption></figure><p class="byline">""")
    place = made(tmp_path, {"a.html": page.encode()}, articles=[{"file": "a.html", "outlet": "Elmar Courier"}])
    study = corpus.load(place)
    table = text.clean(study.articles)
    kept = table[table["section"].isin(["deck", "caption"])]
    assert kept[["section", "text"]].values.tolist() == [["deck", "The island will be cut off, its mayor says."],
                                                         ["caption", "“The ships are done,” Dana Voss told the meeting."]]
    assert set(table.loc[table["section"] == "dropped", "text"].str.strip()) == {"Photo caption", "Photograph: Jo Park/Courier"}
    found = [json.loads(line) for line in typed("quotes", place / "a.html", "--camps", place / "corpus.yaml").stdout.splitlines()]
    assert [(row["content"], row["speaker"]) for row in found if row["section"] == "caption"] == [("“The ships are done,”", "Dana Voss")]
    assert [row["content"] for row in found] == list(quotes.extract(study.articles, study.camps)["content"])


def test_a_document_is_set_aside_wherever_articles_are_counted(typed, tmp_path):
    files = texts(coded("utf-8")) | {"lantern.docx": b"PK\x03\x04", "readme.docx": b"PK\x03\x04"}
    place = made(tmp_path / "in", files, articles=listed(".txt"))
    study = corpus.load(place)
    row = ["lantern.docx", "is a Word document; save what is in it as plain text (.txt)"]
    assert study.set_aside.values.tolist() == [row] and f"set aside: {row[0]} {row[1]}\n" in typed("check", place).stdout
    assert findings_corpus.usable(study).title == "1 of 3 articles could not be used and was set aside."
    assert pipeline.build(place, tmp_path / "out")["set_aside"] == 1
    assert tables.load("set_aside", tmp_path / "out" / "tables").values.tolist() == [row]
    assert corpus.load(made(tmp_path / "rows", {"all.csv": as_csv(), "lantern.docx": b"PK"}, articles="all.csv")).set_aside.empty
