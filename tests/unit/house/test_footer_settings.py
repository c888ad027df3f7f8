"""What the foot of every page must say: a production profile is refused without it, and with a sample."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from publish.demo.site_files import SITE
from publish.errors import UsageError
from publish.settings import FOOTER, load

SAMPLE = Path(__file__).parents[3] / "docs/reference/samples/publish.yml"


def _load(folder: Path, **changed: object) -> None:
    given = yaml.safe_load(SAMPLE.read_text("utf-8"))
    given["site"] = {k: v for k, v in (given["site"] | changed).items() if v is not None}
    (folder / "publish.yml").write_text(yaml.safe_dump(given, allow_unicode=True), "utf-8")
    load(folder / "publish.yml")


@pytest.mark.parametrize("key", FOOTER)
def test_a_production_profile_is_refused_without_an_entry_of_the_footer(tmp_path: Path, key: str) -> None:
    with pytest.raises(UsageError) as refused:
        _load(tmp_path, **{key: None})
    issue = refused.value.issue
    assert issue.code == "SETTINGS-007"
    assert issue.place.endswith(f"site.{key}")
    assert key in issue.reason
    assert issue.cure


@pytest.mark.parametrize("key", [*FOOTER])
def test_a_production_profile_is_refused_with_a_sample_of_the_demonstration(tmp_path: Path, key: str) -> None:
    with pytest.raises(UsageError) as refused:
        _load(tmp_path, **{key: SITE[key]})
    issue = refused.value.issue
    assert (issue.code, issue.place.endswith(f"site.{key}")) == ("SETTINGS-009", True)


@pytest.mark.parametrize("key", ["party_mark", "faults"])
@pytest.mark.parametrize("given", ["12345", "javascript:alert(1)", "//example.cn"])
def test_what_is_no_address_is_refused(tmp_path: Path, key: str, given: str) -> None:
    with pytest.raises(UsageError) as refused:
        _load(tmp_path, **{key: given})
    issue = refused.value.issue
    assert issue.code == "SETTINGS-010"


def test_what_the_sample_says_is_taken(tmp_path: Path) -> None:
    _load(tmp_path)
    _load(tmp_path, contractor=None, address="某市某路1号")
