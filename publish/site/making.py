"""Makes what changed: plan → due → output/, and keeps what the next build needs to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec

from publish.errors import PublishError
from publish.site import open_data, wellknown
from publish.site.addresses import EVERY
from publish.site.casebook import moved_places
from publish.site.changes import changed
from publish.site.content import ContentError, content_of
from publish.site.edition import Edition
from publish.site.environment import Renderer
from publish.site.heads import Heads
from publish.site.job import Composer, Job, Past
from publish.site.judge import judge
from publish.site.keys import Content
from publish.site.lists import Lists
from publish.site.manifest import Entry
from publish.site.output import Made, sweep
from publish.site.page import Later, Output, Page
from publish.site.pages import few, of_cases, of_lists, units
from publish.site.parts import Parts, Sizes
from publish.site.press import Press
from publish.site.prose import bound
from publish.site.reasons import why
from publish.site.recordings import recordings
from publish.site.report import BuildReport, Stopwatch
from publish.site.rows import Rows
from publish.site.scope import Scope, everything, held, narrow
from publish.site.search.editing import left as left_of_search
from publish.site.search.files import Search
from publish.site.sitemap import Sitemap
from publish.site.spool import Keep, Spool
from publish.site.state import State
from publish.site.workshop import Workshop


def make(job: Job, past: Past, state: State, watch: Stopwatch) -> BuildReport:
    """Bring output/ to where the inputs are. Raises as `engine.build` does."""
    content = content_of(state.taken.known, past.memory.cases)
    lists = Lists(content.directory, past.memory.cases)
    _judge(past, state, content, lists)
    changes = _changes(state, content, lists)
    state.wait()
    watch.mark("查看 output/")
    scope = _scope(job, past, state, changes, lists)
    was = past.manifest.get(job.explained) if job.explained else None
    with Spool(job.output) as spool:
        shop = _shop(job, past, state, content, lists, spool)
        feeds = job.feeds(shop) if job.feeds else None
        due, gone = _planned(past, scope, _by_path(_outputs(shop, scope, job, feeds)))
        past.open()
        watch.mark("列出要做的")
        written: list[str] = []
        there = scope.strange if scope.changes is None else None
        press = Press(shop, job.output, _keeping(shop, feeds), there)
        made = job.progress(shop.sizes.learn(press.make(due)), len(due))
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


def _planned(past: Past, scope: Scope, wanted: Mapping[str, Output]) -> tuple[list[Output], set[str]]:
    """What has to be made, and the files that no output wants any more."""
    left = held(past.manifest, scope)
    due = [each for path, each in wanted.items() if path not in left or path in scope.touched]
    return due, (left | scope.strange) - wanted.keys()


def _keeping(shop: Workshop, feeds: Composer | None) -> dict[str, Keep]:
    """What is kept of a case where its page is made."""
    keeps: dict[str, Keep] = {"row": shop.rows.kept, "data": shop.parts.kept, "search": shop.search.kept}
    return keeps | ({"entry": feeds.kept} if feeds else {})


def _judge(past: Past, state: State, content: Content, lists: Lists) -> None:
    """Raises `ContentError` with everything that is wrong; nothing is remembered then."""
    taken = state.taken
    places = None if taken.moved is None else moved_places(taken.moved)
    issues = (*taken.issues, *judge(content, lists.cases, places))
    if issues:
        past.memory.undo()
        raise ContentError(issues)


def _changes(state: State, content: Content, lists: Lists) -> set[str] | None:
    """The names of what changed; None: anything may have."""
    before, known, moved = state.taken.before, state.taken.known, state.taken.moved
    if before is None or moved is None or before.basis != known.basis:
        return None
    return changed(state.taken, before, moved, content, lists)


def _scope(job: Job, past: Past, state: State, changes: set[str] | None, lists: Lists) -> Scope:
    if changes is None or state.taken.moved is None:
        past.manifest.clear()
        return everything(job.output)
    return narrow(past.manifest, changes, state.taken.moved, state, lists.held("all").last)


def _shop(job: Job, past: Past, state: State, content: Content, lists: Lists, spool: Spool) -> Workshop:
    known = state.taken.known
    prose = bound(kept.held for kept in known.prose.values())
    edition = Edition(job.settings, content, prose, job.formats, lists)
    heads = Heads(edition)
    renderer = Renderer(edition, job.theme, heads.demo)
    rows, parts = Rows(edition, renderer, spool), Parts(edition, spool)
    moved, newest = state.taken.moved, lists.held("all").last
    before = left_of_search(job.output, past.manifest, moved, newest) if moved else None
    search, sizes = Search(edition, spool, before), Sizes(past.manifest)
    return Workshop(edition, rows, heads, renderer, parts, search, sizes, spool, known.theme)


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


def _outputs(shop: Workshop, scope: Scope, job: Job, feeds: Composer | None) -> Iterator[Output]:
    """The files of a scope, each made only when it is asked for its bytes; cases first."""
    cases, lists = shop.edition.every_case, shop.edition.list_names()
    numbers = cases.in_order() if scope.numbers is None else cases.only(scope.numbers)
    names = lists if scope.lists is None else scope.lists.intersection(lists)
    yield from _of_cases(shop, numbers, feeds)
    yield from of_lists(shop, sorted(names))
    pages = list(few(shop))
    yield from map(partial(_output, partial(_rendered, shop)), pages)
    yield from shop.parts.outputs()
    yield from shop.search.outputs(scope.search)
    yield from recordings(shop)
    yield from open_data.outputs(shop.edition, shop.sizes)
    yield from units.outputs(shop.edition)
    if feeds is not None:
        whole = (EVERY,) if scope.lists is None or EVERY in scope.lists else ()
        yield from feeds.of_lists((*whole, *sorted(names)))
        yield from feeds.others()
    yield from Sitemap(shop.edition, [page for page in pages if page.listed]).outputs()
    yield from wellknown.outputs(shop.edition)
    yield from static(job.theme)


def _of_cases(shop: Workshop, numbers: Iterable[str], feeds: Composer | None) -> Iterator[Output]:
    """All that is made of one case, beside each other: it is read once for them."""
    for number in numbers:
        yield from of_cases(shop, (number,))
        if feeds is not None:
            yield from feeds.of_cases((number,))


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
