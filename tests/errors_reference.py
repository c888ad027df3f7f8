"""`python -m tests.errors_reference` writes docs/reference/errors.md from publish/messages/*.yaml.

It reads the words alone and imports nothing of the product; a test holds the page to them.
"""

from __future__ import annotations

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
MESSAGES = ROOT / "publish/messages"
PAGE = ROOT / "docs/reference/errors.md"

AREAS = {
    "settings": "Settings: `publish.yml`. Exit code 2, nothing was begun.",
    "store": "The case store. 0xx: nothing can be read. 1xx: one row is set aside, the others go on.",
    "import": "Import. 0xx: the file or its mapping. 1xx: one line is set aside. 2xx: notices.",
    "anonymise": "The anonymiser as a filter.",
    "weights": "The weights of the networks that find names.",
    "cluster": "The anonymiser over a Dask cluster.",
    "bench": "Measurements. Exit code 2.",
    "gate": "Gates before publication. They open when the store says so and the export runs again.",
    "approve": "Decision and user files.",
    "ledger": "The ledger. 01x candidates, 02x signing, 03x numbers, 04x its proof, 05x accounts and holds, "
    "06x decisions, 07x terms, 08x backups, 09x what is public.",
    "people": "`publish users`.",
    "desk": "The review desk. 00x: it does not start. 01x: the original. 02x: a stroke. 03x: signing.",
    "site": "The build.",
    "feeds": "Feeds.",
    "radio": "Programmes and their running order.",
    "script": "Host scripts.",
    "audio": "Recordings of episodes.",
    "episode": "Episodes and their plans. Where the script is made all the same, it is told once.",
    "pace": "How fast a host reads: `publish radio calibrate`.",
    "check": "The gates on the built site.",
    "correct": "Corrections of what is public.",
    "release": "Release.",
    "withdraw": "`publish withdraw --now`.",
    "keys": "The keys that sign releases.",
    "proof": "`publish verify`. 00x: pages. 01x: signatures and keys. 02x: the log. 03x: the list of pages. "
    "04x: what can't be read. 05x: notices, no faults.",
    "export": "Export.",
    "line": "The line as a whole.",
    "office": "The office's duties: embargoes, retention, requests to take something down. "
    "02x: what is overdue.",
    "watch": "`publish watch`.",
    "doctor": "`publish doctor`; what each check looks at: [doctor](doctor.md).",
    "demo": "The demonstration.",
    "usage": "A verb called wrongly. Exit code 2.",
}
"""Area → its heading, in the order of the line; an area without one comes last under its own name."""

HEAD = """\
# Errors

<!-- Written by `python -m tests.errors_reference` from publish/messages/*.yaml. Edit those. -->

What a person sees is `[CODE] place：reason 处理办法：cure`; with `--json` the same four as fields.
`{name}` is filled in when it happens. No raw text of a matter stands in any of them.
"""


def page() -> str:
    """The whole page."""
    found = {path.stem for path in MESSAGES.glob("*.yaml")}
    order = [area for area in AREAS if area in found] + sorted(found - set(AREAS))
    return "\n".join([HEAD, *(_section(area) for area in order)])


def _section(area: str) -> str:
    words = yaml.safe_load((MESSAGES / f"{area}.yaml").read_text("utf-8"))
    rows = [f"| {code} | {_cell(text['reason'])} | {_cell(text['cure'])} |" for code, text in words.items()]
    head = ["| code | reason | cure |", "|---|---|---|"]
    return "\n".join([f"## {area}", "", AREAS.get(area, ""), "", *head, *rows, ""])


def _cell(text: str) -> str:
    """One line, as a person sees it: doubled braces are single ones after filling in."""
    plain = text.strip().replace("{{", "{").replace("}}", "}")
    return " ".join(plain.split()).replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
