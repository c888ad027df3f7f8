"""The catalogue of the data in DCAT 3 (W3C Recommendation of 2024-08-22), as JSON-LD, for portals.

It tells what there is and where, not how large: it changes when a file comes or goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import msgspec

from publish.site.addresses import DATA
from publish.site.edition import Edition
from publish.site.open_package import DESCRIPTION
from publish.site.open_resources import Resource, resources
from publish.site.page import Output

CATALOG = f"{DATA}catalog.jsonld"
IANA = "https://www.iana.org/assignments/media-types/"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/", "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
OFTEN = {"sets": "DAILY", "months": "IRREG", "tables": "IRREG", "statistics": "MONTHLY", "changes": "DAILY"}
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
SERIES = {"months": "各月公开的事项", "statistics": "全部事项的月度统计"}
"""Groups of files by month → the title of their series."""
Facts = dict[str, Any]


def outputs(edition: Edition) -> Iterator[Output]:
    """The catalogue."""
    yield Output(path=CATALOG, body=lambda: _catalog(edition))


def _catalog(edition: Edition) -> bytes:
    maker = Catalog(edition)
    return msgspec.json.format(msgspec.json.encode(maker.whole()), indent=1) + b"\n"


class Catalog:
    """Puts an edition's files into datasets."""

    def __init__(self, edition: Edition) -> None:
        self._edition, self._absolute = edition, edition.addresses.absolute
        site, self._licence = edition.settings.site, edition.settings.open_data.licence
        self._site = site
        self._publisher = {"@type": "foaf:Agent", "foaf:name": _said(site.organiser)}

    def whole(self) -> Facts:
        """The catalogue with everything in it."""
        found = resources(self._edition)
        groups = [(key, list(each)) for key, each in groupby(found, lambda one: (one.group, _dataset(one)))]
        return {
            "@context": CONTEXT,
            "@id": self._absolute(CATALOG),
            "@type": "dcat:Catalog",
            "dct:title": _said(f"{self._site.name}：开放数据"),
            "dct:description": _said(DESCRIPTION),
            "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"},
            "dct:publisher": self._publisher,
            "dct:license": {"@id": self._licence.url},
            "foaf:homepage": {"@id": self._absolute(f"{DATA}index.html")},
            "dcat:dataset": [*map(self._series, SERIES), *(self._of(*key, files) for key, files in groups)],
        }

    def _series(self, group: str) -> Facts:
        return {
            "@id": self._id(group),
            "@type": "dcat:DatasetSeries",
            "dct:title": _said(SERIES[group]),
            "dct:description": _said(f"{self._site.name}：{SERIES[group]}"),
            "dct:publisher": self._publisher,
        }

    def _of(self, group: str, part: str, files: Iterable[Resource]) -> Facts:
        held = list(files)
        month = {"@type": "xsd:gYearMonth", "@value": part}
        return {
            "@id": self._id(f"{group}-{part}"),
            "@type": "dcat:Dataset",
            "dct:title": _said(held[0].title),
            "dct:description": _said(f"{self._site.name}：{held[0].title}"),
            "dct:publisher": self._publisher,
            "dct:license": {"@id": self._licence.url},
            "dct:accrualPeriodicity": {"@id": FREQUENCY + OFTEN[group]},
            **({"dcat:inSeries": {"@id": self._id(group)}} if group in SERIES else {}),
            **({"dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": month, "dcat:endDate": month}}
               if group in SERIES else {}),
            "dct:spatial": {"@type": "dct:Location", "dct:title": _said(self._site.city)},
            "dcat:distribution": [self._file(one) for one in held],
        }  # fmt: skip

    def _file(self, one: Resource) -> Facts:
        return {
            "@type": "dcat:Distribution",
            "dct:title": _said(one.form),
            "dcat:downloadURL": {"@id": self._absolute(one.path)},
            "dcat:accessURL": {"@id": self._absolute(f"{DATA}index.html")},
            "dcat:mediaType": {"@id": IANA + one.type},
            "dct:license": {"@id": self._licence.url},
        }

    def _id(self, name: str) -> str:
        return f"{self._absolute(CATALOG)}#{name}"


def _dataset(one: Resource) -> str:
    """The whole sets are one dataset, each month and each table another."""
    return "all" if one.group == "sets" else one.part


def _said(text: str) -> Facts:
    return {"@language": "zh", "@value": text}
