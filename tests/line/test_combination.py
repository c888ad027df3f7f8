"""What the combination test cut from a matter is in nothing that is made of it, wherever it was written."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from pyarrow import parquet

from publish.checks import decode
from publish.demo.regions import District, districts
from publish.model.records import CaseFacts, CaseFile, Reviewed
from publish.settings import load
from publish.stages import office
from publish.stages.approved import approved
from publish.stages.combination import LEVELS, level_name
from publish.store.adapter import open_store
from tests.line.conftest import Line, made

COUNTY, TOWN, VILLAGE, ESTATE, ROAD = "椟川县", "斛岚镇", "苡笏村", "犁砚花园", "罄竹路"
COUNTY_CODE, TOWN_CODE, OTHER_CODE = "500999", "500999101", "500101"
ABOVE, BELOW = (COUNTY, "椟川"), ("斛岚", "苡笏", "犁砚", "罄竹")
DAY = "2021-11-17T13:47:00+08:00"
TIMES = ("2021-11", "11月", "13:47", "双十一")
TOPIC, NEAR = "斫轮/榫卯", "斫轮/椽木"
CHUNK = re.compile(rb'(?=<li class="row|<entry>|<item>|<url>)')
LINE = re.compile(rb"\n")
DIRECTORIES = re.compile(
    r"directory\.json|units/(index|\d{6})\.html|units/names\.json|districts/index\.html"
    r"|data/tables/(units|districts|regions)\.\w+"
)
"""Files that name every unit and district of the store, whatever happened there."""

WORDS = (
    f"我家在{COUNTY}{TOWN}{VILLAGE}，{ROAD}旁边的{ESTATE}，去年11月17日和双十一都停了水，"
    f"找过{TOWN}政府和{COUNTY}水利局，说是椟府办〔2021〕16号定的，斛岚那边还没有通。"
)


def _case(case_id: str, **given: object) -> dict[str, object]:
    return {
        "case_id": case_id, "column_slug": "liuyan", "title": f"{TOWN}{VILLAGE}11月停水", "appeal": WORDS,
        "result": f"经{COUNTY}{TOWN}人民政府核实，11月17日已通水，{VILLAGE}村委会回访。",
        "summary": f"{VILLAGE}停水", "comment": f"{COUNTY}的水要一直有。", "channel": f"{TOWN}便民中心",
        "disclosure_basis": f"{COUNTY}督查办研究", "topic": TOPIC, "region_code": TOWN_CODE, "unit_id": "UT",
        "applicant_kind": "citizen", "submitted_at": DAY, "accepted_at": DAY,
        "due_at": "2021-11-30T18:00:00+08:00", "closed_at": "2021-11-24T13:47:00+08:00", "outcome": "solved",
        "revisit_at": "2021-11-29T10:00:00+08:00", "revisit_outcome": "held", "consent": "agreed",
        "disclosure": "approved", "third_party": "none", "approved_at": "2022-01-05T09:00:00+08:00",
        "village_code": f"{TOWN_CODE}201", "updated_at": "2022-01-06T09:00:00+08:00", **given,
    }  # fmt: skip


def _fellow(case_id: str, **given: object) -> dict[str, object]:
    return _case(
        case_id,
        **{"disclosure": "none", "channel": None, "unit_id": None, "region_code": OTHER_CODE, **given},
    )


FELLOWS: dict[str, dict[str, object]] = {
    "district": {"region_code": f"{COUNTY_CODE}777"},
    "city": {},
    "topic": {"topic": NEAR},
    "quarter": {"topic": NEAR, "submitted_at": "2021-10-12T09:00:00+08:00"},
    "year": {"topic": NEAR, "submitted_at": "2021-08-12T09:00:00+08:00"},
}
"""Level that the planted matter reaches → what four others must be like for it."""


LATEST = """SELECT episode_id FROM episode_cases WHERE episode_id NOT IN (
    SELECT g.episode_id FROM episode_guests AS g JOIN units AS u USING (unit_id) WHERE u.level <> 'city'
) ORDER BY 1 DESC"""
"""An episode whose guests tell no place: one that does is not shown together with what was cut."""


class Planted(NamedTuple):
    """`level` is what the matter reaches, `number` what it is published under."""

    line: Line
    level: str
    number: str


BETWEEN = ("city", "topic", "quarter")
"""Levels between nothing cut and all cut, which `make proof` plants too."""


@pytest.fixture(
    scope="module",
    params=[pytest.param(level, marks=[pytest.mark.proof] * (level in BETWEEN)) for level in FELLOWS],
)
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """A line with one matter that names its place and day in every field."""
    line = made(tmp_path_factory.mktemp("planted") / "demo", "--cases", "150", "--approved", "60")
    with sqlite3.connect(line.folder / "store.sqlite3") as store:
        for relation, rows in _rows(FELLOWS[request.param]).items():
            for row in rows:
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                store.execute(f"INSERT INTO {relation} ({names}) VALUES ({marks})", tuple(row.values()))
        episode = store.execute(LATEST).fetchone()[0]
        seq = store.execute("SELECT max(seq) + 1 FROM episode_cases WHERE episode_id = ?", (episode,))
        store.execute("INSERT INTO episode_cases VALUES (?, ?, 'PLANT')", (episode, seq.fetchone()[0]))
        store.execute(
            "INSERT INTO episode_questions (episode_id, seq, question, unit_id)"
            " VALUES (?, 99, '水通了吗？', 'UT')",
            (episode,),
        )
        store.execute("INSERT INTO dossier_cases SELECT dossier_id, 'PLANT' FROM dossiers LIMIT 2")
    store.close()
    _decide(line)
    done = line.publish("run", check=False)  # 1: some of the demonstration's matters are set aside
    assert (line.folder / "releases" / "current").exists(), done.stderr
    number = _number(line)
    for path in (line.folder / "content" / "episodes").rglob("*.json"):
        if number in path.read_text("utf-8"):
            line.publish(
                "script", f"{path.parent.name}/{path.stem}", "--output", str(line.folder / "scripts")
            )
    return Planted(line, request.param, number)


def _rows(fellow: dict[str, object]) -> Mapping[str, Sequence[Mapping[str, object]]]:
    regions = [
        {"code": COUNTY_CODE, "name": COUNTY, "level": "district", "parent_code": "500000"},
        {"code": TOWN_CODE, "name": TOWN, "level": "town", "parent_code": COUNTY_CODE},
    ]
    units = [
        {"unit_id": "UC", "name": f"{COUNTY}水利局", "level": "district", "region_code": COUNTY_CODE},
        {"unit_id": "UT", "name": f"{COUNTY}{TOWN}人民政府", "short_name": f"{TOWN}政府", "level": "town",
         "parent_id": "UC", "region_code": TOWN_CODE, "public_phone": "023-77008800"},
        {"unit_id": "UV", "name": f"{COUNTY}{TOWN}{VILLAGE}村民委员会", "level": "village", "parent_id": "UT",
         "region_code": TOWN_CODE},
    ]  # fmt: skip
    events = [
        {"case_id": "PLANT", "seq": seq, "at": DAY, "kind": kind, "unit_id": unit,
         "note": f"11月17日{TOWN}{kind}：{VILLAGE}到场。"}
        for seq, (kind, unit) in enumerate((("submitted", None), ("accepted", "UT"), ("closed", "UC")), 1)
    ]  # fmt: skip
    neighbour = _case(
        "NEAR", title="榫卯要修", appeal="请修一修。", result="修好了。", summary=None, comment=None,
        channel=None, disclosure_basis=None, unit_id="UC", topic="灯盏/灯芯", region_code=COUNTY_CODE,
        village_code=None,
    )  # fmt: skip
    likes = [
        {**_case(f"NEAR{i}"), **{"topic": "灯盏/灯芯", "disclosure": "none", "channel": None}}
        for i in range(4)
    ]
    return {
        "regions": regions,
        "units": units,
        "cases": [_case("PLANT"), neighbour, *likes, *(_fellow(f"F{i}", **fellow) for i in range(4))],
        "events": events,
        "case_links": [{"case_id": "PLANT", "other_id": "NEAR", "kind": "same_problem"}],
    }


def _decide(line: Line) -> None:
    fields = ("title", "appeal", "result", "summary", "comment", *(f"events/{n}/note" for n in (1, 2, 3)))
    with (line.folder / "decisions.jsonl").open("a", encoding="utf-8") as file:
        for key in ("PLANT", "NEAR"):
            for field in fields:
                decision = {"record": "case", "key": key, "field": field, "action": "clear"}
                file.write(json.dumps(decision, ensure_ascii=False) + "\n")


def _number(line: Line, case_id: str = "PLANT") -> str:
    settings = load(line.settings)
    with open_store(settings.store), office.ledger_of(settings) as ledger:
        wanted = ledger.source_key("case", case_id)
        return next(one.number for one in ledger.published("published") if one.source == wanted)


def _files(line: Line) -> Iterator[Path]:
    for folder in ("content", "output", "scripts"):
        found = sorted((line.folder / folder).rglob("*"))
        yield from (path for path in found if path.is_file() and not DIRECTORIES.search(path.as_posix()))


def _chunks(line: Line, number: str) -> Iterator[tuple[Path, str]]:
    """What stands together with the number: rows of lists, entries of feeds, whole records and pages. The
    page of another matter only leads to it, as to the one before or after."""
    for path in _files(line):
        if path.parts[-2] == "cases" and path.stem != number:
            continue
        if number.encode() in path.read_bytes():
            yield from ((path, said) for said in _parts(path) if number in said)


def _parts(path: Path) -> Iterator[str]:
    """Rows, entries and lines of a file, each as it reads; of another file, all of it."""
    if path.suffix == ".parquet":
        yield from (" ".join(map(str, row.values())) for row in parquet.read_table(path).to_pylist())
        return
    if path.suffix in (".csv", ".jsonl"):
        yield from (" ".join(record) for record in decode.records(path))
        return
    split = LINE if path.name.endswith(".feed.json") else CHUNK
    whole = path.suffix == ".json" and split is CHUNK
    chunks = [path.read_bytes()] if whole else split.split(path.read_bytes())
    yield from (" ".join(decode.readings(path.suffix, chunk)) for chunk in chunks)


def _record(line: Line, number: str) -> dict[str, object]:
    found = json.loads(next((line.folder / "content" / "cases").rglob(f"{number}.json")).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_level_is_the_one_that_four_others_allow(planted: Planted) -> None:
    record = _record(planted.line, planted.number)
    shown = (record.get("district"), str(record["topic"]).count("-"), record.get("period"))
    assert (
        shown
        == {
            "district": (COUNTY_CODE, 2, None),
            "city": (None, 2, None),
            "topic": (None, 1, None),
            "quarter": (None, 1, "2021-Q4"),
            "year": (None, 1, "2021"),
        }[planted.level]
    )


def test_no_file_at_all_names_the_town_the_village_or_what_lies_in_them(planted: Planted) -> None:
    for path in _files(planted.line):
        text = " ".join([*decode.texts(path), str(path)])
        assert [name for name in BELOW if name in text] == [], path


def test_nothing_beside_the_number_names_the_county_once_it_was_cut(planted: Planted) -> None:
    chunks = list(_chunks(planted.line, planted.number))
    assert len(chunks) > 8
    for path, chunk in chunks:
        if planted.level != "district":
            assert [name for name in (*ABOVE, COUNTY_CODE) if name in chunk] == [], path


def test_nothing_beside_the_number_tells_a_time_once_it_was_cut(planted: Planted) -> None:
    if planted.level in ("quarter", "year"):
        for path, chunk in _chunks(planted.line, planted.number):
            assert [time for time in TIMES if time in chunk] == [], path
    else:
        assert any("11月17日" in chunk for _, chunk in _chunks(planted.line, planted.number))


def test_the_matter_is_in_no_list_finer_than_its_level(planted: Planted) -> None:
    record = _record(planted.line, planted.number)
    kinds = [name.partition("/")[0] for name in record["places"]]  # type: ignore[attr-defined]
    assert ("district" in kinds) == (planted.level == "district")
    assert "unit" not in kinds
    assert record["unit_level"] == "town"


def test_no_neighbour_gives_back_what_was_cut(planted: Planted) -> None:
    """A finer matter of the same county, the town's question on air, dossiers about one topic."""
    line, number = planted.line, planted.number
    assert "related" not in _record(line, number)
    assert "related" not in _record(line, _near(line))
    if planted.level in ("topic", "quarter", "year"):
        assert "dossiers" not in _record(line, number)
        assert not [
            p for p in (line.folder / "content" / "dossiers").glob("*") if number in p.read_text("utf-8")
        ]
    for path in (line.folder / "content" / "episodes").rglob("*.json"):
        episode = json.loads(path.read_text("utf-8"))
        if number in episode.get("cases", ()):
            assert not [
                one for one in episode["questions"] if one["question"] == "水通了吗？" and "unit" in one
            ]


def test_the_script_of_its_broadcast_does_not_say_it(planted: Planted) -> None:
    told = [path for path in (planted.line.folder / "scripts").glob("*") if path.suffix in (".txt", ".html")]
    assert told
    for path in told:
        assert [name for name in BELOW if name in path.read_text("utf-8")] == [], path


def _near(line: Line) -> str:
    return _number(line, "NEAR")


SHARED = "submitted_at, updated_at, region_code, topic, applicant_kind"
LIKE_PUBLIC = f"""INSERT INTO cases (case_id, title, appeal, disclosure, {SHARED})
    SELECT 'X' || other.column1 || case_id, '停水', '停水。', 'none', {SHARED}
    FROM cases, (VALUES (1), (2), (3), (4), (5)) AS other WHERE disclosure = 'approved'"""


@pytest.mark.parametrize("options", [(), ("--full",)])
def test_more_matters_alike_change_nothing_that_is_public(line: Line, options: tuple[str, ...]) -> None:
    """Shown more finely today than yesterday, the two versions of a page would tell what was cut."""
    cases = (line.folder / "content" / "cases").rglob("*.json")
    assert [path for path in cases if '"district' not in path.read_text("utf-8")]
    before = line.digest("content")
    with sqlite3.connect(line.folder / "store.sqlite3") as store:
        store.execute(LIKE_PUBLIC)
    store.close()
    line.publish("export", *options, check=False)
    line.sign()
    line.publish("write")
    after = line.digest("content")
    assert {name: after[name] for name in before if "statistics" not in name} == {
        name: digest for name, digest in before.items() if "statistics" not in name
    }


def _bound(line: Line) -> Iterator[tuple[Reviewed[CaseFacts], District]]:
    """Published matters of a demonstration, each with the district the store says it is of."""
    settings = load(line.settings)
    known = {district.code: district for district in districts()}
    with open_store(settings.store) as store, office.ledger_of(settings) as ledger:
        files = (file for file in store.case_files() if isinstance(file, CaseFile))
        codes = {ledger.source_key("case", f.case.case_id): f.case.region_code or "" for f in files}
        for record in approved(ledger, CaseFacts):
            yield record, known[codes[record.source][:6]]


def test_of_559_matters_at_least_300_are_shown_without_a_flag_and_every_level_is_met(full_line: Line) -> None:
    levels = Counter(level_name(record.facts) for record, _ in _bound(full_line))
    assert levels.total() - levels["apart"] >= 300
    assert set(levels) == set(LEVELS)


def test_no_generalised_matter_of_the_demonstration_names_its_own_places(full_line: Line) -> None:
    """By what the demonstration knows of itself: towns, villages, estates, roads, markets, schools."""
    checked = 0
    for record, district in _bound(full_line):
        if record.facts.level.region == "town":
            continue
        villages = (village for town in district.towns for village in (*town.villages, town.community))
        names = [town.name for town in district.towns] + [village.name for village in villages]
        names += [*district.estates, *district.roads, *district.markets, *district.schools]
        if record.facts.level.region == "city":
            names += [district.name, district.short]
        said = " ".join(record.texts.values())
        assert [name for name in names if name in said] == [], record.facts.level
        checked += 1
    assert checked > 300
