"""What the W3C's feed validator, RFC 4287, RFC 5005, RFC 6721, the RSS Board, jsonfeed.org and Apple ask of a
feed, as far as it can be told from the file alone; and what it says, for comparison with the records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

ATOM, FH = "{http://www.w3.org/2005/Atom}", "{http://purl.org/syndication/history/1.0}"
AT, DC = "{http://purl.org/atompub/tombstones/1.0}", "{http://purl.org/dc/elements/1.1/}"
CONTENT, ITUNES = (
    "{http://purl.org/rss/1.0/modules/content/}", "{http://www.itunes.com/dtds/podcast-1.0.dtd}",
)  # fmt: skip
RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d \+0800"
)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[A-Za-z0-9/:+.-]+")
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Told:
    """An entry as it stands in a feed."""

    id: str
    title: str
    href: str
    published: str
    full: bool


def of(path: Path) -> list[Told]:
    """The entries of a feed, in order; in Atom without what was withdrawn."""
    if path.suffix == ".json":
        return [_json_item(item) for item in json.loads(path.read_bytes())["items"]]
    root = etree.parse(path).getroot()
    if root.tag == f"{ATOM}feed":
        return [_atom_entry(entry) for entry in root.iterfind(f"{ATOM}entry")]
    return [_rss_item(item) for item in root.iterfind("channel/item")]


def _json_item(item: dict[str, Any]) -> Told:
    return Told(item["id"], item["title"], item["url"], item["date_published"], "content_html" in item)


def _atom_entry(entry: Any) -> Told:
    texts = [entry.findtext(f"{ATOM}{name}") for name in ("id", "title")]
    href, full = entry.find(f"{ATOM}link").get("href"), entry.find(f"{ATOM}content") is not None
    return Told(texts[0], texts[1], href, entry.findtext(f"{ATOM}published"), full)


def _rss_item(item: Any) -> Told:
    at = parsedate_to_datetime(item.findtext("pubDate")).isoformat()
    full = item.find(f"{CONTENT}encoded") is not None
    return Told(item.findtext("guid"), item.findtext("title"), item.findtext("link"), at, full)


def broken(path: Path, address: str) -> list[str]:
    """The rules that a feed at this address breaks."""
    data = path.read_bytes()
    found = list(_json(json.loads(data), address) if path.suffix == ".json" else _xml(data, address))
    if UNFIT.search(data.decode("utf-8")):
        found.append("a character XML can't hold")
    ids = [one.id for one in of(path)]
    if len(set(ids)) != len(ids):
        found.append("an id twice")
    found += [f"id: {one}" for one in ids if not TAG.fullmatch(one)]
    return found


def _xml(data: bytes, address: str) -> Iterator[str]:
    if not data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>') and b"itunes" not in data[:600]:
        yield "no declaration"
    root = etree.fromstring(data)
    yield from _atom(root, address) if root.tag == f"{ATOM}feed" else _rss(root, address)


def _atom(root: Any, address: str) -> Iterator[str]:
    yield from _once(root, [f"{ATOM}{name}" for name in ("id", "title", "updated", "author")])
    if not (root.findtext(f"{ATOM}author/{ATOM}name") or "").strip():
        yield "author without a name"
    yield from _self(root, address, "application/atom+xml")
    if not [link for link in root.iterfind(f"{ATOM}link") if link.get("rel") == "alternate"]:
        yield "no alternate"
    archive = {link.get("rel") for link in root.iterfind(f"{ATOM}link")} >= {"current"}
    if archive != (root.find(f"{FH}archive") is not None):
        yield "archive and current go together"
    for element in root.iter(f"{ATOM}updated", f"{ATOM}published"):
        if not RFC3339.fullmatch(element.text):
            yield f"date {element.text}"
    for gone in root.iter(f"{AT}deleted-entry"):
        if not (TAG.fullmatch(gone.get("ref")) and RFC3339.fullmatch(gone.get("when"))):
            yield "deleted-entry"
    for entry in root.iterfind(f"{ATOM}entry"):
        yield from _once(
            entry, [f"{ATOM}{name}" for name in ("id", "title", "updated", "published", "summary")]
        )
        if entry.findtext(f"{ATOM}updated") < entry.findtext(f"{ATOM}published"):
            yield "updated before published"
        content = entry.find(f"{ATOM}content")
        if content is not None and content.get("type") != "html":
            yield "content of no type"


def _rss(root: Any, address: str) -> Iterator[str]:
    if root.tag != "rss" or root.get("version") != "2.0":
        yield "not RSS 2.0"
    channel = root.find("channel")
    yield from _once(channel, ["title", "link", "description", "language", "lastBuildDate"])
    author = channel.findtext(f"{DC}creator") or channel.findtext(f"{ITUNES}author")
    if not author:
        yield "no author"
    yield from _self(channel, address, "application/rss+xml")
    podcast = channel.find(f"{ITUNES}type") is not None
    if podcast:
        yield from _podcast(channel)
    for element in channel.iter("pubDate", "lastBuildDate"):
        if not RFC822.fullmatch(element.text):
            yield f"date {element.text}"
    for item in channel.iterfind("item"):
        yield from _once(item, ["title", "link", "guid", "pubDate", "description"])
        if item.find("guid").get("isPermaLink") != "false":
            yield "guid that says it is an address"
        if podcast and item.findtext(f"{ITUNES}explicit") not in ("true", "false"):
            yield "item explicit"


def _podcast(channel: Any) -> Iterator[str]:
    if channel.findtext(f"{ITUNES}explicit") not in ("true", "false"):
        yield "explicit"
    image = channel.find(f"{ITUNES}image")
    if image is None or not urlsplit(image.get("href")).path.endswith((".png", ".jpg")):
        yield "no cover"
    if channel.find(f"{ITUNES}category") is None:
        yield "no category"


def _json(feed: dict[str, Any], address: str) -> Iterator[str]:
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        yield "version"
    if urlsplit(feed["feed_url"]).path != address:
        yield f"feed_url {feed['feed_url']}"
    yield from (name for name in ("title", "home_page_url", "language") if not feed.get(name))
    if not (feed["authors"] and feed["authors"][0]["name"]):
        yield "no author"
    for item in feed["items"]:
        if ("content_html" in item) == ("content_text" in item):
            yield "one content an item"
        if not all(RFC3339.fullmatch(item[name]) for name in item if name.startswith("date_")):
            yield "date"


def _once(element: Any, names: list[str]) -> Iterator[str]:
    yield from (f"{element.tag}: {name}" for name in names if len(element.findall(name)) != 1)


def _self(element: Any, address: str, kind: str) -> Iterator[str]:
    own = [link for link in element.iterfind(f"{ATOM}link") if link.get("rel") == "self"]
    if [(urlsplit(link.get("href")).path, link.get("type")) for link in own] != [(address, kind)]:
        yield "self link"
