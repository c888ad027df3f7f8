"""Where the desk listens: on this machine alone, unless TLS or a proxy in front of it is named."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable

import uvicorn

from publish.desk.app import application
from publish.desk.guard import is_loopback
from publish.desk.office import Office
from publish.errors import UsageError
from publish.settings import Desk, Settings


def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve the desk until it is told to end. `ready` is told its address. Raises `UsageError` DESK-001 (not
    only this machine could listen in), DESK-002 (the port is taken), DESK-003 (no certificate there)."""
    check(settings.desk, str(settings.file))
    office = Office(settings)
    listening = _socket(settings.desk)
    threading.Thread(target=office.warm, daemon=True).start()
    server = uvicorn.Server(configured(office))
    ready(address(settings.desk, listening.getsockname()[1]))
    try:
        server.run(sockets=[listening])
    finally:
        office.ledger.close()


def configured(office: Office) -> uvicorn.Config:
    """No log of addresses, no word of the server in the answers, nobody's word on who is calling."""
    desk = office.settings.desk
    logging.getLogger("publish.desk").setLevel(logging.WARNING)
    return uvicorn.Config(
        application(office),
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_level="warning",
        ssl_certfile=desk.certificate,
        ssl_keyfile=desk.key,
        timeout_keep_alive=30,
    )


def check(desk: Desk, place: str) -> None:
    """Refuse to be heard beyond this machine in clear words."""
    tls = bool(desk.certificate and desk.key)
    if not (is_loopback(desk.host) or tls or desk.proxy):
        raise UsageError("DESK-001", f"{place}: desk.host", host=desk.host)
    for path in (desk.certificate, desk.key):
        if path and not path.is_file():
            raise UsageError("DESK-003", str(path))


def address(desk: Desk, port: int) -> str:
    """Where a reader finds it; port 0 of the settings stands for any that is free."""
    scheme = "https" if desk.certificate else "http"
    host = desk.names[0] if desk.names and (desk.certificate or desk.proxy) else desk.host
    return f"{scheme}://{host}:{port}/"


def _socket(desk: Desk) -> socket.socket:
    family = socket.AF_INET6 if ":" in desk.host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((desk.host, desk.port))
    except OSError as error:
        found.close()
        raise UsageError("DESK-002", f"{desk.host}:{desk.port}", detail=error.strerror or "") from None
    return found
