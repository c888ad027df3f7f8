"""`python -m tests.radio_reference` writes docs/reference/radio-pack.schema.json and the golden packs anew.

Look at the difference before committing it: the golden packs are what a host reads.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "docs/reference/radio-pack.schema.json"
RADIO = ROOT / "tests/unit/radio"
GOLDEN = RADIO / "golden"


def schema() -> bytes:
    """The JSON Schema of a pack."""
    from publish.radio.pack import Pack

    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Pack)), indent=2) + b"\n"


def main() -> None:
    """Write every file."""
    sys.path.insert(0, str(RADIO))
    import radio_invented as invented

    from publish.radio.formats import registry
    from publish.radio.packing import pack
    from publish.radio.programme import named

    SCHEMA.write_bytes(schema())
    for one in (invented.ZHOUWU, invented.MINSHENG):
        made = pack(one, invented.CASES, named(one.programme), invented.DIRECTORY, invented.POLICIES)
        for form in ("txt", "json"):
            (GOLDEN / f"{one.programme}.{form}").write_bytes(registry.named(form).render(made))


if __name__ == "__main__":
    main()
