"""The clock of disclosure: 20 working days from the day a matter was closed.

政府信息公开条例 art. 26: 属于主动公开范围的政府信息，应当自该政府信息形成或者变更之日起20个工作日内及时公开。
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from publish.text.workdays import WorkCalendar

DAYS = 20
SOON = 3
State = Literal["late", "soon", "running", "unknown"]


class Clock(msgspec.Struct, frozen=True):
    """`left`: working days to the last day, negative when it is over; None: no date or no calendar."""

    due: date | None
    left: int | None

    @property
    def state(self) -> State:
        if self.left is None:
            return "unknown"
        return "late" if self.left < 0 else "soon" if self.left <= SOON else "running"

    @property
    def words(self) -> str:
        """As the queue says it."""
        if self.left is None:
            return "期限未定"
        if self.left < 0:
            return f"超期 {-self.left} 个工作日"
        return "今天到期" if self.left == 0 else f"还有 {self.left} 个工作日"


def clock(closed: date | None, today: date, calendar: WorkCalendar) -> Clock:
    """The clock of a matter closed on a day."""
    due = calendar.add(closed, DAYS) if closed else None
    return running(due, today, calendar)


def running(due: date | None, today: date, calendar: WorkCalendar) -> Clock:
    """The clock of a matter that is due on a day."""
    return Clock(due, calendar.count(today, due) if due else None)
