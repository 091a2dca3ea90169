"""Where jobs run makes no difference to what comes back, and a job that dies dies alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.executors import EXECUTORS, ExecutorName, Lost, run

# Starts workers, tells their process ids, and lets them wait.
LONG_RUN = """
import os, sys, time
from communique.executors import run

def wait(number):
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(60)

def nothing():
    pass

list(run(wait, [1, 2], executor="processes", workers=2, prepare=nothing))
"""


def nothing() -> None:
    """Prepare a worker that needs nothing."""


def fail_to_prepare() -> None:
    """Prepare a worker in vain."""
    raise LookupError("the library is missing")


def square(number: int) -> int:
    """A job that goes well."""
    return number * number


def divide(number: int) -> float:
    """A job that fails for zero."""
    return 1 / number


def die_of_odd_numbers(number: int) -> int:
    """A job that takes its process along if its number is odd."""
    if number % 2:
        os._exit(7)
    return number


def die_at_once(number: int) -> int:
    """A job whose process is killed, as the system does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def is_there(process: int) -> bool:
    """Whether a process has not ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
    except OSError:
        return False
    return state.split()[0] != "Z"


def until(condition: Callable[[], bool], seconds: float = 10) -> bool:
    """Wait for a condition, at most so long; gives whether it holds."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


@contextmanager
def long_run(
    program: str, python: Sequence[str] = (sys.executable,)
) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A process in a session of its own, and its two workers; none is left at the end."""
    with subprocess.Popen(
        [*python, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as parent:
        try:
            assert parent.stdout is not None
            yield parent, [int(parent.stdout.readline()) for _ in range(2)]
        finally:
            with suppress(ProcessLookupError):
                os.killpg(parent.pid, signal.SIGKILL)


class TestResults:
    """Results are those of the jobs, in their order."""

    @pytest.mark.parametrize("executor", EXECUTORS)
    @given(jobs=st.lists(st.integers(-99, 99), max_size=12), workers=st.integers(1, 3))
    @settings(max_examples=8)
    def test_results_come_in_the_order_of_the_jobs(
        self, executor: ExecutorName, jobs: list[int], workers: int
    ) -> None:
        """Neither the executor nor the number of workers can be seen in the results."""
        results = run(square, jobs, executor=executor, workers=workers, prepare=nothing)
        assert list(results) == [number * number for number in jobs]

    @pytest.mark.parametrize("executor", EXECUTORS)
    def test_an_exception_of_a_job_is_raised_here(self, executor: ExecutorName) -> None:
        """Results before the failing job still come; the failure is not swallowed."""
        results = run(divide, [1, 2, 0, 4], executor=executor, workers=2, prepare=nothing)
        assert [next(results), next(results)] == [1, 0.5]
        with pytest.raises(ZeroDivisionError):
            next(results)

    @pytest.mark.parametrize("executor", EXECUTORS)
    def test_a_worker_that_cannot_be_prepared_says_why(
        self, executor: ExecutorName, capfd: pytest.CaptureFixture[str]
    ) -> None:
        """The reason comes back as itself, not as a worker that died, and prints nothing."""
        results = run(square, [1, 2, 3], executor=executor, workers=2, prepare=fail_to_prepare)
        with pytest.raises(LookupError, match="the library is missing"):
            list(results)
        assert capfd.readouterr() == ("", "")


class TestDying:
    """Workers and their parent can end at any time."""

    @pytest.mark.parametrize("jobs", [[1, 2, 4, 6], [2, 4, 6, 7], [2, 3, 4, 5, 6, 8], [2, 3]])
    def test_a_worker_that_dies_loses_only_its_own_job(
        self, jobs: list[int], capfd: pytest.CaptureFixture[str]
    ) -> None:
        """Whichever job kills its process, all others have their results."""
        results = list(
            run(die_of_odd_numbers, jobs, executor="processes", workers=2, prepare=nothing)
        )
        expected = [None if number % 2 else number for number in jobs]
        assert [None if isinstance(found, Lost) else found for found in results] == expected
        assert "Traceback" not in capfd.readouterr().err

    def test_jobs_that_all_die_come_to_an_end(self) -> None:
        """A defect that every page meets ends the run with nothing, not with a wait."""
        results = list(
            run(die_at_once, [1, 2, 3], executor="processes", workers=2, prepare=nothing)
        )
        assert [isinstance(found, Lost) for found in results] == [True, True, True]

    @pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
    def test_no_worker_outlives_its_parent(self, name: str) -> None:
        """A build that is killed leaves no process behind that goes on working."""
        with long_run(LONG_RUN) as (parent, workers):
            assert all(map(is_there, workers))
            parent.send_signal(signal.Signals[name])
            parent.wait()
            assert until(lambda: not any(map(is_there, workers)))

    def test_an_interrupt_from_the_keyboard_is_told_once(
        self, interruptible_python: tuple[str, ...]
    ) -> None:
        """The terminal sends it to every process; the workers keep quiet."""
        program = LONG_RUN.replace("time.sleep(60)", "time.sleep(1)")
        with long_run(program, interruptible_python) as (parent, _):
            os.killpg(parent.pid, signal.SIGINT)
            _, talk = parent.communicate(timeout=20)
            assert talk.count("KeyboardInterrupt") == 1
            assert parent.returncode == -signal.SIGINT
