"""Rate and pauses found from what was timed."""

from __future__ import annotations

import random

import pytest

from publish.radio.calibrate import FASTEST, LEAST, SLOWEST, Timed, fit
from publish.radio.timing import Pace, milliseconds

SENTENCES = (
    "经查，情况属实。",
    "旧管已经更换，水质检测合格，结果贴在小区门口。", "这件事解决了。", "水费，按户退还。",
    "居民反映夜里停水，早上才来，影响做饭。",
    "供水企业赔礼道歉，减免了一个月的水费，并且公布了管家电话。",
)  # fmt: skip
HOST = Pace(282, {**Pace().pauses, "，": 140, "。": 720, "！": 720, "？": 720, "、": 80})


def read(pace: Pace, count: int, noise: float = 0.02, seed: int = 7) -> list[Timed]:
    rng = random.Random(seed)
    texts = ["".join(rng.choices(SENTENCES, k=rng.randrange(3, 20))) for _ in range(count)]
    return [Timed(text, milliseconds(text, pace) / 1000 * rng.gauss(1, noise)) for text in texts]


def test_a_hosts_rate_is_found_and_the_held_out_items_are_closer() -> None:
    found = fit(read(HOST, 80), Pace())
    assert abs(found.pace.rate - HOST.rate) <= 12
    assert found.error.items == 20
    assert found.error.each < 3 < found.usual.each
    assert found.error.together < 2


def test_a_pause_is_found_where_the_texts_differ_in_it() -> None:
    found = fit(read(HOST, 200, noise=0.005), Pace())
    assert abs(found.pace.pauses["。"] - 720) < 150


def test_some_items_timed_wrong_do_not_move_the_pace() -> None:
    right = read(HOST, 80)
    wrong = [Timed(one.text, one.seconds * 1.9) if n % 10 == 3 else one for n, one in enumerate(right)]
    assert abs(fit(wrong, Pace()).pace.rate - fit(right, Pace()).pace.rate) <= 8


def test_few_items_lean_on_the_usual_pace() -> None:
    found = fit(read(HOST, LEAST), Pace()).pace
    assert 240 < found.rate < HOST.rate + 12
    assert all(0 <= ms <= 2000 for ms in found.pauses.values())


@pytest.mark.parametrize("factor", [0.2, 5.0])
def test_no_pace_is_beyond_what_a_host_reads(factor: float) -> None:
    odd = [Timed(one.text, one.seconds * factor) for one in read(HOST, 20)]
    assert SLOWEST <= fit(odd, Pace()).pace.rate <= FASTEST
