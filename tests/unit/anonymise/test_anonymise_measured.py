"""Coverage and over-masking on the demonstration's gold spans, and on annotated complaints where they lie."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from bench.anonymise.model import STRUCTURED
from publish.anonymise.engine import Anonymiser, PublicNames
from publish.demo.make import make
from publish.model.contract import Party
from publish.model.spans import Flag, Span
from publish.model.texts import RedactedText
from publish.text import fold

COMPLAINTS = Path(__file__).parents[4] / "shared/data/pii/complaints_dev_150.jsonl"
STAYS = frozenset(
    ("PUBLIC_BODY", "PUBLIC_PLACE", "PHONE_PUBLIC", "SOCIAL_PUBLIC", "PREMASKED", "ADDRESS_COMMUNITY")
)
MASKED = STRUCTURED | {"ADDRESS_DOOR", "BIRTH_OR_AGE"}

Seen = tuple[str, dict[str, object], RedactedText]


class Store(msgspec.Struct):
    """What the measurement needs of a demonstration store."""

    public: PublicNames
    parties: dict[str, list[Party]]
    gold: list[dict[str, object]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    directory = tmp_path_factory.mktemp("demo")
    make(directory, cases=300, approved=80)
    with sqlite3.connect(directory / "store.sqlite3") as connection:
        connection.row_factory = sqlite3.Row
        parties: dict[str, list[Party]] = {}
        for row in connection.execute("SELECT * FROM parties"):
            parties.setdefault(row["case_id"], []).append(msgspec.convert(dict(row), Party, strict=False))
        public = _public(connection)
    lines = (directory / "gold.jsonl").read_text("utf-8").splitlines()
    return Store(public, parties, [json.loads(line) for line in lines])


def _public(connection: sqlite3.Connection) -> PublicNames:
    def column(query: str) -> frozenset[str]:
        return frozenset(row[0] for row in connection.execute(query) if row[0])

    return PublicNames(
        bodies=column("SELECT name FROM units") | column("SELECT short_name FROM units"),
        places=column("SELECT name FROM regions"),
        phones=column("SELECT public_phone FROM units"),
    )


def _seen(
    engine: Anonymiser, records: list[dict[str, object]], parties: dict[str, list[Party]]
) -> Iterator[Seen]:
    """Every gold span with its record and what became of its text."""
    for record in records:
        fields: dict[str, dict[str, object]] = record["fields"]  # type: ignore[assignment]
        found = engine.record(
            {name: field["text"] for name, field in fields.items()},  # type: ignore[misc]
            parties.get(str(record["id"]), []),
        )
        for name, field in fields.items():
            for span in field["spans"]:  # type: ignore[attr-defined]
                yield str(record["id"]), span, found[name]


def _covered(span: dict[str, object], found: RedactedText) -> bool:
    places = {at for one in found.spans for at in range(one.start, one.end)}
    return set(range(span["start"], span["end"])) <= places  # type: ignore[call-overload]


def _touched(span: dict[str, object], found: Sequence[Span] | Sequence[Flag]) -> bool:
    return any(one.start < span["end"] and span["start"] < one.end for one in found)  # type: ignore[operator]


def test_every_gold_identifier_of_a_known_party_is_masked(store: Store) -> None:
    missed = Counter[str]()
    for key, span, found in _seen(Anonymiser(store.public), store.gold, store.parties):
        known = {
            fold.bare(one) for party in store.parties.get(key, []) for one in (party.name, party.phone) if one
        }
        if fold.bare(str(span["text"])) in known and not _covered(span, found):
            missed[str(span["kind"])] += 1
    assert missed == {}


@pytest.mark.parametrize("knows", [True, False])
def test_every_structured_gold_span_is_masked_with_and_without_the_store(store: Store, knows: bool) -> None:
    parties = store.parties if knows else {}
    seen = _seen(Anonymiser(store.public), store.gold, parties)
    missed = Counter(
        span["kind"] for _, span, found in seen if span["kind"] in MASKED and not _covered(span, found)
    )
    assert missed == {}


def test_what_the_gold_calls_public_stays(store: Store) -> None:
    damaged = Counter[str]()
    for _, span, found in _seen(Anonymiser(store.public), store.gold, store.parties):
        if span["kind"] in STAYS and _touched(span, found.spans):
            damaged[str(span["kind"])] += 1
    assert damaged == {}


def test_names_that_the_store_does_not_know_are_nearly_all_masked_or_flagged(store: Store) -> None:
    total = open_ = 0
    for _, span, found in _seen(Anonymiser(store.public), store.gold, {}):
        if span["kind"] == "PERSON":
            total += 1
            open_ += not _covered(span, found) and not _touched(span, found.flags)
    assert total > 100
    assert open_ <= total * 0.05


@pytest.mark.skipif(not COMPLAINTS.exists(), reason="the annotated complaints are not here")
def test_annotated_complaints_keep_what_is_public_and_little_else_is_masked() -> None:
    records = [json.loads(line) for line in COMPLAINTS.read_text("utf-8").splitlines()]
    engine = Anonymiser()
    chars = sum(len(field["text"]) for record in records for field in record["fields"].values())
    seen = list(_seen(engine, records, {}))
    stay = [_touched(span, found.spans) for _, span, found in seen if span["kind"] in STAYS]
    assert sum(stay) <= len(stay) * 0.005
    told = ("PLATE", "ACCOUNT", "BIRTH_OR_AGE")
    assert all(_covered(span, found) for _, span, found in seen if span["kind"] in told)
    assert chars > 50_000
