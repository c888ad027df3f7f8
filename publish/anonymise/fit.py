"""No text grows past one and a half times and sixteen characters by what stands in place of names."""

from __future__ import annotations

import msgspec

from publish.anonymise.draft import Draft
from publish.model.spans import Span

SPARE = 16


def fitted(draft: Draft) -> Draft:
    """The draft as it is, or with a shorter word wherever one is more than half as long again as what it
    replaces: 某公司 of a brand of two characters, told a hundred times."""
    if len(draft.text) * 2 <= len(draft.original) * 3 + SPARE * 2:
        return draft
    return msgspec.structs.replace(draft, spans=tuple(_short(span) for span in draft.spans))


def _short(span: Span) -> Span:
    room = max(1, (span.end - span.start) * 3 // 2)
    words = (span.replacement, "某公司" if span.kind == "ORG_PRIVATE" else "［略］", "某某", "某")
    return msgspec.structs.replace(span, replacement=next(word for word in words if len(word) <= room))
