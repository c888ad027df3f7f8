"""Scripts on paper and on the prompter: no mask, nobody of the store, no missing glyph."""

from __future__ import annotations

import io
import re
from pathlib import Path

import msgspec
import pypdf
import pytest

from publish.checks import leaks
from publish.radio.formats import pdf, registry
from publish.radio.pack import Pack
from publish.settings import load
from publish.stages import office
from publish.stages.check import context
from publish.stages.script import episodes, pack_of
from tests import browser
from tests.line.test_packs import MASK
from tests.wholeline import Line

EVERY = 40
"""One episode of so many is looked at in `make test`; all of them in `make proof`."""
FORMS = ("docx", "pdf", "html") if browser.chinese_fonts() & set(pdf.FAMILIES) else ("docx", "html")


def look(line: Line, folder: Path, every: int) -> None:
    """Print the episodes, and read them with the leak gate's own readers."""
    settings = load(line.settings)
    content = settings.paths.content
    names = [f"{one.programme}/{one.number}" for one in episodes(content)][::every]
    packs = {name.replace("/", "-"): pack_of(content, name) for name in names}
    made = folder / "printed"
    made.mkdir()
    for name, pack in packs.items():
        for form in FORMS:
            (made / f"{name}.{form}").write_bytes(registry.named(form).render(pack))
        if "pdf" in FORMS:
            whole(pack, (made / f"{name}.pdf").read_bytes())
    with office.store_of(settings) as store, office.ledger_of(settings) as ledger:
        looked = msgspec.structs.replace(
            context(settings, store, ledger, {}, full=True),
            output=made,
            content=folder / "nothing",
            kept=None,
            digests={},
            made_of=lambda path: packs[path.rpartition(".")[0]].cases,
        )
        assert [str(one) for one in leaks.check(looked)] == []
        someone = next(store.parties())
        planted(made, packs, f"来电的是{someone.name}，电话{someone.phone}")
        assert len(list(leaks.check(looked))) >= len(FORMS), "the gate would not see anybody"


def whole(pack: Pack, document: bytes) -> None:
    """The PDF's text has no mask, and no sign for a character that could not be drawn."""
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages)
    assert not re.search("[\ufffd\ue000-\uf8ff\x00-\x08]", text), pack.name
    said = re.sub(r"\([^()]*\)|不问、不猜.*", "", text)
    assert not MASK.search(said), (pack.name, MASK.search(said))


def planted(folder: Path, packs: dict[str, Pack], words: str) -> None:
    """Give the first episode a note that names somebody, in every form."""
    name, pack = next(iter(packs.items()))
    told = msgspec.structs.replace(pack, notes=(words,))
    for form in FORMS:
        (folder / f"{name}.{form}").write_bytes(registry.named(form).render(told))


def test_nobody_of_the_store_is_in_a_printed_script(full_line: Line, tmp_path: Path) -> None:
    look(full_line, tmp_path, EVERY)


@pytest.mark.proof
def test_nobody_of_the_store_is_in_any_printed_script_of_the_year(full_line: Line, tmp_path: Path) -> None:
    look(full_line, tmp_path, 1)
