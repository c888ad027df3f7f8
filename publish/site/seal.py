"""The seal of what a build keeps beside output/ for the next one.

It is broken before the first file is written and put on at the end: what a killed build leaves, what is
torn, of another build or of another version is not trusted, and the next build does everything anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from publish.text import files

VERSION = b"huisheng 5\n"


def place(output: Path) -> Path:
    """Where the seal of this output folder lies."""
    return output.parent / f".publish-{output.name}.seal"


def holds(output: Path, kept: Iterable[Path]) -> bool:
    """Whether these files are those that were sealed."""
    try:
        return place(output).read_bytes() == _seal(kept)
    except OSError:
        return False


def name(output: Path) -> str:
    """A name for the files of the output as the last build left them, "" where nobody vouches for them: the
    digest of what was kept last, the manifest."""
    try:
        return place(output).read_text("ascii").rpartition("\n")[2]
    except OSError:
        return ""


def put_on(output: Path, kept: Iterable[Path]) -> None:
    """Vouch for these files as they are now."""
    files.write(place(output), _seal(kept))


def take_off(output: Path) -> None:
    """From now on, until the next `put_on`, nothing is trusted."""
    place(output).unlink(missing_ok=True)


def _seal(kept: Iterable[Path]) -> bytes:
    return VERSION + "\n".join(map(_digest, kept)).encode()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
