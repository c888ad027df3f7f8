"""The packs of all 241 episodes: every slot met, every sentence traced, nobody in any of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from publish.checks import leaks
from publish.model.published import PublishedCase, PublishedPolicy
from publish.radio import sentences
from publish.radio.formats import registry
from publish.radio.pack import Pack, Sentence
from publish.settings import load
from publish.stages import office
from publish.stages.check import context
from publish.stages.script import episodes, pack_of, read_all
from tests.wholeline import Line

TEXTS = ("json", "srt", "txt")
MASK = re.compile(r"[×✕＊*]|某(?![些种个一])|隐去|\d{3}\*|［|］|附件|〔|第\d+号文")


@pytest.fixture(scope="module")
def packs(full_line: Line) -> dict[str, Pack]:
    content = load(full_line.settings).paths.content
    names = [f"{one.programme}/{one.number}" for one in episodes(content)]
    return {name: pack_of(content, name) for name in names}


def said(pack: Pack) -> Iterator[Sentence]:
    for item in pack.items:
        yield from (one for part in item.parts for one in part.sentences)
        yield from (item.pad, item.cut)


def test_every_slot_of_the_year_is_met_to_the_second(packs: dict[str, Pack]) -> None:
    assert len(packs) == 241
    for name, pack in packs.items():
        slot = pack.header.minutes * 60
        assert sum(item.seconds for item in pack.items) == slot == pack.timing.slot, name
        assert pack.items[-1].total == slot, name
        assert all(item.read_ms <= item.seconds * 1000 for item in pack.items), name
        assert all(item.to_end == slot - item.total + item.seconds for item in pack.items), name


def test_no_mask_bracket_or_attachment_is_read_on_air(packs: dict[str, Pack]) -> None:
    for name, pack in packs.items():
        for one in said(pack):
            assert not MASK.search(one.text), f"{name}: {one.text}"
            assert not MASK.search(one.written), f"{name}: {one.written}"
            assert not re.search(r"[（）()\d]", one.text), f"{name}: {one.text}"


def test_every_sentence_from_a_record_stands_in_the_approved_text(
    packs: dict[str, Pack], full_line: Line
) -> None:
    content = load(full_line.settings).paths.content
    records: dict[str, PublishedCase | PublishedPolicy] = {
        **read_all(PublishedCase, content / "cases"),
        **read_all(PublishedPolicy, content / "policies"),
    }
    shares: list[float] = []
    for pack in packs.values():
        for one in said(pack):
            if one.source and one.source.sentence:
                text = getattr(records[one.source.record], one.source.field)
                written = sentences.split(text)[one.source.sentence - 1].text
                own = re.sub("(?:这|一|几|另一)[位家](?:市民|企业)|承办单位|[，。]", "", one.written)
                kept = sum(character in written for character in own)
                assert kept >= len(own) * 0.5, (one.written, written)
                shares.append(kept / max(1, len(own)))
    assert len(shares) > 5000
    assert sum(shares) / len(shares) > 0.97


def test_nobody_of_the_store_is_in_any_pack(packs: dict[str, Pack], full_line: Line, tmp_path: Path) -> None:
    """The leak gate itself, on every pack in every form that is text."""
    made = tmp_path / "packs"
    made.mkdir()
    for name, pack in packs.items():
        for form in TEXTS:
            (made / f"{name.replace('/', '-')}.{form}").write_bytes(registry.named(form).render(pack))
    settings = load(full_line.settings)
    with office.store_of(settings) as store, office.ledger_of(settings) as ledger:
        looked = context(settings, store, ledger, {}, full=True)
        numbers = {name.replace("/", "-"): pack.cases for name, pack in packs.items()}
        looked = msgspec.structs.replace(
            looked,
            output=made,
            content=tmp_path / "nothing",
            kept=None,
            digests={},
            made_of=lambda path: numbers.get(path.rpartition(".")[0], ()),
        )
        assert [str(one) for one in leaks.check(looked)] == []
        someone = next(store.parties())
        (made / "planted.txt").write_text(f"来电的是{someone.name}，电话{someone.phone}", "utf-8")
        assert list(leaks.check(looked)), "the gate would not see anybody"
