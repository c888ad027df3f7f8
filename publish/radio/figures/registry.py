"""Finds the kinds: every module of this package that has RULES, in the order of their RANK."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

import publish.radio.figures
from publish.radio.figures.base import Rule


class Kind(Protocol):
    """What a module of this package holds."""

    KIND: str  # "money"
    RANK: int  # a lower rank reads first; what it has read nobody reads again
    RULES: tuple[Rule, ...]  # in order
    EXAMPLES: str  # a line each: 「written → said」, run as tests


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind, those that read first in front."""
    names = (found.name for found in pkgutil.iter_modules(publish.radio.figures.__path__))
    modules = (importlib.import_module(f"publish.radio.figures.{name}") for name in sorted(names))
    found = [cast(Kind, module) for module in modules if hasattr(module, "RULES")]
    return tuple(sorted(found, key=lambda kind: (kind.RANK, kind.KIND)))


@cache
def rules() -> tuple[tuple[str, Rule], ...]:
    """Every rule with the name of its kind, in the order they are tried."""
    return tuple((kind.KIND, rule) for kind in kinds() for rule in kind.RULES)
