"""Keys: made, rotated and revoked; for their owner alone; the list only grows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from publish.errors import GateError
from publish.release.proof import keylist, keys, note
from tests.unit.release.proof.made import AT, ORIGIN

LATER = AT + timedelta(days=1)
DAY = date(2022, 7, 29)


def code(error: pytest.ExceptionInfo[GateError]) -> str:
    return error.value.issue.code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keys.make(tmp_path / "keys", ORIGIN, AT, b"seed")
    return tmp_path / "keys"


def test_a_key_is_for_its_owner_alone(folder: Path) -> None:
    private = next(folder.glob("*.pem"))
    assert private.stat().st_mode & 0o777 == 0o600
    assert b"PRIVATE KEY" in private.read_bytes()


def test_the_signer_signs_with_the_key_of_the_list(folder: Path) -> None:
    by = keys.signer(folder, ORIGIN)
    assert [one.key for one in keys.held(folder, ORIGIN)] == [by.key]
    assert note.parse(by.sign("a\n")).signed_by(by.key)


def test_a_demonstration_s_keys_come_out_the_same_again(folder: Path, tmp_path: Path) -> None:
    keys.make(tmp_path / "again", ORIGIN, AT, b"seed")
    for each in (folder, tmp_path / "again"):
        keys.rotate(each, ORIGIN, LATER, b"seed")
    assert (folder / keys.LIST).read_bytes() == (tmp_path / "again" / keys.LIST).read_bytes()


def test_an_office_s_keys_come_from_chance(tmp_path: Path) -> None:
    assert keys.make(tmp_path / "a", ORIGIN, AT) != keys.make(tmp_path / "b", ORIGIN, AT)


def test_a_rotation_is_signed_by_both_keys_and_deletes_the_old_private_one(folder: Path) -> None:
    old = keys.signer(folder, ORIGIN)
    new = keys.rotate(folder, ORIGIN, LATER, b"seed")
    last = note.parse(b"\n\n".join((folder / keys.LIST).read_bytes().split(b"\n\n")[-2:]))
    assert last.signed_by(old.key)
    assert last.signed_by(new)
    assert [path.name for path in folder.glob("*.pem")] == [f"{new.id.hex()}.pem"]
    assert [one.key for one in keys.held(folder, ORIGIN)] == [old.key, new]
    assert (folder / keys.LIST).read_bytes().startswith(old.listed)


def test_a_revocation_names_key_day_and_reason(folder: Path) -> None:
    old = keys.signer(folder, ORIGIN).key
    keys.rotate(folder, ORIGIN, LATER, b"seed")
    keys.revoke(folder, ORIGIN, LATER, old.id.hex(), DAY, "leaked")
    first, second = keys.held(folder, ORIGIN)
    assert (first.key, first.revoked, first.reason) == (old, DAY, "leaked")
    assert first.counts(AT)
    assert not first.counts(LATER)
    assert second.revoked is None


def test_a_revocation_can_be_moved_back_in_time_but_not_taken_back(folder: Path) -> None:
    old = keys.signer(folder, ORIGIN).key.id.hex()
    keys.rotate(folder, ORIGIN, LATER, b"seed")
    for day in (DAY, date(2030, 1, 1)):
        keys.revoke(folder, ORIGIN, LATER, old, day, "leaked")
    assert keys.held(folder, ORIGIN)[0].revoked == DAY
    keys.revoke(folder, ORIGIN, LATER, old, date(2022, 7, 1), "leaked")
    assert keys.held(folder, ORIGIN)[0].revoked == date(2022, 7, 1)


def test_a_second_first_key_is_refused(folder: Path) -> None:
    with pytest.raises(GateError) as error:
        keys.make(folder, ORIGIN, AT)
    assert code(error) == "KEYS-005"


def test_without_a_key_nothing_is_signed(tmp_path: Path) -> None:
    with pytest.raises(GateError) as error:
        keys.signer(tmp_path / "none", ORIGIN)
    assert code(error) == "KEYS-001"


@pytest.mark.parametrize("data", [None, b"", b"x", note.sign("a\n", "a", keys._new(b"s", 0))])
def test_without_its_private_key_nothing_is_signed(folder: Path, data: bytes | None) -> None:
    private = next(folder.glob("*.pem"))
    private.unlink()
    if data is not None:
        private.write_bytes(data)
        private.chmod(0o600)
    with pytest.raises(GateError) as error:
        keys.signer(folder, ORIGIN)
    assert code(error) == "KEYS-002"


def test_another_key_in_its_place_is_refused(folder: Path, tmp_path: Path) -> None:
    keys.make(tmp_path / "other", ORIGIN, AT, b"other")
    private = next(folder.glob("*.pem"))
    private.write_bytes(next((tmp_path / "other").glob("*.pem")).read_bytes())
    with pytest.raises(GateError) as error:
        keys.signer(folder, ORIGIN)
    assert code(error) == "KEYS-002"


def test_a_key_that_others_may_read_is_not_used(folder: Path) -> None:
    next(folder.glob("*.pem")).chmod(0o640)
    with pytest.raises(GateError) as error:
        keys.signer(folder, ORIGIN)
    assert code(error) == "KEYS-004"


def test_the_keys_of_another_site_are_not_used(folder: Path) -> None:
    with pytest.raises(GateError) as error:
        keys.signer(folder, "other.example.cn/transparency/log")
    assert code(error) == "KEYS-003"


def test_the_key_in_use_can_not_be_revoked_and_an_unknown_one_neither(folder: Path) -> None:
    used = keys.signer(folder, ORIGIN).key.id.hex()
    for name, expected in ((used, "KEYS-007"), ("00000000", "KEYS-006")):
        with pytest.raises(GateError) as error:
            keys.revoke(folder, ORIGIN, AT, name, DAY, "lost")
        assert code(error) == expected


def _parts(folder: Path) -> list[bytes]:
    """A list of three events, cut into its notes."""
    old = keys.signer(folder, ORIGIN).key.id.hex()
    keys.rotate(folder, ORIGIN, LATER, b"seed")
    keys.revoke(folder, ORIGIN, LATER, old, DAY, "leaked")
    pieces = (folder / keys.LIST).read_bytes().removesuffix(b"\n").split(b"\n\n")
    return [b"\n\n".join(pieces[at : at + 2]) for at in (0, 2, 4)]


@pytest.mark.parametrize("order", [(0,), (0, 1), (0, 1, 2)])
def test_every_beginning_of_a_list_is_a_list(folder: Path, order: tuple[int, ...]) -> None:
    parts = _parts(folder)
    assert keylist.read(b"\n\n".join(parts[each] for each in order) + b"\n", ORIGIN)


@pytest.mark.parametrize(
    "order", [(1,), (2,), (1, 0), (0, 2), (0, 2, 1), (1, 2), (0, 0), (0, 1, 1), (0, 1, 2, 2)]
)
def test_a_list_in_another_order_or_with_less_in_it_is_none(folder: Path, order: tuple[int, ...]) -> None:
    parts = _parts(folder)
    with pytest.raises(note.MalformedError):
        keylist.read(b"\n\n".join(parts[each] for each in order) + b"\n", ORIGIN)


def test_every_changed_byte_of_a_list_is_noticed(folder: Path) -> None:
    whole = b"\n\n".join(_parts(folder)) + b"\n"
    for at in range(len(whole)):
        with pytest.raises(note.MalformedError):
            keylist.read(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], ORIGIN)


def test_a_stranger_can_not_add_his_key(folder: Path, tmp_path: Path) -> None:
    mine, stranger = keys.signer(folder, ORIGIN), keys._new(b"stranger", 0)
    event = keylist.Event(act="rotate", key=note.public(stranger, ORIGIN), at=LATER)
    text = keylist.text(event, 2, ORIGIN, mine.listed)
    for added in (note.sign(text, ORIGIN, stranger), note.sign(text, ORIGIN, mine.private)):
        with pytest.raises(note.MalformedError):
            keylist.read(keylist.joined(mine.listed, added), ORIGIN)
    both = note.sign(text, ORIGIN, mine.private, stranger)
    assert len(keylist.read(keylist.joined(mine.listed, both), ORIGIN)) == 2


def test_nothing_in_the_folder_but_the_private_key_is_secret(folder: Path) -> None:
    assert {path.suffix for path in folder.iterdir()} == {"", ".pem"}
    assert b"PRIVATE" not in (folder / keys.LIST).read_bytes()
