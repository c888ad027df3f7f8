"""Memory and manifest: trusted when they are whole and of one build, and otherwise not at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from world import entries

from publish.model.published import PublishedCase
from publish.settings import Settings
from publish.site import inputs, manifest, memory, seal
from publish.site.engine import BuildReport
from publish.site.manifest import Entry, Manifest, entry
from publish.site.memory import Memory
from publish.text.records import decode

Run = Callable[[], BuildReport]
KEPT = {"memory": memory.place, "manifest": manifest.place, "seal": seal.place}


def _trusted(output: Path) -> bool:
    return seal.holds(output, (memory.place(output), manifest.place(output)))


@pytest.fixture
def built(run: Run, settings: Settings) -> Path:
    run()
    assert _trusted(settings.paths.output)
    return settings.paths.output


def test_a_build_with_nothing_to_do_leaves_them_as_they_were(
    run: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "YOUNG", 0)
    time.sleep(0.05)
    run()  # what was too young to be known by its stamp is known now
    before = {name: place(built).read_bytes() for name, place in KEPT.items()}
    run()
    assert {name: place(built).read_bytes() for name, place in KEPT.items()} == before


@pytest.mark.parametrize("at", [0, 5, 31, 99, 100, 5000, -1])
@pytest.mark.parametrize("which", KEPT)
def test_another_byte_anywhere_and_nothing_is_trusted(built: Path, which: str, at: int) -> None:
    path = KEPT[which](built)
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1
    path.write_bytes(data)
    assert not _trusted(built)


@pytest.mark.parametrize("size", [0, 1, 33, 500])
@pytest.mark.parametrize("which", KEPT)
def test_what_is_cut_short_is_not_trusted(built: Path, which: str, size: int) -> None:
    path = KEPT[which](built)
    data = path.read_bytes()
    path.write_bytes(data[: min(size, len(data) - 1)])
    assert not _trusted(built)


@pytest.mark.parametrize("which", KEPT)
def test_what_is_missing_or_of_another_build_is_not_trusted(
    run: Run, settings: Settings, built: Path, which: str
) -> None:
    path = KEPT[which](built)
    old = path.read_bytes()
    next((settings.paths.content / "cases").rglob("*.json")).unlink()
    run()
    path.write_bytes(old)
    assert not _trusted(built)
    path.unlink()
    assert not _trusted(built)


def test_a_seal_of_another_version_is_not_trusted(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "VERSION", b"huisheng 2\n")
    assert not _trusted(built)


def test_nothing_trusted_means_everything_made_and_nothing_written(run: Run, built: Path) -> None:
    files = len(entries(built))
    seal.take_off(built)
    again = run()
    assert (again.written, again.unchanged) == ((), files)


def _entry(path: str, *names: str) -> Entry:
    return entry(path, 3, 7, "ab" * 32, names)


@pytest.fixture
def files(tmp_path: Path) -> Manifest:
    held = Manifest(tmp_path / "output")
    made = [
        _entry("b", "x"),
        _entry("a/c", "x", "y"),
        _entry("cases/汉.html", "y"),
        _entry("units/u/1.html", "x"),
    ]
    held.record(made, (), fresh=True)
    return held


def test_a_manifest_tells_its_files_and_those_that_use_a_name(files: Manifest) -> None:
    assert sorted(files) == ["a/c", "b", "cases/汉.html", "units/u/1.html"]
    assert files.get("a/c") == _entry("a/c", "x", "y")
    assert files.get("a/d") is None
    assert files.using(["y", "z"]) == {"a/c", "cases/汉.html"}
    assert set(files.others()) == {"b", "a/c"}
    assert list(files.below("units/u")) == ["units/u/1.html"]


def test_a_manifest_follows_what_is_made_and_what_is_gone(files: Manifest) -> None:
    files.record([_entry("a/c", "y", "z"), _entry("a/d", "x")], ["b", "never/there"], fresh=False)
    assert sorted(files) == ["a/c", "a/d", "cases/汉.html", "units/u/1.html"]
    assert files.using(["x"]) == {"a/d", "units/u/1.html"}
    assert files.using(["y"]) == {"a/c", "cases/汉.html"}
    assert files.using(["z"]) == {"a/c"}
    folders = {name: set(text.split("\0")) for name, text in files.folders().items()}
    assert folders == {"a": {"c/3/7", "d/3/7"}, "cases": {"汉.html/3/7"}, "units/u": {"1.html/3/7"}}


def test_a_name_that_nothing_uses_any_more_is_forgotten(files: Manifest, tmp_path: Path) -> None:
    files.record([], sorted(files), fresh=False)
    assert (len(files), files.folders()) == (0, {})
    files.close()
    assert b"units/u" not in manifest.place(tmp_path / "output").read_bytes()


def test_memory_comes_back_as_it_was(built: Path) -> None:
    held = Memory(built)
    known, folders = held.known(), held.folders()
    assert known is not None
    held.keep(known, folders)
    held.close()
    again = Memory(built)
    assert (again.known(), again.folders()) == (known, folders)


def test_neither_holds_a_word_of_a_case_nor_a_case_that_was_withdrawn(run: Run, settings: Settings) -> None:
    run()
    kept = [place(settings.paths.output) for place in (memory.place, manifest.place)]
    paths = sorted((settings.paths.content / "cases").rglob("*.json"))
    for case in (decode(PublishedCase, path.read_bytes()) for path in paths):
        for text in (case.title, case.appeal, case.summary, case.result, case.comment):
            assert not text or not any(text.encode() in path.read_bytes() for path in kept)
    gone = paths[-1]
    assert all(gone.stem.encode() in path.read_bytes() for path in kept)
    gone.unlink()
    for path in settings.paths.content.rglob("*.json"):  # as `publish write` would: nothing names it
        path.write_bytes(path.read_bytes().replace(gone.stem.encode(), b"DC-2021-000001"))
    run()
    assert not any(gone.stem.encode() in path.read_bytes() for path in kept)
