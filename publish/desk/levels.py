"""The combination test's finding, and one click to generalise further."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import msgspec

from publish.anonymise.combination.ladder import LADDER, Chance, Reach
from publish.desk.fold import Generalise
from publish.model.cells import Level
from publish.model.records import CaseFacts, Facts
from publish.model.texts import RedactedText
from publish.stages.combination import Binder
from publish.stages.draft import Draft


def coarser(facts: Facts) -> list[tuple[int, Level]]:
    """The levels a matter may still be generalised to, the next one first, each with its number."""
    if not isinstance(facts, CaseFacts):
        return []
    at = LADDER.index(facts.level)
    return [(number, LADDER[number]) for number in range(at + 1, len(LADDER))]


def generaliser(binder: Binder, draft: Draft[Facts]) -> Generalise:
    """Lays a level on a matter's facts and texts, through the very code `publish export` does it with."""

    def generalise(
        number: int, facts: Facts, texts: Mapping[str, RedactedText]
    ) -> tuple[Facts, dict[str, RedactedText]]:
        if not isinstance(facts, CaseFacts) or number <= LADDER.index(facts.level):
            return facts, dict(texts)
        reach = Reach(LADDER[number], not facts.stands_apart)
        forced = msgspec.structs.replace(draft, chance=Chance(frozenset(), reach, reach))
        bound = binder.bind(forced)
        return cast("Any", bound).facts, binder.hide(bound, dict(texts))

    return generalise
