"""Makes what changed: plan → due → output/, and keeps what the next build needs to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from publish.errors import PublishError
from publish.site import change_lines
from publish.site.casebook import moved_places
from publish.site.changes import changed
from publish.site.content import ContentError, content_of
from publish.site.edition import Edition
from publish.site.environment import Renderer
from publish.site.heads import Heads
from publish.site.job import Job, Past
from publish.site.judge import judge
from publish.site.keys import Content
from publish.site.lists import Lists
from publish.site.manifest import Entry
from publish.site.output import Made, sweep
from publish.site.page import Later, Output, Page
from publish.site.pages import few, many
from publish.site.parts import Parts, Sizes
from publish.site.press import Press
from publish.site.prose import bound
from publish.site.reasons import why
from publish.site.recordings import recordings
from publish.site.report import BuildReport, Stopwatch
from publish.site.rows import Rows
from publish.site.scope import Scope, everything, held, narrow
from publish.site.sitemap import Sitemap, robots
from publish.site.spool import Spool
from publish.site.state import State
from publish.site.workshop import Workshop


def make(job: Job, past: Past, state: State, watch: Stopwatch) -> BuildReport:
    """Bring output/ to where the inputs are. Raises as `engine.build` does."""
    content = content_of(state.taken.known, past.memory.cases)
    lists = Lists(content.directory, past.memory.cases)
    _judge(past, state, content, lists)
    scope = _scope(job, past, state, content, lists)
    was = past.manifest.get(job.explained) if job.explained else None
    with Spool(job.output) as spool:
        shop = _shop(job, past, state, content, lists, spool)
        wanted = _by_path(_outputs(shop, scope, job))
        left = held(past.manifest, scope)
        due = [each for path, each in wanted.items() if path not in left or path in scope.touched]
        gone = (left | scope.strange) - wanted.keys()
        past.open()
        watch.mark("列出要做的")
        written: list[str] = []
        there = scope.strange if scope.changes is None else None
        made = job.progress(_made(shop, Press(shop, job.output, spool, there), due), len(due))
        past.manifest.record(_entries(made, written), gone, fresh=scope.changes is None)
    watch.mark("生成与写出")
    removed = sweep(job.output, gone)
    past.memory.keep(
        msgspec.structs.replace(state.taken.known, listed=tuple(lists.names)), state.taken.folders
    )
    count = len(past.manifest)
    reasons = why(job.explained, past.manifest, was, scope, state, written) if job.explained else ()
    past.seal([number for number, (_, after) in (state.taken.moved or {}).items() if after is None])
    watch.mark("清理与记录")
    return BuildReport(
        tuple(written), tuple(removed), count - len(written), count, tuple(watch.stages), reasons
    )


def _made(shop: Workshop, press: Press, due: Sequence[Output]) -> Iterator[Made]:
    """Everything that is due; those that tell of other files last."""
    yield from shop.sizes.learn(press.make([each for each in due if not each.late]))
    yield from press.make([each for each in due if each.late])


def _judge(past: Past, state: State, content: Content, lists: Lists) -> None:
    """Raises `ContentError` with everything that is wrong; nothing is remembered then."""
    taken = state.taken
    places = None if taken.moved is None else moved_places(taken.moved)
    issues = (*taken.issues, *judge(content, lists.cases, places))
    if issues:
        past.memory.undo()
        raise ContentError(issues)


def _scope(job: Job, past: Past, state: State, content: Content, lists: Lists) -> Scope:
    before, known, moved = state.taken.before, state.taken.known, state.taken.moved
    if before is None or moved is None or before.basis != known.basis:
        past.manifest.clear()
        return everything(job.output)
    changes = changed(state.taken, before, moved, content, lists)
    return narrow(past.manifest, changes, moved, state)


def _shop(job: Job, past: Past, state: State, content: Content, lists: Lists, spool: Spool) -> Workshop:
    prose = bound(kept.held for kept in state.taken.known.prose.values())
    edition = Edition(job.settings, content, prose, job.formats, lists)
    heads = Heads(edition)
    renderer = Renderer(edition, job.theme, heads.demo)
    rows, parts = Rows(edition, renderer, spool), Parts(edition, spool)
    return Workshop(edition, rows, heads, renderer, parts, Sizes(past.manifest))


def _entries(made: Iterable[Made], written: list[str]) -> Iterator[Entry]:
    """The entries of what is made; paths that had to be written join `written`."""
    for each in made:
        if each.written:
            written.append(each.entry.path)
        yield each.entry


def _by_path(outputs: Iterable[Output]) -> dict[str, Output]:
    """Outputs by their paths. Raises `PublishError` SITE-009 for a path claimed twice."""
    found: dict[str, Output] = {}
    for output in outputs:
        if output.path in found:
            raise PublishError("SITE-009", output.path)
        found[output.path] = output
    return found


def _outputs(shop: Workshop, scope: Scope, job: Job) -> Iterator[Output]:
    """The files of a scope, each made only when it is asked for its bytes; cases first."""
    cases, lists = shop.edition.every_case, shop.edition.list_names()
    numbers = cases.in_order() if scope.numbers is None else cases.only(scope.numbers)
    names = lists if scope.lists is None else scope.lists.intersection(lists)
    yield from many(shop, numbers, sorted(names))
    pages = list(few(shop))
    yield from map(partial(_output, partial(_rendered, shop)), pages)
    yield from shop.parts.outputs()
    yield from recordings(shop)
    yield from change_lines.outputs(shop.edition)
    if job.feeds is not None:
        yield from job.feeds(shop)
    yield from Sitemap(shop.edition, [page for page in pages if page.listed]).outputs()
    robots_txt = partial(robots, shop.edition.addresses)
    yield Output(path="robots.txt", body=robots_txt, sources=("settings",))
    yield from static(job.theme)


def _output(render: Callable[[Page], bytes], page: Page) -> Output:
    sources = ("anything",) if page.late else None
    return Output(path=page.path, body=Later(render, page), sources=sources, late=page.late)


def _rendered(shop: Workshop, page: Page) -> bytes:
    return shop.renderer.page(page.template, page.view(), page.head())


def static(theme: Path) -> Iterator[Output]:
    """The theme's files as they are, but for what begins with a dot or lies in a folder that does."""
    root = theme / "static"
    for path in sorted(root.rglob("*")):
        name = path.relative_to(theme).as_posix()
        if path.is_file() and "/." not in name:
            yield Output(path=name, body=path.read_bytes, sources=(f"theme/{name}",))
