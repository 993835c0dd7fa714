"""What the tests of the app stand on: a house in a folder of its own, a server, and a browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.testing.v1 import AppTest

from workbench.app import house, serve
from workbench.files.catalogues import load_preset
from workbench.model import Draft
from workbench.places import elements_folder
from workbench.store import Store, open_store

CATALOGUE = elements_folder() / "international-solidarity"
SAVED = {"author": "Drafter 1", "at": "2026-11-23T09:00:00+00:00"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


# --- without a browser ------------------------------------------------------


@dataclass
class Desktop:
    """The app in this process: open a page of a draft, look at it, click."""

    store: Store

    def keep(self, draft: Draft, id: str = "d1") -> str:
        self.store.create(draft, **SAVED, draft_id=id)
        return id

    def open(self, page: str = "start", **asked: str) -> AppTest:
        at = AppTest.from_file(str(serve.ENTRY), default_timeout=30)
        at.session_state["going"] = (page, asked)
        at.run()
        assert not at.exception
        return at

    def head(self, id: str = "d1") -> Draft:
        return self.store.head(id).draft


@pytest.fixture
def desktop(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Desktop]:
    """The app on an empty data folder; it fails the test when a page could not be drawn."""
    house.settle(data=tmp_path)
    store = house.store()
    yield Desktop(store)
    store.close()
    faults = [record for record in caplog.get_records("call") if record.name == "workbench.app"]
    assert not faults, f"a page could not be drawn: {faults}"


@pytest.fixture(scope="session")
def preset() -> Draft:
    return load_preset(CATALOGUE, "people-centred")


def shown(at: AppTest) -> str:
    """All HTML that a page shows."""
    return "\n".join(str(element.proto.body) for element in at.get("html"))


def data_of(at: AppTest, key: str) -> Any:
    """What a component of ours was given."""
    return next(json.loads(c.proto.json) for c in at.get("bidi_component") if c.proto.id.endswith(f"-{key}"))


# --- with a browser ---------------------------------------------------------


def chromium_path() -> str:
    """Where this machine has a Chromium or Chrome, or nothing."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), "")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    if not path:
        says = "no Chromium on this machine; install it with: apt-get install chromium"
        if os.environ.get("WORKBENCH_TESTS") == "all":
            pytest.fail(says)
        pytest.skip(says)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Server:
    """The workbench as a drafter starts it, with a data folder of its own; it can be killed and started again."""

    data: Path
    port: int
    #: What is done to the program before it serves, such as planting a fault.
    planted: str = ""
    process: subprocess.Popen[bytes] | None = None
    log: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Server:
        program = ["-c", f"import sys\n{self.planted}\nfrom workbench.cli import main\nsys.exit(main())"]
        command = [sys.executable, *(program if self.planted else ["-m", "workbench"]), "app", "--no-browser"]
        command += ["--port", str(self.port), "--data", str(self.data)]
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        return self.wait()

    def wait(self) -> Server:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError(f"the server ended; see {self.data / 'server.log'}")
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):
                    return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server does not answer")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def keep(self, draft: Draft, id: str = "d1") -> str:
        store = open_store(f"sqlite:///{self.data / 'workbench.db'}")
        store.create(draft, **SAVED, draft_id=id)
        store.close()
        return id

    def head(self, id: str = "d1") -> Draft:
        store = open_store(f"sqlite:///{self.data / 'workbench.db'}")
        draft = store.head(id).draft
        store.close()
        return draft


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("data"), free_port()).start()
    yield server
    server.kill()


@pytest.fixture
def tab(chromium: Browser, server: Server) -> Iterator[Page]:
    """A fresh browser window; it fails the test when the page asks anyone else for anything, or breaks."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    page = context.new_page()
    strangers: list[str] = []
    broken: list[str] = []
    page.on("request", lambda request: strangers.append(request.url) if _is_strange(request.url, server) else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert not strangers, f"the page asked others: {strangers}"
    assert not broken, f"the page broke: {broken}"


def _is_strange(url: str, server: Server) -> bool:
    return not url.startswith((server.url, server.url.replace("http", "ws"), "blob:", "data:"))


Waiting = Callable[[], bool]


def wait_for(true: Waiting, seconds: float = 20, says: str = "it did not come true") -> None:
    """Waits for something outside the page, such as a save."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, says
        time.sleep(0.1)
