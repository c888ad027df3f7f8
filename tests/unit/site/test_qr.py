"""QR codes: every module as another encoder has it, and read back by a reader of codes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.graphics.barcode import qrencoder

from publish.site import qr

ADDRESS = "https://huisheng.example.cn/cases/{}-{}-{:06d}.html"
TEXTS = st.one_of(
    st.builds(
        ADDRESS.format, st.sampled_from(("DC", "LY")), st.integers(2021, 2099), st.integers(0, 999_999)
    ),
    st.text(min_size=8, max_size=35).filter(lambda text: text.isprintable()),
)


def modules(code: qr.Code) -> list[list[bool]]:
    """The dark modules that a path draws, without the quiet zone."""
    dark = [[False] * code.size for _ in range(code.size)]
    for stroke in code.path.split("M")[1:]:
        start, *runs = stroke.split("m")
        place, run = start.split("h")
        column, row = map(int, place.split())
        for step, length in [(0, run), *((int(each.split(" ")[0]), each.split("h")[1]) for each in runs)]:
            column += step
            for at in range(int(length)):
                dark[row][column + at] = True
            column += int(length)
    kept = slice(qr.QUIET, code.size - qr.QUIET)
    return [row[kept] for row in dark[kept]]


def theirs(text: str, side: int) -> list[list[bool]]:
    made = qrencoder.QRCode((side - 17) // 4, qrencoder.QRErrorCorrectLevel.M)
    made.addData(qrencoder.QR8bitByte(text.encode()))
    made.makeImpl(False, 0)
    return [[bool(each) for each in row] for row in made.modules]


CODES = qr.Codes()


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_module_is_as_another_encoder_has_it(text: str) -> None:
    code = CODES.code(text)
    assert code is not None
    ours = modules(code)
    assert ours == theirs(text, len(ours))


def test_a_code_is_the_same_whatever_was_drawn_before() -> None:
    texts = [ADDRESS.format("DC", 2022, number) for number in (1, 139, 999_999)]
    forward = [CODES.code(text) for text in texts]
    assert [qr.Codes().code(text) for text in texts] == forward
    assert len(set(forward)) == len(texts)


@pytest.mark.parametrize(
    ("length", "there"), [(1, True), (106 - 2, True), (106, True), (107, False), (500, False)]
)
def test_a_text_too_long_has_no_code(length: int, there: bool) -> None:
    assert (qr.Codes().code("a" * length) is not None) == there


@pytest.mark.skipif(not shutil.which("zbarimg"), reason="没有 zbarimg：不读二维码")
@pytest.mark.parametrize("number", [1, 91, 100_231, 999_999])
def test_a_reader_of_codes_reads_the_address(tmp_path: Path, number: int) -> None:
    text = ADDRESS.format("DC", 2022, number)
    code = CODES.code(text)
    assert code is not None
    drawn = modules(code)
    image = Image.new("1", (code.size, code.size), 1)
    for row, line in enumerate(drawn):
        for column, dark in enumerate(line):
            image.putpixel((column + qr.QUIET, row + qr.QUIET), not dark)
    image.resize((code.size * 6, code.size * 6), Image.Resampling.NEAREST).save(tmp_path / "code.png")
    command = ["zbarimg", "--raw", "-q", tmp_path / "code.png"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == text
