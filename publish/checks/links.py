"""Every link inside the site leads to a file and an anchor that exist; none leads to another host's
code, style or picture."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html as lxml_html

from publish.checks.context import CheckContext, files, place
from publish.errors import Issue, issue

LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src"}


def check(context: CheckContext) -> Iterator[Issue]:
    """All pages of the output."""
    known: dict[str, bool] = {}
    for path in files(context.output, ".html"):
        here = context.base + path.relative_to(context.output).as_posix()
        tree = lxml_html.fromstring(path.read_bytes())
        where = place(context.output, path)
        for target in sorted(set(tree.xpath("//a/@href | //link/@href | //form/@action"))):
            address = urljoin(here, str(target))
            if address not in known:
                known[address] = _leads_somewhere(context, address)
            if not known[address]:
                yield issue("CHECK-003", where, target=target)
        yield from _foreign(tree, where)


def _leads_somewhere(context: CheckContext, target: str) -> bool:
    address, anchor = urldefrag(target)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return parts.scheme in ("http", "https", "mailto", "tel", "")
    if not parts.path.startswith(context.base):
        return False
    file = context.output / unquote(parts.path[len(context.base) :])
    file = file / "index.html" if parts.path.endswith("/") or not parts.path else file
    return file.is_file() and (not anchor or file.suffix != ".html" or unquote(anchor) in _anchors(file))


@lru_cache(maxsize=4096)
def _anchors(file: Path) -> frozenset[str]:
    return frozenset(map(str, lxml_html.fromstring(file.read_bytes()).xpath("//@id")))


def _foreign(tree: lxml_html.HtmlElement, where: str) -> Iterator[Issue]:
    loaded = [tree.xpath(f"//{tag}/@{attribute}") for tag, attribute in LOADED.items()]
    styles = tree.xpath("//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href")
    for target in sorted({str(one) for group in (*loaded, styles) for one in group}):
        if urlsplit(target).netloc:
            yield issue("CHECK-004", where, target=target)
