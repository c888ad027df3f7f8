"""Every way a known person's name is written: whole, spaced, half starred, given name among kin."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from publish.anonymise import names
from publish.anonymise.known.needles import STARS, Needle
from publish.anonymise.lexicon import HAN, KIN, POSTS, TITLES
from publish.model.contract import Party
from publish.text import fold

_NOBODY = re.compile(
    r"匿名.*|无名.*|不详|不明|无|未知|保密|群众|市民|热心.*|某.*|.*某某?|先生|女士|小姐|本人|业主|居民|村民|投诉人|举报人|.*网友|测试"
)
_CALLED = re.compile(rf"({HAN}{{2,}}?)(?:{'|'.join(TITLES + POSTS)})")
_NAMED = ("叫", "名叫", "名字", "我娃", "我家", "乖孙", "化名", "昵称", "小名")
_BEFORE = KIN + _NAMED
_AFTER = tuple(
    f"{link}{word}" for link in ("", "的", "他", "她") for word in ("爸", "妈", "父", "母", "奶奶", "爷爷")
)


class Person(msgspec.Struct, frozen=True):
    """One private person whose name is known: from the store or from the text itself."""

    name: str
    minor: bool = False


def persons(party: Party) -> Iterator[Person]:
    """The persons named in a party's `name`: stores write titles, remarks and several names there."""
    plain = re.sub(r"[(\[【〔].*?[)\]】〕]", "", fold.fold(party.name or ""))
    for part in re.split(r"[、,;/|\n]", plain):
        name = re.sub(r"\s", "", part)
        called = _CALLED.fullmatch(name)
        name = called[1] if called else name
        if _telling(name):
            yield Person(name, bool(party.is_minor))


def _telling(name: str) -> bool:
    return (
        len(fold.bare(name)) >= 2 and "*" not in name and not _NOBODY.fullmatch(name) and not _partial(name)
    )


def _partial(name: str) -> bool:
    """王女士 in the column of names: only a surname is known."""
    size = names.begins(name, 0)
    return bool(size) and name[size:] in TITLES + POSTS


def needles(person: Person) -> Iterator[Needle]:
    """The forms of one name, for the skeleton."""
    whole = fold.bare(person.name)
    latin = whole.isascii()
    yield Needle(whole, "PERSON", "name", person.name, alone=latin)
    if not latin and "·" not in person.name:
        yield from _starred(person, whole)
        yield from _given(person)


def _starred(person: Person, whole: str) -> Iterator[Needle]:
    """王*芳, 王某芳 of 王小芳; *小芳."""
    surname, given = _parts(person)
    if len(given) < 2:
        return
    yield Needle(fold.bare(surname) + "某" + whole[-1], "PERSON", "name", person.name, hints=STARS)
    yield Needle(fold.bare(surname) + whole[-1], "PERSON", "star", person.name, hints=STARS)
    yield Needle(fold.bare(given), "PERSON", "name", person.name, before=("*", "×"), hints=STARS)


def _given(person: Person) -> Iterator[Needle]:
    """The given name alone and what it is made into at home, where a word of kin stands beside it."""
    _, given = _parts(person)
    given = fold.bare(given)
    if not given:
        return
    last = given[-1]
    forms = {given} if len(given) > 1 else set()
    for form in sorted(forms | {f"阿{last}", f"小{last}", last * 2}):
        yield Needle(form, "PERSON", "name", person.name, before=_BEFORE, after=_AFTER)


def _parts(person: Person) -> tuple[str, str]:
    surname = names.surname(person.name)
    return surname, person.name[len(surname) :]
