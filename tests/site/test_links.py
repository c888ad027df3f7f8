"""No link of the site leads nowhere: linkinator follows every one of them on its own host."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import browser as at
from tests import npm
from tests.wholeline import Line

if npm.missing("linkinator"):
    pytest.skip(npm.missing("linkinator"), allow_module_level=True)

ELSEWHERE = "^(?!http://127\\.0\\.0\\.1:)"
"""What is not followed: all other hosts."""
ITSELF = "^http://127\\.0\\.0\\.1:8000/"
"""The address the demonstration's pages give as their own (canonical, linked data)."""


def broken(folder: Path) -> tuple[int, list[str]]:
    """How many links there are on a site, and those that lead nowhere, with the page they stand on."""
    with at.Site(folder) as site:
        skipped = ("--skip", ELSEWHERE, "--skip", ITSELF)
        options = ("--recurse", "--check-fragments", "--format", "json", "--concurrency", "8")
        done = npm.run("linkinator", site.url("/"), *options, *skipped)
        links = json.loads(done.stdout)["links"]
    return len(links), [f"{one['url']} on {one['parent']}" for one in links if one["state"] == "BROKEN"]


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="there.html">有</a><a href="/没有.html">没有</a>', "utf-8")
    (tmp_path / "there.html").write_text('<img src="missing.png"><a href="https://other.invalid/">别处</a>')
    found, lost = broken(tmp_path)
    assert found >= 4
    assert sorted(one.partition(" on ")[0].rpartition("/")[2] for one in lost) == [
        "%E6%B2%A1%E6%9C%89.html",
        "missing.png",
    ]


@pytest.mark.proof
def test_no_link_of_the_whole_site_is_broken(full_line: Line) -> None:
    found, lost = broken(full_line.output)
    assert lost == []
    assert found > 2000
