"""The events of one matter in order, with the notes the duty officers left."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec

from publish.demo.scene import Scene
from publish.demo.slots import write
from publish.demo.templates import Spanned
from publish.demo.timeline import MINUTE, Times, duty
from publish.demo.units import CITY_UNIT
from publish.model.contract import Event
from publish.model.texts import RawText

STEPS = ("submitted", "dispatched", "arrived", "accepted", "inspected", "replied", "closed", "called_back")
BY_THE_CITY = ("dispatched", "called_back", "revisited", "reopened")
NOTED = 0.45
"""Share of events that somebody wrote a note beside; alarms always have one."""

ALARMS = ("warned", "urgent", "overdue", "transferred", "revisited")


@cache
def notes() -> dict[str, tuple[str, ...]]:
    path = Path(__file__).parent / "notes.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=dict[str, tuple[str, ...]])


def events(
    case_id: str, scene: Scene, times: Times, *, inspected: bool, first_unit: str | None, revisit: str | None
) -> tuple[list[Event], dict[str, Spanned]]:
    """The rows, and the notes by their field path ("events/3/note").

    `first_unit`: it was sent there by mistake before the lead unit got it.
    """
    moments = _moments(times, inspected=inspected, first_unit=first_unit, revisit=revisit)
    rows: list[Event] = []
    texts: dict[str, Spanned] = {}
    for seq, (at, kind) in enumerate(moments, 1):
        note = _note(scene, kind, revisit)
        if note:
            texts[f"events/{seq}/note"] = note
        rows.append(
            Event(case_id=case_id, seq=seq, at=at, kind=kind, unit_id=_unit(scene, kind, first_unit),
                  note=RawText(note.text) if note else None)
        )  # fmt: skip
    return rows, texts


def _moments(
    times: Times, *, inspected: bool, first_unit: str | None, revisit: str | None
) -> list[tuple[datetime, str]]:
    found = [(at, step) for step in STEPS if (at := getattr(times, step)) is not None]
    if not inspected:
        found = [moment for moment in found if moment[1] != "inspected"]
    if first_unit and times.arrived:
        found.append((times.arrived + 12 * MINUTE, "transferred"))
    if revisit and times.revisited:
        found.append((times.revisited, "revisited"))
        found += [(times.revisited, "reopened")] if revisit == "reopened" else []
    return sorted([*found, *duty(times)], key=lambda moment: moment[0])


def _unit(scene: Scene, kind: str, first_unit: str | None) -> str | None:
    if kind == "submitted":
        return None
    if kind == "arrived" and first_unit:
        return first_unit
    return CITY_UNIT if kind in BY_THE_CITY else scene.lead.unit_id


def _note(scene: Scene, kind: str, revisit: str | None) -> Spanned | None:
    options = notes().get((revisit or "held") if kind == "revisited" else kind)
    if not options or (kind not in ALARMS and scene.rng.random() > NOTED):
        return None
    template = scene.rng.choice(options)
    return write(template, scene, office=True) if template else None
