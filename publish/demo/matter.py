"""One matter, whole: its row, its parties, its events, its links, and the true spans of its texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

import msgspec

from publish.demo import history, parties, people, units, verdict
from publish.demo.fates import Fate
from publish.demo.frames import Frame
from publish.demo.letters import chosen
from publish.demo.people import Person
from publish.demo.plan import MATTER, ROOT, Link, Plan
from publish.demo.regions import District, districts
from publish.demo.scene import Scene
from publish.demo.seasons import Seasons
from publish.demo.slots import write
from publish.demo.templates import Spanned, slots
from publish.demo.verdict import Course
from publish.model.contract import Case, CaseLink, Event, Party
from publish.model.texts import RawText

HOTLINES = {"市场监管": "12315", "人社": "12333", "交通": "12328", "邮政": "12305", "税务": "12366",
            "供电公司": "95598", "卫健": "12320", "文旅": "12345", "公积金": "12329"}  # fmt: skip
TRADES = ("餐饮", "零售", "建筑", "物流", "制造", "文化旅游", "农业", "家政")


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """A matter as the store holds it and as the tests must find it."""

    number: int
    case: Case
    fate: Fate
    frame: Frame
    district: District
    parties: list[Party]
    events: list[Event]
    links: list[CaseLink]
    texts: dict[str, Spanned]


class Root(msgspec.Struct, frozen=True):
    """What later matters may share with a matter: its place, its problem, its applicant."""

    district: District
    frame: Frame
    applicant: Person


class Maker:
    """Makes the matters of a plan, each from its own number alone."""

    def __init__(self, plan: Plan, pool: Sequence[Frame]) -> None:
        self._plan = plan
        self._seasons = Seasons(pool)
        self._districts = districts()
        self._weights = [district.weight for district in self._districts]

    def make(self, number: int) -> Matter:
        """The matter with this number."""
        link = self._plan.link(number)
        root = self._shared(self._root(number), link)
        rng = self._plan.rng(number, MATTER)
        fate = self._plan.fate(number)
        submitted = self._plan.submitted(number, rng)
        course = verdict.course(rng, fate, submitted, units.days(root.frame.office))
        return _composed(_Draft(self._plan, number, rng, fate, root, link, course))

    def _root(self, number: int) -> Root:
        own, model = self._drawn(number), self._plan.model(number)
        if model is None:
            return own
        other = self._drawn(model)
        return Root(other.district, other.frame, own.applicant)

    def _drawn(self, number: int) -> Root:
        rng = self._plan.rng(number, ROOT)
        district = rng.choices(self._districts, self._weights)[0]
        frame = self._seasons.draw(rng, self._plan.on(number))
        return Root(district, frame, people.draw(rng, district.code))

    def _shared(self, own: Root, link: Link | None) -> Root:
        if link is None:
            return own
        other = self._root(link.other)
        if link.kind == "same_problem":
            return Root(other.district, other.frame, own.applicant)
        if link.kind == "follow_up" or own.frame.applicant != other.frame.applicant:
            return other
        return Root(other.district, own.frame, other.applicant)


class _Draft(msgspec.Struct, frozen=True):
    plan: Plan
    number: int
    rng: Random
    fate: Fate
    root: Root
    link: Link | None
    course: Course


def _composed(draft: _Draft) -> Matter:
    frame, course, fate = draft.root.frame, draft.course, draft.fate
    case_id = draft.plan.key(draft.number)
    scene = _scene(draft)
    templates = chosen(draft.root.frame, draft.fate, draft.course.outcome, scene)
    texts = {
        field: write(template, scene, office=field not in ("title", "appeal"))
        for field, template in templates.items()
    }
    seen = "date.inspected" in slots(templates.get("result", "")) or scene.rng.random() < 0.5
    events, notes = history.events(
        case_id, scene, course.times, inspected=seen,
        first_unit=_mistaken(scene), revisit=course.revisit,
    )  # fmt: skip
    texts |= notes
    return Matter(
        number=draft.number, case=_case(draft, scene, texts, events[-1].at), fate=fate, frame=frame,
        district=draft.root.district,
        parties=parties.rows(case_id, scene, minor=fate.gate == "minor"),
        events=events, links=_links(draft, case_id), texts=texts,
    )  # fmt: skip


def _scene(draft: _Draft) -> Scene:
    frame, district = draft.root.frame, draft.root.district
    rural = _is_rural(frame)
    scene = Scene(
        draft.rng, draft.root.applicant, district, units.lead(frame.office, district), draft.course.times,
        firm=frame.applicant == "firm", rural=rural, hotline=HOTLINES.get(frame.office, "12345"),
    )  # fmt: skip
    if rural and draft.rng.random() < 0.3:
        scene.lead = units.town_lead(scene.town)
    return scene


def _is_rural(frame: Frame) -> bool:
    return any("village" in slots(template) for template in (*frame.titles, *frame.appeals))


def _mistaken(scene: Scene) -> str | None:
    """The unit it was first sent to by mistake, for one matter in forty."""
    if scene.rng.random() > 0.025:
        return None
    return units.town_lead(scene.rng.choice(scene.district.towns)).unit_id


def _links(draft: _Draft, case_id: str) -> list[CaseLink]:
    link = draft.link
    if link is None:
        return []
    return [CaseLink(case_id=case_id, other_id=draft.plan.key(link.other), kind=link.kind)]


def _case(draft: _Draft, scene: Scene, texts: dict[str, Spanned], last: datetime) -> Case:
    course, fate, times, rng = draft.course, draft.fate, draft.course.times, draft.rng
    handed_down = draft.plan.handed_down(draft.number)
    disclosed = course.approved_at is not None
    plain = {field: RawText(text.text) for field, text in texts.items() if "/" not in field}
    return Case(
        case_id=draft.plan.key(draft.number), column_slug=fate.column,
        title=plain["title"], appeal=plain["appeal"], result=plain.get("result"),
        comment=plain.get("comment"), summary=plain.get("summary"),
        channel=verdict.HANDED_DOWN if handed_down else rng.choice(verdict.CHANNELS), handed_down=handed_down,
        topic=draft.root.frame.topic,
        region_code=scene.town.code if rng.random() < 0.4 else scene.district.code,
        unit_id=scene.lead.unit_id, applicant_kind=draft.root.frame.applicant,
        submitted_at=times.submitted, accepted_at=times.accepted, due_at=times.due, closed_at=times.closed,
        outcome=course.outcome, satisfaction=course.satisfaction,
        revisit_at=times.revisited if course.revisit else None, revisit_outcome=course.revisit,
        consent=course.consent, names_unit_critically=course.criticised,
        criticism_approval=_approval(draft), unit_notified_at=course.notified_at,
        third_party=course.third_party, village_code=scene.village.code if scene.rural else None,
        trade=rng.choice(TRADES) if scene.firm else None, disclosure=fate.disclosure,
        approved_by=verdict.APPROVER if disclosed else None, approved_at=course.approved_at,
        disclosure_basis=verdict.BASIS if disclosed else None,
        updated_at=max(last, course.approved_at or last, course.notified_at or last) + timedelta(minutes=5),
    )  # fmt: skip


def _approval(draft: _Draft) -> str | None:
    if not draft.course.criticised or draft.fate.gate == "criticism_unapproved":
        return None
    return f"督查室批〔{draft.course.times.submitted.year}〕{draft.number % 90 + 1}号"
