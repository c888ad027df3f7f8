"""Names behind a label: 投诉人：王芳, 姓名 王芳, 户主王芳, 申请人成功，身份证."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_ends, name_forms, names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import choice, read_words
from publish.anonymise.name_forms import FIELD, ORDINARY

_FORM = choice(read_words("form_labels.txt"))
_ROLE = choice(read_words("roles.txt"))
_BRACKETED = r"(?:[ ]?\([^()\n]{0,8}\))?"
_COLON = re.compile(r":[ \n]{0,6}[\"“]?(?=[一-鿿㐀-䶿A-Z])")
_NAMED = rf"(?:的?(?:姓名|名字|名|签名|签字))?{_BRACKETED}[ ]{{0,2}}[是为]?[ ]{{0,2}}$"
_LABEL = re.compile(
    rf"(?:{_FORM}|{_ROLE}|[一-鿿](?:[人员]|负责)|姓[ ]{{1,4}}名|户[ ]{{1,4}}名|[妻夫子女父母]|本人){_NAMED}"
)
_PROMISED = re.compile(rf"(?:{_FORM}){_NAMED}")
_LINK = re.compile(
    rf"(?:{_ROLE})(?:{_BRACKETED}[ ]{{0,2}}(?:是|叫|为|名叫|姓名))?(?:[ ]{{1,4}}|\(|“|\"|,)?"
    rf"(?={name_forms.HEAD}|[一-鿿㐀-䶿]{{1,8}}[·.])"
)
_ENDS = re.compile(r"[,。;!?、()\s:\"”]|$")
_ACTS = re.compile(r"约定|约见|反映|表示|说明|提出|要求|来电|来信|认为|同意|核实|沟通|联系|见面")

_SUMMER = re.compile("夏天(?=一[一-鿿]|停[水电气]|高温|来临|里|太热)")
"""业主夏天一停电: the season, which is a name of some, too."""


def _after_colon(match: re.Match[str], source: Source) -> Iterable[Place]:
    """What stands alone behind the colon, or begins like a name there."""
    at, folded = match.end(), source.folded
    end = name_forms.told(folded, at)
    if end and (
        _PROMISED.search(folded, max(0, match.start() - 24), match.start()) or _fits(folded, at, end)
    ):
        yield at, end
    else:
        yield from _name(folded, at)


def _begins(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Without a colon a plain surname, a name that ends with its clause or acts in it, or data behind it."""
    folded, at = source.folded, match.end()
    if _SUMMER.match(folded, at):
        return
    if match[0].endswith(","):
        yield from (place for place in _name(folded, at) if names.sure(folded[slice(*place)]))
        return
    end = name_forms.dotted(folded, at) or name_forms.spread(folded, at) or name_forms.composed(folded, at)
    end = end or name_forms.borne(folded, at) or name_forms.wordy(folded, at)
    if end or (end := _filed(folded, at)):
        yield at, end
        return
    for start, end in _name(folded, at):
        closed = _ENDS.match(folded, end) or _ACTS.match(folded, end) or name_ends.followed(folded, end)
        if (names.plain(folded, start) and not names.place(folded, end)) or closed:
            yield start, end


def _filed(folded: str, at: int) -> int:
    """End of a name of any characters before somebody's data, or of one before a title."""
    end = name_forms.alone(folded, at)
    if end and name_forms.surnamed(folded[at:end]) and FIELD.match(folded, end):
        return end
    return name_forms.before_title(folded, at)


def _fits(folded: str, at: int, end: int) -> bool:
    """Behind a role's colon may be what somebody said: 业主：可以."""
    run = folded[at:end]
    return name_forms.surnamed(run) and (run not in ORDINARY or bool(FIELD.match(folded, end)))


def _name(folded: str, at: int) -> list[Place]:
    end = names.spaced(folded, at) or names.end(folded, at)
    return [(at, end)] if end else []


RECOGNIZER = Recognizer(
    name="labelled_name",
    kind="PERSON",
    patterns=(
        Pattern(_COLON, score=0.95, refine=_after_colon, before=_LABEL),
        Pattern(_LINK, score=0.8, refine=_begins),
    ),
    positives=(
        "联系诉求人【任正华】约定上门时间",
        "投诉人：【王芳】",
        "投诉人：【巴特尔】",
        "老板【韩国容】放出话来",
        "物业经理【余强华】态度恶劣",
        "姓名：【欧阳小青】，电话",
        "联系人: 【李建国】 13812345678",
        "户主：【杨良定】  妻：【李君超】",
        "业主【王小芳】反映",
        "投诉人：【王 芳】",
        "法定代表人：【张伟】。",
        "居民【彭芳德】所有",
        "申请人：【王芳】住在",
        "户名：【成功】。",
        "申请人【高兴】，护照号",
        "户主：【第五小飘】，家庭成员",
        "经办人：【乌云其其格】，",
        "经办人【格桑卓玛】让我",
        "失主【阿依古丽．买买提】，电话",
        "经办人【施  小娅】让我",
        "联系人：【Alice Wang】 138",
        "来电人【夏天】嬢嬢（电话",
    ),
    negatives=("投诉人：某小区业主", "联系人：王先生", "姓名：不详", "业主委员会"),
    near_misses=(
        "业主何时能拿证",
        "业主夏天一停电就热得睡不着",
        "居民夏天高温停水",
        "居民常年反映",
        "村民于2020年",
        "投诉人王某",
        "联系人：杨书记",
        "居民水费",
        "司机马上离开",
        "业主：可以",
        "业主方便，",
        "老师：您好，",
        "联系人：办公室",
        "申请人成功，但是",
        "户名：某某公司",
        "家长都很气愤，",
        "小区的一名业主，原定于2016年",
        "要换班主任，要换班主任，",
        "业主安全第一，",
        "居民平时说话",
        "市民安全和城市容貌",
        "小老板和大老板都签过字",
    ),
)
