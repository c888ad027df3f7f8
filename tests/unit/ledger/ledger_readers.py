"""Readers who decide at random, each in a process of its own; what was confirmed is told at once."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from ledger_records import NOW, READERS, opened, record

from publish.errors import LedgerError
from publish.ledger.decisions import Assessment, Deed
from publish.ledger.desk import Desk
from publish.ledger.journal import Journal
from publish.ledger.ledger import Ledger
from publish.ledger.vault import Line, Vault
from publish.model.spans import Span
from publish.model.texts import RedactedText

COUNT = 12
GROUND = "监护人书面同意公开，见案卷第三页"
SOUND = Assessment(True, True, True, True)
GATES = ("GATE-MINOR",)
Told = tuple[str, str, str]
"""What was done, by whom, and the hash of the chain's last row right after."""


def office(url: str, folder: Path) -> Ledger:
    vault = Vault(folder / "ledger.terms", folder / "ledger.key")
    return opened(url, vault=vault, journal=Journal(folder / "ledger.journal"))


def prepare(url: str, folder: Path) -> None:
    with office(url, folder) as ledger:
        for name, role in READERS:
            ledger.add_user(name, f"{name}审", [role])
        ledger.file(_item(ledger, key, 0) for key in range(COUNT))


def _item(ledger: Ledger, key: int, version: int) -> object:
    return record(ledger, f"K{key}", str(version), gates=GATES if key % 3 == 0 else ())


def decisions(ledger: Ledger, chance: random.Random, user: str) -> Iterator[Told]:
    """Acts without end; those that are refused are passed over."""
    desk = ledger.desk(NOW)
    while True:
        name = f"C-{chance.randrange(1, COUNT + 1):06d}"
        act = chance.choice(ACTS)
        try:
            act(desk, name, user, chance)
        except LedgerError:
            continue
        yield act.__name__, user, ledger.head()


def _sign(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    words = f"王某反映水浑浊{chance.randrange(10**9)}"
    text = RedactedText(words, (Span(0, 2, "PERSON", "王某", 0.99, "known"),))
    deeds = [Deed(field="appeal", action="mask", start=1, end=3, kind="PERSON", note="镇上只有一家")]
    changed = {"appeal": text} if user == "chen" and chance.random() < 0.5 else {}
    line = Line(field="appeal", text=words, spans=((0, 2, "PERSON"),))
    desk.sign_with(name, user, desk.row(name).version, changed, deeds if changed else (), SOUND, lines=[line])


def _settle(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    text = {"title": RedactedText(f"自来水浑浊{chance.randrange(10**9)}")}
    desk.settle_with(name, user, desk.row(name).version, text, [Deed(field="title", action="retext")])


def _refuse(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    desk.refuse(name, user, f"请核对第 {chance.randrange(99)} 项")


def _override(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    desk.override(name, user, "GATE-MINOR", GROUND)


def _object(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    desk.object(name, user, "与批复不一致")


def _lift(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    desk.lift(name, user, "已核对，一致")


def _hold(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    desk.hold(name, user)
    found = desk.draft(name, desk.row(name).version)
    desk.save_draft(name, desk.row(name).version, user, b"half done", found.revision if found else 0)


def _take_over(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    desk.take_over(name, user)


def _release(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    desk.release(name, user)


def _blind(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    desk.blind(name, user, desk.row(name).version, {"appeal": [(0, 2, "PERSON")]})


def _term(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    proposed = [term for term in desk.terms() if term.proposed_by != user and not term.agreed_by]
    if proposed:
        desk.agree_term(proposed[0].id, user)
    else:
        desk.propose_term(user, "always", f"小区{chance.randrange(10**6)}", "ADDRESS_COMMUNITY", "everywhere")


def _publish(desk: Desk, name: str, user: str, chance: random.Random) -> None:
    """What is approved gets its number, and now and then one is taken back."""
    ledger = Ledger(desk._book)
    ledger.assign_numbers([(item.source, "DC", NOW) for item in ledger.reviewed("case")])
    public = [one.number for one in ledger.published("published")]
    if public and chance.random() < 0.3:
        ledger.withdraw(chance.choice(public), "error", user)


ACTS: tuple[Callable[[Desk, str, str, random.Random], None], ...] = (
    _sign, _sign, _sign, _sign, _settle, _refuse, _override, _object, _lift, _hold, _take_over, _release,
    _blind, _term, _publish,
)  # fmt: skip


def decide(url: str, folder: Path, user: str, count: int) -> list[Told]:
    """So many confirmed acts of one user."""
    with office(url, folder) as ledger:
        acts = decisions(ledger, random.Random(user), user)
        return [next(acts) for _ in range(count)]


def export(url: str, folder: Path, rounds: int) -> list[Told]:
    """An export that finds something changed each time."""
    told = []
    chance = random.Random(9)
    with office(url, folder) as ledger:
        for version in range(1, rounds + 1):
            ledger.begin_run("export")
            ledger.file([_item(ledger, chance.randrange(COUNT), version)])  # type: ignore[list-item]
            told.append(("file", "run", ledger.head()))
    return told


def race_for_holds(url: str, folder: Path, user: str, count: int) -> list[str]:
    """The candidates this user got hold of."""
    got = []
    with office(url, folder) as ledger:
        desk = ledger.desk(NOW)
        for number in range(1, count + 1):
            try:
                got.append(desk.hold(f"C-{number:06d}", user).candidate)
            except LedgerError as error:
                _only("LEDGER-054", error)
    return got


def race_for_a_draft(url: str, folder: Path, count: int) -> int:
    """How often this process saved the one draft, each time on what it read."""
    saved = 0
    with office(url, folder) as ledger:
        desk = ledger.desk(NOW)
        while saved < count:
            found = desk.draft("C-000001", 1)
            try:
                desk.save_draft("C-000001", 1, "chen", b"x", found.revision if found else 0)
            except LedgerError as error:
                _only("LEDGER-055", error)
            else:
                saved += 1
    return saved


def _only(code: str, error: LedgerError) -> None:
    """Any other error is one."""
    if error.issue.code != code:
        raise error
