"""Programs of npm that tests run, at the versions of tests/tools/package-lock.json.

tests/install_tools.sh installs them. `missing` says in one line what a machine lacks.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

TOOLS = Path(__file__).parent / "tools"
MODULES = TOOLS / "node_modules"
PROGRAMS = {
    "html-validate": "html-validate/bin/html-validate.mjs",
    "lighthouse": "lighthouse/cli/index.js",
    "linkinator": "linkinator/build/src/cli.js",
    "vnu-jar": "vnu-jar/build/dist/vnu.jar",
}
"""Name of the package → what is run of it."""
RULES = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
    "rules": {
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],  # a list may have a name
        "long-title": "off",  # a matter is called what it is called
        "require-sri": ["error", {"target": "crossorigin"}],  # our own files come from our own host
    },
}
"""What html-validate holds pages to."""
CSS_AND_SVG = ("--also-check-css", "--also-check-svg")
QUIET = {
    "Resource violates Content Security Policy",  # a file has no host, so 'self' is nobody
    "Inline script violates Content Security Policy",  # linked data, which no browser runs
    "This document appears to be written in",  # a guess; the site is Chinese and says so
}
"""What vnu says only because it reads files and not a site."""
SECONDS = 900


def missing(name: str) -> str:
    """What a test with this program lacks here, in one line; empty where nothing is."""
    runner = "java" if name == "vnu-jar" else "node"
    if not shutil.which(runner):
        return f"没有 {runner}：用到 {name} 的测试跳过"
    return "" if (MODULES / PROGRAMS[name]).is_file() else f"没有 {name}：测试跳过"


def run(name: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program of npm, run to its end, whatever its exit code."""
    command = ["node", str(MODULES / PROGRAMS[name]), *arguments]
    return _run(command, environment)


def vnu(places: Sequence[Path], *options: str) -> list[str]:
    """What the Nu Html Checker says of files or whole folders: errors and warnings, each with its place."""
    jar = str(MODULES / PROGRAMS["vnu-jar"])
    command = ["java", "-Xss4m", "-jar", jar, "--skip-non-html", *CSS_AND_SVG, "--format", "gnu", "--stdout"]
    done = _run([*command, *options, *map(str, places)], {})
    said = [*done.stdout.splitlines(), *done.stderr.splitlines()]
    return [line for line in said if not any(quiet in line for quiet in QUIET)]


def html_validate(places: Iterable[Path]) -> list[str]:
    """What html-validate says of pages, each with its place and rule."""
    with tempfile.TemporaryDirectory() as folder:
        rules, found = Path(folder, "rules.json"), Path(folder, "found.json")
        rules.write_text(json.dumps(RULES), "utf-8")
        # into a file: what it prints into a pipe is cut off when it ends
        form = ("--formatter", f"json={found}")
        done = run("html-validate", "--config", str(rules), *form, *map(str, places))
        assert done.returncode in (0, 1), done.stderr
        pages = json.loads(found.read_text("utf-8"))
    return [
        f"{page['filePath']}:{one['line']}:{one['column']} {one['ruleId']}: {one['message']}"
        for page in pages
        for one in page["messages"]
    ]


def _run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=given, timeout=SECONDS)
