"""Judges content: names that may be addresses, places given once, codes that are known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from publish.errors import Issue, issue
from publish.model.published import Published
from publish.site.addresses import MONTH, NUMBER, SLUG, is_list
from publish.site.casebook import Casebook, Places
from publish.site.keys import CaseKey, Content
from publish.text.records import DIRECTORY

LAST_PLACE = 1_000_000_000
_is_list = lru_cache(4096)(is_list)


def judge(content: Content, book: Casebook, places: Places | None) -> Iterator[Issue]:
    """Every issue of the content but those of single cases, in a fixed order. `places`: those at which
    another case stands than before; None: all."""
    yield from _directory(content)
    yield from (_clash(*each) for each in book.clashes(places))
    yield from _episodes(content)
    for names, held in _named(content):
        yield from (issue("SITE-004", name, value=name) for name in names if not held(name))


def _named(content: Content) -> Iterator[tuple[list[str], Callable[[str], object]]]:
    for held in (content.dossiers, content.policies, content.calls, content.surveys):
        yield list(held), SLUG.fullmatch
    yield list(content.statistics), MONTH.fullmatch


def _directory(content: Content) -> Iterator[Issue]:
    directory = content.directory
    entries: tuple[tuple[Published, ...], ...] = (
        directory.columns, directory.programmes, directory.topics, directory.units,
    )  # fmt: skip
    slugs = [entry.slug for part in entries for entry in part]  # type: ignore[attr-defined]
    for name in (*slugs, *(region.code for region in directory.regions)):
        if not SLUG.fullmatch(name):
            yield issue("SITE-004", DIRECTORY, value=name)


def judge_case(key: CaseKey, columns: Collection[str]) -> Iterator[Issue]:
    """What is wrong with a case by itself."""
    if not NUMBER.fullmatch(key.number):
        yield issue("SITE-004", key.number, value=key.number)
    if key.column not in columns:
        yield issue("SITE-003", key.number, what="栏目", value=key.column)
    for name, place in key.places.items():
        if not _is_list(name) or not 0 < place < LAST_PLACE:
            yield issue("SITE-004", key.number, value=f"{name}: {place}")


def _clash(name: str, place: int, one: str, other: str) -> Issue:
    return issue("SITE-005", other, name=name, number=place, other=one)


def _episodes(content: Content) -> Iterator[Issue]:
    programmes = {programme.slug for programme in content.directory.programmes}
    for name, episode in content.episodes.items():
        if episode.programme not in programmes:
            yield issue("SITE-003", name, what="节目", value=episode.programme)
        if not 0 < episode.number < LAST_PLACE:
            yield issue("SITE-004", name, value=name)
