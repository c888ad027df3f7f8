"""Memory and manifest: trusted when they are whole and of one build, and otherwise not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from publish.model.published import PublishedCase
from publish.settings import Settings
from publish.site import manifest, memory
from publish.site.engine import BuildReport
from publish.site.manifest import Manifest, entry
from publish.site.memory import Memory
from publish.text.records import decode

Run = Callable[[], BuildReport]


def _held(output: Path) -> tuple[Manifest, Memory]:
    held = manifest.load(output)
    assert held is not None
    kept = memory.load(output, held.digest)
    assert kept is not None
    return held, kept


def test_memory_comes_back_as_it_was(run: Run, settings: Settings) -> None:
    run()
    held, kept = _held(settings.paths.output)
    memory.save(settings.paths.output, held.digest, kept)
    assert _held(settings.paths.output)[1] == kept


@pytest.mark.parametrize("at", [0, 5, 31, 32, 40, 1000, -1])
@pytest.mark.parametrize("which", ["memory", "manifest"])
def test_another_byte_anywhere_and_neither_is_trusted(
    run: Run, settings: Settings, at: int, which: str
) -> None:
    run()
    output = settings.paths.output
    held = manifest.load(output)
    assert held is not None
    path = memory.place(output) if which == "memory" else manifest.place(output)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    if which == "memory":
        assert memory.load(output, held.digest) is None
    else:
        assert manifest.load(output) is None


@pytest.mark.parametrize("size", [0, 1, 31, 32, 33, 500])
def test_a_memory_cut_short_is_not_trusted(run: Run, settings: Settings, size: int) -> None:
    run()
    held = _held(settings.paths.output)[0]
    path = memory.place(settings.paths.output)
    path.write_bytes(path.read_bytes()[:size])
    assert memory.load(settings.paths.output, held.digest) is None


def test_a_memory_of_another_manifest_is_not_trusted(run: Run, settings: Settings) -> None:
    run()
    other = manifest.save(settings.paths.output, Manifest(whole=False))
    assert memory.load(settings.paths.output, other) is None


def test_a_memory_of_another_version_is_not_trusted(tmp_path: Path) -> None:
    class Older(msgspec.Struct, array_like=True):
        basis: str = "x"

    memory.save(tmp_path / "output", b"digest", Older())  # type: ignore[arg-type]
    assert memory.load(tmp_path / "output", b"digest") is None


def test_a_memory_that_was_forgotten_is_gone(run: Run, settings: Settings) -> None:
    run()
    memory.forget(settings.paths.output)
    memory.forget(settings.paths.output)
    assert not memory.place(settings.paths.output).exists()


def test_nothing_trusted_means_everything_made_and_nothing_written(run: Run, settings: Settings) -> None:
    files = run().files
    memory.forget(settings.paths.output)
    again = run()
    assert (again.written, again.unchanged) == ((), files)


def test_a_manifest_comes_back_as_it_was_in_order_of_paths(tmp_path: Path) -> None:
    entries = [entry(path, 3, 7, "ab" * 32, ("case:x", "unit:y")) for path in ("b", "a", "a/c", "汉")]
    digest = manifest.save(tmp_path / "output", Manifest({each.path: each for each in entries}))
    held = manifest.load(tmp_path / "output")
    assert held is not None
    assert (held.digest, held.whole, list(held.files)) == (digest, True, ["a", "a/c", "b", "汉"])
    assert list(held.files.values()) == sorted(entries, key=lambda each: each.path)
    assert held.files["a"].sources == ("case:x", "unit:y")


def test_a_manifest_says_that_its_build_is_under_way(tmp_path: Path) -> None:
    manifest.save(tmp_path / "output", Manifest(whole=False))
    held = manifest.load(tmp_path / "output")
    assert held is not None
    assert not held.whole
    assert held.files == {}


def test_neither_holds_a_word_of_a_case_nor_a_case_that_was_withdrawn(run: Run, settings: Settings) -> None:
    run()
    kept = (memory.place(settings.paths.output), manifest.place(settings.paths.output))
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
