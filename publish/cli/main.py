"""The verbs, and how a call ends: 0 done, 1 a gate or a record refused, 2 wrong usage or settings.

A verb's module is imported only when the verb is called, so that `publish --help` answers at once.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from publish.cli import console
from publish.cli.broken import broken
from publish.cli.helping import Formatter
from publish.cli.usage import refused, unknown_verb
from publish.errors import PublishError, UsageError
from publish.stages.report import Report
from publish.stages.telling import telling

VERBS = {
    "demo": "intake", "import": "intake", "anonymise": "filter",
    "export": "line", "approve": "line", "write": "line", "build": "line", "check": "line",
    "data": "line", "run": "line", "correct": "afterwards", "withdraw": "line",
    "release": "outward", "rollback": "outward", "server": "outward",
    "script": "radio", "episode": "radio", "radio": "radio",
    "review": "review",
    "verify": "proof", "keys": "proof",
    "embargo": "duty", "retention": "duty", "takedown": "duty",
    "doctor": "watching", "watch": "watching", "units": "watching",
    "users": "office", "ledger": "office", "bench": "office",
}  # fmt: skip
INTERRUPTED = 130


class Verbs(click.Group):
    """Looks a verb up in its module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in VERBS:
            raise unknown_verb(cmd_name, list(VERBS))
        module = importlib.import_module(f"publish.cli.{VERBS[cmd_name]}")
        command: click.Command = module.COMMANDS[cmd_name]
        return command


_SETTINGS = click.option("--settings", type=click.Path(path_type=Path), help="设置文件 publish.yml")
_JSON = click.option("--json", "as_json", is_flag=True, help="结果以 JSON 写到标准输出")


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@_SETTINGS
@_JSON
@click.pass_context
def cli(ctx: click.Context, settings: Path | None, as_json: bool) -> None:
    """回声：把办结的督查事项变成公开的网站、订阅源和电台稿。"""
    ctx.obj = {"settings": settings, "json": as_json}


def verb(function: Callable[..., Report | None]) -> Callable[..., None]:
    """A command's body: gives it `settings`, shows its report, turns errors into an exit code."""

    def command(ctx: click.Context, /, settings: Path | None, as_json: bool, **given: Any) -> None:
        as_json, chosen = as_json or ctx.obj["json"], settings or ctx.obj["settings"]
        with telling(chosen, ctx.command_path.partition(" ")[2]) as told:
            try:
                report = function(chosen, **given)
            except PublishError as error:
                told.failed(error)
                sys.exit(console.fail(error, as_json))
            told.ended(report)
        if report is None:
            return
        console.show(report, as_json)
        sys.exit(1 if report.refused else 0)

    shaped = _SETTINGS(_JSON(click.pass_context(command)))
    shaped.__name__ = function.__name__
    return shaped


def main() -> None:
    """Entry point of `publish` and `python -m publish`."""
    # Work is spread over processes; threads of a matrix product would only get in their way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A connection closed by Ctrl-C logs a traceback of its own; what was lost is said in one line.
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL + 1)
    click.Context.formatter_class = Formatter  # the one place that every verb's help goes through
    try:
        cli(prog_name="publish", standalone_mode=False)
    except click.exceptions.Abort:
        console.say("已中断；再次运行会接着做完。")
        sys.exit(INTERRUPTED)
    except KeyboardInterrupt:
        console.say("已中断；再次运行会接着做完。")
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        sys.exit(_refused(error))
    except UsageError as error:
        sys.exit(console.fail(error, "--json" in sys.argv))
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        sys.exit(console.fail(broken(error), "--json" in sys.argv))


def _refused(error: click.ClickException) -> int:
    """A call that click refused; a group of verbs called bare shows its help."""
    if found := refused(error):
        return console.fail(found, "--json" in sys.argv)
    error.show()
    return error.exit_code
