"""Finds the forms of a script: every module of this package that has a SUFFIX."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

import publish.radio.formats
from publish.errors import PublishError
from publish.radio.pack import Pack


class Form(Protocol):
    """What a module of this package holds."""

    NAME: str  # "docx"
    SUFFIX: str  # ".docx"

    def render(self, pack: Pack) -> bytes: ...


@cache
def forms() -> dict[str, Form]:
    """Every form by name, in order of name."""
    names = sorted(found.name for found in pkgutil.iter_modules(publish.radio.formats.__path__))
    modules = (importlib.import_module(f"publish.radio.formats.{name}") for name in names)
    return {module.NAME: cast(Form, module) for module in modules if hasattr(module, "SUFFIX")}


def named(name: str) -> Form:
    """The form of that name; raises `PublishError` RADIO-004 that lists the known ones."""
    found = forms()
    if name not in found:
        nearest = difflib.get_close_matches(name, found, n=1, cutoff=0)
        raise PublishError("RADIO-004", name, nearest=nearest[0] if nearest else "-", known="、".join(found))
    return found[name]
