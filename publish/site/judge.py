"""Judges content as a whole: names that may be addresses, places given once, codes that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from publish.errors import Issue, issue
from publish.model.published import Published
from publish.site.addresses import MONTH, NUMBER, SLUG, is_list
from publish.site.keys import Content
from publish.site.lists import Lists
from publish.text.records import DIRECTORY

LAST_PLACE = 1_000_000_000


def judge(content: Content, lists: Lists) -> Iterator[Issue]:
    """Every issue of the content, in a fixed order."""
    yield from _directory(content)
    yield from _cases(content, lists)
    yield from _episodes(content)
    for names, held in _named(content):
        yield from (issue("SITE-004", name, value=name) for name in names if not held(name))


def _named(content: Content) -> Iterator[tuple[list[str], Callable[[str], object]]]:
    yield list(content.cases), NUMBER.fullmatch
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


def _cases(content: Content, lists: Lists) -> Iterator[Issue]:
    columns = {column.slug for column in content.directory.columns}
    for key in content.cases.values():
        if key.column not in columns:
            yield issue("SITE-003", key.number, what="栏目", value=key.column)
    wrong = {name for name, places in lists.given() if not (is_list(name) and _fit(places))}
    for key in content.cases.values() if wrong else ():
        for name, place in key.places.items():
            if name in wrong and not (is_list(name) and _fit((place,))):
                yield issue("SITE-004", key.number, value=f"{name}: {place}")
    yield from lists.clashes()


def _fit(places: Sequence[int]) -> bool:
    return min(places) > 0 and max(places) < LAST_PLACE


def _episodes(content: Content) -> Iterator[Issue]:
    programmes = {programme.slug for programme in content.directory.programmes}
    for name, episode in content.episodes.items():
        if episode.programme not in programmes:
            yield issue("SITE-003", name, what="节目", value=episode.programme)
        if not 0 < episode.number < LAST_PLACE:
            yield issue("SITE-004", name, value=name)
