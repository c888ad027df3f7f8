"""What the kept releases lose with a matter: of the search, everything that tells of its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.release import erasure, manifest, tree
from publish.release.shelf import Held

NUMBER = "DC-2022-000139"
FILES = {
    "cases/DC-2022-000138.html": b"another",
    "search/text/9.jsonl": f'{{"number":"{NUMBER}"}}'.encode(),
    "search/text/10.jsonl": b"others",
    "search/1-32/0.grams": b"older terms",
    "search/33-32/0.grams": b"its terms",
    "search/33-32/1.grams": b"terms of others",
    "search/33-32/facets.json": b"{}",
    "search/65-32/0.grams": b"newer terms",
}


def _gaps(tmp_path: Path, public: dict[str, bytes]) -> set[str]:
    for place, files in (("kept", FILES), ("public", public)):
        for name, data in files.items():
            (tmp_path / place / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / place / name).write_bytes(data)
    held = Held(number=1, digest="", entries=manifest.of(tmp_path / "kept").entries)
    known = tree.known(manifest.of(tmp_path / "public").entries) if public else {}
    return set(erasure.gaps(tmp_path / "kept", held, known, frozenset((NUMBER,))))


@pytest.mark.parametrize(
    "public", [{}, {**FILES, "search/text/9.jsonl": b"", "search/33-32/0.grams": b"less"}]
)
def test_the_segment_its_texts_lie_in_goes_whole_and_no_other(
    tmp_path: Path, public: dict[str, bytes]
) -> None:
    own = {name for name in FILES if name.startswith("search/33-32/")}
    assert _gaps(tmp_path, public) == own | {"search/text/9.jsonl"}
