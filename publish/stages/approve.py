"""A reader's signature over candidates; a demonstration's decisions settle its flags first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from publish.anonymise.settle import settle
from publish.errors import Issue, LedgerError, UsageError
from publish.ledger.ledger import Ledger
from publish.model.records import Facts, Redacted, SourceKey
from publish.model.spans import Decision
from publish.model.texts import RedactedText
from publish.settings import Settings
from publish.stages import office, people
from publish.stages.report import Report, Track, silent


class Line(msgspec.Struct, frozen=True):
    """One line of a decisions file: a reviewer's word on one stretch of one field."""

    record: str
    key: str
    field: str
    action: str
    start: int = 0
    end: int = 0
    kind: str = "PERSON"


class Account(msgspec.Struct, frozen=True):
    """One line of a users file."""

    name: str
    display: str
    roles: tuple[str, ...]


Decisions = Mapping[SourceKey, Mapping[str, list[Decision]]]


def approve(settings: Settings, user: str, candidates: Iterable[str] = (), track: Track = silent) -> Report:
    """Sign `candidates` as `user`, or everything that has nothing in its way when none is named.

    Issues name each candidate left out and why. Raises `LedgerError` LEDGER-027 where this shell may not
    act as that user.
    """
    people.acting(settings, user)
    with office.ledger_of(settings) as ledger:
        ledger.begin_run("approve")
        if settings.review.users:
            enrol(ledger, settings.review.users)
        named = tuple(candidates)
        if named:
            return _sign_each(ledger, named, user)
        settled = _settle_open(ledger, settings, user, track)
        done = ledger.sign_all(user)
    counts = {"settled": settled, "signed": done.signed, "approved": done.approved, "waiting": done.waiting}
    left_out = len({found.place for found in done.left})
    return Report(verb="approve", counts={**counts, "left_out": left_out}, issues=done.left)


def enrol(ledger: Ledger, path: Path) -> int:
    """Enter the accounts of a users file; returns how many it names. Raises `UsageError` APPROVE-002."""
    try:
        accounts = msgspec.yaml.decode(path.read_bytes(), type=tuple[Account, ...])
    except OSError:
        raise UsageError("APPROVE-002", str(path), detail="没有这个文件，或者本账号读不了") from None
    except msgspec.MsgspecError:
        raise UsageError("APPROVE-002", str(path), detail="写法不对") from None
    for account in accounts:
        ledger.add_user(account.name, account.display, account.roles)
    return len(accounts)


def _sign_each(ledger: Ledger, names: tuple[str, ...], user: str) -> Report:
    issues: list[Issue] = []
    for name in names:
        try:
            ledger.sign(name, user)
        except LedgerError as error:
            issues.append(error.issue)
    counts = {"signed": len(names) - len(issues), "left_out": len(issues)}
    return Report(verb="approve", counts=counts, issues=tuple(issues))


def _settle_open(ledger: Ledger, settings: Settings, user: str, track: Track) -> int:
    if not settings.review.decisions:
        return 0
    waiting = {one.source for one in ledger.candidates("open")}
    decisions = _read(settings.review.decisions, ledger, waiting)
    items = (
        (one.id, texts)
        for one in track(ledger.candidates("open"), "裁定疑点", len(waiting))
        if (texts := _settled(one.record, decisions.get(one.source, {})))
    )
    return ledger.settle_all(items, user)


def _settled(record: Redacted[Facts], decisions: Mapping[str, list[Decision]]) -> dict[str, RedactedText]:
    """The texts there is a decision on, with what it masks masked and its flags settled."""
    return {
        field: settle(text, decisions[field]) for field, text in record.texts.items() if field in decisions
    }


def _read(path: Path, ledger: Ledger, wanted: set[SourceKey]) -> Decisions:
    """Decisions on the wanted sources, by field, in the order of the file."""
    found: dict[SourceKey, dict[str, list[Decision]]] = {}
    for line in _lines(path):
        source = ledger.source_key(line.record, line.key)
        if source in wanted:
            decision = msgspec.convert(
                {"action": line.action, "start": line.start, "end": line.end, "kind": line.kind}, Decision
            )
            found.setdefault(source, {}).setdefault(line.field, []).append(decision)
    return found


def _lines(path: Path) -> Iterator[Line]:
    decoder = msgspec.json.Decoder(Line)
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            try:
                yield decoder.decode(raw)
            except msgspec.MsgspecError as error:
                raise UsageError("APPROVE-001", f"{path}:{number}", detail=str(error)) from None
