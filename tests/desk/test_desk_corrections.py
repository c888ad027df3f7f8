"""A correction of what is public, as its readers see it at the desk."""

from __future__ import annotations

from pathlib import Path

import httpx

from publish.settings import load
from publish.stages import office
from tests.desk.desks import PASSWORD, copied, running
from tests.wholeline import Line


def _candidate(line: Line, number: str) -> str:
    with office.ledger_of(load(line.settings)) as ledger:
        source = next(one.source for one in ledger.published() if one.number == number)
        return ledger.desk().by_source([source])[source]


def test_readers_see_why_and_the_new_wording_and_sign_it_in_turn(small_line: Line, tmp_path: Path) -> None:
    line, new = copied(small_line, tmp_path), tmp_path / "new.txt"
    number = sorted((line.folder / "content" / "cases").rglob("*.json"))[4].stem
    new.write_text("供水浑浊一事的题目，经核实改写过了", "utf-8")
    reason = ("--reason", "题目与事实不符，经核实更正", "--as", "wu")
    line.publish("correct", number, "--kind", "wording", *reason, "--field", "title", "--from", str(new))
    name = _candidate(line, number)
    with running(line) as desk, httpx.Client(base_url=desk.url, timeout=60) as client:
        client.post("/login", data={"name": "chen", "password": PASSWORD})
        page = client.get(f"/matters/{name}").text
        history = client.get(f"/matters/{name}/history").text
    assert "文字更正" in page
    assert "题目与事实不符，经核实更正" in page
    assert "供水浑浊一事的题目，经核实改写过了" in page
    assert "提出更正" in history
