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
from publish.site.spool import Fragment, Place, Spool
from publish.stages import build as stage
from publish.text.spread import in_order

EMPTY = Fragment("", "", ())
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


def test_a_process_killed_at_its_work_is_replaced_and_nothing_is_lost(
    settings: Settings, theme: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alone, parent, once = _built(settings, theme, "alone"), os.getpid(), tmp_path / "killed"
    real = press.emit

    def killing(output: object, *others: object) -> object:
        if os.getpid() != parent and output.path == "index.html" and not once.exists():  # type: ignore[attr-defined]
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return real(output, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(press, "FEW", 0)
    monkeypatch.setattr("publish.text.spread.cores", lambda: 3)
    monkeypatch.setattr(press, "emit", killing)
    assert _built(settings, theme, "forked") == alone
    assert once.exists()


def test_a_fragment_comes_back_with_its_names_whatever_stands_in_it(tmp_path: Path) -> None:
    with Spool(tmp_path / "output") as spool:
        held = Fragment(HOSTILE, HOSTILE[::-1], ("case:x", "unit:\ty"))
        spool.learn(spool.put([("x", held), ("y", EMPTY)]))
        assert spool.get("x") == held
        assert spool.get("y") == EMPTY
        assert spool.get("z") is None


def test_a_fragment_that_another_process_kept_comes_back(tmp_path: Path) -> None:
    with Spool(tmp_path / "output") as spool:
        for places in in_order(partial(_put, spool), ("one", "two", "three"), workers=2):
            spool.learn(places)
        assert [spool.get(key) for key in ("one", "two", "three")] == [
            Fragment(key, key, ("a",)) for key in ("one", "two", "three")
        ]


def _put(spool: Spool, key: str) -> list[tuple[str, Place]]:
    return spool.put([(key, Fragment(key, key, ("a",)))])


def test_a_spool_leaves_nothing_behind_and_takes_away_what_a_killed_build_left(tmp_path: Path) -> None:
    killed = Spool(tmp_path / "output")
    killed.put([("x", EMPTY)])
    assert len(list(tmp_path.rglob("*"))) == 2
    with Spool(tmp_path / "output") as spool:
        assert spool.get("x") is None
        assert len(list(tmp_path.rglob("*"))) == 1
        spool.put([("y", EMPTY)])
    assert list(tmp_path.iterdir()) == []
