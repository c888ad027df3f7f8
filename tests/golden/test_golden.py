"""A small invented store makes, byte for byte, the files that stand in expected/.

Where the change is meant: `python -m tests.golden.update`, then read the difference.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from publish.checks import decode
from tests.golden import build

EXPECTED = build.expected()
SECRETS = (
    "春桃", "素芳", "柏舟", "长禾", "安然", "晓月", "1390000", "１３９", "19850312", "niechun", "622202",
    "changhe", "3栋", "5-1，", "不愿公开的留言", "没有提请公开", "写错代码", "斑马线",
)  # fmt: skip
"""Stretches of the store that a reader may never see, and the titles of what may not be published."""


def _difference(name: str, made: bytes, kept: bytes) -> str:
    before, after = (body.decode("utf-8").splitlines() for body in (kept, made))
    lines = difflib.unified_diff(before, after, f"expected/{name}", f"made/{name}", n=2, lineterm="")
    return "\n".join(["", *lines])


def test_the_line_makes_the_golden_files_and_no_others(golden_line: Path) -> None:
    assert sorted(build.kept(golden_line)) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_golden_file_is_made_again_to_the_byte(golden_line: Path, name: str) -> None:
    made = build.kept(golden_line).get(name, b"")
    if made != EXPECTED[name]:
        pytest.fail(_difference(name, made, EXPECTED[name]), pytrace=False)


def test_a_difference_is_shown_as_lines_before_and_after() -> None:
    shown = _difference("a.txt", "一\n三\n".encode(), "一\n二\n".encode())
    assert shown.splitlines()[1:] == [
        "--- expected/a.txt", "+++ made/a.txt", "@@ -1,2 +1,2 @@", " 一", "-二", "+三",
    ]  # fmt: skip


def test_nothing_private_and_nothing_stopped_is_in_any_file_of_the_golden_line(golden_line: Path) -> None:
    for folder in ("content", "output", "script"):
        for path in sorted((golden_line / folder).rglob("*")):
            text = " ".join(decode.texts(path)) if path.is_file() else ""
            assert [secret for secret in SECRETS if secret in text] == [], path


def test_the_row_with_an_unknown_code_is_set_aside_with_its_reason(golden_line: Path) -> None:
    said = "".join(path.read_text("utf-8") for path in sorted((golden_line / "quarantine").rglob("*.jsonl")))
    assert "STORE-102" in said
    assert "G10" in said
