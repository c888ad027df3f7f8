"""The help of every verb in Chinese: click lays it out, and its own few words are English."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
WORDS = (
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND(\]?) \[ARGS\]\.\.\.", r"命令\1 [参数]..."),
    (r"Show this message and exit\.", "显示这段说明"),
    (r"\[required\]", "［必填］"),
    (r"\[default: ([^\]]*)\]", r"［默认：\1］"),
)


class Formatter(click.HelpFormatter):
    """Writes what click hands it, with its own words in ours."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _ours(args), prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _ours(told)) for name, told in rows], col_max, col_spacing)


def _ours(text: str) -> str:
    for theirs, ours in WORDS:
        text = re.sub(theirs, ours, text)
    return text
