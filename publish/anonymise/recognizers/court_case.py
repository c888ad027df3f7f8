"""Numbers of court and arbitration cases, which lead to the parties; documents of offices stay."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer

RECOGNIZER = Recognizer(
    name="court_case",
    kind="ACCOUNT",
    triggers=("号",),
    patterns=(
        Pattern(
            re.compile(
                r"[(\[〔【]?(?:19|20)[0-9]{2}[)\]〕】]?[ ]?[一-鿿]{0,3}[0-9]{0,4}[一-鿿]{0,2}"
                r"(?:民初|民终|民申|刑初|刑终|行初|行终|执恢|执异|执保|执|民特|破申|仲案|劳人仲案|劳仲案"
                r"|劳人仲)[一-鿿]{0,2}字?第?[0-9]{1,6}(?:-[0-9]{1,3})?号"
            ),
            score=0.92,
            near=re.compile("[初终申行执恢异保特破案仲]字?第?[0-9]"),
        ),
        Pattern(
            re.compile(
                r"[一-鿿]{1,3}(?:劳人仲|劳仲|仲)(?:案|裁|委)?字[ ]?[(\[〔【]?(?:19"
                r"|20)[0-9]{2}[)\]〕】]?[ ]?第?[ ]?[0-9]{1,6}号"
            ),
            score=0.92,
            near=re.compile("仲"),
        ),
    ),
    positives=(
        "案号【(2021)渝0112民初1234号】",
        "判决书【〔2020〕渝01民终567号】已生效",
        "【2021渝0105执1234号】立案",
        "【渝劳人仲案字〔2021〕第1914号】裁决",
        "【(2021)渝北劳人仲案字第123号】",
    ),
    negatives=("渝府发〔2021〕12号", "渝建〔2020〕3号文件"),
    near_misses=("(2021)12号", "渝高法〔2021〕45号", "执法〔2021〕6号"),
)
