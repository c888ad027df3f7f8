"""The covers of the programmes, as Apple Podcasts wants them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[3]
PROGRAMMES = sorted(path.stem for path in (ROOT / "publish/radio/programmes").glob("*.yaml"))


@pytest.mark.parametrize("slug", PROGRAMMES)
def test_every_programme_has_a_square_cover_of_1400_to_3000_pixels(slug: str) -> None:
    path = ROOT / f"theme/static/img/covers/{slug}.png"
    assert path.stat().st_size <= 200_000
    with Image.open(path) as cover:
        assert cover.format == "PNG"
        assert cover.mode == "RGB"
        assert cover.width == cover.height
        assert 1400 <= cover.width <= 3000
        assert not cover.getexif()
        assert cover.info == {}
