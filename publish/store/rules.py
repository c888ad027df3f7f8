"""What a row of the contract must keep to beyond its types: data, not control."""

from __future__ import annotations

from publish.model import contract

TEXT_LIMIT = 100_000
"""Characters a text may have; the longest real reply known has 7,883."""

CODES: dict[str, dict[str, tuple[str, ...]]] = {
    "cases": {
        "applicant_kind": contract.APPLICANT_KINDS,
        "outcome": contract.OUTCOMES,
        "revisit_outcome": contract.REVISIT_OUTCOMES,
        "consent": contract.CONSENTS,
        "third_party": contract.THIRD_PARTY,
        "disclosure": contract.DISCLOSURES,
    },
    "parties": {"role": contract.ROLES, "kind": contract.APPLICANT_KINDS},
    "events": {"kind": contract.EVENT_KINDS},
    "case_links": {"kind": contract.LINK_KINDS},
    "units": {"level": contract.LEVELS},
    "regions": {"level": contract.LEVELS},
    "dossier_steps": {"kind": contract.STEP_KINDS},
}
"""Relation → column → the codes it may hold. Columns of the product are their room's to know."""

ORDER: dict[str, tuple[tuple[str, str], ...]] = {
    "cases": (
        ("submitted_at", "accepted_at"),
        ("submitted_at", "due_at"),
        ("submitted_at", "closed_at"),
        ("accepted_at", "closed_at"),
        ("closed_at", "revisit_at"),
    ),
    "units": (("valid_from", "valid_to"),),
    "regions": (("valid_from", "valid_to"),),
    "dossiers": (("opened_on", "closed_on"),),
    "calls": (("opens_on", "closes_on"),),
    "surveys": (("opened_on", "closed_on"),),
}
"""Relation → pairs (earlier, later) of times that may not run backwards."""

RANGES: dict[str, dict[str, tuple[int, int]]] = {
    "cases": {"satisfaction": (1, 5)},
    "surveys": {"answers": (0, 10**9)},
    "survey_answers": {"count": (0, 10**9)},
    "episodes": {"minutes": (1, 24 * 60), "number": (1, 10**6)},
}
"""Relation → column → the smallest and largest value."""

URLS: dict[str, tuple[str, ...]] = {
    "policies": ("url",),
    "episodes": ("audio_url", "transcript_url"),
}
"""Relation → columns that become links."""
