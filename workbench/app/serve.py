"""Serves the workbench in the browser, on this machine only: there is no sign-in.

With `App.run(config=...)` Streamlit reads no `STREAMLIT_*` variables, so what is set here is what holds.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import ipaddress
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workbench.app import house
from workbench.app.looks import ASSETS, THEME
from workbench.errors import WorkbenchError

#: In a folder of its own: its neighbours would be importable by their bare names, and a folder `pages` beside it
#: would be taken for pages of another kind.
ENTRY = Path(__file__).with_name("script") / "entry.py"

#: The collector runs this often instead of after every click, which cost ten times what a click costs.
COLLECT_EVERY = 300.0

#: A click makes some ten thousand objects that go away by themselves; the collector looks less often than by default.
YOUNG = (50_000, 20, 50)


class NotLoopbackError(WorkbenchError):
    """The workbench was asked to listen to other machines."""


def run(
    host: str = "127.0.0.1",
    port: int = 8501,
    browser: bool = True,
    data: Path | None = None,
    database: str = "",
    catalogue: Path | None = None,
) -> None:
    """Serves the workbench until it is stopped; opens it in the browser if asked to."""
    if not _is_loopback(host):
        raise NotLoopbackError(
            f"{host}: the workbench has no sign-in and so serves this machine only; use --host 127.0.0.1"
        )
    house.settle(data=data, database=database, catalogue=catalogue)
    # Faults of the catalogue and the database are told here, before a browser opens on them.
    house.catalogue()
    house.store()
    app().run(config=configuration(host, port, browser))


def app() -> st.App:
    """The application: Streamlit, our assets beside it, and the headers of a page that is not to be framed."""
    return st.App(
        ENTRY,
        lifespan=_collecting,
        routes=[Mount("/assets", StaticFiles(directory=ASSETS))],
        middleware=[HEADERS],
        on_script_error=_met,
    )


def _met(fault: Exception) -> bool:
    # Loaded when a click meets a fault: the server starts without the pages.
    from workbench.app import shell

    return shell.met(fault)


def configuration(host: str, port: int, browser: bool) -> dict[str, Any]:
    """What Streamlit is told: loopback, no statistics, no watcher, sessions that survive a pause."""
    return {
        "server.address": host,
        "server.port": port,
        "server.headless": not browser,
        "server.fileWatcherType": "none",
        "server.maxUploadSize": 25,
        "server.disconnectedSessionTTL": 900,
        "server.showEmailPrompt": False,
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "minimal",
        # A traceback in the log is text that can be searched and mailed, without colours.
        "logger.enableRich": False,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "runner.postScriptGC": False,
        "runner.magicEnabled": False,
        **THEME,
    }


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextlib.asynccontextmanager
async def _collecting(_app: st.App) -> AsyncIterator[None]:
    # What is there before the first click stays: it is not looked through again for garbage.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*YOUNG)

    async def collect() -> None:
        while True:
            await asyncio.sleep(COLLECT_EVERY)
            gc.collect()

    task = asyncio.create_task(collect())
    try:
        yield
    finally:
        task.cancel()


class _Headers:
    """Adds the headers that keep a page from being framed or its files from being guessed at.

    It also tells the page to open no dialog when the server does not answer: a dialog would take the keys
    that a drafter is typing. The page says it in a line of its own (see `assets/js/frame.js`).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["x-content-type-options"] = "nosniff"
                headers["x-frame-options"] = "SAMEORIGIN"
                headers["referrer-policy"] = "same-origin"
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].endswith("/_stcore/host-config"):
            await self.app(scope, receive, _Quiet(with_headers).send)
        else:
            await self.app(scope, receive, with_headers)


class _Quiet:
    """Sends the host configuration on with the dialogs for errors switched off."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = MutableHeaders(scope=self._start)
        if self._start["status"] == 200 and "content-encoding" not in headers:
            self._body = json.dumps(json.loads(self._body) | {"blockErrorDialogs": True}).encode()
            headers["content-length"] = str(len(self._body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": self._body})


#: The middleware that every answer goes through.
HEADERS = Middleware(_Headers)
