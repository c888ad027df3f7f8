"""The desk as an ASGI application: every address, who may call it, and nothing else."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from publish.desk.guard import Guard
from publish.desk.office import Office
from publish.desk.pages import Pages
from publish.desk.views import acting, deciding, entrance, papers, planning, queue, reading, teaching
from publish.desk.views.entrance import cookie_name
from publish.desk.visit import Door, View, Who

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MATTER = "/matters/{name}"
EPISODE = "/episodes/{programme}/{number}"

Address = tuple[str, str, View, Who]
ADDRESSES: tuple[Address, ...] = (
    ("GET", "/login", entrance.login_page, "anyone"),
    ("POST", "/login", entrance.login, "anyone"),
    ("GET", "/static/{path:path}", papers.own_file, "anyone"),
    ("POST", "/logout", entrance.logout, "reader"),
    ("GET", "/password", entrance.password_page, "reader"),
    ("POST", "/password", entrance.password, "reader"),
    ("GET", "/keys", entrance.key_map, "reader"),
    ("GET", "/", queue.queue, "reader"),
    ("POST", "/find", queue.find, "reader"),
    ("GET", "/start", queue.start, "reader"),
    ("GET", MATTER, reading.matter, "reader"),
    ("GET", f"{MATTER}/work", reading.work, "reader"),
    ("POST", f"{MATTER}/act", acting.act, "reader"),
    ("POST", f"{MATTER}/undo", acting.undo, "reader"),
    ("POST", f"{MATTER}/redo", acting.redo, "reader"),
    ("POST", f"{MATTER}/difference", acting.difference, "reader"),
    ("POST", f"{MATTER}/take-over", acting.take_over, "reader"),
    ("POST", f"{MATTER}/put-down", acting.put_down, "reader"),
    ("POST", f"{MATTER}/sign", deciding.sign, "reader"),
    ("POST", f"{MATTER}/refuse", deciding.refuse, "reader"),
    ("POST", f"{MATTER}/reopen", deciding.reopen, "reader"),
    ("POST", f"{MATTER}/override", deciding.override, "final"),
    ("POST", f"{MATTER}/object", deciding.object_, "reader"),
    ("POST", f"{MATTER}/lift", deciding.lift, "reader"),
    ("POST", f"{MATTER}/terms", teaching.propose, "reader"),
    ("GET", f"{MATTER}/preview", papers.preview, "reader"),
    ("GET", "/preview/matters/{name}", papers.preview_page, "reader"),
    ("GET", "/preview/static/{path:path}", papers.theme_file, "anyone"),
    ("GET", f"{MATTER}/history", papers.history, "reader"),
    ("GET", f"{MATTER}/record", papers.record, "reader"),
    ("GET", f"{MATTER}/record.pdf", papers.record_pdf, "reader"),
    ("GET", "/terms", teaching.terms, "reader"),
    ("POST", "/terms/agree", teaching.agree, "reader"),
    ("POST", "/terms/drop", teaching.drop, "reader"),
    ("GET", "/figures", teaching.figures, "reader"),
    ("GET", "/episodes", planning.episodes, "reader"),
    ("POST", "/episodes", planning.plan, "reader"),
    ("GET", EPISODE, planning.episode, "reader"),
    ("POST", EPISODE, planning.change, "reader"),
)
"""Method, address, view, and who may call it."""


def application(office: Office) -> Starlette:
    """The desk of an office."""
    settings = office.settings.desk
    door = Door(office, Pages(office.settings), cookie_name(office.secure))
    routes = [
        Route(path, door.open(view, who), methods=[method], name=f"{method} {path}")
        for method, path, view, who in ADDRESSES
    ]
    hosts = frozenset(name.lower() for name in (*LOOPBACK, settings.host, *settings.names))
    guard = Middleware(Guard, hosts=hosts, proxy=settings.proxy, secure=office.secure)
    return Starlette(
        routes=[*routes, Route("/alive", _alive)], middleware=[guard], exception_handlers={404: _not_there}
    )


async def _alive(_: Request) -> Response:
    """Whether the desk can be reached again; says nothing."""
    return Response(status_code=204)


async def _not_there(_: Request, __: Exception) -> Response:
    return PlainTextResponse("没有这个页面。", 404)
