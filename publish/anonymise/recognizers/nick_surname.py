"""老王, 小李: a surname among acquaintances. It stays where nothing else is known of the person."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer
from publish.anonymise.lexicon import FREQUENT

_PLAIN = "".join(sorted(FREQUENT - set("高方车房米水平常时区城安温成文任何余于万代单管易康金白段游谷汤范华")))
_NICK = re.compile(
    rf"[老小阿](?<![大从最很太矮弱细微窄缩古衰陈养敬元尊赡年长们].)[{_PLAIN}](?!家?[庄村街沟湾坝河山桥场镇冲坪序区时路虾鞋菜色车头子额票店城葛狗])"
)


_WORDY = "高方车房水平常安温成文任何余于万代单管康金白段游谷汤范华"
_NEAR = re.compile(
    rf"[老小](?:(?<=[人居壁上下找叫让跟和向的].)|(?<![一-鿿].)(?=[一-鿿](?![一-鿿])))[{_WORDY}](?=[家的说也七八六五]|[,。、!;:()\s]|$)"
)

RECOGNIZER = Recognizer(
    name="nick_surname",
    kind="PERSON_PARTIAL",
    triggers=("老", "小", "阿"),
    patterns=(Pattern(_NICK, score=0.7), Pattern(_NEAR, score=0.6)),
    positives=("找【老王】要钱", "【小李】说", "联系人【老代】，", "隔壁【小于】家", "邻居【老张】,"),
    negatives=("老百姓", "小区门口", "老小区"),
    near_misses=(
        "小时候",
        "老房子",
        "小白鞋",
        "小黄车",
        "老街道",
        "小马路",
        "小程序",
        "数值小于预警值",
        "和老黄葛树",
        "上小时工",
    ),
)
