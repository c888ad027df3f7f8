"""How people in a letter are called, and who the relative is: read off the words before the slot."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

NEAR = 12
"""Characters before a slot in which a telling word may stand."""


class Form(msgspec.Struct, frozen=True):
    """Behind one of these words a surname takes one of these endings; "": as among neighbours."""

    after: tuple[str, ...]
    endings: tuple[str, ...] = msgspec.field(name="as")


class Forms(msgspec.Struct, frozen=True):
    respondent: tuple[Form, ...]
    staff: tuple[Form, ...]
    default: dict[str, tuple[str, ...]]


@cache
def forms() -> Forms:
    return msgspec.yaml.decode((Path(__file__).parent / "forms.yaml").read_bytes(), type=Forms)


@cache
def endings(role: str, template: str) -> tuple[str, ...]:
    """What may stand behind the surname of a respondent or an official in this text."""
    before = _before(template, f"{{{role}.partial}}")
    table: tuple[Form, ...] = getattr(forms(), role)
    found = [(_nearest(before, form.after), form.endings) for form in table]
    at, best = max(found, key=lambda pair: pair[0])
    return best if at >= 0 else forms().default[role]


def _before(template: str, slot: str) -> str:
    at = template.find(slot)
    return template[max(0, at - NEAR) : at] if at >= 0 else ""


def _nearest(before: str, words: tuple[str, ...]) -> int:
    return max(before.rfind(word) for word in words)
