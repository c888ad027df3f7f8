"""「验证本页」 in a real browser: a sound page, and every way in which it might not be."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import msgspec
import pytest
from playwright.sync_api import Browser, Page

from publish.release.proof import keys, note, shards, stamp, statement, tiles
from tests import browser as at
from tests.unit.release.proof import forgers, made

if at.missing():
    pytest.skip(at.missing(), allow_module_level=True)
pytestmark = pytest.mark.browser
both_widths = pytest.mark.parametrize("width", at.WIDTHS)
NEEDED = ("verify.html", "index.html", "404.html", "cases/*.html", "static/**/*")
ENDS = ",".join(f"[data-verify][data-state={state}]" for state in ("good", "bad", "withdrawn", "unable"))
GOOD = "这一页与本站签名发布的完全一致。"
BAD = "这一页没有通过核对。请不要采信，并告诉主办单位。"
OLD_BROWSER = "crypto.subtle.importKey = () => Promise.reject(new Error('no'))"
NO_HTTPS = "Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined})"


@pytest.fixture(scope="session")
def pages(golden_line: Path) -> dict[str, bytes]:
    """Files of a real site, as far as these tests open them."""
    output = golden_line / "output"
    found = (path for form in NEEDED for path in sorted(output.glob(form)) if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def matter(pages: dict[str, bytes]) -> str:
    return next(path for path in sorted(pages) if path.startswith("cases/"))


@pytest.fixture
def site(tmp_path: Path, pages: dict[str, bytes]) -> Path:
    """The second release of it, in a folder of its own."""
    made.release(tmp_path / "1", None, {**pages, "index.html": b"old home"})
    made.release(tmp_path / "2", tmp_path / "1", pages, hours=1)
    return Path(shutil.copytree(tmp_path / "2", tmp_path / "site"))


def ask(page: Page, served: at.Site, path: str) -> str:
    """Have a page verified; what the reader reads."""
    page.goto(served.url(f"verify.html?{urlencode({'page': path})}"))
    page.locator(ENDS).wait_for()
    return page.locator("[data-verify]").inner_text()


@contextmanager
def reading(
    browser: Browser, folder: Path, script: str = "", width: int = 390
) -> Iterator[Callable[[str], str]]:
    """A reader's browser on a folder; it keeps what it has seen."""
    with at.Site(folder) as served, at.tab(browser, served, width) as (page, _):
        if script:
            page.add_init_script(script)
        yield lambda path: ask(page, served, path)


@both_widths
def test_a_sound_page_is_proved_step_by_step(chromium: Browser, site: Path, matter: str, width: int) -> None:
    with at.Site(site) as served, at.tab(chromium, served, width) as (page, complaints):
        said = ask(page, served, matter)
        assert [step in said for step in ("签名", "日志", "清单", "页面", GOOD)] == [True] * 5
        assert (complaints, at.policy_broken(page), at.overhang(page)) == ([], [], "")
        assert at.barriers(page, "dark" if width > 1000 else "light") == []


def test_a_matter_s_own_page_leads_there(chromium: Browser, site: Path, matter: str) -> None:
    with at.Site(site) as served, at.tab(chromium, served, 390) as (page, complaints):
        page.goto(served.url(matter))
        page.get_by_role("link", name="验证本页").click()
        page.locator(ENDS).wait_for()
        assert GOOD in page.locator("[data-verify]").inner_text()
        assert matter in page.locator("[data-page]").inner_text()
        assert complaints == []


def test_it_works_below_a_path(
    chromium: Browser, tmp_path: Path, pages: dict[str, bytes], matter: str
) -> None:
    below = {path: data.replace(b'"/static/', b'"/echo/static/') for path, data in pages.items()}
    made.release(tmp_path / "root" / "echo", None, below, made.signer(tmp_path / "keys"))
    with at.Site(tmp_path / "root") as served, at.tab(chromium, served, 390) as (page, complaints):
        page.goto(served.url(f"echo/verify.html?page={matter}"))
        page.locator(ENDS).wait_for()
        assert GOOD in page.locator("[data-verify]").inner_text()
        assert complaints == []


def test_a_site_of_many_shards_is_proved_through_two_levels_of_tiles(
    chromium: Browser, tmp_path: Path, pages: dict[str, bytes], matter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "bits_for", lambda *_: 9)
    made.release(tmp_path / "many", None, pages)
    with reading(chromium, tmp_path / "many") as asked:
        assert GOOD in asked(matter)
    tile = tmp_path / "many" / shards.PAGES / tiles.path(1, 0, 2)
    tile.write_bytes(tile.read_bytes()[::-1])
    with reading(chromium, tmp_path / "many") as asked:
        assert "清单被改过" in asked(matter)


# --- what somebody without the key could do -------------------------------------------------------


def _tampered(site: Path, matter: str) -> None:
    (site / matter).write_bytes((site / matter).read_bytes().replace(b"</h1>", b"!</h1>"))


def _dropped(site: Path, matter: str) -> None:
    (site / matter).unlink()


def _forged(site: Path, matter: str) -> None:
    forgers.forge(site, matter, b"forged")


def _forged_tree(site: Path, matter: str) -> None:
    _forged(site, matter)
    forgers.resign_tree(site)


def _false_line(site: Path, matter: str) -> None:
    (site / matter).write_bytes(b"forged")
    sha = shards.sha256(b"forged")
    change = msgspec.structs.replace
    forgers.rewrite(site, lambda line: change(line, sha256=sha, size=6) if line.path == matter else line)


def _unlisted(site: Path, matter: str) -> None:
    shutil.copy(site / matter, site / "cases/DC-1999-000001.html")


def _statement(site: Path, _: str) -> None:
    path = site / stamp.RELEASE
    path.write_text(path.read_text("utf-8").replace("number 2", "number 3"), "utf-8")


def _stranger(site: Path, _: str) -> None:
    other = made.signer(site.parent / "other", b"other")
    text = note.parse((site / stamp.RELEASE).read_bytes()).text
    (site / stamp.RELEASE).write_bytes(other.sign(text))


def _stranger_in_list(site: Path, _: str) -> None:
    other = made.signer(site.parent / "other", b"other")
    (site / stamp.KEYS).write_bytes((site / stamp.KEYS).read_bytes() + b"\n" + other.listed)


def _keys(site: Path, _: str) -> None:
    path = site / stamp.KEYS
    path.write_bytes(path.read_bytes().replace(b"event 1", b"event 2"))


def _log(site: Path, _: str) -> None:
    path = site / statement.LOG / "tile/0/000.p/2"
    path.write_bytes(bytes(32) + path.read_bytes()[32:])


def _checkpoint(site: Path, _: str) -> None:
    path = site / forgers.CHECKPOINT
    path.write_text(path.read_text("utf-8").replace("\n2\n", "\n1\n"), "utf-8")


def _old_statement(site: Path, _: str) -> None:
    shutil.copytree(site.parent / "1", site, dirs_exist_ok=True)
    shutil.copy(site.parent / "2" / forgers.CHECKPOINT, site / forgers.CHECKPOINT)


def _no_shard(site: Path, matter: str) -> None:
    forgers.shard_of(site, matter).unlink()


def _bad_json(site: Path, matter: str) -> None:
    forgers.shard_of(site, matter).write_bytes(b"[{]")


def _revoked(site: Path, _: str) -> None:
    folder, by = site.parent / "keys", made.signer(site.parent / "keys")
    forgers.rotated(site, {"index.html": b""})
    keys.revoke(folder, made.ORIGIN, made.AT.replace(hour=23), by.key.id.hex(), made.AT.date(), "leaked")
    (site / stamp.KEYS).write_bytes(keys.signer(folder, made.ORIGIN).listed)


HARM: dict[str, tuple[Callable[[Path, str], None], str]] = {
    "tampered": (_tampered, "页面内容被改动"),
    "dropped": (_dropped, "页面被拿掉"),
    "forged with its line": (_forged, "清单被改过"),
    "forged with line and tree": (_forged_tree, "清单被改过"),
    "false line": (_false_line, "页面内容被改动"),
    "statement": (_statement, "发布声明的签名对不上"),
    "stranger": (_stranger, "发布声明不是由公钥清单里的密钥签名的"),
    "stranger in the list": (_stranger_in_list, "公钥清单"),
    "keys": (_keys, "公钥清单"),
    "log": (_log, "日志被改过"),
    "checkpoint": (_checkpoint, "日志的检查点的签名对不上"),
    "old statement": (_old_statement, "这一版不是公开日志的最后一条"),
    "no shard": (_no_shard, "证明所需的文件不在网站上"),
    "bad json": (_bad_json, "证明文件的格式不对"),
    "revoked": (_revoked, "自 2022-07-28 起已吊销"),
}


@pytest.mark.parametrize("harm", HARM)
def test_what_was_done_to_a_site_is_said(chromium: Browser, site: Path, matter: str, harm: str) -> None:
    act, words = HARM[harm]
    act(site, matter)
    with reading(chromium, site) as asked:
        said = asked(matter)
    assert words in said
    assert BAD in said
    assert GOOD not in said


def test_a_page_that_nobody_signed_is_said_to_be_added(chromium: Browser, site: Path, matter: str) -> None:
    _unlisted(site, matter)
    with reading(chromium, site) as asked:
        assert "是混进来的" in asked("cases/DC-1999-000001.html")


def test_a_page_that_never_was_is_said_to_be_unknown(chromium: Browser, site: Path) -> None:
    with reading(chromium, site) as asked:
        assert "这一版里没有这个页面" in asked("cases/DC-1999-000001.html")
        assert "这一版里没有这个页面" in asked("../../etc/passwd")


def test_a_withdrawn_page_is_said_to_be_withdrawn(
    chromium: Browser, site: Path, pages: dict[str, bytes], matter: str
) -> None:
    number = Path(matter).stem
    left = {path: data for path, data in pages.items() if path != matter}
    made.release(site.parent / "3", site, {**left, f"gone/{number}.html": b"gone"}, hours=2)
    with reading(chromium, site.parent / "3") as asked:
        said = asked(matter)
    assert "这一页已经撤下，不是被改动。" in said
    assert f"{number} 已由主办单位撤下" in said


# --- what only who was here before can see --------------------------------------------------------


@contextmanager
def returning(browser: Browser, folder: Path, path: str) -> Iterator[Callable[[], str]]:
    """A reader who has seen the site in this folder, and looks again when the block does."""
    with reading(browser, folder) as asked:
        assert GOOD in asked(path)
        yield lambda: asked(path)


def _becomes(site: Path, other: Path) -> None:
    shutil.rmtree(site)
    shutil.copytree(other, site)


def test_a_log_that_went_on_is_sound(
    chromium: Browser, site: Path, pages: dict[str, bytes], matter: str
) -> None:
    with returning(chromium, site, matter) as again:
        made.release(site.parent / "3", site, {**pages, "index.html": b"new"}, hours=2)
        _becomes(site, site.parent / "3")
        assert "并且由您上次看到的 2 条接续而来" in again()


def test_a_rolled_back_log_is_said(chromium: Browser, site: Path, matter: str) -> None:
    with returning(chromium, site, matter) as again:
        _becomes(site, site.parent / "1")
        for _ in range(2):  # what was seen is not forgotten over it
            assert "日志倒退：您上次看到 2 条，现在只有 1 条" in again()


def test_a_rewritten_log_is_said(chromium: Browser, site: Path, matter: str) -> None:
    by = made.signer(site.parent / "keys")
    with returning(chromium, site, matter) as again:
        old = forgers.entries(site)
        text = note.parse(old[0]).text.replace("kind release", "kind rollback 7")
        forgers.relogged(site, [by.sign(text), old[1]], by)
        assert "日志被改写" in again()


def test_another_key_is_said(chromium: Browser, site: Path, pages: dict[str, bytes], matter: str) -> None:
    other = made.signer(site.parent / "other", b"other")
    with returning(chromium, site, matter) as again:
        made.release(site.parent / "theirs", None, pages, other)
        _becomes(site, site.parent / "theirs")
        assert "公钥与您上次看到的不同" in again()


def test_a_rotated_key_is_followed(
    chromium: Browser, site: Path, pages: dict[str, bytes], matter: str
) -> None:
    with returning(chromium, site, matter) as again:
        new = forgers.rotated(site, pages)
        _becomes(site, site.parent / "3")
        said = again()
        assert GOOD in said
        assert new.key.id.hex() in said


# --- who can't verify here ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "words"), [(OLD_BROWSER, "不能核对 Ed25519 签名"), (NO_HTTPS, "不是 https")]
)
def test_a_browser_that_can_not_verify_says_so_and_names_the_command(
    chromium: Browser, site: Path, matter: str, script: str, words: str
) -> None:
    with at.Site(site) as served, at.tab(chromium, served, 390) as (page, _):
        page.add_init_script(script)
        said = ask(page, served, matter)
        assert words in said
        assert GOOD not in said
        assert page.get_by_text("publish verify").is_visible()


def test_what_could_not_be_read_is_not_called_tampered(chromium: Browser, site: Path, matter: str) -> None:
    with at.Site(site) as served, at.tab(chromium, served, 390) as (page, _):
        page.route("**/transparency/pages/**", lambda route: route.fulfill(status=503))
        said = ask(page, served, matter)
        assert "这次没有核对成" in said
        assert "503" in said
        assert BAD not in said
        page.unroute_all()
        page.route(f"**/{matter}", lambda route: route.abort())
        assert "请检查网络后再试" in ask(page, served, matter)


def test_without_a_page_to_verify_it_explains_itself_alone(chromium: Browser, site: Path) -> None:
    with at.Site(site) as served, at.tab(chromium, served, 390) as (page, complaints):
        page.goto(served.url("verify.html"))
        assert not page.locator("[data-verify]").is_visible()
        assert complaints == []
