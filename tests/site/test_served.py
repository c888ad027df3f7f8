"""What a visitor is sent: policy and headers on every type of page, few bytes, readable before any script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession

from publish.settings import load
from tests import browser as at
from tests.servers import Server, missing, serving
from tests.site.page_types import MAIN, PAGE_TYPES, RARE, examples
from tests.wholeline import Line

if missing("nginx"):
    pytest.skip(missing("nginx"), allow_module_level=True)

FREQUENT = [kind for kind in PAGE_TYPES if kind not in RARE]
CASE_BYTES = 40_000
"""What a case page may take over the wire with all it needs to be read, without images."""
HEADERS = {
    "X-Content-Type-Options": r"nosniff",
    "X-Frame-Options": r"DENY",
    "Referrer-Policy": r"no-referrer",
    "Permissions-Policy": r"(?=.*camera=\(\))(?=.*microphone=\(\))(?=.*geolocation=\(\)).*",
    "Cross-Origin-Opener-Policy": r"same-origin",
    "Cross-Origin-Resource-Policy": r"(same|cross)-origin",
    "Cache-Control": r"public, max-age=60, must-revalidate",
    "Vary": r"Accept-Encoding",
    "Content-Type": r"text/html; charset=utf-8",
}
PAINTED = "performance.getEntriesByName('first-contentful-paint').length"
# --- the policy -----------------------------------------------------------------------------------
DIRECTIVE = re.compile(r"\s*([a-z-]+)\s+([^;]*)")


@pytest.fixture(scope="module")
def server(full_line: Line, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving("nginx", load(full_line.settings), tmp_path_factory.mktemp("nginx")) as running:
        yield running


@pytest.fixture(scope="module")
def addresses(full_line: Line) -> dict[str, str]:
    return examples(full_line.output)


def directives(policy: str) -> dict[str, list[str]]:
    """Directive of a Content-Security-Policy → what it allows."""
    return {name: allowed.split() for name, allowed in DIRECTIVE.findall(policy)}


def _strict(policy: str) -> None:
    given = directives(policy)
    assert given["default-src"] == ["'none'"], policy
    assert given["base-uri"] == ["'none'"], policy
    allowed = {source for sources in given.values() for source in sources}
    assert allowed <= {"'none'", "'self'"}, policy


@pytest.mark.parametrize("kind", FREQUENT)
def test_policy_and_headers_of_a_page(server: Server, addresses: dict[str, str], kind: str) -> None:
    answer = server.get(f"/{addresses[kind]}", Accept_Encoding="br")
    assert answer.status == 200
    _strict(answer.headers["Content-Security-Policy"])
    assert directives(answer.headers["Content-Security-Policy"])["frame-ancestors"] == ["'none'"]
    for name, form in HEADERS.items():
        assert re.fullmatch(form, answer.headers.get(name, "")), (name, answer.headers.get(name))


@pytest.mark.parametrize("kind", FREQUENT)
def test_a_page_s_own_policy_allows_no_more_than_its_host(
    server: Server, addresses: dict[str, str], kind: str
) -> None:
    page = server.get(f"/{addresses[kind]}").body.decode()
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    _strict(policy)


def test_a_loose_policy_would_be_found() -> None:
    for loose in ("default-src 'none'; script-src 'unsafe-inline'", "default-src 'self'", "img-src *"):
        with pytest.raises((AssertionError, KeyError)):
            _strict(loose)


# --- bytes and paint ------------------------------------------------------------------------------
class Wire:
    """What a tab receives: bytes over the wire by kind of resource, headers and all."""

    def __init__(self, session: CDPSession) -> None:
        self.sizes: dict[str, float] = {}
        self._kinds: dict[str, str] = {}
        session.send("Network.enable")
        session.on("Network.responseReceived", self._begun)
        session.on("Network.loadingFinished", self._done)

    def _begun(self, event: dict[str, str]) -> None:
        self._kinds[event["requestId"]] = event["type"]

    def _done(self, event: dict[str, str]) -> None:
        kind = self._kinds.get(event["requestId"], "Other")
        self.sizes[kind] = self.sizes.get(kind, 0) + float(event["encodedDataLength"])

    def total(self) -> float:
        """All but pictures."""
        return sum(size for kind, size in self.sizes.items() if kind not in ("Image", "Media"))


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["result", "letter"])
def test_the_largest_case_page_takes_forty_kilobytes_at_most(
    chromium: Browser, site: at.Place, kind: str
) -> None:
    path = examples(site.folder)[kind]
    with at.tab(chromium, site, 390) as (page, _):
        wire = Wire(page.context.new_cdp_session(page))
        page.goto(site.url(path), wait_until="networkidle")
        assert 2_000 < wire.total() <= CASE_BYTES, wire.sizes


@pytest.mark.browser
@pytest.mark.parametrize("kind", MAIN)
def test_a_page_is_painted_without_script(chromium: Browser, site: at.Place, kind: str) -> None:
    """Scripts may come late or never: what is read is painted before, and nothing moves when they come."""
    with at.tab(chromium, site, 390) as (page, _):
        page.route("**/*.js", lambda route: route.abort())
        page.goto(site.url(examples(site.folder)[kind]))
        for _ in range(600):  # not wait_for_function: it evaluates in the page, which the policy forbids
            if page.evaluate(PAINTED):
                break
            page.wait_for_timeout(100)
        assert page.evaluate(PAINTED)
        assert len(page.locator("main").inner_text()) > 100
        assert page.locator("h1").is_visible()
