"""Words that single somebody out: the only one, twins, the first case, a relative of whoever leads.

Never masked: what is rare is often the matter itself. A person reads whether it tells who it was.
"""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer

_PART = "国|省|市|区|县|镇|乡|街道|社区|村|组|社|队|院|厂|校|班|园|栋楼|栋|楼|小区|单元|公司|单位"
_WHOLE = rf"(?:全|整|我们?|本|咱们?)(?:{_PART})(?:里|内|上下|上|范围内)?"
_COUNT = "家|户|个|名|位|所|间|对|人|台|辆"
_ONLY = rf"{_WHOLE}(?:就|只|仅|才|唯独)有?(?:我们?|咱们?|他们?|她|这)?[一1](?:{_COUNT})"
_SHOP = "(?!性)[一-鿿]{1,5}(?:店|厂|馆|场|站|院|校|户|员|人|所)"
_SOLE = rf"(?:唯一|独一|仅有|仅此)的?[一1](?:{_COUNT})|唯一的?(?={_SHOP})"
_FIRST = rf"{_WHOLE}的?(?:首|第一)(?:例|起|批|{_COUNT})"
_BORN = "[双三多四]胞胎|龙凤胎|孪生|连体婴|独生(?:子女|子|女|儿|孩)|遗腹子|试管婴儿"
_POST = "(?:村|组|社|队|镇|乡|街道|县|区|局|厂|校)(?:主任|支书|书记|长|委|干部)"
_KIN = "弟弟|哥哥|姐姐|妹妹|儿子|女儿|儿媳|女婿|爱人|老婆|妻子|丈夫|父亲|母亲|侄子|外甥|小舅子|亲戚|亲家|连襟"
_RELATIVE = rf"{_POST}(?:的|他|家的|家)?亲?(?:{_KIN})"

RECOGNIZER = Recognizer(
    name="rare_event",
    kind="PERSON",
    doubt="少见情形，可能凭此认出当事人",
    patterns=(
        Pattern(re.compile(_ONLY), score=0.5),
        Pattern(re.compile(_SOLE), score=0.5),
        Pattern(re.compile(_FIRST), score=0.5),
        Pattern(re.compile(_BORN), score=0.5),
        Pattern(re.compile(_RELATIVE), score=0.5),
    ),
    positives=(
        "我开的是镇上【唯一一家】咖啡馆",
        "镇上【唯一的】咖啡馆",
        "【全村只有我们一家】没有通水",
        "【整栋楼就我一户】没装",
        "家里一对【双胞胎】要上学",
        "生了【龙凤胎】",
        "打人的是【村主任的弟弟】",
        "【村支书家的儿子】包了鱼塘",
        "这是【全镇首例】",
        "【全县第一个】做这个的",
        "我们是【独生子女】家庭",
    ),
    negatives=("全村都没有水", "唯一的办法是换管子", "第一次反映", "村主任的答复", "首先要说明"),
    near_misses=("全镇只有三家", "唯一性校验", "首例行检查", "村主任的电话"),
)
