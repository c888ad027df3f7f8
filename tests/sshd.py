"""An sshd of the test's own on a loopback port, with keys made for it and nobody else let in."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import PATH, free_port

WAIT_SECONDS = 20
SERVER = """
ListenAddress 127.0.0.1
Port {port}
HostKey {work}/host
AuthorizedKeysFile {work}/me.pub
PidFile none
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
MaxStartups 50
"""
CLIENT = """
Host target
    HostName 127.0.0.1
    Port {port}
    User {user}
    IdentityFile {work}/me
    IdentitiesOnly yes
    UserKnownHostsFile {work}/known
    GlobalKnownHostsFile /dev/null
    StrictHostKeyChecking yes
"""


def missing() -> str:
    """What a test over ssh lacks here, in one line; empty where nothing is."""
    lacks = [name for name in ("sshd", "ssh", "rsync") if not shutil.which(name, path=PATH)]
    return f"没有 {'、'.join(lacks)}：测试跳过" if lacks else ""


@contextmanager
def listening(work: Path) -> Iterator[tuple[Path, int]]:
    """The ssh_config that leads to it as host `target`, and its port."""
    work.mkdir(parents=True, exist_ok=True)
    for name in ("host", "me"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(work / name)]
        subprocess.run(command, check=True, capture_output=True)
    port = free_port()
    host = (work / "host.pub").read_text().split()
    (work / "known").write_text(f"[127.0.0.1]:{port} {host[0]} {host[1]}\n")
    (work / "sshd_config").write_text(SERVER.format(port=port, work=work))
    (work / "ssh_config").write_text(CLIENT.format(port=port, work=work, user=getpass.getuser()))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    program = str(shutil.which("sshd", path=PATH))
    with (work / "said").open("wb") as said:
        process = subprocess.Popen([program, "-D", "-e", "-f", str(work / "sshd_config")], stderr=said)
        try:
            _wait(process, port, work / "said")
            yield work / "ssh_config", port
        finally:
            process.terminate()
            process.wait(WAIT_SECONDS)


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(said.read_text("utf-8", errors="replace"))
