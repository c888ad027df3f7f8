"""Property: an identifier is found however ways of writing it are combined."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import given, settings

from publish.checks.context import CheckContext
from publish.checks.decode import read
from publish.checks.search import search
from publish.checks.wanted import compiled, gather
from tests.unit.checks.people import NUMBER, PRIVATE, STORE_KEY, ZHANG

EXAMPLES = int(os.environ.get("HUISHENG_FUZZ", "150"))
FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
HAN = [
    str.maketrans("0123456789", digits)
    for digits in ("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖", "洞幺两三四五六拐八勾")
]
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
GAPS = ["", " ", "-", "\u200b", "\u3000", "·", "\u00ad", " \n", "－", "\u0336"]

Way = Callable[[str], str]


def _bytes(form: str) -> Way:
    return lambda text: "".join(form % byte for byte in text.encode())


CHARACTERS: list[Way] = [
    str,
    *(lambda text, table=table: text.translate(table) for table in (FULL, *HAN, CIRCLED)),
]
PARTED: list[Way] = [*(sign.join for sign in GAPS), "<wbr>".join, "</b><b>".join, "<!-- x -->".join]
CODED: list[Way] = [
    lambda text: "".join(f"&#{ord(char)};" for char in text),
    lambda text: "".join(f"&#x{ord(char):X};" for char in text),
    lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;"),
    _bytes("%%%02x"),
    _bytes("=%02X"),
    lambda text: base64.b64encode(text.encode()).decode(),
    lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
]
VALUES = {
    "phone": ZHANG.phone, "id_number": ZHANG.id_number, "bank_account": ZHANG.bank_account,
    "email": ZHANG.email, "plate": ZHANG.plate,
    "name": ZHANG.name, "wechat": ZHANG.wechat, "store_key": STORE_KEY,
}  # fmt: skip
NOWHERE = Path("/nowhere")
CONTEXT = CheckContext(
    output=NOWHERE,
    content=NOWHERE,
    base="/",
    private=lambda: iter(PRIVATE),
    published={},
    store_keys=lambda: iter([STORE_KEY]),
)
WANTED = compiled(gather(CONTEXT))
FILES = {
    "a.html": "<p>见：{}。</p>", "a.xml": "<a><b t='{0}'/></a>",
    "a.txt": "x：{}", "a.json": '{{"a": "{}"}}', "a.csv": 'a,"{}"',
}  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    kind=st.sampled_from(sorted(VALUES)),
    way=st.sampled_from(CHARACTERS),
    parted=st.sampled_from(PARTED),
    coded=st.lists(st.sampled_from(CODED), max_size=3),
    file=st.sampled_from(sorted(FILES)),
)
def test_an_identifier_is_found_however_it_is_written(
    kind: str, way: Way, parted: Way, coded: list[Way], file: str
) -> None:
    text = parted(way(str(VALUES[kind])))
    for code in coded:
        text = code(text)
    data = FILES[file].format(text).encode()
    assert kind in {hit.kind for hit in search(WANTED, read(file, data), [NUMBER])}, (file, text)
