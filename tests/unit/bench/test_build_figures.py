"""Figures of the build's measurement: taken, tallied, drawn, put on the page."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from bench import report
from bench.build import show, targets, watch
from bench.build.command import run
from bench.build.plot import plot
from bench.build.rounds import Step
from bench.build.tally import Tally, exponent
from bench.build.tools import written

SVG = "{http://www.w3.org/2000/svg}"


def _step(tool: str, what: str, seconds: float, cpu: float = 1.0) -> Step:
    taken = watch.Taken(seconds, cpu, 50)
    return Step(tool, what, taken, pages=3, feeds=2, search=0, twins=0, removed=0, files=9, megabytes=1)


def test_a_run_counts_the_processor_time_and_memory_of_its_children(tmp_path: Path) -> None:
    child = "import time; held = bytearray(80_000_000)\nwhile time.process_time() < 0.3: 0"
    both = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    taken = watch.run([sys.executable, "-c", both], tmp_path, {})
    assert taken.cpu >= 0.2
    assert taken.seconds >= 0.2
    assert taken.memory_mb > 76


def test_a_command_that_fails_says_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(watch.FailedError, match="nothing to build"):
        watch.run([sys.executable, "-c", "raise SystemExit('nothing to build')"], tmp_path, {})


def test_a_file_written_again_with_the_same_bytes_counts_as_written(tmp_path: Path) -> None:
    for name in ("kept", "again"):
        (tmp_path / name).write_text("same")
    before = written(tmp_path)
    (tmp_path / "fresh").write_text("same")
    (tmp_path / "fresh").replace(tmp_path / "again")
    after = written(tmp_path)
    assert [name for name in after if before.get(name) != after[name]] == ["again"]


def test_a_ratio_is_the_median_of_runs_side_by_side() -> None:
    pairs = [(1.0, 10.0), (2.0, 10.0), (9.0, 10.0)]
    steps = [_step(tool, "cold", value) for pair in pairs for tool, value in zip("ab", pair, strict=True)]
    assert Tally(1000, steps).ratio("a", "b", "cold") == pytest.approx(0.2)


def test_growth_in_proportion_has_exponent_one_and_starts_at_ten_thousand() -> None:
    tallies = [
        Tally(size, [_step("a", "cold", 1, cpu)]) for size, cpu in ((1000, 9), (10_000, 10), (100_000, 100))
    ]
    assert exponent(tallies, "a") == (10_000, 100_000, pytest.approx(1.0))
    assert exponent(tallies[:2], "a") is None


def test_the_plot_says_in_words_what_it_shows() -> None:
    root = ET.fromstring(plot("Title", "a: 1 s <at> 10", {"a & b": [(10, 1), (1000, 50)]}, "x", "y"))
    assert root.findtext(f"{SVG}title") == "Title"
    assert root.findtext(f"{SVG}desc") == "a: 1 s <at> 10"
    assert "a & b" in [text.text for text in root.iter(f"{SVG}text")]
    assert len(list(root.iter(f"{SVG}circle"))) == 2


def test_the_page_holds_every_row_and_is_replaced_not_doubled(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(report, "PAGE", tmp_path / "benchmarks.md")
    monkeypatch.setattr(show, "PICTURE", tmp_path / "build.svg")
    report.put("Other", "other", ("a",), [["1"]])
    steps = [_step("回声", "cold", 1), _step("回声", "add", 0.5), _step("Hugo", "cold", 4)]
    for _ in range(2):
        show.show([Tally(1000, steps)], "python -m bench build", ["Hugo 0.168.0"])
    page = (tmp_path / "benchmarks.md").read_text("utf-8")
    assert page.count(f"## {show.NAME}") == 1
    assert "## Other" in page
    assert "| 1,000 | 回声 | add one | 0.50 / 0.50 s |" in page
    assert "0.250 of Hugo's wall" in page
    assert "writes at most 3 pages and data files, 2 feed files, 0 of search" in page


def test_a_target_is_reached_at_its_limit_and_missed_above_it() -> None:
    steps = [_step("回声", "cold", 4), _step("回声", "add", 0.7), _step("Hugo", "cold", 10)]
    found = {row[1]: row[-1] for row in targets.rows([Tally(10_000, steps)])}
    assert found["cold, of Hugo's wall"] == "yes"
    assert found["add, correct or withdraw one, seconds"] == "no"
    assert "cold, of Pelican's wall" not in found


def test_an_unknown_generator_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["--against", "jekyll"])
    assert stopped.value.code == 2
