"""output/ ──check──▶ fit for release: every gate, and a seal that says over which bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from publish.checks import agreement, feeds, leaks, links, wellformed
from publish.checks.context import CheckContext, Kept
from publish.errors import GateError, Issue
from publish.ledger.ledger import Ledger
from publish.release import manifest, seal
from publish.settings import Settings
from publish.site import manifest as manifest_of_build
from publish.site.manifest import Manifest
from publish.stages import office, whom
from publish.stages.report import Report, Track, silent
from publish.store.adapter import Store

Gate = Callable[[CheckContext], Iterator[Issue]]
GATES: tuple[Gate, ...] = (leaks.check, agreement.check, links.check, feeds.check, wellformed.check)


def check(settings: Settings, full: bool = False, track: Track = silent) -> Report:
    """Every gate on the whole output. Issues are the findings; with none the output is sealed.

    The leak gate reads what changed, and looks for whoever is new in the rest; `full` has it read everything.
    """
    output = settings.paths.output
    if not (output / "index.html").is_file():
        raise GateError("CHECK-009", str(output))
    seal.break_(settings.paths.releases)
    sealed = manifest.of(output)
    with office.store_of(settings) as store, office.ledger_of(settings) as ledger, _built(output) as built:
        looked = context(settings, store, ledger, built, full)
        found = tuple(issue for gate in track(GATES, "检查", len(GATES)) for issue in gate(looked))
    if not found:
        seal.put(settings.paths.releases, sealed)
    counts = {"checked": len(GATES), "files": len(sealed.entries)}
    return Report(verb="check", counts=counts, issues=found)


@contextmanager
def _built(output: Path) -> Iterator[Manifest | None]:
    """What the last build noted of its files, where it stands."""
    if not manifest_of_build.place(output).is_file():
        yield None
        return
    with closing(Manifest(output)) as built:
        yield built


def context(
    settings: Settings, store: Store, ledger: Ledger, built: Manifest | None, full: bool
) -> CheckContext:
    """What the gates look at; `built` is what the last build noted of its files."""
    publications = list(ledger.published())
    live = {one.number: one for one in publications if one.state == "published"}
    number_of = {one.source: number for number, one in live.items()}
    names = frozenset(whom.public_names(store, ledger))
    output = settings.paths.output
    return CheckContext(
        output=output,
        content=settings.paths.content,
        base=settings.site.base,
        private=lambda: whom.private(store, ledger, number_of),
        published={number: one.column or "" for number, one in live.items()},
        withdrawn=frozenset(one.number for one in publications) - set(live),
        known_names=names,
        public_phones=store.public_phones(),
        store_keys=lambda: whom.store_keys(store),
        words=whom.words(names),
        made_of=whom.made_of(built),
        kept=Kept(output.parent / f".publish-{output.name}.leaks", ledger.key("leaks")),
        full=full,
    )
