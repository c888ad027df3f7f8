"""`make proof`: the long trials in full, and their report in docs/reference/proof.md.

    python -m tests.proof [FILE…]

Runs every test marked `proof`, and the property tests with the number of examples named here; of the FILEs
alone where some are named, and what the report says of the others stays, with its day.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "reference" / "proof.md"
EXAMPLES = "10000"
PROPERTIES = ("tests/unit/anonymise/test_anonymise_properties.py", "tests/unit/checks/test_foldings.py")
WAY = ("-n", "auto", "--dist", "load", "--timeout", "0")
HEAD = """# Proof

Written by `make proof` and by nothing else: the long trials that `make test` runs as seeded samples.
"""


def main(files: list[str]) -> int:
    """Run both parts; the report says what passed even when something did not."""
    trials = [each for each in files if each not in PROPERTIES] if files else ["tests"]
    properties = [each for each in PROPERTIES if each in files or not files]
    rows, code = _before() if files else {}, 0
    runs: list[tuple[Sequence[str], dict[str, str]]] = []
    runs += [(["-m", "proof", *trials], {})] if trials else []
    runs += [(properties, {"HUISHENG_FUZZ": EXAMPLES})] if properties else []
    for arguments, extra in runs:
        failed, found = _run(arguments, extra)
        code, rows = max(code, failed), rows | found
    REPORT.write_text("\n".join([HEAD, _where(), "", *TABLE, *rows.values(), ""]), "utf-8")
    return code


TABLE = (
    "| trial | runs | passed | failed | skipped | seconds | day |",
    "|---|---|---|---|---|---|---|",
)


def _where() -> str:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{machine}; {EXAMPLES} examples a property."


def _before() -> dict[str, str]:
    """The rows of the report as it stands, by trial; what was only ever skipped says nothing."""
    lines = REPORT.read_text("utf-8").splitlines() if REPORT.exists() else []
    rows = [line for line in lines if line.startswith("| ") and line.count("|") == TABLE[0].count("|")]
    cells = {line: [cell.strip() for cell in line.split("|")] for line in rows if line != TABLE[0]}
    return {each[1]: line for line, each in cells.items() if each[3:5] != ["0", "0"]}


def _run(arguments: Sequence[str], extra: dict[str, str]) -> tuple[int, dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        command = [sys.executable, "-m", "pytest", *WAY, f"--junitxml={results}", *arguments]
        code = subprocess.run(command, check=False, cwd=ROOT, env={**os.environ, **extra}).returncode
        return code, _rows(ElementTree.parse(results).getroot())


def _rows(root: ElementTree.Element) -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for case in root.iter("testcase"):
        name = str(case.get("name")).partition("[")[0].removeprefix("test_").replace("_", " ")
        tally = counts.setdefault(name, Counter())
        tally[_outcome(case)] += 1
        tally["seconds"] += round(float(case.get("time") or 0))
    day = datetime.now().astimezone().strftime("%Y-%m-%d")
    return {
        name: f"| {name} | {one['passed'] + one['failed'] + one['skipped']} | {one['passed']} "
        f"| {one['failed']} | {one['skipped']} | {one['seconds']} | {day} |"
        for name, one in counts.items()
    }


def _outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
