"""`python -m tests.desk_keys_reference` writes docs/reference/desk-keys.md from publish/desk/keys.py."""

from __future__ import annotations

from pathlib import Path

from publish.desk import keys, words

PAGE = Path(__file__).parents[1] / "docs/reference/desk-keys.md"
HEAD = """# Keys of the review desk

Written by `python -m tests.desk_keys_reference` from publish/desk/keys.py. Every key has a
button; in a field for text, keys write. <kbd>Ctrl ↵</kbd> sends a dialog, <kbd>Esc</kbd> closes it.
"""


def page() -> str:
    """The page as it should stand."""
    parts = [HEAD]
    for name, group in keys.GROUPS:
        rows = [f"| `{one.shown}` | {one.says} | {one.more} |" for one in group]
        parts.append("\n".join([f"\n## {name}\n", "| key | does | |", "|---|---|---|", *rows]) + "\n")
    kinds = zip(keys.KINDS, words.CHOICES, strict=False)
    rows = [f"| `{letter.upper()}` | {words.KINDS[kind]} | {kind} |" for letter, kind in kinds]
    parts.append("\n".join(["\n## 改类型（C 之后）\n", "| key | kind | |", "|---|---|---|", *rows]) + "\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
