"""The build: what is there → what changed → what has to be made → output/.

Pelican's generator and `publish build` both come here, so both write the same bytes. A file is made again
only when something it was made of changed, and written only when its bytes did. Where nothing changed,
nothing that makes pages is even loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from publish.settings import Settings
from publish.site.feedlinks import Formats
from publish.site.guard import guard
from publish.site.intake import take
from publish.site.job import Feeds, Job, Past, Progress
from publish.site.manifest import Manifest
from publish.site.quiet import undisturbed
from publish.site.report import BuildReport, Stopwatch
from publish.site.state import Found, State, both, half
from publish.text.aside import aside

THEME = Path(__file__).resolve().parents[2] / "theme"

OURS = frozenset((
    ".well-known", "404.html", "about", "calls", "cases", "changes", "columns", "data", "districts",
    "dossiers", "feeds", "gone", "index.html", "media", "months", "notices", "policies", "programmes",
    "reading.html", "robots.txt", "search", "sitemap", "sitemap.xml", "sitemaps", "static", "statistics",
    "surveys", "topics", "units", "verify.html",
))  # fmt: skip
"""What stands at the top of output/."""


def build(
    settings: Settings,
    formats: Formats | None = None,
    feeds: Feeds | None = None,
    progress: Progress | None = None,
    theme: Path = THEME,
    fresh: bool = False,
    explain: str | None = None,
) -> BuildReport:
    """Build the site of `settings` into paths.output; `fresh` trusts nothing of the last build, `explain`
    is a path below output/ of which the report tells why it was made or not.

    Raises `ContentError` or `ProseError` with everything that can't be used, before anything is
    written, and `PublishError` for an unusable output folder (before) or a broken template.
    """
    job = Job(settings, formats or Formats(), feeds, progress or (lambda made, _: made), theme, explain)
    watch = Stopwatch()
    with undisturbed(), Past(job.output, fresh) as past:
        guard(settings, theme, OURS, known=past.known)
        watch.mark("上次的结果")
        with _state(job, past, watch) as state:
            if state.settled and explain is None:
                count = len(past.manifest)
                return BuildReport((), (), count, count, tuple(watch.stages))
            from publish.site.making import make  # while the other process looks at output/

            return make(job, past, state, watch)


def settled(settings: Settings, formats: Formats | None = None, theme: Path = THEME) -> bool:
    """Whether the output is what a build would make of everything as it is now: there is nothing to do."""
    job = Job(settings, formats or Formats(), None, lambda made, _: made, theme, None)
    with undisturbed(), Past(job.output, fresh=False) as past:
        if not past.trusted:
            return False
        with _state(job, past, Stopwatch()) as state:
            return state.settled


@contextmanager
def _state(job: Job, past: Past, watch: Stopwatch) -> Iterator[State]:
    """What there is; nobody looks at output/ any more when this is over."""
    found = cache(_looked(job.output, past.manifest) if past.trusted else _nothing)
    try:
        taken = take(job.settings, job.theme, job.formats, past.memory)
        watch.mark("读入")
        yield State(taken, found)
    finally:
        found()


def _looked(output: Path, manifest: Manifest) -> Callable[[], Found]:
    """Another process looks at half of output/ from now on, this one at the rest when it is asked."""
    others = aside(lambda: half(output, manifest, cases=True))
    return lambda: both(half(output, manifest, cases=False), others())


def _nothing() -> Found:
    """Without a manifest nothing can be told of what stands there."""
    return frozenset(), frozenset()
