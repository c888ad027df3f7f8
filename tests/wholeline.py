"""A demonstration in a folder of its own, and `publish` run on it as a user would."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import warm

ROOT = Path(__file__).parents[1]
SMALL = ("--cases", "400", "--approved", "140")


class Line:
    """A folder with a store and its settings, and every verb of `publish` on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = folder / "publish.yml"

    def publish(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Call one verb; with `check` any exit code but 0 fails the test with what was said."""
        done = warm.run(("--settings", str(self.settings), *arguments))
        assert not check or done.returncode == 0, done.stderr
        return done

    def apart(self, *arguments: str) -> None:
        """One verb in a process of its own, with hashes of its own."""
        command = [sys.executable, "-m", "publish", "--settings", str(self.settings), *arguments]
        environment = {**os.environ, "PYTHONHASHSEED": "random"}
        subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=environment)

    def stages(self, *verbs: str) -> None:
        for verb in verbs:
            self.publish(verb)

    def sign(self) -> None:
        """The demonstration's three users sign whatever has nothing in its way."""
        for user in ("chen", "zhou", "wu"):
            self.publish("approve", "--all", "--as", user, check=False)

    def digest(self, *names: str) -> dict[str, str]:
        """Every file below the named folders and its hash."""
        return {
            str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for name in names
            for path in sorted((self.folder / name).rglob("*"))
            if path.is_file()
        }

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def copy(self, target: Path) -> Line:
        shutil.copytree(self.folder, target, symlinks=True)
        return Line(target)


def made(folder: Path, *options: str) -> Line:
    """A fresh demonstration in `folder`, not run yet."""
    done = warm.run(("demo", *options, str(folder)))
    assert done.returncode == 0, done.stderr
    return Line(folder)
