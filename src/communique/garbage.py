"""How often Python looks for garbage that refers to itself, while a program of ours runs."""

from __future__ import annotations

import atexit
import gc
from typing import Final

__all__ = ["collect_seldom"]

# Python's own is some hundred. A command makes values and keeps nearly all of them to its end,
# so each search goes through them and finds nothing; loading what it needs makes fifty thousand.
_NEW_VALUES: Final = 200_000


def collect_seldom() -> None:
    """Search after two hundred thousand new values, and not at the end.

    For the beginning of a program, before it loads anything else. What nothing refers to goes at
    once, as ever; all the rest goes with the process.
    """
    gc.set_threshold(_NEW_VALUES, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)
