"""Reads the arrays of a file that torch.save wrote, without torch and without running what is in it.

A pickle is a program. Of all it could call, only three things are known here: an ordered dictionary,
a store of 32-bit floats and the view on it that a tensor is. Anything else is refused.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class RefusedError(pickle.UnpicklingError):
    """The pickle asks for something that no file of weights needs."""


def arrays(content: bytes) -> dict[str, Floats]:
    """The named arrays under `model_state_dict`. Raises RefusedError on any other pickle."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        pickled = next(name for name in parts.namelist() if name.endswith("/data.pkl"))
        folder = pickled.removesuffix("data.pkl") + "data/"
        stores = {n.removeprefix(folder): parts.read(n) for n in parts.namelist() if n.startswith(folder)}
        state = _Reader(io.BytesIO(parts.read(pickled)), stores).load()
    return _checked(state)


class _Reader(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, stores: Mapping[str, bytes]) -> None:
        super().__init__(file)
        self._stores = stores

    def find_class(self, module: str, name: str) -> Any:
        """One of three harmless things, by exact name."""
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise RefusedError(f"{module}.{name}") from None

    def persistent_load(self, pid: Any) -> Floats:
        """The floats of one store: ("storage", kind, key, device, count)."""
        tag, kind, key, _, count = pid
        if tag != "storage" or kind is not _FLOATS:
            raise RefusedError(str(tag))
        return np.frombuffer(self._stores[key], "<f4", count=count)


def _view(store: Floats, offset: int, shape: tuple[int, ...], stride: tuple[int, ...], *_: object) -> Floats:
    """A tensor: `shape` numbers of the store from `offset` on, row by row."""
    size = int(np.prod(shape))
    rows = tuple(int(np.prod(shape[axis + 1 :])) for axis in range(len(shape)))
    if tuple(stride) != rows or offset < 0 or offset + size > len(store):
        raise RefusedError("stride")
    return store[offset : offset + size].reshape(shape).copy()


def _checked(state: object) -> dict[str, Floats]:
    named = state.get("model_state_dict") if isinstance(state, dict) else None
    if not isinstance(named, dict) or not all(isinstance(value, np.ndarray) for value in named.values()):
        raise RefusedError("model_state_dict")
    return {str(name).removeprefix("module."): value for name, value in named.items()}


_FLOATS = object()
_ALLOWED: dict[tuple[str, str], object | Callable[..., object]] = {
    ("collections", "OrderedDict"): OrderedDict,
    ("torch", "FloatStorage"): _FLOATS,
    ("torch._utils", "_rebuild_tensor_v2"): _view,
}
