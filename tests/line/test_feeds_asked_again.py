"""Readers ask for a feed again and again: the office's nginx sends it only where it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.settings import load
from tests.line.conftest import Line
from tests.servers import Server, missing, serving

pytestmark = pytest.mark.skipif(bool(missing("nginx")), reason=missing("nginx"))


@pytest.fixture
def server(line: Line, tmp_path: Path) -> Iterator[Server]:
    with serving("nginx", load(line.settings), tmp_path / "nginx") as running:
        yield running


def _feeds(line: Line) -> dict[str, str]:
    """Every feed that is public, and the digest of its bytes."""
    root = (line.folder / "releases/current").resolve()
    patterns = ("feeds/**/*.xml", "feeds/**/*.feed.json", "feeds/*.opml", "cases/*.atom.xml")
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for pattern in patterns
        for path in root.glob(pattern)
    }


def _etag(headers: dict[str, str]) -> str:
    return headers.get("ETag") or headers["Etag"]


def test_after_a_withdrawal_only_the_feeds_that_changed_are_sent_again(line: Line, server: Server) -> None:
    before = _feeds(line)
    asked = {path: server.get(f"/{path}") for path in before}
    assert {answer.status for answer in asked.values()} == {200}
    tags = {path: _etag(dict(answer.headers)) for path, answer in asked.items()}
    since = {path: answer.headers["Last-Modified"] for path, answer in asked.items()}
    number = sorted(Path(path).name.partition(".")[0] for path in before if path.startswith("cases/DC"))[0]
    line.publish("withdraw", number, "--reason", "privacy", "--now", "--no-sweep", "--as", "chen")
    after = _feeds(line)
    changed = {path for path in after if before.get(path) != after[path]}
    assert f"cases/{number}.atom.xml" not in after
    assert 0 < len(changed) < 60 < len(after)
    for path in after.keys() & before.keys():
        expected = 200 if path in changed else 304
        assert server.get(f"/{path}", If_None_Match=tags[path]).status == expected, path
        assert server.get(f"/{path}", If_Modified_Since=since[path]).status == expected, path
    assert server.get(f"/cases/{number}.atom.xml", If_None_Match="x").status == 410


def test_a_withdrawn_matter_is_in_no_feed_but_as_a_tombstone(line: Line) -> None:
    before = _feeds(line)
    root = line.folder / "releases/current"
    of_units = b"".join((root / path).read_bytes() for path in before if path.startswith("feeds/units/"))
    letters = sorted(Path(path).name.partition(".")[0] for path in before if path.startswith("cases/LY"))
    number = next(each for each in letters if f"case/{each}<".encode() in of_units)
    held = [path for path in before if number.encode() in (root / path).read_bytes()]
    assert any("/page-" in path for path in held)
    line.publish("withdraw", number, "--reason", "privacy", "--now", "--no-sweep", "--as", "chen")
    case = f"/cases/{number}.".encode()
    for path in _feeds(line):
        data = (root / path).read_bytes()
        assert case not in data, path
    told = [path for path in _feeds(line) if number.encode() in (root / path).read_bytes()]
    kinds = ("feeds/site.", "feeds/changes.", "feeds/columns/liuyan.", "feeds/units/", "feeds/districts/")
    assert told
    assert all(path.startswith(kinds) and path.count("/") <= 2 for path in told)
    assert f"{number}：这一件已从本站移除" in (root / "feeds/site.rss.xml").read_text("utf-8")
