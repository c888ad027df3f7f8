"""The form of every file: well-formed, feeds complete, links that lead somewhere, nothing from elsewhere.

A file is looked at once and remembered by its digest; links are then followed over the whole site, for a page
may come to lead nowhere without a change to itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec

from publish.checks import feeds, links, memory, wellformed
from publish.checks.context import CheckContext
from publish.checks.looked import Fault, Looked, each, hashed, together
from publish.errors import Issue
from publish.text.spread import spread

SUFFIX = ".forms"
MODULES = ("looked", "links", "feeds", "wellformed", "forms")


class _State(msgspec.Struct, frozen=True, array_like=True):
    """Version of the gate; path → digest of the file and what it says of itself."""

    version: str
    files: dict[str, tuple[str, Looked]]


class Site(msgspec.Struct, frozen=True):
    """The folder of a site, and its path below its host."""

    output: Path
    base: str


def check(context: CheckContext) -> Iterator[Issue]:
    """All files of the output, in order of path."""
    site, digests = Site(context.output, context.base), context.digests
    before = _before(context)
    known = {
        path: before[path][1] for path, digest in digests.items() if before.get(path, ("",))[0] == digest
    }
    fresh = [path for path in digests if path not in known]
    found = {**known, **dict(zip(fresh, spread(partial(look, site), fresh), strict=True))}
    _keep(context, {path: (digests[path], found[path]) for path in digests})
    has = _addresses(found)
    for path in sorted(found):
        yield from (
            fault.issue(path) for fault in (*found[path].faults, *_lost(site, path, found[path], has))
        )


def look(site: Site, path: str) -> Looked:
    """One file by itself."""
    data = (site.output / path).read_bytes()
    faults = tuple(feeds.faults(path, data)) if feeds.is_feed(path) else ()
    suffix = Path(path).suffix
    if suffix == ".html":
        return _page(site, path, data)
    if suffix in wellformed.XML:
        faults += tuple(wellformed.xml(data))
    elif suffix in wellformed.READERS:
        faults += tuple(wellformed.data(suffix, data))
    return Looked(faults)


def _page(site: Site, path: str, data: bytes) -> Looked:
    tree, faults = wellformed.parsed(data)
    if tree is None:
        return Looked((*faults, Fault("CHECK-005", 0, {"detail": "ERR_DOCUMENT_EMPTY"})))
    led = links.leads(tree, site.base + path, site.base)
    astray = tuple(links.nowhere(target) for target in sorted(led) if led[target] is None)
    return Looked(
        faults=(*faults, *astray, *links.foreign(tree)),
        leads=together(filter(None, led.values())),
        has=together(f"{path}#{anchor}" for anchor in links.anchors(tree)),
    )


def _addresses(found: Mapping[str, Looked]) -> frozenset[bytes]:
    """Every file and every anchor there is."""
    return frozenset(map(hashed, found)).union(*(each(looked.has) for looked in found.values()))


def _lost(site: Site, path: str, looked: Looked, has: frozenset[bytes]) -> Iterator[Fault]:
    """Links of a page to what is not there: it is read again only where there are any."""
    missing = {address for address in each(looked.leads) if address not in has}
    if missing:
        tree, _ = wellformed.parsed((site.output / path).read_bytes())
        led = links.leads(tree, site.base + path, site.base) if tree is not None else {}
        lost = sorted(target for target, address in led.items() if address and hashed(address) in missing)
        yield from map(links.nowhere, lost)


def _before(context: CheckContext) -> dict[str, tuple[str, Looked]]:
    if context.full or not context.kept:
        return {}
    state = memory.opened(context.kept.beside(SUFFIX), _State)
    return state.files if state and state.version == memory.version(MODULES) else {}


def _keep(context: CheckContext, files: dict[str, tuple[str, Looked]]) -> None:
    if context.kept:
        memory.save(context.kept.beside(SUFFIX), _State(memory.version(MODULES), files))
