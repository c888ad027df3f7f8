"""One request: who comes, what is asked, and how it is answered.

Every view is named with who may call it; there is no view without. What a view raises becomes a plain
sentence on a page, never a traceback with words of a matter in it.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Literal

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from publish.desk.office import Office
from publish.desk.pages import Pages
from publish.errors import LedgerError, PublishError
from publish.ledger.accounts import Session
from publish.ledger.desk import Desk
from publish.ledger.users import User

log = logging.getLogger("publish.desk")

Who = Literal["anyone", "reader", "final"]
STATUS = {"LEDGER-010": 404, "LEDGER-011": 410, "LEDGER-050": 403, "LEDGER-051": 429}
CONFLICT = ("LEDGER-012", "LEDGER-054", "LEDGER-055")


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """`fields` are the form's; `desk` is the ledger for this request alone."""

    office: Office
    pages: Pages
    desk: Desk
    request: Request
    fields: dict[str, str]
    session: Session | None = None

    @property
    def user(self) -> User:
        assert self.session
        return self.session.user

    @property
    def partial(self) -> bool:
        """Whether htmx asks for a part of the page it stands on."""
        return self.request.headers.get("hx-request") == "true"

    @property
    def name(self) -> str:
        """The candidate of the address."""
        return str(self.request.path_params["name"])

    def page(self, template: str, status: int = 200, **names: Any) -> Response:
        """A page of the desk for whoever is signed in."""
        return self.pages.page(template, status, session=self.session, request=self.request, **names)

    def to(self, path: str) -> Response:
        """Send the browser on."""
        if self.partial:
            return Response(status_code=204, headers={"HX-Redirect": path})
        return RedirectResponse(path, 303)


View = Callable[[Visit], Response]


class Door:
    """Turns views into endpoints."""

    def __init__(self, office: Office, pages: Pages, cookie: str) -> None:
        self._office, self._pages, self._cookie = office, pages, cookie

    def open(self, view: View, who: Who) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint that lets in whom `who` names, and changes nothing without the session's token."""

        async def endpoint(request: Request) -> Response:
            try:
                fields = await _fields(request)
            except ClientDisconnect:
                return Response(status_code=413)
            return await run_in_threadpool(self._answer, view, who, request, fields)

        return endpoint

    def _answer(self, view: View, who: Who, request: Request, fields: dict[str, str]) -> Response:
        visit = Visit(
            office=self._office, pages=self._pages, desk=self._office.desk(), request=request, fields=fields
        )
        try:
            session = visit.desk.session(request.cookies.get(self._cookie, ""))
            visit = msgspec.structs.replace(visit, session=session)
            return self._refusal(visit, who) or view(visit)
        except PublishError as error:
            return explained(visit, error)
        except Exception as error:
            mark = secrets.token_hex(4)
            log.error("%s %s %s", mark, type(error).__name__, _where(error))
            return visit.page("fault.html", 500, mark=mark)

    def _refusal(self, visit: Visit, who: Who) -> Response | None:
        if who == "anyone":
            return None
        if visit.session is None:
            return visit.to("/login")
        if visit.request.method not in ("GET", "HEAD") and not _token_holds(visit):
            return visit.page("refused.html", 403, reason="页面已过期，请刷新后再做一次。")
        if who == "final" and "final" not in visit.user.roles:
            return visit.page("refused.html", 403, reason="这一步由终审办理。")
        return None


def explained(visit: Visit, error: PublishError) -> Response:
    """A refusal in its own words: a strip on the page it happened on, or a page."""
    code = error.issue.code
    status = STATUS.get(code, 409 if code in CONFLICT or isinstance(error, LedgerError) else 422)
    if visit.partial:
        answer = visit.page("partials/notice.html", status, issue=error.issue)
        answer.headers["HX-Retarget"] = "#notice"
        answer.headers["HX-Reswap"] = "innerHTML"
        return answer
    return visit.page("refused.html", status, issue=error.issue)


def _token_holds(visit: Visit) -> bool:
    assert visit.session
    given = visit.fields.get("csrf") or visit.request.headers.get("x-csrf", "")
    return hmac.compare_digest(given.encode(), visit.session.csrf.encode())


async def _fields(request: Request) -> dict[str, str]:
    """The form's texts; files and repeated names are not taken."""
    if request.method in ("GET", "HEAD"):
        return {}
    async with request.form(max_files=0, max_fields=60, max_part_size=1_000_000) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _where(error: Exception) -> str:
    """The innermost place in our own files; the message may hold words of a matter and is left out."""
    trace, found = error.__traceback__, "-"
    while trace:
        _, ours, name = trace.tb_frame.f_code.co_filename.rpartition("/publish/")
        found = f"{name}:{trace.tb_lineno}" if ours else found
        trace = trace.tb_next
    return found
