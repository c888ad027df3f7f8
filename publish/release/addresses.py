"""The addresses under which a cache may hold what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.release.manifest import Entry
from publish.release.tree import Known

INDEX = "index.html"
OF_NUMBER = ("cases/{}.html", "cases/{}.json", "cases/{}", "gone/{}.html")
"""Every path a number was ever answered at."""


class Site:
    """Where the site is published."""

    def __init__(self, url: str, base: str) -> None:
        inner = base.strip("/")
        self.base = f"/{inner}/" if inner else "/"
        self.root = url.rstrip("/") + self.base

    def of(self, path: str) -> Iterator[str]:
        """A file's addresses: a folder's front has two."""
        if path == INDEX or path.endswith(f"/{INDEX}"):
            yield self.root + path[: -len(INDEX)]
        yield self.root + path


def stale(site: Site, before: Known, after: Known, numbers: Iterable[str]) -> list[str]:
    """Addresses that show something else after a release than before it; those of `numbers`, which were
    withdrawn, and of everything made of them stand first."""
    taken = frozenset(numbers)
    named = [form.format(number) for number in sorted(taken) for form in OF_NUMBER]
    changed = [path for path in sorted({*before, *after}) if _other(before.get(path), after.get(path))]
    first = [path for path in changed if _made_of(before.get(path), taken)]
    ordered = dict.fromkeys([*named, *first, *changed])
    return list(dict.fromkeys(address for path in ordered for address in site.of(path)))


def _other(before: Entry | None, after: Entry | None) -> bool:
    return (before and before.sha256) != (after and after.sha256)


def _made_of(before: Entry | None, numbers: frozenset[str]) -> bool:
    return before is not None and not numbers.isdisjoint(before.sources)
