"""One line of the filter: what it must hold, and why it can't be taken."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import msgspec

from publish.model.contract import Party
from publish.model.texts import RawText

BOM = b"\xef\xbb\xbf"
_TEXT_COLUMNS = frozenset(Party.__struct_fields__) - {"case_id", "seq", "is_minor", "may_be_named"}
_COLUMN = re.compile(r"at `\$\.(\w+)")


class RefusalError(Exception):
    """A line that can't be taken; carries the code of the reason."""

    def __init__(self, code: str, **context: str) -> None:
        self.code, self.context = code, context
        super().__init__(code)


class _Line(msgspec.Struct):
    id: str | int
    text: str
    known: list[dict[str, Any]] | None = None


class Row(msgspec.Struct, frozen=True):
    """A line that was understood. `id` is its JSON, so that it goes out as it came in."""

    id: msgspec.Raw
    text: RawText
    known: Sequence[Party] = ()


def read(line: bytes) -> Row:
    """The row of a line. Raises `RefusalError` with a code, never with what stands in the line."""
    plain = line.removeprefix(BOM)
    try:
        row = msgspec.json.decode(plain, type=_Line)
        return Row(_id(row.id), RawText(row.text), parties(row.known or ()))
    except msgspec.ValidationError as error:
        raise _misfit(str(error)) from None
    except (ValueError, RecursionError):
        raise RefusalError("ANONYMISE-010" if _misencoded(plain) else "ANONYMISE-003") from None


def parties(known: Sequence[dict[str, Any]]) -> list[Party]:
    """Rows of `parties` with any columns; unknown ones say nothing here and are passed over."""
    return [_party(seq, row) for seq, row in enumerate(known, 1)]


def _id(given: str | int) -> msgspec.Raw:
    return msgspec.Raw(str(given).encode() if isinstance(given, int) else msgspec.json.encode(given))


def _misfit(message: str) -> RefusalError:
    if message.endswith("`object`") or ("`$" not in message and "missing" not in message):
        return RefusalError("ANONYMISE-003")
    inside = "`$.known" in message
    return RefusalError("ANONYMISE-005", detail="known") if inside else RefusalError("ANONYMISE-004")


def _misencoded(line: bytes) -> bool:
    """Whether what is wrong is the encoding: no UTF-8, or half of a surrogate pair."""
    try:
        json.dumps(json.loads(line.decode()), ensure_ascii=False).encode()
    except UnicodeError:
        return True
    except (ValueError, RecursionError):
        return False
    return False


def _party(seq: int, row: dict[str, Any]) -> Party:
    plain = {name: _plain(name, value) for name, value in row.items() if value is not None}
    try:
        return msgspec.convert({"role": "applicant", **plain, "case_id": "", "seq": seq}, Party, strict=False)
    except msgspec.ValidationError as error:
        column = _COLUMN.search(str(error))
        detail = f"known[{seq - 1}].{column[1]}" if column else f"known[{seq - 1}]"
        raise RefusalError("ANONYMISE-005", detail=detail) from None


def _plain(name: str, value: object) -> object:
    """A number where a text belongs is read as the text; spreadsheets make 13…0.0 of a telephone."""
    if name not in _TEXT_COLUMNS or isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
