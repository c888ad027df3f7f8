"""Content that was made before is used again, unless something went wrong meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench.build.content import Contents
from bench.build.kept import prepared
from publish.model.published import Published


@pytest.fixture
def tool(tmp_path: Path) -> SimpleNamespace:
    """A generator that counts how often it was given the records."""
    made = SimpleNamespace(name="a", source=tmp_path / "content", times=0)

    def prepare(records: Iterable[Published]) -> None:
        made.times += len(list(records)) > 0

    made.prepare = prepare
    return made


def test_records_are_put_there_once(tool: SimpleNamespace, build_contents: Contents) -> None:
    for _ in range(2):
        with prepared(tool, build_contents, seed=3):
            pass
    assert tool.times == 1


def test_another_seed_makes_them_anew(tool: SimpleNamespace, build_contents: Contents) -> None:
    for seed in (3, 4):
        with prepared(tool, build_contents, seed):
            pass
    assert tool.times == 2


def test_what_a_failed_run_left_is_made_anew(tool: SimpleNamespace, build_contents: Contents) -> None:
    with pytest.raises(ValueError, match="torn"), prepared(tool, build_contents, seed=3):
        raise ValueError("torn")
    with prepared(tool, build_contents, seed=3):
        pass
    assert tool.times == 2
