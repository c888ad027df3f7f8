"""What a build finds: the last one's results, its inputs as they are now, what stands in output/."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from publish.site.addresses import CASES
from publish.site.intake import Taken
from publish.site.manifest import Manifest
from publish.site.output import standing
from publish.text.stamps import differing, lines, path_of

TOP = CASES.rstrip("/")
Found = tuple[frozenset[str], frozenset[str]]


class State:
    """What is there, and what stands in output/; another process may still be looking: `found` waits for it
    the first time."""

    def __init__(self, taken: Taken, found: Callable[[], Found]) -> None:
        self.taken, self._found = taken, found

    def wait(self) -> None:
        """Until it is known what stands in output/."""
        self._found()

    @property
    def strange(self) -> frozenset[str]:
        """Files in output/, and folders with nothing in them, that the last build didn't leave so."""
        return self._found()[0]

    @property
    def missing(self) -> frozenset[str]:
        """Files that the last build left, and are gone or changed."""
        return self._found()[1]

    @property
    def settled(self) -> bool:
        """Whether there is nothing to do: no input changed, and output/ is as the last build left it."""
        return self.taken.settled and not self.strange and not self.missing


def disturbed(output: Path, manifest: Manifest) -> Found:
    """What stands otherwise than the build left it, and what it left that doesn't stand so any more."""
    return both(half(output, manifest, cases=True), half(output, manifest, cases=False))


def half(output: Path, manifest: Manifest, cases: bool) -> Found:
    """The same of the files of cases alone, which are most of all, or of all others."""
    now = standing(output, top=TOP) if cases else standing(output, but=TOP)
    left = {folder: files for folder, files in manifest.folders().items() if _of_cases(folder) == cases}
    changes = list(differing(left, now))
    strange = {path for folder, _, came in changes for path in _paths(folder, came)}
    missing = {
        path for folder, went, _ in changes for path in _paths(folder, went) if not folder.endswith("/")
    }
    return frozenset(strange), frozenset(missing)


def both(one: Found, other: Found) -> Found:
    """What was found in two places."""
    return one[0] | other[0], one[1] | other[1]


def _of_cases(folder: str) -> bool:
    return f"{folder}/".startswith(CASES)


def every(output: Path) -> frozenset[str]:
    """All that stands there."""
    now = standing(output)
    return frozenset(path for folder, text in now.items() for path in _paths(folder, lines(text)))


def _paths(folder: str, found: set[str]) -> Iterator[str]:
    if folder.endswith("/"):
        yield folder
    yield from (path_of(folder, line) for line in found)
