"""Nothing is changed silently: each way to tamper is named, and nothing private stands in clear."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy
from ledger_records import FLAG, NOW, opened, publish_all, record, records, staffed

from publish.errors import LedgerError
from publish.ledger import schema
from publish.ledger.decisions import Assessment, Deed
from publish.ledger.desk import Desk
from publish.ledger.ledger import Ledger
from publish.ledger.secret import NAMES
from publish.ledger.vault import Vault
from publish.model.spans import Span
from publish.model.texts import RedactedText

PASSWORD = "雨天的山城 47 step"
RANDOM = ('INSERT INTO "accounts"', 'INSERT INTO "sessions"')
COVERED = [table.name for table in schema.FACTS]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which every table has rows."""
    folder = tmp_path_factory.mktemp("made")
    path = folder / "ledger.sqlite3"
    with _opened(f"sqlite:///{path}", folder) as ledger:
        _whole_way(ledger)
    return path


def _opened(url: str, folder: Path) -> Ledger:
    vault = Vault(folder / "terms.enc", folder / "terms.key")
    return staffed(url, vault=vault, wall=lambda: NOW)


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(made, tmp_path))


def _whole_way(ledger: Ledger) -> None:
    ledger.begin_run("export")
    gated = record(ledger, "K8", gates=("GATE-MINOR",))
    ledger.file([*records(ledger, range(6)), record(ledger, "K7", flags=(FLAG,)), gated])
    ledger.refuse("C-000006", "chen", "标题不妥")
    _at_the_desk(ledger.desk())
    issued = publish_all(ledger)
    ledger.assign_places({"all": list(issued.values())})
    ledger.slugs("topic", ["民生/供水"])
    ledger.withdraw("DC-2022-000001", "privacy", "chen", urgent=True)
    ledger.file([record(ledger, "K2", "2")])
    _what_is_public(ledger)


def _what_is_public(ledger: Ledger) -> None:
    """A correction, an embargo, a request, a release."""
    ledger.public.open_correction("DC-2022-000002", "fact", "经核实更正", "chen")
    ledger.public.embargo("C-000007", NOW, "lin")
    ledger.public.takedown_log("DC-2022-000002", "请撤下我的事", "", None, "chen")
    ledger.public.released(1, "d" * 64, "r" * 64)


def _at_the_desk(desk: Desk) -> None:
    """Accounts, holds, a draft, decisions with a reason, an override, a problem, a blind pass, a term."""
    desk.set_password("chen", PASSWORD)
    desk.sign_in("chen", PASSWORD)
    desk.hold("C-000007", "chen")
    desk.save_draft("C-000007", 7, "chen", b"draft", 0)
    desk.override("C-000008", "lin", "GATE-MINOR", "监护人书面同意公开，见案卷第三页")
    desk.object("C-000007", "zhou", "数字与批复不一致")
    desk.lift("C-000007", "zhou", "已核对，一致")
    text = RedactedText("王某反映水浑浊", (Span(0, 2, "PERSON", "王某", 0.99, "known"),))
    deed = Deed(field="appeal", action="retext", note="按来件改正")
    desk.sign_with("C-000005", "chen", 5, {"appeal": text}, [deed], Assessment(*(True,) * 4))
    desk.blind("C-000005", "zhou", 9, {"appeal": [(3, 5, "PERSON")]})
    desk.propose_term("chen", "always", "金佛苑", "ADDRESS_COMMUNITY", "everywhere")


def _verify(path: Path) -> list[tuple[str, str]]:
    with opened(f"sqlite:///{path}") as ledger:
        return [(item.code, item.place) for item in ledger.verify()]


def _tamper(path: Path, *statements: str) -> None:
    conn = sqlite3.connect(path, isolation_level=None)
    names = conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for statement in (*(f"DROP TRIGGER {name}" for (name,) in names), *statements):
        assert conn.execute(statement).rowcount, statement
    conn.close()


def test_a_whole_ledger_verifies(file: Path) -> None:
    assert _verify(file) == []


def test_the_whole_way_fills_every_table(file: Path) -> None:
    conn = sqlite3.connect(file)
    empty = [name for name in schema.metadata.tables if not conn.execute(f"SELECT 1 FROM {name}").fetchone()]
    conn.close()
    assert empty == []


@pytest.mark.parametrize("table", ["chain", *COVERED])
@pytest.mark.parametrize("verb", ["UPDATE {} SET seq = seq", "DELETE FROM {}"])
def test_decisions_can_be_neither_changed_nor_deleted(file: Path, table: str, verb: str) -> None:
    conn = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        conn.execute(verb.format(table))
    conn.close()


def test_words_can_be_erased_but_not_changed(file: Path) -> None:
    conn = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        conn.execute("UPDATE texts SET body = x'00'")
    conn.close()


@pytest.mark.parametrize("column", ["at", "actor", "kind", "subject", "digest", "prev", "hash"])
def test_an_edited_chain_row_is_the_first_broken_one(file: Path, column: str) -> None:
    _tamper(file, f"UPDATE chain SET {column} = 'x' WHERE seq = 7")
    assert _verify(file)[0] == ("LEDGER-040", "chain 7")


@pytest.mark.parametrize("table", COVERED)
def test_an_edited_fact_is_named_by_its_chain_row(file: Path, table: str) -> None:
    conn = sqlite3.connect(file)
    column = next(c.name for c in reversed(schema.metadata.tables[table].columns) if c.name != "seq")
    ((seq,),) = conn.execute(f"SELECT min(seq) FROM {table}").fetchall()
    conn.close()
    one = f"SELECT max(rowid) FROM {table} WHERE seq = {seq}"
    _tamper(file, f'UPDATE {table} SET "{column}" = 99 WHERE rowid = ({one})')
    code, place = _verify(file)[0]
    assert (code, place.split()[:2]) == ("LEDGER-041", ["chain", str(seq)])


@pytest.mark.parametrize("table", COVERED)
def test_a_deleted_fact_is_named_by_its_chain_row(file: Path, table: str) -> None:
    _tamper(file, f"DELETE FROM {table} WHERE seq = (SELECT max(seq) FROM {table})")
    assert _verify(file)[0][0] == "LEDGER-041"


def test_a_fact_added_to_an_old_row_is_named(file: Path) -> None:
    _tamper(file, 'INSERT INTO signatures VALUES (5, 1, 1, "lin", "final", 9)')
    assert _verify(file)[0][0] == "LEDGER-041"


def test_a_fact_outside_the_chain_is_named(file: Path) -> None:
    _tamper(file, 'INSERT INTO signatures VALUES (5, 1, 1, "lin", "final", 9999)')
    assert _verify(file)[0] == ("LEDGER-046", "chain 9999")


@pytest.mark.parametrize("seq", [1, 7])
def test_a_chain_row_taken_out_is_named(file: Path, seq: int) -> None:
    _tamper(file, f"DELETE FROM chain WHERE seq = {seq}")
    assert _verify(file)[0] == ("LEDGER-040", f"chain {seq}")


def test_a_tail_cut_off_with_all_its_facts_is_named(file: Path) -> None:
    conn = sqlite3.connect(file)
    ((last,),) = conn.execute("SELECT max(seq) FROM chain").fetchall()
    conn.close()
    _tamper(file, f"DELETE FROM chain WHERE seq = {last}")
    conn = sqlite3.connect(file, isolation_level=None)
    for table in COVERED:
        conn.execute(f"DELETE FROM {table} WHERE seq = {last}")
    conn.close()
    assert _verify(file)[0] == ("LEDGER-044", f"chain {last - 1}")


def test_edited_words_are_named(file: Path) -> None:
    _tamper(file, "UPDATE texts SET body = (SELECT body FROM texts WHERE version = 3) WHERE version = 4")
    assert _verify(file) == [("LEDGER-042", "texts 4")]


def test_damaged_words_are_named(file: Path) -> None:
    broken = "UPDATE texts SET body = x'00' WHERE version = 4"
    _tamper(file, broken, "UPDATE notes SET body = x'00'", "UPDATE requests SET body = x'00'")
    codes = [(code, place.split()[0]) for code, place in _verify(file)]
    assert codes == [("LEDGER-042", "texts"), *[("LEDGER-042", "notes")] * 6, ("LEDGER-042", "requests")]


def test_words_deleted_without_a_withdrawal_are_named(file: Path) -> None:
    _tamper(file, "DELETE FROM texts WHERE version = 4", "DELETE FROM notes", "DELETE FROM requests")
    assert [code for code, _ in _verify(file)] == ["LEDGER-043"] * 8


@pytest.mark.parametrize("change", ["state = 'approved'", "approved = 4", "gates = 'x'", "opened = 1"])
def test_a_standing_that_its_facts_do_not_bear_out_is_named(file: Path, change: str) -> None:
    _tamper(file, f"UPDATE current SET {change} WHERE candidate = 6")
    assert _verify(file) == [("LEDGER-045", "C-000006")]


def test_a_standing_without_any_facts_is_named(file: Path) -> None:
    rest = [column.name for column in schema.current.columns][3:]
    columns = ", ".join(f'"{name}"' for name in rest)
    _tamper(file, f"INSERT INTO current SELECT 99, kind, 'x', {columns} FROM current WHERE candidate = 4")
    assert _verify(file) == [("LEDGER-045", "C-000099")]


def test_the_same_acts_give_the_same_ledger_row_for_row(tmp_path: Path) -> None:
    """But for what must not come out the same: salts of passwords, tokens of sessions."""
    dumps = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        with _opened(f"sqlite:///{tmp_path}/{name}/l.sqlite3", tmp_path / name) as ledger:
            _whole_way(ledger)
        lines = sqlite3.connect(tmp_path / name / "l.sqlite3").iterdump()
        dumps.append([line for line in lines if not line.startswith(RANDOM)])
    assert dumps[0] == dumps[1]


def test_both_databases_give_the_same_chain(url: str, tmp_path: Path) -> None:
    heads = []
    for place in (url, f"sqlite:///{tmp_path}/other.sqlite3"):
        folder = tmp_path / f"{len(heads)}"
        folder.mkdir()
        with _opened(place, folder) as ledger:
            _whole_way(ledger)
            assert list(ledger.verify()) == []
            heads.append(ledger.head())
    assert heads[0] == heads[1]


@pytest.mark.parametrize(
    "act", ["UPDATE states SET seq = seq", "DELETE FROM chain", "UPDATE texts SET body = salt"]
)
def test_either_database_refuses_to_rewrite(url: str, act: str) -> None:
    with staffed(url) as ledger:
        ledger.file([record(ledger, "K1")])
    engine = sqlalchemy.create_engine(url)
    with pytest.raises(sqlalchemy.exc.DBAPIError, match="append-only"), engine.begin() as conn:
        conn.exec_driver_sql(act)
    engine.dispose()


def test_without_a_seed_two_ledgers_share_nothing(tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path}/{name}.sqlite3" for name in "ab"]
    keys = [opened(url, seed=None).source_key("case", "K1") for url in urls]
    assert keys[0] != keys[1]


def test_an_open_ledger_keeps_its_first_secret(url: str) -> None:
    keys = [opened(url, seed=seed).source_key("case", "K1") for seed in ("one", "two")]
    assert keys[0] == keys[1]


def test_source_keys_of_two_kinds_differ(ledger: Ledger) -> None:
    assert ledger.source_key("case", "1") != ledger.source_key("policy", "1")
    assert ledger.source_key("case", "1\ud800") != ledger.source_key("case", "1")


def test_no_store_key_hash_or_name_stands_in_the_file(tmp_path: Path) -> None:
    with staffed(f"sqlite:///{tmp_path}/l.sqlite3") as ledger:
        given = record(ledger, "STORE-KEY-4711", words="STORE-WORDS")
        ledger.file([given])
        ledger.slugs("unit", ["UNIT-KEY-99"])
        tables = _clear(tmp_path / "l.sqlite3")
        content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in ("STORE-KEY-4711", "UNIT-KEY-99", "STORE-WORDS", given.source_hash):
        assert secret.encode() not in content
        assert secret not in tables


def _clear(path: Path) -> str:
    """Every table but that of the words, as text."""
    conn = sqlite3.connect(path)
    names = [name for name in schema.metadata.tables if name != "texts"]
    rows = [row for name in names for row in conn.execute(f"SELECT * FROM {name}")]
    conn.close()
    return repr(rows)


def test_the_file_of_a_new_ledger_is_its_owners_alone(file: Path) -> None:
    assert file.stat().st_mode & 0o077 == 0


def test_a_ledger_of_another_version_is_refused(file: Path) -> None:
    _tamper(file, "UPDATE meta SET value = '99'")
    with pytest.raises(LedgerError) as error:
        opened(f"sqlite:///{file}")
    assert error.value.issue.code == "LEDGER-003"


def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite3"
    path.write_bytes(b"this is a letter, not a database " * 200)
    with pytest.raises(LedgerError) as error:
        opened(f"sqlite:///{path}")
    assert error.value.issue.code == "LEDGER-001"
    assert path.read_bytes().startswith(b"this is a letter")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as error:
        opened(f"sqlite:///{tmp_path}/nowhere/l.sqlite3")
    assert error.value.issue.code == "LEDGER-001"


def test_a_time_without_an_offset_is_refused(url: str) -> None:
    with pytest.raises(LedgerError) as error:
        opened(url, datetime.fromisoformat("2022-07-28T18:00:00"))
    assert error.value.issue.code == "LEDGER-004"


def test_every_error_leaves_the_ledger_as_it_was(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(3)))
    before = ledger.head()
    acts: list[Callable[[], object]] = [
        lambda: ledger.settle_all([("C-000001", {}), ("C-000009", {})], "chen"),
        lambda: ledger.assign_numbers([(ledger.source_key("case", "K1"), "DC", NOW)]),
        lambda: ledger.sign("C-000001", "lin"),
    ]
    for act in acts:
        with pytest.raises(LedgerError):
            act()
    assert ledger.head() == before


def test_the_secrets_are_three_and_lie_in_their_own_table(file: Path) -> None:
    rows = sqlalchemy.create_engine(f"sqlite:///{file}").connect().execute(sqlalchemy.select(schema.secrets))
    assert {row.name for row in rows} == {*NAMES, "head", "touch", "journaled"}
