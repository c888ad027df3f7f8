"""Invented people of a store, and a gate over one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.checks import leaks
from publish.checks.context import CheckContext, Private
from publish.errors import Issue
from publish.model.contract import Party

NUMBER = "DC-2022-000007"
OTHER = "DC-2022-000008"
STORE_KEY = "CQ2022030500017"
ZHANG = Party(
    case_id=STORE_KEY,
    seq=1,
    role="applicant",
    name="张鹤鸣",
    org_name="重庆鹤鸣山货商行",
    phone="13900001234",
    id_number="50010119900307001X",
    plate="渝A·F12345",
    email="heming@example.cn",
    wechat="heming_1990",
    qq="812345678",
    address="重庆市渝中区松涛路18号云岭苑3栋2单元5-1",
    bank_account="6222021234567890123",
    account_number="77012",
    birth_date="1990-03-07",
)
STRANGER = Party(
    case_id="CQ2022030500018",
    seq=1,
    role="applicant",
    name="李青萍",
    phone="13600009876",
    account_number="GF-2018-71317",
)
WITNESS = Party(
    case_id="CQ2022030500019", seq=1, role="witness", name="欧阳雪", address="南岸区桢景家园23栋1403室"
)
"""Of a matter that is not published, linked to one that is."""
PRIVATE = (Private(ZHANG, NUMBER), Private(STRANGER), Private(WITNESS, None, frozenset({NUMBER})))


def context(folder: Path, *extra: Private, **more: object) -> CheckContext:
    """A gate over `folder`/output, which looks for all of these people."""
    for name in ("output", "content"):
        (folder / name).mkdir(exist_ok=True)
    known = (*PRIVATE, *extra)

    def private() -> Iterator[Private]:
        yield from known

    return CheckContext(
        output=folder / "output",
        content=folder / "content",
        base="/",
        private=private,
        published={NUMBER: "x"},
        **{"store_keys": lambda: iter([STORE_KEY]), **more},  # type: ignore[arg-type]
    )


def found(
    folder: Path, data: str | bytes, name: str = "page.html", *extra: Private, **more: object
) -> list[Issue]:
    """What the gate finds in one file."""
    gate = context(folder, *extra, **more)
    path = folder / "output" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(leaks.check(gate))
