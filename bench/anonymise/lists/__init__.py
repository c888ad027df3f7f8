"""The lists that invented data is made of."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml


@cache
def load(name: str) -> dict[str, Any]:
    """The lists of `name`.yaml."""
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"))
    return loaded


class Held(Random):
    """The random source of held-out sets: it also draws names and formats that no other set shows."""


def names(rng: Random, key: str) -> list[str]:
    """The list `key` of names; for held-out sets the one kept for them."""
    lists = load("names")
    found: list[str] = lists[f"{key}_held" if isinstance(rng, Held) else key]
    return found


def forms(rng: Random, what: str, key: str) -> list[str]:
    """The ways of writing `what`; held-out sets draw their own ones, too, and twice as often."""
    known = load("formats")[what]
    own = known.get(f"{key}_held", []) if isinstance(rng, Held) else []
    found: list[str] = known[key] + own * 2
    return found


def one(rng: Random, what: str, key: str) -> str:
    """One of the formats listed for `what` below `key`."""
    return str(rng.choice(load("formats")[what][key]))
