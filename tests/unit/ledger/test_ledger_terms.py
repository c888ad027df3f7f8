"""What reviewers teach: in force when a second one agrees, encrypted, and gone with its matter."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_records import NOW, opened, record, refusal, staffed
from test_ledger_accounts import Clock

from publish.ledger.desk import Desk
from publish.ledger.ledger import Ledger
from publish.ledger.vault import Line, Vault

ONE = "C-000001"
WORDS = "金佛苑三期"
LINE = Line(field="appeal", text="家住金佛苑三期", spans=((2, 7, "ADDRESS_COMMUNITY"),))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "ledger.terms", tmp_path / "ledger.key")


@pytest.fixture
def ledger(url: str, vault: Vault) -> Iterator[Ledger]:
    with staffed(url, wall=Clock(), vault=vault) as found:
        found.file([record(found, "K1"), record(found, "K2")])
        yield found


def _propose(desk: Desk, words: str = WORDS, scope: str = "everywhere", **rest: str) -> str:
    return desk.propose_term("chen", "always", words, "ADDRESS_COMMUNITY", scope, **rest).id


def test_a_term_is_in_force_when_a_second_reader_agrees(desk: Desk, ledger: Ledger) -> None:
    term = _propose(desk)
    assert ledger.terms() == ()
    assert refusal(desk.agree_term, term, "chen") == "LEDGER-066"
    agreed = desk.agree_term(term, "zhou")
    assert ledger.terms() == (agreed,)
    assert (agreed.words, agreed.proposed_by, agreed.agreed_by, agreed.at) == (WORDS, "chen", "zhou", NOW)
    assert list(ledger.verify()) == []


def test_a_term_that_was_dropped_is_none_any_more(desk: Desk, ledger: Ledger) -> None:
    term = _propose(desk)
    desk.agree_term(term, "zhou")
    desk.drop_term(term, "lin")
    assert desk.terms() == ()
    assert refusal(desk.agree_term, term, "lin") == "LEDGER-067"


@pytest.mark.parametrize(
    ("action", "words", "scope"),
    [("always", "金", "everywhere"), ("always", "金" * 61, "everywhere"), ("mask", WORDS, "everywhere"),
     ("never", WORDS, "world"), ("always", WORDS, "matter"), ("always", WORDS, "unit")],
)  # fmt: skip
def test_a_term_that_can_not_be_is_refused(desk: Desk, action: str, words: str, scope: str) -> None:
    assert refusal(desk.propose_term, "chen", action, words, "PERSON", scope) == "LEDGER-065"


def test_no_word_of_a_term_or_line_stands_in_any_file(desk: Desk, tmp_path: Path) -> None:
    _propose(desk)
    desk.sign_with(ONE, "chen", 1, {}, lines=[LINE])
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for words in (WORDS, "家住"):
        assert words.encode() not in content
    for path in (tmp_path / "ledger.terms", tmp_path / "ledger.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_lines_are_learnt_with_the_signature_or_not_at_all(desk: Desk, ledger: Ledger) -> None:
    assert refusal(lambda: desk.sign_with(ONE, "zhou", 1, {}, lines=[LINE])) == "LEDGER-021"
    assert list(ledger.lines()) == []
    desk.sign_with(ONE, "chen", 1, {}, lines=[LINE])
    (line,) = ledger.lines()
    assert (line.text, line.spans, line.source) == (LINE.text, LINE.spans, ledger.source_key("case", "K1"))
    assert list(ledger.verify()) == []


def test_a_withdrawn_matter_takes_its_terms_and_lines_along(desk: Desk, ledger: Ledger, vault: Vault) -> None:
    _propose(desk, "别的小区")
    desk.agree_term(_propose(desk, scope="matter", candidate=ONE), "zhou")
    desk.sign_with(ONE, "chen", 1, {}, lines=[LINE])
    ledger.vanish([ledger.source_key("case", "K1")], "gone")
    assert [term.words for term in desk.terms()] == ["别的小区"]
    assert len(list(vault.items())) == 1
    assert list(ledger.lines()) == []
    assert list(ledger.verify()) == []


def test_words_put_into_the_file_from_outside_are_no_terms(desk: Desk, vault: Vault) -> None:
    term = _propose(desk)
    (item,) = vault.items()
    vault.forget(lambda _: True)
    vault.add([type(item)(**{**_fields(item), "words": "重庆市"})])
    assert desk.terms() == ()
    assert refusal(desk.agree_term, term, "zhou") == "LEDGER-067"


def _fields(item: object) -> dict[str, object]:
    return {name: getattr(item, name) for name in item.__struct_fields__}  # type: ignore[attr-defined]


def test_what_a_crash_cut_off_is_left_out_and_overwritten(desk: Desk, tmp_path: Path) -> None:
    _propose(desk)
    with (tmp_path / "ledger.terms").open("ab") as file:
        file.write(b"gAAAAABhalf a token")
    assert [term.words for term in desk.terms()] == [WORDS]
    _propose(desk, "另一个小区")
    assert [term.words for term in desk.terms()] == [WORDS, "另一个小区"]


def test_a_lost_key_and_a_damaged_line_are_named(desk: Desk, ledger: Ledger, tmp_path: Path) -> None:
    _propose(desk)
    _propose(desk, "另一个小区")
    file, key = tmp_path / "ledger.terms", tmp_path / "ledger.key"
    lines = file.read_bytes().split(b"\n")
    file.write_bytes(b"\n".join([lines[0], lines[1][:-9] + b"AAAAAAAA=", b""]))
    assert refusal(desk.terms) == "LEDGER-071"
    assert [found.code for found in ledger.verify()] == ["LEDGER-071"]
    key.unlink()
    assert refusal(desk.terms) == "LEDGER-070"
    assert refusal(_propose, desk) == "LEDGER-070"


def test_without_a_vault_nobody_teaches_and_everybody_signs(url: str) -> None:
    with opened(url) as ledger:
        ledger.add_user("chen", "陈审", ["first"])
        ledger.file([record(ledger, "K1")])
        desk = ledger.desk()
        assert refusal(_propose, desk) == "LEDGER-072"
        assert (desk.terms(), list(ledger.lines())) == ((), [])
        assert desk.sign_with(ONE, "chen", 1, {}, lines=[LINE]) == "signed"
