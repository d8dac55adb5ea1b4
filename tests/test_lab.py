"""Every notebook in JupyterLab, in a browser, as a person runs it; judged from the file that Lab saved."""
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import hygiene
import nbformat
import pytest

from analysis import paths

NOTEBOOKS = sorted(path.stem for path in paths.NOTEBOOKS.glob("[!.]*.ipynb"))
TOKEN = "framing"
OFF = "Jens Stoltenberg"        # taken off the list in the copy of the corpus that explore reads


@pytest.fixture(scope="module")
def lab(study, tmp_path_factory):
    """Address and folder of a running JupyterLab that holds the notebooks, all outputs taken off.

    The copies write into a copy of the study, so that the committed figures stay as they are.
    """
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(study / "tables", folder / "study" / "tables")
    shutil.copytree(paths.SEEDS, folder / "corpus")
    listed = folder / "corpus" / "corpus.yaml"
    listed.write_text("".join(line for line in listed.read_text(encoding="utf-8").splitlines(True) if OFF not in line), encoding="utf-8")
    for name in NOTEBOOKS:
        nb = nbformat.read(paths.NOTEBOOKS / f"{name}.ipynb", as_version=4)
        for cell in nb.cells:
            if "parameters" in cell.metadata.get("tags", []):
                cell.source = re.sub(r'(?m)^(out|figures) = "[^"]*"', rf'\1 = "{folder}/study"', cell.source)
                if name == "explore":
                    cell.source = re.sub(r'(?m)^corpus = "[^"]*"', f'corpus = "{folder}/corpus"', cell.source)
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(nb, folder / f"{name}.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {key: str(folder / "own" / key) for key in (
        "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")}
    news = folder / "own/JUPYTERLAB_SETTINGS_DIR/@jupyterlab/apputils-extension"
    news.mkdir(parents=True)
    (news / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}')
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.port={port}",
         "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}"],
        env=os.environ | own, stdout=subprocess.DEVNULL, stderr=(folder / "server.log").open("w"))
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            assert server.poll() is None, (folder / "server.log").read_text()
            try:
                urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=1)
                break
            except OSError:
                time.sleep(.2)
        yield address, folder
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def window(chromium):
    """A window of a browser that keeps JupyterLab's files from one notebook to the next."""
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started.new_context(viewport={"width": 1400, "height": 1000})
        started.close()


def opened(window, address, name):
    page = window.new_page()
    page.goto(f"{address}/lab/tree/{name}.ipynb?token={TOKEN}&reset", timeout=60_000)
    page.wait_for_selector("text=/\\| Idle/", timeout=60_000)
    assert page.locator(".jp-Dialog").count() == 0
    page.click("text=Run >> nth=0")
    page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
    return page


def run_and_saved(page, path):
    """The notebook as JupyterLab saved it, once every cell has run."""
    settled = 0                # saved once more after the last count came in, so that its output is there
    for _ in range(240):
        page.keyboard.press("Control+s")
        time.sleep(.5)
        try:
            nb = nbformat.read(path, as_version=4)
        except nbformat.reader.NotJSONError:        # it is being written
            continue
        settled += all(cell.execution_count for _, cell in hygiene.code(nb)) or bool(hygiene.no_error(nb))
        if settled == 2:
            break
    return nb


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_runs_in_jupyterlab(lab, window, name):
    address, folder = lab
    page = opened(window, address, name)
    nb = run_and_saved(page, folder / f"{name}.ipynb")
    assert hygiene.no_error(nb) == [] and hygiene.no_warning(nb) == []
    assert hygiene.counts_in_order(nb) == [] and hygiene.outputs_present(nb) == []
    assert hygiene.figures_shown(nb) == []
    if name == "explore":
        follow(page)
        accept(page, folder / "corpus" / "corpus.yaml")
    page.close()
    kernels = urllib.request.urlopen(f"{address}/api/kernels?token={TOKEN}").read()
    for kernel in json.loads(kernels):
        end = urllib.request.Request(f"{address}/api/kernels/{kernel['id']}?token={TOKEN}", method="DELETE")
        urllib.request.urlopen(end)


def follow(page):
    """The panels of the explore notebook do what their controls say."""
    panel = page.locator(".jp-OutputArea-output .widget-vbox").first
    panel.scroll_into_view_if_needed()
    listed = panel.locator("p b", has_text=re.compile(r"\d+ of \d+ attributions")).first
    before = listed.text_content()
    outlets = panel.locator("select").first
    outlets.select_option(index=1)
    page.wait_for_function("text => { const now = [...document.querySelectorAll('.jp-OutputArea-output .widget-vbox p b')]"
                           ".map(b => b.textContent).find(told => /^\\d+ of \\d+ attributions/.test(told)); return now && now !== text }",
                           arg=before, timeout=20_000)
    counted = re.match(r"(\d+) of (\d+) attributions", panel.locator(
        "p b", has_text=re.compile(r"\d+ of \d+ attributions")).first.inner_text())
    assert 0 < int(counted[1]) < int(counted[2]) and panel.locator("img").first.is_visible()
    chosen = outlets.evaluate("menu => menu.options[menu.selectedIndex].text")
    read = panel.get_by_role("combobox", name="Read in").evaluate("menu => [...menu.options].map(option => option.text)")
    assert read and all(title.startswith(f"{chosen}:") for title in read)
    asked = page.get_by_role("spinbutton", name="Fewest statements on a side")
    asked.fill("1000")
    asked.press("Tab")
    page.get_by_text(re.compile(r"^0 of \d+ comparisons? of tone survive: .* at least 1,000 statements")).wait_for(timeout=20_000)
    assert page.get_by_role("spinbutton", name="Specifications that agree in sign, %").count() == 1


def accept(page, file):
    """A speaker who is on no list goes into corpus.yaml by a choice and one click, and stands in the panel no longer."""
    before = file.read_text(encoding="utf-8")
    assert OFF not in before
    button = page.get_by_role("button", name="Put into corpus.yaml")
    panel = page.locator(".widget-vbox").filter(has=button).last
    line = panel.locator(".widget-hbox").filter(has_text=OFF)
    button.scroll_into_view_if_needed()
    line.locator("b").wait_for(timeout=20_000)
    assert re.search(r"“.+” \S+\.txt, line \d+", line.text_content())
    for menu in panel.locator("select").all():
        menu.select_option(label="leave out")
    assert line.get_by_role("combobox", name=OFF, exact=True).count() == 1      # so a screen reader names the menu
    line.locator("select").select_option(index=1)
    button.click()
    panel.get_by_text(f"Added to corpus.yaml of the corpus: {OFF} under").wait_for(timeout=20_000)
    assert line.count() == 0
    after = file.read_text(encoding="utf-8").splitlines()
    added = [text for text in after if OFF in text]
    assert len(added) == 1 and [text for text in after if text not in added] == before.splitlines()
