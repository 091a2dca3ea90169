"""What the command says: results on stdout, talk on stderr, colour on terminals only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from communique.findings import CommuniqueError, Finding, Severity
from communique.project import Progress as Coverage

__all__ = [
    "counted",
    "finding_data",
    "print_error",
    "print_findings",
    "print_json",
    "print_progress_table",
    "progress_bar",
    "progress_data",
    "say",
]

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def say(text: str, *, quiet: bool = False) -> None:
    """A line of talk on stderr."""
    if not quiet:
        click.echo(text, err=True)


def print_error(error: CommuniqueError) -> None:
    """An error that ends the command."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(Text.assemble(("error", _STYLES[Severity.ERROR]), f": {error}"))
    if error.hint:
        console.print(Text.assemble(("hint", "bold"), f": {error.hint}"))


def print_findings(findings: Sequence[Finding], *, to_stderr: bool = False) -> None:
    """Findings as text, one after the other, and how many there are."""
    console = Console(stderr=to_stderr, highlight=False, soft_wrap=True)
    for finding in findings:
        head = f": {finding.message} "
        console.print(
            Text.assemble(
                (str(finding.severity), _STYLES[finding.severity]),
                head,
                (f"[{finding.rule.id}]", "dim"),
            )
        )
        console.print(Text(f"  --> {finding.place}", style="cyan"))
        if finding.hint:
            console.print(Text.assemble(("hint", "bold"), f": {finding.hint}"))
        console.print()
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    if findings:
        parts = [counted(errors, "error")] if errors else []
        parts += [counted(warnings, "warning")] if warnings else []
        console.print(", ".join(parts))


def finding_data(finding: Finding) -> dict[str, object]:
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
    """A value as JSON on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_progress_table(rows: Sequence[Coverage]) -> None:
    """How far each catalogue has come, one table a domain."""
    console = Console(highlight=False)
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
            style = "" if done else "bold"
            table.add_row(
                row.locale,
                f"{row.translated}/{row.messages}",
                *(str(number or "") for number in (row.fuzzy, row.missing, row.stale)),
                str(row.words_to_do or ""),
                "cannot be read" if row.broken else "" if done else "incomplete",
                style=style,
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
