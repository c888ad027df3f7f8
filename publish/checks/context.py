"""What the gates look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from publish.model.contract import Party


class Private(msgspec.Struct, frozen=True):
    """A party of the store, the public number of its matter where that is published, and those of
    published matters linked to it."""

    party: Party
    number: str | None = None
    linked: frozenset[str] = frozenset()

    @property
    def numbers(self) -> frozenset[str]:
        """Everything published in which this party is looked for by weak identifiers, too."""
        return self.linked | {self.number} if self.number else self.linked


class Kept(msgspec.Struct, frozen=True):
    """Where a gate keeps what it has seen, and the key without which nothing there is of use."""

    file: Path
    key: bytes

    def beside(self, suffix: str) -> Kept:
        """Where another gate keeps its own."""
        return Kept(self.file.with_suffix(suffix), self.key)


def _nothing() -> Iterator[str]:
    return iter(())


def _unknown(path: str) -> Iterable[str]:
    del path
    return ()


class CheckContext(msgspec.Struct, frozen=True, kw_only=True):
    """The finished output, the records it was made of, and who must not be found in it.

    `known_names` are names and phones that are public by right (units, hosts, guests on air);
    `published` maps each live public number to its column; `words` are common words and places, which
    a name may be cut out of; `made_of` tells the numbers of matters a file of the output was made of,
    as the build noted them. `digests` tells every file of the output and the SHA-256 of what stands there.
    `kept`: None where nothing is kept between checks; `full` trusts nothing kept.
    """

    output: Path
    content: Path
    base: str
    private: Callable[[], Iterator[Private]]
    published: Mapping[str, str]
    withdrawn: frozenset[str] = frozenset()
    known_names: frozenset[str] = frozenset()
    public_phones: frozenset[str] = frozenset()
    store_keys: Callable[[], Iterator[str]] = _nothing
    words: frozenset[str] = frozenset()
    made_of: Callable[[str], Iterable[str]] = _unknown
    digests: Mapping[str, str] = msgspec.field(default_factory=dict)
    kept: Kept | None = None
    full: bool = False
