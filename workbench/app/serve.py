"""Serves the workbench in the browser, on this machine only: there is no sign-in.

With `App.run(config=...)` Streamlit reads no `STREAMLIT_*` variables, so what is set here is what holds.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import ipaddress
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import streamlit as st
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


class NotLoopbackError(WorkbenchError):
    """The workbench was asked to listen to other machines."""


def run(
    host: str = "127.0.0.1",
    port: int = 8501,
    browser: bool = True,
    data: Path | None = None,
    database: str = "",
) -> None:
    """Serves the workbench until it is stopped; opens it in the browser if asked to."""
    if not _is_loopback(host):
        raise NotLoopbackError(
            f"{host}: the workbench has no sign-in and so serves this machine only; use --host 127.0.0.1"
        )
    house.settle(data=data, database=database)
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
        middleware=[Middleware(_Headers)],
    )


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
        "client.showErrorDetails": "none",
        "runner.postScriptGC": False,
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
    """Adds the headers that keep a page from being framed or its files from being guessed at."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"x-frame-options", b"SAMEORIGIN"),
                    (b"referrer-policy", b"same-origin"),
                ]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
