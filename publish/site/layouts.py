"""Which templates a template needs: those it names, and those they name. Read from their texts alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

ROOT = "templates"
TAG = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%\}", re.DOTALL)
NAME = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)')(?!.*\bif\b)[\s\w,]*[-+]?""", re.DOTALL)


def read(theme: Path) -> dict[str, str]:
    """The texts of the theme's templates, by name."""
    folder = theme / ROOT
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def layouts(theme: Path) -> dict[str, tuple[str, ...]]:
    """Every template of the theme with all templates it needs, itself among them."""
    texts = read(theme)
    return {template: tuple(sorted(needed(texts, template))) for template in texts}


def needed(texts: Mapping[str, str], template: str) -> frozenset[str]:
    """The template and those it needs, named or not there yet; all of them where a name is computed."""
    found, waiting = {template}, [template]
    while waiting:
        for tag in TAG.finditer(texts.get(waiting.pop(), "")):
            named = NAME.fullmatch(tag[1])
            if named is None:
                return frozenset(texts)
            name = named[1] or named[2]
            if name not in found:
                found.add(name)
                waiting.append(name)
    return frozenset(found)
