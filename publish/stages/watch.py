"""`publish watch`: the line on a schedule. It makes candidates; what was decided it makes public, if the
settings say so. It decides nothing: whatever goes out bears every signature.

A round that fails is tried again after a minute, then two, four, … up to the ordinary interval. SIGTERM ends
it between two stages. One watch goes by one settings file.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import msgspec

from publish.errors import Issue, PublishError, issue
from publish.monitor import log, safe
from publish.settings import Settings, load
from publish.stages import embargo, heart, metrics, office, overdue, rounds
from publish.stages.alone import alone
from publish.stages.report import Report, Track, silent
from publish.stages.stopping import Stop, stopping
from publish.stages.telling import noted

LOCK = "watch.lock"
STOPPING = ("build", "check", "release")
FIRST_WAIT = timedelta(minutes=1)
BUSY = "LINE-001"
Tell = Callable[[Report], None]


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """How a round ended. `failed`: what stopped it; `late`: duties whose day has passed; `until`: when the
    next embargo ends."""

    stages: int = 0
    failed: tuple[Issue, ...] = ()
    late: tuple[Issue, ...] = ()
    until: datetime | None = None

    @property
    def busy(self) -> bool:
        """Another publish was at work, which is no failure."""
        return any(one.code == BUSY for one in self.failed)


def watch(
    settings: Settings, once: bool = False, track: Track = silent, tell: Tell = lambda _: None
) -> Report:
    """Go round until asked to stop, or once. The issues are those of the last round: what stopped it, and
    the office's clocks that ran out. Raises
    `PublishError` WATCH-001 where another watch goes by these settings."""
    went, failures = 0, 0
    with _only(settings), stopping() as stop:
        while True:
            done = _round(settings, stop, track, tell)
            went += 1
            failures = failures + 1 if done.failed and not done.busy else 0
            if once or stop.asked:
                break
            _rest(settings, stop, wait(settings, done, failures), failures)
            if stop.asked:
                break
        heart.stop(settings)
    return Report(
        verb="watch", counts={"rounds": went, "stages": done.stages}, issues=(*done.failed, *done.late)
    )


def wait(settings: Settings, done: Round, failures: int) -> timedelta:
    """How long to rest: the interval of the settings, less where a round failed or an embargo ends."""
    interval = timedelta(minutes=settings.watch.minutes)
    if done.busy:
        return min(FIRST_WAIT, interval)
    if failures:
        return min(FIRST_WAIT * float(2 ** min(failures - 1, 20)), interval)
    if done.until and not settings.clock:
        return max(min(done.until - log.now(), interval), timedelta(seconds=1))
    return interval


def _round(known: Settings, stop: Stop, track: Track, tell: Tell) -> Round:
    """One round by the settings as they are now. What stops it is told, not raised: the next tries again."""
    try:
        settings = load(known.file)
        return _stages(settings, stop, track, noted(settings, tell))
    except PublishError as error:
        found = error.issue
    except Exception as error:  # a full disk, a fault of ours: the next round may do
        found = issue("WATCH-002", "watch", kind=safe.kind(error))
    noted(known, tell)(Report(verb="watch", counts={}, issues=(found,)))
    return Round(failed=(found,))


def _stages(settings: Settings, stop: Stop, track: Track, tell: Tell) -> Round:
    failed: tuple[Issue, ...] = ()
    done = 0
    for name, stage in rounds.plan(settings, track):
        if stop.asked:
            break
        heart.beat(settings, name)
        with alone(settings.file):  # an urgent withdrawal need not wait for the whole round
            report = stage()
        tell(report)
        done += 1
        if report.refused and name in STOPPING:
            failed = report.issues
            break
    late, until = _ahead(settings)
    return Round(stages=done, failed=failed, late=late, until=until)


def _ahead(settings: Settings) -> tuple[tuple[Issue, ...], datetime | None]:
    """Duties that are late, and when the next embargo ends."""
    now = office.now(settings)
    with office.ledger_of(settings) as ledger:
        late = tuple(overdue.issues(overdue.clocks(ledger, settings, now)))
        return late, embargo.next_due(ledger, now)


def _rest(settings: Settings, stop: Stop, length: timedelta, failures: int) -> None:
    heart.beat(settings, "waiting", failures, log.now() + length)
    metrics.refresh(settings)
    stop.wait(length.total_seconds())


@contextmanager
def _only(settings: Settings) -> Iterator[None]:
    settings.paths.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.paths.state / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PublishError("WATCH-001", str(settings.file)) from None
        yield
