"""How fast the hosts read, as measured: one small file that `publish radio calibrate` writes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import yaml

from publish.errors import PublishError
from publish.radio.programme import HostPace, Strict, named
from publish.radio.timing import PAUSES, Pace


class Measured(Strict, frozen=True, kw_only=True):
    """What was found of one programme: of everybody, and of each host who had enough items."""

    rate: int | None = None
    pauses: dict[str, int] = msgspec.field(default_factory=dict)
    hosts: dict[str, HostPace] = msgspec.field(default_factory=dict)


def load(path: Path) -> dict[str, Measured]:
    """What was measured, by programme; nothing where there is no file. Raises `PublishError` PACE-006."""
    if not path.is_file():
        return {}
    try:
        return msgspec.convert(yaml.safe_load(path.read_text("utf-8")) or {}, dict[str, Measured])
    except (msgspec.ValidationError, yaml.YAMLError, UnicodeDecodeError):
        raise PublishError("PACE-006", str(path)) from None


def pace_of(path: Path, programme: str, host: str | None) -> Pace | None:
    """The measured pace of a host, else of the programme; None where neither was measured."""
    found = load(path).get(programme)
    if found is None:
        return None
    own = found.hosts.get(host or "", HostPace())
    if own.rate is None and found.rate is None:
        return None
    usual = named(programme).pace(None)
    return Pace(
        own.rate or found.rate or usual.rate, {**PAUSES, **usual.pauses, **found.pauses, **own.pauses}
    )


def keep(path: Path, programme: str, measured: Measured) -> None:
    """Write what was found of a programme; the others stay."""
    every = {**load(path), programme: measured}
    plain = {slug: msgspec.to_builtins(one) for slug, one in sorted(every.items())}
    path.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=True), "utf-8")
