"""Merkle trees against the vectors of Certificate Transparency, and by their definition at every size."""

from __future__ import annotations

import hashlib

import pytest

from publish.release.proof import merkle

# The eight leaves and the roots of the first n of them, from the reference log of RFC 6962.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [merkle.leaf_hash(str(number).encode()) for number in range(70)]


def _defined(hashes: list[bytes]) -> bytes:
    """MTH word for word as section 2.1 has it."""
    if not hashes:
        return hashlib.sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    k = max(2**power for power in range(8) if 2**power < len(hashes))
    return merkle.node_hash(_defined(hashes[:k]), _defined(hashes[k:]))


@pytest.mark.parametrize("size", range(9))
def test_the_root_of_the_first_leaves_is_that_of_the_reference_log(size: int) -> None:
    assert merkle.root([merkle.leaf_hash(leaf) for leaf in LEAVES[:size]]).hex() == ROOTS[size]


def test_the_root_is_the_one_of_the_definition_at_every_size() -> None:
    for size in range(len(HASHES)):
        assert merkle.root(HASHES[:size]) == _defined(HASHES[:size])


def test_paths_of_the_examples_in_section_2_1_3() -> None:
    tree = merkle.over(HASHES[:7])
    a, b, c, d, e, f, j = HASHES[:7]
    g, h, i = merkle.node_hash(a, b), merkle.node_hash(c, d), merkle.node_hash(e, f)
    k, last = merkle.node_hash(g, h), merkle.node_hash(i, j)
    assert merkle.inclusion(0, 7, tree) == [b, h, last]
    assert merkle.inclusion(3, 7, tree) == [c, g, last]
    assert merkle.inclusion(4, 7, tree) == [f, j, k]
    assert merkle.inclusion(6, 7, tree) == [i, k]
    assert merkle.consistency(3, 7, tree) == [c, d, g, last]
    assert merkle.consistency(4, 7, tree) == [last]
    assert merkle.consistency(6, 7, tree) == [i, j, k]


def test_every_leaf_of_every_tree_is_proved_and_no_other_one() -> None:
    for size in range(1, 40):
        tree, top = merkle.over(HASHES[:size]), merkle.root(HASHES[:size])
        for index in range(size):
            path = merkle.inclusion(index, size, tree)
            assert merkle.includes(HASHES[index], index, size, path, top)
            assert not merkle.includes(HASHES[index + 1], index, size, path, top)
            assert size == 1 or not merkle.includes(HASHES[index], (index + 1) % size, size, path, top)
            assert not merkle.includes(HASHES[index], index, size, [*path, top], top)
            assert not merkle.includes(HASHES[index], index, size, path[:-1], top) or not path


def test_every_tree_is_proved_to_begin_with_every_smaller_one_and_with_no_other() -> None:
    wrong = HASHES[69]
    for new in range(1, 40):
        tree, top = merkle.over(HASHES[:new]), merkle.root(HASHES[:new])
        for old in range(new + 1):
            before, path = merkle.root(HASHES[:old]), merkle.consistency(old, new, tree)
            assert merkle.extends(old, before, new, top, path)
            assert not merkle.extends(old, before, new, wrong, path) or old == 0
            assert old == 0 or not merkle.extends(old, wrong, new, top, path)
            assert not merkle.extends(old, before, new, top, [*path, wrong])
            assert not path or not merkle.extends(old, before, new, top, [wrong, *path[1:]])


def test_a_larger_tree_is_never_the_beginning_of_a_smaller_one() -> None:
    assert not merkle.extends(3, HASHES[0], 2, HASHES[1], [])


def test_an_index_outside_the_tree_is_not_in_it() -> None:
    assert not merkle.includes(HASHES[0], 1, 1, [], HASHES[0])
    assert not merkle.includes(HASHES[0], -1, 1, [], HASHES[0])
