"""Every number on a page of numbers can be had from the open data alone: content/ is made anew of nothing
else, and built, and those pages are the same, byte for byte."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from publish.model.published import Directory
from publish.settings import load
from publish.stages.build import build
from publish.text.records import decode
from tests import reopened
from tests.wholeline import Line

PAGES = (
    "statistics/**/*.html", "units/index.html", "districts/index.html", "topics/index.html",
    "units/*.html", "months/index.html", "programmes/index.html", "surveys/*.html", "changes/2*.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(small_line: Line, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The demonstration's site, and the one that is made of its open data."""
    folder = tmp_path_factory.mktemp("again")
    settings = load(small_line.settings)
    paths = msgspec.structs.replace(settings.paths, content=folder / "content", output=folder / "output")
    now = decode(Directory, (settings.paths.content / "directory.json").read_bytes()).now
    reopened.write(settings.paths.output, paths.content, now)
    done = build(msgspec.structs.replace(settings, paths=paths))
    assert not done.refused, done.issues
    return settings.paths.output, paths.output


def _told(path: Path) -> str:
    """A page but for what is no number and in no table: whether an episode can be heard."""
    return path.read_text("utf-8").replace("<span>可收听</span>", "")


@pytest.mark.parametrize("pattern", PAGES)
def test_a_page_of_numbers_is_the_same_when_made_of_the_open_data(
    made: tuple[Path, Path], pattern: str
) -> None:
    site, again = made
    pages = sorted(path.relative_to(site).as_posix() for path in site.glob(pattern))
    assert pages
    differing = [path for path in pages if _told(site / path) != _told(again / path)]
    assert differing == []


def test_the_figures_of_the_front_are_counted_from_the_cases_and_tables(small_line: Line) -> None:
    """Without any of our own programs."""
    data = small_line.output / "data"
    cases = [line for path in sorted(data.glob("2*.jsonl")) for line in _lines(path)]
    codes = {one["code"] for one in _lines(data / "tables" / "districts.jsonl") if one["level"] == "district"}
    figures = {
        "公开事项": len(cases),
        "其中已解决": sum(one["outcome"] == "solved" for one in cases),
        "保持良好": sum(one.get("revisit") == "held" for one in cases),
        "涉及区县": len({one["district"] for one in cases if one.get("district") in codes}),
    }
    page = (small_line.output / "statistics" / "index.html").read_text("utf-8")
    shown = re.findall(r"<dt>([^<]*)</dt><dd>([\d,]+)<", page)
    assert [int(count.replace(",", "")) for _, count in shown] == list(figures.values())
    assert all(label in told for label, (told, _) in zip(figures, shown, strict=True))
    by_district = Counter(one["district"] for one in cases if "district" in one)
    districts = (small_line.output / "districts" / "index.html").read_text("utf-8")
    for code, count in by_district.items():
        tail = districts.partition(f'href="/districts/{code}/"')[2]
        assert not tail or f">{count}<" in tail[:200], code


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]
