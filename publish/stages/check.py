"""output/ ──check──▶ fit for release: every gate, and a seal that says over which bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publish.checks import agreement, feeds, leaks, links, wellformed
from publish.checks.context import CheckContext, Private
from publish.errors import GateError, Issue
from publish.ledger.ledger import Ledger
from publish.model.contract import Unit
from publish.model.records import EpisodeFacts, SourceKey
from publish.release import manifest, seal
from publish.settings import Settings
from publish.stages import office
from publish.stages.approved import approved
from publish.stages.report import Report, Track, silent
from publish.store.adapter import Store

Gate = Callable[[CheckContext], Iterator[Issue]]
GATES: tuple[Gate, ...] = (leaks.check, agreement.check, links.check, feeds.check, wellformed.check)


def check(settings: Settings, full: bool = False, track: Track = silent) -> Report:
    """Every gate on the whole output. Issues are the findings; with none the output is sealed.

    Every run is a full one today, so `full` asks for what happens anyway.
    """
    del full
    output = settings.paths.output
    if not (output / "index.html").is_file():
        raise GateError("CHECK-009", str(output))
    seal.break_(settings.paths.releases)
    sealed = manifest.of(output)
    with office.store_of(settings) as store, office.ledger_of(settings) as ledger:
        context = _context(settings, store, ledger)
        found = tuple(issue for gate in track(GATES, "检查", len(GATES)) for issue in gate(context))
    if not found:
        seal.put(settings.paths.releases, sealed)
    counts = {"checked": len(GATES), "files": len(sealed.entries)}
    return Report(verb="check", counts=counts, issues=found)


def _context(settings: Settings, store: Store, ledger: Ledger) -> CheckContext:
    publications = list(ledger.published())
    live = {one.number: one for one in publications if one.state == "published"}
    number_of = {one.source: number for number, one in live.items()}
    return CheckContext(
        output=settings.paths.output,
        content=settings.paths.content,
        base=settings.site.base,
        private=lambda: _private(store, ledger, number_of),
        published={number: one.column or "" for number, one in live.items()},
        withdrawn=frozenset(one.number for one in publications) - set(live),
        known_names=frozenset(_public_names(store, ledger)),
        public_phones=store.public_phones(),
    )


def _private(store: Store, ledger: Ledger, number_of: Mapping[SourceKey, str]) -> Iterator[Private]:
    for party in store.parties():
        yield Private(party, number_of.get(ledger.source_key("case", party.case_id)))


def _public_names(store: Store, ledger: Ledger) -> Iterator[str]:
    """Units, and the hosts and guests who may be named: theirs are no leaks."""
    for unit in store.units():
        if isinstance(unit, Unit):
            yield from filter(None, (unit.name, unit.short_name))
    for episode in approved(ledger, EpisodeFacts):
        yield from filter(None, (episode.facts.host, *(guest.name for guest in episode.facts.guests)))
