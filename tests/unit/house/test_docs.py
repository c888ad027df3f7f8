"""The reference names every verb, every option and every setting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest

from publish import settings
from publish.cli.main import VERBS, cli

ROOT = Path(__file__).parents[3]
COMMANDS = (ROOT / "docs/reference/command-line.md").read_text("utf-8")
SETTINGS = (ROOT / "docs/reference/settings.md").read_text("utf-8")


def _options(command: click.Command) -> Iterator[str]:
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from _options(child)
    for param in command.params:
        if isinstance(param, click.Option) and not param.hidden:
            yield max(param.opts, key=len)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_the_reference_names_a_verb_and_all_its_options(verb: str) -> None:
    command = cli.get_command(click.Context(cli), verb)  # type: ignore[attr-defined]
    assert command is not None
    assert f"publish {verb}" in COMMANDS
    missing = [option for option in _options(command) if f"`{option}" not in COMMANDS]
    assert not missing


def _keys(struct: type[msgspec.Struct], above: str = "") -> Iterator[str]:
    for field in msgspec.structs.fields(struct):
        if field.name == "file":
            continue
        if isinstance(field.type, type) and issubclass(field.type, settings.Section):
            yield from _keys(field.type, f"{above}{field.name}.")
        else:
            yield f"{above}{field.name}"


@pytest.mark.parametrize("key", list(_keys(settings.Settings)))
def test_the_reference_names_a_setting(key: str) -> None:
    assert f"`{key}`" in SETTINGS
