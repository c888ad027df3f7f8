"""What is really where: the true spans for the tests, and what a reviewer who knew them would say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from publish.demo.templates import Spanned
from publish.model.contract import Party

PUBLIC = frozenset({"PUBLIC_BODY", "PUBLIC_PLACE", "PHONE_PUBLIC", "ADDRESS_COMMUNITY"})
"""Kinds that stay: bodies, places, offices' lines; an estate or a village alone names nobody."""

OFFICIAL = {"OFFICIAL_PARTIAL": "PERSON_PARTIAL", "PERSON_OFFICIAL": "PERSON"}
"""An official who may not be named → how a reviewer masks what stands there: like anybody's name."""

ENCODER = msgspec.json.Encoder()


def gold_line(key: str, texts: Mapping[str, Spanned]) -> bytes:
    """One line of gold.jsonl."""
    fields = {
        name: {
            "text": text.text,
            "spans": [
                {"start": start, "end": end, "text": text.text[start:end], "kind": kind}
                for start, end, kind in text.spans
            ],
        }
        for name, text in texts.items()
    }
    return ENCODER.encode({"id": key, "full": True, "fields": fields}) + b"\n"


def decision_lines(
    record: str, key: str, texts: Mapping[str, Spanned], parties: Iterable[Party] = ()
) -> Iterator[bytes]:
    """Lines of decisions.jsonl: every private stretch masked, every stretch between two of them kept.

    Whatever is flagged is settled where it lies, and nothing that is private is ever kept.
    """
    nameable = any(party.role == "staff" and party.may_be_named for party in parties)
    spared = PUBLIC | OFFICIAL.keys() if nameable else PUBLIC
    for field, text in texts.items():
        at = {"record": record, "key": key, "field": field}
        private = [span for span in text.spans if span[2] not in spared]
        for start, end, kind in private:
            masked = OFFICIAL.get(kind, kind)
            yield _line({**at, "action": "mask", "start": start, "end": end, "kind": masked})
        for start, end in _between(private, len(text.text)):
            yield _line({**at, "action": "keep", "start": start, "end": end})


def _between(spans: Iterable[tuple[int, int, str]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end, _ in sorted(spans):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length


def _line(decision: dict[str, object]) -> bytes:
    return ENCODER.encode(decision) + b"\n"
