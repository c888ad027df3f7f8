"""The matters of the build's measurement: drawn from a seed, changed as the line's writer changes them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from bench.build.content import Contents
from bench.build.donors import Donors
from bench.build.rounds import steps_of
from bench.build.stand import Stand
from publish.model.published import Published, PublishedCase, PublishedDossier
from publish.text.records import encode, place_of


def _files(contents: Contents, stand: Stand) -> dict[str, bytes]:
    return {place_of(record): encode(record) for record in contents.records(stand)}


def _cases(contents: Contents, stand: Stand) -> list[PublishedCase]:
    return [record for record in contents.records(stand) if isinstance(record, PublishedCase)]


def _encoded(change: dict[str, Published | None]) -> dict[str, bytes | None]:
    return {place: record and encode(record) for place, record in change.items()}


def test_the_same_seed_makes_the_same_files_and_another_seed_others(build_contents: Contents) -> None:
    donors = build_contents._donors
    stand = Stand(build_contents.size)
    again, other = Contents(donors, build_contents.size, 3), Contents(donors, build_contents.size, 4)
    assert _files(again, stand) == _files(build_contents, stand)
    assert _files(other, stand) != _files(build_contents, stand)


@pytest.mark.parametrize("what", ["nothing", "add", "correct", "withdraw"])
def test_a_change_is_what_writing_everything_anew_would_change(build_contents: Contents, what: str) -> None:
    step: Callable[[Stand], Stand] = steps_of(build_contents)[what]
    before = Stand(build_contents.size).corrected(2)
    after = step(before)
    old, new = _files(build_contents, before), _files(build_contents, after)
    differing = {place: new.get(place) for place in {*old, *new} if old.get(place) != new.get(place)}
    assert _encoded(build_contents.change(before, after)) == differing


def test_a_write_dates_the_directory_and_only_it_where_nothing_changed(build_contents: Contents) -> None:
    stand = Stand(build_contents.size)
    later = Stand(build_contents.size, writes=1)
    assert set(build_contents.change(stand, later)) == {"directory.json"}


def test_every_list_gives_out_its_places_without_a_gap(build_contents: Contents) -> None:
    given: dict[str, list[int]] = {}
    for case in _cases(build_contents, Stand(build_contents.size)):
        for name, place in case.places.items():
            given.setdefault(name, []).append(place)
    assert all(places == list(range(1, len(places) + 1)) for places in given.values())


def test_numbers_follow_the_order_of_publication(build_contents: Contents) -> None:
    cases = _cases(build_contents, Stand(build_contents.size))
    assert len({case.number for case in cases}) == len(cases)
    assert all(one.published_at <= two.published_at for one, two in pairwise(cases))


def test_the_next_matter_names_an_older_one_which_names_it_back(build_contents: Contents) -> None:
    held = {case.number: case for case in _cases(build_contents, Stand(build_contents.size).added())}
    newest = held[build_contents.lines[-1].number]
    assert newest.related
    assert all(newest.number in held[number].related for number in newest.related)


def test_the_next_matter_joins_a_dossier(build_contents: Contents) -> None:
    newest = build_contents.lines[-1]
    change = build_contents.change(Stand(build_contents.size), Stand(build_contents.size).added())
    joined = [record for record in change.values() if isinstance(record, PublishedDossier)]
    assert joined
    assert all(newest.number in dossier.cases for dossier in joined)


def test_a_withdrawn_matter_is_named_nowhere(build_contents: Contents) -> None:
    for index, line in enumerate(build_contents.lines[:-1]):
        files = _files(build_contents, Stand(build_contents.size).withdrawn(index))
        assert not any(line.number.encode() in data for data in files.values())


def test_dossiers_and_policies_name_the_matters_that_name_them(build_contents: Contents) -> None:
    held = {case.number: case for case in _cases(build_contents, Stand(build_contents.size))}
    named = 0
    for record in build_contents.records(Stand(build_contents.size)):
        for number in getattr(record, "cases", ()):
            names = (*held[number].dossiers, *held[number].policies, *held[number].episodes)
            assert place_of(record).removesuffix(".json").split("/", 1)[1] in names
            named += 1
    assert named


def test_donors_are_read_in_order_of_their_names(build_contents: Contents) -> None:
    donors: Donors = build_contents._donors
    assert [case.number for case in donors.cases] == sorted(case.number for case in donors.cases)
