"""Which templates a template needs: those it names, and those they name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

NAMED = re.compile(r"""["']([\w/.-]+\.html)["']""")
ROOT = "templates"


def layouts(theme: Path) -> dict[str, tuple[str, ...]]:
    """Every template of the theme with all templates it needs, itself among them."""
    folder = theme / ROOT
    named = {
        path.relative_to(folder).as_posix(): frozenset(NAMED.findall(path.read_text("utf-8")))
        for path in sorted(folder.rglob("*.html"))
    }
    return {template: tuple(sorted(_needed(template, named))) for template in named}


def _needed(template: str, named: Mapping[str, frozenset[str]]) -> set[str]:
    found, waiting = set[str](), [template]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += named.get(name, ())
    return found
