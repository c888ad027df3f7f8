"""Addresses and media types of the web."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

MEDIA = {
    ".mp3": "audio/mpeg", ".m4a": "audio/x-m4a", ".mp4": "audio/mp4", ".ogg": "audio/ogg",
    ".oga": "audio/ogg", ".opus": "audio/ogg",
}  # fmt: skip
"""Suffix → media type, as podcast players know them."""


def media_type(url: str) -> str:
    """The media type of an audio address by its suffix, audio/mpeg where it tells nothing."""
    return MEDIA.get(PurePosixPath(urlsplit(url).path).suffix.lower(), "audio/mpeg")


def web_address(url: str | None) -> str | None:
    """An http(s) address as it is; anything else (javascript:, a bare word) is no link."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
