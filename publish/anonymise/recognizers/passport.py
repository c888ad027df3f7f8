"""Passports, travel permits, and the papers of soldiers, drivers and the disabled."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer

_LABELS = re.compile(
    r"(?:护照|通行证|台胞证|回乡证|往来证件?|居留证|居住证|永居证|军官证|警官证|士兵证|军人证件?|退伍证"
    r"|转业证|驾驶证档案|驾照档案|驾驶证|驾照|港澳证"
    r"|残疾证|残疾人证|社保卡|社会保障卡|社会保障卡卡|出生医学证明|出生证明?|结婚证|离婚证|准生证|老年证"
    r"|优待证|户口[簿本])(?:档案)?(?:编号|编码|号码|卡号|号|是|为|:|\(|\"|“|[ \t]){0,5}\n?[ ]{0,4}$"
)
_VALUE = re.compile(
    r"(?:[A-Za-z][ \-]?){0,2}[0-9](?:[ \-\n]{0,3}[0-9]){4,20}[A-Za-z]?"
    r"(?![0-9A-Za-z])"
)
_NUMBERED = re.compile(r"[A-Za-z]{0,2}[Nn][Oo][.:]?[ ]?[A-Za-z]{0,2}[0-9]{6,10}(?![0-9A-Za-z])")
_SOLDIER = re.compile(
    r"[军南北沈济广成兰空海政参后装武士文警官兵]{1,3}字?第?[ ]?(?:[0-9][ \-]?){6,9}号?"
    r"(?<=[0-9号])"
)
_SOLDIERS = re.compile(
    r"(?:军官证|士兵证|军人证件?|警官证|文职证|退伍证|残疾军人证|士官证|证件)(?:编号"
    r"|号码|号|是|为|:|\(| ){0,5}\n?[ ]{0,4}$"
)

RECOGNIZER = Recognizer(
    name="passport",
    kind="PASSPORT",
    numeric=True,
    patterns=(
        Pattern(
            re.compile(
                r"(?<![0-9A-Za-z])(?:[EGDSPHMCWTegdsphmcwt][ \-]?[0-9]{8}|[EeCc][A-Za-z][0-9]{7}"
                r"|[EGC][0-9]{4}[ ][0-9]{4})(?![0-9A-Za-z])"
            ),
            score=0.85,
        ),
        Pattern(_NUMBERED, ("folded",), 0.85, before=_LABELS),
        Pattern(_VALUE, ("folded", "digits"), before=_LABELS),
        Pattern(_SOLDIER, ("folded", "digits"), 0.85, before=_SOLDIERS),
    ),
    positives=(
        "护照号【E12345678】",
        "持【EA1234567】出境",
        "港澳通行证【C12345678】",
        "台胞证号码：【01234567】",
        "回乡证【H1234567890】",
        "军官证号：【军字第1738407号】",
        "出生医学证明编号【S077877635】",
        "驾驶证档案编号【500100123456】",
        "残疾证：【50010119850312123443】",
        "护照【E 1234 5678】",
        "护照:【ENo.A1226305】",
        "护照【E F783 8801】，",
    ),
    negatives=("G85高速公路", "C12座"),
    near_misses=("型号A12345678901", "列车G1234次", "微信wx12345678", "驾驶证扣12分"),
)
