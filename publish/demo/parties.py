"""What the store knows of the persons in a matter: less than the texts say, and more."""

from __future__ import annotations

import msgspec

from publish.demo.people import Person, draw
from publish.demo.scene import Scene
from publish.model.contract import Party

RECORDED = {"applicant": 1.0, "respondent": 0.55, "witness": 0.5, "relative": 0.6, "staff": 0.4}
"""The chance that a person of a role has a row at all."""

LISTED = 0.3
"""The chance that one of a list of names has one, as a witness."""

COLUMNS = {
    "phone": ("phone", 0.8), "landline": ("phone", 0.3), "id": ("id_number", 0.7), "plate": ("plate", 0.6),
    "wechat": ("wechat", 0.5), "qq": ("qq", 0.5), "email": ("email", 0.7), "bank": ("bank_account", 0.7),
    "meter": ("account_number", 0.8), "contract": ("account_number", 0.6), "org": ("org_name", 0.6),
}  # fmt: skip
"""What a text mentions → the column that holds it and the chance that the store has it."""

FIELDS = {"id": "id_number"}


def rows(case_id: str, scene: Scene, *, minor: bool) -> list[Party]:
    """The parties of a matter, in order; with a child among them if `minor`."""
    found = [
        _row(case_id, scene, role, person)
        for role, person in scene.people.items()
        if scene.rng.random() < RECORDED[role]
    ]
    found += [
        Party(case_id=case_id, seq=0, role="witness", kind="citizen", name=name)
        for name in scene.listed
        if scene.rng.random() < LISTED
    ]
    if minor:
        child = draw(scene.rng, scene.district.code, born=(2008, 2015))
        found.append(_child(case_id, child))
    return [msgspec.structs.replace(party, seq=seq) for seq, party in enumerate(found, 1)]


def _row(case_id: str, scene: Scene, role: str, person: Person) -> Party:
    firm = role == "applicant" and scene.firm
    known = _known(scene, role, person)
    if role == "applicant":
        known["phone"] = person.phone
        known |= {"org_name": person.org} if firm else {}
    if role == "staff":
        return _staff(case_id, scene, person)
    party = Party(
        case_id=case_id, seq=0, role=role, kind="firm" if firm else "citizen", name=person.name
    )  # fmt: skip
    return msgspec.structs.replace(party, **known)


def _known(scene: Scene, role: str, person: Person) -> dict[str, str]:
    """Columns the store has of what the texts mention, and of what they don't, now and then."""
    found: dict[str, str] = {}
    mentioned, rng = scene.mentioned[role], scene.rng
    for attribute, (column, chance) in COLUMNS.items():
        if attribute in mentioned and rng.random() < chance:
            value: str = getattr(person, FIELDS.get(attribute, attribute))
            found[column] = "023-" + value if attribute == "landline" else value
    if rng.random() < (0.75 if "door" in mentioned else 0.15):
        found["address"] = scene.address(role)
    if role == "applicant" and rng.random() < 0.25:
        found["id_number"] = person.id_number
    if "id_number" in found or (mentioned & {"age", "birth"} and rng.random() < 0.5):
        found["birth_date"] = person.birth.isoformat()
    return found


def _staff(case_id: str, scene: Scene, person: Person) -> Party:
    """An official; one in three may be named, on the others the store is silent."""
    named = True if scene.rng.random() < 0.34 else None
    return Party(case_id=case_id, seq=0, role="staff", name=person.name, may_be_named=named)


def _child(case_id: str, child: Person) -> Party:
    return Party(
        case_id=case_id, seq=0, role="relative", kind="citizen", name=child.name,
        birth_date=child.birth.isoformat(), is_minor=True,
    )  # fmt: skip
