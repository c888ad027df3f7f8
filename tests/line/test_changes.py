"""What the store or an editor says later counts, everywhere."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.line.conftest import Line
from tests.line.test_whole_line import _keys_by_number


def _store(line: Line, sql: str, *values: object) -> None:
    with sqlite3.connect(line.folder / "store.sqlite3") as store:
        store.execute(sql, values)
    store.close()


TOLD = ("/withdrawn/", "/gone/", "/changes/", "/feeds/", "/transparency/")
"""Where a number is named as withdrawn, and nothing of its matter."""


def _traces(line: Line, number: str) -> list[Path]:
    """Files that name it otherwise than as withdrawn, but for the notes beside the releases of what was
    taken out of them."""
    roots = (line.output, line.folder / "content", *(line.folder / "releases").glob("0*"))
    files = [path for root in roots for path in root.rglob("*") if path.is_file()]
    return [
        path
        for path in files
        if (number in str(path) or number.encode() in path.read_bytes())
        and not any(part in f"/{path}" for part in TOLD)
    ]


def _onward(line: Line) -> None:
    line.stages("write", "build", "check", "release")


def test_a_withdrawn_matter_leaves_every_file(line: Line) -> None:
    number = sorted(_keys_by_number(line))[3]
    assert _traces(line, number)
    line.publish("withdraw", number, "--reason", "privacy", "--as", "wu")
    _onward(line)
    assert _traces(line, number) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases SET consent = 'refused' WHERE case_id = ?",
        "UPDATE cases SET disclosure = 'withdrawn' WHERE case_id = ?",
        "DELETE FROM cases WHERE case_id = ?",
    ],
)
def test_what_the_store_takes_back_leaves_with_the_next_run(line: Line, change: str) -> None:
    number, case_id = sorted(_keys_by_number(line).items())[5]
    _store(line, change, case_id)
    line.publish("export", check=False)
    _onward(line)
    assert _traces(line, number) == []


def test_a_number_once_used_is_never_used_again(line: Line) -> None:
    before = set(_keys_by_number(line))
    gone = max(number for number in before if number.startswith("LY-2022"))
    line.publish("withdraw", gone, "--reason", "error", "--as", "wu")
    _store(line, "UPDATE cases SET consent = 'agreed' WHERE consent = 'refused' AND disclosure = 'approved'")
    line.publish("export", check=False)
    line.sign()
    _onward(line)
    after = set(_keys_by_number(line))
    assert after - before
    assert gone not in after


def test_a_changed_party_reopens_the_matter_and_keeps_the_approved_wording_until_it_is_read_again(
    line: Line,
) -> None:
    number, case_id = sorted(_keys_by_number(line).items())[7]
    page = line.output / "cases" / f"{number}.html"
    before = page.read_bytes()
    _store(line, "UPDATE parties SET phone = '13700009999' WHERE case_id = ?", case_id)
    assert "有改动 0" not in line.publish("export", check=False).stderr
    _onward(line)
    assert page.read_bytes() == before


def test_a_name_the_store_learns_later_stops_the_release_where_it_is_public(line: Line) -> None:
    number, case_id = sorted(_keys_by_number(line).items())[9]
    word = (line.output / "cases" / f"{number}.html").read_text("utf-8").partition("<h1")[2]
    shown = next(part for part in word.replace(">", "<").split("<") if len(part.strip()) >= 4).strip()[:3]
    _store(line, "UPDATE parties SET name = ? WHERE case_id = ?", shown, case_id)
    line.publish("export", check=False)
    done = line.publish("check", check=False)
    assert done.returncode == 1
    assert "CHECK-001" in done.stderr
    assert shown not in done.stderr
    assert line.publish("release", check=False).returncode == 1


def test_a_page_changed_by_hand_is_not_released(line: Line) -> None:
    page = next(iter(sorted((line.output / "cases").glob("*.html"))))
    page.write_text(page.read_text("utf-8") + " ", "utf-8")
    done = line.publish("release", check=False)
    assert (done.returncode, "RELEASE-002" in done.stderr) == (1, True)


def test_a_minor_the_store_learns_of_takes_a_public_matter_back(line: Line) -> None:
    number, case_id = sorted(_keys_by_number(line).items())[11]
    _store(line, "UPDATE parties SET is_minor = 1 WHERE case_id = ?", case_id)
    line.publish("export", check=False)
    _onward(line)
    assert _traces(line, number) == []
