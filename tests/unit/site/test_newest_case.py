"""What a case that comes or goes touches: a constant number of files, and its twins with it."""

from __future__ import annotations

import os
from collections import Counter

import fixtures_content
import pytest
from world import tree

from publish.model.published import PublishedCase
from publish.settings import Settings
from publish.site.search.layout import segment_of
from publish.stages.build import build
from publish.text.records import encode, place_of

LONG_AGO = (1_000_000_000, 1_000_000_000)


def _put(settings: Settings, cases: list[PublishedCase]) -> None:
    for case in cases:
        path = settings.paths.content / place_of(case)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(case))


def _written(settings: Settings) -> list[str]:
    """What a build writes, by the times of the files."""
    output = settings.paths.output
    times = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    build(settings)
    now = [
        path for path in output.rglob("*") if path.is_file() and path.stat().st_mtime_ns != times.get(path)
    ]
    return [path.relative_to(output).as_posix() for path in now]


def _is_feed(name: str) -> bool:
    return name.startswith("feeds/") or name.endswith(".atom.xml")


@pytest.mark.parametrize("count", [61, 160, 401])
def test_a_newest_case_writes_at_most_forty_pages_and_data_files(settings: Settings, count: int) -> None:
    made = fixtures_content.cases(count)
    _put(settings, made[:-1])
    build(settings)
    _put(settings, made[-1:])
    other = [path for path in _written(settings) if not segment_of(path)]  # every 32nd fills one
    written = [name for name in other if not _is_feed(name)]
    assert 5 < len(written) <= 40
    old = [f"{case.number}.html" for case in made[:-4]]
    assert not [name for name in written if name.endswith(tuple(old))]


@pytest.mark.parametrize("count", [61, 160, 401])
def test_a_newest_case_writes_three_feeds_a_list_and_one_of_its_own_and_one_of_its_pair(
    settings: Settings, count: int
) -> None:
    made = fixtures_content.cases(count)
    _put(settings, made[:-1])
    build(settings)
    _put(settings, made[-1:])
    written = list(filter(_is_feed, _written(settings)))
    archives = [name for name in written if "/page-" in name]
    feeds = Counter(name.partition(".")[0] for name in written if name not in archives)
    alone = [name for name, count in feeds.items() if count == 1]
    assert len(alone) == 2
    assert max(feeds.values()) == 3
    assert 5 <= feeds.total() <= 21
    assert len(archives) <= 4
    assert archives == [] or count % 20 == 0


def test_a_withdrawn_case_takes_its_compressed_twins_and_its_lists_with_it(settings: Settings) -> None:
    made = fixtures_content.cases(60)
    alone = fixtures_content.case(60, {"all": 61, "column/huisheng": 41, "month/2031-01": 1})
    _put(settings, [*made, alone])
    build(settings)
    output = settings.paths.output
    gone = [f"cases/{alone.number}.html", "months/2031-01/index.html", "months/2031-01/page-1.html"]
    kept = f"cases/{made[0].number}.html"
    for path in (*gone, kept):
        for suffix in (".gz", ".br"):
            (output / f"{path}{suffix}").write_bytes(b"twin")
    (settings.paths.content / place_of(alone)).unlink()
    build(settings)
    assert not [name for name in tree(output) if name.startswith(tuple(gone))]
    assert not (output / "months" / "2031-01").exists()
    assert (output / kept).exists()


def test_a_case_brought_back_at_its_place_leaves_what_stood_before(settings: Settings) -> None:
    build(settings)
    before = tree(settings.paths.output)
    path = sorted((settings.paths.content / "cases").rglob("*.json"))[30]
    data = path.read_bytes()
    path.unlink()
    build(settings)
    assert tree(settings.paths.output) != before
    path.write_bytes(data)
    build(settings)
    assert tree(settings.paths.output) == before


def test_a_correction_that_changes_no_byte_of_a_page_writes_none(settings: Settings) -> None:
    build(settings)
    for path in settings.paths.output.rglob("*"):
        if path.is_file():
            os.utime(path, LONG_AGO)
    case = sorted(settings.paths.content.rglob("DC-*.json"))[0]
    case.write_bytes(case.read_bytes() + b"\n")
    assert _written(settings) == []
