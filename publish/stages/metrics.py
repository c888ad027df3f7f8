"""The office's figures for Prometheus: what the last runs, the ledger and the disk say."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime

from publish.errors import PublishError
from publish.ledger import figures
from publish.ledger.figures import Figures
from publish.monitor import exposition, log, runs
from publish.monitor.exposition import Metric
from publish.release import shelf
from publish.settings import Settings
from publish.stages import heart, overdue
from publish.stages.doctor.base import Patient
from publish.text.dates import BEIJING

LEAKS = ("CHECK-001", "CHECK-002")
REASONS = ("privacy", "error", "court", "consent", "superseded", "expired", "gone", "withdrawn", "refused")
STATES = ("open", "signed", "approved", "refused", "withdrawn")


def refresh(settings: Settings) -> bool:
    """Write the file of figures; what can't be read is left out, and its absence is seen. Says whether the
    file was written."""
    file = settings.metrics.file
    if file is None:
        return False
    try:
        exposition.write(file, collected(settings))
    except OSError:
        return False
    return True


def collected(settings: Settings) -> list[Metric]:
    """Every family there is now."""
    return [*_of_runs(settings), *_of_ledger(settings), *_of_release(settings), *_of_machine(settings)]


def _of_runs(settings: Settings) -> Iterator[Metric]:
    last = list(runs.every(settings.paths.state))
    ended = [run for run in last if run.ended]
    yield _each("huisheng_run_end_timestamp_seconds", "每个命令上次结束的时间",
                {run.stage: run.ended.timestamp() for run in ended if run.ended})  # fmt: skip
    yield _each("huisheng_run_success_timestamp_seconds", "每个命令上次以退出码 0 结束的时间",
                {run.stage: run.done.timestamp() for run in last if run.done})  # fmt: skip
    yield _each("huisheng_run_exit_code", "每个命令上次的退出码",
                {run.stage: run.exit for run in ended if run.exit is not None})  # fmt: skip
    yield _each("huisheng_run_duration_seconds", "每个命令上次用的时间",
                {run.stage: run.seconds for run in ended if run.seconds is not None})  # fmt: skip
    check = next((run for run in ended if run.stage == "check"), None)
    if check:
        found = sum(check.codes.get(code, 0) for code in LEAKS)
        yield _one("huisheng_leak_findings", "上次检查时泄露关口发现的处数", found)
    doctor = next((run for run in ended if run.stage == "doctor" and run.counts), None)
    if doctor:
        yield _one("huisheng_doctor_faults", "publish doctor 上次发现的故障", doctor.counts.get("faults", 0))
        yield _one(
            "huisheng_doctor_warnings", "publish doctor 上次要注意的项", doctor.counts.get("warnings", 0)
        )


def _of_ledger(settings: Settings) -> Iterator[Metric]:
    now = settings.clock or log.now()
    with Patient(settings) as patient:
        try:
            found = figures.of(patient.database, patient.today)
            clocks = overdue.clocks(patient.ledger, settings, now)
        except PublishError:
            yield _one("huisheng_ledger_up", "台账能否读", 0)
            return
    yield _one("huisheng_ledger_up", "台账能否读", 1)
    yield from _counts(found, patient.wall)
    yield _each("huisheng_clock_overdue", "已过期限、尚未办的事", overdue.over(clocks), "kind")
    running = {kind: sum(one.kind == kind for one in clocks) for kind in overdue.over(clocks)}
    yield _each("huisheng_clock_running", "有期限的事，过期的也在内", running, "kind")


def _counts(found: Figures, now: datetime) -> Iterator[Metric]:
    states = dict.fromkeys(STATES, 0) | found.states
    reasons = dict.fromkeys(REASONS, 0) | found.withdrawn
    yield _each("huisheng_candidates", "候选，按状态", states, "state")
    yield _one("huisheng_flags_open", "待审候选中还没有裁定的疑点", found.flags)
    yield _one("huisheng_reviews_late", "过了应公开之日仍在等人审的候选", found.late)
    yield _one("huisheng_reviews_blocked", "有人提出问题、尚未解除的候选", found.blocked)
    yield _one("huisheng_published", "公开中的事项", found.published)
    yield _each("huisheng_withdrawn", "已撤下的事项，按原因", reasons, "reason")
    if found.head_at:
        age = (now - found.head_at).total_seconds()
        yield _one("huisheng_ledger_head_age_seconds", "台账最后一行距今的时间", age)


def _of_release(settings: Settings) -> Iterator[Metric]:
    current = shelf.current(settings.paths.releases)
    if current is None or current not in shelf.numbers(settings.paths.releases).values():
        return
    held, switched = shelf.read(current), (settings.paths.releases / shelf.CURRENT).lstat().st_mtime
    yield _one("huisheng_release_number", "公开版本的序号", held.number)
    yield _one("huisheng_release_timestamp_seconds", "公开版本切换的时间", switched)
    yield _one("huisheng_release_bytes", "公开版本的大小", sum(entry.size for entry in held.entries))
    yield _one("huisheng_release_files", "公开版本的文件数", len(held.entries))


def _of_machine(settings: Settings) -> Iterator[Metric]:
    folders = {"office": settings.file.parent, "output": settings.paths.output,
               "releases": settings.paths.releases}  # fmt: skip
    free = {name: shutil.disk_usage(path).free for name, path in folders.items() if path.is_dir()}
    yield _each("huisheng_disk_free_bytes", "余下的磁盘空间", free, "folder")
    beat = heart.read(settings)
    if beat:
        at = beat.at.timestamp()
        yield _one("huisheng_watch_heartbeat_timestamp_seconds", "publish watch 上次的心跳", at)
        yield _one("huisheng_watch_failures", "publish watch 接连失败的轮数", beat.failures)
    yield _one("huisheng_metrics_timestamp_seconds", "这些数字写出的时间", datetime.now(BEIJING).timestamp())


def _one(name: str, help_: str, value: float) -> Metric:
    return Metric(name=name, help=help_, samples=(({}, value),))


def _each(name: str, help_: str, values: Mapping[str, float], label: str = "stage") -> Metric:
    samples = tuple(({label: key}, value) for key, value in sorted(values.items()))
    return Metric(name=name, help=help_, samples=samples)
