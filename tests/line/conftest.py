"""Small lines of a test's own, to be changed and broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.wholeline import ROOT, SMALL, Line, made

__all__ = ["ROOT", "SMALL", "Line", "made"]


@pytest.fixture
def line(small_line: Line, tmp_path: Path) -> Line:
    """A small demonstration of the test's own, run to the end."""
    return small_line.copy(tmp_path / "demo")


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[..., Line]:
    """Makes a small demonstration that was not run yet."""

    def make(name: str = "fresh") -> Line:
        return made(tmp_path / name, *SMALL)

    return make
