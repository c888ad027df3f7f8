"""What every request passes, whatever it asks for: host, origin, size; and the headers of every answer.

OWASP ASVS 5: V3 (browser), V4 (requests); CSP level 3 without `unsafe-*`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 1_000_000
SAFE = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {framed}"
)
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
    "x-robots-tag": "noindex, nofollow",
}
FRAMED = "/preview/"
"""Pages shown inside a page of the desk itself."""


class Guard:
    """Refuses foreign hosts, foreign origins, too much at once and whoever is not the named proxy."""

    def __init__(self, app: App, hosts: frozenset[str], proxy: str | None, secure: bool) -> None:
        self._app, self._hosts, self._proxy, self._secure = app, hosts, proxy, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            await refusal(scope, receive, self._headed(scope, send))
            return
        await self._app(scope, _limited(receive), self._headed(scope, send))

    def _refusal(self, scope: Scope) -> Response | None:
        connection = HTTPConnection(scope)
        headers = connection.headers
        if host_of(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("不认得的主机名。", 400)
        peer = (scope.get("client") or ("",))[0]
        if self._proxy and peer and not (peer == self._proxy or is_loopback(peer)):
            return PlainTextResponse("只接受来自指定代理的访问。", 403)
        if int_of(headers.get("content-length")) > MOST_BYTES:
            return PlainTextResponse("内容过长。", 413)
        if scope["method"] not in SAFE and not same_origin(headers):
            return PlainTextResponse("请求不是从审核台自己的页面发出的。", 403)
        return None

    def _headed(self, scope: Scope, send: Send) -> Send:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                framed = "'self'" if scope["path"].startswith(FRAMED) else "'none'"
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers["content-security-policy"] = POLICY.format(framed=framed)
                if self._secure:
                    headers["strict-transport-security"] = "max-age=31536000"
            await send(message)

        return headed


def host_of(header: str) -> str:
    """The name in a Host header, without the port."""
    return (urlsplit(f"//{header}").hostname or "").lower() if header else ""


def is_loopback(name: str) -> bool:
    """Whether a name or address can only be reached from this machine."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def same_origin(headers: Headers) -> bool:
    """Whether a browser says that its own page of this host sent the request (Fetch Metadata, Origin)."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = headers.get("origin")
    return origin is None or (urlsplit(origin).netloc == headers.get("host") and origin != "null")


def int_of(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _limited(receive: Receive) -> Receive:
    """A body without a length is cut off where it grows too long."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= MOST_BYTES else {"type": "http.disconnect"}

    return limited
