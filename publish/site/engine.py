"""The build: what is there → what changed → what has to be made → output/.

Pelican's generator and `publish build` both come here, so both write the same bytes. A file is made again
only when something it was made of changed, and written only when its bytes did. Where nothing changed,
nothing that makes pages is even loaded.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from publish.settings import Settings
from publish.site.feedlinks import Formats
from publish.site.guard import guard
from publish.site.intake import take
from publish.site.job import Feeds, Job, Past, Progress
from publish.site.quiet import undisturbed
from publish.site.report import BuildReport, Stopwatch
from publish.site.state import State, disturbed
from publish.text.aside import aside

THEME = Path(__file__).resolve().parents[2] / "theme"

OURS = frozenset((
    "404.html", "about", "calls", "cases", "changes", "columns", "data", "districts", "dossiers", "feeds",
    "gone", "index.html", "media", "months", "notices", "policies", "programmes", "robots.txt",
    "sitemap.xml", "sitemaps", "static",
    "statistics", "surveys", "topics", "units", "verify.html",
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
        state = _state(job, past, watch)
        if state.settled and explain is None:
            count = len(past.manifest)
            return BuildReport((), (), count, count, tuple(watch.stages))
        from publish.site.making import make

        return make(job, past, state, watch)


def settled(settings: Settings, formats: Formats | None = None, theme: Path = THEME) -> bool:
    """Whether the output is what a build would make of everything as it is now: there is nothing to do."""
    job = Job(settings, formats or Formats(), None, lambda made, _: made, theme, None)
    with undisturbed(), Past(job.output, fresh=False) as past:
        return past.trusted and _state(job, past, Stopwatch()).settled


def _state(job: Job, past: Past, watch: Stopwatch) -> State:
    found = aside(lambda: disturbed(job.output, past.manifest)) if past.trusted else _nothing
    taken = take(job.settings, job.theme, job.formats, past.memory)
    watch.mark("读入")
    if not taken.settled:
        import_module("publish.site.making")  # while the other process looks
    strange, missing = found()
    watch.mark("查看 output/")
    return State(taken, strange, missing)


def _nothing() -> tuple[frozenset[str], frozenset[str]]:
    """Without a manifest nothing can be told of what stands there."""
    return frozenset(), frozenset()
