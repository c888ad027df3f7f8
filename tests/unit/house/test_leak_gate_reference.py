"""The reference of the leak gate has a line for every reader, as the reader says it."""

from __future__ import annotations

from pathlib import Path

from publish.checks.readers import registry

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "leak-gate.md"


def row(reader: registry.Reader) -> str:
    suffixes = " ".join(suffix or "(none)" for suffix in reader.SUFFIXES)
    return f"| {reader.NAME} | {suffixes} | {reader.READS} |"


def test_every_reader_stands_on_the_page_as_it_says_of_itself() -> None:
    page = PAGE.read_text("utf-8").splitlines()
    rows = [row(reader) for reader in registry.readers()]
    assert [line for line in page if line in rows] == rows
