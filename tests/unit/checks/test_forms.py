"""The gates on the form of what is published: JSON, JSONL, CSV and JSON Feed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from publish.checks import feeds, forms
from publish.checks.context import CheckContext, Kept
from publish.feeds import jsonfeed
from publish.feeds.samples import FEED

FEED_FILE = "feeds/site.feed.json"


def _context(folder: Path, files: dict[str, bytes]) -> CheckContext:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return CheckContext(
        output=folder,
        content=folder / "x",
        base="/",
        private=lambda: iter(()),
        published={},
        digests={name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
        kept=Kept(folder.with_name("kept.leaks"), b"k" * 32),
    )


def _found(folder: Path, files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(each.code, each.place) for each in forms.check(_context(folder, files))]


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
    assert _found(tmp_path, {name: data}) == [("CHECK-005", name)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b"{}\n"),
        ("a.jsonl", '{"a":"\u2028"}\n{"b":2}\n'.encode()),
        ("a.jsonl", b""),
        ("a.csv", b'\xef\xbb\xbf"a","b"\r\n"1\n2","3"\r\n'),
    ],
)
def test_a_whole_data_file_passes(tmp_path: Path, name: str, data: bytes) -> None:
    assert not _found(tmp_path, {name: data})


def _faults(tmp_path: Path, **item: Any) -> list[str]:
    feed = json.loads(jsonfeed.render(FEED))
    feed["items"].append({**feed["items"][0], "id": "tag:other", **item})
    return [fault.words["detail"] for fault in feeds.faults(FEED_FILE, json.dumps(feed).encode())]


def test_a_whole_json_feed_passes(tmp_path: Path) -> None:
    assert _faults(tmp_path) == []


@pytest.mark.parametrize("name", ["id", "url", "title", "date_published", "content_html"])
def test_an_item_of_a_json_feed_that_lacks_something_is_found(tmp_path: Path, name: str) -> None:
    assert len(_faults(tmp_path, **{name: None})) == 1


def test_an_id_that_a_json_feed_tells_twice_is_found(tmp_path: Path) -> None:
    assert len(_faults(tmp_path, id=FEED.entries[0].id)) == 1


PAGE = b"<!doctype html><html><head><title>x</title></head><body>%s</body></html>"


def _page(body: str) -> bytes:
    return PAGE.replace(b"%s", body.encode())


@pytest.mark.parametrize(
    "href",
    ["/b.html", "b.html", "b.html#there", "/", "?q=1", "#here", "https://example.org/x", "tel:12345", "sub/"],
)
def test_a_link_that_leads_somewhere_passes(tmp_path: Path, href: str) -> None:
    files = {
        "a.html": _page(f'<p id="here"><a href="{href}">x</a></p>'),
        "b.html": _page('<p id="there"></p>'),
        "index.html": _page(""),
        "sub/index.html": _page(""),
    }
    assert not _found(tmp_path, files)


@pytest.mark.parametrize(
    "href",
    ["c.html", "b.html#nowhere", "#nowhere", "../../etc/passwd", "sub/", "javascript:alert(1)", "/%2e%2e/x"],
)
def test_a_link_that_leads_nowhere_is_found(tmp_path: Path, href: str) -> None:
    files = {"a.html": _page(f'<a href="{href}">x</a>'), "b.html": _page('<p id="there"></p>')}
    assert _found(tmp_path, files) == [("CHECK-003", "a.html")]


def test_a_page_leads_nowhere_once_what_it_leads_to_is_gone(tmp_path: Path) -> None:
    files = {"a.html": _page('<a href="b.html">x</a>'), "b.html": _page("")}
    assert not _found(tmp_path, files)
    del files["b.html"]
    assert _found(tmp_path, files) == [("CHECK-003", "a.html")]


def test_an_anchor_that_goes_is_missed_by_a_page_that_did_not_change(tmp_path: Path) -> None:
    files = {"a.html": _page('<a href="b.html#there">x</a>'), "b.html": _page('<p id="there"></p>')}
    assert not _found(tmp_path, files)
    assert _found(tmp_path, files | {"b.html": _page("")}) == [("CHECK-003", "a.html")]


def test_a_file_that_did_not_change_is_not_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a.html": _page("<b><i></b>"), "b.html": _page("")}
    before = _found(tmp_path, files)
    looked: list[str] = []
    monkeypatch.setattr(forms, "look", lambda site, path: looked.append(path))
    assert _found(tmp_path, files) == before == [("CHECK-005", "a.html:1")]
    assert not looked


def test_what_a_link_says_is_told_only_where_it_is_made_of_codes(tmp_path: Path) -> None:
    found = list(forms.check(_context(tmp_path, {"a.html": _page('<a href="张三家.html">x</a>')})))
    assert "张三" not in str(found)


@pytest.mark.parametrize("body", ['<script src="//e.org/x.js"></script>', '<img src="https://e.org/x.png">'])
def test_what_is_loaded_from_another_host_is_found(tmp_path: Path, body: str) -> None:
    assert _found(tmp_path, {"a.html": _page(body)}) == [("CHECK-004", "a.html")]
