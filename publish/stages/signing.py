"""Who signs releases under these settings, and the verbs on the keys."""

from __future__ import annotations

from datetime import date, datetime

from publish.ledger.ledger import Ledger
from publish.release.proof import keys, statement
from publish.release.proof.keylist import Held
from publish.release.proof.keys import Signer
from publish.release.proof.note import Key
from publish.release.proof.trust import words
from publish.settings import Settings
from publish.stages.office import CITY_TIME, ledger_of, now
from publish.stages.report import Report

DEMONSTRATION_SINCE = datetime(2021, 7, 28, tzinfo=CITY_TIME)
"""When the first key of a demonstration was made, whenever it is run."""


def origin(settings: Settings) -> str:
    """Name of the site's keys and of its log."""
    return statement.origin(settings.site.url, settings.site.base)


def seed(settings: Settings, ledger: Ledger) -> bytes | None:
    """What a demonstration's keys come from; None in production, where they come from chance."""
    return ledger.key("signing") if settings.profile == "demonstration" else None


def signer_of(settings: Settings, ledger: Ledger) -> Signer:
    """The signer of the next release. A demonstration makes its first key itself, always the same one; an
    office makes it with `publish keys make`. Raises `GateError` KEYS-001 to KEYS-004."""
    folder, name, from_seed = settings.proof.keys, origin(settings), seed(settings, ledger)
    if from_seed and not keys.held(folder, name):
        keys.make(folder, name, DEMONSTRATION_SINCE, from_seed)
    return keys.signer(folder, name)


def make(settings: Settings) -> Report:
    """The first key. Raises `GateError` KEYS-005."""
    with ledger_of(settings) as ledger:
        begun, from_seed = _begun(settings), seed(settings, ledger)
        key = keys.make(settings.proof.keys, origin(settings), begun, from_seed)
    return _told("keys make", key)


def rotate(settings: Settings) -> Report:
    """The next key, signed by the one in use. Raises `GateError` KEYS-001 to KEYS-004."""
    with ledger_of(settings) as ledger:
        key = keys.rotate(settings.proof.keys, origin(settings), now(settings), seed(settings, ledger))
    return _told("keys rotate", key)


def revoke(settings: Settings, name: str, since: date, reason: str) -> Report:
    """A key whose signatures count no longer from that day on. Raises `GateError` KEYS-006, KEYS-007."""
    at = now(settings)
    key = keys.revoke(settings.proof.keys, origin(settings), at, name, since, reason)
    said = (f"{key.id.hex()} 自 {since} 起吊销（{words(reason)}）；下一次发布时随公钥清单公开",)
    return Report(verb="keys revoke", counts={}, said=said)


def listed(settings: Settings) -> Report:
    """Every key, the one in use last."""
    held = keys.held(settings.proof.keys, origin(settings))
    said = [f"{one.key}　{one.at.date()} 启用，{_state(one, one is held[-1])}" for one in held]
    return Report(verb="keys list", counts={"keys": len(held)}, said=tuple(said))


def _state(one: Held, last: bool) -> str:
    if one.revoked:
        return f"自 {one.revoked} 起吊销（{words(one.reason)}）"
    return "在用" if last else "已替换"


def _told(verb: str, key: Key) -> Report:
    said = (str(key), "请把上面这一行公布在本站之外的地方，供公众用 publish verify --key 核对。")
    return Report(verb=verb, counts={}, said=said)


def _begun(settings: Settings) -> datetime:
    return DEMONSTRATION_SINCE if settings.profile == "demonstration" else now(settings)
