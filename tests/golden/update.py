"""Rewrites tests/golden/expected/ with what the line makes today: `python -m tests.golden.update`.

Read the difference in git before you commit it: every line of it is something a reader will see.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.golden import build


def main() -> int:
    """Write what changed, say what did."""
    with tempfile.TemporaryDirectory() as folder:
        made = build.kept(build.run(Path(folder)))
    before = build.expected()
    if build.EXPECTED.exists():
        shutil.rmtree(build.EXPECTED)
    for name, body in made.items():
        path = build.EXPECTED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    changed = sorted(name for name in made.keys() | before.keys() if made.get(name) != before.get(name))
    print("\n".join(changed) or "没有变化")
    return 0


if __name__ == "__main__":
    sys.exit(main())
