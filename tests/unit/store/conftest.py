"""Small invented stores for the tests of the store."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from zlib import crc32

import pytest
from sqlalchemy import NullPool, create_engine, event

from publish.settings import Store as Settings
from publish.store.schema import TABLES, create

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "docs" / "reference" / "samples"
BEGIN = datetime.fromisoformat("2022-03-01T09:00:00+08:00")


def matter(case_id: str, **given: object) -> dict[str, object]:
    """A matter that is approved and resolved, with `given` in place of what it says."""
    return {
        "case_id": case_id,
        "column_slug": "liuyan",
        "title": "路灯不亮",
        "appeal": "巷口路灯不亮。",
        "result": "已修好。",
        "submitted_at": BEGIN,
        "accepted_at": BEGIN + timedelta(hours=2),
        "due_at": BEGIN + timedelta(days=10),
        "closed_at": BEGIN + timedelta(days=5),
        "outcome": "solved",
        "consent": "agreed",
        "disclosure": "approved",
        "region_code": "500101",
        "topic": "城建/市政",
        "channel": "12345",
        "applicant_kind": "citizen",
        "updated_at": BEGIN + timedelta(days=6),
        **given,
    }


class Filling:
    """A store of the contract's tables under `url`, to be filled row by row."""

    def __init__(self, url: str) -> None:
        self.settings = Settings(url=url, timeout_seconds=2, page_rows=3)
        self.engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool)
        if url.startswith("sqlite"):
            event.listen(self.engine, "connect", _unsafe_but_fast)
        with self.engine.begin() as connection:
            create(connection)

    def add(self, relation: str, *rows: dict[str, object]) -> None:
        with self.engine.begin() as connection:
            for row in rows:
                connection.execute(TABLES[relation].insert(), row)

    def run(self, sql: str, *values: object) -> None:
        """A statement as the driver takes it, for what the contract's types would not let in."""
        with self.engine.begin() as connection:
            connection.exec_driver_sql(sql, values)


def _unsafe_but_fast(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def filling(tmp_path: Path) -> Filling:
    return Filling(f"sqlite:///{tmp_path / 'store.sqlite3'}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL server; skips where none can be started."""
    module = _postgres()
    try:
        with module.server() as url:
            yield url
    except module.NoPostgresError as reason:
        pytest.skip(str(reason))


@pytest.fixture
def database(postgres: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an empty database on that server."""
    import psycopg

    name = f"t{crc32(request.node.nodeid.encode())}"
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield postgres.replace("/postgres?", f"/{name}?")
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _postgres() -> ModuleType:
    """tests/postgres.py, wherever pytest was started."""
    spec = importlib.util.spec_from_file_location("tests_postgres", ROOT / "tests" / "postgres.py")
    assert spec
    assert spec.loader
    module = sys.modules.setdefault("tests_postgres", importlib.util.module_from_spec(spec))
    if not hasattr(module, "server"):
        spec.loader.exec_module(module)
    return module
