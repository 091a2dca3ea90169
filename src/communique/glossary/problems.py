"""What is wrong with a glossary file, collected line by line."""

from __future__ import annotations

import unicodedata
from typing import Final

from communique.findings import Finding, Place
from communique.glossary.words import words_of
from communique.rules.terms import GLOSSARY_SYNTAX

__all__ = ["Problems", "form_problem"]

# No term is as long as a sentence.
_LONGEST: Final = 200
_CONTROLS: Final = ("Cc", "Cs", "Co", "Cn")


class Problems:
    """The findings in a glossary file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.findings: list[Finding] = []
        """What was found so far, in the order of the file."""

    def add(self, line: int, message: str, *, hint: str = "", found: str = "") -> None:
        """One more mistake, at a line counted from 1."""
        self.findings.append(
            Finding(
                rule=GLOSSARY_SYNTAX,
                message=message,
                place=Place(path=self._path, line=line),
                found=found[:_LONGEST],
                hint=hint,
            )
        )


def form_problem(form: str) -> str:
    """What is wrong with a form of a term; empty where nothing is."""
    if len(form) > _LONGEST:
        return f"`{form[:40]}…` has {len(form)} letters, expected {_LONGEST} at most"
    for character in form:
        if unicodedata.category(character) in _CONTROLS:
            return f"`{form}` has the character U+{ord(character):04X}, which no word has"
    if not words_of(form):
        return f"`{form}` has no letter" if form else "there is nothing between two `|`"
    return ""
