"""content/ to output/: the site and its feeds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from publish.feeds import registry
from publish.feeds.base import Feed, PodcastFeed, Schedule
from publish.settings import Settings
from publish.site import engine
from publish.site.content import ContentError
from publish.site.feedlinks import FeedFormat, Formats
from publish.site.output import Made
from publish.site.prose import ProseError
from publish.site.report import BuildReport
from publish.stages.report import Report, Track, silent

if TYPE_CHECKING:
    from publish.site.job import Composer
    from publish.site.workshop import Workshop


def build(
    settings: Settings,
    fresh: bool = False,
    explain: str | None = None,
    profile: bool = False,
    track: Track = silent,
) -> Report:
    """Build the site: pages, feeds, sitemap, theme. What nothing changed for isn't made, and only changed
    bytes are written; `fresh` makes everything anew. The report says why `explain`, a path below output/,
    was made or not, and with `profile` how long each stage took.

    Content that can't be used refuses the build: its issues are in the report and nothing was written.
    Raises `PublishError` for an unusable output folder or a broken template.
    """
    try:
        done = made(settings, fresh, explain, track)
    except (ContentError, ProseError) as error:
        return Report(verb="build", counts={"written": 0}, issues=error.issues)
    counts = {"files": done.files, "written": len(done.written), "unchanged": done.unchanged,
              "removed": len(done.removed)}  # fmt: skip
    stages = [f"{name} {seconds:.2f} 秒" for name, seconds in done.stages] if profile else []
    return Report(verb="build", counts=counts, said=(*stages, *done.reasons))


def made(
    settings: Settings, fresh: bool = False, explain: str | None = None, track: Track = silent
) -> BuildReport:
    """The build by itself: what it wrote and took away. Raises `ContentError` and `ProseError`, too."""
    return engine.build(settings, formats(), feeds, partial(_tracked, track), fresh=fresh, explain=explain)


def _tracked(track: Track, made: Iterable[Made], total: int) -> Iterable[Made]:
    return track(made, "生成", total)


def formats() -> Formats:
    """The formats of the registry, as pages name them."""
    return Formats(*(_named(registry.formats_for(kind)) for kind in (Feed, PodcastFeed, Schedule)))


def _named(found: Iterable[registry.Format]) -> tuple[FeedFormat, ...]:
    return tuple(FeedFormat(each.NAME, each.SUFFIX, each.CONTENT_TYPE) for each in found)


def feeds(shop: Workshop) -> Composer:
    """What composes every feed of the edition in every format it has."""
    from publish.stages import composing  # not loaded where there is nothing to do

    return composing.Composer(shop)
