"""What nginx and Caddy must be told to serve a folder of releases: written from the settings.

Neither keeps anything of a file between requests, so a switch of `current` is seen at once, and a page that
is withdrawn is answered by 410 because its tombstone is there, without a reload.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from publish.release.serving.kinds import FEEDS, TYPES
from publish.settings import Settings

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; "
    "script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""A page may ask for less by itself, and does: no page but that which verifies allows a script."""
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
NUMBER = "[A-Z]{1,8}-[0-9]{4}-[0-9]{1,12}"
SECONDS = 60
"""How long a page may be kept unasked: a withdrawal is seen everywhere within a minute."""


def nginx(settings: Settings, listen: str) -> str:
    """For the http block of nginx."""
    base = _base(settings)
    feeds = [
        f'    location ~ "^{_re(base)}(?<huisheng_file>.*{_re(suffix)})$" {{ alias {settings.paths.releases}'
        f'/current/$huisheng_file; types {{}} default_type "{kind}"; }}'
        for suffix, kind in FEEDS.items()
    ]  # fmt: skip
    outside = "" if base == "/" else "    location / {\n        return 404;\n    }\n"
    return _filled("nginx", settings, listen, {"FEEDS": "\n".join(feeds), "OUTSIDE": outside})


def caddy(settings: Settings, listen: str) -> str:
    """A whole Caddyfile."""
    types = [_caddy_type(number, suffix) for number, suffix in enumerate(TYPES)]
    strip = _base(settings).rstrip("/") or "/-"
    host = re.fullmatch(r"https?://(127\.[0-9.]+)(:\d+)?", listen)
    bind = f"\tbind {host[1]}\n" if host else ""
    return _filled("caddy", settings, listen, {"TYPES": "\n".join(types), "STRIP": strip, "BIND": bind})


def _caddy_type(number: int, suffix: str) -> str:
    longer = [f"*{each}" for each in TYPES if each.endswith(suffix) and each != suffix]
    but = f"\n\t\tnot path {' '.join(longer)}" if longer else ""
    matcher = f"\t@type{number} {{\n\t\tpath *{suffix}{but}\n\t}}"
    return f'{matcher}\n\theader @type{number} Content-Type "{TYPES[suffix]}"'


WRITERS = {"nginx": nginx, "caddy": caddy}


def _filled(name: str, settings: Settings, listen: str, more: Mapping[str, str]) -> str:
    base = _base(settings)
    values = {
        "BASE": base,
        "RE_BASE": _re(base),
        "ROOT": str(settings.paths.releases / "current"),
        "NAME": settings.site.url.split("://", 1)[-1].split("/")[0].split(":")[0],
        "LISTEN": listen,
        "POLICY": POLICY,
        "PERMISSIONS": PERMISSIONS,
        "NUMBER": NUMBER,
        "SECONDS": str(SECONDS),
        "ROBOTS": "noindex, noarchive" if settings.profile == "demonstration" else "noarchive",
        **more,
    }
    text = (HERE / f"{name}.txt").read_text("utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], text)


def _base(settings: Settings) -> str:
    inner = settings.site.base.strip("/")
    return f"/{inner}/" if inner else "/"


def _re(text: str) -> str:
    return text.replace(".", r"\.")
