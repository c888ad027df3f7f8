"""Judges content as a whole: names that may be addresses, places given once, codes that are known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from publish.errors import Issue, issue
from publish.model.published import Published
from publish.site.addresses import MONTH, NUMBER, SLUG, is_list
from publish.site.keys import Content
from publish.site.lists import Lists
from publish.text.records import DIRECTORY

LAST_PLACE = 1_000_000_000


def judge(content: Content, lists: Lists, only: Collection[str] | None = None) -> Iterator[Issue]:
    """Every issue of the content, in a fixed order. `only`: cases to judge where the others were judged
    before, by the last build."""
    yield from _directory(content)
    numbers = content.cases if only is None else [number for number in only if number in content.cases]
    yield from _cases(content, lists, numbers)
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


def _cases(content: Content, lists: Lists, numbers: Collection[str]) -> Iterator[Issue]:
    columns = {column.slug for column in content.directory.columns}
    keys = [content.cases[number] for number in numbers]
    for key in keys:
        if key.column not in columns:
            yield issue("SITE-003", key.number, what="栏目", value=key.column)
    known: dict[str, bool] = {}
    for key in keys:
        for name, place in key.places.items():
            if name not in known:
                known[name] = is_list(name)
            if not known[name] or not 0 < place < LAST_PLACE:
                yield issue("SITE-004", key.number, value=f"{name}: {place}")
    yield from lists.clashes(known)


def _episodes(content: Content) -> Iterator[Issue]:
    programmes = {programme.slug for programme in content.directory.programmes}
    for name, episode in content.episodes.items():
        if episode.programme not in programmes:
            yield issue("SITE-003", name, what="节目", value=episode.programme)
        if not 0 < episode.number < LAST_PLACE:
            yield issue("SITE-004", name, value=name)
