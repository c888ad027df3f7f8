"""What the desk's corrections say about misses, by kind and without a word of any matter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.anonymise import command, taught
from publish.ledger.corrections import Correction
from publish.ledger.decisions import Deed
from publish.ledger.vault import Line
from publish.model.records import CallFacts, Redacted
from publish.model.spans import Span
from publish.model.texts import RedactedText
from publish.settings import load
from publish.stages.office import ledger_of

SETTINGS = """
site: {name: 回声, url: "https://huisheng.example.cn", organiser: 某办}
store: {url: "sqlite:///store.sqlite3"}
profile: demonstration
review: {readers: [first]}
"""
SPANS = (Span(0, 3, "PERSON", "王某", 0.9, "full_name"), Span(8, 11, "PERSON", "李某", 0.9, "lone_name"))


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """An office in which one matter was read and corrected, and another was not read."""
    path = tmp_path / "publish.yml"
    path.write_text(SETTINGS, "utf-8")
    with ledger_of(load(path)) as ledger:
        ledger.add_user("chen", "陈审", ["first"])
        facts = CallFacts(opens_on=date(2022, 7, 1), closes_on=None)
        ledger.file(
            Redacted(
                kind="call",
                source=ledger.source_key("call", key),
                source_hash=key,
                facts=facts,
                texts={"body": RedactedText("王某家住某地李某说了", SPANS)},
            )
            for key in ("1", "2")
        )
        deeds = [
            Deed(field="body", action="mask", start=5, end=8, kind="ADDRESS_COMMUNITY"),
            Deed(field="body", action="unmask", start=8, end=11, kind="PERSON", recognizer="lone_name"),
            Deed(field="body", action="rekind", start=0, end=3, kind="NICKNAME", recognizer="full_name"),
        ]
        line = Line(field="body", text="家住金佛苑三期，电话13800138000", spans=((2, 7, "ADDRESS_DOOR"),))
        ledger.desk().sign_with("C-000001", "chen", 1, {}, deeds, lines=[line])
    return path


def test_corrections_are_counted_by_kind_over_what_was_read(settings: Path) -> None:
    corrections, lines = taught.read(settings)
    assert corrections == (
        Correction(kind="ADDRESS_COMMUNITY", masked=0, missed=1, spared=0, rekinded=0),
        Correction(kind="NICKNAME", masked=0, missed=0, spared=0, rekinded=1),
        Correction(kind="PERSON", masked=2, missed=0, spared=1, rekinded=0),
    )
    assert lines.sealed
    assert "| ADDRESS_COMMUNITY | 0 | 1 | 100.00 | 0 | 0 |" in taught.table(corrections)


def test_the_lines_are_measured_and_none_of_their_words_is_shown(
    settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.run(["--desk", str(settings), "--without-statistics"]) == 0
    shown = capsys.readouterr().out
    assert "## corrections of the desk" in shown
    assert "## desk" in shown
    assert "| ADDRESS_DOOR | 1 |" in shown
    assert "金佛苑" not in shown
    with pytest.raises(PermissionError):
        command.run(["--desk", str(settings), "--without-statistics", "--misses", "ALL"])
