"""Every action of the desk by key. Each has a button that bears the same `data-key`.

The map on `?`, the hints on buttons and docs/reference/desk-keys.md are made of this table.
"""

from __future__ import annotations

import msgspec


class Key(msgspec.Struct, frozen=True):
    """`key` as the browser names it (a capital: with Shift); `shown` as it stands on a cap."""

    key: str
    says: str
    more: str = ""

    @property
    def shown(self) -> str:
        return NAMES.get(self.key, f"⇧{self.key}" if self.key.isupper() else self.key.upper())


NAMES = {"ArrowDown": "↓", "ArrowUp": "↑", "Enter": "↵", "Escape": "Esc", "?": "?", "/": "/"}

EVERYWHERE = (
    Key("?", "键位表", "再按一次或按 Esc 关闭"),
    Key("q", "回到队列", "在事项里会放下手里的这一件"),
    Key("/", "查找", "候选号、公开编号或案件库编号"),
)
QUEUE = (
    Key("j", "下一件", "也可按 ↓"),
    Key("k", "上一件", "也可按 ↑"),
    Key("Enter", "打开这一件"),
    Key("x", "开始：打开最急的一件"),
    Key("n", "下一页"),
    Key("b", "上一页"),
)
MATTER = (
    Key("j", "下一处", "也可按 ↓；疑点在前"),
    Key("k", "上一处", "也可按 ↑"),
    Key("a", "采纳", "疑点：遮盖；已遮盖处：认可，并走到下一处"),
    Key("A", "采纳全部相同处", "本件和关联件"),
    Key("u", "可以公开", "疑点：保留；已遮盖处：露出原文"),
    Key("U", "全部相同处可以公开", "本件和关联件"),
    Key("c", "改类型", "再按字母选类型"),
    Key("w", "换说法", "同一人在本件和关联件里一起换"),
    Key("v", "选字", "← → 移动，⇧← ⇧→ 扩选，Esc 取消"),
    Key("m", "遮盖所选", "没有选字时遮盖当前这一处"),
    Key("M", "遮盖全部相同处", "本件和关联件"),
    Key("i", "能认出人", "写明理由，成为一处疑点"),
    Key("o", "这一栏通读，无须遮盖", "清掉这一栏的疑点"),
    Key("e", "改写这一栏的公开文字", "显示逐字差别"),
    Key("g", "概括", "把地区、主题、时间放宽一级"),
    Key("t", "提议用语", "始终遮盖或从不遮盖，须第二人同意"),
    Key("z", "撤销"),
    Key("y", "重做"),
    Key("p", "预览将要公开的页面"),
    Key("h", "经过"),
    Key("s", "签署", "再按 ↵ 确认四项并签署，然后打开下一件"),
    Key("r", "退回", "写明理由"),
    Key("f", "提出阻断问题", "解除之前谁也不能签署"),
    Key("l", "接手", "别人占用时"),
    Key("n", "跳过，打开下一件"),
)
GROUPS = (("到处可用", EVERYWHERE), ("队列", QUEUE), ("事项", MATTER))
KINDS = "asdfghjklqwertyuiopzxcv"
"""Letters that choose a kind, in the order of `words.CHOICES`."""


def hint(key: str, group: tuple[Key, ...] = MATTER) -> str:
    """What a key says; "" where there is none."""
    return next((one.says for one in group if one.key == key), "")
