"""words.yaml, read once: what stands for what was cut, and how names of places end."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).parent / "words.yaml"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is; see its comments."""

    districts: dict[str, str]
    towns: dict[str, str]
    village: dict[str, str]
    otherwise: str
    units: dict[str, str]
    ends: dict[str, str]
    joints: str
    edges: str
    openers: str
    after: dict[str, str]
    plain: str
    feasts: dict[str, str]
    time: dict[str, str]

    def by_end(self, name: str, kinds: dict[str, str]) -> str:
        """某镇 for 石板镇; `otherwise` for a name that doesn't say what it is."""
        return next((word for end, word in kinds.items() if name.endswith(end)), self.otherwise)


@cache
def load() -> Words:
    """The words of the package."""
    return msgspec.yaml.decode(FILE.read_bytes(), type=Words)


def split(lists: dict[str, str]) -> dict[str, str]:
    """Every word of the lists → what stands for it."""
    return {word: instead for instead, words in lists.items() for word in words.split()}
