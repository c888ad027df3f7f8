"""A published matter is corrected: its words go through all readers again, and the page stays until then.

The reason is public, so it takes the anonymiser's way like any text, and is refused where something is
found in it. A new wording that is given here is anonymised with the identifiers of the matter's own
parties, and bound to the level the page may tell.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from publish.columns import catalogue
from publish.errors import Issue, PublishError, UsageError, issue
from publish.ledger.ledger import Ledger
from publish.model.records import CaseFile, Facts, SourceKey
from publish.model.spans import Span
from publish.model.texts import RawText, RedactedText
from publish.settings import Settings
from publish.stages import office, people
from publish.stages.draft import Draft, Drafter
from publish.stages.export import again
from publish.stages.report import Report
from publish.store.adapter import Store
from publish.store.rejected import Rejected

REASON = "reason"
LONGEST = 300
DRY = "原因和新文字可用，没有写台账。"
NEXT = "更正已提出：从初审起依次签署后生效，在此之前公开的页面不变。"
PRIVACY = "生效时以前的文字一并删除。须立即撤下的，现在就用 publish withdraw NUMBER --reason privacy --now。"


def correct(
    settings: Settings,
    number: str,
    kind: str,
    reason: str,
    user: str,
    field: str | None = None,
    file: Path | None = None,
    dry_run: bool = False,
) -> Report:
    """Open a correction of `number`; `field` gets the wording in `file`. Refused where the reason holds what
    may be somebody's data. Raises `LedgerError`, `StoreError`, `UsageError`; LEDGER-027 where this shell may
    not act as that user."""
    people.acting(settings, user)
    wording = _wording(number, field, file)
    with office.store_of(settings) as store, office.ledger_of(settings) as ledger:
        draft = _draft(store, ledger, settings, number)
        done = _through(store, ledger, settings, draft, reason, field, wording)
        found = _in_reason(number, done[REASON]) or (_in_wording(number, done[field]) if field else None)
        if found:
            return Report(verb="correct", counts={"opened": 0}, issues=(found,))
        texts = {field: _settled(draft.texts.get(field, ""), done[field])} if field else {}
        if not dry_run:
            ledger.begin_run("correct")
            ledger.public.open_correction(number, kind, reason, user, texts)
    masked = len(done[field].spans) if field else 0
    counts = {"opened": int(not dry_run), "masked": masked}
    said = (DRY,) if dry_run else (NEXT, PRIVACY) if kind == "privacy" else (NEXT,)
    return Report(verb="correct", counts=counts, said=said)


def _wording(number: str, field: str | None, file: Path | None) -> str:
    """The text of the file. CORRECT-003: one of field and file is missing; -004: it can't be read."""
    if (field is None) != (file is None):
        raise UsageError("CORRECT-003", number)
    if file is None:
        return ""
    try:
        text = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("CORRECT-004", str(file), detail=type(error).__name__) from None
    if not text:
        raise UsageError("CORRECT-004", str(file), detail="空文件")
    return text


def _draft(store: Store, ledger: Ledger, settings: Settings, number: str) -> Draft[Facts]:
    """What the store says of a public matter. LEDGER-095: not public; CORRECT-002: gone from the store."""
    source = next((one.source for one in ledger.published() if one.number == number), None)
    file = _found(store, ledger, source)
    if source is None or file is None:
        raise PublishError("LEDGER-030" if source is None else "CORRECT-002", number)
    return Drafter(ledger.source_key, catalogue.load(), office.now(settings)).case(file)


def _found(store: Store, ledger: Ledger, source: SourceKey | None) -> CaseFile | None:
    """The store's own file of a source, None where it has none that can be used."""
    keys = (state.case_id for state in store.states())
    key = next((key for key in keys if ledger.source_key("case", key) == source), None)
    file = store.case_file(key) if key is not None else None
    return None if isinstance(file, Rejected) else file


def _through(
    store: Store,
    ledger: Ledger,
    settings: Settings,
    draft: Draft[Facts],
    reason: str,
    field: str | None,
    wording: str,
) -> dict[str, RedactedText]:
    """The reason and the new wording, anonymised together with the texts they stand beside."""
    texts = {**draft.texts, REASON: RawText(reason)} | ({field: RawText(wording)} if field else {})
    return dict(again(store, ledger, settings, msgspec.structs.replace(draft, texts=texts)).texts)


def _in_reason(number: str, reason: RedactedText) -> Issue | None:
    kinds = sorted({*(one.kind for one in reason.spans), *(one.kind for one in reason.flags)})
    if len(reason.text) > LONGEST:
        return issue("CORRECT-005", number, most=LONGEST)
    return issue("CORRECT-001", number, kinds="、".join(kinds)) if kinds else None


def _in_wording(number: str, done: RedactedText) -> Issue | None:
    """Doubts are settled where the original can be seen: at the desk."""
    return issue("CORRECT-006", number, count=len(done.flags)) if done.flags else None


def _settled(original: str, done: RedactedText) -> RedactedText:
    """The new wording in place of the whole field, as if a reader had rewritten it."""
    span = Span(0, len(original), "EDITED", done.text, 1.0, "editor")
    return RedactedText(done.text, (span,) if original else ())
