"""A verb called wrongly, said like every other fault; click's own words are English."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import click
from click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchCommand,
    NoSuchOption,
)

from publish.errors import UsageError

HELP = "publish --help"
TAKES_NONE = "not take a value"


def unknown_verb(given: str, known: Sequence[str], help_: str = HELP) -> UsageError:
    """There is no such verb; the nearest one is named."""
    near = get_close_matches(given, known, n=1)
    cure = f"相近的命令是 {near[0]}" if near else f"全部命令见 {help_}"
    return UsageError("USAGE-001", given[:40], near=cure)


def refused(error: click.ClickException) -> UsageError | None:
    """What click refused, in our words; None where a group of verbs was called bare, which shows its help."""
    context = getattr(error, "ctx", None)
    help_ = f"{context.command_path} --help" if context else HELP
    match error:
        case NoArgsIsHelpError():
            return None
        case NoSuchCommand():
            return unknown_verb(error.command_name, error.possibilities or (), help_)
        case NoSuchOption() | BadOptionUsage():
            return _option(error, help_)
        case BadParameter():
            return _parameter(error, help_)
    return _other(error, help_)


def _option(error: NoSuchOption | BadOptionUsage, help_: str) -> UsageError:
    place = error.option_name[:40]
    if isinstance(error, NoSuchOption):
        near = f"相近的是 {error.possibilities[0]}" if error.possibilities else f"全部选项见 {help_}"
        return UsageError("USAGE-002", place, near=near)
    if TAKES_NONE in error.message:
        return UsageError("USAGE-006", place, help=help_)
    return UsageError("USAGE-005", place, help=help_)


def _parameter(error: BadParameter, help_: str) -> UsageError:
    place = _name(error.param)
    if isinstance(error, MissingParameter):
        return UsageError("USAGE-003", place, help=help_)
    return UsageError("USAGE-004", place, wanted=_wanted(error), help=help_)


def _other(error: click.ClickException, help_: str) -> UsageError:
    place = help_.removesuffix(" --help")
    if error.message.isascii():  # click's: an argument too many, or an option that takes no value
        return UsageError("USAGE-006", place, help=help_)
    return UsageError("USAGE-007", place, reason=error.message, help=help_)


def _name(param: click.Parameter | None) -> str:
    """As a person types it: `--cases`, or FILE."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.make_metavar(click.Context(click.Command(""))).strip("[].") if param else "publish"


def _wanted(error: BadParameter) -> str:
    """What may stand there, by the parameter's type."""
    kind = error.param.type if error.param else None
    wanted = "这个值不能用" if error.message.isascii() else error.message
    match kind:
        case click.Choice():
            wanted = f"只能是 {'、'.join(str(one) for one in kind.choices)}"
        case click.IntRange() | click.FloatRange():
            wanted = f"要写{_range(kind)} 的数"
        case click.types.IntParamType():
            wanted = "要写整数"
        case click.types.FloatParamType():
            wanted = "要写数"
        case click.DateTime():
            wanted = f"要写成{'或'.join(_dated(one) for one in kind.formats[:2])}"
        case click.Path() | click.File():
            wanted = _file(kind)
    return wanted


def _range(kind: click.IntRange | click.FloatRange) -> str:
    low = "" if kind.min is None else f"不小于 {kind.min}"
    high = "" if kind.max is None else f"不大于 {kind.max}"
    return "、".join(one for one in (low, high) if one)


def _dated(form: str) -> str:
    for mark, example in {"%Y": "2026", "%m": "12", "%d": "01", "%H": "09", "%M": "00", "%S": "00"}.items():
        form = form.replace(mark, example)
    return f" {form.removesuffix('%z')} "


def _file(kind: click.Path | click.File) -> str:
    if isinstance(kind, click.Path) and kind.dir_okay and not kind.file_okay:
        return "要写一个目录，本账号能进去"
    return "要写一个已有的、本账号读得了的文件"
