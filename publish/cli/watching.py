"""For the office's IT: whether all is in order, the line on a schedule, units for systemd."""

from __future__ import annotations

import getpass
import re
import sys
from pathlib import Path

import click

from publish.cli.console import say, show, track
from publish.cli.main import verb
from publish.settings import load
from publish.stages.report import Report


@click.command(help="看一遍是否一切正常：设置、案件库、台账、密钥、磁盘、时钟、目标、期限；什么也不改。")
@click.option("--quick", is_flag=True, help="不逐行核对台账")
@verb
def doctor(settings: Path | None, quick: bool) -> Report:
    from publish.stages.doctor import doctor as stage

    return stage(load(settings), quick=quick)


@click.command(help="定时导出候选；设置了 watch.release 时，把签署齐全的公开出去，到点的也公开。")
@click.option("--once", is_flag=True, help="只做一轮")
@verb
def watch(settings: Path | None, once: bool) -> Report:
    from publish.stages.watch import watch as stage

    return stage(load(settings), once=once, track=track, tell=lambda report: show(report, False))


@click.command(help="写出 systemd 的服务与定时文件；不给目录则打印出来。")
@click.argument("directory", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--user", "account", help="运行的账号，默认是现在的账号")
@verb
def units(settings: Path | None, directory: Path | None, account: str | None) -> Report:
    from publish.monitor.units import Office
    from publish.monitor.units import units as made

    if account is not None and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", account):
        raise click.UsageError("账号名要以字母开头，只有半角字母、数字、点、横线和下划线。")
    office = Office(program=_program(), account=account or getpass.getuser())
    files = made(load(settings), office)
    if directory is None:
        for name, text in files.items():
            click.echo(f"# {name}\n{text}")
        return Report(verb="units", counts={"files": len(files)})
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (directory / name).write_text(text, "utf-8")
    say(f"写到 {directory}；抄到 /etc/systemd/system 后运行 systemctl daemon-reload。")
    return Report(verb="units", counts={"files": len(files)})


def _program() -> Path:
    """`publish` beside the Python that runs, else what was called."""
    beside = Path(sys.executable).with_name("publish")
    return beside if beside.is_file() else Path(sys.argv[0]).absolute()


COMMANDS = {command.name: command for command in (doctor, watch, units)}
