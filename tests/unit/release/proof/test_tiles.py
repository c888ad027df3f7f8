"""Tiles: where they lie, what is in them, and that a tree read from them is the tree."""

from __future__ import annotations

import pytest

from publish.release.proof import merkle, tiles
from publish.release.proof.note import MalformedError

HASHES = [merkle.leaf_hash(str(number).encode()) for number in range(70_000)]


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 1234067, 256, "tile/0/x001/x234/067"),
        (1, 999, 17, "tile/1/999.p/17"),
        (2, 1000, 1, "tile/2/x001/000.p/1"),
        ("entries", 70000, 256, "tile/entries/x070/000"),
    ],
)
def test_a_tile_lies_where_the_specification_says(
    level: int | str, index: int, width: int, path: str
) -> None:
    assert tiles.path(level, index, width) == path


def test_a_tree_of_70000_has_the_tiles_of_the_specification_s_example() -> None:
    made = dict(tiles.of(HASHES))
    full = [path for path in made if ".p/" not in path]
    assert len([path for path in full if path.startswith("tile/0/")]) == 273
    assert [path for path in full if not path.startswith("tile/0/")] == ["tile/1/000"]
    assert sorted(set(made) - set(full)) == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]


def test_a_tree_of_256_is_one_full_tile_and_one_hash_above_it() -> None:
    made = dict(tiles.of(HASHES[:256]))
    assert {path: len(data) for path, data in made.items()} == {"tile/0/000": 8192, "tile/1/000.p/1": 32}
    assert made["tile/1/000.p/1"] == merkle.root(HASHES[:256])


@pytest.mark.parametrize("size", [0, 1, 2, 3, 255, 256, 257, 511, 512, 1000, 65536, 65537, 70000])
def test_a_tree_read_from_its_tiles_is_the_tree(size: int) -> None:
    tree = tiles.Tree(size, dict(tiles.of(HASHES[:size])).__getitem__)
    assert tree.root() == merkle.root(HASHES[:size])
    assert tree.leaves() == HASHES[:size]


@pytest.mark.parametrize("size", [1, 7, 256, 257, 300, 1000, 65537])
def test_proofs_from_tiles_hold(size: int) -> None:
    tree, top = tiles.Tree(size, dict(tiles.of(HASHES[:size])).__getitem__), merkle.root(HASHES[:size])
    for index in {0, size // 3, size // 2, size - 1}:
        path = merkle.inclusion(index, size, tree.subtree)
        assert merkle.includes(HASHES[index], index, size, path, top)
        proof = merkle.consistency(index, size, tree.subtree)
        assert merkle.extends(index, merkle.root(HASHES[:index]), size, top, proof)


def test_one_leaf_is_proved_with_one_tile_a_level() -> None:
    made, asked = dict(tiles.of(HASHES)), list[str]()

    def fetch(path: str) -> bytes:
        asked.append(path)
        return made[path]

    merkle.inclusion(12_345, 70_000, tiles.Tree(70_000, fetch).subtree)
    assert len(asked) == len(set(asked)) <= 5


def test_a_tile_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(MalformedError):
        tiles.Tree(3, lambda path: b"x" * 95).root()


def test_entries_come_out_of_a_bundle_as_they_went_in() -> None:
    entries = [b"", b"a", b"b" * 65535]
    assert tiles.unbundle(tiles.bundle(entries)) == entries
    assert tiles.bundle([b"ab"]) == b"\x00\x02ab"


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x02a", b"\x00\x01a\x00"])
def test_a_torn_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedError):
        tiles.unbundle(data)


def test_an_entry_too_long_for_its_length_is_refused() -> None:
    with pytest.raises(MalformedError):
        tiles.bundle([b"x" * 65536])
