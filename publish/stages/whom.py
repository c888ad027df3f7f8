"""Whom the leak gate looks for, and what is public by right: read from store, ledger and the last build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from publish.anonymise import lexicon, places
from publish.checks.context import Private
from publish.ledger.ledger import Ledger
from publish.model.contract import KEYS, CaseLink, Region, Unit
from publish.model.records import EpisodeFacts, SourceKey
from publish.stages.approved import approved
from publish.store.adapter import Store

KEYED = ("dossiers", "policies", "episodes", "calls", "surveys")
"""Relations whose keys are the store's own; those of public bodies and places are public."""
LISTS = ("words_nouns.txt", "words_verbs.txt")


def private(store: Store, ledger: Ledger, number_of: Mapping[SourceKey, str]) -> Iterator[Private]:
    """Every party of the store, with the published matters in which it must not be named."""

    def number(case_id: str) -> str | None:
        return number_of.get(ledger.source_key("case", case_id))

    linked = _linked(store, number)
    for party in store.parties():
        yield Private(party, number(party.case_id), frozenset(linked.get(party.case_id, ())))


def _linked(store: Store, number: Callable[[str], str | None]) -> Mapping[str, set[str]]:
    """Matter → numbers of the published matters linked to it, whichever way the link was entered."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link in store.rows("case_links"):
        if isinstance(link, CaseLink):
            for one, other in ((link.case_id, link.other_id), (link.other_id, link.case_id)):
                if published := number(one):
                    found[other].add(published)
    return found


def store_keys(store: Store) -> Iterator[str]:
    """The keys of matters, dossiers, policies, episodes, calls and questionnaires."""
    yield from (state.case_id for state in store.states())
    for relation in KEYED:
        key = KEYS[relation][0]
        yield from (str(getattr(row, key, "")) for row in store.rows(relation))


def public_names(store: Store, ledger: Ledger) -> Iterator[str]:
    """Units and places, and the hosts and guests who may be named: theirs are no leaks."""
    for unit in store.units():
        if isinstance(unit, Unit):
            yield from filter(None, (unit.name, unit.short_name, unit.spoken_name))
    yield from (region.name for region in store.regions() if isinstance(region, Region))
    for episode in approved(ledger, EpisodeFacts):
        yield from filter(None, (episode.facts.host, *(guest.name for guest in episode.facts.guests)))


def words(names: Iterable[str]) -> frozenset[str]:
    """Words and names of places that a person's name may be a piece of."""
    listed = (word for name in LISTS for word in lexicon.read_words(name))
    return frozenset({*lexicon.COMMON, *lexicon.WORDS, *listed, *places.country().names, *names})
