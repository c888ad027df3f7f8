"""Whether the tools' pages say the same of themselves in JSON-LD: what they are and what stands above."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.build.tools import Tool

SAMPLED = 5
PAGES = (
    "*.html", "*/index.html", "about/*.html", "calls/*.html", "cases/*.html", "columns/*/index.html",
    "districts/*/index.html", "dossiers/*.html", "months/*/index.html", "policies/*.html",
    "programmes/*/index.html", "programmes/*/[0-9]*.html", "statistics/*.html", "surveys/*.html",
    "topics/*/index.html", "units/*.html", "units/*/index.html",
)  # fmt: skip
OF_FILES = ("distribution", "license", "isAccessibleForFree")
"""What our page of data tells of files that the others don't make."""
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


class Told(NamedTuple):
    """`above`: name and address of each crumb but the last, whose name is each theme's own."""

    what: dict[str, Any]
    above: list[tuple[str, str]]
    here: str | None


def differences(tools: Sequence[Tool], seed: int) -> Iterator[str]:
    """Sampled pages of which another tool says something else than the first. Lists it hasn't: no matter."""
    first, *others = tools
    for place in _sampled(first.output, seed):
        expected = told(first.output / place)
        for tool in others:
            if (tool.output / place).is_file() and (found := told(tool.output / place)) != expected:
                yield f"{tool.name}: {place} says {found}, expected {expected}"


def told(page: Path) -> Told | None:
    """What a page says, or None where it says nothing that can be read."""
    blocks = BLOCK.findall(page.read_text("utf-8"))
    if len(blocks) != 1:
        return None
    what, *rest = json.loads(blocks[0])["@graph"]
    for word in OF_FILES:
        what.pop(word, None)
    items = [item for trail in rest for item in trail["itemListElement"]]
    assert [item["position"] for item in items] == [*range(1, len(items) + 1)], page
    crumbs = [(item["name"], item["item"]) for item in items]
    return Told(what, crumbs[:-1], crumbs[-1][1] if crumbs else None)


def _sampled(output: Path, seed: int) -> Iterator[Path]:
    rng = random.Random(seed)
    for pattern in PAGES:
        found = sorted(path.relative_to(output) for path in output.glob(pattern))
        yield from rng.sample(found, min(SAMPLED, len(found)))
