"""What a build finds: the last one's results, its inputs as they are now, what stands in output/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from publish.site.intake import Taken
from publish.site.manifest import Manifest
from publish.site.output import standing
from publish.site.stamps import differing, lines, path_of


class State(msgspec.Struct, frozen=True):
    """`strange`: files in output/, and folders with nothing in them, that the last build didn't leave as they
    are; `missing`: files that it left, and are gone or changed."""

    taken: Taken
    strange: frozenset[str]
    missing: frozenset[str]

    @property
    def settled(self) -> bool:
        """Whether there is nothing to do: no input changed, and output/ is as the last build left it."""
        return self.taken.settled and not self.strange and not self.missing


def disturbed(output: Path, manifest: Manifest) -> tuple[frozenset[str], frozenset[str]]:
    """What stands otherwise than the build left it, and what it left that doesn't stand so any more."""
    changes = list(differing(manifest.folders(), standing(output)))
    strange = {path for folder, _, came in changes for path in _paths(folder, came)}
    missing = {
        path for folder, went, _ in changes for path in _paths(folder, went) if not folder.endswith("/")
    }
    return frozenset(strange), frozenset(missing)


def every(output: Path) -> frozenset[str]:
    """All that stands there."""
    now = standing(output)
    return frozenset(path for folder, text in now.items() for path in _paths(folder, lines(text)))


def _paths(folder: str, found: set[str]) -> Iterator[str]:
    if folder.endswith("/"):
        yield folder
    yield from (path_of(folder, line) for line in found)
