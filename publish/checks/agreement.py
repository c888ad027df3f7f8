"""Ledger, content and output name the same matters: nothing lost, nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator

from publish.checks.context import CheckContext
from publish.errors import Issue, issue


def check(context: CheckContext) -> Iterator[Issue]:
    """What the ledger calls published stands in content/ and output/, and nothing else does."""
    live = set(context.published)
    content = {path.stem for path in (context.content / "cases").glob("*/*.json")}
    output = {path.stem for path in (context.output / "cases").glob("*.html")}
    yield from (issue("CHECK-007", f"content/cases: {number}") for number in sorted(live - content))
    yield from (issue("CHECK-007", f"output/cases: {number}") for number in sorted(live - output))
    yield from (issue("CHECK-008", f"content/cases: {number}") for number in sorted(content - live))
    yield from (issue("CHECK-008", f"output/cases: {number}") for number in sorted(output - live))
