"""Words of somebody's health: never masked by themselves, always shown to a person."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Rank, Recognizer

_ILL = re.compile(
    r"(?:癌症?|肿瘤|白血病|尿毒症|艾滋病?|乙肝|肝炎|肺结核|尘肺病?|抑郁症?|精神病|精神分裂症?|自闭症|孤独症|糖尿病|高血压|心脏病|冠心病|脑梗|脑溢血|中风|瘫痪|偏瘫|残疾|截肢|失明"
    r"|聋哑|智障|癫痫|帕金森|阿尔茨海默|老年痴呆|透析|化疗|放疗|流产|怀孕|孕妇|住院|手术|病危|重症|罕见病|性病|骨折|植物人|丧失劳动能力|生活不能自理|无法自理)"
)

RECOGNIZER = Recognizer(
    name="health",
    kind="HEALTH",
    rank=Rank.SOFT,
    doubt="健康状况",
    patterns=(Pattern(_ILL, score=0.5),),
    positives=("母亲患有【糖尿病】", "我是【残疾】人"),
    negatives=("病房改造", "医院门口"),
    near_misses=("健康证", "卫生状况"),
)
