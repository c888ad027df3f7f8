"""Words the recognizers share: surnames, characters of given names, posts, titles, kin, trades."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent / "lexicon"


def _lines(name: str) -> list[str]:
    lines = (_HERE / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


_SURNAMES = _lines("surnames.txt")
SURNAMES = frozenset("".join(line for line in _SURNAMES if " " not in line))
"""Single surnames, frequent and rare."""
COMPOUND = frozenset(word for line in _SURNAMES if " " in line for word in line.split())
"""Surnames of two characters."""
FREQUENT = frozenset(_SURNAMES[0])
"""Single surnames that about 95 of 100 people bear."""
GIVEN = frozenset("".join(_lines("given.txt")))
"""Characters that given names are made of."""
WORDS = frozenset(" ".join(_lines("words.txt")).split())
"""Words that begin with a surname and name nobody."""

HAN = "[一-鿿㐀-䶿]"
SURNAME_CLASS = "[" + "".join(sorted(SURNAMES)) + "]"
FREQUENT_CLASS = "[" + "".join(sorted(FREQUENT)) + "]"
COMPOUND_CHOICE = "|".join(sorted(COMPOUND))

TITLES = (
    "先生", "女士", "小姐", "太太", "夫人", "师傅", "老板娘", "老板", "经理", "总", "老汉", "大爷", "大妈", "大娘", "大叔",
    "大婶", "大嫂", "大哥", "大姐", "大伯", "阿姨", "孃孃", "孃", "叔叔", "叔", "伯伯", "伯", "婆婆", "爷爷", "奶奶", "婶",
    "嫂", "哥", "姐", "某某", "同志", "嬢嬢", "嬢", "嬷", "幺妹",
)  # fmt: skip
"""What is said after a private person's surname."""

POSTS = (
    "书记", "局长", "市长", "县长", "区长", "镇长", "乡长", "村长", "社长", "组长", "主任", "科长", "处长", "队长", "所长",
    "校长", "院长", "站长", "园长", "主席", "委员", "部长", "厅长", "省长", "支书", "警官", "法官", "检察官", "律师",
    "秘书", "股长", "行长", "社区民警", "民警", "干事", "专员", "网格员", "工作人员", "大队长", "副主任", "副局长", "副书记",
    "副县长", "副区长", "副市长", "副镇长", "副乡长", "副所长", "副科长", "副处长", "副院长", "副校长", "老师", "医生", "护士",
    "教授", "会计", "领导", "常委", "巡视员", "调研员", "审判员", "书记员", "理事长", "会长", "台长", "馆长", "段长",
)  # fmt: skip
"""What is said after the surname of somebody acting in a post."""

KIN = (
    "丈夫", "妻子", "老公", "老婆", "爱人", "父亲", "母亲", "爸爸", "妈妈", "老父亲", "老母亲", "儿子", "女儿", "孙子",
    "孙女", "外孙", "外孙女", "哥哥", "弟弟", "姐姐", "妹妹", "岳父", "岳母", "公公", "婆婆", "爷爷", "奶奶", "外公", "外婆",
    "儿媳", "媳妇", "女婿", "侄子", "侄女", "外甥", "外甥女", "叔叔", "舅舅", "姑姑", "姨妈", "伯伯", "配偶", "前夫", "前妻",
    "男友", "女友", "男朋友", "女朋友", "堂哥", "堂弟", "表哥", "表弟", "表姐", "表妹", "嫂子", "姐夫", "妹夫", "弟媳", "老伴",
    "户主", "妻", "夫", "子", "女", "父", "母", "长子", "次子", "长女", "次女", "独子", "独女", "小儿", "小女", "犬子", "娃儿", "小孩", "孩子",
    "幺儿", "幺女", "老妈", "我妈", "我爸", "老爸", "老汉", "我爹", "我娘", "老娘", "老爹", "亲戚", "邻居", "房东", "同事", "朋友", "同学", "室友", "老乡", "闺女", "弟弟", "老板",
)  # fmt: skip
"""Words after which a name is somebody's kin or acquaintance."""

CHILD = frozenset(
    ("儿子", "女儿", "孙子", "孙女", "外孙", "外孙女", "小孩", "孩子", "娃儿", "小儿", "小女", "幺儿", "幺女", "侄子", "侄女", "闺女")
)
"""Kin who may be minors: their names are replaced without the surname."""
