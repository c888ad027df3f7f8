"""Invented complaint sentences in families, one yaml file each: `half: dev` or `half: held-out`.

Misses on dev families may be looked at; of held-out ones only figures are ever shown.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import yaml

from bench.anonymise.lists import Held
from bench.anonymise.makers import filled
from bench.anonymise.model import Sample

FOLDER = Path(__file__).parent


def families(half: str) -> dict[str, list[str]]:
    """Family → its frames, for one half."""
    loaded: dict[str, Any] = {
        path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))
    }
    return {name: family["frames"] for name, family in loaded.items() if family["half"] == half}


def samples(half: str, count: int, seed: int) -> list[Sample]:
    """`count` records spread evenly over the families of a half and over the frames of a family."""
    known = families(half)
    return [_sample(known, half, number, seed) for number in range(count)] if known else []


def _sample(known: dict[str, list[str]], half: str, number: int, seed: int) -> Sample:
    family = sorted(known)[number % len(known)]
    frames = known[family]
    frame = frames[number // len(known) % len(frames)]
    source = Held if half == "held-out" else Random
    piece = filled(frame, source(f"frames {family} {seed} {number}"))
    return Sample(id=f"{family}-{number}", family=family, texts={"text": piece})
