"""The preview is the page that is published, made by the same code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import pytest

from publish.desk import matter
from publish.desk.office import Office
from publish.desk.preview import preview
from publish.settings import load
from tests.wholeline import Line

SIBLINGS = re.compile('<nav class="pager siblings".*?</nav>\n?|<svg class="qr".*?</svg>', re.S)
"""The neighbours, and the code of the page's address, which is another one here."""
MATTERS = 12


@pytest.fixture(scope="module")
def office(small_line: Line, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(load(small_line.copy(tmp_path_factory.mktemp("preview") / "demo").settings))
    yield made
    made.ledger.close()


def test_the_preview_of_a_public_matter_is_its_page_but_for_its_neighbours(
    office: Office, small_line: Line
) -> None:
    desk = office.desk()
    reader = desk.user("chen")
    public = (one for one in office.ledger.candidates("approved") if one.kind == "case")
    for candidate in islice(public, MATTERS):
        found = matter.load(office, desk, candidate.id, reader)
        shown = preview(office, desk, found).decode().replace("/preview/", "/")
        published = (small_line.output / f"cases/{found.row.number}.html").read_text("utf-8")
        assert SIBLINGS.sub("", shown) == SIBLINGS.sub("", published)


@pytest.mark.parametrize("kind", ["policy", "dossier", "call", "survey", "episode"])
def test_other_records_have_a_preview_too(office: Office, kind: str) -> None:
    desk = office.desk()
    candidate = next(one for one in office.ledger.candidates("approved") if one.kind == kind)
    found = matter.load(office, desk, candidate.id, desk.user("chen"))
    assert "<h1>" in preview(office, desk, found).decode()
