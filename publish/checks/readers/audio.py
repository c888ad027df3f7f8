"""Sound: the tags of a recording."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from publish.checks.readers.base import Example, Found, Part, Text, UnreadableError, ascii_runs, joined

NAME = "sound (MP3, M4A, Ogg, Opus, FLAC, WAV, AIFF, WMA)"
SUFFIXES = (".mp3", ".m4a", ".m4b", ".mp4", ".ogg", ".oga", ".opus", ".flac", ".wav", ".aiff", ".aif", ".wma")
READS = "every tag, the cover, plain runs of the bytes. Not what is said"


def examples() -> Iterator[Example]:
    yield Example(_mp3(b"TPE1", "张鹤鸣".encode("utf-16"), b"\1"), ("张鹤鸣",))
    yield Example(_mp3(b"COMM", b"XXX\0" + "电话１３９00001234".encode(), b"\3"), ("13900001234",))
    yield Example(_mp3(b"TIT2", b"x", b"\3") + b"\0\0" + b"13900001234", ("13900001234",))


def read(data: bytes) -> Found:
    yield Text(ascii_runs(data), "音频")
    try:
        yield from _tags(data)
    except Exception:  # whatever a damaged recording makes the library raise
        raise UnreadableError("TinyTag") from None


def _tags(data: bytes) -> Found:
    from tinytag import TinyTag

    tag = TinyTag.get(file_obj=io.BytesIO(data), image=True)
    if tag.duration is None:
        raise UnreadableError("TinyTag")
    yield Text(joined(_words([tag.as_dict(), tag.other])), "音频标签")
    for picture in tag.images.as_dict().values():
        for each in picture:
            yield Part(f"cover.{PurePath(each.mime_type or 'image/jpeg').name}", each.data)


def _words(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        yield from _words([*found, *found.values()])
    elif isinstance(found, list | tuple):
        for each in found:
            yield from _words(each)
    elif found is not None:
        yield str(found)


def _mp3(frame: bytes, value: bytes, code: bytes) -> bytes:
    body = code + value
    tag = frame + len(body).to_bytes(4) + b"\0\0" + body
    size = len(tag)
    return (
        b"ID3\3\0\0"
        + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
        + tag
        + _FRAME * 8
    )


_FRAME = b"\xff\xfb\x90\0" + bytes(413)
"""One silent frame of MPEG-1 layer III, 128 kbit/s, 44.1 kHz."""
