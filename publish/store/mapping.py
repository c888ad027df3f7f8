"""A mapping file: one SELECT per relation of the contract, for an office's own database.

    relations:
      cases: |
        SELECT 编号 AS case_id, … FROM 诉求件
      surveys:            # left empty: this office has none

`cases` and `parties` must be written down; another relation left out is read as empty.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import yaml

from publish.errors import StoreError
from publish.model.contract import RELATIONS
from publish.store.nodes import compose, is_null, line, nearest

OBLIGATORY = ("cases", "parties")


class Query(msgspec.Struct, frozen=True):
    """One relation's SELECT: `line` is the relation's in the file, `first` that of the SQL's first line."""

    sql: str
    line: int
    first: int

    def line_of(self, word: str) -> int:
        """The file's line in which `word` stands last in the SQL; the relation's where it does not."""
        if not word:
            return self.line
        found = [
            number
            for number, text in enumerate(self.sql.splitlines(), self.first)
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
        ]
        return found[-1] if found else self.line


class Mapping(msgspec.Struct, frozen=True):
    """A whole mapping file; a relation with None has no rows."""

    path: Path
    relations: dict[str, Query | None]


def load(path: Path) -> Mapping:
    """Read a mapping file. Raises `StoreError` with the file's line."""
    root = compose(path, "STORE-013", "STORE-014")
    relations = _member(root, path, "relations")
    found = {key.value: _query(key, value, path) for key, value in relations.value}
    for name in OBLIGATORY:
        if name not in found or (name == "cases" and found[name] is None):
            raise StoreError("STORE-016", f"{path}:{line(relations)}", relation=name)
    return Mapping(path, {name: found.get(name) for name in RELATIONS})


def _member(root: yaml.MappingNode, path: Path, name: str) -> yaml.MappingNode:
    for key, value in root.value:
        if key.value != name:
            raise StoreError("STORE-015", f"{path}:{line(key)}", name=key.value, nearest=name)
        if isinstance(value, yaml.MappingNode):
            return value
    raise StoreError("STORE-014", str(path), detail=f"{name}: 下面应是“关系: SELECT …”")


def _query(key: yaml.Node, value: yaml.Node, path: Path) -> Query | None:
    place = f"{path}:{line(key)}"
    if key.value not in RELATIONS:
        raise StoreError("STORE-015", place, name=key.value, nearest=nearest(key.value, RELATIONS))
    if is_null(value):
        return None
    sql = str(value.value).strip().rstrip(";").rstrip()
    if not isinstance(value, yaml.ScalarNode) or not re.match(
        r"(?is)(?:\s|--[^\n]*\n)*(?:select|with)\b", sql
    ):
        raise StoreError("STORE-017", place, relation=key.value)
    return Query(sql, line(key), line(value) + (1 if value.style in ("|", ">") else 0))
