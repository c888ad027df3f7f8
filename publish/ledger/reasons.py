"""Why something leaves, and whether it may come back by being filed again."""

from __future__ import annotations

from typing import Literal

GONE = ("gone", "withdrawn", "refused")
"""What the store says: row gone, disclosure withdrawn, consent refused."""

WITHDRAWN = ("privacy", "error", "court", "consent", "superseded")
"""What the office decides about a published number."""

RETURNS: dict[str, Literal["always", "changed", "never"]] = {
    "gone": "always", "withdrawn": "always", "refused": "always",
    "error": "changed", "superseded": "changed",
    "privacy": "never", "court": "never", "consent": "never",
}  # fmt: skip
"""Filed again after a withdrawal for this reason, a record opens anew: always, when it changed, never."""
