"""Numbers that a label makes a person's: meter, contract, policy, order, student, file, work order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source, label

_WHAT = (
    r"户|用户|客户|电表|水表|气表|燃气表|表|燃气户|用电户|缴费户|缴费|合同|协议|保单|保险单|保险|订单|交易|交易单|支付单|学|考|准考证|学籍|工|工单|受理"
    r"|案件|信访件|案|病历|住院|门诊|就诊|社保|医保|医保卡|公积金|公积金账|运单|快递|快递单|单|物流单|宽带|资产|设备|编|会员|会员卡|登记|登记证|证书"
    r"|房产证|产权证|不动产权证?|不动产|驾驶证|行驶证|营业执照|信用代码|税|纳税人识别|发票|收据|罚单|处罚单|报警回执|流水|低保证|残疾证|毕业证|资格证|查询|投诉单|投诉件|编码"
)
_LABELS = label(
    rf"(?:{_WHAT})(?:编号|单号|账号|帐号|号码|号|编码)|工单|订单|运单|快递单|社会信用代码|户号|电表|水表|气表|保单|学籍辅号|投诉编号|编号|单号"
)
_VALUE = re.compile(r"(?P<value>[0-9A-Za-z](?<![0-9A-Za-z]{2})(?:[0-9A-Za-z]|[ \-_/.](?=[0-9A-Za-z])){3,45})")
_GOES_ON = re.compile(r"[0-9A-Za-z*]")


def _numbered(match: re.Match[str], source: Source) -> Iterable[Place]:
    """All of it, four digits at least, and neither an amount nor a year."""
    if _GOES_ON.match(match.string, match.end()):
        return
    value = match["value"]
    after = source.folded[match.end() : match.end() + 2]
    if sum(char.isdigit() for char in value) < 4 or re.match(r"[元年月%万]|\.[0-9]", after):
        return
    if not re.fullmatch(r"(?:19|20)[0-9]{2}(?:[\-./][0-9]{1,2}){0,2}", value):
        yield match.span("value")


RECOGNIZER = Recognizer(
    name="account",
    kind="ACCOUNT",
    patterns=(Pattern(_VALUE, ("folded", "digits"), 0.9, _numbered, before=_LABELS),),
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
    ),
    negatives=("户口所在地", "合同已经签了", "合同金额12000元"),
    near_misses=("渝府发〔2021〕12号", "12号楼", "编号1-3", "3号线", "合同签订于2021年3月"),
)
