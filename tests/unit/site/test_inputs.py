"""What is known by its stamp isn't read again; what could have changed unseen is."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from publish.settings import Settings
from publish.site import inputs
from publish.site.feedlinks import Formats
from publish.site.inputs import UNKNOWN, scan
from publish.site.intake import Taken, take
from publish.site.memory import Memory


def _all(settings: Settings, theme: Path) -> dict[str, inputs.Stamp]:
    return {name: stamp for group in scan(settings, theme).values() for name, stamp in group.items()}


def test_a_file_of_this_very_moment_has_no_stamp_and_gets_one_when_it_is_older(
    settings: Settings, theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings.paths.content / "directory.json"
    path.write_bytes(path.read_bytes())
    assert _all(settings, theme)["content/directory.json"] == UNKNOWN
    monkeypatch.setattr(inputs, "YOUNG", 1)
    time.sleep(0.05)
    assert _all(settings, theme)["content/directory.json"] != UNKNOWN


def test_what_begins_with_a_dot_is_no_input(settings: Settings, theme: Path) -> None:
    before = _all(settings, theme).keys()
    for root in (settings.paths.content / "cases", settings.paths.prose / "pages", theme / "static"):
        (root / ".half.json").write_text("{")
        (root / ".half.md").write_text("x")
        (root / ".hidden").mkdir()
        (root / ".hidden" / "x.json").write_text("{")
    assert _all(settings, theme).keys() == before


def test_a_file_of_another_kind_is_no_input(settings: Settings, theme: Path) -> None:
    before = _all(settings, theme).keys()
    (settings.paths.content / "cases" / "notes.txt").write_text("x")
    (settings.paths.prose / "pages" / "photo.jpg").write_text("x")
    (settings.paths.prose / "pages" / "deep").mkdir()
    (settings.paths.prose / "pages" / "deep" / "x.md").write_text("x")
    assert _all(settings, theme).keys() == before


def test_a_file_with_its_old_size_and_time_and_other_bytes_has_another_stamp(
    settings: Settings, theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "YOUNG", 0)
    path = settings.paths.content / "directory.json"
    held, before = path.stat(), _all(settings, theme)["content/directory.json"]
    time.sleep(0.05)
    path.write_bytes(path.read_bytes().replace(b"u-0001", b"u-0009"))
    os.utime(path, ns=(held.st_atime_ns, held.st_mtime_ns))
    assert path.stat().st_size == held.st_size
    assert _all(settings, theme)["content/directory.json"] != before


def _taken(settings: Settings, theme: Path, memory: Memory) -> Taken:
    """What is there, remembered."""
    taken = take(settings, theme, Formats(), memory)
    memory.keep(taken.known, taken.folders)
    return taken


@pytest.fixture
def memory(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Memory:
    """What was written just now is known by its stamp at once."""
    monkeypatch.setattr(inputs, "YOUNG", 0)
    time.sleep(0.05)
    return Memory(settings.paths.output)


def test_a_record_known_by_its_stamp_is_not_opened_and_one_of_the_same_bytes_not_parsed(
    settings: Settings, theme: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _taken(settings, theme, memory)
    read = Path.read_bytes
    opened: list[str] = []

    def noting(path: Path) -> bytes:
        opened.append(path.name)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", noting)
    again = _taken(settings, theme, memory)
    assert opened == []
    assert again.settled
    assert again.known == first.known
    path = sorted((settings.paths.content / "cases").rglob("*.json"))[0]
    os.utime(path)
    monkeypatch.setattr("publish.site.content.decode", None)
    touched = _taken(settings, theme, memory)
    assert opened == [path.name]
    assert touched.moved == {}
    assert not touched.settled  # its new stamp is to be remembered


def test_a_case_that_came_changed_or_went_has_moved(settings: Settings, theme: Path, memory: Memory) -> None:
    assert _taken(settings, theme, memory).moved is None
    one, two, *_ = sorted((settings.paths.content / "cases").rglob("*.json"))
    one.unlink()
    two.write_bytes(two.read_bytes().replace(b'"solved"', b'"partly"') + b" ")
    moved = _taken(settings, theme, memory).moved
    assert moved is not None
    assert moved.keys() == {one.stem, two.stem}
    assert moved[one.stem][1] is None
    assert one.stem not in memory.cases
    assert memory.cases[two.stem] == moved[two.stem][1]


def test_a_record_too_young_to_be_known_by_its_stamp_is_read_again(
    settings: Settings, theme: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    _taken(settings, theme, memory)
    monkeypatch.setattr(inputs, "YOUNG", 10**18)
    assert not _taken(settings, theme, memory).steady
    monkeypatch.setattr(inputs, "YOUNG", 0)
    assert not _taken(settings, theme, memory).steady
    assert _taken(settings, theme, memory).settled


def test_what_other_programs_read_is_read_again(
    settings: Settings, theme: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _taken(settings, theme, memory)
    assert _taken(settings, theme, memory).before == first.known
    monkeypatch.setattr("publish.site.intake.versions", lambda: ["markdown-99.dist-info"])
    monkeypatch.setattr("publish.site.prose._html", lambda body: f"<b>{body}</b>")
    again = _taken(settings, theme, memory)
    assert again.before is None
    assert again.moved is None
    assert again.known.basis != first.known.basis
    assert all(kept.held.html.startswith("<b>") for kept in again.known.prose.values())
