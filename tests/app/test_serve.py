"""How the app is served: this machine only, nothing asked of others, and no dialog in a drafter's way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from workbench.app import house, serve


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "::", "workbench.example"])
def test_other_machines_are_refused_in_one_line(host: str, tmp_path: Path) -> None:
    with pytest.raises(serve.NotLoopbackError) as refused:
        serve.run(host=host, data=tmp_path)

    assert "no sign-in" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_is_served(host: str) -> None:
    told = serve.configuration(host, 8501, browser=False)

    assert told["server.address"] == host
    assert told["browser.gatherUsageStats"] is False
    assert told["runner.postScriptGC"] is False
    assert told["server.disconnectedSessionTTL"] == 900


def test_the_script_has_no_neighbours_that_could_be_taken_for_pages() -> None:
    assert [path.name for path in serve.ENTRY.parent.iterdir() if path.name != "__pycache__"] == ["entry.py"]


def test_the_database_is_in_the_data_folder_unless_another_is_named(tmp_path: Path) -> None:
    assert house.settle(data=tmp_path / "new").database == f"sqlite:///{tmp_path / 'new' / 'workbench.db'}"
    assert house.settle(data=tmp_path, database="postgresql://host/db").database == "postgresql://host/db"


async def _told(request: Request) -> JSONResponse:
    return JSONResponse({"blockErrorDialogs": False, "allowedOrigins": []})


def answer(path: str) -> tuple[dict[str, str], dict[str, Any]]:
    """The headers and the body of an answer that went through our middleware."""
    routes = [Route("/_stcore/host-config", _told), Route("/other", _told)]
    app = Starlette(routes=routes, middleware=[serve.HEADERS])
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    # In a thread of its own: the browser of other tests keeps a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return headers, json.loads(b"".join(message.get("body", b"") for message in sent))


def test_the_page_is_told_to_open_no_dialog_when_the_server_is_gone() -> None:
    assert answer("/_stcore/host-config")[1] == {"blockErrorDialogs": True, "allowedOrigins": []}
    assert answer("/other")[1]["blockErrorDialogs"] is False


def test_every_answer_forbids_framing_and_guessing() -> None:
    for path in ("/other", "/_stcore/host-config"):
        headers, _ = answer(path)
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert headers["x-content-type-options"] == "nosniff"
