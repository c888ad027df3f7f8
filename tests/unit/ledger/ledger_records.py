"""Invented records and a ledger's whole way, for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import pytest

from publish.errors import LedgerError
from publish.ledger.ledger import Ledger, open_ledger
from publish.model.records import CaseFacts, PolicyFacts, Redacted, SourceKey
from publish.model.spans import Flag, Span
from publish.model.texts import RedactedText

NOW = datetime.fromisoformat("2022-07-28T18:00:00+08:00")
SEED = "a seed for tests"
FLAG = Flag(0, 2, "像是姓名")
WORDS = "王某反映自来水浑浊"
READERS = (("chen", "first"), ("zhou", "second"), ("lin", "final"))


def opened(url: str, now: datetime = NOW, seed: str | None = SEED, **rest: object) -> Ledger:
    return open_ledger(url, now, seed, **rest)  # type: ignore[arg-type]


def staffed(url: str, now: datetime = NOW, **rest: object) -> Ledger:
    ledger = opened(url, now, **rest)
    for name, role in READERS:
        ledger.add_user(name, f"{name}审", [role])
    return ledger


def refusal(act: Callable[..., object], *given: object) -> str:
    """The code with which an act is refused."""
    with pytest.raises(LedgerError) as error:
        act(*given)
    return error.value.issue.code


def facts(column: str = "huisheng") -> CaseFacts:
    return CaseFacts(
        column=column, channel=None, handed_down=False, topic="民生/供水", region_code="500101",
        unit_id="U1", applicant_kind="citizen", submitted_at=NOW, accepted_at=NOW, due_at=NOW,
        closed_at=NOW, outcome="solved", satisfaction=5, revisit_at=None, revisit_outcome=None,
        consent="agreed", disclosed_at=NOW, basis=None,
    )  # fmt: skip


def record(
    ledger: Ledger,
    key: str,
    version: str = "1",
    gates: tuple[str, ...] = (),
    flags: tuple[Flag, ...] = (),
    words: str = WORDS,
) -> Redacted[CaseFacts]:
    span = Span(0, 2, "PERSON", "王某", 0.99, "known")
    return Redacted(
        kind="case",
        source=ledger.source_key("case", key),
        source_hash=f"{key}/{version}",
        facts=facts(),
        texts={"title": RedactedText("自来水浑浊"), "appeal": RedactedText(words, (span,), flags)},
        gates=gates,
    )


def policy(ledger: Ledger, key: str) -> Redacted[PolicyFacts]:
    return Redacted(
        kind="policy",
        source=ledger.source_key("policy", key),
        source_hash=key,
        facts=PolicyFacts(issued_on=NOW.date(), unit_id=None, doc_number=None, url=None),
        texts={"title": RedactedText("关于规范的通知")},
    )


def records(ledger: Ledger, keys: Iterable[int]) -> Iterable[Redacted[CaseFacts]]:
    return (record(ledger, f"K{key}") for key in keys)


def approve_all(ledger: Ledger) -> None:
    for name, _ in READERS:
        ledger.sign_all(name)


def publish_all(ledger: Ledger) -> dict[SourceKey, str]:
    approve_all(ledger)
    return ledger.assign_numbers([(item.source, "DC", NOW) for item in ledger.reviewed("case")])
