"""A row that can't be used, and why; the others go on."""

from __future__ import annotations

import msgspec

from publish.errors import Issue, issue


class Rejected(msgspec.Struct, frozen=True):
    """One record set aside. `key` is the store's own key: for the quarantine inside the office only."""

    relation: str
    key: str
    issue: Issue


class RowError(Exception):
    """Raised while a row is decoded or checked; becomes a `Rejected` at the row's place."""

    def __init__(self, code: str, /, **context: object) -> None:
        super().__init__(code)
        self.code = code
        self.context = context

    @property
    def column(self) -> str:
        return str(self.context.get("column") or self.context.get("later") or "")

    def rejected(self, relation: str, key: str, where: str = "") -> Rejected:
        """The row `key` of `relation` set aside; `where` is the mapping's file and line."""
        place = f"{relation}/{key}" + (f"（{where}）" if where else "")
        return Rejected(relation, key, issue(self.code, place, **self.context))
