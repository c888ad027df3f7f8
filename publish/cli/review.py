"""The review desk."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from publish.cli.console import say
from publish.cli.main import verb
from publish.settings import load


@click.command(help="打开审核台：三级审核、逐处裁定、预览、审查单；默认只在本机。")
@click.option("--port", type=click.IntRange(0, 65535), help="端口，默认用设置 desk.port")
@verb
def review(settings: Path | None, port: int | None) -> None:
    from publish.desk.server import serve

    loaded = load(settings)
    if port is not None:
        loaded = msgspec.structs.replace(loaded, desk=msgspec.structs.replace(loaded.desk, port=port))
    serve(loaded, lambda address: say(f"审核台：{address}（按 Ctrl-C 结束）"))


COMMANDS = {"review": review}
