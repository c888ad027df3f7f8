"""How long a session, a hold and a lock-out last, and how much is read twice: set by the office."""

from __future__ import annotations

import msgspec


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """`idle_minutes` and `session_hours` end a session; a hold lasts `hold_minutes` from its last use;
    after `failures` wrong passwords nobody signs in by that name for `lock_minutes`; `blind_percent` of
    the matters are read a second time by somebody who does not see what was masked."""

    idle_minutes: int = 30
    session_hours: int = 12
    hold_minutes: int = 20
    failures: int = 5
    lock_minutes: int = 15
    password_length: int = 12
    blind_percent: float = 5.0
