"""In and out: sign in, sign out, one's own password, the key map."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from publish.desk.visit import Visit
from publish.errors import LedgerError

HOST_COOKIE, PLAIN_COOKIE = "__Host-desk", "desk"


def login_page(visit: Visit) -> Response:
    """The form; who is signed in already goes on."""
    return visit.to("/") if visit.session else visit.page("login.html", name="")


def login(visit: Visit) -> Response:
    """A new session with a new token, whatever the browser brought along."""
    name = visit.fields.get("name", "")[:80]
    try:
        session = visit.desk.sign_in(name, visit.fields.get("password", "")[:1000])
    except LedgerError as error:
        return visit.page(
            "login.html", 429 if error.issue.code == "LEDGER-051" else 403, issue=error.issue, name=name
        )
    answer = RedirectResponse("/", 303)
    secure = visit.office.secure
    answer.set_cookie(
        cookie_name(secure), session.token, httponly=True, samesite="strict", secure=secure, path="/"
    )
    return answer


def logout(visit: Visit) -> Response:
    """The session ends in the ledger, not in the browser alone."""
    visit.desk.sign_out(visit.request.cookies.get(cookie_name(visit.office.secure), ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(cookie_name(visit.office.secure), path="/")
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


def password_page(visit: Visit) -> Response:
    return visit.page("password.html")


def password(visit: Visit) -> Response:
    """Change one's own password; every session of the user ends."""
    old, new = visit.fields.get("old", "")[:1000], visit.fields.get("new", "")[:1000]
    try:
        visit.desk.change_password(visit.user.name, old, new)
    except LedgerError as error:
        return visit.page("password.html", 403, issue=error.issue)
    return visit.to("/login")


def key_map(visit: Visit) -> Response:
    """The key map as a page; `?` shows it over any page."""
    return visit.page("keys.html")


def cookie_name(secure: bool) -> str:
    """`__Host-`: only over TLS, only this host, only the whole site (RFC 6265bis)."""
    return HOST_COOKIE if secure else PLAIN_COOKIE
