"""The build against other generators: `python -m bench build`, or `publish bench build`.

The same matters, as many as asked for, built by `publish build`, Hugo and stock Pelican with like
pages; interleaved, each run a process of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

NAME = "build"
ONLY_BY_NAME = True
"""A hundred thousand matters take a while: `all` leaves it out."""


def run(arguments: Sequence[str]) -> int:
    """Measure what the arguments ask for; 1 where the tools' pages don't agree."""
    from bench.build.command import run as command

    return command(arguments)
