"""`publish bench NAME`: one measurement of bench/, which lies beside publish/ in a checkout only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from publish.cli import console
from publish.errors import UsageError

CHECKOUT = Path(__file__).parents[2]
_CONTEXT = {"ignore_unknown_options": True, "help_option_names": ["-h"]}


@click.command(help="运行 bench/ 中的一项测量（在源码目录中）。", context_settings=_CONTEXT)
@click.argument("name")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def bench(name: str, arguments: tuple[str, ...]) -> None:
    """Hand everything after NAME to `python -m bench`, from wherever it is called."""
    if not (CHECKOUT / "bench" / "__main__.py").is_file():
        sys.exit(console.fail(UsageError("BENCH-001", name), as_json=False))
    path = os.pathsep.join(filter(None, (str(CHECKOUT), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "bench", name, *arguments]
    sys.exit(subprocess.call(command, env={**os.environ, "PYTHONPATH": path}))
