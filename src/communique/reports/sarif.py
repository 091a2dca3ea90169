"""Findings as SARIF 2.1.0, the interchange format of static analysis (OASIS standard).

The section numbers are those of the standard; “GitHub” is “SARIF support for code scanning”.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote

from communique.findings import Finding, Place, Rule, Severity
from communique.reports.data import json_text
from communique.reports.explain import explained, explained_markdown, sentence
from communique.reports.letters import (
    telling,
    with_names_of_the_invisible,
    without_steering,
)
from communique.reports.outcome import Outcome, counted, gravest_first, numbered, shared

__all__ = ["MOST_BYTES", "MOST_RESULTS", "sarif_report"]

MOST_RESULTS: Final = 25_000
"""How many results GitHub takes in one run; it refuses files that have more."""

MOST_BYTES: Final = 10_000_000
"""How long a file may be for GitHub, compressed with gzip as it is sent there."""

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_BASE: Final = "%SRCROOT%"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# GitHub's own word for the severity of what is no hole in security.
_PROBLEM: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}


def sarif_report(outcome: Outcome) -> str:
    """The findings as one run, the gravest first: where only some are shown, it is those.

    What is more than GitHub takes, in number or in bytes, is left out and counted.
    """
    languages = {found.finding: found.locales for found in shared(outcome.findings)}
    told = gravest_first(languages)[:MOST_RESULTS]
    text = _log(outcome, languages, told)
    while (size := _zipped_size(text)) > MOST_BYTES:
        told = told[: len(told) * MOST_BYTES // size * 9 // 10]
        text = _log(outcome, languages, told)
    return text


def _log(
    outcome: Outcome, languages: Mapping[Finding, Sequence[str]], told: Sequence[Finding]
) -> str:
    """A log with some of the findings, which are given with their languages."""
    rules = list({finding.rule.id: finding.rule for finding in told}.values())
    places = {rule.id: number for number, rule in enumerate(rules)}
    driver: dict[str, object] = {
        "name": "communique",
        "rules": [_rule(rule) for rule in rules],
    }
    if outcome.version:
        driver["semanticVersion"] = outcome.version
    run: dict[str, object] = {
        "tool": {"driver": driver},
        "language": "en",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The root of the repository."}}},
        "results": [
            {
                "ruleIndex": places[finding.rule.id],
                **_result(outcome.in_repository(finding), fingerprint, languages[finding]),
            }
            for finding, fingerprint in numbered(told)
        ],
    }
    untold = len(languages) - len(told)
    if untold:
        text = (
            f"{counted(untold, 'finding')} more than forges take in one file; `communique check` "
            "prints all of them"
        )
        run["invocations"] = [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}],
            }
        ]
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _zipped_size(text: str) -> int:
    """How many bytes a log has when it is sent; the bytes as they are where these are few."""
    content = text.encode()
    return len(content) if len(content) <= MOST_BYTES else len(zlib.compress(content))


def _rule(rule: Rule) -> Mapping[str, object]:
    """A reporting descriptor (3.49); its help is all that a reader of a forge sees of the rule."""
    more = ""
    if rule.silenceable:
        command = f"communique silence {rule.id} PATH:LINE --reason TEXT"
        more = f"\nWhat is right in a translation is accepted by `{command}`.\n"
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": sentence(rule.claim)},
        "fullDescription": {"text": rule.reason},
        "help": {"text": explained(rule) + more, "markdown": explained_markdown(rule) + more},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": ["translation"],
            "precision": "very-high" if rule.severity is Severity.ERROR else "high",
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _result(finding: Finding, fingerprint: str, languages: Sequence[str]) -> Mapping[str, object]:
    """A result (3.27)."""
    properties: dict[str, object] = {
        "locales": list(languages),
        "found": without_steering(finding.found),
        "expected": without_steering(finding.expected),
    }
    result: dict[str, object] = {
        "ruleId": finding.rule.id,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.place, found=finding.found)],
        # GitHub looks at the second only, and wants a number after a colon.
        "partialFingerprints": {
            "communiqueFinding/v1": fingerprint,
            "primaryLocationLineHash": f"{fingerprint}:1",
        },
    }
    if finding.source_place:
        related = {
            "id": 1,
            **_location(finding.source_place),
            "message": {"text": "the text that is translated"},
        }
        result["relatedLocations"] = [related]
    known = {name: value for name, value in properties.items() if value}
    if known:
        result["properties"] = known
    return result


def _message(finding: Finding) -> str:
    """What was found and what helps, as plain text in which nothing is a link or an argument.

    Brackets are escaped where they would make a link (3.11.6), and braces are doubled where they
    would stand for an argument (3.11.5), but not those of a fact: no reader takes the second away.
    """
    parts = [f"{finding.message[:1].upper()}{finding.message[1:]}."]
    parts += [
        f"{label.capitalize()}: `{with_names_of_the_invisible(piece)}`."
        for label, piece in telling(finding)
    ]
    parts += [f"{finding.hint[:1].upper()}{finding.hint[1:]}."] if finding.hint else []
    text = without_steering(" ".join(parts))
    if "](" in text:
        text = text.replace("[", "\\[").replace("]", "\\]")
    return re.sub(r"\{([0-9]+)\}", r"{{\1}}", text)


def _location(place: Place, *, found: str = "") -> dict[str, object]:
    """A location (3.28); columns are counted in characters from 1, as `columnKind` says."""
    region: dict[str, int] = {}
    if place.line:
        region["startLine"] = place.line
        if place.column:
            region["startColumn"] = place.column
            if _stands_on_one_line(found):
                region["endColumn"] = place.column + len(found)
    # The name of a file need not be UTF-8.
    uri = quote(place.path, errors="backslashreplace")
    physical: dict[str, object] = {"artifactLocation": {"uri": uri, "uriBaseId": _BASE}}
    if region:
        physical["region"] = region
    location: dict[str, object] = {"physicalLocation": physical}
    if place.role:
        location["logicalLocations"] = [{"fullyQualifiedName": without_steering(place.role)}]
    return location


def _stands_on_one_line(found: str) -> bool:
    """Whether a piece stands in its file letter by letter: nothing escaped, nothing wrapped."""
    return bool(found) and not any(letter.isspace() or letter in '"\\' for letter in found)
