"""What the command says: results on stdout, talk on stderr, colour on terminals only."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from communique.findings import CommuniqueError, Finding, Severity
from communique.locales import in_house_order
from communique.project import Progress as Coverage

__all__ = [
    "counted",
    "findings_data",
    "print_error",
    "print_findings",
    "print_json",
    "print_progress_table",
    "progress_bar",
    "progress_data",
    "say",
    "spell_out_what_cannot_be_shown",
]

# Controls, line and paragraph separators, and what overrides or isolates directions (UAX #9).
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_WIDTH_OF_FILES = 200
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def spell_out_what_cannot_be_shown() -> None:
    """Let letters that a terminal or file of few letters lacks come out as their numbers."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str, *, quiet: bool = False) -> None:
    """A line of talk on stderr."""
    if not quiet:
        click.echo(_shown(text), err=True)


def print_error(error: CommuniqueError) -> None:
    """An error that ends the command."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(Text.assemble(("error", _STYLES[Severity.ERROR]), _shown(f": {error}")))
    if error.hint:
        console.print(Text.assemble(("hint", "bold"), _shown(f": {error.hint}")))


def print_findings(findings: Sequence[Finding], *, to_stderr: bool = False) -> None:
    """Findings as text, one after the other, and how many there are.

    What several languages have in common, such as a mistake in a page template, is told once.
    """
    console = Console(stderr=to_stderr, highlight=False, soft_wrap=True)
    groups: dict[Finding, list[str]] = {}
    for finding in findings:
        groups.setdefault(replace(finding, locale=""), []).append(finding.locale)
    for finding, tags in groups.items():
        console.print(
            Text.assemble(
                (str(finding.severity), _STYLES[finding.severity]),
                _shown(f": {finding.message} "),
                (f"[{finding.rule.id}]", "dim"),
            )
        )
        # The path of a catalogue says which language is meant.
        locales = in_house_order(
            tag for tag in tags if tag and f"/{tag.replace('-', '_')}/" not in finding.place.path
        )
        of = f"  (in {', '.join(locales)})" if locales else ""
        console.print(Text(_shown(f"  --> {finding.place}{of}"), style="cyan"))
        if finding.hint:
            console.print(Text.assemble(("hint", "bold"), _shown(f": {finding.hint}")))
        console.print()
    errors = sum(finding.severity is Severity.ERROR for finding in groups)
    warnings = sum(finding.severity is Severity.WARNING for finding in groups)
    if findings:
        parts = [counted(errors, "error")] if errors else []
        parts += [counted(warnings, "warning")] if warnings else []
        console.print(", ".join(parts))


def _shown(text: str) -> str:
    """A text on one line in which nothing steers the terminal or turns the order of letters."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def findings_data(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as JSON has them, in order, those of one place by language."""
    by_language = sorted(findings, key=lambda finding: finding.locale)
    return [
        _finding_data(finding)
        for finding in sorted(
            by_language,
            key=lambda finding: (
                finding.place.path,
                finding.place.line or 0,
                finding.place.column or 0,
                finding.rule.id,
                finding.message,
            ),
        )
    ]


def _finding_data(finding: Finding) -> dict[str, object]:
    """A finding as JSON has it; empty fields are left out."""
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
    }
    return {name: value for name, value in data.items() if value not in ("", None)}


def print_json(value: object) -> None:
    """A value as JSON on stdout, with numbers for letters that its encoding may lack."""
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(value, ensure_ascii=not is_utf8, indent=1))


def print_progress_table(rows: Sequence[Coverage]) -> None:
    """How far each catalogue has come, one table a domain."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_FILES
    for domain in dict.fromkeys(row.domain for row in rows):
        table = Table(title=domain, title_justify="left", title_style="bold", box=None)
        table.add_column("locale")
        for name in ("translated", "fuzzy", "missing", "stale", "words to do"):
            table.add_column(name, justify="right")
        table.add_column("")
        for row in rows:
            if row.domain != domain:
                continue
            done = row.translated == row.messages and not row.broken
            remark = f"{row.wrong} wrong" if row.wrong else "" if done else "incomplete"
            table.add_row(
                row.locale,
                f"{row.translated}/{row.messages}",
                *(str(number or "") for number in (row.fuzzy, row.missing, row.stale)),
                str(row.words_to_do or ""),
                "cannot be read" if row.broken else remark,
                style="" if done else "bold",
            )
        console.print(table)
        console.print()


def progress_data(row: Coverage) -> dict[str, object]:
    """A row of the table as JSON has it."""
    return asdict(row)


@contextmanager
def progress_bar(label: str, total: int, *, quiet: bool) -> Iterator[Progress | None]:
    """A bar on stderr while something long goes on; nothing where stderr is no terminal."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as bar:
        bar.add_task(label, total=total)
        yield bar
