"""A file's names are all that was asked for while it was made, and nothing else."""

from __future__ import annotations

import pytest

from publish.site.uses import Noted, Uses

LETTERS = {"a": 1, "b": 2}


def _names(uses: Uses, make: object) -> frozenset[str]:
    return uses.noted(make)[1]  # type: ignore[arg-type]


def test_what_is_made_within_another_making_notes_its_names_for_itself() -> None:
    uses = Uses()

    def inner() -> None:
        uses.note("inner")

    def outer() -> frozenset[str]:
        uses.note("outer")
        return _names(uses, inner)

    assert uses.noted(outer) == (frozenset({"inner"}), frozenset({"outer"}))


def test_a_making_that_fails_leaves_the_outer_names_as_they_were() -> None:
    uses = Uses()

    def outer() -> None:
        uses.note("before")
        with pytest.raises(KeyError):
            uses.noted(lambda: {}["x"])
        uses.note("after")

    assert _names(uses, outer) == {"before", "after"}


def test_a_kept_value_is_made_once_and_notes_its_names_at_every_use() -> None:
    uses, made = Uses(), []

    def make(key: str) -> str:
        uses.note(f"name:{key}")
        made.append(key)
        return key.upper()

    kept = uses.kept(make, 10)
    for _ in range(3):
        assert uses.noted(lambda: kept("x")) == ("X", frozenset({"name:x"}))
    assert made == ["x"]


def test_kept_values_within_kept_values_note_the_names_of_both() -> None:
    uses = Uses()
    inner = uses.kept(lambda key: uses.note(f"inner:{key}"), 10)

    def make(key: str) -> None:
        uses.note(f"outer:{key}")
        inner(key)

    outer = uses.kept(make, 10)
    for _ in range(2):
        assert _names(uses, lambda: outer("x")) == {"inner:x", "outer:x"}
    assert _names(uses, lambda: inner("x")) == {"inner:x"}


def test_kept_values_are_made_again_when_there_are_too_many_and_keep_their_names() -> None:
    uses = Uses()
    kept = uses.kept(lambda key: uses.note(f"name:{key}"), 2)
    for key in "abcabc":
        assert _names(uses, lambda: kept(key)) == {f"name:{key}"}  # noqa: B023


@pytest.mark.parametrize(
    ("ask", "names"),
    [
        (lambda held: held["a"], {"letter:a"}),
        (lambda held: held.get("z"), {"letter:z"}),
        (lambda held: "z" in held, {"letter:z"}),
        (list, {"letter"}),
        (len, {"letter"}),
        (bool, {"letter"}),
        (lambda held: held.keys() and list(held.keys()), {"letter"}),
        (lambda held: list(held.values()), {"letter"}),
        (lambda held: list(held.items()), {"letter", "letter:a", "letter:b"}),
    ],
)  # fmt: skip
def test_a_mapping_notes_what_is_asked_of_it_whether_or_not_it_is_there(ask: object, names: set[str]) -> None:
    uses = Uses()
    held = Noted("letter", LETTERS, uses)
    assert _names(uses, lambda: ask(held)) == names  # type: ignore[operator]
