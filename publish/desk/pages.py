"""The desk's own templates: escaped everywhere, a missing name is an error."""

from __future__ import annotations

import hashlib
import re
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
DONE = re.compile(r"(C-\d{6,9})-(signed|approved|settled|refused)")
"""What an address says was done a moment ago, for a line on the next page."""


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
        done = DONE.fullmatch(request.query_params.get("done", ""))
        given = {"session": session, "path": request.url.path, "issue": None, "just_done": done, **names}
        return HTMLResponse(self._environment.get_template(template).render(given), status)


@cache
def asset(name: str) -> str:
    """The address of a file of ours; a changed file has another address."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"
