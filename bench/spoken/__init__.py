"""How figures are read on air: `python -m bench spoken [DIR]`.

Ours beside wetext, alone and as our last step, on cases written and drawn before the rules; with DIR, a
demonstration that was written, also the seconds its scripts take. Writes docs/reference/spoken.md.
"""

from __future__ import annotations

from collections.abc import Sequence

NAME = "spoken"


def run(arguments: Sequence[str]) -> int:
    """Measure and write the page; 1 where ours reads less than it should of the cases held out."""
    from bench.spoken.command import run as command

    return command(arguments)
