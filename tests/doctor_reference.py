"""`python -m tests.doctor_reference` writes docs/reference/doctor.md from the registry of checks."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from publish.stages.doctor.base import Check
from publish.stages.doctor.registry import CHECKS

PAGE = Path(__file__).parents[1] / "docs/reference/doctor.md"
CODE = re.compile(r'"([A-Z]+-\d{3})"')
HEAD = """\
# `publish doctor`

<!-- Written by `python -m tests.doctor_reference` from publish/stages/doctor/registry.py. Edit that. -->

Looks at everything an office's line stands on and changes nothing. Each check is 正常, 注意 (a warning) or
故障 (a fault); a check that breaks is a fault of its own (DOCTOR-001) and hides no other, one whose ledger or
store can't be opened says so (DOCTOR-002). Exit code 0, 1 with a fault, 2 when the settings can't be read.
`--json` gives `checks`: name, level, and what was found with code, place, reason and cure. What to do
about a code: [errors](errors.md).

| check | title | in order when | codes |
|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(map(_row, CHECKS)) + "\n`--quick` leaves out what is marked with *.\n"


def _row(check: Check) -> str:
    meaning = " ".join((check.look.__doc__ or "").split())
    codes = ", ".join(dict.fromkeys(CODE.findall(inspect.getsource(check.look))))
    star = "*" if check.long else ""
    return f"| `{check.name}`{star} | {check.title} | {meaning} | {codes} |\n"


def main() -> None:
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
