"""The import mapping: which column of a file is which column of the contract.

relations:
  cases:
    case_id: 留言编号                       # the heading of a column
    updated_at: [答复时间, 留言时间]          # the first that is filled
    consent: {constant: agreed}            # what the file does not say
    outcome: {constant: explained, when: 答复意见}
    disclosure: {column: 状态, codes: {可公开: approved}, default: none}
  parties:
    - {role: {constant: applicant}, name: 留言用户}
tables:                                    # whole rows the file has no column for
  units: [{unit_id: "1", name: 某市信访办, level: city}]
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import yaml

from publish.errors import StoreError
from publish.model.contract import RELATIONS, Row
from publish.store import nodes
from publish.store.check import check
from publish.store.decode import decode, plan
from publish.store.rejected import RowError
from publish.store.values import CHINA_NAME

GIVEN = ("case_id", "seq")
KEYS = ("relations", "tables", "dates", "timezone", "sheet")
BELOW = tuple(
    name for name, row in RELATIONS.items() if name != "cases" and "case_id" in row.__struct_fields__
)
"""What may be made of a line beside its matter."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """Where the value of one contract column comes from; `line` in the mapping."""

    line: int
    columns: tuple[str, ...] = ()
    constant: object = None
    default: object = None
    codes: dict[str, object] | None = None
    when: str | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        return (*self.columns, self.when) if self.when else self.columns


Cells = dict[str, Cell]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A whole import mapping."""

    path: Path
    case: Cells
    below: tuple[tuple[str, Cells], ...]
    tables: dict[str, tuple[Row, ...]]
    dates: tuple[str, ...]
    zone: ZoneInfo
    sheet: str | None

    def cells(self) -> Iterator[Cell]:
        """Every cell of the mapping, in its order."""
        for cells in (self.case, *(cells for _, cells in self.below)):
            yield from cells.values()


def load(path: Path) -> Plan:
    """Read an import mapping. Raises `StoreError` with the file's line."""
    root = nodes.compose(path, "IMPORT-009", "IMPORT-010")
    top = _fields(root, path, KEYS)
    relations = _fields(top.get("relations") or root, path, ("cases", *BELOW))
    if "cases" not in relations:
        raise StoreError("IMPORT-012", str(path), relation="relations", column="cases")
    below = [(name, item) for name, node in relations.items() if name != "cases" for item in _items(node)]
    return Plan(
        path=path,
        case=_row("cases", relations["cases"], path, given=()),
        below=tuple((name, _row(name, item, path, GIVEN)) for name, item in below),
        tables=_tables(top.get("tables"), path),
        dates=tuple(str(word) for word in _list(top.get("dates"))),
        zone=_zone(top.get("timezone"), path),
        sheet=str(top["sheet"].value) if "sheet" in top else None,
    )


def _fields(node: yaml.Node, path: Path, known: tuple[str, ...]) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise StoreError("IMPORT-010", f"{path}:{nodes.line(node)}", detail="这里应是“名称: 值”")
    for key, _ in node.value:
        if key.value not in known:
            nearest = nodes.nearest(str(key.value), known)
            raise StoreError("IMPORT-011", f"{path}:{nodes.line(key)}", name=key.value, nearest=nearest)
    return {key.value: value for key, value in node.value}


def _row(relation: str, node: yaml.Node, path: Path, given: tuple[str, ...]) -> Cells:
    how = plan(relation)
    cells = {name: _cell(value, path) for name, value in _fields(node, path, how.names).items()}
    for i in how.required:
        if how.names[i] not in cells and how.names[i] not in given:
            place = f"{path}:{nodes.line(node)}"
            raise StoreError("IMPORT-012", place, relation=relation, column=how.names[i])
    return cells


def _cell(node: yaml.Node, path: Path) -> Cell:
    line = nodes.line(node)
    if isinstance(node, yaml.ScalarNode):
        return Cell(line=line, columns=(node.value,))
    if isinstance(node, yaml.SequenceNode):
        return Cell(line=line, columns=tuple(str(item.value) for item in node.value))
    given = {
        name: nodes.value(value)
        for name, value in _fields(node, path, ("column", "constant", "default", "codes", "when")).items()
    }
    if ("column" in given) == ("constant" in given):
        raise StoreError("IMPORT-010", f"{path}:{line}", detail="column 与 constant 要写一个，也只能写一个")
    return _spelt(given, line, path)


def _spelt(given: dict[str, object], line: int, path: Path) -> Cell:
    codes = given.get("codes")
    if codes is not None and not isinstance(codes, dict):
        raise StoreError("IMPORT-010", f"{path}:{line}", detail="codes 应是“表中的值: 代码”")
    column = given.get("column", ())
    return Cell(
        line=line,
        columns=tuple(map(str, column)) if isinstance(column, list | tuple) else (str(column),),
        constant=given.get("constant"),
        default=given.get("default"),
        codes={str(key): value for key, value in codes.items()} if codes is not None else None,
        when=str(given["when"]) if "when" in given else None,
    )


def _tables(node: yaml.Node | None, path: Path) -> dict[str, tuple[Row, ...]]:
    found = _fields(node, path, tuple(RELATIONS)) if node else {}
    return {name: tuple(_table(name, rows, path)) for name, rows in found.items()}


def _table(relation: str, node: yaml.Node, path: Path) -> Iterator[Row]:
    how = plan(relation)
    for number, item in enumerate(_items(node), 1):
        given = {name: nodes.value(value) for name, value in _fields(item, path, how.names).items()}
        try:
            row = decode(how, [given.get(name) for name in how.names])
            check(relation, row)
        except RowError as error:
            place = f"{path}:{nodes.line(item)}"
            why = error.rejected(relation, str(number)).issue.reason
            raise StoreError("IMPORT-013", place, relation=relation, number=number, why=why) from None
        yield row


def _items(node: yaml.Node) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def _list(node: yaml.Node | None) -> list[object]:
    return [nodes.value(item) for item in _items(node)] if node else []


def _zone(node: yaml.Node | None, path: Path) -> ZoneInfo:
    name = str(node.value) if node else CHINA_NAME
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        place = f"{path}:{nodes.line(node)}" if node else str(path)
        raise StoreError("IMPORT-014", place, name=name) from None
