"""Where jobs run: in this process, or in several at once; results come back in order."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
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
    `prepare` runs once in each process before its first job. An exception of `function` is
    raised here. A job that kills its worker does no harm to the others.
    """
    if executor == "serial" or workers < 2 or len(jobs) < 2:  # noqa: PLR2004 - more than one
        if jobs:
            prepare()
        yield from (function(job) for job in jobs)
        return
    with _pool(workers, prepare) as pool:
        futures = [pool.submit(function, job) for job in jobs]
        for job, future in zip(jobs, futures, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:
                # A dead worker takes the whole pool with it, so each of the jobs that were
                # under way gets a process of its own: the guilty one fails again, alone.
                yield _alone(function, job, prepare)


def _alone(
    function: Callable[[Job], Result], job: Job, prepare: Callable[[], None]
) -> Result | Lost:
    with _pool(1, prepare) as pool:
        future: Future[Result] = pool.submit(function, job)
        try:
            return future.result()
        except BrokenProcessPool:
            return Lost()


def _pool(workers: int, prepare: Callable[[], None]) -> ProcessPoolExecutor:
    # A forked worker has what its parent has loaded; elsewhere each loads it for itself.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    return ProcessPoolExecutor(max_workers=workers, mp_context=context, initializer=prepare)
