"""What stands where only a name can stand, even if it is a word: 车主高兴，电话…; （安静，身份证…)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_forms, names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import COMPOUND, FREQUENT, GIVEN, HAN, KIN, KIN_CHOICE, RARE, SURNAMES

_ROLE = (
    r"(?:投诉|举报|反映|来电|来信|申请|联系|当事|受害|负责|经办|承办|报案|求助|咨询|诉求|代表|代理|监护|收件|寄件|承租|出租|委托|担保|借款|签收|具名|联名|证明"
    r"|所有|持有|购买|使用|登记|承包|介绍|见证|知情)(?:人|者|人员)[是为]?|姓名|名字|户名|署名|签名|[户业车失房店机苗货]主|老板娘?|司机|房东|租客|租户|法人(?:代表)?|患者"
    r"|学生|家长|老师|教师|医生|护士|顾客|乘客|包工头|工友|摊主|爱人|对象|名叫|名为|叫"
)
_LABEL_ENDS = "".join(
    sorted({word[-1] for word in KIN} | set("人者员是为名主板娘机东客户表生长师士头友象叫"))
)
_LABEL = rf"(?:{_ROLE}|{KIN_CHOICE})"
_NAME = rf"(?P<value>{HAN}{{2,4}}?)"
_SURNAME = "[" + "".join(sorted(SURNAMES | RARE | {name[0] for name in COMPOUND})) + "]"


def _behind(marks: str) -> str:
    """A name at the start of the text or behind one of `marks`; begins with a class, which is found fast."""
    return rf"(?P<value>{_SURNAME}(?<![^{marks}].){HAN}{{1,3}}?)"


_SENTENCE = _behind(r"。!\n ")
_FAREWELL = _behind(r"。!?\n \-—日号")
_CLAUSE = _behind(r",。!?;:\n ")
_TITLE = r"(?:先生|女士|老师|医生|师傅|同志|教练|律师|会计|经理)?"
_PROOF = (
    r"(?:联系|手机|电话|手机号|身份证|护照|证件|驾驶证|社保卡|车牌|性别|[男女][,。、; )]|出生|生于|生日"
    r"|年龄|今年|现年|虚岁|年过|年近|[0-9]{2}岁|住址?|家住|地址"
    r"|户籍|微信|QQ|qq|邮箱|本人|\+?[0-9][0-9 \-()]{6})"
)
_LABELLED = re.compile(
    rf"{_SURNAME}(?<=[{_LABEL_ENDS}: (“\"].)(?=(?P<rest>{HAN}{{1,3}}?)"
    rf"(?={_TITLE}[)”\"]?[, \n;(]{{1,3}}{_PROOF}))"
)  # one character at a time: a label's own may be surnames
_BEHIND_LABEL = re.compile(rf"{_LABEL}[: (“\"]{{0,3}}$")
_COLON = re.compile(rf"{_SURNAME}(?=(?P<rest>{HAN}{{1,3}}?)(?=[,。; \n)]|$))(?<=[: \n].)")
_BEHIND_COLON = re.compile(rf"(?:{_ROLE})[: ]{{0,2}}:[ \n]{{0,3}}$")
_CLOSED = re.compile(
    r"(?:户名|姓名|名字|署名|签名|所有人为|法定代表人|经办人|联系人|投诉人|举报人|申请人|来电人|户主|失主|机主|负责人)"
    rf"[ ]?{_NAME}(?=[,、。;\n)])"
)
_STATED = re.compile(rf"{_CLAUSE}(?=,[ ]?(?:出生|生于|生日|[男女][,。]|身份证|现年|性别|[0-9]{{2}}岁))")
_DATE = r"(?:[12][0-9]{3}[年/.\-]|[0-9]{1,2}月[0-9]{1,2}|二[〇零○0])[^。\n]{0,12}(?:\n|$)"
_DATED = re.compile(rf"{_SENTENCE}(?=[, \n]{{1,8}}{_DATE})")
_BRACKET = re.compile(rf"\({_NAME}(?=[, :]{{1,2}}{_PROOF})")
_BEHIND = re.compile(rf"(?<=[0-9])[) ]{{0,2}}\({_NAME}(?=\))")
_NUMBER = r"[, :(]{0,3}[+(]?[0-9][0-9 \-()/.]{9}"
_BEFORE = re.compile(rf"{_SENTENCE}(?={_NUMBER})")
_SIGNED = re.compile(
    rf"{_CLAUSE}(?=(?:敬上|泣[上血拜]|叩[谢首]|顿首|谨[呈启]|呈上|拜上|谨上|叩上|敬[启呈]|拜谢|上书|留字|字)"
    r"(?![一-鿿]))"
)
_HAND = re.compile(rf"{_CLAUSE}(?=\((?:签名|签字|手印|指印|指纹|盖章|本人签))")
_GREETED = re.compile(
    rf"(?:尊敬的|您好[,:!]?|你好[,:!]?){_NAME}(?=(?:先生|女士|同志)[:,。! 您你]|(?:先生|女士|同志)$)"
)
_GREETING = re.compile(rf"{_CLAUSE}(?=[,:]?(?:您好|你好)[,:!。]?您[反咨来的])")
_LAST = re.compile(
    rf"{_FAREWELL}(?=[ ]*(?:叩谢|敬上|谨上|拜谢)?[ ,\n]*(?:20[0-9]{{2}}[^\n]{{0,12}})?[ \n。]*\Z)"
)
_FRAMED = re.compile(
    rf"(?:姓名|联系人|投诉人|申请人|举报人|户名|业主|患者|学生)[】\]][ ]?{_NAME}(?=[ ]*(?:[【\[\n,。]|$))"
)
_ENCLOSED = re.compile(rf"\({_NAME}\)(?=[ \n。]*\Z)")
_NOBODY = re.compile(
    r"某|[先女]生|女士|居民|村民|群众|业主|市民|网友|公司|单位|部门|中心|小区|社区|电话|手机|本人|匿名|不详|保密|身份|车辆|车牌|编号|账号|卡号|时间|地址|住址|名字|姓名|号码|以下|如下"
    r"|详见|代表|负责|有关|相关|全体|所有|通过|今天|昨天|明天|反映|反应|表示|要求|希望|投诉|咨询|同志|书记|主任|局长|经理|老师|师傅|现在|已经|目前|一直|没有|不是|都是|就是|还是|还有|以及|和我|与我"
)


def _name(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value") if "value" in match.re.groupindex else (match.start(), match.end("rest"))
    name = source.folded[start:end]
    if name_forms.nobody(name):
        return
    known = name[0] in SURNAMES or name[0] in RARE or name[:2] in COMPOUND
    if known and not _NOBODY.search(name) and not names.titled(name, 1) and not names.titled(name, 2):
        yield start, end


def _closed(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Without data behind it: characters of given names, and no common word that none is called by."""
    for start, end in _name(match, source):
        name = source.folded[start:end]
        plain = name not in name_forms.ORDINARY or name[0] in FREQUENT
        if name in name_forms.BORROWED or (set(name[1:]) <= GIVEN and plain):
            yield start, end


RECOGNIZER = Recognizer(
    name="slot_name",
    kind="PERSON",
    patterns=(
        Pattern(_LABELLED, score=0.8, refine=_name, before=_BEHIND_LABEL),
        Pattern(_COLON, score=0.7, refine=_name, before=_BEHIND_COLON, needs=(":",)),
        Pattern(_CLOSED, score=0.7, refine=_closed),
        Pattern(_STATED, score=0.8, refine=_name, needs=(",",)),
        Pattern(_DATED, score=0.7, refine=_name, sign=rf"[, \n]{_DATE}"),
        Pattern(_BRACKET, score=0.8, refine=_name, needs=("(",)),
        Pattern(_BEHIND, score=0.8, refine=_name, needs=("(",)),
        Pattern(_BEFORE, score=0.7, refine=_name, sign=_NUMBER),
        Pattern(_SIGNED, score=0.8, refine=_name),
        Pattern(_GREETED, score=0.8, refine=_name, needs=("您好", "你好", "尊敬的")),
        Pattern(_GREETING, score=0.8, refine=_closed, needs=("您好", "你好")),
        Pattern(_FRAMED, score=0.8, refine=_name, needs=("】", "]")),
        Pattern(_ENCLOSED, score=0.7, refine=_closed, needs=("(",)),
        Pattern(_LAST, score=0.7, refine=_closed, sign=HAN),
        Pattern(_HAND, score=0.8, refine=_name, needs=("(",)),
    ),
    positives=(
        "车主【高兴】，车牌渝A12345",
        "我爱人【安静】，身份证号",
        "经办人：【时光】\n",
        "户名【税水】，电话13812345678",
        "电话13812345678（【温馨】）",
        "望重视！【雷雨】 13812345678",
        "盼复，【占明】敬上",
        "经查，【水明】，出生年月",
        "经查，【凌晨】，生日：",
        "此致敬礼！【和顺】，2013年6月26日",
        "户名【税水】。",
        "户主【武术】，低保证",
        "来电人【高原】教练（电话：138",
        "[姓名]【高原】[电话]138",
        "尊敬的【高原】先生：您好",
        "高原反应。\n2021年5月6日 【江河】",
    ),
    negatives=("联系人：王先生", "车主反映，电话打不通", "投诉人：某业主", "谢谢！电话13812345678"),
    near_misses=(
        "负责人单位，电话",
        "业主代表，联系方式",
        "户主时间，电话",
        "联系人：保密",
        "（单位，电话）",
        "开户费299万元",
        "尊敬的领导您好，您反映",
        "已经三年没有解决。谢谢",
        "户口名字上错，登记了",
        "因为名字问题，",
        "业主签名申请，",
    ),
)
