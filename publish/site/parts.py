"""Which templates a template is made of, read from its text alone: what a change to one of them touches."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

TAG = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%\}", re.DOTALL)
NAME = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)')(?!.*\bif\b)[\s\w,]*[-+]?""", re.DOTALL)


def read(folder: Path) -> dict[str, str]:
    """The texts of the templates below `folder`, by name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def parts(texts: Mapping[str, str], name: str) -> frozenset[str]:
    """`name` and every template it may take something from; all of them where a name is computed."""
    found, asked = {name}, [name]
    while asked:
        for tag in TAG.finditer(texts[asked.pop()]):
            named = NAME.fullmatch(tag[1])
            if named is None:
                return frozenset(texts)
            other = named[1] or named[2]
            if other not in found and other in texts:
                found.add(other)
                asked.append(other)
    return frozenset(found)


def digest(texts: Mapping[str, str], name: str) -> str:
    """Stands for the template and all its parts: another one when any of them changed."""
    held = "".join(
        f"{len(part)} {len(texts[part])} {part}{texts[part]}" for part in sorted(parts(texts, name))
    )
    return hashlib.sha256(held.encode()).hexdigest()
