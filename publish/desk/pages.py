"""The desk's own templates: escaped everywhere, a missing name is an error."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from publish.desk import keys, words
from publish.ledger.accounts import Session
from publish.settings import Settings
from publish.text import dates

HERE = Path(__file__).parent
STATIC = HERE / "static"


class Pages:
    """Renders the templates beside this file."""

    def __init__(self, settings: Settings) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals |= {
            "site": settings.site,
            "demo": settings.profile == "demonstration",
            "words": words,
            "keys": keys,
            "asset": asset,
        }
        self._environment.filters |= {
            "date": dates.chinese_date,
            "datetime": dates.chinese_datetime,
            "iso": dates.rfc3339,
        }

    def page(
        self, template: str, status: int = 200, *, session: Session | None, request: Request, **names: Any
    ) -> Response:
        """A page or a part of one."""
        given = {"session": session, "path": request.url.path, "issue": None, **names}
        return HTMLResponse(self._environment.get_template(template).render(given), status)


@cache
def asset(name: str) -> str:
    """The address of a file of ours; a changed file has another address."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"
