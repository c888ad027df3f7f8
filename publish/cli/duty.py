"""For officers on duty: what may not be public yet, what no longer, and what citizens ask to take down."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from publish.cli.main import verb
from publish.cli.names import NUMBER
from publish.settings import load
from publish.stages.alone import alone
from publish.stages.report import Report

OUTCOMES = ("withdrawn", "corrected", "refused")
_as = click.option("--as", "user", required=True, help="台账中的用户名")
_maybe_as = click.option("--as", "user", help="台账中的用户名")
TIMES = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S%z")


@click.command(help="定时公开：批准的事项到时才公开；不加参数则列出。")
@click.argument("matter", required=False, type=NUMBER)
@click.option("--until", type=click.DateTime(TIMES), help="公开的时间，如 2026-12-01T09:00（北京时间）")
@click.option("--lift", is_flag=True, help="不再限制，批准即可公开")
@_maybe_as
@verb
def embargo(
    settings: Path | None, matter: str | None, until: datetime | None, lift: bool, user: str | None
) -> Report:
    from publish.stages import embargo as stage

    if matter is None:
        if until or lift:
            raise click.UsageError("请给出候选编号。")
        return stage.embargoes(load(settings))
    if user is None or lift == bool(until):
        raise click.UsageError("请给出 --as，以及 --until 或 --lift 之一。")
    if until:
        return stage.embargo(load(settings), matter, until, user)
    return stage.lift(load(settings), matter, user)


@click.command(help="撤下公示期满的事项；给出编号时由 --as 决定，否则撤下按栏目规则自动撤下的。")
@click.argument("numbers", nargs=-1, type=NUMBER)
@click.option("--dry-run", is_flag=True, help="只列出期满的事项")
@_maybe_as
@verb
def retention(settings: Path | None, numbers: tuple[str, ...], dry_run: bool, user: str | None) -> Report:
    from publish.stages.retention import retention as stage

    return stage(load(settings), numbers, user, dry_run)


@click.group(help="群众要求撤下的来信：登记、查看、答复。")
def takedown() -> None:
    """Verbs on requests to take something down."""


@takedown.command("log", help="登记一份来信；第一行联系方式，其余是来信内容，由终端或标准输入给出。")
@click.argument("number", required=False, type=NUMBER)
@click.option("--received", type=click.DateTime(("%Y-%m-%d",)), help="收到的日期，默认今天")
@_as
@verb
def log_(settings: Path | None, number: str | None, received: datetime | None, user: str) -> Report:
    from publish.stages.takedown import log

    contact, words = _letter()
    return log(load(settings), number, words, contact, user, received.date() if received else None)


@takedown.command("list", help="待答复的来信，按期限排列；不显示来信内容。")
@click.option("--all", "every", is_flag=True, help="已答复的也列出")
@verb
def list_(settings: Path | None, every: bool) -> Report:
    from publish.stages.takedown import listed

    return listed(load(settings), every)


@takedown.command(help="看一份来信的内容与联系方式。")
@click.argument("request", type=NUMBER)
@_as
@verb
def read(settings: Path | None, request: str, user: str) -> Report:
    from publish.stages.takedown import read as stage

    return stage(load(settings), request, user)


@takedown.command(help="答复一份来信：已撤下、已更正，或未同意。")
@click.argument("request", type=NUMBER)
@click.option("--outcome", required=True, type=click.Choice(OUTCOMES))
@click.option("--ground", required=True, help="理由的代码，见 docs/how-to/run-for-an-office.md")
@_as
@verb
def answer(settings: Path | None, request: str, outcome: str, ground: str, user: str) -> Report:
    from publish.stages.takedown import answer as stage

    return stage(load(settings), request, outcome, ground, user)


@takedown.command(help="抹去答复满期的来信内容与联系方式。")
@click.option("--dry-run", is_flag=True, help="只列出会抹去哪些")
@verb
def erase(settings: Path | None, dry_run: bool) -> Report:
    from publish.stages.takedown import erase as stage

    with alone(settings) as loaded:
        return stage(loaded, dry_run)


def _letter() -> tuple[str, str]:
    """Contact and words. Never arguments: other processes see those, and shells remember them."""
    if sys.stdin.isatty():
        contact = str(click.prompt("联系方式", err=True, default="", show_default=False))
        click.echo("来信内容（以 Ctrl-D 结束）：", err=True)
        return contact, sys.stdin.read()
    contact, _, words = sys.stdin.read().partition("\n")
    return contact, words


COMMANDS = {command.name: command for command in (embargo, retention, takedown)}
