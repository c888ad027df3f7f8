"""What a build finds: the last one's results, its inputs as they are now, what stands in output/."""

from __future__ import annotations

import msgspec

from publish.errors import Issue
from publish.site.manifest import Manifest
from publish.site.memory import Memory


class State(msgspec.Struct, frozen=True):
    """`before` is None where the last build isn't to be trusted; `there`: bytes and time of every file."""

    held: Manifest
    before: Memory | None
    after: Memory
    issues: tuple[Issue, ...]
    there: dict[str, tuple[int, int]]

    @property
    def settled(self) -> bool:
        """Whether there is nothing to do: no input changed, and output/ is as the last build left it."""
        return self.before == self.after and not self.issues and self._stands()

    def _stands(self) -> bool:
        return len(self.held.files) == len(self.there) and all(map(self.untouched, self.held.files))

    def moved(self) -> set[str] | None:
        """Numbers of the cases that came or changed since the last build; None: all may have."""
        if self.before is None or self.before.directory.held.columns != self.after.directory.held.columns:
            return None
        before = self.before.cases
        return {kept.held.number for file, kept in self.after.cases.items() if before.get(file) is not kept}

    def untouched(self, path: str) -> bool:
        """Whether a file stands as the last build left it."""
        entry = self.held.files.get(path)
        return entry is not None and self.there.get(path) == (entry.size, entry.changed_at)

    def due(self, path: str, changes: set[str] | None) -> bool:
        """Whether a file has to be made: it is new, was touched, or something it is made of changed.

        `changes`: names that changed (`uses.py`); None: everything may have.
        """
        if changes is None or not self.untouched(path):
            return True
        return not changes.isdisjoint(self.held.files[path].sources)
