"""`workbench app`: opens the workbench in the browser."""

from __future__ import annotations

import argparse
import socket

from workbench.cli.parsing import CallError, Commands, command, with_store_options
from workbench.cli.shared import catalogue_folder
from workbench.places import data_folder, database_url

PORT = 8501
_TRIED = 20


def add(commands: Commands) -> None:
    """Adds the command that serves the app."""
    parser = command(
        commands, "app", _app, "opens the workbench in the browser", "workbench app --port 8600 --no-browser"
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; loopback only")
    parser.add_argument("--port", type=int, default=0, help=f"the port to listen on (else the first free from {PORT})")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--catalogue", default="", metavar="DIR", help="the catalogue to draft from")
    with_store_options(parser)


def _app(arguments: argparse.Namespace) -> int:
    # Streamlit is imported by this command alone: the others start without it.
    from workbench.app import serve

    folder = data_folder(arguments.data)
    serve.run(
        host=arguments.host,
        port=_port(arguments.host, arguments.port),
        browser=not arguments.no_browser,
        data=folder,
        database=database_url(arguments.database, folder),
        catalogue=catalogue_folder(arguments.catalogue),
    )
    return 0


def _port(host: str, asked: int) -> int:
    """The port asked for, or the first free one; a second workbench beside a running one just opens."""
    for port in (asked,) if asked else range(PORT, PORT + _TRIED):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except (OSError, OverflowError):
                continue
            return port
    tried = f"port {asked}" if asked else f"every port from {PORT} to {PORT + _TRIED - 1}"
    raise CallError(f"{tried} of {host} is in use or not allowed; give another with --port")
