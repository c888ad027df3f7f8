"""Desks for the tests: each module has one of its own, on a copy of a small exported line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.desks import Running, copied, running
from tests.shared import once
from tests.wholeline import SMALL, Line, made


@pytest.fixture(scope="session")
def filed_line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    """A small demonstration, exported: everything waits for the first reader."""
    return Line(once(tmp_path_factory, "filed", _filed) / "demo")


def _filed(folder: Path) -> None:
    made(folder / "demo", *SMALL).publish("export", check=False)  # one row is set aside by design


@pytest.fixture(scope="module")
def desk(filed_line: Line, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A running desk."""
    with running(copied(filed_line, tmp_path_factory.mktemp("desk"))) as started:
        yield started
