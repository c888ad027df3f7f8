"""YAML with line numbers, for mapping files whose mistakes are named by line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

import yaml

from publish.errors import StoreError


def compose(path: Path, missing: str, broken: str) -> yaml.MappingNode:
    """The file's root. Raises `StoreError` `missing` or `broken` (which takes `detail`)."""
    try:
        node = yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except OSError:
        raise StoreError(missing, str(path)) from None
    except UnicodeDecodeError:
        raise StoreError(broken, str(path), detail="不是 UTF-8 文字") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        raise StoreError(broken, place, detail="不是合法的 YAML") from None
    if not isinstance(node, yaml.MappingNode):
        raise StoreError(broken, str(path), detail="最外层应是“relations:”")
    return node


def line(node: yaml.Node) -> int:
    """The line in the file on which `node` begins, from 1."""
    return int(node.start_mark.line) + 1


def value(node: yaml.Node) -> object:
    """The plain value of `node`."""
    return yaml.SafeLoader("").construct_object(node, deep=True)


def is_null(node: yaml.Node) -> bool:
    """Whether nothing was written there."""
    return node.tag == "tag:yaml.org,2002:null"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like `word`, "-" where none is known."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=0)), "-")
