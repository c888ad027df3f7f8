"""`publish` as a user calls it, without waiting for it to be imported every time.

`python -m tests.warm` is a process that has imported the package, and for each line of its standard input
forks a child that calls the verb named there with the folder, the environment and the files that a process of
its own would have; it answers with the exit code. It has one thread, and a child shares nothing with a test.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import publish
from publish.anonymise import registry
from publish.cli.main import main

ROOT = Path(__file__).parents[1]
APART = ("publish.desk", "publish.site.open_parquet")
"""Not imported ahead: the desk's server, and libraries with threads, which no fork takes along."""
OWN = {"PYTHONHASHSEED": "random", "OPENBLAS_NUM_THREADS": "1"}
_one_at_a_time = threading.Lock()


class Warm:
    """Such a process."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.warm"]
        given = {**os.environ, **OWN}
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def call(self, request: Mapping[str, object]) -> int:
        """The exit code of a call; that of a signal is negative."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@cache
def _warm(owner: int) -> Warm:
    """The one of this process: a fork has another."""
    del owner
    return Warm()


def run(arguments: Sequence[str], cwd: Path = ROOT, given: str = "") -> subprocess.CompletedProcess[str]:
    """Call `publish` with these arguments and this standard input; what it said, and its exit code."""
    with tempfile.TemporaryDirectory(prefix="huisheng-") as folder:
        files = {name: str(Path(folder, name)) for name in ("stdin", "stdout", "stderr")}
        Path(files["stdin"]).write_text(given, "utf-8")
        request = {"arguments": [*arguments], "cwd": str(cwd), "environment": dict(os.environ), **files}
        with _one_at_a_time:
            code = _warm(os.getpid()).call(request)
        said, complained = (Path(files[name]).read_text("utf-8") for name in ("stdout", "stderr"))
    return subprocess.CompletedProcess([*arguments], code, said, complained)


# --- the process itself ---------------------------------------------------------------------------


def serve() -> None:
    """Answer requests until there are no more."""
    _import_everything()
    answers = os.fdopen(os.dup(1), "w")
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


def _import_everything() -> None:
    for module in pkgutil.walk_packages(publish.__path__, "publish."):
        if not module.name.startswith(APART) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    registry.load()


def _become(request: Mapping[str, Any]) -> NoReturn:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    os.dup2(os.open(request["stdin"], os.O_RDONLY), 0)
    os.dup2(os.open(request["stdout"], flags), 1)
    os.dup2(os.open(request["stderr"], flags), 2)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = ["publish", *request["arguments"]]
    sys.stdin = os.fdopen(0, closefd=False)
    os._exit(_called())  # libraries that wait for threads at the end would wait for those of the parent


def _called() -> int:
    try:
        main()
        return 0
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    serve()
