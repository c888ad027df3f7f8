"""The documentation's links lead somewhere, and its index leads to every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r'\]\(([^)#\s]+)|src="([^"]+)"')
FENCE = re.compile(r"^```.*?^```", flags=re.MULTILINE | re.DOTALL)


def _targets(page: Path) -> set[Path]:
    found = LINK.findall(FENCE.sub("", page.read_text("utf-8")))
    inner = [link or source for link, source in found if not (link or source).startswith("http")]
    return {(page.parent / target).resolve() for target in inner}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    assert sorted(str(target) for target in _targets(page) if not target.exists()) == []


def test_the_index_or_the_index_of_decisions_leads_to_every_page() -> None:
    docs = ROOT / "docs"
    led = _targets(docs / "README.md") | _targets(docs / "explanation/decisions/README.md")
    pages = {page.resolve() for page in docs.rglob("*.md")} - {(docs / "README.md").resolve()}
    assert sorted(str(page.relative_to(ROOT)) for page in pages - led) == []
