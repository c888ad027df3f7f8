"""Published lines and hotlines stay; the list of places is made from one archive and from no other."""

from __future__ import annotations

import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from publish.anonymise import gazetteer
from publish.anonymise.base import Hit, Source
from publish.anonymise.engine import Anonymiser
from publish.anonymise.keep import reason
from publish.anonymise.public import PublicNames, Published, hotline

PUBLISHED = Published(
    PublicNames(places=frozenset(("渝山区", "清水镇")), phones=frozenset(("023-67771234",)))
)
FACTS = (
    "请拨打12345或12315、12328、96196、95598、10086、400-678-9123咨询",
    "报警110，火警119，急救120，交通事故122，法律援助12348",
    "依据《城市供水条例》第二十七条，渝府发〔2021〕12号文件",
    "2022年3月5日缴费3,000.50元，共12户35人，面积89.5平方米",
    "高建发〔2019〕第12号明确规定，依据高建发〔2019〕12号，向龙兴镇司法所反映",
    "国家电网、中国移动、重庆华润燃气有限公司和中国移动通信集团重庆有限公司渝北分公司都来了",
    "乘202路、轨道3号线，走G318国道和S101省道到渝航大道",
)


@pytest.fixture(scope="module")
def engine() -> Anonymiser:
    return Anonymiser(statistics=None)


@pytest.mark.parametrize("text", FACTS)
def test_public_facts_are_left_as_they_are(engine: Anonymiser, text: str) -> None:
    assert engine.text(text).text == text


def test_a_direction_and_a_land_are_no_name_and_a_name_that_begins_like_one_is() -> None:
    towards, named = Source("向重庆燃气集团反映"), Source("向和平说过")
    assert reason(Hit(0, 3, "PERSON", 0.9, "one"), towards, PUBLISHED, frozenset()) == "PUBLIC_NAME"
    assert not reason(Hit(0, 3, "PERSON", 0.9, "one"), named, PUBLISHED, frozenset())


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("中国移动和重庆山水有限公司", "中国移动和某公司"),
        ("中国电信营业厅关门了", "某营业厅关门了"),
        ("中国移动外包给山水物业公司", "中国移动外包给某物业公司"),
    ],
)
def test_a_firm_beside_an_operator_and_an_operators_outlet_lose_their_names(
    engine: Anonymiser, text: str, masked: str
) -> None:
    assert engine.text(text).text == masked


def test_a_name_before_a_document_number_that_is_not_its_head_is_masked() -> None:
    hit = Hit(1, 4, "PERSON", 0.9, "one")
    assert not reason(hit, Source("找王建国〔2019〕12号"), PUBLISHED, frozenset())
    for text in ("据高建发〔2019〕12号", "民高建发〔2019〕第12号"):
        assert reason(hit, Source(text), PUBLISHED, frozenset()) == "FIGURE"


@pytest.mark.parametrize(
    "number", ["110", "12345", "12315", "12328", "95598", "96196", "10086", "4006789123"]
)
def test_a_services_number_is_a_hotline(number: str) -> None:
    assert hotline(number)


@pytest.mark.parametrize("number", ["67891234", "13812345678", "02367891234", "180", "5551"])
def test_a_subscribers_number_is_none(number: str) -> None:
    assert not hotline(number)


@pytest.mark.parametrize("written", ["023-67771234", "67771234", "（023）6777 1234"])
def test_a_line_of_the_store_is_published_however_it_is_written(written: str) -> None:
    assert PUBLISHED.phone(written)


def test_a_place_of_the_store_is_known_with_and_without_what_it_is() -> None:
    assert PUBLISHED.covers("在渝山区办的", 1, 3)
    assert PUBLISHED.covers("在渝山办的", 1, 3)
    assert not PUBLISHED.covers("在渝山办的", 1, 4)


def _archive(path: Path) -> Path:
    tables = {
        "provinces.csv": "code,name\n50,渝山省\n",
        "cities.csv": "code,name,provinceCode\n5001,市辖区,50\n",
        "areas.csv": "code,name\n500101,酉禾土家族苗族自治县\n500102,方正县\n",
        "streets.csv": "code,name\n500101001,清水镇\n500101002,渝山监狱\n",
        "HK-MO-TW.json": "{}",
    }
    with tarfile.open(path, "w:gz") as archive:
        for name, text in tables.items():
            data = text.encode()
            member = tarfile.TarInfo(f"package/dist/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def test_places_are_made_of_towns_and_how_districts_are_spoken_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tarball = _archive(tmp_path / "places.tgz")
    monkeypatch.setattr(gazetteer, "SHA256", hashlib.sha256(tarball.read_bytes()).hexdigest())
    monkeypatch.setattr(gazetteer, "FILE", tmp_path / "places.txt")
    gazetteer.main(tarball)
    lines = (tmp_path / "places.txt").read_text("utf-8").splitlines()
    names = {line for line in lines if not line.startswith("#")}
    assert names == {"渝山省", "渝山", "酉禾土家族苗族自治县", "酉禾", "方正县", "清水镇"}


def test_no_other_archive_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "FILE", tmp_path / "places.txt")
    with pytest.raises(SystemExit):
        gazetteer.main(_archive(tmp_path / "places.tgz"))
    assert not (tmp_path / "places.txt").exists()
