"""Findings as test results in the XML of JUnit, as Jenkins (junit-10.xsd) and GitLab read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from communique.findings import Finding, Severity, has_errors
from communique.locales import in_house_order
from communique.reports.letters import (
    source_of,
    telling,
    with_names_of_the_invisible,
    without_steering,
)
from communique.reports.outcome import Outcome, counted, grouped

__all__ = ["junit_report"]


def junit_report(outcome: Outcome) -> str:
    """A suite for each language, and in it a case for each rule in each file.

    An error fails its case; a warning or info is said by a case that passes. A language in which
    nothing was found has one case, which passes: a suite without cases is an error to some readers.
    Paths are those of the repository.
    """
    by_locale: dict[str, list[Finding]] = {tag: [] for tag in outcome.checked}
    for group in grouped(outcome.findings):
        by_locale[group.locale] = [outcome.in_repository(found.finding) for found in group.findings]
    tags = (*([""] if "" in by_locale else []), *in_house_order(tag for tag in by_locale if tag))
    cases = {tag: _cases(tag, by_locale[tag]) for tag in tags}
    failures = {tag: _failed(by_locale[tag]) for tag in tags}
    tests = sum(map(len, cases.values()))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="communique check" {_counts(tests, sum(failures.values()))}>')
    for tag, suite in cases.items():
        counts = _counts(len(suite), failures[tag])
        lines.append(f'<testsuite name="{_attribute(_name(tag))}" {counts} skipped="0" time="0">')
        lines += suite
        lines.append("</testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _name(tag: str) -> str:
    return tag or "source"


def _counts(tests: int, failures: int) -> str:
    return f'tests="{tests}" failures="{failures}" errors="0"'


def _failed(findings: Iterable[Finding]) -> int:
    return len({_key(finding) for finding in findings if finding.severity is Severity.ERROR})


def _key(finding: Finding) -> tuple[str, str]:
    return finding.place.path, finding.rule.id


def _cases(tag: str, findings: Sequence[Finding]) -> list[str]:
    together: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        together.setdefault(_key(finding), []).append(finding)
    if not together:
        return [_case(tag, "nothing found", "")]
    return [
        _case(tag, f"{same[0].rule.id} in {same[0].place.path}", _told(same))
        for same in together.values()
    ]


def _case(tag: str, name: str, content: str) -> str:
    """A test case; Jenkins takes what is before the last full stop for a package."""
    head = f'<testcase classname="communique.{_attribute(_name(tag))}" name="{_attribute(name)}"'
    return f'{head} time="0">\n{content}\n</testcase>' if content else f'{head} time="0"/>'


def _told(same: Sequence[Finding]) -> str:
    text = escape("\n\n".join(map(_paragraph, same)), quote=False)
    if not has_errors(same):
        return f"<system-out>{text}</system-out>"
    first = same[0]
    message = first.message if len(same) == 1 else counted(len(same), "finding")
    head = f'type="{_attribute(first.rule.id)}" message="{_attribute(message)}"'
    return f"<failure {head}>{text}</failure>"


def _paragraph(finding: Finding) -> str:
    lines = [f"{finding.severity}: {finding.message}", f"  --> {finding.place}"]
    if finding.source_place:
        lines.append(f"  ::: {source_of(finding)}")
    lines += [
        f"{label}: `{with_names_of_the_invisible(piece)}`" for label, piece in telling(finding)
    ]
    if finding.hint:
        lines.append(f"hint: {finding.hint}")
    return "\n".join(map(without_steering, lines))


def _attribute(text: str) -> str:
    return escape(without_steering(text))
