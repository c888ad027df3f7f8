"""A fresh ledger for each test, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy
from ledger_records import NOW, staffed

from publish.ledger.desk import Desk
from publish.ledger.ledger import Ledger

NAMES = count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a server, the database's name left open."""
    module = pytest.importorskip("tests.postgres", reason="needs a PostgreSQL server")
    with ExitStack() as stack:
        try:
            url = stack.enter_context(module.server())
        except module.NoPostgresError as error:
            pytest.skip(str(error))
        yield url.replace("/postgres?", "/{}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/ledger.sqlite3"
        return
    server, name = request.getfixturevalue("postgres"), f"ledger_{next(NAMES)}"
    engine = sqlalchemy.create_engine(server.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.exec_driver_sql(f"CREATE DATABASE {name}")
        yield str(server.format(name))
        conn.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with staffed(url) as opened:
        yield opened


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return ledger.desk(NOW)
