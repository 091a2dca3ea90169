"""What a rule finds wrong with one translation, before anybody knows where that stands."""

from __future__ import annotations

from communique.findings import Rule
from communique.frozen import Frozen

__all__ = ["Problem"]


class Problem(Frozen):
    """One thing that is wrong with one translation; `check_catalogue` makes a finding of it."""

    rule: Rule
    """Which rule is broken."""
    message: str
    """One sentence, lower case, with the thing in backquotes and no full stop."""
    hint: str = ""
    """What helps."""
    found: str = ""
    """The piece of the translation that is wrong, as read; empty where one is missing."""
    at: int = 0
    """Where that piece begins in the letters of the translation."""
    expected: str = ""
    """What should stand in its place; empty where that cannot be told."""
    source_found: str = ""
    """The piece of the source text that it answers to; empty where there is none."""
    source_at: int = 0
    """Where that piece begins in the letters of the source text."""
    form: int = 0
    """Which `msgstr[form]` is wrong; 0 where there is no plural. No family of rules sets it."""
