"""The city's real districts and counties, and the invented places below them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import msgspec
import yaml

from publish.model.contract import Region

HERE = Path(__file__).parent
CITY_CODE = "500000"
CITY_NAME = "重庆市"
TOWNS_EACH = 3
VILLAGES_EACH = 2


class Village(msgspec.Struct, frozen=True):
    code: str
    name: str


class Town(msgspec.Struct, frozen=True):
    code: str
    name: str
    villages: tuple[Village, ...]
    community: Village


class District(msgspec.Struct, frozen=True, kw_only=True):
    """`short` is what people call it: 石柱县 for 石柱土家族自治县."""

    code: str
    name: str
    weight: int
    short: str = ""
    towns: tuple[Town, ...] = ()
    estates: tuple[str, ...] = ()
    roads: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()


@cache
def districts() -> tuple[District, ...]:
    """The 38 districts and counties in order of code, each with its invented places."""
    real = msgspec.yaml.decode((HERE / "regions.yaml").read_bytes(), type=list[District])
    pools = _pools()
    return tuple(_furnished(district, pools) for district in real)


def rows() -> tuple[Region, ...]:
    """The regions as the store has them: city, districts, towns."""
    found = [Region(code=CITY_CODE, name=CITY_NAME, level="city")]
    for district in districts():
        found.append(Region(code=district.code, name=district.name, level="district", parent_code=CITY_CODE))
        found.extend(
            Region(code=town.code, name=town.name, level="town", parent_code=district.code)
            for town in district.towns
        )
    return tuple(found)


def _pools() -> dict[str, list[str]]:
    """Invented names by kind, every one different; the same for every seed."""
    raw = yaml.safe_load((HERE / "places.yaml").read_text("utf-8"))
    first = raw.pop("first").split()
    rng = Random("places")
    pools = {kind: [a + b for a in first for b in tails.split()] for kind, tails in sorted(raw.items())}
    for kind in sorted(pools):
        rng.shuffle(pools[kind])
    return pools


def _furnished(district: District, pools: dict[str, list[str]]) -> District:
    take = {"estates": 6, "roads": 4, "markets": 2, "schools": 3}
    drawn = {kind: tuple(pools[kind].pop() for _ in range(n)) for kind, n in take.items()}
    towns = tuple(_town(district.code, n, pools) for n in range(1, TOWNS_EACH + 1))
    return msgspec.structs.replace(district, short=_short(district.name), towns=towns, **drawn)


def _town(district: str, n: int, pools: dict[str, list[str]]) -> Town:
    code = f"{district}9{n:02d}"
    villages = tuple(Village(f"{code}2{m:02d}", pools["villages"].pop()) for m in range(1, VILLAGES_EACH + 1))
    community = Village(f"{code}001", pools["communities"].pop())
    return Town(code, pools["towns"].pop(), villages, community)


def _short(name: str) -> str:
    for nation in ("土家族苗族", "苗族土家族", "土家族"):
        if nation in name:
            return name.replace(nation + "自治县", "县")
    return name
