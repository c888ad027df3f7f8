"""Birth dates: told by what stands beside them; other dates stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_S = r"[ ]{0,2}"
_Y = r"(?:(?:19|20)[0-9]{2}|[0-9]{2})"
_M = r"(?:十[0-9]?|[0-9]{1,2}|正|腊|冬)"
_D = r"(?:初?[0-9]?十[0-9]?|[初廿卅]?[0-9]{1,2}|廿)(?![0-9])"
_LUNAR = r"(?:农历|阴历|旧历|阳历|公历)?"
_MONTHED = rf"{_LUNAR}{_Y}{_S}年[ \n]{{0,3}}{_LUNAR}{_S}{_M}{_S}月(?:[ \n]{{0,3}}{_D}(?:{_S}[日号])?)?"
_PARTED = rf"{_Y}{_S}[\-./、~]{_S}[0-9]{{1,2}}(?:{_S}[\-./、~]{_S}[0-9]{{1,2}})?(?![0-9])"
_PACKED = r"(?:19|20)(?:[0-9]{6}|[0-9]{4})(?![0-9])"
_DATE = rf"(?:{_MONTHED}|{_PARTED}|{_PACKED}|{_Y}{_S}年(?!级|龄|纪|度|前|后)|(?:19|20)[0-9]{{2}}(?![0-9]))"
_LABEL = (
    r"(?:出生的?(?:日期|年月日?|年份|时间|月份|于|在)?|生于|生日|生辰|诞辰|诞生于|[Bb]irth(?:day)?|DOB)"
    r"(?:是|为|在|:|\(|公元|\n| ){0,5}"
)
_BORN = (
    r"(?:\([农阴阳公]历\)|的|,|日)?[ \n]{0,2}(?:出生|出世|诞生|生人|在[一-鿿]{2,6}(?:出生|生下)|降生|年生人"
    r"|生[,。)(;、的于在]|生$|生"
    r"(?![产效活意育态长日成命病鲜源涯根存还怕怨了气]))"
)
_ANIMAL = r"[ ]?(?:的|生)?(?:人)?[,(、 ]{0,2}属(?:[鼠牛虎兔龙蛇马羊猴鸡狗猪])"
_BEHIND = re.compile(r"[0-9年月日号八十廿][的,日人(、生 \n]{0,4}[出诞生降属年在农阴阳公]")
_SEXED = re.compile(
    rf"(?:[男女]|族)(?:性)?[,、( ]{{1,2}}(?P<value>{_MONTHED}|{_PARTED}|{_PACKED})(?=[,。、)( 生]|$)"
)
_DAY = re.compile(
    rf"{_LABEL}(?P<value>{_LUNAR}{_M}{_S}月{_S}{_D}{_S}[日号]?|[0-9]{{2}}(?:0[1-9]|1[0-2])[0-3][0-9]"
    rf"(?![0-9])|民国[0-9十]{{1,3}}年)"
)
_THE_YEAR = re.compile("年的")
_SELF = re.compile(
    rf"(?:我是|本人是?|[他她]是|[父母]亲是|[爸妈]是|孩子是|老公是|妻子是|老婆是|人是)(?P<value>{_Y}年)(?=的"
    rf"(?:人|[,。]|$))"
)

_TOLD = re.compile(
    rf"(?:我叫|本人|我是)[^。\n]{{0,14}},(?P<value>{_Y}年)(?=的[,。])|(?P<young>(?:19)?[3-9][0-9]年)"
    r"(?=的(?:小伙|姑娘|女孩|男孩|女人|男人|女子|男子|老人|人[,。]))"
)


def _either(match: re.Match[str], _source: Source) -> Iterable[Place]:
    yield match.span("value" if match["value"] else "young")


RECOGNIZER = Recognizer(
    name="birth_date",
    kind="BIRTH_OR_AGE",
    triggers=("生", "年的", "诞辰", "irth", "DOB", "男", "女", "族", "属", "是"),
    patterns=(
        Pattern(re.compile(rf"{_LABEL}(?P<value>{_DATE})"), ("digits",), 0.95),
        Pattern(
            re.compile(
                rf"(?:(?<![0-9])|(?=(?:农历)?(?:19|20)[0-9]{{2}}[年/.\-]))(?P<value>{_DATE})(?={_BORN}|{_ANIMAL})"
            ),
            ("digits",),
            0.9,
            near=_BEHIND,
        ),
        Pattern(_DAY, ("digits",), 0.85),
        Pattern(_SEXED, ("digits",), 0.9),
        Pattern(_TOLD, ("digits",), 0.8, _either, near=_THE_YEAR),
        Pattern(_SELF, ("digits",), 0.8, near=_THE_YEAR),
    ),
    positives=(
        "出生日期：【1985年3月12日】",
        "本人生于【1985.3.12】",
        "【85年3月】出生",
        "【一九八五年三月十二日】出生",
        "出生年月【1985-03】",
        "我是【1985年】生人",
        "生日【19850312】",
        "孩子【2019年5月6日】生的",
        "（【1985、3、12】生）",
        "王某，男，【1962年5月】，",
        "出生年月：\n【1990.06】",
        "她是【1958年】的，",
        "【1973年】的，属牛",
        "生日是【农历1966年腊月初八】",
        "生日是【3月12日】",
        "出生日期【850312】",
        "我叫小山，【85年】的，",
        "一个【90年】的小伙",
        "【1985年3月12日】在重庆出生",
        "住38座1608【2018/10/13】出生的孩子",
        "2019【农历1961年3月7】出生的孩子",
    ),
    negatives=("2021年3月12日提交", "新生入学2021年9月"),
    near_misses=(
        "2021年3月1日生效",
        "2021年生产的",
        "2020年发生",
        "2022年生活补助",
        "一年级新生",
        "这是2020年的政策",
        "属于2021年的",
        "这房子老了，98年的，",
    ),
)
