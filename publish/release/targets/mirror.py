"""A folder of releases elsewhere: by rsync, over ssh or onto another disk; switched as at home, by rename.

    <path>/000012-0123456789ab/   linked from the release before where files are the same
    <path>/.next-000013-…         one that is on its way; a run that was cut short goes on from it
    <path>/current                → the public one

Kept releases elsewhere lose what was withdrawn, as those at home did: they are made the same again.
"""

from __future__ import annotations

import ctypes
import shlex
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from publish.release import shelf
from publish.release.targets.sending import Sending, TargetError, kept
from publish.settings import LocalTarget, RsyncTarget

TRIES, PAUSE_SECONDS = 3, 1.0
LOST = (10, 12, 30, 35, 255)
"""Exit codes of rsync and ssh that a lost connection has (rsync(1), ssh(1))."""
SHOWN = 300
QUIET: dict[str, Any] = {
    "capture_output": True, "text": True, "errors": "replace", "stdin": subprocess.DEVNULL,
}  # fmt: skip
FILES = (
    "-rlt",
    "--delete",
    "--chmod=D755,F644",
    "--omit-dir-times",
    "--modify-window=-1",
    "--partial-dir=.part",
)
"""Times to the nanosecond: a statement may change within a second and keep its size."""
Place = LocalTarget | RsyncTarget


def push(target: Place, given: Sending) -> None:
    """Send the public release, switch to it, then clear and thin out the kept ones."""
    there = _begin(target, given)
    _send(target, given, there)
    _run(target, _switch(target, given.public.name))
    _tidy(target, given, there)


def differing(target: Place, public: Path) -> list[str]:
    """Files that are not there as they are here, read byte for byte at both ends; [] is the proof."""
    said = _copied(target, public, shelf.CURRENT, ["--dry-run", "--checksum", "--out-format=%n"])
    return [line for line in said.splitlines() if line and not line.endswith("/")]


def _begin(target: Place, given: Sending) -> list[str]:
    """Names of what is there; leftovers of other runs are cleared away."""
    root, mine = shlex.quote(_root(target)), f".next-{given.public.name}"
    said = _run(target, f"mkdir -p {root} && cd {root} && ls -1A")
    strays = [name for name in said.splitlines() if name.startswith(".next-") and name != mine]
    for name in strays:
        _run(target, f"cd {root} && rm -rf {shlex.quote(name)}")
    return sorted(name for name in said.splitlines() if shelf.NAME.fullmatch(name))


def _send(target: Place, given: Sending, there: Sequence[str]) -> None:
    if given.public.name in there:
        _copy(target, given.public, given.public.name, [])
        return
    links = [f"--link-dest=../{name}" for name in there[-2:]]
    _copy(target, given.public, f".next-{given.public.name}", links)


def _copy(target: Place, source: Path, name: str, links: Sequence[str]) -> None:
    _copied(target, source, name, links)


def _copied(target: Place, source: Path, name: str, options: Sequence[str]) -> str:
    where = f"{_root(target)}/{name}/"
    over: list[str] = []
    if isinstance(target, RsyncTarget):
        where = f"{target.host}:{where}"
        over = ["--rsh", shlex.join(_ssh(target)), f"--timeout={target.timeout_seconds}", "--compress"]
    return _try(["rsync", "-s", *FILES, *over, *options, f"{source}/", where])


def _switch(target: Place, name: str) -> str:
    """`mv -T` renames onto the link in one step, as `ln -sfn` does not."""
    root, held = shlex.quote(_root(target)), shlex.quote(name)
    return (
        f"cd {root} && {{ [ -d {held} ] || mv -T .next-{held} {held}; }} && "
        f"ln -sfn {held} .current && mv -T .current {shelf.CURRENT} && (sync -f . || sync)"
    )


def _tidy(target: Place, given: Sending, there: Sequence[str]) -> None:
    """Releases there that are not kept here go; the others are made as they are here."""
    here = {path.name: path for path in kept(given)}
    names = [name for name in there if name != given.public.name]
    stay = [name for name in names if name in here][-(target.keep - 1) :] if target.keep > 1 else []
    for name in names:
        if name not in stay:
            _run(target, f"cd {shlex.quote(_root(target))} && rm -rf {shlex.quote(name)}")
        elif given.fresh:
            _copy(target, here[name], name, [])


def _root(target: Place) -> str:
    return str(target.path)


def _ssh(target: RsyncTarget) -> list[str]:
    options = ["BatchMode=yes", f"ConnectTimeout={target.timeout_seconds}", "ServerAliveInterval=15"]
    config = ["-F", str(target.config)] if target.config else []
    port = ["-p", str(target.port)] if target.port else []
    return ["ssh", *config, *port, *(part for option in options for part in ("-o", option))]


def _run(target: Place, script: str) -> str:
    if isinstance(target, RsyncTarget):
        return _try([*_ssh(target), target.host, script])
    return _try(["sh", "-c", script])


def _try(command: Sequence[str]) -> str:
    """What the command said; a lost connection is tried again. Raises `TargetError`."""
    for left in reversed(range(TRIES)):
        try:
            done = subprocess.run(command, check=False, preexec_fn=_together, **QUIET)
        except OSError as error:
            raise TargetError(f"{command[0]}：{error.strerror}") from None
        if done.returncode == 0:
            return str(done.stdout)
        if done.returncode not in LOST or not left:
            break
        time.sleep(PAUSE_SECONDS)
    said = " ".join(done.stderr.split())[-SHOWN:]
    raise TargetError(f"{command[0]} 退出码 {done.returncode}{'，' + said if said else ''}")


def _together() -> None:
    """Between fork and exec: whoever ends us by force ends rsync too, or two would write at once
    (prctl(2): PR_SET_PDEATHSIG). No other thread runs here."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
