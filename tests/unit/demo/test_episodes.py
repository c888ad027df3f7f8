"""The year on air: which days, which matters, and never one before its publication."""

from collections import Counter
from datetime import date, datetime, timedelta

from publish.demo.timeline import CALENDAR, NOW


def _airings(demo):
    rows = demo.rows(
        "SELECT e.episode_id, e.airs_at, c.case_id, c.approved_at, c.consent, c.disclosure"
        " FROM episode_cases x"
        " JOIN episodes e USING (episode_id) JOIN cases c USING (case_id) ORDER BY e.airs_at, x.seq"
    )
    return [dict(row) | {"airs_at": datetime.fromisoformat(row["airs_at"])} for row in rows]


def test_the_year_has_241_episodes(demo):
    programmes = Counter(row[0] for row in demo.rows("SELECT programme FROM episodes"))
    assert programmes == {"zhouwu": 49, "minsheng": 192}
    assert demo.report.episodes == 241


def test_each_programme_is_on_on_its_own_working_days_and_length(demo):
    for row in demo.rows("SELECT programme, airs_at, minutes FROM episodes"):
        on = datetime.fromisoformat(row["airs_at"])
        assert CALENDAR.is_workday(on.date())
        assert on <= NOW
        assert (on.weekday() == 4) == (row["programme"] == "zhouwu")
        assert row["minutes"] == (40 if row["programme"] == "zhouwu" else 30)


def test_numbers_run_from_one_in_order_of_airing(demo):
    for programme in ("zhouwu", "minsheng"):
        numbers = [row[0] for row in demo.rows(
            "SELECT number FROM episodes WHERE programme = ? ORDER BY airs_at", programme)]  # fmt: skip
        assert numbers == list(range(1, len(numbers) + 1))


def test_a_matter_is_told_only_after_its_publication_and_with_consent(demo):
    for row in _airings(demo):
        assert datetime.fromisoformat(row["approved_at"]) < row["airs_at"]
        assert (row["consent"], row["disclosure"]) == ("agreed", "approved")


def test_a_matter_rests_sixty_days_before_it_is_told_again(demo):
    last: dict[str, datetime] = {}
    for row in _airings(demo):
        before = last.get(row["case_id"])
        assert before is None or row["airs_at"] - before >= timedelta(days=60)
        last[row["case_id"]] = row["airs_at"]


def test_episodes_have_four_to_six_matters_once_there_are_enough(demo):
    told = Counter(row["episode_id"] for row in _airings(demo))
    for row in demo.rows("SELECT episode_id, airs_at FROM episodes"):
        if row["airs_at"] >= "2021-11":
            assert 4 <= told[row["episode_id"]] <= 6, row["airs_at"]
        assert told[row["episode_id"]] <= 6


def test_the_first_days_are_carried_without_matters(demo):
    told = {row["episode_id"] for row in _airings(demo)}
    first = demo.rows("SELECT episode_id FROM episodes ORDER BY airs_at LIMIT 8")
    assert not told & {row[0] for row in first}


CASES = "SELECT case_id FROM episode_cases WHERE episode_id = ? ORDER BY seq"


def test_a_rerun_repeats_an_episode_of_at_least_sixty_days_before(demo):
    reruns = demo.rows("SELECT episode_id, repeat_of, airs_at FROM episodes WHERE repeat_of IS NOT NULL")
    assert len(reruns) == 2
    for row in reruns:
        cases = [
            [
                r[0]
                for r in demo.rows("SELECT case_id FROM episode_cases WHERE episode_id = ? ORDER BY seq", key)
            ]
            for key in (row["episode_id"], row["repeat_of"])
        ]
        assert cases[0] == cases[1]


def test_questions_left_open_are_mostly_answered_in_five_working_days(demo):
    rows = demo.rows(
        "SELECT answered_at, airs_at, answer FROM episode_questions JOIN episodes USING (episode_id)"
    )
    waits = []
    for row in rows:
        assert (row["answer"] is None) == (row["answered_at"] is None)
        if row["answered_at"]:
            assert row["airs_at"] < row["answered_at"] <= NOW.isoformat()
            days = [date.fromisoformat(row[column][:10]) for column in ("airs_at", "answered_at")]
            waits.append(CALENDAR.count(*days))
    assert sum(wait <= 5 for wait in waits) / len(waits) > 0.85
    assert any(wait > 5 for wait in waits)


def test_some_guests_and_hosts_may_be_named_and_some_may_not(demo):
    assert {row[0] for row in demo.rows("SELECT may_be_named FROM episode_guests")} == {0, 1}
    assert {row[0] for row in demo.rows("SELECT host_may_be_named FROM episodes")} == {0, 1}
