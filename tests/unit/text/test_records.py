"""Records as files."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.model.published import PublishedCase, PublishedRevisions, PublishedSets, TimelineEntry
from publish.model.texts import PublicText
from publish.text.records import FOLDERS, decode, encode, place_of

sys.path.insert(0, str(Path(__file__).parents[2]))
import fixtures_content

RECORDS = (
    *fixtures_content.records(12),
    PublishedRevisions(number="DC-2022-000001", revised=()),
    PublishedSets(slug="all", made_at=datetime(2022, 7, 28, tzinfo=UTC), place=0, months={}, files=()),
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def _case(title: str, note: str) -> PublishedCase:
    at = datetime(2022, 1, 2, 3, 4, 5, tzinfo=UTC)
    return PublishedCase(
        number="DC-2022-000001", column="huisheng", title=PublicText(title), applicant_kind="citizen",
        submitted_at=at, published_at=at, modified_at=at, outcome="solved", places={"b": 2, "a": 1},
        appeal=PublicText(note), timeline=(TimelineEntry(at=at, kind="closed", note=PublicText(note)),),
    )  # fmt: skip


@pytest.mark.parametrize("record", RECORDS, ids=place_of)
def test_a_record_reads_back_as_it_was_written(record: object) -> None:
    assert decode(type(record), encode(record)) == record


@given(TEXT, TEXT)
@settings(max_examples=200)
def test_any_text_reads_back_as_it_was_written(title: str, note: str) -> None:
    case = _case(title, note)
    assert decode(PublishedCase, encode(case)) == case


def test_a_text_with_line_breaks_is_written_line_by_line() -> None:
    lines = encode(_case("t", "第一行\n第二行")).decode().splitlines()
    assert '    "第一行",' in lines
    assert '    "第二行"' in lines


def test_maps_are_written_in_order_of_their_keys() -> None:
    written = encode(_case("t", "n"))
    assert written.index(b'"a": 1') < written.index(b'"b": 2')


def test_a_torn_file_is_refused_wherever_it_was_cut() -> None:
    data = encode(RECORDS[1])
    for end in range(0, len(data) - 2, 7):
        with pytest.raises(msgspec.MsgspecError):
            decode(type(RECORDS[1]), data[:end])


def test_a_list_of_other_things_is_no_text() -> None:
    data = encode(_case("t", "n")).replace(b'"title": "t"', b'"title": ["t", 1]')
    with pytest.raises(msgspec.ValidationError):
        decode(PublishedCase, data)


def test_every_kind_of_record_has_a_folder_and_a_place_in_it() -> None:
    seen = {place_of(record).split("/")[0] for record in RECORDS}
    assert seen == {*FOLDERS, "directory.json"}
