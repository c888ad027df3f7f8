"""Finds the recognizers: every module of recognizers/ that isn't private, in order of name."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from publish.anonymise import recognizers
from publish.anonymise.base import Recognizer


@cache
def load() -> tuple[Recognizer, ...]:
    """Every recognizer; a module without `RECOGNIZER` raises, it is never passed over."""
    names = sorted(module.name for module in pkgutil.iter_modules(recognizers.__path__))
    return tuple(_recognizer(name) for name in names if not name.startswith("_"))


def _recognizer(name: str) -> Recognizer:
    module = importlib.import_module(f"{recognizers.__name__}.{name}")
    found = module.RECOGNIZER
    if not isinstance(found, Recognizer) or found.name != name:
        raise TypeError(f"{module.__name__}: RECOGNIZER must be a Recognizer named {name}")
    return found
