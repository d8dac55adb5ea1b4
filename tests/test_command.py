"""The command line, as a user types it."""
import json
import os
import subprocess
import sys
from importlib import metadata

from analysis import paths, tables

SAFE = "Bridge opens\n\n“It is safe to cross – at last,” Mayor Zoë Lee said on Monday after the talks.\n"


def test_help_and_version(command):
    shown = command("--help").stdout
    assert all(f"\n    {name}" in shown for name in ("run", "quotes", "check", "refresh"))
    assert "with their defaults" in command("run", "--help").stdout
    assert command("--version").stdout == f"analysis {metadata.version('news-framing-analysis')}\n"
    assert command().returncode == 2 and command("run", "seeds").returncode == 2


def test_check_says_ready_or_why_not(command, typed, bridge):
    done = command("check", paths.SEEDS)
    assert (done.returncode, done.stderr) == (0, "")
    ready, _, *headlines = done.stdout.splitlines()
    assert ready == f"{paths.SEEDS}: 5 articles from 5 outlets, 3 camps: ready" and len(headlines) == 5
    assert typed("check", bridge).stdout.startswith(f"{bridge}: 1 article from 1 outlet, 1 camp: ready\n")
    (bridge / "corpus.yaml").write_text("titel: A\narticles:\n  - {file: b.txt, outlet: Daily}\n")
    done = typed("check", bridge)
    assert done.returncode == 1 and done.stderr == ""
    said = done.stdout.splitlines()
    assert len(said) == 3 and "'titel'" in said[0] and "b.txt" in said[1] and "camps" in said[2]
    done = typed("check", bridge / "nowhere")
    assert done.returncode == 1 and "there is no such folder" in done.stdout


def test_run_refuses_in_plain_words(typed, tmp_path):
    done = typed("run", paths.SEEDS, "--out", tmp_path / "out", "-p", "no_such_parameter=1")
    assert done.returncode == 1
    assert done.stderr.startswith("error: no notebook has a parameter 'no_such_parameter'")
    done = typed("run", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert done.returncode == 1 and "there is no such folder" in done.stderr
    assert "Traceback" not in done.stderr and not (tmp_path / "out").exists()
    assert typed("run", paths.SEEDS, "--out", tmp_path, "--timeout", "soon").returncode == 2


def seeds():
    return [os.path.relpath(path, paths.ROOT) for path in sorted(paths.SEEDS.glob("*.txt"))]


def test_quotes_prints_json_lines_whose_spans_stand_in_the_file(command):
    done = command("quotes", *seeds(), "--camps", "seeds/corpus.yaml", cwd=paths.ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["article"] for row in rows} == set(seeds())
    assert len({row["quote"] for row in rows}) == len(rows)
    assert {"Associated Press", "CNBC"} <= {row["outlet"] for row in rows}
    assert {"russia"} < {row["camp"] for row in rows}
    for row in rows:
        assert list(row) == list(tables.COLUMNS["quotes"])
        with open(paths.ROOT / row["article"], encoding="utf-8", newline="") as file:
            raw = file.read()
        assert all(0 <= start < end <= len(raw) for start, end in row["spans"]) and row["spans"]
        assert " ".join(raw[start:end] for start, end in row["spans"]) == row["content"]


def test_quotes_without_camps_and_with_a_bad_file(typed, tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(SAFE, encoding="utf-8")
    bad.write_bytes(b"\x00\x01\x02" * 50)
    done = typed("quotes", bad, tmp_path / "missing.txt", tmp_path, good)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["error"] * 3
    assert all(str(path) in line for path, line in zip((bad, tmp_path / "missing.txt", tmp_path),
                                                       done.stderr.splitlines()))
    assert "“It is safe to cross – at last,”" in done.stdout and "Zoë Lee" in done.stdout
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(row["article"], row["outlet"]) for row in rows} == {(str(good), "")}
    done = typed("quotes", good, "--camps", tmp_path / "camps.yaml")
    assert done.returncode == 1 and "camps.yaml" in done.stderr and "Traceback" not in done.stderr


def test_quotes_writes_utf8_and_bears_a_reader_that_leaves(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text(SAFE, encoding="utf-8")
    line = f"'{sys.executable}' -m analysis quotes " + f"'{good}' " * 300
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {line} | head -n 1"], capture_output=True,
                          env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Zoë" in done.stdout.decode("utf-8")


def test_quotes_starts_without_the_slow_libraries(command):
    check = ("import sys, time; from analysis import __main__; __main__.main(['quotes', *sys.argv[1:]]); "
             "print({'pandas', 'papermill', 'matplotlib', 'nbconvert', 'pyarrow'} & set(sys.modules), time.process_time())")
    article = paths.ROOT / seeds()[0]
    done = subprocess.run([sys.executable, "-c", check, article], capture_output=True, text=True)
    loaded, seconds = done.stdout.splitlines()[-1].split()
    assert loaded == "set()" and float(seconds) < 5, done.stderr      # 1.5 s on an idle machine


def test_quotes_says_why_an_article_has_none(typed, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    done = typed("quotes", tmp_path / "empty.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"note: {tmp_path / 'empty.txt'} is empty\n")
