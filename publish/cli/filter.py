"""`publish anonymise`: lines in, lines out; what people read goes to stderr."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from publish.cli.console import SHOWN, bar, say
from publish.cli.main import INTERRUPTED, verb
from publish.stages.report import Report

if TYPE_CHECKING:
    from publish.anonymise.filter import Counts, Refused


@click.command(help="独立过滤器：JSONL 进，去除个人信息的 JSONL 出；顺序与编号不变。")
@click.argument("file", required=False, type=click.File("rb"))
@click.option("--policy", type=click.Path(path_type=Path), help="本单位的匿名化策略；没写的项照程序自带的")
@click.option("--explain", is_flag=True, help="每一处都说明依据，也说明什么本可隐去而留下、为什么")
@click.option(
    "--workers", type=click.IntRange(min=1), help="本机进程数；默认照设置 workers，再则全部处理器核"
)
@click.option("--scheduler", metavar="ADDRESS", help="改由 Dask 集群处理，如 tcp://主机:8786")
@click.option(
    "--rejects", type=click.Path(dir_okay=False, path_type=Path), help="把单独放置的行号与原因写到此处"
)
@verb
def anonymise(
    settings: Path | None,
    file: BinaryIO | None,
    policy: Path | None,
    explain: bool,
    workers: int | None,
    scheduler: str | None,
    rejects: Path | None,
) -> Report | None:
    from publish.anonymise.policy import DEFAULT
    from publish.stages.filter import How
    from publish.stages.filter import anonymise as stage

    how = How(
        policy=policy or DEFAULT,
        explain=explain,
        workers=workers if scheduler else workers or _workers(settings),
        scheduler=scheduler,
        rejects=rejects,
    )
    source, told = file or sys.stdin.buffer, _Told()
    with _ended_by_others(), _bar(source) as advance:
        counts = stage(source, sys.stdout.buffer, how, told, advance)
    told.rest(counts)
    sys.exit(1 if counts.refused else 0)


class _Told:
    """Says the first lines set aside in full, and how many there were."""

    def __init__(self) -> None:
        self._said = 0

    def __call__(self, refused: Refused) -> None:
        self._said += 1
        if self._said <= SHOWN:
            say(f"  {refused.issue()}")

    def rest(self, counts: Counts) -> None:
        if counts.refused > SHOWN:
            say(f"  ……另有 {counts.refused - SHOWN} 行，加 --rejects FILE 看全部。")
        if counts.refused or sys.stderr.isatty():
            say(f"anonymise：写出 {counts.lines} 行，单独放置 {counts.refused} 行")


def _workers(settings: Path | None) -> int | None:
    """What the settings say, where there are any: the filter needs none."""
    from publish.errors import UsageError
    from publish.settings import find, load

    try:
        path = find(settings)
    except UsageError:
        if settings:
            raise
        return None
    return load(path).workers


@contextmanager
def _bar(source: BinaryIO) -> Iterator[Callable[[int], None]]:
    """How many bytes of a file are done; without a file, only that something is being done."""
    if sys.stdout.isatty():  # the lines themselves stand there
        yield lambda _: None
        return
    total, done = _size(source), 0
    with bar("去除个人信息", total) as show:

        def advance(size: int) -> None:
            nonlocal done
            done += size
            show(done, total)

        yield advance


def _size(source: BinaryIO) -> int | None:
    try:
        found = os.fstat(source.fileno())
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


@contextmanager
def _ended_by_others() -> Iterator[None]:
    """Ctrl-C is answered in one line; a reader who has read enough, in none."""
    try:
        yield
    except KeyboardInterrupt:
        say("已中断；已写出的行都是完整的，再次运行会从头做起。")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


COMMANDS = {"anonymise": anonymise}
