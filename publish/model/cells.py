"""What a matter shares with its likes, and how precisely it may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

import msgspec


class Cell(NamedTuple):
    """Region × topic × month of submission × kind of applicant; "" where the store doesn't say.

    `region` is the store's code, of a town (nine digits) or a district (six); `month` is "2022-05".
    """

    region: str
    topic: str
    month: str
    kind: str


Cells = Mapping[Cell, int]
"""How many matters of the whole store lie in each cell, published or not."""


class Level(msgspec.Struct, frozen=True):
    """How far a matter was generalised; the defaults show it as the store has it.

    `region` "town" is the region as the store has it, a town at the finest; `period` "month" leaves
    every day standing, since the month is what was counted.
    """

    region: Literal["town", "district", "city"] = "town"
    topic: Literal["full", "first"] = "full"
    period: Literal["month", "quarter", "year"] = "month"


FULL = Level()
