"""A store that is missing, locked, half migrated or slow is one clear error; none is ever written to."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from conftest import BEGIN, Filling, matter

from publish.errors import StoreError
from publish.model.records import CaseFile
from publish.settings import Store as Settings
from publish.store import neighbours
from publish.store.adapter import Store, open_store


def refusal(settings: Settings, do: Callable[[Store], Any] = Store.check) -> str:
    with pytest.raises(StoreError) as caught, open_store(settings) as store:
        do(store)
    assert "\n" not in str(caught.value.issue)
    return caught.value.issue.code


def test_a_missing_file_is_named_and_not_created(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite3"
    assert refusal(Settings(url=f"sqlite:///{path}")) == "STORE-001"
    assert not path.exists()


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    path.write_bytes(b"not a database, far from it" * 200)
    assert refusal(Settings(url=f"sqlite:///{path}")) == "STORE-007"


def test_another_kind_of_database_is_refused() -> None:
    assert refusal(Settings(url="mysql://localhost/x")) == "STORE-009"
    assert refusal(Settings(url="nonsense")) == "STORE-009"


def test_a_locked_store_is_given_up_after_the_timeout(filling: Filling) -> None:
    path = filling.engine.url.database
    writer = sqlite3.connect(str(path), isolation_level=None)
    writer.execute("PRAGMA locking_mode=EXCLUSIVE")
    writer.execute("BEGIN EXCLUSIVE")
    settings = Settings(url=filling.settings.url, timeout_seconds=1)
    assert refusal(settings) == "STORE-002"
    writer.close()


def test_a_table_that_is_not_there_yet_is_named(filling: Filling) -> None:
    filling.run("DROP TABLE dossier_steps")
    with pytest.raises(StoreError) as caught, open_store(filling.settings) as store:
        store.check()
    assert caught.value.issue.code == "STORE-004"
    assert "dossier_steps" in caught.value.issue.reason


def test_a_required_column_that_is_not_there_yet_is_named(filling: Filling) -> None:
    filling.run("ALTER TABLE events DROP COLUMN at")
    with pytest.raises(StoreError) as caught, open_store(filling.settings) as store:
        store.check()
    assert caught.value.issue.code == "STORE-005"
    assert "events" in caught.value.issue.reason
    assert " at" in caught.value.issue.reason


def test_an_optional_column_that_is_missing_reads_as_unknown(filling: Filling) -> None:
    filling.run("ALTER TABLE cases DROP COLUMN trade")
    filling.run("ALTER TABLE cases ADD COLUMN weather TEXT")
    filling.add("cases", matter("A"))
    with open_store(filling.settings) as store:
        (file,) = store.case_files()
    assert isinstance(file, CaseFile)
    assert file.case.trade is None


def test_a_statement_that_takes_too_long_is_stopped(filling: Filling) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    settings = Settings(url=filling.settings.url, timeout_seconds=1)
    assert refusal(settings, lambda store: store._reader.session.all(endless, {}, "cases")) == "STORE-003"


@pytest.mark.parametrize(
    "sql", ["DELETE FROM cases", "CREATE TABLE x (y)", "PRAGMA query_only=OFF; DELETE FROM cases"]
)
def test_nothing_can_be_written_through_an_open_store(filling: Filling, sql: str) -> None:
    filling.add("cases", matter("A"))
    refusal(filling.settings, lambda store: store._reader.session.all(sql, {}, "cases"))
    with open_store(filling.settings) as store:
        assert len(list(store.case_files())) == 1


def test_mode_ro_holds_even_without_query_only(filling: Filling) -> None:
    def write(store: Store) -> None:
        store._reader.session._run("PRAGMA query_only=OFF", {}, "cases", stream=False)
        store._reader.session.all("DELETE FROM cases", {}, "cases")

    filling.add("cases", matter("A"))
    assert refusal(filling.settings, write) == "STORE-011"


def test_one_run_sees_one_state_of_the_store(filling: Filling) -> None:
    filling.run("PRAGMA journal_mode=WAL")
    filling.add("cases", matter("A"))
    with open_store(filling.settings) as store:
        assert len(list(store.states())) == 1
        filling.add("cases", matter("B"))
        assert len(list(store.states())) == 1


def test_a_stream_left_half_read_closes_in_silence(
    filling: Filling, caplog: pytest.LogCaptureFixture
) -> None:
    filling.add("cases", *(matter(f"K{i}") for i in range(20)))
    with open_store(filling.settings) as store:
        files = store.case_files()
        next(files)
    del files
    gc.collect()
    assert caplog.records == []


def test_matters_come_whole_in_pages_and_in_order(filling: Filling) -> None:
    keys = [f"K{i:02}" for i in range(10)]
    filling.add("cases", *(matter(key) for key in reversed(keys)))
    filling.add(
        "events",
        *(
            {"case_id": k, "seq": s, "at": BEGIN + timedelta(hours=s), "kind": "arrived"}
            for k in keys
            for s in (10, 9, 1)
        ),
    )
    filling.add("parties", *({"case_id": k, "seq": 1, "role": "applicant", "name": f"甲{k}"} for k in keys))
    filling.add("case_links", {"case_id": "K03", "other_id": "K07", "kind": "same_problem"})
    filling.add("dossier_cases", {"dossier_id": "d", "case_id": "K03"})
    with open_store(filling.settings) as store:
        files = [file for file in store.case_files() if isinstance(file, CaseFile)]
    assert [file.case.case_id for file in files] == keys
    assert all([event.seq for event in file.events] == [1, 9, 10] for file in files)
    assert [party.name for party in files[7].linked_parties] == ["甲K03"]
    assert [party.name for party in files[3].linked_parties] == ["甲K07"]
    assert files[3].dossier_ids == ("d",)


def test_a_matter_knows_the_parties_of_all_it_hangs_together_with(filling: Filling) -> None:
    keys = [f"K{i:03}" for i in range(6)]
    filling.add("cases", *(matter(key) for key in keys))
    filling.add("parties", *({"case_id": k, "seq": 1, "role": "applicant", "name": f"甲{k}"} for k in keys))
    chain = [("K000", "K001"), ("K002", "K001"), ("K002", "K003"), ("K004", "K005")]
    filling.add("case_links", *({"case_id": a, "other_id": b, "kind": "same_person"} for a, b in chain))
    with open_store(filling.settings) as store:
        files = [file for file in store.case_files() if isinstance(file, CaseFile)]
    others = [[party.case_id for party in file.linked_parties] for file in files]
    assert others[0] == ["K001", "K002", "K003"]
    assert others[3] == ["K000", "K001", "K002"]
    assert others[4] == ["K005"]


def test_of_too_many_matters_each_knows_those_it_is_linked_with(filling: Filling) -> None:
    keys = [f"K{i:03}" for i in range(neighbours.MOST + 2)]
    filling.add("cases", *(matter(key) for key in keys))
    filling.add("parties", *({"case_id": k, "seq": 1, "role": "applicant", "name": f"甲{k}"} for k in keys))
    links = ({"case_id": keys[0], "other_id": key, "kind": "same_problem"} for key in keys[1:])
    filling.add("case_links", *links)
    with open_store(filling.settings) as store:
        files = [file for file in store.case_files() if isinstance(file, CaseFile)]
    assert len(files[0].linked_parties) == neighbours.MOST + 1
    assert [party.case_id for party in files[5].linked_parties] == ["K000"]


def test_what_changed_since_is_given_with_the_overlap(filling: Filling) -> None:
    hours = {"A": 0, "B": 9.5, "C": 10, "D": 11, "E": 11}
    filling.add(
        "cases", *(matter(k, updated_at=BEGIN + timedelta(days=6, hours=h)) for k, h in hours.items())
    )
    filling.run("UPDATE cases SET updated_at = '2022-03-07T19:59:00+10:00' WHERE case_id = 'D'")  # 17:59
    filling.run("UPDATE cases SET updated_at = '2022-03-07T10:30:00Z' WHERE case_id = 'E'")  # 18:30
    with open_store(filling.settings) as store:
        files = list(store.case_files(since=BEGIN + timedelta(days=6, hours=10)))
    assert [file.case.case_id for file in files if isinstance(file, CaseFile)] == ["B", "C", "E"]


def test_postgresql_refuses_every_write(database: str) -> None:
    filling = Filling(database)
    filling.add("cases", matter("A"))
    delete = "DELETE FROM cases RETURNING case_id"
    refusal(filling.settings, lambda store: store._reader.session.all(delete, {}, "cases"))
    with open_store(filling.settings) as store:
        assert len(list(store.states())) == 1


def test_postgresql_gives_one_snapshot_and_code_point_order(database: str) -> None:
    filling = Filling(database)
    filling.add("cases", *(matter(key) for key in ("b", "A", "a-1", "B", "中")))
    with open_store(filling.settings) as store:
        assert [state.case_id for state in store.states()] == ["A", "B", "a-1", "b", "中"]
        filling.add("cases", matter("Z"))
        assert [file.case.case_id for file in store.case_files() if isinstance(file, CaseFile)] == [
            "A", "B", "a-1", "b", "中",
        ]  # fmt: skip


def test_postgresql_gives_the_same_records_as_sqlite(database: str, filling: Filling) -> None:
    other = Filling(database)
    for store in (filling, other):
        store.add("cases", matter("A"), matter("B", outcome="fixed"), matter("C"))
        store.add(
            "parties", {"case_id": "A", "seq": 1, "role": "applicant", "name": "王芳", "is_minor": False}
        )
        store.add("events", {"case_id": "A", "seq": 1, "at": BEGIN, "kind": "arrived", "note": "100%"})
        store.add("units", {"unit_id": "u", "name": "某局", "level": "city", "valid_from": BEGIN.date()})
    with open_store(filling.settings) as left, open_store(other.settings) as right:
        assert list(left.case_files()) == list(right.case_files())
        assert left.units() == right.units()
        now = BEGIN + timedelta(days=60)
        assert list(left.months(now)) == list(right.months(now))


def test_a_slow_postgresql_is_given_up(database: str) -> None:
    Filling(database)
    settings = Settings(url=database, timeout_seconds=1)
    assert (
        refusal(settings, lambda store: store._reader.session.all("SELECT pg_sleep(20)", {}, "cases"))
        == "STORE-003"
    )


def test_a_postgresql_table_under_migration_is_said_to_be_locked(database: str) -> None:
    filling = Filling(database)
    with psycopg.connect(database) as other:
        other.execute("LOCK TABLE cases IN ACCESS EXCLUSIVE MODE")
        assert refusal(filling.settings) == "STORE-002"


def test_a_table_nobody_granted_is_named(database: str) -> None:
    filling = Filling(database)
    filling.run("DROP ROLE IF EXISTS reader")
    filling.run("CREATE ROLE reader LOGIN")
    assert refusal(Settings(url=database.replace("postgres@", "reader@"))) == "STORE-010"
    filling.run("DROP ROLE reader")


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(Settings(url=f"postgresql://office:secret@/cases?host={tmp_path}", timeout_seconds=1))
    assert caught.value.issue.code == "STORE-008"
    assert "secret" not in str(caught.value)
