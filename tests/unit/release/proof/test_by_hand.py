"""The commands of docs/how-to/verify-the-site.md, run as they stand there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from publish.release.proof import shards
from tests.browser import Site
from tests.unit.release.proof import made

PAGE = Path(__file__).parents[4] / "docs/how-to/verify-the-site.md"
PROGRAMS = ("bash", "curl", "openssl", "sha256sum", "xxd")
BY_HAND = "cases/DC-2022-000001.html"


def _script(site: Site) -> str:
    blocks = re.findall(r"```bash\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    given = blocks[0].replace("https://echo.example.cn", f"http://{site.host}")
    assert f"PAGE={BY_HAND}\n" in given
    return "".join([given, *blocks[1:]])


@pytest.mark.parametrize("bits", [0, 3, 9])
@pytest.mark.parametrize("changed", [False, True])
def test_the_commands_prove_a_page_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bits: int, changed: bool
) -> None:
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        pytest.skip(f"没有 {'、'.join(missing)}：跳过手工核对")
    monkeypatch.setattr(shards, "bits_for", lambda *_: bits)
    pages = {f"cases/DC-2022-{number:06d}.html": b"%d" % number for number in range(1000)}
    made.release(tmp_path / "1", None, pages)
    (tmp_path / "office.key").write_text(f"{made.signer(tmp_path / 'keys').key}\n")
    if changed:
        (tmp_path / "1" / BY_HAND).write_bytes(b"other")
    with Site(tmp_path / "1") as site:
        ran = subprocess.run(
            ["bash", "-c", _script(site)], cwd=tmp_path, capture_output=True, text=True, check=False
        )
    found = ran.stdout.replace("Signature Verified Successfully", "signature: OK")
    proved = [line.split(":")[0] for line in found.splitlines() if line.endswith(": OK")]
    whole = ["signature", "page", "leaf", "shard", *(["tile"] if bits > 8 else []), "root"]
    assert proved == [step for step in whole if not changed or step not in ("page", "leaf")], ran.stderr
