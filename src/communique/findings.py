"""Problems as data: what was found, where, how grave it is and what helps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "CommuniqueError",
    "Finding",
    "Place",
    "Rule",
    "Severity",
    "has_errors",
    "in_order",
]


class CommuniqueError(Exception):
    """The root of every exception this package raises on purpose.

    The message is one sentence: what was found, where, what was expected.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        """What helps, usually with the command to run; empty where nothing does."""


class Severity(StrEnum):
    """How grave a finding is: an error blocks, a warning shows, an info counts."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind of problem the tool can find; `communique check --explain` prints it."""

    id: str
    """Stable name in kebab case, shown in square brackets after each finding."""
    severity: Severity
    """How grave each finding of this rule is."""
    claim: str
    """What must hold, in one sentence."""
    reason: str
    """What goes wrong for a reader when it does not hold, and how to mend it."""
    wrong: str
    """A small example that breaks the rule."""
    right: str
    """The same example, mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a problem stands."""

    path: str
    """File, relative to the project folder, with `/` between its parts."""
    line: int | None = None
    """Line in that file, counted from 1; None where the whole file is meant."""
    column: int | None = None
    """Column in that line, counted from 1 in characters; None where the line is enough."""
    role: str = ""
    """What stands there, for a person: `paragraph 2 of section “Background”`."""

    def __str__(self) -> str:
        numbers = "".join(f":{number}" for number in (self.line, self.column) if number)
        return f"{self.path}{numbers}" + (f"  ({self.role})" if self.role else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem, at one place."""

    rule: Rule
    """Which rule is broken."""
    message: str
    """One sentence, lower case, with the thing in backquotes and no full stop."""
    place: Place
    """Where to mend it."""
    found: str = ""
    """What stands there; empty where nothing does."""
    expected: str = ""
    """What should stand there; empty where that cannot be told."""
    hint: str = ""
    """What helps, usually a command."""
    locale: str = ""
    """BCP 47 tag of the catalogue concerned; empty for the source text and the project."""

    @property
    def severity(self) -> Severity:
        """How grave the broken rule is."""
        return self.rule.severity

    def __str__(self) -> str:
        lines = [f"{self.severity}: {self.message} [{self.rule.id}]", f"  --> {self.place}"]
        if self.hint:
            lines.append(f"hint: {self.hint}")
        return "\n".join(lines)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings blocks."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without repetition, sorted by file, line, column, rule and language."""
    return tuple(
        sorted(
            set(findings),
            key=lambda finding: (
                finding.place.path,
                finding.place.line or 0,
                finding.place.column or 0,
                finding.rule.id,
                finding.message,
                finding.locale,
            ),
        )
    )
