"""Prepare the fonts, and say in one line what was done: `python -m communique.fonts`."""

from __future__ import annotations

import sys
import time

from communique.fonts import FontError, load_fonts, prepare_fonts


def main() -> int:
    """Prepare the fonts; gives the exit code: 0 done, 2 they cannot be had."""
    start = time.monotonic()
    try:
        fonts, done = load_fonts(), "are in place"
        if fonts is None:
            fonts, done = prepare_fonts(report=_say), "are made"
    except FontError as error:
        _say(f"error: {error}")
        if error.hint:
            _say(f"hint: {error.hint}")
        return 2
    seconds = time.monotonic() - start
    sys.stdout.write(f"{len(fonts.faces)} faces {done} in {fonts.folder} ({seconds:.1f} s)\n")
    return 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
