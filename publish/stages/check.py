"""output/ ──check──▶ fit for release: every gate, and a seal that says over which bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publish.checks import agreement, forms, leaks
from publish.checks.context import CheckContext, Kept
from publish.errors import GateError, Issue
from publish.ledger.ledger import Ledger
from publish.release import seal
from publish.settings import Settings
from publish.site import seal as of_build
from publish.site.job import left
from publish.stages import office, outputs, whom
from publish.stages.outputs import Standing
from publish.stages.report import Report, Track, silent
from publish.store.adapter import Store

Gate = Callable[[CheckContext], Iterator[Issue]]
GATES: tuple[Gate, ...] = (leaks.check, agreement.check, forms.check)


def check(settings: Settings, full: bool = False, track: Track = silent) -> Report:
    """Every gate on the whole output. Issues are the findings; with none the output is sealed.

    The leak gate reads what changed, and looks for whoever is new in the rest; `full` has it read everything.
    """
    output, releases = settings.paths.output, settings.paths.releases
    if not (output / "index.html").is_file():
        raise GateError("CHECK-009", str(output))
    seal.break_(releases)
    with office.store_of(settings) as store, office.ledger_of(settings) as ledger, left(output) as built:
        if not built:
            raise GateError("CHECK-011", str(output))
        stands = outputs.standing(output, built, full)
        looked = context(settings, store, ledger, stands, full)
        found = tuple(issue for gate in track(GATES, "检查", len(GATES)) for issue in gate(looked))
    if not found:
        seal.put(releases, outputs.manifest(stands), of_build.name(output))
    return Report(verb="check", counts={"checked": len(GATES), "files": len(stands)}, issues=found)


def context(
    settings: Settings, store: Store, ledger: Ledger, stands: Mapping[str, Standing], full: bool
) -> CheckContext:
    """What the gates look at: the files that stand in the output, and who must not be found in them."""
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
        made_of=lambda path: stands[path].numbers if path in stands else (),
        digests={path: each.sha256 for path, each in stands.items()},
        kept=Kept(output.parent / f".publish-{output.name}.leaks", ledger.key("leaks")),
        full=full,
    )
