"""The words that stand in place of doors, ages and birth dates."""

from __future__ import annotations

import re

import pytest

from publish.anonymise.age_words import age
from publish.anonymise.door_words import door
from publish.text import fold


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("3栋2单元5-1", "某栋某室"),
        ("三栋二单元五杠一", "某栋某室"),
        ("15#301", "某栋某室"),
        ("8栋顶楼", "某栋顶楼"),
        ("4组15号", "某组某号"),
        ("3组 18", "某组某号"),
        ("2-3-1201", "某室"),
        ("车库B2-118", "某车库"),
        ("负一楼车位118号", "某车位"),
        ("商铺1-12", "某商铺"),
        ("12号", "某号"),
        ("吴家田", "某处"),
    ],
)
def test_a_door_is_told_by_its_units_alone(written: str, word: str) -> None:
    assert door(fold.fold(written)) == word


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("35岁", "三十多岁"),
        ("4岁半", "几岁"),
        ("六十有三", "六十多岁"),
        ("六十出头", "六十多岁"),
        ("年满62岁", "年满六十多岁"),
        ("85高龄", "八十多岁高龄"),
        ("年近八旬", "年事已高"),
        ("年过四旬", "人到中年"),
        ("八旬", "高龄"),
        ("年近90", "年事已高"),
        ("出生不到2个月", "出生不久"),
        ("103岁", "一百多岁"),
        ("1985年3月12日", "某年某月某日"),
        ("1985、3、12", "某年某月某日"),
        ("1985.3.12", "某年某月某日"),
        ("农历1966年腊月初八", "某年某月某日"),
        ("1985年", "某年"),
        ("1985", "某年"),
        ("1985-03", "某年某月"),
        ("198503", "某年某月"),
        ("19850312", "某年某月某日"),
    ],
)
def test_an_age_is_told_by_its_decade_and_a_birth_date_not_at_all(written: str, word: str) -> None:
    assert age(fold.digits(fold.fold(written)), written) == word
    assert not re.search("[0-9]", word)
