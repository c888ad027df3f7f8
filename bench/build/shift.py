"""A record some time later: every day and moment in it, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

import msgspec

from publish.model.published import Published

P = TypeVar("P", bound=Published)


def shift(record: P, later: timedelta) -> P:
    """`record` with every date and datetime `later`, in the records it holds, too."""
    values = ((name, getattr(record, name)) for name in record.__struct_fields__)
    moved = {name: _moved(value, later) for name, value in values if isinstance(value, date | tuple)}
    return msgspec.structs.replace(record, **moved)


def _moved(value: object, later: timedelta) -> object:
    if isinstance(value, date):
        return value + later
    if isinstance(value, tuple):
        return tuple(shift(each, later) if isinstance(each, Published) else each for each in value)
    return value
