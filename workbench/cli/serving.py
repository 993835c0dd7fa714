"""`workbench app`: opens the workbench in the browser."""

from __future__ import annotations

import argparse

from workbench.cli.shared import Commands, command, with_store_options
from workbench.places import data_folder, database_url


def add(commands: Commands) -> None:
    """Adds the command that serves the app."""
    parser = command(
        commands, "app", _app, "opens the workbench in the browser", "workbench app --port 8600 --no-browser"
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; loopback only")
    parser.add_argument("--port", type=int, default=8501, help="the port to listen on")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    with_store_options(parser)


def _app(arguments: argparse.Namespace) -> int:
    # Streamlit is imported by this command alone: the others start without it.
    from workbench.app import serve

    folder = data_folder(arguments.data)
    serve.run(
        host=arguments.host,
        port=arguments.port,
        browser=not arguments.no_browser,
        data=folder,
        database=database_url(arguments.database, folder),
    )
    return 0
