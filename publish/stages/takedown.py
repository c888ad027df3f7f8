"""A citizen's request to take something down, with its clock.

What the citizen wrote and how to reach them lie in the ledger's erasable table alone; the facts under the
chain are number, days, officer, outcome and ground.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from publish.errors import LedgerError, UsageError
from publish.ledger.ledger import Ledger
from publish.ledger.takedowns import Takedown
from publish.settings import Settings
from publish.stages import office, people
from publish.stages.report import Report
from publish.text.dates import chinese_date, local
from publish.text.workdays import WorkCalendar

STATES = {"open": "待答复", "withdrawn": "已撤下", "corrected": "已更正", "refused": "未同意"}
GROUNDS: dict[str, dict[str, str]] = {
    "withdrawn": {"privacy": "涉及个人隐私", "error": "内容有误", "court": "法院或主管机关要求",
                  "consent": "本人撤回同意", "superseded": "已由他文替代"},
    "corrected": {"privacy": "涉及个人隐私", "wording": "表述不当", "fact": "事实有误"},
    "refused": {"unidentifiable": "看不出是谁", "not_theirs": "与申请人无关", "official": "依法应当公开",
                "incomplete": "材料不足，补正期满", "repeated": "重复提出"},
}  # fmt: skip
"""Outcome → the grounds it may have."""


def log(
    settings: Settings, number: str | None, words: str, contact: str, user: str, received: date | None = None
) -> Report:
    """Enter a request about `number`, or about none where the citizen named none; `user` is the duty officer.
    It is due so many working days after it came in.

    OFFICE-006: no words; -007: it came in tomorrow; LEDGER-030: no such number.
    """
    people.acting(settings, user)
    today = local(office.now(settings)).date()
    if not words.strip():
        raise UsageError("OFFICE-006", "takedown log")
    if received and received > today:
        raise UsageError("OFFICE-007", received.isoformat())
    due = due_on(settings, received or today)
    with office.ledger_of(settings) as ledger:
        ledger.begin_run("takedown")
        name = ledger.public.takedown_log(number, words.strip(), contact.strip(), due, user, received)
    said = (f"{name}\t最迟 {chinese_date(due) if due else '未定'} 答复\t{user}",)
    return Report(verb="takedown log", counts={"logged": 1}, said=said)


def due_on(settings: Settings, received: date) -> date | None:
    """The last day for the answer; None where no calendar reaches."""
    return WorkCalendar(settings.calendar).add(received, settings.duty.takedown_workdays)


def listed(settings: Settings, every: bool = False) -> Report:
    """Open requests by day due, or all of them; never their words."""
    today = local(office.now(settings)).date()
    with office.ledger_of(settings) as ledger:
        found = [one for one in ledger.public.takedowns() if every or one.state == "open"]
    found.sort(key=lambda one: (one.due_on or date.max, one.id))
    open_ = [one for one in found if one.state == "open"]
    late = sum(_late(one, today) for one in open_)
    counts = {"open": len(open_), "overdue": late}
    return Report(verb="takedown list", counts=counts, said=tuple(_row(one, today) for one in found))


def read(settings: Settings, name: str, user: str) -> Report:
    """What the citizen wrote, for the officer's eyes. OFFICE-008: erased; LEDGER-093: no such request."""
    people.acting(settings, user)
    with office.ledger_of(settings) as ledger:
        found = ledger.public.takedown_words(_one(ledger, name).id)
    if found is None:
        raise LedgerError("OFFICE-008", name[:20])
    return Report(verb="takedown read", counts={}, said=(f"联系方式：{found.contact}", found.words))


def answer(settings: Settings, name: str, outcome: str, ground: str, user: str) -> Report:
    """Close a request. What was withdrawn or corrected must be so already.

    OFFICE-009: a ground of another outcome; -010: the number is still public; -011: it was not corrected;
    LEDGER-093, -094.
    """
    people.acting(settings, user)
    if ground not in GROUNDS[outcome]:
        raise UsageError("OFFICE-009", ground[:20], known="、".join(GROUNDS[outcome]))
    with office.ledger_of(settings) as ledger:
        _done(ledger, _one(ledger, name), outcome)
        ledger.begin_run("takedown")
        ledger.public.takedown_answer(name, outcome, ground, user)
    kept = settings.duty.takedown_days_kept
    said = (f"来信与联系方式再保留 {kept} 天，之后抹去。",)
    return Report(verb="takedown answer", counts={"answered": 1}, said=said)


def erase(settings: Settings, dry_run: bool = False) -> Report:
    """Erase the words of requests that were answered long enough ago."""
    with office.ledger_of(settings) as ledger:
        due = erasable(ledger, settings, office.now(settings))
        if due and not dry_run:
            ledger.begin_run("takedown")
            for name in due:
                ledger.public.takedown_erase(name, None)
    return Report(verb="takedown erase", counts={"erased": len(due)}, said=tuple(due) if dry_run else ())


def erasable(ledger: Ledger, settings: Settings, now: datetime) -> list[str]:
    """Requests whose words have been kept as long as they may be."""
    last = local(now).date() - timedelta(days=settings.duty.takedown_days_kept)
    found = ledger.public.takedowns()
    return [one.id for one in found if one.answered_on and not one.erased_on and one.answered_on <= last]


def _one(ledger: Ledger, name: str) -> Takedown:
    found = {one.id: one for one in ledger.public.takedowns()}
    if name not in found:
        raise LedgerError("LEDGER-093", name[:20])
    return found[name]


def _done(ledger: Ledger, request: Takedown, outcome: str) -> None:
    """What the answer says has been done."""
    if request.number is None or outcome == "refused":
        return
    public = {one.number for one in ledger.published("published")}
    if outcome == "withdrawn" and request.number in public:
        raise LedgerError("OFFICE-010", request.number)
    corrected = any(one.in_force_at for one in ledger.public.corrections(request.number))
    if outcome == "corrected" and not corrected:
        raise LedgerError("OFFICE-011", request.number)


def _row(one: Takedown, today: date) -> str:
    due = chinese_date(one.due_on) if one.due_on else "未定"
    ground = GROUNDS.get(one.state, {}).get(one.ground or "", "")
    late = "逾期" if one.state == "open" and _late(one, today) else ""
    return "\t".join((one.id, one.number or "—", STATES[one.state], due, one.officer, ground or late))


def _late(one: Takedown, today: date) -> bool:
    return one.due_on is not None and one.due_on < today
