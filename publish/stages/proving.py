"""A release gets its proof and its line in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from publish.ledger.ledger import Ledger
from publish.ledger.releases import Kind
from publish.release import shelf
from publish.release.local import Prove, Reissue
from publish.release.proof import stamp
from publish.release.proof.keys import Signer
from publish.release.proof.statement import About
from publish.release.shelf import Held
from publish.release.tree import Base
from publish.settings import Settings
from publish.stages import office, signing


def proofs(settings: Settings, ledger: Ledger) -> tuple[Prove, Reissue]:
    """How a new release is stamped, and how the gaps of a kept one are signed."""
    at, signer = office.now(settings), signing.signer_of(settings, ledger)
    salt_key = ledger.public.salt_key()

    def prove(target: Path, before: Base | None, held: Held) -> None:
        about = About(number=held.number, at=at, rollback_of=held.of)
        stamp.stamp(target, before, shelf.manifest(held), about, signer, salt_key)

    return prove, _reissue(signer, at)


def _reissue(signer: Signer, at: datetime) -> Callable[[Path, dict[str, str]], None]:
    def reissue(release: Path, lost: dict[str, str]) -> None:
        stamp.reissue(release, lost, signer, at)

    return reissue


def file(ledger: Ledger, release: Path) -> None:
    """Enter a whole release in the ledger; the same again changes nothing."""
    held, root = shelf.head(release), stamp.last(release).root.hex()
    kind: Kind = "release" if held.of is None else "rollback"
    ledger.public.released(held.number, held.digest, root, kind, held.of)


def highest(ledger: Ledger) -> int:
    """The last number a release was given."""
    return max((one.release for one in ledger.public.releases()), default=0)
