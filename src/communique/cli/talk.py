"""What the command says: results on stdout, talk on stderr, colour on terminals only."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from communique.findings import CommuniqueError, Finding, Severity
from communique.project import Progress as Coverage
from communique.project import Quote
from communique.reports import (
    FORMATS,
    SEVERITY_STYLES,
    STATUS_FORMATS,
    Outcome,
    counted,
    findings_data,
    findings_text,
    progress_data,
    quote_messages,
    quote_table,
    status_table,
    text_report,
    without_steering,
)

__all__ = [
    "counted",
    "findings_data",
    "print_error",
    "print_findings",
    "print_quote",
    "print_report",
    "print_status",
    "progress_bar",
    "progress_data",
    "say",
    "spell_out_what_cannot_be_shown",
]


def spell_out_what_cannot_be_shown() -> None:
    """Let letters that a terminal or file of few letters lacks come out as their numbers."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str, *, quiet: bool = False) -> None:
    """A line of talk on stderr."""
    if not quiet:
        click.echo(without_steering(text), err=True)


def print_error(error: CommuniqueError) -> None:
    """An error that ends the command."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    label = ("error", SEVERITY_STYLES[Severity.ERROR])
    console.print(Text.assemble(label, without_steering(f": {error}")))
    if error.hint:
        console.print(Text.assemble(("hint", "bold"), without_steering(f": {error.hint}")))


def print_findings(findings: Sequence[Finding], *, to_stderr: bool = False) -> None:
    """Findings as text, one after the other, and how many there are."""
    colour = _has_colour(to_stderr=to_stderr)
    click.echo(findings_text(findings, colour=colour), nl=False, err=to_stderr, color=colour)


def print_report(outcome: Outcome, report_format: str) -> None:
    """A report of a check on stdout; what programs read is UTF-8, whatever the terminal is."""
    if report_format == "text":
        colour = _has_colour()
        text = text_report(outcome, colour=colour, width=Console().width if colour else None)
        click.echo(text, nl=False, color=colour)
    else:
        click.echo(FORMATS[report_format](outcome).encode(), nl=False)


def print_status(rows: Sequence[Coverage], status_format: str) -> None:
    """How far each catalogue has come, on stdout, in a format of `STATUS_FORMATS`."""
    if status_format == "text":
        colour = _has_colour()
        width = Console().width if Console().is_terminal else None
        click.echo(status_table(rows, colour=colour, width=width), nl=False, color=colour)
    else:
        click.echo(STATUS_FORMATS[status_format](tuple(rows)).encode(), nl=False)


def print_quote(quote: Quote, *, by: str, messages: bool) -> None:
    """What a translation amounts to, on stdout: its sums, or each message."""
    colour = _has_colour()
    width = Console().width if Console().is_terminal else None
    if messages:
        text = quote_messages(quote, colour=colour)
    else:
        text = quote_table(quote, by=by, colour=colour, width=width)
    click.echo(text, nl=False, color=colour)


def _has_colour(*, to_stderr: bool = False) -> bool:
    """Whether a stream is a terminal that shows colour, and nobody has asked for none."""
    console = Console(stderr=to_stderr)
    return console.is_terminal and console.color_system is not None and not console.no_color


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
