"""Pictures: what is written beside the points."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from publish.checks.readers.base import Example, Found, Text, UnreadableError, ascii_runs, joined

NAME = "pictures (PNG, JPEG, GIF, WebP, TIFF, BMP, icons)"
SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".ico", ".avif")
READS = "EXIF, XMP, comments, text chunks, plain runs of the bytes. Not what the picture shows"


def examples() -> Iterator[Example]:
    from PIL import Image, PngImagePlugin

    written = PngImagePlugin.PngInfo()
    written.add_itxt("Author", "张鹤鸣", zip=True)
    yield Example(_saved("PNG", pnginfo=written), ("张鹤鸣",))
    exif = Image.Exif()
    exif[0x013B], exif[0x9286] = "13900001234", "张鹤鸣".encode()
    yield Example(_saved("JPEG", exif=exif), ("13900001234", "张鹤鸣"))
    yield Example(_saved("GIF", comment="张鹤鸣".encode()), ("张鹤鸣",))
    yield Example(_saved("WEBP", xmp="<a>张鹤鸣</a>".encode()), ("张鹤鸣",))
    yield Example(_saved("PNG") + b"13900001234", ("13900001234",))


def read(data: bytes) -> Found:
    yield Text(ascii_runs(data), "图片")
    try:
        yield Text(joined(_written(data)), "图片")
    except Exception:  # whatever a damaged picture makes the library raise
        raise UnreadableError("PIL") from None


def _written(data: bytes) -> Iterator[str]:
    from PIL import ExifTags, Image

    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a picture that unpacks to gigabytes
        picture = Image.open(io.BytesIO(data))
    picture.load()  # PNG may have text behind the points
    exif = picture.getexif()
    folders = [exif, *(exif.get_ifd(each) for each in ExifTags.IFD)]
    yield from _words([dict(folder) for folder in folders])
    yield from _words([picture.info, getattr(picture, "text", {})])


def _words(found: Any) -> Iterator[str]:
    """Every string within; bytes in each way that cameras write them."""
    if isinstance(found, dict):
        yield from _words([*found, *found.values()])
    elif isinstance(found, list | tuple):
        for each in found:
            yield from _words(each)
    elif isinstance(found, bytes):
        yield from (found.decode(code, "replace") for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"))
    elif found is not None:
        yield str(found)


def _saved(kind: str, **options: Any) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (2, 2)).save(buffer, kind, **options)
    return buffer.getvalue()
