"""The open data say what the pages say, month by month, and a change rewrites its month alone."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import fixtures_content
import msgspec
import pytest
from world import tree

from publish.model.published import PublishedCase, PublishedPolicy
from publish.model.texts import PublicText as T
from publish.settings import Settings
from publish.site import press
from publish.site.open_case import COLUMNS, OpenCase, safe
from publish.site.open_days import Line
from publish.site.open_words import MEANINGS
from publish.stages.build import build
from publish.text.dates import rfc3339
from publish.text.records import decode, encode, place_of

Row = dict[str, str]
TOLD = (
    "number", "title", "column_name", "channel", "topic_name", "district_name", "unit_name", "appeal",
    "result", "comment", "basis",
)  # fmt: skip
DOCS = Path(__file__).parents[3] / "docs" / "reference" / "open-data.md"


def _put(settings: Settings, *cases: PublishedCase) -> None:
    for case in cases:
        path = settings.paths.content / place_of(case)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(case))


def _rows(body: bytes) -> list[Row]:
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))


def _objects(body: bytes) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in body.splitlines()]


def _data(settings: Settings) -> dict[str, bytes]:
    return {path: body for path, body in tree(settings.paths.output).items() if path.startswith("data/2")}


def _changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def _month(case: PublishedCase) -> set[str]:
    """The parts of its month, while that is open."""
    month = _of(case)
    return {f"data/{month}.csv", f"data/{month}.jsonl"}


def _closed(case: PublishedCase) -> set[str]:
    return _month(case) | {f"data/{_of(case)}.parquet"}


def _of(case: PublishedCase) -> str:
    return next(name[6:] for name in case.places if name.startswith("month/"))


def _packed(body: bytes) -> list[dict[str, Any]]:
    """The rows of a Parquet file as the lines have them."""
    import pyarrow.parquet as pq

    rows = pq.read_table(io.BytesIO(body), use_threads=False).to_pylist()
    return [_told(row) for row in rows]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items() if value not in (None, [])}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_told(one) if isinstance(one, dict) else one for one in value]
    return value


def _newest(settings: Settings) -> PublishedCase:
    """The 61st case, which was not there."""
    return fixtures_content.cases(61)[-1]


def test_every_case_stands_once_in_each_form_of_its_month(settings: Settings) -> None:
    build(settings)
    cases = fixtures_content.cases(60)
    newest = max(map(_of, cases))
    forms = {case.number: (_month if _of(case) == newest else _closed)(case) for case in cases}
    expected = {(number, path) for number, paths in forms.items() for path in paths}
    readers = {"csv": _rows, "jsonl": _objects, "parquet": _packed}
    read = {path: readers[path.partition(".")[2]](body) for path, body in _data(settings).items()}
    found = [(one["number"], path) for path, held in read.items() for one in held]
    assert sorted(found) == sorted(expected)


def test_table_and_lines_tell_the_same(settings: Settings) -> None:
    build(settings)
    for path, body in _data(settings).items():
        if path.endswith(".csv"):
            lines = _objects(_data(settings)[path.replace(".csv", ".jsonl")])
            assert [_plain(row) for row in _rows(body)] == [_flat(line) for line in lines]


def test_a_closed_month_as_parquet_tells_what_its_lines_tell(settings: Settings) -> None:
    build(settings)
    data = _data(settings)
    for path, body in data.items():
        if path.endswith(".parquet"):
            assert _packed(body) == _objects(data[path.replace(".parquet", ".jsonl")])


def test_a_number_stands_plain_in_parquet_for_whoever_looks_for_it_in_the_bytes(settings: Settings) -> None:
    build(settings)
    data = _data(settings)
    for case in fixtures_content.cases(60):
        body = data.get(f"data/{_of(case)}.parquet", case.number.encode())
        assert case.number.encode() in body


def test_the_open_month_becomes_parquet_when_the_next_one_begins(settings: Settings) -> None:
    build(settings)
    before, new = _data(settings), _newest(settings)
    newest = max(map(_of, fixtures_content.cases(60)))
    assert f"data/{newest}.parquet" not in before
    places = {name: place for name, place in new.places.items() if not name.startswith("month/")}
    at = new.published_at + timedelta(days=40)
    later = msgspec.structs.replace(
        new, published_at=at, modified_at=at, places=places | {f"month/{at:%Y-%m}": 1}
    )
    _put(settings, later)
    build(settings)
    assert _changed(before, _data(settings)) == _month(later) | {f"data/{newest}.parquet"}


def test_the_data_of_a_case_are_its_line(settings: Settings) -> None:
    build(settings)
    lines = [line for path, body in _data(settings).items() if path.endswith(".jsonl")
             for line in body.splitlines(keepends=True)]  # fmt: skip
    files = tree(settings.paths.output / "cases")
    assert sorted(lines) == sorted(body for path, body in files.items() if path.endswith(".json"))
    page = files["DC-2021-000001.html"].decode()
    assert '<link rel="alternate" type="application/json"' in page
    assert 'href="/cases/DC-2021-000001.json"' in page


def test_the_data_of_a_withdrawn_case_are_gone(settings: Settings) -> None:
    build(settings)
    old = fixtures_content.cases(60)[3]
    path = settings.paths.output / "cases" / f"{old.number}.json"
    assert path.is_file()
    (settings.paths.content / place_of(old)).unlink()
    build(settings)
    assert not path.exists()


def _plain(row: Row) -> Row:
    return {name: cell.removeprefix("'") for name, cell in row.items()}


def _flat(line: dict[str, Any]) -> Row:
    held = {name: line.get(name, "") for name in COLUMNS}
    return {name: _cell(value) for name, value in held.items()}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ";".join(value) if isinstance(value, list) else str(value)


def test_every_text_of_the_data_stands_on_the_page(settings: Settings) -> None:
    build(settings)
    for path, body in _data(settings).items():
        for line in _objects(body) if path.endswith(".jsonl") else ():
            page = (settings.paths.output / "cases" / f"{line['number']}.html").read_text("utf-8")
            shown = re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", page)))
            texts = [line.get(name, "") for name in TOLD]
            assert all("".join(row.split()) in shown for text in texts for row in text.splitlines()), line
            assert f'href="{line["url"]}"' in page


def test_a_new_case_rewrites_the_open_month_and_nothing_else_of_the_data(settings: Settings) -> None:
    build(settings)
    before, new = _data(settings), _newest(settings)
    _put(settings, new)
    build(settings)
    assert _changed(before, _data(settings)) == _month(new)
    assert max(before) <= max(_month(new))


def test_a_correction_rewrites_its_own_month_alone(settings: Settings) -> None:
    build(settings)
    before, old = _data(settings), fixtures_content.cases(60)[3]
    _put(settings, msgspec.structs.replace(old, title=T("更正后的标题")))
    build(settings)
    assert _changed(before, _data(settings)) == _closed(old)
    assert min(_month(old)) < max(before)


def test_a_withdrawn_case_leaves_no_byte_in_the_data(settings: Settings) -> None:
    build(settings)
    before, old = _data(settings), fixtures_content.cases(60)[3]
    (settings.paths.content / place_of(old)).unlink()
    build(settings)
    after = _data(settings)
    assert _changed(before, after) == _closed(old)
    assert not [path for path, body in after.items() if old.number.encode() in body]


def test_the_last_case_of_a_month_takes_its_parts_with_it(settings: Settings) -> None:
    alone = fixtures_content.case(60, {"all": 61, "column/huisheng": 41, "month/2031-01": 1})
    _put(settings, alone)
    build(settings)
    assert _month(alone) <= _data(settings).keys()
    (settings.paths.content / place_of(alone)).unlink()
    build(settings)
    assert not _month(alone) & _data(settings).keys()


def test_a_renamed_topic_rewrites_the_months_that_name_it(settings: Settings) -> None:
    build(settings)
    before = _data(settings)
    used = Counter(
        line["topic"] for path, body in before.items() if path.endswith(".jsonl") for line in _objects(body)
        if "topic" in line
    )  # fmt: skip
    slug = used.most_common()[-1][0]
    held = fixtures_content.directory()
    topics = (msgspec.structs.replace(it, name="新的名字") if it.slug == slug else it for it in held.topics)
    renamed = msgspec.structs.replace(held, topics=tuple(topics))
    (settings.paths.content / "directory.json").write_bytes(encode(renamed))
    build(settings)
    after = _data(settings)
    naming = {path for path, body in after.items() if "新的名字".encode() in body}
    packed = {path.replace(".jsonl", ".parquet") for path in naming if path.endswith(".jsonl")}
    assert naming
    naming |= packed & after.keys()
    assert _changed(before, after) == naming


def test_a_policy_that_says_something_else_leaves_the_data_alone(settings: Settings) -> None:
    build(settings)
    naming = next(path for path, body in _data(settings).items() if b'"policies":["p-00' in body)
    slug = "p-001" if b"p-001" in _data(settings)[naming] else "p-002"
    path = settings.paths.content / "policies" / f"{slug}.json"
    policy = decode(PublishedPolicy, path.read_bytes())
    path.write_bytes(encode(msgspec.structs.replace(policy, title=T("改了题目"))))
    assert "没有重做" in "".join(build(settings, explain=naming).said)
    path.unlink()
    assert "已写出" in "".join(build(settings, explain=naming).said)
    assert slug.encode() not in _data(settings)[naming]


def test_many_processes_make_the_same_data_as_one(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(settings)
    alone = _data(settings)
    monkeypatch.setattr(press, "FEW", 1)
    build(settings, fresh=True)
    assert _data(settings) == alone


def test_the_page_lists_every_part_with_its_bytes_and_cases(settings: Settings) -> None:
    build(settings)
    _put(settings, _newest(settings))
    build(settings)
    page = (settings.paths.output / "data" / "index.html").read_text("utf-8")
    data = _data(settings)
    assert set(re.findall(r'href="/(data/2[^"]*)"', page)) == data.keys()
    cells = re.findall(r'href="/(data/2[^"]*)"[^>]*>([^<]*)<', page)
    assert dict(cells) == {path: _size(len(body)) for path, body in data.items()}
    counts = [int(count) for count in re.findall(r'</th><td class="count">(\d+)</td>', page)]
    assert sum(counts) == 61


def _size(count: int) -> str:
    return f"{count / 1000:.1f} kB" if count >= 1000 else f"{count} 字节"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "　=1", " -1", "＝1", "\n=1"])
def test_a_formula_is_defused(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["您好", "　　您好=1", "1-2", "", "'=1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_a_formula_in_a_title_is_defused_in_the_table_alone(settings: Settings) -> None:
    case = msgspec.structs.replace(_newest(settings), title=T('=HYPERLINK("http://x","y")'))
    _put(settings, case)
    build(settings)
    table, lines = (_data(settings)[path] for path in sorted(_month(case)))
    assert [row["title"] for row in _rows(table) if row["number"] == case.number] == [f"'{case.title}"]
    assert [one["title"] for one in _objects(lines) if one["number"] == case.number] == [case.title]


def test_every_field_is_explained_on_the_page_and_in_the_reference() -> None:
    assert tuple(MEANINGS) == OpenCase.__struct_fields__
    cases, _, changes = DOCS.read_text("utf-8").partition("## Tables")[0].partition("## Changes")
    named, told = (tuple(re.findall(r"^\| `(\w+)` \|", part, re.M)) for part in (cases, changes))
    assert named == OpenCase.__struct_fields__
    assert told == Line.__struct_fields__
