"""JSONL in, JSONL out."""

from __future__ import annotations

import io
import json

from publish.anonymise.filter import run


def filtered(*lines: object) -> tuple[list[dict[str, object]], list[str]]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    out = io.BytesIO()
    issues = run(raw, out)
    return [json.loads(line) for line in out.getvalue().splitlines()], [
        f"{one.code} {one.place}" for one in issues
    ]


def test_a_line_comes_out_with_its_id_its_text_its_spans_and_its_flags() -> None:
    known = [{"role": "applicant", "kind": "citizen", "name": "王芳", "phone": 13812345678, "else": 1}]
    (row,), issues = filtered({"id": "a1", "text": "投诉人王芳，电话138 1234 5678", "known": known})
    assert row["id"] == "a1"
    assert row["text"] == "投诉人王某，电话［电话已隐去］"
    assert row["spans"][0] == {  # type: ignore[index]
        "start": 3,
        "end": 5,
        "kind": "PERSON",
        "replacement": "王某",
        "score": 1.0,
        "recognizer": "known",
    }
    assert row["flags"] == []
    assert issues == []


def test_order_is_kept_and_bad_lines_are_set_aside_by_number() -> None:
    rows, issues = filtered(
        {"id": 1, "text": "一"},
        b"{",
        {"id": 2},
        {"text": "x"},
        [1],
        {"id": 3, "text": "x", "known": [{"name": []}]},
        b"\xff\xfe",
        b"",
        {"id": 4, "text": "四", "known": None},
    )
    assert [row["id"] for row in rows] == [1, 4]
    assert issues == [
        "ANONYMISE-003 第 2 行", "ANONYMISE-004 第 3 行", "ANONYMISE-004 第 4 行", "ANONYMISE-003 第 5 行",
        "ANONYMISE-005 第 6 行", "ANONYMISE-003 第 7 行",
    ]  # fmt: skip


def test_offsets_are_code_points_of_the_input() -> None:
    (row,), _ = filtered({"id": 1, "text": "😀😀电话13812345678"})
    assert (row["spans"][0]["start"], row["spans"][0]["end"]) == (4, 15)  # type: ignore[index]


def test_a_lone_surrogate_is_set_aside_as_no_json() -> None:
    rows, issues = filtered(b'{"id": 1, "text": "\\ud800"}', {"id": 2, "text": "x"})
    assert [row["id"] for row in rows] == [2]
    assert issues == ["ANONYMISE-003 第 1 行"]
