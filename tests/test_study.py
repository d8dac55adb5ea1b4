"""The whole study through the commands users type: what it must find, and that a second run changes nothing."""
import json
import os
import platform
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from analysis import charts, corpus, framing, paths, tables
from analysis.checking import validity
from analysis.showing import findings

HARBOUR = Path(__file__).parent / "corpus_harbour"
DAM = Path(__file__).parent / "corpus_dam"
FLOOD = Path(__file__).parent / "corpus_flood"
FIELDS = {"article", "quote", "outlet", "section", "kind", "type", "spans", "content", "cue", "cue_lemma", "stance",
          "act", "source", "speaker", "resolved_by", "camp", "via", "position"}


def lines(done):
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module", params=[paths.SEEDS, HARBOUR, DAM, FLOOD],
                ids=["seeds", "harbour", "dam", "flood"])
def quoted(request, command):
    folder = request.param
    files = sorted(folder.glob("*.txt"))
    return folder, lines(command("quotes", *files, "--camps", folder / "corpus.yaml"))


def test_quotes_prints_the_fields_of_the_table(quoted):
    folder, rows = quoted
    assert rows and all(FIELDS <= set(row) for row in rows)
    assert {row["article"] for row in rows} == {str(path) for path in folder.glob("*.txt")}
    camps = set(corpus.read_camps(folder / "corpus.yaml"))
    assert {row["camp"] for row in rows} <= camps
    assert {row["type"] for row in rows} <= {"direct", "indirect", "mixed"}
    assert {row["stance"] for row in rows} <= {"neutral", "endorsing", "distancing"}


def test_every_span_is_in_the_file(quoted):
    _, rows = quoted
    for row in rows:
        raw = Path(row["article"]).read_bytes().decode("utf-8")
        assert all(0 <= start < end <= len(raw) for start, end in row["spans"])
        assert " ".join(raw[start:end] for start, end in row["spans"]) == row["content"]


# a little below what RESULTS.md reports; the first run of corpus_flood is the best guess for a new event
FLOORS = {"seeds": dict(F=.88, camp=.97, type=.95, speaker=.95, via=.95),
          "corpus_harbour": dict(F=.88, camp=.95, type=.92, speaker=.88, via=.95),
          "corpus_dam": dict(F=.67, camp=.91, type=.92, speaker=.84, via=.95),
          "corpus_flood": dict(F=.85, camp=.85, type=.95, speaker=.82, via=.95)}


def test_reference_coding_is_met(quoted):
    folder, rows = quoted
    found = pd.DataFrame(rows).assign(article=[Path(row["article"]).stem for row in rows])
    reference, _ = validity.load_coding(folder / "coding")
    matched = validity.match(reference, found)
    right = validity.accuracy(matched, camps=corpus.read_camps(folder / "corpus.yaml")).set_index("field")["estimate"]
    reached = {"F": validity.scores(matched, draws=10).set_index("measure").loc["F", "estimate"], **right.to_dict()}
    short = {name: (reached[name], floor) for name, floor in FLOORS[folder.name].items() if reached[name] < floor}
    assert short == {}


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_second_run_as_on_an_old_processor_changes_no_byte(study, command, tmp_path):
    """Without the vector instructions of this one, numpy sorts, adds and multiplies in another order."""
    plain = {"NPY_DISABLE_CPU_FEATURES": " ".join(np.show_config(mode="dicts")["SIMD Extensions"]["found"])}
    if platform.machine().lower() in ("x86_64", "amd64"):
        plain["OPENBLAS_CORETYPE"] = "Prescott"
    done = command("run", paths.SEEDS, "--out", tmp_path / "again", env=os.environ | plain)
    assert done.returncode == 0, done.stderr
    for part in ("tables", "figures"):
        assert contents(tmp_path / "again" / part) == contents(study / part)


def test_committed_figures_are_those_of_the_study(study):
    """Data and titles; the pixels may differ where the letters are drawn by another library."""
    committed = paths.FIGURES / "seeds"
    assert {p.name for p in committed.iterdir()} == {p.name for p in (study / "figures").iterdir()}
    for path in sorted(committed.glob("*.csv")):
        pd.testing.assert_frame_equal(pd.read_csv(path), pd.read_csv(study / "figures" / path.name), rtol=1e-6)
    for path in sorted(committed.glob("*.png")):
        assert Image.open(path).text == Image.open(study / "figures" / path.name).text


def test_each_figure_has_its_picture_vector_and_data(study, second_study):
    for folder in (study, second_study):
        names = {path.name for path in (folder / "figures").iterdir()}
        stems = {name.rsplit(".", 1)[0] for name in names}
        assert len(stems) >= 10
        assert names == {f"{stem}.{kind}" for stem in stems for kind in ("png", "svg", "csv")}


def test_order_of_files_in_corpus_yaml_changes_nothing(command, tmp_path):
    import shutil

    import yaml
    shutil.copytree(HARBOUR, tmp_path / "corpus")
    path = tmp_path / "corpus" / "corpus.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["articles"].reverse()
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
    one, two = corpus.load(HARBOUR), corpus.load(tmp_path / "corpus")
    pd.testing.assert_frame_equal(one.articles, two.articles)


def test_second_corpus_speaks_of_itself_only(second_study):
    study = corpus.load(HARBOUR)
    pages = "".join(path.read_text(encoding="utf-8") for path in (second_study / "report").rglob("*.html")
                    if path.parent.name != "documents")
    pages = re.sub(r"base64,[\w+/=]+", "", pages)            # any four letters stand somewhere in a picture
    assert study.title in pages.replace("&#x27;", "'").replace("&#39;", "'")
    for foreign in ("NATO", "Russia", "Ukrain", "Stoltenberg", "Putin"):
        assert foreign not in pages


def test_second_corpus_numbers_are_those_of_its_tables(second_study):
    quotes = tables.load("quotes", second_study / "tables")
    camps = corpus.load(HARBOUR).camps
    title = findings.attributions(quotes, camps).title
    speech = quotes[quotes["kind"] == "speech"]
    assert title.startswith(f"{len(speech)} reported statements")
    page = (second_study / "report" / "notebooks" / "2-count-attributions.html").read_text(encoding="utf-8")
    assert f"{len(speech)} reported statements" in page
    counts = pd.read_csv(second_study / "figures" / "2-attributions.csv")
    assert counts["n"].sum() == len(speech)


def test_the_writers_own_words_are_not_the_quoted_ones(study):
    scores = tables.load("sentiment", study / "tables")
    quotes = tables.load("quotes", study / "tables").set_index("quote")
    own = scores[(scores["quote"] == "") & (scores["scorer"] == "vader")]
    direct = [c for c in quotes[quotes["type"] == "direct"]["content"]]
    assert len(own) and not any(text.strip("\"“”‘’' ") in content for text in own["text"] for content in direct)


def test_a_study_without_quotes_or_coding_still_tells_the_truth(command, tmp_path):
    folder = tmp_path / "quiet"
    folder.mkdir()
    (folder / "a.txt").write_text("Rain over the valley\n\nThe rain fell for three days and the river rose by two metres.\n\n"
                                  "By noon the bridge was under water and the road to the mill was gone.\n")
    (folder / "corpus.yaml").write_text("title: Rain\narticles:\n  - {file: a.txt, outlet: Valley News}\n"
                                        "camps:\n  town:\n    terms: [mayor]\n")
    done = command("run", folder, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert tables.load("quotes", tmp_path / "out" / "tables").empty
    page = (tmp_path / "out" / "report" / "notebooks" / "5-check-validity.html").read_text(encoding="utf-8")
    assert "has no coding" in page


def test_share_of_voice_adds_up_and_matches_the_quotes(study):
    quotes = tables.load("quotes", study / "tables")
    camps = corpus.load(paths.SEEDS).camps
    voice = framing.share_of_voice(quotes, camps)
    rows = voice[(voice["unit"] == "attributions") & (voice["channel"] == "all")]
    assert rows.groupby("outlet")["estimate"].sum().round(9).eq(1).all()
    speech = quotes[quotes["kind"] == "speech"]
    for row in rows[rows["outlet"] != framing.ALL].itertuples():
        assert row.count == ((speech["outlet"] == row.outlet) & (speech["camp"] == row.camp)).sum()


def test_saving_a_figure_twice_gives_the_same_bytes(tmp_path):
    data = pd.DataFrame({"outlet": ["A", "B"], "camp": ["x", "x"], "estimate": [.2, .4], "low": [.1, .3],
                         "high": [.3, .5], "n": [9, 8]})
    words = charts.Words(findings.Finding("B gives x more room than A."), "Share of x.", "95 % intervals.")
    marks = {"x": ("X", "#0072B2", "o")}
    for folder in ("one", "two"):
        charts.save(charts.intervals(data, words, marks, percent=True), data, "4-x", tmp_path / folder)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert b"B gives x more room than A." in (tmp_path / "one" / "4-x.png").read_bytes()


@pytest.mark.parametrize("chart", ["intervals", "stacked", "ranked"])
def test_no_chart_fails_on_an_empty_frame(chart, tmp_path):
    words, marks = charts.Words(findings.Finding("Nothing."), "Nothing.", "n = 0."), {"x": ("X", "#0072B2", "o")}
    columns = ["outlet", "camp", "estimate", "low", "high", "n", "word", "solid", "headline", "speaker", "cue", "verb"]
    empty = pd.DataFrame({column: pd.Series(dtype=float if column in ("estimate", "low", "high", "n") else object)
                          for column in columns})
    draw = getattr(charts, chart)
    extra = {"intervals": (marks,), "stacked": (marks,), "ranked": ("camp", "verb", marks)}[chart]
    figure = draw(empty, words, *extra)
    figure.canvas.draw()
    charts.save(figure, empty, "4-x", tmp_path)
    with Image.open(tmp_path / "4-x.png") as opened:
        assert opened.text["Comment"] == "empty"
