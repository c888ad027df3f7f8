"""The anonymiser's measuring stick: `python -m bench anonymise`, or `publish bench anonymise`.

Coverage, exact match, over-masking, keep rate, speed and memory, per kind and set. Formats, names
and frames were written without looking at the recognizers.
"""

from __future__ import annotations

from collections.abc import Sequence

NAME = "anonymise"


def run(arguments: Sequence[str]) -> int:
    """Measure what the arguments ask for; 2 for wrong usage."""
    from bench.anonymise.command import run as command

    return command(arguments)
