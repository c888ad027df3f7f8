"""Every feed says who it is, is dated, and gives each entry a stable id, a title and a link."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree

from publish.checks.looked import Fault

ATOM = "{http://www.w3.org/2005/Atom}"


def is_feed(path: str) -> bool:
    """Whether a file of the site is a feed: those below feeds/, and the one beside each case."""
    return (path.startswith("feeds/") and path.endswith((".xml", ".feed.json"))) or path.endswith(".atom.xml")


def faults(path: str, data: bytes) -> Iterator[Fault]:
    """What a feed lacks; one that can't be read is another gate's finding."""
    missing = _xml(data) if path.endswith(".xml") else _json(data)
    yield from (Fault("CHECK-006", 0, {"detail": one}) for one in missing)


def _xml(data: bytes) -> Iterator[str]:
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return
    yield from _atom(root) if root.tag == f"{ATOM}feed" else _rss(root)


def _json(data: bytes) -> Iterator[str]:
    try:
        feed = json.loads(data)
    except ValueError:
        return
    yield from _feed(feed)


def _feed(feed: Mapping[str, Any]) -> Iterator[str]:
    yield from _without(feed, ("version", "title", "home_page_url", "feed_url", "authors"), "feed")
    items = feed.get("items", [])
    for item in items:
        yield from _without(item, ("id", "url", "title", "date_published"), "item")
        if not (item.get("content_html") or item.get("content_text")):
            yield "item/content"
    if len({item.get("id") for item in items}) != len(items):
        yield "id repeated"


def _without(held: Mapping[str, Any], names: tuple[str, ...], inside: str) -> Iterator[str]:
    yield from (f"{inside}/{name}" for name in names if not held.get(name))


def _atom(root: ElementTree.Element) -> Iterator[str]:
    yield from _absent(root, (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated", f"{ATOM}author"), "feed")
    for entry in root.iter(f"{ATOM}entry"):
        yield from _absent(entry, (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated", f"{ATOM}link"), "entry")
    yield from _repeated(root.iter(f"{ATOM}entry"), f"{ATOM}id")


def _rss(root: ElementTree.Element) -> Iterator[str]:
    channel = root.find("channel")
    if channel is None:
        yield "channel"
        return
    yield from _absent(channel, ("title", "link", "description"), "channel")
    for item in channel.iter("item"):
        yield from _absent(item, ("title", "guid", "pubDate"), "item")
        yield from _undated(item)
    yield from _repeated(channel.iter("item"), "guid")


def _absent(element: ElementTree.Element, names: tuple[str, ...], inside: str) -> Iterator[str]:
    for name in names:
        child = element.find(name)
        if child is None or not (child.text or child.attrib or len(child)):
            yield f"{inside}/{name.rpartition('}')[2]}"


def _undated(item: ElementTree.Element) -> Iterator[str]:
    try:
        parsedate_to_datetime(item.findtext("pubDate") or "")
    except (TypeError, ValueError):
        yield "item/pubDate"


def _repeated(entries: Iterator[ElementTree.Element], name: str) -> Iterator[str]:
    ids = [entry.findtext(name) for entry in entries]
    if len(ids) != len(set(ids)):
        yield f"{name.rpartition('}')[2]} repeated"
