"""For the office's IT: accounts, the ledger's proof and its copies, the measurements."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from publish.cli.bench import bench
from publish.cli.main import verb
from publish.errors import UsageError
from publish.settings import load
from publish.stages.alone import alone
from publish.stages.report import Report

FILE = click.Path(dir_okay=False, path_type=Path)
ROLE = click.Choice(("first", "second", "final"))
_stdin = click.option("--stdin", is_flag=True, help="密码由标准输入的第一行给出")
_roles = click.option("--role", "roles", type=ROLE, multiple=True, required=True, help="可重复")


@click.group(invoke_without_command=True, help="台账的用户与角色；不加子命令则列出。")
@click.option("--from", "source", type=FILE, help="登记 YAML 文件中的用户（不设密码）")
@verb
def users(settings: Path | None, source: Path | None) -> Report | None:
    from publish.stages import people
    from publish.stages.approve import enrol
    from publish.stages.office import ledger_of

    context = click.get_current_context()
    if context.invoked_subcommand:
        context.obj["settings"] = settings
        return None
    if source:
        with ledger_of(load(settings)) as ledger:
            ledger.begin_run("users")
            enrol(ledger, source)
    return people.everyone(load(settings))


@users.command("list", help="列出用户、角色和能否登录。")
@verb
def list_(settings: Path | None) -> Report:
    from publish.stages import people

    return people.everyone(load(settings))


@users.command(help="登记一个用户，并设密码。")
@click.argument("name")
@click.option("--display", required=True, help="显示的姓名")
@_roles
@_stdin
@click.option("--no-password", is_flag=True, help="先不设密码：只能由命令行签署，不能登录")
@verb
def add(
    settings: Path | None, name: str, display: str, roles: tuple[str, ...], stdin: bool, no_password: bool
) -> Report:
    from publish.stages import people

    loaded = load(settings)
    return people.add(loaded, name, display, roles, None if no_password else _password(stdin))


@users.command(help="改一个用户的角色；已签的不变，登录中的会话随即结束。")
@click.argument("name")
@_roles
@verb
def role(settings: Path | None, name: str, roles: tuple[str, ...]) -> Report:
    from publish.stages import people

    return people.change(load(settings), name, roles)


@users.command(help="重设一个用户的密码；解除锁定，结束其会话。")
@click.argument("name")
@_stdin
@verb
def password(settings: Path | None, name: str, stdin: bool) -> Report:
    from publish.stages import people

    return people.password(load(settings), name, _password(stdin))


@users.command(help="停用一个用户：没有角色，不能登录。")
@click.argument("name")
@verb
def disable(settings: Path | None, name: str) -> Report:
    from publish.stages import people

    return people.disable(load(settings), name)


def _password(stdin: bool) -> str:
    """Asked for twice on a terminal, never an argument: those are seen by other processes."""
    if stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        given = str(click.prompt("密码", hide_input=True, confirmation_prompt="再输一次", err=True))
    else:
        given = ""
    if not given:
        raise UsageError("PEOPLE-002", "users")
    return given


@click.group(help="台账。")
def ledger() -> None:
    """Verbs on the ledger itself."""


@ledger.command(help="逐行核对台账的哈希链，指出第一处断裂。")
@verb
def verify(settings: Path | None) -> Report:
    from publish.stages.office import ledger_of

    with ledger_of(load(settings)) as opened:
        issues = tuple(opened.verify())
    return Report(verb="ledger verify", counts={}, issues=issues)


@ledger.command(help="把整本台账备份成一个文件，并核对。")
@click.argument("file", type=FILE)
@verb
def backup(settings: Path | None, file: Path) -> Report:
    from publish.stages import keeping

    return keeping.backup(load(settings), file)


@ledger.command(help="由备份恢复台账，并重做备份之后的撤回；先停下审核台。")
@click.argument("file", type=FILE)
@click.option("--without-journal", is_flag=True, help="旧台账与流水文件都没有了，仍要恢复")
@verb
def restore(settings: Path | None, file: Path, without_journal: bool) -> Report:
    from publish.stages import keeping

    with alone(settings) as loaded:
        return keeping.restore(loaded, file, without_journal)


@ledger.command(help="把旧版本的台账升级到本程序的版本。")
@verb
def migrate(settings: Path | None) -> Report:
    from publish.stages import keeping

    with alone(settings) as loaded:
        return keeping.migrate(loaded)


COMMANDS = {command.name: command for command in (users, ledger, bench)}
