"""What the law calls sensitive (个人信息保护法 28): a crime, sex, family, need. Shown to a person."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer
from publish.anonymise.recognizers._personal import told

_CRIME = re.compile(
    r"(?P<value>服刑|刑满释放|刑释|劳改|劳教|坐(?:过|了)?牢|判(?:处|了|刑)[^,。;\n]{0,6}(?:年|缓刑|徒刑|刑)|判刑|有期徒刑[^,。;\n]{0,6}年|取保候审|监视居住|缓刑|社区矫正|前科|案底|戒毒|吸毒|贩毒|涉黑|被(?:行政|刑事)?拘留"
    r"|被(?:公安|警察|派出所)?(?:逮捕|抓走|刑拘)|通缉|失信被执行人|老赖)"
)
_SEX = re.compile(
    r"(?P<value>强奸|轮奸|猥亵|性侵|性骚扰|性虐|裸照|裸聊|偷拍[^,。;\n]{0,6}(?:洗澡|裙底|隐私)|同性恋者?|双性恋|变性(?:人|手术)|跨性别|出柜|一夜情|婚外情|出轨|私生子|私生女|第三者插足|包养|情妇)"
)
_FAMILY = re.compile(
    r"(?P<value>家暴|家庭暴力|离(?:过|了)?婚|离异|丧偶|守寡|单亲|领养|收养|弃婴|抱养|代孕|超生|计划外生育|未婚(?:先孕|生子|妈妈)|失独|孤儿|孤寡|精神失常|遗弃|虐待)"
)
_NEED = re.compile(
    r"(?:我|我家|本人|他家|她家|[他她]|老人|父亲|母亲|父母|其家庭?|一家)[^,。;!?\n]{0,8}?(?:是|属于?|系|为|享受|吃|评为|纳入)(?:了|的)?[^,。;!?\n]{0,6}?"
    r"(?P<value>低保(?:户|边缘户)?|五保(?:户|老人)?|特困(?:户|人员|供养)?|贫困户|建档立卡(?:贫困)?户?|困难户|军烈属|烈属|残疾人?家庭)(?!政策|标准|条件|申请|名额|评定)"
)
_BODY = re.compile(r"(?P<value>人脸(?:识别)?信息|指纹信息|虹膜|声纹|DNA鉴定|亲子鉴定|基因检测)")

RECOGNIZER = Recognizer(
    name="sensitive",
    kind="PERSON",
    doubt="敏感个人信息",
    patterns=(
        Pattern(_CRIME, score=0.5, refine=told(16)),
        Pattern(_SEX, score=0.6),
        Pattern(re.compile("卖淫|嫖娼"), score=0.5, refine=told(8)),
        Pattern(_FAMILY, score=0.5, refine=told(14)),
        Pattern(_NEED, score=0.5),
        Pattern(_BODY, score=0.5, refine=told(16)),
    ),
    positives=(
        "我丈夫【刑满释放】后没有工作",
        "她被人【性侵】",
        "我【离婚】后一个人带孩子",
        "我家是【低保户】，",
        "母亲长期遭受【家暴】",
        "他是【同性恋】",
    ),
    negatives=("依法判决", "贫困地区"),
    near_misses=(
        "社区矫正中心地址",
        "低保户评定标准",
        "孤寡老人免费体检政策",
        "戒毒所外墙",
        "离婚登记预约",
        "禁毒宣传",
    ),
)
