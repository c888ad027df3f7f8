"""People whose data the store knows, written into real texts in every form of it."""

from __future__ import annotations

from pathlib import Path
from random import Random

from bench.anonymise import carriers, fill
from bench.anonymise.known_forms import FORMS
from bench.anonymise.lists import load
from bench.anonymise.makers import accounts, doors, handles, papers, people, phones, plates
from bench.anonymise.model import Sample
from bench.anonymise.template import render
from publish.model.contract import Party


def samples(count: int, seed: int, data: Path | None = None) -> list[Sample]:
    """`count` records, each with one or two parties and three to six mentions of what they are known by."""
    found = carriers.load(data)
    return [_sample(number, seed, _carrier(found, seed, number)) for number in range(count)] if found else []


def _carrier(found: list[carriers.Carrier], seed: int, number: int) -> carriers.Carrier:
    annotated = [one for one in found if one.annotated]
    return Random(f"carrier {seed} {number}").choice(annotated if annotated and number % 3 == 0 else found)


def _sample(number: int, seed: int, carrier: carriers.Carrier) -> Sample:
    rng = Random(f"known {seed} {number}")
    party = _party(rng, number)
    frames = rng.sample(load("known")["frames"], rng.randint(3, 6))
    text = carrier.appeal.text
    additions = [
        (fill.stop(text, rng), render(frame, lambda slot: FORMS[slot](party, rng))) for frame in frames
    ]
    piece, ranges = fill.written(carrier.appeal, additions)
    counted = None if carrier.annotated else {"appeal": ranges}
    return Sample(id=f"known-{number}", texts={"appeal": piece}, parties=(party,), counted=counted)


def _party(rng: Random, number: int) -> Party:
    """A party with every column filled."""
    area, line = phones.landline(rng)
    birth = rng.randint(1940, 2005), rng.randint(1, 12), rng.randint(1, 28)
    made = papers.body(rng)
    identity = made[:6] + "{}{:02}{:02}".format(*birth) + made[14:]
    places = load("places")
    town = rng.choice(places["districts"]) + rng.choice(places["towns"])
    address = town + doors.estate_door(rng).text
    return Party(
        case_id=str(number),
        seq=1,
        role="applicant",
        kind="citizen",
        name=people.name(rng)[0],
        phone=phones.mobile(rng) if rng.random() < 0.8 else f"{area}-{line}",
        id_number=identity + papers.check(identity),
        address=address,
        org_name=accounts.firm(rng).text if rng.random() < 0.6 else None,
        email=f"{handles.handle(rng)}@163.com",
        wechat=handles.handle(rng),
        qq=str(rng.randint(10**7, 10**10)),
        plate=plates.plate(rng),
        bank_account=papers.card(rng),
        account_number=str(rng.randint(10**7, 10**10)),
        birth_date="{}-{:02}-{:02}".format(*birth),
    )
