"""Runs of one size: every generator in turn, from an empty output on, round after round."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

import msgspec

from bench.build import agree, watch
from bench.build.content import Contents
from bench.build.stand import Stand
from bench.build.tools import Tool, written

TWINS, SEARCH = (".gz", ".br", ".zst"), "search/"


class Step(msgspec.Struct, frozen=True):
    """One build. `pages`, `feeds`, `search`: files written, without the compressed twins; `files`: all there
    are. `pages` are all that is neither, data too."""

    tool: str
    what: str
    taken: watch.Taken
    pages: int
    feeds: int
    search: int
    twins: int
    removed: int
    files: int
    megabytes: float


def steps_of(contents: Contents) -> dict[str, Callable[[Stand], Stand]]:
    """What is done one after the other to a finished site; old matters are corrected and withdrawn."""
    return {
        "nothing": lambda stand: stand,
        "add": Stand.added,
        "correct": lambda stand: stand.corrected(contents.size // 3),
        "withdraw": lambda stand: stand.withdrawn(2 * contents.size // 3),
    }


def rounds(contents: Contents, tools: Sequence[Tool], runs: int, only: Sequence[str]) -> Iterator[Step]:
    """Cold, then each step, each tool in turn. `only`: the steps of tools that are not the first."""
    for _ in range(runs):
        for number, tool in enumerate(tools):
            yield from _round(contents, tool, None if number == 0 else only)


def _round(contents: Contents, tool: Tool, only: Sequence[str] | None) -> Iterator[Step]:
    tool.clear()
    yield _step(tool, "cold")
    first = stand = Stand(contents.size)
    try:
        for what, change in steps_of(contents).items():
            if only is None or what in only:
                stand, before = change(stand), stand
                tool.change(contents.change(before, stand))
                yield _step(tool, what)
    finally:
        tool.change(contents.change(stand, first))


def _step(tool: Tool, what: str) -> Step:
    os.sync()
    before = written(tool.output)
    taken = watch.run(tool.command(), tool.output.parent, tool.environment())
    after = written(tool.output)
    changed = [place for place, identity in after.items() if before.get(place) != identity]
    twins = [place for place in changed if place.endswith(TWINS)]
    plain = set(changed) - set(twins)
    feeds = [place for place in plain if is_feed(place)]
    search = [place for place in plain if place.startswith(SEARCH)]
    size = sum((tool.output / place).stat().st_size for place in after) / 1e6
    return Step(
        tool.name, what, taken, len(plain) - len(feeds) - len(search), len(feeds), len(search), len(twins),
        len(before.keys() - after.keys()), len(after), size,
    )  # fmt: skip


def is_feed(place: str) -> bool:
    """Whether a file of output is a feed: all generators are told to use our suffixes. A calendar and a list
    of feeds are one, too; a page of feeds is none."""
    return place.endswith(agree.SUFFIXES) or (place.startswith("feeds/") and not place.endswith(".html"))
