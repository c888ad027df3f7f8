"""What is kept of published matters while the rest streams by: enough for dossiers, policies, episodes."""

from __future__ import annotations

from publish.demo.airing import Airable
from publish.demo.documents import policies_for
from publish.demo.matter import Matter
from publish.model.contract import CasePolicy


class Kept:
    """Grows by two small entries a published matter."""

    def __init__(self) -> None:
        self.airable: list[Airable] = []
        self.by_frame: list[tuple[str, str]] = []

    def keep(self, matter: Matter) -> list[CasePolicy]:
        """Remembers a matter if it passes every gate; returns the policies it is bound to."""
        case = matter.case
        if not matter.fate.passes or case.approved_at is None:
            return []
        self.by_frame.append((matter.frame.id, case.case_id))
        if case.consent == "agreed":
            self.airable.append(_airable(matter))
        found = policies_for(matter.frame.topic, case.approved_at.date())
        return [CasePolicy(case_id=case.case_id, policy_id=policy) for policy in found]


def _airable(matter: Matter) -> Airable:
    case = matter.case
    assert case.approved_at is not None
    return Airable(
        published_at=case.approved_at, case_id=case.case_id, column=case.column_slug or "",
        topic=matter.frame.topic, office=matter.frame.office, district=matter.district,
    )  # fmt: skip
