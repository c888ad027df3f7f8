"""The build: records → edition → plan → what has to be made → output/, in this order.

Pelican's generator and `publish build` both come here, so both write the same bytes. A file is made again
only when something it was made of changed, and written only when its bytes did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from publish.errors import PublishError
from publish.settings import Settings
from publish.site import manifest, memory
from publish.site.changes import changed
from publish.site.content import ContentError, content_of
from publish.site.edition import Edition
from publish.site.environment import Renderer
from publish.site.feedlinks import Formats
from publish.site.guard import guard
from publish.site.heads import Heads
from publish.site.intake import take
from publish.site.judge import judge
from publish.site.keys import Content
from publish.site.lists import Lists
from publish.site.manifest import Manifest
from publish.site.output import Made, standing, sweep
from publish.site.page import Output
from publish.site.pages import plan
from publish.site.press import Press, undisturbed
from publish.site.prose import bound
from publish.site.reasons import why
from publish.site.report import BuildReport, Stopwatch
from publish.site.rows import Rows
from publish.site.sitemap import Sitemap, robots
from publish.site.spool import Spool
from publish.site.state import State
from publish.site.workshop import Workshop

THEME = Path(__file__).resolve().parents[2] / "theme"

OURS = frozenset((
    "404.html", "about", "calls", "cases", "columns", "districts", "dossiers", "feeds", "index.html",
    "months", "notices", "policies", "programmes", "robots.txt", "sitemap.xml", "sitemaps", "static",
    "statistics", "surveys", "topics", "units",
))  # fmt: skip
"""What stands at the top of output/."""

Feeds = Callable[[Workshop], Iterable[Output]]
"""Composes the feed files of an edition."""

Progress = Callable[[Iterable[Made], int], Iterable[Made]]
"""Passes what was made through, told how much there will be."""


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
    watch = Stopwatch()
    with undisturbed():
        known = formats or Formats()
        state = _state(settings, known, theme, fresh, watch)
        if state.settled:
            count = len(state.held.files)
            reasons = why(explain, state, set(), state.held.files) if explain else ()
            return BuildReport((), (), count, count, tuple(watch.stages), reasons)
        return _build(
            settings, known, feeds, progress or (lambda made, _: made), theme, state, watch, explain
        )


def _state(settings: Settings, formats: Formats, theme: Path, fresh: bool, watch: Stopwatch) -> State:
    output = settings.paths.output
    held = manifest.load(output)
    guard(settings, theme, OURS, known=held is not None)
    before = memory.load(output, held.digest) if held and not fresh else None
    watch.mark("上次的结果")
    taken = take(settings, theme, formats, before)
    watch.mark("读入")
    there = standing(output)
    watch.mark("查看 output/")
    return State(held or Manifest(), taken.before, taken.inputs, taken.issues, there)


def _build(
    settings: Settings,
    formats: Formats,
    feeds: Feeds | None,
    progress: Progress,
    theme: Path,
    state: State,
    watch: Stopwatch,
    explain: str | None,
) -> BuildReport:
    output = settings.paths.output
    content = content_of(state.after)
    lists = Lists(content.directory, content.cases)
    issues = (*state.issues, *judge(content, lists, state.moved()))
    if issues:
        raise ContentError(issues)
    changes = _changes(state, content, lists)
    with Spool(output) as spool:
        prose = bound(kept.held for kept in state.after.prose.values())
        shop = _shop(Edition(settings, content, prose, formats, lists), theme, spool)
        wanted = _by_path(outputs(shop, theme, feeds))
        due = [each for path, each in wanted.items() if state.due(path, changes)]
        gone = [path for path in state.there if path not in wanted]
        memory.forget(output)
        if not state.held.files:
            manifest.save(output, Manifest(whole=False))
        watch.mark("列出要做的")
        made = list(progress(Press(shop, output, spool, state.there).make(due), len(due)))
    watch.mark("生成与写出")
    removed = sweep(output, gone)
    files = {path: state.held.files[path] for path in wanted if path in state.held.files}
    files |= {each.entry.path: each.entry for each in made}
    memory.save(output, manifest.save(output, Manifest(files)), state.after)
    watch.mark("清理与记录")
    written = tuple(each.entry.path for each in made if each.written)
    reasons = why(explain, state, changes, files, written) if explain else ()
    return BuildReport(
        written, tuple(removed), len(files) - len(written), len(files), tuple(watch.stages), reasons
    )


def _changes(state: State, content: Content, lists: Lists) -> set[str] | None:
    """Names of what changed since the last build; None: everything may have."""
    if state.before is None or state.before.basis != state.after.basis:
        return None
    return changed(state.before, state.after, content, lists)


def _by_path(outputs: Iterable[Output]) -> dict[str, Output]:
    """Outputs by their paths. Raises `PublishError` SITE-009 for a path claimed twice."""
    found: dict[str, Output] = {}
    for output in outputs:
        if output.path in found:
            raise PublishError("SITE-009", output.path)
        found[output.path] = output
    return found


def _shop(edition: Edition, theme: Path, spool: Spool) -> Workshop:
    heads = Heads(edition)
    renderer = Renderer(edition, theme, heads.demo)
    return Workshop(edition, Rows(edition, renderer, spool), heads, renderer)


def outputs(shop: Workshop, theme: Path, feeds: Feeds | None) -> Iterator[Output]:
    """Every file of the site, each made only when it is asked for its bytes; cases first."""
    pages = []
    for page in plan(shop):
        yield Output(path=page.path, body=partial(shop.renderer.page, page))
        if page.listed and page.template != "case":
            pages.append(page)
    if feeds is not None:
        yield from feeds(shop)
    yield from Sitemap(shop.edition.addresses, shop.edition.every_case(), pages).outputs()
    robots_txt = partial(robots, shop.edition.addresses)
    yield Output(path="robots.txt", body=robots_txt, sources=("settings",))
    yield from static(theme)


def static(theme: Path) -> Iterator[Output]:
    """The theme's files as they are, but for what begins with a dot or lies in a folder that does."""
    root = theme / "static"
    for path in sorted(root.rglob("*")):
        name = path.relative_to(theme).as_posix()
        if path.is_file() and "/." not in name:
            yield Output(path=name, body=path.read_bytes, sources=(f"theme/{name}",))
