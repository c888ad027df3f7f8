"""The texts and their truth: spans point at what they name, nothing is left of the slots."""

import re
from collections import Counter
from datetime import date, datetime
from itertools import pairwise

from publish.demo.gold import OFFICIAL
from publish.model.contract import Party

PRIVATE = {
    "PERSON", "PERSON_PARTIAL", "NICKNAME", "PHONE", "ID_NUMBER", "BANK_CARD", "PLATE", "ACCOUNT",
    "EMAIL", "SOCIAL", "ADDRESS_DOOR", "ORG_PRIVATE", "BIRTH_OR_AGE",
}  # fmt: skip


def _stored(demo):
    texts = {
        (row["case_id"], field): row[field]
        for row in demo.rows("SELECT * FROM cases")
        for field in ("title", "appeal", "summary", "result", "comment")
    }
    for row in demo.rows("SELECT * FROM events"):
        texts[row["case_id"], f"events/{row['seq']}/note"] = row["note"]
    return texts


def test_gold_holds_every_text_of_the_store_and_no_other(demo):
    gold = {(line["id"], name): field["text"] for line in demo.gold for name, field in line["fields"].items()}
    assert gold == {key: text for key, text in _stored(demo).items() if text is not None}


def test_every_true_span_names_its_words_in_order(demo):
    for line in demo.gold:
        for field in line["fields"].values():
            at = 0
            for span in field["spans"]:
                assert at <= span["start"] < span["end"]
                assert field["text"][span["start"] : span["end"]] == span["text"]
                at = span["end"]


def test_every_private_kind_is_written_somewhere(demo):
    kinds = Counter(s["kind"] for line in demo.gold for f in line["fields"].values() for s in f["spans"])
    assert set(kinds) >= PRIVATE
    assert all(kinds[kind] >= 15 for kind in PRIVATE), kinds


def test_no_slot_is_left_in_any_text(demo):
    assert not [key for key, text in _stored(demo).items() if text and re.search(r"[{}]|None|nan", text)]


WAYS = (
    r"1\d{10}",
    r"1\d\d \d{4} \d{4}",
    r"1\d\d-\d{4}-\d{4}",
    r"[０-９]{11}",
    r"[零幺一二三四五六七八九〇]{11}",
    r"\d+\n\d+",
)


def _of_kind(demo, kind):
    fields = [field for line in demo.gold for field in line["fields"].values()]
    return [span["text"] for field in fields for span in field["spans"] if span["kind"] == kind]


def test_numbers_are_written_the_ways_people_write_them(demo):
    phones = _of_kind(demo, "PHONE")
    for way in WAYS:
        assert any(re.fullmatch(way, phone) for phone in phones), way


def test_some_numbers_of_identity_cards_are_mistyped(demo):
    known = {row[0] for row in demo.rows("SELECT id_number FROM parties WHERE id_number IS NOT NULL")}
    written = _of_kind(demo, "ID_NUMBER")
    assert any(text in known for text in written)
    assert any(len(text) == 17 for text in written)


def test_new_energy_plates_stand_among_the_others(demo):
    plates = _of_kind(demo, "PLATE")
    assert any(re.fullmatch(r"渝[A-H][·\s-]?[DF][A-Z0-9]\d{4}", plate) for plate in plates)


def test_some_persons_of_the_texts_are_unknown_to_the_store(demo):
    known = {(row["case_id"], row["name"]) for row in demo.rows("SELECT case_id, name FROM parties")}
    named = {(line["id"], s["text"]) for line in demo.gold for f in line["fields"].values()
             for s in f["spans"] if s["kind"] == "PERSON"}  # fmt: skip
    assert 0.05 < len(named - known) / len(named) < 0.6


def test_an_appeal_speaks_of_no_day_after_it_was_sent(demo):
    for row in demo.rows("SELECT case_id, appeal, submitted_at FROM cases"):
        sent = datetime.fromisoformat(row["submitted_at"]).date()
        for year, month, day in re.findall(r"(202[12])年(\d{1,2})月(\d{1,2})日", row["appeal"]):
            assert date(int(year), int(month), int(day)) <= sent, row["case_id"]


def test_a_result_speaks_of_no_day_after_the_matter_was_closed(demo):
    for row in demo.rows("SELECT case_id, result, closed_at FROM cases WHERE result IS NOT NULL"):
        closed = datetime.fromisoformat(row["closed_at"]).date()
        for year, month, day in re.findall(r"(202[12])年(\d{1,2})月(\d{1,2})日", row["result"]):
            assert (int(year), int(month), int(day)) <= (closed.year, closed.month, closed.day), row[
                "case_id"
            ]


def test_decisions_mask_true_spans_and_keep_all_that_lies_between_of_what_is_approved(demo):
    approved = {row[0] for row in demo.rows("SELECT case_id FROM cases WHERE disclosure = 'approved'")}
    texts = {(line["id"], name): field for line in demo.gold for name, field in line["fields"].items()}
    decided: dict[tuple[str, str], list[dict[str, object]]] = {}
    for decision in demo.decisions:
        if decision["record"] == "case":
            decided.setdefault((decision["key"], decision["field"]), []).append(decision)
    assert decided.keys() == {key for key in texts if key[0] in approved}
    for key, ours in decided.items():
        field = texts[key]
        true = {(s["start"], s["end"], OFFICIAL.get(s["kind"], s["kind"])) for s in field["spans"]}
        masked = [(d["start"], d["end"], d["kind"]) for d in ours if d["action"] == "mask"]
        assert set(masked) <= true
        stretches = sorted((d["start"], d["end"]) for d in ours)
        assert stretches[0][0] == 0
        assert stretches[-1][1] == len(field["text"])
        assert all(one[1] == other[0] for one, other in pairwise(stretches)), (
            "every character is decided once"
        )


def test_no_decision_clears_a_field_unseen(demo):
    assert {decision["action"] for decision in demo.decisions} == {"mask", "keep"}


def test_decisions_speak_of_every_kind_of_record(demo):
    kinds = Counter(decision["record"] for decision in demo.decisions)
    assert set(kinds) == {"case", "episode", "dossier", "policy", "call", "survey"}


def test_public_kinds_are_never_masked(demo):
    masked = {d["kind"] for d in demo.decisions if d["action"] == "mask"}
    assert not masked & {"PUBLIC_BODY", "PUBLIC_PLACE", "PHONE_PUBLIC", "ADDRESS_COMMUNITY"}


def test_parties_are_numbered_from_one_in_each_matter(demo):
    found: dict[str, list[int]] = {}
    for row in demo.rows("SELECT case_id, seq FROM parties ORDER BY case_id, seq"):
        found.setdefault(row["case_id"], []).append(row["seq"])
    assert all(seqs == list(range(1, len(seqs) + 1)) for seqs in found.values())
    assert Party.__struct_fields__[:2] == ("case_id", "seq")
