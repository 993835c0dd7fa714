"""The page Elements with the whole catalogue: `python -m tests.benchmarks.bench_elements`.

The server's work for a filter with a pick, and for a choice among formulations, beside a click on an empty page;
and how long the page takes to show itself beside the page Draft, each visit in a window that has visited before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.app.conftest import CATALOGUE, FLAGS, Server, chromium_path, free_port
from tests.benchmarks.bench_app import CLICKS, clicks_on_nothing, cpu
from tests.benchmarks.bench_compare import say
from workbench.files.catalogues import load_preset

GOAL = 12.0
PAINT_GOAL = 1.5
VISITS = 9

#: Two elements of different kinds.
PICKS = (("subject", "rights-holder"), ("enforcement", "impact-assessment"))


def measured(server: Server, click: Callable[[int], None]) -> float:
    """CPU seconds of the server for one click."""
    assert server.process
    for turn in range(3):
        click(turn)
    begin = cpu(server.process)
    for turn in range(CLICKS):
        click(turn + 1)
    return (cpu(server.process) - begin) / CLICKS


def picks(page: Page, server: Server, draft: str) -> float:
    """CPU seconds of the server for one filter by kind and one element picked in what is left."""
    page.goto(f"{server.url}/elements?draft={draft}")
    listed = page.locator(".st-key-elements_list")
    listed.locator("button.row").first.wait_for()

    def click(turn: int) -> None:
        kind, element = PICKS[turn % 2]
        listed.locator(f"button[data-value={kind}]").click()
        row = listed.locator(f"button[data-id={element}]")
        row.click()
        title = row.locator(".name").inner_text()
        expect(page.locator(".st-key-elements_formulations h2")).to_have_text(title)
        listed.locator(f"button[data-value={kind}]").click()
        page.wait_for_timeout(100)

    return measured(server, click)


def choices(page: Page, server: Server, draft: str) -> float:
    """CPU seconds of the server for one formulation taken instead of another."""
    page.goto(f"{server.url}/elements?draft={draft}&element=rights-holder")
    strips = page.locator(".st-key-elements_formulations .strip")
    strips.nth(1).wait_for()
    keys = [strips.nth(index).get_attribute("data-key") for index in range(2)]

    def click(turn: int) -> None:
        key = keys[(turn + 1) % 2]
        page.locator(f".st-key-elements_formulations .strip[data-key={key}] button[data-does=use]").click()
        page.locator(f".st-key-elements_formulations .strip.chosen[data-key={key}]").wait_for()
        page.wait_for_timeout(100)

    return measured(server, click)


def paints(page: Page, server: Server, draft: str) -> tuple[float, float]:
    """Seconds until the page Elements and the page Draft show what they are for, visited in turn."""
    pages = {
        f"elements?draft={draft}": ".st-key-elements_list button.row",
        f"draft?draft={draft}": ".st-key-draft_preview .page p",
    }
    seconds: dict[str, list[float]] = {address: [] for address in pages}
    for _ in range(VISITS + 1):
        for address, sign in pages.items():
            begin = perf_counter()
            page.goto(f"{server.url}/{address}", wait_until="commit")
            page.locator(sign).first.wait_for()
            seconds[address].append(perf_counter() - begin)
            page.wait_for_timeout(300)
    elements, drafting = (median(times[1:]) for times in seconds.values())
    return elements, drafting


def measure(browser: Browser, folder: Path) -> None:
    """Prints the ratios."""
    floor = clicks_on_nothing(browser.new_page(), folder)
    server = Server(folder, free_port()).start()
    try:
        draft = server.keep(load_preset(CATALOGUE, "people-centred"))
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        yardstick = "a click on an empty Streamlit page"
        for what, mine in (
            ("filter by kind and pick an element (CPU)", picks(tab, server, draft)),
            ("choose another formulation on the page Elements (CPU)", choices(tab, server, draft)),
        ):
            say(what, mine, yardstick, floor, f"< {GOAL:g}", mine / floor, mine / floor < GOAL)
        elements, drafting = paints(tab, server, draft)
    finally:
        server.kill()
    ratio = elements / drafting
    say("first paint of Elements", elements, "of Draft", drafting, f"< {PAINT_GOAL:g}", ratio, ratio < PAINT_GOAL)


def main() -> None:
    """Runs the benchmark where there is a Chromium, and says so where there is none."""
    path = chromium_path()
    if not path:
        print("bench_elements: no Chromium on this machine; install it with: apt-get install chromium")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        measure(browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
