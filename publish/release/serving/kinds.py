"""What a file is, told by its name, and how long it may be kept unasked."""

from __future__ import annotations

import re

FEEDS = {
    ".feed.json": "application/feed+json; charset=utf-8",
    ".chapters.json": "application/json+chapters",
}
"""Where the last suffix alone would say too little. Feeds of XML are told as XML: a browser shows that with
its style sheet, and what is told as RSS or Atom as raw text; readers look inside either way."""
TYPES = {
    ".json": "application/json; charset=utf-8",
    ".jsonl": "application/x-ndjson; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".xsl": "application/xslt+xml; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "text/plain; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    **FEEDS,
}
"""What a server's own table may lack or have otherwise."""
COMMON = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".mp4": "audio/mp4",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
OTHER = "application/octet-stream"
STATEMENTS = ("transparency/release", "transparency/keys", "transparency/gaps", "transparency/log/checkpoint")
_HASHED = re.compile(r"static/.*[.-][0-9a-f]{8,64}\.[a-z0-9]+")


def kind(path: str) -> str:
    """The content type of a file."""
    if path in STATEMENTS:
        return TYPES[".txt"]
    known = {**COMMON, **TYPES}
    return next((known[each] for each in sorted(known, key=len, reverse=True) if path.endswith(each)), OTHER)


def cache(path: str, seconds: int) -> str:
    """Cache-Control: names with a digest for ever; what must be true now, asked for each time."""
    if _HASHED.fullmatch(path):
        return "public, max-age=31536000, immutable"
    if path.startswith(("gone/", "transparency/")):
        return "no-cache"
    return f"public, max-age={seconds}, must-revalidate"
