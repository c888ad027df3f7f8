"""What a recording is: its kind, length, size, loudness and the chapters it carries.

tinytag tells the length of every kind; where ffmpeg's programs are installed they tell it better, and the
loudness (EBU R 128) and the file's own chapters with it.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from publish.errors import PublishError

PIECE = 1 << 20
SHORTEST = 1.0
"""Seconds below which nothing was recorded."""
PATIENCE = 600
"""Seconds that ffmpeg may take for one recording."""
_LOUDNESS = re.compile(r"^\s+I:\s+(-?\d+(?:\.\d+)?) LUFS", re.MULTILINE)


def _mpeg(head: bytes) -> bool:
    return head[:3] == b"ID3" or (head[:1] == b"\xff" and head[1] & 0xE0 == 0xE0)


def _mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp"


def _ogg(head: bytes) -> bool:
    return head[:4] == b"OggS"


KINDS: dict[str, Callable[[bytes], bool]] = {
    ".mp3": _mpeg, ".m4a": _mp4, ".mp4": _mp4, ".ogg": _ogg, ".oga": _ogg, ".opus": _ogg,
}  # fmt: skip
"""Suffix → whether a file's first bytes are of that kind."""


class Probed(msgspec.Struct, frozen=True, kw_only=True):
    """A recording. `loudness` in LUFS, None where nothing here can tell; `chapters` as (seconds, title)."""

    suffix: str
    bytes: int
    seconds: int
    sha256: str
    loudness: float | None = None
    chapters: tuple[tuple[int, str], ...] = ()


def probe(file: Path) -> Probed:
    """Looks at a recording. Raises `PublishError` AUDIO-001 (no such file), -002 (a kind no player knows),
    -003 (the bytes are not sound)."""
    if not file.is_file():
        raise PublishError("AUDIO-001", file.name)
    suffix = file.suffix.lower()
    if suffix not in KINDS:
        raise PublishError("AUDIO-002", file.name, known="、".join(KINDS))
    with file.open("rb") as opened:
        head = opened.read(16)
    told = _asked(file)
    seconds = (_length(file, told) or 0.0) if len(head) == 16 and KINDS[suffix](head) else 0.0
    if seconds < SHORTEST:
        raise PublishError("AUDIO-003", file.name)
    return Probed(
        suffix=suffix,
        bytes=file.stat().st_size,
        seconds=round(seconds),
        sha256=_digest(file),
        loudness=_loudness(file),
        chapters=tuple(_chapters(told)),
    )


def _digest(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def _length(file: Path, told: dict[str, Any] | None) -> float | None:
    """Seconds; None where it is no sound."""
    from tinytag import TinyTag

    if told is not None:
        kinds = {stream.get("codec_type") for stream in told.get("streams", ())}
        return float(told.get("format", {}).get("duration", 0)) if "audio" in kinds else None
    try:
        return TinyTag.get(file, tags=False).duration
    except Exception:  # whatever a damaged recording makes the library raise
        return None


def _asked(file: Path) -> dict[str, Any] | None:
    """What ffprobe says of a file; None where there is no ffprobe."""
    if not shutil.which("ffprobe"):
        return None
    command = ["ffprobe", "-v", "error", "-protocol_whitelist", "file", "-of", "json", "-show_format",
               "-show_streams", "-show_chapters", str(file.resolve())]  # fmt: skip
    made = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    found: dict[str, Any] = json.loads(made.stdout or b"{}")
    return found


def _loudness(file: Path) -> float | None:
    if not shutil.which("ffmpeg"):
        return None
    command = ["ffmpeg", "-nostdin", "-hide_banner", "-nostats", "-protocol_whitelist", "file", "-i",
               str(file.resolve()), "-vn", "-af", "ebur128=framelog=verbose", "-f", "null", "-"]  # fmt: skip
    made = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    found = _LOUDNESS.findall(made.stderr.decode("utf-8", "replace"))
    return float(found[-1]) if found and not made.returncode else None


def _chapters(told: dict[str, Any] | None) -> Iterator[tuple[int, str]]:
    for chapter in (told or {}).get("chapters", ()):
        title = str(chapter.get("tags", {}).get("title", "")).strip()
        if title:
            yield int(float(chapter["start_time"])), title
