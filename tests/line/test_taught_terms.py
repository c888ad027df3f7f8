"""What two reviewers agreed on counts from the next export on."""

from __future__ import annotations

import sqlite3

import pytest

from publish.settings import load
from publish.stages.office import ledger_of
from tests.line.conftest import Line
from tests.line.test_whole_line import _keys_by_number

WORD = "独臂书匠"


def _written(line: Line, case_id: str) -> str:
    with ledger_of(load(line.settings)) as ledger:
        names = ledger.desk().by_source([ledger.source_key("case", case_id)])
        return ledger.candidate(*names.values()).record.texts["result"].text


@pytest.mark.parametrize("agreed", [False, True])
def test_a_term_in_force_is_masked_by_the_next_export(line: Line, agreed: bool) -> None:
    (_, first), (_, second) = sorted(_keys_by_number(line).items())[5:7]
    with sqlite3.connect(line.folder / "store.sqlite3") as store:
        for case_id in (first, second):
            store.execute(
                f"UPDATE cases SET result = result || '找到{WORD}核实。' WHERE case_id = ?", [case_id]
            )
    store.close()
    with ledger_of(load(line.settings)) as ledger:
        desk = ledger.desk()
        name = desk.by_source([ledger.source_key("case", first)]).popitem()[1]
        term = desk.propose_term("chen", "always", WORD, "NICKNAME", "matter", candidate=name)
        if agreed:
            desk.agree_term(term.id, "zhou")
    line.publish("export", check=False)
    assert (WORD in _written(line, first)) is not agreed
    assert WORD in _written(line, second)
