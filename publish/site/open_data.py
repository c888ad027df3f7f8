"""All files of the open data but the months (`parts.py`), which are made like pages."""

from __future__ import annotations

from collections.abc import Iterator

from publish.site import open_catalog, open_days, open_files, open_metadata, open_package, open_sets
from publish.site.edition import Edition
from publish.site.page import Output
from publish.site.parts import Sizes


def outputs(edition: Edition, sizes: Sizes) -> Iterator[Output]:
    """Changes by day, tables, whole sets, and what describes them."""
    yield from open_days.outputs(edition, sizes)
    yield from open_files.outputs(edition)
    yield from open_sets.outputs(edition)
    yield from open_package.outputs(edition, sizes)
    yield from open_catalog.outputs(edition)
    yield from open_metadata.outputs(edition)
