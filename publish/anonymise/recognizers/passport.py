"""Passports and travel permits."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer, label

_LABELS = label(r"护照|通行证|台胞证|回乡证|往来证件?|居留证|永居证|军官证|警官证|驾驶证档案|港澳证")

RECOGNIZER = Recognizer(
    name="passport",
    kind="PASSPORT",
    numeric=True,
    patterns=(
        Pattern(
            re.compile(
                r"(?<![0-9A-Za-z])(?:[EGDSPHMCWegdsphmcw][0-9]{8}|[Ee][A-Za-z][0-9]{7})(?![0-9A-Za-z])"
            ),
            score=0.85,
        ),
        Pattern(
            re.compile(r"[A-Za-z]{0,2}[ \-]?[0-9](?:[ \-]?[0-9]){5,10}(?![0-9A-Za-z])"),
            ("folded", "digits"),
            before=_LABELS,
        ),
    ),
    positives=(
        "护照号【E12345678】",
        "持【EA1234567】出境",
        "港澳通行证【C12345678】",
        "台胞证号码：【01234567】",
        "回乡证【H1234567890】",
    ),
    negatives=("G85高速公路", "C12座"),
    near_misses=("型号A12345678901", "合同HT-2020-12345", "列车G1234次", "微信wx12345678"),
)
