"""The demonstration's own decisions: every flag of it is settled where it lies, nothing private is kept."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import msgspec
import pytest

from publish.anonymise.engine import Anonymiser, Job
from publish.anonymise.public import PublicNames
from publish.anonymise.settle import settle
from publish.demo.make import make
from publish.model.records import CaseFile
from publish.model.spans import Decision
from publish.model.texts import RawText, RedactedText
from publish.settings import Store as Settings
from publish.store.adapter import open_store

STAYS = frozenset(("PUBLIC_BODY", "PUBLIC_PLACE", "PHONE_PUBLIC", "ADDRESS_COMMUNITY", "OFFICIAL_PARTIAL"))
Decided = dict[tuple[str, str], list[Decision]]


class Demonstration(msgspec.Struct):
    """What became of the approved matters before their decisions, the decisions, the true spans."""

    redacted: dict[str, dict[str, RedactedText]]
    decisions: Decided
    gold: dict[tuple[str, str], list[dict[str, object]]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    directory = tmp_path_factory.mktemp("demo")
    make(directory, cases=150, approved=50)
    with open_store(Settings(url=f"sqlite:///{directory}/store.sqlite3")) as store:
        files = [file for file in store.case_files() if isinstance(file, CaseFile)]
        engine = Anonymiser(PublicNames(phones=store.public_phones()))
    done = engine.records([_job(file) for file in files])
    gold = {}
    for line in _lines(directory / "gold.jsonl"):
        gold.update({(line["id"], name): field["spans"] for name, field in line["fields"].items()})
    redacted = {file.case.case_id: texts for file, texts in zip(files, done, strict=True)}
    return Demonstration(redacted, _decisions(directory / "decisions.jsonl"), gold)


def _job(file: CaseFile) -> Job:
    case = file.case
    texts = {"title": case.title, "appeal": case.appeal, "summary": case.summary, "result": case.result,
             "comment": case.comment}  # fmt: skip
    texts |= {f"events/{event.seq}/note": event.note for event in file.events}
    linked = (*file.parties, *file.linked_parties) if file.links else ()
    return Job({name: RawText(text) for name, text in texts.items() if text}, file.parties, linked)


def _decisions(path: Path) -> Decided:
    found: Decided = defaultdict(list)
    for line in _lines(path):
        if line.pop("record") == "case":
            found[line.pop("key"), line.pop("field")].append(msgspec.convert(line, Decision))
    return found


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_decisions_settle_every_flag_where_it_lies(demo: Demonstration) -> None:
    flags = left = 0
    for key, texts in demo.redacted.items():
        for name, text in texts.items():
            flags += len(text.flags)
            left += len(settle(text, demo.decisions[key, name]).flags)
    assert flags > 0
    assert left == 0


def test_a_flag_over_something_private_is_settled_by_masking_it(demo: Demonstration) -> None:
    for key, texts in demo.redacted.items():
        for name in texts:
            private = [span for span in demo.gold[key, name] if span["kind"] not in STAYS]
            for decision in demo.decisions[key, name]:
                if decision.action == "keep":
                    kept = (decision.start, decision.end)
                    assert not [s for s in private if _meet(s, kept) and s["kind"] != "PERSON_OFFICIAL"]


def test_the_same_decisions_over_again_change_nothing(demo: Demonstration) -> None:
    for key, texts in demo.redacted.items():
        for name, text in texts.items():
            once = settle(text, demo.decisions[key, name])
            assert settle(once, demo.decisions[key, name]) == once


def _meet(span: dict[str, object], kept: tuple[int, int]) -> bool:
    start, end = span["start"], span["end"]
    return start < kept[1] and kept[0] < end  # type: ignore[operator]
