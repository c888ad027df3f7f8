"""Whatever a reader sets, a page stays whole: day and night, phone and desk, 长者模式."""

from __future__ import annotations

import pytest

from tests import browser as at
from tests.site.page_types import MAIN, PAGE_TYPES
from tests.site.pages import LOOKS, Look, Opened

if at.missing():
    pytest.skip(at.missing(), allow_module_level=True)
pytestmark = pytest.mark.browser


def _whole(opened: Opened, kind: str, look: Look) -> None:
    visit = opened.visit(kind, look)
    assert visit.mode == ("elder" if look.elder else ""), visit.path
    assert visit.complaints == visit.policy == (), visit.path
    assert visit.overhang == "", visit.path
    barriers = opened.barriers(kind, look)
    assert barriers == (), "\n".join((visit.path, *barriers))


@pytest.mark.parametrize("kind", MAIN)
def test_a_page_is_whole_in_the_mode_for_the_elderly(opened: Opened, kind: str) -> None:
    _whole(opened, kind, Look(390, "light", elder=True))


@pytest.mark.proof
@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_a_page_is_whole_in_every_look(opened: Opened, kind: str, look: Look) -> None:
    _whole(opened, kind, look)
