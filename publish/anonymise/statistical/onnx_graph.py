"""Writes an ONNX model: the few kinds of protobuf fields that a small graph needs.

Source of the field numbers: onnx.proto of ONNX (IR version 8, operator set 14).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray

_TYPES = {"float32": 1, "int32": 6, "int64": 7}
_IR, _OPERATORS = 8, 14


def model(
    nodes: Sequence[bytes], constants: Sequence[bytes], inputs: Sequence[bytes], outputs: Sequence[bytes]
) -> bytes:
    """A whole model, as onnxruntime loads it."""
    graph = _repeated(1, nodes) + _field(2, "graph") + _repeated(5, constants)
    graph += _repeated(11, inputs) + _repeated(12, outputs)
    return _field(1, _IR) + _field(7, graph) + _field(8, _field(2, _OPERATORS))


def node(operator: str, inputs: Sequence[str], outputs: Sequence[str], **settings: Any) -> bytes:
    """One operation and its settings."""
    attributes = [_attribute(name, value) for name, value in settings.items()]
    return _repeated(1, inputs) + _repeated(2, outputs) + _field(4, operator) + _repeated(5, attributes)


def constant(name: str, array: NDArray[Any]) -> bytes:
    """Numbers that are part of the model."""
    shape = _repeated(1, array.shape)
    return shape + _field(2, _TYPES[array.dtype.name]) + _field(8, name) + _field(9, array.tobytes())


def port(name: str, kind: str, shape: Sequence[int | str]) -> bytes:
    """An input or output; a dimension with a name is free."""
    dimensions = [_field(2, size) if isinstance(size, str) else _field(1, size) for size in shape]
    tensor = _field(1, _TYPES[kind]) + _field(2, _repeated(1, dimensions))
    return _field(1, name) + _field(2, _field(1, tensor))


def _attribute(name: str, value: int | str | Sequence[int]) -> bytes:
    if isinstance(value, int):
        return _field(1, name) + _field(3, value) + _field(20, 2)
    if isinstance(value, str):
        return _field(1, name) + _field(4, value) + _field(20, 3)
    return _field(1, name) + _repeated(8, value) + _field(20, 7)


def _repeated(number: int, values: Sequence[bytes | str | int]) -> bytes:
    return b"".join([_field(number, value) for value in values])


def _field(number: int, value: bytes | str | int) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    content = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))
