"""JSONL in, JSONL out."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from publish.anonymise import lines
from publish.anonymise.engine import Anonymiser, Job
from publish.anonymise.filter import Refused, Work, here, run
from publish.model.texts import RedactedText


def filtered(*given: object) -> tuple[list[dict[str, Any]], list[str]]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in given]
    out, refused = io.BytesIO(), list[Refused]()
    run(io.BytesIO(b"\n".join(raw) + b"\n"), out, tell=refused.append)
    return [json.loads(line) for line in out.getvalue().splitlines()], [
        f"{one.code} {one.issue().place}" for one in refused
    ]


def test_a_line_comes_out_with_its_id_its_text_its_spans_and_its_flags() -> None:
    known = [{"role": "applicant", "kind": "citizen", "name": "王芳", "phone": 13812345678, "else": 1}]
    (row,), issues = filtered({"id": "a1", "text": "投诉人王芳，电话138 1234 5678", "known": known})
    assert row["id"] == "a1"
    assert row["text"] == "投诉人王某，电话［已隐去］"
    assert row["spans"][0] == {
        "start": 3,
        "end": 5,
        "kind": "PERSON",
        "replacement": "王某",
        "score": 1.0,
        "recognizer": "known",
    }
    assert isinstance(row["flags"], list)
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
        "ANONYMISE-005 第 6 行", "ANONYMISE-010 第 7 行",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"id": 1, "text": "\\ud800"}', "ANONYMISE-010"),
        (b'{"id": 1, "text": "\xed\xa0\x80"}', "ANONYMISE-010"),
        (b'{"id": NaN, "text": ""}', "ANONYMISE-003"),
        (b'{"id": 1, "text": "", "known": [{"name": NaN}]}', "ANONYMISE-003"),
        (b"[" * 100_000, "ANONYMISE-003"),
        (b'{"a":' * 100_000, "ANONYMISE-003"),
        (b"null", "ANONYMISE-003"),
        (b'{"id": 1, "text": "a"} {"id": 2, "text": "b"}', "ANONYMISE-003"),
        (b'{"id": true, "text": ""}', "ANONYMISE-004"),
        (b'{"id": 1.5, "text": ""}', "ANONYMISE-004"),
        (b'{"id": null, "text": ""}', "ANONYMISE-004"),
        (b'{"id": 1, "text": ["x"]}', "ANONYMISE-004"),
        (b'{"id": 1, "text": "", "known": {}}', "ANONYMISE-005"),
        (b'{"id": 1, "text": "", "known": [7]}', "ANONYMISE-005"),
        (b'{"id": 1, "text": "", "known": [{"name": true}]}', "ANONYMISE-005"),
        (b'{"id": 1, "text": "", "known": [{"is_minor": "perhaps"}]}', "ANONYMISE-005"),
    ],
)
def test_a_line_that_is_nothing_we_know_is_set_aside_and_the_next_goes_on(line: bytes, code: str) -> None:
    rows, issues = filtered(line, {"id": 2, "text": "x"})
    assert [row["id"] for row in rows] == [2]
    assert issues == [f"{code} 第 1 行"]


def test_what_is_said_of_a_bad_line_holds_nothing_of_it() -> None:
    secret = "13812345678"
    raw = b"\n".join([
        b'{"id": 1, "text": 13812345678}',
        b'{"id": 1, "text": "", "known": [{"name": ["13812345678"]}]}',
        b'{"13812345678',
    ])  # fmt: skip
    refused: list[Refused] = []
    run(io.BytesIO(raw), io.BytesIO(), tell=refused.append)
    assert len(refused) == 3
    assert not any(secret in str(one.issue()) for one in refused)


def test_marks_of_other_systems_are_passed_over() -> None:
    rows, issues = filtered(
        b'\xef\xbb\xbf{"id": 1, "text": "x"}\r', b"\r", b"  ", b'\xef\xbb\xbf{"id": 1, "text": "y"}'
    )
    assert [(row["id"], row["text"]) for row in rows] == [(1, "x"), (1, "y")]
    assert issues == []


def test_an_id_goes_out_as_it_came_in_however_long() -> None:
    ids = [0, -1, 10**40, "", "甲\n", "😀"]
    rows, _ = filtered(*({"id": one, "text": ""} for one in ids))
    assert [row["id"] for row in rows] == ids


def test_a_telephone_that_a_spreadsheet_made_a_fraction_of_is_known_all_the_same() -> None:
    (row,), _ = filtered({"id": 1, "text": "请回1391234567 8", "known": [{"phone": 13912345678.0}]})
    assert row["spans"][0]["recognizer"] == "known"


def test_offsets_are_code_points_of_the_input() -> None:
    (row,), _ = filtered({"id": 1, "text": "😀😀电话13812345678"})
    assert (row["spans"][0]["start"], row["spans"][0]["end"]) == (4, 15)


def test_a_line_without_an_end_is_left_unread_and_what_follows_is_not() -> None:
    good = b'{"id": 1, "text": "x"}\n'
    endless = b"x" * (2 * lines.LONGEST + 7) + b"\n"
    out, refused = io.BytesIO(), list[Refused]()
    run(io.BytesIO(good + endless + good), out, tell=refused.append)
    assert (out.getvalue().count(b"\n"), [(one.line, one.code) for one in refused]) == (
        2,
        [(2, "ANONYMISE-011")],
    )


def test_batches_close_by_lines_and_by_bytes_and_lose_nothing() -> None:
    short, long = b"x\n" * 250, (b"y" * lines.BYTES + b"\n") * 3
    found = list(lines.batches(io.BytesIO(short + long)))
    assert [(batch.first, len(batch.lines)) for batch in found] == [
        (1, 100), (101, 100), (201, 51), (252, 1), (253, 1),
    ]  # fmt: skip
    assert sum(batch.size for batch in found) == len(short + long)


def test_nothing_is_read_before_there_is_room_for_it() -> None:
    read: list[int] = []

    def watched(work: Work, items: Any) -> Iterator[Any]:
        for item in items:
            read.append(item.first)
            yield work(item)

    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        run(io.BytesIO(b'{"id": 1, "text": "x"}\n' * 500), Full(), spread=watched)  # type: ignore[arg-type]
    assert read == [1]


class Stumbling(Anonymiser):
    """Falls over one text, as an engine with a fault would."""

    def records(self, jobs: Sequence[Job]) -> list[dict[str, RedactedText]]:
        if any("绊" in text for job in jobs for text in job.texts.values()):
            raise KeyError("绊")
        return super().records(jobs)


def test_a_fault_of_the_engine_costs_one_line_and_says_nothing_of_it() -> None:
    raw = "\n".join(json.dumps({"id": n, "text": "绊" if n == 1 else "x"}) for n in range(3))
    out, refused = io.BytesIO(), list[Refused]()
    run(io.BytesIO(raw.encode()), out, Work(Stumbling()), here, refused.append)
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == [0, 2]
    assert [(one.line, one.code, one.context) for one in refused] == [
        (2, "ANONYMISE-012", {"detail": "KeyError"})
    ]


def test_what_a_cluster_might_log_of_its_tasks_shows_no_text() -> None:
    batch = next(lines.batches(io.BytesIO(b'{"id": 1, "text": "secret"}\n')))
    work: Work = pickle.loads(pickle.dumps(Work(Anonymiser())))
    answer = work(batch)
    assert "secret" in answer.out.decode()
    assert "secret" not in f"{batch!r}{answer!r}{work!r}"
