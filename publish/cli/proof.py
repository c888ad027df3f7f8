"""The proof as verbs: verifying a site, for anybody; the keys that sign it, for the office."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from publish.cli.main import verb
from publish.settings import load
from publish.stages.alone import alone
from publish.stages.report import Report

FILE = click.Path(dir_okay=False, path_type=Path)
REASONS = ("lost", "leaked", "retired")


@click.command(help="核对一个网站或一个版本目录：没有被改动、拿掉、添加，日志没有改写。不需要设置文件。")
@click.argument("place", metavar="DIR-OR-URL")
@click.argument("page", required=False)
@click.option("--key", type=FILE, help="存有公钥的文件（取自本站之外的公告）")
@click.option("--since", type=FILE, help="上次保存的检查点：现在的日志须由它接续而来")
@click.option("--save", type=FILE, help="没有问题时，把这次的检查点存到这个文件")
@verb
def verify(
    settings: Path | None,
    place: str,
    page: str | None,
    key: Path | None,
    since: Path | None,
    save: Path | None,
) -> Report:
    from publish.stages.verify import verify as stage

    del settings  # whoever verifies has none
    return stage(place, page, key, since, save)


@click.group(help="签署版本的密钥。")
def keys() -> None:
    """Verbs on the keys."""


@keys.command(help="生成第一把密钥，并显示要公布的公钥。")
@verb
def make(settings: Path | None) -> Report:
    from publish.stages import signing

    with alone(settings) as loaded:
        return signing.make(loaded)


@keys.command("list", help="列出全部公钥：启用日期、在用、已替换、已吊销。")
@verb
def list_(settings: Path | None) -> Report:
    from publish.stages import signing

    return signing.listed(load(settings))


@keys.command(help="换一把新密钥：由旧密钥签名认可，旧私钥随即删除。")
@verb
def rotate(settings: Path | None) -> Report:
    from publish.stages import signing

    with alone(settings) as loaded:
        return signing.rotate(loaded)


@keys.command(help="吊销一把已替换的密钥：自某日起，用它签的都不算数。")
@click.argument("key", metavar="编号")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="自哪一天起，如 2022-07-28")
@click.option("--reason", type=click.Choice(REASONS), required=True, help="遗失、泄露、停用")
@verb
def revoke(settings: Path | None, key: str, since: datetime, reason: str) -> Report:
    from publish.stages import signing

    with alone(settings) as loaded:
        return signing.revoke(loaded, key, date(since.year, since.month, since.day), reason)


COMMANDS = {command.name: command for command in (verify, keys)}
