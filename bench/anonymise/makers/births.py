"""Birth dates and ages."""

from __future__ import annotations

from random import Random

from bench.anonymise.makers.doors import han
from bench.anonymise.model import Piece, join, whole

_ZERO = "〇一二三四五六七八九"


def _year(value: int) -> str:
    return "".join(_ZERO[int(char)] for char in str(value))


_PLAIN = (
    "{y}年{m}月{d}日",
    "{y}-{m:02}-{d:02}",
    "{y}.{m}.{d}",
    "{y}/{m}/{d}",
    "{y}年{m}月",
    "{y}{m:02}{d:02}",
    "{y}年{m:02}月{d:02}日",
    "{y}年{m}月{d}号",
)
_MANGLED = ("{Y}年{M}月{D}日", "{y} 年 {m} 月 {d} 日", "{s}年{m}月{d}日", "{s}年{m}月", "{W}年{m}月{d}日", "{y}年{m}月\n{d}日", "{y}－{m:02}－{d:02}",
            "农历{y}年{M}月初{O}", "{y}、{m}、{d}", "{Y}年{M}月", "{s}.{m}.{d}", "{y} .{m}. {d}", "{y}年农历{M}月{D}", "{s}年")  # fmt: skip
_BEFORE = (
    "出生于",
    "生于",
    "出生日期：",
    "出生年月：",
    "出生日期",
    "生日是",
    "生日：",
    "出生年月日：",
    "我是",
    "出生时间为",
    "本人",
)
_AFTER = {"我是": ("出生的", "生人", "生的"), "本人": ("出生", "出生人")}


def birth(rng: Random, mangled: bool = False) -> Piece:
    """A birth date with the words that make it one; only the date is marked."""
    form = rng.choice(_MANGLED if mangled else _PLAIN)
    year, month, day = rng.randint(1938, 2012), rng.randint(1, 12), rng.randint(1, 28)
    wide = str(year).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    text = form.format(
        y=year,
        m=month,
        d=day,
        Y=_year(year),
        M=han(month),
        D=han(day),
        s=f"{year % 100:02}",
        W=wide,
        O=han(min(day, 10)),
    )
    shape = form.replace("\n", "⏎").format(
        y=1980, m=5, d=6, Y="一九八〇", M="五", D="六", s="80", W="１９８０", O="六"
    )
    head = rng.choice(_BEFORE)
    return join(head, whole(text, "BIRTH_OR_AGE", shape, mangled), rng.choice(_AFTER.get(head, ("",))))


_AGES = (
    "{n}岁",
    "{n}周岁",
    "年满{n}岁",
    "{N}岁",
    "{n}多岁",
    "{N}多岁",
    "{n}岁高龄",
    "年近{N}",
    "今年{n}了",
    "快{n}岁",
    "{m}个月大",
    "虚岁{n}",
    "{n} 岁",
    "年逾{N}",
    "{T}来岁",
)


def age(rng: Random) -> Piece:
    """An age; 今年…了, 年近… and the like are marked whole."""
    form = rng.choice(_AGES)
    years = rng.randint(3, 95)
    text = form.format(n=years, N=han(years if "近" not in form and "逾" not in form and "多" not in form else years // 10 * 10 or 60),
                       m=rng.randint(2, 22), T=han(rng.randint(3, 9) * 10))  # fmt: skip
    return whole(
        text, "BIRTH_OR_AGE", form.format(n="1", N="一", m="1", T="六十"), form in _AGES[7:9] + _AGES[11:]
    )
