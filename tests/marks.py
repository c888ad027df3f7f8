"""Examples that mark with 【】 what is meant in them."""

from __future__ import annotations


def marked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """The plain text of an example and the stretches it marks with 【】."""
    text, places, start = "", [], 0
    for char in example:
        if char == "【":
            start = len(text)
        elif char == "】":
            places.append((start, len(text)))
        else:
            text += char
    return text, places
