"""The gates on the form of what is published: JSON, JSONL, CSV and JSON Feed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from publish.checks import feeds, wellformed
from publish.checks.context import CheckContext
from publish.feeds import jsonfeed
from publish.feeds.samples import FEED

FEED_FILE = "feeds/site.feed.json"


def _context(folder: Path, name: str, data: bytes) -> CheckContext:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return CheckContext(output=folder, content=folder / "x", base="/", private=lambda: iter(()), published={})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b'{"a":1'),
        ("a.jsonl", b'{"a":1}\n{"a"\n'),
        ("a.jsonl", b'{"a":1}\n\n{"a":1}\n'),
        ("a.csv", b'"a","b"\r\n"1"\r\n'),
        ("a.csv", b'"a","b"\r\n"1","2\r\n'),
        ("a.csv", b"\xff\r\n"),
    ],
)
def test_a_torn_data_file_is_found(tmp_path: Path, name: str, data: bytes) -> None:
    found = list(wellformed.check(_context(tmp_path, name, data)))
    assert [(each.code, each.place) for each in found] == [("CHECK-005", name)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b"{}\n"),
        ("a.jsonl", '{"a":"\u2028"}\n{"b":2}\n'.encode()),
        ("a.csv", b'\xef\xbb\xbf"a","b"\r\n"1\n2","3"\r\n'),
    ],
)
def test_a_whole_data_file_passes(tmp_path: Path, name: str, data: bytes) -> None:
    assert not list(wellformed.check(_context(tmp_path, name, data)))


def _faults(tmp_path: Path, **item: Any) -> list[str]:
    feed = json.loads(jsonfeed.render(FEED))
    feed["items"].append({**feed["items"][0], "id": "tag:other", **item})
    return [each.reason for each in feeds.check(_context(tmp_path, FEED_FILE, json.dumps(feed).encode()))]


def test_a_whole_json_feed_passes(tmp_path: Path) -> None:
    assert _faults(tmp_path) == []


@pytest.mark.parametrize("name", ["id", "url", "title", "date_published", "content_html"])
def test_an_item_of_a_json_feed_that_lacks_something_is_found(tmp_path: Path, name: str) -> None:
    assert len(_faults(tmp_path, **{name: None})) == 1


def test_an_id_that_a_json_feed_tells_twice_is_found(tmp_path: Path) -> None:
    assert len(_faults(tmp_path, id=FEED.entries[0].id)) == 1
