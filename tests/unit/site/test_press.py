"""Many processes make what one makes, and rows kept by one are joined by all."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import msgspec
import pytest
from world import entries, tree

from publish.settings import Settings
from publish.site import engine, press
from publish.site.spool import Keep, Place, Spool
from publish.stages import build as stage
from publish.text.spread import in_order

HOSTILE = "甲\t乙\n丙\0丁{{ 7*7 }}"


def _built(settings: Settings, theme: Path, name: str) -> tuple[dict[str, bytes], dict[str, tuple[str, ...]]]:
    output = settings.paths.output.parent / name
    other = msgspec.structs.replace(settings, paths=msgspec.structs.replace(settings.paths, output=output))
    engine.build(other, stage.formats(), stage.feeds, theme=theme)
    return tree(output), {path: each.sources for path, each in entries(output).items()}


def test_forked_processes_make_the_bytes_and_note_the_names_that_one_makes(
    settings: Settings, theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (theme / "templates" / "partials" / "case_row.html").write_text("<li>\t{{ row.title }}\n\t</li>\n")
    alone = _built(settings, theme, "alone")
    monkeypatch.setattr(press, "FEW", 0)
    monkeypatch.setattr("publish.text.spread.cores", lambda: 3)
    assert _built(settings, theme, "forked") == alone


@pytest.mark.parametrize("few", [0, 10**6], ids=["many files", "a handful"])
def test_a_process_killed_at_its_work_is_replaced_and_nothing_is_lost(
    settings: Settings, theme: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, few: int
) -> None:
    alone, parent, once = _built(settings, theme, "alone"), os.getpid(), tmp_path / "killed"
    real = press.emit

    def killing(output: object, *others: object) -> object:
        if os.getpid() != parent and not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return real(output, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(press, "FEW", few)
    for module in ("publish.text.spread", "publish.site.press"):
        monkeypatch.setattr(f"{module}.cores", lambda: 3)
    monkeypatch.setattr(press, "emit", killing)
    assert _built(settings, theme, "forked") == alone
    assert once.exists()


def test_what_was_kept_of_a_case_comes_back_part_by_part(tmp_path: Path) -> None:
    with Spool(tmp_path / "output") as spool:
        keeps: dict[str, Keep] = {"row": lambda _: HOSTILE.encode(), "search": lambda one: f"{one}!".encode()}
        spool.learn(zip(("x", "y"), spool.keep(keeps, ("x", "y")), strict=True))
        assert [spool.part("row", number) for number in ("x", "y")] == [HOSTILE.encode()] * 2
        assert spool.part("search", "y") == b"y!"
        assert spool.part("data", "x") is None
        assert spool.part("row", "z") is None


def test_what_another_process_kept_comes_back(tmp_path: Path) -> None:
    with Spool(tmp_path / "output") as spool:
        for kept in in_order(partial(_put, spool), ("one", "two", "three"), workers=2):
            spool.learn([kept])
        assert [spool.part("entry", number) for number in ("one", "two", "three")] == [
            b"one",
            b"two",
            b"three",
        ]


def _put(spool: Spool, number: str) -> tuple[str, Place]:
    (place,) = spool.keep({"entry": str.encode}, [number])
    return number, place


def test_a_spool_leaves_nothing_behind_and_takes_away_what_a_killed_build_left(tmp_path: Path) -> None:
    killed = Spool(tmp_path / "output")
    killed.keep({"row": str.encode}, ["x"])
    assert len(list(tmp_path.rglob("*"))) == 2
    with Spool(tmp_path / "output") as spool:
        assert spool.part("row", "x") is None
        assert len(list(tmp_path.rglob("*"))) == 1
        spool.keep({"row": str.encode}, ["y"])
    assert list(tmp_path.iterdir()) == []
