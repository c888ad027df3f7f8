"""Names told by what somebody does, or what is done to them: 转账给高原三万元, 高原不承认, 经办人祝福让我."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_forms, names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import COMPOUND, FREQUENT, GIVEN, HAN, KIN_CHOICE, TITLES, choice

_NAME = rf"(?P<value>{HAN}{{2,4}}?)"
_SUM = r"人民币|[￥¥0-9]|[一二三四五六七八九十百千两几]{1,4}[百千万亿元块]"
_PAID = re.compile(
    r"(?:转账给|[转汇付退打赔还借租卖]给|打款给|汇款给|支付给|退还给|赔偿给|转让给|过户给|已[经]?向|退还|返还|赔偿|补偿)"
    rf"{_NAME}(?=了?(?:退还|返还|赔偿|补偿|退款|退费|致歉|道歉)|了?(?:{_SUM})|,?(?:租金|押金))"
)
_DONE = re.compile(
    rf"(?:已为|已给|同意为){_NAME}(?=(?:办理|补办|补发|登记|开通|恢复|安装|更换|开具|解决|退费))"
)
_DENIED = re.compile(
    rf"(?:^|[,。!?;:.\n]){_NAME}(?=拒?不承认|矢口否认|否认|拒不[还退付认]|不认账|骗了?我|打了?我|骂我|威胁我(?!们)"
    r"|答应[我过]|承诺[我过0-9]|说(?:[0-9]|今年|明年|年底|月底|过几天|不归|没钱|不[管知]))"
)
_LET = re.compile(
    r"(?:[经承]办人|联系人|当事人|负责人|代表人|介绍人|中间人|办理人|房东|店主|老板|司机|驾驶员|老师|教练|邻居|同事|店员|销售|中介|人事|财务|行政|现场管理)[是叫]?"
    rf"{_NAME}(?=[让叫要教骗催喊]我|要求我|告诉我|也是同样|也?可以作证|也能作证|经常|拒载|把我|将我|在[^,。\n]{{2,8}}[路站口])"
)
_TITLE = choice(title for title in TITLES if len(title) > 1)
_MET = re.compile(
    rf"(?:联系|找到?|与|和|向|跟|询问|咨询|告知|回访|致电|来电人|反映人){_NAME}"
    rf"(?=(?:{_TITLE}|总)(?:[(,。、]|[0-9]|电话|反映|沟通|核实|了解|$))"
)
_RECEIVED = re.compile(rf"(?:^|[0-9室号楼栋店) ,:\n]){_NAME}(?=[ ]?收[ ]*(?:[,。\n]|$|[ ]?[+(]?[0-9]))")
_PHONED = re.compile(rf"[0-9][0-9 \-]{{6,14}}[0-9][ ]?{_NAME}(?=[ ]*(?:\n|$))")
_NUMBERED = re.compile(rf"(?:^|\n)[ ]*[(]?[0-9]{{1,2}}[.、):][ ]*{_NAME}(?=[ ,:(]{{0,3}}1[3-9][0-9])")
_IS = re.compile(rf"(?:^|[,。!?;\n ]){_NAME}(?=是[我他她][的们家]{{0,2}}{KIN_CHOICE})")
_HERE = re.compile(
    rf"(?:^|[,。!\n ])[我本][人]?{_NAME}(?=在此|特此|特向|现向|实名|郑重|恳请|根本没|从来没|从未)"
)
_AMONG = re.compile(rf"我[们]?是[^,。;!?\n]{{2,20}}的{_NAME}(?=[,。;!\n])")
_COUPLE = re.compile(
    rf"我[和与跟同]{_NAME}(?=是(?:夫妻|夫妇|朋友|同事|邻居|同学|亲戚|情侣|恋人|老乡|合伙)|结婚|离婚|登记结|已婚|合伙|同居)"
)
_HOUSED = re.compile(rf"(?:^|[、,;\n]){_NAME}(?=\([0-9A-Za-z一二三四五六七八九十]{{1,4}}[栋幢座号楼#\-])")
_PHONE_AFTER = re.compile(rf"[、,;\n]{_NAME}(?=\(1[3-9][0-9])")
_WITH = re.compile(rf"[有为是:]{_NAME}(?=等[0-9一二三四五六七八九十]{{1,3}}[余多]?[人名位户])")
_PAPERS = re.compile(
    rf"(?:^|[,。;:、)\n ]){_NAME}(?=[,:、 (]{{1,3}}[1-9][0-9]{{5}}[ \-.·]?(?:19|20)[0-9]{{2}}[ \-.·]?[01])"
)
_NOT = re.compile(
    r"[签代未已没不拒应须方实征]$|^(?:费|高达|首付|明[天年明]|[马路]上|任[意何]|常[常年]|时常|全[部都]|向来|当[时场]|平时)"
)
_BODY = re.compile(r"[方部处队店家户组司员者厂商行站会院局所办区村社镇街]$")


def _plausible(run: str) -> bool:
    """Whether somebody may be called so where a name is likely: 高原 and 母波, but not 平台 and 施工方."""
    if not name_forms.surnamed(run) or name_forms.nobody(run) or _NOT.search(run):
        return False
    if len(run) > 2 and run[:2] in name_forms.ORDINARY and _BODY.search(run):
        return False
    if len(run) == 4 and run[:2] not in COMPOUND and not (set(run[1:]) <= GIVEN):
        return False
    if run in name_forms.BORROWED:
        return True
    return run not in name_forms.ORDINARY or (run[0] in FREQUENT and set(run[1:]) <= GIVEN)


def _name(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    if _plausible(source.folded[start:end]):
        yield start, end


def _let(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Behind a role and before what they had done even a word is a name."""
    start, end = match.span("value")
    run = source.folded[start:end]
    longer = len(run) > 2 and run[:2] in name_forms.ORDINARY
    if name_forms.surnamed(run) and not (longer or name_forms.nobody(run) or _NOT.search(run)):
        yield start, end


def _among(match: re.Match[str], source: Source) -> Iterable[Place]:
    """我是街道的卫群, but not 我是学校的毕业生."""
    for start, end in _only_given(match, source):
        if source.folded[start : start + 2] not in name_forms.ORDINARY or end - start == 2:
            yield start, end


def _only_given(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Where more than a name may stand: only what a given name is made of."""
    for start, end in _name(match, source):
        name = source.folded[start:end]
        if set(name[len(names.surname(name)) :]) <= GIVEN or name in name_forms.BORROWED:
            yield start, end


RECOGNIZER = Recognizer(
    name="acting_name",
    kind="PERSON",
    patterns=(
        Pattern(_PAID, score=0.75, refine=_name, needs=("给", "向", "还", "偿")),
        Pattern(_DONE, score=0.75, refine=_name, needs=("为", "给")),
        Pattern(_DENIED, score=0.75, refine=_name),
        Pattern(_LET, score=0.75, refine=_let),
        Pattern(_MET, score=0.75, refine=_name),
        Pattern(_RECEIVED, score=0.75, refine=_only_given, needs=("收",)),
        Pattern(_PHONED, score=0.7, refine=_only_given),
        Pattern(_NUMBERED, score=0.75, refine=_let),
        Pattern(_IS, score=0.75, refine=_only_given, needs=("是",)),
        Pattern(_AMONG, score=0.7, refine=_among, needs=("是",)),
        Pattern(_COUPLE, score=0.75, refine=_let, needs=("我和", "我与", "我跟", "我同")),
        Pattern(_HOUSED, score=0.75, refine=_name, needs=("(",)),
        Pattern(_PHONE_AFTER, score=0.75, refine=_let, needs=("(",)),
        Pattern(_WITH, score=0.75, refine=_name, needs=("等",)),
        Pattern(_PAPERS, score=0.8, refine=_let),
        Pattern(_HERE, score=0.75, refine=_only_given, needs=("我", "本人")),
    ),
    positives=(
        "转账给【高原】三十五万元",
        "责令退还【黄河】3000元",
        "已向【杨柳】退还208元",
        "已为【向阳】办理登记",
        "退款，【母波】不承认。",
        "退款，【时光】不承认。",
        "我【成功】在此郑重反映",
        "经办人【祝福】让我把钱转过去",
        "老师【江南】经常补课",
        "经电话联系【沈阳】阿姨（",
        "11-4-208 【杨波】收",
        "联系我13812345678【海明】\n",
        "\n2.【盛开】 13812345678",
        "【薛家正】是我舅舅，",
        "我【卫明】在此郑重反映",
        "我和【黄河】是夫妻",
        "我是安居街道的【卫群】。",
        "【田野】（37栋2307）、",
        "；【黄山】，110105199508012345",
        "王建华、【白露】（13800000000）",
        "受害人有【白露】等30人",
    ),
    negatives=("付给平台三千元", "开发商不承认", "司机拒载", "已向法院起诉", "老师经常补课"),
    near_misses=(
        "付给施工方30万元",
        "转给单位3万元",
        "商家不承认",
        "房东马上要我搬走",
        "联系项目经理，",
        "押金未收，",
        "12345678元整",
        "补偿高达3000元",
        "我是学校的毕业生。",
        "我是小区的业主，",
        "我是这里的常客。",
        "退还水费300元",
        "向安全员了解",
        "已为居民办理",
        "编号12345678施工中\n",
        "\n2.单位 13812345678",
        "这是我舅舅",
        "负责人连续三天在松树路口",
        "我们在此恳请",
    ),
)
