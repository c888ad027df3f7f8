"""What an attacker tries at the desk, over real HTTP. Each of these fails when its guard is taken out."""

from __future__ import annotations

import asyncio
import re
import socket
import sqlite3
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import msgspec
import pytest
from playwright.sync_api import Browser

from publish.desk.app import ADDRESSES, application
from publish.desk.office import Office
from publish.desk.server import check
from publish.errors import UsageError
from publish.settings import Desk, load
from publish.stages import office
from tests.desk import certificate
from tests.desk.desks import PASSWORD, Reader, Running, copied, reader, running
from tests.wholeline import Line

NASTY = "<img src=x onerror=alert(1)>\"'{{7*7}}</script><script>alert(2)</script>"


@pytest.fixture
def visitor(desk: Running) -> Iterator[httpx.Client]:
    """A browser that nobody signed in with."""
    with httpx.Client(base_url=desk.url, timeout=60) as client:
        yield client


def _sign_in(client: httpx.Client, name: str = "chen", password: str = PASSWORD) -> httpx.Response:
    return client.post("/login", data={"name": name, "password": password})


def _token(client: httpx.Client) -> str:
    found = re.search('<meta name="csrf" content="([^"]+)"', client.get("/keys").text)
    assert found
    return found[1]


def test_a_session_known_before_signing_in_is_worth_nothing_after(visitor: httpx.Client) -> None:
    planted = "planted" * 7
    visitor.cookies.set("desk", planted)
    answer = _sign_in(visitor)
    given = answer.cookies["desk"]
    assert given != planted
    fresh = httpx.Client(base_url=visitor.base_url, cookies={"desk": planted})
    assert fresh.get("/").headers["location"] == "/login"


def test_signing_in_again_gives_another_session(visitor: httpx.Client) -> None:
    first = _sign_in(visitor).cookies["desk"]
    assert _sign_in(visitor).cookies["desk"] != first


def test_signing_out_ends_the_session_in_the_ledger(visitor: httpx.Client) -> None:
    token = _sign_in(visitor).cookies["desk"]
    visitor.post("/logout", data={"csrf": _token(visitor)})
    again = httpx.Client(base_url=visitor.base_url, cookies={"desk": token})
    assert again.get("/").headers["location"] == "/login"


def test_the_session_is_out_of_reach_of_scripts_and_of_other_sites(visitor: httpx.Client) -> None:
    cookie = _sign_in(visitor).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


WRITING = sorted(path for method, path, _, who in ADDRESSES if method == "POST" and who != "anyone")


@pytest.mark.parametrize("path", WRITING)
def test_nothing_is_changed_without_the_session_s_token(visitor: httpx.Client, path: str) -> None:
    _sign_in(visitor, "wu")
    address = path.format(name="C-000001", programme="zhouwu", number=1)
    assert visitor.post(address, data={"act": "clear", "field": "title"}).status_code == 403
    assert visitor.post(address, data={"csrf": "0" * 43}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
     {"sec-fetch-site": "same-site"}],
)  # fmt: skip
def test_another_site_can_post_nothing_here_not_even_a_sign_in(
    visitor: httpx.Client, headers: dict[str, str]
) -> None:
    answer = visitor.post("/login", data={"name": "chen", "password": PASSWORD}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_name_that_was_pointed_here_is_not_answered(visitor: httpx.Client) -> None:
    assert visitor.get("/login", headers={"host": "evil.example"}).status_code == 400


READING = sorted(
    path for method, path, _, who in ADDRESSES if method == "GET" and who != "anyone" and "path" not in path
)


@pytest.mark.parametrize("path", READING)
def test_nothing_is_shown_to_whom_nobody_knows(visitor: httpx.Client, path: str) -> None:
    answer = visitor.get(path.format(name="C-000002", programme="zhouwu", number=1))
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login"
    assert answer.text == ""


def test_a_first_reader_can_do_nothing_that_is_the_final_readers(
    visitor: httpx.Client, desk: Running
) -> None:
    _sign_in(visitor)
    ground = {"gate": "GATE-CRITICISM", "ground": "已报分管领导同意点名公开此事", "csrf": _token(visitor)}
    assert visitor.post("/matters/C-000004/override", data=ground).status_code == 403
    with office.ledger_of(load(desk.line.settings)) as ledger:
        assert ledger.desk().row("C-000004").overridden == ()


def test_a_second_reader_can_t_sign_in_the_first_readers_turn(visitor: httpx.Client, desk: Running) -> None:
    _sign_in(visitor, "zhou")
    page = visitor.get("/matters/C-000001").text
    shown = {name: re.search(f'data-{name}="([^"]*)"', page)[1] for name in ("version", "revision")}  # type: ignore[index]
    given = dict.fromkeys(("legality", "accuracy", "fitness", "confidentiality"), "1")
    answer = visitor.post("/matters/C-000001/sign", data={**given, **shown, "csrf": _token(visitor)})
    assert answer.status_code == 409
    with office.ledger_of(load(desk.line.settings)) as ledger:
        assert ledger.candidate("C-000001").signatures == ()


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/..%5capp.py",
     "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/preview/static/../templates/base.html",
     "/preview/static/..%2f..%2fpyproject.toml", "/static/vendor/../../words.yaml"],
)  # fmt: skip
def test_no_file_is_given_but_the_desks_own(visitor: httpx.Client, path: str) -> None:
    with socket.create_connection((visitor.base_url.host, visitor.base_url.port or 0)) as wire:
        host = f"{visitor.base_url.host}:{visitor.base_url.port}"
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404"), answer[:200]


def test_guessing_a_password_locks_the_name_and_tells_nothing(filed_line: Line, tmp_path: Path) -> None:
    with running(copied(filed_line, tmp_path)) as own, httpx.Client(base_url=own.url, timeout=60) as visitor:
        answers = [_sign_in(visitor, "sun", f"wrong guess {count}") for count in range(6)]
        assert _sign_in(visitor, "sun").status_code == 429  # the right one, too late
        unknown = _sign_in(visitor, "nobody-here", "wrong guess")
        assert unknown.status_code == answers[0].status_code == 403
        assert _sentence(unknown) == _sentence(answers[0])


def _sentence(answer: httpx.Response) -> str:
    found = re.search(r"<strong>([^<]*)</strong>", answer.text)
    assert found
    return found[1]


def test_every_answer_is_kept_by_nobody_and_runs_nothing_foreign(visitor: httpx.Client) -> None:
    _sign_in(visitor)
    for path in ("/", "/matters/C-000002", "/preview/matters/C-000002", "/login", "/nothing"):
        headers = visitor.get(path).headers
        assert headers["cache-control"] == "no-store"
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


def test_too_much_at_once_is_refused(visitor: httpx.Client) -> None:
    body = {"name": "chen", "password": "x" * 1_100_000}
    assert visitor.post("/login", data=body).status_code == 413


# --- words of a matter and names of users as they come -----------------------------------------------


@pytest.fixture
def nasty(filed_line: Line, tmp_path: Path) -> Iterator[Running]:
    """A desk whose store and users try to be markup."""
    line = copied(filed_line, tmp_path)
    store = line.folder / "store.sqlite3"
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE cases SET title = ?, appeal = ?, result = ?", (NASTY, NASTY, NASTY))
    line.publish("export", check=False)
    with office.ledger_of(load(line.settings)) as ledger:
        ledger.begin_run("users")
        ledger.add_user("chen", NASTY, ["first"])
    with running(line) as started:
        yield started


@pytest.mark.browser
def test_words_of_a_matter_and_a_users_name_are_never_markup(nasty: Running, chromium: Browser) -> None:
    with reader(chromium, nasty, "chen") as chen:
        chen.page.on("dialog", lambda dialog: chen.wrong.append(dialog.message))
        chen.go("x")
        _edit(chen, NASTY)
        for path in ("", "/preview", "/history", "/record"):
            chen.page.goto(f"{nasty.url}/matters/{chen_matter(chen)}{path}")
            assert chen.page.locator("img[src=x]").count() == 0
            assert chen.page.evaluate("window.policyBroken") == []
        chen.page.goto(nasty.url)
        assert chen.page.locator("img[src=x]").count() == 0
        assert NASTY.replace("{{7*7}}", "49") not in chen.page.content()
        assert chen.wrong == []


def _edit(one: Reader, words: str) -> None:
    one.press("e")
    one.page.locator("#edit-words").fill(words)
    one.stroke("Control+Enter")


def chen_matter(one: Reader) -> str:
    found = re.search(r"C-\d{6}", one.page.url)
    assert found
    return found[0]


def test_no_word_of_a_matter_is_in_what_the_desk_logs(desk: Running, visitor: httpx.Client) -> None:
    _sign_in(visitor)
    visitor.get("/matters/C-000002")
    visitor.post("/find", data={"what": "王某某的住处", "csrf": _token(visitor)})
    said = desk.said.read_text("utf-8")
    assert "王某某" not in said
    assert "/matters" not in said


# --- where it listens --------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "10.1.2.3", "::"])
def test_it_is_not_heard_beyond_this_machine_without_tls_or_a_named_proxy(host: str) -> None:
    with pytest.raises(UsageError, match="DESK-001"):
        check(Desk(host=host), "publish.yml")
    check(Desk(host=host, proxy="10.0.0.2"), "publish.yml")


def test_publish_review_refuses_in_one_sentence(filed_line: Line, tmp_path: Path) -> None:
    line = filed_line.copy(tmp_path / "demo")
    line.settings.write_text(line.settings.read_text("utf-8") + "desk:\n  host: 0.0.0.0\n", "utf-8")
    done = line.publish("review", check=False)
    assert done.returncode == 2
    assert "DESK-001" in done.stderr


def test_with_a_certificate_it_speaks_tls_and_its_cookie_needs_it(filed_line: Line, tmp_path: Path) -> None:
    line = copied(filed_line, tmp_path)
    certificate.make(line.folder)
    text = line.settings.read_text("utf-8")
    line.settings.write_text(f"{text}desk:\n  certificate: desk.pem\n  key: desk.key\n", "utf-8")
    own = Running(line)
    own.url = own.url.replace("http:", "https:")
    trust = ssl.create_default_context(cafile=str(line.folder / "desk.pem"))
    own.trust = trust
    own.start()
    try:
        with httpx.Client(base_url=own.url, verify=trust, timeout=60) as client:
            answer = _sign_in(client)
            assert "secure" in answer.headers["set-cookie"].lower()
            assert answer.headers["set-cookie"].startswith("__Host-desk=")
            assert "max-age" in answer.headers["strict-transport-security"]
    finally:
        own.stop()


@pytest.mark.parametrize(("peer", "status"), [("10.0.0.2", 303), ("127.0.0.1", 303), ("10.0.0.3", 403)])
def test_behind_a_proxy_nobody_else_is_answered(
    filed_line: Line, tmp_path: Path, peer: str, status: int
) -> None:
    settings = load(copied(filed_line, tmp_path).settings)
    made = Office(
        msgspec.structs.replace(settings, desk=Desk(proxy="10.0.0.2", names=("shenhe.example.cn",)))
    )
    transport = httpx.ASGITransport(app=application(made), client=(peer, 4711))

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="https://shenhe.example.cn") as client:
            return await client.get("/", headers={"x-forwarded-for": "127.0.0.1"})

    with ThreadPoolExecutor(1) as aside:  # a browser's loop may be running in this thread
        assert aside.submit(lambda: asyncio.run(ask())).result().status_code == status
    made.ledger.close()
