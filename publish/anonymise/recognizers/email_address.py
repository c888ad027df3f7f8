"""Private mail addresses, also spelt out (艾特, 点); an office's own (gov.cn) stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_LOCAL = r"[A-Za-z0-9._%+\-](?<![A-Za-z0-9._%+\-].)[A-Za-z0-9._%+\-]{0,63}"
_AT = r"[ \n]?(?:@|[\[(](?:at|AT|@)[\])]|#|艾特|圈[aA]|小老鼠|[ ]?(?:at|AT)[ ]?)[ \n]?"
_DOT = r"[ ]?(?:[.。点·,]|[\[(](?:dot|点)[\])]|dot)[ ]?"
_TLD = r"(?:com|COM|cn|CN|net|NET|org|ORG|edu|gov|cc|me|vip|hk|tw)(?![A-Za-z0-9])"
_HOSTS = (
    r"(?:vip\.)?(?:qq|QQ|163|126|139|188|189|263|yeah|gmail|GMAIL|outlook|OUTLOOK|hotmail|live|sina|SINA"
    r"|sohu|foxmail|FOXMAIL|aliyun|icloud|21cn|tom|yahoo|wo)"
)
_PLAIN = re.compile(
    rf"{_LOCAL} ?(?:@|\[at\]|\(at\)|#) ?[A-Za-z0-9\-]{{1,63}}(?: ?\. ?[A-Za-z0-9\-]{{2,63}}){{1,4}}"
)
_SPELT = re.compile(rf"{_LOCAL}{_AT}{_HOSTS}(?:{_DOT}(?:com|COM))?{_DOT}{_TLD}")
_ODD = re.compile(rf"{_LOCAL}[ \n]?@[ \n]?[A-Za-z0-9\-]{{1,40}}{_DOT}(?:(?:com|edu|org){_DOT})?{_TLD}")
_CUT = re.compile(rf"{_LOCAL}[ ]?@[ ]?{_HOSTS}(?![A-Za-z0-9.])")
_ALONE = re.compile(r"[A-Za-z0-9](?<![A-Za-z0-9._\-].)[A-Za-z0-9._\-]{4,40}+(?![ ]?@)")
_LABELS = re.compile(r"(?:邮箱|邮件|[Ee]-?[Mm]ail)(?:地址|账号|号)?(?:是|为|:|\(| ){1,3}$")


def _private(match: re.Match[str], _source: Source) -> Iterable[Place]:
    if not re.search(r"\.gov(?:\.cn)?$", match[0].lower().replace(" ", "")):
        yield match.span()


def _alone(match: re.Match[str], _source: Source) -> Iterable[Place]:
    if re.search(r"[0-9]", match[0]):
        yield match.span()


RECOGNIZER = Recognizer(
    name="email_address",
    kind="EMAIL",
    triggers=("@", "at", "AT", "#", "艾特", "圈", "老鼠", "邮", "ail"),
    patterns=(
        Pattern(_PLAIN, score=0.98, refine=_private),
        Pattern(_SPELT, score=0.95),
        Pattern(_ODD, score=0.95, refine=_private, needs=("@",)),
        Pattern(_CUT, score=0.9, needs=("@",)),
        Pattern(_ALONE, score=0.7, refine=_alone, before=_LABELS, needs=("邮", "ail")),
    ),
    positives=(
        "邮箱【wang_fang88@163.com】",
        "发到【a.b-c@mail.example.com.cn】吧",
        "【１２３４５６@qq.com】",
        "【wang @ qq.com】",
        "【wang88艾特163点com】",
        "【wang88 at 163.com】",
        "【li.xiao(at)sina(dot)com】",
        "【wang88@163。com】",
        "【wang88@qq】找我",
        "邮箱：【wang8812】",
    ),
    negatives=("微博@某某", "价格@3.5元"),
    near_misses=("邮箱zjw@cq.gov.cn", "3#楼 5.2米", "@人民日报", "邮箱：zjw2020@cq.gov.cn"),
)
