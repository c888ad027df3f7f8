"""A release's proof: the same input the same bytes, little written, salts that go, a log that goes on."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from publish.errors import GateError
from publish.release.proof import merkle, note, shards, stamp, statement, tiles
from publish.release.proof.reader import Folder
from publish.release.proof.shards import Line
from publish.release.proof.verify import verify
from publish.release.tree import Base
from tests.unit.release.proof import made

ONE, TWO = "cases/DC-2022-000001.html", "cases/DC-2022-000002.html"


def _lines(release: Path) -> dict[str, Line]:
    said = stamp.last(release)
    places = (shards.place(number, said.bits) for number in range(1 << said.bits))
    return {
        line.path or line.number: line
        for place in places
        for line in shards.decode((release / place).read_bytes())
    }


def _files(release: Path) -> dict[str, bytes]:
    return {
        path.relative_to(release).as_posix(): path.read_bytes()
        for path in sorted((release / "transparency").rglob("*"))
        if path.is_file()
    }


def test_the_same_input_writes_the_same_bytes(tmp_path: Path) -> None:
    for clone in ("a", "b"):
        made.release(tmp_path / clone / "1")
        made.release(tmp_path / clone / "2", tmp_path / clone / "1", {**made.PAGES, ONE: b"changed"})
    assert _files(tmp_path / "a" / "2") == _files(tmp_path / "b" / "2")


def test_a_leaf_is_the_hash_of_salt_path_and_bytes(tmp_path: Path) -> None:
    made.release(tmp_path / "1")
    line = _lines(tmp_path / "1")[ONE]
    by_hand = b"\x00" + bytes.fromhex(line.salt) + len(ONE).to_bytes(4, "big") + ONE.encode() + b"first"
    assert line.leaf == hashlib.sha256(by_hand).hexdigest()
    assert line.sha256 == hashlib.sha256(b"first").hexdigest()
    assert line.sources == ("DC-2022-000001",)


def test_every_file_is_under_the_signed_root(tmp_path: Path) -> None:
    found = made.release(tmp_path / "1")
    said = stamp.last(tmp_path / "1")
    assert set(_lines(tmp_path / "1")) == set(made.PAGES)
    tree = tiles.Tree(1 << said.bits, lambda place: (tmp_path / "1" / shards.PAGES / place).read_bytes())
    roots = [
        shards.root(shards.decode((tmp_path / "1" / shards.place(n, said.bits)).read_bytes()))
        for n in range(1 << said.bits)
    ]
    assert said.root == found.root == tree.root() == merkle.root([merkle.leaf_hash(root) for root in roots])
    assert said.files == len(made.PAGES)


def test_a_page_that_did_not_change_keeps_its_salt_in_a_new_epoch(tmp_path: Path) -> None:
    made.release(tmp_path / "1")
    made.release(tmp_path / "2", tmp_path / "1", {**made.PAGES, ONE: b"changed"}, key=b"n" * 32)
    old, new = _lines(tmp_path / "1"), _lines(tmp_path / "2")
    assert new[TWO] == old[TWO]
    assert new[ONE].salt != old[ONE].salt
    assert new[ONE].salt == shards.salt(b"n" * 32, made.manifest({ONE: b"changed"}).entries[0]).hex()


def test_one_changed_page_of_many_writes_few_files(tmp_path: Path) -> None:
    pages = {f"cases/DC-2022-{number:06d}.html": b"%d" % number for number in range(3000)}
    made.release(tmp_path / "1", None, pages)
    found = made.release(tmp_path / "2", tmp_path / "1", {**pages, ONE: b"changed"})
    assert len(found.written) == 6  # a shard, a tile above it, statement, checkpoint, two tiles of the log
    assert len(_files(tmp_path / "2")) > 32
    same = tmp_path / "2" / shards.place(0, stamp.last(tmp_path / "2").bits)
    assert same.stat().st_nlink == 2 or same.relative_to(tmp_path / "2").as_posix() in found.written


def test_whatever_comes_goes_and_changes_the_tree_is_that_of_all_files(tmp_path: Path) -> None:
    chance = random.Random(6962)
    pages = {f"{number}.txt": b"%d" % number for number in range(2000)}
    made.release(tmp_path / "0", None, pages)
    for number in range(1, 12):
        for path in chance.sample(sorted(pages), chance.randint(0, 3)):
            del pages[path]
        for path in chance.sample(sorted(pages), chance.randint(0, 3)):
            pages[path] += b"!"
        pages |= {f"new/{number}-{each}.txt": b"new" for each in range(chance.randint(0, 3))}
        made.release(tmp_path / f"{number}", tmp_path / f"{number - 1}", pages)
        whole = _lines(tmp_path / f"{number}")
        assert {path: line.sha256 for path, line in whole.items()} == {
            path: hashlib.sha256(data).hexdigest() for path, data in pages.items()
        }
        assert verify(Folder(tmp_path / f"{number}")).issues == []


def test_what_grew_much_is_cut_into_other_shards_and_keeps_its_salts(tmp_path: Path) -> None:
    made.release(tmp_path / "1")
    pages = {**made.PAGES, **{f"{number}.txt": b"x" for number in range(600)}}
    made.release(tmp_path / "2", tmp_path / "1", pages)
    assert stamp.last(tmp_path / "1").bits != stamp.last(tmp_path / "2").bits
    assert _lines(tmp_path / "2")[ONE] == _lines(tmp_path / "1")[ONE]


def test_the_log_of_258_releases_goes_on_in_tiles(tmp_path: Path) -> None:
    before = None
    by, entries = made.signer(tmp_path / "keys"), []
    for number in range(1, 259):
        target = tmp_path / f"{number}"
        made.release(target, before, {"index.html": b"%d" % number}, by)
        entries.append((target / stamp.RELEASE).read_bytes())
        before = target
    log = tmp_path / "258" / statement.LOG
    checkpoint = statement.checkpoint(note.parse((log / "checkpoint").read_bytes()).text)
    assert (checkpoint.size, checkpoint.root) == (
        258,
        merkle.root([merkle.leaf_hash(each) for each in entries]),
    )
    bundles = [(log / "tile/entries/000").read_bytes(), (log / "tile/entries/001.p/2").read_bytes()]
    assert [each for bundle in bundles for each in tiles.unbundle(bundle)] == entries
    assert not (log / "tile/0/000.p").exists()
    assert sorted(int(path.name) for path in (log / "tile/0/001.p").iterdir()) == list(range(1, 3))


def test_a_file_that_is_not_what_the_manifest_says_is_not_stamped(tmp_path: Path) -> None:
    pages = made.manifest({**made.PAGES, ONE: b"other"})
    made.release(tmp_path / "1")
    about = statement.About(number=2, at=made.AT)
    (tmp_path / "2" / "cases").mkdir(parents=True)
    (tmp_path / "2" / ONE).write_bytes(b"0ther")
    before = Base(tmp_path / "1", {}, whole=False)
    with pytest.raises(GateError, match="RELEASE-001"):
        stamp.stamp(tmp_path / "2", before, pages, about, made.signer(tmp_path / "keys"), made.EPOCH)


@pytest.mark.parametrize(
    "place",
    [
        "release", "log/checkpoint", "log/tile/0/000.p/1", "log/tile/entries/000.p/1", "pages/0.json",
        "pages/tile/0/000.p/1",
    ],
)  # fmt: skip
def test_a_damaged_release_is_not_built_upon(tmp_path: Path, place: str) -> None:
    made.release(tmp_path / "1")
    (tmp_path / "1" / "transparency" / place).write_bytes(b"x")
    with pytest.raises(GateError, match="RELEASE-010"):
        made.release(tmp_path / "2", tmp_path / "1", {**made.PAGES, ONE: b"changed"})


def test_of_a_withdrawn_page_a_kept_release_keeps_a_leaf_and_a_number(tmp_path: Path) -> None:
    made.release(tmp_path / "1")
    before = _lines(tmp_path / "1")[ONE]
    root = stamp.last(tmp_path / "1")
    stamp.reissue(tmp_path / "1", {ONE: "DC-2022-000001"}, made.signer(tmp_path / "keys"), made.AT)
    after = _lines(tmp_path / "1")["DC-2022-000001"]
    assert after == Line(leaf=before.leaf, number="DC-2022-000001")
    assert stamp.last(tmp_path / "1") == root
    published = b"".join(_files(tmp_path / "1").values())
    assert before.salt.encode() not in published
    assert before.sha256.encode() not in published
    assert f"gap {before.leaf} DC-2022-000001\n".encode() in (tmp_path / "1" / stamp.GAPS).read_bytes()


def test_gaps_of_an_earlier_withdrawal_stay_named(tmp_path: Path) -> None:
    by = made.signer(tmp_path / "keys")
    made.release(tmp_path / "1")
    stamp.reissue(tmp_path / "1", {ONE: "DC-2022-000001"}, by, made.AT)
    stamp.reissue(tmp_path / "1", {TWO: "DC-2022-000002"}, by, made.AT)
    once = _files(tmp_path / "1")
    stamp.reissue(tmp_path / "1", {TWO: "DC-2022-000002"}, by, made.AT)
    assert _files(tmp_path / "1") == once
    assert once[stamp.GAPS].count(b"\ngap ") == 2


def test_a_gap_in_one_release_does_not_reach_into_another_that_shares_its_files(tmp_path: Path) -> None:
    made.release(tmp_path / "1")
    made.release(tmp_path / "2", tmp_path / "1")
    before = _files(tmp_path / "2")
    stamp.reissue(tmp_path / "1", {ONE: "DC-2022-000001"}, made.signer(tmp_path / "keys"), made.AT)
    assert _files(tmp_path / "2") == before


def test_a_new_release_upon_one_with_gaps_has_none(tmp_path: Path) -> None:
    made.release(tmp_path / "1")
    stamp.reissue(tmp_path / "1", {ONE: "DC-2022-000001"}, made.signer(tmp_path / "keys"), made.AT)
    left = {path: data for path, data in made.PAGES.items() if path != ONE}
    made.release(tmp_path / "2", tmp_path / "1", left)
    assert set(_lines(tmp_path / "2")) == set(left)
    assert not (tmp_path / "2" / stamp.GAPS).exists()


def test_a_statement_tells_no_bytes_and_no_unsalted_hash(tmp_path: Path) -> None:
    made.release(tmp_path / "1")
    text = (tmp_path / "1" / stamp.RELEASE).read_text("utf-8")
    names = [line.split(" ")[0] for line in text.split("\n\n")[0].split("\n")]
    assert names == [
        f"{made.ORIGIN.removesuffix('/log')}/release",
        "number",
        "time",
        "kind",
        "files",
        "shards",
        "root",
        "keys",
    ]
