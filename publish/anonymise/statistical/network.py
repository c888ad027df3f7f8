"""A network and its chain of tags: sentences in, chances per character out, in batches.

What a sentence gets doesn't depend on the sentences beside it: every batch holds sentences of one length
only, and onnxruntime on one thread computes each row of a batch alike, to the bit (a test holds it).
To have few lengths, a sentence is filled up with full stops to a multiple of four characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from publish.anonymise.statistical.crf import Chain

Ids = NDArray[np.int64]
Chances = NDArray[np.float64]
CODES = 0x30000
"""Code points a table knows; the rest is unknown to the network."""
_STEP = 4
_ROWS = 32  # at most: numpy's matrix products of a batch so small stay on one thread, and in the cache
_FULL_STOP = "。"


class Network:
    """`table`: id of each code point; `run`: ids (batch, time) to emissions (time, batch, tag)."""

    def __init__(
        self,
        table: Ids,
        run: Callable[[Ids], NDArray[np.float32]],
        chain: Chain,
        groups: Sequence[Sequence[int]],
    ) -> None:
        self._table = table
        self._run = run
        self._chain = chain
        self._groups = groups

    def chances(self, sentences: Sequence[str]) -> list[Chances]:
        """For each sentence (group, character): how likely the character bears a tag of the group."""
        out = _room(sentences, len(self._groups))
        for places, length in _batches(sentences):
            ids = self._ids([sentences[place] for place in places], length)
            found = self._chain.chances(self._run(ids), self._groups)
            for row, place in enumerate(places):
                out[place][:] = found[:, row, : len(sentences[place])]
        return out

    def _ids(self, sentences: Sequence[str], length: int) -> Ids:
        text = "".join([sentence.ljust(length, _FULL_STOP) for sentence in sentences])
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        ids: Ids = self._table[np.minimum(codes, CODES - 1)].reshape(len(sentences), length)
        return ids


def _room(sentences: Sequence[str], groups: int) -> list[Chances]:
    """Room for all that is found, taken at once: small pieces between the batches would tear the heap."""
    ends = list(accumulate(map(len, sentences)))
    whole = np.zeros((groups, ends[-1] if ends else 0))
    return [whole[:, end - len(sentence) : end] for sentence, end in zip(sentences, ends, strict=True)]


def session(model: bytes) -> onnxruntime.InferenceSession:
    """A session on one thread. It starts no thread of its own, so a process that has one may fork."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _batches(sentences: Sequence[str]) -> Iterator[tuple[list[int], int]]:
    """Places of sentences that are run together, and the length they are filled up to."""
    lengths = [-(-len(sentence) // _STEP) * _STEP for sentence in sentences]
    order = sorted((place for place, length in enumerate(lengths) if length), key=lengths.__getitem__)
    for length, group in groupby(order, key=lengths.__getitem__):
        places = list(group)
        for first in range(0, len(places), _ROWS):
            yield places[first : first + _ROWS], length
