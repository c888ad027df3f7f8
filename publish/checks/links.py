"""Every link inside the site leads to a file and an anchor that exist; none leads to another host's
code, style or picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree

from publish.checks.looked import Fault

LINKED = {"a": "href", "link": "href", "form": "action"}
LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src"}
STYLES = ("stylesheet", "icon", "preload")
SCHEMES = ("http", "https", "mailto", "tel", "")
HIDDEN = "‹已略去›"
"""Stands for an address that is not made of codes alone: what else is in it, nobody knows."""
_CODES = re.compile(r"[A-Za-z0-9_./#:-]*")


def leads(tree: etree._Element, here: str, base: str) -> dict[str, str | None]:
    """Links of a page as they are written → the file (and anchor) below `base` they lead to; None: nowhere.

    `here` is the page's own address. Links that leave the site are left out."""
    found = {}
    for element in tree.iter(*LINKED):
        target = element.get(LINKED[str(element.tag)])
        if target is not None:
            found[target] = resolved(here.rpartition("/")[0], target, here, base)
    return {target: address for target, address in found.items() if address != ""}


def resolved(folder: str, target: str, here: str, base: str) -> str | None:
    """Where a link leads: a file below `base` ("a/b.html#c"), None where it leads nowhere, "" elsewhere."""
    if target.startswith(("#", "?")):
        return _file(urljoin(here, target), base)
    return _from(folder, target, base)


@lru_cache(maxsize=1 << 16)
def _from(folder: str, target: str, base: str) -> str | None:
    return _file(urljoin(f"{folder}/", target), base)


def _file(target: str, base: str) -> str | None:
    address, anchor = urldefrag(target)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return "" if parts.scheme in SCHEMES else None
    if not parts.path.startswith(base):
        return None
    file = unquote(parts.path[len(base) :])
    file = f"{file}index.html" if file.endswith("/") or not file else file
    return f"{file}#{unquote(anchor)}" if anchor and file.endswith(".html") else file


def anchors(tree: etree._Element) -> Iterator[str]:
    """Every id of a page."""
    return (str(each) for each in tree.xpath("//@id"))


def foreign(tree: etree._Element) -> Iterator[Fault]:
    """What a page loads from another host."""
    loaded = [element.get(LOADED[str(element.tag)]) for element in tree.iter(*LOADED)]
    styles = [element.get("href") for element in tree.iter("link") if element.get("rel") in STYLES]
    for target in sorted({each for each in (*loaded, *styles) if each}):
        if urlsplit(target).netloc:
            yield Fault("CHECK-004", 0, {"target": shown(urlsplit(target).netloc)})


def nowhere(target: str) -> Fault:
    """A link that leads nowhere."""
    return Fault("CHECK-003", 0, {"target": shown(target)})


def shown(target: str) -> str:
    """An address that people may be told."""
    return target if _CODES.fullmatch(target) else HIDDEN
