"""Files that are never half written: a temporary name, then a rename; unchanged bytes stay untouched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_FRESH = ".fresh-"


def write(path: Path, data: bytes) -> bool:
    """Put `data` at `path` unless it is there already; says whether it was written."""
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{_FRESH}{path.name}")
    fresh.write_bytes(data)
    fresh.replace(path)
    return True


def prune(root: Path, folders: Iterable[str], keep: set[Path]) -> int:
    """Remove files below the named folders of `root` that are not to be kept, leftovers of a killed
    run included, and folders left empty; returns how many files went."""
    gone = 0
    for folder in folders:
        for path in sorted((root / folder).rglob("*"), reverse=True):
            if path.is_dir():
                _remove_if_empty(path)
            elif path not in keep:
                path.unlink()
                gone += 1
    return gone


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()
