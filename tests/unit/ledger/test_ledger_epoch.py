"""The key of the salts of a release leaves the ledger's files when it is turned."""

from __future__ import annotations

from pathlib import Path

from ledger_records import opened, publish_all, records, staffed


def test_nothing_of_the_old_key_stays_in_the_files_of_the_ledger(tmp_path: Path) -> None:
    with staffed(f"sqlite:///{tmp_path}/ledger.sqlite3") as ledger:
        ledger.file(records(ledger, range(3)))
        publish_all(ledger)
        old = ledger.public.salt_key().hex().encode()
        assert any(old in path.read_bytes() for path in tmp_path.iterdir())
        ledger.withdraw("DC-2022-000001", "privacy", "chen")
        assert not any(old in path.read_bytes() for path in tmp_path.iterdir())


def test_a_demonstration_has_the_same_key_again_and_an_office_its_own(tmp_path: Path) -> None:
    keys = []
    for name, seed in (("a", "s"), ("b", "s"), ("c", None), ("d", None)):
        with opened(f"sqlite:///{tmp_path}/{name}.sqlite3", seed=seed) as ledger:
            keys.append(ledger.public.salt_key())
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3
