"""Findings and progress as JSON has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from communique.findings import Finding
from communique.frozen import asdict
from communique.project import Progress
from communique.reports.letters import without_surrogates
from communique.reports.outcome import Outcome, numbered

__all__ = ["findings_data", "json_report", "json_status", "json_text", "progress_data"]


def json_report(outcome: Outcome) -> str:
    """The findings as a list."""
    return json_text(findings_data(outcome.findings))


def json_status(rows: Sequence[Progress]) -> str:
    """A list with one row for each domain and language."""
    return json_text([progress_data(row) for row in rows])


def json_text(value: object) -> str:
    """A value as JSON that can be written as UTF-8."""
    return without_surrogates(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def findings_data(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as JSON has them, in order, those of one place by language."""
    by_language = sorted(findings, key=lambda finding: finding.locale)
    in_order = sorted(
        by_language,
        key=lambda finding: (
            finding.place.path,
            finding.place.line or 0,
            finding.place.column or 0,
            finding.rule.id,
            finding.message,
        ),
    )
    return [_finding_data(finding, fingerprint) for finding, fingerprint in numbered(in_order)]


def progress_data(row: Progress) -> dict[str, object]:
    """How far a catalogue has come, as JSON has it."""
    return asdict(row)


def _finding_data(finding: Finding, fingerprint: str) -> dict[str, object]:
    """A finding as JSON has it; empty fields are left out."""
    source = finding.source_place
    data = {
        "rule": finding.rule.id,
        "severity": str(finding.severity),
        "message": finding.message,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "role": finding.place.role,
        "locale": finding.locale,
        "found": finding.found,
        "expected": finding.expected,
        "hint": finding.hint,
        "source_path": source.path if source else None,
        "source_line": source.line if source else None,
        "source_column": source.column if source else None,
        "context": finding.subject.rpartition("\x04")[0],
        "source_text": finding.source_text,
        "translation": finding.translation,
        "fingerprint": fingerprint,
    }
    return {name: value for name, value in data.items() if value not in ("", None)}
