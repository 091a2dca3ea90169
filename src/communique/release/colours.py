"""Colours of a house: how they are written, and whether they can be read on paper."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["LEAST_CONTRAST", "colour_problem", "contrast"]

LEAST_CONTRAST: Final = 4.5
"""What ink has against paper at the least (WCAG 2.2, success criterion 1.4.3)."""

_WHITE: Final = "#ffffff"
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def colour_problem(colour: str) -> str:
    """Why no name can be printed in a colour, as a sentence; empty where it can."""
    if not _COLOUR.fullmatch(colour):
        return f"`{colour}` is no colour, expected six digits such as `#003399`"
    found = contrast(colour, _WHITE)
    if found < LEAST_CONTRAST:
        return (
            f"`{colour}` has a contrast of {found:.1f} on white, "
            f"expected {LEAST_CONTRAST} or more so that it can be read"
        )
    return ""


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
