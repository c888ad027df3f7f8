"""Twins: a text file's bytes packed beside it as .gz and .br, so that a server packs nothing itself.

Levels by measurement (300 pages of 17 KB, docs/explanation/decisions/0022-targets.md): gzip 9 takes 0.3 ms to
27 %, brotli 8 takes 0.5 ms to 23 %; brotli 11 would take 21 ms to 21 %. A month of data has many megabytes
and changes with each of its matters, also with one that must be gone at once: 32 MB take 2.0 s at those
levels (28 and 5 %), 0.7 s at 4 and 4 (30 and 7 %).
"""

from __future__ import annotations

import zlib

import brotli

PACKED = (
    ".html", ".xml", ".xsl", ".json", ".jsonl", ".jsonld", ".csv", ".css", ".js", ".svg", ".txt", ".ics",
    ".opml", ".webmanifest",
)  # fmt: skip
"""What is text, and not packed already."""
SUFFIXES = (".gz", ".br")
SMALLEST = 256
"""Bytes below which a twin saves nothing."""
LARGE = 1 << 20
"""Bytes from which speed counts more."""
_LEVELS, _QUICK, _WINDOW = (9, 8), (4, 4), 31


def has(path: str, size: int) -> bool:
    """Whether a file has twins, by its name and size alone. The data of a single case are small and seldom
    asked for: there are as many as pages."""
    return size >= SMALLEST and path.endswith(PACKED) and not _is_case_data(path)


def _is_case_data(path: str) -> bool:
    return path.startswith("cases/") and path.endswith((".json", ".atom.xml"))


def of(data: bytes) -> dict[str, bytes]:
    """Suffix → packed bytes; the same for the same data. Time in the gzip header: 0 (RFC 1952, MTIME)."""
    gzip, quality = _QUICK if len(data) >= LARGE else _LEVELS
    packer = zlib.compressobj(gzip, zlib.DEFLATED, _WINDOW)
    packed = packer.compress(data) + packer.flush()
    return {".gz": packed, ".br": brotli.compress(data, mode=brotli.MODE_TEXT, quality=quality)}


def unpacked(suffix: str, data: bytes) -> bytes:
    """The bytes a twin stands for."""
    return zlib.decompress(data, _WINDOW) if suffix == ".gz" else bytes(brotli.decompress(data))
