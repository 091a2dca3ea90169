"""Problems as data: what was found, where, how grave it is and what helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from communique.frozen import Frozen

__all__ = [
    "CommuniqueError",
    "Example",
    "Finding",
    "Place",
    "Rule",
    "Severity",
    "fingerprints",
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


class Example(Frozen):
    """A text that breaks a rule, and the same, mended; the tests check both."""

    wrong: str
    """What breaks the rule: a translation, or the lines of a file."""
    right: str
    """The same, mended."""
    locale: str = ""
    """BCP 47 tag of the translation; empty where it is no translation."""
    source: str = ""
    """The source text that is translated, msgid."""
    context: str | None = None
    """Its msgctxt, if the rule asks for one."""
    path: str = ""
    """The file in which the lines stand; empty for a translation."""


class Rule(Frozen):
    """A kind of problem the tool can find; `communique explain` prints it."""

    id: str
    """Stable name in kebab case, shown in square brackets after each finding."""
    severity: Severity
    """How grave each finding of this rule is."""
    claim: str
    """What must hold, in one sentence."""
    reason: str
    """What goes wrong for a reader when it does not hold, and how to mend it."""
    examples: tuple[Example, ...]
    """Wrong texts and the same, mended, at least one for each kind of language concerned."""
    silenceable: bool = True
    """Whether a translator's comment can silence it for one message."""


class Place(Frozen):
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


class Finding(Frozen):
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
    source_place: Place | None = None
    """Where the source text of a translation stands, in the release text or the house."""
    subject: str = ""
    """What tells the message concerned from all others; empty where no message is."""
    source_text: str = ""
    """The text of that message in the source language; empty where no message is concerned."""
    translation: str = ""
    """Its translation as it stands in the catalogue."""
    span: tuple[int, int] | None = None
    """Where what was found begins and ends in that translation, in characters from 0, with the
    markup inside it; None where it is not there."""
    source_span: tuple[int, int] | None = None
    """The same for the piece of the source text that it answers to."""
    level: Severity | None = None
    """How grave it is where less is asked than the rule says; None where the rule decides."""

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that stay the same when files are wrapped or reordered.

        They are made of the rule, the file, the message and what was found, or expected where
        nothing was; not of lines and columns, nor of the wording of our own sentence.
        """
        from hashlib import sha256

        what = self.found or self.expected
        parts = (self.rule.id, self.place.path, self.locale, self.subject, what)
        told = "\0".join(" ".join(part.split()) for part in parts)
        # The name of a file need not be UTF-8.
        return sha256(told.encode(errors="surrogatepass")).hexdigest()[:16]

    @property
    def severity(self) -> Severity:
        """How grave it is: as its rule says, or less where less is asked."""
        return self.level or self.rule.severity

    def __str__(self) -> str:
        lines = [f"{self.severity}: {self.message} [{self.rule.id}]", f"  --> {self.place}"]
        if self.hint:
            lines.append(f"hint: {self.hint}")
        return "\n".join(lines)


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The fingerprint of each of these findings, in their order, and no two alike.

    One message can have the same slip twice; the second gets `-2` behind its digits.
    """
    seen: Counter[str] = Counter()
    unique = []
    for finding in findings:
        digits = finding.fingerprint
        seen[digits] += 1
        unique.append(digits if seen[digits] == 1 else f"{digits}-{seen[digits]}")
    return tuple(unique)


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
