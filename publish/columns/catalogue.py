"""What a column is: its name, the prefix of its public numbers and the gates before it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

HERE = Path(__file__).parent


class Retention(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a matter stays public after its first publication. `then`: it leaves by itself, or the office
    is asked."""

    months: Annotated[int, msgspec.Meta(ge=1)]
    then: Literal["remove", "ask"] = "remove"


class Column(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column. `unasked` says what stands where a citizen was not asked for consent;
    without `retention` matters stay."""

    slug: str = ""
    name: str
    prefix: str
    description: str
    gates: tuple[str, ...]
    unasked: Literal["summary", "refuse"] = "refuse"
    retention: Retention | None = None


@cache
def load() -> dict[str, Column]:
    """Every column by slug, in order of slug. A malformed file raises `msgspec.ValidationError`."""
    return {path.stem: _read(path) for path in sorted(HERE.glob("*.yaml"))}


def _read(path: Path) -> Column:
    column = msgspec.yaml.decode(path.read_bytes(), type=Column)
    return msgspec.structs.replace(column, slug=path.stem)
