"""Accounts of the readers: who may come in, in which roles. An administrator's acts, from a shell."""

from __future__ import annotations

import os
import pwd
import re
import unicodedata
from collections.abc import Sequence

from publish.errors import LedgerError, UsageError
from publish.ledger.accounts import Account
from publish.ledger.ledger import Ledger
from publish.ledger.users import TITLES
from publish.settings import Settings
from publish.stages import office
from publish.stages.report import Report


def add(settings: Settings, name: str, display: str, roles: Sequence[str], password: str | None) -> Report:
    """Enter a user, with a password where one is given. LEDGER-026, -052; PEOPLE-001: there already;
    PEOPLE-003: a name that may be taken for another one."""
    if not plain(name):
        raise UsageError("PEOPLE-003", name[:40])
    with _opened(settings) as ledger:
        if name in {user.name for user in ledger.users()}:
            raise UsageError("PEOPLE-001", name)
        ledger.add_user(name, display, roles)
        if password is not None:
            ledger.desk().set_password(name, password)
    return Report(verb="users add", counts={"accounts": 1})


def plain(name: str) -> bool:
    """Whether a name has no second look: no full-width forms, spaces or characters nobody sees."""
    return bool(re.fullmatch(r"[\w.@-]+", name)) and unicodedata.normalize("NFKC", name) == name


def change(settings: Settings, name: str, roles: Sequence[str]) -> Report:
    """Other roles from now on; what was signed stays signed. LEDGER-020, -026."""
    with _opened(settings) as ledger:
        ledger.add_user(name, ledger.desk().user(name).display, roles)
    return Report(verb="users role", counts={"accounts": 1})


def password(settings: Settings, name: str, new: str) -> Report:
    """A new password; lifts a lock-out and ends every session. LEDGER-020, -052."""
    with _opened(settings) as ledger:
        ledger.desk().set_password(name, new)
    return Report(verb="users password", counts={"accounts": 1})


def disable(settings: Settings, name: str) -> Report:
    """No role, no sign-in, no session. LEDGER-020."""
    with _opened(settings) as ledger:
        ledger.desk().disable(name)
    return Report(verb="users disable", counts={"accounts": 1})


def everyone(settings: Settings) -> Report:
    """Users, their roles, and whether they can come in."""
    with office.ledger_of(settings) as ledger:
        accounts = {account.name: account for account in ledger.desk().accounts()}
        lines = tuple(
            f"{user.name}\t{user.display}\t{'、'.join(TITLES[role] for role in user.roles) or '—'}"
            f"\t{_state(accounts.get(user.name))}"
            for user in ledger.users()
        )
    return Report(verb="users", counts={"accounts": len(lines)}, said=lines)


def _state(account: Account | None) -> str:
    if account is None:
        return "未设密码"
    if account.disabled:
        return "已停用"
    return "暂时锁定" if account.locked else "可登录"


def _opened(settings: Settings) -> Ledger:
    ledger = office.ledger_of(settings)
    ledger.begin_run("users")
    return ledger


def acting(settings: Settings, user: str) -> str:
    """The user in whose name this process may decide: the one its account of the operating system is
    mapped to by `review.shell`, so that one shell can't sign three times. A demonstration that maps
    nobody lets its users be named freely. Raises `LedgerError` LEDGER-027."""
    if settings.profile == "demonstration" and not settings.review.shell:
        return user
    account = _account()
    if settings.review.shell.get(account) != user:
        raise LedgerError("LEDGER-027", user[:40], account=account)
    return user


def _account() -> str:
    """Whose process this is; an environment variable may say what it likes."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
