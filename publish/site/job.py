"""One build: what it is asked for, and what the last one left it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

import msgspec

from publish.settings import Settings
from publish.site import manifest, memory, seal
from publish.site.feedlinks import Formats
from publish.site.manifest import Manifest
from publish.site.memory import Memory
from publish.site.output import Made

if TYPE_CHECKING:
    from publish.site.page import Output
    from publish.site.workshop import Workshop


class Composer(Protocol):
    """Composes the feed files of an edition, a stage above: rooms do not import each other."""

    def of_cases(self, numbers: Iterable[str]) -> Iterator[Output]:
        """One file a case, in the order given."""

    def of_lists(self, names: Iterable[str]) -> Iterator[Output]:
        """The feeds of these lists of cases, with their archives."""

    def others(self) -> Iterator[Output]:
        """All other feeds."""

    def kept(self, number: str) -> bytes:
        """Renders the entries of a case for other processes."""


Feeds = Callable[["Workshop"], Composer]
"""Composes the feed files of an edition."""

Progress = Callable[[Iterable[Made], int], Iterable[Made]]
"""Passes what was made through, told how much there will be."""


class Job(msgspec.Struct, frozen=True):
    """`explain`: a path below output/ of which the report tells why it was made or not."""

    settings: Settings
    formats: Formats
    feeds: Feeds | None
    progress: Progress
    theme: Path
    explain: str | None

    @property
    def output(self) -> Path:
        return self.settings.paths.output

    @property
    def explained(self) -> str | None:
        """The path to explain, below output/."""
        return self.explain.removeprefix("output/").lstrip("/") if self.explain else None


class Past:
    """What the last build left: its memory of the inputs and its manifest, or nothing where the seal on them
    doesn't hold. `known`: whether it does; `trusted`: and is relied on."""

    def __init__(self, output: Path, fresh: bool) -> None:
        self._output = output
        self._places = (memory.place(output), manifest.place(output))
        self.known = seal.holds(output, self._places)
        self.memory, self.manifest = Memory(output), Manifest(output)
        self.trusted = self.known and not fresh
        if not self.trusted:
            self.memory.clear()
            self.manifest.clear()

    def open(self) -> None:
        """From now on, until it is sealed, none of it is trusted."""
        seal.take_off(self._output)
        self.memory.commit()

    def seal(self, gone: Sequence[str]) -> None:
        """Vouch for it as it is now; of the cases that are gone it keeps no trace."""
        if gone:
            self.memory.cleanse(gone)
            self.manifest.cleanse(gone)
        self.close()
        seal.put_on(self._output, self._places)

    def close(self) -> None:
        self.memory.close()
        self.manifest.close()

    def __enter__(self) -> Past:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()


@contextmanager
def left(output: Path) -> Iterator[Manifest | None]:
    """The files of the last build as it left them; None where its seal does not hold."""
    if not seal.holds(output, (memory.place(output), manifest.place(output))):
        yield None
        return
    with closing(Manifest(output)) as built:
        yield built
