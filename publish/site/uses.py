"""What a file of the site is made of: the names asked for while it is made.

Every name stands for something that can change by itself: "case:DC-2022-000139", "unit:u-0042",
"list:topic/t-03#7" (one page of a list), "layout:pages/case.html" (a template with all it includes).
A name is noted whether or not there is such a thing, for its coming is a change, too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, ValuesView
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Uses:
    """Notes the names used by whatever is being made."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._once: dict[Hashable, tuple[Any, frozenset[str]]] = {}

    def note(self, name: str) -> None:
        self._names.add(name)

    def note_all(self, names: Iterable[str]) -> None:
        self._names.update(names)

    def noted(self, make: Callable[[], V]) -> tuple[V, frozenset[str]]:
        """What `make` makes, and the names it asked for."""
        outer, self._names = self._names, set()
        try:
            made = make()
            return made, frozenset(self._names)
        finally:
            self._names = outer

    def once(self, key: Hashable, make: Callable[[], V]) -> V:
        """What `make` makes, done once in a build; its names are noted at every use."""
        if key not in self._once:
            self._once[key] = self.noted(make)
        value, names = self._once[key]
        self._names |= names
        made: V = value
        return made

    def kept(self, make: Callable[[K], V], most: int) -> Callable[[K], V]:
        """`make`, done once a key for about the last `most` keys; its names are noted at every use."""
        held: dict[K, tuple[V, frozenset[str]]] = {}

        def made(key: K) -> V:
            if key not in held:
                if len(held) >= most:
                    held.clear()
                held[key] = self.noted(lambda: make(key))
            value, names = held[key]
            self._names |= names
            return value

        return made


class Noted(Mapping[str, V]):
    """A mapping that notes what is asked of it: "kind:key" of an entry, "kind" of going through all."""

    def __init__(self, kind: str, held: Mapping[str, V], uses: Uses) -> None:
        self._kind, self._held, self._uses = kind, held, uses

    def __getitem__(self, key: str) -> V:
        self._uses.note(f"{self._kind}:{key}")
        return self._held[key]

    def __contains__(self, key: object) -> bool:
        self._uses.note(f"{self._kind}:{key}")
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        self._uses.note(self._kind)
        return iter(self._held)

    def __len__(self) -> int:
        self._uses.note(self._kind)
        return len(self._held)

    def values(self) -> ValuesView[V]:
        """All entries; going through them uses every one of them."""
        self._uses.note(self._kind)
        return self._held.values()
