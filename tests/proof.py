"""`make proof`: the long trials in full, and their report in docs/reference/proof.md.

Runs every test marked `proof`, and the property tests with the number of examples named here.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "reference" / "proof.md"
EXAMPLES = "10000"
PROPERTIES = ("tests/unit/anonymise/test_anonymise_properties.py", "tests/unit/checks/test_foldings.py")
HEAD = """# Proof

Written by `make proof` and by nothing else: the long trials that `make test` runs as seeded samples.
"""


def main() -> int:
    """Run both parts; the report says what passed even when something did not."""
    runs = [(["-m", "proof", "tests"], {}), ([*PROPERTIES], {"HUISHENG_FUZZ": EXAMPLES})]
    rows: list[str] = []
    code = 0
    for arguments, extra in runs:
        failed, found = _run(arguments, extra)
        code = max(code, failed)
        rows += found
    REPORT.write_text("\n".join([HEAD, _when(), "", *TABLE, *rows, ""]), "utf-8")
    return code


TABLE = ("| trial | runs | passed | failed | skipped | seconds |", "|---|---|---|---|---|---|")


def _when() -> str:
    today = datetime.now().astimezone().strftime("%Y-%m-%d")
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{today}, {machine}; {EXAMPLES} examples a property."


def _run(arguments: list[str], extra: dict[str, str]) -> tuple[int, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        command = [sys.executable, "-m", "pytest", f"--junitxml={results}", *arguments]
        code = subprocess.run(command, check=False, cwd=ROOT, env={**os.environ, **extra}).returncode
        return code, list(_rows(ElementTree.parse(results).getroot()))


def _rows(root: ElementTree.Element) -> list[str]:
    counts: dict[str, Counter[str]] = {}
    for case in root.iter("testcase"):
        name = str(case.get("name")).partition("[")[0].removeprefix("test_").replace("_", " ")
        tally = counts.setdefault(name, Counter())
        tally[_outcome(case)] += 1
        tally["seconds"] += round(float(case.get("time") or 0))
    return [
        f"| {name} | {one['passed'] + one['failed'] + one['skipped']} | {one['passed']} | {one['failed']} "
        f"| {one['skipped']} | {one['seconds']} |"
        for name, one in counts.items()
    ]


def _outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"


if __name__ == "__main__":
    sys.exit(main())
