"""Findings beside the lines they are about, on GitHub and on GitLab.

GitHub: “Workflow commands for GitHub Actions”; GitLab: “Code Quality report format”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from communique.findings import Finding, Severity
from communique.reports.data import json_text
from communique.reports.letters import (
    source_of,
    telling,
    with_names_of_the_invisible,
    without_steering,
)
from communique.reports.outcome import Outcome, counted, gravest_first, numbered, shared

__all__ = ["github_annotations", "github_error", "gitlab_code_quality"]

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
_GITLAB: Final = {Severity.ERROR: "blocker", Severity.WARNING: "minor", Severity.INFO: "info"}
_SHOWN_BY_GITHUB: Final = 10
"""How many annotations of a level GitHub shows for a step; it drops the rest without a word."""


def github_annotations(outcome: Outcome) -> str:
    """A workflow command for each finding, the gravest first.

    A finding is annotated once, in the file where it is mended; its message names the line of the
    release text. Paths are those of the repository. GitHub shows ten of a level, so a notice says
    how many more there are; all of them stand in the log.
    """
    languages = {found.finding: found.locales for found in shared(outcome.findings)}
    more = []
    for severity in Severity:
        number = sum(finding.severity is severity for finding in languages)
        if number > _SHOWN_BY_GITHUB:
            more.append(counted(number - _SHOWN_BY_GITHUB, f"more {_COMMANDS[severity]}"))
    lines = []
    if more:
        where = "GitHub shows ten of a kind; the summary of this job lists all"
        lines.append(_command("notice", {"title": "communique"}, f"{', '.join(more)}: {where}"))
    lines += [
        _annotation(outcome.in_repository(finding), languages[finding])
        for finding in gravest_first(languages)
    ]
    return "".join(f"{line}\n" for line in lines)


def github_error(message: str, hint: str = "") -> str:
    """A workflow command that says why there is no verdict."""
    lines = [message, f"hint: {hint}"] if hint else [message]
    told = "\n".join(map(without_steering, lines))
    return f"{_command('error', {'title': 'communique'}, told)}\n"


def gitlab_code_quality(outcome: Outcome) -> str:
    """A list of issues as GitLab takes it from `artifacts:reports:codequality`."""
    findings = (found.finding for found in shared(outcome.findings))
    return json_text(
        [
            _issue(outcome.in_repository(finding), fingerprint)
            for finding, fingerprint in numbered(findings)
        ]
    )


def _issue(finding: Finding, fingerprint: str) -> dict[str, object]:
    return {
        "description": _description(finding),
        "check_name": finding.rule.id,
        "fingerprint": fingerprint,
        "severity": _GITLAB[finding.severity],
        "location": {
            "path": finding.place.path,
            "lines": {"begin": finding.place.line or 1},
        },
    }


def _annotation(finding: Finding, languages: Sequence[str]) -> str:
    place = finding.place
    properties = {
        "file": place.path,
        "line": str(place.line or 1),
        "col": str(place.column or ""),
        "title": finding.rule.id,
    }
    return _command(
        _COMMANDS[finding.severity], properties, "\n".join(_sentences(finding, languages))
    )


def _sentences(finding: Finding, languages: Sequence[str]) -> Iterator[str]:
    yield without_steering(finding.message)
    for label, piece in telling(finding):
        yield f"{label}: `{with_names_of_the_invisible(piece)}`"
    # The log shows neither file nor line of an annotation.
    of = f"  (in {', '.join(languages)})" if len(languages) > 1 else ""
    yield without_steering(f"at: {finding.place}{of}")
    if finding.source_place:
        yield without_steering(f"source: {source_of(finding)}")
    if finding.hint:
        yield without_steering(f"hint: {finding.hint}")


def _description(finding: Finding) -> str:
    source = f" (source: {source_of(finding)})" if finding.source_place else ""
    hint = f"; {finding.hint}" if finding.hint else ""
    return without_steering(f"{finding.message}{source}{hint}")


def _command(name: str, properties: dict[str, str], message: str) -> str:
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    return f"::{name} {told}::{_data(message)}"


def _data(text: str) -> str:
    """A message as a command takes it; nothing in it can begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(without_steering(text)).replace(":", "%3A").replace(",", "%2C")
