"""What waits, in the order of its clock, however it is asked for and whoever moves it meanwhile."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
import pytest
from ledger_records import FLAG, NOW, READERS, opened, publish_all, record, staffed
from test_ledger_accounts import Clock

from publish.errors import LedgerError
from publish.ledger.desk import Desk
from publish.ledger.ledger import Ledger
from publish.ledger.queue import Filter
from publish.model.records import CaseFacts, Outline, Redacted

TODAY = NOW.date()
GROUND = "监护人书面同意公开，见案卷第三页"


def _item(
    ledger: Ledger, key: int, district: str | None = "500101", due: int = 0, **rest: object
) -> Redacted[CaseFacts]:
    outline = Outline(district=district, closed_on=TODAY, due_on=TODAY + timedelta(days=due))
    made = record(ledger, f"K{key}", **rest)  # type: ignore[arg-type]
    return msgspec.structs.replace(made, outline=outline)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(url: str, clock: Clock) -> Iterator[Ledger]:
    with staffed(url, wall=clock) as found:
        yield found


def _ids(desk: Desk, **wanted: object) -> list[int]:
    return [int(row.id[2:]) for row in desk.queue(Filter(**wanted)).rows]  # type: ignore[arg-type]


def test_what_is_overdue_stands_on_top_and_what_has_no_clock_at_the_end(desk: Desk, ledger: Ledger) -> None:
    late, soon, never = _item(ledger, 1, due=9), _item(ledger, 2, due=-3), record(ledger, "K3")
    ledger.file([never, late, soon])
    assert _ids(desk) == [3, 2, 1]
    assert _ids(desk, overdue=True) == [3]
    first, last = desk.row("C-000003"), desk.row("C-000001")
    assert (first.due_on, first.closed_on, first.district) == (TODAY - timedelta(days=3), TODAY, "500101")
    assert last.due_on is None


def test_a_row_says_whose_turn_it_is_and_who_holds_it(desk: Desk, ledger: Ledger, clock: Clock) -> None:
    ledger.file([_item(ledger, 1)])
    ledger.sign("C-000001", "chen")
    desk.hold("C-000001", "zhou")
    row = desk.row("C-000001")
    assert (row.turn, row.signed, row.state) == ("second", 1, "signed")
    assert row.hold is not None
    assert row.hold.user == "zhou"
    clock.pass_minutes(21)
    assert desk.row("C-000001").hold is None


def test_pages_cover_everything_once(desk: Desk, ledger: Ledger) -> None:
    ledger.file(_item(ledger, key, due=key % 7) for key in range(23))
    pages = [desk.queue(Filter(), page=number, size=10) for number in (1, 2, 3)]
    assert [(page.page, page.pages, page.total, len(page.rows)) for page in pages] == [
        (1, 3, 23, 10), (2, 3, 23, 10), (3, 3, 23, 3),
    ]  # fmt: skip
    assert len({row.id for page in pages for row in page.rows}) == 23
    assert desk.queue(Filter(), page=99, size=10).page == 3


def test_turns_follow_the_signatures(desk: Desk, ledger: Ledger) -> None:
    ledger.file(_item(ledger, key) for key in range(4))
    ledger.sign("C-000001", "chen")
    ledger.sign("C-000002", "chen")
    ledger.sign("C-000002", "zhou")
    ledger.refuse("C-000003", "chen", "请核对")
    assert _ids(desk, turn="first") == [3, 4]
    assert _ids(desk, turn="second") == [1]
    assert _ids(desk, turn="final") == [2]
    assert _ids(desk, state="refused") == [3]
    assert _ids(desk, not_signed_by="zhou") == [1, 3, 4]
    with pytest.raises(LedgerError):
        desk.queue(Filter(turn="fourth"))


def test_a_new_round_forgets_who_signed_the_last_one(desk: Desk, ledger: Ledger) -> None:
    ledger.file([_item(ledger, 1)])
    ledger.sign("C-000001", "chen")
    assert _ids(desk, not_signed_by="chen") == []
    ledger.file([_item(ledger, 1, version="2")])
    assert _ids(desk, not_signed_by="chen") == [1]


def test_held_matters_are_told_apart(desk: Desk, ledger: Ledger, clock: Clock) -> None:
    ledger.file(_item(ledger, key) for key in range(3))
    desk.hold("C-000001", "chen")
    desk.hold("C-000002", "zhou")
    assert _ids(desk, held="mine", user="chen") == [1]
    assert _ids(desk, held="others", user="chen") == [2]
    assert _ids(desk, held="free") == [3]
    clock.pass_minutes(21)
    assert _ids(desk, held="free") == [1, 2, 3]


def test_a_candidate_is_found_by_id_number_and_store_key(desk: Desk, ledger: Ledger) -> None:
    ledger.file([_item(ledger, 1), _item(ledger, 2)])
    (number, _) = sorted(publish_all(ledger).values())
    for text in ("C-000001", " c-000001", number, number.lower(), "K1"):
        found = desk.find(text)
        assert found is not None
        assert (found.id, found.number) == ("C-000001", number)
    for text in ("C-000009", "K9", "", "DC-2022-999999", "C-"):
        assert desk.find(text) is None


def test_a_hint_that_moves_alone_moves_the_queue_and_nothing_else(desk: Desk, ledger: Ledger) -> None:
    ledger.file([_item(ledger, 1, due=1), _item(ledger, 2, due=2)])
    ledger.sign("C-000001", "chen")
    before = ledger.head()
    assert ledger.file([_item(ledger, 1, due=5)]).same == 1
    assert _ids(desk) == [2, 1]
    assert (ledger.head(), desk.row("C-000001").state) == (before, "signed")
    assert list(ledger.verify()) == []


def test_the_progress_of_a_day_counts_what_was_done_in_it(desk: Desk, ledger: Ledger, url: str) -> None:
    ledger.file(_item(ledger, key) for key in range(3))
    assert desk.progress(TODAY).signed == 0
    for user, _ in READERS:
        ledger.sign("C-000001", user)
    ledger.refuse("C-000002", "chen", "请核对")
    done = desk.progress(TODAY)
    assert (done.signed, done.approved, done.refused) == (3, 1, 1)
    assert (desk.progress(TODAY, "chen").signed, desk.progress(TODAY, "chen").approved) == (1, 0)
    with opened(url, NOW + timedelta(days=1)) as tomorrow:
        tomorrow.sign("C-000003", "chen")
        assert tomorrow.desk().progress(TODAY + timedelta(days=1)).signed == 1
    assert desk.progress(TODAY).signed == 3


def test_the_queue_in_memory_is_that_of_the_tables_whatever_happens(
    desk: Desk, ledger: Ledger, url: str
) -> None:
    """Random acts, some by another process: every filter gives what a plain look at each row gives."""
    chance = random.Random(7)
    with opened(url) as other:
        for turn in range(60):
            _act(chance, chance.choice((ledger, other)), turn)
            if turn % 6 == 0:
                _compare(desk, ledger)
        _compare(desk, ledger)
    assert list(ledger.verify()) == []


def _act(chance: random.Random, ledger: Ledger, turn: int) -> None:
    name = f"C-{chance.randrange(1, 40):06d}"
    user, _ = chance.choice(READERS)
    gates = chance.choice([(), ("GATE-MINOR",)])
    flags = chance.choice([(), (FLAG,)])
    new = [
        _item(ledger, chance.randrange(60), place, due, version=str(turn), gates=gates, flags=flags)
        for place, due in (("500101", 3), ("500102", chance.randrange(-9, 9)), (None, 0))
    ]
    unique = {item.source: item for item in new}
    desk = ledger.desk()
    acts = (
        lambda: ledger.file(unique.values()),
        lambda: ledger.sign(name, user),
        lambda: ledger.sign_all(user),
        lambda: ledger.refuse(name, user, "请核对"),
        lambda: desk.override(name, "lin", "GATE-MINOR", GROUND),
        lambda: desk.object(name, user, "与批复不一致"),
        lambda: desk.hold(name, user),
        lambda: ledger.vanish([chance.choice(new).source], "gone"),
    )
    try:
        chance.choice(acts)()
    except LedgerError:
        return


def _compare(desk: Desk, ledger: Ledger) -> None:
    known = [desk.row(f"C-{number:06d}") for number in range(1, sum(1 for _ in ledger.sources()) + 1)]
    waiting = [row for row in known if row.turn]
    for wanted, fits in (
        (Filter(), lambda row: True),
        (Filter(turn="first"), lambda row: row.turn == "first"),
        (Filter(district="500102"), lambda row: row.district == "500102"),
        (Filter(gated=True), lambda row: bool(row.gates)),
        (Filter(flagged=False), lambda row: row.flags == 0),
        (Filter(blocked=True), lambda row: row.blocked),
        (Filter(overdue=True, column="huisheng"), lambda row: row.due_on and row.due_on < TODAY),
        (Filter(held="free"), lambda row: row.hold is None),
    ):
        expected = sorted((row for row in waiting if fits(row)), key=_place)
        assert [row.id for row in desk.queue(wanted, size=200).rows] == [row.id for row in expected], wanted
    counts = desk.counts()
    assert (counts.waiting, counts.gated) == (len(waiting), sum(bool(row.gates) for row in waiting))
    assert {role: count for role, count in counts.turns.items() if count} == Counter(
        row.turn for row in waiting
    )
    assert counts.districts == Counter(row.district for row in waiting if row.district)


def _place(row: object) -> tuple[date, str]:
    return (row.due_on or date.max, row.id)  # type: ignore[attr-defined]
