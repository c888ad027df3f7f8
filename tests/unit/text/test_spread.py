"""Work in processes: order, a window, and processes that are killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from itertools import islice, repeat
from pathlib import Path

import pytest

from publish.errors import PublishError
from publish.text.crew import AHEAD
from publish.text.forked import undisturbed
from publish.text.spread import in_order, spread
from publish.text.worker import ROOM


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


def _killed_while_it_answers(item: tuple[int, Path]) -> bytes:
    number, mark = item
    if number == 3 and not mark.exists():
        mark.touch()
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return bytes(4 * ROOM)
    return bytes([number])


def test_a_process_killed_half_way_through_an_answer_holds_up_nobody(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    results = in_order(_killed_while_it_answers, [(n, mark) for n in range(30)], 2)
    first = next(results)
    time.sleep(0.6)  # nobody reads meanwhile: it is killed in the midst of it
    assert [first, *results] == [bytes([n]) for n in range(30)]
    assert mark.exists()


def _large(size: int) -> bytes:
    return bytes(size)


@pytest.mark.parametrize("size", [1, 100_000, 4 * ROOM])
def test_ctrl_c_ends_the_work_whatever_is_on_its_way(size: int) -> None:
    for tenths in range(1, 8):
        one = os.fork()
        if not one:
            os.setpgid(0, 0)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            try:
                all(True for _ in in_order(_large, repeat(size), 2))
            except KeyboardInterrupt:
                os._exit(130)
            os._exit(1)
        time.sleep(0.03 * tenths)
        os.killpg(one, signal.SIGINT)
        assert _status(one) == 130


def _status(process: int) -> int:
    for _ in range(200):
        gone, status = os.waitpid(process, os.WNOHANG)
        if gone:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(process, signal.SIGKILL)
    raise AssertionError("still there")


class _OddError(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(one + two)


def _odd(item: int) -> int:
    raise _OddError(item, item)


def test_an_error_that_cannot_be_sent_is_named() -> None:
    with pytest.raises(RuntimeError, match="_OddError"):
        list(in_order(_odd, range(30), 2))


def test_ctrl_c_in_a_fork_is_heard_when_it_is_over() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    done: list[str] = []
    try:
        with pytest.raises(KeyboardInterrupt):
            _interrupted_in_the_midst(done)
        assert done == ["to its end"]
    finally:
        signal.signal(signal.SIGINT, before)


def _interrupted_in_the_midst(done: list[str]) -> None:
    with undisturbed():
        signal.raise_signal(signal.SIGINT)
        done.append("to its end")


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
