"""The stages of the line as verbs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from publish.cli.console import say, show, track
from publish.cli.main import verb
from publish.cli.names import NUMBER
from publish.settings import load
from publish.stages.alone import alone
from publish.stages.report import Report

PATIENCE = 300
"""Seconds that an urgent withdrawal waits for another publish. `publish watch` gives way between stages."""
REASONS = ("privacy", "error", "court", "consent", "superseded")


@click.command(help="读取获准公开且已办结的事项，去除个人信息，列为候选。")
@click.option("--full", is_flag=True, help="不管上次到哪里，全部重读")
@click.option("--dry-run", is_flag=True, help="只数一数，不写台账")
@verb
def export(settings: Path | None, full: bool, dry_run: bool) -> Report:
    from publish.stages.export import export as stage

    with alone(settings) as loaded:
        return stage(loaded, full=full, dry_run=dry_run, track=track)


@click.command(help="以台账中某个用户的身份签署候选。")
@click.argument("candidates", nargs=-1, type=NUMBER)
@click.option("--all", "every", is_flag=True, help="全部无疑点、关口已开的候选")
@click.option("--as", "user", required=True, help="台账中的用户名")
@verb
def approve(settings: Path | None, candidates: tuple[str, ...], every: bool, user: str) -> Report:
    from publish.stages.approve import approve as stage

    if every == bool(candidates):
        raise click.UsageError("请给出候选编号，或者用 --all，二者取一。")
    return stage(load(settings), user=user, candidates=candidates, track=track)


@click.command(help="把批准的记录写到 content/。")
@click.option("--dry-run", is_flag=True, help="只数一数，不写文件、不发编号")
@verb
def write(settings: Path | None, dry_run: bool) -> Report:
    from publish.stages.write import write as stage

    with alone(settings) as loaded:
        return stage(loaded, dry_run=dry_run, track=track)


@click.command(help="由 content/ 生成 output/。")
@click.option("--fresh", is_flag=True, help="不用上次的结果，全部重做")
@click.option("--explain", metavar="PATH", help="说明 output/ 下的这个文件为什么重做或没有重做")
@click.option("--profile", is_flag=True, help="说出每一步用了多少秒")
@verb
def build(settings: Path | None, fresh: bool, explain: str | None, profile: bool) -> Report:
    from publish.stages.build import build as stage

    with alone(settings) as loaded:
        return stage(loaded, fresh=fresh, explain=explain, profile=profile, track=track)


@click.command(help="生成全量数据（CSV、JSONL、Parquet、SQLite），随网站一同公开；随后运行 check、release。")
@verb
def data(settings: Path | None) -> Report:
    from publish.stages.whole import data as stage

    with alone(settings) as loaded:
        return stage(loaded, track=track)


@click.command(help="在 output/ 上过每一道关口。")
@click.option("--full", is_flag=True, help="不用上次的结果，全部重查")
@verb
def check(settings: Path | None, full: bool) -> Report:
    from publish.stages.check import check as stage

    with alone(settings) as loaded:
        return stage(loaded, full=full, track=track)


@click.command(help="撤回一件已公开的事项；随后运行 write、build、check、release。")
@click.argument("number", type=NUMBER)
@click.option("--reason", type=click.Choice(REASONS), help="个人信息、有误、法院要求、同意撤回、已被取代")
@click.option("--now", is_flag=True, help="立即从公开处撤下并证实；另一人须在一个工作日内确认")
@click.option("--no-sweep", is_flag=True, help="与 --now 同用：证实撤下后不接着做全面复查")
@click.option("--confirm", is_flag=True, help="由另一人确认一次紧急撤回")
@click.option("--as", "user", required=True, help="台账中的用户名")
@verb
def withdraw(
    settings: Path | None,
    number: str,
    reason: str | None,
    now: bool,
    no_sweep: bool,
    confirm: bool,
    user: str,
) -> Report:
    if confirm == bool(reason) or (confirm and now):
        raise click.UsageError("请给出 --reason 撤回，或 --confirm 确认，二者取一。")
    if confirm:
        from publish.stages.confirm import confirm as second

        return second(load(settings), number, user)
    if now:
        from publish.stages.urgent import urgent

        with alone(settings, PATIENCE, lambda: say("另一个 publish 正在工作，等它做完这一步……")) as loaded:
            tell = partial(show, as_json=False)
            return urgent(loaded, number, str(reason), user, tell, sweeping=not no_sweep, track=track)
    from publish.stages.withdraw import withdraw as stage

    return stage(load(settings), number=number, reason=str(reason), user=user)


@click.command(help="依次走完全线：导出、到期的抹去和撤下、签署（仅演示）、写出、生成、检查、发布。")
@click.option("--json-each", is_flag=True, hidden=True)
@verb
def run(settings: Path | None, json_each: bool) -> Report:
    from publish.pipeline import run as pipeline
    from publish.stages.telling import noted

    with alone(settings) as loaded:
        return pipeline(loaded, track=track, tell=noted(loaded, lambda report: show(report, json_each)))


COMMANDS = {command.name: command for command in (export, approve, write, build, data, check, withdraw, run)}
