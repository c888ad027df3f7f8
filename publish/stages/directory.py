"""The directory of content/: what the codes and slugs of its records mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from publish.columns import catalogue
from publish.model.contract import Region
from publish.model.published import (
    Directory,
    PublishedColumn,
    PublishedRegion,
    PublishedTopic,
    PublishedUnit,
)
from publish.radio import programme
from publish.settings import Settings

SHOWN_LEVELS = ("city", "district")


def directory(
    now: datetime,
    settings: Settings,
    regions: Iterable[Region],
    topics: tuple[PublishedTopic, ...],
    units: tuple[PublishedUnit, ...],
) -> Directory:
    """Columns and programmes as they are named, districts and the city, and the topics and units given."""
    return Directory(
        now=now,
        demonstration=settings.profile == "demonstration",
        columns=tuple(
            PublishedColumn(slug=one.slug, name=one.name, prefix=one.prefix, description=one.description)
            for one in catalogue.load().values()
        ),
        programmes=tuple(one.published() for one in programme.load().values()),
        regions=tuple(
            PublishedRegion(code=one.code, name=one.name, level=one.level, parent=one.parent_code)
            for one in sorted(regions, key=lambda one: one.code)
            if one.level in SHOWN_LEVELS
        ),
        topics=topics,
        units=units,
    )
