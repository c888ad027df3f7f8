"""A fresh ledger for each test, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_records import staffed

from publish.ledger.ledger import Ledger


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/ledger.sqlite3"


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with staffed(url) as opened:
        yield opened
