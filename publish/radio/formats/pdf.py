"""The rundown and the script on paper: tagged PDF (PDF/UA-1), its Chinese font inside, the same bytes twice.

WeasyPrint lays out, Pango chooses the glyphs and HarfBuzz cuts the font down to those that are used. A font
that lacks a character is seen when the document is finished, and nothing is written then: a host never finds
a box where a word should be.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from publish.errors import PublishError
from publish.radio.formats import html, sheet
from publish.radio.pack import Pack
from publish.text.dates import rfc3339

NAME = "pdf"
SUFFIX = ".pdf"

FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
)
"""Chinese fonts with Latin letters and pinyin, by name; Debian has the first in fonts-noto-cjk."""


def render(pack: Pack) -> bytes:
    """The document's bytes. Raises `PublishError` RADIO-031 where there is no such font, RADIO-032 where a
    character is in none, RADIO-033 where WeasyPrint's own libraries are missing."""
    weasyprint = _weasyprint()
    document = weasyprint.HTML(string=_page(pack)).render(stylesheets=[_style()], font_config=_fonts())
    made: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1", finisher=lambda held, _: _sound(pack, held), full_fonts=False
    )
    return made


def _page(pack: Pack) -> str:
    made_at = rfc3339(pack.made_at) if pack.made_at else None
    return html.template("sheet.html").render(pack=pack, sheet=sheet, made_at=made_at)


def _sound(pack: Pack, document: Any) -> None:
    """Every glyph comes from one of our families, and none is missing."""
    fonts = list(document.fonts.values())
    if not any(font.family in FAMILIES for font in fonts):
        raise PublishError("RADIO-031", pack.name, known="、".join(FAMILIES))
    strange = {code for font in fonts for code in font.missing}
    strange |= {ord(char) for font in fonts if font.family not in FAMILIES for char in _drawn(font)}
    if strange:
        codes = "、".join(f"U+{code:04X}" for code in sorted(strange))
        raise PublishError("RADIO-032", pack.name, codes=codes)


def _drawn(font: Any) -> str:
    """The characters a font was used for."""
    return "".join(map(str, font.to_unicode.values()))


@cache
def _style() -> Any:
    """The style sheet, parsed once."""
    faces = ", ".join(f'"{family}"' for family in FAMILIES)
    text = (html.TEMPLATES / "sheet.css").read_text("utf-8")
    return _weasyprint().CSS(string=f"html {{ font-family: {faces}; }}\n{text}", font_config=_fonts())


@cache
def _fonts() -> Any:
    """The fonts of this machine, looked up once."""
    _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError:  # it loads Pango when it is imported
        raise PublishError("RADIO-033", NAME) from None
    return weasyprint
