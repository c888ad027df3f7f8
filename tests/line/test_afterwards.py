"""Gone means gone: after a withdrawal or a correction for privacy no word of what was public is left in any
place where hidden text has come back elsewhere (Alaveteli's list): file names, comments, feeds, lists,
tokens, attachments, neighbours, statistics, broadcasts and scripts, open data, twins, kept releases, the
ledger's own bytes.
"""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from tests.line.conftest import Line
from tests.line.test_whole_line import _keys_by_number

RUN = 12
TOLD = re.compile(
    r"(^|/)(content/withdrawn/|gone/|changes/|data/changes/|feeds/(site|changes|columns/|units/|districts/))"
)
"""Where a number may be named as withdrawn: in feeds of the unit that may be told, too."""


def _texts(line: Line, number: str) -> list[str]:
    """Every public text of a matter, from its record."""
    record = json.loads(_record(line, number).read_text("utf-8"))
    fields = [record.get(name) for name in ("title", "appeal", "summary", "result", "comment")]
    fields += [step.get("note") for step in record["timeline"]]
    return ["\n".join(one) if isinstance(one, list) else one for one in fields if one]


def _record(line: Line, number: str) -> Path:
    return line.folder / "content" / "cases" / number.split("-")[1] / f"{number}.json"


def _runs(texts: list[str]) -> set[str]:
    """Stretches of 12 characters."""
    return {text[at : at + RUN] for text in texts for at in range(len(text) - RUN + 1)}


def _own(line: Line, number: str) -> set[str]:
    """Those that no other published record has."""
    others = "\n".join(
        "\n".join(_texts(line, path.stem))
        for path in sorted((line.folder / "content" / "cases").rglob("*.json"))
        if path.stem != number
    )
    prose = (path.read_text("utf-8") for path in (line.folder / "content").rglob("*.json"))
    rest = others + "".join(text for text in prose if number not in text) + _of_other_candidates(line, number)
    return {run for run in _runs(_texts(line, number)) if run not in rest and "\n" not in run}


def _of_other_candidates(line: Line, number: str) -> str:
    """What the ledger holds of all matters but this one: an invented store repeats itself."""
    with sqlite3.connect(line.folder / "ledger.sqlite3") as conn:
        query = (
            "SELECT body FROM texts JOIN current USING (candidate)"
            " WHERE source <> (SELECT source FROM numbers WHERE number = ?)"
        )
        found = [zlib.decompress(body).decode() for (body,) in conn.execute(query, (number,))]
    conn.close()
    return "\n".join(found)


def _public(line: Line) -> Iterator[tuple[str, str]]:
    """Every file that is or could become public, by its name, read as a reader would."""
    for top in ("output", "content", "releases"):
        for path in sorted((line.folder / top).rglob("*")):
            if path.is_file() and not path.is_symlink():
                name = path.relative_to(line.folder).as_posix()
                yield name, f"{name}\n{_decoded(path)}"


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    if path.suffix == ".br":
        data = brotli.decompress(data)
    text = data.decode("utf-8", "replace")
    return text + (json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".json" else "")


def _ledger(line: Line) -> str:
    """The bytes of the ledger, its side files and its journal, and every packed text in it, unpacked."""
    names = ("ledger.sqlite3", "ledger.sqlite3-wal", "ledger.journal", ".publish-output.memory",
             ".publish-output.manifest")  # fmt: skip
    found = [(line.folder / name).read_bytes() for name in names if (line.folder / name).exists()]
    with sqlite3.connect(line.folder / "ledger.sqlite3") as conn:
        for table in ("texts", "notes", "requests"):
            found += [zlib.decompress(body) for (body,) in conn.execute(f"SELECT body FROM {table}")]
    conn.close()
    return b"\n".join(found).decode("utf-8", "replace")


def _holds(line: Line, words: set[str]) -> list[str]:
    """Where one of the words is found."""
    found = [name for name, text in _public(line) if any(word in text for word in words)]
    return found + (["ledger"] if any(word in _ledger(line) for word in words) else [])


def _onward(line: Line) -> None:
    line.stages("write", "build", "check", "release")


def _on_air(line: Line) -> str:
    """A matter that an episode and a dossier or policy name, so that there is much to leave."""
    for path in sorted((line.folder / "content" / "cases").rglob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        if record.get("episodes") and record.get("unit") and record["column"] == "huisheng":
            return str(path.stem)
    pytest.fail("no matter was on air")


def _tombstone(line: Line, number: str, title: str) -> None:
    """Number, unit, day and reason, for people and for machines."""
    page = (line.output / "gone" / f"{number}.html").read_text("utf-8")
    assert "保护个人信息" in page
    assert "2022年7月28日" in page
    assert "noindex" in page
    assert title not in page
    lines = (line.output / "data" / "changes" / "2022-07-28.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(one) for one in lines if number in one]
    assert [(one["act"], one["reason"]) for one in told] == [("removed", "privacy")]
    assert set(told[0]) <= {"act", "number", "at", "url", "column", "unit", "reason"}


def _taken_away(line: Line, number: str) -> None:
    """The feeds take the entry out of readers."""
    identity = f"2021:case/{number}"
    for name in ("site", "columns/huisheng", "changes"):
        stem = line.output / "feeds" / name
        atom = Path(f"{stem}.atom.xml").read_text("utf-8")
        assert re.search(rf'<at:deleted-entry ref="[^"]*{identity}" when="2022-07-28T18:00:00\+08:00">', atom)
        rss = Path(f"{stem}.rss.xml").read_text("utf-8")
        assert re.search(rf"<title>已移除</title>(?s:.)*?{identity}</guid>", rss)
        items = json.loads(Path(f"{stem}.feed.json").read_bytes())["items"]
        (item,) = [one for one in items if one["id"].endswith(identity)]
        assert (item["title"], "content_html" in item) == ("已移除", False)


def test_no_word_of_a_withdrawn_matter_is_left_anywhere_and_its_tombstone_tells_what_it_may(
    line: Line,
) -> None:
    number = _on_air(line)
    title = _texts(line, number)[0]
    words = _own(line, number)
    assert len(words) > 50
    assert {name.split("/")[0] for name in _holds(line, words)} == {"output", "content", "releases", "ledger"}
    line.publish("withdraw", number, "--reason", "privacy", "--as", "wu")
    _onward(line)
    assert _holds(line, words) == []
    named = [name for name, text in _public(line) if number in text]
    inside = [re.sub(r"^(output|releases/[^/]*)/", "", name) for name in named]
    assert [name for name in inside if not TOLD.search(name) and "transparency" not in name
            and not name.startswith("releases/")] == []  # fmt: skip
    _tombstone(line, number, title)
    _taken_away(line, number)


def test_a_correction_shows_both_wordings_and_the_page_stays_until_it_is_signed(line: Line) -> None:
    number = sorted(_keys_by_number(line))[4]
    page, new = line.output / "cases" / f"{number}.html", line.folder / "new.txt"
    before, first = page.read_bytes(), _texts(line, number)[0]
    new.write_text("供水浑浊一事的题目，经核实改写过了", "utf-8")
    wanted = ("correct", number, "--kind", "wording", "--reason", "题目与事实不符，经核实更正", "--as", "wu")
    given = ("--field", "title", "--from", str(new))
    assert line.publish(*wanted, *given, "--dry-run").returncode == 0
    line.publish(*wanted, *given)
    line.stages("write", "build")
    assert page.read_bytes() == before
    line.sign()
    line.stages("write", "build")
    shown = page.read_text("utf-8")
    assert f"<del>{first}</del>" in shown
    assert "<ins>供水浑浊一事的题目，经核实改写过了</ins>" in shown
    assert "原因：题目与事实不符，经核实更正" in shown
    assert "2022年7月28日" in shown.partition("更正与更新")[2]
    changes = (line.output / "changes" / "index.html").read_text("utf-8")
    assert "文字更正" in changes
    atom = (line.output / "feeds" / "changes.atom.xml").read_text("utf-8")
    entry = next(one for one in atom.split("<entry>") if f"case/{number}<" in one)
    assert "<updated>2022-07-28T18:00:00+08:00</updated>" in entry
    assert "文字更正" in entry


def test_no_word_of_what_a_correction_for_privacy_took_away_is_left(line: Line) -> None:
    number = sorted(_keys_by_number(line))[4]
    lost, new = _texts(line, number)[0], line.folder / "new.txt"
    words = {lost} if len(lost) < RUN else _runs([lost])
    new.write_text("经更正的另一个题目", "utf-8")
    reason = ("--reason", "题目能认出人，经核实更正")
    line.publish(
        "correct", number, "--kind", "privacy", *reason, "--field", "title", "--from", str(new), "--as", "wu"
    )
    line.sign()
    _onward(line)
    assert _holds(line, words) == []
    page = (line.output / "cases" / f"{number}.html").read_text("utf-8")
    assert "为保护个人信息" in page
    assert "题目能认出人" not in page
    assert "经更正的另一个题目" in page
    assert line.publish("ledger", "verify").returncode == 0


def test_a_reason_that_tells_of_a_person_opens_nothing(line: Line) -> None:
    number = sorted(_keys_by_number(line))[4]
    done = line.publish(
        "correct", number, "--kind", "fact", "--reason", "投诉人王建国电话13912345678写错", "--as", "wu",
        check=False,
    )  # fmt: skip
    assert (done.returncode, "CORRECT-001" in done.stderr) == (1, True)
    assert "王建国" not in done.stderr
    assert "13912345678" not in done.stderr


def test_what_comes_back_after_an_error_and_its_tombstone_name_each_other(line: Line) -> None:
    number, case_id = sorted(_keys_by_number(line).items())[4]
    line.publish("withdraw", number, "--reason", "error", "--as", "wu")
    with sqlite3.connect(line.folder / "store.sqlite3") as store:
        store.execute("UPDATE cases SET result = result || '已复核。' WHERE case_id = ?", (case_id,))
    store.close()
    line.publish("export", check=False)
    line.sign()
    line.stages("write", "build")
    stone = (line.output / "gone" / f"{number}.html").read_text("utf-8")
    (later,) = re.findall(r'更正之后已重新公开：<a href="/cases/([A-Z0-9-]+)\.html"', stone)
    page = (line.output / "cases" / f"{later}.html").read_text("utf-8")
    assert f'原编号 <a href="/gone/{number}.html"' in page


def test_a_quarter_is_written_once_and_only_when_it_has_ended(line: Line) -> None:
    held = sorted(path.stem for path in (line.folder / "content" / "quarters").glob("*.json"))
    assert held[-1] == "2022-Q2"
    kept = (line.folder / "content" / "quarters" / "2022-Q2.json").read_bytes()
    line.publish("withdraw", sorted(_keys_by_number(line))[-1], "--reason", "privacy", "--as", "wu")
    line.publish("write")
    assert (line.folder / "content" / "quarters" / "2022-Q2.json").read_bytes() == kept
