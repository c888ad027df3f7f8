"""A reader's stroke: from what the page sent to an operation, here and in linked matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from publish.desk import book, occurrences, ops
from publish.desk.edits import rewrite
from publish.desk.fold import Reading
from publish.desk.matter import WORKED_ON, Matter
from publish.desk.office import Office
from publish.desk.ops import Act, Op, Place
from publish.desk.source import Original
from publish.desk.wishes import Wish
from publish.errors import GateError, LedgerError
from publish.ledger.desk import Desk
from publish.model.records import RecordKind, SourceKey
from publish.model.spans import Span
from publish.model.texts import RedactedText


class Spread(msgspec.Struct, frozen=True):
    """What a stroke did in linked matters: those it reached, those somebody else holds, and those that are
    approved, whose words nobody changes from outside."""

    reached: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()


def stroke(office: Office, desk: Desk, matter: Matter, wish: Wish, user: str) -> Spread:
    """Make a stroke and keep it. Raises `LedgerError` of `book.keep`; `GateError` DESK-020 where there is
    nothing to do it to."""
    assert matter.original
    sheet = matter.page.sheet(matter.blind)
    op = _op(matter, wish, user, office.now().isoformat(), str(sheet.next))
    book.keep(desk, matter.page, ops.add(sheet, op), user, matter.blind)
    return spread(office, desk, matter, op, user)


def step_back(desk: Desk, matter: Matter, user: str) -> Op | None:
    """Undo the last stroke, in linked matters too; gives it."""
    sheet = matter.page.sheet(matter.blind)
    if not sheet.done:
        return None
    last = sheet.done[-1]
    book.keep(desk, matter.page, ops.undo(sheet), user, matter.blind)
    if last.reach == "linked" and not matter.blind:
        for name in _linked(desk, matter).values():
            _give_back(desk, name, (_origin(matter, last),), user)
    return last


def step_on(office: Office, desk: Desk, matter: Matter, user: str) -> Op | None:
    """Redo the stroke undone last, in linked matters too; gives it."""
    sheet = matter.page.sheet(matter.blind)
    if not sheet.undone:
        return None
    book.keep(desk, matter.page, ops.redo(sheet), user, matter.blind)
    spread(office, desk, matter, sheet.undone[0], user)
    return sheet.undone[0]


def spread(office: Office, desk: Desk, matter: Matter, op: Op, user: str) -> Spread:
    """Bring a stroke to the linked matters: their readers find it on their sheet."""
    if op.reach != "linked" or matter.blind or not matter.original:
        return Spread()
    known = _linked(desk, matter)
    wanted: list[tuple[RecordKind, SourceKey]] = [("case", source) for source in known]
    originals = office.sources.find_all(wanted)
    reached: list[str] = []
    held: list[str] = []
    approved: list[str] = []
    for source, name in known.items():
        there = originals.get(source)
        if there is not None and (other := _for(office, matter, op, name, there)) is not None:
            if desk.row(name).state not in WORKED_ON:
                approved.append(name)
            else:
                (reached if _receive(desk, name, other, user) else held).append(name)
    return Spread(tuple(reached), tuple(held), tuple(approved))


def linked(desk: Desk, matter: Matter) -> dict[str, str]:
    """Candidates that hang together with this matter, and how."""
    how = dict(matter.original.links) if matter.original else {}
    return {name: how[source] for source, name in _linked(desk, matter).items()}


def _linked(desk: Desk, matter: Matter) -> dict[SourceKey, str]:
    sources = [source for source, _ in matter.original.links] if matter.original else []
    return desk.by_source(sources) if sources else {}


def _origin(matter: Matter, op: Op) -> str:
    return f"{matter.candidate.id}/{op.id}"


def _receive(desk: Desk, name: str, op: Op, user: str) -> bool:
    version = desk.row(name).version
    page = book.read(desk, name, version)
    try:
        book.keep(desk, page, ops.receive(page.sheet(), op), user)
    except LedgerError:
        return False
    return True


def _give_back(desk: Desk, name: str, origins: Iterable[str], user: str) -> None:
    page = book.read(desk, name, desk.row(name).version)
    sheet = ops.give_back(page.sheet(), origins)
    if sheet != page.sheet():
        try:
            book.keep(desk, page, sheet, user)
        except LedgerError:
            return


def _for(office: Office, matter: Matter, op: Op, name: str, there: Original) -> Op | None:
    """The stroke as it is made in a linked matter, None where the words don't stand there."""
    record = office.ledger.candidate(name).record
    texts = record.texts
    if op.act == "word":
        said = _replacements(matter.base.texts, op.places) | _replacements(matter.reading.texts, op.places)
        places = [place for place, span in _spans(texts) if span.replacement in said]
    else:
        assert matter.original
        words = occurrences.said(matter.original.draft.texts, op.places[0]) if op.places else ""
        places = list(_fitting(op.act, occurrences.places(there.draft.texts, words), texts))
    if not places:
        return None
    return msgspec.structs.replace(op, places=tuple(places), origin=_origin(matter, op), reach="one")


def _op(matter: Matter, wish: Wish, user: str, at: str, name: str) -> Op:
    places, said = _places(matter, wish)
    if not places and wish.act != "generalise":
        raise GateError("DESK-020", matter.candidate.id)
    return Op(
        id=name,
        act=wish.act,
        user=user,
        at=at,
        places=places,
        kind=wish.kind,
        words=said,
        note=wish.note,
        level=wish.level,
        reach=wish.reach,
    )


def _places(matter: Matter, wish: Wish) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    assert matter.original
    originals, reading = matter.original.draft.texts, matter.reading
    if wish.act == "generalise":
        return (), ()
    if wish.place is None or wish.place.field not in originals:
        return (), ()
    if wish.act == "edit":
        return _edited(originals[wish.place.field], reading, wish)
    if wish.act == "clear":
        return (Place(wish.place.field, 0, len(originals[wish.place.field])),), ()
    place = _whole(wish.place, reading.texts[wish.place.field], len(originals[wish.place.field]), wish.act)
    if place is None:
        return (), ()
    return tuple(_reached(matter, wish, place)), (wish.words,) if wish.act == "word" else ()


def _reached(matter: Matter, wish: Wish, place: Place) -> list[Place]:
    """The place itself, or all that are like it."""
    assert matter.original
    if wish.reach == "one" or wish.act in ("identify", "vouch"):
        return [place]
    texts = matter.reading.texts
    if wish.act == "word":
        said = _replacements(texts, [place])
        return [one for one, span in _spans(texts) if span.replacement in said]
    originals = matter.original.draft.texts
    like = occurrences.places(originals, occurrences.said(originals, place))
    return [*dict.fromkeys((place, *_fitting(wish.act, like, texts)))]


def _edited(original: str, reading: Reading, wish: Wish) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    assert wish.place
    name = wish.place.field
    found = rewrite(original, reading.texts[name].spans, wish.words)
    return tuple(Place(name, one.start, one.end) for one in found), tuple(one.words for one in found)


def _whole(place: Place, text: RedactedText, length: int, act: Act) -> Place | None:
    """A place inside its text; of what is done to a masked stretch, the whole stretch."""
    if not 0 <= place.start < place.end <= length:
        return None
    if act in ("mask", "identify"):
        return place
    span = next((span for span in text.spans if place.meets(span.start, span.end)), None)
    return Place(place.field, span.start, span.end) if span else place


def _fitting(act: Act, places: Iterable[Place], texts: dict[str, RedactedText]) -> Iterator[Place]:
    """Places where the act means something: what is masked is not masked again, what is open not opened."""
    for place in places:
        text = texts.get(place.field)
        if text is None:
            continue
        spanned = any(place.meets(span.start, span.end) for span in text.spans)
        flagged = any(place.meets(flag.start, flag.end) for flag in text.flags)
        if act == "mask" or spanned or (flagged and act == "keep"):
            yield place


def _spans(texts: dict[str, RedactedText]) -> Iterator[tuple[Place, Span]]:
    for name, text in texts.items():
        for span in text.spans:
            yield Place(name, span.start, span.end), span


def _replacements(texts: dict[str, RedactedText], places: Iterable[Place]) -> set[str]:
    """What stands now in place of what is masked there."""
    found: set[str] = set()
    for place in places:
        text = texts.get(place.field)
        spans = text.spans if text else ()
        found |= {span.replacement for span in spans if place.meets(span.start, span.end)}
    return found - {""}
