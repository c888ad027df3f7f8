"""Episodes planned here, on a whole small line: from suggestion to page, and what takes them back."""

from __future__ import annotations

import json
import random
import sqlite3
from pathlib import Path

import yaml

from publish.radio.timing import Pace, milliseconds
from tests.line.conftest import Line

DATE = "2022-08-05"


def _plan(line: Line, *options: str) -> None:
    line.publish("episode", "new", "--programme", "zhouwu", "--date", DATE, "--suggested", "4", *options)


def _cases(path: Path) -> list[str]:
    return list(json.loads(path.read_text("utf-8")).get("cases", []))


def _number(line: Line) -> str:
    (plan,) = (line.folder / "plans" / "zhouwu").iterdir()
    return plan.stem


def test_a_planned_episode_becomes_a_page_and_loses_a_withdrawn_matter(line: Line) -> None:
    _plan(line)
    number = _number(line)
    line.stages("write", "build", "check")
    written = line.folder / "content" / "episodes" / "zhouwu" / f"{number}.json"
    matters = _cases(written)
    assert len(matters) == 4
    year = matters[0].split("-")[1]
    case = line.folder / "content" / "cases" / year / f"{matters[0]}.json"
    assert f"zhouwu/{number}" in case.read_text("utf-8")
    line.publish("withdraw", matters[0], "--reason", "consent", "--as", "wu")
    line.stages("write")
    assert _cases(written) == matters[1:]
    said = line.publish("script", f"zhouwu/{number}", "--format", "txt", "--output", str(line.folder / "s"))
    assert said.stderr.count("EPISODE-003") == 1
    assert matters[0] in said.stderr
    line.publish("episode", "edit", f"zhouwu/{number}", "--delete")
    line.stages("write")
    assert not written.exists()


def test_what_can_not_be_on_air_is_one_clear_line(line: Line) -> None:
    _plan(line)
    number = _number(line)
    asked = ("episode", "new", "--programme", "zhouwu", "--date", DATE)
    cases = {
        "EPISODE-012": (*asked, "--number", number),
        "EPISODE-003": (*asked, "--case", "DC-2022-999999"),
        "EPISODE-006": (*asked, "--guest", "u-0001;副局长;何川;不具名"),
        "EPISODE-007": (*asked, "--guest", "没有这个单位;副局长"),
        "EPISODE-008": (*asked, "--title", "联系王芳，电话13812345678"),
        "EPISODE-010": ("episode", "edit", "zhouwu/1", "--title", "水"),
        "EPISODE-011": ("episode", "new", "--programme", "zhouwu", "--date", "八月"),
        "EPISODE-013": ("episode", "edit", f"zhouwu/{number}", "--order", "DC-2022-999999"),
        "EPISODE-015": ("episode", "edit", f"zhouwu/{number}", "--drop", "DC-2022-999999"),
        "RADIO-002": ("episode", "new", "--programme", "zhowu", "--date", DATE),
    }
    for code, call in cases.items():
        done = line.publish(*call, check=False)
        assert done.returncode in (1, 2), code
        assert [code in row for row in done.stderr.splitlines() if row.strip()] == [True], done.stderr
    assert len(list((line.folder / "plans" / "zhouwu").iterdir())) == 1


def test_a_number_that_the_store_gives_later_is_the_stores(line: Line) -> None:
    _plan(line)
    number = _number(line)
    plan = line.folder / "plans" / "zhouwu" / f"{number}.json"
    clash = json.loads(plan.read_text("utf-8")) | {"number": 1, "title": "后来的"}
    (plan.parent / "1.json").write_text(json.dumps(clash), "utf-8")
    said = line.publish("write").stderr
    assert said.count("EPISODE-001") == 1
    first = line.folder / "content" / "episodes" / "zhouwu" / "1.json"
    assert "后来的" not in first.read_text("utf-8")


def test_two_episodes_of_the_store_with_one_number_are_one_line_and_one_page(line: Line) -> None:
    with sqlite3.connect(line.folder / "store.sqlite3") as store:
        store.execute("update episodes set number = 7 where programme = 'zhouwu' and number = 8")
    store.close()
    line.publish("export", check=False)
    line.sign()
    said = line.publish("write").stderr
    assert said.count("EPISODE-014") == 1
    assert "zhouwu/7" in said


def test_an_episode_three_times_as_long_as_its_slot_says_so_once(line: Line) -> None:
    content = line.folder / "content"
    every = sorted(path for path in (content / "cases").rglob("*.json"))
    agreed = [path.stem for path in every if "appeal" in json.loads(path.read_text("utf-8"))]
    options = [part for number in agreed[:60] for part in ("--case", number)]
    asked = ("episode", "new", "--programme", "minsheng", "--date", DATE, "--minutes", "10")
    said = line.publish(*asked, *options).stderr
    assert said.count("EPISODE-005") == 1


def test_a_measured_pace_is_what_scripts_are_timed_with(line: Line) -> None:
    rng, host = random.Random(3), Pace(300, Pace().pauses)
    words = (
        "经查，情况属实。",
        "旧管已经更换，水质合格，结果已经公示。",
        "这件事解决了。",
        "水费，按户退还。",
    )
    rows = []
    for _ in range(30):
        text = "".join(rng.choices(words, k=rng.randrange(4, 16)))
        rows.append(
            {"programme": "zhouwu", "text": text, "seconds": round(milliseconds(text, host) / 1000, 1)}
        )
    bad = [
        "{不是 json",
        '{"programme": "zhouwu", "text": "停水。", "seconds": 400}',
        '{"programme": "zhouwu"}',
    ]
    timed = line.folder / "timed.jsonl"
    timed.write_text("\n".join([*(json.dumps(row) for row in rows), *bad]) + "\n", "utf-8")
    said = line.publish("radio", "calibrate", str(timed)).stderr
    assert said.count("[PACE-001]") == 2
    assert said.count("[PACE-002]") == 1
    rate = yaml.safe_load((line.folder / "pace.yml").read_text("utf-8"))["zhouwu"]["rate"]
    assert 265 <= rate <= 315
    line.publish("script", "zhouwu/40", "--format", "json", "--output", str(line.folder / "s"))
    pack = json.loads((line.folder / "s" / "zhouwu-40.json").read_text("utf-8"))
    assert pack["pace"]["rate"] == rate
    assert sum(item["seconds"] for item in pack["items"]) == pack["timing"]["slot"]
