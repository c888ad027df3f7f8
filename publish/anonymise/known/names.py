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
    r"匿名.*|无名.*|不详|不明|无|未知|保密|群众|市民|热心.*|某.*|.*某某?|先生|女士|小姐|本人|业主|居民|村民"
    r"|投诉人|举报人|.*网友|测试"
)
_CALLED = re.compile(rf"({HAN}{{2,}}?)(?:{'|'.join(TITLES + POSTS)})")
_NAMED = (
    *(
        "叫",
        "叫我",
        "叫他",
        "叫她",
        "喊我",
        "名叫",
        "取名",
        "名字",
        "大名",
        "学名",
        "乳名",
        "小名",
        "本名",
        "原名",
    ),
    *("曾用名", "化名", "昵称", "我娃", "我家", "乖孙"),
)
_BEFORE = KIN + _NAMED
_DOT = re.compile(r"(?<=[一-鿿])[.\-](?=[一-鿿])")
_LAST = frozenset(title for title in TITLES if len(title) == 1)
"""Titles that may as well be a name's last character: 伯, 哥, 姐."""
_CALLS = ("同学", "小朋友", "宝宝", "哥", "姐", "叔", "婶", "嫂", "阿姨")
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
        name = _DOT.sub("·", re.sub(r"\s", "", part))
        called = None if names.whole(name) and name[-1] in _LAST else _CALLED.fullmatch(name)
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
    if names.whole(person.name) and len(whole) > 2 and whole[-1] in _LAST:
        yield Needle(whole[:-1], "PERSON", "name", person.name)
    if "·" in person.name:
        yield from _parted(person)
    elif not latin:
        yield from _starred(person, whole)
        yield from _given(person)


def _parted(person: Person) -> Iterator[Needle]:
    """扎西 and 次仁 of 扎西·次仁, where a word of kin stands beside them."""
    for part in person.name.split("·"):
        if len(fold.bare(part)) > 1:
            yield Needle(fold.bare(part), "PERSON", "name", person.name, before=_BEFORE, after=_AFTER)


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
    for form in sorted(forms):
        yield Needle(form, "PERSON", "name", person.name, before=_BEFORE, after=_AFTER + _CALLS)
    for form in sorted({f"阿{last}", f"小{last}", last * 2} - forms):
        yield Needle(form, "PERSON", "name", person.name, before=_BEFORE, after=_AFTER)


def _parts(person: Person) -> tuple[str, str]:
    surname = names.surname(person.name)
    return surname, person.name[len(surname) :]
