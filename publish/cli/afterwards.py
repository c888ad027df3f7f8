"""What follows publication, as verbs."""

from __future__ import annotations

from pathlib import Path

import click

from publish.cli.main import verb
from publish.cli.names import NUMBER
from publish.settings import load
from publish.stages.report import Report

KINDS = ("wording", "fact", "privacy")
FIELDS = ("title", "appeal", "summary", "result", "comment")


@click.command(help="更正一件已公开的事项：重新送审，签齐后页面改为更正后的文字，并列出原文、日期和原因。")
@click.argument("number", type=NUMBER)
@click.option("--kind", required=True, type=click.Choice(KINDS), help="文字、事实，或者保护个人信息")
@click.option("--reason", required=True, help="公开的更正原因，不得含个人信息")
@click.option("--field", type=click.Choice(FIELDS), help="同时写入这一栏的新文字")
@click.option("--from", "file", type=click.Path(dir_okay=False, path_type=Path), help="新文字所在的文本文件")
@click.option("--as", "user", required=True, help="台账中的用户名")
@click.option("--dry-run", is_flag=True, help="只检查原因和新文字，不写台账")
@verb
def correct(
    settings: Path | None,
    number: str,
    kind: str,
    reason: str,
    field: str | None,
    file: Path | None,
    user: str,
    dry_run: bool,
) -> Report:
    from publish.stages.correct import correct as stage

    return stage(load(settings), number, kind, reason, user, field, file, dry_run)


COMMANDS = {command.name: command for command in (correct,)}
