"""Errors and findings: a code, a place, a reason and a cure, for the person who can act on it.

The words live in publish/messages/<area>.yaml, one entry a code:

    STORE-001:
      reason: 找不到案件库文件。
      cure: 请核对 publish.yml 中 store.url 的路径。

`{name}` in either is filled from keyword arguments. Never pass a raw value from a matter.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import yaml

MESSAGES = Path(__file__).parent / "messages"


class Issue(msgspec.Struct, frozen=True):
    """One thing that is wrong with a record, a file or a setting."""

    code: str
    place: str
    reason: str
    cure: str

    def __str__(self) -> str:
        return f"[{self.code}] {self.place}：{self.reason} 处理办法：{self.cure}"


def issue(code: str, place: str, **context: object) -> Issue:
    """The issue `code` at `place`, with its Chinese words filled from `context`."""
    words = _catalogue(code.split("-", 1)[0].lower())[code]
    return Issue(code, place, words["reason"].format(**context), words["cure"].format(**context))


class PublishError(Exception):
    """Raised where work can't go on. The command line prints the issue and exits with `exit_code`."""

    exit_code = 1

    def __init__(self, code: str, place: str, **context: object) -> None:
        self.issue = issue(code, place, **context)
        super().__init__(str(self.issue))

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from worker processes; a pool hangs on one that can't be made again."""
        return _again, (type(self), self.issue)


class UsageError(PublishError):
    """Wrong usage or settings: nothing was begun."""

    exit_code = 2


class StoreError(PublishError):
    """The store can't be read: missing, locked, half migrated, too slow, wrongly mapped."""


class LedgerError(PublishError):
    """The ledger refuses: broken chain, wrong role, unknown candidate."""


class GateError(PublishError):
    """A gate is closed; nothing becomes public."""


def _again(kind: type[PublishError], found: Issue) -> PublishError:
    error = kind.__new__(kind, str(found))
    error.issue = found
    return error


@cache
def _catalogue(area: str) -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load((MESSAGES / f"{area}.yaml").read_text("utf-8"))
    return loaded
