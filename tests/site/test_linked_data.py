"""Linked data is data to a browser: read as it was written, run never, and no breach of the policy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from publish.settings import load
from publish.site.engine import build
from tests import browser as at
from tests import fixtures_content

if at.missing():
    pytest.skip(at.missing(), allow_module_level=True)
pytestmark = pytest.mark.browser

BLOCKS = "[...document.scripts].filter(one => !one.src).map(one => [one.type, one.textContent])"
"""Every script that stands in the page itself."""


def test_a_hostile_title_stays_data_in_the_block_and_the_browser_says_nothing(
    chromium: Browser, tmp_path: Path
) -> None:
    fixtures_content.write(tmp_path, fixtures_content.records(8))
    settings = load(tmp_path / "publish.yml")
    build(settings)
    with at.Site(settings.paths.output) as site, at.tab(chromium, site, 390) as (page, complaints):
        page.on("dialog", lambda dialog: complaints.append(f"ran: {dialog.message}"))
        page.goto(site.url("/cases/DC-2021-000008.html"))
        ((kind, text),) = page.evaluate(BLOCKS)
        assert at.policy_broken(page) == []
    assert complaints == []
    assert kind == "application/ld+json"
    assert json.loads(text)["@graph"][0]["headline"] == fixtures_content.HOSTILE[0]
