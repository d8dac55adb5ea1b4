"""What several tests share: whole studies, run once through the command line, and a browser."""
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import __main__, paths

HERE = Path(__file__).parent


def analysis(*arguments, **options):
    """Run `python -m analysis ...` as a user types it; the finished process, with text output and its processor's seconds."""
    options = {"capture_output": True, "encoding": "utf-8", "timeout": 900} | options
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-m", "analysis", *map(str, arguments)], **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    done.seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done


@pytest.fixture(scope="session")
def command():
    return analysis


@pytest.fixture
def typed(capsys):
    """What `command` does, in this process: nothing is imported anew."""
    def run(*arguments):
        try:
            status = __main__.main([*map(str, arguments)])
        except SystemExit as left:
            status = left.code
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, status, said.out, said.err)
    return run


def _study(corpus, folder):
    done = analysis("run", corpus, "--out", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def study(tmp_path_factory):
    """Folder of the whole study of seeds/: tables, figures, notebooks, report."""
    return _study(paths.SEEDS, tmp_path_factory.mktemp("seeds") / "study")


@pytest.fixture(scope="session")
def second_study(tmp_path_factory):
    """The same of another event, with other outlets and camps."""
    return _study(HERE / "corpus_harbour", tmp_path_factory.mktemp("harbour") / "study")


@pytest.fixture
def bridge(tmp_path):
    """A corpus of one short article."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    article = "Mayor opens bridge\n\nMayor Ann Lee said the bridge was open to all on Monday.\n"
    (folder / "a.txt").write_text(article)
    (folder / "corpus.yaml").write_text(
        "title: A bridge\narticles:\n  - {file: a.txt, outlet: Daily}\n"
        "camps:\n  city:\n    actors: {Ann Lee: [Lee]}\n")
    return folder


@pytest.fixture(scope="session")
def chromium():
    """Path of a Chromium; without one the test is skipped, but never in continuous integration."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium is installed")
    return found


@pytest.fixture
def browser(chromium):
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()
