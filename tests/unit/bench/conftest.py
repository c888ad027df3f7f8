"""Matters varied from the invented content that other tests look at."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.build.content import Contents
from bench.build.donors import Donors

sys.path.insert(0, str(Path(__file__).parents[2]))
import fixtures_content

SIZE = 24


@pytest.fixture(scope="session")
def build_contents(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """Twenty-four matters; hostile texts are among the donors'."""
    folder = tmp_path_factory.mktemp("donors")
    fixtures_content.write(folder, fixtures_content.records(12))
    return Contents(Donors(folder / "content"), SIZE, seed=3)
