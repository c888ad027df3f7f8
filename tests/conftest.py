"""Whole lines, run once a session; copy one before changing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import build
from tests.wholeline import SMALL, Line, made


@pytest.fixture(scope="session")
def full_line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    """The demonstration as `make site` makes it, run to the end."""
    line = made(tmp_path_factory.mktemp("full") / "demo")
    line.publish("run")
    return line


@pytest.fixture(scope="session")
def small_line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    """A small demonstration, run to the end; copy it before changing it."""
    line = made(tmp_path_factory.mktemp("small") / "demo", *SMALL)
    line.publish("run")
    return line


@pytest.fixture(scope="session")
def golden_line(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small hand-written store of tests/golden after a whole run."""
    return build.run(tmp_path_factory.mktemp("golden"))
