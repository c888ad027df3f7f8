"""Invented persons and the forms their numbers take."""

from random import Random

import pytest

from publish.demo import mess, people


@pytest.fixture
def person():
    return people.draw(Random(7), "500105")


def test_the_same_chance_gives_the_same_person(person):
    assert people.draw(Random(7), "500105") == person


def test_an_identity_number_has_a_true_check_digit_and_the_birth_in_it(person):
    number = person.id_number
    assert len(number) == 18
    assert number[:6] == "500105"
    assert number[6:14] == person.birth.strftime("%Y%m%d")
    assert people.check_digit(number[:17]) == number[17]
    assert (int(number[16]) % 2 == 0) is person.female


def test_check_digits_follow_the_standard():
    assert people.check_digit("11010519491231002") == "X"


def test_a_bank_card_passes_luhn(person):
    digits = [int(d) for d in reversed(person.bank)]
    total = sum(d if i % 2 == 0 else d * 2 - 9 * (d > 4) for i, d in enumerate(digits))
    assert total % 10 == 0


def test_an_office_writes_every_number_plainly(person):
    rng = Random(1)
    for _ in range(50):
        assert mess.phone(person.phone, rng, office=True) == person.phone
        assert mess.id_number(person.id_number, rng, office=True) == person.id_number


def test_a_messy_telephone_still_holds_its_digits(person):
    rng = Random(1)
    for _ in range(300):
        written = mess.phone(person.phone, rng)
        digits = "".join(_digit(letter) for letter in written)
        assert digits.removeprefix("86") == person.phone


def _digit(letter: str) -> str:
    if letter in "零〇幺一二三四五六七八九":
        return str({"零": 0, "〇": 0, "幺": 1}.get(letter, "〇一二三四五六七八九".find(letter)))
    return str(int(letter)) if letter.isdigit() else ""


def test_a_mistyped_number_fails_its_check(person):
    rng = Random(3)
    forms = {mess.id_number(person.id_number, rng) for _ in range(400)}
    assert any(len(f) == 18 and f.isdigit() and people.check_digit(f[:17]) != f[17] for f in forms)
    assert any(len(f) == 17 for f in forms)
