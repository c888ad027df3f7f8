"""What makes things public: releases, the way back, the servers in front of them."""

from __future__ import annotations

from pathlib import Path

import click

from publish.cli.main import verb
from publish.settings import load
from publish.stages.alone import alone
from publish.stages.report import Report


@click.command(help="把通过检查的生成结果整体切换为公开版本。")
@click.option("--to", metavar="TARGET", help="只送到 publish.yml 中的这个目标，不管上次送了什么")
@click.option("--dry-run", is_flag=True, help="只说会发布什么")
@verb
def release(settings: Path | None, to: str | None, dry_run: bool) -> Report:
    from publish.stages.release import release as stage

    with alone(settings) as loaded:
        return stage(loaded, dry_run=dry_run, to=to)


@click.command(help="回到以前的一个版本（默认是上一个）的内容，此后撤回的除外；它成为新的版本。")
@click.argument("number", type=int, required=False)
@click.option("--dry-run", is_flag=True, help="只过关口，不发布")
@verb
def rollback(settings: Path | None, number: int | None, dry_run: bool) -> Report:
    from publish.stages.rollback import rollback as stage

    with alone(settings) as loaded:
        return stage(loaded, number, dry_run=dry_run)


@click.command(help="按设置写出网站服务器的配置，到标准输出。")
@click.argument("program", type=click.Choice(["nginx", "caddy"]))
@click.option("--listen", default="", help="监听的地址：nginx 如 80，caddy 如 https://域名")
@verb
def server(settings: Path | None, program: str, listen: str) -> None:
    from publish.release.serving.configure import WRITERS

    loaded = load(settings)
    default = "80" if program == "nginx" else loaded.site.url
    click.echo(WRITERS[program](loaded, listen or default), nl=False)


COMMANDS = {command.name: command for command in (release, rollback, server)}
