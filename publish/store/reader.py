"""Reading relations: whole ones in pages, and what lies below a page of keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from operator import attrgetter
from pathlib import Path
from typing import TypeVar, cast

from publish.model.contract import KEYS, RELATIONS, Row
from publish.store.decode import Values, plan, read, read_one, shown
from publish.store.mapping import Mapping
from publish.store.rejected import Rejected, RowError
from publish.store.relation import Relation, found
from publish.store.session import Session

R = TypeVar("R", bound=Row)


class Below(dict[str, list[R]]):
    """Rows by the key they lie below, sorted; `bad` holds, by the same key, what was set aside."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: dict[str, Rejected] = {}

    def under(self, key: str) -> tuple[R, ...]:
        return tuple(self.get(key, ()))


class Reader:
    """The relations of one open store."""

    def __init__(self, session: Session, mapping: Mapping | None, page: int) -> None:
        self.session = session
        self.page = page
        self._mapping = mapping

    @cached_property
    def relations(self) -> dict[str, Relation | None]:
        """Every relation, looked up and checked once."""
        return {name: found(self.session, name, self._mapping) for name in RELATIONS}

    def stream(
        self, name: str, condition: str = "", params: dict[str, object] | None = None
    ) -> Iterator[list[tuple[object, ...]]]:
        """Raw pages of a relation, sorted by key."""
        relation = self.relations[name]
        if relation:
            sql = relation.select(condition, KEYS[name])
            yield from self.session.stream(sql, params or {}, name, self.page)

    def counted(self, columns: Sequence[str], query: Path) -> Iterator[tuple[object, ...]]:
        """Raw rows of a query over `{cases}`, which has these columns of the matters and no others."""
        relation = self.relations["cases"]
        if relation:
            names = ", ".join(f"{relation.column(name)} AS {name}" for name in columns)
            sql = query.read_text("utf-8").format(cases=f"(SELECT {names} FROM {relation.source} AS r)")
            yield from chain.from_iterable(self.session.stream(sql, {}, "cases", self.page))

    def rows(
        self, kind: type[R], condition: str = "", params: dict[str, object] | None = None
    ) -> Iterator[R | Rejected]:
        """Every row of the relation of `kind`, sorted by key, decoded and checked."""
        name = NAMES[kind]
        relation = self.relations[name]
        if relation:
            raw = chain.from_iterable(self.stream(name, condition, params))
            yield from cast("Iterator[R | Rejected]", read(name, raw, relation.where))

    def below(self, kind: type[R], column: str, keys: Sequence[str]) -> Below[R]:
        """The rows of `kind` whose `column` is one of `keys`, gathered by it and sorted by key."""
        relation = self.relations[NAMES[kind]]
        if not relation or not keys or column not in relation.types:
            return Below[R]()
        sql = relation.select(relation.among(column))
        result = Below[R]()
        _gather(result, column, relation, self.session.all(sql, relation.bound(keys), relation.name))
        _sort(result, relation)
        return result

    def unsorted(self, kind: type[R], column: str) -> Below[R]:
        """Every row of `kind`, gathered by `column`, in the order of the store or of the mapping's SELECT."""
        relation, result = self.relations[NAMES[kind]], Below[R]()
        if relation:
            _gather(result, column, relation, self.session.all(relation.select(), {}, relation.name))
        return result


NAMES: dict[type[Row], str] = {kind: name for name, kind in RELATIONS.items()}
"""Row type → relation name."""


def _gather(result: Below[R], column: str, relation: Relation, rows: Iterable[Values]) -> None:
    """Decode `rows` into `result`, by `column`."""
    how = plan(relation.name)
    at = how.names.index(column)
    for raw in rows:
        row = read_one(how, raw, relation.where)
        if isinstance(row, Rejected):
            result.bad.setdefault(str(raw[at]), row)
        else:
            result.setdefault(getattr(row, column), []).append(cast("R", row))


def _sort(below: Below[R], relation: Relation) -> None:
    """Sort every group by key; a group in which a key comes twice is bad."""
    key = attrgetter(*KEYS[relation.name])
    for parent, rows in below.items():
        if len(rows) > 1:
            rows.sort(key=key)
            keys = [key(row) for row in rows]
            double = next((k for k, following in pairwise(keys) if k == following), None)
            if double is not None:
                error = RowError("STORE-108", count=keys.count(double))
                below.bad.setdefault(parent, error.rejected(relation.name, shown(double), relation.where()))
