"""Where jobs run: in this process, or in several at once; results come back in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from typing import Final, Literal, TypeAlias, TypeVar

__all__ = ["EXECUTORS", "ExecutorName", "Lost", "run"]

Job = TypeVar("Job")
Result = TypeVar("Result")

ExecutorName: TypeAlias = Literal["serial", "processes"]
"""How jobs are run."""
EXECUTORS: Final[tuple[ExecutorName, ...]] = ("serial", "processes")
"""Every executor by name."""


class Lost:
    """What comes back for a job whose worker died, twice."""


def run(
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    *,
    executor: ExecutorName,
    workers: int,
    prepare: Callable[[], None],
) -> Iterator[Result | Lost]:
    """The result of each job, in the order of the jobs.

    `function` and `prepare` are functions of a module, and jobs and results can be pickled;
    `prepare` runs once in each process before its first job. An exception of either is raised
    here, with the first result that it takes away. A job that kills its worker does no harm to
    the others.
    """
    if executor == "serial" or workers < 2 or len(jobs) < 2:
        if jobs:
            prepare()
        yield from (function(job) for job in jobs)
        return
    finished: dict[int, Result] = {}
    next_one = 0
    while next_one < len(jobs):
        with _pool(workers, prepare) as pool:
            futures = _submitted(pool, function, jobs, finished, start=next_one)
            while next_one in finished or next_one in futures:
                if next_one not in finished:
                    try:
                        finished[next_one] = futures[next_one].result()
                    except BrokenProcessPool:
                        break
                yield finished.pop(next_one)
                next_one += 1
            finished |= {
                number: future.result()
                for number, future in futures.items()
                if number > next_one and future.done() and future.exception() is None
            }
        # A dead worker takes the whole pool with it. The first job without a result gets a
        # process of its own, and the others another pool: the guilty one fails again, alone.
        if next_one < len(jobs):
            yield _alone(function, jobs[next_one], prepare)
            next_one += 1


def _submitted(
    pool: ProcessPoolExecutor,
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    finished: dict[int, Result],
    *,
    start: int,
) -> dict[int, Future[Result]]:
    """The jobs that have no result yet, by number, as far as the pool lives to take them."""
    futures: dict[int, Future[Result]] = {}
    with suppress(BrokenProcessPool), _no_interrupt():
        for number in range(start, len(jobs)):
            if number not in finished:
                futures[number] = pool.submit(_work, function, jobs[number])
    return futures


def _alone(
    function: Callable[[Job], Result], job: Job, prepare: Callable[[], None]
) -> Result | Lost:
    with _pool(1, prepare) as pool:
        with _no_interrupt():
            future: Future[Result] = pool.submit(_work, function, job)
        try:
            return future.result()
        except BrokenProcessPool:
            return Lost()


@contextmanager
def _pool(workers: int, prepare: Callable[[], None]) -> Iterator[ProcessPoolExecutor]:
    # A forked worker has what its parent has loaded; elsewhere each loads it for itself.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    pool = ProcessPoolExecutor(
        max_workers=workers, mp_context=context, initializer=_begin, initargs=(prepare,)
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold an interrupt back while workers start, until they can ignore it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_FAILURES: Final[list[Exception]] = []
"""In a worker, why it could not be prepared; there is one reason at most."""


def _begin(prepare: Callable[[], None]) -> None:
    """What a worker does first."""
    # A terminal sends the interrupt to all processes; the first of them ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        prepare()
    except Exception as error:  # noqa: BLE001 - it is raised where the first result is wanted
        _FAILURES.append(error)


def _end_with_parent() -> None:
    """End this worker when the process that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(function: Callable[[Job], Result], job: Job) -> Result:
    if _FAILURES:
        raise _FAILURES[0]
    return function(job)
