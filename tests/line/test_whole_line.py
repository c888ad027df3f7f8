"""From a case store to a public site: what a year of the demonstration must show."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import feedparser
import pytest

from bench.anonymise.model import STRUCTURED
from publish.checks import decode
from publish.text import squash
from tests.line.conftest import ROOT, Line

MASKED = STRUCTURED | {"PERSON", "ADDRESS_DOOR"}


def _records(line: Line, folder: str) -> Iterator[dict[str, object]]:
    for path in sorted((line.folder / "content" / folder).rglob("*.json")):
        yield json.loads(path.read_text("utf-8"))


def test_a_year_has_139_results_and_420_letters(full_line: Line) -> None:
    columns = [record["column"] for record in _records(full_line, "cases")]
    assert (columns.count("huisheng"), columns.count("liuyan")) == (139, 420)


def test_a_year_has_241_episodes_of_two_programmes(full_line: Line) -> None:
    programmes = [record["programme"] for record in _records(full_line, "episodes")]
    assert (programmes.count("zhouwu"), programmes.count("minsheng")) == (49, 192)


def test_every_published_matter_has_a_page_and_nothing_else_has(full_line: Line) -> None:
    numbers = {str(record["number"]) for record in _records(full_line, "cases")}
    assert {path.stem for path in (full_line.output / "cases").glob("*.html")} == numbers


def test_a_matter_is_on_air_only_after_its_publication(full_line: Line) -> None:
    published = {
        str(record["number"]): str(record["published_at"]) for record in _records(full_line, "cases")
    }
    aired = [
        (str(one["airs_at"]), number)
        for one in _records(full_line, "episodes")
        for number in one.get("cases", [])
    ]  # type: ignore[attr-defined]
    assert aired
    assert all(published[number] < airs_at for airs_at, number in aired)


def test_no_private_stretch_of_the_gold_is_anywhere_in_what_is_made_of_its_matter(full_line: Line) -> None:
    """Gold spans against the bytes a reader gets, by the demonstration's own knowledge, not the gate's."""
    keys = _keys_by_number(full_line)
    gold = {row["id"]: row["fields"] for row in map(json.loads, (full_line.folder / "gold.jsonl").open("rb"))}
    checked = 0
    for number, case_id in keys.items():
        page = squash.bare(
            squash.squash(" ".join(decode.texts(full_line.output / "cases" / f"{number}.html")))
        )
        for field in gold[case_id].values():
            for span in field["spans"]:
                value = squash.key(span["text"])
                if span["kind"] in MASKED and len(value) > 1:
                    checked += 1
                    assert value not in page, (number, span["kind"])
    assert checked > 1000


def _keys_by_number(line: Line) -> dict[str, str]:
    """Public number → store key, by way of the ledger."""
    from publish.settings import load
    from publish.stages import office
    from publish.store.adapter import open_store

    settings = load(line.settings)
    with open_store(settings.store) as store, office.ledger_of(settings) as ledger:
        sources = {ledger.source_key("case", state.case_id): state.case_id for state in store.states()}
        return {one.number: sources[one.source] for one in ledger.published("published")}


def test_every_page_of_a_demonstration_says_so_and_asks_not_to_be_indexed(full_line: Line) -> None:
    for path in full_line.output.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "演示数据，事项与人物均为虚构" in text, path
        assert re.search(r'<meta name="robots" content="[^"]*noindex', text), path


def test_no_store_key_is_in_any_address_or_file(full_line: Line) -> None:
    case_id = re.compile(rb"CQ\d{13}")
    for path in [*full_line.output.rglob("*"), *(full_line.folder / "content").rglob("*")]:
        assert not case_id.search(str(path).encode())
        assert path.is_dir() or not case_id.search(path.read_bytes()), path


@pytest.mark.parametrize(
    "gate", ["CONSENT", "SUMMARY", "MINOR", "CRITICISM", "SECOND-LOOK", "THIRD-PARTY", "REVISIT"]
)
def test_the_demonstration_has_matters_that_this_gate_stops(full_line: Line, gate: str) -> None:
    from publish.settings import load
    from publish.stages import office

    with office.ledger_of(load(full_line.settings)) as ledger:
        stopped = [one for one in ledger.candidates("open") if f"GATE-{gate}" in one.record.gates]
    assert stopped


def test_every_feed_reads_without_complaint_and_shows_its_titles(full_line: Line) -> None:
    feeds = sorted((full_line.output / "feeds").rglob("*.xml"))
    titles = {str(record["title"]) for record in _records(full_line, "cases")}
    assert len(feeds) > 50
    for path in feeds:
        read = feedparser.parse(path.read_bytes())
        assert read.bozo is False, path
        assert read.feed.title, path
        assert read.entries or "programmes" in path.parts or path.stem.startswith("changes"), path
        if "programmes" not in path.parts:
            assert {entry.title for entry in read.entries} <= titles, path


def test_a_second_run_writes_nothing(small_line: Line, tmp_path: Path) -> None:
    line = small_line.copy(tmp_path / "demo")
    before = {path: path.stat().st_mtime_ns for path in line.output.rglob("*")}
    line.publish("run")
    assert {path: path.stat().st_mtime_ns for path in line.output.rglob("*")} == before


def test_the_same_store_makes_the_same_bytes_in_another_place(
    small_line: Line, fresh: Callable[..., Line]
) -> None:
    other = fresh("elsewhere")
    other.apart("run")
    assert other.digest("content", "output") == small_line.digest("content", "output")


def test_plain_pelican_makes_the_same_bytes(line: Line) -> None:
    built = line.digest("output")
    for path in line.output.rglob("*.html"):
        path.unlink()
    command = [sys.executable, "-m", "pelican", "-s", "pelican.conf.py", "--fatal", "errors"]
    environment = {"PUBLISH_SETTINGS": str(line.settings), "PATH": "/usr/bin:/bin"}
    subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True)
    assert line.digest("output") == built


def test_every_episode_has_a_script_that_fills_its_slot(full_line: Line) -> None:
    from publish.settings import load
    from publish.stages.script import episodes, pack_of

    content = load(full_line.settings).paths.content
    for episode in episodes(content):
        rundown = pack_of(content, f"{episode.programme}/{episode.number}")
        assert sum(item.seconds for item in rundown.items) == episode.minutes * 60, episode.number


def test_a_script_is_written_in_three_formats(line: Line, tmp_path: Path) -> None:
    line.publish("script", "zhouwu/40", "--output", str(tmp_path / "scripts"))
    assert sorted(path.name for path in (tmp_path / "scripts").iterdir()) == [
        "zhouwu-40.docx",
        "zhouwu-40.html",
        "zhouwu-40.txt",
    ]
