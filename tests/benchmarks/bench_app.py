"""The server's work for one click beside a click on an empty page: `python -m tests.benchmarks.bench_app`.

The click chooses another formulation in a draft of 200 provisions: it saves, checks and draws the page anew.
Both servers run with the same settings of Streamlit, one after the other, and a browser clicks;
what is measured is the CPU time of the server's process, the browser's apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.app.conftest import CATALOGUE, FLAGS, Server, chromium_path, free_port
from tests.benchmarks.bench_compare import say
from workbench.catalogue import Catalogue
from workbench.drafting import new_draft, pick
from workbench.files.catalogues import load_catalogue
from workbench.model import Draft

PROVISIONS = 200
CLICKS = 100
GOAL = 8.0

EMPTY = """
import streamlit as st
st.session_state.n = st.session_state.get("n", 0) + 1
st.button("Click")
st.html(f"<p id=n>{st.session_state.n}</p>")
"""

SERVE = """
import sys
import streamlit as st
from workbench.app.serve import configuration
st.App(sys.argv[1]).run(config=configuration("127.0.0.1", int(sys.argv[2]), False))
"""


def big_draft(catalogue: Catalogue) -> tuple[Draft, str]:
    """A draft of 200 provisions with their supporting paragraphs, and one with several formulations to choose."""
    draft = new_draft(catalogue, "Draft declaration")
    chosen = ""
    while sum(1 for _ in draft.leaves()) < PROVISIONS:
        for element in catalogue.elements:
            draft, id = pick(draft, catalogue, element.id, element.formulations[0].id)
            if not chosen and len(element.formulations) > 2 and not catalogue.is_preambular(element):
                chosen = id
            if sum(1 for _ in draft.leaves()) >= PROVISIONS:
                break
    return replace(draft, title="Draft declaration of 200 provisions"), chosen


def cpu(process: subprocess.Popen[bytes]) -> float:
    """The CPU seconds that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def clicks_in_the_app(page: Page, server: Server) -> float:
    """CPU seconds of the server for one choice of another formulation."""
    draft, id = big_draft(load_catalogue(CATALOGUE))
    page.goto(f"{server.url}/draft?draft={server.keep(draft)}&provision={id}")
    wordings = page.locator(".st-key-draft_article [data-part=choices] input[name=wording]")
    wordings.nth(1).wait_for()
    assert server.process

    def click(turn: int) -> None:
        saved = page.locator(".st-key-draft_preview .page")
        before = saved.inner_text()
        wordings.nth(turn % 2).click()
        page.wait_for_function(
            "before => document.querySelector('.st-key-draft_preview [data-testid=stBidiComponentIsolated]')"
            ".shadowRoot.querySelector('.page').innerText !== before",
            arg=before,
        )
        page.wait_for_timeout(100)

    for turn in (1, 0, 1):
        click(turn)
    begin = cpu(server.process)
    for turn in range(CLICKS):
        click(turn)
    return (cpu(server.process) - begin) / CLICKS


def clicks_on_nothing(page: Page, folder: Path) -> float:
    """CPU seconds of a server for one click on a page with a button and a number."""
    script = folder / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(script), str(port)], stdout=subprocess.DEVNULL)
    try:
        Server(folder, port, process).wait()
        page.goto(f"http://127.0.0.1:{port}/")
        button = page.get_by_role("button", name="Click")
        number = 1

        def click() -> None:
            nonlocal number
            number += 1
            button.click()
            page.locator(f"#n:text-is('{number}')").wait_for()
            page.wait_for_timeout(100)

        for _ in range(3):
            click()
        begin = cpu(process)
        for _ in range(CLICKS):
            click()
        return (cpu(process) - begin) / CLICKS
    finally:
        process.kill()
        process.wait()


def measure(browser: Browser, folder: Path) -> None:
    """Prints the ratio."""
    floor = clicks_on_nothing(browser.new_page(), folder)
    server = Server(folder, free_port()).start()
    try:
        mine = clicks_in_the_app(browser.new_page(viewport={"width": 1440, "height": 1000}), server)
    finally:
        server.kill()
    ratio = mine / floor
    what = f"choose another of {PROVISIONS} provisions' formulations (CPU)"
    say(what, mine, "a click on an empty Streamlit page", floor, f"< {GOAL:g}", ratio, ratio < GOAL)


def main() -> None:
    """Runs the benchmark where there is a Chromium, and says so where there is none."""
    path = chromium_path()
    if not path:
        print("bench_app: no Chromium on this machine; install it with: apt-get install chromium")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        measure(browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
