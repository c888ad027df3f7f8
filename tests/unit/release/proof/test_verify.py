"""What `publish verify` names: every way to change a published site, each under its own code."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import brotli
import msgspec
import pytest

from publish.release.proof import keys, note, shards, stamp, statement
from publish.release.proof.keys import Signer
from publish.release.proof.note import Key
from publish.release.proof.reader import Folder
from publish.release.proof.verify import Found, verify
from tests.unit.release.proof import made
from tests.unit.release.proof.forgers import (
    CHECKPOINT,
    entries,
    forge,
    relogged,
    resign_tree,
    rewrite,
    rotated,
    shard_of,
)

ONE, TWO = "cases/DC-2022-000001.html", "cases/DC-2022-000002.html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The second release of a site, in a folder of its own."""
    made.release(tmp_path / "1", None, {**made.PAGES, "index.html": b"old home"})
    made.release(tmp_path / "2", tmp_path / "1", hours=1)
    return Path(shutil.copytree(tmp_path / "2", tmp_path / "site"))


@pytest.fixture
def by(site: Path) -> Signer:
    return made.signer(site.parent / "keys")


@pytest.fixture
def key(by: Signer) -> Key:
    return by.key


def codes(found: Found) -> list[str]:
    return [f"{each.code} {each.place}" for each in found.issues]


def checked(site: Path, key: Key | None, page: str | None = None, since: bytes | None = None) -> list[str]:
    """Code and place of every fault."""
    return codes(verify(Folder(site), key, since, page))


# --- a sound site ---------------------------------------------------------------------------------


def test_a_site_as_it_was_released_is_sound(site: Path, key: Key) -> None:
    found = verify(Folder(site), key)
    assert (found.issues, found.notices) == ([], [])
    assert found.counts == {"files": 5, "bytes": sum(map(len, made.PAGES.values()))}


@pytest.mark.parametrize("page", sorted(made.PAGES))
def test_one_page_of_it_is_proved(site: Path, key: Key, page: str) -> None:
    found = verify(Folder(site), key, None, page)
    assert (found.issues, found.notices) == ([], [])
    assert page in found.said[-1]


def test_without_a_key_it_says_that_only_consistency_was_shown(site: Path, key: Key) -> None:
    found = verify(Folder(site))
    assert found.issues == []
    assert [each.code for each in found.notices] == ["PROOF-051"]
    assert str(key) in found.notices[0].cure


def test_a_log_that_grew_out_of_what_was_seen_is_sound(site: Path, key: Key) -> None:
    seen = (site.parent / "1" / CHECKPOINT).read_bytes()
    assert checked(site, key, since=seen) == []
    assert checked(site, key, since=(site / CHECKPOINT).read_bytes()) == []


def test_packed_twins_of_signed_files_are_no_added_files(site: Path, key: Key) -> None:
    (site / f"{ONE}.gz").write_bytes(gzip.compress(made.PAGES[ONE]))
    (site / f"{ONE}.br").write_bytes(brotli.compress(made.PAGES[ONE]))
    (site / "transparency/release.gz").write_bytes(b"")
    assert checked(site, key) == []


# --- pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"firsT", b"first ", b"fir", b"", b"first" * 10_000])
@pytest.mark.parametrize("page", [None, ONE])
def test_a_tampered_page_is_named(site: Path, key: Key, page: str | None, data: bytes) -> None:
    (site / ONE).write_bytes(data)
    assert checked(site, key, page) == [f"PROOF-001 {ONE}"]


@pytest.mark.parametrize("page", [None, ONE])
def test_a_dropped_page_is_named(site: Path, key: Key, page: str | None) -> None:
    (site / ONE).unlink()
    assert checked(site, key, page) == [f"PROOF-002 {ONE}"]


@pytest.mark.parametrize(
    "path", ["cases/DC-2022-000009.html", ".hidden", "transparency/page.html", "a b/页.html"]
)
def test_an_added_page_is_named(site: Path, key: Key, path: str) -> None:
    (site / path).parent.mkdir(exist_ok=True)
    (site / path).write_bytes(b"x")
    assert checked(site, key) == [f"PROOF-003 {path}"]
    assert path.startswith("transparency") or checked(site, key, path) == [f"PROOF-003 {path}"]


@pytest.mark.parametrize(
    "data",
    [gzip.compress(b"other"), b"no gzip", gzip.compress(b"first")[:-9], b""],
    ids=["other", "no", "torn", "empty"],
)
def test_a_packed_twin_with_another_content_is_named(site: Path, key: Key, data: bytes) -> None:
    (site / f"{ONE}.gz").write_bytes(data)
    assert checked(site, key) == [f"PROOF-004 {ONE}.gz"]


@pytest.mark.parametrize(
    "data", [brotli.compress(b"other"), b"no brotli", brotli.compress(b"x" * 10**7), b""]
)
def test_the_same_of_the_other_packing(site: Path, key: Key, data: bytes) -> None:
    (site / f"{ONE}.br").write_bytes(data)
    assert checked(site, key) == [f"PROOF-004 {ONE}.br"]


def test_a_page_that_was_never_there_is_said_to_be_unknown(site: Path, key: Key) -> None:
    assert checked(site, key, "cases/DC-2022-000009.html") == ["PROOF-007 cases/DC-2022-000009.html"]


# --- the list of pages ----------------------------------------------------------------------------


@pytest.mark.parametrize("page", [None, ONE])
def test_a_page_changed_together_with_its_line_is_named(site: Path, key: Key, page: str | None) -> None:
    forge(site, ONE, b"forged")
    place = shard_of(site, ONE).relative_to(site)
    assert checked(site, key, page) == [f"PROOF-031 {place}"]


def test_a_page_changed_together_with_line_and_tree_is_named(site: Path, key: Key) -> None:
    forge(site, ONE, b"forged")
    resign_tree(site)
    assert checked(site, key) == ["PROOF-030 transparency/pages"]
    assert checked(site, key, ONE) == [f"PROOF-031 {shard_of(site, ONE).relative_to(site)}"]


def test_a_page_dropped_together_with_its_line_is_named(site: Path, key: Key) -> None:
    (site / ONE).unlink()
    rewrite(site, lambda line: None if line.path == ONE else line)
    place = shard_of(site, ONE).relative_to(site)
    assert checked(site, key) == [f"PROOF-031 {place}"]
    assert checked(site, key, ONE) == [f"PROOF-031 {place}", f"PROOF-007 {ONE}"]


def test_a_line_whose_digest_is_not_that_of_its_leaf_is_named(site: Path, key: Key) -> None:
    (site / ONE).write_bytes(b"forged")
    sha = shards.sha256(b"forged")
    rewrite(
        site, lambda line: msgspec.structs.replace(line, sha256=sha, size=6) if line.path == ONE else line
    )
    assert checked(site, key) == [f"PROOF-033 {ONE}"]
    assert checked(site, key, ONE) == [f"PROOF-033 {ONE}"]


def test_a_line_that_was_replaced_by_a_gap_without_the_office_s_word_is_named(site: Path, key: Key) -> None:
    (site / ONE).unlink()
    gap = "DC-2022-000001"
    rewrite(site, lambda line: shards.Line(leaf=line.leaf, number=gap) if line.path == ONE else line)
    assert checked(site, key) == [f"PROOF-034 {gap}"]


def test_a_line_in_a_foreign_shard_is_named(tmp_path: Path) -> None:
    pages = {f"{number}.txt": b"x" for number in range(200)}
    made.release(tmp_path / "1", None, pages)
    first, second = sorted((tmp_path / "1" / shards.PAGES).glob("*.json"))[:2]
    one, two = shards.decode(first.read_bytes()), shards.decode(second.read_bytes())
    first.write_bytes(shards.encode([*one, two[0]]))
    second.write_bytes(shards.encode(two[1:]))
    by = made.signer(tmp_path / "keys")
    root = resign_tree(tmp_path / "1")
    said = msgspec.structs.replace(stamp.last(tmp_path / "1"), root=root)
    (tmp_path / "1" / stamp.RELEASE).write_bytes(by.sign(statement.write(said)))
    assert f"PROOF-032 {first.relative_to(tmp_path / '1')}" in checked(tmp_path / "1", by.key)


def test_a_withdrawn_page_of_a_kept_release_is_a_gap_and_no_fault(site: Path, by: Signer) -> None:
    stamp.reissue(site, {ONE: "DC-2022-000001"}, by, made.AT)
    (site / ONE).unlink()
    found = verify(Folder(site), by.key)
    assert found.issues == []
    assert [(each.code, each.place) for each in found.notices] == [("PROOF-050", "DC-2022-000001")]


def test_gaps_that_somebody_else_signed_do_not_count(site: Path, by: Signer) -> None:
    other = made.signer(site.parent / "other", b"other")
    stamp.reissue(site, {ONE: "DC-2022-000001"}, other, made.AT)
    (site / ONE).unlink()
    (site / stamp.KEYS).write_bytes(by.listed)
    assert checked(site, by.key) == ["PROOF-034 DC-2022-000001"]


def test_gaps_of_another_release_do_not_count(site: Path, by: Signer) -> None:
    first = site.parent / "1"
    stamp.reissue(first, {ONE: "DC-2022-000001"}, by, made.AT)
    rewrite(
        site, lambda line: shards.Line(leaf=line.leaf, number="DC-2022-000001") if line.path == ONE else line
    )
    shutil.copy(first / stamp.GAPS, site / stamp.GAPS)
    (site / ONE).unlink()
    assert checked(site, by.key) == ["PROOF-034 DC-2022-000001"]


def test_a_withdrawn_page_with_its_tombstone_is_said_to_be_withdrawn(site: Path, by: Signer) -> None:
    pages: dict[str, bytes] = {path: data for path, data in made.PAGES.items() if path != ONE}
    target = site.parent / "3"
    made.release(target, site, {**pages, "gone/DC-2022-000001.html": b"gone"}, by)
    found = verify(Folder(target), by.key, None, ONE)
    assert found.issues == []
    assert [each.code for each in found.notices] == ["PROOF-050"]


# --- signatures and keys --------------------------------------------------------------------------


def test_a_site_under_another_key_is_named(site: Path) -> None:
    other = made.signer(site.parent / "other", b"other")
    found = checked(site, other.key)
    assert found == [f"PROOF-010 {place}" for place in (stamp.KEYS, stamp.RELEASE, CHECKPOINT)]


@pytest.mark.parametrize(("old", "new"), [("number 2", "number 3"), ("kind release", "kind rollback 1")])
def test_a_statement_changed_after_it_was_signed_is_named(site: Path, key: Key, old: str, new: str) -> None:
    path = site / stamp.RELEASE
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert checked(site, key) == [f"PROOF-012 {stamp.RELEASE}", f"PROOF-021 {stamp.RELEASE}"]


def test_a_statement_signed_anew_by_a_stranger_is_named(site: Path, key: Key) -> None:
    other = made.signer(site.parent / "other", b"other")
    text = note.parse((site / stamp.RELEASE).read_bytes()).text
    (site / stamp.RELEASE).write_bytes(other.sign(text))
    assert checked(site, key)[0] == f"PROOF-010 {stamp.RELEASE}"


def test_who_has_the_first_key_follows_a_rotation(site: Path, key: Key) -> None:
    by = rotated(site)
    assert by.key != key
    assert checked(site.parent / "3", key) == []
    assert checked(site.parent / "3", by.key) == []


def test_a_statement_of_the_old_key_after_the_rotation_is_named(site: Path, by: Signer) -> None:
    rotated(site)
    old = Signer(by.name, by.private, keys.signer(site.parent / "keys", made.ORIGIN).listed)
    made.release(site.parent / "4", site.parent / "3", made.PAGES, old, hours=4)
    expected = [f"PROOF-014 {stamp.RELEASE}", f"PROOF-014 {CHECKPOINT}"]
    assert checked(site.parent / "4", by.key) == expected


def test_a_revoked_key_is_named_with_its_day(site: Path, by: Signer) -> None:
    rotated(site)
    keys.revoke(
        site.parent / "keys", made.ORIGIN, made.AT.replace(hour=23), by.key.id.hex(), made.AT.date(), "leaked"
    )
    listed = keys.signer(site.parent / "keys", made.ORIGIN).listed
    (site / stamp.KEYS).write_bytes(listed)
    found = verify(Folder(site))
    assert codes(found) == [f"PROOF-013 {stamp.RELEASE}", f"PROOF-013 {CHECKPOINT}"]
    assert "2022-07-28" in found.issues[0].reason
    assert "泄露" in found.issues[0].reason


def test_what_a_key_signed_before_the_day_of_its_revocation_counts(site: Path, by: Signer) -> None:
    rotated(site)
    later = made.AT.date().replace(day=29)
    keys.revoke(
        site.parent / "keys", made.ORIGIN, made.AT.replace(hour=23), by.key.id.hex(), later, "retired"
    )
    (site / stamp.KEYS).write_bytes(keys.signer(site.parent / "keys", made.ORIGIN).listed)
    assert checked(site, by.key) == []


def test_a_rotation_by_a_key_that_was_revoked_by_then_is_not_followed(site: Path, by: Signer) -> None:
    rotated(site)
    keys.revoke(
        site.parent / "keys", made.ORIGIN, made.AT.replace(hour=23), by.key.id.hex(), made.AT.date(), "leaked"
    )
    new = keys.signer(site.parent / "keys", made.ORIGIN)
    made.release(site.parent / "4", site.parent / "3", made.PAGES, new, hours=5)
    assert f"PROOF-013 {stamp.KEYS}" in checked(site.parent / "4", by.key)
    assert checked(site.parent / "4", new.key) == []


def test_a_list_of_keys_that_lost_its_end_is_named(site: Path, key: Key, by: Signer) -> None:
    rotated(site)
    (site.parent / "3" / stamp.KEYS).write_bytes(by.listed)
    assert f"PROOF-011 {stamp.KEYS}" in checked(site.parent / "3", key)


def test_a_list_of_keys_with_a_stranger_s_is_named(site: Path, key: Key) -> None:
    other = made.signer(site.parent / "other", b"other")
    (site / stamp.KEYS).write_bytes((site / stamp.KEYS).read_bytes() + b"\n" + other.listed)
    assert f"PROOF-011 {stamp.KEYS}" in checked(site, key)


# --- the log --------------------------------------------------------------------------------------


def test_a_log_whose_tiles_were_changed_is_named(site: Path, key: Key) -> None:
    path = site / statement.LOG / "tile/0/000.p/2"
    path.write_bytes(bytes(32) + path.read_bytes()[32:])
    assert f"PROOF-020 {statement.LOG}" in checked(site, key)
    assert f"PROOF-020 {statement.LOG}" in checked(site, key, ONE)


def test_a_log_whose_entries_were_changed_is_named(site: Path, key: Key) -> None:
    path = site / statement.LOG / "tile/entries/000.p/2"
    path.write_bytes(path.read_bytes().replace(b"number 1", b"number 7"))
    assert checked(site, key) == ["PROOF-020 transparency/log/tile/entries"]


@pytest.mark.parametrize("page", [None, ONE])
def test_a_rewritten_log_is_named_to_who_saw_the_old_one(site: Path, by: Signer, page: str | None) -> None:
    seen = (site / CHECKPOINT).read_bytes()
    old = entries(site)
    first = old[0].decode().split("\n\n")[0] + "\n"
    forged = by.sign(first.replace("files 5", "files 6"))
    relogged(site, [forged, old[1]], by)
    assert checked(site, by.key, page) == []
    assert checked(site, by.key, page, seen) == [f"PROOF-024 {CHECKPOINT}"]


@pytest.mark.parametrize("page", [None, ONE])
def test_a_rolled_back_checkpoint_is_named_to_who_saw_the_newer_one(
    site: Path, key: Key, page: str | None
) -> None:
    found = checked(site.parent / "1", key, page, (site / CHECKPOINT).read_bytes())
    assert found == [f"PROOF-023 {CHECKPOINT}"]


def test_a_rolled_back_checkpoint_is_named_to_everybody_where_the_statement_is_newer(
    site: Path, key: Key
) -> None:
    old = site.parent / "1" / CHECKPOINT
    (site / CHECKPOINT).write_bytes(old.read_bytes())
    shutil.copytree(site.parent / "1" / statement.LOG, site / statement.LOG, dirs_exist_ok=True)
    assert checked(site, key) == [f"PROOF-021 {stamp.RELEASE}"]


def test_an_old_statement_under_a_newer_log_is_named(site: Path, key: Key) -> None:
    shutil.copytree(site.parent / "1", site, dirs_exist_ok=True)
    shutil.copy(site.parent / "2" / CHECKPOINT, site / CHECKPOINT)
    assert checked(site, key) == [f"PROOF-022 {stamp.RELEASE}"]


def test_a_checkpoint_changed_after_it_was_signed_is_named(site: Path, key: Key) -> None:
    path = site / CHECKPOINT
    path.write_text(path.read_text("utf-8").replace("\n2\n", "\n1\n"), "utf-8")
    assert f"PROOF-012 {CHECKPOINT}" in checked(site, key)


def test_a_saved_checkpoint_of_another_site_is_named(site: Path, by: Signer) -> None:
    text = statement.Checkpoint("other.example.cn/log", 1, bytes(32)).text()
    assert checked(site, by.key, since=by.sign(text)) == [f"PROOF-025 {CHECKPOINT}"]


def test_statements_out_of_order_are_named(site: Path, by: Signer) -> None:
    old = entries(site)
    relogged(site, [old[1], old[0], old[1]], by)
    assert checked(site, by.key) == [f"PROOF-026 {statement.LOG}"]


# --- what is missing or no proof at all -----------------------------------------------------------


def proof_files(site: Path) -> Iterator[str]:
    for path in sorted((site / "transparency").rglob("*")):
        if path.is_file() and not path.match("*.p/1"):
            yield path.relative_to(site).as_posix()


def test_each_missing_file_of_the_proof_is_named(site: Path, key: Key) -> None:
    for place in proof_files(site):
        kept = (site / place).read_bytes()
        (site / place).unlink()
        assert any(place in each for each in checked(site, key)), place
        (site / place).write_bytes(kept)


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b"[{}]", b"[1]", b"x" * 2_000_000])
def test_nothing_that_stands_in_a_file_of_the_proof_is_believed(site: Path, key: Key, data: bytes) -> None:
    for place in proof_files(site):
        kept = (site / place).read_bytes()
        (site / place).write_bytes(data)
        assert checked(site, key), place
        (site / place).write_bytes(kept)


LEAF = "0" * 64
HOSTILE: Mapping[str, object] = {
    "up": {"path": "../../etc/passwd"}, "absolute": {"path": "/etc/passwd"}, "back": {"path": "a\\b"},
    "inside": {"path": "a/../b"}, "double": {"path": "a//b"}, "nul": {"path": "a\0b"},
    "escape": {"path": "a\x1b[2J"}, "empty": {"path": ""}, "salt": {"salt": "zz"},
    "sha": {"sha256": "AB" * 32}, "size": {"size": -1}, "huge": {"size": 1 << 60},
    "number": {"number": "../x"},
}  # fmt: skip


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_line_that_leads_elsewhere_is_refused_before_anything_is_read(
    site: Path, key: Key, change: dict[str, object]
) -> None:
    line = {"path": "a", "size": 1, "sha256": LEAF, "salt": "0" * 32, "leaf": LEAF, "sources": [], **change}
    path = shard_of(site, ONE)
    path.write_bytes(msgspec.json.encode([line]))
    assert f"PROOF-006 {path.relative_to(site)}" in checked(site, key)


def test_a_link_out_of_the_folder_is_not_followed(site: Path, key: Key) -> None:
    (site.parent / "outside").write_bytes(made.PAGES[ONE])
    (site / ONE).unlink()
    (site / ONE).symlink_to(site.parent / "outside")
    assert checked(site, key) == [f"PROOF-044 {ONE}"]
