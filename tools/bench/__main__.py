"""Measure: `python -m bench memory`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.memory import MEMORY, memory_data, written_memory
from communique.garbage import collect_seldom

_REPOSITORY: Final = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str]) -> int:
    """Measure one thing; gives the exit code."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    commands = parser.add_subparsers(required=True)
    memory = commands.add_parser(
        "memory", help="put a million segments into a memory and find them"
    )
    memory.add_argument("--segments", type=int, default=1_000_000)
    memory.add_argument("--queries", type=int, default=500)
    memory.add_argument("--compared", type=int, default=50, help="with every text, for recall")
    memory.add_argument("--write", action="store_true", help=f"write {MEMORY}")
    memory.set_defaults(run=_memory)
    options = parser.parse_args(arguments)
    return int(options.run(options))


def _memory(options: argparse.Namespace) -> int:
    # As every command of ours does.
    collect_seldom()
    written = written_memory(
        memory_data(segments=options.segments, queries=options.queries, compared=options.compared)
    )
    if options.write:
        (_REPOSITORY / MEMORY).write_text(written, "utf-8")
    else:
        print(written, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
