"""Why something leaves, what kind of act that is, and whether it may come back by being filed again."""

from __future__ import annotations

from typing import Literal

GONE = ("gone", "withdrawn", "refused")
"""What the store says: row gone, disclosure withdrawn, consent refused."""

WITHDRAWN = ("privacy", "error", "court", "consent", "superseded", "expired")
"""What the office decides about a published number; `expired`: its term of disclosure has ended."""

RETURNS: dict[str, Literal["always", "changed", "never"]] = {
    "gone": "always", "withdrawn": "always", "refused": "always", "restored": "always",
    "error": "changed", "superseded": "changed",
    "privacy": "never", "court": "never", "consent": "never", "expired": "never",
}  # fmt: skip
"""Filed again after a withdrawal for this reason, a record opens anew: always, when it changed, never.
`restored`: a backup knows only the wording that was erased for privacy since."""

Act = Literal["removed", "withdrawn", "superseded", "expired"]
ACTS: dict[str, Act] = {
    "privacy": "removed", "court": "removed", "consent": "removed", "refused": "removed",
    "error": "withdrawn", "gone": "withdrawn", "withdrawn": "withdrawn", "restored": "withdrawn",
    "superseded": "superseded", "expired": "expired",
}  # fmt: skip
"""What each reason makes of a page (GOV.UK: withdrawn, removed and replaced are different acts): removed
for good; taken back, and may return once it is right; replaced by a newer one; its term has ended."""

REPLACED = ("error", "superseded")
"""Withdrawn so, a matter may come back under a new number and the two name each other; with any other
reason the link would tell what was erased."""
