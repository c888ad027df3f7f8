"""New candidates open, changed ones re-open, the rest is left alone."""

from __future__ import annotations

import msgspec
import pytest
from ledger_records import FLAG, WORDS, approve_all, policy, publish_all, record, records

from publish.errors import LedgerError
from publish.ledger.filing import Filed
from publish.ledger.ledger import Ledger
from publish.model.texts import RedactedText


def test_a_filed_record_comes_back_as_it_was_given(ledger: Ledger) -> None:
    given = record(ledger, "K1", flags=(FLAG,), gates=("GATE-MINOR",))
    ledger.file([given, policy(ledger, "P1")])
    case, other = ledger.candidates()
    assert (case.id, case.state, other.kind) == ("C-000001", "open", "policy")
    assert msgspec.structs.replace(case.record, source_hash=given.source_hash) == given


def test_the_same_record_again_changes_nothing(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(5)))
    before = ledger.head()
    assert ledger.file(records(ledger, range(5))) == Filed(same=5)
    assert ledger.head() == before


def test_a_record_given_twice_in_one_filing_is_one_candidate(ledger: Ledger) -> None:
    filed = ledger.file([record(ledger, "K1"), record(ledger, "K1"), record(ledger, "K1", "2")])
    assert filed == Filed(new=1, same=1, changed=1)


def test_a_change_before_publication_lets_the_approval_lapse(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    approve_all(ledger)
    ledger.file([record(ledger, "K1", "2", words="改过")])
    assert ledger.candidate("C-000001").state == "open"
    assert list(ledger.reviewed("case")) == []


def test_a_change_after_publication_keeps_the_approved_words_public(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    publish_all(ledger)
    ledger.file([record(ledger, "K1", "2", words="改过")])
    assert ledger.candidate("C-000001").state == "open"
    assert [item.texts["appeal"] for item in ledger.reviewed("case")] == [WORDS]
    approve_all(ledger)
    assert [item.texts["appeal"] for item in ledger.reviewed("case")] == ["改过"]


def test_a_gate_that_moves_re_opens_but_keeps_settled_words(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1", gates=("GATE-NOTICE",))])
    ledger.settle("C-000001", {"title": RedactedText("水浑")}, "chen")
    assert ledger.file([record(ledger, "K1")]) == Filed(changed=1)
    candidate = ledger.candidate("C-000001")
    assert (candidate.record.gates, candidate.record.texts["title"].text) == ((), "水浑")


def test_filing_again_re_opens_what_is_now_redacted_otherwise(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(3)))
    ledger.settle("C-000002", {"title": RedactedText("水浑")}, "chen")
    better = [record(ledger, "K0", words="某人反映自来水浑浊"), record(ledger, "K1"), record(ledger, "K2")]
    assert ledger.file(better) == Filed(same=3)
    assert ledger.file(better, again=True) == Filed(changed=1, same=2)
    assert ledger.file(better, again=True) == Filed(same=3)
    assert ledger.candidate("C-000002").record.texts["title"].text == "水浑"


def test_a_known_record_may_come_without_its_texts(ledger: Ledger) -> None:
    given = record(ledger, "K1", gates=("GATE-NOTICE",))
    ledger.file([given])
    ledger.file([msgspec.structs.replace(given, texts={}, gates=())])
    candidate = ledger.candidate("C-000001")
    assert (candidate.record.texts, candidate.record.gates) == (given.texts, ())


def test_a_record_without_its_texts_never_opens_a_candidate_without_words(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1"), record(ledger, "K2")])
    ledger.vanish([ledger.source_key("case", "K1")], "gone")
    bare = [
        msgspec.structs.replace(record(ledger, key, v), texts={}) for key, v in (("K1", "1"), ("K2", "2"))
    ]
    assert ledger.file(bare) == Filed(same=2)
    assert [item.record.texts for item in ledger.candidates()] == [record(ledger, "K2").texts]


def test_unchanged_names_what_need_not_be_anonymised_again(ledger: Ledger) -> None:
    first, second, new = (record(ledger, key) for key in ("K1", "K2", "K3"))
    ledger.file([first, second])
    asked = [(first.source, first.source_hash), (second.source, "other"), (new.source, new.source_hash)]
    assert ledger.unchanged(asked) == {first.source}


def test_sources_tell_every_record_ever_filed_and_its_state(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(3)))
    ledger.vanish([ledger.source_key("case", "K1")], "gone")
    assert [state for _, state in ledger.sources()] == ["open", "withdrawn", "open"]


def test_a_run_that_breaks_off_keeps_its_whole_batches_and_goes_on(ledger: Ledger) -> None:
    def broken() -> object:
        yield from records(ledger, range(700))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.file(broken())  # type: ignore[arg-type]
    assert ledger.file(records(ledger, range(700))) == Filed(new=200, same=500)
    assert list(ledger.verify()) == []


def test_settling_a_field_keeps_the_others(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1", flags=(FLAG,))])
    ledger.settle("C-000001", {"title": RedactedText("水浑")}, "chen")
    texts = ledger.candidate("C-000001").record.texts
    assert (texts["title"].text, texts["appeal"].flags) == ("水浑", (FLAG,))


def test_settling_what_is_settled_changes_nothing(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    before = ledger.candidate("C-000001")
    assert ledger.settle_all([("C-000001", before.record.texts)], "chen") == 0
    assert ledger.candidate("C-000001") == before


def test_settling_after_a_signature_begins_reading_anew(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    ledger.sign("C-000001", "chen")
    ledger.settle("C-000001", {"title": RedactedText("水浑")}, "zhou")
    assert (ledger.candidate("C-000001").state, ledger.candidate("C-000001").signatures) == ("open", ())


@pytest.mark.parametrize(
    ("name", "fields", "user", "version", "code"),
    [
        ("C-000009", {}, "chen", None, "LEDGER-010"),
        ("nonsense", {}, "chen", None, "LEDGER-010"),
        ("C-٣", {}, "chen", None, "LEDGER-010"),
        ("C-000001", {"nowhere": RedactedText("x")}, "chen", None, "LEDGER-013"),
        ("C-000001", {"title": RedactedText("x")}, "nobody", None, "LEDGER-020"),
        ("C-000001", {"title": RedactedText("x")}, "chen", 7, "LEDGER-012"),
    ],
)
def test_a_wrong_settling_is_refused_and_says_why(
    ledger: Ledger, name: str, fields: dict[str, RedactedText], user: str, version: int | None, code: str
) -> None:
    ledger.file([record(ledger, "K1")])
    with pytest.raises(LedgerError) as error:
        ledger.settle(name, fields, user, version)
    assert error.value.issue.code == code


def test_a_record_without_a_number_stays_as_it_was_approved_while_it_is_read_again(ledger: Ledger) -> None:
    """A policy or a dossier is public once approved; without this its page would be gone meanwhile."""
    given = policy(ledger, "P1")
    ledger.file([given])
    approve_all(ledger)
    ledger.file([msgspec.structs.replace(given, source_hash="other")])
    assert [one.source for one in ledger.reviewed("policy")] == [given.source]
