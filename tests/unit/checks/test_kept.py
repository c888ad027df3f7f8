"""What the gate remembers saves work and is never trusted further than it reaches."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import pytest

from publish.checks import leaks
from publish.checks.context import CheckContext, Kept, Private
from publish.model.contract import Party
from tests.unit.checks.people import NUMBER, OTHER, PRIVATE, STRANGER, WITNESS, ZHANG, context

KEY = b"k" * 32
CLEAN = {
    "a.html": f"<p>{NUMBER} 已办结</p>",
    "b.html": f"<p>{OTHER} 已办结，电话13600009876</p>",
    "c.txt": "李青萍来过",
    "d.html": f"<p>{NUMBER} 23栋1403室</p>",
}
"""Clean for Zhang alone."""


@pytest.fixture
def gate(tmp_path: Path) -> CheckContext:
    (tmp_path / "output").mkdir()
    for name, text in CLEAN.items():
        (tmp_path / "output" / name).write_text(text, "utf-8")
    made = context(tmp_path, kept=Kept(tmp_path / ".leaks", KEY))
    return _looking_for(made, PRIVATE[0])


def _looking_for(gate: CheckContext, *people: Private) -> CheckContext:
    def private() -> Iterator[Private]:
        yield from people

    return msgspec.structs.replace(gate, private=private)


def _places(gate: CheckContext) -> list[str]:
    return sorted(issue.place for issue in leaks.check(gate))


def _refuse(*_: Any) -> NoReturn:
    raise AssertionError("searched")


@pytest.fixture
def kept(gate: CheckContext, monkeypatch: pytest.MonkeyPatch) -> CheckContext:
    """A gate that has found everything clean, and fails where it searches any file again."""
    assert _places(gate) == []
    monkeypatch.setattr(leaks, "search_file", _refuse)
    return gate


def test_with_nothing_changed_no_file_is_searched(kept: CheckContext) -> None:
    assert _places(kept) == []


def test_somebody_who_left_is_no_reason_to_search(kept: CheckContext) -> None:
    assert _places(_looking_for(kept)) == []


def test_a_file_that_went_is_no_reason_to_search(kept: CheckContext) -> None:
    (kept.output / "a.html").unlink()
    assert _places(kept) == []


def test_a_full_check_searches_everything(kept: CheckContext) -> None:
    with pytest.raises(AssertionError, match="searched"):
        _places(msgspec.structs.replace(kept, full=True))


@pytest.mark.parametrize("damage", ["torn", "turned", "empty", "of another ledger", "of other words"])
def test_what_is_kept_is_dropped_when_it_is(kept: CheckContext, damage: str) -> None:
    assert kept.kept
    data = kept.kept.file.read_bytes()
    if damage == "of another ledger":
        kept = msgspec.structs.replace(kept, kept=Kept(kept.kept.file, b"x" * 32))
    elif damage == "of other words":
        kept = msgspec.structs.replace(kept, words=frozenset({"高峰期"}))
    else:
        turned = data[:40] + bytes([data[40] ^ 1]) + data[41:]
        kept.kept.file.write_bytes({"torn": data[:-1], "turned": turned, "empty": b""}[damage])
    with pytest.raises(AssertionError, match="searched"):
        _places(kept)


def test_whoever_is_new_is_looked_for_in_files_that_did_not_change(gate: CheckContext) -> None:
    assert _places(gate) == []
    assert _places(_looking_for(gate, PRIVATE[0], Private(STRANGER))) == ["b.html:1", "c.txt:1"]


def test_whoever_is_linked_later_is_looked_for_in_what_is_made_of_that_matter(gate: CheckContext) -> None:
    people = [PRIVATE[0], Private(WITNESS)]
    assert _places(_looking_for(gate, *people)) == []
    people[1] = Private(WITNESS, None, frozenset({NUMBER}))
    assert _places(_looking_for(gate, *people)) == ["d.html:1"]


def test_a_name_that_becomes_rare_is_looked_for_everywhere(gate: CheckContext) -> None:
    many = [Private(Party(case_id=f"n{n}", seq=1, role="witness", name="李青萍")) for n in range(4)]
    assert _places(_looking_for(gate, *many)) == []
    assert _places(_looking_for(gate, *many[:2])) == ["c.txt:1"]


def test_a_changed_file_is_searched_for_everybody(gate: CheckContext) -> None:
    assert _places(gate) == []
    (gate.output / "c.txt").write_text("x\n13900001234", "utf-8")
    assert _places(gate) == ["c.txt:2"]


def test_a_file_made_of_another_matter_than_before_is_read_again(gate: CheckContext) -> None:
    (gate.output / "c.txt").write_text("微信heming_1990", "utf-8")
    assert _places(gate) == []
    made = msgspec.structs.replace(gate, made_of=lambda path: [NUMBER] if path == "c.txt" else [])
    assert _places(made) == ["c.txt:1"]


def test_a_finding_is_found_again_until_it_is_gone(gate: CheckContext) -> None:
    (gate.output / "c.txt").write_text("13900001234", "utf-8")
    assert _places(gate) == _places(gate) == ["c.txt:1"]
    (gate.output / "c.txt").write_text("x", "utf-8")
    assert _places(gate) == []


def test_nothing_kept_can_be_read_or_guessed_at(kept: CheckContext) -> None:
    assert kept.kept
    data = kept.kept.file.read_bytes()
    assert kept.kept.file.stat().st_mode & 0o777 == 0o600
    for value in (ZHANG.phone, ZHANG.name, ZHANG.email):
        assert value
        assert value.encode() not in data
        for digest in (
            hashlib.sha256(value.encode()).digest(),
            hashlib.blake2b(value.encode(), digest_size=8).digest(),
        ):
            assert digest[:8] not in data
