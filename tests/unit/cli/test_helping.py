"""The help of every verb is for those who read Chinese."""

from __future__ import annotations

import re

import click
import pytest

from publish.cli.main import VERBS, cli
from tests import warm

THEIRS = re.compile(r"Usage|Options|Commands|Show this|OPTIONS|COMMAND|required|default")
FREE = "bench"
"""Hands everything that follows to a measurement."""


def _verbs() -> list[tuple[str, ...]]:
    context, found = click.Context(cli), list[tuple[str, ...]]([()])
    for name in VERBS:
        command = cli.get_command(context, name)
        found += [(name,), *((name, each) for each in getattr(command, "commands", ()))]
    return [each for each in found if each[:1] != (FREE,)]


@pytest.mark.parametrize("verb", _verbs(), ids=" ".join)
def test_help_has_no_word_of_clicks_and_tells_what_every_option_is_for(verb: tuple[str, ...]) -> None:
    done = warm.run((*verb, "--help"))
    assert done.returncode == 0
    assert done.stdout.startswith("用法：publish ")
    assert not THEIRS.search(done.stdout)
    options = re.findall(r"^  (-.*(?:\n {4,}.*)?)$", done.stdout, re.MULTILINE)
    assert options
    assert [option for option in options if not re.search(r"[\u4e00-\u9fff]", option)] == []
