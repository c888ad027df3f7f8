"""The whole pack for other programs; its fields are described in docs/reference/radio-pack.md."""

from __future__ import annotations

import msgspec

from publish.radio.pack import Pack

NAME = "json"
SUFFIX = ".json"


def render(pack: Pack) -> bytes:
    """UTF-8, two spaces a level."""
    return msgspec.json.format(msgspec.json.encode(pack), indent=2) + b"\n"
