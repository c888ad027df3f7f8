"""The exact counts of one month. They stay in this room."""

from __future__ import annotations

from collections import Counter, defaultdict

import msgspec

from publish.store.hiding import Key

Days = tuple[int | None, int | None]
"""Working days from submission to acceptance and to closing."""


class Month(msgspec.Struct):
    """`counts`: (table, row, column) → matters; `public`: how many of them are published cases; `took`:
    table → (row, column) → how long matters took; `accepted`: matters accepted in the month, `ended`: closed
    after they were."""

    counts: Counter[tuple[str, str, str]]
    public: Counter[tuple[str, str, str]]
    took: defaultdict[str, defaultdict[Key, Counter[Days]]]
    accepted: int = 0
    ended: int = 0

    def cells(self, table: str) -> Counter[Key]:
        """One table's counts."""
        found = Counter({key: days.total() for key, days in self.took.get(table, {}).items()})
        found.update({(row, column): n for (name, row, column), n in self.counts.items() if name == table})
        return found

    def known(self, table: str) -> Counter[Key]:
        """How many of a table's matters are published cases."""
        return Counter({(row, column): n for (name, row, column), n in self.public.items() if name == table})


def empty() -> Month:
    return Month(Counter(), Counter(), defaultdict(lambda: defaultdict(Counter)))


Counted = dict[str, Month]
"""Month ("2022-05") → its exact counts."""
