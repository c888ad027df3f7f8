"""Work over a real Dask cluster on loopback: order, a window, workers that die, a scheduler that goes."""

from __future__ import annotations

import socket
import sys
import time
import types
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from publish.errors import PublishError, UsageError
from publish.text import cluster as dask
from tests.cluster import Cluster, cluster
from tests.cluster_work import always_deadly, deadly, slow

pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


def test_results_come_in_order_from_both_workers(two: Cluster) -> None:
    found = list(dask.in_order(slow, range(60), two.address))
    assert [item for item, _ in found] == list(range(60))
    assert {pid for _, pid in found} == {worker.pid for worker in two.workers}


def test_a_slow_reader_holds_back_the_source(two: Cluster) -> None:
    taken = 0

    def source() -> Iterator[int]:
        nonlocal taken
        while taken < 10_000:
            taken += 1
            yield taken

    results = dask.in_order(slow, source(), two.address)
    list(islice(results, 3))
    assert taken <= 3 + 2 * dask.AHEAD
    results.close()


def test_a_worker_killed_in_the_middle_loses_nothing_and_order_stays(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    with cluster(tmp_path / "cluster") as made:
        items = [(n, str(mark)) for n in range(60)]
        assert list(dask.in_order(deadly, items, made.address)) == list(range(60))
        assert mark.exists()
        assert sum(worker.poll() is None for worker in made.workers) == 1


def test_a_worker_that_comes_late_takes_its_part(tmp_path: Path) -> None:
    with cluster(tmp_path / "cluster", workers=1) as made:
        results = dask.in_order(slow, range(400), made.address)
        first = list(islice(results, 5))
        made.add_worker()
        pids = {pid for _, pid in (*first, *results)}
    assert pids == {worker.pid for worker in made.workers}


def test_a_piece_that_ends_every_worker_is_given_up_with_a_code(tmp_path: Path) -> None:
    with (
        cluster(tmp_path / "cluster", workers=4) as made,
        pytest.raises(PublishError, match=r"CLUSTER-00[35]"),
    ):
        list(dask.in_order(always_deadly, range(3), made.address, alone=5.0))


def _unknown_there(item: int) -> int:
    return item


_unknown_there.__module__ = "nowhere"


def test_workers_without_the_program_are_said_with_a_code(
    two: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = types.ModuleType("nowhere")
    module._unknown_there = _unknown_there  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "nowhere", module)
    with pytest.raises(PublishError, match=r"CLUSTER-006.*nowhere"):
        list(dask.in_order(_unknown_there, range(3), two.address))


def test_a_scheduler_that_goes_is_said_with_a_code(tmp_path: Path) -> None:
    with cluster(tmp_path / "cluster") as made:
        results = dask.in_order(slow, range(10_000), made.address)
        assert next(results)[0] == 0
        made.scheduler.kill()
        with pytest.raises(PublishError, match="CLUSTER-004"):
            list(results)


def test_a_scheduler_without_workers_is_said_with_a_code(tmp_path: Path) -> None:
    with (
        cluster(tmp_path / "cluster", workers=0) as made,
        pytest.raises(PublishError, match="CLUSTER-003"),
    ):
        list(dask.in_order(slow, range(3), made.address, patience=2.0))


@pytest.mark.parametrize("answers", [False, True], ids=["nobody", "somebody who says nothing"])
def test_an_address_that_does_not_answer_is_said_within_the_time_given(answers: bool) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        if answers:
            probe.listen()
        start = time.monotonic()
        with pytest.raises(PublishError, match="CLUSTER-002"):
            list(dask.in_order(slow, range(3), f"127.0.0.1:{probe.getsockname()[1]}", patience=2.0))
        assert time.monotonic() - start < 8


@pytest.mark.parametrize(
    "address", ["", "localhost", "http://localhost:1", "tcp://a b:1", "tcp://x:99999999"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="CLUSTER-008"):
        list(dask.in_order(slow, range(3), address))


def test_without_the_library_the_cure_is_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"CLUSTER-001.*huisheng\[cluster\]"):
        list(dask.in_order(slow, range(3), "tcp://127.0.0.1:1"))
