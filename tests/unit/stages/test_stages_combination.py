"""A new matter meets the counts of the store; what is public never gets finer; who is apart is flagged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

import msgspec

from publish.anonymise.combination.atlas import Atlas
from publish.anonymise.combination.ladder import LADDER
from publish.ledger.ledger import Ledger
from publish.model.cells import FULL, Cell, Cells, Level
from publish.model.contract import Region, Unit
from publish.model.records import CaseFacts, EventFact, Facts, SourceKey
from publish.model.texts import RawText, RedactedText
from publish.settings import Settings, Site
from publish.settings import Store as StoreSettings
from publish.stages.combination import Binder, Likes, cell_of, level_name
from publish.stages.draft import Draft
from publish.store.adapter import Store

AT = datetime.fromisoformat("2022-05-17T09:30:00+08:00")
SETTINGS = Settings(
    file=Path("publish.yml"),
    site=Site(name="s", url="https://s.example", organiser="o"),
    store=StoreSettings(url="sqlite:///x"),
)
UNITS = (
    Unit(unit_id="C", name="岚山市水利局", level="city", region_code="500000"),
    Unit(unit_id="D", name="椟川县水利局", level="district", region_code="500999"),
    Unit(unit_id="T", name="斛岚镇人民政府", level="town", region_code="500999101"),
)
REGIONS = (
    Region(code="500999", name="椟川县", level="district"),
    Region(code="500999101", name="斛岚镇", level="town"),
)
BINDER = Binder(Atlas(REGIONS, UNITS), SETTINGS)
SOURCE = SourceKey("s1")
ALIKE = Cell("500999", "民生/供水", "2022-05", "citizen")


def facts(**given: object) -> CaseFacts:
    plain = CaseFacts(
        column="liuyan", channel=None, handed_down=False, topic="民生/供水", region_code="500999",
        unit_id="D", applicant_kind="citizen", submitted_at=AT, accepted_at=AT, due_at=AT, closed_at=AT,
        outcome="solved", satisfaction=None, revisit_at=None, revisit_outcome=None, consent="agreed",
        disclosed_at=AT, basis=None,
        events=(EventFact(seq=1, at=AT, kind="accepted", unit_id="T"),), policies=(SourceKey("p"),),
        dossiers=(SourceKey("d"),),
    )  # fmt: skip
    return msgspec.structs.replace(plain, **given)


def draft(**given: object) -> Draft[Facts]:
    texts = {"title": RawText("停水"), "appeal": RawText("椟川县5月停水。")}
    return Draft(kind="case", source=SOURCE, source_hash="h", facts=facts(**given), texts=texts)


class Counted:
    """In place of a store: its counts, and how often it was asked."""

    def __init__(self, cells: Cells) -> None:
        self.asked, self._cells = 0, cells

    def cells(self) -> Cells:
        self.asked += 1
        return self._cells


class Known:
    """In place of a ledger: the level last approved of each source."""

    def __init__(self, level: Level | None = None) -> None:
        self._level = level

    def last_approved(self, sources: Sequence[SourceKey]) -> dict[SourceKey, Facts]:
        return {one: facts(level=self._level) for one in sources} if self._level else {}


def bound(cells: Cells, public: Level | None = None, **given: object) -> Draft[Facts]:
    likes = Likes(cast("Store", Counted(cells)), cast("Ledger", Known(public)), 5)
    return BINDER.bind(next(likes.weighed([(draft(**given), False)]))[0])


def told(done: Draft[Facts]) -> CaseFacts:
    assert isinstance(done.facts, CaseFacts)
    return done.facts


def test_a_matter_like_four_others_of_its_town_stays_as_it_is() -> None:
    assert told(bound({ALIKE._replace(region="500999101"): 5})) == facts()


def test_the_unit_of_an_event_alone_makes_it_a_matter_of_its_town() -> None:
    done = told(bound({ALIKE: 5}))
    assert done.level == LADDER[1]
    assert (done.unit_id, done.events[0].unit_id, done.events[0].unit_level) == ("D", None, "town")


def test_a_town_that_only_the_text_names_is_counted() -> None:
    plain = draft(events=())
    text = {"title": RawText("斛岚镇停水")}
    likes = Likes(cast("Store", Counted({ALIKE: 5})), cast("Ledger", Known()), 5)
    named = msgspec.structs.replace(plain, texts=text)
    for one, level in ((plain, FULL), (named, LADDER[1])):
        assert told(BINDER.bind(next(likes.weighed([(one, False)]))[0])).level == level


def test_each_level_drops_what_is_finer() -> None:
    far = ALIKE._replace(region="500111")
    city = told(bound({far: 5}))
    assert (city.region_code, city.unit_id, city.unit_level, city.topic) == (
        None,
        None,
        "district",
        "民生/供水",
    )
    assert city.dossiers
    topic = told(bound({far._replace(topic="民生/供电"): 5}))
    assert (topic.topic, topic.dossiers, topic.policies, topic.submitted_at) == ("民生", (), (), AT)
    year = told(bound({far._replace(topic="民生/供电", month="2022-01"): 5}))
    assert (year.period, year.submitted_at, year.closed_at, year.events[0].at) == ("2022", None, None, None)
    assert year.workdays is not None
    assert year.events[0].workday == 0


def test_who_stands_apart_even_so_is_flagged_without_a_count() -> None:
    done = bound({ALIKE: 3})
    assert level_name(told(done)) == "apart"
    flags = BINDER.hide(done, {"title": RedactedText("停水"), "appeal": RedactedText("停水")})["title"].flags
    assert len(flags) == 1
    assert "少于 5 件" in flags[0].reason
    assert "3" not in flags[0].reason
    assert (flags[0].start, flags[0].end) == (0, 2)


def test_a_matter_that_was_never_weighed_is_shown_as_little_as_can_be() -> None:
    assert level_name(told(BINDER.bind(draft()))) == "apart"


def test_what_is_public_never_gets_finer_and_may_get_coarser() -> None:
    many, few = {ALIKE._replace(region="500999101"): 9}, {ALIKE._replace(region="500111"): 9}
    assert told(bound(many)).level == FULL
    assert told(bound(many, public=LADDER[2])).level == LADDER[2]
    assert told(bound(few, public=LADDER[1])).level == LADDER[2]


def test_a_matter_the_ledger_knows_is_not_weighed_and_the_store_not_counted() -> None:
    counted = Counted({})
    likes = Likes(cast("Store", counted), cast("Ledger", Known()), 5)
    assert list(likes.weighed([(draft(), True)])) == [(draft(), True)]
    assert counted.asked == 0
    list(likes.weighed([(draft(), False)]))
    list(likes.weighed([(draft(), False)]))
    assert counted.asked == 1


def test_a_word_of_the_office_that_names_what_was_cut_is_left_out() -> None:
    done = told(bound({ALIKE._replace(region="500111"): 5}, channel="斛岚镇便民中心", basis="依申请公开"))
    assert (done.channel, done.basis) == (None, "依申请公开")


def test_a_cell_is_what_the_public_facts_say() -> None:
    assert cell_of(facts()) == ALIKE
