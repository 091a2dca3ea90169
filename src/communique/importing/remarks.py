"""What an import has to say: its findings, and the pieces of the input that it left out."""

from __future__ import annotations

from communique import rules
from communique.findings import Finding, Place, Rule, in_order
from communique.frozen import Frozen

__all__ = ["LeftOut", "Remarks"]


class LeftOut(Frozen):
    """A piece of the input that is not in the text of the release."""

    line: int
    """Line of the input, counted from 1."""
    text: str
    """The piece; the date and city of a dateline are such, as the front matter has them."""


class Remarks:
    """Collects findings on one input file."""

    def __init__(self, *, path: str) -> None:
        self.left_out: list[LeftOut] = []
        self._findings: list[Finding] = []
        self._path = path

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of the lines, without repetition."""
        return in_order(self._findings)

    def unsure(self, line: int, message: str, *, found: str = "", hint: str = "") -> None:
        """Something was guessed, and a person has to confirm it."""
        self.add(rules.IMPORT_UNSURE, line, message, found=found, hint=hint)

    def add(self, rule: Rule, line: int, message: str, *, found: str = "", hint: str = "") -> None:
        """A finding of any rule."""
        place = Place(path=self._path, line=line)
        self._findings.append(
            Finding(rule=rule, message=message, place=place, found=found, hint=hint)
        )

    def leave_out(self, line: int, text: str, why: str, *, hint: str = "") -> None:
        """A piece is not taken over; `why` ends the sentence that begins with it."""
        self.left_out.append(LeftOut(line=line, text=text))
        self.unsure(line, f"`{text}` was left out: {why}", found=text, hint=hint)
