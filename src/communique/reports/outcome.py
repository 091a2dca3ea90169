"""What a check has come to, as every report tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from communique.findings import Finding, Place, Severity, fingerprints
from communique.frozen import Frozen, field, replace
from communique.locales import in_house_order, locale
from communique.project import Progress

__all__ = [
    "Group",
    "Outcome",
    "Shared",
    "aside",
    "counted",
    "done",
    "gravest_first",
    "grouped",
    "language_name",
    "numbered",
    "shared",
    "tally",
    "verdict",
]

_GRAVITY = tuple(Severity)


class Outcome(Frozen):
    """What a check has found, in what, and how far the translations have come."""

    findings: tuple[Finding, ...]
    """What is to be told, in order; without what is silenced or accepted."""
    silenced: int = 0
    """How many findings translators have silenced, with a reason."""
    accepted: int = 0
    """How many findings the baseline accepts."""
    coverage: tuple[Progress, ...] = ()
    """How far each catalogue checked has come; empty where nobody counted."""
    checked: tuple[str, ...] = ()
    """BCP 47 tags of the languages checked, whether or not anything was found."""
    source: str = "en"
    """BCP 47 tag of the language that the releases are written in."""
    project: str = ""
    """What the project is called, for a person: the name of its folder or of the house."""
    version: str = ""
    """Version of communique that has checked."""
    folder: str = ""
    """The project folder seen from the root of its repository, `newsroom/eu`; empty for the root.

    Forges want the paths of findings from there.
    """
    silenced_by_locale: Mapping[str, int] = field(default_factory=dict)
    """How the silenced findings spread over the languages; empty where nobody counted."""

    def in_repository(self, finding: Finding) -> Finding:
        """A finding with the places that it has in the repository, for a reader on a forge.

        It is to be shown only: its fingerprint is that of another.
        """
        folder = self.folder
        if not folder:
            return finding
        source = finding.source_place
        return replace(
            finding,
            place=_below(folder, finding.place),
            source_place=_below(folder, source) if source else None,
        )


def _below(folder: str, place: Place) -> Place:
    return replace(place, path=f"{folder}/{place.path}")


class Shared(Frozen):
    """A finding, told once for all the languages that have it in common."""

    finding: Finding
    """The first of them."""
    locales: tuple[str, ...]
    """Tags of the languages, in house order; empty for the source text and the project."""


class Group(Frozen):
    """What was found in one language."""

    locale: str
    """BCP 47 tag; empty for the source text, the project, and what languages have in common."""
    findings: tuple[Shared, ...]
    """Its findings, the gravest first."""

    @property
    def name(self) -> str:
        """What it is called, for a person who reads English."""
        return language_name(self.locale) if self.locale else "Source texts and project"

    @property
    def tally(self) -> str:
        """How many findings of each severity it has."""
        return tally(found.finding for found in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity it has."""
        return sum(found.finding.severity is severity for found in self.findings)


def shared(findings: Iterable[Finding]) -> tuple[Shared, ...]:
    """The findings, each that differs in the language only told once."""
    together: dict[Finding, list[Finding]] = {}
    for finding in findings:
        together.setdefault(replace(finding, locale=""), []).append(finding)
    return tuple(
        Shared(
            finding=same[0],
            locales=in_house_order(finding.locale for finding in same if finding.locale),
        )
        for same in together.values()
    )


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """The findings by language: the source and the project first, then in house order."""
    by_locale: dict[str, list[Shared]] = {}
    for found in shared(gravest_first(findings)):
        tag = found.locales[0] if len(found.locales) == 1 else ""
        by_locale.setdefault(tag, []).append(found)
    first = [""] if "" in by_locale else []
    return tuple(
        Group(locale=tag, findings=tuple(by_locale[tag]))
        for tag in (*first, *in_house_order(tag for tag in by_locale if tag))
    )


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, then warnings, then the rest, otherwise in the order given."""
    return sorted(findings, key=lambda finding: _GRAVITY.index(finding.severity))


def numbered(findings: Iterable[Finding]) -> list[tuple[Finding, str]]:
    """Each finding with a fingerprint that no other of them has."""
    in_order = list(findings)
    return list(zip(in_order, fingerprints(in_order), strict=True))


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tally(findings: Iterable[Finding]) -> str:
    """How many there are of each severity: `2 errors, 1 warning`; empty for none."""
    numbers = Counter(finding.severity for finding in findings)
    return ", ".join(
        counted(numbers[severity], str(severity)) for severity in Severity if numbers[severity]
    )


def verdict(outcome: Outcome) -> str:
    """How many findings of each severity there are, or that there is none, in lower case."""
    nothing = "nothing left to mend" if aside(outcome) else "nothing found"
    return tally(found.finding for found in shared(outcome.findings)) or nothing


def aside(outcome: Outcome) -> str:
    """How many findings are not told: `3 silenced, 1 accepted`; empty for none."""
    numbers = ((outcome.silenced, "silenced"), (outcome.accepted, "accepted"))
    return ", ".join(f"{number} {what}" for number, what in numbers if number)


def done(coverage: Sequence[Progress], tag: str) -> int | None:
    """How many messages of a hundred are translated in a language; None where nobody counted.

    All its catalogues count together, and what a check refuses does not count. It is rounded
    down, so that only what is complete is 100.
    """
    rows = [row for row in coverage if row.locale == tag]
    messages = sum(row.messages for row in rows)
    return sum(row.translated for row in rows) * 100 // messages if messages else None


def language_name(tag: str) -> str:
    """A language for a person who reads English: `German (de)`."""
    return f"{locale(tag).name_in(locale('en'))} ({tag})"
