"""For the office's IT: accounts, the ledger's proof, the measurements."""

from __future__ import annotations

from pathlib import Path

import click

from publish.cli.bench import bench
from publish.cli.console import say
from publish.cli.main import verb
from publish.settings import load
from publish.stages.report import Report


@click.command(help="台账的用户：列出，或用 --from FILE 登记。")
@click.option("--from", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@verb
def users(settings: Path | None, source: Path | None) -> Report:
    from publish.stages.approve import enrol
    from publish.stages.office import ledger_of

    with ledger_of(load(settings)) as ledger:
        if source:
            ledger.begin_run("users")
            enrol(ledger, source)
        known = ledger.users()
    for user in known:
        say(f"  {user.name}\t{user.display}\t{'、'.join(user.roles)}")
    return Report(verb="users", counts={"accounts": len(known)})


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


COMMANDS = {command.name: command for command in (users, ledger, bench)}
