"""docs/reference/contract.md names every relation, column and code of the contract, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from publish.model import contract

PAGE = (Path(__file__).parents[3] / "docs/reference/contract.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", PAGE, flags=re.MULTILINE | re.DOTALL))
CODES = {
    ("cases", "outcome"): contract.OUTCOMES,
    ("cases", "revisit_outcome"): contract.REVISIT_OUTCOMES,
    ("cases", "consent"): contract.CONSENTS,
    ("cases", "disclosure"): contract.DISCLOSURES,
    ("cases", "applicant_kind"): contract.APPLICANT_KINDS,
    ("cases", "third_party"): contract.THIRD_PARTY,
    ("parties", "role"): contract.ROLES,
    ("events", "kind"): contract.EVENT_KINDS,
    ("case_links", "kind"): contract.LINK_KINDS,
    ("units", "level"): contract.LEVELS,
    ("regions", "level"): contract.LEVELS,
    ("dossier_steps", "kind"): contract.STEP_KINDS,
}


def _rows(relation: str) -> list[list[str]]:
    lines = [line for line in SECTIONS[relation].splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def _columns(relation: str) -> list[str]:
    return [name for cells in _rows(relation) for name in cells[0].split()]


def test_the_page_names_every_relation_and_no_other() -> None:
    assert sorted(SECTIONS) == sorted(contract.RELATIONS)


@pytest.mark.parametrize("relation", list(contract.RELATIONS))
def test_the_page_names_every_column_and_marks_what_is_required(relation: str) -> None:
    fields = msgspec.structs.fields(contract.RELATIONS[relation])
    assert sorted(_columns(relation)) == sorted(f.name + "!" * f.required for f in fields)


@pytest.mark.parametrize(("relation", "column"), list(CODES))
def test_the_page_names_every_code_of_a_column(relation: str, column: str) -> None:
    row = next(cells for cells in _rows(relation) if column in cells[0].replace("!", "").split())
    assert set(CODES[relation, column]) <= set(re.findall(r"\w+", row[1]))
