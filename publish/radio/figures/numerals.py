"""Numbers in words, as GB/T 15835 writes and hosts read them."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
ROUND = {10: "十", 100: "百", 1000: "千", 10_000: "万", 100_000_000: "亿"}
_STEPS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def cardinal(number: int) -> str:
    """A whole number as it is counted: 10 → 十, 205 → 两百零五, 2000 → 两千, 22000 → 两万二千.

    两 stands for a two at the head before 百, 千, 万, 亿; inside it is 二 (吕叔湘《现代汉语八百词》).
    """
    if number < 0:
        return "负" + cardinal(-number)
    if number < 10_000:
        said = _section(number, head=True)
        return said[1:] if 10 <= number < 20 else said
    size, name = (100_000_000, "亿") if number >= 100_000_000 else (10_000, "万")
    first, rest = divmod(number, size)
    gap = "零" if 0 < rest < size // 10 else ""
    return ("两" if first == 2 else cardinal(first)) + name + gap + (_rest(rest) if rest else "")


def number(text: str) -> str:
    """A figure with or without a point: 3.50 → 三点五零."""
    whole, _, part = text.partition(".")
    return cardinal(int(whole)) + ("点" + digits(part) if part else "")


def rounded(text: str) -> str:
    """The same without noughts that say nothing: 12.50 → 十二点五."""
    return number(text.rstrip("0").rstrip(".") if "." in text else text)


def digits(text: str, one: str = "一") -> str:
    """Digit by digit; `one` is 幺 in telephone, room and route numbers."""
    return "".join(DIGITS[int(c)] if c != "1" else one for c in text if c.isdigit())


def dialled(text: str) -> str:
    """Digit by digit with 幺."""
    return digits(text, "幺")


def hour(text: str) -> str:
    """An hour of the clock: 2 → 两."""
    return "两" if int(text) == 2 else cardinal(int(text))


def share(below: int) -> str:
    """The lower part of a fraction: 3 → 三, 100 → 百, 10000 → 万."""
    return ROUND.get(below, cardinal(below))


def _rest(rest: int) -> str:
    if rest < 10_000:
        return _section(rest, head=False)
    return cardinal(rest).replace("两万", "二万", 1)


def _section(number: int, *, head: bool) -> str:
    """Four places; `head`: nothing stands before them."""
    if number == 0:
        return "零"
    said, gap = "", False
    for size, name in _STEPS:
        digit = number // size % 10
        if digit == 0:
            gap = bool(said)
            continue
        two = digit == 2 and size >= 100 and head and not said
        said += ("零" if gap else "") + ("两" if two else DIGITS[digit]) + name
        gap = False
    return said
