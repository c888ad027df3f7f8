"""What becomes of what is public: tombstones, corrections, embargoes, requests, second officers, releases."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from ledger_records import (
    NOW,
    READERS,
    approve_all,
    opened,
    policy,
    publish_all,
    record,
    records,
    refusal,
    staffed,
)
from sqlalchemy import make_url

from publish.ledger.filing import Filed
from publish.ledger.ledger import Ledger
from publish.model.texts import RedactedText

FIRST = "DC-2022-000001"


def _published(ledger: Ledger, count: int = 2) -> None:
    ledger.file(records(ledger, range(count)))
    publish_all(ledger)


def _words(ledger: Ledger) -> dict[str, str]:
    return {name: text for one in ledger.reviewed("case") for name, text in one.texts.items()}


def _corrected(ledger: Ledger, kind: str, words: str, reason: str = "原文有误，经核实更正") -> None:
    ledger.public.open_correction(FIRST, kind, reason, "chen", {"appeal": RedactedText(words)})
    approve_all(ledger)


# --- tombstones ----------------------------------------------------------------------------------------


def test_a_tombstone_tells_number_column_unit_time_and_reason_alone(ledger: Ledger) -> None:
    _published(ledger)
    slug = ledger.slug("unit", "U1")
    ledger.withdraw(FIRST, "privacy", "chen")
    (stone,) = ledger.public.tombstones()
    assert (stone.number, stone.act, stone.reason) == (FIRST, "removed", "privacy")
    assert (stone.at, stone.column, stone.unit, stone.replaced_by) == (NOW, "huisheng", slug, None)
    assert ledger.public.tombstone(FIRST) == stone
    assert ledger.public.tombstone("DC-2022-000002") is None


def test_an_error_put_right_comes_back_under_a_new_number_and_both_name_each_other(ledger: Ledger) -> None:
    _published(ledger, 1)
    ledger.withdraw(FIRST, "error", "chen")
    assert ledger.file([record(ledger, "K0", "2")]) == Filed(changed=1)
    publish_all(ledger)
    stone = ledger.public.tombstone(FIRST)
    assert stone is not None
    assert stone.replaced_by == "DC-2022-000002"
    assert ledger.public.replaces() == {"DC-2022-000002": FIRST}


def test_what_returns_after_the_store_took_it_back_names_no_earlier_number(ledger: Ledger) -> None:
    _published(ledger, 1)
    ledger.vanish([ledger.source_key("case", "K0")], "gone")
    ledger.file([record(ledger, "K0")])
    publish_all(ledger)
    stone = ledger.public.tombstone(FIRST)
    assert stone is not None
    assert (stone.act, stone.reason, stone.replaced_by) == ("withdrawn", "gone", None)


def test_a_term_of_disclosure_ends_without_an_officer_and_the_matter_never_returns(ledger: Ledger) -> None:
    _published(ledger, 1)
    ledger.begin_run("retention")
    ledger.withdraw(FIRST, "expired", None)
    assert ledger.file([record(ledger, "K0", "2")]) == Filed(withdrawn=1)
    assert [one.act for one in ledger.public.tombstones()] == ["expired"]


def test_each_withdrawal_turns_the_key_of_salts_and_nothing_else_does(ledger: Ledger) -> None:
    _published(ledger)
    keys = [ledger.public.salt_key()]
    ledger.file([record(ledger, "K9")])
    keys.append(ledger.public.salt_key())
    for number in (FIRST, "DC-2022-000002"):
        ledger.withdraw(number, "privacy", "chen")
        keys.append(ledger.public.salt_key())
    assert keys[0] == keys[1]
    assert len({*keys}) == 3


# --- corrections ---------------------------------------------------------------------------------------


def test_the_page_stays_as_it_was_until_all_readers_approved_the_correction(ledger: Ledger) -> None:
    _published(ledger)
    ledger.public.open_correction(
        FIRST, "wording", "经核实更正", "chen", {"appeal": RedactedText("水已变清")}
    )
    before = [one.texts["appeal"] for one in ledger.reviewed("case")]
    (waiting,) = ledger.public.corrections()
    for name, _ in READERS:
        assert waiting.in_force_at is None
        ledger.sign_all(name)
    (done,) = ledger.public.corrections(FIRST)
    assert "水已变清" not in before
    assert _words(ledger)["appeal"] != before
    assert (done.in_force_at, done.reason, done.kind) == (NOW, "经核实更正", "wording")
    assert list(ledger.verify()) == []


def test_a_correction_keeps_the_first_and_the_revised_wording(ledger: Ledger) -> None:
    _published(ledger, 1)
    _corrected(ledger, "wording", "自来水已变清")
    _corrected(ledger, "fact", "自来水已变清，水压恢复")
    done = ledger.public.corrections()
    words = ledger.public.wordings(done)
    told = [
        [words[version].texts["appeal"].text for version in (one.before, one.after) if version]
        for one in done
    ]
    assert told[0][1] == told[1][0] == "自来水已变清"
    assert told[1][1] == "自来水已变清，水压恢复"


def test_a_correction_for_privacy_erases_every_earlier_wording_and_reason(ledger: Ledger, url: str) -> None:
    secret = "住在红岩村九号的张三丰"
    ledger.file([record(ledger, "K0", words=secret)])
    publish_all(ledger)
    ledger.public.open_correction(FIRST, "wording", f"删去{secret}", "chen")
    approve_all(ledger)
    key = ledger.public.salt_key()
    _corrected(ledger, "privacy", "住户反映自来水浑浊", f"不该写{secret}")
    assert _words(ledger)["appeal"] == "住户反映自来水浑浊"
    assert [one.reason for one in ledger.public.corrections()] == [None, None]
    assert secret not in str(ledger.desk(NOW).history("C-000001"))
    assert [(one.number, one.why) for one in ledger.public.erased()] == [(FIRST, "privacy")]
    assert ledger.public.salt_key() != key
    assert list(ledger.verify()) == []
    if url.startswith("sqlite"):
        raw = sqlite3.connect(make_url(url).database or "")
        assert raw.execute("SELECT COUNT(*) FROM texts").fetchone() == (1,)
        assert raw.execute("SELECT COUNT(*) FROM notes").fetchone() == (0,)


def test_what_is_filed_again_after_a_correction_for_privacy_works_on(ledger: Ledger) -> None:
    _published(ledger, 1)
    _corrected(ledger, "privacy", "住户反映自来水浑浊")
    assert ledger.file([record(ledger, "K0")], again=True) == Filed(same=1)
    assert ledger.file([record(ledger, "K0", "2")]) == Filed(changed=1)
    assert list(ledger.verify()) == []


@pytest.mark.parametrize(
    ("number", "kind", "reason", "code"),
    [
        (FIRST, "mood", "经核实更正", "LEDGER-032"),
        (FIRST, "fact", "错", "LEDGER-061"),
        ("DC-2022-000009", "fact", "经核实更正", "LEDGER-030"),
    ],
)
def test_a_correction_needs_a_kind_a_reason_and_a_number(
    ledger: Ledger, number: str, kind: str, reason: str, code: str
) -> None:
    _published(ledger, 1)
    assert refusal(ledger.public.open_correction, number, kind, reason, "chen") == code


def test_what_is_withdrawn_or_waits_for_a_correction_is_not_corrected(ledger: Ledger) -> None:
    _published(ledger)
    ledger.public.open_correction(FIRST, "fact", "经核实更正", "chen")
    assert refusal(ledger.public.open_correction, FIRST, "fact", "经核实更正", "chen") == "LEDGER-096"
    ledger.withdraw(FIRST, "privacy", "chen")
    assert refusal(ledger.public.open_correction, FIRST, "fact", "经核实更正", "chen") == "LEDGER-095"
    assert list(ledger.verify()) == []


# --- embargoes -----------------------------------------------------------------------------------------


def test_what_is_embargoed_is_not_public_before_its_time(ledger: Ledger, url: str) -> None:
    ledger.file([record(ledger, "K1"), record(ledger, "K2")])
    approve_all(ledger)
    ledger.public.embargo("C-000001", NOW + timedelta(hours=1), "lin")
    assert len(list(ledger.reviewed("case"))) == 1
    with opened(url, NOW + timedelta(hours=1)) as later:
        assert len(list(later.reviewed("case"))) == 2
    ledger.public.lift_embargo("C-000001", "lin")
    assert len(list(ledger.reviewed("case"))) == 2
    assert ledger.public.embargoes() == ()
    assert list(ledger.verify()) == []


def test_a_later_embargo_replaces_an_earlier_one(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    for hours in (3, 1):
        ledger.public.embargo("C-000001", NOW + timedelta(hours=hours), "lin")
    (found,) = ledger.public.embargoes()
    assert (found.candidate, found.until, found.user) == ("C-000001", NOW + timedelta(hours=1), "lin")


def test_what_is_public_already_is_not_embargoed(ledger: Ledger) -> None:
    ledger.file([policy(ledger, "P1")])
    _published(ledger, 1)
    for name in ("C-000001", "C-000002"):
        assert refusal(ledger.public.embargo, name, NOW, "lin") == "LEDGER-090"


# --- requests ------------------------------------------------------------------------------------------


def test_a_request_has_a_clock_an_answer_and_words_that_can_be_erased(ledger: Ledger) -> None:
    _published(ledger, 1)
    name = ledger.public.takedown_log(FIRST, "请撤下我的事", "13800000000", date(2022, 8, 4), "chen")
    said = ledger.public.takedown_words(name)
    assert said is not None
    assert (said.words, said.contact) == ("请撤下我的事", "13800000000")
    ledger.public.takedown_answer(name, "withdrawn", "privacy", "zhou")
    ledger.public.takedown_erase(name)
    (found,) = ledger.public.takedowns()
    assert (found.id, found.number, found.state, found.due_on) == (
        "T-000001", FIRST, "withdrawn", date(2022, 8, 4),
    )  # fmt: skip
    assert (found.officer, found.answered_by, found.erased_on) == ("chen", "zhou", NOW.date())
    assert ledger.public.takedown_words(name) is None
    assert list(ledger.verify()) == []


def test_a_request_is_answered_and_erased_once_and_must_be_there(ledger: Ledger) -> None:
    name = ledger.public.takedown_log(None, "请撤下", "", None, "chen")
    ledger.public.takedown_answer(name, "refused", None, "zhou")
    assert refusal(ledger.public.takedown_answer, name, "refused", None, "zhou") == "LEDGER-094"
    assert refusal(ledger.public.takedown_answer, "T-000009", "refused", None, "zhou") == "LEDGER-093"
    assert refusal(ledger.public.takedown_answer, name, "maybe", None, "zhou") == "LEDGER-032"
    assert refusal(ledger.public.takedown_words, "T-000009") == "LEDGER-093"


# --- second officers -----------------------------------------------------------------------------------


def test_an_urgent_withdrawal_waits_for_another_officer(ledger: Ledger) -> None:
    _published(ledger)
    ledger.withdraw(FIRST, "privacy", "chen", urgent=True, due=date(2022, 7, 29))
    assert refusal(ledger.public.confirm_withdrawal, FIRST, "chen") == "LEDGER-091"
    assert refusal(ledger.public.confirm_withdrawal, "DC-2022-000002", "chen") == "LEDGER-092"
    (asked,) = ledger.public.urgent()
    ledger.public.confirm_withdrawal(FIRST, "zhou")
    head = ledger.head()
    ledger.public.confirm_withdrawal(FIRST, "lin")
    (done,) = ledger.public.urgent()
    assert (asked.confirmed_by, asked.due, asked.user) == (None, date(2022, 7, 29), "chen")
    assert (done.confirmed_by, done.confirmed_at, ledger.head()) == ("zhou", NOW, head)
    assert list(ledger.verify()) == []


# --- releases ------------------------------------------------------------------------------------------


def test_a_release_is_entered_once(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.public.released(7, "d" * 64, "r" * 64)
    ledger.public.released(8, "e" * 64, "s" * 64, "rollback", 7)
    assert [(one.release, one.kind, one.of) for one in ledger.public.releases()] == [
        (7, "release", None), (8, "rollback", 7),
    ]  # fmt: skip
    assert refusal(ledger.public.released, 7, "f" * 64, "r" * 64) == "LEDGER-099"


def test_the_same_acts_give_the_same_key_of_salts(tmp_path: Path) -> None:
    keys = []
    for name in ("a", "b"):
        with staffed(f"sqlite:///{tmp_path}/{name}.sqlite3") as ledger:
            _published(ledger)
            ledger.withdraw(FIRST, "privacy", "chen")
            keys.append(ledger.public.salt_key())
    assert keys[0] == keys[1]


def test_tombstones_are_plain_data(ledger: Ledger) -> None:
    _published(ledger, 1)
    ledger.withdraw(FIRST, "court", "chen")
    assert msgspec.json.encode(list(ledger.public.tombstones()))


def test_what_is_approved_anew_without_a_correction_is_kept_as_an_update(ledger: Ledger) -> None:
    _published(ledger, 1)
    ledger.file([record(ledger, "K0", "2", words="自来水已经变清")])
    assert ledger.public.corrections() == ()
    approve_all(ledger)
    (update,) = ledger.public.corrections()
    assert (update.kind, update.reason, update.in_force_at, update.number) == ("update", None, NOW, FIRST)
    words = ledger.public.wordings([update])
    assert words[update.after or 0].texts["appeal"].text == "自来水已经变清"
    assert words[update.before].texts["appeal"].text != "自来水已经变清"
    assert list(ledger.verify()) == []


def test_a_correction_that_waited_dies_with_its_number(ledger: Ledger) -> None:
    _published(ledger, 1)
    ledger.public.open_correction(FIRST, "privacy", "原文能认出人", "chen")
    ledger.withdraw(FIRST, "error", "chen")
    ledger.file([record(ledger, "K0", "2")])
    publish_all(ledger)
    (waiting,) = ledger.public.corrections()
    assert waiting.in_force_at is None
    assert ledger.public.open_correction("DC-2022-000002", "fact", "经核实更正", "chen").in_force_at is None
    approve_all(ledger)
    assert [one.in_force_at for one in ledger.public.corrections()] == [None, NOW]
    assert list(ledger.verify()) == []
