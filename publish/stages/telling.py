"""What a verb leaves for the office's monitoring: a log line, its last run, figures."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from publish.errors import Issue, PublishError
from publish.monitor import log, runs, safe
from publish.monitor.log import Line
from publish.monitor.runs import Run
from publish.settings import Settings, load
from publish.stages.report import Report

QUIET = ("demo", "import", "anonymise", "bench", "review", "verify", "units")
"""Verbs that are none of the line's, or know no settings."""
STAGES = ("export", "approve", "write", "build", "data", "check", "release", "rollback", "withdraw", "run",
          "watch", "embargo", "retention", "takedown answer", "ledger restore", "doctor")  # fmt: skip
"""Verbs after which the figures are others."""


@contextmanager
def telling(given: str | Path | None, stage: str) -> Iterator[Teller]:
    """Tells that a verb begins, and when it breaks. Settings that can't be read are told to nobody: the verb
    itself says so."""
    teller = Teller(_settings(given, stage), stage)
    teller.begin()
    try:
        yield teller
    except (Exception, KeyboardInterrupt) as error:
        teller.broke(error)
        raise


class Teller:
    """One verb's begin and end."""

    def __init__(self, settings: Settings | None, stage: str) -> None:
        self._settings, self._stage = settings, safe.name(stage)
        self._began, self._from = log.now(), time.monotonic()

    def begin(self) -> None:
        if self._settings:
            before = runs.of(self._settings.paths.state, self._stage)
            done = before.done if before else None
            self._keep(Run(stage=self._stage, pid=os.getpid(), began=self._began, done=done))

    def ended(self, report: Report | None) -> None:
        """It came to its end, whether or not something was refused; None: it has nothing to report."""
        report = report or Report(verb=self._stage, counts={})
        self._end(int(report.refused), report.counts, (*report.issues, *report.notices))

    def failed(self, error: PublishError) -> None:
        """It could not go on."""
        self._end(error.exit_code, {}, (error.issue,))

    def broke(self, error: BaseException) -> None:
        """Nobody foresaw it, or it was called wrongly."""
        self._end(int(getattr(error, "exit_code", 1)), {}, (), safe.kind(error))

    def _end(
        self, code: int, counts: dict[str, int], issues: Iterable[Issue], kind: str | None = None
    ) -> None:
        if not self._settings:
            return
        line = _line(self._stage, "end", counts, tuple(issues), time.monotonic() - self._from)
        level = "error" if code or kind else line.level
        done = msgspec.structs.replace(line, exit=code, kind=kind, level=level)
        log.write(self._settings.logging, done)
        self._keep(_run(self._settings.paths.state, done, self._began))
        self._figures()

    def _keep(self, run: Run) -> None:
        if self._settings:
            runs.put(self._settings.paths.state, run)

    def _figures(self) -> None:
        """Figures that can't be made stop nothing; their age shows it."""
        if self._settings and self._settings.metrics.file and self._stage in STAGES:
            from publish.stages import metrics

            metrics.refresh(self._settings)


def noted(settings: Settings, tell: Callable[[Report], None] | None = None) -> Callable[[Report], None]:
    """Passes the reports of a line's stages on, and tells each as a run of its own."""
    since = log.now()

    def note(report: Report) -> None:
        nonlocal since
        began, since = since, log.now()
        seconds = (since - began).total_seconds()
        line = _line(report.verb, "stage", report.counts, (*report.issues, *report.notices), seconds)
        line = msgspec.structs.replace(line, exit=int(report.refused))
        log.write(settings.logging, line)
        runs.put(settings.paths.state, _run(settings.paths.state, line, began))
        if tell:
            tell(report)

    return note


def _line(
    stage: str,
    event: Literal["end", "stage"],
    counts: dict[str, int],
    issues: tuple[Issue, ...],
    seconds: float,
) -> Line:
    return Line(
        at=log.now(),
        level="warn" if issues else "info",
        run=log.RUN,
        stage=safe.name(stage),
        event=event,
        seconds=round(seconds, 3),
        counts=safe.counts(counts),
        codes=safe.codes(issues),
        places=safe.places(issues),
    )


def _run(folder: Path, line: Line, began: datetime) -> Run:
    before = runs.of(folder, line.stage)
    return Run(
        stage=line.stage,
        pid=os.getpid(),
        began=began,
        ended=line.at,
        exit=line.exit,
        seconds=line.seconds,
        counts=line.counts,
        codes=line.codes,
        done=line.at if line.exit == 0 else before.done if before else None,
    )


def _settings(given: str | Path | None, stage: str) -> Settings | None:
    if stage.partition(" ")[0] in QUIET:
        return None
    try:
        return load(given)
    except PublishError:
        return None
