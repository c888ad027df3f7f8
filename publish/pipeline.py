"""The line in order. A stage that refuses stops what follows; what was done before stands.

Approval is a person's act: `run` signs only in a demonstration, as the users its settings name. What the
passing of days decides needs nobody, and leaves here as it does by `publish watch`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from publish.errors import Issue
from publish.settings import Settings
from publish.stages import approve, build, check, export, release, retention, takedown, write
from publish.stages.report import Report, Track, silent

STOPPING = ("build", "check", "release")


def run(settings: Settings, track: Track = silent, tell: Callable[[Report], None] = print) -> Report:
    """Every stage once. Returns a report whose issues are those of the stages that stop the line."""
    issues: list[Issue] = []
    done = 0
    for report in _stages(settings, track):
        tell(report)
        done += 1
        if report.refused and report.verb in STOPPING:
            issues += report.issues
            break
    return Report(verb="run", counts={"stages": done}, issues=tuple(issues))


def _stages(settings: Settings, track: Track) -> Iterator[Report]:
    yield export.export(settings, track=track)
    yield takedown.erase(settings)
    yield retention.retention(settings)
    for user in settings.review.sign_as:
        report = approve.approve(settings, user=user, track=track)
        last = user == settings.review.sign_as[-1]
        yield report if last else msgspec.structs.replace(report, issues=())
    yield write.write(settings, track=track)
    yield build.build(settings, track=track)
    yield check.check(settings, track=track)
    yield release.release(settings)
