"""What happens to a matter at the desk, below the browser: linked matters, levels, checks, papers, terms."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
import pytest

from publish.desk import book, matter, signing, strokes
from publish.desk.matter import Matter
from publish.desk.office import Office
from publish.desk.ops import Act, Place, Reach
from publish.desk.sheet import pdf
from publish.desk.signing import UnsafeError
from publish.desk.wishes import Wish
from publish.errors import GateError
from publish.ledger.decisions import Assessment
from publish.ledger.desk import Desk
from publish.ledger.terms import Term
from publish.model.records import CaseFacts
from publish.settings import load
from tests.desk.desks import PASSWORD, Running, copied
from tests.wholeline import Line

ALL_TRUE = Assessment(legality=True, accuracy=True, fitness=True, confidentiality=True)


@pytest.fixture
def office(filed_line: Line, tmp_path: Path) -> Iterator[Office]:
    made = Office(load(copied(filed_line, tmp_path).settings))
    yield made
    made.ledger.close()


def _load(office: Office, name: str, user: str = "chen") -> Matter:
    desk = office.desk()
    return matter.load(office, desk, name, desk.user(user))


def _stroke(
    office: Office, name: str, act: Act, place: Place | None, reach: Reach = "one", **more: object
) -> None:
    wish = Wish(act=act, place=place, reach=reach, **more)  # type: ignore[arg-type]
    desk = office.desk()
    desk.hold(name, "chen")
    strokes.stroke(office, desk, _load(office, name), wish, "chen")


def _linked_pair(office: Office) -> tuple[str, Place, str]:
    """A matter, a masked person in it, and a linked matter in which the same words are masked."""
    desk = office.desk()
    for candidate in office.ledger.candidates("open"):
        if candidate.kind != "case":
            continue
        found = _load(office, candidate.id)
        for other in strokes.linked(desk, found):
            told = {
                span.replacement
                for text in _load(office, other).reading.texts.values()
                for span in text.spans
            }
            for field, text in found.reading.texts.items():
                for span in text.spans:
                    if span.kind == "PERSON" and span.replacement in told:
                        return candidate.id, Place(field, span.start, span.end), other
    raise AssertionError("the demonstration has linked matters of one person")


def _words(found: Matter) -> list[str]:
    return [span.replacement for text in found.reading.texts.values() for span in text.spans]


def test_a_person_is_renamed_in_linked_matters_together_and_undone_together(office: Office) -> None:
    name, place, other = _linked_pair(office)
    _stroke(office, name, "word", place, "linked", words="当事人甲")
    assert "当事人甲" in _words(_load(office, name))
    assert "当事人甲" in _words(_load(office, other))
    strokes.step_back(office.desk(), _load(office, name), "chen")
    assert "当事人甲" not in _words(_load(office, name))
    assert "当事人甲" not in _words(_load(office, other))
    strokes.step_on(office, office.desk(), _load(office, name), "chen")
    assert "当事人甲" in _words(_load(office, other))


def test_a_linked_matter_that_another_reader_holds_is_left_alone_and_said(office: Office) -> None:
    name, place, other = _linked_pair(office)
    desk = office.desk()
    desk.hold(other, "sun")
    desk.hold(name, "chen")
    wish = Wish(act="word", place=place, reach="linked", words="当事人甲")
    spread = strokes.stroke(office, desk, _load(office, name), wish, "chen")
    assert other in spread.held
    assert book.read(desk, other, desk.row(other).version).body.sheet.ops == ()


def test_all_places_that_say_the_same_are_masked_in_one_stroke(office: Office) -> None:
    name, field, words = _repeated(office)
    start = _load(office, name).original.draft.texts[field].index(words)  # type: ignore[union-attr]
    _stroke(office, name, "mask", Place(field, start, start + len(words)), "here", kind="ORG_PRIVATE")
    found = _load(office, name)
    assert all(words not in text.text for text in found.reading.texts.values())
    assert len(found.page.sheet().done) == 1


def _repeated(office: Office) -> tuple[str, str, str]:
    """Two characters that stand at two places of a matter at least, nothing of them masked."""
    for candidate in office.ledger.candidates("open"):
        for field, text in candidate.record.texts.items():
            twice = re.search(r"([一-鿿]{2}).+\1", text.text)
            if twice and not text.spans and not text.flags:
                return candidate.id, field, twice[1]
    raise AssertionError("a text without a mask")


def test_one_stroke_generalises_facts_and_words_alike(office: Office) -> None:
    for candidate in office.ledger.candidates("open"):
        facts = candidate.record.facts
        if isinstance(facts, CaseFacts) and facts.level.region == "district":
            break
    _stroke(office, candidate.id, "generalise", None, level=2)
    found = _load(office, candidate.id)
    assert isinstance(found.reading.facts, CaseFacts)
    assert found.reading.facts.level.region == "city"
    assert found.reading.facts.region_code is None
    district = office.districts[found.row.district or ""]
    assert all(district not in text.text for text in found.reading.texts.values())


def test_a_party_s_name_typed_into_the_public_text_is_not_signed(office: Office) -> None:
    name, party = _with_party(office)
    found = _load(office, name)
    text = found.reading.texts["title"].text
    _stroke(office, name, "edit", Place("title"), words=f"{text}（{party}）")
    desk = office.desk()
    with pytest.raises(UnsafeError, match="DESK-031"):
        signing.sign(office, desk, _load(office, name), desk.user("chen"), ALL_TRUE)
    assert office.ledger.candidate(name).version == found.candidate.version


def _with_party(office: Office) -> tuple[str, str]:
    for candidate in office.ledger.candidates("open"):
        if candidate.kind == "case" and not candidate.record.gates:
            original = _load(office, candidate.id).original
            for party in original.draft.parties if original else ():
                if party.role == "applicant" and party.phone and not party.may_be_named:
                    return candidate.id, party.phone
    raise AssertionError("a matter with an applicant")


def _changed(office: Office, name: str) -> None:
    key = office.sources._keys[office.ledger.candidate(name).source]
    store = load(office.settings.file).store.url.removeprefix("sqlite:///")
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE cases SET result = result || '（补记）' WHERE case_id = ?", (key,))


def test_a_matter_whose_row_changed_is_neither_shown_nor_signed(office: Office) -> None:
    assert _load(office, "C-000001").problem is None
    _changed(office, "C-000001")
    found = _load(office, "C-000001")
    assert found.original is None
    assert found.problem
    assert found.problem.code == "DESK-011"
    assert not found.writable
    desk = office.desk()
    with pytest.raises(GateError, match="请先重新导出"):
        signing.sign(office, desk, found, desk.user("chen"), ALL_TRUE)


def test_without_the_store_the_public_text_stands_alone(office: Office) -> None:
    store = Path(load(office.settings.file).store.url.removeprefix("sqlite:///"))
    store.rename(store.with_suffix(".away"))
    found = _load(office, "C-000001")
    assert found.problem
    assert found.problem.code == "DESK-010"
    assert [field.text for field in found.fields()] == [
        text.text for text in office.ledger.candidate("C-000001").record.texts.values()
    ]


def test_a_later_reader_who_changes_words_begins_a_new_round(office: Office) -> None:
    desk = office.desk()
    name, _ = _with_party(office)
    _clear(office, name)
    assert signing.sign(office, desk, _load(office, name), desk.user("chen"), ALL_TRUE).state == "signed"
    found = _load(office, name, "zhou")
    text = found.reading.texts["title"].text
    desk.release(name, "chen")
    desk.hold(name, "zhou")
    strokes.stroke(office, desk, found, Wish(act="edit", place=Place("title"), words=f"{text}。"), "zhou")
    found = _load(office, name, "zhou")
    assert signing.begins_again(found)
    assert signing.sign(office, desk, found, desk.user("zhou"), ALL_TRUE).state == "settled"
    assert office.ledger.candidate(name).signatures == ()


def _clear(office: Office, name: str) -> None:
    for field in office.ledger.candidate(name).record.texts:
        _stroke(office, name, "clear", Place(field))


def test_what_was_approved_before_is_shown_letter_by_letter(office: Office) -> None:
    desk = office.desk()
    name, _ = _with_party(office)
    _clear(office, name)
    for user in ("chen", "zhou", "wu"):
        signing.sign(office, office.desk(), msgspec.structs.replace(_load(office, name, user), blind=""),
                     desk.user(user), ALL_TRUE)  # fmt: skip
        desk.release(name, user)
    record = office.ledger.candidate(name).record
    title = msgspec.structs.replace(record.texts["title"], text="重新导出后的标题")
    changed = msgspec.structs.replace(record, source_hash="another", texts={**record.texts, "title": title})
    office.ledger.begin_run("export")
    office.ledger.file([changed])
    found = _load(office, name)
    field = next(one for one in found.fields() if one.name == "title")
    assert "".join(words for change, words in field.before if change != "new") == record.texts["title"].text
    assert "".join(words for change, words in field.before if change != "gone") == "重新导出后的标题"


def test_the_release_record_is_a_pdf_and_the_same_bytes_each_time(office: Office) -> None:
    record = office.desk().release_record("C-000001")
    made = pdf(record, office.settings, office.now())
    assert made.startswith(b"%PDF-")
    assert b"STSong-Light" in made
    assert made == pdf(record, office.settings, office.now())


def test_a_term_is_in_force_when_a_second_reader_agrees(desk: Running) -> None:
    with _client(desk, "chen") as chen, _client(desk, "zhou") as zhou:
        given = {
            "words": "石板街七号院",
            "action": "always",
            "scope": "everywhere",
            "kind": "ADDRESS_COMMUNITY",
        }
        said = chen.post("/matters/C-000001/terms", data={**given, "csrf": _token(chen)}).text
        assert "待第二人" in said
        term = re.search('name="term" value="([^"]+)">同意', zhou.get("/terms").text)
        assert term
        assert "同意" not in re.sub("<thead>.*?</thead>|待同意|第二人同意", "", chen.get("/terms").text)
        zhou.post("/terms/agree", data={"term": term[1], "csrf": _token(zhou)})
        found = _terms(desk)
    assert [(one.words, one.proposed_by, one.agreed_by) for one in found] == [
        ("石板街七号院", "chen", "zhou")
    ]


@contextmanager
def _client(desk: Running, name: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.url, timeout=60) as client:
        client.post("/login", data={"name": name, "password": PASSWORD})
        yield client


def _token(client: httpx.Client) -> str:
    found = re.search('<meta name="csrf" content="([^"]+)"', client.get("/keys").text)
    assert found
    return found[1]


def _terms(desk: Running) -> tuple[Term, ...]:
    office = Office(load(desk.line.settings))
    try:
        return _read(office.desk())
    finally:
        office.ledger.close()


def _read(desk: Desk) -> tuple[Term, ...]:
    return tuple(desk.terms())


def _gated(desk: Running) -> str:
    with office_of(desk) as office:
        rows = (office.desk().row(one.id) for one in office.ledger.candidates("open"))
        return next(row.id for row in rows if row.gates == ("GATE-CRITICISM",))


@contextmanager
def office_of(desk: Running) -> Iterator[Office]:
    made = Office(load(desk.line.settings))
    try:
        yield made
    finally:
        made.ledger.close()


def test_the_final_reader_opens_a_gate_with_a_written_ground_and_it_is_on_the_record(desk: Running) -> None:
    name = _gated(desk)
    with _client(desk, "wu") as wu:
        page = wu.get(f"/matters/{name}").text
        assert "《政府督查工作条例》第二十一条" in page
        ground = {"gate": "GATE-CRITICISM", "csrf": _token(wu)}
        assert wu.post(f"/matters/{name}/override", data={**ground, "ground": "太短"}).status_code == 409
        wu.post(f"/matters/{name}/override", data={**ground, "ground": "已报分管负责人批准点名公开"})
        assert "终审已写明依据放行" in wu.get(f"/matters/{name}").text
        assert "已报分管负责人批准点名公开" in wu.get(f"/matters/{name}/record").text


def test_a_problem_somebody_raised_stops_every_signature_until_it_is_lifted(desk: Running) -> None:
    with _client(desk, "chen") as chen:
        given = {"csrf": _token(chen)}
        chen.post("/matters/C-000003/object", data={**given, "problem": "当事人来电要求缓发"})
        page = chen.get("/matters/C-000003").text
        assert "阻断问题" in page
        shown = {key: re.search(f'data-{key}="([^"]*)"', page)[1] for key in ("version", "revision")}  # type: ignore[index]
        assessed = dict.fromkeys(("legality", "accuracy", "fitness", "confidentiality"), "1")
        sign = {**given, **shown, **assessed}
        assert chen.post("/matters/C-000003/sign", data=sign).status_code == 409
        chen.post("/matters/C-000003/lift", data={**given, "ground": "已回访，当事人同意公开"})
        assert chen.post("/matters/C-000003/sign", data=sign).status_code == 303
