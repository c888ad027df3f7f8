"""QR codes of addresses, as SVG paths (ISO/IEC 18004:2015: byte mode, level M, versions 2 to 6).

Ten thousand pages each show their own address, and the addresses differ in a few digits. With a fixed mask
a code is an affine function of its bytes over GF(2): flip a bit of the text, and always the same modules
flip. So the first address is drawn, and another is the first with what its other bits flip: some 25 µs in
place of 1,000 and more. The standard lets an encoder choose any mask; a test compares every module with
another encoder's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

BLOCKS = {2: (1, 28, 16), 3: (1, 44, 26), 4: (2, 32, 18), 5: (2, 43, 24), 6: (4, 27, 16)}
"""Version → blocks, data codewords in each, error-correction codewords in each (table 9, level M)."""
QUIET = 4
"""Modules left blank around a code (clause 5.3.8)."""
FORMAT = 0b101010000010010
"""Level M and mask 0 with their check bits, masked (annex C)."""
FIELD = 0b100011101


class Code(NamedTuple):
    """`size`: modules along a side, the quiet zone with it; `path` draws the dark ones, strokes one unit wide
    whose middle is the row's upper edge."""

    size: int
    path: str


class Codes:
    """Draws codes; cheap for texts as long as one drawn before."""

    def __init__(self) -> None:
        self._first: dict[int, tuple[bytes, int]] = {}
        self._changes: dict[tuple[int, int, int], int] = {}

    def code(self, text: str) -> Code | None:
        """The code of a text, or None for one of more than 106 bytes."""
        data = text.encode()
        version = next((each for each in BLOCKS if len(data) <= _room(each)), None)
        if version is None:
            return None
        return Code(_side(version) + 2 * QUIET, _path(self._drawn(data, version), version))

    def _drawn(self, data: bytes, version: int) -> int:
        if len(data) not in self._first:
            words = _interleaved(_words(data, version), version)
            self._first[len(data)] = (data, _placed(words, version) ^ _frame(version))
        first, drawn = self._first[len(data)]
        for at, (old, new) in enumerate(zip(first, data, strict=True)):
            if old != new:
                drawn ^= self._change(len(data), at, old ^ new, version)
        return drawn

    def _change(self, length: int, at: int, bits: int, version: int) -> int:
        """The modules that flip when these bits of the byte at a place do."""
        key = (length, at, bits)
        if key not in self._changes:
            flipped = (
                bits << 8 * (BLOCKS[version][0] * BLOCKS[version][1] - at) - 20
            )  # behind 12 bits of head
            words = flipped.to_bytes(BLOCKS[version][0] * BLOCKS[version][1])
            self._changes[key] = _placed(_interleaved(words, version), version)
        return self._changes[key]


def _room(version: int) -> int:
    """Bytes of text that a version holds: its codewords less mode and count."""
    blocks, data, _ = BLOCKS[version]
    return blocks * data - 2


def _side(version: int) -> int:
    return 17 + 4 * version


def _words(data: bytes, version: int) -> bytes:
    """The data codewords: mode, count, bytes, end, padding."""
    whole = _room(version) + 2
    head = (0b0100 << 8 | len(data)) << 8 * len(data) | int.from_bytes(data)
    made = (head << 4).to_bytes(len(data) + 2)
    return (made + bytes((0xEC, 0x11)) * whole)[:whole]


# --- error correction (annex A) ------------------------------------------------------------------------


def _powers() -> tuple[list[int], list[int]]:
    """The powers of 2 in GF(256), twice over, and to which of them each element is equal."""
    powers, exponents, value = [], [0] * 256, 1
    for exponent in range(255):
        powers.append(value)
        exponents[value] = exponent
        value = value << 1 ^ (FIELD if value & 0x80 else 0)
    return powers * 2, exponents


POWERS, EXPONENTS = _powers()


def _times(one: int, other: int) -> int:
    """Product in GF(256)."""
    return POWERS[EXPONENTS[one] + EXPONENTS[other]] if one and other else 0


@cache
def _generator(count: int) -> tuple[int, ...]:
    """(x - 1)(x - 2)…(x - 2^(count - 1)) without its first coefficient."""
    made, root = [1], 1
    for _ in range(count):
        longer = [*made, 0]
        for at, each in enumerate(made):
            longer[at + 1] ^= _times(each, root)
        made, root = longer, _times(root, 2)
    return tuple(made[1:])


def _checks(data: bytes, count: int) -> list[int]:
    """The error-correction codewords of a block."""
    rest = [0] * count
    for each in data:
        factor = each ^ rest[0]
        rest = [*rest[1:], 0]
        if factor:
            rest = [old ^ _times(factor, by) for old, by in zip(rest, _generator(count), strict=True)]
    return rest


def _interleaved(words: bytes, version: int) -> list[int]:
    """Data and error-correction codewords in the order they are placed in."""
    _, data, checks = BLOCKS[version]
    blocks = [words[at : at + data] for at in range(0, len(words), data)]
    turns = [*zip(*blocks, strict=True), *zip(*(_checks(block, checks) for block in blocks), strict=True)]
    return [word for turn in turns for word in turn]


# --- modules -------------------------------------------------------------------------------------------


def _bit(version: int, row: int, column: int) -> int:
    """A module's place in the number that stands for a code: rows of whole bytes, first row highest."""
    width = -(-_side(version) // 8) * 8
    return 1 << (_side(version) - row) * width - column - 1


@cache
def _fixed(version: int) -> dict[tuple[int, int], bool]:
    """Row and column → whether dark, of the modules that carry no data."""
    side = _side(version)
    held = {(6, at): at % 2 == 0 for at in range(side)} | {(at, 6): at % 2 == 0 for at in range(side)}
    held |= {(side - 7 + row, side - 7 + column): max(abs(row), abs(column)) != 1
             for row in range(-2, 3) for column in range(-2, 3)}  # fmt: skip
    for top, left in ((3, 3), (3, side - 4), (side - 4, 3)):
        for row in range(max(top - 4, 0), min(top + 5, side)):
            for column in range(max(left - 4, 0), min(left + 5, side)):
                held[row, column] = max(abs(row - top), abs(column - left)) not in (2, 4)
    return held | dict(_format(side)) | {(side - 8, 8): True}


def _format(side: int) -> Iterator[tuple[tuple[int, int], bool]]:
    """The format's bits, lowest first, in both places."""
    down = [0, 1, 2, 3, 4, 5, 7, 8]
    for at in range(15):
        dark = bool(FORMAT >> at & 1)
        yield ((down[at], 8) if at < 8 else (8, (7, *range(5, -1, -1))[at - 8])), dark
        yield ((8, side - 1 - at) if at < 8 else (side - 15 + at, 8)), dark


@cache
def _track(version: int) -> tuple[tuple[int, int], ...]:
    """Row and column of each bit of data, in order: pairs of columns from the right, up and down in turn."""
    side, fixed, found = _side(version), _fixed(version), []
    for turn, right in enumerate([*range(side - 1, 6, -2), *range(5, 0, -2)]):
        for row in range(side) if turn % 2 else range(side - 1, -1, -1):
            found += [(row, column) for column in (right, right - 1) if (row, column) not in fixed]
    return tuple(found)


def _placed(words: list[int], version: int) -> int:
    """The modules that are dark by these codewords alone."""
    bits = "".join(f"{word:08b}" for word in words)
    return sum(_bit(version, *at) for at, bit in zip(_track(version), bits, strict=False) if bit == "1")


@cache
def _frame(version: int) -> int:
    """What stands in every code of a version: its fixed patterns, and mask 0 over all data."""
    dark = sum(_bit(version, *at) for at, is_dark in _fixed(version).items() if is_dark)
    return dark ^ sum(
        _bit(version, row, column) for row, column in _track(version) if (row + column) % 2 == 0
    )


# --- path ----------------------------------------------------------------------------------------------


class Strokes(dict[int, str]):
    """Eight modules of a row, as a byte → the strokes that draw them; `left` and `row` of the first."""

    def __init__(self, left: int, row: int) -> None:
        self._start = (left, row)

    def __missing__(self, byte: int) -> str:
        left, row = self._start
        made, end = "", 0
        for at, run in _runs(f"{byte:08b}"):
            made += f"m{at - end} 0h{run}" if made else f"M{left + at} {row}h{run}"
            end = at + run
        self[byte] = made
        return made


@cache
def _table(version: int) -> list[Strokes]:
    side = _side(version)
    return [Strokes(left + QUIET, row + QUIET) for row in range(side) for left in range(0, side, 8)]


def _path(drawn: int, version: int) -> str:
    table = _table(version)
    return "".join([strokes[byte] for strokes, byte in zip(table, drawn.to_bytes(len(table)), strict=True)])


def _runs(bits: str) -> Iterator[tuple[int, int]]:
    """Place and length of each run of ones."""
    at = bits.find("1")
    while at >= 0:
        end = bits.find("0", at)
        end = len(bits) if end < 0 else end
        yield at, end - at
        at = bits.find("1", end)
