"""Which of a frame's texts go together: title, summary and answer speak of the same letter."""

from __future__ import annotations

from random import Random

from publish.demo.frames import Frame, options

LETTERS = "abcdefgh"


def answer_and_letter(frame: Frame, outcome: str | None, rng: Random) -> tuple[str | None, int]:
    """An answer with this outcome (None without one) and the place of a letter that it answers."""
    every = range(len(frame.appeals))
    if outcome is None:
        return None, rng.choice(every)
    answers = options(frame, outcome)
    at = rng.randrange(len(answers))
    return answers[at], rng.choice([place for place in every if _fits(frame, outcome, at, place)])


def fitting(frame: Frame, field: str, letter: int) -> tuple[str, ...]:
    """The texts of a field that speak of the letter at this place; all of them if none does."""
    texts = options(frame, field)
    return tuple(text for at, text in enumerate(texts) if _fits(frame, field, at, letter)) or texts


def _fits(frame: Frame, field: str, at: int, letter: int) -> bool:
    marks = frame.about.get(field)
    return marks is None or LETTERS[letter] in marks[at]
