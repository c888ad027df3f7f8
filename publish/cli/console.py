"""What a person sees (Chinese, stderr, a bar on a terminal) and what a machine reads (stdout)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click
import msgspec

from publish.errors import Issue, PublishError
from publish.stages.report import Report

T = TypeVar("T")

SHOWN = 20
COUNTS = {
    "cases": "事项", "new": "新候选", "changed": "有改动", "same": "未变",
    "withdrawn": "已撤回", "rejected": "隔离", "signed": "已签署", "approved": "已批准", "left_out": "未放行",
    "settled": "已裁定", "written": "写出", "removed": "删除", "unchanged": "未动", "pages": "页面",
    "files": "文件", "feeds": "订阅源", "checked": "检查", "episodes": "节目",
    "rows": "行", "repeated": "重复", "bytes": "字节", "stages": "步骤", "stopped": "被关口拦下",
    "others": "其他记录", "release": "版本", "taken": "旧版本中清除的文件", "present": "取自现在版本",
    "matters": "事项", "units": "单位", "parties": "当事人", "numbers": "公开编号", "vanished": "不再公开",
    "accounts": "账号", "closed": "未过关口",
    "level_full": "未概括", "level_district": "概括到区县", "level_city": "概括到全市",
    "level_topic": "概括到一级主题", "level_quarter": "概括到季度", "level_year": "概括到年",
    "level_apart": "概括后仍少见", "waiting": "待他人签署", "keys": "密钥",
    "healthy": "正常", "warnings": "注意", "faults": "故障", "rounds": "轮次",
    "embargoed": "定时公开", "lifted": "解除定时", "passed": "公示期满", "expired": "已撤下",
    "asked": "待决定",
    "logged": "已登记", "open": "待答复", "overdue": "逾期", "answered": "已答复", "erased": "已抹去",
    "confirmed": "已确认", "opened": "提出更正", "masked": "新遮盖", "searched": "查过的文件",
}  # fmt: skip


def say(message: str) -> None:
    """One line for a person."""
    click.echo(message, err=True)


def show(report: Report, as_json: bool) -> None:
    """A report for whoever asked."""
    if as_json:
        click.echo(msgspec.json.encode(report).decode())
        return
    counts = "，".join(f"{COUNTS.get(name, name)} {value}" for name, value in report.counts.items())
    say(f"{report.verb}：{counts or ('没有通过' if report.refused else '完成')}")
    for line in report.said:
        say(f"  {line}")
    show_issues(report.issues)
    show_issues(report.notices)


def show_issues(issues: tuple[Issue, ...]) -> None:
    """The first issues in full, the rest as a number."""
    for issue in issues[:SHOWN]:
        say(f"  {issue}")
    if len(issues) > SHOWN:
        say(f"  ……另有 {len(issues) - SHOWN} 条，加 --json 看全部。")


def fail(error: PublishError, as_json: bool) -> int:
    """Say an error; returns the exit code."""
    if as_json:
        click.echo(msgspec.json.encode({"error": error.issue}).decode())
    say(str(error.issue))
    return error.exit_code


def track(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """A progress bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track as rich_track

    yield from rich_track(items, label, total=total, console=Console(stderr=True), transient=True)


@contextmanager
def bar(label: str, total: int | None) -> Iterator[Callable[[int, int | None], None]]:
    """A progress bar for work that reports how far it is itself."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda done, total: progress.update(task, completed=done, total=total)
