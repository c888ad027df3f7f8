"""A real nginx or Caddy on a loopback port, configured by `publish server`, as an ordinary process."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from publish.release.serving import configure
from publish.settings import Settings

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
NOBODY, NOGROUP = "nobody", "nogroup"
WAIT_SECONDS = 20
MAIN = """
load_module {brotli};
daemon off;
worker_processes 2;
pid {work}/pid;
error_log {work}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    include {work}/site.conf;
}}
"""


def missing(name: str) -> str:
    """What a test with this server lacks here, in one line; empty where nothing is."""
    if not shutil.which(name, path=PATH) or (name == "nginx" and not BROTLI.is_file()):
        return f"没有 {name}：测试跳过"
    return ""


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


class Answer:
    """Status, headers and body of one answer."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body


class Server:
    """One that runs."""

    def __init__(self, port: int, log: Path) -> None:
        self.port, self.log = port, log

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> Answer:
        """One request; header names with "_" for "-"."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request("GET", path, headers=named)
            found = connection.getresponse()
            return Answer(found.status, dict(found.getheaders()), found.read())
        finally:
            connection.close()


@contextmanager
def serving(name: str, settings: Settings, work: Path) -> Iterator[Server]:
    """The server `name` on the releases of these settings."""
    work.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = _nginx(settings, work, port) if name == "nginx" else _caddy(settings, work, port)
    home = {"XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work), "HOME": str(work)}
    given: dict[str, Any] = {"env": {**os.environ, **home}, **_ordinary(work, settings.paths.releases)}
    with (work / "said").open("wb") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, **given)
        try:
            _wait(process, port, work / "said")
            yield Server(port, work / "said")
        finally:
            process.terminate()
            process.wait(WAIT_SECONDS)


def _ordinary(work: Path, releases: Path) -> dict[str, Any]:
    """Servers run as nobody, even where the tests are root; folders of tests are made passable for them."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(work, NOBODY, NOGROUP)
    for path in (work, releases):
        for folder in (path, *path.parents):
            if folder.stat().st_mode & 0o005 != 0o005:
                folder.chmod(folder.stat().st_mode | 0o055)
    return {"user": NOBODY, "group": NOGROUP, "extra_groups": []}


def _nginx(settings: Settings, work: Path, port: int) -> list[str]:
    (work / "site.conf").write_text(configure.nginx(settings, f"127.0.0.1:{port}"), "utf-8")
    (work / "nginx.conf").write_text(MAIN.format(brotli=BROTLI, work=work), "utf-8")
    return [str(shutil.which("nginx", path=PATH)), "-p", str(work), "-c", str(work / "nginx.conf")]


def _caddy(settings: Settings, work: Path, port: int) -> list[str]:
    (work / "Caddyfile").write_text(configure.caddy(settings, f"http://127.0.0.1:{port}"), "utf-8")
    program = str(shutil.which("caddy", path=PATH))
    return [program, "run", "--config", str(work / "Caddyfile"), "--adapter", "caddyfile"]


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(said.read_text("utf-8", errors="replace"))
