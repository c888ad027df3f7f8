"""An older ledger becomes the present one, with all that stands in it."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from ledger_records import opened
from sqlalchemy import Connection, make_url

from publish.errors import LedgerError
from publish.ledger import migrations, schema
from publish.ledger.database import Database

HERE = Path(__file__).parent
HEADS = {
    "1": "478129b38f0e360629487fb6c6b059f3be833b5b1155b9e5736b6f843cb00d1c",
    "2": "610ebf5609b4b48d6172f4ab3dd076c3180673e6b5b7411b45afffb94781415f",
}
"""Version → the head of its sample's chain."""
FIRST = ("ix_chain_subject", "ix_chain_at", "ix_states_seq")
NEW_COLUMNS = ("waits", "overridden", "blocked", "district", "closed_on", "due_on", "touch")


def _old_file(path: Path, version: str) -> Path:
    with sqlite3.connect(path) as conn:
        conn.executescript((HERE / f"ledger_v{version}.sql").read_text("utf-8"))
    return path


def _old_server(url: str, tmp_path: Path, version: str) -> None:
    """The same ledger on the other database: its tables by hand, its rows from the file."""
    kept = sqlite3.connect(_old_file(tmp_path / "old.sqlite3", version))
    names = [name for (name,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    Database(url).prepare()
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as conn:
        for table in schema.metadata.sorted_tables:
            if table.name not in names:
                table.drop(conn)
        for index in FIRST if version == "1" else ():
            conn.exec_driver_sql(f"DROP INDEX {index}")
        for column in NEW_COLUMNS if version == "1" else ():
            conn.exec_driver_sql(f"ALTER TABLE current DROP COLUMN {column}")
        conn.execute(schema.meta.delete())
        if version != "1":
            conn.execute(schema.alembic_version.delete())
        for name in names:
            rows = kept.execute(f"SELECT * FROM {name}")
            columns = [column[0] for column in rows.description]
            table = sqlalchemy.table(name, *map(sqlalchemy.column, columns))
            found = [dict(zip(columns, row, strict=True)) for row in rows]
            if found:
                conn.execute(table.insert(), found)
    engine.dispose()


@pytest.fixture(params=sorted(HEADS))
def version(request: pytest.FixtureRequest) -> str:
    """A version that can be migrated."""
    return str(request.param)


@pytest.fixture
def old(url: str, tmp_path: Path, version: str) -> str:
    """A ledger of that version, as the program of its day made it."""
    if url.startswith("sqlite"):
        _old_file(Path(make_url(url).database or ""), version)
    else:
        _old_server(url, tmp_path, version)
    return url


def _shape(conn: Connection) -> dict[str, Any]:
    look = sqlalchemy.inspect(conn)
    return {
        name: (
            {column["name"]: (str(column["type"]), column["nullable"]) for column in look.get_columns(name)},
            look.get_pk_constraint(name)["constrained_columns"],
            sorted((index["name"], tuple(index["column_names"])) for index in look.get_indexes(name)),
        )
        for name in look.get_table_names()
    }


def _triggers(conn: Connection) -> list[str]:
    if conn.dialect.name == "sqlite":
        return sorted(conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'").scalars())
    return sorted(conn.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal").scalars())


def test_a_migrated_ledger_has_the_shape_of_a_new_one(old: str, tmp_path: Path) -> None:
    Database(old).migrate()
    shapes = []
    with sqlalchemy.create_engine(old).connect() as conn:
        shapes.append((_shape(conn), _triggers(conn)))
        if conn.dialect.name == "sqlite":
            fresh = f"sqlite:///{tmp_path}/fresh.sqlite3"
        else:
            conn.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public; COMMIT")
            fresh = old
    Database(fresh).prepare()
    with sqlalchemy.create_engine(fresh).connect() as conn:
        shapes.append((_shape(conn), _triggers(conn)))
    assert shapes[0] == shapes[1]


def test_a_migrated_ledger_holds_and_works_on(old: str, version: str) -> None:
    Database(old).migrate()
    with opened(old) as ledger:
        assert list(ledger.verify()) == []
        assert ledger.head() == HEADS[version]
        assert [item.number for item in ledger.published()] == ["DC-2022-000001", "DC-2022-000002"]
        if version == "1":
            assert ledger.sign("C-000006", "lin") == "approved"
        else:
            assert ledger.sign("C-000003", "zhou") == "signed"
        assert list(ledger.verify()) == []


def test_what_was_withdrawn_before_has_a_tombstone_and_what_is_withdrawn_now_turns_the_key(old: str) -> None:
    Database(old).migrate()
    with opened(old) as ledger:
        key = ledger.public.salt_key()
        earlier = [one.number for one in ledger.public.tombstones()]
        ledger.withdraw("DC-2022-000001", "privacy", "lin")
        assert {"DC-2022-000001", *earlier} == {one.number for one in ledger.public.tombstones()}
        assert ledger.public.salt_key() != key
        assert list(ledger.verify()) == []


def test_migrating_twice_changes_nothing(old: str, version: str) -> None:
    database = Database(old)
    assert (database.migrate(), database.migrate()) == (version, None)


def test_an_old_file_is_copied_for_its_owner_alone_and_migrated_when_it_is_opened(
    tmp_path: Path, version: str
) -> None:
    path = _old_file(tmp_path / "ledger.sqlite3", version)
    with opened(f"sqlite:///{path}") as ledger:
        assert ledger.head() == HEADS[version]
    copy = tmp_path / f"ledger.sqlite3.v{version}"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sqlite3.connect(copy).execute("SELECT value FROM meta").fetchall() == [(version,)]


def test_a_step_that_fails_leaves_the_old_ledger_as_it_was(
    old: str, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = migrations.upgrade

    def fails(conn: Connection) -> None:
        done(conn)
        raise LedgerError("LEDGER-010", "C-000001")

    monkeypatch.setattr(migrations, "upgrade", fails)
    with pytest.raises(LedgerError):
        Database(old).migrate()
    monkeypatch.undo()
    assert Database(old).version() == version
    assert Database(old).migrate() == version


def test_a_ledger_of_a_later_version_is_refused(url: str) -> None:
    opened(url).close()
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as conn:
        conn.execute(schema.meta.update().values(value="9"))
    engine.dispose()
    for act in (Database(url).prepare, Database(url).migrate):
        with pytest.raises(LedgerError) as error:
            act()
        assert error.value.issue.code == "LEDGER-003"
