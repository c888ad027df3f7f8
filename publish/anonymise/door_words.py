"""The words in place of a door: which of its units are told, and that it is a shop or a parking space."""

from __future__ import annotations

import re

from publish.text import fold

_UNIT = re.compile(r"号楼|单元|村民小组|居民小组|小组|号院|别墅|栋|幢|座|楼|层|组|社|队|屯|号|#")
_NOUN = re.compile(
    r"停车位|车位|车库|储藏[室间]|地下室|杂物间|商铺|门面|铺面|店面|门市|门店|摊位|档口|底商|网点|库房|仓库"
    r"|宿舍|寝室"
)
_ROOM = re.compile(r"[0-9A-Za-z]")
_GROUPS = ("组", "社", "队", "屯")


def door(written: str) -> str:
    """3栋2单元5-1 → 某栋某室, first and last of its units; 车库B2-118 → 某车库. Without a digit."""
    noun = _NOUN.search(written)
    if noun:
        return "某" + noun[0]
    written, top = re.subn("顶[楼层]$", "", written)
    units = ["栋" if unit == "#" else unit for unit in _UNIT.findall(written)]
    rest = fold.digits(_UNIT.split(written)[-1])
    if _ROOM.search(rest) or rest.endswith(("室", "房", "户")):
        units.append("号" if units and units[-1].endswith(_GROUPS) else "室")
    chosen = list(dict.fromkeys(units if len(units) < 3 else [units[0], units[-1]]))
    return ("".join("某" + unit for unit in chosen) or "某处") + "顶楼" * top
