"""Scripts in Word's format as LibreOffice opens them: without repair, with every word."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from radio_invented import CASES, DIRECTORY, POLICIES, ZHOUWU

from publish.radio import station
from publish.radio.formats import docx
from publish.radio.packing import pack
from publish.radio.programme import named

if not (shutil.which("soffice") and shutil.which("pdftotext")):
    pytest.skip("没有 LibreOffice 或 pdftotext：Word 稿的测试跳过", allow_module_level=True)

PACK = pack(ZHOUWU, CASES, named("zhouwu"), DIRECTORY, POLICIES)
SECONDS = 180


def test_libreoffice_opens_both_documents_and_shows_every_sentence(tmp_path: Path) -> None:
    (tmp_path / "template.docx").write_bytes(station.example())
    (tmp_path / "own.docx").write_bytes(station.render(PACK, tmp_path / "template.docx"))
    (tmp_path / "plain.docx").write_bytes(docx.render(PACK))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "own.docx", "plain.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=SECONDS)
    for name in ("own", "plain"):
        made = subprocess.run(
            ["pdftotext", "-raw", str(tmp_path / f"{name}.pdf"), "-"], check=True, capture_output=True
        )
        text = _plain(made.stdout.decode())
        lines = [one for item in PACK.items for part in item.parts for one in part.sentences]
        missing = [line.text for line in lines if _plain(line.text) not in text]
        assert len(missing) <= len(lines) // 20, missing  # pinyin stands where the reader finds it
        assert all(f"{item.starts_at:%H:%M:%S}" in text for item in PACK.items)


def _plain(text: str) -> str:
    """Without blanks, pinyin, and the written forms that stand in brackets."""
    text = re.sub(r"\([^()]*\)", "", text.replace("\n", ""))
    return re.sub(r"[\sa-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]", "", text)
