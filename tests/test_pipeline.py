"""The tables of a corpus, article by article: as the notebooks have them, resumable, and on any engine the same bytes."""
import json
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from analysis import corpus, engine, paths, quotes, sentiment, tables, text
from analysis.running import parts, pipeline

HARBOUR = paths.ROOT / "tests" / "corpus_harbour"
NAMES = ("articles", "passages", "quotes", "sentiment", "set_aside")
BUILD = "import sys; from analysis.running import pipeline; pipeline.build(sys.argv[1], sys.argv[2], size=2, {})"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Two dozen rows of a table: the harbour articles, each a little different."""
    place = tmp_path_factory.mktemp("many")
    shutil.copy(HARBOUR / "corpus.yaml", place)
    articles = corpus.load(HARBOUR).articles
    with open(place / "rows.jsonl", "w", encoding="utf-8") as file:
        for number in range(24):
            row = articles.iloc[number % len(articles)]
            raw = row["raw"].replace("Monday", f"Monday the {number}")
            file.write(json.dumps({"text": raw, "outlet": row["outlet"], "date": row["date"]}) + "\n")
    yaml = (place / "corpus.yaml").read_text(encoding="utf-8")
    camps = yaml[yaml.index("camps:"):]
    (place / "corpus.yaml").write_text("title: Many\narticles: rows.jsonl\n" + camps, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def whole(many, tmp_path_factory):
    out = tmp_path_factory.mktemp("whole")
    counts = pipeline.build(many, out, size=2)
    assert counts["articles"] == 24 and counts["set_aside"] == 0
    return out


def written(out):
    return {name: (Path(out) / "tables" / f"{name}.parquet").read_bytes() for name in NAMES}


def worked(out, stage):
    return set(parts.Parts(Path(out) / "parts" / stage).have)


def start(place, out, options=""):
    return subprocess.Popen([sys.executable, "-c", BUILD.format(options), str(place), str(out)], cwd=paths.ROOT)


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(.02)


def test_the_tables_are_those_of_the_notebooks(folder, tmp_path):
    pipeline.build(folder, tmp_path / "out")
    study = corpus.load(folder)
    found, kept = quotes.extract(study.articles, study.camps), text.clean(study.articles)
    scores = sentiment.score(found, kept, camps=study.camps)
    for name, own, by in (("quotes", found, ["quote"]), ("passages", kept, ["article", "passage"]),
                          ("sentiment", scores, ["article", "scorer", "target", "sentence", "quote", "text"])):
        table = tables.load(name, tmp_path / "out" / "tables").sort_values(by, ignore_index=True)
        pd.testing.assert_frame_equal(table, own[table.columns].sort_values(by, ignore_index=True), check_dtype=False)


@pytest.mark.parametrize("name", ["processes", "dask"])
def test_every_engine_writes_the_same_bytes(name, many, whole, tmp_path):
    pipeline.build(many, tmp_path, size=2, engine=name, workers=2)
    assert written(tmp_path) == written(whole)


def test_one_changed_article_costs_one_article(folder, tmp_path):
    pipeline.build(folder, tmp_path / "out")
    before = {stage: worked(tmp_path / "out", stage) for stage in ("tagged", "quotes", "sentiment")}
    path = sorted(folder.glob("*.txt"))[0]
    path.write_text(path.read_text(encoding="utf-8") + "\n“It is over,” said Ms. Nobody.\n", encoding="utf-8")
    pipeline.build(folder, tmp_path / "out")
    for stage, old in before.items():
        new = worked(tmp_path / "out", stage)
        assert old < new and len(new - old) == 1
    pipeline.build(folder, tmp_path / "fresh")
    assert written(tmp_path / "out") == written(tmp_path / "fresh")


def test_other_camps_do_not_tag_again(folder, tmp_path, monkeypatch):
    pipeline.build(folder, tmp_path / "out")
    before, tagged = tables.load("quotes", tmp_path / "out" / "tables"), worked(tmp_path / "out", "tagged")
    camp = list(corpus.read_camps(folder / "corpus.yaml"))[0]
    yaml = (folder / "corpus.yaml").read_text(encoding="utf-8")
    (folder / "corpus.yaml").write_text(yaml.replace(f"\n  {camp}:", "\n  renamed:"), encoding="utf-8")
    monkeypatch.setattr(quotes, "tag", lambda passages: pytest.fail("tagged again"))
    pipeline.build(folder, tmp_path / "out")
    after = tables.load("quotes", tmp_path / "out" / "tables")
    assert worked(tmp_path / "out", "tagged") == tagged
    assert list(after["content"]) == list(before["content"])
    assert list(after["camp"]) == list(before["camp"].replace(camp, "renamed")) and "renamed" in set(after["camp"])


def test_a_run_that_was_killed_goes_on_where_it_was(many, whole, tmp_path):
    run = start(many, tmp_path)
    until(lambda: len(list((tmp_path / "parts" / "tagged").glob("*.parquet"))) > 2)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert not (tmp_path / "tables" / "quotes.parquet").exists()
    made = {p: p.stat().st_mtime_ns for p in (tmp_path / "parts").rglob("*.parquet")}
    assert 2 < len(worked(tmp_path, "tagged")) < 24
    pipeline.build(many, tmp_path, size=2)
    assert {p: p.stat().st_mtime_ns for p in made} == made
    assert written(tmp_path) == written(whole)


@pytest.mark.parametrize("name", ["processes", "dask"])
def test_a_worker_killed_on_the_way_changes_nothing(name, many, whole, tmp_path):
    import psutil
    run = start(many, tmp_path, f"engine='{name}', workers=2")
    until(lambda: any((tmp_path / "parts" / "tagged").glob("*.parquet")))
    children = [p for p in psutil.Process(run.pid).children(recursive=True) if "spawn_main" in " ".join(p.cmdline())]
    max(children, key=lambda p: p.cpu_times().user).send_signal(signal.SIGKILL)
    assert run.wait(120) == 0
    assert written(tmp_path) == written(whole)


def test_a_failing_article_is_a_row_of_what_was_set_aside(folder, tmp_path, monkeypatch):
    tag = quotes.tag

    def fault(articles):
        if any("Brackmouth" in p.clean.text for passages in articles for p in passages[:3]):
            raise RecursionError("too deep")
        return tag(articles)
    (folder / "empty.txt").write_text("", encoding="utf-8")
    monkeypatch.setattr(quotes, "tag", fault)
    yaml = (folder / "corpus.yaml").read_text(encoding="utf-8")
    entry = "  - {file: empty.txt, outlet: Empty}\n"
    (folder / "corpus.yaml").write_text(yaml.replace("articles:\n", "articles:\n" + entry), encoding="utf-8")
    counts = pipeline.build(folder, tmp_path / "out")
    aside = tables.load("set_aside", tmp_path / "out" / "tables").set_index("file")["reason"]
    assert aside["empty.txt"] == "is empty"
    assert "RecursionError: too deep" in set(aside) and counts["articles"] == 5 - counts["set_aside"] > 0


def test_an_article_that_fails_late_is_in_no_table_and_tried_again(folder, tmp_path, monkeypatch):
    pipeline.build(folder, tmp_path / "out")
    before, clean, files = written(tmp_path / "out"), sentiment.repair, tables.load("articles", tmp_path / "out" / "tables")
    first = tables.load("quotes", tmp_path / "out" / "tables").iloc[0]

    def fault(raw, *rest):
        if raw == first["content"]:
            raise ValueError("no tone")
        return clean(raw, *rest)
    monkeypatch.setattr(sentiment, "repair", fault)
    counts = pipeline.build(folder, tmp_path / "new")
    assert counts["articles"] == 3 and counts["set_aside"] == 1
    aside = tables.load("set_aside", tmp_path / "new" / "tables")
    file = files.set_index("article")["file"][first["article"]]
    assert aside.values.tolist() == [[file, "ValueError: no tone"]]
    assert all(first["article"] not in set(tables.load(name, tmp_path / "new" / "tables")["article"]) for name in NAMES[:4])
    monkeypatch.setattr(sentiment, "repair", clean)
    monkeypatch.setattr(quotes, "tag", lambda articles: pytest.fail("tagged again"))
    pipeline.build(folder, tmp_path / "new")
    assert written(tmp_path / "new") == before


def test_an_article_that_kills_its_worker_is_set_aside_alone(folder, tmp_path, monkeypatch):
    """The engine puts a Failed between what it got of those before and behind."""
    @contextmanager
    def opened():
        yield lambda function, work: (
            function(batch[:1]) + [engine.Failed("the process died")] + function(batch[2:]) for batch in work)
    pipeline.build(folder, tmp_path / "out")
    whole = tables.load("sentiment", tmp_path / "out" / "tables")
    second = tables.load("articles", tmp_path / "out" / "tables").iloc[1]
    monkeypatch.setattr(engine, "opened", opened)
    pipeline.build(folder, tmp_path / "new")
    aside = tables.load("set_aside", tmp_path / "new" / "tables")
    assert aside.values.tolist() == [[second["file"], "the process died"]]
    left = whole[whole["article"] != second["article"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(tables.load("sentiment", tmp_path / "new" / "tables"), left)


def test_nothing_usable_is_an_error_and_leaves_the_tables(folder, tmp_path):
    pipeline.build(folder, tmp_path / "out")
    before = written(tmp_path / "out")
    for path in folder.glob("*.txt"):
        path.write_text("", encoding="utf-8")
    with pytest.raises(corpus.CorpusError, match="no article can be used"):
        pipeline.build(folder, tmp_path / "out")
    assert written(tmp_path / "out") == before


def test_a_scheduler_that_does_not_answer_is_told(many, tmp_path):
    with pytest.raises(engine.EngineError, match="no Dask scheduler answers at tcp://127.0.0.1:9"):
        pipeline.build(many, tmp_path, engine="dask", scheduler="tcp://127.0.0.1:9")


def test_the_command_works_all_out_and_draws_on_a_sample(command, tmp_path):
    done = command("run", str(HARBOUR), "--out", str(tmp_path), "--engine", "processes", "--workers", "2", "--most", "2")
    assert done.returncode == 0, done.stderr
    assert "all articles ... 4, 0 set aside" in done.stderr
    whole, drawn = tables.load("quotes", tmp_path / "all" / "tables"), tables.load("quotes", tmp_path / "tables")
    assert whole["article"].nunique() == 4 and drawn["article"].nunique() == 2
    same = whole[whole["article"].isin(set(drawn["article"]))].sort_values("quote", ignore_index=True)
    pd.testing.assert_frame_equal(same, drawn.sort_values("quote", ignore_index=True))
    assert "a random 2 of 4 articles" in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("options, message", [
    (["--workers", "2"], "--scheduler and --workers belong to --engine"),
    (["--engine", "serial", "--scheduler", "tcp://127.0.0.1:9"], "a scheduler belongs to the engine dask")])
def test_wrong_options_of_the_command_are_told(typed, options, message, tmp_path):
    done = typed("run", str(HARBOUR), "--out", str(tmp_path), *options)
    assert done.returncode == 1 and message in done.stderr
