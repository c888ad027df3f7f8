"""One matter as a reader meets it: the record, its original, the strokes so far, what is in the way."""

from __future__ import annotations

import msgspec

from publish.anonymise.draft import Draft as Redraft
from publish.desk import book, items, levels, words
from publish.desk.book import Page
from publish.desk.clock import Clock, running
from publish.desk.edits import Change, marks
from publish.desk.fold import Fold, Generalise, Reading
from publish.desk.items import Item
from publish.desk.office import Office
from publish.desk.source import Original
from publish.desk.steps import Row as Step
from publish.desk.steps import rows
from publish.errors import Issue, LedgerError, StoreError, issue
from publish.ledger.candidates import Candidate
from publish.ledger.desk import Desk
from publish.ledger.holds import Hold
from publish.ledger.queue import Row
from publish.ledger.users import User
from publish.model.records import Facts, Redacted

UNREACHABLE, CHANGED = "DESK-010", "DESK-011"
WORKED_ON = ("open", "signed", "refused")


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One text side by side. `before`: how it differs from what was approved before."""

    name: str
    label: str
    text: str
    steps: list[Step]
    read: bool
    changed: bool
    before: list[tuple[Change, str]] = []


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """`problem`: why nothing can be signed though the ledger would take it; `hold`: who has it if it is
    another; `blind`: this reader is looking without seeing what the one before did; `correction`: kind and
    public reason of the one that its readers are asked for."""

    candidate: Candidate
    row: Row
    original: Original | None
    problem: Issue | None
    page: Page
    reading: Reading
    base: Redacted[Facts]
    blind: str
    clock: Clock
    hold: Hold | None
    approved: Redacted[Facts] | None
    correction: tuple[str, str] | None = None

    @property
    def items(self) -> list[Item]:
        return items.items(self.reading)

    @property
    def writable(self) -> bool:
        """Whether strokes are taken: the original is there, and nobody else holds it."""
        return self.problem is None and self.hold is None and self.candidate.state in WORKED_ON

    @property
    def changed(self) -> dict[str, bool]:
        """Fields whose words or masks differ from what was filed."""
        return {name: text != self.base.texts.get(name) for name, text in self.reading.texts.items()}

    @property
    def moved(self) -> bool:
        """Whether signing would file a new version."""
        return any(self.changed.values()) or self.reading.facts != self.base.facts

    @property
    def sheet(self) -> object:
        return self.page.sheet(self.blind)

    def fields(self) -> list[Field]:
        """The texts, side by side, in the record's order."""
        return [self._field(name) for name in self.reading.texts]

    def _field(self, name: str) -> Field:
        text = self.reading.texts[name]
        original = self.original.draft.texts[name] if self.original else text.text
        shown = text if self.original else msgspec.structs.replace(text, spans=(), flags=())
        approved = self.approved.texts.get(name) if self.approved else None
        differs = approved is not None and approved.text != text.text
        return Field(
            name=name,
            label=words.field(name),
            text=text.text,
            steps=rows(original, shown),
            read=name in self.reading.read,
            changed=self.changed[name],
            before=marks(approved.text, text.text) if approved and differs else [],
        )


def load(office: Office, desk: Desk, name: str, user: User) -> Matter:
    """The matter with its strokes. Raises `LedgerError` LEDGER-010, -011."""
    candidate = office.ledger.candidate(name)
    row = desk.row(candidate.id)
    original, problem = _original(office, desk, candidate)
    page = book.read(desk, candidate.id, candidate.version)
    blind = user.name if original and _blind(desk, row, user) else ""
    base = (desk.filed_text(candidate.id) or candidate.record) if blind else candidate.record
    return Matter(
        candidate=candidate,
        row=row,
        original=original,
        problem=problem,
        page=page,
        reading=_reading(office, base, original, page, blind),
        base=base,
        blind=blind,
        clock=running(row.due_on, office.today, office.calendar),
        hold=row.hold if row.hold and row.hold.user != user.name else None,
        approved=None if blind else _approved(desk, candidate),
        correction=desk.correction(candidate.id),
    )


def take(desk: Desk, matter: Matter, user: User) -> Matter:
    """The matter held by this reader, where it is the reader's turn; else as it is."""
    if not (matter.writable and matter.row.turn in user.roles):
        return matter
    try:
        desk.hold(matter.candidate.id, user.name)
    except LedgerError:
        return msgspec.structs.replace(matter, hold=desk.row(matter.candidate.id).hold)
    return matter


def fold(office: Office, base: Redacted[Facts], original: Original) -> Fold:
    """Folds strokes over a record with its original."""
    return Fold(base, dict(original.draft.texts), _generalise(office, original))


def _generalise(office: Office, original: Original) -> Generalise:
    return levels.generaliser(office.tools.binder, original.draft)


def _reading(
    office: Office, base: Redacted[Facts], original: Original | None, page: Page, blind: str
) -> Reading:
    done = page.sheet(blind).done
    if original is None or not done:
        return Reading(texts=dict(base.texts), facts=base.facts)
    return fold(office, base, original).reading(done)


def _original(office: Office, desk: Desk, candidate: Candidate) -> tuple[Original | None, Issue | None]:
    """The original, where it is the one that was filed; else why not."""
    try:
        found = office.sources.find(candidate.kind, candidate.source)
    except StoreError:
        return None, issue(UNREACHABLE, candidate.id)
    if found is None or not _same(desk, candidate, found):
        return None, issue(CHANGED, candidate.id)
    return found, None


def _same(desk: Desk, candidate: Candidate, found: Original) -> bool:
    """Whether the store's row is the one that was filed, and the filed spans fit its texts."""
    if desk.masked(found.draft.source_hash) != desk.source_hash(candidate.id):
        return False
    return all(
        name in found.draft.texts and Redraft(found.draft.texts[name], text.spans).text == text.text
        for name, text in candidate.record.texts.items()
    )


def _blind(desk: Desk, row: Row, user: User) -> bool:
    return row.turn in user.roles and desk.blind_due(row.id, user.name)


def _approved(desk: Desk, candidate: Candidate) -> Redacted[Facts] | None:
    if candidate.state == "approved":
        return None
    return desk.approved_text(candidate.id)
