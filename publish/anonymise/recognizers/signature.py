"""A name that stands alone at the end, above a date or a telephone, or behind the last words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_forms, names
from publish.anonymise.base import Pattern, Place, Recognizer, Source

_NAME = r"(?P<value>[一-鿿](?:[ ]{0,2}[一-鿿]){1,3})"
_DATED = r"(?:(?:19|20)[0-9]{2}[年\-./]|[0-9]{1,2}月|二[〇○零0]|电话|手机|联系|1[3-9][0-9]|身份证|\()"
_LINE = re.compile(
    rf"\n[ ]*(?:此致|敬礼|敬上|落款|签名|签字)?[ :]*{_NAME}[ ]*(?:敬上|呈|拜上|留|上)?[ ]*(?=\n[ "
    rf"]*{_DATED}|[,， ]*{_DATED}|\s*\Z)"
)
_BESIDE = re.compile(rf"(?<=[一-鿿])[ ]{{1,4}}{_NAME}[ ]*(?=\n[ ]*{_DATED})")
_INLINE = re.compile(
    rf"(?:敬礼|谢谢您?|感谢|盼复|此致|拜托了?|望回复|[!。])[!。,~\s]*(?<=[!。,~\s]){_NAME}[,\s]*(?={_DATED}|\Z)"
)


def _signed(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    name = re.sub(r"\s", "", source.folded[start:end])
    if names.likely(name) or _rare(name):
        yield start, end


def _rare(name: str) -> bool:
    """A rare surname and a given name's characters, or a name that begins like a word."""
    return len(name) in (name_forms.borne(name, 0), name_forms.wordy(name, 0))


RECOGNIZER = Recognizer(
    name="signature",
    kind="PERSON",
    patterns=(
        Pattern(_LINE, score=0.9, refine=_signed),
        Pattern(_BESIDE, score=0.85, refine=_signed),
        Pattern(_INLINE, score=0.85, refine=_signed),
    ),
    positives=(
        "请尽快处理。\n【王芳】\n2021年3月5日",
        "望解决。\n  【李建国】 13812345678",
        "谢谢！【张小燕】",
        "此致敬礼！ 【王 芳】 2021年3月5日",
        "此致敬礼！【乜小翠】，6月1日",
        "请尽快处理。\n【唐朝碧】\n2021年3月5日",
    ),
    negatives=("请处理\n业主代表\n2021年3月5日", "谢谢！"),
    near_misses=("谢谢！江北区", "请尽快。水费\n2021年", "\n金科小区\n2021年"),
)
