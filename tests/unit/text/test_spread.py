"""Work in processes: order, a window, and processes that are killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from publish.errors import PublishError
from publish.text.crew import AHEAD
from publish.text.spread import in_order, spread


def _slow_first(item: int) -> tuple[int, int]:
    time.sleep(0.05 if item % 5 == 0 else 0)
    return item, os.getpid()


def test_results_come_in_order_from_several_processes() -> None:
    found = list(in_order(_slow_first, range(40), 2))
    assert [item for item, _ in found] == list(range(40))
    assert len({pid for _, pid in found}) == 2
    assert os.getpid() not in {pid for _, pid in found}


def test_a_process_that_lends_a_hand_is_one_of_the_workers() -> None:
    found = list(in_order(_slow_first, range(40), 2, here=True))
    assert [item for item, _ in found] == list(range(40))
    pids = {pid for _, pid in found}
    assert os.getpid() in pids
    assert len(pids) == 2


def test_items_go_in_batches_and_come_out_one_by_one() -> None:
    assert list(spread(str, range(1003), 2)) == [str(n) for n in range(1003)]


def test_nothing_and_a_single_item_need_no_process() -> None:
    assert list(in_order(_slow_first, [], 2)) == []
    assert list(in_order(_slow_first, [7], 2)) == [(7, os.getpid())]


def test_a_slow_reader_holds_back_the_source() -> None:
    taken = 0

    def source() -> Iterator[int]:
        nonlocal taken
        while taken < 10_000:
            taken += 1
            yield taken

    results = in_order(_slow_first, source(), 2)
    list(islice(results, 3))
    assert taken <= 3 + 2 * AHEAD
    results.close()


def _killed_once(item: tuple[int, Path]) -> int:
    number, mark = item
    if number == 7 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_killed_process_loses_nothing_and_order_stays(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    assert list(in_order(_killed_once, [(n, mark) for n in range(30)], 2)) == list(range(30))
    assert mark.exists()


def _killed_elsewhere(item: tuple[int, int, Path]) -> int:
    number, home, mark = item
    if os.getpid() != home and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.01)
    return number


def test_where_another_is_killed_what_this_process_did_is_not_lost(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    items = [(number, os.getpid(), mark) for number in range(40)]
    assert list(in_order(_killed_elsewhere, items, 2, here=True)) == list(range(40))
    assert mark.exists()


def _always_killed(item: int) -> int:
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def test_what_kills_its_process_again_and_again_is_said_with_a_code() -> None:
    results = in_order(_always_killed, range(30), 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(PublishError, match="LINE-002"):
        next(results)


def _failing(item: int) -> int:
    raise PublishError("LINE-001", str(item))


def test_an_error_of_the_work_comes_through_with_its_code() -> None:
    with pytest.raises(PublishError, match="LINE-001"):
        list(in_order(_failing, range(30), 2))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_processes_go_when_nobody_wants_the_rest() -> None:
    results = in_order(_slow_first, range(1000), 2)
    pids = {pid for _, pid in islice(results, 12)}
    results.close()
    for _ in range(100):
        if not any(map(_alive, pids)):
            return
        time.sleep(0.05)
    raise AssertionError(f"still there: {pids}")


def test_processes_go_when_the_one_that_started_them_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pids"
    parent = os.fork()
    if not parent:
        for n, (_, pid) in enumerate(in_order(_slow_first, range(100_000), 2)):
            with told.open("a") as file:
                file.write(f"{pid}\n")
            if n == 20:
                os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(parent, 0)
    pids = {int(line) for line in told.read_text().split()}
    for _ in range(100):
        if not any(map(_alive, pids)):
            return
        time.sleep(0.05)
    raise AssertionError(f"still there: {pids}")
