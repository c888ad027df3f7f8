"""Numbers that a label makes a person's: meter, contract, policy, order, student, file, work order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.shapes import own_end

_LINK = r"(?:号码|号|是|为|就是|:|\(|\"|“|[ \t]){0,4}\n?[ ]{0,4}$"
_NUMBERED = (
    r"[一-鿿A-Za-z](?:编号|单号|证号|卡号|户号|表号|票号|账号|帐号|账户|号码|代码|编码|识别号|串号|序列号"
    r"|条码|流水号?|辅号|字号)"
    r"|[一-鿿](?:号|码)|[A-Z]{2,4}[号码]?|编号|单号|号码|户号"
)
_BARE = (
    r"(?:工|订|运|保|受理|快递|挂号|投诉|报修|罚|汇款|物流|包裹|凭证|取票|登记)单|电表|水表|气表|燃气卡"
    r"|水卡|电卡|诊疗卡|医保卡|社保卡|就诊卡"
    r"|会员卡|一卡通|顺丰|圆通|中通|申通|韵达|极兔|百世|京东快递|邮政快递|EMS|快递|运单|案件|车架|发动机"
    r"|合同|协议|保险单|发票|学籍|病历|病案|病理|住院|门诊"
)
_LABELS = re.compile(rf"(?:{_NUMBERED}|{_BARE}){_LINK}")
_OTHERS = re.compile(
    r"(?:[^单]文|型|公告|标准|国标|GB|HJ|DB|JGJ|ISO|区划|邮政|邮|热线|电话|手机|股票|基金|项目|标段|地块"
    r"|宗地|桩|线路|车次|航班|楼|栋|房|版本|规格|图|批次"
    r"|座|批|限速|[0-9]|座机|信|扣扣|QQ|qq|微信|抖音|拨打|第|采购|代理|招标|中标|许可证?|专利|公众)(?:编号"
    r"|号码|号|码|代码|编码"
    r"|文号)?(?:是|为|:|\(|[ \t]){0,4}\n?[ ]{0,4}$"
)
_AREA = "[渝京津沪川贵云鄂湘粤苏浙鲁豫冀晋辽吉黑皖闽赣桂琼陕甘青蒙宁新藏]"
_LABEL_ENDS = "号码单表卡通丰达兔世递水架机同议险票籍历案理院诊件户账帐证A-Z"
_VALUE = re.compile(
    rf"(?<=[{_LABEL_ENDS}是为就:(\"“ \t\n])(?P<value>{_AREA}?[0-9A-Za-z](?<![0-9A-Za-z][0-9A-Za-z])"
    rf"(?:[0-9A-Za-z]|[ \-_/.·\n()]{{1,2}}(?=[0-9A-Za-z])|[)](?=[0-9A-Za-z])){{3,45}})"
)
_LONG = re.compile(rf"[{_LABEL_ENDS}][号码是为就:(\"“ \t\n]{{0,9}}{_AREA}?[0-9A-Za-z]")
_DEED = re.compile(
    r"(?P<value>[一-鿿]?[(\[〔]?(?:19|20)[0-9]{2}[)\]〕]?[ ]?[一-鿿]{0,6}(?:不动产权|房地证|房权证|集用"
    r"|国用|林证|地证)[一-鿿]{0,6}第?[0-9]{3,12}号"
    r"|[0-9]{3}房地证[0-9]{4}字第[0-9]{3,9}号|房权证[一-鿿]{0,4}字第[0-9]{3,12}号)"
)
_DEEDS = re.compile(r"不动产权|房地证|房权证|集用|国用|林证|地证")
_LETTERED = re.compile(
    rf"[^文]号[:是为 ]{{0,2}}(?P<value>{_AREA}[一-鿿]{{0,3}}[(\[〔]?(?:19"
    rf"|20)[0-9]{{2}}[)\]〕]?[ ]?字第[0-9]{{3,9}}号)"
)
_OF_WORD = re.compile(r"第[0-9]{3}")
_GOES_ON = re.compile(r"[0-9A-Za-z*]")
_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:[ ]?[\-./][ ]?[0-9]{1,2}){0,2}")
_AMOUNT = re.compile(r"[ ]?[元年月%万亿吨度]|\.[0-9]")
_BREAK = re.compile(r"\n[ ]*[0-9]{1,2}[.)、]|[ ,.\n](?=(?:19|20)[0-9]{2}[年\-./])")


def _numbered(match: re.Match[str], source: Source) -> Iterable[Place]:
    """All of it, four digits at least, and neither an amount nor a date nor what offices number."""
    start, end = match.span("value")
    if _GOES_ON.match(match.string, match.end()) or _OTHERS.search(source.folded, max(0, start - 16), start):
        return
    cut = _BREAK.search(match.string, start, min(len(match.string), end + 1))
    end = cut.start() if cut and cut.start() < end else end
    end = _inside(match.string, start, own_end(source, start, end))
    value = match.string[start:end]
    if sum(char.isdigit() for char in value) < 4 or _AMOUNT.match(source.folded, end):
        return
    if not _DATE.fullmatch(value):
        yield start, end


def _inside(text: str, start: int, end: int) -> int:
    """Where a number ends at the latest: before a bracket that was opened before it."""
    closed = text.find(")", start, end)
    return end if closed < 0 or "(" in text[start:closed] else closed


RECOGNIZER = Recognizer(
    name="account",
    kind="ACCOUNT",
    patterns=(
        Pattern(_VALUE, ("folded", "digits"), 0.9, _numbered, before=_LABELS, near=_LONG),
        Pattern(_LETTERED, ("folded",), 0.85, near=_OF_WORD),
        Pattern(_DEED, ("folded",), 0.9, near=_DEEDS),
    ),
    positives=(
        "户号【3012345678】",
        "电表号：【0123456789】",
        "合同编号【HT-2020-12345】",
        "保单号为【PICC20210012345】",
        "订单号【569090437986401】，",
        "学号:【2019110234】",
        "燃气户号【12345 67890】",
        "案件编号【A2021-00123】",
        "工单号【20220728123456】",
        "户号【三零一二三四五六七八】",
        "工牌号是【79960】",
        "车架号：\n【LSVAA4187N2123456】",
        "发动机号【931315A】",
        "IMEI：【9598 1516 5500 678】",
        "不动产权证号【渝(2019)渝北区不动产权第126951390号】",
        "中通快递【71639850004965】",
        "取件码【1-2-3456】",
        "产权证号：【渝53335571】",
        "合同号【渝房2021字第12345号】",
        "户号【3012345678】2019年3月",
        "(户号【3012345678】)E12",
        "电表号是【31879 43690】一直没有激活",
    ),
    negatives=("户口所在地", "合同已经签了", "合同金额12000元"),
    near_misses=(
        "渝府发〔2021〕12号",
        "12号楼",
        "编号1-3",
        "3号线",
        "合同签订于2021年3月",
        "邮编400020",
        "型号2000W",
        "国标GB50180",
        "项目编号2021",
    ),
)
