"""Who may import whom: the table of docs/explanation/the-line.md, held by this test."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ROOMS = ("store", "anonymise", "columns", "ledger", "feeds", "site", "radio", "checks", "release", "demo",
         "monitor")  # fmt: skip
GROUND = ("model", "errors")
LEVELS: dict[str, tuple[str, ...]] = {
    "model": (),
    "errors": (),
    "text": GROUND,
    "settings": GROUND,
    **dict.fromkeys(ROOMS, (*GROUND, "text", "settings")),
    "stages": (*GROUND, "text", "settings", *ROOMS),
    "pipeline": (*GROUND, "settings", "stages"),
    "desk": (*GROUND, "text", "settings", *ROOMS, "stages", "pipeline"),
    "cli": (*GROUND, "text", "settings", *ROOMS, "stages", "pipeline", "desk"),
    "__main__": ("cli",),
    "__init__": (),
}
FILES = sorted((ROOT / "publish").rglob("*.py"))


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def _room(path: Path) -> str:
    parts = path.relative_to(ROOT / "publish").parts
    return parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    room = _room(path)
    allowed = {room, *LEVELS[room]}
    for name in _imported(path):
        head, _, rest = name.partition(".")
        assert head not in ("pelican", "plugins"), f"{path}: publish knows nothing of Pelican"
        if head == "publish" and rest:
            assert rest.split(".")[0] in allowed, f"{path}: {room} may not import {name}"


def test_every_room_of_publish_stands_in_the_table() -> None:
    found = {_room(path) for path in FILES}
    assert found <= set(LEVELS)


def test_only_plugins_import_both_pelican_and_publish() -> None:
    for path in sorted(ROOT.glob("*.py")):
        heads = {name.split(".")[0] for name in _imported(path)}
        assert "pelican" not in heads, path
