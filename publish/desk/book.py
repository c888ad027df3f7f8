"""The readers' strokes on a version of a matter, as the ledger's drafts keep them."""

from __future__ import annotations

import msgspec

from publish.desk.ops import Sheet
from publish.ledger.desk import Desk


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a draft holds. `blind`: a blind reader's own strokes by name, on what the anonymiser made."""

    sheet: Sheet = Sheet()
    blind: dict[str, Sheet] = {}


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The strokes on one version, and the revision a next save must name."""

    candidate: str
    version: int
    revision: int = 0
    user: str = ""
    body: Body = Body()

    def sheet(self, blind: str = "") -> Sheet:
        """The common strokes, or those of a blind reader."""
        return self.body.blind.get(blind, Sheet()) if blind else self.body.sheet


def read(desk: Desk, candidate: str, version: int) -> Page:
    """The strokes on a version; none where nobody began."""
    kept = desk.draft(candidate, version)
    if kept is None:
        return Page(candidate=candidate, version=version)
    body = msgspec.json.decode(kept.body, type=Body)
    return Page(candidate=candidate, version=version, revision=kept.revision, user=kept.user, body=body)


def keep(desk: Desk, page: Page, sheet: Sheet, user: str, blind: str = "") -> Page:
    """Keep a sheet. Raises `LedgerError` LEDGER-054 (another holds the matter), -055 (it moved meanwhile),
    -012 (the words are no longer those)."""
    body = (
        msgspec.structs.replace(page.body, blind={**page.body.blind, blind: sheet})
        if blind
        else msgspec.structs.replace(page.body, sheet=sheet)
    )
    kept = desk.save_draft(page.candidate, page.version, user, msgspec.json.encode(body), page.revision)
    return msgspec.structs.replace(page, revision=kept.revision, user=user, body=body)
