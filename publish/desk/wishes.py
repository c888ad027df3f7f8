"""What a page asks for, held to what there is."""

from __future__ import annotations

import msgspec

from publish.desk.ops import Act, Place, Reach
from publish.errors import GateError
from publish.model.spans import Kind

LONGEST_WORD, LONGEST_NOTE, LONGEST_TEXT = 200, 500, 20_000


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the page asks for."""

    act: Act
    place: Place | None = None
    kind: Kind = "PERSON"
    words: str = ""
    note: str = ""
    level: int = 0
    reach: Reach = "one"


def wish(form: dict[str, str]) -> Wish:
    """What the page asks for, held to what there is. Raises `GateError` DESK-021 for anything else."""
    try:
        place = _place(form)
        raw = {
            "act": form.get("act", ""),
            "kind": form.get("kind") or "PERSON",
            "reach": form.get("reach") or "one",
            "level": int(form.get("level") or 0),
        }
        found = msgspec.convert(raw, Wish)
    except (msgspec.ValidationError, ValueError):
        raise GateError("DESK-021", "审核台") from None
    most = LONGEST_TEXT if found.act == "edit" else LONGEST_WORD
    return msgspec.structs.replace(
        found,
        place=place,
        words=clean(form.get("words", ""), most),
        note=clean(form.get("note", ""), LONGEST_NOTE).strip(),
    )


def _place(form: dict[str, str]) -> Place | None:
    field = form.get("field")
    return Place(field, int(form.get("start", "0")), int(form.get("end", "0"))) if field else None


def clean(text: str, most: int) -> str:
    """A person's words: no control characters but line ends, of a browser's form as the store has them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in plain if char == "\n" or char.isprintable() or char == "\u3000")[:most]
